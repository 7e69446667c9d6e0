"""Words as the search compares them: without case, accents and what else one writer sets and another leaves out.

The same is done to what is indexed, here, and to what a reader types, in explore.js, which is given MARKS and LETTERS. In order:

1. Text is decomposed (NFKD), so that accents, ligatures, and presentation and full-width forms come apart.
2. MARKS go: accents of Latin, Greek and Cyrillic letters, vowel points of Arabic and Hebrew, tatweel, and what cannot be seen.
   Vowel signs of other scripts stay, though Pagefind itself compares without them.
3. Letters become small, and LETTERS change: those that Unicode does not take apart (ł, ø, ß), Arabic letters that Persian, Urdu
   and many keyboards write in another form, digits, dashes, and the apostrophes of transliteration.
4. What is left is composed again (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKS: Final = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    r"\u06ea-\u06ed\u08d3-\u08ff\u180e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f"
    r"\ufe20-\ufe2f\ufeff"
)
"""What is left out, as the inside of a class of a regular expression, in Python and in JavaScript."""
LETTERS: Final[Mapping[str, str]] = {
    **dict(zip("łøđðħıȷŧŋɓɗƙƴəĸς", "loddhijtnbdkyekσ", strict=True)),
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "þ": "th",
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ىیېےۍ", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةہھەۃ", "ه"),
    **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0x0966, 0x09E6) for digit in range(10)},
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u05be_", "-"),
    **dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\u05f3`", "'"),
}
"""What small letters, and signs, become."""
_MARK: Final = re.compile(f"[{MARKS}]")
_LETTER: Final = str.maketrans(dict(LETTERS))


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return a word as the search compares it: 'Łódź' as 'lodz', 'ʿAlī' as "'ali"; white space within is left out."""
    bare = _MARK.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_LETTER)
    return unicodedata.normalize("NFC", "".join(bare.split()))
