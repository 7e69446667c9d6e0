"""The pages that several records share, the parts that these are in where one page would be too long, and where each record stands."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.analysis import by_matter
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
"""The most events that are told together; with more, each stretch of time stands by itself."""
_EXPOSED: Final = N_("Exposed: what might be lost, and nobody has threatened")
_OF_A_FIGURE: Final = 6_000
_OF_A_MARK: Final = 520
"""What an act weighs on the page of alignment: a mark in a row of acts, and a dot over time, which has its place at each width."""
_OF_A_SIGNPOST: Final = 1_300
"""What a signpost weighs: a row of the figure of all, and one under its scenario."""


class AskedAbout(NamedTuple):
    """What the page of alignment shows of an explainer: what its first actor did toward all others, or the first two toward each other."""

    explainer: Explainer
    pair: tuple[str, str] | None
    weighs: int


def timeline_parts(facts: Facts) -> list[PartPage[Event]]:
    """Return the stretches of time in order, each with its page; none where all events stand on one. A year of very many is in parts."""
    return by_year("timeline", facts.timeline, weight, is_full=lambda events: len(events) > MOST_TOGETHER)


def costs_by_kind(costs: Iterable[Cost]) -> list[tuple[str, list[Cost]]]:
    """Return costs by kind and title, and last what is exposed, which is no cost."""
    found = sorted(costs, key=lambda cost: cost.title.casefold())
    groups = [(_(label), [one for one in found if one.kind == kind and one.status != "exposed"]) for kind, label in COST_KINDS.items()]
    groups.append((_(_EXPOSED), [one for one in found if one.status == "exposed"]))
    return [(label, inside) for label, inside in groups if inside]


def asked_about(facts: Facts) -> list[AskedAbout]:
    """Return whose acts explainers ask about, in their order, and then the first two actors of each, every two once."""
    explainers, between = [one for one in facts.corpus.all(Explainer) if one.retired is None], facts.stances.between
    first = {explainer.focal[0]: explainer for explainer in reversed(explainers)}
    found = []
    for focal, explainer in reversed(first.items()):
        number = sum(len(between(focal, other)) for other in facts.stances.others(focal))
        found.append(AskedAbout(explainer, None, _OF_A_FIGURE + _OF_A_MARK * number))
    seen: set[frozenset[str]] = set()
    for explainer in explainers:
        for one, other in zip(explainer.focal[:1], explainer.focal[1:2], strict=False):
            if between(one, other) and frozenset((one, other)) not in seen:
                seen.add(frozenset((one, other)))
                number = len(between(one, other)) + len(between(other, one))
                found.append(AskedAbout(explainer, (one, other), 2 * (_OF_A_FIGURE + _OF_A_MARK * number)))
    return found


def costs_and_risks_lists(corpus: Corpus) -> list[ListOfPage[Any]]:
    """Return the lists of the page of costs and risks: the costs of each kind, and the risks."""
    costs = [
        ListOfPage(f"costs-{'exposed' if found[0].status == 'exposed' else found[0].kind}", label, found, weight)
        for label, found in costs_by_kind(corpus.all(Cost))
    ]
    risks = sorted(corpus.all(Risk), key=lambda risk: risk.title.casefold())
    return [*costs, ListOfPage("risks", _("Risks"), risks, weight)]


def scenarios_lists(corpus: Corpus) -> list[ListOfPage[Any]]:
    """Return the lists of the page of scenarios."""
    return [
        ListOfPage("drivers", _("What pushes"), corpus.all(Driver), weight),
        ListOfPage("scenarios", _("Where it may go"), corpus.all(Scenario), lambda one: weight(one) + _OF_A_SIGNPOST * len(one.signposts)),
    ]


def alignment_lists(facts: Facts) -> list[ListOfPage[Any]]:
    """Return the lists of the page of alignment."""
    votes = sorted(facts.corpus.all(Vote), key=lambda vote: (vote.when.sort_key, vote.id))
    return [
        ListOfPage("acts", _("Acts"), asked_about(facts), attrgetter("weighs")),
        ListOfPage("votes", _("Votes"), votes, weight, by_year, is_first=True),
    ]


def relation_lists(stances: Stances, one: str, other: str) -> list[ListOfPage[Act]]:
    """Return the list of the page of two actors: their acts toward each other, each once, cut by year."""
    acts = {mark.act.id: mark.act for mark in (*stances.between(one, other), *stances.between(other, one))}
    return [ListOfPage("acts", "", list(acts.values()), weight, _by_year_of_matters, is_first=True)]


def _by_year_of_matters(folder: str, acts: Sequence[Act], weigh: Callable[[Act], int]) -> list[PartPage[Act]]:
    """Return acts by year; a further step of another act is in the part of that."""
    known = {act.id: act for act in acts}
    return by_year(folder, by_matter(acts), weigh, lambda act: known.get(act.part_of or "", act).when)


def _pages_of_records(facts: Facts) -> Mapping[Key, str]:
    """Return the page of each record that stands on a part of a list."""
    lists = {
        COSTS_AND_RISKS: costs_and_risks_lists(facts.corpus),
        SCENARIOS: scenarios_lists(facts.corpus),
        ALIGNMENT: alignment_lists(facts),
    }
    parts = [part for path, found in lists.items() for part in parts_of(path, found)]
    found = {item.key: part.path for part in parts for item in part.items if isinstance(item, Record)}
    found |= {event.key: part.path for part in timeline_parts(facts) for event in part.items}
    for pair in facts.stances.relations:
        own = relation_path(*pair)
        parts = parts_of(own, relation_lists(facts.stances, *pair))
        found |= {act.key: part.path for part in parts for act in part.items if address_of(act).path == own}
    return found


def places_in(facts: Facts) -> Mapping[Key, Address]:
    """Return where each record stands with all that is known of it; its lasting address (`address_of`) at least leads there.

    What is not published stands nowhere, nor does what is retired of some sections.
    """
    found = {record.key: address_of(record) for record in facts.corpus if section_of(record).has_place(record)}
    return found | {key: found[key]._replace(path=path) for key, path in _pages_of_records(facts).items() if key in found}
