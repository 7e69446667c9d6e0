"""Makes the pictures in README.md: a page of a claim as a browser shows it, and mistakes as a terminal does.

`python -m tests.pictures` writes both into .github/pictures/; the page is that of the site built last. A test holds that the mistakes
are what `onrecord check` says.
"""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from generator.command.cli import cli
from generator.system.bundled import STARTER
from generator.system.files import write_whole
from tests.conftest import TODAY
from tests.serving import served
from tests.sites import ROOT

PICTURES: Final = ROOT / ".github" / "pictures"
MISTAKES: Final = (
    ("acts/fare-for-southport.yml", "when: 2025-03-04", "when: 2025-03-4"),
    ("claims/ferry-loses-money.yml", "actor: southport", "actor: southprt"),
    ("events/fare-set.yml", "pay a fare", "pay no fare"),
)
"""Slips in the example publication: a file, what is in it, and what an editor wrote in its place."""
_PAGE: Final = "claims/pakistan-nuclear-pledge/"
_SIZE, _LINE, _LETTER, _MARGIN = 14, 20, 8.43, 20
"""Pixels: the letters' height, from line to line, a letter's width in the widest of the usual fonts, around the text."""
_STYLE: Final = (
    "rect{fill:#fbfaf7;stroke:#d9d5cb}text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#2b2926;"
    "white-space:pre}.place{font-weight:600}.mark{fill:#b3261e;font-weight:700}.mend{fill:#1f6f4a}"
    "@media(prefers-color-scheme:dark){rect{fill:#1c1b1a;stroke:#45423d}text{fill:#e9e5dd}.mark{fill:#ff8a80}.mend{fill:#7fd1a5}}"
)


def said() -> str:
    """Return what `onrecord check` says of the example publication with slips in it."""
    with TemporaryDirectory() as folder:
        content = Path(shutil.copytree(STARTER / "content", Path(folder) / "content"))
        for name, right, wrong in MISTAKES:
            text = (content / name).read_text(encoding="utf-8")
            (content / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
        return CliRunner().invoke(cli, ["check", "--project", folder, "--today", TODAY.isoformat()]).stdout


def terminal(text: str) -> str:
    """Return lines of a terminal as SVG, after the command that printed them."""
    lines = ["$ onrecord check", "", *text.rstrip("\n").split("\n")]
    width = round(max(map(len, lines)) * _LETTER) + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    words = "\n".join(
        f'<text x="{_MARGIN}" y="{_MARGIN + _SIZE + number * _LINE}">{_coloured(line)}</text>' for number, line in enumerate(lines) if line
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<style>{_STYLE}</style>\n<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"/>\n{words}\n</svg>\n'
    )


def _coloured(line: str) -> str:
    start = line.find("^") if line.lstrip(" |").startswith("^") else 0
    kind = "mark" if start else "place" if ": error: " in line else "mend" if line.startswith("  = ") else ""
    words = escape(line[start:], quote=False)
    return line[:start] + (f'<tspan class="{kind}">{words}</tspan>' if kind else words)


def main() -> None:
    """Write the pictures."""
    write_whole(PICTURES / "mistakes.svg", terminal(said()).encode())
    with served(ROOT / "build" / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="light")
        page.goto(f"{address}/{_PAGE}")
        page.evaluate("document.fonts.ready")
        write_whole(PICTURES / "claim.png", page.screenshot())
        browser.close()


if __name__ == "__main__":
    main()
