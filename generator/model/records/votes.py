"""Votes: who voted how on a text that favours or disfavours an actor, or that it was decided without ballots on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from generator.language import N_
from generator.model.records.base import RefersTo
from generator.model.records.shared import Evidenced, Issue
from generator.model.records.values import Happened, Many, Prose, Text

Ballot = Literal["yes", "no", "abstain", "absent"]


class Vote(Evidenced, section="votes", singular="vote", dated=("when",), search_first=("summary", "text")):
    """A decision of a body on a text: by recorded vote, or without one."""

    title: Text
    """What was voted on, in a few words."""
    when: Happened
    """The day of the vote."""
    body: Annotated[str, RefersTo(("actors",), N_("Votes held"), words=True)]
    """The body that voted: an actor's id, or free text."""
    text: Text
    """What the text would do, in one sentence."""
    about: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Votes about it"))], ...], Many] = ()
    """Whom the text is about."""
    favours: Annotated[str, RefersTo(("actors",), N_("Votes in its favour"))] | None = None
    """The actor whom a yes favours."""
    disfavours: Annotated[str, RefersTo(("actors",), N_("Votes against it"))] | None = None
    """The actor whom a yes disfavours."""
    decided: Literal["vote", "consensus", "unrecorded"] = "vote"
    """How it was decided: by a vote with recorded ballots, by consensus without a vote, or by a vote without a full record of ballots."""
    ballots: Mapping[Annotated[str, RefersTo(("actors",), N_("Votes cast"), rule="unknown-voter")], Ballot] = {}
    """Who voted how, as far as recorded; none if it was decided by consensus."""
    outcome: Text | None = None
    """The result: 'adopted, 19 to 3 with 11 abstentions'."""
    issue: Issue | None = None
    """What it was about."""
    summary: Prose | None = None
    """What a reader needs to know about it."""
