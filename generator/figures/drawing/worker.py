"""The process that draws: `python -m generator.figures.drawing.worker`.

It reads one JSON object a line, {"id": ..., "spec": {"kind": ..., ...}}, and writes one a line, {"id": ..., "svg": ...} or
{"id": ..., "error": ...}. It imports Altair and starts the engine at once, so that a parent that starts it early finds it ready.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from generator.figures.drawing.altair_svg import draw, warm_up
from generator.figures.drawing.dots_chart import dots_chart
from generator.figures.drawing.map_chart import map_chart
from generator.workers import answer_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from altair import TopLevelMixin

CHARTS: Final[Mapping[str, Callable[[dict[str, Any]], TopLevelMixin]]] = {"dots": dots_chart, "map": map_chart}
"""What builds each kind of chart from plain data."""


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one question."""
    spec = asked["spec"]
    return {"svg": draw(CHARTS[spec["kind"]], spec)}


if __name__ == "__main__":
    warm_up()
    answer_lines(sys.stdin, sys.stdout, answer)
