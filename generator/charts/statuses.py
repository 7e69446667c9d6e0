"""How something stands, as a word and a mark: claims by their assessment, costs, risks and signposts by what became of them."""

from __future__ import annotations

from html import escape
from typing import Final

from generator.charts.scale import capital
from generator.vocabularies import ASSESSMENTS

_CLASSES: Final = {
    "partly-supported": "partly",
    "cannot-be-judged": "unjudged",
    "overdue": "open",
    "incurred": "realised",
    "avoided": "not-realised",
    "projected": "unproven",
    "threatened": "unproven",
}
"""Classes of the style sheet for statuses whose class is not their own name."""

_WORDS: Final = {
    "open": "Open",
    "seen": "Seen",
    "not-seen": "Not seen",
    "overdue": "Overdue",
    "partly": "Partly realised",
    "realised": "Realised",
    "not-realised": "Not realised",
    "incurred": "Incurred",
    "projected": "Projected",
    "threatened": "Threatened",
    "avoided": "Avoided",
}
"""Words for the statuses of costs, risks and signposts; those of claims are on the assessments scale."""


def status_class(status: str) -> str:
    """Return the classes of a status in the style sheet."""
    return f"st st--{_CLASSES.get(status, status)}"


def status_word(status: str) -> str:
    """Return a status as readers see it."""
    return _WORDS[status] if status in _WORDS else capital(ASSESSMENTS[status].label)


def status_mark(status: str) -> str:
    """Return the mark of a status with its word."""
    return f'<span class="{status_class(status)}">{escape(status_word(status))}</span>'
