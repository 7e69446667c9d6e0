"""Figures as pages show them: derived values, names and addresses handed to the charts, and HTML back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from generator.charts.both_ways import both_ways
from generator.charts.claims_overview import claims_overview
from generator.charts.cost_ranges import cost_ranges
from generator.charts.density import density as density_chart
from generator.charts.figure import html_of
from generator.charts.forecast_scores import forecast_scores
from generator.charts.issues import issues as issues_matrix
from generator.charts.lane_groups import lanes_of
from generator.charts.lanes import lanes as lanes_chart
from generator.charts.life import life as life_chart
from generator.charts.matrix import matrix as actor_matrix
from generator.charts.over_time import over_time as over_time_chart
from generator.charts.risk_matrix import risk_matrix
from generator.charts.signposts import signposts as signpost_table
from generator.charts.small_multiples import small_multiples as small_multiples_chart
from generator.charts.spectrum import spectrum as spectrum_chart
from generator.charts.timeline_list import timeline_list
from generator.charts.vote_agreement import vote_agreement
from generator.charts.vote_ledger import vote_ledger
from generator.charts.words_deeds import words_deeds as words_deeds_chart
from generator.pages.markup import html_rich, refs
from generator.pages.page import Address, href
from generator.pages.timeline_parts import TIMELINE, selection_at, year_anchor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.charts.lane_groups import By
    from generator.derive.alignment import Mark
    from generator.derive.scenario_scores import Scores
    from generator.derive.timeline import Row
    from generator.pages.desk import Citations, Desk
    from generator.records import Act, Claim, Cost, Risk, Scenario, Vote

MOST_ACTORS = 9
"""The most actors that a matrix of actors shows; with more, those with the most counted acts."""


class SpectrumOptions(TypedDict, total=False):
    """What a page may choose of a spectrum; see generator.charts.spectrum."""

    reverse: bool
    issue: str | None
    issue_name: str
    title: str | None
    wide: bool


def spectrum(desk: Desk, focal: str, emphasised: str = "", **options: Unpack[SpectrumOptions]) -> str:
    """Return where an actor stands toward others, or they toward it."""
    figure_id = "fig-spectrum-from" if options.get("reverse") else "fig-spectrum"
    chart = spectrum_chart(
        desk.alignment, focal, emphasised=emphasised, names=desk.name, relation=desk.direction, figure_id=figure_id, **options
    )
    acts = (mark.act for other in desk.alignment.others(focal) for mark in _acts(desk, focal, other, reverse=bool(options.get("reverse"))))
    return desk.show(chart, acts)


def _acts(desk: Desk, by: str, toward: str, *, reverse: bool = False) -> Sequence[Mark]:
    return desk.alignment.between(*((toward, by) if reverse else (by, toward)))


def issues(desk: Desk, by: str, toward: str, title: str | None = None) -> str:
    """Return what one actor did toward another, by issue and form."""
    chart = issues_matrix(
        desk.alignment, by, toward, names=desk.name, relation=desk.direction, issue_label=desk.corpus.issue_label, title=title
    )
    return desk.show(chart, (mark.act for mark in _acts(desk, by, toward)))


def matrix(desk: Desk, focal: str = "", issue: str | None = None, title: str | None = None) -> str:
    """Return where every actor stands toward every other."""
    weights = _weights(desk)
    actors = sorted(weights, key=lambda actor: (-weights[actor], actor))[:MOST_ACTORS]
    chart = actor_matrix(
        desk.alignment,
        actors,
        focal=focal or actors[0],
        names=desk.name,
        codes=desk.code,
        relation=desk.direction,
        issue=issue,
        issue_name=desk.corpus.issue_label(issue) if issue else "",
        more=len(weights) - len(actors),
        title=title,
    )
    return desk.show(chart, (mark.act for dyad in desk.alignment.dyads for mark in _acts(desk, *dyad)))


def _weights(desk: Desk) -> dict[str, int]:
    found: dict[str, int] = {}
    for by, toward in desk.alignment.dyads:
        count = len(desk.alignment.between(by, toward))
        for actor in (by, toward):
            found[actor] = found.get(actor, 0) + count
    return found


def small_multiples(desk: Desk, pairs: Sequence[tuple[str, str]], title: str | None = None, figure_id: str = "fig-by-issue") -> str:
    """Return directed balances by issue, a panel an issue."""
    chart = small_multiples_chart(
        desk.alignment,
        pairs,
        names=desk.name,
        relation=desk.direction,
        issue_label=desk.corpus.issue_label,
        title=title,
        figure_id=figure_id,
    )
    return desk.show(chart, (mark.act for pair in pairs for mark in _acts(desk, *pair)))


def words_deeds(desk: Desk, pairs: Sequence[tuple[str, str]] | None = None, title: str | None = None) -> str:
    """Return words beside deeds, for every direction unless some are chosen."""
    chart = words_deeds_chart(desk.alignment, pairs, names=desk.name, relation=desk.direction, title=title)
    chosen = desk.alignment.dyads if pairs is None else pairs
    return desk.show(chart, (mark.act for pair in chosen for mark in _acts(desk, *pair)))


def over_time(desk: Desk, by: str, toward: str, title: str | None = None) -> str:
    """Return the balance of two actors over time, in both directions."""
    chart = over_time_chart(
        desk.alignment,
        by,
        toward,
        until=_until(desk),
        names=desk.name,
        codes=desk.code,
        where=desk.where,
        draw=desk.draw,
        title=title,
        figure_id=f"fig-over-time-{by}-{toward}",
    )
    return desk.show(chart, _both(desk, by, toward))


def _both(desk: Desk, one: str, other: str) -> list[Act]:
    """Return what two actors did toward each other."""
    return [mark.act for mark in (*_acts(desk, one, other), *_acts(desk, other, one))]


def _until(desk: Desk) -> date:
    """Return the day up to which the record goes: that of its last act, so that the same record gives the same figure."""
    days = [mark.day for dyad in desk.alignment.dyads for mark in desk.alignment.between(*dyad) if mark.day is not None]
    return max(days, default=desk.today)


def relation(desk: Desk, one: str, other: str) -> str:
    """Return what two actors did toward each other over time."""
    chart = both_ways(desk.alignment, one, other, names=desk.name, where=desk.where)
    return desk.show(chart, _both(desk, one, other))


def lanes(desk: Desk, rows: Sequence[Row], title: str | None = None, by: By = "issue") -> str:
    """Return events as an overview in lanes by issue or by actor; as their number over time where lanes would be crowded."""
    label = desk.corpus.issue_label
    if lanes_of(rows, by, names=desk.name, issue_label=label, everywhere=False).crowded:
        return density(desk, rows, title, by)
    chart = lanes_chart(
        rows, names=desk.name, where=desk.where, issue_label=label, draw=desk.draw, by=by, title=title, figure_id=_lanes_id(by)
    )
    return desk.show(chart, [row.event for row in rows])


def _lanes_id(by: By) -> str:
    return "fig-lanes" if by == "issue" else f"fig-lanes-{by}"


def density(desk: Desk, rows: Sequence[Row], title: str | None = None, by: By = "issue") -> str:
    """Return the number of events over time, in lanes by issue or by actor."""
    chart = density_chart(
        rows,
        names=desk.name,
        issue_label=desk.corpus.issue_label,
        year_at=lambda year: href(desk.page, Address(TIMELINE, year_anchor(year))),
        lane_at=lambda lane: selection_at(desk, by, lane),
        by=by,
        title=title,
        figure_id=_lanes_id(by),
    )
    return desk.show(chart, [row.event for row in rows])


def timeline(desk: Desk, rows: Sequence[Row], title: str | None = None, *, selection: bool = False) -> str:
    """Return events as a list with marks on a strip of time; a mere selection of them is no figure to take away."""
    chart = timeline_list(rows, names=desk.name, where=desk.where, issue_label=desk.corpus.issue_label, title=title)
    events = [row.event for row in rows]
    return html_of(replace(chart, sources=desk.credit(events))) if selection else desk.show(chart, events)


def life(desk: Desk, claim: Claim, citations: Citations) -> str:
    """Return the life of a claim."""
    return desk.show(
        life_chart(
            claim,
            names=desk.name,
            actor_at=desk.actor_at,
            refs=lambda evidence: str(refs(citations.refs(evidence))),
            prose=lambda text: str(html_rich(desk.rich(text, citations))),
        ),
        [claim],
    )


def claims(desk: Desk, found: Sequence[Claim], title: str | None = None, *, wide: bool = False) -> str:
    """Return claims by what the evidence says of them and by how credible they are."""
    return desk.show(claims_overview(found, names=desk.name, where=desk.where, title=title, wide=wide), found)


def costs(desk: Desk, found: Sequence[Cost], title: str | None = None) -> str:
    """Return costs as ranges."""
    return desk.show(cost_ranges(found, names=desk.voice_name, where=desk.where, title=title), found)


def risks(desk: Desk, found: Sequence[Risk], title: str | None = None) -> str:
    """Return risks by likelihood and impact."""
    return desk.show(risk_matrix(found, names=desk.voice_name, where=desk.where, title=title), found)


def votes(desk: Desk, found: Sequence[Vote], focal: str = "", title: str | None = None) -> str:
    """Return votes as a ledger."""
    return desk.show(vote_ledger(found, names=desk.name, where=desk.where, focal=focal, title=title), found)


def agreement(desk: Desk, found: Sequence[Vote], focal: str) -> str:
    """Return how often others voted as an actor did."""
    return desk.show(vote_agreement(found, focal, names=desk.name, relation=desk.direction), found)


def signposts(desk: Desk, found: Sequence[Scenario], title: str | None = None, citations: Citations | None = None) -> str:
    """Return what points to which scenario, and whether it was seen; with marks of reference where the page has sources."""
    marks = (lambda evidence: str(refs(citations.refs(evidence)))) if citations else None
    return desk.show(signpost_table(found, where=desk.where, today=desk.today, refs=marks, title=title), found)


def scores(desk: Desk, found: Scores, title: str | None = None) -> str:
    """Return how well resolved scenarios had been forecast."""
    return desk.show(forecast_scores(found, names=desk.voice_name, where=desk.where, title=title))
