"""Processes of our own, each of which is asked one thing at a time and answers it.

New processes and not forked ones: vl-convert hangs in a forked process. One that ends or takes too long is asked once more, as a fresh
process; what goes wrong then is an error for whoever asked, with the last lines of its error output. Those of others are logged.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, Final, Self

from generator.system.time_limits import IDLE, TimeLimit, limited

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG: Final = logging.getLogger(__name__)
_PACKAGES: Final = Path(__file__).parents[2]
_LAST_LINES: Final = 20
"""How many lines of a process's error output are told."""
_LONGEST: Final = 400
"""How many characters of such a line are told."""


class WorkerFailedError(Exception):
    """The process gave no answer; the message says why, as the end of a sentence that begins with what was asked."""


class _NoAnswerError(Exception):
    """The process ended or was ended."""


def python_module(name: str) -> tuple[str, ...]:
    """Return the command that runs a module of ours, which takes paths for UTF-8 in every locale, as the libraries that draw do."""
    return (sys.executable, "-X", "utf8", "-m", name)


def answer_questions(answer: Callable[[Any], object]) -> None:
    """Answer until there are no more questions: the other end of a Worker. Whatever goes wrong with a question is its answer.

    What is printed meanwhile goes to the error output.
    """
    gc.disable()  # a process of ours ends with the build
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        while True:
            try:
                question = pickle.load(sys.stdin.buffer)  # noqa: S301 - of the process that started this one
            except EOFError:
                return
            try:
                found = answer(question)
            except Exception as problem:  # noqa: BLE001 - the parent says what it asked for
                found = WorkerFailedError(f"{type(problem).__name__}: {problem}".partition("\n")[0])
            pickle.dump(found, answers)
            answers.flush()


class Worker:
    """A process that is asked one thing at a time; started when first asked, and anew after it failed."""

    def __init__(self, command: tuple[str, ...], cpu_limit: float, idle_limit: float = IDLE) -> None:
        """Prepare to ask what a command runs, which calls answer_questions; nothing is started yet.

        The limits are seconds: of processor time for an answer, with the start of the process, and of doing nothing while it is waited for.
        """
        self._command = command
        self._limits = cpu_limit, idle_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._stderr: IO[bytes] | None = None
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

    def ask(self, question: object) -> Any:  # noqa: ANN401 - whatever the process answers
        """Return the answer to a question; raise WorkerFailedError where it is one, or where two processes give none."""
        try:
            answer = self._answer(question)
        except _NoAnswerError as problem:
            if not self._closed:
                _report([f"{problem}; it is asked once more", *self._end()])
            try:
                answer = self._answer(question)
            except _NoAnswerError as again:
                raise WorkerFailedError("\n  ".join([f"{again}, twice", *self._end()])) from None
        if isinstance(answer, WorkerFailedError):
            raise answer
        return answer

    def _answer(self, question: object) -> object:
        process, patience = self._started(), TimeLimit(*self._limits)
        with limited(process, patience), suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            if process.stdin is not None and process.stdout is not None:
                pickle.dump(question, process.stdin)
                process.stdin.flush()
                return pickle.load(process.stdout)  # noqa: S301 - of a process of ours
        raise _NoAnswerError(patience.ended or f"the process ended{_how(process)}")

    def _started(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise WorkerFailedError("it is not waited for any more")
            if self._process is None:
                pipe, self._stderr = subprocess.PIPE, TemporaryFile()  # noqa: SIM115 - closed with the process
                try:
                    self._process = subprocess.Popen(  # noqa: S603 - our own program
                        self._command, stdin=pipe, stdout=pipe, stderr=self._stderr, cwd=_PACKAGES, start_new_session=True
                    )
                except OSError as error:
                    self._stderr.close()
                    self._stderr = None
                    raise _NoAnswerError(f"its process could not be started: {error.strerror or error}") from error
            return self._process

    def _end(self) -> list[str]:
        """End the process; return the last lines of its error output."""
        with self._starting:
            process, log = self._process, self._stderr
            self._process = self._stderr = None
        if process is not None:
            process.kill()
            with suppress(OSError):  # what it was not sent cannot be sent any more
                process.__exit__(None, None, None)
        if log is None:
            return []
        with log:
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
        return [line[:_LONGEST] for line in lines if line.strip()][-_LAST_LINES:]


def _report(lines: list[str]) -> None:
    for line in lines:
        _LOG.warning("a process that draws: %s", line)


def _how(process: subprocess.Popen[bytes]) -> str:
    """Return how a process ended, in brackets."""
    with suppress(subprocess.TimeoutExpired):
        status = process.wait(1)
        return f" ({signal.Signals(-status).name})" if status < 0 else f" (exit code {status})"
    return ""


class Workers:
    """Several of them for any thread, each asked one thing at a time; to be used in a with statement, which ends the processes."""

    def __init__(self, command: tuple[str, ...], cpu_limit: float, number: int) -> None:
        """Prepare so many; nothing is started yet."""
        self._workers = [Worker(command, cpu_limit) for _ in range(number)]
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(number)

    def warm_up(self) -> None:
        """Start all processes, so that they get ready while other work goes on."""
        for worker in self._workers:
            worker.start()

    def ask(self, question: object) -> Any:  # noqa: ANN401 - whatever the process answers
        """Return the answer of the first that is idle to a question; raise WorkerFailedError where there is none."""
        worker = self._idle.get()
        try:
            return worker.ask(question)
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
