"""Detects whether anything changed since the last build, by hashes of its inputs and outputs stored beside the output."""

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
_PROGRAM_SUFFIXES: Final = frozenset({".html", ".js", ".json", ".po", ".py", ".yml"})
_EXTERNAL_SETTINGS: Final = re.compile(rb"^INHERIT:(?! build/)|^hooks|^plugins:(?!\s*\[\])|!ENV|!relative", re.MULTILINE)
"""Settings that depend on files or variables which no hash covers."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The hashes of a build's inputs and outputs, and its report."""

    inputs: str
    outputs: str
    pages: int
    """How many pages it wrote or left unchanged."""
    report: str = ""
    warnings: str = ""
    """Its warnings besides the report."""


def inputs_hash(content: Path, templates: Path, settings: Path, *options: object) -> str:
    """Return the hash of all that a build depends on: folders of records and templates, the settings file, and options (dates, URLs)."""
    digest = sha256(f"{options}\n{program_hash()}\n".encode())
    for folder in (content, templates):
        digest.update(contents_hash(folder).encode())
    digest.update(_hash(str(settings)))
    return digest.hexdigest()


def leads_elsewhere(settings: Path) -> bool:
    """Return whether settings use what no hash covers: environment variables, other settings files, plugins or hooks."""
    return settings.is_file() and _EXTERNAL_SETTINGS.search(settings.read_bytes()) is not None


@cache
def program_hash() -> str:
    """Return the hash of the program and of the installed packages, as of the first call."""
    installed = sorted({Path(name).name for folder in sys.path if Path(folder).is_dir() for name in Path(folder).glob("*.dist-info")})
    return sha256(f"{sys.version}\n{installed}\n{contents_hash(Path(__file__).parents[1], _PROGRAM_SUFFIXES)}".encode()).hexdigest()


def contents_hash(folder: Path, suffixes: frozenset[str] = frozenset()) -> str:
    """Return the hash of the names and contents of a folder's files; of those with some suffixes, if given."""
    digest = sha256()
    for name, entry in _files(folder):
        if not suffixes or Path(name).suffix in suffixes:
            digest.update(f"{name}\n".encode("utf-8", "surrogateescape") + _hash(entry.path))
    return digest.hexdigest()


def _hash(path: str) -> bytes:
    """Return the hash of a file; empty if it cannot be read, which its reader reports."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - faster, for thousands of files
            return sha256(file.read()).digest()
    except OSError:
        return b""


def outputs_hash(*paths: Path) -> str:
    """Return the hash of output folders and files, by names, sizes and modification times."""
    digest = sha256()
    for path in paths:
        files = [(f"{path.name}/{name}", entry.stat(follow_symlinks=False)) for name, entry in _files(path)]
        for name, status in files if path.is_dir() else [(path.name, path.lstat())] if path.exists() else []:
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """Return the files below a folder by relative path, sorted; empty if it cannot be read, which its reader reports."""
    try:
        files = [(name, entry) for name, entry in files_below(folder) if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(files, key=lambda item: item[0])


def read_stamp(path: Path) -> Stamp | None:
    """Return the stamp of the last build, or None if it is missing or unreadable."""
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_fresh(path: Path, inputs: str, *folders: Path) -> Stamp | None:
    """Return the stamp of the last build if its inputs are the same and its outputs unchanged, else None."""
    last = read_stamp(path)
    return last if last is not None and last.inputs == inputs and last.outputs == outputs_hash(*folders) else None


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Write the stamp of a build."""
    write_whole(path, f"{json.dumps(asdict(stamp))}\n".encode())
