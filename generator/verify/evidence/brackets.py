"""The two marks that a quotation may hold, and what an editor may write in brackets.

* '[...]' or '[…]' stands for words left out (see generator.verify.evidence.shortening).
* '[ ]' holds words of the editor's own, which explain and never replace: whole words in letters, apart from the words around
  them, without a negation, a number, a scale word or a sign.
* A single letter in brackets that begins a word, '[T]his', stands for the same letter, small or capital.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from generator.model import negates, negation_words, scale_words
from generator.text import count_words, is_word_character, normalise

if TYPE_CHECKING:
    from collections.abc import Collection


BracketReason = Literal["brackets-empty", "brackets-in-word", "brackets-sign", "brackets-negation", "brackets-replace"]
ELISION: Final = re.compile(r"\[\s*(?:\.\s*\.\s*\.(?:\s*\.)?|…+|\.\.…)\s*\]")
"""The mark for words left out."""
INSERTION: Final = re.compile(r"\[[^\[\]]*\]")
"""The mark for words of the editor's own."""
_CASE: Final = re.compile(r"(?<![^\W_])\[\s*([^\W\d_])\s*\](?=[^\W\d_])")
_BEFORE_SIGN: Final = re.compile(r"\s+(?=[,.;:!?…)\u060c\u061b\u061f\u06d4\u0964])")
_AFFIXES: Final = frozenset({"non", "un", "anti", "dis", "in", "im"})
"""Syllables that turn the word behind them into its opposite."""
_NOTES: Final = frozenset({"sic"})
"""Insertions that cannot be taken for words of the source."""
_WITHIN_INSERTION: Final = frozenset(".,'-")
_JOINING: Final = frozenset("-'/&@_\u00b7$%+")


def parts_of(quote: str) -> list[str]:
    """Return the parts of a quotation between the marks for words left out, as far as they have words of the source."""
    return [part for part in ELISION.split(quote) if normalise(INSERTION.sub("", part))]


def cased(quote: str) -> str:
    """Return a quotation with '[T]his' written as 'This'."""
    return _CASE.sub(r"\1", quote)


def source_words(quote: str) -> str:
    """Return the words of a quotation that are the source's, on one line, as printed but for '[T]his', which becomes 'This'."""
    return _BEFORE_SIGN.sub("", " ".join(INSERTION.sub(" ", cased(quote)).split()))


def as_printed(part: str) -> str:
    """Return the words of a part of a quotation as the source has them, on one line: of '[T]his' it has 'this'."""
    return source_words(_CASE.sub(lambda match: match[1].swapcase(), part))


def words_in(quote: str) -> int:
    """Return how many words of its source a quotation has: without the editor's own; a letter where no spaces part words."""
    return count_words(normalise(source_words(ELISION.sub(" ", quote))))


def bracket_mistake(part: str, language: str, own: Collection[str] = ()) -> tuple[BracketReason, str] | None:
    """Return what is wrong with the first insertion of a part that is not as it should be, and that insertion.

    The language is that of the source, whose own brackets are not looked at.
    """
    cases = {match.start() for match in _CASE.finditer(part)}
    for match in INSERTION.finditer(part):
        if match[0] not in own and match.start() not in cases and ELISION.fullmatch(match[0]) is None:
            reason = _mistake(match, language)
            if reason is not None:
                return reason, match[0]
    return None


def _mistake(insertion: re.Match[str], language: str) -> BracketReason | None:
    words = normalise(insertion[0][1:-1])
    if not words:
        return "brackets-empty"
    beside = (insertion.string[: insertion.start()][-1:], insertion.string[insertion.end() :][:1])
    if any(one and (is_word_character(one) or one in _JOINING) for one in beside):
        return "brackets-in-word"
    letters = [one for one in words if unicodedata.category(one)[0] not in "LM" and one != " "]
    if any(one not in _WITHIN_INSERTION for one in letters) or not any(map(is_word_character, words)) or words.strip("-'") != words:
        return "brackets-sign"
    if not scale_words().isdisjoint([*words.split(), *negation_words(words)]):
        return "brackets-sign"
    if not _AFFIXES.isdisjoint(negation_words(words)) or any(negates(words, one, also_denials=True) for one in (language, "en")):
        return "brackets-negation"
    return None


def replaces(parts: list[str], own: Collection[str] = ()) -> str | None:
    """Return the insertion that stands beside '[...]', where it could stand for any of the words left out; nothing if none does."""
    for before, after in pairwise(parts):
        for edge in (insertion_at_end(before), insertion_at_start(after)):
            if edge and edge not in own:
                return edge
    return None


def _replacing(insertion: str) -> str:
    return "" if insertion[1:-1].strip() in _NOTES else insertion


def insertion_at_start(part: str) -> str:
    """Return the words of the editor's own with which a part begins, but for signs; nothing where it does not."""
    match = re.match(r"[^\w\[]*(\[[^\[\]]*\])", part)
    return _replacing(match[1]) if match and _CASE.match(part, match.start(1)) is None else ""


def insertion_at_end(part: str) -> str:
    """Return the words of the editor's own with which a part ends, but for signs; nothing where it does not."""
    match = re.search(r"(\[[^\[\]]*\])[^\w\]]*$", part)
    return _replacing(match[1]) if match else ""
