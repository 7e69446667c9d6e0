"""Words in a row, in a sentence and in a drawing, each in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from generator.language.localized import in_language_of, joined
from generator.language.messages import _, current_locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAIR: Final = 2
_DOTTED: Final = frozenset({"az", "tr"})
"""Languages in which the capital of 'i' keeps its dot."""


ISOLATES: Final = {"ltr": "\u2066", "rtl": "\u2067"}
"""What stands before words that run in a direction of their own; U+2069 ends them (https://unicode.org/reports/tr9/)."""


def isolated(text: str, direction: str) -> str:
    """Return words that run in a direction of their own, 'ltr' or 'rtl', where no element can say so."""
    return joined([ISOLATES[direction], text, "\u2069"])


def in_a_drawing(text: str) -> str:
    """Return words for a drawing, which runs from left to right in every language, so that they keep that of the page in it."""
    return isolated(text, "rtl") if current_locale().direction == "rtl" else text


def capitalized(text: str) -> str:
    """Return words with a capital at their beginning."""
    first = "İ" if text[:1] == "i" and current_locale().tag.split("-")[0] in _DOTTED else text[:1].upper()
    return joined([in_language_of(first, text[:1]), text[1:]])


def and_list(words: Sequence[str], joint: Literal["and", "or"] = "and") -> str:
    """Return words as a list in a sentence: 'a', 'a and b', 'a, b and c'; 'a; b, of c; d' where one of them has a comma of its own."""
    if len(words) < _PAIR:
        return words[0] if words else ""
    if any(_(", ") in one for one in words):
        return clause_list(words)
    before, last = comma_list(words[:-1]), words[-1]
    return _("{all} or {last}", all=before, last=last) if joint == "or" else _("{all} and {last}", all=before, last=last)


def comma_list(words: Iterable[str]) -> str:
    """Return words in a row: 'a, b, c'."""
    return joined(words, _(", "))


def sentence_list(sentences: Iterable[str]) -> str:
    """Return sentences one after another, without those that are empty."""
    return joined(filter(None, sentences), " ")


def clause_list(words: Iterable[str]) -> str:
    """Return parts of a sentence in a row: 'a; b; c'."""
    return joined(words, _("; "))
