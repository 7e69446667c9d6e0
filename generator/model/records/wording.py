"""Which fields of a record hold words that editors write for readers, and so can be translated: one rule for all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from generator.model.records.walking import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.records.base import Keys, Part
    from generator.model.records.walking import ModelField

AS_PRINTED: Final = frozenset({"quote", "prefix", "suffix", "words"})
"""Fields with the words of a source, which stay in its language."""


@cache
def wordings(kind: type[Part]) -> Mapping[str, ModelField]:
    """Return the fields of a part with words that can be translated, by the name under which editors write them."""
    return {key: field for key, field in fields_of(kind).items() if field.name not in AS_PRINTED and _has_words(field)}


def _has_words(field: ModelField) -> bool:
    return bool(wordings(field.part)) if field.part is not None else field.is_text or field.is_voice


def one_by_one(translation: object) -> tuple[object, ...]:
    """Return a translation as the list for which one value may stand."""
    return tuple(translation) if isinstance(translation, list | tuple) else (translation,)


def translated_prose(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str]]:
    """Yield every translated text that may hold inline references, with the path at which it stands in the record."""
    yield from ((keys, text) for keys, text, one in _translated(part, translations) if one.is_prose)


def translated_voices(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str]]:
    """Yield every word of a translation in whose place an id may stand, with the path at which it stands in the record."""
    yield from ((keys, text) for keys, text, one in _translated(part, translations) if one.is_voice)


def _translated(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str, ModelField]]:
    for tag, texts in translations.items():
        yield from _translations_of(type(part), texts, ("translations", tag))


def _translations_of(kind: type[Part], texts: Mapping[str, object], keys: Keys) -> Iterator[tuple[Keys, str, ModelField]]:
    fields = wordings(kind)
    for name, translation in texts.items():
        one = fields.get(name)
        for index, value in enumerate(one_by_one(translation)) if one else ():
            here = (*keys, name, index) if isinstance(translation, list | tuple) else (*keys, name)
            if one and one.part and isinstance(value, Mapping):
                yield from _translations_of(one.part, value, here)
            elif one and isinstance(value, str):
                yield here, value, one


def is_translatable(part: Part, name: str) -> bool:
    """Tell whether the words of a field are an editor's own: not where they are a word with a meaning for the program."""
    return getattr(part, name) not in part.fixed_words
