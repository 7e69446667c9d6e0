"""Files into a folder that is ours alone: only what changed is written, and what is not wanted any more goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.system import MARKDOWN, about_path, holds, in_folder, mark, marked, remove_files, require_ours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_outputs(outputs: Mapping[str, bytes], folder: Path) -> tuple[int, int]:
    """Make a folder hold exactly these files, by their paths below it; return how many were written and how many removed.

    A run that is killed may leave a file cut short; the next one finds that it is not what it should be. The mark of the folder names
    every file before it is written, so whatever it does not name was made by nobody here.

    Raises:
        NotOursError: The folder holds something that was not written here, or a link. Nothing was changed then.
        OSError: The file system refused something.
    """
    require_ours(folder, MARKDOWN)
    before = marked(folder, MARKDOWN) or set()
    stale = {name for name in before - outputs.keys() if (folder / name).is_file()}
    changed = {name: data for name, data in outputs.items() if not holds(folder / name, data)}
    if before | outputs.keys() != before:
        mark(folder, MARKDOWN, before | outputs.keys())
    remove_files(folder, stale)
    for name, data in changed.items():
        path = folder / name
        with about_path(path):
            path.unlink(missing_ok=True)  # a site shares what was there
            in_folder(path, partial(path.write_bytes, data))
    if before != outputs.keys():
        mark(folder, MARKDOWN, outputs)
    return len(changed), len(stale)
