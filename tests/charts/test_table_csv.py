"""The data of a figure as a spreadsheet reads it: numbers are numbers, words are never formulas."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from generator.charts.figure import Table
from generator.charts.table_csv import csv_of


def read(*cells: str) -> list[str]:
    (row,) = list(csv.reader(StringIO(csv_of(Table(["a"] * len(cells), [cells])))))[1:]
    return row


@pytest.mark.parametrize(
    ("shown", "plain"),
    [("−0.50", "-0.50"), ("+0.50", "0.50"), ("1,234,567", "1234567"), ("0", "0"), ("-3", "-3"), ("12 acts", "12 acts")],
)
def test_numbers_are_plain(shown: str, plain: str) -> None:
    assert read(shown) == [plain]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+SUM(1)", "-SUM(1)", "@SUM(1)", "\t=1", "\r=1", "-1+1", "+1 234"])
def test_words_that_could_be_a_formula_are_made_inert(text: str) -> None:
    (cell,) = list(csv.reader(StringIO(csv_of(Table(["a"], [[text]])), newline="")))[1]
    assert cell == f"'{text}"


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    assert read('a "b", c', "d\ne", "") == ['a "b", c', "d\ne", ""]
    text = csv_of(Table(["a", "b"], [['"', "c\rd"], [",", "plain"]]))
    assert text == 'a,b\r\n"""","c\rd"\r\n",",plain\r\n'
    assert list(csv.reader(StringIO(text, newline="")))[1:] == [['"', "c\rd"], [",", "plain"]]


def test_heads_are_guarded_too_and_lines_end_as_the_standard_says() -> None:
    assert csv_of(Table(["=a", "b"], [])) == "'=a,b\r\n"
