"""What time has to do with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.dates import BadDate, shift
from generator.diagnostics import BAD_DATE, CIRCLE, EARLY_CORRECTION, EARLY_RESOLUTION, OVERDUE_SIGNPOST, Diagnostic
from generator.records import Event, Scenario
from generator.records.shared import corrections_of

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


def check_resolutions(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """A scenario is resolved after it was forecast, and not on a day yet to come."""
    for scenario in corpus.all(Scenario):
        end, given = scenario.resolution, scenario.likelihood.on if scenario.likelihood else None
        if end is None:
            continue
        place = scenario.at("resolution", "on")
        if end.on.earliest is not None and end.on.earliest > today:
            yield EARLY_RESOLUTION.at(place, f"the scenario is resolved on {end.on.words()}, which is yet to come", "wait for the day")
        if given is not None and given.earliest is not None and end.on.latest is not None and end.on.latest <= given.earliest:
            message = f"the scenario is resolved {end.on.words()}, not after the likelihood was given, {given.words()}"
            yield EARLY_RESOLUTION.at(place, message, "what is known already is no forecast; correct one of the two dates")


def check_corrections(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """A correction was made on a day that has come."""
    for record in corpus:
        for index, one in enumerate(corrections_of(record)):
            if one.on.earliest is not None and one.on.earliest > today:
                message = f"the correction is of {one.on.words()}, which is yet to come"
                yield EARLY_CORRECTION.at(record.at("corrections", index, "on"), message, "give the day on which the record was mended")


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
