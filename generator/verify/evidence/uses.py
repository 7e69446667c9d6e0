"""The uses of sources by records, and the verification state of each, as shown to readers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from generator.language import N_, _, ngettext
from generator.model import Corpus, Evidence, Keys, Record, Stance, has_parts, walk
from generator.text import Location, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.verify.evidence.lock import Lock


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a source by a record."""

    record: Record
    keys: Keys
    """The path of keys in the record."""
    evidence: Evidence
    """The evidence; for the words of a position on a claim, a piece of evidence that quotes them."""
    key: str | None
    """The key of its proof; None for a whole document."""

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.evidence.source

    def at(self, field: str) -> Location:
        """Return the location of a field of the evidence, or of the words of a position, which have no fields."""
        return self.record.at(*self.keys) if self.keys[-1] == "words" else self.record.at(*self.keys, field)


def proof_key(evidence: Evidence) -> str | None:
    """Return the key of the proof for a piece of evidence, or None for a whole document.

    A passage has its label as key ('op-ed p4.s2'), a quotation the hash of its normalised form ('op-ed q-0517b32c85f00517'),
    so that quotations that differ in typography only share a proof.
    """
    if evidence.quote is None:
        return None if evidence.passage is None else f"{evidence.source} {evidence.passage}"
    parts = (evidence.quote, evidence.prefix or "", evidence.suffix or "", evidence.passage or "")
    return f"{evidence.source} q-{digest(chr(0).join(normalise(part) for part in parts))[:16]}"


def digest(text: str) -> str:
    """Return the SHA-256 of text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=2)
def uses_in(corpus: Corpus) -> tuple[Use, ...]:
    """Return all uses of sources, in the order of records and fields; the words of a position come before its evidence."""
    return tuple(use for record in corpus for use in _uses_of(record))


def _uses_of(record: Record) -> Iterator[Use]:
    for item in walk(record, has_parts):
        part = item.value
        if isinstance(part, Stance) and part.words is not None and part.evidence:
            quoted = Evidence(source=part.evidence[0].source, says="supports", quote=part.words, speaker=part.actor)
            yield Use(record, (*item.keys, "words"), quoted, proof_key(quoted))
        elif isinstance(part, Evidence):
            yield Use(record, item.keys, part, proof_key(part))


@dataclass(frozen=True, slots=True)
class Proof:
    """The verification state of a piece of evidence."""

    mark: Literal["verified", "passage", "transcribed", "doc"]
    """The name of the state in the style sheet."""
    english: str
    """The message in English."""
    values: tuple[tuple[str, str], ...] = ()
    """The values of the message's placeholders."""
    left_out: int = 0
    """The number of words that a proved quotation omits."""

    @property
    def words(self) -> str:
        """The message in the current locale."""
        return _(self.english, **dict(self.values))

    @property
    def shortened(self) -> str:
        """A message with the number of omitted words; '' if the quotation is not shortened."""
        return ngettext("shortened by one word", "shortened by {number} words", self.left_out) if self.left_out else ""


VERIFIED = Proof("verified", N_("Verified"))
TRANSCRIBED = Proof("transcribed", N_("Transcribed, not machine-checked"))
NAMED = Proof("passage", N_("Passage named, not machine-checked"))
LOCATED = Proof("passage", N_("Passage located"))
WHOLE = Proof("doc", N_("Document as a whole, no words quoted"))
SHOWN_HASH = 12
"""The number of digits of a text's hash that readers see."""


def proof_of(evidence: Evidence, lock: Lock) -> Proof:
    """Return the verification state of a piece of evidence.

    A quotation is verified if its text is at hand in this run, verified on a day if the lock has a proof, and transcribed
    otherwise: then no run ever had the text.
    """
    return proof_by_key(proof_key(evidence), lock, quoted=evidence.quote is not None)


def proof_by_key(key: str | None, lock: Lock, *, quoted: bool) -> Proof:
    """Return the verification state for the key of a proof; 'quoted' is False for a passage."""
    if key is None:
        return WHOLE
    proof = lock.proofs.get(key)
    if proof is None:
        return TRANSCRIBED if quoted else NAMED
    if key in lock.fresh:
        return replace(VERIFIED if quoted else LOCATED, left_out=proof.left_out)
    verified, located = (
        N_("Verified on {day} against the text with hash {hash}"),
        N_("Passage located on {day} against the text with hash {hash}"),
    )
    values = ("day", proof.on.isoformat()), ("hash", proof.text[:SHOWN_HASH])
    return Proof("verified" if quoted else "passage", verified if quoted else located, values, proof.left_out)
