"""How long a process of ours may take, in processor time: on a busy machine it is slow, and that is no fault.

A process is ended that uses more processor time than it may, or that uses none at all for minutes, which is to hang.
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
"""For how many seconds a process that is waited for may use no processor time before it counts as hanging."""
_STEP: Final = 0.2
"""Seconds between two looks. Time is counted in looks, so that what stops both processes, such as a machine that sleeps, is not counted."""


@dataclass(slots=True)
class TimeLimit:
    """What a process may use until it has answered, and whether it was ended for using more."""

    cpu: float
    """Seconds of processor time."""
    idle: float = IDLE
    """Seconds without any processor time."""
    ended: str = ""
    """Why the process was ended, as the end of a sentence; nothing where it was not."""

    def complaint(self, used: float, quiet: float) -> str:
        """Return why a process is to be ended that used so much, and has used nothing for so long; nothing while it may go on."""
        if used > self.cpu:
            return f"no answer came within {self.cpu:g} seconds of processor time"
        return f"it did nothing for {self.idle:g} seconds" if quiet > self.idle else ""


@contextmanager
def limited(process: subprocess.Popen[str] | subprocess.Popen[bytes], patience: TimeLimit) -> Iterator[None]:
    """End a process that uses more than it may while something is done, which then finds that its output ends."""
    done = Event()
    watch = Thread(target=_watch, args=(process, patience, done), daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _watch(process: subprocess.Popen[str] | subprocess.Popen[bytes], patience: TimeLimit, done: Event) -> None:
    before = last = _used(process.pid)
    quiet = 0.0
    while not done.wait(_STEP):
        now = _used(process.pid)
        quiet = 0.0 if now > last else quiet + _STEP
        last = now
        if complaint := patience.complaint(now - before, quiet):
            patience.ended = complaint
            process.kill()
            return


def _used(pid: int) -> float:
    """Return the processor time that a process has used, in seconds; nothing for one that is gone."""
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)
