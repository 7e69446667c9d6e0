"""What stands at a place of a file, by the models of records: a name of a field, a word, the id of a record; and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.analysis import published
from generator.editing.describing import described, meanings, scale_of
from generator.editing.live.cursor import Cursor, LinkCursor, cursor_at, fields_of, link_at
from generator.model import ACTOR_OPTIONS, PLACE_OPTION, SCHEMES, Actor, Corpus, Part, Place, Record, field_of
from generator.text import CHART, Span, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

TRANSLATIONS: Final = "translations"
_LONGEST: Final = 200


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
    if place is None:
        return ""
    if spot.is_name and not place.mapping:
        return _field(place.kind, spot.field)
    words, scale = meanings(place.kind, spot.field, corpus.publication), scale_of(place.kind, spot.field)
    term = scale.find(spot.text) if scale else None
    word = term.id if term else spot.text
    if not words.get(word):
        return ""
    return f"`{word}` {words[word]}" + (f"\n\n*{scale.english_title}.* {scale.english_note}" if scale else "")


def _field(kind: type[Part], name: str) -> str:
    one = next((one for one in described(kind) if one.name == name), None)
    if one is None:
        return ""
    takes = f"\n\nIt takes {'one or more: ' if one.field.is_list else ''}{one.takes}." if one.takes else ""
    return f"`{one.name}`{' (needed)' if one.field.is_needed else ''}: {one.means}{takes}"


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
