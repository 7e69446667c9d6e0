"""Atomic replacement of a folder: it is built next to the old one and swapped in, so that readers see either the old or the new."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from generator.system.ownership import MARK, NotOursError, files_in, mark, remove, require_ours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
"""Of renameat2, Linux."""
_RENAME_SWAP: Final = 2
"""Of renamex_np, macOS."""
_NOT_SUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV})


def beside(folder: Path, ending: str) -> Path:
    """Return the hidden sibling path of a folder that builds use: 'lock', 'new' or 'old'."""
    return folder.with_name(f".{folder.name}.{ending}")


@contextmanager
def replacing(folder: Path, kind: str, *, keep: bool = False) -> Iterator[Path]:
    """Replace a folder: yield a new one to fill, which replaces the old one on success and is removed on failure.

    Leftovers of a killed build are removed, and an old folder that it moved away is restored. Only one process may do this at a time.

    With 'keep' the old folder is kept to be filled the next time, when unchanged files need not be written. The first time, the folder
    to fill has hard links to the files of the old one: they must not be changed in place.

    Raises:
        NotOursError: The folder, or a sibling with a name that builds use, is not ours.
        OSError: The file system refused an operation.
    """
    new, old = beside(folder, "new"), beside(folder, "old")
    require_ours(folder, kind)
    if keep:
        require_ours(new, kind)
    else:
        remove(new, kind)
    restore(folder, kind)
    remove(old, kind)
    is_first = not new.exists()
    new.mkdir(parents=True, exist_ok=True)
    try:
        mark(new, kind)
        if keep and is_first and folder.exists():
            with suppress(OSError):  # without hard links the folder starts empty
                shutil.copytree(folder, new, copy_function=os.link, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MARK))
        yield new
        mark(new, kind, files_in(new))
        require_ours(folder, kind)
        _swap(new, folder, old)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    with suppress(OSError, NotOursError):  # the new folder is in place; the next build reports what is left
        if not keep:
            remove(new, kind)


def restore(folder: Path, kind: str) -> None:
    """Restore the old folder if a killed build moved it away without putting the new one in its place."""
    old = beside(folder, "old")
    if old.exists() and not folder.exists():
        require_ours(old, kind)
        old.rename(folder)


def _swap(new: Path, folder: Path, old: Path) -> None:
    """Exchange two folders, atomically where the system supports it; or move the new one in if there is no old one."""
    if not folder.exists():
        new.rename(folder)
    elif not exchange(new, folder):
        folder.rename(old)
        new.rename(folder)
        old.rename(new)


def exchange(folder: Path, other: Path) -> bool:
    """Exchange two folders atomically; return False if the system does not support it."""
    system = ctypes.CDLL(None, use_errno=True) if sys.platform in ("linux", "darwin") else None
    names = os.fsencode(folder), os.fsencode(other)
    if renameat2 := getattr(system, "renameat2", None):
        failed = renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif renamex := getattr(system, "renamex_np", None):
        failed = renamex(*names, _RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))
