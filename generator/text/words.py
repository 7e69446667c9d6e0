"""Where words begin and end, strictly enough that no part of a word, of a number or of an abbreviation passes for a whole."""

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
"""Letters of scripts that put no space between words."""

_COUNTED: Final = re.compile(f"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})\\S)+")

_ONE_WORD: Final = re.compile(
    "[\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u842c\u4e07\u5104\u4ebf\u5146\u96f6\u4e24\u5169]{2}"
    "|[\u30a1-\u30fa\u30fc]{2}|[\u4e0d\u6ca1\u6c92\u672a\u65e0\u7121\u52ff\u6bcb].|\u0e48."
)
"""Two letters of such scripts that are one word all the same: of a numeral, of katakana, of a negation and what it denies."""

_PAIRS: Final = frozenset(("..", "\u00b0C", "\u00b0F"))
"""Signs that stay together."""

WORD: Final = re.compile(r"[^\W_](?>(?:[^\W_]|['\"\-./,:](?=[^\W_]))*)|\S")
"""A word, or one sign between words, of a text's form: for showing differences, not for judging them."""


def is_word_character(character: str) -> bool:
    """Tell whether a character is a letter, an accent, a vowel point or a digit of any kind."""
    return unicodedata.category(character)[0] in "LMN"


def is_digit(character: str) -> bool:
    """Tell whether a character is a digit, a fraction or another number of any script."""
    return unicodedata.category(character)[0] == "N"


def is_unspaced(character: str) -> bool:
    """Tell whether a character is a letter of a script that puts no space between words."""
    return _UNSPACED.match(character) is not None


def count_words(form: str) -> int:
    """Return how many words the form of a text has; a letter counts as a word where no spaces part words."""
    return sum(any(map(is_word_character, word)) for word in _COUNTED.findall(form.replace("...", "... ")))


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
    if form.starts[at] < form.ends[at - 1] or unicodedata.category(after)[0] == "M" or before + after in _PAIRS:
        return True
    if is_word_character(before) and is_word_character(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after)) or _ONE_WORD.match(before + after) is not None
    if is_digit(after) and before == "-":
        return not _is_pause(form, at - 1)
    is_ellipsis = text[max(0, at - 3) : at] == "..."
    return _is_number_sign(before, after, is_ellipsis=is_ellipsis) or _joined_at(form, at - 1) or _joined_at(form, at)


def _is_number_sign(before: str, after: str, *, is_ellipsis: bool = False) -> bool:
    """Tell whether a number and its sign meet here: '$5', '-5', '.5', '5%', '5 €' without the space."""
    if is_digit(after):
        return unicodedata.category(before) == "Sc" or (before in _OF["before_numbers"] and not is_ellipsis)
    if unicodedata.category(after) == "Sc":
        return is_word_character(before)
    return is_digit(before) and after in _OF["after_numbers"]


def _joined_at(form: Normalised, sign: int) -> bool:
    """Tell whether the character at a place joins those before and after it to one word."""
    text = form.text
    if sign <= 0 or sign + 1 >= len(text):
        return False
    before, middle, after = text[sign - 1], text[sign], text[sign + 1]
    if middle == "'" and before == "." and is_word_character(after):
        return sign > 1 and is_word_character(text[sign - 2])
    if not (is_word_character(before) and is_word_character(after)):
        return False
    if middle in _OF["joining"]:
        return not (_UNSPACED.match(before) or _UNSPACED.match(after)) and not is_break(form, sign)
    if middle in _OF["in_numbers"] and is_digit(before) and is_digit(after):
        return True
    return middle == "." and (sign < 2 or not is_word_character(text[sign - 2]))  # noqa: PLR2004 - the character before one letter


def _is_pause(form: Normalised, dash: int) -> bool:
    """Tell whether a dash before a digit is no sign: it has a space behind it, or is a long one right behind a word."""
    start, end = form.starts[dash], form.ends[dash]
    if form.source[start] == "\u2212":
        return False
    spaces = form.source[end : form.starts[dash + 1]]
    if any(one.isspace() for one in spaces):
        return is_break(form, dash)
    touches = dash > 0 and form.ends[dash - 1] == start and is_word_character(form.text[dash - 1])
    return touches and is_break(form, dash)


def is_break(form: Normalised, dash: int) -> bool:
    """Tell whether a character of a form is a dash that parts words: an em dash, several dashes in a row, or a space on a side."""
    if form.text[dash] != "-":
        return False
    start, end = form.starts[dash], form.ends[dash]
    space_before = dash == 0 or any(one.isspace() for one in form.source[form.ends[dash - 1] : start])
    after = form.source[end : form.starts[dash + 1]] if dash + 1 < len(form.text) else " "
    if end - start == 1 and form.source[start] in _OF["hyphens"] and not space_before and ("\n" in after or "\r" in after):
        return False
    return end - start > 1 or form.source[start] in _OF["breaking"] or space_before or any(one.isspace() for one in after)
