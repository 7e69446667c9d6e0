"""One build at a time: a lock on a file, let go of by the system when a process ends."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Locked(Exception):
    """Another build of the same site is running."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock while something is done; raises Locked at once where another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            if sys.platform == "win32":  # pragma: no cover - not run on the machines that measure coverage
                import msvcrt

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Locked("another build of this site is running") from error
        yield
