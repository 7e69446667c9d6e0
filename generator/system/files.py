"""Atomic file writes, and file system errors that name the path."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import PurePath
from secrets import token_hex
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")
PART: Final = ".part"
"""The suffix of a file that is still being written."""


@contextmanager
def naming_path_in_errors(path: Path) -> Iterator[None]:
    """Add the path to an OSError that names no file; one about a full disk never does."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically, creating its folder if needed."""
    part = path.with_name(f"{path.name}.{token_hex(4)}{PART}")
    with naming_path_in_errors(path):
        try:
            with in_folder(part, lambda: part.open("xb")) as file:
                file.write(data)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def write_if_changed(path: Path, data: bytes) -> None:
    """Write data to a file atomically, unless it already has that content."""
    if not has_content(path, data):
        write_whole(path, data)


def has_content(path: Path, data: bytes) -> bool:
    """Return whether a file exists and its content equals data."""
    try:
        return path.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def remove_files(folder: Path, names: Iterable[str]) -> None:
    """Remove files by their paths relative to a folder, then each of its subfolders that is left empty, innermost first."""
    parents: set[PurePath] = set()
    for name in names:
        (folder / name).unlink()
        parents.update(PurePath(name).parents[:-1])
    for parent in sorted(parents, key=lambda parent: len(parent.parts), reverse=True):
        with suppress(OSError):  # not empty
            (folder / parent).rmdir()


def hard_link(path: Path, target: Path) -> None:
    """Replace the target with a hard link to a file that is never changed in place; copy it where links are not supported."""
    with naming_path_in_errors(target):
        with suppress(FileNotFoundError):
            if path.samefile(target):
                return
            target.unlink()
        try:
            in_folder(target, lambda: os.link(path, target))
        except OSError:
            in_folder(target, lambda: shutil.copyfile(path, target))


def in_folder(path: Path, make: Callable[[], T]) -> T:
    """Return make(), creating the path's folder only if the first try fails: thousands of files share a few hundred folders."""
    try:
        return make()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return make()


def files_below(folder: str | Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield relative path and entry of all files and links below a folder, without following links; raise OSError if one is unreadable."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry


def folders_in(folder: Path) -> list[Path]:
    """Return the subfolders of a folder sorted by name; empty if it does not exist."""
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
