"""Scenarios: paths the story may take, with signposts that are ticked off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal

from pydantic import Field

from generator.language import N_, _, in_language_of
from generator.model.records.base import Part, RefersTo
from generator.model.records.risks import SaidLikelihood, Voice
from generator.model.records.shared import Evidenced, Evidences, Issue
from generator.model.records.values import ID_LENGTH, ID_PATTERN, AtLeastOne, Happened, Many, Prose, Text, When, is_id

if TYPE_CHECKING:
    from datetime import date

SIGNPOST_DIRECTIONS = frozenset({"toward", "away"})
OVERDUE: Final = "overdue"
"""The state of an open signpost whose day has passed."""
LocalId = Annotated[str, Field(pattern=f"^{ID_PATTERN.pattern}$", max_length=ID_LENGTH)]


class Signpost(Part):
    """Something that can be observed and would point to one path rather than another."""

    id: LocalId
    """A short id, unique within the scenario."""
    text: Text
    """What would be seen, in a short sentence without a full stop."""
    points_to: Annotated[
        tuple[Annotated[str, RefersTo(("scenarios",), N_("Signposts elsewhere"), words=True, reserved=SIGNPOST_DIRECTIONS)], ...], Many
    ]
    """The scenarios it points to."""
    due: When | None = None
    """By when it should be seen, if at all."""
    state: Literal["open", "seen", "not-seen"] = "open"
    """Whether it has been seen."""
    on: Happened | None = None
    """When it was seen, or found not to have happened."""
    note: Prose | None = None
    """What a reader should know about it."""
    evidence: Evidences = ()
    """Evidence for it."""

    def state_on(self, day: date) -> str:
        """Return its state on a day, on which an open one may be overdue."""
        latest = self.due.latest if self.due else None
        return OVERDUE if self.state == "open" and latest is not None and latest < day else self.state


_OUTCOMES: Final = {
    "occurred": N_("occurred"),
    "did-not-occur": N_("did not occur"),
    "partly": N_("partly"),
    "void": N_("void"),
}


class Resolution(Part):
    """How the scenario ended. One that occurred, or did not, gives whoever forecast it a Brier score."""

    fixed_words: ClassVar[frozenset[str]] = frozenset(_OUTCOMES)

    on: Happened
    """When it was resolved."""
    outcome: Text
    """The outcome: 'occurred', 'did-not-occur', 'partly', 'void', or free text."""
    because: Prose
    """Why."""
    evidence: Evidences
    """Evidence for it."""

    @property
    def outcome_words(self) -> str:
        """The outcome for readers: 'did-not-occur' without its hyphens, an editor's own words unchanged."""
        if self.outcome in _OUTCOMES:
            return _(_OUTCOMES[self.outcome])
        return in_language_of(self.outcome.replace("-", " "), self.outcome) if is_id(self.outcome) else self.outcome


class Scenario(Evidenced, section="scenarios", singular="scenario", dated=("horizon",), search_first=("summary", "text")):
    """A path the story may take."""

    title: Text
    """The path, in a few words."""
    summary: Prose
    """What would happen, in a few sentences."""
    proposed_by: Annotated[tuple[Voice, ...], Many, AtLeastOne]
    """Who proposes it: an actor, a source, or free text."""
    horizon: When | None = None
    """The time it is about."""
    issue: Issue | None = None
    """What it is about."""
    likelihood: SaidLikelihood | None = None
    """How likely somebody says it is. Omitted if nobody did."""
    said_by: Annotated[tuple[Voice, ...], Many] = ()
    """Who gave the likelihood, if it is written as one word."""
    assumptions: Annotated[tuple[Prose, ...], Many] = ()
    """What would have to hold."""
    signposts: Annotated[tuple[Signpost, ...], Many] = ()
    """What would show that it is under way."""
    so_far: Prose | None = None
    """How well it has described what happened since."""
    resolution: Resolution | None = None
    """How it ended."""
    evidence: Evidences = ()
    """The evidence for it."""

    @property
    def stands(self) -> str:
        """'resolved' or 'unresolved'."""
        return "resolved" if self.resolution else "unresolved"

    @property
    def likelihood_said_by(self) -> tuple[str, ...]:
        """Who gave the likelihood, wherever it is written."""
        return (self.likelihood.said_by if self.likelihood else ()) or self.said_by
