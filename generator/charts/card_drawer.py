"""Draws cards as PNG in a process of its own, and remembers what it drew.

A card is kept under a hash of its SVG, of the fonts, and of the version of what draws.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generator.charts.drawer import DrawingFailedError
from generator.charts.kept import keep, read_kept

if TYPE_CHECKING:
    from collections.abc import Mapping

TIME_LIMIT: Final = 5.0
"""How long the process may take beside what it draws, in seconds."""
TIME_EACH: Final = 2.0
"""How long a card may take; usual are 0.06 seconds."""
_COMMAND: Final = (sys.executable, "-m", "generator.charts.card_worker")
_PACKAGES: Final = Path(__file__).parents[2]


def draw_cards(svgs: Mapping[str, str], *, cache: Path | None, fonts: Path, command: tuple[str, ...] = _COMMAND) -> Mapping[str, bytes]:
    """Return cards as PNG, by the names under which their SVG is given.

    Args:
        svgs: The cards.
        cache: The folder that holds drawings, made when needed; nothing to remember none.
        fonts: The folder that holds the fonts of the cards.
        command: The process that draws.

    Raises:
        DrawingFailedError: A card cannot be drawn, or not within the time limit.
    """
    renderer = _renderer(fonts)
    places = {name: cache / f"{sha256(f'{renderer}{svg}'.encode()).hexdigest()}.png" for name, svg in svgs.items()} if cache else {}
    found = {name: png for name, path in places.items() if (png := read_kept(path)) is not None}
    drawn = _drawn({name: svg for name, svg in svgs.items() if name not in found}, fonts, command)
    for name, png in drawn.items():
        if name in places:
            keep(places[name], png)
    return {name: found.get(name) or drawn[name] for name in svgs}


def _renderer(fonts: Path) -> str:
    digest = sha256(b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in ("card_worker", "png")))
    for path in sorted(fonts.glob("*.ttf")):
        digest.update(path.read_bytes())
    return f"card vl-convert {version('vl-convert-python')} {digest.hexdigest()}\n"


def _drawn(svgs: Mapping[str, str], fonts: Path, command: tuple[str, ...]) -> dict[str, bytes]:
    if not svgs:
        return {}
    limit = TIME_LIMIT + TIME_EACH * len(svgs)
    try:
        done = subprocess.run(  # noqa: S603 - our own worker
            (*command, str(fonts)), input=json.dumps(svgs), capture_output=True, encoding="utf-8", cwd=_PACKAGES, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise DrawingFailedError(f"{len(svgs)} cards were not drawn within {limit:g} seconds") from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        answer = {}
    if answer.keys() != svgs.keys():
        raise DrawingFailedError(f"the cards cannot be drawn: {answer.get('error', 'the drawing process gave no answer')}")
    return {name: b64decode(png) for name, png in answer.items()}
