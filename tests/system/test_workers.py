"""A process of our own: judged by what it does and not by the clock, asked twice, and heard."""

from __future__ import annotations

import gc
import logging
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from io import StringIO
from json import loads
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

import psutil
import pytest

from generator.system.time_limits import TimeLimit
from generator.system.workers import Worker, WorkerFailedError, answer_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

ANSWERS = """
import json, os, sys
for line in sys.stdin:
    print(json.dumps({'id': json.loads(line)['id'], 'pid': os.getpid()}), flush=True)
"""
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
    assert str(failed.value) == "no answer came within 0.3 seconds of processor time, twice"


def test_a_process_that_does_nothing_is_ended() -> None:
    with running(ASLEEP, idle_limit=1) as worker, pytest.raises(WorkerFailedError) as failed:
        worker.ask({})
    assert str(failed.value) == "it did nothing for 1 seconds, twice"


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
        assert worker.ask({}) == {"pid": int(mark.read_text())}
    waker.join()


@pytest.mark.slow
def test_time_is_counted_anew_for_each_answer() -> None:
    burn = ANSWERS.replace(
        "    print",
        "    until = __import__('time').process_time() + 0.4\n    while __import__('time').process_time() < until: pass\n    print",
    )
    with running(burn, cpu_limit=1.2) as worker:
        assert len({worker.ask({})["pid"] for _ in range(5)}) == 1


@pytest.mark.parametrize(("used", "quiet", "said"), [(1.0, 2.0, ""), (1.01, 0, "processor time"), (0, 2.01, "did nothing for 2 seconds")])
def test_a_limit_is_reached_when_it_is_passed(used: float, quiet: float, said: str) -> None:
    found = TimeLimit(1, 2).complaint(used, quiet)
    assert said in found
    assert bool(found) is bool(said)


# --- once more


@pytest.mark.parametrize(
    "fails", ["raise SystemExit(3)", "print('nonsense', flush=True); raise SystemExit", "__import__('os').abort()", BUSY]
)
@pytest.mark.slow
def test_what_fails_once_is_asked_once_more_in_a_fresh_process(tmp_path: Path, fails: str, caplog: pytest.LogCaptureFixture) -> None:
    with running(once(tmp_path / "mark", fails), cpu_limit=1) as worker:
        assert worker.ask({})["pid"]
    assert "it is asked once more" in caplog.text


def test_an_error_that_is_an_answer_is_not_asked_for_twice(tmp_path: Path) -> None:
    program = (
        f"import json, pathlib, sys\nfor line in sys.stdin:\n    open({str(tmp_path / 'asked')!r}, 'a').write('x')\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'error': 'KeyError: no ink\\nand more'}), flush=True)\n"
    )
    with running(program) as worker, pytest.raises(WorkerFailedError, match=r"^KeyError: no ink$"):
        worker.ask({})
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "x"


def test_after_two_failures_the_next_question_has_a_process_again(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    with running(f"import pathlib\nif not pathlib.Path({str(gate)!r}).exists(): raise SystemExit(1)\n{ANSWERS}") as worker:
        with pytest.raises(WorkerFailedError):
            worker.ask({})
        gate.touch()
        assert worker.ask({})["pid"]


def test_a_question_that_is_larger_than_a_pipe_meets_a_dead_process() -> None:
    with running("raise SystemExit(1)") as worker, pytest.raises(WorkerFailedError, match=r"gave no answer \(exit code 1\), twice"):
        worker.ask({"data": "x" * 1_000_000})


def test_a_program_that_is_not_there_is_told() -> None:
    worker = Worker(("/no/such/program",), 1)
    worker.start()
    with pytest.raises(WorkerFailedError, match="its process could not be started: No such file or directory, twice"):
        worker.ask({})


def test_a_worker_that_is_closed_starts_nothing_more() -> None:
    with running(ANSWERS) as worker:
        pid = worker.ask({})["pid"]
        worker.close()
        with pytest.raises(WorkerFailedError, match="not waited for"):
            worker.ask({})
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


# --- what it says


def test_the_last_words_of_a_process_that_fails_are_told() -> None:
    program = "import sys\nfor number in range(30): print('line', number, 'x' * 1000, file=sys.stderr)\nraise SystemExit('out of ink')"
    with running(program) as worker, pytest.raises(WorkerFailedError) as failed:
        worker.ask({})
    first, *lines = str(failed.value).splitlines()
    assert first == "the process ended or gave no answer (exit code 1), twice"
    assert lines[-1] == "  out of ink"
    assert len(lines) == 20
    assert lines[0].startswith("  line 11 xxx")
    assert max(map(len, lines)) < 410


def test_how_a_process_was_killed_is_told() -> None:
    killed = "__import__('os').kill(__import__('os').getpid(), 9)"
    with running(killed) as worker, pytest.raises(WorkerFailedError, match=r"\(SIGKILL\), twice"):
        worker.ask({})


def test_what_a_process_says_that_answers_is_passed_on(caplog: pytest.LogCaptureFixture) -> None:
    with running(f"import sys\nprint('a font is missing', file=sys.stderr, flush=True)\n{ANSWERS}") as worker:
        worker.ask({})
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.WARNING, "a process that draws: a font is missing")
    ]


def test_the_other_end_answers_line_by_line_and_what_goes_wrong_is_an_answer() -> None:
    answers = StringIO()
    try:
        answer_lines(StringIO('\n{"id": 1, "of": 2}\n{"id": 2, "of": 0}\n'), answers, lambda asked: {"half": 1 / asked["of"]})
    finally:
        gc.enable()  # the worker is a process of its own, and does without
    assert [loads(line) for line in answers.getvalue().splitlines()] == [
        {"id": 1, "half": 0.5},
        {"id": 2, "error": "ZeroDivisionError: division by zero"},
    ]


def test_no_process_outlives_whoever_asked() -> None:
    """A build that is killed cannot end its processes; they end when nobody can ask them any more."""
    program = (
        "import sys\nfrom generator.system.workers import Worker\n"
        f"print(Worker((sys.executable, '-c', {ANSWERS!r}), 20).ask({{}})['pid'], flush=True)\n"
        "__import__('os').kill(__import__('os').getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    pid = int(done.stdout)
    with suppress(psutil.NoSuchProcess):
        assert psutil.wait_procs([psutil.Process(pid)], timeout=20)[1] == [] or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
