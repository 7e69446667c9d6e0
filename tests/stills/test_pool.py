"""Pictures of figures and cards are made in the background, kept under what they depend on, and no failure passes in silence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from generator.stills.pool import Pictures, PicturesFailedError
from tests.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAKE = """
import json, pathlib, sys
for line in sys.stdin:
    asked = json.loads(line)
    for suffix in (".svg", ".png"):
        pathlib.Path(asked["to"] + suffix).write_text(pathlib.Path(asked["source"]).read_text() + suffix)
    print(json.dumps({"id": asked["id"]}), flush=True)
"""
REFUSE = MAKE.replace('print(json.dumps({"id": asked["id"]})', 'print(json.dumps({"id": asked["id"], "error": "no ink"})')


def python(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The Markdown tree, the cache and the new site."""
    return tmp_path / "docs", tmp_path / "cache", tmp_path / "site"


def figures(docs: Path, site: Path, names: Sequence[str], text: str = "figure") -> None:
    for name in names:
        for root in (docs, site):
            (root / "figures" / name).mkdir(parents=True, exist_ok=True)
        (docs / "figures" / name / "index.html").write_text(f"{text} {name}", encoding="utf-8")


def cards(docs: Path, names: Sequence[str]) -> None:
    for name in names:
        path = docs / "cards" / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"card {name}", encoding="utf-8")


def made(folders: tuple[Path, Path, Path], program: str = MAKE) -> list[str]:
    docs, cache, site = folders
    with Pictures(docs, cache, fonts=cache.parent, command=python(program), time_limit=20) as pictures:
        pictures.put_into(site)
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.*"))


def test_pictures_stand_beside_their_figures(folders: tuple[Path, Path, Path]) -> None:
    figures(folders[0], folders[2], ["alignment/matrix", "timeline/lanes"])
    assert made(folders) == [
        "figures/alignment/matrix/matrix.png",
        "figures/alignment/matrix/matrix.svg",
        "figures/timeline/lanes/lanes.png",
        "figures/timeline/lanes/lanes.svg",
    ]


def test_a_card_becomes_one_picture_in_its_place(folders: tuple[Path, Path, Path]) -> None:
    cards(folders[0], ["claims/a", "claims/b.c", "explainers/a"])
    assert made(folders) == ["cards/claims/a.png", "cards/claims/b.c.png", "cards/explainers/a.png"]
    assert (folders[2] / "cards/claims/b.c.png").read_text(encoding="utf-8") == "card claims/b.c.png"
    assert len(made(folders, "raise SystemExit(1)")) == 3


def test_other_fonts_are_other_pictures(folders: tuple[Path, Path, Path]) -> None:
    cards(folders[0], ["claims/a"])
    made(folders)
    (folders[1].parent / "another.ttf").write_bytes(b"letters")
    with pytest.raises(PicturesFailedError, match="card 'claims/a' cannot be made into a picture"):
        made(folders, "raise SystemExit(1)")


def test_what_did_not_change_is_not_made_again(folders: tuple[Path, Path, Path]) -> None:
    figures(folders[0], folders[2], ["a/one", "a/two"])
    made(folders)
    assert len(made(folders, "raise SystemExit(1)")) == 4


def test_what_changed_is_made_again_and_the_old_is_forgotten(folders: tuple[Path, Path, Path]) -> None:
    docs, cache, site = folders
    figures(docs, site, ["a/one"])
    made(folders)
    figures(docs, site, ["a/one"], "another")
    made(folders)
    assert (site / "figures/a/one/one.svg").read_text(encoding="utf-8") == "another a/one.svg"
    assert len(list(cache.iterdir())) == 2


def test_half_a_pair_is_made_again(folders: tuple[Path, Path, Path]) -> None:
    figures(folders[0], folders[2], ["a/one"])
    made(folders)
    next(folders[1].glob("*.png")).unlink()
    assert "figures/a/one/one.png" in made(folders)


def test_each_figure_and_card_that_fails_is_named(folders: tuple[Path, Path, Path]) -> None:
    figures(folders[0], folders[2], ["a/one", "b/two"])
    cards(folders[0], ["claims/a"])
    with pytest.raises(PicturesFailedError) as failed:
        made(folders, REFUSE)
    what = ("card 'claims/a'", "figure 'a/one'", "figure 'b/two'")
    assert str(failed.value).splitlines() == [f"{one} cannot be made into a picture: no ink" for one in what]


def test_a_process_that_hangs_is_ended(folders: tuple[Path, Path, Path]) -> None:
    docs, cache, site = folders
    figures(docs, site, ["a/one"])
    hang = python("import time; time.sleep(60)")
    with (
        Pictures(docs, cache, fonts=cache.parent, command=hang, time_limit=0.3) as pictures,
        pytest.raises(PicturesFailedError, match=r"within 0\.3 seconds"),
    ):
        pictures.put_into(site)


def test_a_build_that_stops_does_not_wait_for_pictures(folders: tuple[Path, Path, Path]) -> None:
    docs, cache, site = folders
    figures(docs, site, ["a/one", "a/two"])
    with pytest.raises(KeyError), Pictures(docs, cache, fonts=cache.parent, command=python("import time; time.sleep(60)"), workers=1):
        raise KeyError


def test_without_figures_nothing_is_started(folders: tuple[Path, Path, Path]) -> None:
    folders[0].mkdir()
    assert made(folders, "raise SystemExit(1)") == []
    assert not folders[1].exists()


def test_pictures_are_made_in_the_language_that_is_spoken_and_kept_for_each(folders: tuple[Path, Path, Path]) -> None:
    docs, _, site = folders
    figures(docs, site, ["a/one"])
    program = MAKE.replace(".read_text() + suffix", '.read_text() + asked["language"]')
    picture = site / "figures/a/one/one.svg"
    made(folders, program)
    assert picture.read_text(encoding="utf-8") == "figure a/oneen"
    with pseudo():
        made(folders, program)
    assert picture.read_text(encoding="utf-8") == "figure a/oneqps"
