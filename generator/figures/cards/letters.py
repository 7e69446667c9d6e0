"""The letters of cards: which font can write a text the same on every machine, and what stands for a letter that none can write.

The fonts are those of the site and one for Arabic, as site_templates/cards/ has them, and the one inside vl-convert, which has the
letters of Europe and of Hebrew. A letter of any other script is written in Latin letters, as AnyASCII does: what else would be drawn
depends on the machine.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import bidirectional, category, combining, east_asian_width, normalize

from anyascii import anyascii

SERIF: Final = "Card Serif"
SANS: Final = "Card Sans"
BOLD: Final = "Card Bold"
ARABIC: Final = "Card Arabic"
OTHER: Final = "Liberation Sans"
"""The font inside vl-convert."""
_OWN: Final = frozenset(
    [*map(chr, range(0x20, 0x7F)), *"\u00a0£§©°±·ÇÉÖ×ÜßàáâãäåçèéêëíîïñóôöøúüāąćčėęěğīİłńőřŞşšūųž–—‘’“”…€−"],
)
"""What the fonts of the site have as those of the cards."""
_OF_ARABIC: Final = re.compile("[\u0606-\u061b\u061e-\u06ff\u0750-\u077f]")
_DRAWN: Final = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0384-\u03ce\u03d0-\u0482\u048a-\u0513\u05d0-\u05ea\u1e00-\u1e9b\u1ea0-\u1ef9"
    "\u2012-\u2022\u2026\u2030\u2032-\u2034\u2039\u203a\u20a0-\u20b5\u2116\u2122\u2153\u2154\u215b-\u215e\u2190-\u2195"
    "\u2212\u221e\u2248\u2260\u2264\u2265\u25cf]"
    f"|{_OF_ARABIC.pattern}"
)
"""Most of what the font inside vl-convert has, and that for Arabic."""
_APART: Final = re.compile(r"\0(?=\w)")
"""Where a letter that is a syllable or a word ends: a space stands before another."""


def font_of(text: str, usual: str) -> str:
    """Return the font in which a text is set that has drawable letters alone; what it lacks of Arabic or Latin comes from the others."""
    if all(character in _OWN for character in text):
        return usual
    return ARABIC if _OF_ARABIC.search(text) else OTHER


@lru_cache(maxsize=1 << 12)
def drawable(text: str) -> str:
    """Return a text in letters that the fonts have: another by its base letter, or else in Latin letters; nothing for what has none."""
    written = "".join(map(_written, normalize("NFC", text)))
    return " ".join(_APART.sub(" ", written).replace("\0", "").split())


def runs_back(text: str) -> bool:
    """Tell whether a text runs from right to left, by its first letter."""
    strong = (kind for character in text if (kind := bidirectional(character)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


@lru_cache(maxsize=1 << 12)
def _written(character: str) -> str:
    kind = category(character)
    if kind != "Cn" and _DRAWN.fullmatch(character):
        return character
    if kind[0] == "C":
        return " " if character.isspace() else ""
    base = "".join(one for one in normalize("NFKD", character) if not combining(one))
    is_wide = east_asian_width(character) in "WF"
    if base and base != character and all(_written(one) == one for one in base):
        return f"{base} " if is_wide and not base.isalnum() else base
    return anyascii(character) + ("\0" if is_wide and character.isalpha() else "")
