"""Where a cursor stands in a file that is being written, and so is hardly ever whole: in which part, in which field, in which word.

It is told from the lines above by their indentation, and within the line by its brackets; nothing is parsed, so nothing has to be right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from generator.text import Span, split_front_matter

_LINE: Final = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +|-$)*)(?P<rest>.*)")
_KEY: Final = re.compile(r"(?P<key>[\w-]+)[ \t]*:(?=[ \t]|$)")
_QUOTED: Final = re.compile(r"\"[^\"]*\"?|(?<![\w])'[^']*'?")
_LINK: Final = re.compile(r"\]\((?P<scheme>[\w-]*)(?P<colon>:?)(?P<target>[^\s()\[\]\"]*)(?P<options> \"[^\"\n]*)?$")
_OPTION: Final = re.compile(r"(?:^|[\s\"])(?P<name>[a-z]*)(?P<sign>=?)(?P<value>[^\s\"=]*)$")


class LineStart(NamedTuple):
    """What one line begins: an item, a field, or neither."""

    dash: int | None
    """The column of the last dash before it."""
    column: int
    """Where it begins itself."""
    key: str
    """Its field; nothing where it is a value."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a cursor stands in the fields of a file."""

    parents: tuple[str, ...]
    """The fields in which the part stands, from the outermost."""
    field: str
    """The field whose value is written; nothing where a name of a field, or of a part's first one, is."""
    typed: str
    """What stands before the cursor of the word that is written."""
    span: Span
    """That word, also behind the cursor, in the text."""
    in_list: bool = False
    """Whether the value is an item of a list."""


@dataclass(frozen=True, slots=True)
class LinkCursor:
    """Where a cursor stands in a link of running text: in its scheme, its target, or an option of a figure."""

    scheme: str
    """The scheme, once its colon is there."""
    figure: str
    """The name of the figure, once its options begin."""
    option: str
    """The option whose value is written."""
    typed: str
    span: Span


def fields_of(path: str, text: str) -> Span:
    """Return where the fields of a file stand: all of it, or its front matter, to the end of the file where that does not end."""
    if not path.endswith(".md"):
        return Span(0, len(text))
    front, _, problems = split_front_matter(text)
    if front is None:
        return Span(problems[0].span.end + 1, len(text)) if problems and problems[0].span.end else Span(0, 0)
    return front


def link_at(text: str, offset: int) -> LinkCursor | None:
    """Return where in a link a cursor stands; nothing where it stands in none."""
    start = text.rfind("\n", 0, offset) + 1
    match = _LINK.search(text, start, offset)
    if match is None:
        return None
    if match["options"] is not None:
        option = _OPTION.search(match["options"].removeprefix(' "') or "", 0)
        name, typed = (option["name"], option["value"]) if option and option["sign"] else ("", option["name"] if option else "")
        return LinkCursor("chart", match["target"], name, typed, Span(offset - len(typed), _end_of(text, offset, r'[^\s"=]*')))
    typed = match["target"] if match["colon"] else match["scheme"]
    end = _end_of(text, offset, r"[^\s()\[\]\"]*" if match["colon"] else r"[\w-]*")
    return LinkCursor(match["scheme"] if match["colon"] else "", "", "", typed, Span(offset - len(typed), end))


def cursor_at(text: str, offset: int, fields: Span) -> Cursor | None:
    """Return where in the fields a cursor stands; nothing where it stands outside of them, or in a comment."""
    if not fields.start <= offset <= fields.end:
        return None
    start = max(text.rfind("\n", 0, offset) + 1, fields.start)
    line = text[start:offset]
    if re.search(r"(?:^|\s)#", _QUOTED.sub("", line)):
        return None
    entry, rest = _entry(line)
    parents = _parents(text[fields.start : start], entry)
    at = offset - len(rest)
    if entry.key:
        parents, name, typed_from, in_list = _in_flow(parents, entry.key, rest, at)
    elif rest[:1] in ("[", "{"):
        parents, name, typed_from, in_list = _in_flow(parents[:-1], parents[-1] if parents else "", rest, at)
    elif entry.dash is not None and parents:
        parents, name, typed_from, in_list = parents[:-1], parents[-1], at, True  # a value, or the name of a part's first field
    else:
        name, typed_from, in_list = "", at, False
    typed = text[typed_from:offset]
    lead = len(typed) - len(typed.lstrip(" \t"))
    behind = text[offset : _end_of(text, offset, r"[^\n,\]}#]*" if name else r"[\w-]*")].rstrip()
    return Cursor(parents, name, typed[lead:], Span(typed_from + lead, offset + len(behind)), in_list)


def _end_of(text: str, offset: int, pattern: str) -> int:
    match = re.compile(pattern).match(text, offset)
    return match.end() if match else offset


def _entry(line: str) -> tuple[LineStart, str]:
    """Return what a line begins, and the rest of it: what follows its field's name, or its dash."""
    match = _LINE.match(line)
    indent, dashes, rest = match.groups() if match else ("", "", line)
    dash = len(indent) + dashes.rindex("-") if dashes else None
    column = len(indent) + len(dashes)
    key = _KEY.match(rest)
    if key is None:
        return LineStart(dash, column, ""), rest
    return LineStart(dash, column, key["key"]), rest[key.end() :]


def _parents(before: str, entry: LineStart) -> tuple[str, ...]:
    """Return the fields in which an entry stands, by the lines before it."""
    at, is_item = (entry.column, False) if entry.dash is None else (entry.dash, True)
    found: list[str] = []
    lines = (line for line in reversed(before.removesuffix("\n").split("\n")) if line.strip() and not line.lstrip().startswith("#"))
    for line in lines:
        if at == 0 and not is_item:
            break
        above, rest = _entry(line)
        if above.dash is not None and above.column == at and not is_item and above.key:
            at, is_item = above.dash, True  # the first field of the same item
        elif above.key and (above.column < at or (is_item and above.column == at and above.dash is None)):
            if rest.strip() and not rest.strip().startswith(("#", "&")):
                continue  # a field with a value of its own
            found.insert(0, above.key)
            at, is_item = (above.column, False) if above.dash is None else (above.dash, True)
    return tuple(found)


def _in_flow(parents: tuple[str, ...], key: str, rest: str, at: int) -> tuple[tuple[str, ...], str, int, bool]:
    """Return the fields around a cursor behind a field's name, the field it is in, where its word begins, and whether in a list."""
    stack: list[tuple[str, str]] = []  # each open bracket, with the field in which it stands
    field, begin, quote = key, 0, ""
    for index, sign in enumerate(rest):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"" and not rest[begin:index].strip():
            quote = sign
        elif sign in "[{":
            stack.append((sign, field))
            field, begin = (field if sign == "[" else ""), index + 1
        elif sign in "]}" and stack:
            field, begin = stack.pop()[1], index + 1
        elif sign == "," and stack:
            field, begin = (stack[-1][1] if stack[-1][0] == "[" else ""), index + 1
        elif sign == ":" and stack and stack[-1][0] == "{" and not field and rest[index + 1 : index + 2] in ("", " "):
            field, begin = rest[begin:index].strip(), index + 1
    inside = tuple(name for sign, name in stack if sign == "{")
    return (*parents, *inside), field, at + begin, bool(stack) and stack[-1][0] == "["
