"""The pictures of all figures, made by processes of our own while the site is built, and remembered.

Each page below `figures/` of the Markdown tree shows one figure alone; its pictures depend on that page and on nothing else, so
they are kept under a hash of it, of the program that makes them, and of the versions of what it uses.
"""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING, Final, Self

from generator.language import spoken
from generator.workers import Worker, WorkerFailedError, python_module

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

TIME_LIMIT: Final = 60.0
"""How long one figure may take, in seconds, with the start of the process, which looks through all fonts of the machine."""
FOLDER: Final = "figures"
SUFFIXES: Final = (".svg", ".png")
_COMMAND: Final = python_module("generator.stills.worker")
_BORROWED: Final = [Path(__file__).parents[1] / "charts" / f"{name}.py" for name in ("labels", "png")]
_FEW: Final = 6
"""Up to so many missing pictures one process is as fast as two."""


class PicturesFailedError(Exception):
    """Some figures could not be made into pictures; the message names each."""


class Pictures:
    """Makes the pictures of a tree's figures in the background; to be used in a with statement, which ends the processes."""

    def __init__(
        self, docs: Path, cache: Path, *, workers: int = 2, time_limit: float = TIME_LIMIT, command: tuple[str, ...] = _COMMAND
    ) -> None:
        """Begin to make what is missing.

        Args:
            docs: The Markdown tree.
            cache: The folder that keeps pictures, made when needed.
            workers: How many may be made at once, each by a process of its own.
            time_limit: How long one figure may take, in seconds.
            command: The process that makes them.
        """
        self._docs = docs
        self._language = spoken().tag
        self._cache = cache
        program = _program(self._language)
        self._kept = {page: cache / _key(page, program) for page in sorted((docs / FOLDER).rglob("index.html"))}
        missing = {to: page for page, to in self._kept.items() if not all(to.with_suffix(suffix).is_file() for suffix in SUFFIXES)}
        number = min(workers, 1 + len(missing) // _FEW)
        self._workers = [Worker(command, time_limit) for _ in range(number)] if missing else []
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(max_workers=number)
        if missing:
            cache.mkdir(parents=True, exist_ok=True)
        self._made: list[Future[str]] = [self._threads.submit(self._make, page, to) for to, page in missing.items()]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        """Leave what is not made, and end the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()

    def _make(self, page: Path, to: Path) -> str:
        """Return what went wrong, or nothing."""
        worker = self._idle.get()
        try:
            worker.ask({"page": str(page.resolve()), "to": str(to.resolve()), "language": self._language})
        except WorkerFailedError as problem:
            return f"figure '{page.parent.relative_to(self._docs / FOLDER).as_posix()}' cannot be made into a picture: {problem}"
        finally:
            self._idle.put(worker)
        return ""

    def put_into(self, site: Path) -> None:
        """Wait for all pictures, put them beside their figures in a built site, and forget those of figures that are gone.

        Raises:
            PicturesFailedError: Some could not be made.
        """
        problems = sorted(filter(None, (made.result() for made in self._made)))
        if problems:
            raise PicturesFailedError("\n".join(problems))
        for page, kept in self._kept.items():
            folder = site / page.parent.relative_to(self._docs)
            for suffix in SUFFIXES:
                shutil.copyfile(kept.with_suffix(suffix), folder / f"{folder.name}{suffix}")
        current = {kept.name for kept in self._kept.values()}
        for path in self._cache.glob("*.*"):
            if path.stem not in current:
                path.unlink(missing_ok=True)


def _key(page: Path, program: bytes) -> str:
    return sha256(program + page.read_bytes()).hexdigest()


def _program(language: str) -> bytes:
    sources = [*sorted(Path(__file__).parent.glob("*.py")), *_BORROWED]
    return f"vl-convert {version('vl-convert-python')} {language}\n".encode() + b"".join(path.read_bytes() for path in sources)
