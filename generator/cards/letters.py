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
_OF_OTHER: Final = (
    *(
        (0x20, 0x7E),
        (0xA0, 0xAC),
        (0xAE, 0x2FF),
        (0x384, 0x3CE),
        (0x3D0, 0x482),
        (0x48A, 0x513),
        (0x5D0, 0x5EA),
        (0x1E00, 0x1E9B),
        (0x1EA0, 0x1EF9),
    ),
    *((0x2012, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2034), (0x2039, 0x203A), (0x20A0, 0x20B5), (0x2116, 0x2116)),
    *((0x2122, 0x2122), (0x2153, 0x2154), (0x215B, 0x215E), (0x2190, 0x2195), (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248)),
    *((0x2260, 0x2260), (0x2264, 0x2265), (0x25CF, 0x25CF)),
)
"""Most of what the font inside vl-convert has: the first and last of each stretch."""
_OF_ARABIC: Final = ((0x606, 0x61B), (0x61E, 0x6FF), (0x750, 0x77F))

_APART: Final = re.compile(r"\0(?=\w)")
"""Where a letter that is a syllable or a word ends: a space stands before another."""


def font_of(text: str, usual: str) -> str:
    """Return the font in which a text is set that has drawable letters alone; what it lacks of Arabic or Latin comes from the others."""
    if all(character in _OWN for character in text):
        return usual
    return ARABIC if any(_within(character, _OF_ARABIC) for character in text) else OTHER


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
    if character in _OWN or _within(character, _OF_OTHER) or _within(character, _OF_ARABIC):
        return character
    if category(character)[0] == "C":
        return " " if character.isspace() else ""
    base = "".join(one for one in normalize("NFKD", character) if not combining(one))
    is_wide = east_asian_width(character) in "WF"
    if base and base != character and all(_written(one) == one for one in base):
        return f"{base} " if is_wide and not base.isalnum() else base
    return anyascii(character) + ("\0" if is_wide and character.isalpha() else "")


def _within(character: str, stretches: tuple[tuple[int, int], ...]) -> bool:
    number = ord(character)
    return any(first <= number <= last for first, last in stretches) and category(character) != "Cn"
