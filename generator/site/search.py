"""Search entries, one per record with its text, facets and address, and the search page."""

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
"""The facets that narrow results, in the order shown."""
_PROVED_FACETS: Final = {True: ("yes", N_("Words proved in the source")), False: ("no", N_("No words proved yet"))}
"""The values of the facet 'verified': whether any quotation or passage was found in its source text."""
_NOT_SEARCHED: Final = frozenset({"because", "editors", "licence", "name", "per", "prefix", "sort_as", "sources", "suffix", "unit"})
"""Plain text fields that nobody searches by; reasons in running text and the record's own name are searched."""
_MOST_WORDS: Final = 300
"""How many words of a record are indexed: the rest can be found by the records and sources that it rests on."""
_MOST_YEARS: Final = 30
"""The most years of a date that are each a facet; a longer interval counts by its first and last year."""


@dataclass(frozen=True)
class Facet:
    """One value of a facet, with its label."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """What the search indexes of one record."""

    url: str
    """Relative to the site root: 'claims/some-id/', 'timeline/2025/#event-some-id'."""
    title: str
    kind: str
    """The kind of record in a word."""
    text: str
    """Its own words, most significant first."""
    when: str
    """Its date in words, or empty."""
    status: str
    """Its status in words, or empty."""
    facets: Mapping[str, tuple[Facet, ...]]
    """Its values of each of FACETS."""
    language: str = ""
    """The language of the title, if not that of the page."""
    text_language: str = ""
    """The language of the text, if all of it is in one other than the page's."""
    names: tuple[str, ...] = ()
    """The names of an actor; empty for other records."""
    is_source: bool = False
    """Whether it is a source, whose headline ranks below the title of a record that rests on it."""


def search_entries(facts: Facts, places: Mapping[Key, Address]) -> Sequence[SearchEntry]:
    """Return the search entries of all records on the site, newest first, undated ones last."""
    corpus, proved = facts.corpus, _proved(facts)
    dated = [(record.date, record) for record in corpus if record.key in places]
    dated.sort(key=lambda pair: pair[1].key)
    dated.sort(key=lambda pair: pair[0].sort_key[0] if pair[0] else date.min, reverse=True)
    return tuple(_entry(corpus, record, when, places[record.key], proved) for when, record in dated)


def _entry(corpus: Corpus, record: Record, when: Edtf | None, address: Address, proved: Mapping[Key, bool]) -> SearchEntry:
    status = _status(record)
    actors = _actors(corpus, record)
    value, label = _PROVED_FACETS[proved[record.key]] if record.key in proved else ("", "")
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
            "issue": tuple(Facet(issue, corpus.issue_label(issue)) for issue in _issues(record)),
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
    """Return an actor's name, aliases and short name; for a person also the name without its first words."""
    if not isinstance(record, Actor):
        return ()
    whole = (record.name, *record.aliases, *([record.short] if record.short else ()))
    words = record.name.split()
    family = (" ".join(words[start:]) for start in range(1, len(words))) if record.kind == "person" else ()
    return tuple(str(name) for name in dict.fromkeys((*whole, *family)))


def _proved(facts: Facts) -> Mapping[Key, bool]:
    """Return whether any quotation of each record or source was proved; records without quotations are left out."""
    proved: dict[Key, bool] = {}
    for use in facts.uses:
        good = facts.proof(use.evidence).mark == "verified"
        for key in (use.record.key, (Source.section, use.source)):
            proved[key] = proved.get(key, False) or good
    return proved


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
    """Return the status of a record in words, or an empty string if its kind has none."""
    if record.retired:
        return _("Retired")
    return status_word(record.stands) if record.stands else ""


def _text(corpus: Corpus, record: Record, actors: Iterable[Facet]) -> tuple[str, str]:
    """Return the text of a record, and its language if all of it is in one other than the page's."""
    written = [words_in([block], joined) for block in corpus.body_of(record).blocks]
    texts = [*written, *_own_texts(record)] if isinstance(record, Source) else [*_own_texts(record), *written]
    pieces = dict.fromkeys(map(on_one_line, texts))
    written_already = " ".join([record.label, *pieces])
    pieces |= dict.fromkeys(name for actor in actors if (name := actor.label) not in written_already)
    sentences = [joined((piece, "" if piece[-1] in ".!?…" else ".")) for piece in pieces if piece and piece != record.label]
    text = joined(sentences, " ")
    return " ".join(text.split(" ")[:_MOST_WORDS]), language_of(text)


def _own_texts(record: Record) -> Iterator[str]:
    """Yield the texts of a record's fields, most significant first, with references as their words."""
    first = record.search_first
    fields = [(value.field, text) for value, text in texts_in(record) if _is_searched(value.field)]
    ranked = sorted(fields, key=lambda pair: (first.index(pair[0].key) if pair[0].key in first else len(first), not pair[0].is_prose))
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
"""The commonest words of questions, separated by spaces; translations list those of their own language."""
_MOST_OPTIONS: Final = 1_500
"""The most values offered per facet, those with most records; the others are found by text search."""
_FOLDING: Final = json.dumps({"marks": MARKS, "letters": LETTERS}, ensure_ascii=False, separators=(",", ":"))


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the search page."""
    if not context.wants(PATH):
        return
    here = context.at(PATH)
    entries = here.site.search_entries
    facets = [View(name=name, label=_(_LABELS[name]), options=_options(name, entries)) for name in FACETS]
    engine = f"{href(PATH, Address('index.md'))}pagefind/pagefind.js"
    view = View(facets=[facet for facet in facets if facet.options], total=len(entries), engine=engine, common=_(_COMMON), folding=_FOLDING)
    described = _("Search the record, by section, actor, issue, year, status and proof.")
    yield Page(PATH, "explore", _("Explore"), described, "explore.md.j2", view)


def _options(name: str, entries: Sequence[SearchEntry]) -> list[View]:
    counts: Counter[Facet] = Counter(value for entry in entries for value in entry.facets.get(name, ()))
    options = [View(value=facet.value, label=facet.label, count=count) for facet, count in counts.most_common(_MOST_OPTIONS)]
    is_year = name == "year"
    if name == "section":
        order = list(BY_SECTION)
        return sorted(options, key=lambda option: order.index(option.value))
    return sorted(options, key=lambda option: option.label.casefold().zfill(4 * is_year), reverse=is_year)
