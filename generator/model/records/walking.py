"""The fields of records, and the values in them: the one place that takes a model's annotations apart.

'fields_of' tells what each field of a model takes, 'walk' yields the values of a record, and of the parts in it, that are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import PlainValidator, StringConstraints

from generator.model.dates import Edtf
from generator.model.records.base import Keys, Part, Reference, RefersTo
from generator.model.records.values import InScale, IsProse

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from generator.model.vocabularies import Scale

Mark = TypeVar("Mark")
Holds = Literal["one", "list", "pair", "lines"]
"""One value; a list of them; exactly as many as are named; lines 'name: value'."""


@dataclass(frozen=True)
class ModelField:
    """A field of a model, its annotation taken apart."""

    name: str
    """The field, as the model calls it."""
    key: str
    """The field, as editors write it."""
    holds: Holds
    """How many values stand in it."""
    takes: object
    """The type of each value in it: a part, text, a date, a number, a Literal."""
    marks: tuple[object, ...]
    """What is said of each value."""
    around: tuple[object, ...]
    """What is said of the list, or of all lines; of one value, what is said of that."""
    key_marks: tuple[object, ...]
    """What is said of the names of lines."""
    is_needed: bool
    """Whether an editor has to write it."""
    is_optional: bool
    """Whether nothing may stand in the place of a value, in a model that has been read."""

    def mark(self, kind: type[Mark]) -> Mark | None:
        """Return what is said of each value by a mark of a kind; nothing where there is none."""
        return next((one for one in self.marks if isinstance(one, kind)), None)

    @cached_property
    def is_list(self) -> bool:
        """Whether it holds as many values as one likes."""
        return self.holds == "list"

    @cached_property
    def part(self) -> type[Part] | None:
        """The part that it holds, alone or in a list; nothing where it holds none."""
        return self.takes if isinstance(self.takes, type) and issubclass(self.takes, Part) else None

    @cached_property
    def refers(self) -> RefersTo | None:
        """To which records its values refer, or the names of its lines; nothing where they refer to none."""
        return next((one for one in (*self.marks, *self.key_marks) if isinstance(one, RefersTo)), None)

    @cached_property
    def scale(self) -> Scale | None:
        """The scale from which its words are; nothing where they are from none."""
        found = (one.func for one in self.marks if isinstance(one, PlainValidator))
        return next((one.scale for one in found if isinstance(one, InScale)), None)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The words that it takes, where it takes no others."""
        if self.scale is not None:
            return tuple(self.scale.terms)
        if get_origin(self.takes) is Literal:
            return tuple(map(str, get_args(self.takes)))
        return ("true", "false") if self.takes is bool else ()

    @cached_property
    def is_prose(self) -> bool:
        """Whether its texts may hold inline references."""
        return self.mark(IsProse) is not None

    @cached_property
    def is_text(self) -> bool:
        """Whether it holds text of an editor's own: no date, no id, no word of a list."""
        return self.mark(StringConstraints) is not None

    @cached_property
    def is_voice(self) -> bool:
        """Whether an id may stand in the place of words."""
        return not self.is_text and (refers := self.mark(RefersTo)) is not None and refers.words

    def values(self, value: object, keys: Keys) -> Iterator[tuple[Keys, object]]:
        """Yield each value in what the field has, with its path; one that stands for a list of one has that of the field."""
        if self.holds == "lines":
            yield from (((*keys, key), one) for key, one in value.items()) if isinstance(value, Mapping) else ()
        elif self.holds != "one" and isinstance(value, tuple | list):
            yield from (((*keys, index), one) for index, one in enumerate(value))
        else:
            yield keys, value


@cache
def fields_of(kind: type[Part]) -> Mapping[str, ModelField]:
    """Return the fields of a model by the names under which editors write them, in its order.

    Raises TypeError for an annotation of a form that nothing here reads.
    """
    return {(info.alias or name): _field(name, info) for name, info in kind.model_fields.items()}


def field_of(kind: type[Part], key: str) -> ModelField | None:
    """Return a field, by the name under which editors write it; nothing where there is none."""
    return fields_of(kind).get(key)


def parts_in(kinds: Iterable[type[Part]]) -> list[type[Part]]:
    """Return the parts that stand in models, each once, from the outermost."""
    found: dict[type[Part], None] = {}
    for kind in kinds:
        parts = [field.part for field in fields_of(kind).values() if field.part is not None]
        found |= dict.fromkeys([*parts, *parts_in(parts)])
    return list(found)


def _field(name: str, info: FieldInfo) -> ModelField:
    bare, around, is_optional = _bare(info.annotation, tuple(info.metadata))
    origin, inside = get_origin(bare), get_args(bare)
    holds: Holds = "lines" if origin is Mapping else "one" if origin is not tuple else "list" if Ellipsis in inside else "pair"
    takes, marks = bare, around
    key_marks: tuple[object, ...] = ()
    if holds == "lines":
        key_marks = _bare(inside[0])[1]
        takes, marks, _ = _bare(inside[1])
    elif holds != "one":
        takes, marks, _ = _bare(inside[0])
    if get_origin(takes) not in (None, Literal, Mapping):
        raise TypeError(f"'{name}' is annotated as {info.annotation}: a field holds one value, a tuple or a Mapping of values")
    return ModelField(name, info.alias or name, holds, takes, marks, around, key_marks, info.is_required(), is_optional)


def _bare(annotation: object, marks: tuple[object, ...] = ()) -> tuple[object, tuple[object, ...], bool]:
    """Return an annotation without its marks and without None, those marks from the inside out, and whether None was in it."""
    if get_origin(annotation) is Annotated:
        inside, *own = get_args(annotation)
        return _bare(inside, (*own, *marks))
    others = [one for one in get_args(annotation) if one is not NoneType]
    if get_origin(annotation) in (Union, UnionType) and len(others) == 1:
        return (*_bare(others[0], marks)[:2], True)
    return annotation, marks, False


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value in a record."""

    keys: Keys
    """Its path."""
    value: object
    """The value as it stands there; of a list, one of its values."""
    field: ModelField
    """The field in which it stands."""
    part: Part | Mapping[str, object]
    """The part whose field that is."""


Wanted = Callable[[ModelField], bool]
"""Tells of which fields values are wanted. A function of a module, since what it leads to is remembered."""


def walk(part: Part | Mapping[str, object], wanted: Wanted, kind: type[Part] | None = None, keys: Keys = ()) -> Iterator[FieldValue]:
    """Yield the wanted values of a part and of the parts in it, in the order of the fields; a part comes before what is in it.

    Of what an editor wrote in the place of a part, whose model is then given, values of another form than their field takes come too.
    Paths begin with that of the part, if one is given.
    """
    for field, is_wanted in _leading(kind or cast("type[Part]", type(part)), wanted):
        value = getattr(part, field.name) if isinstance(part, Part) else part.get(field.key)
        if value is None:
            continue
        for there, one in field.values(value, (*keys, field.key)):
            if is_wanted:
                yield FieldValue(there, one, field, part)
            if field.part is not None and isinstance(one, Part | Mapping):
                yield from walk(one, wanted, field.part, there)


@cache
def _leading(kind: type[Part], wanted: Wanted) -> tuple[tuple[ModelField, bool], ...]:
    """Return the fields that are wanted, and those with parts in which some are, each with whether it is wanted itself."""
    found = ((field, wanted(field)) for field in fields_of(kind).values())
    return tuple((field, is_wanted) for field, is_wanted in found if is_wanted or (field.part and _leading(field.part, wanted)))


def has_text(field: ModelField) -> bool:
    """Tell whether the values of a field are text of any kind: words, ids, addresses."""
    return field.takes is str


def has_dates(field: ModelField) -> bool:
    """Tell whether the values of a field are dates."""
    return field.takes is Edtf


def has_parts(field: ModelField) -> bool:
    """Tell whether the values of a field are parts."""
    return field.part is not None


_PROSE: Final[Wanted] = attrgetter("is_prose")
_REFERRING: Final[Wanted] = attrgetter("refers")


def texts_in(part: Part) -> Iterator[tuple[FieldValue, str]]:
    """Yield every text in a part: words, ids, addresses."""
    yield from ((found, found.value) for found in walk(part, has_text) if isinstance(found.value, str))


def dates_in(part: Part) -> Iterator[tuple[FieldValue, Edtf]]:
    """Yield every date in a part."""
    yield from ((found, found.value) for found in walk(part, has_dates) if isinstance(found.value, Edtf))


def prose_in(part: Part | Mapping[str, object], kind: type[Part] | None = None) -> Iterator[tuple[Keys, str]]:
    """Yield every text that may hold inline references, with the path of its field: of a part, or of what is written for one of a kind."""
    yield from ((found.keys, found.value) for found in walk(part, _PROSE, kind) if isinstance(found.value, str))


def references_in(part: Part | Mapping[str, object], kind: type[Part] | None = None) -> Iterator[Reference]:
    """Yield every reference that the fields of a part declare, in the order of the fields.

    Of what an editor wrote for a part of a kind, values that are not of the form that their field takes are passed over.
    """
    for found in walk(part, _REFERRING, kind):
        field, is_key = found.field, bool(found.field.key_marks)
        value = found.keys[-1] if is_key else found.value
        if field.refers is not None and isinstance(value, str):
            yield Reference(field.refers, value, found.keys, is_key=is_key, takes_list=field.is_list)
