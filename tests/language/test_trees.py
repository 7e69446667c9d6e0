"""The Markdown of each language stands in a folder of its own, and goes with the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.builder.markdown_tree import write_languages
from generator.system.cache import Cache
from generator.system.stopwatch import Stopwatch
from tests.sites import TEMPLATES, fake_draw, sites_in

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.corpus import Corpus
    from generator.system.stopwatch import Written
    from tests.conftest import MakeCorpus


def write(corpus: Corpus, folder: Path) -> Written:
    watch, further = Stopwatch(), folder / "languages"
    return write_languages(
        sites_in(corpus), TEMPLATES, folder / "docs", further, draw=fake_draw, watch=watch, cache=Cache(folder / "cache")
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.slow
def test_a_further_language_changes_nothing_in_the_main_one(corpus: MakeCorpus, tmp_path: Path) -> None:
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    one = write(corpus({}), alone)
    two = write(corpus({"publication.yml": "languages: ar\n"}), beside)
    assert files(alone / "docs") == files(beside / "docs")
    assert not (alone / "languages").exists()
    assert files(beside / "languages" / "ar").keys() == files(beside / "docs").keys()
    assert two.pages == 2 * one.pages


@pytest.mark.slow
def test_what_is_written_twice_is_left_alone_and_goes_with_its_language(corpus: MakeCorpus, tmp_path: Path) -> None:
    write(corpus({"publication.yml": "languages: ar\n"}), tmp_path)
    again = write(corpus({"publication.yml": "languages: ar\n"}), tmp_path)
    assert (again.changed, again.removed) == (0, 0)
    write(corpus({"publication.yml": ""}), tmp_path)
    assert files(tmp_path / "languages") == {}


def test_addresses_of_a_further_language_are_below_its_tag(corpus: MakeCorpus, tmp_path: Path) -> None:
    write(corpus({"publication.yml": "languages: ar\nsite_url: https://isel.example/record/\n"}), tmp_path)
    assert b"https://isel.example/record/ar/explainers/ferry/" in files(tmp_path / "languages")["ar/explainers/ferry/index.md"]
    assert b"https://isel.example/record/explainers/ferry/" in files(tmp_path / "docs")["explainers/ferry/index.md"]
