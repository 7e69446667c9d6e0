"""Errors that stop a build without being a bug: what failed, where, and how to fix it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_ROOM: Final = "free some space on that disk, then run the command again"
_NO_ACCESS: Final = "check its permissions, or work in another folder"
_MENDED_BY: Final[Mapping[int, str]] = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: "raise the limit on file size ('ulimit -f'), then run the command again",
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EROFS: "it is read-only: work in another folder, or choose one with --output",
    errno.EMFILE: "raise the limit on open files ('ulimit -n'), then run the command again",
    errno.ENFILE: "close some other programs, then run the command again",
    errno.ENOMEM: "close some other programs, then run the command again",
    errno.ENAMETOOLONG: "work in a folder with a shorter path",
    errno.EBUSY: "it is in use: stop the program that uses it, or choose another folder with --output",
    errno.EXDEV: "it is on another disk: choose a folder on the same disk as its parent",
    errno.EIO: "the disk may be failing: back up its files",
    errno.ENOENT: "restore the missing file or folder, then run the command again",
    errno.ENOTDIR: "there is a file in place of a folder: move it away",
    errno.EISDIR: "there is a folder in place of a file: move it away",
}


class BuildFailedError(Exception):
    """The build cannot continue; the message says what is wrong and where, and further lines may say how to fix it."""


def describe(error: OSError) -> str:
    """Return a message for an OSError: path and error, and on a second line the fix if one is known."""
    where = " -> ".join(str(name) for name in (error.filename, error.filename2) if name is not None)
    what = f"{where}: {error.strerror}" if where and error.strerror else error.strerror or str(error) or type(error).__name__
    mended = _MENDED_BY.get(error.errno or 0)
    return f"{what}\n  = {mended}" if mended else what
