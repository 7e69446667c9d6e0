"""How well resolved scenarios had been forecast: the Brier score of each, with that of either end of its range."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, Table
from generator.charts.markup import NOTHING, cell, disc, head_cell, level, linked, row, strip, table, unseen, upright, words
from generator.charts.scale import count_of
from generator.derive.scenario_scores import COIN
from generator.vocabularies import LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.derive.scenario_scores import Score, Scores
    from generator.records import Scenario

_MARGIN: Final = 3.0
_COLUMNS: Final = (
    *("Scenario", "Forecast by", "Likelihood", "Low, %", "High, %", "Midpoint, %", "Forecast (EDTF)", "Resolved (EDTF)", "Outcome"),
    *("Brier score", "Best end", "Worst end", "Why not scored"),
)
_AXIS: Final = ((0.0, "0 best", ""), (COIN, f"{COIN}", ' class="mid"'), (0.5, "0.5", ' class="mid"'), (1.0, "1 worst", ' class="end"'))
_NOTE: Final = (
    "Brier score: the square of the distance between the probability given and what came, 1 if the scenario occurred and 0 if not. "
    "0 is best, 1 worst; always saying 50 per cent gives 0.25, the upright line. Dot: the midpoint of the range that was given; "
    "bar: its two ends. Each scenario is scored by itself."
)


def forecast_scores(
    scores: Scores, *, names: Names, where: Where, title: str | None = None, figure_id: str = "fig-scores", wide: bool = False
) -> Figure:
    """Return the scores of resolved scenarios on one scale from 0 (best) to 1, and which of them have none, with the reason.

    Args:
        scores: The scores.
        names: Gives the name of an actor or source that gave a likelihood; other words come back as they are.
        where: Gives the address of a record.
        title: The headline; computed from the mean if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    number = len(scores.scored)
    subtitle = f"Brier scores of {count_of(number, 'resolved scenario')}, from 0 (best) to 1"
    if not scores.scored and not scores.unscored:
        return Figure(figure_id, title or "No scenario is resolved yet", subtitle, NOTHING, _NOTE, wide=wide, empty=True)
    drawing = (_scored(scores, names, where) if scores.scored else "") + _unscored(scores, where)
    rows = [*(_cells(one, names) for one in scores.scored), *(_bare_cells(one, reason, names) for one, reason in scores.unscored)]
    return Figure(figure_id, title or _headline(scores), subtitle, drawing, _NOTE, Table(_COLUMNS, rows), wide=wide)


def _scored(scores: Scores, names: Names, where: Where) -> str:
    texts = "".join(f'<text x="{_at(score):g}%" y="70%"{style}>{said}</text>' for score, said, style in _AXIS)
    head = [head_cell("Scenario"), head_cell(unseen("Score") + strip(texts, "axis")), head_cell("Score", "n")]
    rows = [row(_name(one, names, where), [cell(_strip(one), "s"), cell(score_words(one.value), "n")]) for one in scores.scored]
    return table("cost", head, rows)


def score_words(score: float) -> str:
    """Return a score as readers see it: two decimals, halves away from nought."""
    return f"{int(score * 100 + 0.5 + 1e-9) / 100:.2f}"


def _at(score: float) -> float:
    return _MARGIN + score * (100 - 2 * _MARGIN)


def _strip(score: Score) -> str:
    lines = "".join(upright("g", _at(one)) for one in (0, 0.5, 1)) + upright("g0", _at(COIN))
    span = level("wh", _at(score.best), _at(score.worst)) if score.best < score.worst else ""
    return strip(lines + span + disc("dot", _at(score.value), 5.5))


def _name(score: Score, names: Names, where: Where) -> str:
    parts = (f"{_likelihood(score)}, said {', '.join(map(names, score.scenario.likelihood_said_by))}, {score.given.words()}", _ended(score))
    return linked(score.scenario.title, where(score.scenario)) + "".join(words(part, "sub") for part in parts)


def _likelihood(score: Score) -> str:
    low, high = (f"{bound:g}" for bound in score.likelihood.bounds)
    span = f"{low}–{high} per cent"
    return f"{LIKELIHOOD[score.likelihood.word].label} ({span})" if score.likelihood.word else span


def _ended(score: Score) -> str:
    return f"{'Occurred' if score.occurred else 'Did not occur'}, {score.resolution.on.words()}"


def _unscored(scores: Scores, where: Where) -> str:
    items = "".join(
        f"<dt>{linked(one.title, where(one))}</dt><dd>{escape(reason[:1].upper() + reason[1:])}.</dd>" for one, reason in scores.unscored
    )
    return f'<p class="cost__told">Resolved and not scored</p><dl class="cost-words">{items}</dl>' if items else ""


def _headline(scores: Scores) -> str:
    mean, number = score_words(scores.mean or 0.0), len(scores.scored)
    if number == 0:
        return "No resolved scenario has a score"
    if number == 1:
        return f"The one forecast that can be scored has a Brier score of {mean}; a coin would have {COIN}"
    return f"The {number} forecasts that can be scored have a mean Brier score of {mean}; a coin would have {COIN}"


def _cells(score: Score, names: Names) -> Sequence[str]:
    values = (f"{number:.10g}" for number in (score.value, score.best, score.worst))
    return (*_told(score.scenario, names), *values, "")


def _bare_cells(scenario: Scenario, reason: str, names: Names) -> Sequence[str]:
    return (*_told(scenario, names), "", "", "", reason)


def _told(scenario: Scenario, names: Names) -> tuple[str, ...]:
    given, ended = scenario.likelihood, scenario.resolution
    bounds = (*given.bounds, round(sum(given.bounds) / 2, 8)) if given else ()
    numbers = [f"{number:g}" for number in bounds] or ["", "", ""]
    word, on = (given.word or "", given.on.text if given.on else "") if given else ("", "")
    resolved = (ended.on.text, ended.outcome) if ended else ("", "")
    return (scenario.title, ", ".join(map(names, scenario.likelihood_said_by)), word, *numbers, on, *resolved)
