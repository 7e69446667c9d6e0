"""The fields of a file, and edits that change some of them and leave every other character as it is."""

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
"""Assignments of values to paths; None for a field to be left empty."""
Order = Sequence[str]
"""Field names in the order in which they are written."""

_COMMENT: Final = re.compile(r"(?:^|\s)#")
_BY_HAND: Final = "edit the file by hand"


@dataclass(frozen=True, slots=True)
class Fields:
    """The parsed fields of a file, with their positions."""

    source: SourceText
    values: dict[str, Any]
    marks: Marks
    front: Span
    """The span of the fields: the whole file, or its front matter."""


def read_fields(path: str, text: str) -> Fields:
    """Parse the fields of a file; raise Refused if not all of them can be read."""
    source = SourceText(path, text)
    front: Span | None = Span(0, len(text))
    if path.endswith(".md"):
        front, _, _ = split_front_matter(text)
    reading = read_yaml(text, start=front.start, end=front.end) if front else None
    if front is None or reading is None or reading.value is None or not reading.marks.is_whole:
        raise Refused(f"{path} cannot be parsed", "fix it first: 'onrecord check' shows the errors")
    return Fields(source, reading.value, reading.marks, front)


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a YAML scalar that parses to a text, with quotes only if they are needed."""
    brackets = ("- [", "]") if in_flow else ("- ", "")
    for candidate in (text, f"'{text}'" if "'" not in text and '"' in text else f'"{text}"', json.dumps(text, ensure_ascii=False)):
        reading = read_yaml(f"x:\n  {brackets[0]}{candidate}{brackets[1]}\n") if candidate and "\n" not in candidate else None
        if reading and not reading.problems and reading.value == {"x": [[text]] if in_flow else [text]}:
            return candidate
    raise Refused(f"{text!r} contains characters that content may not have", "remove them")


def as_yaml(value: object, *, in_flow: bool = False) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, in_flow=True)}: {as_yaml(item, in_flow=True)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_yaml(item, in_flow=True) for item in value) + "]"
    return scalar(str(value), in_flow=in_flow)


def with_values(fields: Fields, changed: Given, order: Order = ()) -> Fields:
    """Set values one after another; None removes a field, and index n appends to a list of n items.

    'order' is the field order of the record. Raise Refused if a value cannot be set without changing something else.
    """
    for keys, value in changed:
        expected = deepcopy(fields.values)
        _set(expected, keys, value, fields)
        edit = _edit(fields, keys, value, order)
        text = fields.source.text[: edit.span.start] + edit.text + fields.source.text[edit.span.end :]
        place = fields.source.place(edit.span)
        try:
            fields = read_fields(fields.source.path, text)
        except Refused as refusal:
            raise Refused(f"'{_name(keys)}' cannot be set reliably", _BY_HAND, place) from refusal
        if fields.values != expected:
            raise Refused(f"'{_name(keys)}' cannot be set without changing something else", _BY_HAND, place)
    return fields


def _name(keys: Keys) -> str:
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _set(values: Any, keys: Keys, value: object, fields: Fields) -> None:  # noqa: ANN401 - any YAML value
    *parents, last = keys
    for depth, key in enumerate(parents):
        if isinstance(values, dict) and isinstance(key, str):
            next_key = keys[depth + 1]
            if not isinstance(values.get(key), dict | list):
                single = values.get(key)
                values[key] = ([] if single is None else [single]) if isinstance(next_key, int) else {}
            values = values[key]
        elif isinstance(values, list) and isinstance(key, int) and key <= len(values):
            values[key:] = values[key:] or [{}]
            values = values[key]
        else:
            raise _missing_path(values, keys[: depth + 1], fields)
    if isinstance(values, list) and isinstance(last, int) and last <= len(values) and value is not None:
        values[last:] = [value, *values[last + 1 :]]
    elif isinstance(values, dict) and isinstance(last, str) and (value is not None or last in values):
        if value is None:
            del values[last]
        else:
            values[last] = value
    else:
        raise _missing_path(values, keys, fields)


def _missing_path(values: object, keys: Keys, fields: Fields) -> Refused:
    last, hint = keys[-1], ""
    if isinstance(values, list) and isinstance(last, int) and last > len(values):
        hint = f"the next is '{_name((*keys[:-1], len(values)))}'"
    return Refused(f"there is no '{_name(keys)}'", hint, fields.source.place(fields.marks.value))


def _edit(fields: Fields, keys: Keys, value: object, order: Order) -> Edit:
    """Return the edit that sets a value: in its place, or next to its closest existing parent or sibling."""
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
        both = f"[{text[marks.value.start : marks.value.end]}, {as_yaml(value, in_flow=True)}]"
        return Edit(marks.value, both) if rest[0] else _replace(fields, marks, [value], in_flow=in_flow)
    if not marks.children and marks is not fields.marks:
        return _replace(fields, marks, {rest[0]: value}, in_flow=in_flow)
    if text[marks.value.start] in "[{":
        last = max(child.value.end for child in marks.children.values())
        name = f"{scalar(rest[0], in_flow=True)}: " if isinstance(rest[0], str) else ""
        return Edit(Span(last, last), f", {name}{as_yaml(value, in_flow=True)}")
    return _new_line(fields, marks, rest[0], value, order if depth == 0 else ())


def _replace(fields: Fields, marks: Marks, value: object, *, in_flow: bool) -> Edit:
    """Return the edit that replaces a value; block values are replaced from the colon of their key on."""
    text, replacement = fields.source.text, as_yaml(value, in_flow=in_flow)
    is_block = bool(marks.children) and text[marks.value.start] not in "[{"
    if marks.key is None or not (is_block or marks.value.end == marks.value.start):
        span = marks.value
    else:
        colon = text.index(":", marks.key.end) + 1
        span = Span(colon, max(colon, marks.value.end) if is_block else colon)
        replacement = f" {replacement}"
    if marks.children and _COMMENT.search(text, *span):
        raise Refused("the comments here would be lost", _BY_HAND, fields.source.place(span))
    return Edit(span, replacement)


def _lines_of(fields: Fields, marks: Marks) -> Span:
    """Return the lines of a field that shares them with no other; the comment next to an empty value belongs to it."""
    text = fields.source.text
    key = marks.key or marks.value
    start, end = text.rfind("\n", 0, key.start) + 1, text.find("\n", max(marks.value.end, key.end))
    has_comment = marks.value.end > marks.value.start and _COMMENT.search(text, start, end if end >= 0 else len(text))
    if marks.key is None or text[start : key.start].strip(" ") or has_comment:
        raise Refused("this cannot be removed reliably", _BY_HAND, fields.source.place(key))
    return Span(start, end + 1 if end >= 0 else len(text))


def _new_line(fields: Fields, marks: Marks, key: str | int, value: object, order: Order) -> Edit:
    """Return the edit that adds a field or an item on a new line, after its predecessor in the field order."""
    text, children = fields.source.text, list(marks.children.values())
    first = children[0].key or children[0].value
    start = text.rfind("\n", 0, first.start) + 1
    if isinstance(key, int):
        indent, name, predecessor = text.rindex("-", start, first.start) - start, "- ", children[-1]
    else:
        indent, name = len(text[start : first.start].removeprefix("\ufeff")), f"{scalar(key)}: "
        before = order[: order.index(key)] if key in order else tuple(map(str, marks.children))
        predecessor = next((marks.children[name] for name in reversed(before) if name in marks.children), children[0])
    end = max(predecessor.value.end, predecessor.key.end if predecessor.key else 0)
    line_end = text.find("\n", end, fields.front.end)
    at = line_end + 1 if line_end >= 0 else fields.front.end
    if isinstance(value, Mapping) and isinstance(key, str):
        name, rendered = f"{scalar(key)}:", "".join(f"\n{' ' * indent}  {scalar(field)}: {as_yaml(item)}" for field, item in value.items())
    else:
        rendered = as_yaml(value)
    return Edit(Span(at, at), ("" if line_end >= 0 else "\n") + " " * indent + name + rendered + "\n")
