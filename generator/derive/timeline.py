"""Dated records in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.dates import BadDate, shift
from generator.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.corpus import Corpus
    from generator.dates import Edtf


@dataclass(frozen=True, slots=True)
class Row:
    """An event in its place in time."""

    event: Event
    when: Edtf
    """Its date, from the event before it where the record gives only the distance."""
    after: Event | None
    """The event that its date is measured from."""

    @property
    def year(self) -> int | None:
        """The year in which it began, for grouping; nothing where neither bound is known."""
        bound = self.when.earliest or self.when.latest
        return bound.year if bound else None


@dataclass(frozen=True, slots=True)
class Year:
    """The events that began in one year."""

    year: int | None
    rows: Sequence[Row]


def timeline(corpus: Corpus, events: Iterable[Event], *, retired: bool = False) -> list[Row]:
    """Return events in order of time; those with the same date by id. Retired events are left out unless asked for."""
    rows = [_row(corpus, event) for event in events if retired or event.retired is None]
    return sorted(rows, key=lambda row: (row.when.sort_key, row.event.id))


def _row(corpus: Corpus, event: Event) -> Row:
    after = corpus.get(Event.section, event.after.event) if event.after else None
    if event.after is None or not isinstance(after, Event):
        return Row(event, event.when, None)
    return Row(event, _when(corpus, event), after)


def _when(corpus: Corpus, event: Event) -> Edtf:
    """Return the date of an event; where it rests on another's, which may rest on a third's, each is moved in turn."""
    offsets: dict[Event, str] = {}
    while event.after and event.after.offset and event.when.kind != "day" and event not in offsets:
        before = corpus.get(Event.section, event.after.event)
        if not isinstance(before, Event):
            break
        offsets[event] = event.after.offset
        event = before
    when = event.when
    for later, offset in reversed(offsets.items()):
        try:
            when = shift(when, offset)
        except BadDate:
            when = later.when
    return when


def by_year(rows: Iterable[Row]) -> list[Year]:
    """Return rows that are in order of time grouped by the year in which they began."""
    return [Year(year, list(group)) for year, group in groupby(rows, key=lambda row: row.year)]
