"""Lists of words and sentences, capitals, and bidirectional isolates; each part keeps its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from generator.language.localized import in_language_of, joined
from generator.language.messages import _, current_locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAIR: Final = 2
_DOTTED: Final = frozenset({"az", "tr"})
"""Languages in which the capital of 'i' has a dot."""


ISOLATES: Final = {"ltr": "\u2066", "rtl": "\u2067"}
"""The characters that start a directional isolate, which U+2069 ends (https://unicode.org/reports/tr9/)."""


def isolated(text: str, direction: str) -> str:
    """Wrap text in a directional isolate, 'ltr' or 'rtl', where no HTML element can set the direction."""
    return joined([ISOLATES[direction], text, "\u2069"])


def in_a_drawing(text: str) -> str:
    """Return text with the direction of the page for a drawing, which is left-to-right in every language."""
    return isolated(text, "rtl") if current_locale().direction == "rtl" else text


def capitalized(text: str) -> str:
    """Return text with its first letter in upper case."""
    first = "İ" if text[:1] == "i" and current_locale().tag.split("-")[0] in _DOTTED else text[:1].upper()
    return joined([in_language_of(first, text[:1]), text[1:]])


def and_list(words: Sequence[str], joint: Literal["and", "or"] = "and") -> str:
    """Join words as in a sentence: 'a', 'a and b', 'a, b and c'; 'a; b, of c; d' if one of them contains a comma."""
    if len(words) < _PAIR:
        return words[0] if words else ""
    if any(_(", ") in word for word in words):
        return clause_list(words)
    before, last = comma_list(words[:-1]), words[-1]
    return _("{all} or {last}", all=before, last=last) if joint == "or" else _("{all} and {last}", all=before, last=last)


def comma_list(words: Iterable[str]) -> str:
    """Join words with commas: 'a, b, c'."""
    return joined(words, _(", "))


def sentence_list(sentences: Iterable[str]) -> str:
    """Join non-empty sentences with spaces."""
    return joined(filter(None, sentences), " ")


def clause_list(words: Iterable[str]) -> str:
    """Join clauses with semicolons: 'a; b; c'."""
    return joined(words, _("; "))
