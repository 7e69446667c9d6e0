"""The fields of a file in the order of their model, without spaces that mean nothing; values, comments and quoting stay."""

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
    """Return the files of records and of the publication, all or those chosen and those in the folders chosen, in order."""
    found = [path for name in BY_SECTION for path in sorted((content / name).glob("*")) if path.suffix in (".yml", ".md")]
    found += sorted(path for path in content.glob("publication*.yml") if path.name == PUBLICATION_FILE or is_translation(path))
    own = [
        path
        for path in found
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and path.name not in NOT_RECORDS - {PUBLICATION_FILE}
    ]
    return [path for path in own if not chosen or any(path.is_relative_to(one) for one in chosen)]


def format_files(content: Path, paths: Iterable[Path]) -> Iterator[FileChange | Refused]:
    """Yield the change of each file that is to be formatted, and why one cannot be, which is left as it is."""
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
            yield Refused(f"{name} is left as it is: {refusal}")
        else:
            if after != text:
                yield FileChange(path, data, rewritten(data, after))


def formatted(name: str, text: str, order: Sequence[str]) -> str:
    """Return the text of a file formatted: what it says is the same, and formatting it again changes nothing.

    Raises Refused where it cannot all be read, or would not say the same.
    """
    written = read_fields(name, text)
    start, end = written.front
    front, rest = text[start:end] + ("" if text[:end].endswith("\n") else "\n"), text[end:]
    fields = read_fields(name, text[:start] + re.sub(r"[ \t]+$", "", front, flags=re.MULTILINE) + rest)
    if fields.values != written.values:  # some of the spaces are those of text that keeps its lines
        fields = read_fields(name, text[:start] + front + rest)
    ordered = "".join(fields.source.text[start:end] for start, end in _in_order(fields, order))
    after = (text[:start] + ordered + rest).rstrip("\n") + "\n"
    again = read_fields(name, after)
    if again.values != written.values or after[again.front.end :].rstrip("\n") != rest.rstrip("\n"):
        raise Refused(f"{name} cannot be formatted without changing what it says", "order its fields by hand")
    return after


def _in_order(fields: Fields, order: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches of the lines of fields, in the order in which they are to stand; together they are all of them.

    A field that the model does not have stays behind the field before it.
    """
    text, front = fields.source.text, fields.front
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    last_end = front.start
    for number, (name, marks) in enumerate(fields.marks.children.items()):
        key = marks.key or marks.value
        line = text.rfind("\n", front.start, key.start) + 1 or front.start
        if text[line : key.start].strip("\ufeff"):
            return [(front.start, front.end)]  # not one field a line
        starts.append(_with_comments(text, line, last_end) if starts else line)
        places.append((order.index(str(name)), 0) if name in order else (places[-1][0], number) if places else (-1, number))
        last_end = _line_after(text, max(key.end, marks.value.end), front.end)
    if not starts:
        return [(front.start, front.end)]
    stretches = zip(starts, [*starts[1:], last_end], strict=True)
    ordered = [stretch for _, stretch in sorted(zip(places, stretches, strict=True))]
    return [(front.start, starts[0]), *ordered, (last_end, front.end)]


def _with_comments(text: str, line: int, end: int) -> int:
    """Return where the comments begin that stand directly above a line, not before an end."""
    while line > end:
        above = text.rfind("\n", 0, line - 1) + 1
        if above < end or not text[above:line].startswith("#"):
            break
        line = above
    return line


def _line_after(text: str, offset: int, most: int) -> int:
    found = text.find("\n", offset, most)
    return found + 1 if found >= 0 else most
