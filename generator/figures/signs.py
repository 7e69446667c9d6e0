"""How something stands, as a sign with its word: claims by their assessment, costs, risks and signposts by what became of them."""

from __future__ import annotations

from typing import Final

from generator.figures.figure import Sign
from generator.language import _
from generator.language.sentences import capitalized
from generator.vocabularies import ASSESSMENTS, STANCES
from generator.vocabularies.names import STATES

GLYPHS: Final = {
    "partly-supported": "partly",
    "cannot-be-judged": "unjudged",
    "seen": "supported",
    "realised": "supported",
    "incurred": "supported",
    "not-seen": "not-realised",
    "avoided": "not-realised",
    "overdue": "open",
    "projected": "unproven",
    "threatened": "unproven",
    "exposed": "unproven",
}
"""The glyphs of statuses for which no glyph has their own name."""

UNJUDGED: Final = "cannot-be-judged"
"""The status of a claim that was never assessed, or that nobody could judge."""


def status_glyph(status: str) -> str:
    """Return the name of the glyph of a status."""
    return GLYPHS.get(status, status)


def status_word(status: str) -> str:
    """Return a status as readers see it."""
    return _(STATES[status]) if status in STATES else capitalized(_(ASSESSMENTS[status].label))


def status_sign(status: str, *, alone: bool = False) -> Sign:
    """Return the sign of a status."""
    return Sign(status_glyph(status), status_word(status), alone)


def stance_sign(stance: str) -> Sign:
    """Return the sign of what an actor did with a claim."""
    return Sign(stance, capitalized(STANCES[stance].label))
