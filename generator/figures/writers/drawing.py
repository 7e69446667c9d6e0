"""Strips and unit marks as SVG, for pages and pictures: filled means known; hollow, dashed, hatched or faded means doubt."""

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
"""The size of a unit mark in pixels."""
LETTERED: Final = 20.0
"""The size of a unit mark with text."""
ABOUT: Final = 2.5
"""How far the faded ends of an approximate date extend beyond it, in per cent."""
_BARS: Final = {
    "bar": ("d-bar", 8.0, 1.1),
    "hatch": ("d-hatch", 10.0, 3.0),
    "frame": ("d-frame", 12.0, 5.0),
    "open": ("d-fade-right", 8.0, 1.1),
    "open-before": ("d-fade-left", 8.0, 1.1),
    "fade": ("d-fade", 10.0, 2 * ABOUT),
}
"""By style: CSS class, height in pixels, and the minimum recognizable width in per cent."""
_DISCS: Final = {
    "dot": ("d-dot", 5.0),
    "ring": ("d-ring", 5.0),
    "halo": ("d-frame", 7.5),
    "member": ("d-dot", 3.8),
    "maybe": ("d-maybe", 3.8),
}
_GLYPH: Final = 13.0
LETTER_M: Final = 14.0
"""The font size of figures on a page in pixels: the unit of column widths."""
SQUEEZED: Final = 2 / 3
"""The minimum share of its width that a strip keeps, as in 07-figures.css."""
LEAST_STRIP: Final = 126.0
"""The minimum width of a strip in pixels, as in 07-figures.css."""
_SIDES: Final = (' dx="4"', ' text-anchor="middle"', ' dx="-4" text-anchor="end"')
_AXIS_FONT_SIZE: Final = 13.0
"""The font size of axis labels on a page in pixels."""


def more_rows(number: int) -> str:
    """Return a message that a number of rows are in the data only."""
    return ngettext("… and {number} more row in the data", "… and {number} more rows in the data", number)


@lru_cache(maxsize=1 << 14)
def percent(position: float) -> str:
    """Return a position as an SVG percentage, clamped to 0 to 100, with at most two decimals."""
    return f"{max(0.0, min(100.0, position)):.2f}".rstrip("0").rstrip(".") + "%"


def tick_lines(ticks: Sequence[AxisTick]) -> str:
    """Return the tick lines of an axis."""
    return "".join(_vertical_line("d-major" if tick.major else "d-minor", tick.at) for tick in ticks)


def tick_words(column: Column) -> str:
    """Return the tick labels of a column, each after its line, or centred or before it if it would not fit."""
    return "".join(f'<text x="{percent(tick.at)}" y="70%"{side}>{tick.label}</text>' for tick, side in roomy(column))


def roomy(column: Column) -> list[tuple[AxisTick, str]]:
    """Return the ticks whose labels fit at the minimum column width, major ones first, with their text-anchor attributes."""
    room = max(column.width * LETTER_M * SQUEEZED, LEAST_STRIP)
    taken: list[tuple[float, float]] = []
    shown: list[tuple[AxisTick, str]] = []
    for tick in sorted((tick for tick in column.ticks if tick.label), key=lambda tick: not tick.major):
        width, at = width_of(tick.label, _AXIS_FONT_SIZE) + 6, tick.at / 100 * room
        for start, side in zip((at, at - width / 2, at - width), _SIDES, strict=True):
            if 0 <= start <= room - width and all(start + width <= other or start >= end for other, end in taken):
                taken.append((start, start + width))
                shown.append((tick, side))
                break
    return sorted(shown, key=lambda item: item[0].at)


def pieces(strip: Strip, tokens: Tokens) -> str:
    """Return the SVG of a strip's pieces."""
    return "".join(part for piece in strip.pieces for part in _piece(piece, tokens))


def _piece(piece: Piece, tokens: Tokens) -> Iterator[str]:
    tone = f" d--{piece.tone}{' d--faint' if piece.faint else ''}"
    if piece.style in _DISCS:
        style, radius = _DISCS[piece.style]
        moved = f' transform="translate({piece.shift:g} 0)"' if piece.shift else ""
        yield f'<circle class="{style}{tone}" cx="{percent(piece.start)}" cy="50%" r="{radius:g}"{moved}/>'
    elif piece.style in _BARS:
        style, height, least = _BARS[piece.style]
        reach = ABOUT if piece.style == "fade" else 0.0
        yield _bar(style + tone, piece.start - reach, piece.end + reach, height, least)
    elif piece.style in ("now", "tick"):
        yield _vertical_line(f"d-{piece.style}{tone}", piece.start)
    elif piece.style in ("join", "late"):
        yield f'<line class="d-{piece.style}{tone}" x1="{percent(piece.start)}" x2="{percent(piece.end)}" y1="50%" y2="50%"/>'
    elif piece.style == "before":
        yield f'<svg class="d-before{tone}" y="50%" overflow="visible"><path d="M9 -4.5 0 0 9 4.5z"/></svg>'
    elif piece.style == "glyph":
        placed = f'<g transform="translate({-_GLYPH / 2} {-_GLYPH / 2}) scale({_GLYPH / 16:g})">{tokens.glyph(piece.glyph)}</g>'
        yield f'<svg x="{percent(piece.start)}" y="50%" overflow="visible">{placed}</svg>'
    else:  # hatching that fades in three steps towards the unknown end
        third = (piece.end - piece.start) / 3
        for index in range(3):
            step = index if piece.style == "unknown" else 2 - index
            yield _bar(f"d-hatch d-step{step}{tone}", piece.start + index * third, piece.start + (index + 1) * third, 10, 0)


def _vertical_line(style: str, position: float) -> str:
    return f'<line class="{style}" x1="{percent(position)}" x2="{percent(position)}" y1="0" y2="100%"/>'


def _bar(style: str, start: float, end: float, height: float, least: float) -> str:
    missing = max(0.0, least - (end - start)) / 2
    left, right = max(0.0, start - missing), min(100.0, end + missing)
    return (
        f'<rect class="{style}" x="{percent(left)}" width="{percent(right - left)}" y="50%" height="{height:g}" '
        f'transform="translate(0 {-height / 2:g})" rx="2"/>'
    )


def unit(mark: Mark) -> str:
    """Return the SVG of a unit mark, in a square from the origin."""
    side = LETTERED if mark.letter else UNIT
    middle, style = side / 2, f"u u--{mark.tone}{' u--hollow' if mark.hollow else ''}"
    if mark.glyph == "circle":
        return f'<circle class="{style}" cx="{middle:g}" cy="{middle:g}" r="{middle - 1.5:g}"/>'
    if mark.glyph == "triangle":
        return f'<path class="{style}" d="M{middle:g} 1 {side - 0.8:g} {side - 1.5:g}H.8z"/>'
    return f'<rect class="{style}" x="1.5" y="1.5" width="{side - 3:g}" height="{side - 3:g}"/>'
