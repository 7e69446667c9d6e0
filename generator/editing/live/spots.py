"""Locate a cursor in a file that is being edited: part, field, word or link, and the record or hover text there.

Parts and fields are derived from YAML parser events up to the cursor, as the text after it is rarely valid; invalid lines above are
skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import yaml

from generator.analysis import published
from generator.editing.describing import described, meanings, scale_of
from generator.model import ACTOR_OPTIONS, PLACE_OPTION, SCHEMES, Actor, Corpus, Part, Place, Record, field_of
from generator.text import CHART, Span, counted, split_front_matter, without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterator


_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CURSOR_MARK: Final = "\ue000"
"""Marks the cursor; a private-use character."""
_MISTAKE_AT_ITS_BEGINNING: Final = re.compile("while (?:scanning a (?:simple key|quoted scalar)|parsing a flow)")
"""The start of YAML errors whose cause is where a construct begins, not where they are noticed: e.g. an open bracket."""
_MOST_INVALID_LINES: Final = 5
"""The maximum number of invalid lines above a cursor that are skipped."""
_QUOTED: Final = re.compile(r"\"[^\"]*\"?|(?<![\w])'[^']*'?")
_LINK: Final = re.compile(r"\]\((?P<scheme>[\w-]*)(?P<colon>:?)(?P<target>[^\s()\[\]\"]*)(?P<options> \"[^\"\n]*)?$")
_OPTION: Final = re.compile(r"(?:^|[\s\"])(?P<name>[a-z]*)(?P<sign>=?)(?P<value>[^\s\"=]*)$")
TRANSLATIONS: Final = "translations"
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Cursor:
    """The position of a cursor in the fields of a file."""

    parents: tuple[str, ...]
    """The names of the enclosing fields, outermost first."""
    field: str
    """The field whose value is being written; empty if a field name is."""
    typed: str
    """The part of the word before the cursor."""
    span: Span
    """The span of the whole word in the text."""
    in_list: bool = False
    """Whether the value is a list item."""


@dataclass(frozen=True, slots=True)
class LinkCursor:
    """The position of a cursor in a link: in its scheme, its target, or an option of a figure."""

    scheme: str
    """The scheme, if its colon is written."""
    figure: str
    """The name of the figure, if its options have begun."""
    option: str
    """The option whose value is being written."""
    typed: str
    span: Span


def fields_of(path: str, text: str) -> Span:
    """Return the span of the fields of a file: all of it, or its front matter, even if that is not closed."""
    if not path.endswith(".md"):
        return Span(0, len(text))
    front, _, problems = split_front_matter(text)
    if front is None:
        return Span(problems[0].span.end + 1, len(text)) if problems and problems[0].span.end else Span(0, 0)
    return front


def link_at(text: str, offset: int) -> LinkCursor | None:
    """Return the position of a cursor in a link, or None if it is in none."""
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
    """Return the position of a cursor in the fields, or None if it is outside, in a comment, or after invalid YAML."""
    if not fields.start <= offset <= fields.end:
        return None
    line = text[max(text.rfind("\n", 0, offset) + 1, fields.start) : offset]
    if re.search(r"(?:^|\s)#", _QUOTED.sub("", line)):
        return None
    before = without_bad_characters(text[fields.start : offset], " ").replace("\ufeff", " ")
    marked = before + (" " if before.endswith((":", "-")) else "") + _CURSOR_MARK
    is_name = re.fullmatch(r"[ \ufeff]*(?:\w[\w-]*)?", line) is not None  # a word alone on its line names a field
    readings = (_read(marked + end) for end in ((":", "") if is_name else ("", ":", '"', "'")))
    if (reading := next(filter(None, readings), None)) is None:
        return None
    open_nodes, at = reading
    names = [name for name in open_nodes if name]
    parents, field = (names, "") if open_nodes[-1:] == [""] else (names[:-1], names[-1] if names else "")
    start = max(offset - len(line.lstrip(" \t")), min(fields.start + at, offset))
    behind = text[offset : _end_of(text, offset, r"[^\n,\]}#]*" if field else r"[\w-]*")].rstrip()
    return Cursor(tuple(parents), field, text[start:offset], Span(start, offset + len(behind)), open_nodes[-1:] == [None])


def _read(text: str) -> tuple[list[str | None], int] | None:
    """Return the open YAML nodes around the mark and the start of the marked word, or None if parsing does not reach it.

    An open mapping is the field whose value is being read, "" between two fields; an open list is None.
    """
    lines = text.split("\n")
    for _ in range(_MOST_INVALID_LINES):
        open_nodes: list[str | None] = []
        try:
            for event in yaml.parse("\n".join(lines), Loader=_LOADER):
                if isinstance(event, yaml.ScalarEvent) and _CURSOR_MARK in event.value:
                    return open_nodes, getattr(event.start_mark, "index", 0)
                if isinstance(event, yaml.CollectionEndEvent):
                    open_nodes.pop()
                if isinstance(event, yaml.CollectionStartEvent):
                    start, end = (getattr(mark, "index", 0) for mark in (event.start_mark, event.end_mark))
                    is_pair = event.flow_style and start == end  # 'a: b' in a flow sequence, which no model has
                    open_nodes.append("" if isinstance(event, yaml.MappingStartEvent) and not is_pair else None)
                elif open_nodes and open_nodes[-1] is not None and not isinstance(event, yaml.DocumentEndEvent):
                    open_nodes[-1] = "" if open_nodes[-1] else getattr(event, "value", "") or "?"
        except yaml.YAMLError as error:
            if not _blank_invalid(lines, error):
                return None
    return None


def _blank_invalid(lines: list[str], error: yaml.YAMLError) -> bool:
    """Blank the invalid line above a cursor, with the more indented lines below it; return whether there is one."""
    at_beginning = _MISTAKE_AT_ITS_BEGINNING.match(getattr(error, "context", None) or "")
    error_line = getattr(getattr(error, "context_mark" if at_beginning else "problem_mark", None), "line", 0)
    invalid = next((number for number in range(min(error_line, len(lines) - 2), -1, -1) if lines[number].strip()), None)
    if invalid is None:
        return False
    above, line = lines[invalid - 1], lines[invalid]
    if invalid and not at_beginning and ":" not in above and _indent(above, " -") == _indent(line, " -"):
        invalid -= 1  # a name without its colon, which continues on the next line
    rest = range(invalid + 1, len(lines) - 1)
    end = next((number for number in rest if _indent(lines[number]) <= _indent(lines[invalid])), len(lines) - 1)
    lines[invalid:end] = [" " * len(line) for line in lines[invalid:end]]
    return True


def _indent(line: str, characters: str = " ") -> int:
    return len(line) - len(line.lstrip(characters))


def _end_of(text: str, offset: int, pattern: str) -> int:
    match = re.compile(pattern).match(text, offset)
    return match.end() if match else offset


@dataclass(frozen=True, slots=True)
class Inside:
    """The part that contains a position."""

    kind: type[Part]
    mapping: str = ""
    """The mapping field that contains it, as 'id: word'."""
    translates: bool = False
    """Whether the position is in a translation of the part."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The element at a position."""

    span: Span
    text: str
    inside: Inside | None = None
    """None in running text."""
    field: str = ""
    is_name: bool = False
    """Whether it is the name of the field, not the value."""
    sections: tuple[str, ...] | None = None
    """The sections of the record with this id: empty for that of the file, None if it is not an id."""


def _inside_at(root: type[Part], parents: tuple[str, ...], *, translates: bool) -> Inside | None:
    """Return the part at a path of fields, outermost first, or None."""
    kind, names = root, list(parents)
    if names[:1] == [TRANSLATIONS] and field_of(root, TRANSLATIONS) is not None and not translates:
        if len(names) == 1:
            return Inside(root, TRANSLATIONS)
        names, translates = names[2:], True
    for name in names:
        field = field_of(kind, name)
        if field is None or (field.part is None and field.holds != "lines"):
            return None
        if field.part is None:
            return Inside(kind, name, translates)
        kind = field.part
    return Inside(kind, "", translates)


def part_at(path: str, text: str, offset: int, root: type[Part], *, translates: bool) -> tuple[Cursor, Inside] | None:
    """Return the field position of an offset and the part that contains it, or None."""
    cursor = cursor_at(text, offset, fields_of(path, text))
    inside = _inside_at(root, cursor.parents, translates=translates) if cursor else None
    if cursor and cursor.in_list and inside and (field := field_of(inside.kind, cursor.field)) and field.part:
        cursor = replace(cursor, parents=(*cursor.parents, cursor.field), field="")  # the first field of an item
        inside = _inside_at(root, cursor.parents, translates=translates)
    return (cursor, inside) if cursor and inside else None


def sections_named(kind: type[Part], field: str) -> tuple[str, ...] | None:
    """Return the sections that a field, or the keys of its mapping, refers to, or None."""
    model_field = field_of(kind, field)
    return model_field.refers.sections if model_field and model_field.refers else None


def sections_linked(link: LinkCursor) -> tuple[str, ...] | None:
    """Return the section of the ids allowed at a position in a link, or None."""
    if link.scheme == CHART:
        return (Actor.section,) if link.option in ACTOR_OPTIONS else (Place.section,) if link.option == PLACE_OPTION else None
    return (SCHEMES[link.scheme],) if link.scheme in SCHEMES else None


def spot_at(path: str, text: str, offset: int, root: type[Part], *, translates: bool) -> Spot | None:
    """Return the element at an offset of a file, or None."""
    if link := link_at(text, offset):
        sections = sections_linked(link)
        return Spot(link.span, text[slice(*link.span)], sections=sections) if sections else None
    location = part_at(path, text, offset, root, translates=translates)
    if location is None:
        return None
    cursor, inside = location
    span = cursor.span
    if text[span.start : span.start + 1] in ("'", '"') and span.end - span.start > 1:
        span = Span(span.start + 1, span.end - 1)
    word, in_mapping = text[slice(*span)], bool(inside.mapping)
    refers = not inside.translates and bool(cursor.field) is not in_mapping
    return Spot(
        span=span,
        text=word,
        inside=inside,
        field=inside.mapping if cursor.field and in_mapping else cursor.field or word,
        is_name=not cursor.field,
        sections=sections_named(inside.kind, inside.mapping or cursor.field) if refers else None,
    )


def record_at(spot: Spot, corpus: Corpus, own_section: type[Record] | None) -> Record | None:
    """Return the record whose id is at a spot, or None."""
    if spot.sections is None:
        return None
    sections = spot.sections or ((own_section.section,) if own_section else ())
    return next((record for section in sections if (record := corpus.get(section, spot.text)) is not None), None)


def hover_text(spot: Spot, corpus: Corpus, own_section: type[Record] | None) -> str:
    """Return the hover text of a spot as Markdown, or "" if there is none."""
    if record := record_at(spot, corpus, own_section):
        return card(record, corpus)
    part = spot.inside
    entry = next((field for field in described(part.kind) if field.name == spot.field), None) if part else None
    if part is None or entry is None:
        return ""
    if spot.is_name and not part.mapping:
        takes = f"\n\nAccepts {'one or more: ' if entry.field.is_list else ''}{entry.takes}." if entry.takes else ""
        return f"`{entry.name}`{' (required)' if entry.field.is_needed else ''}: {entry.means}{takes}"
    scale = scale_of(entry.field)
    term = scale.find(spot.text) if scale else None
    word = term.id if term else spot.text
    means = meanings(part.kind, entry.field, corpus.publication).get(word)
    note = f"\n\n*{scale.english_title}.* {scale.english_note}" if scale else ""
    return f"`{word}` {means}{note}" if means else ""


def card(record: Record, corpus: Corpus) -> str:
    """Return a summary of a record as Markdown: name, file, required fields, references, and whether it is published."""
    lines = [f"**{_plain(record.label)}**", f"{record.singular} `{record.id}` in {_plain(record.path)}", "\n".join(_details(record))]
    lines.append(f"{counted(len(corpus.referring_to(record)), 'reference')} to it")
    if published(corpus).get(*record.key) is None:
        lines.append("*not published*")
    return "\n\n".join(line for line in lines if line)


def _details(record: Record) -> Iterator[str]:
    for field in described(type(record)):
        value = getattr(record, field.name, None) if field.field.is_needed else None
        values = value if isinstance(value, tuple) else (value,)
        text = ", ".join(str(getattr(value, "text", value)) for value in values if isinstance(value, str) or hasattr(value, "earliest"))
        if text and text != record.label:
            yield f"- `{field.name}`: {_plain(text)}"


def _plain(text: str) -> str:
    """Return text as one line of escaped Markdown, truncated."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return "".join(f"\\{character}" if character in r"\`*_{}[]<>#|~&!" else character for character in line)
