"""Events: what happened, when."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.language import message
from generator.records.base import Part, Record, RefersTo
from generator.records.shared import AppearsIn, Change, Corrections, Evidences, Issue, Retired
from generator.records.values import Many, Prose, Text, When

ActorList = Annotated[tuple[Annotated[str, RefersTo(("actors",), message("Events"))], ...], Many]


class After(Part):
    """A date known only by its distance from another event."""

    event: Annotated[str, RefersTo(("events",), message("Followed by"))]
    """The event it is measured from."""
    offset: Annotated[str, Field(pattern=r"^-?P([0-9]{1,6}[YMWD])+$")] | None = None
    """How long after, as an ISO 8601 duration: 'P2D' is two days later, '-P1W' a week earlier."""


class Event(Record):
    """Something that happened."""

    section: ClassVar[str] = "events"
    singular: ClassVar[str] = "event"

    title: Text
    """What happened, in a short sentence without a full stop."""
    when: When
    """When it happened (not when it was reported)."""
    after: After | None = None
    """The event before it, where its date is known only in relation to that."""
    place: Text | None = None
    """Where it happened."""
    actors: ActorList = ()
    """Who took part."""
    issue: Issue | None = None
    """What it is about."""
    summary: Prose | None = None
    """What happened, in a few sentences."""
    contested: Prose | None = None
    """What about it is disputed."""
    evidence: Evidences
    """What it rests on."""
    explainers: AppearsIn
    """Where it appears."""
    history: Annotated[tuple[Change, ...], Many] = ()
    """How the world changed it."""
    retired: Retired | None = None
    """Why the record no longer stands."""
    corrections: Corrections = ()
    """Mistakes of ours in the record that were mended."""
