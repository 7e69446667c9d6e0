"""Figures as pages show them: derived values, names and addresses handed to the figures, and HTML back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator import figures
from generator.analysis import claim_life
from generator.model import Explainer
from generator.site.page import Link, SourceRef, url_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analysis import By, Scores, Stop
    from generator.figures import Figure
    from generator.model import Act, Claim, Collected, Cost, Event, Place, Risk, Scenario, Vote
    from generator.site.citations import Citations
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.page import RichPiece


def figure_context(context: PageContext, citations: Citations | None = None) -> figures.FigureContext:
    """Return what figures on a page need to know, addresses from the root; with reference marks where the page has a list of sources."""
    root = context.at("index.md")
    base = figures.FigureContext(corpus=context.corpus, where=root.where, relation=root.direction)
    if citations is None:
        return base
    return replace(
        base,
        refs=lambda evidence: tuple(_ref(context, one) for one in citations.refs(evidence)),
        prose=lambda text: tuple(_item(context, piece) for piece in root.rich(text, citations)),
    )


def _ref(context: PageContext, mark: SourceRef) -> figures.FigureRef:
    return figures.FigureRef(mark.number, mark.name, f"{url_of(context.page)}#s-{mark.number}")


def _item(context: PageContext, piece: RichPiece) -> figures.FigureText | figures.FigureRef:
    if isinstance(piece, SourceRef):
        return _ref(context, piece)
    return figures.FigureText(piece.label, piece.href or None) if isinstance(piece, Link) else figures.FigureText(piece)


def stances(
    context: PageContext, pairs: Sequence[tuple[str, str]], explainer: Explainer | None = None, title: str | None = None
) -> FigureView:
    """Return the acts of one actor toward each of some others, by the periods and in the scope of an explainer that has them."""
    scope = (explainer.collected if explainer else ()) or collected(context, pairs)
    shown = figures.ShownStances(pairs, explainer.periods if explainer else (), scope, one_actor=len({by for by, _ in pairs}) == 1)
    return acts(context, "fig-stances", shown, title)


def collected(context: PageContext, pairs: Sequence[tuple[str, str]]) -> list[Collected]:
    """Return what was looked for of the acts of some actors, whichever explainer declares it."""
    declared = dict.fromkeys(one for explainer in context.corpus.all(Explainer) for one in explainer.collected)
    return [one for one in declared if any(by in one.by for by, _ in pairs)]


def acts(context: PageContext, figure_id: str, shown: figures.ShownStances, title: str | None = None) -> FigureView:
    """Return the acts of some actors toward others as they are to be shown."""
    figure = replace(figures.stances_figure(context.stances, shown, figure_context(context)), id=figure_id)
    return context.show(figure, _between(context, shown.pairs), title=title)


def over_time(context: PageContext, pairs: Sequence[tuple[str, str]], title: str | None = None, *, listed: bool = False) -> FigureView:
    """Return the acts of some actors toward others as dots over time; without their table where the page lists them itself."""
    figure = figures.over_time_figure(context.stances, pairs, figure_context(context))
    return context.show(_without_table(figure) if listed else figure, _between(context, pairs), title=title)


def _without_table(figure: Figure) -> Figure:
    """Return a figure whose table is a file to take away, and does not stand on the page."""
    return replace(figure, table=replace(figure.table, shown=False)) if figure.table else figure


def _between(context: PageContext, pairs: Sequence[tuple[str, str]]) -> list[Act]:
    return [mark.act for pair in pairs for mark in context.stances.between(*pair)]


def lanes(context: PageContext, events: Sequence[Event], title: str | None = None, by: By = "issue", *, listed: bool = False) -> FigureView:
    """Return events as an overview in lanes by issue or by actor; without their table where the page lists them itself."""
    figure = figures.lanes_figure(events, figure_context(context), by=by)
    return context.show(_without_table(figure) if listed else figure, events, title=title)


def timeline(context: PageContext, events: Sequence[Event], title: str | None = None, *, selection: bool = False) -> FigureView:
    """Return events as a list with marks on a strip of time; a mere selection of them is no figure to take away."""
    figure = figures.timeline_figure(events, figure_context(context))
    return context.show(figure, events, title=title, files=not selection)


def life(context: PageContext, claim: Claim, citations: Citations) -> FigureView:
    """Return the life of a claim."""
    return context.show(figures.life_figure(claim_life(claim), figure_context(context, citations)), [claim])


def claims(context: PageContext, found: Sequence[Claim], title: str | None = None, *, wide: bool = False) -> FigureView:
    """Return claims by what the evidence says of them and by how credible they are."""
    return context.show(figures.claims_figure(found, figure_context(context), wide=wide), found, title=title)


def costs(context: PageContext, found: Sequence[Cost], title: str | None = None) -> FigureView:
    """Return costs as one list."""
    return context.show(figures.costs_figure(found, figure_context(context)), found, title=title)


def risks(context: PageContext, found: Sequence[Risk], title: str | None = None) -> FigureView:
    """Return risks by what became of them and by impact."""
    return context.show(figures.risks_figure(found, figure_context(context)), found, title=title)


def votes(context: PageContext, found: Sequence[Vote], focal: str = "", title: str | None = None) -> FigureView:
    """Return votes as a ledger."""
    return context.show(figures.votes_figure(found, figure_context(context), focal=focal), found, title=title)


def signposts(context: PageContext, found: Sequence[Scenario], title: str | None = None, citations: Citations | None = None) -> FigureView:
    """Return what points to which scenario, and whether it was seen; with marks of reference where the page has sources."""
    return context.show(figures.signposts_figure(found, figure_context(context, citations), today=context.facts.today), found, title=title)


def scores(context: PageContext, found: Scores, title: str | None = None) -> FigureView:
    """Return how well resolved scenarios had been forecast."""
    return context.show(figures.scores_figure(found, figure_context(context)), title=title)


def places(context: PageContext, stops: Sequence[Stop], title: str | None = None, *, whole: bool = False) -> FigureView:
    """Return places on a map, with a list of what is on record at each, or of the first of it."""
    shown = [one for stop in stops for one in (stop.place, *stop.records)]
    return context.show(figures.map_figure(stops, figure_context(context), whole=whole), shown, title=title)


def ranges(context: PageContext, centres: Sequence[Place], title: str | None = None, citations: Citations | None = None) -> FigureView:
    """Return how far something is said to reach from places, and how far others are."""
    stated = [reach for place in centres for reach in place.ranges]
    return context.show(figures.range_figure(centres, figure_context(context, citations)), stated, title=title)
