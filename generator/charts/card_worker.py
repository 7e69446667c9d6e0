"""The process that draws cards: `python -m generator.charts.card_worker FONTS`.

It reads one JSON object, SVG by name, and writes one, PNG in base64 by name, or {"error": ...} alone.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from pathlib import Path

import vl_convert

from generator.charts.png import packed


def drawn(asked: str, fonts: Path) -> str:
    """Return the answer to what was asked."""
    try:
        if fonts.is_dir():
            vl_convert.register_font_directory(str(fonts.resolve()))
        svgs: dict[str, str] = json.loads(asked)
        return json.dumps({name: b64encode(packed(vl_convert.svg_to_png(svg))).decode() for name, svg in svgs.items()})
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is the answer; the parent raises it
        said = str(problem).partition("\n")[0]
        return json.dumps({"error": f"{type(problem).__name__}: {said}"})


if __name__ == "__main__":
    sys.stdout.write(drawn(sys.stdin.read(), Path(sys.argv[1])))
