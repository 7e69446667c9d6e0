"""Ownership of output folders: a build replaces or removes only folders with its marker file, and in them only the files that it lists.

A build never overwrites the sources of its project, and never follows a symbolic link.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.system.errors import BuildFailedError
from generator.system.files import files_below, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARK: Final = ".onrecord"
"""The marker file: a heading line, then the path of every file that the build wrote, one a line."""
SITE: Final = "a site"
MARKDOWN: Final = "the Markdown of a site"
INDEX: Final = "an index of the search"
NOTE: Final = "# Written by 'onrecord build'; a change here is lost with the next.\n"
"""The first line of a settings file that a build wrote."""
_EVERYTHING: Final = "*"
"""Stands for all names while a folder is being written."""
_FILE_MANAGER_FILES: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that file managers leave in the folders that they show."""
_PROGRAM: Final = Path(__file__).parents[1]
_MOST_NAMED: Final = 5


class NotOursError(BuildFailedError):
    """Something that no build wrote is in the way; the message names it and says what to do."""


def mark(folder: Path, kind: str, names: Iterable[str] | None = None) -> None:
    """Write the marker file of a folder with the paths of the files in it that the build wrote; None while it is being written."""
    lines = [_heading(kind), *([_EVERYTHING] if names is None else sorted(set(names)))]
    write_whole(folder / MARK, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
    (folder / MARK).chmod(0o644)  # like all files of a site, whatever the umask


def marked(folder: Path, kind: str) -> set[str] | None:
    """Return the paths listed in a folder's marker file, or None if it has no marker of this kind."""
    try:
        heading, *names = (folder / MARK).read_bytes().decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return set(names) if heading == _heading(kind) else None


def files_in(folder: Path) -> set[str]:
    """Return the relative paths of all files and links below a folder except its marker file, without following links."""
    return {name for name, _ in files_below(folder)} - {MARK}


def require_ours(folder: Path, kind: str) -> None:
    """Raise NotOursError unless a folder is missing, has no files, or has a marker file and only files that it lists."""
    if folder.is_symlink():
        raise NotOursError(f"{folder} is a symbolic link\n  = remove it: builds do not follow links")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOursError(f"{folder} is a file\n  = move it away, or choose a folder with --output")
    names = marked(folder, kind)
    entries = {name: entry for name, entry in files_below(folder) if name != MARK}
    if names is None:
        if entries:
            raise NotOursError(f"{folder} contains {_quoted_list(entries)}, but no marker of a build\n  = {_HOW_TO_MAKE_WAY}")
    elif names != {_EVERYTHING}:
        if links := sorted(name for name in entries.keys() & names if entries[name].is_symlink()):
            raise NotOursError(f"{folder}: '{links[0]}' is a symbolic link\n  = remove it: builds do not follow links")
        foreign = {name for name in entries.keys() - names if name.rpartition("/")[2] not in _FILE_MANAGER_FILES}
        if foreign:
            hint = "move it elsewhere, then run the command again"
            raise NotOursError(f"{folder} contains {_quoted_list(foreign)}, which no build wrote\n  = {hint}")


def our_settings(folder: Path) -> set[Path]:
    """Return the settings files directly in a folder that a build wrote."""
    return {path for path in folder.glob("*.yml") if path.is_file() and path.read_bytes().startswith(NOTE.encode())}


_HOW_TO_MAKE_WAY: Final = "move or delete that folder, or choose another one with --output"


def remove(folder: Path, kind: str) -> None:
    """Remove a folder, its marker file last so that a half-removed one is recognised; raise NotOursError if it is not ours."""
    require_ours(folder, kind)
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name != MARK:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        (folder / MARK).unlink(missing_ok=True)
        folder.rmdir()


def _heading(kind: str) -> str:
    return f"On Record made this folder, {kind}, and replaces it with the next build."


def _quoted_list(names: Iterable[str]) -> str:
    first, *more = sorted(names, key=lambda name: (name.count("/"), name))
    shown = [f"'{name}'" for name in (first, *more[: _MOST_NAMED - 1])]
    return ", ".join(shown) + (f" and {len(more) + 1 - len(shown):,} more" if len(shown) <= len(more) else "")


def refuse_links(built: Path) -> None:
    """Raise NotOursError if the build folder, or anything in its first two levels, is a symbolic link."""
    links = [path for path in _walk(built, 2) if path.is_symlink()]
    if links:
        raise NotOursError("\n".join(f"{path} is a symbolic link\n  = remove it: builds do not follow links" for path in links))


def _walk(path: Path, depth: int) -> Iterator[Path]:
    yield path
    if depth and path.is_dir() and not path.is_symlink():
        for child in sorted(path.iterdir()):
            yield from _walk(child, depth - 1)


def output_folder(output: Path, project: Path, sources: Iterable[Path], built: Iterable[Path]) -> Path:
    """Return the resolved path of the output folder, which need not exist; raise NotOursError if no site may be written there.

    'sources' are the folders that a site is made from, 'built' those with the intermediate files of a build.
    """
    if output.is_symlink():
        raise NotOursError(f"{output} is a symbolic link\n  = give the folder itself with --output")
    place = output.resolve()
    parts = [*sources, *built, _PROGRAM, project / "generator"]
    around = [project, Path(os.path.expanduser("~"))]  # noqa: PTH111 - unlike Path.expanduser, does not raise without a home
    if what := _conflict(place, parts, around):
        raise NotOursError(f"cannot write the site to {place}, which {what}\n  = choose a new folder with --output")
    if place.is_mount():
        raise NotOursError(f"cannot write the site to {place}: it is a mount point\n  = choose a folder in it with --output")
    return place


def _conflict(place: Path, parts: Iterable[Path], around: Iterable[Path]) -> str:
    """Return why a folder cannot be used, as the end of a sentence: it overlaps with a part, or contains a folder around it."""
    for part, may_lie_in in (*((part, False) for part in parts), *((part, True) for part in around)):
        if _same(place, part):
            return f"is {part}"
        if not may_lie_in and any(_same(parent, part) for parent in place.parents):
            return f"is in {part}"
        if any(_same(parent, place) for parent in part.parents):
            return f"contains {part}"
    return ""


def _same(path: Path, other: Path) -> bool:
    """Return whether two paths are the same file, also by another case or a link."""
    try:
        return path.samefile(other)
    except OSError:
        return path == other
