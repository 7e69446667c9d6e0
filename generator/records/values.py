"""How the fields of records take their values: text, dates, numbers, words of a scale, ids, one or many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from generator.dates import BadDate, Edtf, parse_edtf

if TYPE_CHECKING:
    from generator.vocabularies import Scale

ID_PATTERN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
ID_LENGTH: Final = 80
NUMBER_PATTERN: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def is_id(text: str) -> bool:
    """Tell whether text has the form of a record's id: lower-case ASCII words joined by hyphens, at most 80."""
    return len(text) <= ID_LENGTH and ID_PATTERN.fullmatch(text) is not None


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str | Mapping) else value


def _edtf(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "expected a date, not {what}", {"what": _name_of(value)})
    try:
        return parse_edtf(value)
    except BadDate as problem:
        raise PydanticCustomError(problem.rule.replace("-", "_"), "{message}", {"message": str(problem), "hint": problem.hint}) from problem


def _name_of(value: object) -> str:
    return {dict: "a mapping", list: "a list", tuple: "a list", NoneType: "nothing"}.get(type(value), "a mapping")


@dataclass(frozen=True, slots=True)
class InScale:
    """Checks a word against a named scale and gives the scale's own spelling of it."""

    scale: Scale
    """The scale that the word is of."""

    def __call__(self, value: object) -> str:
        """Return the scale's own spelling of a word; raises a PydanticCustomError for any other value."""
        if not isinstance(value, str):
            raise PydanticCustomError("not_text", "expected one word, not {what}", {"what": _name_of(value)})
        term = self.scale.find(value)
        if term is None:
            raise PydanticCustomError(
                "not_in_scale",
                "'{value}' is not one of {options}",
                {
                    "value": value,
                    "options": ", ".join(self.scale.terms),
                    "choices": [*self.scale.terms, *(other for term in self.scale.terms.values() for other in term.also)],
                },
            )
        return term.id


def one_of(scale: Scale) -> PlainValidator:
    """Return the validator of a field that takes one word of a scale."""
    return PlainValidator(InScale(scale))


def _number(value: object) -> object:
    if isinstance(value, str) and not NUMBER_PATTERN.fullmatch(value):
        raise PydanticCustomError(
            "not_a_number", "expected a number, not '{value}'", {"value": value, "hint": "write digits alone, without separators: 1500000"}
        )
    return value


PlainNumber = BeforeValidator(_number)
"""Takes a number in ASCII digits, without separators or exponents."""

Many = BeforeValidator(_one_or_many)
"""Lets an editor write one value where a list of one is meant."""

AtLeastOne = Field(min_length=1)
"""Asks for one value or more where a list is needed."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text, shown exactly as written."""

Translation = Mapping[str, object]
"""What a translation says, in the shape of what it translates: texts by field, lists of them, and parts."""

When = Annotated[Edtf, PlainValidator(_edtf)]
"""A date as EDTF: '2025', '2025-06', '2025-06-13', '2025-06-13?', '2025-06-13/2025-06-24', '2025-06~', ..."""


@dataclass(frozen=True, slots=True)
class HasCome:
    """Marks a date of what has happened, which cannot lie in the future."""


Happened = Annotated[Edtf, PlainValidator(_edtf), HasCome()]
"""The date of what has happened, as EDTF."""


@dataclass(frozen=True, slots=True)
class IsProse:
    """Marks text in which '[words](claim:id)' refers to a record; all else is shown as written."""


Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), IsProse()]
"""Text with inline references to records, written as ordinary Markdown links with the section as scheme."""
