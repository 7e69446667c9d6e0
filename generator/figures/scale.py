"""Words that figures and pages share: periods, months, counts, and lists in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from generator.language import SOURCE, _, cached_per_locale, current_locale, month_name, ngettext
from generator.language.localized import in_language_of, tagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_PAIR: Final = 2
_SHORT: Final = 3
"""How many letters of an English month stand on an axis."""
_DOTTED: Final = frozenset({"az", "tr"})
"""Languages in which the capital of 'i' keeps its dot."""


def months_between(first: date, last: date) -> str:
    """Return a period in words, to the month: 'January 2024 to June 2026'."""
    start, end = (month_of(day.year, day.month) for day in (first, last))
    return start if start == end else _("{start} to {end}", start=start, end=end)


def dated(what: str, days: Sequence[date]) -> str:
    """Return what happened with the months from its first to its last day; by itself where there is no day."""
    return _("{what}, {period}", what=what, period=months_between(min(days), max(days))) if days else what


@cached_per_locale
def month_of(year: int, month: int) -> str:
    """Return a month, 1 to 12, of a year in words: 'June 2025'."""
    return _("{month} {year}", month=month_name(month), year=year)


@cached_per_locale
def axis_month(month: int, year: int | None = None) -> str:
    """Return a month, 1 to 12, as it stands on an axis: 'Sep', 'Sep 2025'."""
    name = month_name(month)[:_SHORT] if current_locale().tag == SOURCE else month_name(month, short=True)
    return name if year is None else _("{month} {year}", month=name, year=year)


def in_a_drawing(text: str) -> str:
    """Return words for a drawing, which runs from left to right in every language, so that they keep that of the page in it."""
    return in_language_of(f"\u2067{text}\u2069", text) if current_locale().direction == "rtl" else text


@cached_per_locale
def events_of(number: int) -> str:
    """Return a number of events: '1 event', '3 events'."""
    return ngettext("{number} event", "{number} events", number)


@cached_per_locale
def acts_of(number: int) -> str:
    """Return a number of acts: '1 act', '3 acts'."""
    return ngettext("{number} act", "{number} acts", number)


def capitalized(text: str) -> str:
    """Return words with a capital at their beginning."""
    first = "İ" if text[:1] == "i" and current_locale().tag.split("-")[0] in _DOTTED else text[:1].upper()
    return in_language_of(first + text[1:], text)


def and_list(words: Sequence[str], joint: Literal["and", "or"] = "and") -> str:
    """Return words as a list in a sentence: 'a', 'a and b', 'a, b and c'."""
    if len(words) < _PAIR:
        return words[0] if words else ""
    before, last = comma_list(words[:-1]), words[-1]
    return _("{all} or {last}", all=before, last=last) if joint == "or" else _("{all} and {last}", all=before, last=last)


def comma_list(words: Iterable[str]) -> str:
    """Return words in a row: 'a, b, c'."""
    return _in_row(words, _(", "))


def _in_row(words: Iterable[str], between: str) -> str:
    found = [*words]
    return found[0] if len(found) == 1 else between.join(map(tagged, found))


def clause_list(words: Iterable[str]) -> str:
    """Return parts of a sentence in a row: 'a; b; c'."""
    return _in_row(words, _("; "))
