"""What builds of a project left, removed; what no build made stays, and is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.system.cache import remove_database
from generator.system.destinations import refuse_links
from generator.system.files import folders_in
from generator.system.locking import locked
from generator.system.ownership import INDEX, MARKDOWN, SITE, NotOursError, our_settings, remove

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def clean(built: Path) -> list[str]:
    """Remove what builds made in their folder, and it too where nothing is left; return what is in the way, in words.

    Raises:
        BuildFailedError: A build is running, or there is a symbolic link.
        OSError: The file system refused something.
    """
    refuse_links(built)
    if not built.is_dir():
        return []
    problems = []
    with locked(built / ".lock"):
        for folder, what in _ours(built):
            try:
                remove(folder, what)
            except NotOursError as error:
                problems.append(str(error))
        remove_database(built / "cache")
        for path in (*our_settings(built), *(built / name for name in ("site.json", ".site.lock", ".lock"))):
            path.unlink(missing_ok=True)
    for folder in (built / "cache", built / "languages", built / "search", built):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if built.exists() and not problems:
        problems.append(f"{built} holds {', '.join(sorted(path.name for path in built.iterdir()))}, which no build made")
    return problems


def _ours(built: Path) -> Iterator[tuple[Path, str]]:
    yield built / "docs", MARKDOWN
    yield from ((folder, MARKDOWN) for folder in folders_in(built / "languages"))
    yield from ((folder, INDEX) for folder in folders_in(built / "search"))
    yield from ((built / name, SITE) for name in ("site", ".site.new", ".site.old"))
