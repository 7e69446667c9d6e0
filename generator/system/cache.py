"""What is kept between builds, in one database, under a hash of all that it depends on: each entry with a hash that proves it.

An entry that was altered is as good as none, and is made anew; so is a database that is none any more. One file, since thousands of
small ones take a file system longer to make than what is in them takes to be made.
"""

from __future__ import annotations

import sqlite3
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NoReturn
from weakref import finalize

from generator.system.errors import BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_DATABASE: Final = "entries.sqlite"
_BESIDE: Final = ("", "-journal")
"""What the names of the files of a database end in."""
_PATIENCE: Final = 60.0
"""For how many seconds another process that writes is waited for."""
_SET_UP: Final = (
    "PRAGMA auto_vacuum = FULL",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = OFF",  # what a failing machine cuts short is proved wrong, and made anew
    "CREATE TABLE IF NOT EXISTS entries (name TEXT PRIMARY KEY, needed TEXT, data BLOB, proof BLOB)",
)
_NO_DATABASE: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")
"""What the names of errors begin with that say that a file is no database, or that of something else."""
_MORE: Final = 1 << 16
"""By how many bytes a file is tried to be longer."""
_needed: Final[ContextVar[set[str] | None]] = ContextVar("needed", default=None)
"""What was asked for while something is made, by the names of the entries."""


class _Entries:
    """The entries of a database, for any thread; there is none before the first is written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _DATABASE
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        self.asked: set[str] = set()
        """The names of what was asked for."""

    def read(self, name: str) -> tuple[list[str], bytes] | None:
        """Return the names of what was needed to make an entry, and what was made; nothing where that is not what was written."""
        for needed, data, proof in self._run("SELECT needed, data, proof FROM entries WHERE name = ?", name):
            if isinstance(needed, str) and isinstance(data, bytes) and proof == _proof(name, needed, data):
                return needed.split(), data
        return None

    def write(self, name: str, data: bytes, needed: Collection[str]) -> None:
        """Write an entry, with the names of what was needed to make it."""
        names = " ".join(sorted(needed))
        self._run("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", name, names, data, _proof(name, names, data), makes=True)

    def forget_rest(self) -> None:
        """Remove the entries that were not asked for."""
        for (name,) in self._run("SELECT name FROM entries"):
            if name not in self.asked:
                self._run("DELETE FROM entries WHERE name = ?", name)

    def _run(self, statement: str, *values: object, makes: bool = False) -> list[tuple[Any, ...]]:
        """Return the rows that a statement gives; none of a database that is none, which is removed."""
        with self._lock:
            try:
                if self._connection is None:
                    if not (makes or self._path.exists()):
                        return []
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    self._connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
                    finalize(self, self._connection.close)
                    for one in _SET_UP:
                        self._connection.execute(one)
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                if self._connection is not None:
                    self._connection.close()
                    self._connection = None
                if not getattr(error, "sqlite_errorname", "").startswith(_NO_DATABASE):
                    self._refuse(error, sum(len(one) for one in values if isinstance(one, bytes)))
                remove_database(self._path.parent)
                return []

    def _refuse(self, error: sqlite3.Error, size: int) -> NoReturn:
        """Raise what the file system refuses, of which SQLite says little: it is asked for a file as long as the database and so much."""
        longest = max((path.stat().st_size for ending in _BESIDE if (path := Path(f"{self._path}{ending}")).is_file()), default=0)
        try:
            with NamedTemporaryFile(dir=self._path.parent) as file:
                file.seek(longest)
                file.write(bytes(size + _MORE))
                file.flush()
        except OSError as refused:
            raise OSError(refused.errno, refused.strerror, str(self._path)) from error
        raise BuildFailedError(f"{self._path}: {error}\n  = end what else uses it, or remove it: what is in it is made anew") from error


def _proof(name: str, needed: str, data: bytes) -> bytes:
    return sha256(f"{name}\n{needed}\n".encode() + data).digest()


def remove_database(folder: Path) -> None:
    """Remove all that is kept in a folder; what no build put there is left alone."""
    for ending in _BESIDE:
        (folder / f"{_DATABASE}{ending}").unlink(missing_ok=True)


class Cache:
    """What was made of what: what was asked for in one build is kept for the next, and nothing else.

    What is needed to make something stays as long as that does: a drawing, as long as a page that shows it.
    """

    def __init__(self, folder: Path, *depends_on: object, entries: _Entries | None = None) -> None:
        """Begin a build; the folder is made when needed, and 'depends_on' is what all depends on that is kept through this object."""
        self._folder = folder
        self._depends_on = repr(depends_on).encode()
        self._entries = _Entries(folder) if entries is None else entries

    def of(self, *depends_on: object) -> Cache:
        """Return the same, for what depends on something else."""
        return Cache(self._folder, *depends_on, entries=self._entries)

    def get(self, kind: str, inputs: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what was made of some inputs, made now unless it is kept; the kind says what it is.

        Raises:
            OSError: The file system refused something.
        """
        name = self.name(kind, inputs)
        if (found := self._entries.read(name)) is not None:
            self._ask(found[0])
            return found[1]
        needed: set[str] = set()
        token = _needed.set(needed)
        try:
            data = make()
        finally:
            _needed.reset(token)
        self._ask(needed)
        self._entries.write(name, data, needed)
        return data

    def name(self, kind: str, inputs: bytes) -> str:
        """Return the name under which something is or would be kept, and keep it in the next build too."""
        name = f"{sha256(self._depends_on + inputs).hexdigest()}.{kind}"
        self._ask([name])
        return name

    def read(self, name: str) -> bytes | None:
        """Return what is kept under a name; nothing where there is nothing, or not what was written."""
        found = self._entries.read(name)
        return found and found[1]

    def write(self, name: str, data: bytes) -> None:
        """Keep something under a name."""
        self._entries.write(name, data, ())

    def _ask(self, names: Collection[str]) -> None:
        self._entries.asked.update(names)
        if (needed := _needed.get()) is not None:
            needed.update(names)

    def forget_rest(self) -> None:
        """Remove what was not asked for in this build, which has to be a whole one."""
        self._entries.forget_rest()
