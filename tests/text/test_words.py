"""Words of a text, and the patterns that find them, in every release of Python that the program runs in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import generator
from generator.text.words import WORD

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")
"""A group that gives nothing back. Python before 3.11.5 goes on behind what such a group tried last, though it did not match."""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She told us: no", ["She", "told", "us", ":", "no"]),
        ("no-one's a.b. 3,000,", ["no-one's", "a.b", ".", "3,000", ","]),
        ("and/or -x 10:30: (y", ["and/or", "-", "x", "10:30", ":", "(", "y"]),
        ("", []),
    ],
)
def test_a_sign_belongs_to_a_word_only_where_a_letter_follows(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


def test_no_pattern_has_a_possessive_group() -> None:
    sources = Path(generator.__file__).parent.rglob("*.py")
    assert [path.name for path in sources if POSSESSIVE_GROUP.search(path.read_text(encoding="utf-8"))] == []
