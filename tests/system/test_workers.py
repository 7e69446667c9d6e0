"""A process of our own: judged by what it does and not by the clock, asked twice, and heard."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

import psutil
import pytest

from generator.system.time_limits import TimeLimit
from generator.system.workers import CannotStartError, Worker, WorkerFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

ANSWERS = "import os\nfrom generator.system.workers import answer_questions\nanswer_questions(lambda asked: (asked, os.getpid()))\n"
BUSY = "while True: pass"
ASLEEP = "import time; time.sleep(600)"


def once(mark: Path, fails: str) -> str:
    """Return a program that fails the first time that it runs and answers the second."""
    return f"import pathlib, sys\nmark = pathlib.Path({str(mark)!r})\nif not mark.exists():\n    mark.touch()\n    {fails}\n{ANSWERS}"


@contextmanager
def running(program: str, cpu_limit: float = 20, idle_limit: float = 60) -> Iterator[Worker]:
    worker = Worker((sys.executable, "-c", program), cpu_limit, idle_limit)
    try:
        yield worker
    finally:
        worker.close()


# --- limits


def test_a_process_that_uses_more_processor_time_than_it_may_is_ended() -> None:
    with running(BUSY, cpu_limit=0.3) as worker, pytest.raises(WorkerFailedError) as failed:
        worker.ask({})
    assert str(failed.value) == "no response within 0.3 seconds of CPU time, twice"


def test_a_process_that_does_nothing_is_ended() -> None:
    with running(ASLEEP, idle_limit=1) as worker, pytest.raises(WorkerFailedError) as failed:
        worker.ask({})
    assert str(failed.value) == "no activity for 1 seconds, twice"


def test_a_process_that_is_slow_for_want_of_a_processor_is_waited_for(tmp_path: Path) -> None:
    """It is stopped for much longer than the processor time that it may take, as on a machine that has no turn for it."""
    mark = tmp_path / "pid"

    def wake() -> None:
        while not (mark.exists() and mark.read_text() and psutil.Process(int(mark.read_text())).status() == psutil.STATUS_STOPPED):
            sleep(0.05)
        sleep(2)
        os.kill(int(mark.read_text()), signal.SIGCONT)

    stops = f"import os, pathlib, signal\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\n"
    waker = Thread(target=wake)
    waker.start()
    with running(f"{stops}os.kill(os.getpid(), signal.SIGSTOP)\n{ANSWERS}", cpu_limit=1) as worker:
        assert worker.ask({})[1] == int(mark.read_text())
    waker.join()


def test_time_is_counted_anew_for_each_answer() -> None:
    burn = """
from time import process_time
def answer(asked):
    until = process_time() + 0.4
    while process_time() < until: pass
    return os.getpid()
"""
    program = f"{ANSWERS.partition('answer_questions(')[0]}{burn}answer_questions(answer)"
    with running(program, cpu_limit=1.5) as worker:
        assert len({worker.ask(1) for _ in range(5)}) == 1


@pytest.mark.parametrize(("used", "quiet", "said"), [(1.0, 2.0, ""), (1.01, 0, "CPU time"), (0, 2.01, "no activity for 2 seconds")])
def test_a_limit_is_reached_when_it_is_passed(used: float, quiet: float, said: str) -> None:
    found = TimeLimit(1, 2).complaint(used, quiet)
    assert said in found
    assert bool(found) is bool(said)


# --- once more


@pytest.mark.parametrize(
    "fails", ["raise SystemExit(3)", "print('nonsense', flush=True); raise SystemExit", "__import__('os').abort()", BUSY]
)
def test_what_fails_once_is_asked_once_more_in_a_fresh_process(tmp_path: Path, fails: str, caplog: pytest.LogCaptureFixture) -> None:
    with running(once(tmp_path / "mark", fails), cpu_limit=2) as worker:
        assert worker.ask("what")[0] == "what"
    assert "trying once more" in caplog.text


def test_an_error_that_is_an_answer_is_not_asked_for_twice(tmp_path: Path) -> None:
    program = f"""
from generator.system.workers import answer_questions
def answer(asked):
    open({str(tmp_path / "asked")!r}, "a").write("x")
    raise ValueError("no ink\\nand more")
answer_questions(answer)
"""
    with running(program) as worker, pytest.raises(WorkerFailedError, match=r"^ValueError: no ink$"):
        worker.ask({})
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "x"


def test_after_two_failures_the_next_question_has_a_process_again(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    with running(f"import pathlib\nif not pathlib.Path({str(gate)!r}).exists(): raise SystemExit(1)\n{ANSWERS}") as worker:
        with pytest.raises(WorkerFailedError):
            worker.ask({})
        gate.touch()
        assert worker.ask({})[0] == {}


@pytest.mark.parametrize(
    ("program", "starts"),
    [
        ("import no_such_library", False),
        (BUSY, False),
        (ANSWERS.replace("lambda asked: (", "lambda asked: (os._exit(1), "), True),
        (ANSWERS.replace("lambda asked: (", "lambda asked: (os.abort(), "), True),
    ],
)
def test_a_process_that_cannot_start_is_told_from_one_that_a_question_ends(program: str, *, starts: bool) -> None:
    with running(program, cpu_limit=1) as worker, pytest.raises(WorkerFailedError, match="twice") as failed:
        worker.ask({})
    assert isinstance(failed.value, CannotStartError) is not starts


def test_a_question_that_is_larger_than_a_pipe_meets_a_dead_process() -> None:
    with running("raise SystemExit(1)") as worker, pytest.raises(WorkerFailedError, match=r"the process ended \(exit code 1\), twice"):
        worker.ask("x" * 1_000_000)


def test_a_program_that_is_not_there_is_told() -> None:
    worker = Worker(("/no/such/program",), 1)
    worker.start()
    with pytest.raises(WorkerFailedError, match="could not start the process: No such file or directory, twice"):
        worker.ask({})


def test_a_worker_that_is_closed_starts_nothing_more() -> None:
    with running(ANSWERS) as worker:
        _, pid = worker.ask({})
        worker.close()
        with pytest.raises(WorkerFailedError, match="the build was stopped"):
            worker.ask({})
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


# --- what it writes


def test_the_last_words_of_a_process_that_fails_are_told() -> None:
    program = "import sys\nfor number in range(30): print('line', number, 'x' * 1000, file=sys.stderr)\nraise SystemExit('out of ink')"
    with running(program) as worker, pytest.raises(WorkerFailedError) as failed:
        worker.ask({})
    first, *lines = str(failed.value).splitlines()
    assert first == "the process ended (exit code 1), twice"
    assert lines[-1] == "  out of ink"
    assert len(lines) == 20
    assert lines[0].startswith("  line 11 xxx")
    assert max(map(len, lines)) < 410


def test_how_a_process_was_killed_is_told() -> None:
    killed = "__import__('os').kill(__import__('os').getpid(), 9)"
    with running(killed) as worker, pytest.raises(WorkerFailedError, match=r"\(SIGKILL\), twice"):
        worker.ask({})


def test_what_a_process_writes_that_answers_is_passed_on_and_is_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    program = ANSWERS.replace("lambda asked: (", "lambda asked: (print('a font is missing'), ")
    with running(program) as worker:
        assert worker.ask(1)[1] == 1
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [(logging.WARNING, "drawing process: a font is missing")]


def test_no_process_outlives_whoever_asked() -> None:
    """A build that is killed cannot end its processes; they end when nobody can ask them any more."""
    program = (
        "import sys\nfrom generator.system.workers import Worker\n"
        f"print(Worker((sys.executable, '-c', {ANSWERS!r}), 20).ask(1)[1], flush=True)\n"
        "__import__('os').kill(__import__('os').getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    pid = int(done.stdout)
    with suppress(psutil.NoSuchProcess):
        assert psutil.wait_procs([psutil.Process(pid)], timeout=20)[1] == [] or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
