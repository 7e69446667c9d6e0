"""The figures that an explainer names in its text, each with the options that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.analysis import scenario_scores, stops, timeline
from generator.figures import ShownStances
from generator.model import Act, Claim, Cost, Event, Place, Risk, Scenario, Vote
from generator.site import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.analysis import Located
    from generator.model import Explainer, Record
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView

    Options = Mapping[str, str]


def stance_pairs(context: PageContext, explainer: Explainer, options: Options) -> list[tuple[str, str]]:
    """Return whose acts toward whom a figure of stances shows: of the focal actor toward one, or toward all, the named ones first."""
    focal = options.get("focal", explainer.focal[0])
    if "toward" in options:
        return [(focal, options["toward"])]
    stances = context.stances
    scope = [one for declared in explainer.collected if focal in declared.by for one in declared.toward]
    acted = (other for other in stances.others(focal) if stances.between(focal, other))
    known = sorted(acted, key=lambda other: (-len(stances.between(focal, other)), other))
    first = [one for one in explainer.focal if one != focal and one in {*known, *scope}]
    return [(focal, other) for other in dict.fromkeys([*first, *scope, *known])]


class _Asked(NamedTuple):
    """What the text of an explainer asks for."""

    context: PageContext
    explainer: Explainer
    options: Options
    title: str | None
    """The editor's headline, or nothing."""

    def of(self, *kinds: type[Record]) -> list[Any]:
        """Return the records of some kinds in the explainer."""
        return [one for kind in kinds for one in self.context.corpus.appearing_in(self.explainer.id, kind)]

    def chosen(self, *kinds: type[Record]) -> list[Any]:
        """Return those of them that the options choose by actor, bearer or issue."""
        by = {name: value for name, value in self.options.items() if name in _CHOICES}
        return [one for one in self.of(*kinds) if all(value in _CHOICES[name](one) for name, value in by.items())]

    def both(self) -> list[tuple[str, str]]:
        """Return both directions between two actors: those given, or the first two that the explainer is about."""
        first, *others = self.explainer.focal
        by, toward = self.options.get("by", first), self.options.get("toward", others[0] if others else first)
        return [(by, toward), (toward, by)] if by != toward else []

    def centres(self) -> list[Place]:
        """Return the place that is asked for, or those with ranges that the records or the text of the explainer name."""
        corpus = self.context.corpus
        linked = {corpus.resolve_link(link) for _unused, link in corpus.links(self.explainer)}
        named = {stop.place for stop in stops(corpus, self.of(Event, Act, Cost))} | linked
        asked = self.options.get("place")
        return [one for one in corpus.all(Place) if one.ranges and (one.id == asked if asked else one in named)]


def _actors(record: Located) -> Iterable[str]:
    if isinstance(record, Event):
        return record.actors
    return (*record.by, *record.toward) if isinstance(record, Act) else record.bearer


_CHOICES: Final[Mapping[str, Callable[[Any], Iterable[str]]]] = {
    "actor": _actors,
    "bearer": lambda one: one.bearer,
    "issue": lambda one: (one.issue,),
}
"""What a record has of that by which an option chooses records."""
_NAMED: Final[Mapping[str, Callable[[_Asked], FigureView]]] = {
    "stances": lambda one: figures.stances(one.context, stance_pairs(one.context, one.explainer, one.options), one.explainer, one.title),
    "by-issue": lambda one: figures.acts(one.context, "fig-by-issue", ShownStances(one.both(), by_issue=True), one.title),
    "over-time": lambda one: figures.over_time(one.context, one.both(), one.title),
    "timeline": lambda one: figures.timeline(one.context, timeline(one.chosen(Event)), one.title),
    "lanes": lambda one: figures.lanes(
        one.context, timeline(one.chosen(Event)), one.title, "actor" if one.options.get("rows") == "actor" else "issue"
    ),
    "map": lambda one: figures.places(one.context, stops(one.context.corpus, one.chosen(Event, Act, Cost)), one.title),
    "range": lambda one: figures.ranges(one.context, one.centres(), one.title),
    "claims": lambda one: figures.claims(one.context, one.chosen(Claim), one.title),
    "costs": lambda one: figures.costs(one.context, one.chosen(Cost), one.title),
    "risks": lambda one: figures.risks(one.context, one.chosen(Risk), one.title),
    "votes": lambda one: figures.votes(one.context, one.of(Vote), one.options.get("actor", one.explainer.focal[0]), one.title),
    "signposts": lambda one: figures.signposts(one.context, one.of(Scenario), one.title),
    "scores": lambda one: figures.scores(one.context, scenario_scores(one.of(Scenario)), one.title),
}
"""How each figure that an explainer may name is drawn; the names are those of records.explainers.FIGURES."""


def named(context: PageContext, explainer: Explainer, name: str, options: Options, headline: str) -> FigureView:
    """Return the figure that an explainer's text asks for, under its own headline."""
    return _NAMED[name](_Asked(context, explainer, options, headline or None))


def shows_all(context: PageContext, explainer: Explainer, name: str, options: Options) -> bool:
    """Tell whether a figure of acts, events, costs or risks shows all that an explainer has of them."""
    if name == "stances":
        return set(stance_pairs(context, explainer, options)) == set(stance_pairs(context, explainer, {}))
    asked, kind = _Asked(context, explainer, options, None), _KINDS.get(name)
    return kind is not None and asked.chosen(kind) == asked.of(kind)


_KINDS: Final[Mapping[str, type[Record]]] = {"timeline": Event, "costs": Cost, "risks": Risk}
