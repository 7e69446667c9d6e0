"""Builds a project again and again, each time killing the build at one of its steps: 'python -m tests.killed_builds PROJECT DAY'.

A step is anything that changes the disk. Reads the number of a step from each line of its input, and answers with the number of
steps that were taken, which is smaller where the build came to its end. Each build is a process of its own, forked from this one,
which has loaded what takes time to load.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Final

from generator.command.cli import cli

LOADED: Final = ("generator.builder.project", "generator.builder.mkdocs_site", "mkdocs.commands.build")
CHANGES: Final = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate"})
WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killer:
    """Counts the steps of this process and kills it before one of them."""

    def __init__(self, last: int) -> None:
        """Kill at the step after the last."""
        self.last, self.taken = last, 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Be told of an event, as sys.addaudithook does."""
        if event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES):
            self.taken += 1
            if self.taken > self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def build(project: str, day: str, last: int) -> int:
    """Build in this process, up to a step, and return the number of steps."""
    killer = Killer(last)
    sys.addaudithook(killer)
    with Path(os.devnull).open("w") as silence, redirect_stdout(silence), redirect_stderr(silence):
        cli(["build", "--project", project, "--today", day], standalone_mode=False)
    return killer.taken


def main() -> None:
    """Answer each line of the input."""
    for name in LOADED:
        import_module(name)
    project, day = sys.argv[1:]
    for line in sys.stdin:
        read, write = os.pipe()
        if not (child := os.fork()):
            os.write(write, str(build(project, day, int(line))).encode())
            os._exit(0)
        os.close(write)
        os.waitpid(child, 0)
        with os.fdopen(read) as answer:
            sys.stdout.write(f"{answer.read() or int(line)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
