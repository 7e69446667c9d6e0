"""Paragraphs and sentences of source texts, and their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.passages import read_passages
from generator.text.position import Span
from tests.conftest import in_time

ARTICLE = """\
Pakistan backs Iran
By Jane Doe

Gen. Asim Munir met Mr. Sharif on Monday. “It is over.” The U.S. envoy left at 5 p.m. on Tuesday.

What comes next

Nobody knows.
"""


def words(text: str, language: str = "en") -> dict[str, str]:
    return {one.place: text[one.span.start : one.span.end] for one in read_passages(text, language).sentences}


def paragraphs(text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in read_passages(text).paragraphs]


def test_headings_and_bylines_count_and_are_known() -> None:
    found = read_passages(ARTICLE)
    assert [(one.place, one.kind) for one in found.paragraphs] == [
        ("p1", "heading"),
        ("p2", "byline"),
        ("p3", "text"),
        ("p4", "heading"),
        ("p5", "text"),
    ]


def test_abbreviations_end_no_sentence() -> None:
    assert words(ARTICLE) == {
        "p1.s1": "Pakistan backs Iran",
        "p2.s1": "By Jane Doe",
        "p3.s1": "Gen. Asim Munir met Mr. Sharif on Monday.",
        "p3.s2": "“It is over.”",
        "p3.s3": "The U.S. envoy left at 5 p.m. on Tuesday.",
        "p4.s1": "What comes next",
        "p5.s1": "Nobody knows.",
    }


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("fa", "او گفت: «ما نمی‌رویم.» سپس رفت. آیا می‌آید؟ بله!", ["او گفت: «ما نمی‌رویم.»", "سپس رفت.", "آیا می‌آید؟", "بله!"]),
        ("ur-PK", "وزیراعظم نے کہا۔ وہ گئے۔ کیا یہ درست ہے؟", ["وزیراعظم نے کہا۔", "وہ گئے۔", "کیا یہ درست ہے؟"]),
        ("he", 'ד"ר כהן דיבר. מה קרה?', ['ד"ר כהן דיבר.', "מה קרה?"]),
        ("ar", "غادر الوزير. هل هذا صحيح؟", ["غادر الوزير.", "هل هذا صحيح؟"]),
        ("tlh", "One thing. Another thing.", ["One thing.", "Another thing."]),
        ("", "One thing. Another thing.", ["One thing.", "Another thing."]),
    ],
)
def test_sentences_in_any_language(language: str, text: str, sentences: list[str]) -> None:
    assert list(words(text, language).values()) == sentences


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c"])
def test_every_line_is_a_paragraph_whatever_ends_it(end: str) -> None:
    assert paragraphs(end.join(["One two.", "  Three\u00a0four. \u3000", "", "\u200b", "Five."])) == [
        "One two.",
        "Three\u00a0four.",
        "Five.",
    ]


WRAPPED = """\
The first paragraph of this text is wrapped by
hand at some fifty characters, as mail was. It
goes on.

Heading
And the second follows its heading at once, and is
wrapped as well.
"""


def test_wrapped_lines_are_one_paragraph() -> None:
    found = read_passages(WRAPPED)
    assert [one.place for one in found.sentences] == ["p1.s1", "p1.s2", "p2.s1", "p3.s1"]
    assert [one.kind for one in found.paragraphs] == ["text", "heading", "text"]
    assert words(WRAPPED)["p1.s2"] == "It\ngoes on."


@pytest.mark.parametrize(
    "text",
    [
        "One is whole.\nTwo is whole.\n\nThree is whole.\n",
        "Without a stop\nnor here\nor here\n",
        "A line that is long" + " and longer" * 20 + "\nB follows it\n\nC\n",
    ],
)
def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs(text: str) -> None:
    assert len(paragraphs(text)) == 3


@pytest.mark.parametrize("text", ["", " \n\t\r\n\u3000\n", "\ufeff", "\u200b\n"])
def test_nothing_has_no_paragraphs(text: str) -> None:
    assert read_passages(text).paragraphs == ()


@pytest.mark.parametrize(
    ("place", "span"), [("p1", Span(0, 19)), ("p5.s1", Span(len(ARTICLE) - 14, len(ARTICLE) - 1)), ("p6", None), ("p3.s4", None)]
)
def test_places_are_found(place: str, span: Span | None) -> None:
    assert read_passages(ARTICLE).find(place) == span


def test_what_there_is_is_told() -> None:
    found = read_passages(ARTICLE)
    assert found.what_there_is("p9") == "the text has 5 paragraphs"
    assert found.what_there_is("p5.s2") == "'p5' has 1 sentence"
    assert read_passages("").what_there_is("p1") == "the text has no paragraphs"


def test_sentences_around_a_span() -> None:
    start = ARTICLE.index("Monday")
    assert [one.place for one in read_passages(ARTICLE).around(Span(start, start + 12))] == ["p3.s1", "p3.s2"]


@given(st.text(st.sampled_from("aB .!?…。۔؟“”\"'’()\n\r\u2028\u00a0\u200b\u200c\ufeffé😀1")) | st.text())
def test_spans_are_in_order_and_lose_nothing_that_is_seen(text: str) -> None:
    found = read_passages(text)
    reached = 0
    for paragraph in found.paragraphs:
        assert reached <= paragraph.span.start < paragraph.span.end
        inner = paragraph.span.start
        for one in paragraph.sentences:
            assert inner <= one.span.start < one.span.end <= paragraph.span.end
            assert not text[inner : one.span.start].strip()
            inner = one.span.end
        assert not text[inner : paragraph.span.end].strip()
        reached = paragraph.span.end


@pytest.mark.parametrize(
    "text",
    ["A word and more. " * 60_000, "A word and more.\n" * 60_000, "“ a b c. " * 110_000, "." * 1_000_000, "a " * 500_000, "\r\n" * 500_000],
)
@pytest.mark.slow
def test_a_megabyte_is_read_in_seconds(text: str) -> None:
    with in_time():
        read_passages(text)


def test_spaces_of_every_width_are_read_as_spaces() -> None:
    text = "I\u2001. He met A.\u2005Writer\u205ftoday.\u2003It\u1680is\u2006safe."
    assert [text[slice(*one.span)] for one in read_passages(text).sentences][-1] == "It\u1680is\u2006safe."
