"""What time has to do with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.dates import BadDate, shift
from generator.diagnostics import BAD_DATE, CIRCLE, OVERDUE_SIGNPOST, Diagnostic
from generator.records import Event, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.corpus import Corpus


def check_overdue_signposts(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """A signpost whose due date has passed is no longer open."""
    for scenario in corpus.all(Scenario):
        for index, signpost in enumerate(scenario.signposts):
            latest = signpost.due.latest if signpost.due else None
            if signpost.state == "open" and latest is not None and latest < today:
                message = f"the signpost was due {signpost.due.words() if signpost.due else ''} and is still open"
                hint = "set its state to 'seen' or 'not-seen' with evidence, or give it a later date"
                yield OVERDUE_SIGNPOST.at(scenario.at("signposts", index, "due"), message, hint)


def check_offsets(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A distance from another event leads to a date within the calendar."""
    for event in corpus.all(Event):
        other = corpus.get(Event.section, event.after.event) if event.after else None
        if event.after is not None and event.after.offset is not None and isinstance(other, Event):
            try:
                shift(other.when, event.after.offset)
            except BadDate as problem:
                yield BAD_DATE.at(event.at("after", "offset"), str(problem), problem.hint)


def check_circles(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """No event is dated, through others, by itself."""
    events = {event.id: event for event in corpus.all(Event)}
    for event in events.values():
        seen: set[str] = set()
        here: Event | None = event
        while here is not None and here.after is not None and here.id not in seen:
            seen.add(here.id)
            here = events.get(here.after.event)
        if here is event and seen:
            yield CIRCLE.at(event.at("after", "event"), f"the event '{event.id}' follows from itself", "name an earlier event")
