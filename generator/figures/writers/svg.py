"""Writes a figure as a self-contained SVG: headline, unit and period, grids and plots, note, sources and origin."""

from __future__ import annotations

import re
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from generator.figures.figure import FigureRef, FigureText, Grid, Mark, Sign, Strip, is_inset
from generator.figures.licence import svg_metadata
from generator.figures.writers.drawing import LETTERED, UNIT, more_rows, pieces, tick_lines, tick_words, unit
from generator.figures.writers.plots import plot_svg
from generator.figures.writers.wrapping import RunLine, TextRun, height_of, set_lines, text_runs, wrapped
from generator.language import current_locale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.figure import Cell, Column, Figure, Item, Plot, Row
    from generator.figures.tokens import Tokens
    from generator.figures.writers.plots import Draw

    Layout = Sequence[tuple[Column, float, float]]
    """Each column with its x offset and width in pixels."""

WIDTH: Final = 720
"""The width of a picture in pixels."""
EDGE: Final = 24
MOST_ROWS: Final = 60
"""The maximum number of rows of a grid in a picture; the rest is in the data."""
FONT: Final = "'Liberation Sans', Arial, Helvetica, sans-serif"
"""The font that text is measured with, and fonts with the same metrics."""
SIZE: Final = 12.0
"""The font size in grids in pixels."""
_TITLE, _SUB, _SMALL = 20.0, 13.0, 11.5
_GAP: Final = 12.0
_PAD: Final = 5.0
_STRIP: Final = 24.0
_AXIS: Final = 18.0
_GLYPH: Final = 11.0
_INSET: Final = (TextRun("", drawing='<path d="M12-3V6H20" fill="none" stroke="var(--ink-2)"/>', side=24.0),)
_VIEW: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_RULES: Final = """text{fill:var(--ink)}
.m,.strip text{fill:var(--ink-2)}
.strip text{paint-order:stroke;stroke:var(--paper);stroke-width:4}
.b{font-weight:bold}
.rule{stroke:var(--rule)}
.on{fill:var(--on-dark)}
"""


def figure_svg(figure: Figure, *, tokens: Tokens, draw: Draw, origin: str, licence: str = "") -> str:
    """Return a figure as a self-contained SVG file in light colours.

    The footer has its origin, which is the publication with its URL if known, and its licence, if any.
    """
    sheet = _Sheet(tokens)
    sheet.words(figure.title, _TITLE, bold=True, after=4)
    sheet.words(figure.subtitle, _SUB, after=10)
    for block in figure.body:
        if isinstance(block, Grid):
            sheet.grid(block)
        else:
            sheet.plot(block, draw, figure.id)
    sheet.words(figure.note, _SMALL, after=4)
    sheet.words(figure.sources, _SMALL, after=4)
    sheet.rule()
    sheet.y += 8
    sheet.words(origin, _SMALL)
    sheet.words(licence, _SMALL)
    height = round(sheet.y + EDGE * 0.7)
    return tokens.coloured(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{FONT}" role="img" aria-labelledby="t"><title id="t">{escape(figure.title, quote=False)}</title>'
        f"{svg_metadata(licence)}<style>{_RULES}{tokens.rules}</style><defs>{tokens.patterns}</defs>"
        f'<rect width="{WIDTH}" height="{height}" fill="var(--paper)"/>{"".join(sheet.parts)}</svg>\n'
    )


class _Sheet:
    """The parts drawn so far, from top to bottom."""

    def __init__(self, tokens: Tokens) -> None:
        self.parts: list[str] = []
        self.y = float(EDGE)
        self._tokens = tokens
        self._from_right = WIDTH if current_locale().direction == "rtl" else 0

    def words(self, text: str, size: float, *, bold: bool = False, after: float = 0) -> None:
        if text:
            self._full_width([text_runs(text, bold=bold, muted=not bold)], size, after)

    def rule(self, style: str = "rule") -> None:
        self.parts.append(f'<line class="{style}" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{self.y:.5g}" y2="{self.y:.5g}"/>')

    def plot(self, plot: Plot, draw: Draw, name: str) -> None:
        svg = plot_svg(plot, draw, name)
        view = _VIEW.search(svg)
        across, down = (float(view[1]), float(view[2])) if view else (WIDTH, 0.0)
        width = min(WIDTH - 2 * EDGE, across)
        height = down * width / (across or 1)
        inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
        attributes = f'x="{EDGE}" y="{self.y:.5g}" width="{width:g}" height="{height:.5g}"'
        self.parts.append(f'<svg {attributes} viewBox="0 0 {across:g} {down:g}" overflow="visible">{inner}</svg>')
        self.y += height + 16

    def grid(self, grid: Grid) -> None:
        columns = _layout(grid.columns)
        if grid.caption:
            self.words(grid.caption, SIZE, bold=True, after=4)
        if not grid.bare:
            self._heads(columns)
        for row in grid.rows[:MOST_ROWS]:
            self._row(columns, row)
        if len(grid.rows) > MOST_ROWS:
            self.words(more_rows(len(grid.rows) - MOST_ROWS), _SMALL)
        self.y += 10

    def _heads(self, columns: Layout) -> None:
        heads = [[] if column.ticks else wrapped([text_runs(column.label, muted=True)], width, _SMALL) for column, _, width in columns]
        height = max([*(height_of(lines, _SMALL) for lines in heads), *(_AXIS for column, *_ in columns if column.ticks)], default=0.0)
        for (column, x, width), lines in zip(columns, heads, strict=True):
            self._set(lines, column, x, width, self.y + height - height_of(lines, _SMALL), _SMALL)
            if column.ticks:
                svg = tick_lines(column.ticks) + tick_words(column)
                self._strip(svg, x, self.y + height - _AXIS, width, _AXIS)
        self.y += height + 3

    def _row(self, columns: Layout, row: Row) -> None:
        if row.heading:
            self.y += 8
            self._full_width(self._runs(row.cells[0], bold=True), SIZE, _PAD)
            return
        self.rule()
        texts = [wrapped(self._runs(cell), width, SIZE) for cell, (*_, width) in zip(row.cells, columns, strict=True)]
        strips = [next((item for line in cell for item in line if isinstance(item, Strip)), None) for cell in row.cells]
        height = max([*(height_of(lines, SIZE) for lines in texts), *(_STRIP for strip in strips if strip)], default=0.0)
        for (column, x, width), lines, strip in zip(columns, texts, strips, strict=True):
            if strip is not None:
                svg = tick_lines(column.ticks) + pieces(strip, self._tokens)
                self._strip(svg, x, self.y + _PAD, width, min(height, _STRIP))
            self._set(lines, column, x, width, self.y + _PAD, SIZE)
        self.y += height + 2 * _PAD
        if row.below:
            self._full_width(self._runs(row.below), SIZE, _PAD)

    def _set(self, lines: Sequence[RunLine], column: Column, x: float, width: float, top: float, size: float) -> None:
        end = x + width if column.role == "number" else None
        self.parts.append(set_lines(lines, x, top, size, end=end, from_right=self._from_right))

    def _strip(self, inner: str, x: float, y: float, width: float, height: float) -> None:
        left = self._from_right - x - width if self._from_right else x
        attributes = f'x="{left:.4g}" y="{y:.5g}" width="{width:.4g}" height="{height:g}"'
        self.parts.append(f'<svg class="strip" {attributes} overflow="visible" font-size="11">{inner}</svg>')

    def _full_width(self, runs: Sequence[RunLine], size: float, after: float) -> None:
        lines = wrapped(runs, WIDTH - 2 * EDGE, size)
        self.parts.append(set_lines(lines, EDGE, self.y, size, from_right=self._from_right))
        self.y += height_of(lines, size) + after

    def _runs(self, cell: Cell, *, bold: bool = False) -> list[RunLine]:
        lines: list[RunLine] = []
        for line in cell:
            runs = (self._run(*pair, bold=bold) for pair in zip((None, *line), line, strict=False))
            lines.append([*(_INSET if is_inset(line) else ()), *(run for parts in runs for run in parts)])
        return [line for line in lines if line]

    def _run(self, previous: Item | None, item: Item, *, bold: bool) -> list[TextRun]:
        if isinstance(item, FigureText):
            return text_runs(item.text, bold=bold or item.emphasis == "strong", muted=item.emphasis == "muted")
        if isinstance(item, FigureRef):
            return [TextRun(f" [{item.number}]", muted=True)]
        if isinstance(item, Mark):
            return [*([TextRun("  ")] if isinstance(previous, FigureText) else []), self._mark(item)]
        if isinstance(item, Sign):
            scale = _GLYPH / 16
            svg = f'<g transform="scale({scale:g})">{self._tokens.glyph(item.glyph)}</g>'
            return [TextRun("", drawing=svg, side=_GLYPH), *([] if item.alone else [TextRun(f" {item.word}", bold=True)])]
        return []

    def _mark(self, mark: Mark) -> TextRun:
        side = LETTERED if mark.letter else UNIT
        style = "" if mark.hollow else ' class="on"'
        attributes = f'x="{side / 2:g}" y="{side / 2 + 4:g}" font-size="11" text-anchor="middle"{style}'
        letter = f"<text {attributes}>{escape(mark.letter)}</text>" if mark.letter else ""
        title = f"<title>{escape(mark.label, quote=False)}</title>"
        return TextRun("", drawing=f"<g>{title}{unit(mark)}{letter}</g>", side=side + 2)


def _layout(columns: Sequence[Column]) -> Layout:
    """Return x offset and width of each column in pixels.

    Fixed widths are scaled down if they do not fit; columns without one share the rest.
    """
    room = WIDTH - 2 * EDGE - _GAP * (len(columns) - 1)
    fixed = sum(column.width for column in columns) * SIZE
    sharing = sum(not column.width for column in columns)
    fit = min(1.0, room * (0.72 if sharing else 1) / fixed) if fixed else 1.0
    rest = (room - fixed * fit) / sharing if sharing else 0.0
    widths = [column.width * SIZE * fit or rest for column in columns]
    starts = accumulate((width + _GAP for width in widths), initial=float(EDGE))
    return [*zip(columns, starts, widths, strict=False)]
