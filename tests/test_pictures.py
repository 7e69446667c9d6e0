"""The pictures in README.md show what there is, and weigh little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.pictures import MISTAKES, PICTURES, said, terminal
from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[(.+)\]\(\.github/pictures/(.+?)\)", README)


def test_the_mistakes_are_what_a_check_says_now() -> None:
    text = said()
    assert f"{len(MISTAKES)} errors, no warnings" in text
    assert (PICTURES / "mistakes.svg").read_text(encoding="utf-8") == terminal(text), "run: python -m tests.pictures"


def test_every_picture_is_shown_once_with_words_for_those_who_do_not_see_it() -> None:
    assert sorted(name for _, name in SHOWN) == sorted(path.name for path in PICTURES.iterdir())
    assert all(len(words) > 40 for words, _ in SHOWN)


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: str(path.name))
def test_a_picture_weighs_less_than_300_kb(path: Path) -> None:
    assert path.stat().st_size < 300_000


def test_a_terminal_shows_every_line_as_it_is() -> None:
    lines = ["$ onrecord check", "", "a.yml:1:2: error: <b> & 'c'", "  |", "1 | x", "  | ^", "  = mend it"]
    texts = ET.fromstring(terminal("\n".join(lines[2:]))).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own drawing
    assert ["".join(one.itertext()) for one in texts] == [line for line in lines if line]
