"""Create a new publication: one invented example of each kind of record, and workflows that check, build and deploy it."""

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
"""Files that may exist already."""
_MOST_NAMED: Final = 5
_NAMES: Final = {
    "README.md": "README.md",
    "gitignore": _IGNORED,
    "publish.yml": ".github/workflows/publish.yml",
    "suggestion.yml": ".github/workflows/suggestion.yml",
}
"""Files of the starter besides its content, and their paths in a publication."""


def start_publication(folder: Path, version: str, more: Mapping[str, bytes]) -> tuple[list[str], dict[str, list[str]]]:
    """Write a new publication to a folder, which is created if missing; an existing README.md or .gitignore, as in a clone, is kept.

    Return the written paths, and the kept ones with the lines that they lack. requirements.txt pins 'version' of this program; 'more' are
    generated files by path. Raise BuildFailedError if another file exists already; nothing is written then.
    """
    files = {path.relative_to(STARTER).as_posix(): path.read_bytes() for path in sorted((STARTER / _CONTENT).rglob("*")) if path.is_file()}
    files |= {name: (STARTER / stored).read_bytes() for stored, name in _NAMES.items()}
    files |= {
        f"{_CONTENT}/README.md": MANUAL.read_bytes(),
        "mkdocs.yml": SETTINGS.read_bytes(),
        "requirements.txt": requirement(version).encode(),
        **more,
    }
    existing = {name: (folder / name).read_bytes().splitlines() for name in _KEPT if (folder / name).is_file()}
    needed = files[_IGNORED].splitlines()
    kept = {
        name: [line.decode() for line in needed if line not in lines and not line.startswith(b"#")] if name == _IGNORED else []
        for name, lines in existing.items()
    }
    files = {name: data for name, data in files.items() if name not in kept}
    _require_no_conflicts(folder, files)
    write_all([FileChange(folder / name, None, data) for name, data in files.items()])
    return list(files), kept


def _require_no_conflicts(folder: Path, names: Iterable[str]) -> None:
    """Raise BuildFailedError if a file exists already, or the content folder, even if empty."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise BuildFailedError(f"{folder} is a file\n  = choose a new folder")
    folders = {str(above) for name in names for above in PurePosixPath(name).parents[:-1]}
    blocked = {name for name in folders if os.path.lexists(folder / name) and not (folder / name).is_dir()}
    if existing := sorted({*(name for name in (_CONTENT, *names) if os.path.lexists(folder / name)), *blocked}):
        more = f" and {len(existing) - _MOST_NAMED} more" if len(existing) > _MOST_NAMED else ""
        named = ", ".join(existing[:_MOST_NAMED])
        raise BuildFailedError(f"{folder} already contains {named}{more}; nothing was written\n  = choose a new folder")


_BY_VERSION: Final = "# If this version is not on a package index, write where it is: onrecord @ git+https://..."


def requirement(version: str) -> str:
    """Return the line of requirements.txt that installs this program: from its origin if known, else by version."""
    address = installed_from()
    return f"onrecord @ {address}\n" if address else f"{_BY_VERSION}\nonrecord=={version}\n"


def installed_from() -> str:
    """Return the URL from which this program was installed, or "" if that was an index or a local folder.

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
