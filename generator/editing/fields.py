"""The fields of a file as they are written, and edits that change some of them and leave every other character as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from generator.editing.changes import Edit, Refused
from generator.text import Marks, SourceText, Span, read_yaml, split_front_matter

Keys = tuple[str | int, ...]
Given = Sequence[tuple[Keys, Any]]
"""Values that an editor gives for fields; None for one that is to be empty."""
Order = Sequence[str]
"""The fields of a part, in the order in which they are written."""

_COMMENT: Final = re.compile(r"(?:^|\s)#")
_BY_HAND: Final = "edit the file by hand"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file says in its fields, and where each stands."""

    source: SourceText
    values: dict[str, Any]
    marks: Marks
    front: Span
    """Where they stand: the file, or its front matter."""


def read_fields(path: str, text: str) -> Fields:
    """Return the fields of a record's text; raises Refused where they cannot all be read."""
    source = SourceText(path, text)
    front: Span | None = Span(0, len(text))
    if path.endswith(".md"):
        front, _, _ = split_front_matter(text)
    reading = read_yaml(text, start=front.start, end=front.end) if front else None
    if front is None or reading is None or reading.value is None or not reading.marks.is_whole:
        raise Refused(f"{path} cannot be read whole", "mend it first: 'onrecord check' says where")
    return Fields(source, reading.value, reading.marks, front)


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return text as YAML that is read as that text: plain, or in quotes where that would mean something else."""
    around = ("- [", "]") if in_flow else ("- ", "")
    for written in (text, f"'{text}'" if "'" not in text and '"' in text else f'"{text}"', json.dumps(text, ensure_ascii=False)):
        reading = read_yaml(f"x:\n  {around[0]}{written}{around[1]}\n") if written and "\n" not in written else None
        if reading and not reading.problems and reading.value == {"x": [[text]] if in_flow else [text]}:
            return written
    raise Refused(f"{text!r} holds what no file of content may", "leave it out")


def as_yaml(value: object, *, in_flow: bool = False) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, in_flow=True)}: {as_yaml(one, in_flow=True)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_yaml(one, in_flow=True) for one in value) + "]"
    return scalar(str(value), in_flow=in_flow)


def with_values(fields: Fields, changed: Given, order: Order = ()) -> Fields:
    """Return fields with some values set, one after another; None removes a field. A list of n takes an item more at n.

    'order' is that of the fields of the record. Raises Refused where a value cannot be set without changing something else.
    """
    for keys, value in changed:
        wanted = deepcopy(fields.values)
        _set(wanted, keys, value, fields)
        edit = _edit(fields, keys, value, order)
        text = fields.source.text[: edit.span.start] + edit.text + fields.source.text[edit.span.end :]
        place = fields.source.place(edit.span)
        try:
            fields = read_fields(fields.source.path, text)
        except Refused as refusal:
            raise Refused(f"'{_name(keys)}' cannot be set surely", _BY_HAND, place) from refusal
        if fields.values != wanted:
            raise Refused(f"'{_name(keys)}' cannot be set without changing something else", _BY_HAND, place)
    return fields


def _name(keys: Keys) -> str:
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _set(values: Any, keys: Keys, value: object, fields: Fields) -> None:  # noqa: ANN401 - what YAML holds
    *parents, last = keys
    for at, key in enumerate(parents):
        if isinstance(values, dict) and isinstance(key, str):
            after = keys[at + 1]
            if not isinstance(values.get(key), dict | list):
                one = values.get(key)
                values[key] = ([] if one is None else [one]) if isinstance(after, int) else {}
            values = values[key]
        elif isinstance(values, list) and isinstance(key, int) and key <= len(values):
            values[key:] = values[key:] or [{}]
            values = values[key]
        else:
            raise _nothing_there(values, keys[: at + 1], fields)
    if isinstance(values, list) and isinstance(last, int) and last <= len(values) and value is not None:
        values[last:] = [value, *values[last + 1 :]]
    elif isinstance(values, dict) and isinstance(last, str) and (value is not None or last in values):
        if value is None:
            del values[last]
        else:
            values[last] = value
    else:
        raise _nothing_there(values, keys, fields)


def _nothing_there(values: object, keys: Keys, fields: Fields) -> Refused:
    last, hint = keys[-1], ""
    if isinstance(values, list) and isinstance(last, int) and last > len(values):
        hint = f"the next is '{_name((*keys[:-1], len(values)))}'"
    return Refused(f"there is no '{_name(keys)}'", hint, fields.source.place(fields.marks.value))


def _edit(fields: Fields, keys: Keys, value: object, order: Order) -> Edit:
    """Return the edit that sets a value: at its place, or beside what is nearest to it."""
    text, marks, depth, in_flow = fields.source.text, fields.marks, 0, False
    while depth < len(keys) and keys[depth] in marks.children:
        in_flow = in_flow or text[marks.value.start] in "[{"
        marks = marks.children[keys[depth]]
        depth += 1
    rest = keys[depth:]
    if value is None:
        return Edit(_lines_of(fields, marks), "")
    for key in reversed(rest[1:]):
        value = {key: value} if isinstance(key, str) else [value]
    if not rest:
        return _replace(fields, marks, value, in_flow=in_flow)
    if isinstance(rest[0], int) and not marks.children:
        here = text[marks.value.start : marks.value.end]
        return Edit(marks.value, f"[{here}, {as_yaml(value, in_flow=True)}]" if rest[0] else as_yaml(value, in_flow=in_flow))
    if not marks.children and marks is not fields.marks:
        return _replace(fields, marks, {rest[0]: value}, in_flow=in_flow)
    if text[marks.value.start] in "[{":
        last = max(child.value.end for child in marks.children.values())
        name = f"{scalar(rest[0], in_flow=True)}: " if isinstance(rest[0], str) else ""
        return Edit(Span(last, last), f", {name}{as_yaml(value, in_flow=True)}")
    return _new_line(fields, marks, rest[0], value, order if depth == 0 else ())


def _replace(fields: Fields, marks: Marks, value: object, *, in_flow: bool) -> Edit:
    """Return the edit that puts a value in the place of another, beginning beside its name where lines of its own were below it."""
    text, written = fields.source.text, as_yaml(value, in_flow=in_flow)
    is_block = bool(marks.children) and text[marks.value.start] not in "[{"
    if marks.key is None or not (is_block or marks.value.end == marks.value.start):
        span = marks.value
    else:
        colon = text.index(":", marks.key.end) + 1
        span = Span(colon, max(colon, marks.value.end) if is_block else colon)
        written = f" {written}"
    if marks.children and _COMMENT.search(text, *span):
        raise Refused("what stands here has comments, which would be lost", _BY_HAND, fields.source.place(span))
    return Edit(span, written)


def _lines_of(fields: Fields, marks: Marks) -> Span:
    """Return the lines in which a field stands alone; a comment beside one that is still to be filled in is part of it."""
    text = fields.source.text
    key = marks.key or marks.value
    start, end = text.rfind("\n", 0, key.start) + 1, text.find("\n", max(marks.value.end, key.end))
    has_comment = marks.value.end > marks.value.start and _COMMENT.search(text, start, end if end >= 0 else len(text))
    if marks.key is None or text[start : key.start].strip(" ") or has_comment:
        raise Refused("this cannot be removed surely", _BY_HAND, fields.source.place(key))
    return Span(start, end + 1 if end >= 0 else len(text))


def _new_line(fields: Fields, marks: Marks, key: str | int, value: object, order: Order) -> Edit:
    """Return the edit that writes a field, or an item, on a line of its own, after what comes before it in their order."""
    text, children = fields.source.text, list(marks.children.values())
    first = children[0].key or children[0].value
    start = text.rfind("\n", 0, first.start) + 1
    if isinstance(key, int):
        indent, name, after = text.rindex("-", start, first.start) - start, "- ", children[-1]
    else:
        indent, name = len(text[start : first.start].removeprefix("\ufeff")), f"{scalar(key)}: "
        before = order[: order.index(key)] if key in order else tuple(str(one) for one in marks.children)
        after = next((marks.children[one] for one in reversed(before) if one in marks.children), children[0])
    end = max(after.value.end, after.key.end if after.key else 0)
    line_end = text.find("\n", end, fields.front.end)
    at = line_end + 1 if line_end >= 0 else fields.front.end
    if isinstance(value, Mapping) and isinstance(key, str):
        name, written = f"{scalar(key)}:", "".join(f"\n{' ' * indent}  {scalar(one)}: {as_yaml(item)}" for one, item in value.items())
    else:
        written = as_yaml(value)
    return Edit(Span(at, at), ("" if line_end >= 0 else "\n") + " " * indent + name + written + "\n")
