"""The process that makes pictures: `python -m generator.figures.drawing.picture_worker FONTS`.

It reads one JSON object a line, {"id": ..., "source": ..., "to": ..., "scale": ...}, turns a file of SVG into a PNG, and writes one
line, {"id": ...} or {"id": ..., "error": ...}.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import vl_convert

from generator.cache import keep
from generator.figures.drawing.fonts import load_fonts
from generator.figures.drawing.png import packed
from generator.workers import answer_lines


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Keep a picture; a scale of 1.5 makes one and a half pixels of each of the drawing."""
    svg = Path(asked["source"]).read_text(encoding="utf-8")
    keep(Path(asked["to"]), packed(vl_convert.svg_to_png(svg, scale=asked["scale"])))
    return {}


if __name__ == "__main__":
    load_fonts(Path(sys.argv[1]))
    answer_lines(sys.stdin, sys.stdout, answer)
