"""An order in which actors that stand together stand beside one another.

Only the order of a figure follows from it, no number. Two actors are the closer the better their balance toward each other
is, and the more alike their balances toward third ones are; what is unknown counts for neither. The closest are joined first,
groups by the mean closeness of their members (average linkage: R. R. Sokal and C. D. Michener, University of Kansas Science
Bulletin 38 (1958) 1409-1438), and of two groups that are joined the one closer to the first actor stands first.
"""

from __future__ import annotations

from itertools import combinations, product
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Group = tuple[str, ...]


def in_blocs(actors: Sequence[str], toward: Mapping[tuple[str, str], float], first: str) -> list[str]:
    """Return the actors ordered by blocs, a given one first, those without any balance last.

    Args:
        actors: The actors, each once; of two as good places the earlier named gets the earlier one.
        toward: The balance of one actor toward another, from -1 to +1, where it is known.
        first: The actor that comes first.
    """
    mutual = _mutual(actors, toward)
    known = [actor for actor in actors if actor == first or any(actor in pair for pair in mutual)]
    closeness = _affinities(known, mutual)
    groups: list[Group] = [(actor,) for actor in known]
    links: dict[tuple[Group, Group], float] = {((one,), (other,)): closeness[one, other] for one, other in combinations(known, 2)}
    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=links.__getitem__)
        joined = _joined(one, other, first, closeness)
        groups = [group for group in groups if group is not one and group is not other]
        links.update({(group, joined): _linkage(group, joined, closeness) for group in groups})
        groups.append(joined)
    return [*(groups[0] if groups else ()), *(actor for actor in actors if actor not in known)]


def _mutual(actors: Sequence[str], toward: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return the mean of the balances of two actors toward each other, in both orders of the pair, where one is known."""
    found = {}
    for one, other in combinations(actors, 2):
        balances = [toward[pair] for pair in ((one, other), (other, one)) if pair in toward]
        if balances:
            found[one, other] = found[other, one] = fmean(balances)
    return found


def _affinities(actors: Sequence[str], mutual: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    found = {}
    known = {actor: {third: mutual[actor, third] for third in actors if (actor, third) in mutual} for actor in actors}
    for one, other in combinations(actors, 2):
        shared = [balance * known[other][third] for third, balance in known[one].items() if third in known[other]]
        found[one, other] = found[other, one] = mutual.get((one, other), 0.0) + (fmean(shared) if shared else 0.0)
    return found


def _linkage(one: Group, other: Group, closeness: Mapping[tuple[str, str], float]) -> float:
    return fmean([closeness[pair] for pair in product(one, other)])


def _joined(one: Group, other: Group, first: str, closeness: Mapping[tuple[str, str], float]) -> Group:
    """Put two groups side by side, the first actor's or the closer one to it before the other."""

    def nearness(group: Group) -> float:
        return float("inf") if first in group else max(closeness[first, actor] for actor in group)

    near, far = (one, other) if nearness(one) >= nearness(other) else (other, one)
    return (*near, *far)
