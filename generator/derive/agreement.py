"""How often two actors cast the same ballot, and how much of that chance would give.

Raw agreement is the share of votes with the same ballot among those in which both cast one; being absent is no ballot. It is
high whenever both mostly cast one kind of ballot, so it is also given corrected for chance, as Cohen's kappa:
(observed - expected) / (1 - expected), where the expected agreement is that of two who vote independently, each with its own
shares of yes, abstention and no. Kappa rather than Scott's pi, which presumes that both have the same shares; kappa of the same
ballot rather than of distances, as how far an abstention stands from a no is a judgement. Where both cast one kind of ballot
only, chance alone gives full agreement, and kappa is undefined: neither 0 nor 1.

Uncertainty at a handful of votes: the Wilson score interval for raw agreement, which keeps within 0 and 1 and near its nominal
coverage at small counts; for kappa the least and the greatest value when any one vote is left out, which is exact and the same
on every machine. Of a bootstrap of six votes a quarter of the samples would rest on three of them or fewer.

Sources: J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46. W. A. Scott, Public Opinion Quarterly 19 (1955)
321-325. F. M. Häge, Political Analysis 19 (2011) 287-305. E. B. Wilson, Journal of the American Statistical Association 22
(1927) 209-212.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.records import Vote

    Pair = tuple[str, str]
    """The ballots of two actors in one vote."""

CONFIDENCE: Final = 0.95
"""The confidence of the interval of raw agreement."""
Z: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
"""How many standard deviations of a normal distribution hold that share around its mean."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two actors voted together."""

    same: int
    """In how many votes they cast the same ballot."""
    both: int
    """In how many votes both cast one; 1 at least."""
    low: float
    """The lower end of the interval of raw agreement, from 0 to 1."""
    high: float
    """The upper end of the interval of raw agreement, from 0 to 1."""
    expected: float
    """The agreement that chance would give, from 0 to 1."""
    kappa: float | None
    """The agreement beyond chance: 1 at most, 0 at chance, below 0 under it; nothing where it is undefined."""
    least: float | None
    """The least kappa when any one vote is left out; nothing where none is left that is defined."""
    most: float | None
    """The greatest kappa when any one vote is left out; nothing where none is left that is defined."""
    undefined_without: int
    """Without how many of the votes, each left out alone, kappa is undefined."""
    fixed: bool
    """Whether kappa is 0 by construction: one of the two cast one kind of ballot only, and the other did not."""

    @property
    def raw(self) -> float:
        """The raw agreement, from 0 to 1."""
        return self.same / self.both


def ballots_of(votes: Iterable[Vote], one: str, other: str) -> list[Pair]:
    """Return the ballots of two actors in the votes in which both cast one."""
    found = [(vote.ballots.get(one, "absent"), vote.ballots.get(other, "absent")) for vote in votes]
    return [pair for pair in found if "absent" not in pair]


def agreement(pairs: Sequence[Pair]) -> Agreement | None:
    """Return how two actors voted together; nothing where they never both cast a ballot."""
    if not pairs:
        return None
    same, both = _same(pairs), len(pairs)
    without = [_kappa([*pairs[:left], *pairs[left + 1 :]]) for left in range(both)]
    known = [value for value in without if value is not None]
    kappa = _kappa(pairs)
    kinds = [len(set(side)) for side in zip(*pairs, strict=True)]
    return Agreement(
        same,
        both,
        *wilson(same, both),
        _by_chance(pairs) / both**2,
        kappa,
        min(known, default=None),
        max(known, default=None),
        len(without) - len(known),
        kappa is not None and 1 in kinds,
    )


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share, from 0 to 1; the trials are 1 at least."""
    share, square = hits / trials, Z**2 / trials
    centre, half = share + square / 2, sqrt(square * (share * (1 - share) + square / 4))
    return max(0.0, (centre - half) / (1 + square)), min(1.0, (centre + half) / (1 + square))


def _same(pairs: Sequence[Pair]) -> int:
    return sum(one == other for one, other in pairs)


def _by_chance(pairs: Sequence[Pair]) -> int:
    """Return the agreement that chance would give, as a number of pairs of all that the ballots of the two could form."""
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    return sum(count * second[ballot] for ballot, count in first.items())


def _kappa(pairs: Sequence[Pair]) -> float | None:
    """Return (observed - expected) / (1 - expected), all in whole numbers, so that nothing is rounded but the result."""
    if not pairs:
        return None
    number, expected = len(pairs), _by_chance(pairs)
    return None if expected == number**2 else (number * _same(pairs) - expected) / (number**2 - expected)
