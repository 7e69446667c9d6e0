"""What a run says while it takes long: on a terminal alone, in one line that goes away, and not in CI."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.system.stopwatch import OFTEN, PATIENCE, Stopwatch
from tests.conftest import MINIMAL, TODAY
from tests.sites import ROOT, make_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteContent

CLEAR = "\r\x1b[K"
IMPATIENT = (
    "from generator.system import stopwatch; stopwatch.PATIENCE = stopwatch.OFTEN = 0\nfrom generator.command.cli import main; main()"
)
"""Says all that it does, at once, as if every build were long."""


def test_it_is_said_once_a_second_has_gone_and_no_more_often_than_one_can_read() -> None:
    now, shown = [0.0], list[str]()
    watch = Stopwatch(clock=lambda: now[0], show=shown.append)
    for name, at in (("early", PATIENCE), ("a", PATIENCE + 0.01), ("b", PATIENCE + OFTEN), ("c", PATIENCE + OFTEN + 0.02)):
        now[0] = at
        watch.doing(name)
    assert shown == ["a", "c"]


def test_without_anybody_who_watches_nothing_is_said() -> None:
    now = [0.0]
    watch = Stopwatch(clock=lambda: now[0])
    now[0] = 5
    watch.doing("a")
    assert watch.stages == {}


def on_a_terminal(command: list[str], **env: str) -> str:
    """Return what a command prints to a terminal, on either stream."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "CI"}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=theirs, stderr=theirs, env={**clean, "COLUMNS": "60", "TERM": "xterm", **env}
    ) as running:
        os.close(theirs)
        found = b""
        while True:
            try:
                select.select([ours], [], [])
                part = os.read(ours, 4096)
            except OSError:  # Linux says so where the other end is closed
                part = b""
            if not part:
                break
            found += part
        os.close(ours)
        assert running.wait() == 0, found.decode()
    return found.decode()


@pytest.mark.slow
@pytest.mark.parametrize("in_ci", [False, True])
def test_a_long_build_says_on_a_terminal_what_it_does_and_takes_it_away(content: WriteContent, tmp_path: Path, *, in_ci: bool) -> None:
    project = make_project(tmp_path / "project", content(MINIMAL))
    options = ["build", "--markdown-only", "--project", str(project), "--today", TODAY.isoformat()]
    command = [sys.executable, "-c", IMPATIENT, *options]
    said = on_a_terminal(command, **({"CI": "true"} if in_ci else {}))
    lines = [part.partition("\r\n")[0] for part in said.split(CLEAR)[1:]]
    assert any(re.match(r"(page|figure) \d+", line) for line in lines) is not in_ci
    assert all(len(line) < 60 for line in lines if line.startswith(("page", "figure")))
    assert said.rstrip().endswith("removed)")
    assert (f"{CLEAR}start " in said) is not in_ci


@pytest.mark.slow
def test_where_nobody_watches_a_build_says_nothing_meanwhile(content: WriteContent, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", content(MINIMAL))
    command = [sys.executable, "-m", "generator", "build", "--markdown-only", "--project", str(project), "--today", TODAY.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("env", "is_shown"), [({}, True), ({"CI": "true"}, False), ({"TERM": "dumb"}, False)])
def test_a_check_shows_how_many_files_it_has_read(content: WriteContent, tmp_path: Path, env: dict[str, str], *, is_shown: bool) -> None:
    project = make_project(tmp_path / "project", content(MINIMAL))
    command = [sys.executable, "-c", IMPATIENT, "check", "--project", str(project), "--today", TODAY.isoformat()]
    said = on_a_terminal(command, **env)
    numbers = [int(number) for number in re.findall(rf"{re.escape(CLEAR)}reading file (\d+)", said)]
    assert numbers == sorted({*numbers})
    assert (len(numbers) > 1) is is_shown
    assert (CLEAR in said) is is_shown
    assert "no errors" in said or "checked" in said
