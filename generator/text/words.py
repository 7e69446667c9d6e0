"""Where words begin and end, strictly enough that no part of a word, of a number or of an abbreviation passes for a whole."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.text.normalise import Normalised

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_BREAKING: Final = frozenset("\u2014\u2015\u2e3a\u2e3b")
"""Dashes that part words even without spaces around them."""

_JOINING: Final = frozenset("'\"-/&@_\u00b7\u2027\u30fb")
"""Signs that join the letters on both sides to one word: 'can't', 'non-nuclear', 'and/or', 'AT&T'."""

_IN_NUMBERS: Final = frozenset(".,:\u066b\u066c\u060c")
"""Signs that join digits on both sides to one number: '1.5', '1,500', '10:30'."""

_BEFORE_NUMBERS: Final = frozenset("-+.,#~<>=\u00b1\u2213\u00a7\u066b\u2248\u2264\u2265\u2116")
_AFTER_NUMBERS: Final = frozenset("%+\u2030\u2031\u066a\u060d\u00b0\u2103\u2109")

WORD: Final = re.compile(r"[^\W_](?:[^\W_]|['\"\-./,:](?=[^\W_]))*+|\S")
"""A word, or one sign between words, of a text's form: for showing differences, not for judging them."""


def is_word_character(character: str) -> bool:
    """Tell whether a character is a letter, an accent, a vowel point or a digit of any kind."""
    return unicodedata.category(character)[0] in "LMN"


def splits_word(form: Normalised, at: int) -> bool:
    """Tell whether a place in a form, between two of its characters, is inside a word, a number or an abbreviation.

    A quotation must neither begin nor end there: what is left of the word could mean something else ('not' of 'cannot',
    'nuclear' of 'non-nuclear', '5' of '1.5', '-5' or '$5', 'cafe' of 'café' with its accent apart). Between letters of
    scripts without spaces the words are not known, and every place will do.
    """
    text = form.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if form.starts[at] < form.ends[at - 1] or unicodedata.category(after)[0] == "M" or before == after == ".":
        return True
    if is_word_character(before) and is_word_character(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    return _is_number_sign(before, after) or _joined_at(form, at - 1) or _joined_at(form, at)


def _is_number_sign(before: str, after: str) -> bool:
    """Tell whether a number and its sign meet here: '$5', '-5', '.5', '5%', '5 €' without the space."""
    if _is_digit(after):
        return unicodedata.category(before) == "Sc" or before in _BEFORE_NUMBERS
    if unicodedata.category(after) == "Sc":
        return is_word_character(before)
    return _is_digit(before) and after in _AFTER_NUMBERS


def _joined_at(form: Normalised, sign: int) -> bool:
    """Tell whether the character at a place joins those before and after it to one word."""
    text = form.text
    if sign <= 0 or sign + 1 >= len(text):
        return False
    before, middle, after = text[sign - 1], text[sign], text[sign + 1]
    if not (is_word_character(before) and is_word_character(after)):
        return False
    if middle in _JOINING:
        return not (_UNSPACED.match(before) or _UNSPACED.match(after)) and not _is_break(form, sign)
    if middle in _IN_NUMBERS and _is_digit(before) and _is_digit(after):
        return True
    return middle == "." and (sign < 2 or not is_word_character(text[sign - 2]))  # noqa: PLR2004 - the character before one letter


def _is_break(form: Normalised, dash: int) -> bool:
    """Tell whether a dash parts words: an em dash, several dashes in a row, or a space on a side."""
    if form.text[dash] != "-":
        return False
    start, end = form.starts[dash], form.ends[dash]
    written = form.source[form.ends[dash - 1] : form.starts[dash + 1]]
    return end - start > 1 or form.source[start] in _BREAKING or any(one.isspace() for one in written)


def _is_digit(character: str) -> bool:
    return unicodedata.category(character)[0] == "N"
