"""Errors that stop a build without being a bug: what failed, where, and how to fix it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_ROOM: Final = "make room on that disk, then run the command again"
_NO_ACCESS: Final = "let your account read and write there, or work in another folder"
_MENDED_BY: Final[Mapping[int, str]] = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: "let your account write larger files ('ulimit -f'), then run the command again",
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EROFS: "nothing can be written there: work in another folder, or name one with --output",
    errno.EMFILE: "let your account open more files ('ulimit -n'), then run the command again",
    errno.ENFILE: "end some other programs, then run the command again",
    errno.ENOMEM: "end some other programs, then run the command again",
    errno.ENAMETOOLONG: "work in a folder with a shorter path",
    errno.EBUSY: "something else uses it: end that, or name another folder with --output",
    errno.EXDEV: "it lies on another disk: name a folder that is on one disk with what is around it",
    errno.EIO: "the disk fails: copy what is on it elsewhere",
    errno.ENOENT: "restore what is missing, then run the command again",
    errno.ENOTDIR: "a file stands where a folder should: move it away",
    errno.EISDIR: "a folder stands where a file should: move it away",
}


class BuildFailedError(Exception):
    """The build cannot continue; the message says what is wrong and where, and further lines may say how to fix it."""


def describe(error: OSError) -> str:
    """Return a message for an OSError: path and error, and on a second line the fix if one is known."""
    where = " -> ".join(str(name) for name in (error.filename, error.filename2) if name is not None)
    what = f"{where}: {error.strerror}" if where and error.strerror else error.strerror or str(error) or type(error).__name__
    mended = _MENDED_BY.get(error.errno or 0)
    return f"{what}\n  = {mended}" if mended else what
