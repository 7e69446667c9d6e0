"""What editors write for the names of fields and the words of lists, where nothing in the letters leads to them (synonyms.yml)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@cache
def _meanings() -> Mapping[str, list[str]]:
    """Return what each word may be written for."""
    found: dict[str, list[str]] = defaultdict(list)
    data: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    for name, words in (*data["fields"].items(), *data["words"].items()):
        for word in words.split():
            found[word].append(name)
    return found


def meant(word: str, choices: Collection[str]) -> str | None:
    """Return the choice that a word is often written for, whatever its case, and with '-', '_' or a space; nothing where none is."""
    return next((name for name in _meanings().get(word.lower().replace("_", "-").replace(" ", "-"), ()) if name in choices), None)
