"""Time limits for subprocesses, in CPU time, so that a busy machine does not cause timeouts.

A process is killed if it uses more CPU time than allowed, or if it hangs: uses none at all for minutes.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

IDLE: Final = 120.0
"""Seconds without CPU time after which a process counts as hanging."""
_STEP: Final = 0.2
"""Seconds between two polls. Idle time is counted in polls, so that time in which both processes are suspended is not counted."""


@dataclass(slots=True)
class TimeLimit:
    """The time limits of one request to a process, and whether it was killed for exceeding them."""

    cpu: float
    """Seconds of CPU time."""
    idle: float = IDLE
    """Seconds without any CPU time."""
    ended: str = ""
    """Why the process was killed, as the end of a sentence; empty if it was not."""

    def complaint(self, used: float, idle: float) -> str:
        """Return why a process with these seconds of CPU and idle time must be killed; empty while within the limits."""
        if used > self.cpu:
            return f"no response within {self.cpu:g} seconds of CPU time"
        return f"no activity for {self.idle:g} seconds" if idle > self.idle else ""


@contextmanager
def limited(process: subprocess.Popen[str] | subprocess.Popen[bytes], limit: TimeLimit) -> Iterator[None]:
    """Kill a process that exceeds its limits during the with block, which then reads the end of its output."""
    done = Event()
    watcher = Thread(target=_watch, args=(process, limit, done), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _watch(process: subprocess.Popen[str] | subprocess.Popen[bytes], limit: TimeLimit, done: Event) -> None:
    before = last = _cpu_time(process.pid)
    idle = 0.0
    while not done.wait(_STEP):
        now = _cpu_time(process.pid)
        idle = 0.0 if now > last else idle + _STEP
        last = now
        if complaint := limit.complaint(now - before, idle):
            limit.ended = complaint
            process.kill()
            return


def _cpu_time(pid: int) -> float:
    """Return the CPU time that a process has used, in seconds; 0 if it is gone."""
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)
