"""What stands at a place of a file: a name of a field, a word, the id of a record, by the models of records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from generator.editing.live.cursor import Cursor, LinkCursor, cursor_at, fields_of, link_at
from generator.model import ACTOR_OPTIONS, PLACE_OPTION, SCHEMES, Actor, Part, Place, field_of
from generator.text import CHART, Span

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
    said, of_lines = text[slice(*span)], bool(inside.mapping)
    refers = not inside.translates and bool(cursor.field) is not of_lines
    return Spot(
        span=span,
        text=said,
        inside=inside,
        field=inside.mapping if cursor.field and of_lines else cursor.field or said,
        is_name=not cursor.field,
        sections=sections_named(inside.kind, inside.mapping or cursor.field) if refers else None,
    )
