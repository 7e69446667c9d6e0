"""Where a build may write: never over what its project is made of, and never behind a symbolic link."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.system.ownership import NotOursError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PROGRAM: Final = Path(__file__).parents[1]


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
