"""One cell of a figure: words, a strip with its marks, a coloured ground with a number, or a row of small marks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from generator.stills.boxes import is_between, pieces
from generator.stills.style import DARK
from generator.stills.words import height_of, lines_of, set_lines, width_of_lines, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.stills.nodes import Drawing, Node
    from generator.stills.words import Line

SIZE: Final = 12.0
"""The size of words in cells, in pixels."""
PAD: Final = 5.0
"""What stays free above and below words, in pixels."""
_HEIGHTS: Final = {"axis": 18.0, "lane": 72.0, "dens__bars": 52.0}
_STRIP: Final = 24.0
_CHIP: Final = 20.0
_STEP: Final = _CHIP + 4
_CHIPS: Final = frozenset({"unit", "rk__n"})
_MARKED: Final = frozenset({"posts__m"})
"""Classes of cells in which a mark stands without a word."""
_KNOWN: Final = frozenset({"st--seen", "st--realised", "st--supported"})
"""Classes of marks that are filled."""
_GROUNDS: Final = ("b-n2", "b-n1", "b-z", "b-p1", "b-p2", "b-none", "rk__c", "rk__none")


def strip_of(cell: Node) -> Drawing | None:
    """Return the strip in a cell; nothing where there is none."""
    drawing = cell.drawing
    return drawing if drawing is not None and not drawing.width else None


def _chips(cell: Node) -> list[Node]:
    if cell.has(*_CHIPS):
        return [cell]
    names = {"st"} if cell.has(*_MARKED) else _CHIPS
    return [node for node in cell.every("span", "a") if node.has(*names)]


def natural_width(cell: Node) -> float:
    """Return how wide a cell would be if nothing was broken, in pixels."""
    if strip_of(cell) is not None:
        return 0.0
    chips = _chips(cell)
    return len(chips) * _STEP if chips else width_of_lines(_lines(cell), SIZE)


def word_width(cell: Node) -> float:
    """Return the width of a cell's widest word, in pixels."""
    if strip_of(cell) is not None or _chips(cell):
        return _CHIP
    return width_of_lines(wrapped(_lines(cell), 0, SIZE), SIZE)


def _lines(cell: Node) -> list[Line]:
    return lines_of(cell)


def cell_height(cell: Node, width: float, *, filled: bool) -> float:
    """Return how high a cell has to be, in pixels."""
    strip = strip_of(cell)
    if strip is not None:
        return strip.height or next((height for name, height in _HEIGHTS.items() if name in strip.classes), _STRIP)
    chips = _chips(cell)
    if chips:
        return -(-len(chips) // max(int(width // _STEP), 1)) * _STEP + 4
    least = 34.0 if filled and cell.tag == "td" and cell.classes else 0.0
    lines = wrapped(_lines(cell), width, SIZE)
    return max(height_of(lines, SIZE) + 2 * PAD if lines else 0.0, least)


def set_cell(cell: Node, x: float, y: float, width: float, height: float, *, filled: bool, head: bool) -> str:
    """Return a cell as SVG at its place."""
    strip = strip_of(cell)
    if strip is not None:
        tall = cell_height(cell, width, filled=filled)
        return _strip(strip, x, y + (height - tall) / (1 if head else 2), width, tall)
    ground = next((name for name in _GROUNDS if cell.has(name) and cell.tag == "td"), "")
    drawn = f'<rect class="{ground}" x="{x:.4g}" y="{y:.4g}" width="{width:.4g}" height="{height:.4g}"/>' if ground else ""
    if ground and (cell.has("thin") or any(node.has("thin") for node in cell.every("a", "span"))):
        drawn += f'<rect class="dash" x="{x + 4:.4g}" y="{y + 4:.4g}" width="{width - 8:.4g}" height="{height - 8:.4g}"/>'
    chips = _chips(cell)
    drawn += pieces(cell, x, y, width, height)
    middle = x + width + 1 if is_between(cell) else x + width / 2
    left = middle - min(max(int(width // _STEP), 1), len(chips)) * _STEP / 2 if filled else x
    down = (height - cell_height(cell, width, filled=filled) + 2) / 2 if filled else 0.0
    inner = _set_chips(chips, left, y + down, width) if chips else _words(cell, x, y, width, height, filled=filled, head=head)
    shade = ' class="dk"' if ground in DARK else ""
    return f"<g{shade}>{drawn}{inner}</g>" if drawn else inner


def _strip(strip: Drawing, x: float, y: float, width: float, height: float) -> str:
    style = " ".join(sorted(strip.classes))
    return (
        f'<svg class="{escape(style)}" x="{x:.4g}" y="{y:.4g}" width="{width:.4g}" height="{height:g}" '
        f'overflow="visible" font-size="11">{strip.inner}</svg>'
    )


def _words(cell: Node, x: float, y: float, width: float, height: float, *, filled: bool, head: bool) -> str:
    lines = wrapped(_lines(cell), width, SIZE)
    tall = height_of(lines, SIZE)
    top = y + (height - tall - (PAD if head else 0)) / (1 if head else 2)
    if filled and (cell.tag == "td" or head):
        return set_lines(lines, x + width / 2, top, SIZE, anchor="middle")
    if cell.has("n"):
        return set_lines(lines, x + width, top, SIZE, anchor="end")
    return set_lines(lines, x, top, SIZE)


def _set_chips(chips: Sequence[Node], x: float, y: float, width: float) -> str:
    across = max(int(width // _STEP), 1)
    return "".join(_chip(chip, x + index % across * _STEP, y + 3 + index // across * _STEP) for index, chip in enumerate(chips))


def _chip(chip: Node, x: float, y: float) -> str:
    words = escape(chip.text)
    half = _CHIP / 2
    if chip.has("st"):
        style = "ink" if chip.has(*_KNOWN) else "hollow ring"
        return f'<circle class="{style}" cx="{x + half:.4g}" cy="{y + half:.4g}" r="{half / 2:g}"/>'
    label = f'<text x="{x + half:.4g}" y="{y + half + 4:.4g}" font-size="11" text-anchor="middle">{words}</text>'
    if chip.has("rk__n"):
        style = "ink" if chip.has("rk__n--realised") else "hollow ring" if chip.has("rk__n--not-realised") else "ring"
        around = half / 2 if chip.has("rk__n--boxed") else half
        ring = f'<rect class="{style}" x="{x:.4g}" y="{y:.4g}" width="{_CHIP:g}" height="{_CHIP:g}" rx="{around:g}"/>'
        if chip.has("rk__n--partly"):
            arc = f"a{around:g} {around:g} 0 0 0"
            low = f"M{x:.4g} {y + half:.4g}v{half - around:g}{arc} {around:g} {around:g}h{_CHIP - 2 * around:g}"
            low += f"{arc} {around:g} {-around:g}v{around - half:g}z"
            ring += f'<path class="half" d="{low}"/>'
        return f'<g class="dk">{ring}{label}</g>' if style == "ink" else ring + label
    hollow = chip.has("unit--none")
    box = f'<rect class="chip{"--none" if hollow else ""}" x="{x:.4g}" y="{y:.4g}" width="{_CHIP:g}" height="{_CHIP:g}"/>'
    return f"{box}{label}" if hollow else f'<g class="dk">{box}{label}</g>'
