"""The data of a figure as a spreadsheet reads it: numbers are numbers, text stays as it is, and no words are a formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from generator.figures.figure import Table
from generator.figures.writers.csv import csv_of
from generator.language.localized import LocalizedText

if TYPE_CHECKING:
    from generator.figures.figure import Value


def text_of(table: Table) -> str:
    return csv_of(table).decode("utf-8-sig")


def read(*cells: Value) -> list[str]:
    (row,) = list(csv.reader(StringIO(text_of(Table(["a"] * len(cells), [cells])), newline="")))[1:]
    return row


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((-0.65, "-0.65"), (0, "0"), (-3, "-3"), (12345678901234567890, "12345678901234567890"), (1e-05, "1e-05"), (None, "")),
        *((Decimal("-0.50"), "-0.50"), (Decimal("1E+12"), "1000000000000"), (1 / 3, "0.3333333333")),
    ],
)
def test_numbers_are_plain(number: Value, text: str) -> None:
    assert read(number, "x") == [text, "x"]


@pytest.mark.parametrize("text", ["13,14", "007", "1,234,567", "12345678901234567890", "1e5", "−0.50", "2025-06-13", "12 acts", "1/2", "٣"])
def test_text_that_looks_like_a_number_stays_as_it_is(text: str) -> None:
    assert read(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("=cmd|' /C calc'!A0", "+SUM(1)", "-SUM(1)", "@SUM(1)", "\t=1", "\r=1", "-1+1", "+1 234", "+1", "-3", "\t1", "\n=1"),
        *("＝1+1", "＋1", "－1", "＠SUM(1)", "﹣1", "﹦1", "⁺1"),
        *("  =1", "\u00a0=1", "\u3000＝1", "\u200b=1", "\ufeff=1", "\u202e=1", " \t @SUM(1)"),
    ],
)
def test_words_that_could_be_a_formula_are_made_inert(text: str) -> None:
    assert read(text) == [f"'{text}"]


@pytest.mark.parametrize("text", ["a=1", "x -1", "(=1)", "'=1", "", " ", "\u200b", "–5", "*1"])
def test_other_words_are_left_alone(text: str) -> None:
    assert read(text, "x") == [text, "x"]


def test_what_is_in_another_language_is_guarded_too() -> None:
    assert read(LocalizedText("=1", "ar"), LocalizedText("@SUM(1)", "ar")) == ["'=1", "'@SUM(1)"]


def test_a_spreadsheet_is_told_that_it_is_utf_8() -> None:
    assert csv_of(Table(["العبارة"], [["渡輪"]])) == b"\xef\xbb\xbf" + "العبارة\r\n渡輪\r\n".encode()


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    assert read('a "b", c', "d\ne", "") == ['a "b", c', "d\ne", ""]
    text = text_of(Table(["a", "b"], [['"', "c\rd"], [",", "plain"]]))
    assert text == 'a,b\r\n"""","c\rd"\r\n",",plain\r\n'
    assert list(csv.reader(StringIO(text, newline="")))[1:] == [['"', "c\rd"], [",", "plain"]]


def test_heads_are_guarded_too_and_lines_end_as_the_standard_says() -> None:
    assert text_of(Table(["=a", "b"], [])) == "'=a,b\r\n"
