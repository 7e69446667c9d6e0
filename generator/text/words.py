"""Word boundaries, strict enough that no part of a word, number or abbreviation counts as a whole one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from generator.text.problems import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.text.normalising import Normalised

_OF: Final[Mapping[str, str]] = table(__file__, "signs")["words"]
_UNSPACED: Final = re.compile(f"[{_OF['unspaced']}]")
"""Letters of scripts without spaces between words."""

_COUNTED: Final = re.compile(f"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})\\S)+")

_ONE_WORD: Final = re.compile(
    "[\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u842c\u4e07\u5104\u4ebf\u5146\u96f6\u4e24\u5169]{2}"
    "|[\u30a1-\u30fa\u30fc]{2}|[\u4e0d\u6ca1\u6c92\u672a\u65e0\u7121\u52ff\u6bcb].|\u0e48."
)
"""Two letters of such scripts that are still one word: of a numeral, of katakana, or a negation and what it negates."""

_HEBREW: Final = re.compile("[\u0590-\u05ff]")
_PREFIXED: Final = re.compile("(?<![\u0590-\u05ff])[\u05d5\u05e9\u05d4\u05db\u05dc\u05d1\u05de]{1,3}$")
"""Hebrew letters that mean 'and', 'that', 'the', 'in' and the like before a word, also before a quotation mark."""
_NO_APOSTROPHE: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\uac00-\ud7a3]")
"""Arabic letters and Hangul, which attach to quotation marks and have no apostrophes."""

_PAIRS: Final = frozenset(("..", "\u00b0C", "\u00b0F"))
"""Pairs of characters that are never split."""

WORD: Final = re.compile(r"[^\W_](?>(?:[^\W_]|['\"\-./,:](?=[^\W_]))*)|\S")
"""A word, or one sign between words, of a normalised text: used to display differences, not to decide on them."""


def is_word_character(character: str) -> bool:
    """Return whether a character is a letter, a combining mark or a number (Unicode categories L, M, N)."""
    return unicodedata.category(character)[0] in "LMN"


def is_digit(character: str) -> bool:
    """Return whether a character is a digit, a fraction or another number of any script."""
    return unicodedata.category(character)[0] == "N"


def is_unspaced(character: str) -> bool:
    """Return whether a character is a letter of a script without spaces between words."""
    return _UNSPACED.match(character) is not None


def count_words(form: str) -> int:
    """Return the number of words of a normalised text; in scripts without spaces, each letter counts."""
    return sum(any(map(is_word_character, word)) for word in _COUNTED.findall(form.replace("...", "... ")))


def splits_word(form: Normalised, at: int) -> bool:
    """Return whether an offset of a normalised text is inside a word, a number or an abbreviation.

    A quotation must neither begin nor end there: the rest of the word could mean something else ('not' of 'cannot',
    'nuclear' of 'non-nuclear', '5' of '1.5', '-5' or '$5', 'cafe' of 'café' with a combining accent). In scripts
    without spaces the words are not known, and every offset between letters is allowed.
    """
    text = form.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if form.starts[at] < form.ends[at - 1] or unicodedata.category(after)[0] == "M" or before + after in _PAIRS:
        return True
    if is_word_character(before) and is_word_character(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after)) or _ONE_WORD.match(before + after) is not None
    if is_digit(after) and before == "-":
        return not _is_pause(form, at - 1)
    is_ellipsis = text[max(0, at - 3) : at] == "..."
    return _is_number_sign(before, after, is_ellipsis=is_ellipsis) or joined_at(form, at - 1) or joined_at(form, at)


def _is_number_sign(before: str, after: str, *, is_ellipsis: bool = False) -> bool:
    """Return whether a number and its sign meet here: '$5', '-5', '.5', '5%', '5 €' without the space."""
    if is_digit(after):
        return unicodedata.category(before) == "Sc" or (before in _OF["before_numbers"] and not is_ellipsis)
    if unicodedata.category(after) == "Sc":
        return is_word_character(before)
    return is_digit(before) and after in _OF["after_numbers"]


def joined_at(form: Normalised, sign: int) -> bool:
    """Return whether the character at an offset joins those before and after it to one word."""
    text = form.text
    if sign <= 0 or sign + 1 >= len(text):
        return False
    before, middle, after = text[sign - 1], text[sign], text[sign + 1]
    if middle == "'" and before == "." and is_word_character(after):
        return sign > 1 and is_word_character(text[sign - 2])
    if not (is_word_character(before) and is_word_character(after)):
        is_range = middle == "-" and _is_of_amount(before, _OF["after_numbers"]) and _is_of_amount(after)
        return is_range and not is_break(form, sign)
    if middle in _OF["joining"]:
        is_mark = middle in "\"'" and _is_quotation_mark(text, sign)
        return not (is_mark or _UNSPACED.match(before) or _UNSPACED.match(after)) and not is_break(form, sign)
    if middle in _OF["in_numbers"] and is_digit(before) and is_digit(after):
        return True
    return middle == "." and (sign < 2 or not is_word_character(text[sign - 2]))  # noqa: PLR2004 - the character before one letter


def _is_of_amount(character: str, signs: str = "") -> bool:
    return is_word_character(character) or unicodedata.category(character) == "Sc" or character in signs


def _is_quotation_mark(text: str, sign: int) -> bool:
    """Return whether a mark between two letters is no apostrophe, geresh or gershayim: a particle is attached to a quotation."""
    before, after = text[sign - 1], text[sign + 1]
    if _HEBREW.match(before) and _HEBREW.match(after):
        return _PREFIXED.search(text[max(0, sign - 4) : sign]) is not None and _HEBREW.match(text, sign + 2) is not None
    return not (is_digit(before) and is_digit(after)) and (text[sign] == '"' or _NO_APOSTROPHE.search(before + after) is not None)


def _is_pause(form: Normalised, dash: int) -> bool:
    """Return whether a dash before a digit is not a sign: a space follows it, or it is a long one directly after a word."""
    start, end = form.starts[dash], form.ends[dash]
    if form.source[start] == "\u2212":
        return False
    spaces = form.source[end : form.starts[dash + 1]]
    if any(map(str.isspace, spaces)):
        return is_break(form, dash)
    touches = dash > 0 and form.ends[dash - 1] == start and is_word_character(form.text[dash - 1])
    return touches and is_break(form, dash)


def is_break(form: Normalised, dash: int) -> bool:
    """Return whether a character is a dash between words: an em dash, several dashes, or one with a space on a side."""
    if form.text[dash] != "-":
        return False
    start, end = form.starts[dash], form.ends[dash]
    space_before = dash == 0 or any(map(str.isspace, form.source[form.ends[dash - 1] : start]))
    after = form.source[end : form.starts[dash + 1]] if dash + 1 < len(form.text) else " "
    if end - start == 1 and form.source[start] in _OF["hyphens"] and not space_before and ("\n" in after or "\r" in after):
        return False
    return end - start > 1 or form.source[start] in _OF["breaking"] or space_before or any(map(str.isspace, after))
