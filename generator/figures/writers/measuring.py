"""Labels in a drawing: how wide their words are, and where there is room for them."""

from __future__ import annotations

from typing import Final
from unicodedata import category

SLACK: Final = 1.12
"""How much wider the page's font may be than the one that is measured."""
_EM: Final = 1000
_OTHER: Final = 600
_WIDE: Final = 1000
_FIRST: Final = 32
_CJK: Final = 0x2E80
_LATIN_END: Final = 0x250
_LEAST_KEPT: Final = 3.5
"""How many times as wide as its size shortened text has to be, so that it says something: about seven small letters."""
_WIDTHS: Final = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556),
    *(556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667),
    *(778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556),
    *(222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""The widths of the printable ASCII characters in Liberation Sans, in thousandths of the size."""


def width_of(text: str, size: float) -> float:
    """Return how wide text may be in pixels, whatever the page's font."""
    return sum(map(_width, text)) * size / _EM * SLACK


def _width(character: str) -> int:
    index = ord(character) - _FIRST
    if 0 <= index < len(_WIDTHS):
        return _WIDTHS[index]
    return _WIDE if ord(character) >= _CJK else _OTHER


def is_measurable(text: str) -> bool:
    """Tell whether the width of text is known well enough to set it beside a mark: Latin letters and usual signs."""
    return all(ord(character) < _LATIN_END or character in "‘’“”–—…−" for character in text)


def shortened(text: str, size: float, most: float) -> str:
    """Return text cut so that it fits, with an ellipsis; empty where no more than a stub would be left, as of 'The…'.

    It is cut between words, or within one that takes up half of the room or more, as the words of scripts without spaces do.
    """
    if width_of(text, size) <= most:
        return text
    room = most - width_of("…", size)
    kept = _fitting(text, size, room)
    words = kept if text[len(kept)].isspace() else kept[: kept.rfind(" ") + 1]
    if width_of(words, size) < room / 2:
        words = kept
    cut = words.rstrip(" ,;:–—-")
    return f"{cut}…" if width_of(cut, size) >= _LEAST_KEPT * size else ""


def _fitting(text: str, size: float, room: float) -> str:
    """Return the longest beginning of text that fits, without a letter that would lose the marks on it."""
    end, wide = 0, 0.0
    while end < len(text) and (wide := wide + width_of(text[end], size)) <= room:
        end += 1
    while end and category(text[end]).startswith("M"):
        end -= 1
    return text[:end]
