from __future__ import annotations

import re
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from generator.charts.bins import bins_of
from generator.charts.density import density
from generator.charts.lane_groups import MOST_EVENTS, MOST_IN_LANE, MOST_LANES, lanes_of
from generator.corpus import Corpus
from generator.dates import parse_edtf
from generator.derive.timeline import by_year, periods, timeline
from generator.records import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Figure
    from generator.charts.lane_groups import By
    from generator.derive.timeline import Row
    from tests.charts.conftest import Make, Names, Page


def rows_of(make: Make, *given: tuple[str, str | None, Sequence[str]]) -> list[Row]:
    events = [
        make(Event, f"event-{number:03}", when=when, issue=issue, actors=actors, title=f"Event {number}")
        for number, (when, issue, actors) in enumerate(given)
    ]
    return timeline(Corpus(events), events)


def drawn(rows: Sequence[Row], names: Names, by: By = "issue") -> Figure:
    return density(rows, names=names, issue_label=str, year_at="#{}".format, lane_at=lambda lane: f"{lane}/", by=by)


def test_every_bar_leads_to_its_year_and_says_how_many(make: Make, names: Names, page: Page) -> None:
    rows = rows_of(make, ("2001-03-05", "ferry", ()), ("2001-04-05", "ferry", ()), ("2020-01-01", "toll", ()))
    figure = drawn(rows, names)
    html = page(figure)
    assert re.findall(r'<a href="(#\d+)" tabindex="-1"><title>([^<]+)</title>', html) == [
        ("#2001", "2001: 2 events"),
        ("#2020", "2020: 1 event"),
    ]
    assert '<a href="ferry/" dir="auto">ferry</a> <span class="cnt">2 events</span>' in html
    assert 'class="hatch"' not in html
    assert "Hatched" not in figure.note
    assert figure.title == "Most events in 2001: 2 of 3"
    assert figure.subtitle == "3 events, March 2001 to January 2020, by issue. A bar is a year; the tallest has 2"
    assert figure.table is not None
    assert list(figure.table.rows) == [("2001", "ferry", "2", "0"), ("2020", "toll", "1", "0")]


@pytest.mark.parametrize("when", ["2001-03-05?", "2001-03-05~", "2001-03/2002-01", "200X", "2001-11-01/..", "[2001-05-01,2003-05-01]"])
def test_a_doubtful_date_is_hatched_and_said_in_words(when: str, make: Make, names: Names, page: Page) -> None:
    rows = rows_of(make, (when, "ferry", ()), ("1990-05-05", "ferry", ()), ("2021-05-05", "ferry", ()))
    figure = drawn(rows, names)
    html = page(figure)
    assert html.count('class="hatch"') == 1
    assert "1 of them with a doubtful date" in html
    assert "Hatched: uncertain, approximate, or not known to lie within one year" in figure.note


@pytest.mark.parametrize(
    ("first", "last", "unit", "names"),
    [
        ("2024-03-01", "2026-06-30", "month", ("March 2024", "June 2026")),
        ("1964-03-01", "2023-06-30", "year", ("1964", "2023")),
        ("1960-03-01", "2026-06-30", "year", ("1960", "2026")),
        ("1580-03-01", "2023-06-30", "decade", ("1580s", "2020s")),
        ("0001-03-01", "2023-06-30", "century", ("1 to 99", "2000 to 2099")),
        ("2024-03-01", "2024-03-01", "month", ("March 2024", "March 2024")),
    ],
)
def test_bins_are_as_short_as_can_still_be_pointed_at(first: str, last: str, unit: str, names: tuple[str, str]) -> None:
    bins = bins_of([date.fromisoformat(first), date.fromisoformat(last)])
    assert bins.unit == unit
    assert (bins.name(0), bins.name(bins.number - 1)) == names
    assert bins.number <= 72
    assert 1 <= len(bins.words) <= 7


def test_what_crosses_into_the_next_stretch_is_not_held() -> None:
    bins = bins_of([date(1980, 1, 1), date(2020, 1, 1)])
    assert bins.holds(parse_edtf("2001"))
    assert not bins.holds(parse_edtf("2001-12-31/2002-01-01"))
    assert not bins.holds(parse_edtf("2001/.."))


def test_no_event_and_one_event(make: Make, names: Names, page: Page) -> None:
    nothing = drawn([], names)
    assert nothing.empty
    assert "Nothing on record." in page(nothing)
    one = drawn(rows_of(make, ("2024-03-05", None, ())), names)
    assert one.title == "Events by issue, in order of time"
    assert "March 2024: 1 event<" in page(one)


def test_the_same_events_by_issue_and_by_actor_have_headlines_of_their_own(make: Make, names: Names) -> None:
    rows = rows_of(make, *(("2024-03-05", "ferry", ["avalon"]),) * 2)
    assert drawn(rows, names).title == "Most events in March 2024: 2 of 2"
    assert drawn(rows, names, "actor").title == "Avalon took part in 2 of 2 events"


def test_a_headline_that_begins_with_a_name_that_runs_back_keeps_its_direction(make: Make) -> None:
    rows = rows_of(make, *(("2024-03-05", "ferry", ["avalon"]),) * 2)
    title = drawn(rows, lambda _: "נציבות המים", "actor").title
    assert title == "\u200e\u2068נציבות המים\u2069 took part in 2 of 2 events"
    assert drawn(rows, lambda _: "נציבות המים").title == "Most events in March 2024: 2 of 2"


def test_decades_stand_in_a_headline_as_they_are_spoken_of(make: Make, names: Names) -> None:
    rows = rows_of(make, ("1901-03-05", None, ()), ("2021-05-05", None, ()), ("2022-05-05", None, ()))
    assert drawn(rows, names).title == "Most events in the 2020s: 2 of 3"


def test_hostile_names_are_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    rows = rows_of(make, ("2024-03-05", "ferry", ()))
    figure = density(
        rows, names=str, issue_label=lambda _: hostile, year_at=lambda _: hostile, lane_at=lambda _: hostile, figure_id="fig", title=hostile
    )
    assert "<script" not in page(figure)


def test_actors_in_most_events_have_no_lane_but_are_told(make: Make, names: Names) -> None:
    given = [(f"2024-03-{day:02}", None, ["avalon", actor]) for day, actor in enumerate(("brigid", "brigid", "kay", "kay", "lot"), 1)]
    rows = rows_of(make, *given)
    found = lanes_of(rows, "actor", names=names, issue_label=str, everywhere=False)
    assert [(lane.label, len(lane.rows)) for lane in found.lanes] == [("Brigid", 2), ("Kay", 2), ("Others", 1)]
    assert found.subtitle == "by actor; no lane for Avalon, in more than half of all events"
    assert found.headline == "Avalon took part in 5 of 5 events, Brigid in 2"
    assert "“Others”" in found.note
    everyone = lanes_of(rows, "actor", names=names, issue_label=str)
    assert [lane.id for lane in everyone.lanes] == ["avalon", "brigid", "kay"]
    assert everyone.subtitle == "by actor"


def test_where_all_actors_are_everywhere_each_has_a_lane(make: Make, names: Names) -> None:
    rows = rows_of(make, ("2024-03-05", None, ["avalon", "brigid"]), ("2024-03-06", None, ["avalon", "brigid"]))
    found = lanes_of(rows, "actor", names=names, issue_label=str, everywhere=False)
    assert [lane.id for lane in found.lanes] == ["avalon", "brigid"]
    assert "Others" not in found.note


def test_there_are_never_more_lanes_than_can_be_told_apart(make: Make, names: Names) -> None:
    for number in (MOST_LANES - 1, MOST_LANES, MOST_LANES + 1, 3 * MOST_LANES):
        issues = [f"issue-{index:02}" for index in range(number)]
        found = lanes_of(rows_of(make, *(("2024-03-05", issue, ()) for issue in issues)), "issue", names=names, issue_label=str)
        assert len(found.lanes) == min(number, MOST_LANES)
        assert sum(len(lane.rows) for lane in found.lanes) == number


def test_lanes_are_crowded_by_their_number_in_all_and_in_one(make: Make, names: Names) -> None:
    few = rows_of(make, *(("2024-03-05", "ferry", ()),) * MOST_IN_LANE)
    many = rows_of(make, *(("2024-03-05", "ferry", ()),) * (MOST_IN_LANE + 1))
    spread = rows_of(make, *(("2024-03-05", f"issue-{index % 7}", ()) for index in range(MOST_EVENTS + 1)))
    assert [lanes_of(rows, "issue", names=names, issue_label=str).crowded for rows in (few, many, spread)] == [False, True, True]


def test_years_are_grouped_only_where_they_are_many(make: Make) -> None:
    def labels(*years: int) -> list[str]:
        rows = rows_of(make, *((f"{year:04}-01-01", None, ()) for year in years))
        return [period.label for period in periods(by_year(rows))]

    assert labels(1999, 2024) == ["1999", "2024"]
    assert labels(*range(1990, 2015))[:2] == ["1990", "1991"]
    assert labels(*range(1990, 2016)) == ["1990s", "2000s", "2010s"]
    assert labels(*range(1, 2025, 30))[:2] == ["1 to 99", "100 to 199"]
    assert labels() == []


def test_a_drawing_of_hundreds_of_events_takes_no_time(make: Make, names: Names) -> None:
    rows = rows_of(make, *((f"{1964 + index % 60}-03-05", f"issue-{index % 6}", ()) for index in range(400)))
    times = []
    for _ in range(9):
        start = perf_counter()
        drawn(rows, names)
        times.append(perf_counter() - start)
    assert min(times) < 0.05
