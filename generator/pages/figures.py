"""Figures as pages show them: derived values, names and addresses handed to the figures, and HTML back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.figures.claims import claims_figure
from generator.figures.context import FigureContext
from generator.figures.costs import costs_figure
from generator.figures.dots import lanes_figure, over_time_figure
from generator.figures.figure import Ref, Text
from generator.figures.life import life_figure
from generator.figures.maps import map_figure
from generator.figures.ranges import range_figure
from generator.figures.risks import risks_figure
from generator.figures.scores import scores_figure
from generator.figures.signposts import signposts_figure
from generator.figures.stances import Shown, stances_figure
from generator.figures.timeline import timeline_figure
from generator.figures.votes import votes_figure
from generator.pages.page import Link
from generator.pages.page import Ref as PageRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.derive.places import Stop
    from generator.derive.scenario_scores import Scores
    from generator.derive.timeline import Row
    from generator.figures.figure import Figure, Line
    from generator.figures.lane_groups import By
    from generator.pages.citations import Citations
    from generator.pages.desk import Desk
    from generator.records import Act, Claim, Cost, Explainer, Place, Risk, Scenario, Vote
    from generator.records.shared import Evidence


def figure_context(desk: Desk, citations: Citations | None = None) -> FigureContext:
    """Return what figures on a page need to know; with marks of reference where the page has a list of sources."""
    root = desk.at_root
    context = FigureContext(
        names=desk.name,
        voices=desk.voice_name,
        issue_label=desk.corpus.issue_label,
        where=root.where,
        actor_at=root.actor_at,
        relation=root.direction,
    )
    if citations is None:
        return context

    def refs(evidence: Sequence[Evidence]) -> tuple[Ref, ...]:
        return tuple(_ref(desk, one) for one in citations.refs(evidence))

    def prose(text: str) -> Line:
        return tuple(_item(desk, piece) for piece in root.rich(text, citations))

    return replace(context, refs=refs, prose=prose)


def _ref(desk: Desk, mark: PageRef) -> Ref:
    return Ref(mark.number, mark.name, f"{desk.own_address}#s-{mark.number}")


def _item(desk: Desk, piece: object) -> Text | Ref:
    if isinstance(piece, PageRef):
        return _ref(desk, piece)
    return Text(piece.label, piece.href or None) if isinstance(piece, Link) else Text(str(piece) if not isinstance(piece, str) else piece)


def stances(desk: Desk, pairs: Sequence[tuple[str, str]], explainer: Explainer | None = None, title: str | None = None) -> str:
    """Return the acts of one actor toward each of some others, by the periods and in the scope of an explainer."""
    periods, scope = (explainer.periods, explainer.collected) if explainer else ((), ())
    shown = Shown(pairs, periods, scope, one_actor=len({by for by, _ in pairs}) == 1)
    return _acts(desk, shown, title, "fig-stances")


def stances_from(desk: Desk, pairs: Sequence[tuple[str, str]], title: str | None = None) -> str:
    """Return the acts of several actors toward one."""
    return _acts(desk, Shown(pairs), title, "fig-stances-from")


def by_issue(desk: Desk, pairs: Sequence[tuple[str, str]], title: str | None = None) -> str:
    """Return the acts of some actors toward others by issue."""
    return _acts(desk, Shown(pairs, by_issue=True), title, "fig-by-issue")


def both_ways(desk: Desk, one: str, other: str, explainer: Explainer | None = None) -> str:
    """Return the acts of two actors toward each other."""
    periods = explainer.periods if explainer else ()
    return _acts(desk, Shown([(one, other), (other, one)], periods), None, "fig-both-ways")


def _acts(desk: Desk, shown: Shown, title: str | None, figure_id: str) -> str:
    figure = replace(stances_figure(desk.stances, shown, figure_context(desk)), id=figure_id)
    return desk.show(figure, _between(desk, shown.pairs), title=title)


def over_time(desk: Desk, pairs: Sequence[tuple[str, str]], title: str | None = None, *, listed: bool = False) -> str:
    """Return the acts of some actors toward others as dots over time; without their table where the page lists them itself."""
    figure = over_time_figure(desk.stances, pairs, figure_context(desk))
    return desk.show(_without_table(figure) if listed else figure, _between(desk, pairs), title=title)


def _without_table(figure: Figure) -> Figure:
    """Return a figure whose table is a file to take away, and does not stand on the page."""
    return replace(figure, table=replace(figure.table, shown=False)) if figure.table else figure


def _between(desk: Desk, pairs: Sequence[tuple[str, str]]) -> list[Act]:
    return [mark.act for pair in pairs for mark in desk.stances.between(*pair)]


def lanes(desk: Desk, rows: Sequence[Row], title: str | None = None, by: By = "issue", *, listed: bool = False) -> str:
    """Return events as an overview in lanes by issue or by actor; without their table where the page lists them itself."""
    figure = lanes_figure(rows, figure_context(desk), by=by)
    return desk.show(_without_table(figure) if listed else figure, [row.event for row in rows], title=title)


def timeline(desk: Desk, rows: Sequence[Row], title: str | None = None, *, selection: bool = False) -> str:
    """Return events as a list with marks on a strip of time; a mere selection of them is no figure to take away."""
    figure = timeline_figure(rows, figure_context(desk))
    return desk.show(figure, [row.event for row in rows], title=title, files=not selection)


def life(desk: Desk, claim: Claim, citations: Citations) -> str:
    """Return the life of a claim."""
    return desk.show(life_figure(claim, figure_context(desk, citations)), [claim])


def claims(desk: Desk, found: Sequence[Claim], title: str | None = None, *, wide: bool = False) -> str:
    """Return claims by what the evidence says of them and by how credible they are."""
    return desk.show(claims_figure(found, figure_context(desk), wide=wide), found, title=title)


def costs(desk: Desk, found: Sequence[Cost], title: str | None = None) -> str:
    """Return costs as one list."""
    return desk.show(costs_figure(found, desk.corpus, figure_context(desk)), found, title=title)


def costs_apart(desk: Desk, found: Sequence[Cost]) -> Figure:
    """Return the figure of costs for a page that lists them itself: its words alone, for it stands on a page of its own."""
    figure = costs_figure(found, desk.corpus, figure_context(desk))
    desk.show(figure, found)
    return figure


def risks(desk: Desk, found: Sequence[Risk], title: str | None = None) -> str:
    """Return risks by what became of them and by impact."""
    return desk.show(risks_figure(found, figure_context(desk)), found, title=title)


def votes(desk: Desk, found: Sequence[Vote], focal: str = "", title: str | None = None) -> str:
    """Return votes as a ledger."""
    return desk.show(votes_figure(found, figure_context(desk), focal=focal), found, title=title)


def signposts(desk: Desk, found: Sequence[Scenario], title: str | None = None, citations: Citations | None = None) -> str:
    """Return what points to which scenario, and whether it was seen; with marks of reference where the page has sources."""
    return desk.show(signposts_figure(found, figure_context(desk, citations), today=desk.today), found, title=title)


def scores(desk: Desk, found: Scores, title: str | None = None) -> str:
    """Return how well resolved scenarios had been forecast."""
    return desk.show(scores_figure(found, figure_context(desk)), title=title)


def places(desk: Desk, stops: Sequence[Stop], title: str | None = None, *, whole: bool = False) -> str:
    """Return places on a map, with a list of what is on record at each, or of the first of it."""
    shown = [one for stop in stops for one in (stop.place, *stop.records)]
    return desk.show(map_figure(stops, figure_context(desk), whole=whole), shown, title=title)


def ranges(desk: Desk, centres: Sequence[Place], title: str | None = None, citations: Citations | None = None) -> str:
    """Return how far something is said to reach from places, and how far others are."""
    stated = [reach for place in centres for reach in place.ranges]
    return desk.show(range_figure(centres, desk.corpus, figure_context(desk, citations)), stated, title=title)
