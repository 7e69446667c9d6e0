"""What the words of fields mean that are no scale, and how acts are coded: for the manual, for schemas, and while one types."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.tables import table
from generator.model import ISSUES, Part, Publication, Scale, Term, field_of

if TYPE_CHECKING:
    from collections.abc import Mapping


_WORDS: Final = Path(__file__).with_name("words.yml")
_CODING: Final = Path(__file__).with_name("coding.yml")


class Coding(NamedTuple):
    """How something that happened is written as an act."""

    what: str
    type: str
    form: str
    direction: str = ""
    """The direction of its own that it has; nothing where it is that of its type."""
    note: str = ""


def all_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the meaning of each word, by the name of the model, the field and the word."""
    return table(_WORDS)


def words_of(kind: type[Part], field: str) -> Mapping[str, str]:
    """Return the meaning of each word that a field takes and that is of no scale; nothing for other fields."""
    for model in kind.__mro__:
        if field in (found := all_words().get(model.__name__, {})):
            return found[field]
    return {}


def scale_of(kind: type[Part], field: str) -> Scale | None:
    """Return the scale from which a field takes its words; nothing where it takes none, or words of its own."""
    found = field_of(kind, field)
    return ISSUES if field in ("issue", "issues") else found.scale if found else None


def told_of(term: Term) -> str:
    """Return what a word of a scale means, as Markdown, with what readers see in its place where that is another word."""
    return term.english_means if term.english_label == term.id else f"**{term.english_label}**: {term.english_means}"


def meanings(kind: type[Part], field: str, publication: Publication) -> Mapping[str, str]:
    """Return the words that a field takes, each with its meaning as Markdown, or nothing where the word says it itself."""
    if (scale := scale_of(kind, field)) is not None:
        own = publication.issues if scale is ISSUES else {}
        return {term.id: told_of(term) for term in scale.terms.values()} | {word: f"**{name}**" for word, name in own.items()}
    found = field_of(kind, field)
    return {word: words_of(kind, field).get(word, "") for word in (found.choices if found else ())}


@cache
def codings() -> tuple[Coding, ...]:
    """Return how acts are coded, in the order of the manual."""
    return tuple(Coding(**one) for one in table(_CODING)["acts"])


def marked(text: str) -> str:
    """Return text in which the words that an editor writes, between single quotes, stand as code."""
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"`\1`", text)
