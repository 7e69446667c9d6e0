"""The proofs that were made, in content/evidence.lock.json: one line a proof, in the order of their keys.

The file is made to be merged line by line. It holds hashes and places and never words, so it says nothing of a text that its
rights keep out of the repository. Only 'onrecord verify' writes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from generator.content import Diagnostic, Rule
from generator.model import Part
from generator.text import SourceText, Span, find_unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


VERSION: Final = 2
"""Since 2 a line says how many words a quotation leaves out, and what it leaves out keeps the rules of 'shortening'."""
REMEDY: Final = "restore the last version that was right, or remove the line and run 'onrecord verify'"
_ANEW: Final = "remove the file and run 'onrecord verify' with the texts at hand: each proof is made anew, under the rules of today"
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class LockedProof(Part):
    """One proof: words of a record were found in a text, in one place."""

    model_config = ConfigDict(strict=True)

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)* (p[1-9][0-9]*(\.s[1-9][0-9]*)?|q-[0-9a-f]{16})$")]
    """What it is filed under, which begins with the source's id."""
    text: Hash
    """The SHA-256 of the form of the source's text."""
    size: int
    """The length of the text, in code points."""
    start: Annotated[int, Field(ge=0)]
    """Where the words begin in the text, in code points."""
    length: Annotated[int, Field(gt=0)]
    """How far they reach."""
    quote: Hash
    """The SHA-256 of the form of the words: those of the record, or those at the place that the record names."""
    on: date
    """The day of the proof."""
    parts: tuple[Span, ...] = ()
    """The stretches that '[...]' parts, where there are several."""
    left_out: Annotated[int, Field(ge=0)] = 0
    """How many words of the text are left out between them."""

    @model_validator(mode="after")
    def _lies_within(self) -> Self:
        end = self.start + self.length
        if end > self.size or not all(self.start <= one.start < one.end <= end for one in self.parts):
            raise PydanticCustomError("outside", "the words are to lie within the text, and their parts within them")
        if len(self.model_fields_set & {"parts", "left_out"}) == 1:
            raise PydanticCustomError("half_said", "'parts' and 'left_out' stand together")
        return self

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.key.partition(" ")[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of the text that are quoted."""
        return self.parts or (Span(self.start, self.start + self.length),)


@dataclass(frozen=True, slots=True)
class Lock:
    """All proofs, by key."""

    proofs: Mapping[str, LockedProof] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    """The keys of what was proved just now, against texts at hand."""


def lock_text(proofs: Iterable[LockedProof]) -> str:
    """Return proofs as the text of the lock: the same proofs always give the same text."""
    lines = []
    for proof in sorted(proofs, key=lambda one: one.key):
        unsaid = {"key"} if proof.parts else {"key", "parts", "left_out"}
        lines.append(f"{json.dumps(proof.key)}: {json.dumps(proof.model_dump(mode='json', exclude=unsaid))},\n")
    return "".join(["{\n", *lines, f'"version": {VERSION}\n}}\n'])


class _WrongError(ValueError):
    """Something is wrong with a lock: what, at which words of it, and how to mend it."""

    def __init__(self, message: str, words: str = "", hint: str = REMEDY) -> None:
        super().__init__(message)
        self.words = words
        self.hint = hint


def read_lock(source: SourceText | None) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Return the proofs in a lock's text and the first thing that is wrong with it; a lock in which something is wrong counts as empty."""
    if source is None:
        return Lock(), ()
    span = Span(0, 1)
    try:
        return Lock(_proofs_in(source.text)), ()
    except json.JSONDecodeError as error:
        span, message = Span(error.pos, error.pos + 1), f"the lock is not JSON: {error.msg.lower()}"
        hint = REMEDY if source.text.strip() else _ANEW
    except _WrongError as error:
        message, hint = str(error), error.hint
        if error.words and (at := source.text.rfind(error.words)) >= 0:
            span = Span(at, at + len(error.words))
    except (ValueError, RecursionError):
        message, hint = "the lock is no JSON that can be read", REMEDY
    return Lock(), (Rule.BAD_LOCK.at(source.place(span), message, hint),)


def _proofs_in(text: str) -> Mapping[str, LockedProof]:
    for mark in find_unresolved(text, Span(0, len(text))):
        hint = "keep the lines of both sides, remove the marks, and run 'onrecord verify'"
        raise _WrongError("the lock holds the marks of an unresolved merge", text[slice(*mark.span)], hint)
    values = json.loads(text, object_pairs_hook=_once)
    if not isinstance(values, dict):
        raise _WrongError("the lock is not an object")
    if (version := values.pop("version", None)) != VERSION or isinstance(version, bool):
        raise _WrongError(f"the lock is not of version {VERSION}, the only one that is read", '"version"', _ANEW)
    return {key: _proof(key, value) for key, value in values.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of pairs, each key of which must occur once; of equal pairs one is enough."""
    values: dict[str, Any] = {}
    for key, value in pairs:
        if values.setdefault(key, value) != value:
            raise _WrongError(f"the key '{key}' occurs twice, with different proofs", json.dumps(key))
    return values


def _proof(key: str, value: object) -> LockedProof:
    try:
        return LockedProof.model_validate_json(json.dumps({**value, "key": key} if isinstance(value, dict) else value))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, wrong["loc"]))
        told = f"'{key}' is no proof as 'onrecord verify' writes it: {field and repr(field) + ': '}{wrong['msg'].lower()}"
        raise _WrongError(f"'{key[:80]}' is not the key of a proof" if field == "key" else told, json.dumps(key)) from error
