"""Draws charts in processes of their own, and remembers what it drew.

The processes import Altair, which this one never does. A drawing is kept under a hash of all that it depends on: the versions
of what draws, the source of our own charts, and the data.
"""

from __future__ import annotations

import json
from collections import deque
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Self

from generator.cache import keep, read_kept
from generator.failures import BuildFailedError
from generator.workers import Worker, WorkerFailedError, python_module

if TYPE_CHECKING:
    from types import TracebackType

CPU_LIMIT: Final = 60.0
"""How much processor time a drawing may take, in seconds, with the start of the process."""
_PATIENCE: Final = 2.5
"""How long a drawing waits for a process before another is started, in seconds; a process takes about one to start."""
_SOURCES: Final = ("altair_svg", "dots_chart")
_COMMAND: Final = python_module("generator.figures.drawing.worker")


class DrawingFailedError(BuildFailedError):
    """A chart could not be drawn; the message names it."""


class Drawer:
    """Draws charts from plain data, for any thread; to be used in a with statement, which ends the processes."""

    def __init__(
        self, cache: Path | None = None, *, cpu_limit: float = CPU_LIMIT, command: tuple[str, ...] = _COMMAND, workers: int = 1
    ) -> None:
        """Prepare to draw; nothing is started yet.

        Args:
            cache: The folder that holds drawings, made when needed; nothing to remember none.
            cpu_limit: How much processor time a drawing may take, in seconds.
            command: The process that draws.
            workers: How many drawings may be made at once, each by a process of its own.
        """
        self._cache = cache
        self._under_way: dict[Path, Lock] = {}
        first, *others = self._workers = [Worker(command, cpu_limit) for _ in range(workers)]
        self._idle: LifoQueue[Worker] = LifoQueue()
        self._idle.put(first)
        self._spare = deque(others)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes, if there are any."""
        self.close()

    def warm_up(self) -> None:
        """Start a process, so that it gets ready while other work goes on."""
        self._workers[0].start()

    def close(self) -> None:
        """End the processes, if there are any."""
        for worker in self._workers:
            worker.close()

    def draw(self, spec: dict[str, Any]) -> str:
        """Return a chart as SVG with placeholders for links and ids.

        Args:
            spec: Plain data; 'kind' says which chart, 'name' is what errors call it and enters no drawing.

        Raises:
            DrawingFailedError: The chart cannot be drawn, or not within the limit.
        """
        name = str(spec.get("name", spec.get("kind", "?")))
        data = {key: value for key, value in spec.items() if key != "name"}
        kept = self._file(data)
        if kept is None:
            return self._drawn(name, data)
        with self._under_way.setdefault(kept, Lock()):
            if (found := read_kept(kept)) is not None:
                return found.decode()
            svg = self._drawn(name, data)
            keep(kept, svg.encode())
        return svg

    def _drawn(self, name: str, data: dict[str, Any]) -> str:
        worker = self._next()
        try:
            return str(worker.ask({"spec": data})["svg"])
        except (WorkerFailedError, KeyError) as problem:
            raise DrawingFailedError(f"chart '{name}' cannot be drawn: {problem}") from None
        finally:
            self._idle.put(worker)

    def _next(self) -> Worker:
        """Return a process that is idle; another is started only where there is much to wait for."""
        try:
            return self._idle.get(timeout=_PATIENCE)
        except Empty:
            return self._spare.popleft() if self._spare else self._idle.get()

    @cached_property
    def _renderers(self) -> str:
        sources = b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in _SOURCES)
        return f"altair {version('altair')} vl-convert {version('vl-convert-python')} {sha256(sources).hexdigest()}"

    def _file(self, data: dict[str, Any]) -> Path | None:
        if self._cache is None:
            return None
        inputs = f"{self._renderers}\n{json.dumps(data, sort_keys=True)}"
        return self._cache / f"{sha256(inputs.encode()).hexdigest()}.svg"
