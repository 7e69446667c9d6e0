"""What is counted and what is said of counts: acts that are one matter, directions of their own, periods, headlines of figures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.analysis import FEWEST_ACTS, Stances, count_acts, stances
from generator.content import Diagnostic, Rule
from generator.model import Act, Corpus, Cost, Explainer
from generator.verify.checks.references import reached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.text import FigureBlock

_WITH: Final = "aligns? aligned backs? closer? favou?rs? friendly leans?.with leans?.to sides?.with stands?.with supports?"
_AGAINST: Final = "condemns? hostile leans?.against opposes? sides?.against stands?.against"
DIRECTION_WORDS: Final = {
    direction: re.compile(rf"\b(?:{words.replace(' ', '|')})\b", re.IGNORECASE)
    for direction, words in (("with", _WITH), ("against", _AGAINST))
}
"""English words by which a headline names a direction. A count such as '4 against' names none: it says what is shown."""
_ACTS: Final = frozenset({"stances", "by-issue", "over-time"})


def check_parts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """An act is a step of another that is no step itself, and says why its direction is not that of its type."""
    for act in corpus.all(Act):
        beyond = reached(corpus, act, "part_of")
        if len(beyond) > 1 and act.key not in beyond:
            whole, other, *_ = (one.id for one in beyond.values())
            hint = f"name the act that began the matter: '{[*beyond.values()][-1].id}'"
            yield Rule.CIRCLE.at(act.at("part_of"), f"'{whole}' is itself a part of '{other}'", hint)
        if act.direction is not None and act.direction_because is None:
            message = "the act has a direction of its own, and nothing says why"
            yield Rule.NO_REASON.at(act.at("direction"), message, "add a line 'direction_because: ...', or leave the direction to the type")


def check_threats(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A threatened cost names who threatened it, one that was avoided what had been threatened."""
    for cost in corpus.all(Cost):
        if cost.retired is not None:
            continue
        if cost.status == "threatened" and not cost.threatened_by:
            hint = "add 'threatened_by: [some-actor]'; what nobody threatened is 'exposed' or 'projected'"
            yield Rule.NO_VOICE.at(cost.at("status"), "the cost is threatened, and nothing says who threatened it", hint)
        if cost.status == "avoided" and cost.threat is None:
            hint = "add 'threat: ...' with who had threatened what; what nobody threatened is 'exposed'"
            yield Rule.NO_VOICE.at(cost.at("status"), "the cost was avoided, and nothing says what had been threatened", hint)


def check_periods(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """The periods of an explainer follow one another, and only the last is open."""
    for explainer in corpus.all(Explainer):
        for index, (one, other) in enumerate(pairwise(explainer.periods), 1):
            end, start = one.end.latest if one.end else None, other.start.earliest
            if end is None or start is None or end >= start:
                message = f"the period '{other.name}' begins before '{one.name}' has ended"
                yield Rule.BAD_PERIOD.at(
                    explainer.at("periods", index, "from"), message, "give each period a 'to' before the next one's 'from'"
                )


def check_headlines(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A headline of a figure of acts names no direction that the counts do not bear out."""
    found: Stances | None = None
    for explainer in corpus.all(Explainer):
        for figure in corpus.body_of(explainer).figures:
            if figure.name in _ACTS and figure.headline:
                found = found or stances(corpus)
                yield from _headline(found, explainer, figure)


def _headline(found: Stances, explainer: Explainer, figure: FigureBlock) -> Iterator[Diagnostic]:
    directions = [direction for direction, words in DIRECTION_WORDS.items() if words.search(figure.headline)]
    focal = explainer.focal
    by = figure.options.get("focal") or figure.options.get("by") or focal[0]
    toward = figure.options.get("toward") or (focal[1] if len(focal) > 1 else "")
    counted = count_acts(found.between(by, toward))
    if not directions or counted.leaning in directions:
        return
    with_, neither, against = counted.by_direction
    numbers = f"{with_} acts with, {against} against, {neither} neither"
    why = f"only {counted.counted} acts are counted" if counted.counted < FEWEST_ACTS else f"the counts are {numbers}"
    message = f"the headline names a direction, and of '{by}' toward '{toward}' {why}"
    yield Rule.HEADLINE_DIRECTION.at(
        explainer.place_of(figure.span), message, f"say what the figure shows ('{numbers}'), or leave the headline out"
    )
