"""The page of who stands where: the matrix of all actors, the balance over time, the votes, and how it is computed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.charts.scale import capital, signed
from generator.charts.vote_ledger import BALLOTS
from generator.language import say
from generator.pages import figures
from generator.pages.blocks import mentions
from generator.pages.desk import Citations, SourceEntry
from generator.pages.foot import Foot, foot_at
from generator.pages.page import Address, Link, Page, Ref, Rich, href, relation_path
from generator.records import Actor, Explainer, Vote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "alignment.md"


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote with its ballots."""

    anchor: str
    title: str
    when: str
    body: Link | str
    text: str
    favours: Link | str
    disfavours: Link | str
    ballots: Sequence[tuple[Link | str, str]]
    outcome: str
    summary: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[Ref, ...]
    foot: Foot | None


@dataclass(frozen=True, slots=True)
class LeaningRow:
    """How far the balance of one actor toward another leans on single publishers."""

    pair: Link
    balance: str
    count: int
    span: str
    leans_on: str
    without: str


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """What the page of alignment shows."""

    figures: Sequence[str]
    ledger: str
    agreement: str
    """How often others voted as the actor with most ballots did, or nothing where no vote is on record."""
    votes: Sequence[VoteView]
    relations: Sequence[Link]
    leanings: Sequence[LeaningRow]
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of alignment."""
    here = desk.at(PATH)
    votes = sorted(here.corpus.all(Vote), key=lambda vote: (vote.when.sort_key, vote.id))
    citations = Citations(here, [one for vote in votes for one in vote.evidence])
    view = AlignmentView(
        list(_figures(here)),
        figures.votes(here, votes, _voter(votes)) if votes else "",
        figures.agreement(here, votes, _voter(votes)) if votes else "",
        [_vote(here, vote, citations) for vote in votes],
        [
            Link(say("{one} and {other}", one=here.name(one), other=here.name(other)), href(PATH, Address(relation_path(one, other))))
            for one, other in here.alignment.relations
        ],
        list(_leanings(here)),
        citations.entries,
    )
    described = say("Who stands where, computed from citable acts: direction, issue, words and deeds apart.")
    yield Page(PATH, "alignment", say("Alignment"), described, "alignment.md.j2", view)


def _figures(desk: Desk) -> Iterator[str]:
    if desk.alignment.dyads:
        yield figures.matrix(desk)
    for by, toward in _focal_pairs(desk):
        yield figures.small_multiples(desk, [(by, toward), (toward, by)], figure_id=f"fig-by-issue-{by}-{toward}")
    if desk.alignment.dyads:
        yield figures.words_deeds(desk)
    for pair in _focal_pairs(desk):
        yield figures.over_time(desk, *pair)


def _voter(votes: Sequence[Vote]) -> str:
    """Return the actor with most ballots on record."""
    cast = Counter(actor for vote in votes for actor in sorted(vote.ballots))
    return max(cast, key=lambda actor: (cast[actor], actor))


def _focal_pairs(desk: Desk) -> list[tuple[str, str]]:
    """Return the two actors that each explainer is about, each pair once, in its order."""
    pairs = [explainer.focal[:2] for explainer in desk.corpus.all(Explainer)]
    found = {frozenset(pair): pair for pair in reversed(pairs) if len(pair) > 1 and desk.alignment.between(*pair)}
    return [(pair[0], pair[1]) for pair in dict.fromkeys(pairs) if pair in found.values()]


def _leanings(desk: Desk) -> Iterator[LeaningRow]:
    for by, toward in desk.alignment.dyads:
        found = desk.alignment.balance(by, toward)
        if found.median is None or found.low is None or found.high is None:
            continue
        names = say("{one} toward {other}", one=desk.name(by), other=desk.name(toward))
        pair = Link(names, href(PATH, Address(relation_path(by, toward))))
        span = signed(found.low) if found.low == found.high else say("{low} to {high}", low=signed(found.low), high=signed(found.high))
        without = signed(found.without) if found.without is not None else say("no evidence") if found.leans_on else ""
        yield LeaningRow(pair, signed(found.median), found.count, span, found.leans_on, without)


def _vote(desk: Desk, vote: Vote, citations: Citations) -> VoteView:
    return VoteView(
        f"vote-{vote.id}",
        vote.title,
        vote.when.words(),
        desk.voice(vote.body, Actor.section),
        vote.text,
        desk.voice(vote.favours, Actor.section) if vote.favours else "",
        desk.voice(vote.disfavours, Actor.section) if vote.disfavours else "",
        [(desk.voice(actor, Actor.section), capital(say(BALLOTS[ballot]))) for actor, ballot in vote.ballots.items()],
        vote.outcome or "",
        desk.rich(vote.summary, citations),
        desk.retired(vote),
        mentions(desk, vote),
        citations.refs(vote.evidence),
        foot_at(desk, vote),
    )
