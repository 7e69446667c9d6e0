"""The life of a claim: who said, repeated, hedged, sidestepped, denied or retracted it, and what we held of it when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.model import ASSESSMENTS, RETIRED, STANCES, UNASSESSED, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Assessment, Claim

SAID: Final = "said"
LANES: Final = (SAID, "repeated", "reported", "reportedly-said", "hedged", "sidestepped", "denied", "retracted")
"""The lanes of a claim’s life, from top to bottom: the groups of the scale; repetitions, reports, hedges and retractions apart."""


@dataclass(frozen=True, slots=True)
class Life:
    """A claim's life in order of time, and our assessments beside it."""

    moments: Sequence[Stance]
    """What each actor did with it; what its claimant did is made of the claim where no position tells it."""
    assessments: Sequence[Assessment]


_OPENING: Final = {"asserted": "asserted", "reported": "reported", "suggested": "hedged", "predicted": "asserted"}


def lane_of(moment: Stance) -> str:
    """Return the lane that a step belongs to: one of LANES."""
    return moment.stance if moment.stance in LANES else STANCES[moment.stance].group


def claim_life(claim: Claim) -> Life:
    """Return a claim's life. The claimant's own step comes first unless a position already tells it."""
    speakers = {one.actor for one in claim.positions if STANCES[one.stance].group == SAID}
    evidence = tuple(one for one in claim.evidence if one.says == "supports")[:2]
    stance = _OPENING.get(claim.hedge, "asserted")
    own = [Stance(actor=actor, stance=stance, when=claim.made, evidence=evidence) for actor in claim.claimant if actor not in speakers]
    ordered = sorted([*own, *claim.positions], key=lambda moment: (moment.when.sort_key, LANES.index(lane_of(moment))))
    return Life(ordered, sorted(claim.assessments, key=lambda one: one.on.sort_key))


def by_status(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims grouped by how they stand, in the order of the scale, unassessed and retired ones last; empty groups are left out."""
    groups: dict[str, list[Claim]] = {status: [] for status in (*ASSESSMENTS.terms, UNASSESSED, RETIRED)}
    for claim in claims:
        groups[claim.stands].append(claim)
    return [(status, found) for status, found in groups.items() if found]
