"""Draws charts in processes of their own, and remembers what they drew.

They import Altair, which this one never does. A drawing is kept under a hash of all that it depends on: the versions
of what draws, the source of our own charts, and the data.
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
"""How much processor time a drawing may take, in seconds, with the start of the process."""
_WORKERS: Final = min(max((os.cpu_count() or 1) - 1, 1), 2)
"""How many processes draw: each starts for two thirds of a second, and one processor writes pages meanwhile."""
_COMMAND: Final = python_module("generator.figures.drawing.altair_svg")


class DrawingFailedError(BuildFailedError):
    """A chart could not be drawn; the message names it."""


class Drawer(Workers):
    """Draws charts from plain data, for any thread; to be used in a with statement, which ends the processes."""

    def __init__(self, cache: Cache, *, workers: int = _WORKERS, command: tuple[str, ...] = _COMMAND) -> None:
        """Prepare to draw with so many processes at most; nothing is started yet."""
        super().__init__(command, CPU_LIMIT, workers)
        self._given = cache
        self._asking = Lock()
        self._asked: dict[str, Future[str]] = {}

    def draw(self, spec: dict[str, Any]) -> str:
        """Return a chart as SVG with placeholders for links and ids, from plain data.

        'kind' says which chart it is; 'name' is what errors call it, and enters no drawing. Raises DrawingFailedError where it cannot be
        drawn, or not within the limit.
        """
        data = {key: value for key, value in spec.items() if key != "name"}
        question = json.dumps(data, sort_keys=True).encode()
        name = self._cache.name("svg", question)
        if (found := self._cache.read(name)) is not None:
            return found.decode()
        with self._asking:
            drawing = self._asked.get(name) or self._threads.submit(self._drawn, question, name)
            self._asked[name] = drawing
        try:
            return drawing.result()
        except WorkerFailedError as problem:
            raise DrawingFailedError(f"chart '{spec.get('name', spec['kind'])}' cannot be drawn: {problem}") from None
        finally:
            self._asked.pop(name, None)

    def _drawn(self, question: bytes, name: str) -> str:
        if (found := self._cache.read(name)) is not None:  # drawn for another thread meanwhile
            return found.decode()
        svg: str = self.ask(question)
        self._cache.write(name, svg.encode())
        return svg

    @cached_property
    def _cache(self) -> Cache:
        folder = Path(__file__).parent
        sources = b"".join(path.read_bytes() for path in (*sorted(folder.glob("*.py")), *folder.glob("*.json"), folder.parent / "earth.py"))
        return self._given.of("altair", version("altair"), "vl-convert", version("vl-convert-python"), sha256(sources).hexdigest())
