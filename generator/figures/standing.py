"""How a cost or a risk stands and what that rests on: date, sources for and against, the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.context import plain
from generator.figures.scale import clauses, commas
from generator.language import kept, message, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.figure import Names
    from generator.records import Cost, Risk
    from generator.records.shared import Change, Evidence

_SIDES: Final = {
    "supports": message("supports: {names}"),
    "contradicts": message("contradicts: {names}"),
    "context": message("context: {names}"),
}
"""Who speaks for, against and of something, by name."""


def sources_words(evidence: Sequence[Evidence]) -> str:
    """Return how many sources speak for and against: '2 sources support it, 1 contradicts it'; empty where none does either."""
    return _sides(*(len({one.source for one in evidence if one.says == says}) for says in ("supports", "contradicts")))


@kept
def _sides(supporting: int, opposing: int) -> str:
    if not supporting:
        return say_count("{number} source contradicts it", "{number} sources contradict it", opposing) if opposing else ""
    said = say_count("{number} source supports it", "{number} sources support it", supporting)
    return commas([said, say_count("{number} contradicts it", "{number} contradict it", opposing)]) if opposing else said


def sources_named(evidence: Sequence[Evidence], names: Names) -> str:
    """Return who speaks for, against and of it, by name: 'supports: Dawn; contradicts: Reuters'."""
    sides: dict[str, dict[str, None]] = {says: {} for says in _SIDES}
    for one in evidence:
        sides[one.says][names(one.source)] = None
    return clauses(say(_SIDES[says], names=commas(found)) for says, found in sides.items() if found)


def last_change(record: Cost | Risk) -> Change | None:
    """Return the latest change of a record."""
    return max(record.history, key=lambda change: change.on.sort_key, default=None)


def changes_words(record: Cost | Risk) -> str:
    """Return every change of a record with its date, in order."""
    ordered = sorted(record.history, key=lambda change: change.on.sort_key)
    return clauses(change_words(change) for change in ordered)


def change_words(change: Change) -> str:
    """Return a change with its date."""
    return say("{when}: {what}", when=change.on.words(), what=plain(change.what))
