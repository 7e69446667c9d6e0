"""The figure of risks: a list by outcome and impact, and a grid of stated likelihoods and impacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.costs import figure_of
from generator.figures.figure import Column, Figure, FigureText, Grid, Mark, Row, cell, line, muted, nothing, plain, table_of
from generator.figures.words import changes_words, last_change, sources_named, sources_words, status_sign, status_word
from generator.language import N_, _, capitalized, clause_list, comma_list, ngettext, sentence_list
from generator.model import IMPACT, LIKELIHOOD, severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.figure import Cell, Columns, FigureContext, Line, Names
    from generator.model import Impact, Likelihood, Risk, Term

FEWEST_STATED: Final = 3
"""The minimum number of risks with a stated likelihood for a grid."""
STATES: Final = ("realised", "partly", "open", "not-realised")
"""The outcomes of risks, in listing order."""
BANDS: Final = tuple(LIKELIHOOD.terms.values())
"""The likelihood terms of ICD 203, from the least likely."""


def risks_figure(risks: Sequence[Risk], context: FigureContext) -> Figure:
    """Return a list of risks by outcome, the worst first, and a grid of likelihood and impact if enough are stated.

    The headline says how many came about; retired risks are left out.
    """
    standing = sorted((risk for risk in risks if risk.retired is None), key=_order)
    if not standing:
        return nothing("fig-risks", _("No risk is on record"))
    numbered = list(enumerate(standing, 1))
    stated = [(number, risk) for number, risk in numbered if risk.likelihood is not None]
    grid = (_grid(stated, context),) if len(stated) >= FEWEST_STATED else ()
    subtitle = _("By what became of them, the worst first. Impact is in order only, on the dimension that is named.")
    body = (*grid, _list(numbered, context))
    note, table = _note(standing, grid=bool(grid)), table_of(_COLUMNS, numbered, context.voices)
    return Figure("fig-risks", _headline(standing), subtitle, body, note, table, wide=True)


def worst(risk: Risk) -> Impact | None:
    """Return the worst impact of a risk, or None if none is given."""
    return max(risk.impact, key=lambda impact: severity(impact.bounds[1]), default=None)


def _order(risk: Risk) -> tuple[int, int, str]:
    impact = worst(risk)
    return STATES.index(risk.stands), -severity(impact.bounds[1]) if impact else 1, risk.id


def _list(numbered: Sequence[tuple[int, Risk]], context: FigureContext) -> Grid:
    columns = (Column(_("Number"), "number", 3), Column(_("Risk")), Column(_("How bad, and how likely"), width=20))
    rows: list[Row] = []
    for state in STATES:
        group = [(number, risk) for number, risk in numbered if risk.stands == state]
        if group:
            count = ngettext("{number} risk", "{number} risks", len(group))
            rows.append(Row((cell(status_sign(state), muted(f" {count}")),), heading=True))
        rows += [Row((cell(muted(str(number))), _name(risk, context), _assessment(risk, context))) for number, risk in group]
    return Grid(columns, tuple(rows), named_by=1, bare=True)


def _name(risk: Risk, context: FigureContext) -> Cell:
    raised = _("Raised by {actors}", actors=comma_list(map(context.corpus.name_within, risk.raised_by)))
    lines: list[Line] = [line(FigureText(risk.title, context.where(risk))), line(muted(raised))]
    so_far = risk.record_so_far
    words = [so_far.on.words() if so_far.on else "", sources_words(so_far.evidence)] if so_far else []
    if any(words):
        lines.append(line(muted(clause_list(filter(None, words)))))
    return (*lines, *last_change(risk))


def _assessment(risk: Risk, context: FigureContext) -> Cell:
    impacts = [_("{level} for {dimension}", level=level_words(impact), dimension=impact.dimension_words) for impact in risk.impact]
    impact = capitalized(comma_list(impacts)) if impacts else _("No impact level given")
    likely = likelihood_words(risk.likelihood) if risk.likelihood else _("no likelihood given")
    if by := comma_list(map(context.corpus.name_within, risk.likelihood_said_by)):
        likely = _("{likelihood}, says {actors}", likelihood=likely, actors=by)
    return (line(impact), line(muted(capitalized(likely))))


def likelihood_words(likelihood: Likelihood) -> str:
    """Return a likelihood as term with range in per cent, or as range."""
    low, high = (figure_of(bound) for bound in likelihood.bounds)
    span = _("{low}–{high} per cent", low=low, high=high)
    return _("{word} ({range})", word=LIKELIHOOD[likelihood.word].label, range=span) if likelihood.word else span


def level_words(impact: Impact) -> str:
    """Return the level of an impact in the words of the scale."""
    least, worst = (_(IMPACT[level].label) for level in impact.bounds)
    return worst if least == worst else _("{least} to {worst}", least=least, worst=worst)


def _grid(stated: Sequence[tuple[int, Risk]], context: FigureContext) -> Grid:
    bounds = [(_(band.label), figure_of(band.low or 0), figure_of(band.high or 100)) for band in BANDS]
    heads = [_("{likelihood}, {low}–{high}", likelihood=label, low=low, high=high) for label, low, high in bounds]
    rows = []
    for level in (*reversed(list(IMPACT.terms)), ""):
        risks = [(number, risk) for number, risk in stated if (((impact := worst(risk)) and impact.bounds[1]) or "") == level]
        if level or risks:
            label = capitalized(_(IMPACT[level].label)) if level else _("No level given")
            rows.append(Row((cell(label), *(_marks(risks, band, context) for band in BANDS))))
    return Grid((Column(_("Impact"), width=8), *(Column(head, "marks", named=True) for head in heads)), tuple(rows))


def _marks(risks: Sequence[tuple[int, Risk]], band: Term, context: FigureContext) -> Cell:
    marks = []
    for number, risk in risks:
        if risk.likelihood and _overlaps(*risk.likelihood.bounds, band):
            label = _("{risk}: {state}", risk=risk.title, state=status_word(risk.stands))
            hollow = risk.stands in ("open", "not-realised")
            marks.append(Mark(label, context.where(risk), hollow=hollow, letter=str(number)))
    return (tuple(marks),) if marks else ()


def _overlaps(low: float, high: float, band: Term) -> bool:
    """Return whether a range overlaps a band by more than an edge; a single value belongs to the band that starts with it."""
    least, most = band.low or 0.0, band.high or 100.0
    if low == high:
        return least <= low < most or (band is BANDS[-1] and low >= most) or (band is BANDS[0] and low < least)
    return low < most and high > least


def _headline(risks: Sequence[Risk]) -> str:
    came = sum(risk.stands in ("realised", "partly") for risk in risks)
    words = ngettext("{number} risk", "{number} risks", len(risks))
    if not any(risk.record_so_far for risk in risks):
        return ngettext("{number} risk, with who warns of it", "{number} risks, with who warns of them", len(risks))
    if len(risks) == 1:
        return _("The one risk is {status}", status=status_word(risks[0].stands).lower())
    if not came:
        return _("Of {risks}, none has come about, even in part", risks=words)
    return ngettext(
        "Of {risks}, {number} has come about at least in part", "Of {risks}, {number} have come about at least in part", came, risks=words
    )


def _note(risks: Sequence[Risk], *, grid: bool) -> str:
    judged = [risk.likelihood is not None for risk in risks]
    parts = (
        _("Likelihood in the words of ICD 203, per cent. A number stands in every band that a stated range reaches into.") if grid else "",
        _("Filled: come about, at least in part. Nothing is multiplied or added.") if grid else "",
        _("Nobody on record gave a likelihood.") if not any(judged) else "",
        _("What nobody judged is left out, not put in the middle.") if not all(judged) else "",
    )
    return sentence_list(parts) or _("Each title leads to its evidence.")


def _impact(impact: Impact) -> str:
    return _("{what}: {level}, {because}", what=impact.dimension_words, level=level_words(impact), because=plain(impact.because))


def _likelihood(likelihood: Likelihood | None) -> str:
    if likelihood is None:
        return _("not given")
    return _(LIKELIHOOD[likelihood.word].label) if likelihood.word else _("in per cent")


_COLUMNS: Final[Columns[tuple[int, Risk], Names]] = (
    (N_("Number"), lambda row, _unused: row[0]),
    (N_("Risk"), lambda row, _unused: row[1].title),
    (N_("Likelihood"), lambda row, _unused: _likelihood(row[1].likelihood)),
    (N_("Lowest, per cent"), lambda row, _unused: row[1].likelihood.bounds[0] if row[1].likelihood else None),
    (N_("Highest, per cent"), lambda row, _unused: row[1].likelihood.bounds[1] if row[1].likelihood else None),
    (N_("Likelihood by"), lambda row, names: comma_list(map(names, row[1].likelihood_said_by))),
    (N_("Impact"), lambda row, _unused: clause_list(map(_impact, row[1].impact))),
    (N_("Within"), lambda row, _unused: row[1].horizon.words() if row[1].horizon else ""),
    (N_("Borne by"), lambda row, names: comma_list(map(names, row[1].bearer))),
    (N_("Raised by"), lambda row, names: comma_list(map(names, row[1].raised_by))),
    (N_("Evidence"), lambda row, names: sources_named(row[1].evidence, names)),
    (N_("What became of it"), lambda row, _unused: status_word(row[1].stands)),
    (N_("On"), lambda row, _unused: row[1].record_so_far.on.words() if row[1].record_so_far and row[1].record_so_far.on else ""),
    (N_("What the record shows"), lambda row, _unused: plain(row[1].record_so_far.because or "") if row[1].record_so_far else ""),
    (N_("Evidence of that"), lambda row, names: sources_named(row[1].record_so_far.evidence, names) if row[1].record_so_far else ""),
    (N_("Changes"), lambda row, _unused: changes_words(row[1])),
)
"""The data of the figure, by number and risk."""
