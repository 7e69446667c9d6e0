"""Draws charts in worker processes, and caches their output.

Only workers import Altair. A drawing is cached under a hash of all its inputs: the versions of the drawing libraries, the source of our
charts, and the data.
"""

from __future__ import annotations

import json
import os
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from generator.system import BuildFailedError, WorkerFailedError, Workers, python_module

if TYPE_CHECKING:
    from concurrent.futures import Future

    from generator.system import Cache

CPU_LIMIT: Final = 60.0
"""The CPU time limit of a drawing in seconds, including the start of the process."""
_WORKERS: Final = min(max((os.cpu_count() or 1) - 1, 1), 2)
"""The number of processes: each needs two thirds of a second to start, and one processor writes pages meanwhile."""
_COMMAND: Final = python_module("generator.figures.drawing.altair_svg")


class DrawingFailedError(BuildFailedError):
    """A chart, named by the message, could not be drawn."""


class Drawer(Workers):
    """Draws charts from plain data, thread-safe; use it in a with statement, which ends the processes."""

    def __init__(self, cache: Cache, *, workers: int = _WORKERS, command: tuple[str, ...] = _COMMAND) -> None:
        """Set a maximum number of processes; none is started yet."""
        super().__init__(command, CPU_LIMIT, workers)
        self._build_cache = cache
        self._lock = Lock()
        self._pending: dict[str, Future[str]] = {}

    def draw(self, spec: dict[str, Any]) -> str:
        """Return a chart as SVG with placeholders for links and ids, from plain data.

        'kind' selects the chart; 'name' is used in errors only. Raise DrawingFailedError if it cannot be drawn within the time limit.
        """
        data = {key: value for key, value in spec.items() if key != "name"}
        request = json.dumps(data, sort_keys=True).encode()
        cache_key = self._cache.name("svg", request)
        if (cached := self._cache.read(cache_key)) is not None:
            return cached.decode()
        with self._lock:
            drawing = self._pending.get(cache_key) or self._threads.submit(self._draw_uncached, request, cache_key)
            self._pending[cache_key] = drawing
        try:
            return drawing.result()
        except WorkerFailedError as problem:
            raise DrawingFailedError(f"chart '{spec.get('name', spec['kind'])}' cannot be drawn: {problem}") from None
        finally:
            self._pending.pop(cache_key, None)

    def _draw_uncached(self, request: bytes, key: str) -> str:
        if (cached := self._cache.read(key)) is not None:  # another thread has drawn it meanwhile
            return cached.decode()
        svg: str = self.ask(request)
        self._cache.write(key, svg.encode())
        return svg

    @cached_property
    def _cache(self) -> Cache:
        folder = Path(__file__).parent
        sources = b"".join(path.read_bytes() for path in (*sorted(folder.glob("*.py")), *folder.glob("*.json"), folder.parent / "earth.py"))
        return self._build_cache.of("altair", version("altair"), "vl-convert", version("vl-convert-python"), sha256(sources).hexdigest())
