"""What a field takes, in an editor's words: the words of its list, the id of a record, a date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args, get_origin

from pydantic import PlainValidator

from generator.dates import Edtf
from generator.records import SECTIONS
from generator.records.base import Part, RefersTo
from generator.records.values import InScale

if TYPE_CHECKING:
    from collections.abc import Iterator

_SINGULAR: Final = {section.section: section.singular for section in SECTIONS}


def field_of(kind: type[Part], name: str) -> object:
    """Return the annotation of a field, by the name under which editors write it; nothing where there is none."""
    for own, field in kind.model_fields.items():
        if (field.alias or own) == name:
            annotation: object = field.annotation
            for mark in field.metadata:
                annotation = Annotated[annotation, mark]
            return annotation
    return None


def part_in(annotation: object) -> type[Part] | None:
    """Return the part that a field holds, alone or in a list; nothing where it holds none."""
    if isinstance(annotation, type) and annotation is not NoneType and get_origin(annotation) is None:
        return annotation if issubclass(annotation, Part) else None
    return next((found for argument in get_args(annotation) if (found := part_in(argument))), None)


def parts_with(kind: type[Part], name: str) -> list[str]:
    """Return the fields of a part that hold parts with a field of that name."""
    found = ((field.alias or own, part_in(field.annotation)) for own, field in kind.model_fields.items())
    return [own for own, part in found if part and field_of(part, name) is not None]


@cache
def choices_of(kind: type[Part], name: str) -> tuple[str, ...]:
    """Return the words that a field takes, where it takes no others."""
    return next((found for one in inside(field_of(kind, name)) if (found := _words(one))), ())


def takes(kind: type[Part], name: str) -> str:
    """Return what a field takes, to follow its name; nothing where that is text."""
    annotation = field_of(kind, name)
    parts = list(inside(annotation))
    if get_origin(bare(annotation)) is Mapping:
        words = choices_of(kind, name)
        return "lines 'id: word' with one of " + ", ".join(words) if words else ""
    if words := choices_of(kind, name):
        return "one of " + ", ".join(words)
    if refers := next((one for one in parts if isinstance(one, RefersTo)), None):
        sections = " or ".join(_article(_SINGULAR[section]) for section in refers.sections) or "another record"
        return f"the id of {sections}" + (", or words" if refers.words else "")
    if part := part_in(annotation):
        names = [field.alias or own for own, field in part.model_fields.items() if field.is_required()]
        return "with lines for " + ", ".join(f"'{one}'" for one in names) if names else ""
    return "a date, as 2025-06-13, 2025-06 or 2025" if any(one is Edtf for one in parts) else ""


def bare(annotation: object) -> object:
    """Return an annotation without its marks."""
    return bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def inside(annotation: object) -> Iterator[object]:
    """Yield an annotation, its marks, and all that it is made of, but not the fields of parts."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            if argument is not NoneType:
                yield from inside(argument)


def _words(one: object) -> tuple[str, ...]:
    if get_origin(one) is Literal:
        return tuple(str(word) for word in get_args(one))
    if isinstance(one, PlainValidator) and isinstance(one.func, InScale):
        return tuple(one.func.scale.terms)
    return ("true", "false") if one is bool else ()


def _article(noun: str) -> str:
    return ("an " if noun[0] in "aeiou" else "a ") + noun
