"""Checks of single records that models cannot express: their shape, figure options, and headlines against the counts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator import model
from generator.analysis import FEWEST_ACTS, Stances, chosen_records, count_acts, stances, stops
from generator.content import Diagnostic, Rule, as_list, did_you_mean, nearest
from generator.text import FigureBlock, Location, Span, counted, quoted
from generator.verify.checks.references import reached, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Corpus, ModelField

_COMMA: Final = re.compile("[,;\u060c\u3001\uff0c\u061b\uff1b]")
FEWEST_POINTS: Final = 3
MOST_POINTS: Final = 5


def check_self_acts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that an act is not toward the actor itself."""
    for act in corpus.all(model.Act):
        if set(act.by) == set(act.toward) and len(set(act.by)) == 1:
            yield Rule.SELF_ACT.at(act.at("toward"), f"the act is by '{act.by[0]}' and toward '{act.by[0]}'", "name another actor")


def check_vote_sides(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a yes does not favour and disfavour the same actor."""
    for vote in corpus.all(model.Vote):
        if vote.favours is not None and vote.favours == vote.disfavours:
            message = f"a yes cannot both favour and disfavour '{vote.favours}'"
            yield Rule.VOTE_SIDES.at(vote.at("disfavours"), message, "keep one of the two")


def check_ballots(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a vote has ballots unless they are unrecorded, and that a consensus has none."""
    for vote in corpus.all(model.Vote):
        if vote.decided == "vote" and not vote.ballots:
            hint = "add 'ballots', or write 'decided: consensus' or 'decided: unrecorded'"
            yield Rule.VOTE_BALLOTS.at(vote.at("ballots"), "the vote has no ballots", hint)
        elif vote.decided == "consensus" and vote.ballots:
            hint = "remove them, or remove 'decided: consensus' if there was a vote"
            yield Rule.VOTE_BALLOTS.at(vote.at("ballots"), "a decision by consensus has no ballots", hint)


def check_signpost_ids(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the ids of signposts are unique within a scenario."""
    for scenario in corpus.all(model.Scenario):
        seen: set[str] = set()
        for index, signpost in enumerate(scenario.signposts):
            if signpost.id in seen:
                place = scenario.at("signposts", index, "id")
                yield Rule.DUPLICATE_SIGNPOST.at(place, f"duplicate signpost '{signpost.id}'", "give it another id")
            seen.add(signpost.id)


def check_repeated_values(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A list has each value once: no actor acts twice in one act."""
    for record in corpus:
        seen: dict[tuple[tuple[str | int, ...], str], int] = {}
        for item in model.walk(record, _is_set):
            keys = item.keys
            if isinstance(keys[-1], int):
                first = seen.setdefault((keys[:-1], str(item.value)), keys[-1])
                if first != keys[-1]:
                    message = f"{quoted(str(item.value))} is already in '{keys[-2]}'"
                    yield Rule.REPEATED_VALUE.at(record.at(*keys), message, "remove it, or write what you meant")


def _is_set(field: ModelField) -> bool:
    """Return whether a field is a list of strings, which must be unique."""
    return field.takes is str and model.Many in field.around


def check_lists(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that several names are a list, not one string with commas; a name with a comma must be in a list of one."""
    for record in corpus:
        for name, field in model.wordings(type(record)).items():
            values = getattr(record, field.name)
            takes_words = field.is_list and not (field.part or field.is_prose or field.is_voice)
            if takes_words and len(values) == 1 and not record.located.is_collection(name):
                parts = [part.strip() for part in _COMMA.split(values[0]) if part.strip()]
                if len(parts) > 1:
                    message = f"'{name}' is a single value with a comma"
                    hint = f'{as_list(parts)}; for a single value with a comma, write it in quotes: ["{values[0]}"]'
                    yield Rule.LIST_AS_TEXT.at(record.at(name), message, hint)


def check_answers(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the answer in brief has three to five points, each with a reference."""
    for explainer in corpus.all(model.Explainer):
        count = len(explainer.answer)
        if not FEWEST_POINTS <= count <= MOST_POINTS:
            yield Rule.ANSWER_POINTS.at(explainer.at("answer"), f"the answer has {counted(count, 'point')}", "write three to five")
        for index, point in enumerate(explainer.answer):
            if not model.links_in(point):
                hint = "add '[](source:some-id)' or a link to another record"
                yield Rule.ANSWER_POINTS.at(explainer.at("answer", index), "the point has no reference", hint)


def check_figures(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the figures of explainers name existing charts, with valid options."""
    for explainer in corpus.all(model.Explainer):
        for figure in corpus.body_of(explainer).figures:
            if figure.name not in model.FIGURES:
                hint = did_you_mean(figure.name, model.FIGURES) or "the charts are " + ", ".join(model.FIGURES)
                yield Rule.UNKNOWN_CHART.at(explainer.located.place_of(figure.name_span), f"there is no chart '{figure.name}'", hint)
                continue
            yield from _check_options(corpus, explainer, figure)


_NOTHING: Final = {"map": "record with a place", "scores": "resolved scenario"}
"""What a figure has none of, if it does not show all records of its section."""


def check_empty_figures(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the figures of explainers have records to show."""
    unread = {section for section, _name in corpus.broken}
    for explainer in corpus.all(model.Explainer):
        for figure in corpus.body_of(explainer).figures:
            sections = model.FIGURES[figure.name].sections if figure.name in model.FIGURES else ()
            if not sections or not unread.isdisjoint(sections) or any(_check_options(corpus, explainer, figure)):
                continue
            chosen = chosen_records(corpus, explainer, figure.name, figure.options)
            if figure.name == "scores":
                chosen = [scenario for scenario in chosen if scenario.resolution]
            if not (stops(corpus, chosen) if figure.name == "map" else chosen):
                what = _NOTHING.get(figure.name) or model.BY_SECTION[sections[0]].singular
                by = " and ".join(f"the {option} '{value}'" for option, value in figure.options.items() if option not in model.OPTION_WORDS)
                has = f"this explainer has no {what}" + f" with {by}" * bool(by)
                message = f"the chart '{figure.name}' shows nothing: {has}"
                hint = "choose another value, or remove the chart"
                yield Rule.EMPTY_CHART.at(explainer.located.place_of(figure.name_span), message, hint)


def _check_options(corpus: Corpus, explainer: model.Explainer, figure: FigureBlock) -> Iterator[Diagnostic]:
    for option in figure.options:
        yield from _check_option(corpus, explainer, figure, option)


def _check_option(corpus: Corpus, explainer: model.Explainer, figure: FigureBlock, option: str) -> Iterator[Diagnostic]:
    value, span = figure.options[option], figure.option_spans[option]
    spot, taken = explainer.located.place_of(span), model.FIGURES[figure.name].options
    issues = {*model.ISSUES.terms, *corpus.publication.issues}
    if option not in taken:
        hint = "its options are " + ", ".join(taken) if taken else "remove the option"
        name = explainer.located.place_of(Span(span.start - 1 - len(option), span.start - 1))
        yield Rule.UNKNOWN_CHART.at(name, f"the chart '{figure.name}' has no option '{option}'", hint)
    elif option in model.ACTOR_OPTIONS and value not in corpus.ids(model.Actor.section):
        yield from unknown(corpus, value, (model.Actor.section,), spot)
    elif option == model.PLACE_OPTION:
        yield from _not_a_centre(corpus, value, spot)
    elif option in model.OPTION_WORDS and value not in model.OPTION_WORDS[option]:
        hint = "write one of " + ", ".join(model.OPTION_WORDS[option])
        yield Rule.UNKNOWN_CHART.at(spot, f"'{value}' is not a valid '{option}' of the chart '{figure.name}'", hint)
    elif option == "issue" and value not in issues and model.PUBLICATION_KEY not in corpus.broken:
        hint = did_you_mean(value, issues) or "declare it under 'issues' in content/publication.yml"
        yield Rule.UNKNOWN_ISSUE.at(spot, f"'{value}' is not the id of an issue", hint)


def _not_a_centre(corpus: Corpus, value: str, spot: Location) -> Iterator[Diagnostic]:
    """Yield the mistake in the id of a place around which ranges are drawn; none if its record is unreadable."""
    place = corpus.find(model.Place, value)
    if value not in corpus.ids(model.Place.section):
        yield from unknown(corpus, value, (model.Place.section,), spot)
    elif place is not None and not place.ranges and place.key not in corpus.broken:
        yield Rule.UNKNOWN_CHART.at(spot, f"the place '{value}' has no range to draw", "add 'ranges' to its record, or name another place")


_WITH: Final = (
    "aligns? aligned aligning allie[sd] ally back(?:s|ed)? closer? embraced? embraces favou?r(?:s|ed)? friendly"
    " lean(?:s|ed|ing)?.(?:with|to|towards?) sid(?:es?|ed|ing).with st(?:ands?|ood).(?:with|by) support(?:s|ed)? warm(?:s|ed)?.to"
)
_AGAINST: Final = (
    "condemn(?:s|ed)? enem(?:y|ies) hostile lean(?:s|ed|ing)?.against oppos(?:es?|ed) sid(?:es?|ed).against st(?:ands?|ood).against"
    " turn(?:s|ed)?.(?:against|on|away.from)"
)
DIRECTION_WORDS: Final = {
    direction: re.compile(rf"\b(?:{words.replace(' ', '|')})\b", re.IGNORECASE)
    for direction, words in (("with", _WITH), ("against", _AGAINST))
}
"""English words in a headline that claim a direction. A count such as '4 against' does not: it says what is shown."""
_ACTS: Final = frozenset({"stances", "by-issue", "over-time"})


def check_parts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that an act is not part of another part, and that a direction other than that of its type has a reason."""
    for act in corpus.all(model.Act):
        wholes = reached(corpus, act, "part_of")
        if len(wholes) > 1 and act.key not in wholes:
            whole, other, *_ = ids = [record.id for record in wholes.values()]
            hint = f"name the act that is not part of another: '{ids[-1]}'"
            yield Rule.CIRCLE.at(act.at("part_of"), f"'{whole}' is itself part of '{other}'", hint)
        if act.direction is not None and act.direction_because is None:
            message = "the act overrides the direction of its type, but no reason is given"
            yield Rule.NO_REASON.at(act.at("direction"), message, "add a line 'direction_because: ...', or remove 'direction'")


def check_threats(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a threatened cost names who threatened it, and an avoided one what had been threatened."""
    for cost in corpus.all(model.Cost):
        if cost.retired is not None:
            continue
        if cost.status == "threatened" and not cost.threatened_by:
            hint = "add 'threatened_by: [some-actor]'; if nobody threatened it, it is 'exposed' or 'projected'"
            yield Rule.NO_VOICE.at(cost.at("status"), "the cost is threatened, but 'threatened_by' is missing", hint)
        if cost.status == "avoided" and cost.threat is None:
            hint = "add 'threat: ...' with who threatened what; if nobody did, the cost is 'exposed'"
            yield Rule.NO_VOICE.at(cost.at("status"), "the cost was avoided, but 'threat' is missing", hint)


def check_outcomes(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check for misspelled words of the outcome scale: free text is not scored."""
    words = model.Resolution.fixed_words
    for scenario in corpus.all(model.Scenario):
        outcome = scenario.resolution.outcome if scenario.resolution else ""
        if outcome not in words and (meant := nearest(outcome, words, 0.8)):
            message = f"'{outcome}' would be free text, which is not scored"
            yield Rule.BAD_VALUE.at(scenario.at("resolution", "outcome"), message, f"did you mean '{meant}'?")


def check_periods(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the periods of an explainer do not overlap, and only the last is open."""
    for explainer in corpus.all(model.Explainer):
        for index, (period, following) in enumerate(pairwise(explainer.periods), 1):
            end, start = period.end.latest if period.end else None, following.start.earliest
            if end is None or start is None or end >= start:
                message = f"the period '{following.name}' begins before '{period.name}' has ended"
                hint = "end each period with a 'to' before the 'from' of the next"
                yield Rule.BAD_PERIOD.at(explainer.at("periods", index, "from"), message, hint)


def check_headlines(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the headlines of figures of acts claim no direction that the counts do not support."""
    counts: Stances | None = None
    for explainer in corpus.all(model.Explainer):
        for figure in corpus.body_of(explainer).figures:
            if figure.name in _ACTS and figure.headline:
                counts = counts or stances(corpus)
                yield from _headline(counts, explainer, figure)


def _headline(counts: Stances, explainer: model.Explainer, figure: FigureBlock) -> Iterator[Diagnostic]:
    directions = [direction for direction, words in DIRECTION_WORDS.items() if words.search(figure.headline)]
    focal = explainer.focal
    by = figure.options.get("focal") or figure.options.get("by") or focal[0]
    toward = figure.options.get("toward") or next((actor for actor in focal if actor != by), "")
    acts = count_acts(counts.between(by, toward))
    if not directions or acts.leaning in directions:
        return
    with_, neither, against = acts.by_direction
    numbers = f"{with_} {'act' if with_ == 1 else 'acts'} with, {against} against, {neither} neither"
    few = f"only {acts.counted} {'act is' if acts.counted == 1 else 'acts are'} counted"
    why = few if acts.counted < FEWEST_ACTS else f"the counts are {numbers}"
    message = f"the headline claims a direction, but of '{by}' toward '{toward}' {why}"
    yield Rule.HEADLINE_DIRECTION.at(
        explainer.located.place_of(figure.span), message, f"state what the figure shows ('{numbers}'), or remove the headline"
    )
