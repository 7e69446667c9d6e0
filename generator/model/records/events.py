"""Events: what happened, when."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Final

from pydantic import Field, PrivateAttr, model_validator

from generator.language import N_
from generator.model.dates import BadDate, Edtf, later, parse_edtf, shift
from generator.model.records.base import Part, RefersTo
from generator.model.records.places import PlaceList
from generator.model.records.shared import Evidenced, Issue
from generator.model.records.values import Happened, Many, Prose, Text

ActorList = Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Events"))], ...], Many]
_UNDETERMINED: Final = parse_edtf("[0001..9999]")
"""A placeholder for a date that cannot be computed; its cause is reported as an error."""


class After(Part):
    """A date known only by its distance from another event."""

    event: Annotated[str, RefersTo(("events",), N_("Followed by"))]
    """The event it is measured from."""
    offset: Annotated[str, Field(pattern=r"^-?P([0-9]{1,6}[YMWD])+$")] | None = None
    """How long after, as an ISO 8601 duration: 'P2D' is two days later, '-P1W' a week earlier."""

    def counted_from(self, before: Edtf) -> Edtf:
        """Return the date that follows from that of the other event. Raise BadDate if it is out of range or unknown.

        If the other event lasted, or took place more than once, the result is one time within the shifted range, not a duration.
        If it has no end, the offset is counted from its start.
        """
        if self.offset is None:
            return later(before)
        if before.kind == "interval" and before.start == "known" != before.end:
            return shift(before.parts[0], self.offset)
        moved = shift(before, self.offset)
        possible = moved.text.strip("{}").replace("../", "/").replace("/", "..")
        return parse_edtf(f"[{possible}]") if moved.kind in ("interval", "all-of") else moved


class Event(Evidenced, section="events", singular="event", dated=("when",), search_first=("summary",)):
    """Something that happened."""

    title: Text
    """What happened, in a short sentence without a full stop."""
    written: Annotated[Happened | None, Field(alias="when")]
    """When it happened, not when it was reported."""
    after: After | None = None
    """The event that it follows, if its date is known only relative to that; 'when' may then be omitted."""
    place: Text | None = None
    """Where it happened, in words, if that says more than the name of a place record."""
    places: PlaceList = ()
    """Where it happened: place records."""
    actors: ActorList = ()
    """The actors it names: who acted, was acted upon or spoke."""
    issue: Issue | None = None
    """What it is about."""
    summary: Prose | None = None
    """What happened, in a few sentences."""
    contested: Prose | None = None
    """What about it is disputed."""
    date_uncertain: Prose | None = None
    """What is uncertain about its date, if the event itself is not in doubt."""

    _computed: Edtf | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def _date_from_after(cls, values: object) -> object:
        """Do not require a date if the event says what it came after."""
        return {"when": None, **values} if isinstance(values, Mapping) and "after" in values else values

    @property
    def stands(self) -> str:
        """'disputed' if something about the event is, else empty."""
        return "disputed" if self.contested else ""

    @property
    def when(self) -> Edtf:
        """The date of the event: as written, or as far as it follows from the event it is relative to."""
        return self._computed or self.written or _UNDETERMINED

    @property
    def is_dated(self) -> bool:
        """Whether its date could be determined."""
        return (self._computed or self.written) is not None

    @property
    def is_measured(self) -> bool:
        """Whether its date comes from the event it is relative to, because it has none of its own or a less precise one."""
        return self.after is not None and (self.written is None or (self.after.offset is not None and not self.written.is_day))

    def measure(self, before: Edtf | None) -> None:
        """Set the date from that of the other event; called once, by the corpus."""
        self._computed = None
        with suppress(BadDate):
            self._computed = self.after.counted_from(before) if before and self.after else None


def measure_all(events: Mapping[str, Event]) -> None:
    """Date each event that is relative to another; chains are followed from their beginning."""
    done: set[str] = set()
    for event in events.values():
        chain: dict[str, Event] = {}
        here: Event | None = event
        while here is not None and here.after is not None and here.is_measured and here.id not in done and here.id not in chain:
            chain[here.id] = here
            here = events.get(here.after.event)
        for link in reversed(chain.values()):
            before = events.get(link.after.event) if link.after else None
            link.measure(before.when if before is not None and before.is_dated else None)
        done |= chain.keys()
