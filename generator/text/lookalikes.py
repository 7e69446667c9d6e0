"""Characters that cannot be seen, or look like others, where only plain ones mean something: in ids, dates, numbers, names of fields."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.characters import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN: Final = re.compile(
    "[\\t\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2064\\u206a-\\u206f"
    "\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\U000e0100-\\U000e01ef]"
)
"""What cannot be told from a space, or from nothing: spaces but the plain one, joiners, marks, fillers, selectors of variants."""

_LETTERS: Final = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456"
    "\u0458\u0501\u051b\u051d\u04bb\u0261\u03bf\u03b1\u03c1\u03bd\u03b9\u03ba\u03c5\u0131"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "abekmhopctyxsijdqwhgoapvikuiABEKMHOPCTXSIJABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters, and two of Latin alphabets, that look like plain ones; after Unicode's confusables.txt (UTS 39)."""

_SIGNS: Final = str.maketrans(
    "\u2044\u2215\u2236\ua789\u02d0\u060c\u3001\u066b\u066c\u02dc\u223c\u061f\u2018\u2019\u201c\u201d\u00d7", "//:::,,.,~~?''\"\"x"
)
"""Signs that look like plain ones."""


class Odd(NamedTuple):
    """A character that is not what it seems to be."""

    offset: int
    what: str
    """It, in words: 'U+00A0 (no-break space), which cannot be seen'."""


def as_seen(text: str) -> str:
    """Return what a text seems to be: its letters, digits and signs in ASCII where they look so, without what cannot be seen."""
    return "".join(_as_seen(character) for character in text).strip(" ")


def odd_characters(text: str) -> Iterator[Odd]:
    """Yield the characters of a text that cannot be seen; and those that only look plain, where all others are."""
    plain = as_seen(text).isascii()
    for offset, character in enumerate(text):
        number = f"U+{ord(character):04X} ({name_of(character)})"
        if UNSEEN.match(character):
            yield Odd(offset, f"{number}, which cannot be seen")
        elif plain and not character.isascii():
            yield Odd(offset, f"'{character}', which is {number}")


def _as_seen(character: str) -> str:
    if character.isascii() and character != "\t":
        return character
    if UNSEEN.match(character):
        return " " if character.isspace() else ""
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    plain = character.translate(_LETTERS).translate(_SIGNS)
    return plain if plain.isascii() else unicodedata.normalize("NFKC", character)
