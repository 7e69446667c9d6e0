"""Whether anything changed since the last build: what went in, and what came out, as two hashes beside the output."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.system import files_below, write_whole

if TYPE_CHECKING:
    import os
_OWN: Final = frozenset({".html", ".js", ".json", ".po", ".py", ".yml"})
_ELSEWHERE: Final = re.compile(rb"^INHERIT:(?! build/)|^hooks|^plugins:(?!\s*\[\])|!ENV|!relative", re.MULTILINE)
"""What in settings leads to what is not looked at here."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build was made from and what it made."""

    inputs: str
    outputs: str
    pages: int
    """How many pages it wrote or found right."""
    report: str = ""
    """What it reported."""
    warnings: str = ""
    """What it said beside its report."""


def inputs_hash(content: Path, templates: Path, settings: Path, *options: object) -> str:
    """Return the hash of everything that a build depends on.

    Args:
        content: The folder of the records.
        templates: The folder of the templates and of the theme.
        settings: The file of settings of MkDocs.
        options: What else it is told: days, addresses.
    """
    digest = sha256(f"{options}\n{program_hash()}\n".encode())
    for folder in (content, templates):
        digest.update(contents_hash(folder).encode())
    digest.update(_hash(str(settings)))
    return digest.hexdigest()


def leads_elsewhere(settings: Path) -> bool:
    """Tell whether settings name what no hash here covers: the environment, other settings, plugins or hooks."""
    return settings.is_file() and _ELSEWHERE.search(settings.read_bytes()) is not None


@cache
def program_hash() -> str:
    """Return the hash of the program and of every package that it may use, as they were when it was first asked for."""
    installed = sorted({Path(name).name for place in sys.path if Path(place).is_dir() for name in Path(place).glob("*.dist-info")})
    return sha256(f"{sys.version}\n{installed}\n{contents_hash(Path(__file__).parents[1], _OWN)}".encode()).hexdigest()


def contents_hash(folder: Path, endings: frozenset[str] = frozenset()) -> str:
    """Return the hash of the files of a folder, by their names and all that is in them; of those with some endings, if given."""
    digest = sha256()
    for name, entry in _files(folder):
        if not endings or Path(name).suffix in endings:
            digest.update(f"{name}\n".encode("utf-8", "surrogateescape") + _hash(entry.path))
    return digest.hexdigest()


def _hash(path: str) -> bytes:
    """Return the hash of a file; of one that cannot be read, nothing: whoever reads it tells why."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands are read
            return sha256(file.read()).digest()
    except OSError:
        return b""


def outputs_hash(*paths: Path) -> str:
    """Return the hash of output folders and files, by names, sizes and times of the last change."""
    digest = sha256()
    for path in paths:
        there = [(f"{path.name}/{name}", entry.stat(follow_symlinks=False)) for name, entry in _files(path)]
        for name, status in there if path.is_dir() else [(path.name, path.lstat())] if path.exists() else []:
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """Return the files below a folder by their paths below it, in order; none of one that cannot be read, as whoever reads it tells."""
    try:
        found = [(name, entry) for name, entry in files_below(folder) if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(found, key=lambda one: one[0])


def read_stamp(path: Path) -> Stamp | None:
    """Return the stamp of the last build; nothing where there is none that can be read."""
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_fresh(path: Path, inputs: str, *folders: Path) -> Stamp | None:
    """Return the stamp of the last build where it was made from the same inputs and its output is still as it left it."""
    last = read_stamp(path)
    return last if last is not None and last.inputs == inputs and last.outputs == outputs_hash(*folders) else None


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Keep the stamp of a build."""
    write_whole(path, f"{json.dumps(asdict(stamp))}\n".encode())
