"""What is kept between builds, under a hash of all that it depends on: each file with a hash of itself, by which it is proved.

A file that was cut short, emptied or altered is as good as none, and is made anew.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from generator.files import PART, put

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_KEPT: Final = re.compile(rf"[0-9a-f]{{64}}\.[a-z]+(?:\..*{re.escape(PART)})?")
"""The name of a file that is kept, or that was not finished."""


def read_kept(path: Path) -> bytes | None:
    """Return what is kept in a file; nothing where there is nothing, or not what was written."""
    try:
        proof, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if proof == _proof(data) else None


def keep(path: Path, data: bytes) -> None:
    """Keep something in a file, whole or not at all."""
    put(path, _proof(data) + b"\n" + data)


def forget(folder: Path, current: Collection[Path]) -> None:
    """Remove what is kept in a folder and is not among the current files; what no build put there is left alone."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in current and _KEPT.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _proof(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()
