"""The page of an explainer: a question, its answer in brief, and everything the answer rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from generator.derive.changes import changes
from generator.derive.revisions import revisions
from generator.derive.timeline import timeline
from generator.figures.scale import commas, listed
from generator.language import say, say_count
from generator.language.foreign import of_the_same
from generator.pages import figures
from generator.pages.blocks import ChangeRow, ClaimRow, RevisedDay, change_rows, claim_row, revised_days
from generator.pages.body import BodyView, body_view, plain
from generator.pages.cards import card_of, card_path
from generator.pages.citations import Citations, SourceEntry
from generator.pages.costs_and_risks import RiskView, risk_view
from generator.pages.foot import Foot, foot
from generator.pages.jsonld import explainer_jsonld
from generator.pages.named_figures import both, named, stance_pairs
from generator.pages.page import Address, Link, Page, Rich, address_of, href
from generator.pages.scenarios import DriverView, ScenarioView, driver_view, scenario_view
from generator.pages.timeline_parts import issue_link
from generator.pages.ways import read_next, reading_time, words_of
from generator.pages.words import row_of
from generator.records import Act, Actor, Claim, Cost, Driver, Event, Explainer, Record, Risk, Scenario, Source
from generator.records.shared import evidence_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk
    from generator.text.body import Figure

AnyRecord = TypeVar("AnyRecord", bound=Record)

MOST_CHANGES = 8
MOST_WHO = 6
FEW = 6
"""With fewer records than this spoken of in the text, all are listed."""


@dataclass(frozen=True, slots=True)
class AnswerPoint:
    """One point of the answer in brief: its first sentence set off from the rest."""

    lead: Rich
    rest: Rich


@dataclass(frozen=True, slots=True)
class Party:
    """A focal actor, or the others, with the people who belong to it."""

    name: str
    members: Sequence[tuple[Link, Rich]]


@dataclass(frozen=True, slots=True)
class ExplainerView:
    """What the page of an explainer shows."""

    title: str
    deck: str
    retired: Rich
    question: str
    issues: Rich
    counts: str
    period: str
    updated: str
    editors: str
    answer: Sequence[AnswerPoint]
    not_known: Sequence[Rich]
    body: BodyView
    is_untitled: bool
    """Whether the text begins without a heading of its own, and so needs one of ours."""
    parties: Sequence[Party]
    people: int
    stands: Sequence[str]
    relation: Link | None
    timeline: str
    told: int
    """How many events that has."""
    claims: Sequence[ClaimRow]
    costs: str
    costed: int
    """How many costs that has."""
    risks: Sequence[RiskView]
    risk_figure: str
    toward: Sequence[DriverView]
    away: Sequence[DriverView]
    scenarios: Sequence[ScenarioView]
    revised: Sequence[RevisedDay]
    """What we changed in it."""
    changes: Sequence[ChangeRow]
    """What later evidence moved."""
    sources: Sequence[SourceEntry]
    foot: Foot
    events: int
    all_claims: int
    timeline_page: str
    claims_page: str
    brief_minutes: str
    """How long the answer in brief takes to read, in words."""
    text_minutes: str
    """How long the text takes to read, or nothing where there is none."""
    next: Sequence[Link]
    """Where a reader may go from here."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every explainer."""
    for explainer in desk.corpus.all(Explainer):
        path = address_of(explainer).path
        here = desk.at(path)
        described = explainer.deck or explainer.question
        data = explainer_jsonld(desk, explainer)
        view, card, alt = _view(here, explainer), card_path(explainer), card_of(desk, explainer).words
        yield Page(path, "explainer", explainer.title, described, "explainer.md.j2", view, explainer.path, data, card, alt, "first")


def answer_points(desk: Desk, explainer: Explainer, citations: Citations) -> list[AnswerPoint]:
    """Return the points of the answer in brief, each with its first sentence apart."""
    return [_point(desk.rich(point, citations)) for point in explainer.answer]


def _point(pieces: Rich) -> AnswerPoint:
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and (cut := _sentence_end(piece)):
            lead, rest = of_the_same(piece[:cut], piece), of_the_same(piece[cut:], piece)
            return AnswerPoint((*pieces[:index], lead), (rest, *pieces[index + 1 :]))
    return AnswerPoint(pieces, ())


def _sentence_end(text: str) -> int:
    """Return where the first sentence of a text ends, or 0 where it does not end inside."""
    ends = [text.find(mark + " ") for mark in ".?!؟۔。"]
    found = [end for end in ends if end >= 0]
    return min(found) + 1 if found else 0


@dataclass(frozen=True, slots=True)
class _Parts:
    """The records that appear in an explainer."""

    events: Sequence[Event]
    claims: Sequence[Claim]
    acts: Sequence[Act]
    costs: Sequence[Cost]
    risks: Sequence[Risk]
    drivers: Sequence[Driver]
    scenarios: Sequence[Scenario]


def _parts(desk: Desk, explainer: Explainer) -> _Parts:
    corpus, own = desk.corpus, explainer.id
    return _Parts(
        corpus.appearing_in(own, Event),
        corpus.appearing_in(own, Claim),
        corpus.appearing_in(own, Act),
        corpus.appearing_in(own, Cost),
        corpus.appearing_in(own, Risk),
        corpus.appearing_in(own, Driver),
        corpus.appearing_in(own, Scenario),
    )


def _view(desk: Desk, explainer: Explainer) -> ExplainerView:
    parts = _parts(desk, explainer)
    words = [one for record in _all(parts) for one in evidence_in(record)]
    citations = Citations(desk, (), _cited(desk, explainer), also=words)
    placed = {figure.name for figure in desk.corpus.bodies[explainer.key].figures} if explainer.key in desk.corpus.bodies else set()
    rows = timeline(desk.corpus, parts.events)
    drivers = [driver_view(desk, driver, citations) for driver in parts.drivers]
    answer = answer_points(desk, explainer, citations)
    parties = _parties(desk, explainer, parts)
    body = body_view(desk, explainer, citations, lambda figure: _draw(desk, explainer, figure))
    return ExplainerView(
        explainer.title,
        explainer.deck or "",
        desk.retired(explainer),
        explainer.question if explainer.question != explainer.title else "",
        row_of(issue_link(desk, issue) for issue in explainer.issues),
        _counts(desk, explainer, parts),
        explainer.period.words(),
        explainer.updated.words() if explainer.updated else "",
        commas(explainer.editors),
        answer,
        [desk.rich(one, citations) for one in explainer.not_known],
        body,
        bool(body) and getattr(body[0], "tag", "") != "h2",
        parties,
        sum(len(party.members) for party in parties),
        list(_stands(desk, explainer, placed)),
        _relation(desk, explainer.focal),
        _told_events(desk, explainer, parts.events) if rows and "timeline" not in placed else "",
        len(_spoken(desk, explainer, parts.events)),
        [_brief(desk, claim, citations) for claim in _spoken(desk, explainer, parts.claims)],
        figures.costs(desk, parts.costs) if parts.costs and "costs" not in placed else "",
        sum(cost.retired is None for cost in parts.costs),
        [risk_view(desk, risk, citations) for risk in parts.risks],
        figures.risks(desk, parts.risks) if any(risk.likelihood for risk in parts.risks) and "risks" not in placed else "",
        [one for one in drivers if one.direction == "toward"],
        [one for one in drivers if one.direction == "away"],
        [scenario_view(desk, scenario, citations) for scenario in parts.scenarios],
        revised_days(desk, revisions([explainer, *_all(parts)])),
        change_rows(desk, changes(_all(parts))[:MOST_CHANGES]),
        citations.entries,
        foot(desk, explainer),
        len(parts.events),
        len(parts.claims),
        href(desk.page, Address("timeline.md")),
        href(desk.page, Address("claims/index.md")),
        reading_time(sum(len(plain((*point.lead, *point.rest)).split()) for point in answer)),
        reading_time(words_of(body)),
        read_next(desk, explainer),
    )


def _all(parts: _Parts) -> list[Claim | Risk | Scenario | Event | Cost | Driver | Act]:
    return [*parts.claims, *parts.risks, *parts.scenarios, *parts.events, *parts.costs, *parts.drivers, *parts.acts]


def _cited(desk: Desk, explainer: Explainer) -> list[Source]:
    """Return the sources to which the answer, the text and the unknowns point by marks, in the order of reading."""
    body = desk.corpus.bodies.get(explainer.key)
    marks = [link for link in body.links if not link.words] if body else []
    in_body = [found for link in marks if isinstance(found := desk.corpus.resolve_link(link), Source)]
    return [*desk.cited(*explainer.answer), *in_body, *desk.cited(*explainer.not_known)]


def _counts(desk: Desk, explainer: Explainer, parts: _Parts) -> str:
    sources = {one.source for record in desk.corpus if explainer.id in getattr(record, "explainers", ()) for one in evidence_in(record)}
    counts = (
        say_count("{number} source", "{number} sources", len(sources)) if sources else "",
        say_count("{number} event", "{number} events", len(parts.events)) if parts.events else "",
        say_count("{number} claim", "{number} claims", len(parts.claims)) if parts.claims else "",
        say_count("{number} act", "{number} acts", len(parts.acts)) if parts.acts else "",
    )
    return listed([one for one in counts if one])


def _parties(desk: Desk, explainer: Explainer, parts: _Parts) -> list[Party]:
    """Return who is who: each focal actor with its people, then the others, those who occur most first."""
    weights = _occurrences(desk, explainer, parts)
    actors = [actor for actor in desk.corpus.all(Actor) if weights[actor.id] and actor.id not in explainer.focal]
    actors.sort(key=lambda actor: (-weights[actor.id], actor.id))
    people = [actor for actor in actors if actor.kind == "person"]
    grouped = {one: [actor for actor in people if one in (*actor.part_of, *(role.of for role in actor.roles))] for one in explainer.focal}
    others = [actor for actor in actors if actor.kind != "person" and not set(actor.part_of) & set(explainer.focal)]
    parties = [Party(desk.name(one), [_who(desk, actor) for actor in members[:MOST_WHO]]) for one, members in grouped.items()]
    return [party for party in [*parties, Party(say("Others"), [_who(desk, actor) for actor in others[:MOST_WHO]])] if party.members]


def _occurrences(desk: Desk, explainer: Explainer, parts: _Parts) -> Counter[str]:
    """Return how often each actor occurs in the text, the acts and the claims of an explainer."""
    found = Counter(actor for act in parts.acts for actor in (*act.by, *act.toward))
    found.update(actor for claim in parts.claims for actor in (*claim.claimant, *(one.actor for one in claim.positions)))
    found.update(link.target for _, link in desk.corpus.links(explainer) if link.scheme == Actor.singular)
    return found


def _who(desk: Desk, actor: Actor) -> tuple[Link, Rich]:
    role = actor.roles[0] if actor.roles else None
    if role is None:
        return desk.link(actor), _point(desk.rich(actor.description)).lead
    return desk.link(actor), (commas([role.title, role.when.words()]) if role.when else role.title,)


def _brief(desk: Desk, claim: Claim, citations: Citations) -> ClaimRow:
    """Return a claim as a row with what a reader needs first; the claim's page has all reasons."""
    row = claim_row(desk, claim, citations)
    return replace(row, because=desk.rich(claim.summary, citations) or _point(row.because).lead)


def _told_events(desk: Desk, explainer: Explainer, events: Sequence[Event]) -> str:
    """Return the events that the text of an explainer speaks of as a list, or all where it speaks of few."""
    told = _spoken(desk, explainer, events)
    title = say("The events that this text speaks of, in order") if len(told) < len(events) else None
    return figures.timeline(desk, timeline(desk.corpus, told), title)


def _spoken(desk: Desk, explainer: Explainer, records: Sequence[AnyRecord]) -> Sequence[AnyRecord]:
    """Return the records that the text of an explainer speaks of, or all where it speaks of few."""
    spoken = {desk.corpus.resolve_link(link) for _, link in desk.corpus.links(explainer)}
    told = [record for record in records if record in spoken]
    return told if len(told) >= FEW else records


def _relation(desk: Desk, focal: Sequence[str]) -> Link | None:
    """Return a link to what the first two focal actors did toward each other; nothing where neither acted."""
    address = desk.relation(*focal[:2]) if len(focal) > 1 else None
    if not address:
        return None
    return Link(say("All acts between {one} and {other}", one=desk.name(focal[0]), other=desk.name(focal[1])), address)


def _stands(desk: Desk, explainer: Explainer, placed: set[str]) -> Iterator[str]:
    pairs = stance_pairs(desk, explainer, {})
    if pairs and "stances" not in placed:
        yield figures.stances(desk, pairs, explainer)
    ways = both(explainer, {})
    if ways and "over-time" not in placed and any(desk.stances.between(*way) for way in ways):
        yield figures.over_time(desk, ways)


def _draw(desk: Desk, explainer: Explainer, figure: Figure) -> str:
    return named(desk, explainer, figure.name, figure.options, figure.headline)
