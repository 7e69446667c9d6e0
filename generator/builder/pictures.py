"""The pictures of all figures and cards, made by processes of our own while the site is built, and remembered.

Figures and cards stand as SVG in the Markdown tree, below `figures/` and `cards/`; a PNG depends on its SVG and on what draws it, so
it is kept under a hash of both.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.system import BuildFailedError, WorkerFailedError, Workers, put, python_module, read_cached

if TYPE_CHECKING:
    from concurrent.futures import Future

    from generator.system import Cache

CPU_LIMIT: Final = 120.0
"""How much processor time one picture may take, in seconds, with the start of the process, which looks through all fonts of the machine."""
FOLDER: Final = "figures"
_KINDS: Final = {FOLDER: ("figure", 1.5), "cards": ("card", 1.0)}
"""By folder, what is in it, and how many pixels of its picture one of the drawing is."""
_COMMAND: Final = python_module("generator.builder.picture_worker")
_FEW: Final = 6
"""Up to so many missing pictures one process is as fast as two."""


class PicturesFailedError(BuildFailedError):
    """Some pictures could not be made; the message names each."""


class Pictures(Workers):
    """Makes the pictures of a tree's figures and cards in the background; to be used in a with statement, which ends the processes."""

    def __init__(self, docs: Path, cache: Cache, *, fonts: Path, workers: int = 2, command: tuple[str, ...] = _COMMAND) -> None:
        """Begin to make what is missing in the cache for the Markdown tree.

        As many are made at once as there may be workers, each a process of its own that is given the folder of the fonts of the cards.
        """
        self._docs, known = docs, cache.of(_program(fonts))
        drawings = [svg for folder in _KINDS for svg in sorted((docs / folder).rglob("*.svg"))]
        self._cached = {svg: known.path("png", svg.read_bytes()) for svg in drawings}
        missing = {cached: svg for svg, cached in self._cached.items() if read_cached(cached) is None}
        number = min(workers, 1 + len(missing) // _FEW)
        super().__init__((*command, str(fonts.resolve())), CPU_LIMIT, number if missing else 0)
        self._made: list[Future[str]] = [self._threads.submit(self._make, svg, cached) for cached, svg in missing.items()]

    def _make(self, svg: Path, to: Path) -> str:
        """Return what went wrong, or nothing."""
        try:
            self.ask({"source": str(svg.resolve()), "to": str(to.resolve()), "scale": _KINDS[svg.relative_to(self._docs).parts[0]][1]})
        except WorkerFailedError as problem:
            return f"{self._name(svg)} cannot be made into a picture: {problem}"
        return ""

    def _name(self, svg: Path) -> str:
        folder, *rest = svg.relative_to(self._docs).with_suffix("").parts
        return f"{_KINDS[folder][0]} '{'/'.join(rest)}'"

    def put_into(self, site: Path) -> None:
        """Wait for all pictures, put them into a built site.

        Raises:
            PicturesFailedError: Some could not be made.
        """
        problems = sorted(filter(None, (made.result() for made in self._made)))
        if problems:
            raise PicturesFailedError("\n".join(problems))
        for svg, cached in self._cached.items():
            picture = read_cached(cached)
            if not picture:
                raise PicturesFailedError(f"{self._name(svg)} was made into a picture that is not there any more: build again")
            put(site / svg.relative_to(self._docs).with_suffix(".png"), picture)


def _program(fonts: Path) -> str:
    files = [Path(__file__).with_name("picture_worker.py"), *sorted(fonts.glob("*.ttf"))]
    return f"vl-convert {version('vl-convert-python')} {sha256(b''.join(path.read_bytes() for path in files)).hexdigest()}"
