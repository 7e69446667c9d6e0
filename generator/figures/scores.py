"""How well resolved scenarios had been forecast: the Brier score of each, with that of either end of its range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.derive.scenario_scores import COIN
from generator.figures.figure import AxisTick, Column, Figure, Grid, Piece, Row, Strip, Text, cell, line, muted, table_of
from generator.figures.risks import likelihood_words
from generator.language import N_, _, ngettext, numeral
from generator.language.sentences import capitalized, comma_list

if TYPE_CHECKING:
    from generator.derive.scenario_scores import Score, Scores
    from generator.figures.context import FigureContext
    from generator.figures.figure import Cell, Columns
    from generator.records import Scenario

_NOTE: Final = N_(
    "Brier score: the square of the distance between the probability given and what came, 1 if the scenario occurred and 0 if not. "
    "0 is best, 1 worst; always saying 50 per cent gives 0.25, the upright line. Dot: the midpoint of the range that was given; "
    "bar: its two ends. Each scenario is scored by itself."
)


def scores_figure(scores: Scores, context: FigureContext) -> Figure:
    """Return the scores of resolved scenarios on one scale from 0 (best) to 1, and which of them have none, with the reason.

    The headline is the mean beside the score of a coin.
    """
    subtitle = ngettext(
        "Brier scores of {number} resolved scenario, from 0 (best) to 1",
        "Brier scores of {number} resolved scenarios, from 0 (best) to 1",
        len(scores.scored),
    )
    if not scores.scored and not scores.unscored:
        return Figure("fig-scores", _("No scenario is resolved yet"), subtitle, (), _(_NOTE))
    blocks = (*([_scored(scores, context)] if scores.scored else []), *([_unscored(scores, context)] if scores.unscored else []))
    rows = [*((one.scenario, one, "") for one in scores.scored), *((one, None, reason) for one, reason in scores.unscored)]
    return Figure("fig-scores", _headline(scores), subtitle, blocks, _(_NOTE), table_of(_COLUMNS, rows, context))


def _scored(scores: Scores, context: FigureContext) -> Grid:
    ticks = tuple(AxisTick(_at(score), numeral(f"{score:g}"), major=score == COIN) for score in (0, COIN, 0.5, 1))
    columns = (Column(_("Scenario"), width=20), Column(_("On a scale"), "strip", ticks=ticks), Column(_("Score"), "number", 4))
    return Grid(columns, tuple(Row((_name(one, context), cell(_strip(one)), cell(score_words(one.value)))) for one in scores.scored))


def score_words(score: float) -> str:
    """Return a score as readers see it: two decimals, halves away from nought."""
    return numeral(f"{int(score * 100 + 0.5 + 1e-9) / 100:.2f}")


def _at(score: float) -> float:
    """Return the place of a score, in per cent, with room for the words at both ends."""
    return 3.0 + score * 90.0


def _strip(score: Score) -> Strip:
    span = (Piece("bar", _at(score.best), _at(score.worst), faint=True),) if score.best < score.worst else ()
    return Strip((*span, Piece("dot", _at(score.value), _at(score.value))))


def _name(score: Score, context: FigureContext) -> Cell:
    told = {"actors": comma_list(map(context.voices, score.scenario.likelihood_said_by)), "when": score.given.words()}
    given = _("{likelihood}, said {actors}, {when}", likelihood=likelihood_words(score.likelihood), **told)
    when = score.resolution.on.words()
    ended = _("Occurred, {when}", when=when) if score.occurred else _("Did not occur, {when}", when=when)
    title = line(Text(score.scenario.title, context.where(score.scenario)))
    return (title, line(muted(given)), line(muted(ended)))


def _unscored(scores: Scores, context: FigureContext) -> Grid:
    rows = (Row((cell(Text(one.title, context.where(one))), cell(f"{capitalized(reason)}."))) for one, reason in scores.unscored)
    columns = (Column(_("Scenario"), width=20), Column(_("Why not")))
    return Grid(columns, tuple(rows), caption=_("Resolved and not scored"), bare=True)


def _headline(scores: Scores) -> str:
    mean, coin, number = score_words(scores.mean or 0.0), numeral(f"{COIN}"), len(scores.scored)
    if number == 0:
        return _("No resolved scenario has a score")
    if number == 1:
        return _("The one forecast that can be scored has a Brier score of {mean}; a coin would have {coin}", mean=mean, coin=coin)
    return ngettext(
        "The {number} forecast that can be scored has a mean Brier score of {mean}; a coin would have {coin}",
        "The {number} forecasts that can be scored have a mean Brier score of {mean}; a coin would have {coin}",
        number,
        mean=mean,
        coin=coin,
    )


_COLUMNS: Final[Columns[tuple[Scenario, Score | None, str], FigureContext]] = (
    (N_("Scenario"), lambda row, _unused: row[0].title),
    (N_("Forecast by"), lambda row, context: comma_list(map(context.voices, row[0].likelihood_said_by))),
    (N_("Likelihood"), lambda row, _unused: (row[0].likelihood and row[0].likelihood.word) or ""),
    (N_("Low, %"), lambda row, _unused: row[0].likelihood.bounds[0] if row[0].likelihood else ""),
    (N_("High, %"), lambda row, _unused: row[0].likelihood.bounds[1] if row[0].likelihood else ""),
    (N_("Midpoint, %"), lambda row, _unused: round(sum(row[0].likelihood.bounds) / 2, 8) if row[0].likelihood else ""),
    (N_("Forecast (EDTF)"), lambda row, _unused: row[0].likelihood.on.text if row[0].likelihood and row[0].likelihood.on else ""),
    (N_("Resolved (EDTF)"), lambda row, _unused: row[0].resolution.on.text if row[0].resolution else ""),
    (N_("Outcome"), lambda row, _unused: row[0].resolution.outcome if row[0].resolution else ""),
    (N_("Brier score"), lambda row, _unused: round(row[1].value, 10) if row[1] else ""),
    (N_("Best end"), lambda row, _unused: round(row[1].best, 10) if row[1] else ""),
    (N_("Worst end"), lambda row, _unused: round(row[1].worst, 10) if row[1] else ""),
    (N_("Why not scored"), lambda row, _unused: row[2]),
)
"""Of a resolved scenario, its score, and why it has none."""
