"""The page of an actor: who, offices, where it stands, what it claims and denies, what it did, what it pays and risks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.language import message, say, say_count
from generator.pages import figures
from generator.pages.acts import ActRow, act_rows, in_order
from generator.pages.blocks import Backlinks, ClaimRow, Fact, Mark, backlinks, claim_row, facts, stance_mark
from generator.pages.citations import Citations, SourceEntry
from generator.pages.foot import Foot, foot
from generator.pages.page import Address, Link, Page, Ref, Rich, address_of, href, relation_path
from generator.pages.timeline_parts import selection_at, selections
from generator.pages.ways import Beside, beside
from generator.pages.words import row_of
from generator.records import Act, Actor, Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.pages.desk import Desk
    from generator.records.shared import Evidence

KINDS = {
    "state": message("State"),
    "person": message("Person"),
    "organisation": message("Organisation"),
    "bloc": message("Bloc of states"),
    "group": message("Group"),
}
SHOWN_ELSEWHERE = ("Members", "Claims made", "Stance on claims", "Acts", "Acts of others toward it", "Explainers about it")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An office held."""

    title: str
    of: Link | str
    when: str


@dataclass(frozen=True, slots=True)
class StanceRow:
    """What the actor did with somebody's claim."""

    claim: Link
    mark: Mark
    when: str
    words: str
    note: Rich
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """What the page of an actor shows."""

    name: str
    kind: str
    description: Rich
    refs: tuple[Ref, ...]
    """The marks of what the description rests on."""
    facts: Sequence[Fact]
    roles: Sequence[RoleRow]
    toward: str
    """The figure of how the actor acted toward others, or nothing."""
    from_others: str
    """The figure of how others acted toward it, or nothing."""
    relations: Sequence[Link]
    claims: Sequence[ClaimRow]
    stances: Sequence[StanceRow]
    acts: Sequence[ActRow]
    timeline: Link | None
    """What happened that names it, where there is a page of it."""
    members: Sequence[Link]
    explainers: Sequence[Link]
    backlinks: Sequence[Backlinks]
    retired: Rich
    sources: Sequence[SourceEntry]
    foot: Foot
    beside: Beside


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every actor."""
    order = by_kind(desk.corpus.all(Actor))
    for actor in order:
        path = address_of(actor).path
        view = _view(desk.at(path), actor, order)
        described = say("{kind}: offices, claims and acts, each with its evidence.", kind=say(KINDS[actor.kind]))
        yield Page(path, "actor", actor.name, described, "actor.md.j2", view, actor.path)


def by_kind(actors: Iterable[Actor]) -> list[Actor]:
    """Return actors by kind and name."""
    kinds = list(KINDS)
    return sorted(actors, key=lambda actor: (kinds.index(actor.kind), actor.name.casefold()))


def _view(desk: Desk, actor: Actor, order: Sequence[Actor]) -> ActorView:
    claims = [claim for claim in desk.corpus.all(Claim) if actor.id in claim.claimant]
    stances = [(claim, one) for claim in desk.corpus.all(Claim) for one in claim.positions if one.actor == actor.id]
    citations = Citations(desk, _evidence(actor, claims, [one for _, position in stances for one in position.evidence]))
    others = sorted(desk.stances.others(actor.id), key=lambda other: (-len(desk.stances.between(actor.id, other)), other))
    toward = [(actor.id, other) for other in others if desk.stances.between(actor.id, other)]
    received = [(other, actor.id) for other in others if desk.stances.between(other, actor.id)]
    acts = in_order(act for act in desk.corpus.all(Act) if actor.id in act.by)
    return ActorView(
        actor.name,
        say(KINDS[actor.kind]),
        desk.rich(actor.description, citations),
        citations.refs(actor.evidence),
        _facts(desk, actor),
        [
            RoleRow(one.title, desk.voice(one.of, Actor.section) if one.of else "", one.when.words() if one.when else "")
            for one in actor.roles
        ],
        figures.stances(desk, toward) if toward else "",
        figures.stances_from(desk, received) if received else "",
        relation_links(desk, actor),
        [claim_row(desk, claim, citations) for claim in claims],
        [
            StanceRow(
                desk.link(claim),
                stance_mark(one.stance),
                one.when.words(),
                one.words or "",
                desk.rich(one.note),
                citations.refs(one.evidence),
            )
            for claim, one in sorted(stances, key=lambda pair: pair[1].when.sort_key)
        ],
        [
            replace(row, toward=citations.voices(one for one in act.toward if one != actor.id))
            for act, row in zip(acts, act_rows(desk, acts), strict=True)
        ],
        _timeline(desk, actor),
        _referring(desk, actor, "Members"),
        _referring(desk, actor, "Explainers about it"),
        backlinks(desk, actor, without=SHOWN_ELSEWHERE),
        desk.retired(actor),
        citations.entries,
        foot(desk, actor),
        beside(desk, order, actor),
    )


def _evidence(actor: Actor, claims: Sequence[Claim], stances: Sequence[Evidence]) -> list[Evidence]:
    of_claims = [one for claim in claims for one in (claim.standing.evidence if claim.standing else ()) or claim.evidence]
    return [*actor.evidence, *of_claims, *stances]


def _facts(desk: Desk, actor: Actor) -> list[Fact]:
    part_of = [found for one in actor.part_of if (found := desk.corpus.get(Actor.section, one)) is not None]
    wikidata = actor.identifiers.wikidata
    return facts(
        (say("Kind"), say(KINDS[actor.kind])),
        (say("Also written"), row_of(actor.aliases)),
        (say("Short form"), actor.short),
        (say("Part of"), row_of(desk.link(one) for one in part_of)),
        (say("ISO 3166"), actor.identifiers.iso3166),
        (say("Wikidata"), Link(wikidata, f"https://www.wikidata.org/wiki/{wikidata}") if wikidata else None),
    )


def relation_links(desk: Desk, actor: Actor) -> list[Link]:
    """Return links to the pages of what an actor and each other did toward each other."""
    others = sorted(desk.stances.others(actor.id), key=lambda other: desk.name(other).casefold())
    return [
        Link(say("{one} and {other}", one=actor.name, other=desk.name(other)), href(desk.page, Address(relation_path(actor.id, other))))
        for other in others
    ]


def _timeline(desk: Desk, actor: Actor) -> Link | None:
    address, events = selection_at(desk, "actor", actor.id), selections(desk.corpus, "actor").get(actor.id, 0)
    words = say_count("The {number} event that names it, in order", "The {number} events that name it, in order", events)
    return Link(words, address) if address else None


def _referring(desk: Desk, actor: Actor, heading: str) -> list[Link]:
    found = [one.record for one in desk.corpus.referring_to(actor) if one.heading == heading]
    return [desk.link(record) for record in sorted(found, key=lambda record: record.label.casefold())]
