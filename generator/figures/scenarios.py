"""Figures of scenarios: their signposts with state and due date, and the Brier scores of resolved ones."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.analysis import COIN
from generator.figures.figure import (
    AxisTick,
    Column,
    Figure,
    FigureText,
    Grid,
    Piece,
    Row,
    Strip,
    cell,
    line,
    muted,
    nothing,
    plain,
    table_of,
)
from generator.figures.risks import likelihood_words
from generator.figures.strips import time_strip
from generator.figures.words import sources_named, status_sign, status_word
from generator.language import N_, _, capitalized, clause_list, comma_list, ngettext, numeral, sentence_list
from generator.model import OVERDUE, SIGNPOST_DIRECTIONS, Scenario, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.analysis import Score, Scores, Unscored
    from generator.figures.figure import Cell, Columns, FigureContext
    from generator.figures.strips import TimeStrip
    from generator.model import Edtf, Signpost

_SIGNS: Final = {"toward": ("→", N_("Toward")), "away": ("←", N_("Away"))}
MOST_COLUMNS: Final = 12
"""With more scenarios and directions than this, only the data tell what a signpost points to."""
_STATE_ORDER: Final = ("seen", "open", OVERDUE, "not-seen")
_ONE_SIGNPOST: Final = {
    "seen": N_("The one signpost has been seen"),
    "open": N_("The one signpost has not been seen yet"),
    OVERDUE: N_("The one signpost is overdue"),
    "not-seen": N_("The one signpost has not been seen"),
}
_UNSCORED: Final = names_of("scenarios.unscored")


class _Target(NamedTuple):
    """A column: a scenario or direction that signposts point to."""

    id: str
    letter: str
    title: str
    href: str | None


class _Post(NamedTuple):
    """A signpost with its state on the build date."""

    of: Scenario
    signpost: Signpost
    state: str


def signposts_figure(scenarios: Sequence[Scenario], context: FigureContext, *, today: date) -> Figure:
    """Return a grid of signposts (rows) and scenarios (columns), with the date on which each was seen or is due.

    The headline says how many were seen, and what most point to. An open signpost whose due date has passed on `today` is overdue.
    Retired scenarios are left out.
    """
    standing = [scenario for scenario in scenarios if scenario.retired is None]
    posts = [_Post(scenario, post, post.state_on(today)) for scenario in standing for post in scenario.signposts]
    many = ngettext("{number} scenario", "{number} scenarios", len({post.of.id for post in posts}) or len(standing))
    subtitle = ngettext("{number} signpost of {scenarios}", "{number} signposts of {scenarios}", len(posts), scenarios=many)
    if not posts:
        return nothing("fig-signposts", _("No signpost is on record"), subtitle)
    targets = _targets(standing, posts, context)
    dates = [when for post in posts for when in (post.signpost.on, post.signpost.due) if when]
    strip = time_strip(dates, also=[today]) if dates else None
    data = table_of(_COLUMNS, posts, context)
    columns = targets if len(targets) <= MOST_COLUMNS else []
    body = (_legend(targets, posts), _grid(posts, columns, strip, today, context))
    note = [_note(posts, strip, dates), *([] if columns else [_("There are too many scenarios for a column each; the data say which.")])]
    return Figure("fig-signposts", _headline(posts, targets), subtitle, body, sentence_list(note), data, wide=True)


def _targets(standing: Sequence[Scenario], posts: Sequence[_Post], context: FigureContext) -> list[_Target]:
    """Return the columns: scenarios in order, then other targets, and the two directions last."""
    pointed = list(dict.fromkeys(target for post in posts for target in post.signpost.points_to))
    ids = [scenario.id for scenario in standing if scenario.id in pointed or scenario.signposts]
    others = [target for target in pointed if target not in ids and target not in SIGNPOST_DIRECTIONS]
    targets = []
    for number, target in enumerate([*ids, *others]):
        scenario = context.corpus.find(Scenario, target)
        letter = ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)
        targets.append(_Target(target, letter, _target_name(target, context), context.where(scenario) if scenario else None))
    signs = (_Target(sign, letter, _target_name(sign, context), None) for sign, (letter, _name) in _SIGNS.items() if sign in pointed)
    return [*targets, *signs]


def _target_name(target: str, context: FigureContext) -> str:
    """Return the title of a scenario, or the name of a direction."""
    scenario = context.corpus.find(Scenario, target)
    return scenario.title if scenario else _(_SIGNS[target][1]) if target in _SIGNS else target


def _legend(targets: Sequence[_Target], posts: Sequence[_Post]) -> Grid:
    columns = (Column(_("Letter"), width=2), Column(_("Scenario")), Column(_("Signposts"), width=9))
    rows = []
    for target in targets:
        pointing = sorted((post for post in posts if target.id in post.signpost.points_to), key=lambda post: _STATE_ORDER.index(post.state))
        seen = sum(post.state == "seen" for post in pointing)
        count = muted(" " + _("{part} of {whole} seen", part=seen, whole=len(pointing)))
        name = cell(FigureText(target.title, target.href), count)
        signs = cell(*(status_sign(post.state, alone=True) for post in pointing))
        rows.append(Row((cell(FigureText(target.letter, emphasis="strong")), name, signs)))
    return Grid(columns, tuple(rows), named_by=1, bare=True)


def _grid(posts: Sequence[_Post], targets: Sequence[_Target], strip: TimeStrip | None, today: date, context: FigureContext) -> Grid:
    columns = (
        Column(_("Signpost")),
        *(Column(target.letter, width=2, named=True) for target in targets),
        *((Column(_("When"), "strip", 14, ticks=strip.ticks),) if strip else ()),
        Column(_("State"), width=9),
    )
    rows = []
    for post in posts:
        points = [cell(status_sign(post.state, alone=True)) if target.id in post.signpost.points_to else () for target in targets]
        strip_cell = (cell(_date_strip(post, strip, today)),) if strip else ()
        name = cell(post.signpost.text, *context.refs(post.signpost.evidence))
        on, due = post.signpost.on, post.signpost.due
        words = [on.words() if on else "", _("due {when}", when=due.words()) if due else "" if on else _("no date")]
        state: Cell = (line(status_sign(post.state)), line(muted(comma_list(filter(None, words)))))
        rows.append(Row((name, *points, *strip_cell, state)))
    return Grid(columns, tuple(rows))


def _date_strip(post: _Post, strip: TimeStrip, today: date) -> Strip:
    """Return a strip with the due date, the overdue time, and the date on which it was seen or found not to have come."""
    on, due = post.signpost.on, post.signpost.due
    now = strip.at(today)
    pieces = [Piece("now", now, now, tone="plain")]
    if due:
        pieces += strip.strip(due, tone="plain", faint=True).pieces
        if post.state == OVERDUE and due.latest:
            pieces.append(Piece("late", strip.at(due.latest), now, tone="plain"))
    if on:
        pieces += strip.strip(on, faint=post.state != "seen").pieces
    return Strip(tuple(pieces))


def _headline(posts: Sequence[_Post], targets: Sequence[_Target]) -> str:
    seen = [post for post in posts if post.state == "seen"]
    every = ngettext("{number} signpost", "{number} signposts", len(posts))
    if len(posts) == 1:
        return _(_ONE_SIGNPOST[posts[0].state])
    words = _("None of {signposts} has been seen", signposts=every)
    if seen:
        words = ngettext("{number} of {signposts} has been seen", "{number} of {signposts} have been seen", len(seen), signposts=every)
    if late := sum(post.state == OVERDUE for post in posts):
        words = clause_list([words, ngettext("{number} is overdue", "{number} are overdue", late)])
    if not seen:
        return words
    tallies = [sum(target.id in post.signpost.points_to for post in seen) for target in targets]
    most = max(tallies)
    if tallies.count(most) > 1:
        return _("{seen}; no one path has the most", seen=words)
    leading = targets[tallies.index(most)].title
    return ngettext("{seen}; {number} points to: {scenario}", "{seen}; {number} point to: {scenario}", most, seen=words, scenario=leading)


def _note(posts: Sequence[_Post], strip: TimeStrip | None, dates: Sequence[Edtf]) -> str:
    strip_note = _("On the strip, strong: seen; faint: not seen; grey: due. Upright line: the day on which this page was made.")
    parts = (
        _("Seen: it came, with evidence. Not seen: it was looked for and had not come by the day given. Open: there is still time."),
        _("Overdue: its day has passed, and nobody has said whether it came.") if any(post.state == OVERDUE for post in posts) else "",
        strip_note if dates else "",
        strip.note([when for when in dates if when.kind != "day"]) if strip else "",
    )
    return sentence_list(parts)


_COLUMNS: Final[Columns[_Post, FigureContext]] = (
    (N_("Signpost"), lambda post, _unused: post.signpost.text),
    (N_("Of scenario"), lambda post, _unused: post.of.title),
    (N_("Points to"), lambda post, context: clause_list(_target_name(target, context) for target in post.signpost.points_to)),
    (N_("State"), lambda post, _unused: status_word(post.state)),
    (N_("On (EDTF)"), lambda post, _unused: post.signpost.on.text if post.signpost.on else ""),
    (N_("Due (EDTF)"), lambda post, _unused: post.signpost.due.text if post.signpost.due else ""),
    (N_("Note"), lambda post, _unused: plain(post.signpost.note or "")),
    (N_("Evidence"), lambda post, context: sources_named(post.signpost.evidence, context.voices)),
)
_NOTE: Final = N_(
    "Brier score: the square of the distance between the probability given and what came, 1 if the scenario occurred and 0 if not. "
    "0 is best, 1 worst; always saying 50 per cent gives 0.25, the upright line. Dot: the midpoint of the range that was given; "
    "bar: its two ends. Each scenario is scored by itself."
)


def scores_figure(scores: Scores, context: FigureContext) -> Figure:
    """Return the scores of resolved scenarios on a scale from 0 (best) to 1, and those without a score, with the reason.

    The headline compares the mean with the score of a coin toss.
    """
    subtitle = ngettext(
        "Brier scores of {number} resolved scenario, from 0 (best) to 1",
        "Brier scores of {number} resolved scenarios, from 0 (best) to 1",
        len(scores.scored),
    )
    if not scores.scored and not scores.unscored:
        return Figure("fig-scores", _("No scenario is resolved yet"), subtitle, (), _(_NOTE))
    blocks = (*([_scored(scores, context)] if scores.scored else []), *([_unscored(scores, context)] if scores.unscored else []))
    rows = [*((one.scenario, one, "") for one in scores.scored), *((one, None, _why(one, reason)) for one, reason in scores.unscored)]
    return Figure("fig-scores", _mean(scores), subtitle, blocks, _(_NOTE), table_of(_SCORE_COLUMNS, rows, context))


def _scored(scores: Scores, context: FigureContext) -> Grid:
    ticks = tuple(AxisTick(_at(score), numeral(f"{score:g}"), major=score == COIN) for score in (0, COIN, 0.5, 1))
    columns = (Column(_("Scenario"), width=20), Column(_("On a scale"), "strip", ticks=ticks), Column(_("Score"), "number", 4))
    return Grid(columns, tuple(Row((_forecast(one, context), cell(_on_scale(one)), cell(score_words(one.value)))) for one in scores.scored))


def score_words(score: float) -> str:
    """Return a score with two decimals, halves rounded away from zero."""
    return numeral(f"{int(score * 100 + 0.5 + 1e-9) / 100:.2f}")


def _at(score: float) -> float:
    """Return the position of a score in per cent, with margins for the labels at both ends."""
    return 3.0 + score * 90.0


def _on_scale(score: Score) -> Strip:
    span = (Piece("bar", _at(score.best), _at(score.worst), faint=True),) if score.best < score.worst else ()
    return Strip((*span, Piece("dot", _at(score.value), _at(score.value))))


def _forecast(score: Score, context: FigureContext) -> Cell:
    words = {"actors": comma_list(map(context.corpus.name_within, score.scenario.likelihood_said_by)), "when": score.given.words()}
    forecast = _("{likelihood}, said {actors}, {when}", likelihood=likelihood_words(score.likelihood), **words)
    when = score.resolution.on.words()
    ended = _("Occurred, {when}", when=when) if score.occurred else _("Did not occur, {when}", when=when)
    title = line(FigureText(score.scenario.title, context.where(score.scenario)))
    return (title, line(muted(forecast)), line(muted(ended)))


def _unscored(scores: Scores, context: FigureContext) -> Grid:
    rows = (Row((cell(FigureText(one.title, context.where(one))), cell(capitalized(_why(one, why)) + "."))) for one, why in scores.unscored)
    columns = (Column(_("Scenario"), width=20), Column(_("Why not")))
    return Grid(columns, tuple(rows), caption=_("Resolved and not scored"), bare=True)


def _why(scenario: Scenario, reason: Unscored) -> str:
    outcome = scenario.resolution.outcome_words if scenario.resolution else ""
    return _(_UNSCORED[reason], outcome=outcome)


def _mean(scores: Scores) -> str:
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


_SCORE_COLUMNS: Final[Columns[tuple[Scenario, Score | None, str], FigureContext]] = (
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
"""The columns for a resolved scenario, its score, and why it has none."""
