"""A figure laid out as one picture: headline, unit and period, drawing, note, sources, and where it comes from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from generator.language import say_count
from generator.stills.nodes import Drawing, Node
from generator.stills.rows import Row, rows_of, set_rows
from generator.stills.style import FONT, STYLE, TOKENS, coloured
from generator.stills.words import Run, height_of, lines_of, set_lines, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 720
"""The width of a picture, in pixels."""
EDGE: Final = 24
MOST_ROWS: Final = 60
"""The most rows of a picture; the rest is in the data."""
_TITLE, _TEXT, _SMALL = 20.0, 13.0, 11.5
_PARAGRAPHS: Final = {"fig__title": _TITLE, "fig__sub": _TEXT, "fig__note": _SMALL, "fig__src": _SMALL}


class _Sheet:
    """What is drawn so far, from top to bottom."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = float(EDGE)

    def words(self, lines: Sequence[list[Run]], size: float, *, after: float = 0) -> None:
        rows = wrapped(lines, WIDTH - 2 * EDGE, size)
        self.parts.append(set_lines(rows, EDGE, self.y, size))
        self.y += height_of(rows, size) + after

    def table(self, rows: Sequence[Row]) -> None:
        drawn, height = set_rows(rows[:MOST_ROWS], EDGE, self.y, WIDTH - 2 * EDGE)
        self.parts.append(drawn)
        self.y += height + 8
        if len(rows) > MOST_ROWS:
            left = say_count("… and {number} more row in the data", "… and {number} more rows in the data", len(rows) - MOST_ROWS)
            self.words([[Run(left, muted=True)]], _SMALL, after=8)

    def drawing(self, drawing: Drawing) -> None:
        if not drawing.width:
            self.table([Row([Node("td", children=[drawing])])])
            return
        width = WIDTH - 2 * EDGE
        height = drawing.height * width / drawing.width
        view = f"0 0 {drawing.width:g} {drawing.height:g}"
        self.parts.append(f'<svg x="{EDGE}" y="{self.y:g}" width="{width}" height="{height:g}" viewBox="{view}">{drawing.inner}</svg>')
        self.y += height + 8


def picture(figure: Node, origin: str) -> str:
    """Return a figure as an SVG file of its own.

    Args:
        figure: The figure as generator.stills.nodes reads it.
        origin: Where it comes from: the publication, and the address if one is known.
    """
    sheet = _Sheet()
    for child in figure.children:
        if isinstance(child, Node):
            _block(sheet, child)
        elif isinstance(child, Drawing):
            sheet.drawing(child)
    sheet.y += 6
    sheet.parts.append(f'<line class="rule" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{sheet.y:g}" y2="{sheet.y:g}"/>')
    sheet.y += 8
    sheet.words([[Run(origin, muted=True)]], _SMALL)
    height = round(sheet.y + EDGE * 0.7)
    title = next((node.text for node in figure.every("p", "h1") if node.has("fig__title")), "")
    return coloured(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{FONT}" font-size="{_TEXT:g}" role="img" aria-labelledby="t"><title id="t">{escape(title)}</title>{STYLE}'
        f'<rect width="{WIDTH}" height="{height}" fill="{TOKENS["paper"]}"/>{"".join(sheet.parts)}</svg>\n'
    )


def _block(sheet: _Sheet, node: Node) -> None:
    named = next((name for name in _PARAGRAPHS if node.has(name)), None)
    if named is not None:
        bold = named == "fig__title"
        sheet.words(lines_of(node, Run("", bold=bold, muted=not bold)), _PARAGRAPHS[named], after=4 if bold else 8)
    elif (rows := rows_of(node)) is not None:
        sheet.table(rows)
    elif node.drawing is not None and node.drawing.width:
        sheet.drawing(node.drawing)
    elif any(child.tag in ("p", "div", "table", "ol", "ul", "dl") for child in node.nodes):
        for child in node.nodes:
            _block(sheet, child)
    elif node.text:
        sheet.words(lines_of(node), _TEXT, after=4)
