"""The life of a claim: who said, repeated, hedged, sidestepped, denied or retracted it, and what we held of it when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.vocabularies import ASSESSMENTS, STANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.dates import Edtf
    from generator.records import Claim
    from generator.records.claims import Assessment
    from generator.records.shared import Evidence

SAID: Final = "said"
GROUPS: Final = ("said", "sidestepped", "denied")
"""The rows of a claim's life, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step in the life of a claim."""

    when: Edtf
    actor: str
    """The actor's id."""
    stance: str
    """The id of the stance."""
    words: str | None
    note: str | None
    evidence: Sequence[Evidence]

    @property
    def group(self) -> str:
        """The row it belongs to: one of GROUPS."""
        return STANCES[self.stance].group


@dataclass(frozen=True, slots=True)
class Life:
    """A claim's life in order of time, and our assessments beside it."""

    moments: Sequence[Moment]
    assessments: Sequence[Assessment]


_OPENING: Final = {"asserted": "asserted", "reported": "reported", "suggested": "hedged", "predicted": "asserted"}


def claim_life(claim: Claim) -> Life:
    """Return a claim's life. The claimant's own step comes first unless a position already tells it."""
    moments = [Moment(one.when, one.actor, one.stance, one.words, one.note, one.evidence) for one in claim.positions]
    told = {moment.actor for moment in moments if moment.group == SAID}
    own = [
        Moment(claim.made, actor, _OPENING.get(claim.hedge, "asserted"), None, None, _of_claimant(claim))
        for actor in claim.claimant
        if actor not in told
    ]
    ordered = sorted([*own, *moments], key=lambda moment: (moment.when.sort_key, GROUPS.index(moment.group)))
    return Life(ordered, sorted(claim.assessments, key=lambda one: one.on.sort_key))


def _of_claimant(claim: Claim) -> Sequence[Evidence]:
    return [one for one in claim.evidence if one.says == "supports"][:2]


def status_of(claim: Claim) -> str:
    """Return the id of the newest assessment; a claim that was never assessed cannot be judged."""
    standing = claim.standing
    return standing.status if standing else "cannot-be-judged"


def by_status(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims grouped by their newest assessment, in the order of the scale; empty groups are left out."""
    groups = {status: [claim for claim in claims if status_of(claim) == status] for status in ASSESSMENTS.terms}
    return [(status, found) for status, found in groups.items() if found]
