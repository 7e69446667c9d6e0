"""What is ours to replace or remove: a folder that carries our mark, and in it the files that the mark names, and nothing else.

A build never writes over what its project is made of, nor behind a symbolic link.
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
"""The file in a folder of ours: a line that says so, then the name of every file that we made, one a line."""
SITE: Final = "a site"
MARKDOWN: Final = "the Markdown of a site"
INDEX: Final = "an index of the search"
NOTE: Final = "# Written by 'onrecord build'; a change here is lost with the next.\n"
"""The first line of a file of settings of ours."""
_EVERYTHING: Final = "*"
"""Stands for the names while a folder is made."""
_DROPPINGS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that file managers leave in the folders that they show."""
_PROGRAM: Final = Path(__file__).parents[1]
_MOST_NAMED: Final = 5


class NotOursError(BuildFailedError):
    """Something that no build made is where a build writes; the message names it, and says what to do."""


def mark(folder: Path, what: str, names: Iterable[str] | None = None) -> None:
    """Mark a folder as ours, as what it is, with the paths below it of the files that we made; nothing while all of it is being made."""
    lines = [_heading(what), *([_EVERYTHING] if names is None else sorted(set(names)))]
    write_whole(folder / MARK, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
    (folder / MARK).chmod(0o644)  # as all of a site, whatever the builder's mask for new files is


def marked(folder: Path, what: str) -> set[str] | None:
    """Return the names on the mark of a folder; nothing where it carries none that says that it is this."""
    try:
        heading, *names = (folder / MARK).read_bytes().decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return set(names) if heading == _heading(what) else None


def files_in(folder: Path) -> set[str]:
    """Return the paths below a folder of all files and links in it, but for its mark; what is behind links is not looked at."""
    return {name for name, _ in files_below(folder)} - {MARK}


def require_ours(folder: Path, what: str) -> None:
    """Raise NotOursError unless a folder is not there, holds no file, or is marked and holds nothing but what we made."""
    if folder.is_symlink():
        raise NotOursError(f"{folder} is a symbolic link\n  = remove the link: a build follows none")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOursError(f"{folder} is a file\n  = move the file away, or name a folder with --output")
    names = marked(folder, what)
    found = {name: entry for name, entry in files_below(folder) if name != MARK}
    there = set(found)
    if names is None:
        if there:
            raise NotOursError(f"{folder} holds {_named(there)}, and no mark that a build made it\n  = {_WAYS}")
    elif names != {_EVERYTHING}:
        if links := sorted(name for name in there & names if found[name].is_symlink()):
            raise NotOursError(f"{folder}: '{links[0]}' is a symbolic link\n  = remove the link: a build follows none")
        there = {name for name in there - names if name.rpartition("/")[2] not in _DROPPINGS}
        if there:
            raise NotOursError(f"{folder} holds {_named(there)}, which no build made\n  = move that elsewhere, then run the command again")


def our_settings(folder: Path) -> set[Path]:
    """Return the files of settings right in a folder that a build wrote."""
    return {path for path in folder.glob("*.yml") if path.is_file() and path.read_bytes().startswith(NOTE.encode())}


_WAYS: Final = "move that folder away, or remove it if nothing in it is needed; or name another folder with --output"


def remove(folder: Path, what: str) -> None:
    """Remove a folder of ours, its mark last, so that one that is half removed is known; raises NotOursError where it is not ours."""
    require_ours(folder, what)
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name != MARK:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        (folder / MARK).unlink(missing_ok=True)
        folder.rmdir()


def _heading(what: str) -> str:
    return f"On Record made this folder, {what}, and replaces it with the next build."


def _named(names: Iterable[str]) -> str:
    first, *more = sorted(names, key=lambda name: (name.count("/"), name))
    shown = [f"'{name}'" for name in (first, *more[: _MOST_NAMED - 1])]
    return ", ".join(shown) + (f" and {len(more) + 1 - len(shown):,} more" if len(shown) <= len(more) else "")


def refuse_links(built: Path) -> None:
    """Raise NotOursError where the folder of builds, or anything right in it or in a folder there, is a symbolic link."""
    links = [path for path in _here_and_below(built, 2) if path.is_symlink()]
    if links:
        raise NotOursError("\n".join(f"{path} is a symbolic link\n  = remove the link: a build follows none" for path in links))


def _here_and_below(path: Path, depth: int) -> Iterator[Path]:
    yield path
    if depth and path.is_dir() and not path.is_symlink():
        for one in sorted(path.iterdir()):
            yield from _here_and_below(one, depth - 1)


def output_folder(output: Path, project: Path, sources: Iterable[Path], built: Iterable[Path]) -> Path:
    """Return the real path of a folder, be it there or not, that is to hold a site; raise NotOursError where no site may go there.

    'sources' are the folders that a site is made from, 'built' those in which a build keeps what it makes on the way.
    """
    if output.is_symlink():
        raise NotOursError(f"{output} is a symbolic link\n  = name the folder itself with --output")
    place = output.resolve()
    parts = [*sources, *built, _PROGRAM, project / "generator"]
    around = [project, Path(os.path.expanduser("~"))]  # noqa: PTH111 - of an account without a home nothing is to be said
    if what := _in_the_way(place, parts, around):
        raise NotOursError(f"the site cannot go to {place}, which {what}\n  = name a new folder with --output")
    if place.is_mount():
        raise NotOursError(f"the site cannot go to {place}: another disk begins there\n  = name a folder in it with --output")
    return place


def _in_the_way(place: Path, parts: Iterable[Path], around: Iterable[Path]) -> str:
    """Return what speaks against a place, as the end of a sentence: it must not lie in or hold a part, or hold what is around it."""
    for part, may_lie_in in (*((part, False) for part in parts), *((part, True) for part in around)):
        if _same(place, part):
            return f"is {part}"
        if not may_lie_in and any(_same(one, part) for one in place.parents):
            return f"lies in {part}"
        if any(_same(one, place) for one in part.parents):
            return f"holds {part}"
    return ""


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one place, also where the file system knows several names of it."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other
