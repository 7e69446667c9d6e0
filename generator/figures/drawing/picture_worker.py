"""The process that makes pictures: `python -m generator.figures.drawing.picture_worker FONTS`.

It reads one JSON object a line, {"id": ..., "source": ..., "to": ..., "scale": ...}, turns a file of SVG into a PNG, and writes one
line, {"id": ...} or {"id": ..., "error": ...}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TextIO

import vl_convert

from generator.figures.drawing.fonts import load_fonts
from generator.figures.drawing.png import packed


def make(source: Path, to: Path, scale: float) -> None:
    """Write a picture, whole or not at all; a scale of 1.5 makes one and a half pixels of each of the drawing."""
    data = packed(vl_convert.svg_to_png(source.read_text(encoding="utf-8"), scale=scale))
    part = to.with_suffix(".part")
    part.write_bytes(data)
    part.replace(to)


def answer(line: str) -> dict[str, Any]:
    """Return the answer to one line."""
    asked: dict[str, Any] = json.loads(line)
    try:
        make(Path(asked["source"]), Path(asked["to"]), asked["scale"])
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
