"""What stands at a place of a file: a name of a field, a word, the id of a record, by the models of records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.editing.live.cursor import fields_of
from generator.model import ACTOR_OPTIONS, PLACE_OPTION, SCHEMES, Actor, Place, field_of
from generator.text import CHART, Span, find_links, read_yaml

if TYPE_CHECKING:
    from generator.model import Part, RefersTo
    from generator.text import Marks

TRANSLATIONS: Final = "translations"


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


def inside_at(root: type[Part], parents: tuple[str, ...], *, translates: bool = False) -> Inside | None:
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


def refers(kind: type[Part], field: str) -> RefersTo | None:
    """Return to which records the values of a field refer, or the names of its lines; nothing where they refer to none."""
    found = field_of(kind, field)
    return found.refers if found else None


def spot_at(path: str, text: str, offset: int, root: type[Part], *, translates: bool = False) -> Spot | None:
    """Return what stands at an offset of a file."""
    return _in_link(text, offset) or _in_fields(path, text, offset, root, translates=translates)


def _in_link(text: str, offset: int) -> Spot | None:
    for link in find_links(text):
        if link.span.start <= offset <= link.span.end:
            if link.scheme != CHART:
                section = SCHEMES.get(link.scheme)
                is_there = section and link.target_span.start <= offset <= link.target_span.end
                return Spot(link.target_span, link.target, sections=(section,)) if section and is_there else None
            return _in_option(text, offset, link.target_span.end, link.span.end)
    return None


def _in_option(text: str, offset: int, start: int, end: int) -> Spot | None:
    """Return the id that an option of a figure holds at an offset."""
    at = start
    for word in text[start:end].replace('"', " ").replace(")", " ").split(" "):
        name, sign, value = word.partition("=")
        begin = at + len(name) + 1
        if sign and begin <= offset <= begin + len(value):
            section = Actor.section if name in ACTOR_OPTIONS else Place.section if name == PLACE_OPTION else ""
            return Spot(Span(begin, begin + len(value)), value, sections=(section,)) if section else None
        at += len(word) + 1
    return None


def _in_fields(path: str, text: str, offset: int, root: type[Part], *, translates: bool) -> Spot | None:
    fields = fields_of(path, text)
    if not fields.start <= offset <= fields.end:
        return None
    marks = read_yaml(text, start=fields.start, end=fields.end).marks
    parents: list[str] = []
    field = ""
    while True:
        found = next(((key, child) for key, child in marks.children.items() if _holds(child, offset)), None)
        if found is None:
            return _value(text, marks, root, (parents, field), translates=translates) if not marks.children and field else None
        key, marks = found
        if isinstance(key, str):
            if field:
                parents.append(field)
            field = key
            if marks.key and marks.key.start <= offset <= marks.key.end:
                return _name(text, marks.key, root, (parents, field), translates=translates)


def _holds(marks: Marks, offset: int) -> bool:
    start = marks.key.start if marks.key else marks.value.start
    return start <= offset <= max(marks.value.end, marks.key.end if marks.key else 0)


def _name(text: str, span: Span, root: type[Part], at: tuple[list[str], str], *, translates: bool) -> Spot | None:
    parents, field = at
    place = inside_at(root, tuple(parents), translates=translates)
    if place is None:
        return None
    one = refers(place.kind, place.mapping) if place.mapping else None
    return Spot(span, text[span.start : span.end], place, field, is_name=True, sections=one.sections if one else None)


def _value(text: str, marks: Marks, root: type[Part], at: tuple[list[str], str], *, translates: bool) -> Spot | None:
    parents, field = at
    place = inside_at(root, tuple(parents), translates=translates)
    if place is None:
        return None
    span = marks.value
    if text[span.start : span.start + 1] in ("'", '"') and span.end - span.start > 1:
        span = Span(span.start + 1, span.end - 1)
    one = refers(place.kind, field) if not place.mapping and not place.translates else None
    own = place.mapping or field
    return Spot(span, text[span.start : span.end], place, own, sections=one.sections if one else None)
