"""What is kept between builds, under a hash of all that it depends on: each file with a hash of itself, by which it is proved.

A file that was cut short, emptied or altered is as good as none, and is made anew.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from generator.system.files import PART, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_KEPT: Final = re.compile(rf"[0-9a-f]{{64}}\.[a-z]+(?:\..*{re.escape(PART)})?")
"""The name of a file that is kept, or that was not finished."""


def read_cached(path: Path) -> bytes | None:
    """Return what is kept in a file; nothing where there is nothing, or not what was written."""
    try:
        proof, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if proof == _proof(data) else None


def store(path: Path, data: bytes) -> None:
    """Keep something in a file, whole or not at all."""
    write_whole(path, _proof(data) + b"\n" + data)


def evict(folder: Path, current: Collection[Path]) -> None:
    """Remove what is kept in a folder and is not among the current files; what no build put there is left alone."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in current and _KEPT.fullmatch(path.name):
            path.unlink(missing_ok=True)


class Cache:
    """What was made of what, in a folder: what was asked for in one build is kept for the next, and nothing else."""

    def __init__(self, folder: Path | None, *told: object) -> None:
        """Begin a build.

        Args:
            folder: Where it is kept, made when needed; nothing to keep none.
            told: What everything depends on that is kept there.
        """
        self._folder = folder
        self._told = repr(told).encode()
        self._asked: set[Path] = set()

    def get(self, ending: str, inputs: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what was made of some inputs, made now unless it is kept; the ending, in small letters, says what it is."""
        if self._folder is None:
            return make()
        path = self.path(ending, inputs)
        if (found := read_cached(path)) is None:
            found = make()
            store(path, found)
        return found

    def path(self, ending: str, inputs: bytes) -> Path:
        """Return where something is or would be kept, and keep it in the next build too."""
        if self._folder is None:
            raise ValueError("nothing is kept")
        path = self._folder / f"{sha256(self._told + inputs).hexdigest()}.{ending}"
        self._asked.add(path)
        return path

    def forget_rest(self) -> None:
        """Remove what was not asked for in this build."""
        if self._folder is not None:
            evict(self._folder, self._asked)


def _proof(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()
