"""How something stands, as a sign with its word: claims by their assessment, costs, risks and signposts by what became of them."""

from __future__ import annotations

from typing import Final

from generator.figures.figure import Sign
from generator.language import N_, _
from generator.language.sentences import capitalized
from generator.vocabularies import ASSESSMENTS, STANCES

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

WORDS: Final = {
    "open": N_("Open"),
    "seen": N_("Seen"),
    "not-seen": N_("Not seen"),
    "overdue": N_("Overdue"),
    "partly": N_("Partly realised"),
    "realised": N_("Realised"),
    "not-realised": N_("Not realised"),
    "incurred": N_("Incurred"),
    "projected": N_("Projected"),
    "threatened": N_("Threatened"),
    "avoided": N_("Avoided"),
    "exposed": N_("Exposed"),
}
"""Words for the statuses of costs, risks and signposts; those of claims are on the assessments scale."""
UNJUDGED: Final = "cannot-be-judged"
"""The status of a claim that was never assessed, or that nobody could judge."""


def status_glyph(status: str) -> str:
    """Return the name of the glyph of a status."""
    return GLYPHS.get(status, status)


def status_word(status: str) -> str:
    """Return a status as readers see it."""
    return _(WORDS[status]) if status in WORDS else capitalized(_(ASSESSMENTS[status].label))


def status_sign(status: str, *, alone: bool = False) -> Sign:
    """Return the sign of a status."""
    return Sign(status_glyph(status), status_word(status), alone)


def stance_sign(stance: str) -> Sign:
    """Return the sign of what an actor did with a claim."""
    return Sign(stance, capitalized(STANCES[stance].label))
