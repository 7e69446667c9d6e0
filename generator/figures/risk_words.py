"""What is said of a risk beside the figure: how bad it would be, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.context import plain
from generator.figures.signs import status_word
from generator.figures.standing import changes_words, sources_named
from generator.language import N_, _
from generator.language.sentences import clause_list, comma_list
from generator.vocabularies import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from generator.figures.figure import Columns, Names
    from generator.records import Risk
    from generator.records.risks import Impact


def level_words(impact: Impact) -> str:
    """Return how bad it would be, in the words of the scale."""
    least, worst = (_(IMPACT[level].label) for level in impact.bounds)
    return worst if least == worst else _("{least} to {worst}", least=least, worst=worst)


def _likelihood(risk: Risk) -> str:
    if risk.likelihood is None:
        return _("not given")
    return _(LIKELIHOOD[risk.likelihood.word].label) if risk.likelihood.word else _("in per cent")


def _impacts(risk: Risk) -> str:
    return clause_list(
        _("{what}: {level}, {because}", what=one.dimension_words, level=level_words(one), because=plain(one.because)) for one in risk.impact
    )


COLUMNS: Final[Columns[tuple[int, Risk], Names]] = (
    (N_("Number"), lambda row, _unused: row[0]),
    (N_("Risk"), lambda row, _unused: row[1].title),
    (N_("Likelihood"), lambda row, _unused: _likelihood(row[1])),
    (N_("Lowest, per cent"), lambda row, _unused: row[1].likelihood.bounds[0] if row[1].likelihood else None),
    (N_("Highest, per cent"), lambda row, _unused: row[1].likelihood.bounds[1] if row[1].likelihood else None),
    (N_("Likelihood by"), lambda row, names: comma_list(map(names, row[1].likelihood_said_by))),
    (N_("Impact"), lambda row, _unused: _impacts(row[1])),
    (N_("Within"), lambda row, _unused: row[1].horizon.words() if row[1].horizon else ""),
    (N_("Borne by"), lambda row, names: comma_list(map(names, row[1].bearer))),
    (N_("Raised by"), lambda row, names: comma_list(map(names, row[1].raised_by))),
    (N_("Evidence"), lambda row, names: sources_named(row[1].evidence, names)),
    (N_("What became of it"), lambda row, _unused: status_word(row[1].record_so_far.status) if row[1].record_so_far else ""),
    (N_("On"), lambda row, _unused: row[1].record_so_far.on.words() if row[1].record_so_far and row[1].record_so_far.on else ""),
    (N_("What the record shows"), lambda row, _unused: plain(row[1].record_so_far.because or "") if row[1].record_so_far else ""),
    (N_("Evidence of that"), lambda row, names: sources_named(row[1].record_so_far.evidence, names) if row[1].record_so_far else ""),
    (N_("Changes"), lambda row, _unused: changes_words(row[1])),
)
"""Everything behind the figure, of a risk with its number there."""
