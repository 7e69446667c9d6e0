"""A publication of every script, date and size: it is built without a mistake, within reason, and the same everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from generator.model.records import Act, Actor, Claim, Cost, Event, Risk, Scenario, Vote
from generator.model.records.explainers import FIGURES
from generator.system.cache import Cache
from generator.system.stopwatch import Stopwatch
from generator.verify.checking import check_content
from tests import stress
from tests.conftest import TODAY
from tests.effort import IN_CI
from tests.sites import ROOT, TEMPLATES, fake_draw, once, sites_in, write_pages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LARGEST: Final = 2_000_000
"""The most bytes of a page; the explainer has every figure with 400 events and 400 acts."""
BY_LOT: Final = frozenset({"early-denial", "maybe-years", "out-of-order"})
"""Warnings of dates that follow from drawing lots for them."""
BUILD: Final = """
import sys
from pathlib import Path
from tests.test_stress import digest
print(digest(Path(sys.argv[1]), Path(sys.argv[2])))
"""


def digest(content: Path, docs: Path) -> str:
    """Return the digest of all that is written for a content folder, by the name of the file."""
    checked = check_content(content, today=TODAY)
    assert not checked.has_errors, [str(one) for one in checked.diagnostics if one.is_error]
    write_pages(sites_in(checked.corpus)[0], TEMPLATES, docs, draw=fake_draw, watch=Stopwatch(), cache=Cache(docs.parent / "cache"))
    found = sha256()
    for path in sorted(docs.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(docs).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return found.hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication, its pages, and the digest of them."""

    def make(folder: Path) -> None:
        (folder / "digest").write_text(digest(stress.write(folder / "content"), folder / "docs"), encoding="ascii")

    return once(tmp_path_factory, "stress", make)


@pytest.fixture(scope="module")
def content(made: Path) -> Path:
    return made / "content"


@pytest.fixture(scope="module")
def docs(made: Path) -> Path:
    return made / "docs"


def test_there_is_much_of_everything_and_nothing_is_wrong(content: Path) -> None:
    checked = check_content(content, today=TODAY)
    assert {one.rule.code for one in checked.diagnostics} <= BY_LOT
    counts = {kind: len(checked.corpus.all(kind)) for kind in (Actor, Event, Act, Claim, Vote, Cost, Risk, Scenario)}
    assert list(counts.values()) == [12, 400, 400, 64, 12, 20, 15, 4]
    years = [day.year for event in checked.corpus.all(Event) if (day := event.when.earliest)]
    assert max(years) - min(years) >= 55


def test_the_explainer_places_every_figure() -> None:
    assert {figure.split()[0] for figure in stress.FIGURES} == set(FIGURES)


def test_no_page_is_out_of_all_proportion(docs: Path) -> None:
    sizes = {path.relative_to(docs).as_posix(): path.stat().st_size for path in docs.rglob("*.md")}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < 40_000_000


def test_names_of_every_script_arrive_whole(docs: Path) -> None:
    page = (docs / "explainers" / stress.EXPLAINER / "index.md").read_text(encoding="utf-8")
    assert [name for name in stress.NAMES.values() if name not in page] == []


def test_every_figure_has_a_picture_with_its_headline(docs: Path) -> None:
    pictures = [path.read_text(encoding="utf-8") for path in sorted((docs / "figures").rglob("*.svg"))]
    assert len(pictures) > len(FIGURES)
    assert all(ET.fromstring(svg).findtext("{http://www.w3.org/2000/svg}title") for svg in pictures)  # noqa: S314 - our own drawing


@pytest.mark.skipif(not IN_CI, reason="a second build of many records: in CI alone, where time is not short")
def test_the_same_files_give_the_same_pages_everywhere(made: Path, content: Path, tmp_path: Path) -> None:
    turned = tmp_path / "content"
    for path in sorted(content.rglob("*.*"), reverse=True):  # a folder lists its files as they were written
        (turned / path.relative_to(content)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, turned / path.relative_to(content))
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(turned), str(tmp_path / "docs")],
        cwd=ROOT,
        env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == (made / "digest").read_text(encoding="ascii")
