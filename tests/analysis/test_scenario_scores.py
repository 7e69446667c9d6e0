"""How well scenarios were forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.brier_scores import COIN, scenario_scores
from generator.model.records import Scenario

if TYPE_CHECKING:
    from generator.analysis.brier_scores import Scores
    from tests.conftest import MakeCorpus, MakeRecord

GIVEN = "{%s, said_by: avalon, on: 2025-01}"
ENDED = "{on: 2025-06-01, outcome: %s, because: So., evidence: [{source: gazette, says: supports}]}"


def scores(corpus: MakeCorpus, record: MakeRecord, *told: tuple[str, str]) -> Scores:
    files = {
        f"scenarios/s{number}.yml": record("scenarios", **({"likelihood": likelihood} if likelihood else {}), resolution=ENDED % outcome)
        for number, (likelihood, outcome) in enumerate(told)
    }
    return scenario_scores(corpus(files).all(Scenario))


@pytest.mark.parametrize(
    ("likelihood", "outcome", "expected"),
    [
        ("word: likely", "occurred", (0.105625, 0.04, 0.2025)),
        ("word: likely", "did-not-occur", (0.455625, 0.3025, 0.64)),
        ("word: almost certain", "occurred", (0.0009, 0.0001, 0.0025)),
        ("word: roughly even chance", "occurred", (COIN, 0.2025, 0.3025)),
        ("range: [50, 50]", "did-not-occur", (COIN, COIN, COIN)),
        ("range: [100, 100]", "did-not-occur", (1, 1, 1)),
        ("range: [0, 100]", "occurred", (COIN, 0, 1)),
    ],
)
def test_the_square_of_the_distance_from_the_midpoint(
    corpus: MakeCorpus, record: MakeRecord, likelihood: str, outcome: str, expected: tuple[float, float, float]
) -> None:
    found = scores(corpus, record, (GIVEN % likelihood, outcome))
    assert [(one.value, one.best, one.worst) for one in found.scored] == [expected]
    assert found.mean == expected[0]


def test_the_mean_is_over_those_that_have_a_score(corpus: MakeCorpus, record: MakeRecord) -> None:
    likely, never = GIVEN % "word: likely", GIVEN % "range: [0, 0]"
    found = scores(corpus, record, (likely, "occurred"), (never, "occurred"), ("", "occurred"), (likely, "void"))
    assert (len(found.scored), found.mean) == (2, 0.5528125)
    third = scores(corpus, record, (never, "occurred"), (never, "did-not-occur"), (never, "did-not-occur"))
    assert third.mean == 0.3333333333


@pytest.mark.parametrize(
    ("likelihood", "outcome", "reason"),
    [
        ("", "occurred", "no-likelihood"),
        ("{word: likely, said_by: avalon}", "occurred", "no-day"),
        (GIVEN % "word: likely", "partly", "neither-way"),
        (GIVEN % "word: likely", "void", "neither-way"),
        (GIVEN % "word: likely", "Half of it came.", "neither-way"),
    ],
)
def test_what_has_no_score_says_why(corpus: MakeCorpus, record: MakeRecord, likelihood: str, outcome: str, reason: str) -> None:
    found = scores(corpus, record, (likelihood, outcome))
    assert ([why for _, why in found.unscored], found.scored, found.mean) == ([reason], [], None)


def test_what_is_open_or_retired_is_neither(corpus: MakeCorpus, record: MakeRecord) -> None:
    likely = GIVEN % "word: likely"
    files = {
        "scenarios/open.yml": record("scenarios", likelihood=likely),
        "scenarios/gone.yml": record("scenarios", likelihood=likely, resolution=ENDED % "occurred", retired="{on: 2025, because: No.}"),
    }
    found = scenario_scores(corpus(files).all(Scenario))
    assert (found.scored, found.unscored) == ([], [])
