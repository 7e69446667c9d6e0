"""What figures share depends on the language that is spoken."""

from __future__ import annotations

import pytest

from generator.charts.markup import isolated
from generator.charts.scale import axis_month, capital, clauses, commas, listed, signed
from generator.charts.standing import voices_html
from generator.charts.value_scale import figure_of
from generator.language import Language, speaking
from tests.pseudo import pseudo


@pytest.mark.parametrize(("tag", "latin", "arabic"), [("en", "Ys", "\u200e\u2068عدن\u2069"), ("ar", "\u200f\u2068Ys\u2069", "عدن")])
def test_names_that_run_back_stand_apart(tag: str, latin: str, arabic: str) -> None:
    with pseudo(Language(tag)):
        assert [isolated("Ys"), isolated("عدن")] == [latin, arabic]
        assert voices_html(["Ys", "عدن"], str).count("<bdi>") == 1


@pytest.mark.parametrize(("tag", "said"), [("en", "Is it"), ("tr", "İs it")])
def test_capitals_are_those_of_the_language(tag: str, said: str) -> None:
    with pseudo(Language(tag)):
        assert capital("is it") == said


def test_numbers_are_written_as_the_language_writes_them() -> None:
    with pseudo(Language("de", decimal=",", group=".")):
        assert [signed(-0.5), signed(0), figure_of(1234.5)] == ["−0,50", "0,00", "1.234,5"]


def test_months_on_an_axis_are_short_in_any_language() -> None:
    assert [axis_month(9), axis_month(9, 2025)] == ["Sep", "Sep 2025"]
    with pseudo(Language("de", short_months=("Jan.",) * 12)):
        assert axis_month(9) == "Jan."


def test_rows_of_words() -> None:
    assert [commas([]), commas(["a"]), commas("abc"), clauses("ab")] == ["", "a", "a, b, c", "a; b"]
    with pseudo():
        assert listed(["1", "2", "3"]) == "1⟦, ⟧2⟦ and ⟧3"


@pytest.mark.parametrize(("tag", "row", "parts"), [("en", "a, b, c", "a; b"), ("ar", "a، b، c", "a؛ b")])
def test_words_in_a_row_are_parted_by_the_marks_of_the_language(tag: str, row: str, parts: str) -> None:
    with speaking(tag):
        assert (commas("abc"), clauses("ab")) == (row, parts)
