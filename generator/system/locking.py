"""One build at a time: a file lock, which the system releases when the process ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from generator.system.errors import BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_TAKEN: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_STEP: Final = 0.2
"""Seconds between two attempts to take the lock."""


class BuildLockedError(BuildFailedError):
    """Another build of the same site is running."""


@contextmanager
def locked(path: Path, wait: Callable[[float], bool] | None = None) -> Iterator[None]:
    """Hold a lock on a file, which is created if missing and never written to.

    'wait' sleeps for the given seconds and returns whether to give up, like `threading.Event.wait`; without it the first failure raises.

    Raises:
        BuildLockedError: Another process holds the lock.
        OSError: The file cannot be created, or its file system does not support locks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        while not _take(handle, path):
            if wait is None or wait(_STEP):
                raise BuildLockedError(f"another build of this site is running: it has locked {path}")
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> bool:
    try:
        if sys.platform == "win32":  # pragma: no cover - not run on the machines that measure coverage
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise OSError(error.errno, error.strerror, str(path)) from error
    return True
