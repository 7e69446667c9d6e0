"""Search folding: words without case, accents and other optional marks.

Indexed words are folded here, and queries in explore.js, which gets MARKS and LETTERS. The steps, in order:

1. Decompose (NFKD): accents, ligatures, and presentation and full-width forms come apart.
2. Remove MARKS: accents of Latin, Greek and Cyrillic letters, vowel points of Arabic and Hebrew, tatweel, and invisible characters.
   Vowel signs of other scripts stay, though Pagefind itself compares without them.
3. Lowercase, and map LETTERS: those that Unicode does not decompose (ł, ø, ß), Arabic letters that Persian, Urdu
   and many keyboards write in another form, digits, dashes, and the apostrophes of transliteration.
4. Compose (NFC).
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
"""The characters to remove, as the inside of a regular expression's character class, in Python and JavaScript."""
LETTERS: Final[Mapping[str, str]] = {
    letter: folded
    for letters, to in _TABLE["letters"].items()
    for letter, folded in zip(letters, to if len(to) == len(letters) else [to] * len(letters), strict=True)
}
"""The replacements of lower-case letters and signs."""
_MARK: Final = re.compile(f"[{MARKS}]")
_LETTER: Final = str.maketrans(dict(LETTERS))


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return the folded form of a word: 'Łódź' as 'lodz', 'ʿAlī' as "'ali"; white space is removed."""
    bare = _MARK.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_LETTER)
    return unicodedata.normalize("NFC", "".join(bare.split()))
