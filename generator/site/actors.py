"""The overview of actors, by kind and name, and a page per actor: description, offices, claims, stances, acts and backlinks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.analysis import ordered_with_steps
from generator.figures import MOST_MARKS, ShownStances
from generator.language import _, ngettext
from generator.model import Act, Actor, Claim, names_of
from generator.site import figures
from generator.site.alignment import act_rows
from generator.site.citations import Citations
from generator.site.page import Link, Page, View, relation_path, row_of
from generator.site.page_parts import assessed, backlink_list, backlinks, claim_row, facts, in_order, office, stance_row
from generator.site.parts import ListOfPage, by_letter, by_year, in_parts, row_weight
from generator.site.record_actions import record_actions
from generator.site.timeline import selection_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Backlink, Edtf, Stance
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

_KINDS: Final = names_of("actors.kind")
_KIND_HEADINGS: Final = names_of("actors.kind.many")
_MEMBERS: Final = "Members"
_ABOUT_IT: Final = "Explainers about it"
SHOWN_ELSEWHERE = ("Claims made", "Stance on claims", "Acts", "Acts of others toward it")
_PER_ACT: Final = 400
"""Estimated bytes of HTML per act in a figure of stances."""
MOST_OTHERS: Final = 80
"""The most other actors in a figure of an actor's acts, those with most acts first; the list below the figure has all."""


class Deed(NamedTuple):
    """Something dated that an actor did: making a claim, taking a stance on one, or an act."""

    when: Edtf
    record: Claim | Act
    position: Stance | None = None
    """The actor's stance on somebody's claim, if that is the deed."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the overview of actors and a page per actor.

    If there are too many actors for one page, the overview links to a page per letter; a very active or often mentioned actor's page links
    to pages for parts of its lists.
    """
    order = _by_kind(context.corpus.all(Actor))
    page = Page("actors/index.md", "actors", _("Actors"), _("Who acts, claims, pays or is acted upon."), "records.md.j2", None)
    named = ListOfPage("all", "", order, row_weight(lambda actor: (actor.name, actor.description)), partial(by_letter, filed=_filing_name))
    yield from in_parts(context, page, [named], _overview, title_of=_filing_name)
    did = _deeds_by_actor(context)
    for path, actor, around in in_order(context, order):
        described = _("{kind}: offices, claims and acts, each with its evidence.", kind=_(_KINDS[actor.kind]))
        page = Page(path, "actor", actor.name, described, "actor.md.j2", None, actor.path)
        lists = _lists(context, actor, did.get(actor.id, []))
        marks = [sum(len(context.stances.between(*pair)) for pair in pairs) for pairs in _figure_pairs(context, actor)]
        beside = _PER_ACT * sum(number for number in marks if number <= MOST_MARKS)
        yield from in_parts(context, page, lists, partial(_actor_view, actor=actor, around=around), beside=beside)


def _by_kind(actors: Iterable[Actor]) -> list[Actor]:
    kinds = list(_KINDS)
    return sorted(actors, key=lambda actor: (kinds.index(actor.kind), actor.name.casefold()))


def _filing_name(actor: Actor) -> str:
    return actor.sort_as or actor.name


def _overview(here: PageContext, part: ListPart, actors: Sequence[Actor]) -> View:
    rows = {
        actor: View(link=here.link(actor), detail=(_("Retired"),) if actor.retired else office(actor) or here.rich(actor.description))
        for actor in _by_kind(actors)
    }
    groups = [View(label=_(label), rows=[row for one, row in rows.items() if one.kind == kind]) for kind, label in _KIND_HEADINGS.items()]
    return View(part=part, groups=[group for group in groups if group.rows], empty=_("No actor is on record yet."))


def _lists(context: PageContext, actor: Actor, deeds: Sequence[Deed]) -> list[ListOfPage[Any]]:
    """Return the lists of an actor's page: its deeds (weighed with links, marks and sources), the other sides, and its backlinks."""
    deed_weight = row_weight(lambda deed: (deed.record.label, deed.position and deed.position.words), 1_000)
    side_weight = row_weight(lambda other: (actor.name, context.name(other), relation_path(actor.id, other)))
    others = sorted(context.stances.others(actor.id), key=lambda other: context.name(other).casefold())
    return [
        ListOfPage("acts", _("Claims and acts"), deeds, deed_weight, by_year, is_first=True),
        ListOfPage("sides", _("Act by act, with each other side"), others, side_weight),
        backlink_list(context, actor, without=SHOWN_ELSEWHERE),
    ]


def _figure_pairs(context: PageContext, actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the actor pairs of an actor's two figures, outgoing and incoming acts, limited to the MOST_OTHERS others with most acts."""
    between = context.stances.between
    others = sorted(context.stances.others(actor.id), key=lambda other: (-len(between(actor.id, other)), other))
    toward = [(actor.id, other) for other in others if between(actor.id, other)]
    received = [(other, actor.id) for other in others if between(other, actor.id)]
    return toward[:MOST_OTHERS], received[:MOST_OTHERS]


def _deeds_by_actor(context: PageContext) -> dict[str, list[Deed]]:
    """Return each actor's deeds by actor id: its claims, its stances on claims, and its acts."""
    deeds: dict[str, list[Deed]] = {}
    for claim in context.corpus.all(Claim):
        for actor in dict.fromkeys(claim.claimant):
            deeds.setdefault(actor, []).append(Deed(claim.made, claim))
        for position in claim.positions:
            deeds.setdefault(position.actor, []).append(Deed(position.when, claim, position))
    for act in context.corpus.all(Act):
        for actor in dict.fromkeys(act.by):
            deeds.setdefault(actor, []).append(Deed(act.when, act))
    return deeds


def _actor_view(
    context: PageContext,
    part: ListPart,
    deeds: Sequence[Deed],
    others: Sequence[str],
    uses: Sequence[Backlink],
    *,
    actor: Actor,
    around: View,
) -> View:
    claims = [deed.record for deed in deeds if isinstance(deed.record, Claim) and deed.position is None]
    stances = [(deed.record, deed.position) for deed in deeds if isinstance(deed.record, Claim) and deed.position is not None]
    of_claims = [piece for claim in claims for piece in assessed(claim)]
    own = () if part.label else actor.evidence
    citations = Citations(context, [*own, *of_claims, *(piece for _unused, position in stances for piece in position.evidence)])
    toward, received = _figure_pairs(context, actor)
    acts = ordered_with_steps(deed.record for deed in deeds if isinstance(deed.record, Act))
    address, events = selection_at(context, "actor", actor.id), len(context.facts.selections["actor"].get(actor.id, ()))
    named_by = ngettext("The {number} event that names it, in order", "The {number} events that name it, in order", events)
    return View(
        part=part,
        kicker=_("Actor"),
        kind=_(_KINDS[actor.kind]),
        summary=context.rich(actor.description, citations),
        refs=citations.refs(own),
        facts=_facts(context, actor),
        roles=[
            View(title=role.title, of=context.voice(role.of, Actor.section) if role.of else "", when=role.when.words() if role.when else "")
            for role in actor.roles
        ],
        toward=figures.stances(context, toward) if toward and not part.label else None,
        from_others=figures.acts(context, "fig-stances-from", ShownStances(received, scope=figures.collected(context, received)))
        if received and not part.label
        else None,
        cut_to=MOST_OTHERS if len(context.stances.others(actor.id)) > MOST_OTHERS else 0,
        relations=[context.relation_link(actor.id, other) for other in others],
        claims=[claim_row(context, claim, citations) for claim in claims],
        stances=[
            stance_row(context, position, context.link(claim), citations)
            for claim, position in sorted(stances, key=lambda pair: pair[1].when.sort_key)
        ],
        acts=[
            row.but(toward=citations.voices(target for target in act.toward if target != actor.id))
            for act, row in zip(acts, act_rows(context, acts), strict=True)
        ],
        timeline=Link(named_by, address) if address and not part.label else None,
        members=[context.link(use.record) for use in uses if use.heading == _MEMBERS and not part.label],
        explainers=[context.link(use.record) for use in uses if use.heading == _ABOUT_IT and not part.label],
        backlinks=backlinks(context, (use for use in uses if part.label or use.heading not in (_MEMBERS, _ABOUT_IT))),
        retired=context.retired(actor),
        sources=citations.entries,
        record_actions=record_actions(context, actor),
        neighbours=around,
        beside=_("Beside this actor"),
    )


def _facts(context: PageContext, actor: Actor) -> list[View]:
    wikidata = actor.identifiers.wikidata
    return facts(
        (_("Kind"), _(_KINDS[actor.kind])),
        (_("Also written"), row_of(alias for alias in actor.aliases if alias != actor.within)),
        (_("Short form"), actor.short),
        (_("Part of"), row_of(context.links(Actor, actor.part_of))),
        (_("ISO 3166"), actor.identifiers.iso3166),
        (_("Wikidata"), Link(wikidata, f"https://www.wikidata.org/wiki/{wikidata}") if wikidata else None),
    )
