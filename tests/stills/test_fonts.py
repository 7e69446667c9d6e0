"""Latin words are drawn alike on every machine; other scripts with the fonts that it has, in a process as the build starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.workers import Worker, python_module
from tests.sites import ROOT, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

FONTS = TEMPLATES / "cards"
DRAW = """
import sys
from pathlib import Path
import vl_convert
from generator.stills import fonts
vars(fonts)["_OF_MACHINES"] = sys.argv[2].split()
fonts.load_fonts(Path(sys.argv[1]))
sys.stdout.buffer.write(vl_convert.svg_to_png(sys.stdin.read()))
"""


def drawn(text: str, family: str, own: Path, *folders: str, **environment: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text y="30" font-family="{family}">{text}</text></svg>'
    command = (sys.executable, "-c", DRAW, str(own), " ".join(folders))
    done = subprocess.run(command, input=svg.encode(), capture_output=True, check=True, cwd=ROOT, env={**os.environ, **environment})
    return done.stdout


@pytest.mark.parametrize("text", ["Ferries, 12–15 € a day", "Şişli “ğ” − ½ → ●", "Ελλάδα Москва עברית"])
def test_what_the_font_of_pictures_has_is_drawn_alike_whatever_a_machine_has(tmp_path: Path, text: str) -> None:
    with_others = drawn(text, "Liberation Sans", FONTS, "/usr/share/fonts", "~/.fonts")
    assert with_others == drawn(text, "Liberation Sans", FONTS)
    assert with_others == drawn(text, "Liberation Sans", tmp_path, FONTCONFIG_FILE=str(tmp_path / "missing.conf"))
    assert with_others != drawn("", "Liberation Sans", FONTS)


def test_the_fonts_of_cards_are_known_by_their_own_names(tmp_path: Path) -> None:
    assert drawn("The ferry", "Card Serif", FONTS) != drawn("The ferry", "Card Serif", tmp_path)


def test_a_process_as_the_build_starts_it_draws_a_card_with_our_fonts(tmp_path: Path) -> None:
    for family in ("Card Serif", "Liberation Sans"):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text y="30" font-family="{family}">Ferry</text></svg>'
        (tmp_path / f"{family}.svg").write_text(svg, encoding="utf-8")
    worker = Worker((*python_module("generator.stills.worker"), str(FONTS)), 60)
    try:
        for family in ("Card Serif", "Liberation Sans"):
            assert worker.ask({"source": str(tmp_path / f"{family}.svg"), "to": str(tmp_path / family), "language": "en"}) == {}
    finally:
        worker.close()
    assert (tmp_path / "Card Serif.png").read_bytes() != (tmp_path / "Liberation Sans.png").read_bytes()
