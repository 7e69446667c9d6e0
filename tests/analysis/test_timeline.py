"""Events in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pytest

from generator.analysis.chronology import MOST_PERIODS, Stretch, in_years, measured_from, periods, timeline
from generator.figures.words import period_label
from generator.model.records import Event

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord

Rows = Callable[[Mapping[str, Mapping[str, str | None]]], "list[Event]"]


@pytest.fixture
def rows(corpus: MakeCorpus, record: MakeRecord) -> Rows:
    def make(events: Mapping[str, Mapping[str, str | None]]) -> list[Event]:
        made = corpus({f"events/{name}.yml": record("events", **fields) for name, fields in events.items()})
        return timeline(made.all(Event))

    return make


def told(rows: list[Event]) -> list[tuple[str, str]]:
    return [(row.id, row.when.text) for row in rows]


def test_events_come_by_first_day_then_last_day_then_id(rows: Rows) -> None:
    found = rows({"d": {"when": "2025-03-01"}, "c": {"when": "2025-03"}, "b": {"when": "2025-03-01"}, "a": {"when": "../2024"}})
    assert told(found) == [("a", "../2024"), ("b", "2025-03-01"), ("d", "2025-03-01"), ("c", "2025-03")]


def test_an_event_is_dated_from_the_one_before_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    later = record("events", when="2025-03", after="{event: a, offset: P2D}")
    made = corpus({"events/a.yml": record("events", when="2025-03-01"), "events/b.yml": later})
    found = timeline(made.all(Event))
    assert told(found) == [("a", "2025-03-01"), ("b", "2025-03-03")]
    assert [measured_from(made, event) for event in found] == [None, found[0]]


def test_a_chain_of_events_is_dated_from_its_first(rows: Rows) -> None:
    after = {"b": "{event: a, offset: P2D}", "c": "{event: b, offset: P1D}", "d": "{event: c, offset: -P1W}"}
    found = rows({"a": {"when": "2025-03-01"}, **{name: {"when": "2025", "after": text} for name, text in after.items()}})
    assert told(found) == [("d", "2025-02-25"), ("a", "2025-03-01"), ("b", "2025-03-03"), ("c", "2025-03-04")]


@pytest.mark.parametrize("after", ["{event: a}", "{event: a, offset: P2D}"])
def test_a_known_day_stands_whatever_the_distance(rows: Rows, after: str) -> None:
    found = rows({"a": {"when": "2025-03-01~"}, "b": {"when": "2025-03-04", "after": after}})
    assert told(found) == [("a", "2025-03-01~"), ("b", "2025-03-04")]
    assert found[1].after is not None


def test_without_a_distance_the_own_date_stands(rows: Rows) -> None:
    assert told(rows({"a": {"when": "2025-03-01"}, "b": {"when": "2025", "after": "{event: a}"}})) == [("b", "2025"), ("a", "2025-03-01")]


@pytest.mark.parametrize(
    ("after", "when"),
    [
        ("{event: a, offset: P2D}", "2025-03-03"),
        ("{event: a, offset: -P1M}", "2025-02-01"),
        ("{event: a}", "[2025-03-01..]"),
        ("{event: c, offset: P1D}", "[2025-03-01~..2025-03-31]"),
        ("{event: d, offset: P2D}", "[2025-03-03,2025-03-05]"),
        ("{event: e, offset: P1D}", "[..2025-03-02]"),
        ("{event: f, offset: P1D}", "2025-03-02"),
        ("{event: c}", "[2025-02-28~..]"),
    ],
)
def test_an_event_without_a_date_of_its_own_has_the_one_that_follows(rows: Rows, after: str, when: str) -> None:
    dates = {"a": "2025-03-01", "c": "2025-02-28~/2025-03-30", "d": "'{2025-03-01,2025-03-03}'", "e": "../2025-03-01", "f": "2025-03-01/.."}
    found = rows({**{name: {"when": when} for name, when in dates.items()}, "b": {"when": None, "after": after}})
    assert dict(told(found))["b"] == when


def test_a_chain_of_events_without_dates_is_dated_from_its_first(rows: Rows) -> None:
    chain = {f"e{number:03}": {"when": None, "after": f"{{event: e{number + 1:03}, offset: P1D}}"} for number in range(300)}
    assert told(rows({**chain, "e300": {"when": "2025-03-01"}}))[-1] == ("e000", "2025-12-26")


def test_a_retired_event_is_left_out(rows: Rows) -> None:
    assert rows({"a": {"retired": "{on: 2025-04-01, because: It did not happen.}"}}) == []


def test_rows_are_grouped_by_the_year_in_which_they_began(rows: Rows) -> None:
    found = in_years(rows({"a": {"when": "2024-12-31/2025-01-02"}, "b": {"when": "2025"}, "c": {"when": "../2025"}}))
    assert [(year.start, [row.id for row in year.rows]) for year in found] == [(2024, ["a"]), (2025, ["b", "c"])]
    assert in_years([]) == []


def test_what_began_in_a_year_that_is_not_known_stands_under_no_one_year(rows: Rows) -> None:
    dates = ["189X", "1890-05", "1891", "[1890..1893]", "[1890-03..]", "1890/1895", "18XX"]
    found = in_years(rows({f"e{number}": {"when": when if when.isdigit() else f"'{when}'"} for number, when in enumerate(dates)}))
    assert [(period_label(year), year.slug, [row.when.text for row in year.rows]) for year in found] == [
        ("1800 to 1899", "1800-1899", ["18XX"]),
        ("1890s", "1890-1899", ["189X"]),
        ("1890 to 1893", "1890-1893", ["[1890..1893]"]),
        ("1890", "1890", ["1890/1895", "[1890-03..]", "1890-05"]),
        ("1891", "1891", ["1891"]),
    ]
    assert [period_label(period) for period in periods(found)] == ["1800 to 1899", "1890s", "1890 to 1893", "1890", "1891"]
    many = in_years([*rows({f"e{year}": {"when": str(year)} for year in range(1880, 1920)}), *(row for year in found for row in year.rows)])
    assert [period_label(period) for period in periods(many)] == ["1800 to 1899", "1880s", "1890s", "1900s", "1910s"]


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        ([], []),
        ([1999, 2024], ["1999", "2024"]),
        (range(1990, 1990 + MOST_PERIODS), [str(year) for year in range(1990, 1990 + MOST_PERIODS)]),
        (range(1990, 1990 + MOST_PERIODS + 1), ["1990s", "2000s", "2010s"]),
        (range(9, 10 * (MOST_PERIODS + 1), 10), ["1 to 99", "100 to 199", "200 to 299"]),
        (range(1, 2600, 100), ["1 to 999", "1000 to 1999", "2000 to 2999"]),
        ([None, 1999], ["Date not known", "1999"]),
    ],
)
def test_there_are_not_too_many_periods_to_choose_from(years: Iterable[int | None], labels: list[str]) -> None:
    assert MOST_PERIODS == 25
    found: list[Stretch[object]] = [Stretch(year, 1, []) for year in years]
    assert [period_label(period) for period in periods(found)] == labels


def test_a_period_has_the_events_of_its_years(rows: Rows) -> None:
    found = rows({f"e{year}": {"when": str(year)} for year in range(1980, 2020)} | {"more": {"when": "1989"}})
    decades = periods(in_years(found))
    assert [(one.start, one.length, len(one.rows), len(one.years)) for one in decades] == [
        (1980, 10, 11, 10),
        (1990, 10, 10, 10),
        (2000, 10, 10, 10),
        (2010, 10, 10, 10),
    ]


def test_retired_events_are_there_when_asked_for(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"events/a.yml": record("events", retired="{on: 2025-04-01, because: It did not happen.}")})
    assert [row.id for row in timeline(made.all(Event), retired=True)] == ["a"]


@pytest.mark.parametrize(
    ("before", "expected"), [("2019-06/..", "2019-09"), ("2019-06-01/", "2019-09-01"), ("2019-06/2019-07", "[2019-09..2019-10]")]
)
def test_what_came_after_the_start_of_something_without_an_end_does_not_go_on(rows: Rows, before: str, expected: str) -> None:
    found = rows({"filling": {"when": before}, "protest": {"when": None, "after": "{event: filling, offset: P3M}"}})
    assert [row.when.text for row in found] == [before, expected]
