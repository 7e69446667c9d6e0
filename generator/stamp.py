"""Whether anything changed since the last build: what went in, and what came out, as two hashes beside the output."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.files import put

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_LIBRARIES: Final = ("altair", "babel", "edtf", "jinja2", "markdown-it-py", "sentencex", "vl-convert-python")
"""Libraries whose version changes what is written."""
_OWN: Final = frozenset({".po", ".py", ".yml"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build was made from and what it made."""

    inputs: str
    outputs: str
    pages: int
    """How many pages it wrote or found right."""


def inputs_hash(content: Path, templates: Path, today: date, site_url: str | None = None) -> str:
    """Return the hash of everything that the Markdown of a build depends on."""
    digest = sha256(f"{today.isoformat()} {site_url or ''}\n".encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    own = (path for path in _files(Path(__file__).parent) if path.suffix in _OWN)
    for root, paths in ((content, _files(content)), (templates, _files(templates)), (Path(__file__).parent, own)):
        for path in paths:
            digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
            digest.update(_hash(path))
    return digest.hexdigest()


def _hash(path: Path) -> bytes:
    """Return the hash of a file; of one that cannot be read, nothing: whoever reads it tells why."""
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""


def outputs_hash(*folders: Path) -> str:
    """Return the hash of what is in the output folders, by names, sizes and times of the last change."""
    digest = sha256()
    for folder in folders:
        for path in _files(folder):
            status = path.stat()
            digest.update(f"{path.relative_to(folder.parent).as_posix()} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    found: Iterable[Path] = folder.rglob("*") if folder.is_dir() else ()
    yield from sorted(path for path in found if path.is_file() and not path.is_symlink())


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
    put(path, f"{json.dumps(asdict(stamp))}\n".encode())
