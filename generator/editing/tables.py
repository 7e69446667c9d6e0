"""Files of words that come with the program, each read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a file of words, by its path below this folder without its ending: 'drafting/words/times'."""
    return read_yaml((Path(__file__).parent / f"{name}.yml").read_text(encoding="utf-8")).value or {}
