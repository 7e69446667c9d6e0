"""What is kept between builds, in one folder, under a hash of all that it depends on: each file with a hash that proves it.

A file that was cut short, emptied or altered is as good as none, and is made anew.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from generator.system.files import PART, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_ENTRY_NAME: Final = re.compile(rf"[0-9a-f]{{64}}\.[a-z]+(?:\..*{re.escape(PART)})?")
"""The name of a file that is kept, or that was not finished."""
_needed: Final[ContextVar[set[str] | None]] = ContextVar("needed", default=None)
"""What was asked for while something is made, by the names of the files."""


def read_cached(path: Path) -> bytes | None:
    """Return what is kept in a file; nothing where there is nothing, or not what was written."""
    found = _read(path)
    return found and found[1]


def _read(path: Path) -> tuple[list[str], bytes] | None:
    """Return the names of what was needed to make something, and what was made."""
    try:
        proof, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if proof != _proof(rest):
        return None
    needed, _, data = rest.partition(b"\n")
    return needed.decode().split(), data


def store(path: Path, data: bytes, needed: Collection[str] = ()) -> None:
    """Keep something in a file, whole or not at all, with the names of what was needed to make it."""
    rest = " ".join(sorted(needed)).encode() + b"\n" + data
    write_whole(path, _proof(rest) + b"\n" + rest)


def _proof(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()


def clear(folder: Path) -> None:
    """Remove all that is kept in a folder; what no build put there is left alone."""
    _evict(folder, set())


def _evict(folder: Path, asked: Collection[str]) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in asked and _ENTRY_NAME.fullmatch(path.name):
            path.unlink(missing_ok=True)


class Cache:
    """What was made of what: what was asked for in one build is kept for the next, and nothing else.

    What is needed to make something stays as long as that does: a drawing, as long as a page that shows it.
    """

    def __init__(self, folder: Path, *depends_on: object, asked: set[str] | None = None) -> None:
        """Begin a build.

        Args:
            folder: Where it is kept, made when needed.
            depends_on: What everything depends on that is kept through this object.
            asked: The names of what was asked for already.
        """
        self._folder = folder
        self._depends_on = repr(depends_on).encode()
        self._asked: set[str] = set() if asked is None else asked

    def of(self, *depends_on: object) -> Cache:
        """Return the same, for what depends on something else."""
        return Cache(self._folder, *depends_on, asked=self._asked)

    def get(self, ending: str, inputs: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what was made of some inputs, made now unless it is kept; the ending, in small letters, says what it is."""
        path = self.path(ending, inputs)
        if (found := _read(path)) is not None:
            self._ask(found[0])
            return found[1]
        needed: set[str] = set()
        token = _needed.set(needed)
        try:
            data = make()
        finally:
            _needed.reset(token)
        self._ask(needed)
        store(path, data, needed)
        return data

    def path(self, ending: str, inputs: bytes) -> Path:
        """Return where something is or would be kept, and keep it in the next build too."""
        name = f"{sha256(self._depends_on + inputs).hexdigest()}.{ending}"
        self._ask([name])
        return self._folder / name

    def _ask(self, names: Collection[str]) -> None:
        self._asked.update(names)
        if (needed := _needed.get()) is not None:
            needed.update(names)

    def forget_rest(self) -> None:
        """Remove what was not asked for in this build, which has to be a whole one."""
        _evict(self._folder, self._asked)
