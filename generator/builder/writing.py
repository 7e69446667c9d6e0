"""Writes output files into a folder of ours: only changed files are written, and stale ones removed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.system import MARKDOWN, has_content, in_folder, mark, marked, naming_path_in_errors, remove_files, require_ours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_outputs(outputs: Mapping[str, bytes], folder: Path) -> tuple[int, int]:
    """Make a folder contain exactly these files, by relative path; return how many were written and how many removed.

    A killed run may leave a truncated file, which the next run overwrites. The marker file lists every file before it is written, so
    a file that it does not list was not written here.

    Raises:
        NotOursError: The folder contains a file that was not written here, or a link; nothing was changed.
        OSError: A file could not be read or written.
    """
    require_ours(folder, MARKDOWN)
    before = marked(folder, MARKDOWN) or set()
    stale = {name for name in before - outputs.keys() if (folder / name).is_file()}
    changed = {name: data for name, data in outputs.items() if not has_content(folder / name, data)}
    if before | outputs.keys() != before:
        mark(folder, MARKDOWN, before | outputs.keys())
    remove_files(folder, stale)
    for name, data in changed.items():
        path = folder / name
        with naming_path_in_errors(path):
            path.unlink(missing_ok=True)  # the site has a hard link to the old content
            in_folder(path, partial(path.write_bytes, data))
    if before != outputs.keys():
        mark(folder, MARKDOWN, outputs)
    return len(changed), len(stale)
