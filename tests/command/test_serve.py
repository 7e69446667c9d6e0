"""The site on this machine is that of today's day and of the last save, whenever that was."""

from __future__ import annotations

import errno
import json
import os
import socket
import struct
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection, RemoteDisconnected
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner
from watchdog.events import DirModifiedEvent, FileModifiedEvent, FileOpenedEvent
from watchdog.observers.polling import PollingObserver

from generator.command import build_run, cli, serve
from generator.command import options as run_options
from generator.command.serve import Previewed, Trigger, observe, serve_site, take_port
from generator.system.errors import BuildFailedError
from tests.serving import rebuilding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.command.serve import SiteServer

pytestmark = pytest.mark.slow

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


def test_every_file_of_a_burst_of_saves_is_told_once(tmp_path: Path) -> None:
    trigger, stop = Trigger(), threading.Event()
    told: list[Path] = []
    saved = [tmp_path / f"{number}.yml" for number in range(2_000)]

    def save() -> None:
        for path in saved:
            trigger.on_any_event(FileModifiedEvent(str(path)))

    with ThreadPoolExecutor() as editors:
        saving = editors.submit(save)
        while not saving.done() or trigger.changed.is_set():
            told += trigger.settle(stop, 0)
    assert {*told} == {*saved}


def test_what_editors_have_for_a_moment_is_no_file_that_was_saved(tmp_path: Path) -> None:
    trigger = Trigger()
    for name in (".a.yml.swp", "a.yml~", "#a.yml#", "a.yml"):
        trigger.on_any_event(FileModifiedEvent(str(tmp_path / name)))
    trigger.on_any_event(DirModifiedEvent(str(tmp_path)))
    trigger.on_any_event(FileOpenedEvent(str(tmp_path / "b.yml")))
    assert trigger.settle(threading.Event(), 0) == {tmp_path / "a.yml"}


def test_what_is_saved_during_the_first_build_is_built_too(tmp_path: Path) -> None:
    rebuilt, stop, ready = threading.Semaphore(0), threading.Event(), threading.Semaphore(0)
    server = take_port(tmp_path, 0)
    first = [True]

    def rebuild() -> str:
        if first.pop() if first else False:
            (tmp_path / "claim.yml").write_text("saved while the first build reads", encoding="utf-8")
        rebuilt.release()
        return ""

    def serving() -> None:
        serve_site(server, [tmp_path], rebuild, stop, is_due=lambda: False, ready=lambda _: ready.release(), preview=lambda *_: None)

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

    def ask() -> str:
        with socket.socket() as reader:
            asked.append(os.strerror(reader.connect_ex(("127.0.0.1", server.server_port))))
        return ""

    def ready(port: int) -> None:
        assert port == server.server_port
        ask()
        raise KeyboardInterrupt

    serve_site(server, [], ask, threading.Event(), is_due=lambda: False, ready=ready, preview=lambda *_: None)
    assert asked == [os.strerror(errno.ECONNREFUSED), os.strerror(0)]


def asked(server: SiteServer, path: str, method: str = "GET") -> tuple[int, str]:
    """Return the status and the body that a server that runs answers."""
    reader = HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
    reader.request(method, path)
    answer = reader.getresponse()
    return answer.status, answer.read().decode()


@contextmanager
def shown(
    site: Path,
    rebuild: Callable[[], str],
    *paths: Path,
    preview: Callable[[set[Path], set[str]], Previewed | None] | None = None,
) -> Iterator[SiteServer]:
    """Serve a site as 'onrecord serve' does while the block runs."""
    server, ready = take_port(site, 0), threading.Event()
    given = {"is_due": lambda: False, "ready": lambda _: ready.set(), "preview": preview}
    thread = threading.Thread(target=serve_site, args=(server, paths, rebuild, threading.Event()), kwargs=given)
    thread.start()
    assert ready.wait(LONG)
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()


PAGE: Final = "<!doctype html><title>A</title><body><p>A</body></html>"


def test_the_site_that_was_built_last_is_there_at_once(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    go = threading.Event()

    def rebuild() -> str:
        assert go.wait(LONG)
        (tmp_path / "index.html").write_text(PAGE.replace("A", "B"), encoding="utf-8")
        return ""

    with shown(tmp_path, rebuild) as server:
        assert asked(server, "/") == (200, PAGE.replace("</body>", '<script src="/-/onrecord.js"></script></body>'))
        first = json.loads(asked(server, "/-/onrecord")[1])
        go.set()
        then = json.loads(asked(server, f"/-/onrecord?known={first['number']}")[1])
        assert then["number"] != first["number"]
        assert "<p>B" in asked(server, "/index.html")[1]
        assert asked(server, "/-/onrecord.js")[1] == (Path(serve.__file__).parent / "live.js").read_text(encoding="utf-8")


def test_what_is_wrong_is_told_until_it_is_mended(tmp_path: Path) -> None:
    record = tmp_path / "content" / "a.yml"
    record.parent.mkdir()

    def rebuild() -> str:
        return "a.yml:1:1: error: <b>" if record.exists() else ""

    record.write_text("wrong", encoding="utf-8")
    with shown(tmp_path / "site", rebuild, record.parent) as server:
        status, page = asked(server, "/claims/a/")
        assert status == 404
        assert '<script src="/-/onrecord.js"></script></body>' in page
        told = json.loads(asked(server, "/-/onrecord")[1])
        assert told["trouble"] == "a.yml:1:1: error: <b>"
        record.unlink()
        assert json.loads(asked(server, f"/-/onrecord?known={told['number']}")[1])["trouble"] == ""


def waited_for(server: SiteServer, known: str, address: str) -> dict[str, str]:
    """Return the news that the page at an address gets."""
    news: dict[str, str] = json.loads(asked(server, f"/-/onrecord?known={known}&page=/{address}")[1])
    return news


def test_a_save_shows_the_page_before_the_site_is_built_and_the_site_after(tmp_path: Path) -> None:
    record, site, go = tmp_path / "content" / "a.yml", tmp_path / "site", threading.Event()
    for folder in (record.parent, site):
        folder.mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    builds, previews = [0], []

    def rebuild() -> str:
        builds[0] += 1
        if builds[0] > 1:
            assert go.wait(LONG)
            (site / "index.html").write_text(PAGE.replace("A", "built"), encoding="utf-8")
        return ""

    def preview(saved: set[Path], addresses: set[str]) -> Previewed:
        previews.append((saved, addresses))
        return Previewed({"claims/a b/": PAGE.replace("A", "previewed").encode()})

    with shown(site, rebuild, record.parent, preview=preview) as server:
        first = waited_for(server, "", "")["number"]
        first = waited_for(server, first, "")["number"] if not builds[0] else first
        with ThreadPoolExecutor() as browsers:
            news = browsers.submit(waited_for, server, first, "claims/a b/".replace(" ", "%20"))
            while server.news.waiting != {"claims/a b/"}:
                assert not news.done()
            (record.parent / ".a.yml.swp").touch()
            record.write_text("saved", encoding="utf-8")
            told = news.result(LONG)
        assert told["number"] != first
        assert "previewed" in asked(server, "/claims/a%20b/")[1]
        assert "<p>A" in asked(server, "/")[1]
        go.set()
        assert waited_for(server, told["number"], "")["trouble"] == ""
        assert "<p>built" in asked(server, "/")[1]
        assert asked(server, "/claims/a%20b/")[0] == 404
    assert previews == [({record}, {"claims/a b/"})]


def test_what_is_wrong_with_what_was_saved_is_told_before_all_is_checked(tmp_path: Path) -> None:
    record, go = tmp_path / "content" / "a.yml", threading.Event()
    record.parent.mkdir()

    def rebuild() -> str:
        assert go.wait(LONG)
        return "all of it: error"

    def preview(*_unused: object) -> Previewed:
        return Previewed(trouble="a.yml:1:1: error")

    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    with shown(tmp_path, rebuild, record.parent, preview=preview) as server:
        record.write_text("wrong", encoding="utf-8")
        told = waited_for(server, "", "")
        while not told["trouble"]:
            told = waited_for(server, told["number"], "")
        assert told["trouble"] == "a.yml:1:1: error"
        go.set()
        assert waited_for(server, told["number"], "")["trouble"] == "all of it: error"


@pytest.mark.parametrize("found", [None, OSError("no room")])
def test_without_a_preview_the_site_is_built_all_the_same(found: OSError | None, tmp_path: Path) -> None:
    record, built = tmp_path / "content" / "a.yml", threading.Semaphore(0)
    record.parent.mkdir()

    def rebuild() -> str:
        built.release()
        return ""

    def preview(*_unused: object) -> None:
        if found is not None:
            raise found

    with shown(tmp_path, rebuild, record.parent, preview=preview):
        assert built.acquire(timeout=LONG)
        record.write_text("saved", encoding="utf-8")
        assert built.acquire(timeout=LONG)


@pytest.mark.parametrize("path", ["/admin/", "/admin/index.html"])
def test_the_editor_in_the_browser_is_not_loaded_again_while_somebody_writes(path: str, tmp_path: Path) -> None:
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "index.html").write_text(PAGE, encoding="utf-8")
    with shown(tmp_path, lambda: "") as server:
        assert asked(server, path) == (200, PAGE)


def test_a_page_that_is_not_there_is_answered_with_that_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "404.html").write_text("<body>Not found</body>", encoding="utf-8")
    (tmp_path / "a.txt").write_text("</body>", encoding="utf-8")
    with shown(tmp_path, lambda: "") as server:
        assert asked(server, "/b/") == (404, '<body>Not found<script src="/-/onrecord.js"></script></body>')
        assert asked(server, "/b/", "HEAD") == (404, "")
        assert asked(server, "/../index.html/..%2f..%2fetc/passwd")[0] == 404
        assert asked(server, "/a.txt") == (200, "</body>")


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
    with pytest.raises(BuildFailedError, match=r"^cannot use port 80: Permission denied\n  = .*, 1024 or above$"):
        take_port(tmp_path, 80)


@pytest.mark.parametrize(("options", "days"), [((), [date(2026, 6, 1), date(2026, 6, 2)]), (("--today=2020-01-01",), [date(2020, 1, 1)])])
def test_serve_waits_for_another_build_and_builds_the_day_that_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], days: list[date]
) -> None:
    (tmp_path / "content").mkdir()
    now, built = [date(2026, 6, 1)], []

    def build(_: Path, today: date, latest: date, *, wait: Callable[[float], bool]) -> str:
        built.append(today)
        assert latest == today
        assert not wait(0)
        assert not wait(0)
        return ""

    def serve_once(*arguments: object, is_due: Callable[[], bool], ready: Callable[[int], None], preview: object) -> None:
        assert callable(preview)
        rebuild: Callable[[], str] = arguments[2]  # type: ignore[assignment]
        rebuild()
        ready(8000)
        assert not is_due()
        now[:] = [date(2026, 6, 2)]
        if is_due():
            rebuild()
        assert not is_due()

    monkeypatch.setattr(run_options, "present_days", lambda *_: (now[0], now[0]))
    monkeypatch.setattr(build_run, "run_build", build)
    monkeypatch.setattr(serve, "serve_site", serve_once)
    monkeypatch.setattr(serve, "take_port", lambda *_: None)
    result = CliRunner().invoke(cli.cli, ["serve", "--project", str(tmp_path), *options])
    assert result.exit_code == 0, result.output
    assert built == days
    waiting = "waiting for another build of this site to finish"
    shows = "http://127.0.0.1:8000/ serves the site (press Ctrl-C to stop)"
    assert result.output.splitlines() == [waiting, shows, *[waiting] * (len(days) - 1)]


def test_a_browser_that_hangs_up_is_no_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "large.txt").write_bytes(bytes(1 << 25))
    with shown(tmp_path, lambda: "") as server:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", server.server_port)) as browser:
                browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                browser.sendall(b"GET /large.txt HTTP/1.1\r\n\r\n")
                assert browser.recv(1)
        assert asked(server, "/")[0] == 200
    assert capfd.readouterr().err == ""


def test_any_other_error_of_a_request_is_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_unused: object) -> None:
        raise ValueError("a bug")

    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    with shown(tmp_path, lambda: "") as server:
        monkeypatch.setattr(server.news, "after", fail)
        with pytest.raises(RemoteDisconnected):
            asked(server, "/-/onrecord")
    assert "ValueError: a bug" in capfd.readouterr().err


@pytest.mark.parametrize("path", ["/%00", "/a%00/", f"/{'a' * 5_000}/", f"/{'a' * 5_000}"])
def test_a_name_that_no_file_can_have_is_not_found(path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    with shown(tmp_path, lambda: "") as server:
        assert asked(server, path)[0] == 404
    assert capfd.readouterr().err == ""
