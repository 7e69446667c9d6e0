"""The process that makes pictures: `python -m generator.builder.picture_worker FONTS`.

It is asked for a drawing in SVG, with how many pixels one of the drawing is to be, and answers with a PNG that names the same licence.

Latin words are set in the fonts inside vl-convert, so that they look alike on every machine: another release of the same font moves
letters by a hair, and each letter is read anew from its file, which takes three times as long. The fonts of the machine are asked for
the letters of other scripts alone.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import vl_convert
from zlib_ng import zlib_ng

from generator.system import answer_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTHING: Final = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
_CONFIG: Final = "<?xml version='1.0'?><fontconfig><dir>{0}</dir></fontconfig>"
_OF_MACHINES: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
"""Where fonts are on Linux; other systems do not read the variable that is set here, and give their fonts at once."""
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_RIGHTS: Final = re.compile("<dc:rights>([^<]*)</dc:rights>")
_LEVEL: Final = 4
"""Of zlib-ng; the next takes half as long again for three per cent less."""


def picture(question: tuple[bytes, float]) -> bytes:
    """Return the PNG of an SVG and a scale; one of 1.5 makes one and a half pixels of each of the drawing."""
    svg, scale = question[0].decode(), question[1]
    licence = _RIGHTS.search(svg)
    return packed(vl_convert.svg_to_png(svg, scale=scale), unescape(licence[1]) if licence else "")


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


def packed(png: bytes, licence: str = "") -> bytes:
    """Return a PNG with the same pixels, packed anew: vl-convert packs in haste, at about three times the size.

    The licence, where there is one, stands under "Copyright" as UTF-8 (https://www.w3.org/TR/png/#11iTXt).
    """
    parts = list(_parts(png))
    pixels = zlib_ng.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    others = [(kind, data) for kind, data in parts if kind not in (b"IDAT", b"IEND")]
    notice = [(b"iTXt", b"Copyright\0\0\0\0\0" + licence.encode())] if licence else []
    return _SIGNATURE + b"".join(_part(*part) for part in (*others, *notice, (b"IDAT", zlib_ng.compress(pixels, _LEVEL)), (b"IEND", b"")))


def _parts(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib_ng.crc32(kind + data))


if __name__ == "__main__":
    load_fonts(Path(sys.argv[1]))
    answer_questions(picture)
