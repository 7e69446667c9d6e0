"""The lock of proofs, content/evidence.lock.json: one proof per line, sorted by key.

The file is designed to be merged line by line. It has hashes and offsets and never words, so that it discloses nothing of a
text that must not be published. Only 'onrecord verify' writes it.
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
"""Version 2 added the number of omitted words, and omissions follow the rules of 'shortening'."""
REMEDY: Final = "restore the last valid version, or remove the line and run 'onrecord verify'"
_REBUILD_HINT: Final = "remove the file and run 'onrecord verify' with all texts, which recreates every proof under the current rules"
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class LockedProof(Part):
    """A proof: the words of a record were found in a text, in exactly one place."""

    model_config = ConfigDict(strict=True)

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)* (p[1-9][0-9]*(\.s[1-9][0-9]*)?|q-[0-9a-f]{16})$")]
    """The key, which begins with the source's id."""
    text: Hash
    """The SHA-256 of the normalised form of the source's text."""
    size: int
    """The length of the text, in code points."""
    start: Annotated[int, Field(ge=0)]
    """The start of the words in the text, in code points."""
    length: Annotated[int, Field(gt=0)]
    """The length of the words in the text, in code points."""
    quote: Hash
    """The SHA-256 of the normalised form of the words: the quotation, or the passage that the record names."""
    on: date
    """The day of the proof."""
    parts: tuple[Span, ...] = ()
    """The spans of the parts between '[...]', if there are several."""
    left_out: Annotated[int, Field(ge=0)] = 0
    """The number of words of the text omitted between them."""

    @model_validator(mode="after")
    def _lies_within(self) -> Self:
        end = self.start + self.length
        if end > self.size or not all(self.start <= part.start < part.end <= end for part in self.parts):
            raise PydanticCustomError("outside", "the words must lie within the text, and their parts within the words")
        if len(self.model_fields_set & {"parts", "left_out"}) == 1:
            raise PydanticCustomError("half_said", "'parts' and 'left_out' must be given together")
        return self

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.key.partition(" ")[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The quoted spans of the text."""
        return self.parts or (Span(self.start, self.start + self.length),)


@dataclass(frozen=True, slots=True)
class Lock:
    """All proofs, by key."""

    proofs: Mapping[str, LockedProof] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    """The keys of the proofs made in this run, against texts at hand."""


def lock_text(proofs: Iterable[LockedProof]) -> str:
    """Return the text of the lock for proofs; it is deterministic."""
    lines = []
    for proof in sorted(proofs, key=lambda proof: proof.key):
        excluded = {"key"} if proof.parts else {"key", "parts", "left_out"}
        lines.append(f"{json.dumps(proof.key)}: {json.dumps(proof.model_dump(mode='json', exclude=excluded))},\n")
    return "".join(["{\n", *lines, f'"version": {VERSION}\n}}\n'])


class _LockError(ValueError):
    """A mistake in a lock: the message, the words of the lock that it is about, and the hint."""

    def __init__(self, message: str, words: str = "", hint: str = REMEDY) -> None:
        super().__init__(message)
        self.words = words
        self.hint = hint


def read_lock(source: SourceText | None) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Parse the text of a lock; return an empty lock and a diagnostic of the first mistake if there is any."""
    if source is None:
        return Lock(), ()
    span = Span(0, 1)
    try:
        return Lock(_proofs_in(source.text)), ()
    except json.JSONDecodeError as error:
        span, message = Span(error.pos, error.pos + 1), f"the lock is not valid JSON: {error.msg.lower()}"
        hint = REMEDY if source.text.strip() else _REBUILD_HINT
    except _LockError as error:
        message, hint = str(error), error.hint
        if error.words and (at := source.text.rfind(error.words)) >= 0:
            span = Span(at, at + len(error.words))
    except (ValueError, RecursionError):
        message, hint = "the lock is not valid JSON", REMEDY
    return Lock(), (Rule.BAD_LOCK.at(source.place(span), message, hint),)


def _proofs_in(text: str) -> Mapping[str, LockedProof]:
    for mark in find_unresolved(text, Span(0, len(text))):
        hint = "keep the lines of both sides, remove the conflict markers, and run 'onrecord verify'"
        raise _LockError("the lock has markers of an unresolved merge conflict", text[slice(*mark.span)], hint)
    values = json.loads(text, object_pairs_hook=_unique)
    if not isinstance(values, dict):
        raise _LockError("the lock is not an object")
    if (version := values.pop("version", None)) != VERSION or isinstance(version, bool):
        raise _LockError(f"the lock is not of version {VERSION}, the only supported one", '"version"', _REBUILD_HINT)
    return {key: _proof(key, value) for key, value in values.items()}


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a dict of pairs; raise if a key has different values."""
    values: dict[str, Any] = {}
    for key, value in pairs:
        if values.setdefault(key, value) != value:
            raise _LockError(f"duplicate key '{key}' with different proofs", json.dumps(key))
    return values


def _proof(key: str, value: object) -> LockedProof:
    try:
        return LockedProof.model_validate_json(json.dumps({**value, "key": key} if isinstance(value, dict) else value))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        message = f"'{key}' is not a proof as 'onrecord verify' writes it: {field and repr(field) + ': '}{first['msg'].lower()}"
        raise _LockError(f"'{key[:80]}' is not the key of a proof" if field == "key" else message, json.dumps(key)) from error
