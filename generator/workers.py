"""A process of our own that is asked one JSON object a line and answers one a line, within a time limit.

A new process and not a forked one: vl-convert hangs in a forked process. What goes wrong in it is a value for whoever asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, Final

_PACKAGES: Final = Path(__file__).parents[1]


class WorkerFailedError(Exception):
    """The process gave no answer; the message says why, as the end of a sentence that begins with what was asked."""


def python_module(name: str) -> tuple[str, ...]:
    """Return the command that runs a module of ours."""
    return (sys.executable, "-m", name)


class Worker:
    """A process that answers line by line; started when first asked, and anew after it failed."""

    def __init__(self, command: tuple[str, ...], time_limit: float) -> None:
        """Prepare to ask; nothing is started yet.

        Args:
            command: What runs.
            time_limit: How long an answer may take, in seconds, with the start of the process.
        """
        self._command = command
        self._time_limit = time_limit
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()
        self._asked = 0

    def start(self) -> None:
        """Start the process unless it runs, so that it gets ready while other work goes on."""
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

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a message, without its id; raise WorkerFailedError where there is none in time."""
        self.start()
        self._asked += 1
        process = self._process
        if process is None or process.stdin is None:
            raise WorkerFailedError("the process did not start")
        try:
            process.stdin.write(json.dumps({"id": self._asked, **message}) + "\n")
            process.stdin.flush()
            line = self._answers.get(timeout=self._time_limit)
        except OSError:
            line = ""
        except Empty:
            self.close()
            raise WorkerFailedError(f"no answer came within {self._time_limit:g} seconds") from None
        return self._read(line)

    def _read(self, line: str) -> dict[str, Any]:
        with suppress(ValueError):
            answer: dict[str, Any] = json.loads(line)
            if answer.pop("id", None) == self._asked and "error" not in answer:
                return answer
            if "error" in answer:
                raise WorkerFailedError(str(answer["error"]).partition("\n")[0])
        self.close()
        raise WorkerFailedError("the process ended or gave no answer")


def _pass_on(process: subprocess.Popen[str], answers: Queue[str]) -> None:
    if process.stdout is not None:
        with process.stdout:
            for line in process.stdout:
                answers.put(line)
    answers.put("")
