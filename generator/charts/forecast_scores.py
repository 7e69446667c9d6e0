"""How well resolved scenarios had been forecast: the Brier score of each, with that of either end of its range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, Table, escaped
from generator.charts.markup import cell, disc, head_cell, level, linked, nothing, row, strip, table, unseen, upright, words
from generator.charts.scale import Number, capital, commas
from generator.derive.scenario_scores import COIN
from generator.language import message, numeral, say, say_count
from generator.vocabularies import LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.derive.scenario_scores import Score, Scores
    from generator.records import Scenario

_MARGIN: Final = 3.0
_COLUMNS: Final = (
    *(message("Scenario"), message("Forecast by"), message("Likelihood"), message("Low, %"), message("High, %"), message("Midpoint, %")),
    *(message("Forecast (EDTF)"), message("Resolved (EDTF)"), message("Outcome")),
    *(message("Brier score"), message("Best end"), message("Worst end"), message("Why not scored")),
)
_NOTE: Final = message(
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
    subtitle = say_count(
        "Brier scores of {number} resolved scenario, from 0 (best) to 1",
        "Brier scores of {number} resolved scenarios, from 0 (best) to 1",
        number,
    )
    if not scores.scored and not scores.unscored:
        return Figure(figure_id, title or say("No scenario is resolved yet"), subtitle, nothing(), say(_NOTE), wide=wide, empty=True)
    drawing = (_scored(scores, names, where) if scores.scored else "") + _unscored(scores, where)
    rows = [*(_cells(one, names) for one in scores.scored), *(_bare_cells(one, reason, names) for one, reason in scores.unscored)]
    return Figure(figure_id, title or _headline(scores), subtitle, drawing, say(_NOTE), Table([*map(say, _COLUMNS)], rows), wide=wide)


def _scored(scores: Scores, names: Names, where: Where) -> str:
    axis = (
        *((0.0, say("0 best"), ""), (COIN, numeral(f"{COIN}"), "")),
        *((0.5, numeral("0.5"), ' class="mid"'), (1.0, say("1 worst"), ' class="end"')),
    )
    texts = "".join(f'<text x="{_at(score):g}%" y="70%"{style}>{said}</text>' for score, said, style in axis)
    head = [head_cell(say("Scenario")), head_cell(unseen(say("Score")) + strip(texts, "axis")), head_cell(say("Score"), "n")]
    rows = [row(_name(one, names, where), [cell(_strip(one), "s"), cell(score_words(one.value), "n")]) for one in scores.scored]
    return table("cost", head, rows)


def score_words(score: float) -> str:
    """Return a score as readers see it: two decimals, halves away from nought."""
    return numeral(f"{int(score * 100 + 0.5 + 1e-9) / 100:.2f}")


def _at(score: float) -> float:
    return _MARGIN + score * (100 - 2 * _MARGIN)


def _strip(score: Score) -> str:
    lines = "".join(upright("g", _at(one)) for one in (0, 0.5, 1)) + upright("g0", _at(COIN))
    span = level("wh", _at(score.best), _at(score.worst)) if score.best < score.worst else ""
    return strip(lines + span + disc("dot", _at(score.value), 5.5))


def _name(score: Score, names: Names, where: Where) -> str:
    told = {"actors": commas(map(names, score.scenario.likelihood_said_by)), "when": score.given.words()}
    given = say("{likelihood}, said {actors}, {when}", likelihood=_likelihood(score), **told)
    return linked(score.scenario.title, where(score.scenario)) + words(given, "sub") + words(_ended(score), "sub")


def _likelihood(score: Score) -> str:
    low, high = (numeral(f"{bound:g}") for bound in score.likelihood.bounds)
    if not score.likelihood.word:
        return say("{low}–{high} per cent", low=low, high=high)
    return say("{likelihood} ({low}–{high} per cent)", likelihood=say(LIKELIHOOD[score.likelihood.word].label), low=low, high=high)


def _ended(score: Score) -> str:
    when = score.resolution.on.words()
    return say("Occurred, {when}", when=when) if score.occurred else say("Did not occur, {when}", when=when)


def _unscored(scores: Scores, where: Where) -> str:
    items = "".join(f"<dt>{linked(one.title, where(one))}</dt><dd>{escaped(capital(reason))}.</dd>" for one, reason in scores.unscored)
    head = say("Resolved and not scored")
    return f'<p class="cost__told">{head}</p><dl class="cost-words">{items}</dl>' if items else ""


def _headline(scores: Scores) -> str:
    mean, coin, number = score_words(scores.mean or 0.0), numeral(f"{COIN}"), len(scores.scored)
    if number == 0:
        return say("No resolved scenario has a score")
    if number == 1:
        return say("The one forecast that can be scored has a Brier score of {mean}; a coin would have {coin}", mean=mean, coin=coin)
    return say_count(
        "The {number} forecast that can be scored has a mean Brier score of {mean}; a coin would have {coin}",
        "The {number} forecasts that can be scored have a mean Brier score of {mean}; a coin would have {coin}",
        number,
        mean=mean,
        coin=coin,
    )


def _cells(score: Score, names: Names) -> Sequence[str]:
    values = (Number(f"{number:.10g}") for number in (score.value, score.best, score.worst))
    return (*_told(score.scenario, names), *values, "")


def _bare_cells(scenario: Scenario, reason: str, names: Names) -> Sequence[str]:
    return (*_told(scenario, names), "", "", "", reason)


def _told(scenario: Scenario, names: Names) -> tuple[str, ...]:
    given, ended = scenario.likelihood, scenario.resolution
    bounds = (*given.bounds, round(sum(given.bounds) / 2, 8)) if given else ()
    numbers = [Number(f"{number:g}") for number in bounds] or ["", "", ""]
    word, on = (given.word or "", given.on.text if given.on else "") if given else ("", "")
    resolved = (ended.on.text, ended.outcome) if ended else ("", "")
    return (scenario.title, commas(map(names, scenario.likelihood_said_by)), word, *numbers, on, *resolved)
