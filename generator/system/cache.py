"""A build cache in one SQLite database: each entry is keyed by a hash of its inputs and stored with a checksum.

An entry that fails its checksum counts as missing, and a corrupt database is removed; both are rebuilt. One file, because creating
thousands of small ones takes longer than computing their content.
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
_SUFFIXES: Final = ("", "-journal")
"""The suffixes of the files of a database."""
_LOCK_TIMEOUT: Final = 60.0
"""Seconds to wait for another process that writes."""
_SET_UP: Final = (
    "PRAGMA auto_vacuum = FULL",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = OFF",  # an entry cut short by a crash fails its checksum, and is rebuilt
    "CREATE TABLE IF NOT EXISTS entries (name TEXT PRIMARY KEY, needed TEXT, data BLOB, proof BLOB)",
)
_NO_DATABASE: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")
"""Prefixes of the names of errors that mean a file is not a database, or one with another schema."""
_PROBE_MARGIN: Final = 1 << 16
"""Bytes by which the file that probes the file system is longer than what was to be written."""
_dependencies: Final[ContextVar[set[str] | None]] = ContextVar("dependencies", default=None)
"""The names of the entries used while the current entry is being made."""


class _Entries:
    """The thread-safe store of entries; the database is created with the first write."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _DATABASE
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        self.used: set[str] = set()
        """The names of the entries used in this build."""

    def read(self, name: str) -> tuple[list[str], bytes] | None:
        """Return the names of an entry's dependencies and its data, or None if it is missing or fails its checksum."""
        for needed, data, proof in self._run("SELECT needed, data, proof FROM entries WHERE name = ?", name):
            if isinstance(needed, str) and isinstance(data, bytes) and proof == _checksum(name, needed, data):
                return needed.split(), data
        return None

    def write(self, name: str, data: bytes, needed: Collection[str]) -> None:
        """Write an entry with the names of its dependencies."""
        names = " ".join(sorted(needed))
        self._run("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", name, names, data, _checksum(name, names, data), create=True)

    def forget_rest(self) -> None:
        """Remove the entries that were not used in this build."""
        for (name,) in self._run("SELECT name FROM entries"):
            if name not in self.used:
                self._run("DELETE FROM entries WHERE name = ?", name)

    def _run(self, statement: str, *values: object, create: bool = False) -> list[tuple[Any, ...]]:
        """Execute a statement and return its rows; a corrupt database is removed and has none."""
        with self._lock:
            try:
                if self._connection is None:
                    if not (create or self._path.exists()):
                        return []
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    self._connection = sqlite3.connect(self._path, timeout=_LOCK_TIMEOUT, isolation_level=None, check_same_thread=False)
                    finalize(self, self._connection.close)
                    for setup_statement in _SET_UP:
                        self._connection.execute(setup_statement)
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                if self._connection is not None:
                    self._connection.close()
                    self._connection = None
                if not getattr(error, "sqlite_errorname", "").startswith(_NO_DATABASE):
                    self._raise_cause(error, sum(len(value) for value in values if isinstance(value, bytes)))
                remove_database(self._path.parent)
                return []

    def _raise_cause(self, error: sqlite3.Error, size: int) -> NoReturn:
        """Raise the OSError behind an SQLite error, found by writing a probe file as large as the database and the new data."""
        longest = max((path.stat().st_size for suffix in _SUFFIXES if (path := Path(f"{self._path}{suffix}")).is_file()), default=0)
        try:
            with NamedTemporaryFile(dir=self._path.parent) as file:
                file.seek(longest)
                file.write(bytes(size + _PROBE_MARGIN))
                file.flush()
        except OSError as refused:
            raise OSError(refused.errno, refused.strerror, str(self._path)) from error
        raise BuildFailedError(f"{self._path}: {error}\n  = stop the program that uses it, or delete it: builds recreate it") from error


def _checksum(name: str, needed: str, data: bytes) -> bytes:
    return sha256(f"{name}\n{needed}\n".encode() + data).digest()


def remove_database(folder: Path) -> None:
    """Remove the database in a folder; other files are left alone."""
    for suffix in _SUFFIXES:
        (folder / f"{_DATABASE}{suffix}").unlink(missing_ok=True)


class Cache:
    """A cache whose entries survive to the next build only if this one used them.

    A dependency lives as long as what was made with it: a drawing as long as a page that shows it.
    """

    def __init__(self, folder: Path, *depends_on: object, entries: _Entries | None = None) -> None:
        """Open the cache of a build; 'depends_on' is part of the key of every entry, and the folder is created when needed."""
        self._folder = folder
        self._depends_on = repr(depends_on).encode()
        self._entries = _Entries(folder) if entries is None else entries

    def of(self, *depends_on: object) -> Cache:
        """Return a cache with the same entries whose keys depend on other inputs."""
        return Cache(self._folder, *depends_on, entries=self._entries)

    def get(self, kind: str, inputs: bytes, make: Callable[[], bytes]) -> bytes:
        """Return the cached entry for the inputs, or make and store it; the kind is part of its name. Raise OSError if that fails."""
        name = self.name(kind, inputs)
        if (entry := self._entries.read(name)) is not None:
            self._mark_used(entry[0])
            return entry[1]
        dependencies: set[str] = set()
        token = _dependencies.set(dependencies)
        try:
            data = make()
        finally:
            _dependencies.reset(token)
        self._mark_used(dependencies)
        self._entries.write(name, data, dependencies)
        return data

    def name(self, kind: str, inputs: bytes) -> str:
        """Return the name of the entry for the inputs, and mark it as used in this build."""
        name = f"{sha256(self._depends_on + inputs).hexdigest()}.{kind}"
        self._mark_used([name])
        return name

    def read(self, name: str) -> bytes | None:
        """Return the cached entry, or None if it is missing or fails its checksum."""
        entry = self._entries.read(name)
        return entry and entry[1]

    def write(self, name: str, data: bytes) -> None:
        """Store data under a name."""
        self._entries.write(name, data, ())

    def _mark_used(self, names: Collection[str]) -> None:
        self._entries.used.update(names)
        if (dependencies := _dependencies.get()) is not None:
            dependencies.update(names)

    def forget_rest(self) -> None:
        """Remove the entries that this build, which must be a complete one, did not use."""
        self._entries.forget_rest()
