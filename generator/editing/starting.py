"""A publication to start from: one invented example of each kind of record, and what checks, builds and deploys it."""

from __future__ import annotations

import json
import os
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.editing.changes import FileChange, write_all
from generator.system import MANUAL, SETTINGS, STARTER, BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_CONTENT: Final = "content"
_IGNORED: Final = ".gitignore"
_KEPT: Final = ("README.md", _IGNORED)
"""Files that may be there already."""
_MOST_NAMED: Final = 5
_NAMES: Final = {
    "README.md": "README.md",
    "gitignore": _IGNORED,
    "publish.yml": ".github/workflows/publish.yml",
    "suggestion.yml": ".github/workflows/suggestion.yml",
}
"""Files of the starter beside its content, and what they are called in a publication."""


def start_publication(folder: Path, version: str, more: Mapping[str, bytes]) -> tuple[list[str], dict[str, list[str]]]:
    """Write a publication to start from. A README.md or .gitignore that is there, as in a fresh clone, is kept.

    Returns what was written, and what was kept with the lines that it needs and they lack, as paths below the folder. That is made where
    it is missing; what else is in it stays. The publication will ask for a version of the program; 'more' is what is made from the
    models, by its path. Raises BuildFailedError where something is in the way: nothing was written then.
    """
    files = {path.relative_to(STARTER).as_posix(): path.read_bytes() for path in sorted((STARTER / _CONTENT).rglob("*")) if path.is_file()}
    files |= {name: (STARTER / stored).read_bytes() for stored, name in _NAMES.items()}
    files |= {
        f"{_CONTENT}/README.md": MANUAL.read_bytes(),
        "mkdocs.yml": SETTINGS.read_bytes(),
        "requirements.txt": requirement(version).encode(),
        **more,
    }
    there = {name: (folder / name).read_bytes().splitlines() for name in _KEPT if (folder / name).is_file()}
    needed = files[_IGNORED].splitlines()
    kept = {
        name: [one.decode() for one in needed if one not in lines and not one.startswith(b"#")] if name == _IGNORED else []
        for name, lines in there.items()
    }
    files = {name: data for name, data in files.items() if name not in kept}
    _refuse_to_write_over(folder, files)
    write_all([FileChange(folder / name, None, data) for name, data in files.items()])
    return list(files), kept


def _refuse_to_write_over(folder: Path, names: Iterable[str]) -> None:
    """Raise BuildFailedError where something is in the way of files, be it a folder of content that has none of them."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise BuildFailedError(f"{folder} is a file\n  = name a new folder")
    folders = {str(above) for name in names for above in PurePosixPath(name).parents[:-1]}
    blocked = {one for one in folders if os.path.lexists(folder / one) and not (folder / one).is_dir()}
    if there := sorted({*(name for name in (_CONTENT, *names) if os.path.lexists(folder / name)), *blocked}):
        more = f" and {len(there) - _MOST_NAMED} more files" if len(there) > _MOST_NAMED else ""
        named = ", ".join(there[:_MOST_NAMED])
        raise BuildFailedError(f"{folder} holds {named}{more} already, and nothing is written over\n  = name a new folder")


_BY_VERSION: Final = "# Where no index of packages has this version, write where it is: onrecord @ git+https://..."


def requirement(version: str) -> str:
    """Return what installs this program again: from the address from which it was installed, or else by its version."""
    address = installed_from()
    return f"onrecord @ {address}\n" if address else f"{_BY_VERSION}\nonrecord=={version}\n"


def installed_from() -> str:
    """Return the address from which this program was installed; nothing where it came from an index, or from a folder of this machine.

    Source of the names: https://packaging.python.org/en/latest/specifications/direct-url-data-structure/.
    """
    try:
        record = distribution("onrecord").read_text("direct_url.json")
    except PackageNotFoundError:
        record = None
    origin = json.loads(record) if record else {}
    address, repository = str(origin.get("url", "")), origin.get("vcs_info")
    if not address.startswith("https://"):
        return ""
    return f"{repository['vcs']}+{address}@{repository['commit_id']}" if repository else address
