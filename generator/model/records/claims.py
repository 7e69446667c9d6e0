"""Claims: statements that somebody makes, their life, and our assessment of them."""

from __future__ import annotations

from typing import Annotated, Final

from generator.language import N_
from generator.model.records.base import Part, RefersTo
from generator.model.records.shared import Evidenced, Evidences, Issue
from generator.model.records.values import AtLeastOne, Happened, Many, Prose, Text, one_of
from generator.model.vocabularies import ASSESSMENTS, CREDIBILITY, HEDGES, STANCES

UNJUDGED: Final = "cannot-be-judged"
"""The status of a claim that nobody could judge: a finding like the others."""
UNASSESSED: Final = "unassessed"
"""The status of a claim without an assessment."""
RETIRED: Final = "retired"
"""The status of a retired claim, whatever its assessments say."""


class Stance(Part):
    """What an actor did with the claim, on a day: said it, repeated it, sidestepped it, denied it."""

    actor: Annotated[str, RefersTo(("actors",), N_("Stance on claims"))]
    """Who."""
    stance: Annotated[str, one_of(STANCES)]
    """What the actor did with the claim."""
    when: Happened
    """When."""
    words: Text | None = None
    """The actor's own words, short and exactly as printed in the first piece of evidence."""
    note: Prose | None = None
    """What a reader should know about this step."""
    evidence: Evidences
    """The evidence for it."""


class Assessment(Part):
    """What the evidence says about the claim, in our judgement, from a day on."""

    on: Happened
    """The day of the evidence that led to it."""
    status: Annotated[str, one_of(ASSESSMENTS)]
    """What the evidence says."""
    credibility: Annotated[str, one_of(CREDIBILITY)] | None = None
    """How credible the claim is, 1 to 6 on the Admiralty scale."""
    because: Prose
    """Why, in a few sentences."""
    evidence: Evidences = ()
    """Evidence in addition to that of the claim."""


class Claim(Evidenced, section="claims", singular="claim", dated=("made",), search_first=("summary",)):
    """A statement somebody makes that may be true or false."""

    statement: Text
    """The claim in our own words, as a sentence that can be true or false, without a full stop."""
    claimant: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Claims made"))], ...], Many, AtLeastOne]
    """Who makes it."""
    made: Happened
    """When it was made."""
    hedge: Annotated[str, one_of(HEDGES)]
    """How firmly the claimant put it."""
    issue: Issue
    """What it is about."""
    about: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Claims about"))], ...], Many] = ()
    """The actors it is about."""
    summary: Prose | None = None
    """What a reader needs to know about it first, in one or two sentences."""
    positions: Annotated[tuple[Stance, ...], Many] = ()
    """Who said, repeated, hedged, sidestepped, denied or retracted it, in chronological order."""
    assessments: Annotated[tuple[Assessment, ...], Many] = ()
    """What the evidence says, in our judgement, oldest first; independent of who denies it."""
    verdict: Text | None = None
    """A short verdict in words, only if an editor gives one for ClaimReview."""
    not_found: Annotated[tuple[Prose, ...], Many] = ()
    """What was searched for and not found."""
    related: Annotated[tuple[Annotated[str, RefersTo(("claims",), N_("Related claims"))], ...], Many] = ()
    """Related claims."""
    evidence: Evidences
    """Evidence for it, against it, and for its context."""

    @property
    def stands(self) -> str:
        """The status of the newest assessment, or that the claim is unassessed or retired."""
        return RETIRED if self.retired else self.standing.status if self.standing else UNASSESSED

    @property
    def standing(self) -> Assessment | None:
        """The newest assessment, the last of several on the same day; None if there is none."""
        return max(reversed(self.assessments), key=lambda assessment: assessment.on.sort_key, default=None)
