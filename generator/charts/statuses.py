"""How something stands, as a word and a mark: claims by their assessment, costs, risks and signposts by what became of them."""

from __future__ import annotations

from typing import Final

from generator.charts.figure import escaped
from generator.charts.scale import capital
from generator.language import kept, message, say
from generator.vocabularies import ASSESSMENTS

_CLASSES: Final = {
    "partly-supported": "partly",
    "cannot-be-judged": "unjudged",
    "overdue": "open",
    "incurred": "realised",
    "avoided": "not-realised",
    "projected": "unproven",
    "threatened": "unproven",
    "exposed": "unproven",
}
"""Classes of the style sheet for statuses whose class is not their own name."""

_WORDS: Final = {
    "open": message("Open"),
    "seen": message("Seen"),
    "not-seen": message("Not seen"),
    "overdue": message("Overdue"),
    "partly": message("Partly realised"),
    "realised": message("Realised"),
    "not-realised": message("Not realised"),
    "incurred": message("Incurred"),
    "projected": message("Projected"),
    "threatened": message("Threatened"),
    "avoided": message("Avoided"),
    "exposed": message("Exposed"),
}
"""Words for the statuses of costs, risks and signposts; those of claims are on the assessments scale."""
UNJUDGED: Final = "cannot-be-judged"
"""The status of a claim that was never assessed, or that nobody could judge."""


def status_class(status: str) -> str:
    """Return the classes of a status in the style sheet."""
    return f"st st--{_CLASSES.get(status, status)}"


@kept
def status_word(status: str) -> str:
    """Return a status as readers see it."""
    return say(_WORDS[status]) if status in _WORDS else capital(say(ASSESSMENTS[status].label))


@kept
def status_mark(status: str) -> str:
    """Return the mark of a status with its word."""
    return f'<span class="{status_class(status)}">{escaped(status_word(status))}</span>'
