"""The pages that several records share, how they are split if too long, and the address of each record."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.analysis import ordered_with_steps
from generator.language import N_, _
from generator.model import COST_KINDS, Act, Cost, Driver, Explainer, Record, Risk, Scenario, Vote, section_of
from generator.site.page import Address, address_of, relation_path
from generator.site.parts import ListOfPage, PartPage, by_year, parts_of, weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.analysis import Stances
    from generator.model import Corpus, Event, Key
    from generator.site.facts import Facts

TIMELINE: Final = "timeline.md"
COSTS_AND_RISKS: Final = "costs-and-risks.md"
SCENARIOS: Final = "scenarios.md"
ALIGNMENT: Final = "alignment.md"
MOST_TOGETHER: Final = 40
"""The most events on a single page; with more, each stretch of time has a page of its own."""
_EXPOSED: Final = N_("Exposed: what might be lost, and nobody has threatened")
_PER_FIGURE: Final = 6_000
_PER_ACT: Final = 520
"""The weight of an act on the alignment page: a mark in a row, and a dot over time, positioned for each width."""
_PER_SIGNPOST: Final = 1_300
"""The weight of a signpost: a row in the figure, and one under its scenario."""


class ExplainerActs(NamedTuple):
    """What the alignment page shows of an explainer: its first actor toward all others, or its first two toward each other (`pair`)."""

    explainer: Explainer
    pair: tuple[str, str] | None
    weighs: int


def timeline_parts(facts: Facts) -> list[PartPage[Event]]:
    """Return the timeline's pages per stretch of time, with very full years split; [] if all events fit one page."""
    return by_year("timeline", facts.timeline, weight, is_full=lambda events: len(events) > MOST_TOGETHER)


def costs_by_kind(costs: Iterable[Cost]) -> list[tuple[str, list[Cost]]]:
    """Return costs grouped by kind and sorted by title; exposures, which are no costs, come last."""
    found = sorted(costs, key=lambda cost: cost.title.casefold())
    groups = [(_(label), [cost for cost in found if cost.kind == kind and cost.status != "exposed"]) for kind, label in COST_KINDS.items()]
    groups.append((_(_EXPOSED), [cost for cost in found if cost.status == "exposed"]))
    return [(label, inside) for label, inside in groups if inside]


def explainer_acts(facts: Facts) -> list[ExplainerActs]:
    """Return the alignment figures that explainers need: one per focal actor, then one per pair of first two actors."""
    explainers, between = [explainer for explainer in facts.corpus.all(Explainer) if explainer.retired is None], facts.stances.between
    first = {explainer.focal[0]: explainer for explainer in reversed(explainers)}
    shown = []
    for focal, explainer in reversed(first.items()):
        number = sum(len(between(focal, other)) for other in facts.stances.others(focal))
        shown.append(ExplainerActs(explainer, None, _PER_FIGURE + _PER_ACT * number))
    seen: set[frozenset[str]] = set()
    for explainer in explainers:
        for one, other in zip(explainer.focal[:1], explainer.focal[1:2], strict=False):
            if between(one, other) and frozenset((one, other)) not in seen:
                seen.add(frozenset((one, other)))
                number = len(between(one, other)) + len(between(other, one))
                shown.append(ExplainerActs(explainer, (one, other), 2 * (_PER_FIGURE + _PER_ACT * number)))
    return shown


def costs_and_risks_lists(corpus: Corpus) -> list[ListOfPage[Any]]:
    """Return the lists of the page of costs and risks: costs of each kind, and risks."""
    costs = [
        ListOfPage(f"costs-{'exposed' if group[0].status == 'exposed' else group[0].kind}", label, group, weight)
        for label, group in costs_by_kind(corpus.all(Cost))
    ]
    risks = sorted(corpus.all(Risk), key=lambda risk: risk.title.casefold())
    return [*costs, ListOfPage("risks", _("Risks"), risks, weight)]


def scenarios_lists(corpus: Corpus) -> list[ListOfPage[Any]]:
    """Return the lists of the page of scenarios."""
    return [
        ListOfPage("drivers", _("What pushes"), corpus.all(Driver), weight),
        ListOfPage("scenarios", _("Where it may go"), corpus.all(Scenario), lambda it: weight(it) + _PER_SIGNPOST * len(it.signposts)),
    ]


def alignment_lists(facts: Facts) -> list[ListOfPage[Any]]:
    """Return the lists of the alignment page."""
    votes = sorted(facts.corpus.all(Vote), key=lambda vote: (vote.when.sort_key, vote.id))
    return [
        ListOfPage("acts", _("Acts"), explainer_acts(facts), attrgetter("weighs")),
        ListOfPage("votes", _("Votes"), votes, weight, by_year, is_first=True),
    ]


def relation_lists(stances: Stances, one: str, other: str) -> list[ListOfPage[Act]]:
    """Return the list of the page of two actors: the acts between them, each once, split by year."""
    acts = {mark.act.id: mark.act for mark in (*stances.between(one, other), *stances.between(other, one))}
    return [ListOfPage("acts", "", list(acts.values()), weight, _by_year_with_steps, is_first=True)]


def _by_year_with_steps(folder: str, acts: Sequence[Act], weigh: Callable[[Act], int]) -> list[PartPage[Act]]:
    """Split acts by year, keeping further steps in the year of the act that they belong to."""
    by_id = {act.id: act for act in acts}
    return by_year(folder, ordered_with_steps(acts), weigh, lambda act: by_id.get(act.part_of or "", act).when)


def _pages_of_records(facts: Facts) -> Mapping[Key, str]:
    """Return the page of each record that is on a part of a split list."""
    lists = {
        COSTS_AND_RISKS: costs_and_risks_lists(facts.corpus),
        SCENARIOS: scenarios_lists(facts.corpus),
        ALIGNMENT: alignment_lists(facts),
    }
    parts = [part for path, lists_of_page in lists.items() for part in parts_of(path, lists_of_page)]
    paths = {item.key: part.path for part in parts for item in part.items if isinstance(item, Record)}
    paths |= {event.key: part.path for part in timeline_parts(facts) for event in part.items}
    for pair in facts.stances.relations:
        own = relation_path(*pair)
        parts = parts_of(own, relation_lists(facts.stances, *pair))
        paths |= {act.key: part.path for part in parts for act in part.items if address_of(act).path == own}
    return paths


def places_in(facts: Facts) -> Mapping[Key, Address]:
    """Return the full address of each record; its lasting address (`address_of`) at least links there.

    Unpublished records have none, nor do retired ones of some sections.
    """
    addresses = {record.key: address_of(record) for record in facts.corpus if section_of(record).has_place(record)}
    return addresses | {key: addresses[key]._replace(path=path) for key, path in _pages_of_records(facts).items() if key in addresses}
