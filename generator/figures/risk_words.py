"""What is said of a risk beside the figure: how bad it would be, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.context import plain
from generator.figures.scale import clauses, commas
from generator.figures.signs import status_word
from generator.figures.standing import changes_words, sources_named
from generator.language import message, say
from generator.vocabularies import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from generator.figures.figure import Columns, Names
    from generator.records import Risk
    from generator.records.risks import Impact


def level_words(impact: Impact) -> str:
    """Return how bad it would be, in the words of the scale."""
    least, worst = (say(IMPACT[level].label) for level in impact.bounds)
    return worst if least == worst else say("{least} to {worst}", least=least, worst=worst)


def _likelihood(risk: Risk) -> str:
    if risk.likelihood is None:
        return say("not given")
    return say(LIKELIHOOD[risk.likelihood.word].label) if risk.likelihood.word else say("in per cent")


def _impacts(risk: Risk) -> str:
    return clauses(
        say("{what}: {level}, {because}", what=one.dimension_words, level=level_words(one), because=plain(one.because))
        for one in risk.impact
    )


COLUMNS: Final[Columns[tuple[int, Risk], Names]] = (
    (message("Number"), lambda row, _: row[0]),
    (message("Risk"), lambda row, _: row[1].title),
    (message("Likelihood"), lambda row, _: _likelihood(row[1])),
    (message("Lowest, per cent"), lambda row, _: row[1].likelihood.bounds[0] if row[1].likelihood else None),
    (message("Highest, per cent"), lambda row, _: row[1].likelihood.bounds[1] if row[1].likelihood else None),
    (message("Likelihood by"), lambda row, names: commas(map(names, row[1].likelihood_said_by))),
    (message("Impact"), lambda row, _: _impacts(row[1])),
    (message("Within"), lambda row, _: row[1].horizon.words() if row[1].horizon else ""),
    (message("Borne by"), lambda row, names: commas(map(names, row[1].bearer))),
    (message("Raised by"), lambda row, names: commas(map(names, row[1].raised_by))),
    (message("Evidence"), lambda row, names: sources_named(row[1].evidence, names)),
    (message("What became of it"), lambda row, _: status_word(row[1].record_so_far.status) if row[1].record_so_far else ""),
    (message("On"), lambda row, _: row[1].record_so_far.on.words() if row[1].record_so_far and row[1].record_so_far.on else ""),
    (message("What the record shows"), lambda row, _: plain(row[1].record_so_far.because or "") if row[1].record_so_far else ""),
    (message("Evidence of that"), lambda row, names: sources_named(row[1].record_so_far.evidence, names) if row[1].record_so_far else ""),
    (message("Changes"), lambda row, _: changes_words(row[1])),
)
"""Everything behind the figure, of a risk with its number there."""
