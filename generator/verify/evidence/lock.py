"""The proofs that were made, in content/evidence.lock.json: one line a proof, in the order of their keys.

The file is made to be merged line by line. It holds hashes and places and never words, so it says nothing of a text that its
rights keep out of the repository. Only 'onrecord verify' writes it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from generator.content import BAD_LOCK
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.content import Diagnostic
    from generator.text import SourceText

VERSION: Final = 2
"""Since 2 a line says how many words a quotation leaves out, and what it leaves out keeps the rules of 'shortening'."""

REMEDY: Final = "restore the last version that was right, or remove the line and run 'onrecord verify'"

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_KEY: Final = re.compile(r"(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*) (?:p[1-9][0-9]*(?:\.s[1-9][0-9]*)?|q-[0-9a-f]{16})")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_FIELDS: Final = ("text", "size", "start", "length", "quote", "on")
_SHORTENED: Final = ("parts", "left_out")
"""The fields that a shortened quotation has as well."""


@dataclass(frozen=True, slots=True)
class LockedProof:
    """One proof: words of a record were found in a text, in one place."""

    key: str
    """What it is filed under, which begins with the source's id."""
    text: str
    """The SHA-256 of the form of the source's text."""
    size: int
    """The length of the text, in code points."""
    start: int
    """Where the words begin in the text, in code points."""
    length: int
    """How far they reach."""
    quote: str
    """The SHA-256 of the form of the words: those of the record, or those at the place that the record names."""
    on: date
    """The day of the proof."""
    parts: tuple[Span, ...] = ()
    """The stretches that '[...]' parts, where there are several."""
    left_out: int = 0
    """How many words of the text are left out between them."""

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

    @property
    def sizes(self) -> dict[str, int]:
        """The length of each source's text, in code points, as far as it is known."""
        return {proof.source: proof.size for proof in self.proofs.values()}

    def of(self, source: str) -> list[LockedProof]:
        """Return the proofs of a source, by key."""
        return sorted((proof for proof in self.proofs.values() if proof.source == source), key=lambda one: one.key)


def lock_text(proofs: Iterable[LockedProof]) -> str:
    """Return proofs as the text of the lock: the same proofs always give the same text."""
    lines = [f"{json.dumps(proof.key)}: {_line(proof)},\n" for proof in sorted(proofs, key=lambda one: one.key)]
    return "".join(["{\n", *lines, f'"version": {VERSION}\n}}\n'])


def _line(proof: LockedProof) -> str:
    values: dict[str, object] = {name: getattr(proof, name) for name in _FIELDS} | {"on": proof.on.isoformat()}
    if proof.parts:
        values |= {"parts": [list(span) for span in proof.parts], "left_out": proof.left_out}
    return json.dumps(values)


def read_lock(source: SourceText | None) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Return the proofs in a lock's text and what is wrong with it; a lock in which something is wrong counts as empty."""
    if source is None:
        return Lock(), ()
    conflict = _CONFLICT.search(source.text)
    if conflict is not None:
        message = "the lock holds the marks of an unresolved merge"
        hint = "keep the lines of both sides, remove the marks, and run 'onrecord verify'"
        return Lock(), (BAD_LOCK.at(source.place(Span(*conflict.span())), message, hint),)
    reader = _LockReader(source)
    try:
        values = json.loads(source.text, object_pairs_hook=reader.once)
    except json.JSONDecodeError as error:
        place = source.place(Span(error.pos, error.pos + 1))
        return Lock(), (BAD_LOCK.at(place, f"the lock is not JSON: {error.msg.lower()}", REMEDY),)
    except ValueError:
        return Lock(), (BAD_LOCK.at(source.place(Span(0, 1)), "the lock holds a number with too many digits", REMEDY),)
    except RecursionError:
        return Lock(), (BAD_LOCK.at(source.place(Span(0, 1)), "the lock is nested too deeply", REMEDY),)
    proofs = reader.read(values)
    return (Lock(), tuple(reader.found)) if reader.found else (Lock(proofs), ())


class _LockReader:
    """Reads the values of a lock and notes what is wrong with them."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.found: list[Diagnostic] = []

    def once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make an object of pairs, each key of which must occur once; of equal pairs one is enough."""
        values: dict[str, Any] = {}
        for key, value in pairs:
            if key in values and values[key] != value:
                self.report(key, f"the key '{key}' occurs twice, with different proofs", last=True)
            values[key] = value
        return values

    def report(self, key: str, message: str, hint: str = REMEDY, *, last: bool = False) -> None:
        written = json.dumps(key)
        at = self.source.text.rfind(written) if last else self.source.text.find(written)
        span = Span(at, at + len(written)) if at >= 0 else Span(0, 1)
        self.found.append(BAD_LOCK.at(self.source.place(span), message, hint))

    def read(self, values: object) -> dict[str, LockedProof]:
        if not isinstance(values, dict):
            self.report("", "the lock is not an object")
            return {}
        if values.get("version") != VERSION or isinstance(values["version"], bool):
            hint = "remove the file and run 'onrecord verify' with the texts at hand: each proof is made anew, under the rules of today"
            self.report("version", f"the lock is not of version {VERSION}, the only one that is read", hint)
            return {}
        proofs = {}
        for key, value in values.items():
            if key != "version":
                mistake = _mistake(key, value)
                if mistake:
                    self.report(key, mistake)
                else:
                    proofs[key] = _proof(key, value)
        return proofs


def _proof(key: str, value: dict[str, Any]) -> LockedProof:
    parts = tuple(Span(start, end) for start, end in value.get("parts", ()))
    given = {name: value[name] for name in _FIELDS} | {"on": date.fromisoformat(value["on"])}
    return LockedProof(key, **given, parts=parts, left_out=value.get("left_out", 0))


def _mistake(key: str, value: object) -> str:
    """Return what is wrong with a line of the lock; nothing if it is right."""
    if _KEY.fullmatch(key) is None:
        return f"'{key[:80]}' is not the key of a proof"
    if not isinstance(value, dict) or set(value) not in ({*_FIELDS}, {*_FIELDS, *_SHORTENED}):
        return f"the proof '{key}' does not have the fields of a proof: {', '.join(_FIELDS)}"
    return next((f"{mistake} of '{key}'" for mistake in _mistakes(value)), "")


def _mistakes(value: dict[str, Any]) -> Iterator[str]:
    for name in ("text", "quote"):
        if not isinstance(value[name], str) or _HASH.fullmatch(value[name]) is None:
            yield f"64 hexadecimal digits are expected as '{name}'"
    if not _is_stretch(value["start"], value["length"], value["size"]):
        yield "a place within the text is expected as 'start', 'length' and 'size'"
        return
    parts = value.get("parts", [])
    if not isinstance(parts, list) or not all(_is_part(one, value["start"], value["start"] + value["length"]) for one in parts):
        yield "places within the words are expected as 'parts'"
    if type(value.get("left_out", 0)) is not int or value.get("left_out", 0) < 0:
        yield "a number of words is expected as 'left_out'"
    if not isinstance(value["on"], str) or _DAY.fullmatch(value["on"]) is None or not _is_day(value["on"]):
        yield "a day such as 2025-06-13 is expected as 'on'"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_stretch(start: object, length: object, size: object) -> bool:
    if type(start) is not int or type(length) is not int or type(size) is not int:
        return False
    return start >= 0 and length > 0 and start + length <= size


def _is_part(part: object, start: int, end: int) -> bool:
    if not isinstance(part, list) or [type(one) for one in part] != [int, int]:
        return False
    return bool(start <= part[0] < part[1] <= end)
