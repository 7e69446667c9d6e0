"""Descriptions of record fields for editors, and which fields have translatable words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from generator.model.dates import Edtf
from generator.model.records import BY_SECTION
from generator.model.records.walking import ModelField, fields_of

if TYPE_CHECKING:
    from generator.model.records.base import Keys, Part

AS_PRINTED: Final = frozenset({"quote", "prefix", "suffix", "words"})
"""Fields that quote a source, which are never translated."""


_OF_TYPE: Final[Mapping[object, str]] = {
    (Edtf, "one"): "a date, as 2025-06-13, 2025-06 or 2025",
    (int, "one"): "a number",
    (Decimal, "one"): "a number",
    (float, "pair"): "[low, high], two numbers",
}
"""What fields of a type accept, one value or a pair."""


@cache
def wordings(kind: type[Part]) -> Mapping[str, ModelField]:
    """Return the fields of a part with translatable words, by the name that editors write."""
    fields = {key: field for key, field in fields_of(kind).items() if field.name not in AS_PRINTED}
    return {key: one for key, one in fields.items() if (wordings(one.part) if one.part is not None else one.is_text or one.is_voice)}


def one_by_one(translation: object) -> tuple[object, ...]:
    """Return a translation as a tuple, whether it is a list or a single value."""
    return tuple(translation) if isinstance(translation, list | tuple) else (translation,)


def translated_texts(part: Part, translations: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Keys, str, ModelField]]:
    """Yield every text in the translations of a part, with its path in the record and the field that it translates."""
    for tag, texts in translations.items():
        yield from _translations_of(type(part), texts, ("translations", tag))


def _translations_of(kind: type[Part], texts: Mapping[str, object], keys: Keys) -> Iterator[tuple[Keys, str, ModelField]]:
    fields = wordings(kind)
    for name, translation in texts.items():
        field = fields.get(name)
        for index, value in enumerate(one_by_one(translation)) if field else ():
            here = (*keys, name, index) if isinstance(translation, list | tuple) else (*keys, name)
            if field and field.part and isinstance(value, Mapping):
                yield from _translations_of(field.part, value, here)
            elif field and isinstance(value, str):
                yield here, value, field


def is_translatable(part: Part, name: str) -> bool:
    """Return whether the text of a field is the editors' own, rather than a fixed word with a meaning for the program."""
    return getattr(part, name) not in part.fixed_words


def what_it_takes(field: ModelField) -> str:
    """Return what a field accepts, to follow its name, or an empty string for plain text."""
    words = ", ".join(field.choices)
    if field.holds == "lines":
        return f"'id: value' lines with one of {words}" if words else ""
    if words:
        return f"one of {words}"
    if field.refers is not None:
        sections = " or ".join(BY_SECTION[section].with_article() for section in field.refers.sections) or "another record"
        return f"the id of {sections}" + (", or free text" if field.refers.words else "")
    if field.part is not None:
        names = [inner.key for inner in fields_of(field.part).values() if inner.is_needed]
        return "with lines for " + ", ".join(f"'{name}'" for name in names) if names else ""
    if field.key in ("issue", "issues"):
        return "an issue of the scale, or one under 'issues' of publication.yml"
    return _OF_TYPE.get((field.takes, field.holds), "")
