"""What is said of a risk beside the figure: how bad it would be, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.context import plain
from generator.figures.figure import Table
from generator.figures.scale import clauses, commas
from generator.figures.signs import status_word
from generator.figures.standing import changes_words, sources_named
from generator.language import message, say
from generator.vocabularies import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.figure import Names, Value
    from generator.records import Risk
    from generator.records.risks import Impact

_COLUMNS: Final = (
    *(message("Number"), message("Risk"), message("Likelihood"), message("Lowest, per cent"), message("Highest, per cent")),
    *(message("Likelihood by"), message("Impact"), message("Within"), message("Borne by"), message("Raised by"), message("Evidence")),
    *(message("What became of it"), message("On"), message("What the record shows"), message("Evidence of that"), message("Changes")),
)


def level_words(impact: Impact) -> str:
    """Return how bad it would be, in the words of the scale."""
    least, worst = (say(IMPACT[level].label) for level in impact.bounds)
    return worst if least == worst else say("{least} to {worst}", least=least, worst=worst)


def risk_table(numbered: Sequence[tuple[int, Risk]], names: Names) -> Table:
    """Return everything behind the figure."""
    return Table([*map(say, _COLUMNS)], [_cells(number, risk, names) for number, risk in numbered])


def _cells(number: int, risk: Risk, names: Names) -> list[Value]:
    impacts = clauses(
        say("{what}: {level}, {because}", what=one.dimension_words, level=level_words(one), because=plain(one.because))
        for one in risk.impact
    )
    by, bearer, raised = (commas(map(names, found)) for found in (risk.likelihood_said_by, risk.bearer, risk.raised_by))
    within = risk.horizon.words() if risk.horizon else ""
    told = [sources_named(risk.evidence, names), *_became(risk, names), changes_words(risk)]
    return [number, risk.title, *_likelihood(risk), by, impacts, within, bearer, raised, *told]


def _likelihood(risk: Risk) -> tuple[Value, ...]:
    if risk.likelihood is None:
        return say("not given"), None, None
    word = risk.likelihood.word
    return say(LIKELIHOOD[word].label) if word else say("in per cent"), *risk.likelihood.bounds


def _became(risk: Risk, names: Names) -> tuple[str, str, str, str]:
    found = risk.record_so_far
    if found is None:
        return "", "", "", ""
    on = found.on.words() if found.on else ""
    return status_word(found.status), on, plain(found.because or ""), sources_named(found.evidence, names)
