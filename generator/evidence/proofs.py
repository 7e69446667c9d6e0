"""What is known of whether quoted words stand in their source, in words that readers see."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.shared import Evidence


class Proof(Enum):
    """How far a piece of evidence has been checked against the text of its source."""

    TRANSCRIBED = ("transcribed", "Transcribed, not machine-checked")
    """Words copied by hand from a text that we do not hold."""
    PASSAGE = ("passage", "Passage named, not machine-checked")
    """A place in the text, without words."""
    WHOLE = ("doc", "Document as a whole, no words quoted")
    """Neither words nor a place."""

    def __init__(self, mark: str, words: str) -> None:
        """Keep the mark's name in the style sheet, and the state in words."""
        self.mark = mark
        self.words = words


def proof_of(evidence: Evidence) -> Proof:
    """Return how far a piece of evidence has been checked."""
    if evidence.quote is not None:
        return Proof.TRANSCRIBED
    return Proof.WHOLE if evidence.passage is None else Proof.PASSAGE
