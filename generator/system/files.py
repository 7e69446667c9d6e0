"""Files written so that they are whole or not there, and errors that say which file it was."""

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
"""What the name of a file ends in that is not whole yet."""


@contextmanager
def about_path(path: Path) -> Iterator[None]:
    """Let an error of the file system name a file, where it names none: that of a full disk never does."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; its folder is made where it is missing."""
    part = path.with_name(f"{path.name}.{token_hex(4)}{PART}")
    with about_path(path):
        try:
            with in_folder(part, lambda: part.open("xb")) as file:
                file.write(data)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def put(path: Path, data: bytes) -> None:
    """Let a file hold some data: it is written whole, or not at all where it holds them already."""
    if not holds(path, data):
        write_whole(path, data)


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a file is there and holds some data, and nothing else."""
    try:
        return path.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def remove_files(folder: Path, names: Iterable[str]) -> None:
    """Remove files, by their paths below a folder, and then the folders below it, from the innermost, in which nothing is left."""
    left: set[PurePath] = set()
    for name in names:
        (folder / name).unlink()
        left.update(PurePath(name).parents[:-1])
    for place in sorted(left, key=lambda place: len(place.parts), reverse=True):
        with suppress(OSError):  # something is in it
            (folder / place).rmdir()


def share(path: Path, place: Path) -> None:
    """Let a file, which nothing changes in place, stand at a further place too, instead of what is there; or a copy, where it cannot."""
    with about_path(place):
        with suppress(FileNotFoundError):
            if path.samefile(place):
                return
            place.unlink()
        try:
            in_folder(place, lambda: os.link(path, place))
        except OSError:
            in_folder(place, lambda: shutil.copyfile(path, place))


def in_folder(path: Path, make: Callable[[], T]) -> T:
    """Make a file, and its folder only where that is missing: thousands of files share a few hundred."""
    try:
        return make()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return make()


def files_below(folder: str | Path, place: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield what is below a folder and is no folder, with its path below it; what is behind links is not looked at.

    Raises:
        OSError: A folder cannot be read.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(entry.path, f"{place}{entry.name}/")
            else:
                yield place + entry.name, entry


def folders_in(folder: Path) -> list[Path]:
    """Return the folders in one, by name; none where it is not there."""
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
