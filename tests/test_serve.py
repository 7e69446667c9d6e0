"""The site on this machine is that of today's day and of the last save, whenever that was."""

from __future__ import annotations

import errno
import os
import socket
import threading
from datetime import date
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from watchdog.observers.polling import PollingObserver

from generator import cli, serve
from generator.failures import BuildFailedError
from generator.serve import Trigger, observe, serve_site, take_port
from tests.serving import rebuilding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = 60
"""Seconds that are waited for what must come; what must not come is waited for as long as it takes to look twice."""
SHORT = 1.2


def test_a_day_that_begins_rebuilds_once() -> None:
    days, built, rebuilt = [date(2026, 6, 1)], [date(2026, 6, 1)], threading.Semaphore(0)

    def rebuild() -> None:
        built.append(days[-1])
        rebuilt.release()

    with rebuilding(Trigger(), rebuild, lambda: days[-1] != built[-1]):
        assert not rebuilt.acquire(timeout=SHORT)
        days.append(date(2026, 6, 2))
        assert rebuilt.acquire(timeout=LONG)
        assert not rebuilt.acquire(timeout=SHORT)
    assert built == days


@pytest.mark.parametrize("how", ["written", "put in its place", "removed"])
def test_settings_that_are_saved_rebuild_and_what_stands_beside_them_does_not(tmp_path: Path, how: str) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "build").mkdir()
    trigger = Trigger()
    observer = observe([settings], trigger)
    try:
        (tmp_path / "build" / "x").touch()
        (tmp_path / "notes.txt").touch()
        assert settings.read_text(encoding="utf-8")
        assert not trigger.changed.wait(SHORT)
        if how == "written":
            settings.write_text("site_name: B\n", encoding="utf-8")
        elif how == "removed":
            settings.unlink()
        else:
            (tmp_path / "new").write_text("site_name: B\n", encoding="utf-8")
            (tmp_path / "new").rename(settings)
        assert trigger.changed.wait(LONG)
    finally:
        observer.stop()
        observer.join()


def test_without_room_for_watches_folders_are_looked_at_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(PollingObserver):
        def start(self) -> None:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(serve, "Observer", Full)
    trigger = Trigger()
    observer = observe([tmp_path], trigger)
    try:
        assert type(observer) is PollingObserver
        (tmp_path / "new.yml").touch()
        assert trigger.changed.wait(LONG)
    finally:
        observer.stop()
        observer.join()


def test_what_is_saved_during_the_first_build_is_built_too(tmp_path: Path) -> None:
    rebuilt, stop, ready = threading.Semaphore(0), threading.Event(), threading.Semaphore(0)
    server = take_port(tmp_path, 0)
    first = [True]

    def rebuild() -> None:
        if first.pop() if first else False:
            (tmp_path / "claim.yml").write_text("saved while the first build reads", encoding="utf-8")
        rebuilt.release()

    def serving() -> None:
        serve_site(server, [tmp_path], rebuild, stop, is_due=lambda: False, ready=lambda _: ready.release())

    thread = threading.Thread(target=serving)
    thread.start()
    assert rebuilt.acquire(timeout=LONG)
    assert rebuilt.acquire(timeout=LONG)
    assert ready.acquire(timeout=LONG)
    server.shutdown()
    thread.join()
    assert stop.is_set()


def test_nobody_is_answered_before_there_is_something_to_see(tmp_path: Path) -> None:
    server = take_port(tmp_path, 0)
    asked: list[str] = []

    def ask() -> None:
        with socket.socket() as reader:
            asked.append(os.strerror(reader.connect_ex(("127.0.0.1", server.server_port))))

    def ready(port: int) -> None:
        assert port == server.server_port
        ask()
        raise KeyboardInterrupt

    serve_site(server, [], ask, threading.Event(), is_due=lambda: False, ready=ready)
    assert asked == [os.strerror(errno.ECONNREFUSED), os.strerror(0)]


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(BuildFailedError, match=f"^port {port} is in use by another program\n  = .*--port$"):
            take_port(tmp_path, port)


def test_a_port_that_an_account_may_not_have_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(ThreadingHTTPServer, "server_bind", refuse)
    with pytest.raises(BuildFailedError, match=r"^port 80 cannot be had: Permission denied\n  = .*from 1024 on$"):
        take_port(tmp_path, 80)


@pytest.mark.parametrize(("options", "days"), [((), [date(2026, 6, 1), date(2026, 6, 2)]), (("--today=2020-01-01",), [date(2020, 1, 1)])])
def test_serve_waits_for_another_build_and_builds_the_day_that_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], days: list[date]
) -> None:
    (tmp_path / "content").mkdir()
    clock, built = [date(2026, 6, 1)], []

    def build(_: Path, today: date, latest: date, *, wait: Callable[[float], bool]) -> bool:
        built.append(today)
        assert latest == today
        assert not wait(0)
        assert not wait(0)
        return True

    def serve_once(*arguments: object, is_due: Callable[[], bool], ready: Callable[[int], None]) -> None:
        rebuild: Callable[[], None] = arguments[2]  # type: ignore[assignment]
        rebuild()
        ready(8000)
        assert not is_due()
        clock[:] = [date(2026, 6, 2)]
        if is_due():
            rebuild()
        assert not is_due()

    monkeypatch.setattr(cli, "present_day", lambda *_: clock[0])
    monkeypatch.setattr(cli, "_build", build)
    monkeypatch.setattr(serve, "serve_site", serve_once)
    monkeypatch.setattr(serve, "take_port", lambda *_: None)
    result = CliRunner().invoke(cli.cli, ["serve", "--project", str(tmp_path), *options])
    assert result.exit_code == 0, result.output
    assert built == days
    waiting = "another build of this site is running: waiting for it"
    shows = "http://127.0.0.1:8000/ shows the site; stop with Ctrl-C"
    assert result.output.splitlines() == [waiting, shows, *[waiting] * (len(days) - 1)]
