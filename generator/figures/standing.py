"""How a claim, a cost, a risk or a signpost stands, as a sign with its word, and what that rests on: sources and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.context import plain
from generator.figures.figure import Sign, cell, muted
from generator.language import _, cached_per_locale, capitalized, clause_list, comma_list, ngettext
from generator.model import ASSESSMENTS, SIGNPOST_STATES, STANCES, UNMARKED_STATES, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
"""The glyphs of statuses for which no glyph has their own name."""
_SIDES: Final = names_of("evidence.named")
"""Who speaks for, against and of something, by name."""


def status_glyph(status: str) -> str:
    """Return the name of the glyph of a status."""
    return _GLYPHS.get(status, status)


def status_word(status: str) -> str:
    """Return a status as readers see it."""
    word = SIGNPOST_STATES.get(status) or UNMARKED_STATES.get(status)
    return _(word) if word else capitalized(_(ASSESSMENTS[status].label))


def status_sign(status: str, *, alone: bool = False) -> Sign:
    """Return the sign of a status."""
    return Sign(status_glyph(status), status_word(status), alone)


def stance_sign(stance: str) -> Sign:
    """Return the sign of what an actor did with a claim."""
    return Sign(stance, capitalized(STANCES[stance].label))


def sources_words(evidence: Sequence[Evidence]) -> str:
    """Return how many sources speak for and against: '2 sources support it, 1 contradicts it'; empty where none does either."""
    return _sides(*(len({one.source for one in evidence if one.says == says}) for says in ("supports", "contradicts")))


@cached_per_locale
def _sides(supporting: int, opposing: int) -> str:
    if not supporting:
        return ngettext("{number} source contradicts it", "{number} sources contradict it", opposing) if opposing else ""
    support = ngettext("{number} source supports it", "{number} sources support it", supporting)
    return comma_list([support, ngettext("{number} contradicts it", "{number} contradict it", opposing)]) if opposing else support


def sources_named(evidence: Sequence[Evidence], names: Names) -> str:
    """Return who speaks for, against and of it, by name: 'supports: Dawn; contradicts: Reuters'."""
    sides: dict[str, dict[str, None]] = {says: {} for says in _SIDES}
    for one in evidence:
        sides[one.says][names(one.source)] = None
    return clause_list(_(_SIDES[says], names=comma_list(found)) for says, found in sides.items() if found)


def last_change(record: Cost | Risk) -> Cell:
    """Return the latest change of a record as a line that stands back; no line where nothing changed."""
    found = max(record.history, key=lambda change: change.on.sort_key, default=None)
    return cell(muted(_change_words(found))) if found else ()


def changes_words(record: Cost | Risk) -> str:
    """Return every change of a record with its date, in order."""
    ordered = sorted(record.history, key=lambda change: change.on.sort_key)
    return clause_list(_change_words(change) for change in ordered)


def _change_words(change: Change) -> str:
    return _("{when}: {what}", when=change.on.words(), what=plain(change.what))
