"""Drawings and pictures are kept under what they depend on, proved before they are used, and no failure passes in silence."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from generator.builder.pictures import Pictures, PicturesFailedError
from generator.figures.drawing.drawer import Drawer, DrawingFailedError
from generator.system.cache import Cache, read_cached
from generator.system.workers import Worker, WorkerFailedError, python_module
from tests.sites import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAKE = """
import json, pathlib, sys
from generator.system.cache import store
for line in sys.stdin:
    asked = json.loads(line)
    store(pathlib.Path(asked["to"]), (pathlib.Path(asked["source"]).read_text() + " as PNG").encode())
    print(json.dumps({"id": asked["id"]}), flush=True)
"""
REFUSE = MAKE.replace('print(json.dumps({"id": asked["id"]})', 'print(json.dumps({"id": asked["id"], "error": "no ink"})')
ECHO = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], "svg": asked["spec"]["kind"]}), flush=True)
"""
FAIL = "raise SystemExit(1)"


def python(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The Markdown tree, the cache and the new site."""
    return tmp_path / "docs", tmp_path / "cache", tmp_path / "site"


def draw(docs: Path, names: Sequence[str], text: str = "drawing") -> None:
    for name in names:
        path = docs / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text} {name}", encoding="utf-8")


def made(folders: tuple[Path, Path, Path], program: str = MAKE) -> dict[str, str]:
    docs, cache, site = folders
    known = Cache(cache)
    with Pictures(docs, known, fonts=cache.parent, command=python(program)) as pictures:
        pictures.put_into(site)
    known.forget_rest()
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.*"))}


NAMES = ["cards/claims/b.c", "figures/alignment/matrix/matrix"]
PICTURES = {f"{name}.png": f"drawing {name} as PNG" for name in NAMES}


# --- pictures


def test_pictures_stand_beside_their_drawings_and_are_made_once(folders: tuple[Path, Path, Path]) -> None:
    draw(folders[0], NAMES)
    assert made(folders) == PICTURES
    assert made(folders, FAIL) == PICTURES


def test_other_drawings_and_other_fonts_are_other_pictures_and_the_old_are_forgotten(folders: tuple[Path, Path, Path]) -> None:
    draw(folders[0], NAMES)
    made(folders)
    draw(folders[0], NAMES, "another")
    assert set(made(folders).values()) == {f"another {name} as PNG" for name in NAMES}
    assert len(list(folders[1].iterdir())) == len(NAMES)
    (folders[1].parent / "another.ttf").write_bytes(b"letters")
    with pytest.raises(PicturesFailedError):
        made(folders, FAIL)


@pytest.mark.parametrize("damage", [b"", b"cut sho", b"0" * 64 + b"\ndrawing", None])
def test_a_picture_that_was_emptied_altered_or_lost_is_never_published_and_made_again(
    folders: tuple[Path, Path, Path], damage: bytes | None
) -> None:
    draw(folders[0], NAMES)
    made(folders)
    for kept in folders[1].iterdir():
        kept.unlink() if damage is None else kept.write_bytes(damage)
    assert made(folders) == PICTURES


UNPROVED = MAKE.replace("store(", "(lambda path, data: path.parent.mkdir(exist_ok=True) or path.write_bytes(data))(")


@pytest.mark.parametrize("program", [UNPROVED, MAKE.replace("store(", "print(file=sys.stderr); (")])
def test_a_picture_that_is_said_to_be_made_and_is_not_stops_the_build(folders: tuple[Path, Path, Path], program: str) -> None:
    draw(folders[0], NAMES[:1])
    with pytest.raises(PicturesFailedError, match=r"card 'claims/b\.c' .* not there any more"):
        made(folders, program)


def test_what_no_build_kept_is_left_in_the_cache(folders: tuple[Path, Path, Path]) -> None:
    draw(folders[0], NAMES)
    folders[1].mkdir()
    (folders[1] / "my notes.txt").write_text("mine", encoding="utf-8")
    made(folders)
    draw(folders[0], NAMES, "another")
    made(folders)
    assert len(list(folders[1].iterdir())) == len(NAMES) + 1
    assert (folders[1] / "my notes.txt").read_text(encoding="utf-8") == "mine"


def test_each_picture_that_fails_is_named(folders: tuple[Path, Path, Path]) -> None:
    draw(folders[0], [*NAMES, "figures/a/one"])
    with pytest.raises(PicturesFailedError) as failed:
        made(folders, REFUSE)
    what = ("card 'claims/b.c'", "figure 'a/one'", "figure 'alignment/matrix/matrix'")
    assert str(failed.value).splitlines() == [f"{one} cannot be made into a picture: no ink" for one in what]


def test_a_build_that_stops_does_not_wait_for_pictures(folders: tuple[Path, Path, Path]) -> None:
    docs, cache, _ = folders
    draw(docs, NAMES)
    with (
        pytest.raises(KeyError),
        Pictures(docs, Cache(cache), fonts=cache.parent, command=python("import time; time.sleep(600)"), workers=1),
    ):
        raise KeyError


def test_without_drawings_nothing_is_started(folders: tuple[Path, Path, Path]) -> None:
    folders[0].mkdir()
    assert made(folders, FAIL) == {}
    assert not folders[1].exists()


def test_the_process_as_a_build_starts_it_makes_a_png_and_tells_what_is_no_drawing(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="40"/>', encoding="utf-8")
    (tmp_path / "no.svg").write_text("no svg", encoding="utf-8")
    worker = Worker((*python_module("generator.builder.picture_worker"), str(TEMPLATES / "cards")), 120)
    try:
        assert worker.ask({"source": str(tmp_path / "a.svg"), "to": str(tmp_path / "a.png"), "scale": 1.5}) == {}
        with pytest.raises(WorkerFailedError, match="unknown token at 1:1"):
            worker.ask({"source": str(tmp_path / "no.svg"), "to": str(tmp_path / "no.png"), "scale": 1.5})
        with pytest.raises(WorkerFailedError, match="FileNotFoundError"):
            worker.ask({"source": str(tmp_path / "missing.svg"), "to": str(tmp_path / "no.png"), "scale": 1.5})
    finally:
        worker.close()
    png = read_cached(tmp_path / "a.png") or b""
    assert (png[:8], int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (b"\x89PNG\r\n\x1a\n", 45, 60)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a.svg", "no.svg"]


# --- drawings


def test_drawings_are_remembered_whatever_they_are_called(tmp_path: Path) -> None:
    with Drawer(Cache(tmp_path / "cache"), command=python(ECHO)) as drawer:
        assert drawer.draw({"kind": "lanes", "name": "one"}) == "lanes"
        assert drawer.draw({"kind": "lanes", "width": 2}) == "lanes"
    assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".svg", ".svg"]
    with Drawer(Cache(tmp_path / "cache"), command=python(FAIL)) as drawer:
        assert drawer.draw({"kind": "lanes", "name": "another name"}) == "lanes"


@pytest.mark.parametrize("damage", [b"", b"cut sho", b"0" * 64 + b"\nlanes", b"\xff\xfe"])
def test_a_drawing_that_was_emptied_or_altered_is_drawn_anew(tmp_path: Path, damage: bytes) -> None:
    with Drawer(Cache(tmp_path), command=python(ECHO)) as drawer:
        drawer.draw({"kind": "lanes"})
        (file,) = tmp_path.iterdir()
        whole = file.read_bytes()
        file.write_bytes(damage)
        assert drawer.draw({"kind": "lanes"}) == "lanes"
        assert file.read_bytes() == whole


def test_a_drawing_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with (
        Drawer(Cache(tmp_path), command=python("import sys; sys.exit('out of ink')")) as drawer,
        pytest.raises(DrawingFailedError) as failed,
    ):
        drawer.draw({"kind": "lanes", "name": "the ferry"})
    assert str(failed.value).startswith("chart 'the ferry' cannot be drawn: the process ended or gave no answer")
    assert str(failed.value).endswith("out of ink")
    assert list(tmp_path.iterdir()) == []


def test_threads_that_draw_at_once_each_get_their_own_drawing(tmp_path: Path) -> None:
    with Drawer(Cache(tmp_path), command=python(ECHO)) as drawer, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda kind: drawer.draw({"kind": kind}), "abcdefgh")) == list("abcdefgh")


def test_what_threads_ask_for_at_once_is_drawn_once(tmp_path: Path) -> None:
    count = ECHO.replace("for line in sys.stdin", "for number, line in enumerate(sys.stdin)").replace(
        'asked["spec"]["kind"]', "str(number)"
    )
    with Drawer(Cache(tmp_path), command=python(count)) as drawer, ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: drawer.draw({"kind": "lanes"}), range(8))) == {"0"}
