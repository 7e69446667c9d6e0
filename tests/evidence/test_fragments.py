from __future__ import annotations

from urllib.parse import unquote

import pytest

from generator.evidence.fragments import fragment_link

PAGE = "https://gazette.example/a"


def test_a_short_quotation_is_looked_for_whole() -> None:
    assert fragment_link(PAGE, "Such reports are patently false.") == f"{PAGE}#:~:text=Such%20reports%20are%20patently%20false."


def test_signs_that_have_a_meaning_are_encoded() -> None:
    assert fragment_link(PAGE, "half-way, R&D #1") == f"{PAGE}#:~:text=half%2Dway%2C%20R%26D%20%231"


def test_a_long_quotation_is_looked_for_by_its_beginning_and_end() -> None:
    words = "one two three four five six seven eight nine ten"
    assert fragment_link(PAGE, words) == f"{PAGE}#:~:text=one%20two%20three%20four,seven%20eight%20nine%20ten"


@pytest.mark.parametrize("words", ["the first [...] the last", "the first [of many] the last"])
def test_what_stands_in_brackets_is_not_looked_for(words: str) -> None:
    assert fragment_link(PAGE, words) == f"{PAGE}#:~:text=the%20first,the%20last"


@pytest.mark.parametrize("words", ["", "   ", "[...]"])
def test_no_words_leave_the_address_as_it_is(words: str) -> None:
    assert fragment_link(PAGE, words) == PAGE


def test_an_address_with_an_anchor_keeps_it() -> None:
    assert fragment_link(f"{PAGE}#part", "words") == f"{PAGE}#part:~:text=words"


@pytest.mark.parametrize("words", ["پاکستان نے کہا", "אין כל אמת", "完全虚假", "naïve café"])
def test_every_script_is_encoded_and_comes_back(words: str) -> None:
    link = fragment_link(PAGE, words)
    assert link.isascii()
    assert unquote(link.split("text=")[1]) == words
