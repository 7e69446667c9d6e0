"""Where a cursor stands in a file that is being written, what stands there by the models of records, and what is told of it.

The part, the field and the word are told by the events of YAML up to the cursor, behind which it is hardly ever whole; lines above that
are no YAML are passed over.
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
_HERE: Final = "\ue000"
"""Marks the cursor; a sign of which no standard says what it is."""
_MOST_MISTAKES: Final = 5
"""How many lines above a cursor may be no YAML."""
_QUOTED: Final = re.compile(r"\"[^\"]*\"?|(?<![\w])'[^']*'?")
_LINK: Final = re.compile(r"\]\((?P<scheme>[\w-]*)(?P<colon>:?)(?P<target>[^\s()\[\]\"]*)(?P<options> \"[^\"\n]*)?$")
_OPTION: Final = re.compile(r"(?:^|[\s\"])(?P<name>[a-z]*)(?P<sign>=?)(?P<value>[^\s\"=]*)$")
TRANSLATIONS: Final = "translations"
_LONGEST: Final = 200


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
    """Return where in the fields a cursor stands; nothing where it stands outside of them, in a comment, or behind what is no YAML."""
    if not fields.start <= offset <= fields.end:
        return None
    line = text[max(text.rfind("\n", 0, offset) + 1, fields.start) : offset]
    if re.search(r"(?:^|\s)#", _QUOTED.sub("", line)):
        return None
    before = without_bad_characters(text[fields.start : offset], " ").replace("\ufeff", " ")
    marked = before + (" " if before.endswith((":", "-")) else "") + _HERE
    is_name = re.fullmatch(r"[ \ufeff]*(?:\w[\w-]*)?", line) is not None  # a word alone on its line names a field
    found = (_read(marked + end) for end in ((":", "") if is_name else ("", ":", '"', "'")))
    if (place := next(filter(None, found), None)) is None:
        return None
    around, at = place
    names = [name for name in around if name]
    parents, field = (names, "") if around[-1:] == [""] else (names[:-1], names[-1] if names else "")
    start = max(offset - len(line.lstrip(" \t")), min(fields.start + at, offset))
    behind = text[offset : _end_of(text, offset, r"[^\n,\]}#]*" if field else r"[\w-]*")].rstrip()
    return Cursor(tuple(parents), field, text[start:offset], Span(start, offset + len(behind)), around[-1:] == [None])


def _read(text: str) -> tuple[list[str | None], int] | None:
    """Return what is open around the mark in YAML, and where the word begins that it ends; nothing where the reading does not come to it.

    Of each mapping that is open it is the field whose value is read, nothing between two fields; of a list, None.
    """
    lines = text.split("\n")
    for _ in range(_MOST_MISTAKES):
        around: list[str | None] = []
        try:
            for event in yaml.parse("\n".join(lines), Loader=_LOADER):
                if isinstance(event, yaml.ScalarEvent) and _HERE in event.value:
                    return around, getattr(event.start_mark, "index", 0)
                if isinstance(event, yaml.CollectionEndEvent):
                    around.pop()
                if isinstance(event, yaml.CollectionStartEvent):
                    around.append("" if isinstance(event, yaml.MappingStartEvent) else None)
                elif around and around[-1] is not None and not isinstance(event, yaml.DocumentEndEvent):
                    around[-1] = "" if around[-1] else getattr(event, "value", "") or "?"
        except yaml.YAMLError as error:
            at = getattr(getattr(error, "problem_mark", None), "line", 0)
            wrong = next((number for number in range(min(at, len(lines) - 2), -1, -1) if lines[number].strip()), None)
            if wrong is None:
                return None
            lines[wrong] = " " * len(lines[wrong])
    return None


def _end_of(text: str, offset: int, pattern: str) -> int:
    match = re.compile(pattern).match(text, offset)
    return match.end() if match else offset


@dataclass(frozen=True, slots=True)
class Inside:
    """The part in which a place is."""

    kind: type[Part]
    mapping: str = ""
    """The field whose lines 'id: word' it is in."""
    translates: bool = False
    """Whether it is a translation of that part."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a place."""

    span: Span
    text: str
    inside: Inside | None = None
    """Nothing in running text."""
    field: str = ""
    is_name: bool = False
    """Whether it is the name of the field, not its value."""
    sections: tuple[str, ...] | None = None
    """The sections in which the record may be whose id it is: empty for the file's own; nothing where it is no id."""


def _inside_at(root: type[Part], parents: tuple[str, ...], *, translates: bool) -> Inside | None:
    """Return the part to which fields lead, from the outermost; nothing where they lead to none."""
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
    """Return where in the fields of a file a place is, and in which part; nothing where it is in none."""
    cursor = cursor_at(text, offset, fields_of(path, text))
    inside = _inside_at(root, cursor.parents, translates=translates) if cursor else None
    if cursor and cursor.in_list and inside and (field := field_of(inside.kind, cursor.field)) and field.part:
        cursor = replace(cursor, parents=(*cursor.parents, cursor.field), field="")  # the first field of an item
        inside = _inside_at(root, cursor.parents, translates=translates)
    return (cursor, inside) if cursor and inside else None


def sections_named(kind: type[Part], field: str) -> tuple[str, ...] | None:
    """Return the sections to which the values of a field refer, or the names of its lines; nothing where they refer to none."""
    found = field_of(kind, field)
    return found.refers.sections if found and found.refers else None


def sections_linked(link: LinkCursor) -> tuple[str, ...] | None:
    """Return the section of the records whose ids can stand at a place in a link; nothing where none can."""
    if link.scheme == CHART:
        return (Actor.section,) if link.option in ACTOR_OPTIONS else (Place.section,) if link.option == PLACE_OPTION else None
    return (SCHEMES[link.scheme],) if link.scheme in SCHEMES else None


def spot_at(path: str, text: str, offset: int, root: type[Part], *, translates: bool) -> Spot | None:
    """Return what stands at an offset of a file."""
    if link := link_at(text, offset):
        sections = sections_linked(link)
        return Spot(link.span, text[slice(*link.span)], sections=sections) if sections else None
    found = part_at(path, text, offset, root, translates=translates)
    if found is None:
        return None
    cursor, inside = found
    span = cursor.span
    if text[span.start : span.start + 1] in ("'", '"') and span.end - span.start > 1:
        span = Span(span.start + 1, span.end - 1)
    phrase, of_lines = text[slice(*span)], bool(inside.mapping)
    refers = not inside.translates and bool(cursor.field) is not of_lines
    return Spot(
        span=span,
        text=phrase,
        inside=inside,
        field=inside.mapping if cursor.field and of_lines else cursor.field or phrase,
        is_name=not cursor.field,
        sections=sections_named(inside.kind, inside.mapping or cursor.field) if refers else None,
    )


def record_at(spot: Spot, corpus: Corpus, own: type[Record] | None) -> Record | None:
    """Return the record whose id stands at a place; nothing where none does."""
    if spot.sections is None:
        return None
    sections = spot.sections or ((own.section,) if own else ())
    return next((found for section in sections if (found := corpus.get(section, spot.text)) is not None), None)


def hover_text(spot: Spot, corpus: Corpus, own: type[Record] | None) -> str:
    """Return what is to be said of what stands at a place, as Markdown; nothing where there is nothing to say."""
    if found := record_at(spot, corpus, own):
        return card(found, corpus)
    place = spot.inside
    one = next((one for one in described(place.kind) if one.name == spot.field), None) if place else None
    if place is None or one is None:
        return ""
    if spot.is_name and not place.mapping:
        takes = f"\n\nIt takes {'one or more: ' if one.field.is_list else ''}{one.takes}." if one.takes else ""
        return f"`{one.name}`{' (needed)' if one.field.is_needed else ''}: {one.means}{takes}"
    scale = scale_of(one.field)
    term = scale.find(spot.text) if scale else None
    word = term.id if term else spot.text
    means = meanings(place.kind, one.field, corpus.publication).get(word)
    note = f"\n\n*{scale.english_title}.* {scale.english_note}" if scale else ""
    return f"`{word}` {means}{note}" if means else ""


def card(record: Record, corpus: Corpus) -> str:
    """Return a record in a few lines: its name, its file, what it says in fields that it needs, and where readers meet it."""
    lines = [f"**{_plain(record.label)}**", f"{record.singular} `{record.id}` in {_plain(record.path)}", "\n".join(_details(record))]
    lines.append(f"{counted(len(corpus.referring_to(record)), 'reference')} to it")
    if published(corpus).get(*record.key) is None:
        lines.append("*not published*")
    return "\n\n".join(line for line in lines if line)


def _details(record: Record) -> Iterator[str]:
    for one in described(type(record)):
        value = getattr(record, one.name, None) if one.field.is_needed else None
        values = value if isinstance(value, tuple) else (value,)
        text = ", ".join(str(getattr(each, "text", each)) for each in values if isinstance(each, str) or hasattr(each, "earliest"))
        if text and text != record.label:
            yield f"- `{one.name}`: {_plain(text)}"


def _plain(text: str) -> str:
    """Return text as Markdown that shows it as it is, on one line."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#|~&!" else sign for sign in line)
