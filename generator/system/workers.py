"""Worker processes that answer one request at a time, and a pool of them.

They are spawned, not forked: vl-convert hangs in a forked process. A request whose process dies or times out is retried once in a new
process; a second failure is an error for the caller, with the last lines of stderr. The stderr of other processes is logged.
A process that serves requests says so first: if it does not, twice, no request to its pool is tried any more.
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

from generator.system.errors import BuildFailedError
from generator.system.time_limits import IDLE, TimeLimit, limited

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG: Final = logging.getLogger(__name__)
_PACKAGES: Final = Path(__file__).parents[2]
_LAST_LINES, _LAST_OF_FIRST = 20, 3
"""The most lines of stderr that are reported, or logged of a process whose request is tried again."""
_LONGEST: Final = 400
"""The most characters of such a line."""


class WorkerFailedError(Exception):
    """The worker gave no answer; the message says why, as the end of a sentence that begins with the request."""


class CannotStartError(WorkerFailedError):
    """Two processes in turn ended before they could serve any request."""


class _NoAnswerError(Exception):
    """The process exited or was killed."""


def python_module(name: str) -> tuple[str, ...]:
    """Return the command that runs a module, with UTF-8 paths in every locale, as the drawing libraries expect."""
    return (sys.executable, "-X", "utf8", "-m", name)


def answer_questions(answer: Callable[[Any], object]) -> None:
    """Serve requests from stdin until it ends: the other end of a Worker. An exception is sent back as the answer.

    Anything printed meanwhile goes to stderr.
    """
    gc.disable()  # the process ends with the build
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        pickle.dump(None, answers)
        answers.flush()
        while True:
            try:
                question = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent process
            except EOFError:
                return
            try:
                result = answer(question)
            except Exception as error:  # noqa: BLE001 - the parent reports it with the request
                result = WorkerFailedError(f"{type(error).__name__}: {error}".partition("\n")[0])
            pickle.dump(result, answers)
            answers.flush()


class Worker:
    """A process that answers one request at a time; started with the first, and restarted after a failure."""

    def __init__(self, command: tuple[str, ...], cpu_limit: float, idle_limit: float = IDLE) -> None:
        """Take the command of a program that calls answer_questions; it is not started yet.

        The limits are seconds for one answer: of CPU time, including the start of the process, and of idle time.
        """
        self._command = command
        self._limits = cpu_limit, idle_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._stderr: IO[bytes] | None = None
        self._closed = self._is_ready = False
        self._starting = Lock()

    def start(self) -> None:
        """Start the process unless it is running, so that it warms up during other work."""
        with suppress(_NoAnswerError):  # reported with the first request
            self._started()

    def close(self) -> None:
        """Kill the process for good; pending requests fail."""
        self._closed = True
        _report(self._end())

    def ask(self, question: object) -> Any:  # noqa: ANN401 - whatever the process answers
        """Return the answer to a request; raise WorkerFailedError if that is the answer, or if two processes in turn fail."""
        try:
            answer = self._answer(question)
        except _NoAnswerError as problem:
            if not self._closed:
                _report([f"{problem}; trying once more", *self._end()[-_LAST_OF_FIRST:]])
            try:
                answer = self._answer(question)
            except _NoAnswerError as again:
                kind = WorkerFailedError if self._is_ready else CannotStartError
                raise kind("\n  ".join([f"{again}, twice", *self._end()])) from None
        if isinstance(answer, WorkerFailedError):
            raise answer
        return answer

    def _answer(self, question: object) -> object:
        process, limit = self._started(), TimeLimit(*self._limits)
        with limited(process, limit), suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            if process.stdin is not None and process.stdout is not None:
                if not self._is_ready:
                    pickle.load(process.stdout)  # noqa: S301 - from our own process
                    self._is_ready = True
                pickle.dump(question, process.stdin)
                process.stdin.flush()
                return pickle.load(process.stdout)  # noqa: S301 - from our own process
        raise _NoAnswerError(limit.ended or f"the process ended{_exit_status(process)}")

    def _started(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise WorkerFailedError("the build was stopped")
            if self._process is None:
                pipe, self._stderr = subprocess.PIPE, TemporaryFile()  # noqa: SIM115 - closed with the process
                try:
                    self._process = subprocess.Popen(  # noqa: S603 - our own program
                        self._command, stdin=pipe, stdout=pipe, stderr=self._stderr, cwd=_PACKAGES, start_new_session=True
                    )
                except OSError as error:
                    self._stderr.close()
                    self._stderr = None
                    raise _NoAnswerError(f"could not start the process: {error.strerror or error}") from error
            return self._process

    def _end(self) -> list[str]:
        """Kill the process; return the last lines of its stderr."""
        with self._starting:
            process, log = self._process, self._stderr
            self._process, self._stderr, self._is_ready = None, None, False
        if process is not None:
            process.kill()
            with suppress(OSError):  # unsent input cannot be flushed
                process.__exit__(None, None, None)
        if log is None:
            return []
        with log:
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
        return [line[:_LONGEST] for line in lines if line.strip()][-_LAST_LINES:]


def _report(lines: list[str]) -> None:
    for line in lines:
        _LOG.warning("drawing process: %s", line)


def _exit_status(process: subprocess.Popen[bytes]) -> str:
    """Return the signal or exit code of a process, in brackets."""
    with suppress(subprocess.TimeoutExpired):
        status = process.wait(1)
        return f" ({signal.Signals(-status).name})" if status < 0 else f" (exit code {status})"
    return ""


class Workers:
    """A thread-safe pool of workers, used as a context manager, which ends the processes."""

    def __init__(self, command: tuple[str, ...], cpu_limit: float, number: int) -> None:
        """Create the workers; no process is started yet."""
        self._workers = [Worker(command, cpu_limit) for _ in range(number)]
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(number)
        self._failure = ""

    def warm_up(self) -> None:
        """Start all processes, so that they warm up during other work."""
        for worker in self._workers:
            worker.start()

    def check(self) -> None:
        """Raise BuildFailedError if it is known that no process can start."""
        if self._failure:
            raise BuildFailedError(self._failure)

    def ask(self, question: object) -> Any:  # noqa: ANN401 - whatever the process answers
        """Return the answer of the first idle worker to a request; raise WorkerFailedError if it fails."""
        self.check()
        worker = self._idle.get()
        try:
            return worker.ask(question)
        except CannotStartError as problem:
            self._failure = f"the program that draws cannot start: {problem}\n  = install what it lacks, and build again"
            self.check()
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        """Return self."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Close the pool."""
        self.close()

    def close(self) -> None:
        """Cancel pending work and end the processes for good."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()
