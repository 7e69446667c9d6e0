from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.charts.forecast_scores import forecast_scores, score_words
from generator.derive.scenario_scores import scenario_scores
from generator.records import Scenario

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page, Where


def resolved(make: Make, record_id: str, outcome: str = "occurred", word: str = "likely", title: str = "The ferry goes on") -> Scenario:
    likelihood = {"word": word, "said_by": "avalon", "on": "2025-01~"}
    resolution = {"on": "2025-06-01", "outcome": outcome, "because": "So.", "evidence": []}
    return make(Scenario, record_id, title=title, likelihood=likelihood, resolution=resolution)


def test_each_forecast_with_its_range_and_what_came(make: Make, names: Names, where: Where, page: Page) -> None:
    found = scenario_scores([resolved(make, "one"), resolved(make, "two", "did-not-occur"), resolved(make, "six", "partly")])
    figure = forecast_scores(found, names=names, where=where)
    html = page(figure)
    assert figure.title == "The 2 forecasts that can be scored have a mean Brier score of 0.28; a coin would have 0.25"
    assert figure.subtitle == "Brier scores of 2 resolved scenarios, from 0 (best) to 1"
    assert re.findall(r'class="n">([\d.]+)<', html) == ["0.11", "0.46"]
    assert "likely (55–80 per cent), said Avalon, about Jan 2025" in html
    assert "Did not occur, 1 Jun 2025" in html
    assert '<circle class="dot" cx="12.93%"' in html
    assert '<line class="wh" x1="6.76%" x2="22.04%"' in html
    assert "<dd>It ended neither way: partly.</dd>" in html


def test_one_forecast_has_no_mean(make: Make, names: Names, where: Where) -> None:
    figure = forecast_scores(scenario_scores([resolved(make, "one")]), names=names, where=where)
    assert figure.title == "The one forecast that can be scored has a Brier score of 0.11; a coin would have 0.25"
    assert figure.subtitle.startswith("Brier scores of 1 resolved scenario,")


def test_what_cannot_be_scored_stands_alone(make: Make, names: Names, where: Where, page: Page) -> None:
    figure = forecast_scores(scenario_scores([resolved(make, "one", "void")]), names=names, where=where)
    assert "Resolved and not scored" in page(figure)
    assert figure.title == "No resolved scenario has a score"
    assert not figure.empty
    assert figure.table is not None
    assert [list(row)[7:] for row in figure.table.rows] == [["2025-06-01", "void", "", "", "", "it ended neither way: void"]]


def test_nothing_resolved(names: Names, where: Where, page: Page) -> None:
    figure = forecast_scores(scenario_scores([]), names=names, where=where)
    assert "Nothing on record." in page(figure)
    assert figure.empty


def test_the_table_has_all_numbers_in_full(make: Make, names: Names, where: Where) -> None:
    table = forecast_scores(scenario_scores([resolved(make, "one")]), names=names, where=where).table
    assert table is not None
    assert [list(row) for row in table.rows] == [
        [
            "The ferry goes on",
            "Avalon",
            "likely",
            "55",
            "80",
            "67.5",
            "2025-01~",
            "2025-06-01",
            "occurred",
            "0.105625",
            "0.04",
            "0.2025",
            "",
        ]
    ]
    assert {len(row) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize(
    ("score", "said"), [(0, "0.00"), (0.105, "0.11"), (0.125, "0.13"), (0.104999, "0.10"), (1, "1.00"), (0.285, "0.29")]
)
def test_halves_are_rounded_up(score: float, said: str) -> None:
    assert score_words(score) == said


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    found = [resolved(make, "one", title=hostile), resolved(make, "two", hostile, title=hostile)]
    page(forecast_scores(scenario_scores(found), names=lambda _: hostile, where=lambda _: hostile))
