"""Files into a folder that is ours alone: only what changed is written, and what is not wanted goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def write_outputs(outputs: Mapping[str, bytes], folder: Path) -> tuple[int, int]:
    """Make a folder hold exactly these files, by their paths below it; return how many were written and how many removed.

    A run that is killed may leave a file cut short; the next one finds that it is not what it should be. Links are replaced and never
    followed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {folder / name: data for name, data in outputs.items()}
    there, removed = _keep_only(wanted, folder)
    changed = {path: data for path, data in wanted.items() if path not in there or path.read_bytes() != data}
    for parent in {path.parent for path in changed}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, data in changed.items():
        path.write_bytes(data)
    return len(changed), removed


def _keep_only(wanted: Collection[Path], folder: Path) -> tuple[set[Path], int]:
    """Remove what is not wanted, and folders that hold nothing then; return the wanted files that are there, and how many others went."""
    there, removed = set(), 0
    for root, folders, files in os.walk(folder, topdown=False):
        for path in (Path(root, name) for name in (*files, *folders)):
            if path.is_symlink() or (path.is_file() and path not in wanted):
                path.unlink()
                removed += path not in wanted
            elif path.is_file():
                there.add(path)
            elif not any(path.iterdir()):
                path.rmdir()
    return there, removed
