"""The process that draws: `python -m generator.figures.drawing.worker`.

It reads one JSON object a line, {"id": ..., "spec": {"kind": ..., ...}}, and writes one a line, {"id": ..., "svg": ...} or
{"id": ..., "error": ...}. It imports Altair and starts the engine at once, so that a parent that starts it early finds it
ready when it has something to draw. Forking is no way to do this: vl-convert hangs in a forked process.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final, TextIO

from generator.figures.drawing.altair_svg import draw, warm_up
from generator.figures.drawing.dots_chart import dots_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from altair import TopLevelMixin

CHARTS: Final[Mapping[str, Callable[[dict[str, Any]], TopLevelMixin]]] = {"dots": dots_chart}
"""What builds each kind of chart from plain data."""


def answer(line: str) -> dict[str, Any]:
    """Return the answer to one line."""
    asked: dict[str, Any] = json.loads(line)
    spec = asked["spec"]
    try:
        return {"id": asked["id"], "svg": draw(CHARTS[spec["kind"]], spec)}
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is the answer; the parent raises it with the chart's name
        return {"id": asked["id"], "error": f"{type(problem).__name__}: {problem}"}


def serve(lines: TextIO, answers: TextIO) -> None:
    """Answer line by line until there are no more."""
    warm_up()
    for line in lines:
        if line.strip():
            answers.write(json.dumps(answer(line)) + "\n")
            answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
