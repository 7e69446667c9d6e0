"""The page of an explainer: a question, its answer in brief, and everything the answer rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from generator.analysis import changes, revisions, timeline
from generator.language import _, and_list, comma_list, ngettext
from generator.model import Act, Actor, Claim, Cost, Driver, Event, Explainer, Record, Risk, Scenario, Source
from generator.site import figures
from generator.site.body import body_view, plain
from generator.site.cards import card_of, card_path
from generator.site.citations import Citations
from generator.site.costs_and_risks import risk_view
from generator.site.jsonld import explainer_jsonld
from generator.site.named_figures import named, stance_pairs
from generator.site.page import Address, Link, Page, Rich, View, address_of, href
from generator.site.page_parts import change_rows, claim_row, office, revised_days
from generator.site.record_actions import record_actions
from generator.site.scenarios import driver_view, scenario_view
from generator.site.timeline_parts import issue_link
from generator.site.wayfinding import read_next, reading_time, words_of
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.gallery import FigureView

AnyRecord = TypeVar("AnyRecord", bound=Record)

MOST_CHANGES = 8
MOST_WHO = 6
FEW = 6
"""With fewer records than this spoken of in the text, all are listed."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of every explainer."""
    for path, explainer in context.wanted((address_of(one).path, one) for one in context.corpus.all(Explainer)):
        here = context.at(path)
        described = explainer.deck or explainer.question
        data = explainer_jsonld(context, explainer)
        view, card, alt = _view(here, explainer), card_path(explainer), card_of(context, explainer).words
        yield Page(path, "explainer", explainer.title, described, "explainer.md.j2", view, explainer.path, data, card, alt, "first")


def answer_points(context: PageContext, explainer: Explainer, citations: Citations) -> list[View]:
    """Return the points of the answer in brief, each with its first sentence apart."""
    return [_point(context.rich(point, citations)) for point in explainer.answer]


def _point(pieces: Rich) -> View:
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and (cut := _sentence_end(piece)):
            return View(lead=(*pieces[:index], piece[:cut]), rest=(piece[cut:], *pieces[index + 1 :]))
    return View(lead=pieces, rest=())


def _sentence_end(text: str) -> int:
    """Return where the first sentence of a text ends, or 0 where it does not end inside."""
    ends = [text.find(mark + " ") for mark in ".?!؟۔。"]
    found = [end for end in ends if end >= 0]
    return min(found) + 1 if found else 0


def _view(context: PageContext, explainer: Explainer) -> View:
    events, claims, acts = _told(context, explainer, Event), _told(context, explainer, Claim), _told(context, explainer, Act)
    costs, risks, scenarios = _told(context, explainer, Cost), _told(context, explainer, Risk), _told(context, explainer, Scenario)
    drivers = _told(context, explainer, Driver)
    told: list[Record] = [*claims, *risks, *scenarios, *events, *costs, *drivers, *acts]
    words = [one for record in told for one in context.facts.evidence[record]]
    citations = Citations(context, (), _cited(context, explainer), also=words)
    placed = {figure.name for figure in context.corpus.body_of(explainer).figures}
    rows = timeline(context.corpus, events)
    pushes = [driver_view(context, driver, citations) for driver in drivers]
    answer = answer_points(context, explainer, citations)
    parties = _parties(context, explainer, acts, claims)
    body = body_view(context, explainer, citations, lambda one: named(context, explainer, one.name, one.options, one.headline))
    return View(
        title=explainer.title,
        deck=explainer.deck or "",
        retired=context.retired(explainer),
        question=explainer.question if explainer.question != explainer.title else "",
        issues=row_of(issue_link(context, issue) for issue in explainer.issues),
        counts=_counts(context, explainer, events, claims, acts),
        period=explainer.period.words(),
        updated=explainer.updated.words() if explainer.updated else "",
        editors=comma_list(explainer.editors),
        answer=answer,
        not_known=[context.rich(one, citations) for one in explainer.not_known],
        body=body,
        is_untitled=bool(body) and getattr(body[0], "tag", "") != "h2",
        parties=parties,
        people=sum(len(party.members) for party in parties),
        stands=list(_stands(context, explainer, placed)),
        relation=_relation(context, explainer.focal),
        timeline=_told_events(context, explainer, events) if rows and "timeline" not in placed else None,
        told=len(_spoken(context, explainer, events)),
        claims=[_brief(context, claim, citations) for claim in _spoken(context, explainer, claims)],
        costs=figures.costs(context, costs) if costs and "costs" not in placed else None,
        costed=sum(cost.retired is None for cost in costs),
        risks=[risk_view(context, risk, citations) for risk in risks],
        risk_figure=figures.risks(context, risks) if any(risk.likelihood for risk in risks) and "risks" not in placed else None,
        toward=[one for one in pushes if one.direction == "toward"],
        away=[one for one in pushes if one.direction == "away"],
        both=[one for one in pushes if one.direction == "both"],
        scenarios=[scenario_view(context, scenario, citations) for scenario in scenarios],
        revised=revised_days(context, revisions([explainer, *told])),
        changes=change_rows(context, changes(told)[:MOST_CHANGES]),
        sources=citations.entries,
        record_actions=record_actions(context, explainer),
        events=len(events),
        all_claims=len(claims),
        timeline_page=href(context.page, Address("timeline.md")),
        claims_page=href(context.page, Address("claims/index.md")),
        brief_minutes=reading_time(sum(len(plain((*point.lead, *point.rest)).split()) for point in answer)),
        text_minutes=reading_time(words_of(body)),
        next=read_next(context, explainer),
    )


def _told(context: PageContext, explainer: Explainer, kind: type[AnyRecord]) -> list[AnyRecord]:
    return context.corpus.appearing_in(explainer.id, kind)


def _cited(context: PageContext, explainer: Explainer) -> list[Source]:
    """Return the sources to which the answer, the text and the unknowns point by marks, in the order of reading."""
    marks = [link for link in context.corpus.body_of(explainer).links if not link.words]
    in_body = [found for link in marks if isinstance(found := context.corpus.resolve_link(link), Source)]
    return [*context.cited(*explainer.answer), *in_body, *context.cited(*explainer.not_known)]


def _counts(context: PageContext, explainer: Explainer, events: Sequence[Event], claims: Sequence[Claim], acts: Sequence[Act]) -> str:
    told = (context.facts.evidence[record] for record in context.corpus.all_appearing_in(explainer.id))
    sources = {one.source for evidence in told for one in evidence}
    counts = (
        ngettext("{number} source", "{number} sources", len(sources)) if sources else "",
        ngettext("{number} event", "{number} events", len(events)) if events else "",
        ngettext("{number} claim", "{number} claims", len(claims)) if claims else "",
        ngettext("{number} act", "{number} acts", len(acts)) if acts else "",
    )
    return and_list([one for one in counts if one])


def _parties(context: PageContext, explainer: Explainer, acts: Sequence[Act], claims: Sequence[Claim]) -> list[View]:
    """Return who is who: each focal actor with its people, then the others, those who occur most first."""
    weights = _occurrences(context, explainer, acts, claims)
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


def _occurrences(context: PageContext, explainer: Explainer, acts: Sequence[Act], claims: Sequence[Claim]) -> Counter[str]:
    """Return how often each actor occurs in the text, the acts and the claims of an explainer."""
    found = Counter(actor for act in acts for actor in (*act.by, *act.toward))
    found.update(actor for claim in claims for actor in (*claim.claimant, *(one.actor for one in claim.positions)))
    found.update(link.target for _unused, link in context.corpus.links(explainer) if link.scheme == Actor.singular)
    return found


def _who(context: PageContext, actor: Actor) -> tuple[Link, Rich]:
    return context.link(actor), office(actor) or _point(context.rich(actor.description)).lead


def _brief(context: PageContext, claim: Claim, citations: Citations) -> View:
    """Return a claim as a row with what a reader needs first; the claim's page has all reasons."""
    row = claim_row(context, claim, citations)
    return row.but(because=context.rich(claim.summary, citations) or _point(row.because).lead)


def _told_events(context: PageContext, explainer: Explainer, events: Sequence[Event]) -> FigureView:
    """Return the events that the text of an explainer speaks of as a list, or all where it speaks of few."""
    told = _spoken(context, explainer, events)
    title = _("The events that this text speaks of, in order") if len(told) < len(events) else None
    return figures.timeline(context, timeline(context.corpus, told), title)


def _spoken(context: PageContext, explainer: Explainer, records: Sequence[AnyRecord]) -> Sequence[AnyRecord]:
    """Return the records that the text of an explainer speaks of, or all where it speaks of few."""
    spoken = {context.corpus.resolve_link(link) for _unused, link in context.corpus.links(explainer)}
    told = [record for record in records if record in spoken]
    return told if len(told) >= FEW else records


def _relation(context: PageContext, focal: Sequence[str]) -> Link | None:
    """Return a link to what the first two focal actors did toward each other; nothing where neither acted."""
    address = context.relation(*focal[:2]) if len(focal) > 1 else None
    if not address:
        return None
    return Link(_("All acts between {one} and {other}", one=context.name(focal[0]), other=context.name(focal[1])), address)


def _stands(context: PageContext, explainer: Explainer, placed: set[str]) -> Iterator[FigureView]:
    pairs = stance_pairs(context, explainer, {})
    if pairs and "stances" not in placed:
        yield figures.stances(context, pairs, explainer)
