"""What is known of whether quoted words stand in their source, in words that readers see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.language import N_, _, ngettext
from generator.verify.evidence.uses import proof_key

if TYPE_CHECKING:
    from generator.model import Evidence
    from generator.verify.evidence.lock import Lock


@dataclass(frozen=True, slots=True)
class Proof:
    """How far a piece of evidence has been checked against the text of its source."""

    mark: Literal["verified", "passage", "transcribed", "doc"]
    """The name of the state in the style sheet."""
    english: str
    """The state in English words."""
    values: tuple[tuple[str, str], ...] = ()
    """What stands for the names in braces of these words."""
    left_out: int = 0
    """How many words a quotation leaves out, as far as it is proved."""

    @property
    def words(self) -> str:
        """The state in words, in the current locale."""
        return _(self.english, **dict(self.values))

    @property
    def shortened(self) -> str:
        """Say by how many words a quotation is shortened; nothing for one that is not."""
        return ngettext("shortened by one word", "shortened by {number} words", self.left_out) if self.left_out else ""


VERIFIED = Proof("verified", N_("Verified"))
TRANSCRIBED = Proof("transcribed", N_("Transcribed, not machine-checked"))
NAMED = Proof("passage", N_("Passage named, not machine-checked"))
LOCATED = Proof("passage", N_("Passage located"))
WHOLE = Proof("doc", N_("Document as a whole, no words quoted"))

SHOWN_HASH = 12
"""How many digits of a text's hash readers see."""


def proof_of(evidence: Evidence, lock: Lock) -> Proof:
    """Return how far a piece of evidence has been checked.

    Words are verified if their text is at hand in this run, verified on a day if the lock holds a proof, transcribed
    otherwise: then nobody who ran the check ever held the text.
    """
    return proof_under(proof_key(evidence), lock, quoted=evidence.quote is not None)


def proof_under(key: str | None, lock: Lock, *, quoted: bool) -> Proof:
    """Return the same of evidence whose proof is filed under a key, with words or without."""
    if key is None:
        return WHOLE
    found = lock.proofs.get(key)
    if found is None:
        return TRANSCRIBED if quoted else NAMED
    if key in lock.fresh:
        return replace(VERIFIED if quoted else LOCATED, left_out=found.left_out)
    return replace(proved_on(found.on.isoformat(), found.text[:SHOWN_HASH], quoted=quoted), left_out=found.left_out)


def proved_on(day: str, text_hash: str, *, quoted: bool) -> Proof:
    """Return the proof that words, or a passage, stood on a day in the text with a hash."""
    words = (
        N_("Verified on {day} against the text with hash {hash}")
        if quoted
        else N_("Passage located on {day} against the text with hash {hash}")
    )
    return Proof("verified" if quoted else "passage", words, (("day", day), ("hash", text_hash)))
