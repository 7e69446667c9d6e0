"""Introspection of record models: the only module that inspects their annotations.

`fields_of` describes the fields of a model, `walk` yields selected values of a record and its nested parts.
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
"""One value; a list; a tuple of fixed length; a mapping, written as lines 'name: value'."""


@dataclass(frozen=True)
class ModelField:
    """A field of a model, with its annotation resolved."""

    name: str
    """The name of the field in the model."""
    key: str
    """The name of the field as editors write it."""
    holds: Holds
    """How many values it holds."""
    takes: object
    """The type of each value: a part, text, a date, a number, a Literal."""
    marks: tuple[object, ...]
    """The Annotated metadata of each value."""
    around: tuple[object, ...]
    """The metadata of the list or mapping; for a single value, the same as `marks`."""
    key_marks: tuple[object, ...]
    """The metadata of the keys of a mapping."""
    is_needed: bool
    """Whether the field is required."""
    is_optional: bool
    """Whether a value may be None in a validated model."""

    def mark(self, kind: type[Mark]) -> Mark | None:
        """Return the first metadata of a type on each value, or None."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)

    @cached_property
    def is_list(self) -> bool:
        """Whether it holds a list of any length."""
        return self.holds == "list"

    @cached_property
    def part(self) -> type[Part] | None:
        """The part that it holds, alone or in a list, or None."""
        return self.takes if isinstance(self.takes, type) and issubclass(self.takes, Part) else None

    @cached_property
    def refers(self) -> RefersTo | None:
        """The reference that its values or mapping keys are, or None."""
        return next((mark for mark in (*self.marks, *self.key_marks) if isinstance(mark, RefersTo)), None)

    @cached_property
    def scale(self) -> Scale | None:
        """The scale of its words, or None."""
        validators = (mark.func for mark in self.marks if isinstance(mark, PlainValidator))
        return next((validator.scale for validator in validators if isinstance(validator, InScale)), None)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The only words that it accepts, or () if it accepts any."""
        if self.scale is not None:
            return tuple(self.scale.terms)
        if get_origin(self.takes) is Literal:
            return tuple(map(str, get_args(self.takes)))
        return ("true", "false") if self.takes is bool else ()

    @cached_property
    def is_prose(self) -> bool:
        """Whether its texts may contain inline references."""
        return self.mark(IsProse) is not None

    @cached_property
    def is_text(self) -> bool:
        """Whether it holds free text: no date, id or word of a list."""
        return self.mark(StringConstraints) is not None

    @cached_property
    def is_voice(self) -> bool:
        """Whether it accepts an id or words."""
        return not self.is_text and (refers := self.mark(RefersTo)) is not None and refers.words

    def values(self, value: object, keys: Keys) -> Iterator[tuple[Keys, object]]:
        """Yield each value of the field, with its path; a single value in place of a list has the path of the field."""
        if self.holds == "lines":
            yield from (((*keys, key), item) for key, item in value.items()) if isinstance(value, Mapping) else ()
        elif self.holds != "one" and isinstance(value, tuple | list):
            yield from (((*keys, index), item) for index, item in enumerate(value))
        else:
            yield keys, value


@cache
def fields_of(kind: type[Part]) -> Mapping[str, ModelField]:
    """Return the fields of a model in order, by the names that editors write.

    Raise TypeError for an unsupported annotation.
    """
    return {(info.alias or name): _field(name, info) for name, info in kind.model_fields.items()}


def field_of(kind: type[Part], key: str) -> ModelField | None:
    """Return a field by the name that editors write, or None if there is none."""
    return fields_of(kind).get(key)


def parts_in(kinds: Iterable[type[Part]]) -> list[type[Part]]:
    """Return the part types nested in models, each once, outermost first."""
    nested: dict[type[Part], None] = {}
    for kind in kinds:
        parts = [field.part for field in fields_of(kind).values() if field.part is not None]
        nested |= dict.fromkeys([*parts, *parts_in(parts)])
    return list(nested)


def _field(name: str, info: FieldInfo) -> ModelField:
    bare, around, is_optional = _unwrapped(info.annotation, tuple(info.metadata))
    origin, inside = get_origin(bare), get_args(bare)
    holds: Holds = "lines" if origin is Mapping else "one" if origin is not tuple else "list" if Ellipsis in inside else "pair"
    takes, marks = bare, around
    key_marks: tuple[object, ...] = ()
    if holds == "lines":
        key_marks = _unwrapped(inside[0])[1]
        takes, marks, _ = _unwrapped(inside[1])
    elif holds != "one":
        takes, marks, _ = _unwrapped(inside[0])
    if get_origin(takes) not in (None, Literal, Mapping):
        raise TypeError(f"'{name}' is annotated as {info.annotation}: a field holds one value, a tuple or a Mapping of values")
    return ModelField(name, info.alias or name, holds, takes, marks, around, key_marks, info.is_required(), is_optional)


def _unwrapped(annotation: object, marks: tuple[object, ...] = ()) -> tuple[object, tuple[object, ...], bool]:
    """Return an annotation without metadata and None, the metadata from the inside out, and whether None was allowed."""
    if get_origin(annotation) is Annotated:
        inside, *own = get_args(annotation)
        return _unwrapped(inside, (*own, *marks))
    others = [option for option in get_args(annotation) if option is not NoneType]
    if get_origin(annotation) in (Union, UnionType) and len(others) == 1:
        return (*_unwrapped(others[0], marks)[:2], True)
    return annotation, marks, False


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value in a record."""

    keys: Keys
    """The path of the value."""
    value: object
    """The value; for a list, one of its items."""
    field: ModelField
    """The field of the value."""
    part: Part | Mapping[str, object]
    """The part that has the field."""


Wanted = Callable[[ModelField], bool]
"""Selects fields to walk. It has to be a module-level function, since results are cached by it."""


def walk(part: Part | Mapping[str, object], wanted: Wanted, kind: type[Part] | None = None, keys: Keys = ()) -> Iterator[FieldValue]:
    """Yield the wanted values of a part and its nested parts, in field order; a part comes before its own values.

    For unvalidated values, given with the model `kind`, values of the wrong type are yielded too. Paths begin with `keys`.
    """
    for field, is_wanted in _fields_to_walk(kind or cast("type[Part]", type(part)), wanted):
        value = getattr(part, field.name) if isinstance(part, Part) else part.get(field.key)
        if value is None:
            continue
        for path, item in field.values(value, (*keys, field.key)):
            if is_wanted:
                yield FieldValue(path, item, field, part)
            if field.part is not None and isinstance(item, Part | Mapping):
                yield from walk(item, wanted, field.part, path)


@cache
def _fields_to_walk(kind: type[Part], wanted: Wanted) -> tuple[tuple[ModelField, bool], ...]:
    """Return the fields that are wanted or lead to wanted ones in nested parts, each with whether it is wanted itself."""
    fields = ((field, wanted(field)) for field in fields_of(kind).values())
    return tuple((field, is_wanted) for field, is_wanted in fields if is_wanted or (field.part and _fields_to_walk(field.part, wanted)))


def has_text(field: ModelField) -> bool:
    """Return whether the values of a field are strings of any kind: words, ids, URLs."""
    return field.takes is str


def has_dates(field: ModelField) -> bool:
    """Return whether the values of a field are dates."""
    return field.takes is Edtf


def has_parts(field: ModelField) -> bool:
    """Return whether the values of a field are parts."""
    return field.part is not None


_IS_PROSE: Final[Wanted] = attrgetter("is_prose")
_REFERS: Final[Wanted] = attrgetter("refers")


def texts_in(part: Part) -> Iterator[tuple[FieldValue, str]]:
    """Yield every string in a part: words, ids, URLs."""
    yield from ((found, found.value) for found in walk(part, has_text) if isinstance(found.value, str))


def dates_in(part: Part) -> Iterator[tuple[FieldValue, Edtf]]:
    """Yield every date in a part."""
    yield from ((found, found.value) for found in walk(part, has_dates) if isinstance(found.value, Edtf))


def prose_in(part: Part | Mapping[str, object], kind: type[Part] | None = None) -> Iterator[tuple[Keys, str]]:
    """Yield every text that may contain inline references, with its path, from a part or from unvalidated values of a `kind`."""
    yield from ((found.keys, found.value) for found in walk(part, _IS_PROSE, kind) if isinstance(found.value, str))


def references_in(part: Part | Mapping[str, object], kind: type[Part] | None = None) -> Iterator[Reference]:
    """Yield every reference in the fields of a part, in field order.

    In unvalidated values of a `kind`, values of the wrong type are skipped.
    """
    for found in walk(part, _REFERS, kind):
        field, is_key = found.field, bool(found.field.key_marks)
        value = found.keys[-1] if is_key else found.value
        if field.refers is not None and isinstance(value, str):
            yield Reference(field.refers, value, found.keys, is_key=is_key, takes_list=field.is_list)
