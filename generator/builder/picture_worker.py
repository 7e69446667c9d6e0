"""The worker process that converts SVG to PNG: `python -m generator.builder.picture_worker FONTS`.

A request is an SVG with a scale in pixels per unit; the answer is a PNG with the same licence notice.

The SVG is converted to PDF first, since PDFium rasterizes text in half the time that vl-convert takes.

Latin text uses the fonts bundled with vl-convert, so that it looks the same on every machine: another release of the same font shifts
glyphs slightly. System fonts are used for other scripts only.
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

_EMPTY_SVG: Final = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
_CONFIG: Final = "<?xml version='1.0'?><fontconfig><dir>{0}</dir></fontconfig>"
_OF_MACHINES: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
"""Font folders on Linux; other systems ignore FONTCONFIG_FILE and provide their fonts anyway."""
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_RGB: Final = 2
"""The PNG colour type with three bytes per pixel."""
_RIGHTS: Final = re.compile("<dc:rights>([^<]*)</dc:rights>")
_LEVEL: Final = 4
"""The zlib-ng compression level; the next takes 50 per cent longer for three per cent less."""


def picture(question: tuple[bytes, float]) -> bytes:
    """Return the PNG of an SVG and a scale, in pixels per SVG unit.

    The licence of the SVG, if any, is written to the iTXt chunk "Copyright" as UTF-8 (https://www.w3.org/TR/png/#11iTXt).
    """
    svg, scale = question[0].decode(), question[1]
    licence = _RIGHTS.search(svg)
    with PdfDocument(vl_convert.svg_to_pdf(svg)) as document:
        page = document[0]
        bitmap = page.render(scale=scale, rev_byteorder=True)
        width, height = (int(side * scale) for side in page.get_size())  # partly covered edge pixels would show the background
        pixels, row = memoryview(bitmap.buffer).cast("B"), bitmap.stride
        lines = (pixels[row * line : row * line + 3 * width] for line in range(height))
        data = zlib_ng.compress(b"".join(part for line in lines for part in (b"\0", line)), _LEVEL)
    notice = [(b"iTXt", b"Copyright\0\0\0\0\0" + unescape(licence[1]).encode())] if licence else []
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)), *notice, (b"IDAT", data), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks)


def load_fonts(fonts: Path) -> None:
    """Load the fonts of vl-convert, then those of a folder, then system fonts; call this before anything is drawn."""
    with TemporaryDirectory() as empty:
        config = Path(empty) / "fonts.conf"
        config.write_text(_CONFIG.format(empty), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(config)
        vl_convert.svg_to_png(_EMPTY_SVG)
        del os.environ["FONTCONFIG_FILE"]
    for folder in (fonts, *(Path(name).expanduser() for name in _OF_MACHINES)):
        if folder.is_dir():
            vl_convert.register_font_directory(str(folder))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib_ng.crc32(kind + data))


if __name__ == "__main__":
    load_fonts(Path(sys.argv[1]))
    answer_questions(picture)
