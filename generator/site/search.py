"""The search: what it finds, one entry a record with its words, its facets and its place; and the page on which everything is found."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from generator.figures import status_word
from generator.language import N_, _, capitalized, joined, language_of, on_one_line
from generator.model import BY_SECTION, Actor, Explainer, Record, Source, names_of, section_of, texts_in, without_links
from generator.site.page import Address, Page, View, href, kind_word, url_of
from generator.text import LETTERS, MARKS, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model import Corpus, Edtf, Key, ModelField
    from generator.site.context import PageContext
    from generator.site.facts import Facts

FACETS: Final = ("section", "actor", "issue", "year", "status", "verified")
"""By what results can be narrowed, in the order in which they are offered."""
_VERIFIED: Final = {True: ("yes", N_("Words proved in the source")), False: ("no", N_("No words proved yet"))}
"""The values of the facet 'verified': whether any words or passage were found in the text of their source."""
_NOT_SEARCHED: Final = frozenset({"because", "editors", "licence", "name", "per", "prefix", "sort_as", "sources", "suffix", "unit"})
"""Fields of plain words by which nobody looks for a record; the reasons in running text and the record's own name are searched."""
_MOST_WORDS: Final = 300
"""How much of a record's text the search holds: what follows is told by the records and sources that it rests on."""
_MOST_YEARS: Final = 30
"""The longest span of years of which each is a facet; a longer one counts by its first and last."""


@dataclass(frozen=True)
class Facet:
    """One value of a facet, as an address says it and as readers do."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """What the search knows of one record."""

    url: str
    """Below the site's root: 'claims/some-id/', 'timeline/2025/#event-some-id'."""
    title: str
    kind: str
    """One of its section, in words."""
    text: str
    """Its own words, those that tell most first."""
    when: str
    """Its date in words, or nothing."""
    status: str
    """How it stands in words, or nothing."""
    facets: Mapping[str, tuple[Facet, ...]]
    """The values of FACETS that it has."""
    language: str = ""
    """The language of its title, where that is not the one of the page."""
    text_language: str = ""
    """The language of its words, where all are in one that is not the page's."""
    names: tuple[str, ...] = ()
    """Under which names an actor is known; none for records of other kinds."""
    is_source: bool = False
    """Whether it is a source, whose own headline tells less than the title of a record that rests on it."""


def search_entries(facts: Facts, places: Mapping[Key, Address]) -> Sequence[SearchEntry]:
    """Return what the search finds of what stands on the site, the newest first and what has no date last."""
    corpus, proved = facts.corpus, _proved(facts)
    found = [(record.date, record) for record in corpus if record.key in places]
    found.sort(key=lambda one: one[1].key)
    found.sort(key=lambda one: one[0].sort_key[0] if one[0] else date.min, reverse=True)
    return tuple(_document(corpus, record, when, places[record.key], proved) for when, record in found)


def _document(corpus: Corpus, record: Record, when: Edtf | None, address: Address, proved: Mapping[Key, bool]) -> SearchEntry:
    status = _status(record)
    actors = _actors(corpus, record)
    value, label = _VERIFIED[proved[record.key]] if record.key in proved else ("", "")
    text, text_language = _text(corpus, record, actors)
    return SearchEntry(
        url=url_of(address.path) + (f"#{address.anchor}" if address.anchor else ""),
        title=" ".join(record.label.split()),
        kind=capitalized(kind_word(record)),
        text=text,
        when=when.words(short=False) if when else "",
        status=status,
        facets={
            "section": (Facet(record.section, _(section_of(record).many)),),
            "actor": actors,
            "issue": tuple(Facet(one, corpus.issue_label(one)) for one in _issues(record)),
            "year": tuple(Facet(str(year), str(year)) for year in _years(when)),
            "status": (Facet("-".join(status.lower().split()), status),) if status else (),
            "verified": (Facet(value, _(label)),) if value else (),
        },
        language=language_of(record.label),
        text_language=text_language,
        names=_names(record),
        is_source=isinstance(record, Source),
    )


def _names(record: Record) -> tuple[str, ...]:
    """Return the names and spellings of an actor, its short name, and of persons what they are called without what stands before."""
    if not isinstance(record, Actor):
        return ()
    whole = (record.name, *record.aliases, *([record.short] if record.short else ()))
    words = record.name.split()
    family = (" ".join(words[start:]) for start in range(1, len(words))) if record.kind == "person" else ()
    return tuple(str(name) for name in dict.fromkeys((*whole, *family)))


def _proved(facts: Facts) -> Mapping[Key, bool]:
    """Return for each record that uses or is a source's words whether any were proved; records without any are left out."""
    found: dict[Key, bool] = {}
    for use in facts.uses:
        good = facts.proof(use.evidence).mark == "verified"
        for key in (use.record.key, (Source.section, use.source)):
            found[key] = found.get(key, False) or good
    return found


def _years(when: Edtf | None) -> Sequence[int]:
    years = when.years if when else range(0)
    return years if len(years) <= _MOST_YEARS else (years[0], years[-1])


def _actors(corpus: Corpus, record: Record) -> tuple[Facet, ...]:
    named = {record: None} if isinstance(record, Actor) else {}
    for reference in corpus.references(record):
        actor = corpus.resolve(reference, record)
        if isinstance(actor, Actor):
            named[actor] = None
    return tuple(Facet(actor.id, actor.name) for actor in named)


def _issues(record: Record) -> Sequence[str]:
    issue = getattr(record, "issue", None)
    return record.issues if isinstance(record, Explainer) else (issue,) if issue else ()


def _status(record: Record) -> str:
    """Return how a record stands, in words; nothing for kinds that stand in no way of their own."""
    if record.retired:
        return _("Retired")
    return status_word(record.stands) if record.stands else ""


def _text(corpus: Corpus, record: Record, actors: Iterable[Facet]) -> tuple[str, str]:
    """Return the words of a record, and their language where all are in one that is not the page's."""
    written = [words_in([block], joined) for block in corpus.body_of(record).blocks]
    texts = [*written, *_own_texts(record)] if isinstance(record, Source) else [*_own_texts(record), *written]
    pieces = dict.fromkeys(map(on_one_line, texts))
    written_already = " ".join([record.label, *pieces])
    pieces |= dict.fromkeys(name for actor in actors if (name := actor.label) not in written_already)
    sentences = [joined((piece, "" if piece[-1] in ".!?…" else ".")) for piece in pieces if piece and piece != record.label]
    text = joined(sentences, " ")
    return " ".join(text.split(" ")[:_MOST_WORDS]), language_of(text)


def _own_texts(record: Record) -> Iterator[str]:
    """Yield the words of a record's fields, those that tell most first, references as their words."""
    first = record.search_first
    fields = [(found.field, text) for found, text in texts_in(record) if _is_searched(found.field)]
    ranked = sorted(fields, key=lambda one: (first.index(one[0].key) if one[0].key in first else len(first), not one[0].is_prose))
    yield from (without_links(text) if field.is_prose else text for field, text in ranked)
    if isinstance(record, Source) and record.may_show_text:
        yield record.text


def _is_searched(field: ModelField) -> bool:
    return field.name != "reliability_because" if field.is_prose else field.is_text and field.name not in _NOT_SEARCHED


PATH = "explore.md"
_LABELS: Final = names_of("facets")
_COMMON: Final = N_(
    "a about after against all an and any are as at be been between but by can could did do does during for from had has have he "
    "her his how if in into is it its may much many of on or our really she should so than that the their them there they this to "
    "was we were what when where which who whom whose why will with would"
)
"""The commonest words of questions, with spaces between them; translated, those of the other language."""
_MOST_OPTIONS: Final = 1_500
"""How many values of a facet can be chosen: those of most records; the others are found by their words."""
_FOLDING: Final = json.dumps({"marks": MARKS, "letters": LETTERS}, ensure_ascii=False, separators=(",", ":"))


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of the search."""
    if not context.wants(PATH):
        return
    here = context.at(PATH)
    found = here.site.search_entries
    facets = [View(name=name, label=_(_LABELS[name]), options=_options(name, found)) for name in FACETS]
    engine = f"{href(PATH, Address('index.md'))}pagefind/pagefind.js"
    view = View(facets=[facet for facet in facets if facet.options], total=len(found), engine=engine, common=_(_COMMON), folding=_FOLDING)
    described = _("Search the record, by section, actor, issue, year, status and proof.")
    yield Page(PATH, "explore", _("Explore"), described, "explore.md.j2", view)


def _options(name: str, found: Sequence[SearchEntry]) -> list[View]:
    counts: Counter[Facet] = Counter(value for document in found for value in document.facets.get(name, ()))
    options = [View(value=facet.value, label=facet.label, count=count) for facet, count in counts.most_common(_MOST_OPTIONS)]
    if name == "section":
        order = list(BY_SECTION)
        return sorted(options, key=lambda one: order.index(one.value))
    return sorted(options, key=lambda one: one.label.casefold(), reverse=name == "year")
