"""Format files: fields in the order of the model, no trailing spaces; values, comments and quoting are unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.content import NOT_RECORDS, PUBLICATION_FILE, is_translation
from generator.editing.changes import FileChange, Refused, as_read, rewritten
from generator.editing.describing import order_of
from generator.editing.fields import Fields, read_fields
from generator.model import BY_SECTION, Publication
from generator.text import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def files_to_format(content: Path, chosen: Sequence[Path] = ()) -> list[Path]:
    """Return the files of records and of the publication, in order; only those in 'chosen' files and folders if there are any."""
    paths = [path for name in BY_SECTION for path in sorted((content / name).glob("*")) if path.suffix in (".yml", ".md")]
    paths += sorted(path for path in content.glob("publication*.yml") if path.name == PUBLICATION_FILE or is_translation(path))
    files = [
        path
        for path in paths
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and path.name not in NOT_RECORDS - {PUBLICATION_FILE}
    ]
    return [path for path in files if not chosen or any(path.is_relative_to(parent) for parent in chosen)]


def format_files(content: Path, paths: Iterable[Path]) -> Iterator[FileChange | Refused]:
    """Yield the change of each file that is not formatted, or why it cannot be formatted."""
    for path in paths:
        name = path.relative_to(content.parent).as_posix()
        section = BY_SECTION.get(path.parent.name)
        data = path.read_bytes()
        try:
            text = as_read(data)
            front, _, _ = split_front_matter(text)
            is_text_alone = is_translation(path) and path.suffix == ".md" and front and not text[front.start : front.end].strip()
            after = text if is_text_alone else formatted(name, text, order_of(section or Publication))
        except Refused as refusal:
            yield Refused(f"{name} was not formatted: {refusal}")
        else:
            if after != text:
                yield FileChange(path, data, rewritten(data, after))


def formatted(name: str, text: str, order: Sequence[str]) -> str:
    """Format the text of a file; the values are unchanged and the result is stable.

    Raise Refused if it cannot all be read, or its values would change.
    """
    original = read_fields(name, text)
    start, end = original.front
    front, rest = text[start:end] + ("" if text[:end].endswith("\n") else "\n"), text[end:]
    fields = read_fields(name, text[:start] + re.sub(r"[ \t]+$", "", front, flags=re.MULTILINE) + rest)
    if fields.values != original.values:  # trailing spaces in a literal block scalar are part of its text
        fields = read_fields(name, text[:start] + front + rest)
    ordered = "".join(fields.source.text[start:end] for start, end in _ordered_spans(fields, order))
    after = (text[:start] + ordered + rest).rstrip("\n") + "\n"
    result = read_fields(name, after)
    if result.values != original.values or after[result.front.end :].rstrip("\n") != rest.rstrip("\n"):
        raise Refused(f"{name} cannot be formatted without changing its content", "reorder its fields by hand")
    return after


def _ordered_spans(fields: Fields, order: Sequence[str]) -> list[tuple[int, int]]:
    """Return the line spans of all fields in their new order; together they cover the front matter.

    A field that the model does not have stays after the field before it.
    """
    text, front = fields.source.text, fields.front
    starts: list[int] = []
    ranks: list[tuple[int, int]] = []
    last_end = front.start
    for number, (name, marks) in enumerate(fields.marks.children.items()):
        key = marks.key or marks.value
        line = text.rfind("\n", front.start, key.start) + 1 or front.start
        if text[line : key.start].strip("\ufeff"):
            return [(front.start, front.end)]  # several fields on one line
        starts.append(_start_of_comments(text, line, last_end) if starts else line)
        ranks.append((order.index(str(name)), 0) if name in order else (ranks[-1][0], number) if ranks else (-1, number))
        last_end = _line_after(text, max(key.end, marks.value.end), front.end)
    if not starts:
        return [(front.start, front.end)]
    spans = zip(starts, [*starts[1:], last_end], strict=True)
    ordered = [span for _, span in sorted(zip(ranks, spans, strict=True))]
    return [(front.start, starts[0]), *ordered, (last_end, front.end)]


def _start_of_comments(text: str, line: int, end: int) -> int:
    """Return the start of the comments directly above a line, but not before 'end'."""
    while line > end:
        above = text.rfind("\n", 0, line - 1) + 1
        if above < end or not text[above:line].startswith("#"):
            break
        line = above
    return line


def _line_after(text: str, offset: int, end: int) -> int:
    newline = text.find("\n", offset, end)
    return newline + 1 if newline >= 0 else end
