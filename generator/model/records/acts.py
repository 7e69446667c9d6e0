"""Acts of one side toward another: what stances are counted from."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.language import N_
from generator.model.records.base import RefersTo
from generator.model.records.places import PlaceList
from generator.model.records.shared import Evidenced, Issue
from generator.model.records.values import AtLeastOne, Happened, Many, Prose, Text, one_of
from generator.model.vocabularies import ACT_TYPES


class Act(Evidenced, section="acts", singular="act", dated=("when",), search_first=("summary",)):
    """One act of one side toward another."""

    title: Text
    """What was done, in a short sentence without a full stop."""
    when: Happened
    """When it was done."""
    by: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Acts"))], ...], Many, AtLeastOne]
    """Who acted."""
    toward: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Acts of others toward it"))], ...], Many, AtLeastOne]
    """Toward whom. Several names make one act toward each of them, not several acts."""
    type: Annotated[str, one_of(ACT_TYPES)]
    """What sort of act it was: a PLOVER type or 'type/mode', or 'abstain'."""
    form: Literal["words", "institutional", "deed"]
    """Words; an institutional act (a vote, a visit, a signature); or a deed."""
    issue: Issue
    """What it was about."""
    places: PlaceList = ()
    """Where it was done: place records."""
    direction: Literal["with", "neither", "against"] | None = None
    """Whether it was with or against that actor, if the sign of its type is wrong here: a vote for a text that takes no side."""
    direction_because: Prose | None = None
    """Why the direction is not that of the type."""
    part_of: Annotated[str, RefersTo(("acts",), N_("Parts of it"))] | None = None
    """The act of which it is a further step: an arbitration opened and still open. One matter counts once."""
    standing: Literal["established", "disputed"]
    """Whether it is established that the act took place, as described."""
    because: Prose | None = None
    """Why it is disputed."""
    summary: Prose | None = None
    """What happened, in a sentence or two."""

    @property
    def stands(self) -> str:
        """Whether it is established that it took place."""
        return self.standing

    @property
    def pair(self) -> tuple[str, str]:
        """The first acting actor and the first other one that the act is toward, on whose page it is shown."""
        return next(((by, to) for by in self.by for to in self.toward if by != to), (self.by[0], self.toward[0]))
