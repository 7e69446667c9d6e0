"""The index of all records by title, from A to Z, for readers without a search.

A title is filed under its first distinctive word (vocabularies/filing.py): an article does not count, nor does the name of an actor
that an explainer is about, since half of all titles begin with one. An actor's own name counts in full. A source without a known title,
which has a description in brackets instead, is filed under its publisher. An actor's 'sort_as' overrides its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.language import _, current_locale, language_of
from generator.model import Actor, Explainer, Source, filing_order, uncounted
from generator.site.page import Page, View
from generator.site.parts import ListOfPage, anchor, beginning, by_letter, heading, heading_order, heading_words, in_parts, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Corpus, Record
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

PATH = "index-a-z.md"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record with its filing words."""

    record: Record
    before: str
    """The part of its title (for a source without one, of its publisher) before the filing word, or empty."""
    filed: str
    """The title from the filing word on."""
    description: str = ""
    """The description of a source without a title, or empty."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the index, split by letter if too long."""
    here = context.at(PATH)
    names = _common_names(here.corpus)
    entries = [_entry(record, names) for record in here.corpus if here.href_to(record)]
    described = _("Every record by its title, in alphabetical order.")
    page = Page(PATH, "index-a-z", _("Index A–Z"), described, "index-a-z.md.j2", None)
    filed, weigh = attrgetter("filed"), row_weight(attrgetter("before", "filed", "description"))
    titles = ListOfPage("all", "", entries, weigh, partial(by_letter, filed=filed), is_first=True)
    yield from in_parts(context, page, [titles], _view, anchors=lambda entry: (anchor(heading(entry.filed)),), title_of=filed)


def _view(context: PageContext, part: ListPart, shown: Sequence[Entry]) -> View:
    def place(entry: Entry) -> tuple[object, ...]:
        order = filing_order(f"{entry.filed!s} {entry.description!s}", current_locale().tag)
        return heading_order(heading(entry.filed)), order, f"{entry.before!s}{entry.filed!s}", context.href_to(entry.record)

    groups = groupby(sorted(shown, key=place), lambda entry: heading(entry.filed))
    return View(part=part, letters=[_letter(context, label, list(group)) for label, group in groups])


def _letter(context: PageContext, label: str, entries: Sequence[Entry]) -> View:
    links = [context.link(entry.record) for entry in entries]
    return View(
        label=heading_words(label),
        anchor=anchor(label),
        first=beginning(entries[0].filed),
        last=beginning(entries[-1].filed),
        entries=[
            View(before=entry.before, filed=entry.filed, description=entry.description, href=link.href, kind=link.detail)
            for entry, link in zip(entries, links, strict=True)
        ],
    )


def _entry(record: Record, common: tuple[str, ...]) -> Entry:
    title, description = record.label, ""
    if isinstance(record, Actor) and record.sort_as:
        return Entry(record=record, before="", filed=record.sort_as)
    if isinstance(record, Source) and title.startswith("[") and title.endswith("]"):
        title, description = record.publisher, title[1:-1]
    language = language_of(title) or current_locale().tag
    at = uncounted(title, language, () if description or isinstance(record, Actor) else common)
    return Entry(record=record, before=title[:at], filed=title[at:], description=description)


def _common_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the names of the actors that explainers are about."""
    focal = dict.fromkeys(actor for explainer in corpus.all(Explainer) for actor in explainer.focal)
    actors = [record for actor_id in focal if (record := corpus.find(Actor, actor_id)) is not None]
    return tuple(name for actor in actors for name in (actor.name, *actor.aliases))
