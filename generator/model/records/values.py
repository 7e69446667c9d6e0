"""Field types and validators: text, dates, numbers, words of a scale, ids, one or many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Final, LiteralString

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from generator.language import standard_tag, tags_like
from generator.model.dates import BadDate, Edtf, parse_edtf
from generator.text import UNSEEN, as_seen

if TYPE_CHECKING:
    from generator.model.vocabularies import Scale

ID_PATTERN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
ID_LENGTH: Final = 80
NUMBER_PATTERN: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def is_id(text: str) -> bool:
    """Return whether text has the form of a record id: lower-case ASCII words joined by hyphens, at most 80 characters."""
    return len(text) <= ID_LENGTH and ID_PATTERN.fullmatch(text) is not None


def as_id(text: str) -> str:
    """Return a name as an id: its letters and digits in ASCII, joined by hyphens, or an empty string if there are none."""
    plain = unicodedata.normalize("NFKD", as_seen(text)).lower()
    words = "".join(c if c.isascii() and c.isalnum() else "" if unicodedata.combining(c) or c == "'" else " " for c in plain).split()
    return "-".join(words)[:ID_LENGTH].strip("-")


def refusal(kind: LiteralString, message: LiteralString, *, hint: str = "", **values: Any) -> PydanticCustomError:  # noqa: ANN401 - what the message names
    """Return the error for a validator to raise, with placeholders of the message filled from `values`, and a hint for the fix."""
    return PydanticCustomError(kind, message, {**values, "hint": hint})


def _edtf(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise refusal("not_text", "expected a date, not {what}", what=_type_name(value))
    try:
        return parse_edtf(value)
    except BadDate as problem:
        raise PydanticCustomError(problem.rule.replace("-", "_"), "{message}", {"message": str(problem), "hint": problem.hint}) from problem


def _type_name(value: object) -> str:
    return {dict: "a mapping", list: "a list", tuple: "a list", NoneType: "nothing"}.get(type(value), "a mapping")


@dataclass(frozen=True, slots=True)
class InScale:
    """Validates a word against a scale and normalizes its spelling."""

    scale: Scale
    """The scale of the word."""

    def __call__(self, value: object) -> str:
        """Return the id of a word in the scale. Raise PydanticCustomError for any other value."""
        if not isinstance(value, str):
            raise refusal("not_text", "expected one word, not {what}", what=_type_name(value))
        term = self.scale.find(value)
        if term is None:
            terms = self.scale.terms
            choices = [*terms, *(other for term in terms.values() for other in term.also)]
            raise refusal("not_in_scale", "'{value}' is not one of {options}", value=value, options=", ".join(terms), choices=choices)
        return term.id


def one_of(scale: Scale) -> PlainValidator:
    """Return the validator of a field that takes one word of a scale."""
    return PlainValidator(InScale(scale))


_GROUPED_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,3}(?:(?P<mark>[ ,._']|'')[0-9]{3})(?:(?P=mark)[0-9]{3})*(?:[.,][0-9]+)?", re.ASCII)
_MAGNITUDES: Final = {
    word: power
    for power, words in ((0, "km"), (3, "k thousand"), (6, "m mn million"), (9, "b bn billion"), (12, "tn trillion"))
    for word in words.split()
}
_NUMBER_WITH_WORD: Final = re.compile(r"(?P<before>[^0-9+-]*)(?P<number>[-+]?[0-9]+(?:[.,][0-9]+)?)\s*(?P<word>[^0-9\s]*)", re.ASCII)


def _language(value: str) -> str:
    tag = standard_tag(value)
    if tag is None:
        like = tags_like(value)
        hint = f"did you mean {' or '.join(map(repr, like))}?" if like else "write a tag from the IANA registry: 'en', 'fa', 'zh-Hans'"
        raise refusal("unknown_language", "'{value}' is not a language tag", value=value, hint=hint)
    return tag


def _number(value: object) -> object:
    if isinstance(value, str) and not NUMBER_PATTERN.fullmatch(value):
        hint = f"write {digits}" if (digits := _plain_number(as_seen(value))) else "write only digits, without separators: 1500000"
        raise refusal("not_a_number", "expected a number, not '{value}'", value=value, hint=hint)
    return value


def _plain_number(text: str) -> str:
    """Return the plain number meant by one with separators, a word of magnitude or a currency sign, or an empty string."""
    if grouped := _GROUPED_NUMBER.fullmatch(text):
        whole, _, rest = text.partition("." if grouped["mark"] == "," else ",")
        whole = re.sub(r"[ ,._']", "", whole)
        return f"{whole}.{rest}" if rest else whole
    match = _NUMBER_WITH_WORD.fullmatch(text)
    if match is None:
        return ""
    number, word = match["number"].replace(",", "."), match["word"].lower().rstrip(".")
    if word in _MAGNITUDES:
        return f"{Decimal(number).scaleb(_MAGNITUDES[word]):f}"
    return number if not word.isalpha() else ""


PlainNumber = BeforeValidator(_number)
"""Accepts a number in ASCII digits, without separators or exponents."""
Many = BeforeValidator(lambda value: (value,) if isinstance(value, str | Mapping) else value)
"""Accepts a single value in place of a list of one."""
AtLeastOne = Field(min_length=1)
"""Requires at least one value in a list."""


def _visible(value: str) -> str:
    if not UNSEEN.sub("", value).strip():
        raise refusal("unseen", "the text has only invisible characters", hint="rewrite it, or remove the line")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_visible)]
"""Plain text, shown exactly as written."""
Translation = Mapping[str, object]
"""A translation, in the shape of what it translates: texts by field, lists of them, and parts."""
LanguageTag = Annotated[str, Field(max_length=60), AfterValidator(_language)]
"""A language as a BCP 47 tag of the IANA registry: 'en', 'fa', 'zh-Hans'."""
When = Annotated[Edtf, PlainValidator(_edtf)]
"""A date as EDTF: '2025', '2025-06', '2025-06-13', '2025-06-13?', '2025-06-13/2025-06-24', '2025-06~', ..."""


@dataclass(frozen=True, slots=True)
class HasCome:
    """Marks the date of something that has happened, which cannot be in the future."""


Happened = Annotated[Edtf, PlainValidator(_edtf), HasCome()]
"""The date of something that has happened, as EDTF."""


@dataclass(frozen=True, slots=True)
class IsProse:
    """Marks text in which '[words](claim:id)' refers to a record; everything else is shown as written."""


Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_visible), IsProse()]
"""Text with inline references to records, written as ordinary Markdown links with the section as scheme."""
