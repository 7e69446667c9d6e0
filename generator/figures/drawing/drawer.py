"""Draws charts in a process of their own, and remembers what it drew.

The process imports Altair, which this one never does. A drawing is kept under a hash of all that it depends on: the versions
of what draws, the source of our own charts, and the data.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Final

from generator.cache import read_cached, store
from generator.errors import BuildFailedError
from generator.workers import Worker, WorkerFailedError, python_module

CPU_LIMIT: Final = 60.0
"""How much processor time a drawing may take, in seconds, with the start of the process."""
_COMMAND: Final = python_module("generator.figures.drawing.altair_svg")


class DrawingFailedError(BuildFailedError):
    """A chart could not be drawn; the message names it."""


class Drawer(AbstractContextManager["Drawer"]):
    """Draws charts from plain data, for any thread, one at a time; to be used in a with statement, which ends the process."""

    def __init__(self, cache: Path, *, command: tuple[str, ...] = _COMMAND) -> None:
        """Prepare to draw with a process, and to keep drawings in a folder, made when needed; nothing is started yet."""
        self._cache = cache
        self._worker = Worker(command, CPU_LIMIT)
        self._drawing = Lock()

    def __exit__(self, *_unused: object) -> None:
        """End the process, if there is one."""
        self.close()

    def close(self) -> None:
        """End the process, if there is one, for good."""
        self._worker.close()

    def warm_up(self) -> None:
        """Start the process, so that it gets ready while other work goes on."""
        self._worker.start()

    def draw(self, spec: dict[str, Any]) -> str:
        """Return a chart as SVG with placeholders for links and ids, from plain data.

        'kind' says which chart it is; 'name' is what errors call it, and enters no drawing.

        Raises:
            DrawingFailedError: The chart cannot be drawn, or not within the limit.
        """
        data = {key: value for key, value in spec.items() if key != "name"}
        inputs = f"{self._renderers}\n{json.dumps(data, sort_keys=True)}"
        cached = self._cache / f"{sha256(inputs.encode()).hexdigest()}.svg"
        if (found := read_cached(cached)) is not None:
            return found.decode()
        with self._drawing:
            if (found := read_cached(cached)) is not None:  # drawn for another thread meanwhile
                return found.decode()
            try:
                svg = str(self._worker.ask({"spec": data})["svg"])
            except (WorkerFailedError, KeyError) as problem:
                raise DrawingFailedError(f"chart '{spec.get('name', spec['kind'])}' cannot be drawn: {problem}") from None
            store(cached, svg.encode())
        return svg

    @cached_property
    def _renderers(self) -> str:
        folder = Path(__file__).parent
        sources = b"".join(path.read_bytes() for path in (*sorted(folder.glob("*.py")), *folder.glob("*.json"), folder.parent / "earth.py"))
        return f"altair {version('altair')} vl-convert {version('vl-convert-python')} {sha256(sources).hexdigest()}"
