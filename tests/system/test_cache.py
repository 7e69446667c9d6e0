"""What is kept between builds: proved before it is used, as long as something needs it, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.system.cache import Cache, clear, read_cached, store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def refuse() -> bytes:
    pytest.fail("it was kept")


def kept(folder: Path) -> set[bytes]:
    return {read_cached(path) or b"" for path in folder.iterdir()}


def test_what_is_kept_is_not_made_again_and_what_depends_on_something_else_is(tmp_path: Path) -> None:
    assert Cache(tmp_path, "one").get("txt", b"in", lambda: b"out") == b"out"
    assert Cache(tmp_path).of("one").get("txt", b"in", refuse) == b"out"
    assert Cache(tmp_path, "two").get("txt", b"in", lambda: b"another") == b"another"
    assert Cache(tmp_path, "one").get("txt", b"other", lambda: b"third") == b"third"
    assert Cache(tmp_path, "one").get("svg", b"in", lambda: b"fourth") == b"fourth"


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda whole: whole[:-1], lambda whole: whole + b"x", lambda whole: whole.replace(b"\n\n", b"\nx\n")]
)
def test_what_was_altered_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    Cache(tmp_path).get("txt", b"in", lambda: b"out")
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert read_cached(path) is None
    assert Cache(tmp_path).get("txt", b"in", lambda: b"anew") == b"anew"


def test_what_this_build_did_not_ask_for_goes_and_what_no_build_put_there_stays(tmp_path: Path) -> None:
    before, now = Cache(tmp_path), Cache(tmp_path)
    for inputs in (b"a", b"b"):
        before.get("txt", inputs, lambda inputs=inputs: inputs)  # type: ignore[misc]
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / f"{'0' * 64}.txt.1234.part").write_text("cut sho", encoding="utf-8")
    now.of("something").get("txt", b"c", lambda: b"c")
    now.path("txt", b"a")
    now.forget_rest()
    assert (tmp_path / "notes.txt").exists()
    (tmp_path / "notes.txt").unlink()
    assert kept(tmp_path) == {b"a", b"c"}
    clear(tmp_path)
    assert kept(tmp_path) == set()
    clear(tmp_path / "nothing")


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
        assert len(list(tmp_path.iterdir())) == 3
        assert kept(tmp_path) == {b"map", b"map drawn"}
    last = Cache(tmp_path)
    last.get("html", b"without", lambda: b"bare")
    last.forget_rest()
    assert kept(tmp_path) == {b"bare"}


def test_what_could_not_be_made_is_not_kept_and_nothing_needs_it(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise KeyError

    cache = Cache(tmp_path)
    with pytest.raises(KeyError):
        cache.get("txt", b"in", fail)
    assert list(tmp_path.iterdir()) == []
    path = cache.path("png", b"later")
    store(path, b"picture")
    assert cache.get("txt", b"in", lambda: b"out") == b"out"
    later = Cache(tmp_path)
    later.get("txt", b"in", refuse)
    later.forget_rest()
    assert kept(tmp_path) == {b"out"}
