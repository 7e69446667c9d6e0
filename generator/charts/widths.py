"""A drawing made at three widths, of which the page shows the one that fits, so that its words stay within 11 and 18 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.charts.placeholders import drawn, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Draw = Callable[[dict[str, Any]], str]
    """Draws a chart from plain data, as SVG with placeholders for links and ids."""

WIDE: Final = 720
MIDDLE: Final = 500
NARROW: Final = 340
_STYLES: Final = {"lanes-wide": WIDE, "lanes-middle": MIDDLE, "lanes-narrow": NARROW}


def at_widths(draw: Draw, spec: dict[str, Any], links: Mapping[str, str | None], figure_id: str) -> str:
    """Return the drawings of one chart, the widest first.

    Args:
        draw: Draws from plain data.
        spec: The data, but for the width and the name.
        links: The address of each record that the drawing links to, by its key.
        figure_id: The anchor of the figure on its page.
    """
    parts = []
    for style, width in _STYLES.items():
        svg = drawn(draw, {**spec, "width": width, "name": f"{figure_id}, {width} px"})
        parts.append(f'<div class="{style}">{placed(svg, links, f"{figure_id}-{width}")}</div>')
    return "".join(parts)
