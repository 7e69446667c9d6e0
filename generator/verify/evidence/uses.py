"""Every use that records make of sources' words, and how far it was checked against the text of the source, in words that readers see."""

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
    """Where in the record it stands."""
    evidence: Evidence
    """What is used; for the words of an actor's step in a claim's life, evidence that quotes those words."""
    key: str | None
    """What its proof is filed under; nothing for a document as a whole."""

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.evidence.source

    def at(self, field: str) -> Location:
        """Return the place of a field of the evidence, or of the words that stand for its quotation."""
        return self.record.at(*self.keys) if self.keys[-1] == "words" else self.record.at(*self.keys, field)


def proof_key(evidence: Evidence) -> str | None:
    """Return what the proof of a piece of evidence is filed under; nothing for a document as a whole.

    A place is filed under its own name ('op-ed p4.s2'), words under a hash of their form ('op-ed q-0517b32c85f00517'), so
    that words that differ in typography alone have one proof.
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
    """Return every use that records make of sources, in the order of records and of their fields; what was said before what shows it."""
    return tuple(use for record in corpus for use in _uses_of(record))


def _uses_of(record: Record) -> Iterator[Use]:
    for found in walk(record, has_parts):
        part = found.value
        if isinstance(part, Stance) and part.words is not None and part.evidence:
            quoted = Evidence(source=part.evidence[0].source, says="supports", quote=part.words, speaker=part.actor)
            yield Use(record, (*found.keys, "words"), quoted, proof_key(quoted))
        elif isinstance(part, Evidence):
            yield Use(record, found.keys, part, proof_key(part))


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
    of_words, of_place = (
        N_("Verified on {day} against the text with hash {hash}"),
        N_("Passage located on {day} against the text with hash {hash}"),
    )
    values = ("day", found.on.isoformat()), ("hash", found.text[:SHOWN_HASH])
    return Proof("verified" if quoted else "passage", of_words if quoted else of_place, values, found.left_out)
