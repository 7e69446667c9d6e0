"""The page of all explainers, newest first; and that of each: a question, its answer in brief, and everything the answer rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from generator.analysis import changes
from generator.language import _, and_list, comma_list, ngettext
from generator.model import Act, Actor, Claim, Cost, Event, Explainer
from generator.site import figures
from generator.site.body import body_view, plain
from generator.site.cards import card_of, card_path
from generator.site.citations import Citations
from generator.site.explainer_parts import TEXT, Material, cited_in, first_sentence, lists_in_parts, lists_view, part_view
from generator.site.jsonld import explainer_jsonld
from generator.site.named_figures import stance_pairs
from generator.site.page import Address, Link, Page, View, address_of, href
from generator.site.page_parts import change_rows, office
from generator.site.parts import ListPart, by_year, in_parts, row_weight
from generator.site.record_actions import record_actions
from generator.site.timeline_parts import issue_link
from generator.site.wayfinding import read_next, reading_time, words_of
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Source
    from generator.site.context import PageContext
    from generator.site.explainer_parts import ListEntry
    from generator.site.gallery import FigureView
    from generator.site.page import Rich

MOST_CHANGES = 8
MOST_WHO = 6
_ALL: Final = ListPart()


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all explainers and that of each: one page, or one that leads to pages for parts of a list.

    The list of all is cut by year; what stands on the page of one that would be too long, by sections of its text and lists of its record.
    """
    found = context.facts.explainers
    described = _("Questions, each with its answer in brief and what it rests on.")
    page = Page("explainers/index.md", "explainers", _("Explainers"), described, "explainers.md.j2", None)
    parts = by_year("explainers/all", found, _weigh, lambda one: one.updated or one.period, newest_first=True)
    yield from in_parts(context, page, {"": found}, parts, _all)
    for path, explainer in context.wanted((address_of(one).path, one) for one in context.corpus.all(Explainer)):
        here, material = context.at(path), Material(context, explainer)
        described = explainer.deck or explainer.question
        data, card, alt = explainer_jsonld(context, explainer), card_path(explainer), card_of(context, explainer).words
        page = Page(path, "explainer", explainer.title, described, "explainer.md.j2", None, explainer.path, data, card, alt)
        whole = _one(here, material)
        if lists := lists_in_parts(here, material, whole):
            context.site.gallery.forget(path)
            items, cut = {one.name: one.items for one in lists}, [part for one in lists for part in one.parts(path.removesuffix(".md"))]
            view = partial(_page, material=material)
            yield from in_parts(context, page, items, cut, view, anchors=lambda item: item.anchors, begins=lambda item: item.label)
        elif context.wants(path):
            yield replace(page, view=whole, styles="first")


def _weigh(one: Explainer) -> int:
    return 2 * row_weight(one.title, one.question, one.deck or "")


def _all(here: PageContext, part: ListPart, shown: Sequence[Explainer]) -> View:
    rows = [
        View(
            link=here.link(one),
            question=one.question if one.question != one.title else "",
            deck=one.deck or "",
            retired=here.retired(one),
            period=one.period.words(),
            updated=one.updated.words() if one.updated else "",
        )
        for one in shown
    ]
    return View(part=part, explainers=rows)


def _page(context: PageContext, part: ListPart, *lists: Sequence[ListEntry], material: Material) -> View:
    return part_view(context, [one for found in lists for one in found], part, material) if part.label else _one(context, material, part)


def answer_points(context: PageContext, explainer: Explainer, citations: Citations) -> list[View]:
    """Return the points of the answer in brief, each with its first sentence apart."""
    return [first_sentence(context.rich(point, citations)) for point in explainer.answer]


def _one(context: PageContext, material: Material, part: ListPart = _ALL) -> View:
    """Return the view of the page; of the lists that are in parts, it has links to these."""
    explainer, records = material.explainer, material.records
    elsewhere = {one.of for one in part.links}
    lists = {name: found for name, found in material.lists.items() if name not in elsewhere}
    in_text = TEXT not in elsewhere
    citations = Citations(context, (), _cited(context, material, in_text=in_text), also=material.evidence)
    answer = answer_points(context, explainer, citations)
    body = body_view(context, explainer, citations, partial(material.figure, context) if in_text else None)
    parties = _parties(context, material)
    return View(
        part=part,
        title=explainer.title,
        deck=explainer.deck or "",
        retired=context.retired(explainer),
        question=explainer.question if explainer.question != explainer.title else "",
        issues=row_of(issue_link(context, issue) for issue in explainer.issues),
        counts=_counts(context, material),
        period=explainer.period.words(),
        updated=explainer.updated.words() if explainer.updated else "",
        editors=comma_list(explainer.editors),
        answer=answer,
        not_known=[context.rich(one, citations) for one in explainer.not_known],
        body=body if in_text else (),
        is_untitled=in_text and bool(body) and getattr(body[0], "tag", "") != "h2",
        parties=parties,
        people=sum(len(party.members) for party in parties),
        stands=list(_stands(context, material)),
        relation=_relation(context, explainer.focal),
        spoken_events=len(material.spoken(Event)),
        costed=sum(cost.retired is None for cost in material.all(Cost)),
        changes=change_rows(context, changes(records)[:MOST_CHANGES]),
        sources=citations.entries,
        record_actions=record_actions(context, explainer),
        events=len(context.facts.standing),
        all_claims=sum(claim.retired is None for claim in context.corpus.all(Claim)),
        timeline_page=href(context.page, Address("timeline.md")),
        claims_page=href(context.page, Address("claims/index.md")),
        brief_minutes=reading_time(sum(len(plain((*point.lead, *point.rest)).split()) for point in answer)),
        text_minutes=reading_time(words_of(body)),
        next=read_next(context, explainer),
        **lists_view(context, material, lists, citations),
    )


def _cited(context: PageContext, material: Material, *, in_text: bool) -> list[Source]:
    """Return the sources to which the answer, the text and the unknowns point by marks, in the order of reading."""
    in_body = cited_in(context, material.blocks) if in_text else ()
    return [*context.cited(*material.explainer.answer), *in_body, *context.cited(*material.explainer.not_known)]


def _counts(context: PageContext, material: Material) -> str:
    cited = (context.facts.evidence[record] for record in context.corpus.all_appearing_in(material.explainer.id))
    sources = {one.source for evidence in cited for one in evidence}
    events, claims, acts = (len(material.all(kind)) for kind in (Event, Claim, Act))
    counts = (
        ngettext("{number} source", "{number} sources", len(sources)) if sources else "",
        ngettext("{number} event", "{number} events", events) if events else "",
        ngettext("{number} claim", "{number} claims", claims) if claims else "",
        ngettext("{number} act", "{number} acts", acts) if acts else "",
    )
    return and_list([one for one in counts if one])


def _parties(context: PageContext, material: Material) -> list[View]:
    """Return who is who: each focal actor with its people, then the others, those who occur most first."""
    explainer, weights = material.explainer, _occurrences(context, material)
    actors = [actor for actor in context.corpus.all(Actor) if weights[actor.id] and actor.id not in explainer.focal]
    actors.sort(key=lambda actor: (-weights[actor.id], actor.id))
    people = [actor for actor in actors if actor.kind == "person"]
    grouped = {one: [actor for actor in people if one in (*actor.part_of, *(role.of for role in actor.roles))] for one in explainer.focal}
    others = [actor for actor in actors if actor.kind != "person" and not set(actor.part_of) & set(explainer.focal)]
    parties = [
        View(name=context.name(one), members=[_who(context, actor) for actor in members[:MOST_WHO]]) for one, members in grouped.items()
    ]
    return [
        party
        for party in [*parties, View(name=_("Others"), members=[_who(context, actor) for actor in others[:MOST_WHO]])]
        if party.members
    ]


def _occurrences(context: PageContext, material: Material) -> Counter[str]:
    """Return how often each actor occurs in the text, the acts and the claims of an explainer."""
    found = Counter(actor for act in material.all(Act) for actor in (*act.by, *act.toward))
    found.update(actor for claim in material.all(Claim) for actor in (*claim.claimant, *(one.actor for one in claim.positions)))
    found.update(link.target for _unused, link in context.corpus.links(material.explainer) if link.scheme == Actor.singular)
    return found


def _who(context: PageContext, actor: Actor) -> tuple[Link, Rich]:
    return context.link(actor), office(actor) or first_sentence(context.rich(actor.description)).lead


def _relation(context: PageContext, focal: Sequence[str]) -> Link | None:
    """Return a link to what the first two focal actors did toward each other; nothing where neither acted."""
    address = context.relation(*focal[:2]) if len(focal) > 1 else None
    if not address:
        return None
    return Link(_("All acts between {one} and {other}", one=context.name(focal[0]), other=context.name(focal[1])), address)


def _stands(context: PageContext, material: Material) -> Iterator[FigureView]:
    pairs = stance_pairs(context, material.explainer, {})
    if pairs and "stances" not in material.placed:
        yield figures.stances(context, pairs, material.explainer)
