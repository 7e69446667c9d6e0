"""Word lists for drafting, and the inflection of English verbs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.text import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_VOWELS: Final = "aeiou"


class Verb(NamedTuple):
    """A verb of a word list."""

    group: str
    plain: str
    """The base form: 'tell'."""
    after: tuple[str, ...] = ()
    """Words that must follow: 'out' in 'point out'."""


def lists(name: str) -> Mapping[str, Any]:
    """Load a file of word lists."""
    loaded: Mapping[str, Any] = table(__file__, f"words/{name}")
    return loaded


@cache
def words(name: str, *groups: str) -> frozenset[str]:
    """Return the words of some groups of a file."""
    return frozenset(word for group in groups for word in lists(name)[group])


def either(alternatives: Iterable[str]) -> str:
    """Return a regex alternation of words, longer ones first."""
    return "|".join(sorted(map(re.escape, alternatives), key=len, reverse=True))


@cache
def verbs(name: str, *groups: str) -> Mapping[str, tuple[Verb, ...]]:
    """Return the verbs of some groups of a file, or of all, by each of their lower-case forms."""
    by_form: dict[str, tuple[Verb, ...]] = {}
    for group in groups or lists(name):
        entries = lists(name)[group]
        for entry in entries["verbs"] if isinstance(entries, dict) else entries:
            first, *after = entry.split()
            plain, *irregular = first.split("/")
            for form in forms(plain, irregular):
                by_form[form] = (*by_form.get(form, ()), Verb(group, plain, tuple(after)))
    return by_form


def forms(plain: str, irregular: list[str] | tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the forms of an English verb; irregular past and participle are given."""
    y = plain.endswith("y") and plain[-2:-1] not in _VOWELS
    yield plain
    yield plain[:-1] + "ies" if y else plain + ("es" if plain.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stem = plain + plain[-1] if plain in words("grammar", "doubled") else plain
    if plain.endswith("ie"):
        yield plain[:-2] + "ying"
    elif plain.endswith("e") and not plain.endswith(("ee", "oe", "ye")):
        yield plain[:-1] + "ing"
    else:
        yield stem + "ing"
    if irregular:
        yield from irregular
    elif y:
        yield plain[:-1] + "ied"
    else:
        yield plain + "d" if plain.endswith("e") else stem + "ed"
