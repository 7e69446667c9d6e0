"""Files changed together: all of them or none, each only where it still is what was read."""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from generator.system import PART, BuildFailedError, about_path, write_whole
from generator.text import Location, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_RETURN: Final = re.compile(r"\r(?=\n)")


class Refused(BuildFailedError):
    """An edit that cannot be made, in words."""

    def __init__(self, message: str, hint: str = "", place: Location | None = None) -> None:
        """Refuse an edit, at a place if there is one; the hint says how to go on."""
        super().__init__((f"{place}: " if place else "") + message + (f"\n  = {hint}" if hint else ""))


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Text that takes the place of a stretch of a file."""

    span: Span
    """The stretch, in the file's text as it is read: with '\\n' at the end of every line."""
    text: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file before and after: nothing before for a new one, nothing after for one that goes."""

    path: Path
    before: bytes | None
    after: bytes | None


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file in UTF-8 with some stretches replaced; every other byte stays, and new lines end as its lines do.

    Raises ValueError where two edits overlap.
    """
    raw = data.decode("utf-8")
    before = [match.start() - number for number, match in enumerate(_RETURN.finditer(raw))]
    end_of_line = "\r\n" if before else "\n"
    done: list[str] = []
    at = 0
    for edit in sorted(set(edits)):
        start, end = (offset + bisect_left(before, offset) for offset in edit.span)
        if start < at:
            raise ValueError(f"two edits overlap at {edit.span.start}")
        done += [raw[at:start], edit.text.replace("\n", end_of_line)]
        at = end
    return "".join([*done, raw[at:]]).encode("utf-8")


def as_read(data: bytes) -> str:
    """Return the text of a file as it is read, its lines ended in one way; raises Refused where it is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("the file is not UTF-8 text", "save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rewritten(data: bytes, text: str) -> bytes:
    """Return the bytes of a file whose text as it is read is to be another: what is the same at its beginning and its end stays."""
    before = as_read(data)
    most = min(len(before), len(text))
    start = next((at for at in range(most) if before[at] != text[at]), most)
    same = next((at for at in range(most - start) if before[-1 - at] != text[-1 - at]), most - start)
    return edited(data, [Edit(Span(start, len(before) - same), text[start : len(text) - same])])


def changes_to(files: Mapping[Path, bytes]) -> list[FileChange]:
    """Return the changes after which files hold some bytes, of those that do not."""
    held = {path: _held(path) for path in files}
    return [FileChange(path, held[path], data) for path, data in files.items() if held[path] != data]


def write_all(changes: Sequence[FileChange]) -> None:
    """Make changes, all of them or none. New files are whole beside their places before the first is put there.

    Raises:
        Refused: A file is not what it was when the changes were planned. Nothing was changed then.
        OSError: The file system refused something; what had been written already is as it was.
    """
    for change in changes:
        if _held(change.path) != change.before:
            raise Refused(f"{change.path} changed meanwhile", "run the command again")
    new = [change.path for change in changes if change.after is not None]
    parts = {path: path.with_name(f"{path.name}.{token_hex(4)}{PART}") for path in new}
    done: list[FileChange] = []
    try:
        for change in changes:
            if change.after is not None:
                with about_path(change.path):
                    change.path.parent.mkdir(parents=True, exist_ok=True)
                    parts[change.path].write_bytes(change.after)
        for change in changes:
            done.append(change)
            with about_path(change.path):
                if change.after is None:
                    change.path.unlink()
                else:
                    parts[change.path].replace(change.path)
    except BaseException:
        for change in done:
            _restore(change)
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _restore(change: FileChange) -> None:
    with suppress(OSError):  # the first refusal is the one that is told
        if change.before is None:
            change.path.unlink(missing_ok=True)
        else:
            write_whole(change.path, change.before)


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
