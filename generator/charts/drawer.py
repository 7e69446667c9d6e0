"""Draws charts in a process of its own, and remembers what it drew.

The process imports Altair, which this one never does. A drawing is kept under a hash of all that it depends on: the versions
of what draws, the source of our own charts, and the data.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final, Self

from generator.charts.kept import keep, read_kept

if TYPE_CHECKING:
    from types import TracebackType

TIME_LIMIT: Final = 20.0
"""How long a drawing may take, in seconds, with the start of the process."""
_SOURCES: Final = ("altair_svg", "labels", "lanes_chart", "over_time_chart", "placeholders", "scale")
_COMMAND: Final = (sys.executable, "-m", "generator.charts.worker")
_PACKAGES: Final = Path(__file__).parents[2]


class DrawingFailedError(Exception):
    """A chart could not be drawn; the message names it."""


class Drawer:
    """Draws charts from plain data, for any thread; to be used in a with statement, which ends the process."""

    def __init__(self, cache: Path | None = None, *, time_limit: float = TIME_LIMIT, command: tuple[str, ...] = _COMMAND) -> None:
        """Prepare to draw; nothing is started yet.

        Args:
            cache: The folder that holds drawings, made when needed; nothing to remember none.
            time_limit: How long a drawing may take, in seconds.
            command: The process that draws.
        """
        self._cache = cache
        self._time_limit = time_limit
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()
        self._asked = 0
        self._turn = Lock()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        """End the process, if there is one."""
        self.close()

    def warm_up(self) -> None:
        """Start the process, so that it gets ready while other work goes on."""
        if self._process is not None:
            return
        self._answers = Queue()
        pipe, none = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=none, encoding="utf-8", cwd=_PACKAGES)  # noqa: S603 - our own worker
        Thread(target=_pass_on, args=(self._process, self._answers), daemon=True).start()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def draw(self, spec: dict[str, Any]) -> str:
        """Return a chart as SVG with placeholders for links and ids.

        Args:
            spec: Plain data; 'kind' says which chart, 'name' is what errors call it and enters no drawing.

        Raises:
            DrawingFailedError: The chart cannot be drawn, or not within the time limit.
        """
        name = str(spec.get("name", spec.get("kind", "?")))
        data = {key: value for key, value in spec.items() if key != "name"}
        kept = self._file(data)
        if kept is not None and (found := read_kept(kept)) is not None:
            return found.decode()
        with self._turn:
            svg = self._ask(name, data)
        if kept is not None:
            keep(kept, svg.encode())
        return svg

    def _ask(self, name: str, data: dict[str, Any]) -> str:
        self.warm_up()
        self._asked += 1
        process = self._process
        if process is None or process.stdin is None:
            raise DrawingFailedError(f"chart '{name}' cannot be drawn: the drawing process did not start")
        try:
            process.stdin.write(json.dumps({"id": self._asked, "spec": data}) + "\n")
            process.stdin.flush()
            line = self._answers.get(timeout=self._time_limit)
        except OSError:
            line = ""
        except Empty:
            self.close()
            raise DrawingFailedError(f"chart '{name}' was not drawn within {self._time_limit:g} seconds") from None
        return self._svg(name, line)

    def _svg(self, name: str, line: str) -> str:
        try:
            answer: dict[str, Any] = json.loads(line) if line else {}
        except ValueError:
            answer = {}
        if answer.get("id") == self._asked and "svg" in answer:
            return str(answer["svg"])
        if "error" in answer:
            raise DrawingFailedError(f"chart '{name}' cannot be drawn: {answer['error']}")
        self.close()
        raise DrawingFailedError(f"chart '{name}' cannot be drawn: the drawing process ended or gave no answer")

    @cached_property
    def _renderers(self) -> str:
        sources = b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in _SOURCES)
        return f"altair {version('altair')} vl-convert {version('vl-convert-python')} {sha256(sources).hexdigest()}"

    def _file(self, data: dict[str, Any]) -> Path | None:
        if self._cache is None:
            return None
        inputs = f"{self._renderers}\n{json.dumps(data, sort_keys=True)}"
        return self._cache / f"{sha256(inputs.encode()).hexdigest()}.svg"


def _pass_on(process: subprocess.Popen[str], answers: Queue[str]) -> None:
    if process.stdout is not None:
        with process.stdout:
            for line in process.stdout:
                answers.put(line)
    answers.put("")
