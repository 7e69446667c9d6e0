"""Checks of dates: in the future, overdue, or out of order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.content import Diagnostic, Rule
from generator.model import OVERDUE, STANCES, BadDate, Claim, Cost, Event, HasCome, Record, Scenario, dates_in, parse_edtf
from generator.verify.checks.references import reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.model import Corpus, Edtf, Keys

_SAID, _DENIED = "said", "denied"
"""Groups of the stance scale."""
_SEASON: Final = re.compile(r"(?<![\d-])((\d{4})-(2[1-9]|3\d|4[01]))(?![\d-])")


def surely_before(date: Edtf, other: Edtf) -> bool:
    """Return whether a date ends before another begins; an approximate or uncertain one may be off by its own length."""
    if date.latest is None or other.earliest is None:
        return False
    return (other.earliest - date.latest).days > sum(_length(when) for when in (date, other) if when.approximate or when.uncertain)


def _length(when: Edtf) -> int:
    """Return the number of days that a date covers; for an interval with an open or unknown end, those of its known part."""
    known = when if when.earliest and when.latest else when.parts[0]
    return (known.latest - known.earliest).days + 1 if known.earliest and known.latest else 1


def _happened(record: Record) -> Iterator[tuple[Keys, Edtf]]:
    """Yield the keys and values of the dates in a record that must not be in the future."""
    yield from ((item.keys, when) for item, when in dates_in(record) if item.field.mark(HasCome))
    if isinstance(record, Event) and record.written is None:
        yield ("after",), record.when


def check_yet_to_come(corpus: Corpus, latest: date) -> Iterator[Diagnostic]:
    """Check that what has happened is not dated after 'latest', the current date in the latest time zone."""
    hint = "correct the date; for future events, add a signpost with 'due' to a scenario"
    for record in corpus:
        for keys, when in _happened(record):
            if when.earliest is not None and when.earliest > latest:
                yield Rule.YET_TO_COME.at(record.at(*keys), f"{when.words()} is in the future", hint)
    for cost in corpus.all(Cost):
        if cost.status == "incurred" and cost.period and cost.period.earliest and cost.period.earliest > latest:
            message = f"the cost is incurred, but {cost.period.words()} is in the future"
            yield Rule.YET_TO_COME.at(cost.at("period"), message, "mark it as projected or threatened, or correct the period")


def check_order(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that no date in a record is before the record's own date: no verdict before the claim, no reading before the text."""
    for record in corpus:
        dates = {keys: when for keys, when in _happened(record) if keys[0] != "positions"}
        own = _first_statements(record) if isinstance(record, Claim) else [dates[name,] for name in record.dated if (name,) in dates]
        for keys, when in dates.items():
            if own and all(surely_before(when, own_date) for own_date in own):
                message = f"{when.words()} is before the date of the {record.singular} itself, {_first(own)}"
                yield Rule.WRONG_ORDER.at(record.at(*keys), message, "correct one of the two dates")


def check_stretches(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that 'to' is not before 'from' in intervals of two fields."""
    for record in corpus:
        dates = {item.keys: when for item, when in dates_in(record)}
        for keys, end in dates.items():
            start = dates.get((*keys[:-1], "from")) if keys[-1] == "to" else None
            if start and surely_before(end, start):
                message = f"{end.words()} is before the start, {start.words()}"
                yield Rule.WRONG_ORDER.at(record.at(*keys), message, "correct one of the two dates")


def check_early_denials(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that no claim is denied or retracted before it was first made."""
    for claim in corpus.all(Claim):
        statements = _first_statements(claim)
        for index, position in enumerate(claim.positions):
            if STANCES[position.stance].group == _DENIED and all(surely_before(position.when, made) for made in statements):
                message = f"the claim is {position.stance} ({position.when.words()}) before it was first made ({_first(statements)})"
                hint = "correct the date on which it was first made, or add the earlier statement as a position"
                yield Rule.EARLY_DENIAL.at(claim.at("positions", index, "when"), message, hint)


def _first_statements(claim: Claim) -> list[Edtf]:
    """Return the dates on which the claimant or others said a claim: others may have said it earlier."""
    return [claim.made, *(position.when for position in claim.positions if STANCES[position.stance].group == _SAID)]


def _first(dates: Iterable[Edtf]) -> str:
    return min(dates, key=lambda when: when.sort_key).words()


def check_lists_in_order(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the positions and assessments of a claim are in chronological order."""
    for claim in corpus.all(Claim):
        positions = "positions", "when", [position.when for position in claim.positions]
        assessments = "assessments", "on", [assessment.on for assessment in claim.assessments]
        for field, name, dates in (positions, assessments):
            for index, (before, when) in enumerate(pairwise(dates), start=1):
                if surely_before(when, before):
                    message = f"{when.words()} is listed after {before.words()}"
                    yield Rule.OUT_OF_ORDER.at(claim.at(field, index, name), message, "list the oldest first, or correct the date")


def check_maybe_years(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check for seasons such as '2024-25' that may be meant as two years."""
    for record in corpus:
        for item, when in dates_in(record):
            for text, year, digits in _SEASON.findall(when.text):
                if (int(year) + 1) % 100 == int(digits):
                    season = parse_edtf(text)
                    months = "/".join(day.isoformat()[:7] for day in (season.earliest, season.latest) if day)
                    hint = f"write '{year}/{int(year) + 1:04}' for two years, '{months}' for the season"
                    yield Rule.MAYBE_YEARS.at(record.at(*item.keys), f"'{text}' is read as {season.words()}", hint)


def check_overdue_signposts(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """Check that no open signpost is past its due date."""
    for scenario in corpus.all(Scenario):
        for index, signpost in enumerate(scenario.signposts):
            if signpost.state_on(today) == OVERDUE:
                message = f"the signpost was due {signpost.due.words() if signpost.due else ''} and is still open"
                hint = "set 'state' to 'seen' or 'not-seen' with evidence, or give a later 'due' date"
                yield Rule.OVERDUE_SIGNPOST.at(scenario.at("signposts", index, "due"), message, hint)


def check_resolutions(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a scenario is resolved after its likelihood was given."""
    for scenario in corpus.all(Scenario):
        if scenario.resolution is None or scenario.likelihood is None:
            continue
        resolved, given = scenario.resolution.on, scenario.likelihood.on
        if given is not None and given.earliest is not None and resolved.latest is not None and resolved.latest <= given.earliest:
            message = f"the scenario was resolved {resolved.words()}, not after its likelihood was given, {given.words()}"
            hint = "correct one of the two dates: a likelihood given after the outcome is not a forecast"
            yield Rule.EARLY_RESOLUTION.at(scenario.at("resolution", "on"), message, hint)


def check_distances(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a date computed from another event is within the calendar and agrees with the event's own date."""
    for event in corpus.all(Event):
        other = corpus.find(Event, event.after.event) if event.after else None
        if event.after is None or other is None or not other.is_dated or _is_in_cycle(corpus, event):
            continue
        try:
            computed = event.after.counted_from(other.when)
        except BadDate as problem:
            place = event.at("after", "offset" if event.after.offset else "event")
            yield Rule.BAD_DATE.at(place, str(problem), problem.hint or "write a shorter offset")
            continue
        if event.written and (surely_before(event.written, computed) or surely_before(computed, event.written)):
            message = f"the event is dated {event.written.words()}, but 'after' gives {computed.words()}"
            yield Rule.WRONG_ORDER.at(event.at("when"), message, "correct 'when' or 'after', or remove 'when'")


def _is_in_cycle(corpus: Corpus, event: Event) -> bool:
    """Return whether the chain of events that an event is dated by ends in a cycle."""
    *_, last = event, *reached(corpus, event, "event").values()
    return isinstance(last, Event) and last.after is not None and corpus.find(Event, last.after.event) is not None
