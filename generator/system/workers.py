"""A process of our own that is asked one JSON object a line and answers one a line.

A new process and not a forked one: vl-convert hangs in a forked process. One that ends, hangs or answers nonsense is asked once more,
in a fresh process; what goes wrong then is a value for whoever asked, with the last words that it said on its error output.
"""

from __future__ import annotations

import gc
import json
import logging
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue, SimpleQueue
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING, Any, Final, Self, TextIO

from generator.system.time_limits import IDLE, TimeLimit, limited

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGES: Final = Path(__file__).parents[2]
_LAST_LINES: Final = 20
"""How many lines of what a process says on its error output are kept."""
_LONGEST: Final = 400
"""How many characters of a line are kept."""
_LOG: Final = logging.getLogger(__name__)


class WorkerFailedError(Exception):
    """The process gave no answer; the message says why, as the end of a sentence that begins with what was asked."""


class _NoAnswerError(Exception):
    """The process ended, was ended, or answered nonsense."""


def python_module(name: str) -> tuple[str, ...]:
    """Return the command that runs a module of ours, which takes paths for UTF-8 in every locale, as the libraries that draw do."""
    return (sys.executable, "-X", "utf8", "-m", name)


def answer_lines(lines: TextIO, answers: TextIO, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer line by line until there are no more: the other end of a Worker. Whatever goes wrong with a question is its answer."""
    gc.disable()  # a process of ours ends with the build
    for line in lines:
        if not line.strip():
            continue
        asked: dict[str, Any] = json.loads(line)
        try:
            found = answer(asked)
        except Exception as problem:  # noqa: BLE001 - the parent says what it asked for
            found = {"error": f"{type(problem).__name__}: {problem}"}
        answers.write(json.dumps({"id": asked["id"], **found}) + "\n")
        answers.flush()


class _Process:
    """A process that runs, and the threads that read what it says."""

    def __init__(self, command: tuple[str, ...]) -> None:
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own worker
                command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", errors="replace", cwd=_PACKAGES, start_new_session=True
            )
        except OSError as error:
            raise _NoAnswerError(f"its process could not be started: {error.strerror or error}") from error
        self._answers: SimpleQueue[str] = SimpleQueue()
        self._stderr: deque[str] = deque(maxlen=_LAST_LINES)
        self._threads = [
            Thread(target=_pass_on, args=(self._process.stdout, self._answers.put, "")),
            Thread(target=_pass_on, args=(self._process.stderr, self._stderr.append, None)),
        ]
        for thread in self._threads:
            thread.daemon = True
            thread.start()

    def ask(self, number: int, message: dict[str, Any], patience: TimeLimit) -> dict[str, Any]:
        """Return the answer to a message; raise _NoAnswerError where there is none."""
        line = ""
        with limited(self._process, patience), suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.write(json.dumps({"id": number, **message}) + "\n")
                self._process.stdin.flush()
                line = self._answers.get()
        with suppress(ValueError):
            answer = json.loads(line)
            if isinstance(answer, dict) and answer.pop("id", None) == number:
                return answer
        raise _NoAnswerError(patience.ended or f"the process ended or gave no answer{self._ending()}")

    def _ending(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            status = self._process.wait(1)
            return f" ({signal.Signals(-status).name})" if status < 0 else f" (exit code {status})"
        return ""

    def close(self) -> list[str]:
        """End the process; return the last lines that it said on its error output and that nobody was told of."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        for thread in self._threads:
            thread.join(1)
        return [line for line in self._stderr if line.strip()]


class Worker:
    """A process that answers line by line; started when first asked, and anew after it failed."""

    def __init__(self, command: tuple[str, ...], cpu_limit: float, idle_limit: float = IDLE) -> None:
        """Prepare to ask; nothing is started yet.

        Args:
            command: What runs.
            cpu_limit: How much processor time an answer may take, in seconds, with the start of the process.
            idle_limit: For how many seconds the process may do nothing while it is waited for.
        """
        self._command = command
        self._limits = cpu_limit, idle_limit
        self._process: _Process | None = None
        self._asked = 0
        self._closed = False
        self._starting = Lock()

    def start(self) -> None:
        """Start the process unless it runs, so that it gets ready while other work goes on."""
        with suppress(_NoAnswerError):  # who asks is told
            self._started()

    def close(self) -> None:
        """End the process, if there is one, for good; whoever waits for an answer gets none."""
        self._closed = True
        _report(self._end())

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a message, without its id; raise WorkerFailedError where two processes give none."""
        try:
            answer = self._answer(message)
        except _NoAnswerError as problem:
            if not self._closed:
                _report([f"{problem}; it is asked once more", *self._end()])
            try:
                answer = self._answer(message)
            except _NoAnswerError as again:
                raise WorkerFailedError("\n  ".join([f"{again}, twice", *self._end()])) from None
        if "error" in answer:
            raise WorkerFailedError(str(answer["error"]).partition("\n")[0])
        return answer

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        self._asked += 1
        return self._started().ask(self._asked, message, TimeLimit(*self._limits))

    def _started(self) -> _Process:
        with self._starting:
            if self._closed:
                raise WorkerFailedError("it is not waited for any more")
            if self._process is None:
                self._process = _Process(self._command)
            return self._process

    def _end(self) -> list[str]:
        with self._starting:
            process, self._process = self._process, None
        return process.close() if process is not None else []


class Workers:
    """Several of them for any thread, each asked one thing at a time; to be used in a with statement, which ends the processes."""

    def __init__(self, command: tuple[str, ...], cpu_limit: float, number: int) -> None:
        """Prepare so many; nothing is started yet."""
        self._workers = [Worker(command, cpu_limit) for _ in range(number)]
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(max_workers=max(number, 1))

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return the answer of the first that is idle to a message; raise WorkerFailedError where there is none."""
        worker = self._idle.get()
        try:
            return worker.ask(message)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        """Return the same."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Leave what is not begun, and end the processes."""
        self.close()

    def close(self) -> None:
        """Leave what is not begun, and end the processes, for good."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()


def _report(lines: list[str]) -> None:
    for line in lines:
        _LOG.warning("a process that draws: %s", line)


def _pass_on(pipe: IO[str] | None, take: Callable[[str], None], last: str | None) -> None:
    if pipe is not None:
        with pipe, suppress(ValueError):
            for line in pipe:
                take(line if last is not None else line.rstrip("\n")[:_LONGEST])
    if last is not None:
        take(last)
