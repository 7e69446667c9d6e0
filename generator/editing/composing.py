"""The text of a new record from its values, laid out as editors write it: fields in order, long text on lines of its own."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from generator.editing.changes import Refused
from generator.editing.describing import order_of
from generator.editing.fields import read_fields, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Record

_WIDTH: Final = 100
"""The most characters of a line of text that is folded."""


def record_text(section: type[Record], values: Mapping[str, object], body: str = "") -> str:
    """Return the text of a record.

    Args:
        section: Its section.
        values: Its fields: texts, lists of them, and parts of fields.
        body: What stands below the front matter, of a section that has it.

    Raises:
        Refused: A value holds what no file of content may.
    """
    ordered = {name: values[name] for name in order_of(section) if name in values}
    text = "".join(f"{line}\n" for line in _fields(ordered, ""))
    whole = f"---\n{text}---\n\n{body}\n" if section.below else text
    if read_fields(f"new{section.ending()}", whole).values != ordered:
        raise Refused("a value would not be read as it is written", "write the file by hand")
    return whole


def _fields(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from _fields(value, f"{indent}  ")
        elif isinstance(value, list):
            yield f"{indent}{name}:"
            yield from _items(value, f"{indent}  ")
        else:
            yield from _text(f"{indent}{name}:", str(value), f"{indent}  ")


def _items(values: Sequence[object], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            first, *more = _fields(value, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from more
        else:
            yield from _text(f"{indent}-", str(value), f"{indent}  ")


def _text(before: str, text: str, indent: str) -> Iterator[str]:
    """Yield a text after its name: beside it, or below where it is long or has lines of its own, if it reads the same so."""
    lines = text.split("\n")
    if len(lines) > 1 and all(line == line.strip() for line in lines) and lines[0] and lines[-1]:
        yield f"{before} |-"
        yield from (f"{indent}{line}" if line else "" for line in lines)
        return
    plain = f"{before} {scalar(text)}"
    lines = wrap(text, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    if len(plain) <= _WIDTH or " ".join(lines) != text:
        yield plain
    else:
        yield f"{before} >-"
        yield from (f"{indent}{line}" for line in lines)
