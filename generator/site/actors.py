"""The page of all actors, by kind and name; and that of each: who, offices, where it stands, what it claims and denies, what it did."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.analysis import by_matter
from generator.figures import MOST_MARKS
from generator.language import _, ngettext
from generator.model import Act, Actor, Backlink, Claim, Evidence, names_of
from generator.site import figures
from generator.site.citations import Citations
from generator.site.letters import heading, heading_order
from generator.site.page import Link, Page, View, address_of, relation_path
from generator.site.page_parts import appearances, backlinks, claim_row, facts, office, referring, stance_row
from generator.site.parts import ListOfPage, by_letter, by_year, in_parts, is_long, parts_of, row_weight
from generator.site.record_actions import record_actions
from generator.site.relation import act_rows
from generator.site.timeline_parts import selection_at
from generator.site.wayfinding import neighbours
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Edtf, Stance
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

_KINDS: Final = names_of("actors.kind")
_OF_A_KIND: Final = names_of("actors.kind.many")
_MEMBERS: Final = "Members"
_ABOUT_IT: Final = "Explainers about it"
SHOWN_ELSEWHERE = ("Claims made", "Stance on claims", "Acts", "Acts of others toward it")
_OF_A_ROW: Final = 1_000
"""What a claim, a stance or an act weighs beside its words: its links and marks, and its part of the list of sources."""
_OF_A_MARK: Final = 400
"""What an act weighs in a figure of stances."""
MOST_OTHERS: Final = 80
"""The most others in a figure of an actor's acts, those with most acts; the list below it has all."""


class Deed(NamedTuple):
    """What an actor did that has a date: it made a claim, did something with one, or acted."""

    when: Edtf
    record: Claim | Act
    position: Stance | None = None
    """What it did with somebody's claim."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all actors and the page of every actor.

    The first leads to a page for each letter with which names begin, where there are very many actors; that of an actor to pages for parts
    of it, where it did very much or very much refers to it.
    """
    order = _by_kind(context.corpus.all(Actor))
    page = Page("actors/index.md", "actors", _("Actors"), _("Who acts, claims, pays or is acted upon."), "records.md.j2", None)
    named = sorted(order, key=lambda one: (heading_order(heading(_filed(one))), _filed(one).casefold()))
    parts = by_letter("actors/all", named, _filed, _weigh_actor) if is_long(order, _weigh_actor) else ()
    yield from in_parts(context, page, order, parts, _all, begins=_filed)
    did = _deeds(context)
    for path, place in context.wanted((address_of(one).path, number) for number, one in enumerate(order)):
        actor = order[place]
        described = _("{kind}: offices, claims and acts, each with its evidence.", kind=_(_KINDS[actor.kind]))
        page = Page(path, "actor", actor.name, described, "actor.md.j2", None, actor.path)
        lists = _lists(context, actor, did.get(actor.id, []), path)
        found = [item for one in lists for item in one.items]
        parts = parts_of(*lists, beside=_figures_weight(context, actor))
        yield from in_parts(context, page, found, parts, partial(_one, order=order, place=place))


def _by_kind(actors: Iterable[Actor]) -> list[Actor]:
    kinds = list(_KINDS)
    return sorted(actors, key=lambda actor: (kinds.index(actor.kind), actor.name.casefold()))


def _filed(actor: Actor) -> str:
    return actor.sort_as or actor.name


def _weigh_actor(actor: Actor) -> int:
    return row_weight(actor.name, actor.description or "")


def _all(here: PageContext, actors: Sequence[Actor], part: ListPart) -> View:
    listed = _by_kind(actors) if part.has_items else ()
    groups = [View(label=_(label), rows=[_row(here, one) for one in listed if one.kind == kind]) for kind, label in _OF_A_KIND.items()]
    return View(part=part, groups=[group for group in groups if group.rows], empty=_("No actor is on record yet."))


def _row(context: PageContext, actor: Actor) -> View:
    return View(link=context.link(actor), detail=office(actor) or context.rich(actor.description))


def _lists(context: PageContext, actor: Actor, deeds: Sequence[Deed], path: str) -> list[ListOfPage[Any]]:
    """Return what an actor did, toward whom, and what else refers to it."""
    folder = path.removesuffix(".md")
    by_date = partial(by_year, folder, when=attrgetter("when"), weigh=_weigh)

    def weigh(other: str) -> int:
        return row_weight(actor.name, context.name(other), relation_path(actor.id, other))

    return [
        ListOfPage(heading=_("Claims and acts"), path=f"{folder}/acts", items=deeds, weigh=_weigh, by=by_date),
        ListOfPage(heading=_("Act by act, with each other side"), path=f"{folder}/sides", items=_others(context, actor), weigh=weigh),
        appearances(path, referring(context, actor, without=SHOWN_ELSEWHERE)),
        ListOfPage(heading=_("Sources"), path=f"{folder}/sources", items=actor.evidence, weigh=_evidence_weight),
    ]


def _evidence_weight(one: Evidence) -> int:
    return _OF_A_ROW + row_weight(one.quote or "", one.translation or "", one.note or "")


def _others(context: PageContext, actor: Actor) -> list[str]:
    """Return those toward whom an actor acted, and who acted toward it, by name."""
    return sorted(context.stances.others(actor.id), key=lambda other: context.name(other).casefold())


def _most_met(context: PageContext, actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return whose acts the two figures of an actor show, and toward whom: of those with most acts."""
    between = context.stances.between
    others = sorted(context.stances.others(actor.id), key=lambda other: (-len(between(actor.id, other)), other))
    toward = [(actor.id, other) for other in others if between(actor.id, other)]
    received = [(other, actor.id) for other in others if between(other, actor.id)]
    return toward[:MOST_OTHERS], received[:MOST_OTHERS]


def _figures_weight(context: PageContext, actor: Actor) -> int:
    marks = [sum(len(context.stances.between(*pair)) for pair in pairs) for pairs in _most_met(context, actor)]
    return _OF_A_MARK * sum(number for number in marks if number <= MOST_MARKS)


def _weigh(deed: Deed) -> int:
    words = deed.position.words if deed.position else ""
    return _OF_A_ROW + row_weight(deed.record.label, words or "")


def _deeds(context: PageContext) -> dict[str, list[Deed]]:
    """Return what each actor did, by its id: its claims, what it did with claims, and its acts."""
    found: dict[str, list[Deed]] = {}
    for claim in context.corpus.all(Claim):
        for actor in dict.fromkeys(claim.claimant):
            found.setdefault(actor, []).append(Deed(claim.made, claim))
        for one in claim.positions:
            found.setdefault(one.actor, []).append(Deed(one.when, claim, one))
    for act in context.corpus.all(Act):
        for actor in dict.fromkeys(act.by):
            found.setdefault(actor, []).append(Deed(act.when, act))
    return found


def _one(
    context: PageContext, items: Sequence[Deed | str | Backlink | Evidence], part: ListPart, *, order: Sequence[Actor], place: int
) -> View:
    actor = order[place]
    shown = items if part.has_items else ()
    deeds = [one for one in shown if isinstance(one, Deed)]
    uses = [one for one in shown if isinstance(one, Backlink)]
    own = [one for one in shown if isinstance(one, Evidence)]
    claims = [one.record for one in deeds if isinstance(one.record, Claim) and one.position is None]
    stances = [(one.record, one.position) for one in deeds if isinstance(one.record, Claim) and one.position is not None]
    citations = Citations(context, _evidence(own, claims, [one for _unused, position in stances for one in position.evidence]))
    toward, received = _most_met(context, actor)
    acts = by_matter(one.record for one in deeds if isinstance(one.record, Act))
    return View(
        part=part,
        kicker=_("Actor"),
        kind=_(_KINDS[actor.kind]),
        summary=context.rich(actor.description, citations),
        refs=citations.refs(own),
        facts=_facts(context, actor),
        roles=[
            View(title=one.title, of=context.voice(one.of, Actor.section) if one.of else "", when=one.when.words() if one.when else "")
            for one in actor.roles
        ],
        toward=figures.stances(context, toward) if toward and not part.label else None,
        from_others=figures.stances_from(context, received) if received and not part.label else None,
        cut_to=MOST_OTHERS if len(context.stances.others(actor.id)) > MOST_OTHERS else 0,
        relations=[context.between(actor.id, one) for one in shown if isinstance(one, str)],
        claims=[claim_row(context, claim, citations) for claim in claims],
        stances=[
            stance_row(context, one, context.link(claim), citations)
            for claim, one in sorted(stances, key=lambda pair: pair[1].when.sort_key)
        ],
        acts=[
            row.but(toward=citations.voices(one for one in act.toward if one != actor.id))
            for act, row in zip(acts, act_rows(context, acts), strict=True)
        ],
        timeline=None if part.label else _timeline(context, actor),
        members=[context.link(one.record) for one in uses if one.heading == _MEMBERS and not part.label],
        explainers=[context.link(one.record) for one in uses if one.heading == _ABOUT_IT and not part.label],
        backlinks=backlinks(context, (one for one in uses if part.label or one.heading not in (_MEMBERS, _ABOUT_IT))),
        retired=context.retired(actor),
        sources=citations.entries,
        record_actions=record_actions(context, actor),
        neighbours=neighbours(context, order, place),
        beside=_("Beside this actor"),
    )


def _evidence(own: Sequence[Evidence], claims: Sequence[Claim], stances: Sequence[Evidence]) -> list[Evidence]:
    of_claims = [one for claim in claims for one in (claim.standing.evidence if claim.standing else ()) or claim.evidence]
    return [*own, *of_claims, *stances]


def _facts(context: PageContext, actor: Actor) -> list[View]:
    wikidata = actor.identifiers.wikidata
    return facts(
        (_("Kind"), _(_KINDS[actor.kind])),
        (_("Also written"), row_of(actor.aliases)),
        (_("Short form"), actor.short),
        (_("Part of"), row_of(context.links(Actor, actor.part_of))),
        (_("ISO 3166"), actor.identifiers.iso3166),
        (_("Wikidata"), Link(wikidata, f"https://www.wikidata.org/wiki/{wikidata}") if wikidata else None),
    )


def _timeline(context: PageContext, actor: Actor) -> Link | None:
    address, events = selection_at(context, "actor", actor.id), len(context.facts.selections["actor"].get(actor.id, ()))
    words = ngettext("The {number} event that names it, in order", "The {number} events that name it, in order", events)
    return Link(words, address) if address else None
