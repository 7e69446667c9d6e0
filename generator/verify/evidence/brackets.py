"""The bracket marks of quotations, and the rules for what editors may write in them.

* '[...]' or '[…]' is an elision: omitted words (see generator.verify.evidence.shortening).
* '[ ]' is an insertion of the editor's words, which explain and never replace: whole words of letters, separate from the words
  around them, without a negation, a number, a scale word or a sign.
* A single letter in brackets at the start of a word, '[T]his', matches the same letter in either case.
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
"""The mark for omitted words."""
INSERTION: Final = re.compile(r"\[[^\[\]]*\]")
"""The mark for the editor's words."""
_CASE: Final = re.compile(r"(?<![^\W_])\[\s*([^\W\d_])\s*\](?=[^\W\d_])")
_BEFORE_SIGN: Final = re.compile(r"\s+(?=[,.;:!?…)\u060c\u061b\u061f\u06d4\u0964])")
_AFFIXES: Final = frozenset({"non", "un", "anti", "dis", "in", "im"})
"""Prefixes that negate the word after them."""
_NOTES: Final = frozenset({"sic"})
"""Insertions that cannot be mistaken for words of the source."""
_WITHIN_INSERTION: Final = frozenset(".,'-")
_JOINING: Final = frozenset("-'/&@_\u00b7$%+")


def parts_of(quote: str) -> list[str]:
    """Split a quotation at elisions, without parts that have no words of the source."""
    return [part for part in ELISION.split(quote) if normalise(INSERTION.sub("", part))]


def cased(quote: str) -> str:
    """Return a quotation with '[T]his' written as 'This'."""
    return _CASE.sub(r"\1", quote)


def source_words(quote: str) -> str:
    """Return the source's words in a quotation, on one line, without insertions and with '[T]his' as 'This'."""
    return _BEFORE_SIGN.sub("", " ".join(INSERTION.sub(" ", cased(quote)).split()))


def as_printed(part: str) -> str:
    """Return the source's words in a part of a quotation, on one line, as printed there: '[T]his' as 'this'."""
    return source_words(_CASE.sub(lambda match: match[1].swapcase(), part))


def words_in(quote: str) -> int:
    """Return the number of words of the source in a quotation; in scripts without spaces, each letter counts."""
    return count_words(normalise(source_words(ELISION.sub(" ", quote))))


def bracket_mistake(part: str, language: str, own: Collection[str] = ()) -> tuple[BracketReason, str] | None:
    """Return the reason and the text of the first invalid insertion in a part, or None.

    The language is that of the source; its own brackets are ignored.
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
    neighbours = (insertion.string[: insertion.start()][-1:], insertion.string[insertion.end() :][:1])
    if any(character and (is_word_character(character) or character in _JOINING) for character in neighbours):
        return "brackets-in-word"
    signs = {character for character in words if unicodedata.category(character)[0] not in "LM"} - {" "}
    if not signs <= _WITHIN_INSERTION or not any(map(is_word_character, words)) or words.strip("-'") != words:
        return "brackets-sign"
    if not scale_words().isdisjoint([*words.split(), *negation_words(words)]):
        return "brackets-sign"
    if not _AFFIXES.isdisjoint(negation_words(words)) or any(negates(words, tag, also_denials=True) for tag in (language, "en")):
        return "brackets-negation"
    return None


def edge_insertion(parts: list[str], own: Collection[str] = ()) -> str | None:
    """Return an insertion next to '[...]', which could replace the omitted words, or None."""
    for before, after in pairwise(parts):
        for edge in (insertion_at_end(before), insertion_at_start(after)):
            if edge and edge not in own:
                return edge
    return None


def _replacing(insertion: str) -> str:
    return "" if insertion[1:-1].strip() in _NOTES else insertion


def insertion_at_start(part: str) -> str:
    """Return the insertion at the start of a part, ignoring punctuation; '' if there is none."""
    match = re.match(r"[^\w\[]*(\[[^\[\]]*\])", part)
    return _replacing(match[1]) if match and _CASE.match(part, match.start(1)) is None else ""


def insertion_at_end(part: str) -> str:
    """Return the insertion at the end of a part, ignoring punctuation; '' if there is none."""
    match = re.search(r"(\[[^\[\]]*\])[^\w\]]*$", part)
    return _replacing(match[1]) if match else ""
