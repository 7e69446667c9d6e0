"""The fonts in which pictures are set: first those inside vl-convert, so that Latin words look alike on every machine.

What the fonts of a machine would do if they came first: another release of the same font moves letters by a hair, and each letter is
read anew from its file, which takes three times as long. They are asked for the letters of other scripts alone.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import vl_convert

_NOTHING: Final = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
_CONFIG: Final = "<?xml version='1.0'?><fontconfig><dir>{0}</dir></fontconfig>"
_OF_MACHINES: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
"""Where fonts are on Linux; other systems do not read the variable that is set here, and give their fonts at once."""


def load_fonts(own: Path) -> None:
    """Load the fonts inside vl-convert, then those of a folder of ours, then the machine's; to be called before anything is drawn.

    Args:
        own: The folder that holds the fonts of the cards.
    """
    with TemporaryDirectory() as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(_CONFIG.format(folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(config)
        vl_convert.svg_to_png(_NOTHING)
        del os.environ["FONTCONFIG_FILE"]
    for place in (own, *(Path(name).expanduser() for name in _OF_MACHINES)):
        if place.is_dir():
            vl_convert.register_font_directory(str(place))
