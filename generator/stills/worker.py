"""The process that makes pictures: `python -m generator.stills.worker`.

It reads one JSON object a line, {"id": ..., "page": ..., "to": ..., "language": ...}, turns the figure on that page of HTML into two files,
`to` with .svg and with .png, and writes one line, {"id": ...} or {"id": ..., "error": ...}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final, TextIO

import vl_convert

from generator.charts.png import packed
from generator.language import SOURCE, speaking
from generator.stills.layout import picture
from generator.stills.nodes import figure_of, origin_of

SCALE: Final = 1.5
"""How many pixels of the PNG stand for one of the drawing: 1,080 across."""


def make(page: Path, to: Path) -> None:
    """Write the figure on a page as SVG and PNG; both are there or neither."""
    html = page.read_text(encoding="utf-8")
    svg = picture(figure_of(html), origin_of(html))
    png = packed(vl_convert.svg_to_png(svg, scale=SCALE))
    for suffix, data in ((".svg", svg.encode()), (".png", png)):
        part = to.with_suffix(f"{suffix}.part")
        part.write_bytes(data)
        part.replace(to.with_suffix(suffix))


def answer(line: str) -> dict[str, Any]:
    """Return the answer to one line."""
    asked: dict[str, Any] = json.loads(line)
    try:
        with speaking(asked.get("language", SOURCE)):
            make(Path(asked["page"]), Path(asked["to"]))
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is the answer; the parent names the figure
        return {"id": asked["id"], "error": f"{type(problem).__name__}: {problem}"}
    return {"id": asked["id"]}


def serve(lines: TextIO, answers: TextIO) -> None:
    """Answer line by line until there are no more."""
    for line in lines:
        if line.strip():
            answers.write(json.dumps(answer(line)) + "\n")
            answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
