"""Strips and unit marks as SVG, for pages and pictures alike: filled is known; hollow, dashed, hatched or faded is doubt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.figures.writers.wrapping import width_of
from generator.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.figures.figure import AxisTick, Column, Mark, Piece, Strip
    from generator.figures.tokens import Tokens

UNIT: Final = 12.0
"""The side of a unit mark, in pixels."""
LETTERED: Final = 20.0
"""The side of one with a sign in it."""
ABOUT: Final = 2.5
"""How far the faded ends of an approximate date reach beyond it, in per cent."""
_BARS: Final = {
    "bar": ("d-bar", 8.0, 1.1),
    "hatch": ("d-hatch", 10.0, 3.0),
    "frame": ("d-frame", 12.0, 5.0),
    "open": ("d-fade-right", 8.0, 1.1),
    "open-before": ("d-fade-left", 8.0, 1.1),
    "fade": ("d-fade", 10.0, 2 * ABOUT),
}
"""The class, the height in pixels and the least width in per cent, at which it can still be told what it is."""
_DISCS: Final = {
    "dot": ("d-dot", 5.0),
    "ring": ("d-ring", 5.0),
    "halo": ("d-frame", 7.5),
    "member": ("d-dot", 3.8),
    "maybe": ("d-maybe", 3.8),
}
_GLYPH: Final = 13.0
LETTER_M: Final = 14.0
"""The size of words in a figure on a page, in pixels: the unit of the widths of columns."""
SQUEEZED: Final = 2 / 3
"""What share of its width a strip keeps at least, as 07-figures.css has it."""
LEAST_STRIP: Final = 126.0
"""The least width of a strip in pixels, as 07-figures.css has it."""
_SIDES: Final = (' dx="4"', ' text-anchor="middle"', ' dx="-4" text-anchor="end"')
_SIZE: Final = 13.0
"""The size of the words of an axis on a page, in pixels."""


def more_rows(number: int) -> str:
    """Return how many rows of a figure stand in its data alone, in words."""
    return ngettext("… and {number} more row in the data", "… and {number} more rows in the data", number)


@lru_cache(maxsize=1 << 14)
def percent(place: float) -> str:
    """Return a place as SVG writes it: within 0 and 100, two decimals at most."""
    return f"{max(0.0, min(100.0, place)):.2f}".rstrip("0").rstrip(".") + "%"


def tick_lines(ticks: Sequence[AxisTick]) -> str:
    """Return the lines of an axis."""
    return "".join(_upright("d-major" if tick.major else "d-minor", tick.at) for tick in ticks)


def tick_words(column: Column) -> str:
    """Return the words of the axis of a column, each after its line, or on it or before it where they would reach over the edge."""
    return "".join(f'<text x="{percent(tick.at)}" y="70%"{side}>{tick.label}</text>' for tick, side in roomy(column))


def roomy(column: Column) -> list[tuple[AxisTick, str]]:
    """Return the ticks of a column whose words have room where it is narrowest, those of whole years first, and on which side."""
    room = max(column.width * LETTER_M * SQUEEZED, LEAST_STRIP)
    taken: list[tuple[float, float]] = []
    shown: list[tuple[AxisTick, str]] = []
    for tick in sorted((one for one in column.ticks if one.label), key=lambda one: not one.major):
        wide, at = width_of(tick.label, _SIZE) + 6, tick.at / 100 * room
        for start, side in zip((at, at - wide / 2, at - wide), _SIDES, strict=True):
            if 0 <= start <= room - wide and all(start + wide <= other or start >= end for other, end in taken):
                taken.append((start, start + wide))
                shown.append((tick, side))
                break
    return sorted(shown, key=lambda one: one[0].at)


def pieces(strip: Strip, tokens: Tokens) -> str:
    """Return the pieces of a strip."""
    return "".join(part for one in strip.pieces for part in _piece(one, tokens))


def _piece(one: Piece, tokens: Tokens) -> Iterator[str]:
    tone = f" d--{one.tone}{' d--faint' if one.faint else ''}"
    if one.style in _DISCS:
        style, radius = _DISCS[one.style]
        moved = f' transform="translate({one.shift:g} 0)"' if one.shift else ""
        yield f'<circle class="{style}{tone}" cx="{percent(one.start)}" cy="50%" r="{radius:g}"{moved}/>'
    elif one.style in _BARS:
        style, height, least = _BARS[one.style]
        reach = ABOUT if one.style == "fade" else 0.0
        yield _bar(style + tone, one.start - reach, one.end + reach, height, least)
    elif one.style in ("now", "tick"):
        yield _upright(f"d-{one.style}{tone}", one.start)
    elif one.style in ("join", "late"):
        yield f'<line class="d-{one.style}{tone}" x1="{percent(one.start)}" x2="{percent(one.end)}" y1="50%" y2="50%"/>'
    elif one.style == "before":
        yield f'<svg class="d-before{tone}" y="50%" overflow="visible"><path d="M9 -4.5 0 0 9 4.5z"/></svg>'
    elif one.style == "glyph":
        placed = f'<g transform="translate({-_GLYPH / 2} {-_GLYPH / 2}) scale({_GLYPH / 16:g})">{tokens.glyph(one.glyph)}</g>'
        yield f'<svg x="{percent(one.start)}" y="50%" overflow="visible">{placed}</svg>'
    else:  # hatch that thins out in three steps towards the end that nobody knows
        third = (one.end - one.start) / 3
        for index in range(3):
            step = index if one.style == "unknown" else 2 - index
            yield _bar(f"d-hatch d-step{step}{tone}", one.start + index * third, one.start + (index + 1) * third, 10, 0)


def _upright(style: str, place: float) -> str:
    return f'<line class="{style}" x1="{percent(place)}" x2="{percent(place)}" y1="0" y2="100%"/>'


def _bar(style: str, start: float, end: float, height: float, least: float) -> str:
    short = max(0.0, least - (end - start)) / 2
    left, right = max(0.0, start - short), min(100.0, end + short)
    return (
        f'<rect class="{style}" x="{percent(left)}" width="{percent(right - left)}" y="50%" height="{height:g}" '
        f'transform="translate(0 {-height / 2:g})" rx="2"/>'
    )


def unit(mark: Mark) -> str:
    """Return the shape of a unit mark, in a box of its side from 0."""
    side = LETTERED if mark.letter else UNIT
    middle, style = side / 2, f"u u--{mark.tone}{' u--hollow' if mark.hollow else ''}"
    if mark.glyph == "circle":
        return f'<circle class="{style}" cx="{middle:g}" cy="{middle:g}" r="{middle - 1.5:g}"/>'
    if mark.glyph == "triangle":
        return f'<path class="{style}" d="M{middle:g} 1 {side - 0.8:g} {side - 1.5:g}H.8z"/>'
    return f'<rect class="{style}" x="1.5" y="1.5" width="{side - 3:g}" height="{side - 3:g}"/>'
