"""The pictures of all figures and cards, made by processes of our own while the site is built, and remembered.

Figures and cards stand as SVG in the Markdown tree, below `figures/` and `cards/`; a PNG depends on its SVG and on what draws it, so
it is kept under a hash of both.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.system import BuildFailedError, WorkerFailedError, Workers, put, python_module

if TYPE_CHECKING:
    from concurrent.futures import Future

    from generator.system import Cache

CPU_LIMIT: Final = 120.0
"""How much processor time a picture may take, in seconds, with the start of the process, which looks through all fonts of the machine."""
FOLDER: Final = "figures"
_KINDS: Final = {FOLDER: ("figure", 1.5), "cards": ("card", 1.0)}
"""By folder, what is in it, and how many pixels of its picture one of the drawing is."""
_COMMAND: Final = python_module("generator.builder.picture_worker")


class PicturesFailedError(BuildFailedError):
    """Some pictures could not be made; the message names each."""


class Pictures(Workers):
    """Makes the pictures of figures and cards in the background; to be used in a with statement, which ends the processes."""

    def __init__(self, cache: Cache, *, fonts: Path, workers: int = 2, command: tuple[str, ...] = _COMMAND) -> None:
        """Prepare to make pictures.

        Args:
            cache: Where they are kept.
            fonts: The folder of the fonts of the cards.
            workers: How many are made at once, each by a process of its own.
            command: The process, which is given the folder of the fonts.
        """
        super().__init__((*command, str(fonts.resolve())), CPU_LIMIT, workers)
        self._cache = cache.of(_program(fonts))
        self._names: dict[str, str] = {}
        self._made: dict[str, Future[str]] = {}

    def add(self, path: str, data: bytes, place: str = "") -> None:
        """Begin to make the picture of a file of a Markdown tree, unless the file is no drawing.

        Args:
            path: The path of the file in the tree.
            data: What it holds.
            place: The folder of the site that the tree is for.
        """
        folder, _, name = path.removesuffix(".svg").partition("/")
        if path.endswith(".svg") and folder in _KINDS:
            what, scale = _KINDS[folder]
            cached = self._names[place + path] = self._cache.name("png", data)
            if cached not in self._made:
                self._made[cached] = self._threads.submit(self._make, f"{what} '{name}'", data, scale, cached)

    def _make(self, what: str, svg: bytes, scale: float, cached: str) -> str:
        """Return what went wrong, or nothing."""
        if self._cache.read(cached) is None:
            try:
                self._cache.write(cached, self.ask((svg, scale)))
            except WorkerFailedError as problem:
                return f"{what} cannot be made into a picture: {problem}"
        return ""

    def put_into(self, site: Path) -> None:
        """Wait for all pictures, put them into a built site.

        Raises:
            PicturesFailedError: Some could not be made.
            OSError: The file system refused something.
        """
        if problems := sorted(filter(None, (made.result() for made in self._made.values()))):
            raise PicturesFailedError("\n".join(problems))
        for path, cached in self._names.items():
            if not (picture := self._cache.read(cached)):
                raise PicturesFailedError(f"the picture of {path} was made, and is not there any more: build again")
            put((site / path).with_suffix(".png"), picture)


def _program(fonts: Path) -> str:
    files = [Path(__file__).with_name("picture_worker.py"), *sorted(fonts.glob("*.ttf"))]
    return f"vl-convert {version('vl-convert-python')} {sha256(b''.join(path.read_bytes() for path in files)).hexdigest()}"
