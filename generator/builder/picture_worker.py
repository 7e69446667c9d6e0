"""The process that makes pictures: `python -m generator.builder.picture_worker FONTS`.

It is asked for a drawing in SVG, with how many pixels one of the drawing is to be, and answers with a PNG that names the same licence.

A drawing becomes a page of PDF first, whose letters PDFium fills in half the time that the rasterizer inside vl-convert takes.

Latin words are set in the fonts inside vl-convert, so that they look alike on every machine: another release of the same font moves
letters by a hair. The fonts of the machine are asked for the letters of other scripts alone.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import vl_convert
from pypdfium2 import PdfDocument
from zlib_ng import zlib_ng

from generator.system import answer_questions

_NOTHING: Final = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
_CONFIG: Final = "<?xml version='1.0'?><fontconfig><dir>{0}</dir></fontconfig>"
_OF_MACHINES: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
"""Where fonts are on Linux; other systems do not read the variable that is set here, and give their fonts at once."""
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_RGB: Final = 2
"""The type of a PNG of three bytes a pixel."""
_RIGHTS: Final = re.compile("<dc:rights>([^<]*)</dc:rights>")
_LEVEL: Final = 4
"""Of zlib-ng; the next takes half as long again for three per cent less."""


def picture(question: tuple[bytes, float]) -> bytes:
    """Return the PNG of an SVG and a scale; one of 1.5 makes one and a half pixels of each of the drawing.

    The licence that the drawing names, if it does, stands under "Copyright" as UTF-8 (https://www.w3.org/TR/png/#11iTXt).
    """
    svg, scale = question[0].decode(), question[1]
    licence = _RIGHTS.search(svg)
    with PdfDocument(vl_convert.svg_to_pdf(svg)) as document:
        page = document[0]
        drawn = page.render(scale=scale, rev_byteorder=True)
        width, height = (int(side * scale) for side in page.get_size())  # a pixel that is cut through would show what is behind the page
        pixels, row = memoryview(drawn.buffer).cast("B"), drawn.stride
        lines = (pixels[row * line : row * line + 3 * width] for line in range(height))
        data = zlib_ng.compress(b"".join(part for line in lines for part in (b"\0", line)), _LEVEL)
    notice = [(b"iTXt", b"Copyright\0\0\0\0\0" + unescape(licence[1]).encode())] if licence else []
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)), *notice, (b"IDAT", data), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_part(*part) for part in parts)


def load_fonts(own: Path) -> None:
    """Load the fonts inside vl-convert, then those of a folder of ours, then the machine's; to be called before anything is drawn."""
    with TemporaryDirectory() as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(_CONFIG.format(folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(config)
        vl_convert.svg_to_png(_NOTHING)
        del os.environ["FONTCONFIG_FILE"]
    for place in (own, *(Path(name).expanduser() for name in _OF_MACHINES)):
        if place.is_dir():
            vl_convert.register_font_directory(str(place))


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib_ng.crc32(kind + data))


if __name__ == "__main__":
    load_fonts(Path(sys.argv[1]))
    answer_questions(picture)
