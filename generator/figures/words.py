"""Texts shared by figures: statuses as signs, their evidence, periods, months and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.analysis import DECADE
from generator.figures.figure import Sign, cell, muted, plain
from generator.language import SOURCE, _, cached_per_locale, capitalized, clause_list, comma_list, current_locale, month_name, ngettext
from generator.model import ASSESSMENTS, SIGNPOST_STATES, STANCES, UNMARKED_STATES, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.analysis import Stretch
    from generator.figures.figure import Cell, Names
    from generator.model import Change, Cost, Evidence, Risk

_GLYPHS: Final = {
    "partly-supported": "partly",
    "cannot-be-judged": "unjudged",
    "retired": "unjudged",
    "seen": "supported",
    "realised": "supported",
    "incurred": "supported",
    "not-seen": "not-realised",
    "avoided": "not-realised",
    "overdue": "open",
    "unassessed": "open",
    "projected": "unproven",
    "threatened": "unproven",
    "exposed": "unproven",
}
"""The glyphs of statuses that have none of their own name."""
_SIDES: Final = names_of("evidence.named")
"""Messages for the sources that support, contradict or mention something."""


def status_glyph(status: str) -> str:
    """Return the name of the glyph of a status."""
    return _GLYPHS.get(status, status)


def status_word(status: str) -> str:
    """Return the word for a status."""
    word = SIGNPOST_STATES.get(status) or UNMARKED_STATES.get(status)
    return _(word) if word else capitalized(_(ASSESSMENTS[status].label))


def status_sign(status: str, *, alone: bool = False) -> Sign:
    """Return the sign for a status."""
    return Sign(status_glyph(status), status_word(status), alone)


def stance_sign(stance: str) -> Sign:
    """Return the sign for a stance toward a claim."""
    return Sign(stance, capitalized(STANCES[stance].label))


def sources_words(evidence: Sequence[Evidence]) -> str:
    """Return the number of supporting and contradicting sources: '2 sources support it, 1 contradicts it'; empty if there are none."""
    return _source_counts(*(len({item.source for item in evidence if item.says == says}) for says in ("supports", "contradicts")))


@cached_per_locale
def _source_counts(supporting: int, opposing: int) -> str:
    if not supporting:
        return ngettext("{number} source contradicts it", "{number} sources contradict it", opposing) if opposing else ""
    support = ngettext("{number} source supports it", "{number} sources support it", supporting)
    return comma_list([support, ngettext("{number} contradicts it", "{number} contradict it", opposing)]) if opposing else support


def sources_named(evidence: Sequence[Evidence], names: Names) -> str:
    """Return the sources of evidence by name: 'supports: Dawn; contradicts: Reuters'."""
    sides: dict[str, dict[str, None]] = {says: {} for says in _SIDES}
    for item in evidence:
        sides[item.says][names(item.source)] = None
    return clause_list(_(_SIDES[says], names=comma_list(sources)) for says, sources in sides.items() if sources)


def last_change(record: Cost | Risk) -> Cell:
    """Return the latest change of a record as a muted line; empty if there is none."""
    latest = max(record.history, key=lambda change: change.on.sort_key, default=None)
    return cell(muted(_change_words(latest))) if latest else ()


def changes_words(record: Cost | Risk) -> str:
    """Return the changes of a record with their dates, in order."""
    ordered = sorted(record.history, key=lambda change: change.on.sort_key)
    return clause_list(_change_words(change) for change in ordered)


def _change_words(change: Change) -> str:
    return _("{when}: {what}", when=change.on.words(), what=plain(change.what))


_MONTH_LENGTH: Final = 3
"""The length of English month names on an axis."""


def dated(what: str, days: Sequence[date]) -> str:
    """Return a text with its period, 'January 2024 to June 2026'; unchanged without days.

    For the first and last day of a year only the year is given, since it may be all that is known.
    """
    if not days:
        return what
    ends = min(days), max(days)
    years, edges = [str(day.year) for day in ends], {(day.month, day.day) for day in ends} & {(1, 1), (12, 31)}
    if edges and years[0] == years[1]:
        return _("{what}, {period}", what=what, period=years[0])
    start, end = (year if (day.month, day.day) in edges else month_of(day.year, day.month) for day, year in zip(ends, years, strict=True))
    return _("{what}, {period}", what=what, period=start if start == end else _("{start} to {end}", start=start, end=end))


@cached_per_locale
def month_of(year: int, month: int) -> str:
    """Return a month, 1 to 12, and year: 'June 2025'."""
    return _("{month} {year}", month=month_name(month), year=year)


@cached_per_locale
def axis_month(month: int, year: int | None) -> str:
    """Return an axis label for a month, 1 to 12: 'Sep', 'Sep 2025'."""
    name = month_name(month)[:_MONTH_LENGTH] if current_locale().tag == SOURCE else month_name(month, short=True)
    return name if year is None else _("{month} {year}", month=name, year=year)


@cached_per_locale
def events_of(number: int) -> str:
    """Return a number of events: '1 event', '3 events'."""
    return ngettext("{number} event", "{number} events", number)


def period_label(period: Stretch[Any]) -> str:
    """Return the label of a period: '2024', '1960s', '1900 to 1999'."""
    if period.start is None:
        return _("Date not known")
    if period.length == 1:
        return str(period.start)
    if period.length == DECADE and not period.start % DECADE:
        return _("{year}s", year=period.start)
    return _("{first} to {last}", first=max(1, period.start), last=period.start + period.length - 1)
