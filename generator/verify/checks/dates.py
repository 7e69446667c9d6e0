"""What time has to do with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule
from generator.model import BadDate, Event, Record, Scenario, later, shift
from generator.verify.checks.times import surely_before

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Corpus


def check_overdue_signposts(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """A signpost whose due date has passed is no longer open."""
    for scenario in corpus.all(Scenario):
        for index, signpost in enumerate(scenario.signposts):
            latest = signpost.due.latest if signpost.due else None
            if signpost.state == "open" and latest is not None and latest < today:
                message = f"the signpost was due {signpost.due.words() if signpost.due else ''} and is still open"
                hint = "set its state to 'seen' or 'not-seen' with evidence, or give it a later date"
                yield Rule.OVERDUE_SIGNPOST.at(scenario.at("signposts", index, "due"), message, hint)


def check_resolutions(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A scenario is resolved after it was forecast."""
    for scenario in corpus.all(Scenario):
        end, given = scenario.resolution, scenario.likelihood.on if scenario.likelihood else None
        if end is None:
            continue
        place = scenario.at("resolution", "on")
        if given is not None and given.earliest is not None and end.on.latest is not None and end.on.latest <= given.earliest:
            message = f"the scenario is resolved {end.on.words()}, not after the likelihood was given, {given.words()}"
            yield Rule.EARLY_RESOLUTION.at(place, message, "what is known already is no forecast; correct one of the two dates")


def check_distances(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A distance from another event leads to a date within the calendar, which is not another than the event's own."""
    for event in corpus.all(Event):
        other = corpus.get(Event.section, event.after.event) if event.after else None
        if event.after is None or not isinstance(other, Event) or not other.is_dated or _repeats(corpus, event):
            continue
        try:
            computed = shift(other.when, event.after.offset) if event.after.offset else later(other.when)
        except BadDate as problem:
            yield Rule.BAD_DATE.at(
                event.at("after", "offset" if event.after.offset else "event"), str(problem), problem.hint or "write a shorter distance"
            )
            continue
        if event.written and (surely_before(event.written, computed) or surely_before(computed, event.written)):
            message = f"the event is dated {event.written.words()}, but what it says it came after leads to {computed.words()}"
            yield Rule.WRONG_ORDER.at(event.at("when"), message, "correct one of 'when' and 'after', or leave 'when' out")


def check_circles(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """No event is dated, through others, by itself."""
    for event in corpus.all(Event):
        if _repeats(corpus, event) is event:
            yield Rule.CIRCLE.at(event.at("after", "event"), f"the event '{event.id}' follows from itself", "name an earlier event")


def _repeats(corpus: Corpus, event: Event) -> Event | None:
    """Return the event at which those that it is dated by begin to repeat; nothing where they come to an end."""
    seen: set[str] = set()
    here: Record | None = event
    while isinstance(here, Event) and here.after is not None:
        if here.id in seen:
            return here
        seen.add(here.id)
        here = corpus.get(Event.section, here.after.event)
    return None
