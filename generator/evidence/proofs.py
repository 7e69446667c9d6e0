"""What is known of whether quoted words stand in their source, in words that readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.evidence.uses import proof_key

if TYPE_CHECKING:
    from generator.evidence.lock import Lock
    from generator.records.shared import Evidence


@dataclass(frozen=True, slots=True)
class Proof:
    """How far a piece of evidence has been checked against the text of its source."""

    mark: Literal["verified", "passage", "transcribed", "doc"]
    """The name of the state in the style sheet."""
    words: str
    """The state in words."""


VERIFIED = Proof("verified", "Verified")
TRANSCRIBED = Proof("transcribed", "Transcribed, not machine-checked")
NAMED = Proof("passage", "Passage named, not machine-checked")
LOCATED = Proof("passage", "Passage located")
WHOLE = Proof("doc", "Document as a whole, no words quoted")

SHOWN_HASH = 12
"""How many digits of a text's hash readers see."""


def proof_of(evidence: Evidence, lock: Lock) -> Proof:
    """Return how far a piece of evidence has been checked.

    Words are verified if their text is at hand in this run, verified on a day if the lock holds a proof, transcribed
    otherwise: then nobody who ran the check ever held the text.
    """
    key = proof_key(evidence)
    if key is None:
        return WHOLE
    found = lock.proofs.get(key)
    quoted = evidence.quote is not None
    if found is None:
        return TRANSCRIBED if quoted else NAMED
    if key in lock.fresh:
        return VERIFIED if quoted else LOCATED
    done = "Verified" if quoted else "Passage located"
    words = f"{done} on {found.on.isoformat()} against the text with hash {found.text[:SHOWN_HASH]}"
    return Proof("verified" if quoted else "passage", words)
