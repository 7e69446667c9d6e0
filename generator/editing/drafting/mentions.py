"""Where a text names actors: the values that drafting makes of it, how names are compared, and whom the words for a speaker name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    names = [one.name, *one.aliases, *(texts.get("name") for texts in one.translations.values())]
    names += [alias for texts in one.translations.values() for alias in _listed(texts.get("aliases"))]
    yield from dict.fromkeys(name for name in names if isinstance(name, str) and len(name) > 1)
    if one.short and len(one.short) > len("US") and one.short.isupper():
        yield one.short


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


class Speakers:
    """Which actor the words for a speaker name."""

    def __init__(self, text: str, actors: Iterable[Named]) -> None:
        """Take the actors of a text."""
        self._text = text
        self._actors = {one.key: one for one in actors}
        self._mentions = sorted((mention for one in self._actors.values() for mention in one.mentions), key=lambda one: one.span)

    def of(self, by: Span | None) -> list[Named]:
        """Return the actors that the words for a speaker name, as far as it can be told: several in "Bagge and the ministry"."""
        if by is None:
            return []
        if self._text[by.start : by.end].strip().lower() in ("he", "she", "who"):
            people = [one for one in self._mentions if one.span.end <= by.start and self._actors[one.key].kind == "person"]
            return self._named(people[-1:])
        heads = sorted((one for one in self._in(by) if not self._belongs(one, by)), key=lambda one: one.span.start - one.span.end)
        if not heads:
            return []
        joined = [one for one in heads[1:] if self._is_joined(heads[0], one)]
        return self._named(sorted([heads[0], *joined], key=lambda one: one.span))

    def _in(self, span: Span) -> list[Mention]:
        return [one for one in self._mentions if span.start <= one.span.start and one.span.end <= span.end]

    def _named(self, mentions: Iterable[Mention]) -> list[Named]:
        return [self._actors[key] for key in dict.fromkeys(one.key for one in mentions)]

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        first, last = sorted((one.span, other.span))
        return re.fullmatch(r"\s*(?:,|,?\s+and|\s&)\s+(?:the\s+)?", self._text[first.end : last.start]) is not None

    def _belongs(self, mention: Mention, by: Span) -> bool:
        """Tell whether a mention only says to whom or where somebody belongs: the state in 'the minister of Avalon'."""
        before = self._text[by.start : mention.span.start].lower().split()
        after = self._text[mention.span.end : by.end]
        if after.startswith(("'", "’")) or (before and before[-1] in ("of", "for", "in", "at", "from", "to")):
            return True
        named = self._actors[mention.key]
        return BELONGS in mention.how or (named.kind == "state" and bool(after.strip()))

    def first_inside(self, span: Span) -> list[Named]:
        """Return the actor that a stretch of the text names first, with those that 'and' joins to it."""
        chosen: list[Mention] = []
        for one in self._in(span):
            if chosen and not self._is_joined(chosen[-1], one):
                break
            chosen.append(one)
        return self._named(chosen)

    def inside(self, span: Span) -> list[Named]:
        """Return the actors that a stretch of the text names, each once."""
        return self._named(self._in(span))
