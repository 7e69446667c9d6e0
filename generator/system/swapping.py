"""A folder made beside its place and put there in one step: whoever looks finds the old one whole, or the new one."""

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
    """Return the path beside a folder where something of its builds is: 'lock', 'new', 'old'."""
    return folder.with_name(f".{folder.name}.{ending}")


@contextmanager
def replacing(folder: Path, what: str, *, keep: bool = False) -> Iterator[Path]:
    """Make a folder anew: yield one to fill, which takes the place of the old one when that went well, and is removed when it did not.

    What a killed build left is removed first; an old folder that it had taken away is put back. Only one process may do this at a time.

    With 'keep' the old folder stays beside its place, to be filled the next time: what is right in it need not be written then. The first
    time the folder to fill holds the files of the old one, which are the same on the disk: nothing may change them in place.

    Raises:
        NotOursError: What is there, or beside it under the names that builds use, is not ours.
        OSError: The file system refused something.
    """
    new, old = beside(folder, "new"), beside(folder, "old")
    require_ours(folder, what)
    if keep:
        require_ours(new, what)
    else:
        remove(new, what)
    restore(folder, what)
    remove(old, what)
    is_first = not new.exists()
    new.mkdir(parents=True, exist_ok=True)
    try:
        mark(new, what)
        if keep and is_first and folder.exists():
            with suppress(OSError):  # where files cannot stand twice, there are none
                shutil.copytree(folder, new, copy_function=os.link, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MARK))
        yield new
        mark(new, what, files_in(new))
        require_ours(folder, what)
        _swap(new, folder, old)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    with suppress(OSError, NotOursError):  # the new folder is in place, and the next build tells what is in the way
        if not keep:
            remove(new, what)


def restore(folder: Path, what: str) -> None:
    """Put back an old folder that a killed build had taken away, and in whose place it had put nothing yet."""
    old = beside(folder, "old")
    if old.exists() and not folder.exists():
        require_ours(old, what)
        old.rename(folder)


def _swap(new: Path, folder: Path, old: Path) -> None:
    """Let two folders change places in one step, or in several where the system has no such step; or one of them go where none is."""
    if not folder.exists():
        new.rename(folder)
    elif not exchange(new, folder):
        folder.rename(old)
        new.rename(folder)
        old.rename(new)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; tell whether the system can."""
    system = ctypes.CDLL(None, use_errno=True) if sys.platform in ("linux", "darwin") else None
    names = os.fsencode(one), os.fsencode(other)
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
