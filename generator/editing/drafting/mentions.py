"""Where a text names actors: the values that drafting makes of it, and how names are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Actor

BELONGS: Final = "the word for what belongs to it"
"""How a mention is told that is the word for what belongs to a state."""


class Mention(NamedTuple):
    """One place at which an actor is named."""

    span: Span
    key: str
    """The id of the actor on record, or the one proposed for it."""
    how: str
    """By what it was recognised."""


@dataclass(slots=True)
class Named:
    """An actor that a text names."""

    key: str
    name: str
    kind: str = ""
    """What it is, where the text shows that."""
    is_known: bool = False
    mentions: list[Mention] = field(default_factory=list)
    new_names: list[str] = field(default_factory=list)
    """Forms of a known actor's name that are not on record."""
    iso: str = ""
    """The ISO 3166 code of a state."""


class Folded(NamedTuple):
    """A text as names are compared in it, with the way back."""

    text: str
    starts: list[int]


def folded(text: str) -> Folded:
    """Return a text folded letter by letter; spaces are one space, 's' and 'z' the same."""
    parts: list[str] = []
    starts: list[int] = []
    for at, sign in enumerate(text):
        one = " " if sign.isspace() else _fold(sign)
        if one == " " and parts and parts[-1] == " ":
            continue
        parts += one
        starts += [at] * len(one)
    return Folded("".join(parts), [*starts, len(text)])


@cache
def _fold(sign: str) -> str:
    return fold(sign).replace("z", "s")


def plain(name: str) -> str:
    """Return a name as names are compared: folded, without hyphens."""
    return " ".join("".join(folded(part).text) for part in name.replace("-", " ").split())


def names_of_record(one: Actor) -> Iterator[str]:
    """Yield every name of an actor on record, in every language."""
    said = [one.name, *one.aliases, *(texts.get("name") for texts in one.translations.values())]
    said += [alias for texts in one.translations.values() for alias in _listed(texts.get("aliases"))]
    yield from dict.fromkeys(name for name in said if isinstance(name, str) and len(name) > 1)
    if one.short and len(one.short) > len("US") and one.short.isupper():
        yield one.short


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
