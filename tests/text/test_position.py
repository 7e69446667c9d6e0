"""Spans, places, and the way from a value to its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.position import NOWHERE, Located, Location, Marks, SourceText, Span

TEXT = "title: é😀\r\nabout:\n  - iran\n"


def place(line: int, column: int, end_line: int, end_column: int) -> Location:
    return Location("a.yml", line, column, end_line, end_column)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 5), place(1, 1, 1, 6)),
        (Span(7, 9), place(1, 8, 1, 10)),
        (Span(9, 11), place(1, 10, 2, 1)),
        (Span(10, 11), place(1, 11, 2, 1)),
        (Span(11, 16), place(2, 1, 2, 6)),
        (Span(11, 26), place(2, 1, 3, 9)),
        (Span(22, 26), place(3, 5, 3, 9)),
        (Span(27, 27), place(4, 1, 4, 1)),
        (Span(0, 27), place(1, 1, 4, 1)),
    ],
)
def test_place_counts_lines_and_code_points_from_one(span: Span, expected: Location) -> None:
    assert SourceText("a.yml", TEXT).place(span) == expected


@pytest.mark.parametrize("span", [Span(27, 99), Span(99, 99), Span(99, 3)])
def test_place_beyond_the_end_is_the_end(span: Span) -> None:
    assert SourceText("a.yml", TEXT).place(span) == place(4, 1, 4, 1)


def test_place_of_a_span_that_ends_before_it_begins_is_its_beginning() -> None:
    assert SourceText("a.yml", TEXT).place(Span(5, 3)) == place(1, 6, 1, 6)


def test_place_in_an_empty_text() -> None:
    assert SourceText("a.yml", "").place(Span(0, 0)) == place(1, 1, 1, 1)


def test_places_are_written_for_editors_and_sorted_by_position() -> None:
    assert str(place(3, 5, 3, 9)) == "a.yml:3:5"
    assert sorted([place(10, 1, 10, 1), place(9, 2, 9, 3), place(9, 1, 9, 2), Location("A.yml", 99)]) == [
        Location("A.yml", 99),
        place(9, 1, 9, 2),
        place(9, 2, 9, 3),
        place(10, 1, 10, 1),
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "title: é😀"), (2, "about:"), (3, "  - iran"), (4, ""), (5, ""), (0, ""), (-1, "")],
)
def test_line_has_no_line_break(number: int, expected: str) -> None:
    assert SourceText("a.yml", TEXT).line(number) == expected


LOCATED = Located(
    SourceText("a.yml", TEXT),
    Marks(
        Span(0, 26),
        children={
            "title": Marks(Span(7, 9), Span(0, 5)),
            "about": Marks(Span(20, 26), Span(11, 16), {0: Marks(Span(22, 26))}),
        },
    ),
)


def test_at_finds_values() -> None:
    assert LOCATED.path == "a.yml"
    assert LOCATED.start == place(1, 1, 1, 1)
    assert LOCATED.at() == place(1, 1, 3, 9)
    assert LOCATED.at("title") == place(1, 8, 1, 10)
    assert LOCATED.at("about") == place(3, 3, 3, 9)
    assert LOCATED.at("about", 0) == place(3, 5, 3, 9)


def test_at_falls_back_to_what_is_around() -> None:
    assert LOCATED.at("nothing") == place(1, 1, 3, 9)
    assert LOCATED.at("about", 1) == place(3, 3, 3, 9)
    assert LOCATED.at("about", 1, "actor") == place(3, 3, 3, 9)
    assert LOCATED.at("about", 0, "actor") == place(3, 5, 3, 9)


def test_at_takes_one_value_for_a_list_of_one() -> None:
    assert LOCATED.at("title", 0) == place(1, 8, 1, 10)
    assert LOCATED.at("title", 1) == place(1, 8, 1, 10)


def test_key_at_finds_keys() -> None:
    assert LOCATED.key_at("title") == place(1, 1, 1, 6)
    assert LOCATED.key_at("about") == place(2, 1, 2, 6)
    assert LOCATED.key_at("about", 0) == place(3, 5, 3, 9)
    assert LOCATED.key_at() == place(1, 1, 3, 9)


def test_nowhere_has_a_place_too() -> None:
    assert NOWHERE.at("title", 3) == Location("")
    assert NOWHERE.key_at("title") == Location("")


@given(st.text(st.sampled_from("aé😀\r\n"), max_size=30), st.integers(0, 40), st.integers(0, 40))
def test_place_leads_back_to_the_offset(text: str, start: int, length: int) -> None:
    source = SourceText("a", text)
    span = Span(min(start, len(text)), min(start + length, len(text)))
    found = source.place(span)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: found.line - 1]) + found.column - 1 == span.start
    assert sum(len(line) + 1 for line in lines[: found.end_line - 1]) + found.end_column - 1 == span.end


def test_a_mark_of_the_order_of_bytes_is_no_part_of_its_line() -> None:
    text = SourceText("a.yml", "\ufefftitle: x\n\ufeffy\n")
    assert (text.line(1), text.line(2)) == ("title: x", "\ufeffy")
    assert text.line(1)[text.place(Span(1, 6)).column - 1 :].startswith("title")
