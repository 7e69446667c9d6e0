"""Drawings that are kept between builds: each with a hash of itself, so that one that was cut short or altered is drawn anew."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path


def read_kept(path: Path) -> bytes | None:
    """Return what is kept in a file; nothing where there is nothing, or not what was written."""
    try:
        proof, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if proof.decode(errors="replace") == sha256(data).hexdigest() else None


def keep(path: Path, data: bytes) -> None:
    """Keep something in a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix="drawing-", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(f"{sha256(data).hexdigest()}\n".encode() + data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
