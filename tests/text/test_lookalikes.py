"""Characters that cannot be seen, or look like plain ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.characters import as_seen, odd_characters


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("avalon", "avalon"),
        ("ava\N{ZERO WIDTH SPACE}lon", "avalon"),
        ("\N{NO-BREAK SPACE}2025-06-16", "2025-06-16"),
        ("1\N{NARROW NO-BREAK SPACE}000\t000", "1 000 000"),
        ("\N{CYRILLIC SMALL LETTER A}v\N{CYRILLIC SMALL LETTER A}l\N{GREEK SMALL LETTER OMICRON}n", "avalon"),
        ("\N{FULLWIDTH DIGIT TWO}\N{ARABIC-INDIC DIGIT ZERO}\N{DEVANAGARI DIGIT TWO}\N{EXTENDED ARABIC-INDIC DIGIT FIVE}", "2025"),
        ("2025\N{EN DASH}06\N{NON-BREAKING HYPHEN}1\N{MINUS SIGN}x", "2025-06-1-x"),
        ("\N{FULLWIDTH LEFT SQUARE BRACKET}a\N{FULLWIDTH COMMA}b\N{ARABIC COMMA}c\N{IDEOGRAPHIC COMMA}d", "[a,b,c,d"),
        ("\N{LEFT DOUBLE QUOTATION MARK}a\N{RIGHT SINGLE QUOTATION MARK}", "\"a'"),
        ("\N{MATHEMATICAL BOLD SMALL A}\N{LATIN SMALL LIGATURE FI}", "afi"),
        (
            "\N{LATIN SMALL LETTER O WITH DIAERESIS}\N{CJK UNIFIED IDEOGRAPH-4E2D}",
            "\N{LATIN SMALL LETTER O WITH DIAERESIS}\N{CJK UNIFIED IDEOGRAPH-4E2D}",
        ),
        ("\N{SOFT HYPHEN}\N{WORD JOINER}\N{VARIATION SELECTOR-16}\N{HANGUL FILLER}", ""),
    ],
)
def test_a_text_is_what_it_seems_to_be(text: str, seen: str) -> None:
    assert as_seen(text) == seen


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("avalon", []),
        ("\N{LATIN SMALL LETTER O WITH DIAERESIS}l", []),
        ("a\N{ZERO WIDTH SPACE}b", [(1, "U+200B (zero width space), which is invisible")]),
        ("a\tb", [(1, "U+0009 (tab), which is invisible")]),
        ("\N{CYRILLIC SMALL LETTER A}b", [(0, "'\N{CYRILLIC SMALL LETTER A}', which is U+0430 (cyrillic small letter a)")]),
        ("\N{FULLWIDTH COLON}", [(0, "'\N{FULLWIDTH COLON}', which is U+FF1A (fullwidth colon)")]),
        # where some letters are of another script, none is said to be a look-alike
        ("\N{CYRILLIC SMALL LETTER ZHE}\N{CYRILLIC SMALL LETTER A}", []),
        ("\N{CYRILLIC SMALL LETTER ZHE}\N{SOFT HYPHEN}", [(1, "U+00AD (soft hyphen), which is invisible")]),
    ],
)
def test_odd_characters_are_named(text: str, odd: list[tuple[int, str]]) -> None:
    assert list(odd_characters(text)) == odd


@given(st.text(st.characters(codec="ascii", exclude_characters="\t"), max_size=20))
def test_plain_text_seems_what_it_is_but_for_blanks_around_it(text: str) -> None:
    assert as_seen(text) == text.strip(" ")
    assert not list(odd_characters(text))


@given(st.text(max_size=20))
def test_what_is_seen_is_seen_as_it_is(text: str) -> None:
    seen = as_seen(text)
    assert as_seen(seen) == as_seen(as_seen(seen))
    assert not any(unicodedata.category(character) == "Cf" for character in seen if character in "\u200b\u200c\u200d\u2060\ufeff\u00ad")
