"""The figures of pages, built from derived values, names and addresses, and those that an explainer places in its text, with options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator import analysis, figures
from generator.language import _
from generator.model import Act, Claim, Cost, Event, Explainer, Place, Risk, Scenario, Vote
from generator.site.page import Link, SourceRef, url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.model import Collected, Record
    from generator.site.citations import Citations
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.page import RichPiece

    Options = Mapping[str, str]


def figure_context(context: PageContext, citations: Citations | None = None) -> figures.FigureContext:
    """Return the context for figures on a page, with root-relative links, and with reference marks if the page has a list of sources."""
    root = context.at("index.md")
    base = figures.FigureContext(corpus=context.corpus, where=root.href_to, relation=root.direction_href)
    if citations is None:
        return base
    return replace(
        base,
        refs=lambda evidence: tuple(_ref(context, mark) for mark in citations.refs(evidence)),
        prose=lambda text: tuple(_figure_piece(context, piece) for piece in root.rich(text, citations)),
    )


def _ref(context: PageContext, mark: SourceRef) -> figures.FigureRef:
    return figures.FigureRef(mark.number, mark.name, f"{url_of(context.page)}#s-{mark.number}")


def _figure_piece(context: PageContext, piece: RichPiece) -> figures.FigureText | figures.FigureRef:
    if isinstance(piece, SourceRef):
        return _ref(context, piece)
    return figures.FigureText(piece.label, piece.href or None) if isinstance(piece, Link) else figures.FigureText(piece)


def stances(
    context: PageContext,
    pairs: Sequence[tuple[str, str]],
    explainer: Explainer | None = None,
    title: str | None = None,
    *,
    in_brief: bool = False,
) -> FigureView:
    """Return the acts of one actor toward each of some others, in the scope of an explainer, and by its periods unless `in_brief`.

    Rows name only the others if the figure's own title names the actor; an editor's title may not.
    """
    periods, scope = explainer.periods if explainer and not in_brief else (), _scope(context, pairs, explainer)
    shown = figures.ShownStances(pairs, periods, scope, one_actor=title is None and len({by for by, _ in pairs}) == 1)
    return acts(context, "fig-stances", shown, title)


def by_issue(context: PageContext, pairs: Sequence[tuple[str, str]], explainer: Explainer, title: str | None = None) -> FigureView:
    """Return the acts of some actors toward others by issue, in the scope of an explainer."""
    shown = figures.ShownStances(pairs, scope=_scope(context, pairs, explainer), by_issue=True)
    return acts(context, "fig-by-issue", shown, title)


def _scope(context: PageContext, pairs: Sequence[tuple[str, str]], explainer: Explainer | None) -> Sequence[Collected]:
    return (explainer.collected if explainer else ()) or collected(context, pairs)


def collected(context: PageContext, pairs: Sequence[tuple[str, str]]) -> list[Collected]:
    """Return the declared scope of collection of some actors' acts, from any explainer that is not retired."""
    declared = dict.fromkeys(scope for explainer in context.facts.standing_explainers for scope in explainer.collected)
    return [scope for scope in declared if any(by in scope.by for by, _ in pairs)]


def acts(context: PageContext, figure_id: str, shown: figures.ShownStances, title: str | None = None) -> FigureView:
    """Return the acts of some actors toward others as a figure with the given options."""
    figure = replace(figures.stances_figure(context.stances, shown, figure_context(context)), id=figure_id)
    return context.show(figure, _acts_between(context, shown.pairs), title=title)


def over_time(
    context: PageContext,
    pairs: Sequence[tuple[str, str]],
    explainer: Explainer | None = None,
    title: str | None = None,
    *,
    listed: bool = False,
) -> FigureView:
    """Return the acts of some actors toward others as dots over time; without a table if the page lists the acts itself."""
    shown = figures.ShownStances(pairs, scope=_scope(context, pairs, explainer))
    figure = figures.over_time_figure(context.stances, shown, figure_context(context))
    return context.show(_without_table(figure) if listed else figure, _acts_between(context, pairs), title=title)


def _without_table(figure: figures.Figure) -> figures.Figure:
    """Return a figure whose table is only a downloadable file, not shown on the page."""
    return replace(figure, table=replace(figure.table, shown=False)) if figure.table else figure


def _acts_between(context: PageContext, pairs: Sequence[tuple[str, str]]) -> list[Act]:
    return [mark.act for pair in pairs for mark in context.stances.between(*pair)]


def lanes(
    context: PageContext, events: Sequence[Event], title: str | None = None, by: analysis.By = "issue", *, listed: bool = False
) -> FigureView:
    """Return events as an overview in lanes by issue or actor; without a table if the page lists the events itself."""
    figure = figures.lanes_figure(events, figure_context(context), by=by)
    return context.show(_without_table(figure) if listed else figure, events, title=title)


def timeline(context: PageContext, events: Sequence[Event], title: str | None = None, *, selection: bool = False) -> FigureView:
    """Return events as a list with marks on a strip of time; a selection gets no files of its own."""
    figure = figures.timeline_figure(events, figure_context(context))
    return context.show(figure, events, title=title, files=not selection)


def life(context: PageContext, claim: Claim, citations: Citations) -> FigureView:
    """Return the life of a claim."""
    figure = figures.life_figure(analysis.claim_life(claim), figure_context(context, citations))
    return context.show(figure, [claim, *claim.positions, *claim.assessments])


def claims(context: PageContext, records: Sequence[Claim], title: str | None = None, *, wide: bool = False) -> FigureView:
    """Return claims by assessment and credibility."""
    return context.show(figures.claims_figure(records, figure_context(context), wide=wide), records, title=title)


def costs(context: PageContext, records: Sequence[Cost], title: str | None = None) -> FigureView:
    """Return costs as one list."""
    return context.show(figures.costs_figure(records, figure_context(context)), records, title=title)


def risks(context: PageContext, records: Sequence[Risk], title: str | None = None) -> FigureView:
    """Return risks by outcome and impact."""
    return context.show(figures.risks_figure(records, figure_context(context)), records, title=title)


def votes(context: PageContext, records: Sequence[Vote], focal: str = "", title: str | None = None) -> FigureView:
    """Return votes as a ledger."""
    return context.show(figures.votes_figure(records, figure_context(context), focal=focal), records, title=title)


def signposts(context: PageContext, shown: Sequence[Scenario], title: str | None = None, citations: Citations | None = None) -> FigureView:
    """Return which signpost points to which scenario and whether it was seen; with reference marks if the page has a list of sources."""
    figure = figures.signposts_figure(shown, figure_context(context, citations), today=context.facts.today)
    return context.show(figure, [part for scenario in shown for part in (scenario, *scenario.signposts)], title=title)


def scores(context: PageContext, scored: analysis.Scores, title: str | None = None) -> FigureView:
    """Return how well resolved scenarios had been forecast."""
    shown = [*(score.scenario for score in scored.scored), *(scenario for scenario, _unused in scored.unscored)]
    rests_on = [part for scenario in shown for part in (scenario, scenario.resolution) if part]
    return context.show(figures.scores_figure(scored, figure_context(context)), rests_on, title=title)


def places(context: PageContext, stops: Sequence[analysis.Stop], title: str | None = None, *, whole: bool = False) -> FigureView:
    """Return places on a map, with a list of what is on record at each, cut unless `whole`."""
    shown = [part for stop in stops for part in (stop.place, *stop.records)]
    return context.show(figures.map_figure(stops, figure_context(context), whole=whole), shown, title=title)


def ranges(context: PageContext, centres: Sequence[Place], title: str | None = None, citations: Citations | None = None) -> FigureView:
    """Return the stated ranges from some places, and the distances to others."""
    stated = [reach for place in centres for reach in place.ranges]
    return context.show(figures.range_figure(centres, figure_context(context, citations)), stated, title=title)


def stance_pairs(context: PageContext, explainer: Explainer, options: Options) -> list[tuple[str, str]]:
    """Return the pairs of a figure of stances: the focal actor toward one other, or toward all, those named by the explainer first."""
    focal = options.get("focal", explainer.focal[0])
    if "toward" in options:
        return [(focal, options["toward"])]
    stances = context.stances
    scope = [actor for declared in explainer.collected if focal in declared.by for actor in declared.toward if actor != focal]
    acted = (other for other in stances.others(focal) if stances.between(focal, other))
    by_acts = sorted(acted, key=lambda other: (-len(stances.between(focal, other)), other))
    first = [actor for actor in explainer.focal if actor != focal and actor in {*by_acts, *scope}]
    return [(focal, other) for other in dict.fromkeys([*first, *scope, *by_acts])]


class _FigureRequest(NamedTuple):
    """A figure requested in the text of an explainer."""

    context: PageContext
    explainer: Explainer
    figure: str
    """The name of the figure."""
    options: Options
    title: str | None
    """The editor's title, if any."""

    def of(self, *kinds: type[Record]) -> list[Any]:
        """Return the explainer's records of some kinds."""
        return [record for kind in kinds for record in self.context.corpus.appearing_in(self.explainer.id, kind)]

    @property
    def chosen(self) -> list[Any]:
        """The records that the options select."""
        return analysis.chosen_records(self.context.corpus, self.explainer, self.figure, self.options)

    def both(self) -> list[tuple[str, str]]:
        """Return both directions between two actors: those of the options, or the explainer's first two."""
        first, *others = self.explainer.focal
        by, toward = self.options.get("by", first), self.options.get("toward", others[0] if others else first)
        return [(by, toward), (toward, by)] if by != toward else []

    def centres(self) -> list[Place]:
        """Return the requested place, or the places with ranges that the explainer's records or text name."""
        corpus = self.context.corpus
        linked = {corpus.resolve_link(link) for _unused, link in corpus.links(self.explainer)}
        named = {stop.place for stop in analysis.stops(corpus, self.of(Event, Act, Cost))} | linked
        asked = self.options.get("place")
        return [place for place in corpus.all(Place) if place.ranges and (place.id == asked if asked else place in named)]


_NAMED: Final[Mapping[str, Callable[[_FigureRequest], FigureView]]] = {
    "stances": lambda it: stances(it.context, stance_pairs(it.context, it.explainer, it.options), it.explainer, it.title),
    "by-issue": lambda it: by_issue(it.context, it.both(), it.explainer, it.title),
    "over-time": lambda it: over_time(it.context, it.both(), it.explainer, it.title),
    "timeline": lambda it: timeline(it.context, analysis.timeline(it.chosen), it.title),
    "lanes": lambda it: lanes(
        it.context, analysis.timeline(it.chosen), it.title, "actor" if it.options.get("rows") == "actor" else "issue"
    ),
    "map": lambda it: places(it.context, analysis.stops(it.context.corpus, it.chosen), it.title),
    "range": lambda it: ranges(it.context, it.centres(), it.title),
    "claims": lambda it: claims(it.context, it.chosen, it.title),
    "costs": lambda it: costs(it.context, it.chosen, it.title),
    "risks": lambda it: risks(it.context, it.chosen, it.title),
    "votes": lambda it: votes(it.context, it.of(Vote), it.options.get("actor", it.explainer.focal[0]), it.title),
    "signposts": lambda it: signposts(it.context, it.of(Scenario), it.title),
    "scores": lambda it: scores(it.context, analysis.scenario_scores(it.of(Scenario)), it.title),
}
"""The function for each figure that an explainer may place; the names are those of records.explainers.FIGURES."""


def named(context: PageContext, explainer: Explainer, name: str, options: Options, headline: str) -> FigureView:
    """Return the figure that an explainer requests, under its own title; an empty one says so, of this explainer only."""
    shown = _NAMED[name](_FigureRequest(context, explainer, name, options, headline or None))
    if shown.figure.body or headline:
        return shown
    return replace(shown, figure=replace(shown.figure, title=_("Nothing to show in this explainer")))


def shows_all(context: PageContext, explainer: Explainer, name: str, options: Options) -> bool:
    """Return whether a figure of acts, events, costs or risks shows all that an explainer has of them."""
    if name == "stances":
        return set(stance_pairs(context, explainer, options)) == set(stance_pairs(context, explainer, {}))
    if name not in LISTS:
        return False
    every, shown = (analysis.chosen_records(context.corpus, explainer, name, by) for by in ({}, options))
    return every == shown


LISTS: Final = frozenset({"timeline", "costs", "risks"})
"""The figures that list every record of their kind."""
