"""The pictures of figures and cards, converted by worker processes while the site is built, and cached.

Figures and cards are SVG files in the Markdown tree, below `figures/` and `cards/`. A PNG is cached under a hash of its SVG and of the
program that draws it.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.system import BuildFailedError, WorkerFailedError, Workers, python_module, write_if_changed

if TYPE_CHECKING:
    from concurrent.futures import Future

    from generator.system import Cache

CPU_LIMIT: Final = 120.0
"""The CPU time limit of a picture in seconds, including the start of the process, which scans all system fonts."""
FOLDER: Final = "figures"
_KINDS: Final = {FOLDER: ("figure", 1.5), "cards": ("card", 1.0)}
"""By folder: what errors call its files, and the scale of pictures in pixels per SVG unit."""
_COMMAND: Final = python_module("generator.builder.picture_worker")


class PicturesFailedError(BuildFailedError):
    """Some pictures could not be made; the message names each."""


class Pictures(Workers):
    """Converts figures and cards to PNG in the background; use it in a with statement, which ends the processes."""

    def __init__(self, cache: Cache, *, fonts: Path, workers: int = 2, command: tuple[str, ...] = _COMMAND) -> None:
        """Prepare at most that many workers, whose command gets the font folder of the cards as its last argument."""
        super().__init__((*command, str(fonts.resolve())), CPU_LIMIT, workers)
        self._cache = cache.of(_program_version(fonts))
        self._keys: dict[str, str] = {}
        self._errors: dict[str, Future[str]] = {}

    def add(self, path: str, data: bytes, prefix: str = "") -> None:
        """Start to convert a file of a Markdown tree, which has a path prefix in the site, unless it is no drawing."""
        self.check()
        folder, _, name = path.removesuffix(".svg").partition("/")
        if path.endswith(".svg") and folder in _KINDS:
            what, scale = _KINDS[folder]
            key = self._keys[prefix + path] = self._cache.name("png", data)
            if key not in self._errors:
                self._errors[key] = self._threads.submit(self._make, f"{what} '{name}'", data, scale, key)

    def _make(self, what: str, svg: bytes, scale: float, key: str) -> str:
        """Return an error message, or an empty string."""
        if self._cache.read(key) is None:
            try:
                self._cache.write(key, self.ask((svg, scale)))
            except WorkerFailedError as problem:
                return f"cannot render {what} as a picture: {problem}"
        return ""

    def put_into(self, site: Path) -> None:
        """Wait for all pictures and write them into a site. Raise PicturesFailedError if some could not be made."""
        if problems := sorted(filter(None, (error.result() for error in self._errors.values()))):
            raise PicturesFailedError("\n".join(problems))
        for path, key in self._keys.items():
            if not (picture := self._cache.read(key)):
                raise PicturesFailedError(f"the picture of {path} has disappeared from the cache: build again")
            write_if_changed((site / path).with_suffix(".png"), picture)


def _program_version(fonts: Path) -> str:
    files = [Path(__file__).with_name("picture_worker.py"), *sorted(fonts.glob("*.ttf"))]
    return f"vl-convert {version('vl-convert-python')} {sha256(b''.join(path.read_bytes() for path in files)).hexdigest()}"
