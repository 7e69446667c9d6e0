"""The process that makes pictures: `python -m generator.stills.worker FONTS`.

It reads one JSON object a line, {"id": ..., "source": ..., "to": ..., "language": ...}, turns the figure on a page of HTML into two
files, `to` with .svg and with .png, and a card that is SVG into one, and writes one line, {"id": ...} or {"id": ..., "error": ...}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final, TextIO

import vl_convert

from generator.charts.png import packed
from generator.language import SOURCE, speaking
from generator.stills.fonts import load_fonts
from generator.stills.layout import picture
from generator.stills.nodes import figure_of, origin_of

SCALE: Final = 1.5
"""How many pixels of the PNG stand for one of the drawing: 1,080 across."""


def make(source: Path, to: Path) -> None:
    """Write the pictures of the figure on a page, or of a card; all are there or none."""
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".svg":
        files = {".png": packed(vl_convert.svg_to_png(text))}
    else:
        svg = picture(figure_of(text), origin_of(text))
        files = {".svg": svg.encode(), ".png": packed(vl_convert.svg_to_png(svg, scale=SCALE))}
    for suffix, data in files.items():
        part = to.with_suffix(f"{suffix}.part")
        part.write_bytes(data)
        part.replace(to.with_suffix(suffix))


def answer(line: str) -> dict[str, Any]:
    """Return the answer to one line."""
    asked: dict[str, Any] = json.loads(line)
    try:
        with speaking(asked.get("language", SOURCE)):
            make(Path(asked["source"]), Path(asked["to"]))
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is the answer; the parent names the figure or card
        return {"id": asked["id"], "error": f"{type(problem).__name__}: {problem}"}
    return {"id": asked["id"]}


def serve(lines: TextIO, answers: TextIO) -> None:
    """Answer line by line until there are no more."""
    for line in lines:
        if line.strip():
            answers.write(json.dumps(answer(line)) + "\n")
            answers.flush()


if __name__ == "__main__":
    load_fonts(Path(sys.argv[1]))
    serve(sys.stdin, sys.stdout)
