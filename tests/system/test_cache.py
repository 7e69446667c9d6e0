"""What is kept between builds: proved before it is used, as long as something needs it, and no longer."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from generator.system.cache import Cache, remove_database
from generator.system.errors import BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def refuse() -> bytes:
    pytest.fail("it was kept")


def entries(folder: Path) -> list[bytes]:
    """Return what is kept in a folder."""
    with closing(sqlite3.connect(folder / "entries.sqlite")) as database:
        return sorted(data for (data,) in database.execute("SELECT data FROM entries"))


def change(folder: Path, statement: str, *values: object) -> None:
    """Change what is kept in a folder, as no build does."""
    with closing(sqlite3.connect(folder / "entries.sqlite")) as database, database:
        assert database.execute(statement, values).rowcount > 0


def test_what_is_kept_is_not_made_again_and_what_depends_on_something_else_is(tmp_path: Path) -> None:
    assert Cache(tmp_path, "one").get("txt", b"in", lambda: b"out") == b"out"
    assert Cache(tmp_path).of("one").get("txt", b"in", refuse) == b"out"
    assert Cache(tmp_path, "two").get("txt", b"in", lambda: b"another") == b"another"
    assert Cache(tmp_path, "one").get("txt", b"other", lambda: b"third") == b"third"
    assert Cache(tmp_path, "one").get("svg", b"in", lambda: b"fourth") == b"fourth"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET data = x'6f75'",
        "UPDATE entries SET data = x''",
        "UPDATE entries SET data = 'out'",
        "UPDATE entries SET data = NULL",
        "UPDATE entries SET needed = 'x'",
        "UPDATE entries SET needed = NULL",
        "UPDATE entries SET proof = x'00'",
        "UPDATE entries SET proof = NULL",
    ],
)
def test_what_was_altered_is_made_anew(tmp_path: Path, statement: str) -> None:
    Cache(tmp_path).get("txt", b"in", lambda: b"out")
    change(tmp_path, statement)
    assert Cache(tmp_path).read(Cache(tmp_path).name("txt", b"in")) is None
    assert Cache(tmp_path).get("txt", b"in", lambda: b"anew") == b"anew"


def test_what_is_kept_under_another_name_proves_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.get("txt", b"one", lambda: b"out")
    change(tmp_path, "UPDATE entries SET name = ?", cache.name("txt", b"other"))
    assert Cache(tmp_path).get("txt", b"other", lambda: b"another") == b"another"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"no database, and long enough to be read as one" * 99,
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:100] + bytes(len(whole) - 100),
        lambda whole: bytes(byte ^ 255 for byte in whole),
    ],
)
def test_a_database_that_is_none_is_begun_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    Cache(tmp_path).get("txt", b"in", lambda: b"out" * 5000)
    path = tmp_path / "entries.sqlite"
    path.write_bytes(damage(path.read_bytes()))
    cache = Cache(tmp_path)
    assert cache.get("txt", b"in", lambda: b"anew") == b"anew"
    cache.get("txt", b"in", lambda: b"anew")
    assert Cache(tmp_path).get("txt", b"in", refuse) == b"anew"


def test_a_database_of_something_else_is_begun_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "entries.sqlite")) as database, database:
        database.execute("CREATE TABLE entries (ferry TEXT)")
    cache = Cache(tmp_path)
    cache.get("txt", b"in", lambda: b"out")
    assert cache.get("txt", b"in", lambda: b"out") == b"out"
    assert Cache(tmp_path).get("txt", b"in", refuse) == b"out"


def test_what_the_file_system_refuses_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "entries.sqlite").mkdir()
    with pytest.raises(BuildFailedError) as refused:
        Cache(tmp_path).get("txt", b"in", lambda: b"out")
    assert str(refused.value).startswith(f"{tmp_path / 'entries.sqlite'}: unable to open database file\n  = stop the program that uses it")
    assert [path.name for path in tmp_path.iterdir()] == ["entries.sqlite"]


def test_a_file_that_may_not_be_longer_is_told_as_the_system_does(tmp_path: Path) -> None:
    program = """
import resource, sys
from pathlib import Path
from generator.system.cache import Cache
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    Cache(Path(sys.argv[1])).get("txt", b"in", lambda: b"x" * 200_000)
except OSError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout == f"[Errno 27] File too large: '{tmp_path / 'entries.sqlite'}'\n", done.stderr


def test_a_database_that_another_process_holds_is_waited_for_and_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).get("txt", b"in", lambda: b"out")
    monkeypatch.setattr("generator.system.cache._LOCK_TIMEOUT", 0.2)
    with closing(sqlite3.connect(tmp_path / "entries.sqlite", isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BuildFailedError, match="database is locked"):
            Cache(tmp_path).get("txt", b"other", lambda: b"out")
        database.execute("ROLLBACK")
    assert entries(tmp_path) == [b"out"]


def test_nothing_is_there_before_something_is_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.read(cache.name("txt", b"in")) is None
    cache.forget_rest()
    assert list(tmp_path.iterdir()) == []


def test_threads_keep_and_find_at_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    def find(number: int) -> bytes:
        return cache.get("txt", b"%d" % (number % 50), lambda: b"made of %d" % (number % 50))

    with ThreadPoolExecutor(8) as threads:
        assert [*threads.map(find, range(400))] == [b"made of %d" % (number % 50) for number in range(400)]


def test_what_this_build_did_not_ask_for_goes_and_what_no_build_put_there_stays(tmp_path: Path) -> None:
    before, now = Cache(tmp_path), Cache(tmp_path)
    for inputs in (b"a", b"b"):
        before.get("txt", inputs, lambda inputs=inputs: inputs)  # type: ignore[misc]
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    now.of("something").get("txt", b"c", lambda: b"c")
    now.name("txt", b"a")
    now.forget_rest()
    assert entries(tmp_path) == [b"a", b"c"]
    del before, now
    remove_database(tmp_path)
    remove_database(tmp_path / "nothing")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_what_is_needed_to_make_something_stays_as_long_as_that(tmp_path: Path) -> None:
    def page(cache: Cache) -> bytes:
        return cache.get("html", b"page", lambda: cache.get("svg", b"chart", lambda: cache.get("json", b"map", lambda: b"map") + b" drawn"))

    first = Cache(tmp_path)
    assert page(first) == b"map drawn"
    first.get("html", b"another page", lambda: b"no chart")
    for _ in range(2):
        later = Cache(tmp_path)
        assert later.get("html", b"page", refuse) == b"map drawn"
        later.forget_rest()
        assert set(entries(tmp_path)) == {b"map", b"map drawn"}
    last = Cache(tmp_path)
    last.get("html", b"without", lambda: b"bare")
    last.forget_rest()
    assert entries(tmp_path) == [b"bare"]


def test_what_could_not_be_made_is_not_kept_and_nothing_needs_it(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise KeyError

    cache = Cache(tmp_path)
    with pytest.raises(KeyError):
        cache.get("txt", b"in", fail)
    assert list(tmp_path.iterdir()) == []
    name = cache.name("png", b"later")
    cache.write(name, b"picture")
    assert cache.get("txt", b"in", lambda: b"out") == b"out"
    later = Cache(tmp_path)
    later.get("txt", b"in", refuse)
    later.forget_rest()
    assert entries(tmp_path) == [b"out"]
