"""Files of words that come with the program, each read once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from generator.text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@cache
def table(path: Path) -> Mapping[str, Any]:
    """Return a file of words that comes with the program."""
    return read_yaml(path.read_text(encoding="utf-8")).value or {}
