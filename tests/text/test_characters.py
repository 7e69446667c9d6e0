"""Which characters a text may hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.characters import MOST_BAD_CHARACTERS, find_bad_characters
from generator.text.position import Span

REFUSED = [
    ("\x00", "'U+0000' (null)"),
    ("\x07", "'U+0007' (control character)"),
    ("\x08", "'U+0008' (backspace)"),
    ("\x0b", "'U+000B' (line tabulation)"),
    ("\x0c", "'U+000C' (form feed)"),
    ("\x1b", "'U+001B' (escape)"),
    ("\x1f", "'U+001F' (control character)"),
    ("\x7f", "'U+007F' (delete)"),
    ("\x80", "'U+0080' (control character)"),
    ("\x85", "'U+0085' (next line)"),
    ("\x9f", "'U+009F' (control character)"),
    ("\u2028", "'U+2028' (line separator)"),
    ("\u2029", "'U+2029' (paragraph separator)"),
    ("\u202a", "'U+202A' (left-to-right embedding)"),
    ("\u202e", "'U+202E' (right-to-left override)"),
    ("\u2066", "'U+2066' (left-to-right isolate)"),
    ("\u2069", "'U+2069' (pop directional isolate)"),
    ("\ud800", "'U+D800' (surrogate)"),
    ("\udfff", "'U+DFFF' (surrogate)"),
    ("\ufdd0", "'U+FDD0' (noncharacter)"),
    ("\ufdef", "'U+FDEF' (noncharacter)"),
    ("\ufeff", "'U+FEFF' (byte order mark)"),
    ("\ufffe", "'U+FFFE' (noncharacter)"),
    ("\uffff", "'U+FFFF' (noncharacter)"),
    ("\U0001fffe", "'U+1FFFE' (noncharacter)"),
    ("\U0010ffff", "'U+10FFFF' (noncharacter)"),
    ("\U000e0000", "'U+E0000' (tag character)"),
    ("\U000e0041", "'U+E0041' (tag latin capital letter a)"),
    ("\U000e007f", "'U+E007F' (cancel tag)"),
    ("\r", "'U+000D' (carriage return)"),
]

ALLOWED = [
    "",
    "plain",
    "tab\tand\nline\r\nbreaks\r\n",
    "می\u200cخواهم",
    "👩\u200d🚀 ❤\ufe0f",
    "\u200eleft\u200fright\u061c",
    "soft\u00adhyphen",
    "no\u00a0break\u202fspace",
    "\ufffd",
    "\ufdcf\ufdf0",
    "\u2027\u202f\u2065\u206a",
    "\U000e0080\U000e0100",
]


@pytest.mark.parametrize(("character", "named"), REFUSED, ids=[f"U+{ord(c):04X}" for c, _ in REFUSED])
def test_refuses_at_its_place(character: str, named: str) -> None:
    (problem,) = find_bad_characters(f"a😀{character}b")
    assert problem.rule == "bad-character"
    assert problem.span == Span(2, 3)
    assert problem.message == f"the character {named} is not allowed"
    assert problem.hint.startswith("remove it")


@pytest.mark.parametrize("text", ALLOWED)
def test_allows(text: str) -> None:
    assert find_bad_characters(text) == ()


def test_byte_order_mark_is_allowed_only_at_the_very_beginning() -> None:
    assert find_bad_characters("\ufefftitle") == ()
    assert [problem.span for problem in find_bad_characters("\ufeff\ufefftitle\ufeff")] == [Span(1, 2), Span(7, 8)]
    assert [problem.span for problem in find_bad_characters("a\ufeff", Span(1, 2))] == [Span(1, 2)]


def test_carriage_return_is_refused_where_no_line_feed_follows() -> None:
    assert [problem.span for problem in find_bad_characters("a\r\r\nb\rc\r")] == [Span(1, 2), Span(5, 6), Span(7, 8)]


def test_hint_says_what_to_write_instead() -> None:
    assert find_bad_characters("a\u2028b")[0].hint == "remove it, and start a new line if one is meant"
    assert find_bad_characters("a\ufeffb")[0].hint == "remove it: it is allowed only at the start of a file"
    assert find_bad_characters("a\u202eb")[0].hint == "remove it: it is invisible, or changes how the text around it is shown"


def test_looks_only_at_the_span() -> None:
    assert find_bad_characters("\x00ab\x00", Span(1, 3)) == ()
    assert [problem.span for problem in find_bad_characters("\x00a\x00b\x00", Span(1, 4))] == [Span(2, 3)]


def test_reports_each_occurrence_but_not_without_end() -> None:
    assert [problem.span for problem in find_bad_characters("\x00\x00")] == [Span(0, 1), Span(1, 2)]
    assert len(find_bad_characters("\x00" * 100_000)) == MOST_BAD_CHARACTERS


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
def test_what_is_left_can_be_written_and_read_by_every_parser(text: str) -> None:
    bad = {problem.span.start for problem in find_bad_characters(text)}
    for offset, character in enumerate(text):
        if offset not in bad and len(bad) < MOST_BAD_CHARACTERS and (offset, character) != (0, "\ufeff"):
            assert unicodedata.category(character) not in ("Cs", "Zl", "Zp")
            assert unicodedata.category(character) != "Cc" or character in "\t\n\r"
            assert unicodedata.bidirectional(character) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
