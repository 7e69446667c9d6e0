"""What is said of a risk beside the matrix: its entry in the key, and its data in full."""

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


def data(numbered: Sequence[tuple[int, Risk]], names: Names) -> Table:
    """Return everything behind the matrix."""
    return Table([*map(say, _COLUMNS)], [_cells(number, risk, names) for number, risk in numbered])


def _cells(number: int, risk: Risk, names: Names) -> list[Value]:
    likelihood, so_far = risk.likelihood, risk.record_so_far
    word = say(LIKELIHOOD[likelihood.word].label) if likelihood and likelihood.word else ""
    bounds: tuple[Value, ...] = likelihood.bounds if likelihood else (None, None)
    impacts = clauses(
        say("{what}: {level}, {because}", what=one.dimension_words, level=level_words(one), because=plain(one.because))
        for one in risk.impact
    )
    voices = [commas(map(names, found)) for found in (risk.likelihood_said_by, risk.bearer, risk.raised_by)]
    became = ["", "", "", ""]
    if so_far:
        shown = plain(so_far.because) if so_far.because else ""
        became = [status_word(so_far.status), so_far.on.words() if so_far.on else "", shown, sources_named(so_far.evidence, names)]
    within = risk.horizon.words() if risk.horizon else ""
    by, bearer, raised = voices
    return [
        *(
            number,
            risk.title,
            word or (say("in per cent") if likelihood else say("not given")),
            *bounds,
            by,
            impacts,
            within,
            bearer,
            raised,
        ),
        *(sources_named(risk.evidence, names), *became, changes_words(risk)),
    ]
