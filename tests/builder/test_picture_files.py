"""Drawings and pictures are kept under what they depend on, proved before they are used, and no failure passes in silence."""

from __future__ import annotations

import struct
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from generator.builder.picture_worker import picture
from generator.builder.pictures import Pictures, PicturesFailedError
from generator.figures.drawing.drawer import Drawer, DrawingFailedError
from generator.system.cache import Cache
from generator.system.errors import BuildFailedError
from generator.system.workers import Worker, WorkerFailedError, python_module
from tests.sites import TEMPLATES
from tests.system.test_cache import change, entries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAKE = """
from generator.system.workers import answer_questions
answer_questions(lambda asked: asked[0] + b" as PNG")
"""
REFUSE = """
from generator.system.workers import answer_questions
answer_questions(lambda asked: [][0])
"""
ECHO = """
import json
from generator.system.workers import answer_questions
answer_questions(lambda asked: json.loads(asked)["kind"])
"""
FAIL = "raise SystemExit(1)"


def python(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The cache and the new site."""
    return tmp_path / "cache", tmp_path / "site"


def made(folders: tuple[Path, Path], names: Sequence[str], program: str = MAKE, text: str = "drawing") -> dict[str, str]:
    cache, site = folders
    known = Cache(cache)
    with Pictures(known, fonts=cache.parent, command=python(program)) as pictures:
        for name in names:
            pictures.add(f"{name}.svg", f"{text} {name}".encode())
        pictures.put_into(site)
    known.forget_rest()
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.*"))}


NAMES = ["cards/claims/b.c", "figures/alignment/matrix/matrix"]
PICTURES = {f"{name}.png": f"drawing {name} as PNG" for name in NAMES}


# --- pictures


def test_pictures_stand_beside_their_drawings_and_are_made_once(folders: tuple[Path, Path]) -> None:
    assert made(folders, NAMES) == PICTURES
    assert made(folders, NAMES, FAIL) == PICTURES


def test_other_drawings_and_other_fonts_are_other_pictures_and_the_old_are_forgotten(folders: tuple[Path, Path]) -> None:
    made(folders, NAMES)
    assert set(made(folders, NAMES, text="another").values()) == {f"another {name} as PNG" for name in NAMES}
    assert len(entries(folders[0])) == len(NAMES)
    (folders[0].parent / "another.ttf").write_bytes(b"letters")
    with pytest.raises(BuildFailedError):
        made(folders, NAMES, FAIL)


def test_the_same_drawing_at_two_places_is_made_once_and_each_language_has_its_own_place(folders: tuple[Path, Path]) -> None:
    cache, site = folders
    with Pictures(Cache(cache), fonts=cache.parent, command=python(MAKE)) as pictures:
        for place in ("", "ar/"):
            pictures.add("figures/a/one.svg", b"drawing", place)
        pictures.put_into(site)
    assert [path.read_text(encoding="utf-8") for path in (site / "figures/a/one.png", site / "ar/figures/a/one.png")] == [
        "drawing as PNG"
    ] * 2
    assert len(entries(cache)) == 1


@pytest.mark.parametrize("path", ["claims/index.md", "assets/logo.svg", "figures/a/index.html", "figures/a/one.csv"])
def test_what_is_no_drawing_has_no_picture(folders: tuple[Path, Path], path: str) -> None:
    with Pictures(Cache(folders[0]), fonts=folders[0].parent, command=python(FAIL)) as pictures:
        pictures.add(path, b"text")
        pictures.put_into(folders[1])
    assert not folders[0].exists()
    assert not folders[1].exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE entries SET data = x''", "UPDATE entries SET data = CAST('other' AS BLOB)", "DELETE FROM entries"]
)
def test_a_picture_that_was_emptied_altered_or_lost_is_never_published_and_made_again(folders: tuple[Path, Path], statement: str) -> None:
    made(folders, NAMES)
    change(folders[0], statement)
    assert made(folders, NAMES) == PICTURES


def test_a_picture_that_is_lost_after_it_was_made_stops_the_build(folders: tuple[Path, Path]) -> None:
    cache, site = folders
    with Pictures(Cache(cache), fonts=cache.parent, command=python(MAKE)) as pictures:
        pictures.add("cards/claims/b.c.svg", b"drawing")
        pictures.put_into(site)
        change(cache, "UPDATE entries SET data = CAST('cut sho' AS BLOB)")
        with pytest.raises(PicturesFailedError, match=r"the picture of cards/claims/b\.c\.svg has disappeared from the cache"):
            pictures.put_into(site)


def test_what_no_build_kept_is_left_in_the_cache(folders: tuple[Path, Path]) -> None:
    folders[0].mkdir()
    (folders[0] / "my notes.txt").write_text("mine", encoding="utf-8")
    made(folders, NAMES)
    made(folders, NAMES, text="another")
    assert len(entries(folders[0])) == len(NAMES)
    assert (folders[0] / "my notes.txt").read_text(encoding="utf-8") == "mine"


def test_each_picture_that_fails_is_named(folders: tuple[Path, Path]) -> None:
    with pytest.raises(PicturesFailedError) as failed:
        made(folders, [*NAMES, "figures/a/one"], REFUSE)
    what = ("card 'claims/b.c'", "figure 'a/one'", "figure 'alignment/matrix/matrix'")
    assert str(failed.value).splitlines() == [f"cannot render {one} as a picture: IndexError: list index out of range" for one in what]


def test_where_the_process_cannot_start_no_other_picture_is_tried_and_one_message_says_so(folders: tuple[Path, Path]) -> None:
    cache, site = folders
    starts = cache.parent / "starts"
    program = f"open({str(starts)!r}, 'a').write('x')\nimport no_such_library"
    with Pictures(Cache(cache), fonts=cache.parent, command=python(program), workers=2) as pictures:
        for number in range(30):
            with suppress(BuildFailedError):  # as soon as it is known
                pictures.add(f"figures/a/{number}.svg", f"drawing {number}".encode())
        with pytest.raises(BuildFailedError) as failed:
            pictures.put_into(site)
        with pytest.raises(BuildFailedError, match="the program that draws cannot start"):
            pictures.add("figures/a/another.svg", b"drawing")
    first, *others = str(failed.value).splitlines()
    assert first == "the program that draws cannot start: the process ended (exit code 1), twice"
    assert "  ModuleNotFoundError: No module named 'no_such_library'" in others
    assert others[-1] == "  = install what it lacks, and build again"
    assert "cannot start" not in "".join(others)
    assert 2 <= len(starts.read_text(encoding="utf-8")) <= 4


def test_a_drawing_that_ends_the_process_keeps_no_other_from_its_picture(folders: tuple[Path, Path]) -> None:
    cache, site = folders
    program = MAKE.replace("asked[0]", "__import__('os')._exit(1) if b'bad' in asked[0] else asked[0]")
    with Pictures(Cache(cache), fonts=cache.parent, command=python(program), workers=1) as pictures:
        pictures.add("figures/a/bad.svg", b"bad drawing")
        pictures.add("figures/a/good.svg", b"drawing")
        with pytest.raises(PicturesFailedError, match=r"^cannot render figure 'a/bad' as a picture: the process ended .* twice$"):
            pictures.put_into(site)
    assert entries(cache) == [b"drawing as PNG"]


def test_a_build_that_stops_does_not_wait_for_pictures(folders: tuple[Path, Path]) -> None:
    cache, site = folders
    with Pictures(Cache(cache), fonts=cache.parent, command=python("import time; time.sleep(600)"), workers=1) as pictures:
        pictures.add("cards/a.svg", b"drawing")
    with pytest.raises(PicturesFailedError, match="the build was stopped"):
        pictures.put_into(site)


def test_the_process_as_a_build_starts_it_makes_a_png_and_tells_what_is_no_drawing() -> None:
    worker = Worker((*python_module("generator.builder.picture_worker"), str(TEMPLATES / "cards")), 120)
    try:
        png = worker.ask((b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="40"/>', 1.5))
        with pytest.raises(WorkerFailedError, match="unknown token at 1:1"):
            worker.ask((b"no svg", 1.5))
        with pytest.raises(WorkerFailedError, match="UnicodeDecodeError"):
            worker.ask((b"\xff", 1.5))
    finally:
        worker.close()
    assert (png[:8], int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (b"\x89PNG\r\n\x1a\n", 45, 60)


def test_a_picture_has_the_colours_of_its_drawing_to_its_edges_and_no_pixel_that_is_cut_through() -> None:
    square = '<rect width="3" height="3" fill="#1f5f9f"/><rect y="1" width="3" height="2" fill="#fdfcf9"/>'
    png = picture((f'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3">{square}</svg>'.encode(), 1.5))
    sides, data = struct.unpack_from(">II", png, 16), png[png.index(b"IDAT") + 4 : -16]
    assert sides == (4, 4)
    blue, paper = bytes.fromhex("001f5f9f"), bytes.fromhex("00fdfcf9")
    rows = [zlib.decompress(data)[start : start + 13] for start in range(0, 52, 13)]
    assert [row[:4] for row in (rows[0], rows[3])] == [blue, paper]
    assert rows[0] == blue + blue[1:] * 3
    assert rows[3] == paper + paper[1:] * 3


# --- drawings


def test_drawings_are_remembered_whatever_they_are_called(tmp_path: Path) -> None:
    with Drawer(Cache(tmp_path / "cache"), command=python(ECHO)) as drawer:
        assert drawer.draw({"kind": "lanes", "name": "one"}) == "lanes"
        assert drawer.draw({"kind": "lanes", "width": 2}) == "lanes"
    assert len(entries(tmp_path / "cache")) == 2
    with Drawer(Cache(tmp_path / "cache"), command=python(FAIL)) as drawer:
        assert drawer.draw({"kind": "lanes", "name": "another name"}) == "lanes"


@pytest.mark.parametrize("data", [b"", b"cut sho", b"\xff\xfe"])
def test_a_drawing_that_was_emptied_or_altered_is_drawn_anew(tmp_path: Path, data: bytes) -> None:
    with Drawer(Cache(tmp_path), command=python(ECHO)) as drawer:
        drawer.draw({"kind": "lanes"})
        change(tmp_path, "UPDATE entries SET data = ?", data)
        assert drawer.draw({"kind": "lanes"}) == "lanes"
    assert entries(tmp_path) == [b"lanes"]


def test_a_drawing_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with (
        Drawer(Cache(tmp_path), command=python(f"import sys\n{ECHO}".replace("json.loads(asked)", "sys.exit('out of ink')"))) as drawer,
        pytest.raises(DrawingFailedError) as failed,
    ):
        drawer.draw({"kind": "lanes", "name": "the ferry"})
    assert str(failed.value).startswith("chart 'the ferry' cannot be drawn: the process ended (exit code 1), twice")
    assert str(failed.value).endswith("out of ink")


def test_where_no_process_starts_no_chart_is_tried_and_none_is_named(tmp_path: Path) -> None:
    with Drawer(Cache(tmp_path), command=python("import no_such_library"), workers=1) as drawer:
        for kind in ("lanes", "map"):
            with pytest.raises(
                BuildFailedError, match=r"^the program that draws cannot start: the process ended \(exit code 1\), twice\n"
            ) as failed:
                drawer.draw({"kind": kind, "name": "the ferry"})
            assert "ferry" not in str(failed.value)
    assert list(tmp_path.iterdir()) == []


def test_threads_that_draw_at_once_each_get_their_own_drawing(tmp_path: Path) -> None:
    with Drawer(Cache(tmp_path), command=python(ECHO)) as drawer, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda kind: drawer.draw({"kind": kind}), "abcdefgh")) == list("abcdefgh")


def test_what_threads_ask_for_at_once_is_drawn_once(tmp_path: Path) -> None:
    count = ECHO.replace("import json", "from itertools import count\nnumbers = count()").replace(
        'json.loads(asked)["kind"]', "str(next(numbers))"
    )
    with Drawer(Cache(tmp_path), command=python(count)) as drawer, ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: drawer.draw({"kind": "lanes"}), range(8))) == {"0"}
