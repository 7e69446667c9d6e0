"""Whether a cut between two words parts a number from what belongs to it: its sign, fraction, scale word, unit or currency.

What stands directly beside a digit ('-5', '$5', '5%', '1.5') is no word of its own (see generator.text.words); this looks across
a space, and at signs and letters that scripts without spaces put there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from generator.model import measures, numerals, scale_words, scale_words_alone, script_of, without_points
from generator.text import is_digit, is_unspaced, is_word_character

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.text import Normalised

_REACH: Final = 48
"""How many characters on either side are looked at."""
_FRACTION: Final = re.compile(r" (?:[0-9]+[/\u2044][0-9]+|[\u00bc-\u00be\u2150-\u215e\u2189])(?![^\W_])")
_GROUP: Final = re.compile(r" [0-9]{3}(?![^\W_])")
_GROUPS: Final = re.compile(r"(?<![^\W_.,])[0-9]{1,3}(?: [0-9]{3})*$")
_POWER: Final = re.compile(r" ?[\u00d7xX*^\u00b7] ?[0-9]")
_POWER_BEFORE: Final = re.compile(r"[0-9] ?[\u00d7xX*^\u00b7] ?$")
_HAN_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
_LAST_WORD: Final = re.compile(r"\S+$")


def splits_number(form: Normalised, at: int, language: str) -> bool:
    """Tell whether a place in the form of a text, between two whole words, is inside what says how much, in the language of the text."""
    before, after = form.text[max(0, at - _REACH) : at], form.text[at : at + _REACH]
    left, right = before.rstrip(" "), after.lstrip(" ")
    if not left or not right:
        return False
    spaced = len(left) + len(right) < len(before) + len(after)
    if left[-1] in _HAN_NUMERALS and _is_measure(right, language):
        return True
    if is_digit(left[-1]):
        return _goes_on(left, right, language, spaced=spaced)
    if is_digit(right[0]):
        return _POWER_BEFORE.search(before) is not None or _begins_before(left, language, spaced=spaced)
    last = _LAST_WORD.search(left)
    word = last[0].strip("\"'.([-") if last else ""
    if is_word_character(left[-1]) and not is_unspaced(right[0]) and _begins_with(right, scale_words_alone()):
        return True
    is_amount = any(map(is_digit, word)) or word.lower() in numerals() or word in scale_words()
    return is_amount and is_word_character(right[0]) and _is_measure(right, language)


def _goes_on(left: str, right: str, language: str, *, spaced: bool) -> bool:
    """Tell whether a number in digits, which ends here, goes on."""
    following = f" {right}" if spaced else right
    if _FRACTION.match(following) or _POWER.match(following) or (_GROUP.match(following) and _GROUPS.search(left)):
        return True
    return _is_measure(right, language) if spaced else right[0].isalpha()


def _begins_before(left: str, language: str, *, spaced: bool) -> bool:
    """Tell whether a number in digits, which begins here, has its sign or currency before it."""
    before = measures(language, script_of(left[-1]) or script_of(left[-2:-1]))[0]
    if not spaced and is_unspaced(left[-1]):
        return any(left.endswith(word) for word in before)
    word = _LAST_WORD.search(left)
    return word is not None and word[0].lstrip("\"'([") in before


def _is_measure(text: str, language: str) -> bool:
    """Tell whether text begins with a scale word, a unit or a currency."""
    if unicodedata.category(text[0]) == "Sc":
        return True
    return _begins_with(without_points(text), measures(language, script_of(text[0]))[1])


def _begins_with(text: str, words: Iterable[str]) -> bool:
    rests = (text[len(word) :] for word in words if text.startswith(word))
    return any(not rest or not is_word_character(rest[0]) or is_unspaced(rest[0]) for rest in rests)
