"""The process that draws: `python -m generator.charts.worker`.

It reads one JSON object a line, {"id": ..., "spec": {"kind": ..., ...}}, and writes one a line, {"id": ..., "svg": ...} or
{"id": ..., "error": ...}. It imports Altair and starts the engine at once, so that a parent that starts it early finds it
ready when it has something to draw. Forking is no way to do this: vl-convert hangs in a forked process.
"""

from __future__ import annotations

import json
import sys
from threading import Thread
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable


def _engine() -> None:
    from generator.charts.altair_svg import warm_up

    warm_up()


def builders() -> dict[str, Callable[[dict[str, Any]], str]]:
    """Return what draws each kind of chart from plain data."""
    from generator.charts.altair_svg import draw
    from generator.charts.lanes_chart import lanes_chart
    from generator.charts.over_time_chart import over_time_chart

    return {"over-time": lambda data: draw(over_time_chart, data), "lanes": lambda data: draw(lanes_chart, data)}


def answer(line: str, known: dict[str, Callable[[dict[str, Any]], str]]) -> dict[str, Any]:
    """Return the answer to one line."""
    asked: dict[str, Any] = json.loads(line)
    spec = asked["spec"]
    try:
        return {"id": asked["id"], "svg": known[spec["kind"]](spec)}
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is the answer; the parent raises it with the chart's name
        return {"id": asked["id"], "error": f"{type(problem).__name__}: {problem}"}


def serve(lines: TextIO, answers: TextIO) -> None:
    """Answer line by line until there are no more."""
    engine = Thread(target=_engine, daemon=True)
    engine.start()
    known = builders()
    engine.join()
    for line in lines:
        if line.strip():
            answers.write(json.dumps(answer(line, known), ensure_ascii=True) + "\n")
            answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
