"""The page of all records by title, from A to Z, for readers without a search.

A title is filed under the first word that tells it from others (vocabularies/filing.py): an article does not count, nor does the
name of an actor that an explainer is about, with which half of all titles begin. An actor's own name counts whole. A source whose
title was not seen, so that a description in brackets stands for it, is filed under its publisher. What an editor gives
as 'sort_as' of an actor goes before its name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.language import N_, _, current_locale
from generator.language.localized import LocalizedText, in_language_of
from generator.pages.page import Page
from generator.records import Actor, Explainer, Source
from generator.vocabularies.filing import is_of_alphabet, letter, order, uncounted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.corpus import Corpus
    from generator.pages.context import PageContext
    from generator.pages.page import Link
    from generator.records import Record

PATH = "index-a-z.md"
_NUMBERS: Final = "0–9"
_SCRIPTS: Final = (
    N_("Arabic"),
    N_("Hebrew"),
    N_("Cyrillic"),
    N_("Greek"),
    N_("Devanagari"),
    N_("Hangul"),
    N_("Hiragana"),
    N_("Katakana"),
    N_("Thai"),
    N_("Bengali"),
    N_("Georgian"),
    N_("Armenian"),
)
"""Scripts whose titles stand together under the script's name, as Unicode names their letters."""
_HAN: Final = N_("Chinese characters")
_ELSE: Final = N_("Other")
_SHORT: Final = 28
"""How many characters of the first and the last entry stand at the head of a letter."""


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """A record in the index."""

    href: str
    title: str
    """Its title; of a source without one, its publisher."""
    description: str
    """What stands for the title of a source without one, or nothing."""
    at: int
    """Where in its title the word begins under which it is filed."""
    kind: str

    @property
    def before(self) -> str:
        """What stands before the word under which it is filed, or nothing."""
        return in_language_of(self.title[: self.at], self.title)

    @property
    def filed(self) -> str:
        """Its title from that word on."""
        return in_language_of(self.title[self.at :], self.title)


@dataclass(frozen=True, kw_only=True)
class LetterView:
    """The records that are filed under one letter."""

    label: str
    anchor: str
    entries: Sequence[EntryView]

    @property
    def first(self) -> str:
        """How its first entry begins."""
        return _beginning(self.entries[0].filed)

    @property
    def last(self) -> str:
        """How its last entry begins."""
        return _beginning(self.entries[-1].filed)


@dataclass(frozen=True)
class IndexView:
    """What the index shows."""

    letters: Sequence[LetterView]
    total: int


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the index."""
    here = context.at(PATH)
    names = _common_names(here.corpus)
    found = [_entry(record, link, names) for record in here.corpus if (link := here.link(record)).href]
    tongue = current_locale().tag
    filed = [(heading(one.filed), order(f"{one.filed} {one.description}", tongue), one.title, one.href, one) for one in found]
    filed.sort(key=lambda one: (_order(one[0]), *one[1:4]))
    letters = [
        LetterView(label=_said(label), anchor=_anchor(label), entries=[one[-1] for one in group])
        for label, group in groupby(filed, lambda one: one[0])
    ]
    view = IndexView(letters, len(found))
    yield Page(PATH, "index-a-z", _("Index A–Z"), _("Every record by its title, in alphabetical order."), "index-a-z.md.j2", view)


def _beginning(title: str) -> str:
    return in_language_of(title if len(title) <= _SHORT else f"{title[:_SHORT].rpartition(' ')[0] or title[:_SHORT]}…", title)


def _entry(record: Record, link: Link, common: tuple[str, ...]) -> EntryView:
    title, description = record.label, ""
    if isinstance(record, Actor) and record.sort_as:
        return EntryView(href=link.href, title=record.sort_as, description="", at=0, kind=link.detail)
    if isinstance(record, Source) and title.startswith("[") and title.endswith("]"):
        title, description = record.publisher, in_language_of(title[1:-1], title)
    language = title.language if isinstance(title, LocalizedText) else current_locale().tag
    names = () if description or isinstance(record, Actor) else common
    return EntryView(href=link.href, title=title, description=description, at=uncounted(title, language, names), kind=link.detail)


def _common_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the names of the actors that explainers are about."""
    focal = dict.fromkeys(one for explainer in corpus.all(Explainer) for one in explainer.focal)
    actors = [found for one in focal if isinstance(found := corpus.get(Actor.section, one), Actor)]
    return tuple(name for actor in actors for name in (actor.name, *actor.aliases))


def heading(title: str) -> str:
    """Return the heading under which a title stands: its letter, its script's name, or that of numbers or of all else.

    Letters count without their marks, but for those that the language of the page has as letters of their own.
    """
    first = letter(title, current_locale().tag)
    if not first:
        return _ELSE
    if first.isdigit():
        return _NUMBERS
    if is_of_alphabet(first, current_locale().tag):
        return first.upper()
    name = unicodedata.name(first, "")
    if name.startswith(("LATIN SMALL LETTER ", "LATIN CAPITAL LETTER ")):
        return name.partition(" LETTER ")[2].partition(" WITH ")[0].split(" ")[-1][0]
    if name.startswith("CJK"):
        return _HAN
    return next((script for script in _SCRIPTS if name.startswith(script.upper())), _ELSE)


def _order(label: str) -> tuple[int, object]:
    """Return where a heading stands: numbers, letters, scripts by name, all else."""
    kind = 0 if label == _NUMBERS else 1 if len(label) == 1 else 3 if label == _ELSE else 2
    return kind, order(label, current_locale().tag)


def _said(label: str) -> str:
    """Return a heading as readers see it: letters and digits as they are, names in the current locale."""
    return label if len(label) == 1 or label == _NUMBERS else _(label)


def _anchor(label: str) -> str:
    return "numbers" if label == _NUMBERS else f"letter-{label.lower().replace(' ', '-')}"
