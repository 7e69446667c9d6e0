"""The process that draws cards: `python -m generator.charts.card_worker FONTS`.

It reads one JSON object, SVG by name, and writes one, PNG in base64 by name, or {"error": ...} alone.
"""

from __future__ import annotations

import json
import sys
import zlib
from base64 import b64encode
from pathlib import Path

import vl_convert

_SIGNATURE = 8
_AROUND = 12
"""The bytes of a chunk beside its data: length, name, checksum."""


def drawn(asked: str, fonts: Path) -> str:
    """Return the answer to what was asked."""
    try:
        if fonts.is_dir():
            vl_convert.register_font_directory(str(fonts.resolve()))
        svgs: dict[str, str] = json.loads(asked)
        return json.dumps({name: b64encode(lighter(vl_convert.svg_to_png(svg))).decode() for name, svg in svgs.items()})
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is the answer; the parent raises it
        said = str(problem).partition("\n")[0]
        return json.dumps({"error": f"{type(problem).__name__}: {said}"})


def lighter(png: bytes) -> bytes:
    """Return a PNG with the same pixels, packed tighter: vl-convert packs fast, to three times the size (PNG, third edition, 5.3)."""
    kept, packed, at = [png[:_SIGNATURE]], b"", _SIGNATURE
    while at < len(png):
        end = at + _AROUND + int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : end - 4]
        else:
            kept.append(png[at:end])
        at = end
    data = b"IDAT" + zlib.compress(zlib.decompress(packed))
    return b"".join([*kept[:-1], (len(data) - 4).to_bytes(4), data, zlib.crc32(data).to_bytes(4), kept[-1]])


if __name__ == "__main__":
    sys.stdout.write(drawn(sys.stdin.read(), Path(sys.argv[1])))
