from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures.strips import TimeStrip, strip_of
from generator.figures.words import dated, events_of
from generator.language.sentences import and_list, capitalized


def test_words() -> None:
    assert [events_of(1), events_of(0), events_of(1200)] == ["1 event", "0 events", "1,200 events"]
    assert [and_list([]), and_list(["a"]), and_list(["a", "b"]), and_list(["a", "b", "c"], "or")] == ["", "a", "a and b", "a, b or c"]
    assert dated("Acts", [date(2024, 1, 3), date(2026, 6, 30)]) == "Acts, January 2024 to June 2026"
    assert dated("Acts", [date(2024, 1, 30), date(2024, 1, 3)]) == "Acts, January 2024"
    assert capitalized("partly supported") == "Partly supported"


def scale(first: str, last: str) -> TimeStrip:
    return strip_of(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "labels"),
    [
        ("2025-03-09", "2025-06-24", date(2025, 3, 1), date(2025, 7, 1), ["Mar 2025", "May"]),
        ("2024-10-05", "2025-06-24", date(2024, 7, 1), date(2025, 7, 1), ["Jul 2024", "2025"]),
        ("2024-01-16", "2026-06-24", date(2024, 1, 1), date(2026, 7, 1), ["2024", "2025", "2026"]),
        ("2014-05-01", "2025-01-01", date(2014, 1, 1), date(2026, 1, 1), ["2014", "2016", "2018", "2020", "2022", "2024"]),
        ("1998-05-01", "2025-01-01", date(1995, 1, 1), date(2030, 1, 1), ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
        ("1899-05-01", "1960-01-01", date(1890, 1, 1), date(1970, 1, 1), [str(year) for year in range(1890, 1970, 10)]),
        ("1925-05-01", "2030-01-01", date(1920, 1, 1), date(2040, 1, 1), [str(year) for year in range(1920, 2021, 20)]),
        ("1250-05-01", "2000-01-01", date(1200, 1, 1), date(2100, 1, 1), [str(year) for year in range(1200, 2001, 100)]),
        ("0650-05-01", "2025-01-01", date(600, 1, 1), date(2200, 1, 1), [str(year) for year in range(600, 2001, 200)]),
        ("0079-08-24", "2025-01-01", date(1, 1, 1), date(2100, 1, 1), ["1", "500", "1000", "1500"]),
        ("0001-01-01", "3500-01-01", date(1, 1, 1), date(4000, 1, 1), ["1", "1000", "2000", "3000"]),
        ("1001-05-01", "1400-01-01", date(1000, 1, 1), date(1450, 1, 1), [str(year) for year in range(1000, 1401, 50)]),
    ],
)
def test_scales_of_time_are_rounded_out(first: str, last: str, start: date, end: date, labels: list[str]) -> None:
    found = scale(first, last)
    assert (found.start, found.end) == (start, end)
    assert [tick.label for tick in found.ticks if tick.label] == labels


def test_days_have_exact_places() -> None:
    found = TimeStrip(date(2024, 1, 1), date(2025, 1, 1), 6, 12)
    assert [round(found.at(day), 2) for day in (date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1))] == [0, 49.73, 100]
    assert [found.at(date(2023, 1, 1)), found.at(date(2026, 1, 1))] == [0, 100]
    assert [(round(tick.at, 2), tick.major) for tick in found.ticks] == [(0, True), (49.73, False)]


def test_the_ends_of_the_calendar_are_held() -> None:
    found = scale("0001-01-01", "9999-12-31")
    assert found.at(date.min) == 0
    assert found.at(date.max) <= 100
    assert [tick.label for tick in found.ticks] == ["1", *(f"{year}000" for year in range(1, 10))]


@given(st.dates(), st.dates())
def test_words_on_a_scale_are_few_and_rise(one: date, other: date) -> None:
    found = strip_of(*sorted([one, other]))
    labels = [tick for tick in found.ticks if tick.label]
    assert 1 <= len(labels) <= 10
    assert found.start <= min(one, other) <= max(one, other) <= found.end
    assert [tick.at for tick in found.ticks] == sorted({tick.at for tick in found.ticks})
    assert len(found.ticks) <= 21
