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

from generator.text.problems import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE: Final = table(__file__, "signs")["folding"]
MARKS: Final[str] = _TABLE["marks"]
"""What is left out, as the inside of a class of a regular expression, in Python and in JavaScript."""
LETTERS: Final[Mapping[str, str]] = {
    one: plain
    for several, to in _TABLE["letters"].items()
    for one, plain in zip(several, to if len(to) == len(several) else [to] * len(several), strict=True)
}
"""What small letters, and signs, become."""
_MARK: Final = re.compile(f"[{MARKS}]")
_LETTER: Final = str.maketrans(dict(LETTERS))


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return a word as the search compares it: 'Łódź' as 'lodz', 'ʿAlī' as "'ali"; white space within is left out."""
    bare = _MARK.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_LETTER)
    return unicodedata.normalize("NFC", "".join(bare.split()))
