"""Write several files in one transaction, provided none was modified since it was read."""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from generator.system import PART, BuildFailedError, naming_path_in_errors, write_whole
from generator.text import Location, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_RETURN: Final = re.compile(r"\r(?=\n)")


class Refused(BuildFailedError):
    """An edit that is rejected, with the reason."""

    def __init__(self, message: str, hint: str = "", place: Location | None = None) -> None:
        """Create the error; the place is prefixed to the message, and the hint says how to go on."""
        super().__init__((f"{place}: " if place else "") + message + (f"\n  = {hint}" if hint else ""))


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A replacement of a span of a file."""

    span: Span
    """The span in the text of the file with newlines normalized to '\\n'."""
    text: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """The content of a file before and after; None before for a new file, None after for a deleted one."""

    path: Path
    before: bytes | None
    after: bytes | None


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits to the bytes of a UTF-8 file; other bytes are unchanged, and new newlines follow the style of the file.

    Raise ValueError if two edits overlap.
    """
    text = data.decode("utf-8")
    return_offsets = [match.start() - number for number, match in enumerate(_RETURN.finditer(text))]
    end_of_line = "\r\n" if return_offsets else "\n"
    pieces: list[str] = []
    position = 0
    for edit in sorted(set(edits)):
        start, end = (offset + bisect_left(return_offsets, offset) for offset in edit.span)
        if start < position:
            raise ValueError(f"two edits overlap at {edit.span.start}")
        pieces += [text[position:start], edit.text.replace("\n", end_of_line)]
        position = end
    return "".join([*pieces, text[position:]]).encode("utf-8")


def as_read(data: bytes) -> str:
    """Decode a file with newlines normalized; raise Refused if it is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("the file is not UTF-8 text", "save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rewritten(data: bytes, text: str) -> bytes:
    """Return the bytes of a file changed to a new text, replacing only what differs between the common prefix and suffix."""
    before = as_read(data)
    shortest = min(len(before), len(text))
    prefix = next((at for at in range(shortest) if before[at] != text[at]), shortest)
    suffix = next((at for at in range(shortest - prefix) if before[-1 - at] != text[-1 - at]), shortest - prefix)
    return edited(data, [Edit(Span(prefix, len(before) - suffix), text[prefix : len(text) - suffix])])


def changes_to(files: Mapping[Path, bytes]) -> list[FileChange]:
    """Return the changes of those files whose content differs from the given bytes."""
    current = {path: _content(path) for path in files}
    return [FileChange(path, current[path], data) for path, data in files.items() if current[path] != data]


def write_all(changes: Sequence[FileChange]) -> None:
    """Make all changes or none: new content is written to temporary files first, which then replace the files.

    Raises:
        Refused: A file was modified since the changes were planned; nothing was changed.
        OSError: Writing failed; files already changed were restored.
    """
    for change in changes:
        if _content(change.path) != change.before:
            raise Refused(f"{change.path} has changed on disk", "run the command again")
    targets = [change.path for change in changes if change.after is not None]
    temporary = {path: path.with_name(f"{path.name}.{token_hex(4)}{PART}") for path in targets}
    done: list[FileChange] = []
    try:
        for change in changes:
            if change.after is not None:
                with naming_path_in_errors(change.path):
                    change.path.parent.mkdir(parents=True, exist_ok=True)
                    temporary[change.path].write_bytes(change.after)
        for change in changes:
            done.append(change)
            with naming_path_in_errors(change.path):
                if change.after is None:
                    change.path.unlink()
                else:
                    temporary[change.path].replace(change.path)
    except BaseException:
        for change in done:
            _restore(change)
        raise
    finally:
        for temporary_file in temporary.values():
            temporary_file.unlink(missing_ok=True)


def _restore(change: FileChange) -> None:
    with suppress(OSError):  # the original error is the one to report
        if change.before is None:
            change.path.unlink(missing_ok=True)
        else:
            write_whole(change.path, change.before)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
