from __future__ import annotations

from urllib.parse import unquote

import pytest

from generator.verify.evidence.fragments import MOST, fragment_link

PAGE = "https://gazette.example/a"


def directives(words: str, prefix: str | None = None, suffix: str | None = None) -> list[str]:
    link = fragment_link(PAGE, words, prefix, suffix)
    return [unquote(one.removeprefix("text=")) for one in link.removeprefix(f"{PAGE}#:~:").split("&")]


def test_a_short_quotation_is_looked_for_whole() -> None:
    assert fragment_link(PAGE, "Such reports are patently false.") == f"{PAGE}#:~:text=Such%20reports%20are%20patently%20false"


def test_signs_that_have_a_meaning_are_encoded() -> None:
    assert fragment_link(PAGE, "half-way, R&D #1") == f"{PAGE}#:~:text=half%2Dway%2C%20R%26D%20%231"


def test_a_long_quotation_is_looked_for_by_its_beginning_and_end() -> None:
    words = "one two three four five six seven eight nine ten"
    assert directives(words) == ["one two three four,seven eight nine ten"]
    assert directives(words.removesuffix(" ten")) == ["one two three four,six seven eight nine"]
    assert directives(words.removesuffix(" nine ten")) == ["one two three four five six seven eight"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the first of them [...] and the last", ["the first of them,and the last"]),
        ("the first [of many] the last", ["the first the last", "the first [of many] the last"]),
        ("[T]his is it", ["This is it"]),
        ("It [the ferry], too", ["It, too", "It [the ferry], too"]),
        ("No — we will go", ["we will go"]),
        ("It is safe to go. They went home again.", ["It is safe to,They went home again"]),
        ("they said “it rains” and left it", ["and left it"]),
        ("“Yes” – no", ["Yes,no"]),
        ("is 1.5 of -5 here", ["is 1.5 of"]),
    ],
)
def test_the_ends_are_whole_words_of_one_run(words: str, expected: list[str]) -> None:
    assert directives(words) == expected


def test_prefix_and_suffix_touch_the_words_with_each_likely_sign() -> None:
    before = directives("It rains.", "He said")
    assert before[:3] == ["He said-,It rains", 'He said "-,It rains', 'He said: "-,It rains']
    after = directives("It rains.", suffix="he said")
    assert after[:3] == ["It rains,-he said", "It rains,-. he said", 'It rains,-." he said']
    assert directives("It rains", "the man (he said):")[0] == "the man (he said):-,It rains"
    both = directives("It rains", "he said, late", "and left")
    assert both[0] == "he said, late-,It rains,-and left"
    assert len(both) == MOST == len(set(both)) == 16


def test_a_prefix_of_many_words_is_cut_to_the_nearest() -> None:
    assert directives("It rains", "one two three four five six")[0] == "three four five six-,It rains"
    assert directives("It rains", suffix="one two three four five six")[0] == "It rains,-one two three four"


@pytest.mark.parametrize("words", ["", "   ", "[...]", "[sic]", "[...] [sic]", "…", "“”"])
def test_no_words_leave_the_address_as_it_is(words: str) -> None:
    assert fragment_link(PAGE, words, "before", "after") == PAGE


def test_an_address_with_an_anchor_keeps_it() -> None:
    assert fragment_link(f"{PAGE}#part", "words") == f"{PAGE}#part:~:text=words"


@pytest.mark.parametrize("words", ["پاکستان نے کہا", "אין כל אמת", "完全虚假", "naïve café", "यह ख़बर झूठी है"])
def test_every_script_is_encoded_and_comes_back(words: str) -> None:
    link = fragment_link(PAGE, words)
    assert link.isascii()
    assert directives(words) == [words]
