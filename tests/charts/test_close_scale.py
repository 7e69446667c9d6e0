from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from generator.charts.close_scale import close_scale


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["2026-05-12"], ["11 May 2026", "12 May", "13 May"]),
        (["2026-05-11", "2026-05-20"], ["11 May 2026", "18 May"]),
        (["2025-12-20", "2026-01-10"], ["22 Dec 2025", "5 Jan 2026"]),
        (["2025-06-15", "2026-06-25"], ["Jul 2025", "Jan 2026"]),
        (["2015-01-01", "2025-06-30"], ["2015", "2020"]),
        (["0001-01-01", "9999-12-31"], ["3000", "6000"]),
    ],
)
def test_words_stand_far_enough_apart_for_the_narrowest_screen(days: list[str], labels: list[str]) -> None:
    scale = close_scale(map(date.fromisoformat, days))
    assert scale is not None
    worded = [tick for tick in scale.ticks if tick.label]
    assert [tick.label for tick in worded] == labels
    places = [scale.at(tick.day) for tick in worded]
    assert all(later - earlier > 20 for earlier, later in pairwise(places))
    assert all(0 < scale.at(date.fromisoformat(day)) < 100 for day in days if day[:4] not in ("0001", "9999"))


def test_no_day_no_scale() -> None:
    assert close_scale([]) is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str) -> None:
    assert close_scale([date.fromisoformat(day)]) is not None
