"""Which fields of a record hold words that editors write for readers, and so can be translated: one rule for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Final, Union, get_args, get_origin

from pydantic import StringConstraints

from generator.records.base import Part, RefersTo
from generator.records.values import IsProse

if TYPE_CHECKING:
    from collections.abc import Iterator

    Keys = tuple[str | int, ...]

AS_PRINTED: Final = frozenset({"quote", "prefix", "suffix", "words"})
"""Fields with the words of a source, which stay in its language."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A field whose words can be translated."""

    name: str
    """The field, as the model calls it."""
    is_list: bool
    """Whether it holds several."""
    kind: type[Part] | None = None
    """The part in which the words stand, or each of several parts."""
    by_name: bool = False
    """Whether it holds texts by name."""
    is_prose: bool = False
    """Whether the words may refer to records."""
    is_voice: bool = False
    """Whether an id may stand in the place of words; it is never translated."""


@cache
def wordings(kind: type[Part]) -> Mapping[str, Wording]:
    """Return the fields of a part with words that can be translated, by the name under which editors write them."""
    found = {}
    for name, field in kind.model_fields.items():
        annotation: object = field.annotation
        for mark in field.metadata:
            annotation = Annotated[annotation, mark]
        one = None if name in AS_PRINTED else _wording(name, annotation)
        if one is not None:
            found[field.alias or name] = one
    return found


def _wording(name: str, annotation: object) -> Wording | None:
    marks, is_list = _marks(annotation), _is_list(annotation)
    refers = [mark for mark in marks if isinstance(mark, RefersTo)]
    part = _part(annotation)
    if part is not None:
        return Wording(name, is_list, part) if wordings(part) else None
    if any(isinstance(mark, StringConstraints) for mark in marks):
        return Wording(name, is_list, by_name=_is_mapping(annotation), is_prose=any(isinstance(mark, IsProse) for mark in marks))
    return Wording(name, is_list, is_voice=True) if refers and refers[0].words else None


def _inside(annotation: object) -> tuple[object, ...]:
    """Return what a list, a choice or an annotation is made of, and the values of a mapping."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, UnionType, tuple):
        return arguments
    return arguments[1:] if origin is Mapping else ()


def _marks(annotation: object) -> list[object]:
    own = [*getattr(annotation, "__metadata__", ())]
    return own + [mark for argument in _inside(annotation) for mark in _marks(argument)]


def _part(annotation: object) -> type[Part] | None:
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, Part):
        return annotation
    return next((part for argument in _inside(annotation) if (part := _part(argument)) is not None), None)


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is tuple or (get_origin(annotation) is Annotated and _is_list(get_args(annotation)[0]))


def _is_mapping(annotation: object) -> bool:
    return get_origin(annotation) is Mapping or any(_is_mapping(argument) for argument in _inside(annotation))


def one_by_one(said: object) -> tuple[object, ...]:
    """Return a translation as the list for which one value may stand."""
    return tuple(said) if isinstance(said, list | tuple) else (said,)


def translated_prose(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str]]:
    """Yield every translated text that may hold inline references, with the path at which it stands in the record."""
    yield from ((keys, text) for keys, text, one in _translated(part, translations) if one.is_prose)


def translated_voices(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str]]:
    """Yield every word of a translation in whose place an id may stand, with the path at which it stands in the record."""
    yield from ((keys, text) for keys, text, one in _translated(part, translations) if one.is_voice)


def _translated(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str, Wording]]:
    for tag, texts in translations.items():
        yield from _said(type(part), texts, ("translations", tag))


def _said(kind: type[Part], texts: Mapping[str, object], keys: Keys) -> Iterator[tuple[Keys, str, Wording]]:
    fields = wordings(kind)
    for name, said in texts.items():
        one = fields.get(name)
        for index, value in enumerate(one_by_one(said)) if one else ():
            here = (*keys, name, index) if isinstance(said, list | tuple) else (*keys, name)
            if one and one.kind and isinstance(value, Mapping):
                yield from _said(one.kind, value, here)
            elif one and isinstance(value, str):
                yield here, value, one


def is_translatable(part: Part, name: str) -> bool:
    """Tell whether the words of a field are an editor's own: not where they are a word with a meaning for the program."""
    return getattr(part, name) not in part.fixed_words
