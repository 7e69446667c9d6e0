"""How well resolved scenarios had been forecast: Brier scores.

The score of one forecast is (p - o)^2: p the probability that was given, o one if the scenario occurred and nought if it did not.
It goes from 0 (certain and right) to 1 (certain and wrong); always saying 50 per cent gives 0.25. This is the usual form for a
yes or no; Brier's own sums over both outcomes and is twice as large. Scenarios are not declared to exclude one another, so each
is scored by itself and his form for several outcomes is not used.

Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), 1-3.
Our convention: a word of the scale, or a range, stands for its midpoint; the scores of its two ends are given beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Edtf, Likelihood, Resolution, Scenario

Unscored = Literal["neither-way", "no-likelihood", "no-day"]
"""Why a resolved scenario has no score: it ended neither way, nobody had said how likely it was, or not on which day."""
COIN: Final = 0.25
"""The score of who always says 50 per cent."""
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
    """The score of the midpoint of the range that was forecast, from 0 (best) to 1."""
    best: float
    """The score of the end of the range that came nearer to what happened."""
    worst: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all resolved scenarios, and those that have none."""

    scored: Sequence[Score]
    unscored: Sequence[tuple[Scenario, Unscored]]
    """Resolved scenarios without a score, each with the reason."""

    @property
    def mean(self) -> float | None:
        """The mean of the scores; nothing where there is none."""
        return round(fmean(one.value for one in self.scored), _PLACES) if self.scored else None


def scenario_scores(scenarios: Sequence[Scenario]) -> Scores:
    """Return the scores of the resolved scenarios, in order of their resolution; retired ones are left out."""
    ended = [(one, one.resolution) for one in scenarios if one.retired is None and one.resolution is not None]
    found = [(pair[0], _score(*pair)) for pair in sorted(ended, key=lambda pair: (pair[1].on.sort_key, pair[0].id))]
    return Scores([one for _, one in found if isinstance(one, Score)], [(of, why) for of, why in found if not isinstance(why, Score)])


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
