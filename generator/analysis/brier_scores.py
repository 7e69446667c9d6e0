"""Brier scores of resolved scenarios.

The score of a forecast is (p - o)^2, where p is the stated probability and o is 1 if the scenario occurred, else 0.
It ranges from 0 (certain and right) to 1 (certain and wrong); always saying 50 per cent gives 0.25. This is the usual form for binary
outcomes; Brier's own sums over both outcomes and is twice as large. Scenarios are not declared mutually exclusive, so each is scored
separately and his form for several outcomes is not used.

Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), 1-3.
Our convention: a word of the scale, or a range, stands for its midpoint; the scores of its two ends are reported too.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Edtf, Likelihood, Resolution, Scenario

Unscored = Literal["neither-way", "no-likelihood", "no-day"]
"""Why a resolved scenario has no score: it ended neither way, has no stated likelihood, or the likelihood has no date."""
COIN: Final = 0.25
"""The score of always saying 50 per cent."""
_PLACES: Final = 10
_OCCURRED: Final = {"occurred": True, "did-not-occur": False}


@dataclass(frozen=True, slots=True)
class Score:
    """The Brier score of a forecast."""

    scenario: Scenario
    likelihood: Likelihood
    given: Edtf
    resolution: Resolution
    occurred: bool
    value: float
    """The score of the midpoint of the forecast range, from 0 (best) to 1."""
    best: float
    """The score of the end of the range that was closer to the outcome."""
    worst: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all resolved scenarios, and the scenarios without one."""

    scored: Sequence[Score]
    unscored: Sequence[tuple[Scenario, Unscored]]
    """Resolved scenarios without a score, each with the reason."""

    @property
    def mean(self) -> float | None:
        """The mean score, or None if there is none."""
        return round(fmean(score.value for score in self.scored), _PLACES) if self.scored else None


def scenario_scores(scenarios: Sequence[Scenario]) -> Scores:
    """Return the scores of resolved scenarios, ordered by resolution date; retired ones are left out."""
    ended = [(scenario, scenario.resolution) for scenario in scenarios if scenario.retired is None and scenario.resolution is not None]
    pairs = [(pair[0], _score(*pair)) for pair in sorted(ended, key=lambda pair: (pair[1].on.sort_key, pair[0].id))]
    return Scores([score for _, score in pairs if isinstance(score, Score)], [(of, why) for of, why in pairs if not isinstance(why, Score)])


def _score(scenario: Scenario, resolution: Resolution) -> Score | Unscored:
    likelihood, occurred = scenario.likelihood, _OCCURRED.get(resolution.outcome)
    if occurred is None:
        return "neither-way"
    if likelihood is None:
        return "no-likelihood"
    if likelihood.on is None:
        return "no-day"
    low, high = (bound / 100 for bound in likelihood.bounds)
    middle = round((low + high) / 2, _PLACES)
    value, *ends = (round((chance - occurred) ** 2, _PLACES) for chance in (middle, low, high))
    return Score(scenario, likelihood, likelihood.on, resolution, occurred, value, min(ends), max(ends))
