"""The figures that an explainer names in its text, each with the options that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.analysis import scenario_scores, stops
from generator.analysis import timeline as rows_of
from generator.model import Act, Claim, Cost, Event, Place, Risk, Scenario, Vote
from generator.site import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.analysis import Located, Stop, TimelineRow
    from generator.model import Explainer
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView

    Options = Mapping[str, str]


def named(context: PageContext, explainer: Explainer, name: str, options: Options, headline: str) -> FigureView:
    """Return the figure that an explainer's text asks for, under its own headline."""
    return _NAMED[name](context, explainer, options, headline or None)


def stance_pairs(context: PageContext, explainer: Explainer, options: Options) -> list[tuple[str, str]]:
    """Return whose acts toward whom a figure of stances shows: of the focal actor toward one, or toward all, the named ones first."""
    focal = options.get("focal", explainer.focal[0])
    if "toward" in options:
        return [(focal, options["toward"])]
    stances = context.stances
    scope = [one for declared in explainer.collected if focal in declared.by for one in declared.toward]
    known = sorted((other for other in stances.others(focal) if stances.between(focal, other)), key=lambda one: _order(context, focal, one))
    first = [one for one in explainer.focal if one != focal and one in {*known, *scope}]
    return [(focal, other) for other in dict.fromkeys([*first, *scope, *known])]


def _order(context: PageContext, focal: str, other: str) -> tuple[int, str]:
    return -len(context.stances.between(focal, other)), other


def both(explainer: Explainer, options: Options) -> list[tuple[str, str]]:
    """Return both directions between two actors: those given, or the first two that the explainer is about."""
    focal = explainer.focal
    by, toward = options.get("by", focal[0]), options.get("toward", focal[1] if len(focal) > 1 else focal[0])
    return [(by, toward), (toward, by)] if by != toward else []


def _events(context: PageContext, explainer: Explainer, options: Options) -> list[TimelineRow]:
    events = context.corpus.appearing_in(explainer.id, Event)
    chosen = [one for one in events if options.get("actor") in (None, *one.actors) and options.get("issue") in (None, one.issue)]
    return rows_of(context.corpus, chosen)


def _stops(context: PageContext, explainer: Explainer, options: Options) -> list[Stop]:
    corpus, own = context.corpus, explainer.id
    found: list[Located] = [*corpus.appearing_in(own, Event), *corpus.appearing_in(own, Act), *corpus.appearing_in(own, Cost)]
    chosen = [one for one in found if options.get("actor") in (None, *_actors(one)) and options.get("issue") in (None, one.issue)]
    return stops(corpus, chosen)


def _actors(record: Located) -> Sequence[str]:
    if isinstance(record, Event):
        return record.actors
    return (*record.by, *record.toward) if isinstance(record, Act) else record.bearer


def _centres(context: PageContext, explainer: Explainer, options: Options) -> list[Place]:
    """Return the place that is asked for, or those with ranges that the records or the text of an explainer name."""
    named = {stop.place for stop in _stops(context, explainer, {})} | {
        context.corpus.resolve_link(link) for _, link in context.corpus.links(explainer)
    }
    return [one for one in context.corpus.all(Place) if one.ranges and (one.id == options["place"] if "place" in options else one in named)]


def _borne(found: Sequence[Any], options: Options) -> list[Any]:
    return [one for one in found if options.get("bearer") in (None, *one.bearer)]


_NAMED: dict[str, Callable[[PageContext, Explainer, Options, str | None], FigureView]] = {
    "stances": lambda context, explainer, options, title: figures.stances(
        context, stance_pairs(context, explainer, options), explainer, title
    ),
    "by-issue": lambda context, explainer, options, title: figures.by_issue(context, both(explainer, options), title),
    "over-time": lambda context, explainer, options, title: figures.over_time(context, both(explainer, options), title),
    "timeline": lambda context, explainer, options, title: figures.timeline(context, _events(context, explainer, options), title),
    "lanes": lambda context, explainer, options, title: figures.lanes(
        context, _events(context, explainer, options), title, "actor" if options.get("rows") == "actor" else "issue"
    ),
    "map": lambda context, explainer, options, title: figures.places(context, _stops(context, explainer, options), title),
    "range": lambda context, explainer, options, title: figures.ranges(context, _centres(context, explainer, options), title),
    "claims": lambda context, explainer, options, title: figures.claims(
        context,
        [one for one in context.corpus.appearing_in(explainer.id, Claim) if options.get("issue") in (None, one.issue)],
        title,
    ),
    "costs": lambda context, explainer, options, title: figures.costs(
        context, _borne(context.corpus.appearing_in(explainer.id, Cost), options), title
    ),
    "risks": lambda context, explainer, options, title: figures.risks(
        context, _borne(context.corpus.appearing_in(explainer.id, Risk), options), title
    ),
    "votes": lambda context, explainer, options, title: figures.votes(
        context, context.corpus.appearing_in(explainer.id, Vote), options.get("actor", explainer.focal[0]), title
    ),
    "signposts": lambda context, explainer, _options, title: figures.signposts(
        context, context.corpus.appearing_in(explainer.id, Scenario), title
    ),
    "scores": lambda context, explainer, _options, title: figures.scores(
        context, scenario_scores(context.corpus.appearing_in(explainer.id, Scenario)), title
    ),
}
"""How each figure that an explainer may name is drawn; the names are those of records.explainers.FIGURES."""
