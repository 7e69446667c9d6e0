"""The page of who stands where: the matrix of all actors, the balance over time, the votes, and how it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.charts.scale import capital, signed
from generator.charts.vote_ledger import BALLOTS
from generator.derive.alignment import balance
from generator.pages import figures
from generator.pages.blocks import mentions
from generator.pages.desk import Citations, SourceEntry
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
        figures.votes(here, votes) if votes else "",
        [_vote(here, vote, citations) for vote in votes],
        [
            Link(f"{here.name(one)} and {here.name(other)}", href(PATH, Address(relation_path(one, other))))
            for one, other in here.alignment.relations
        ],
        list(_leanings(here)),
        citations.entries,
    )
    described = "Who stands where, computed from citable acts: direction, issue, words and deeds apart."
    yield Page(PATH, "alignment", "Alignment", described, "alignment.md.j2", view)


def _figures(desk: Desk) -> Iterator[str]:
    if desk.alignment.dyads:
        yield figures.matrix(desk)
    for explainer in desk.corpus.all(Explainer):
        if len(explainer.focal) > 1 and desk.alignment.between(*explainer.focal[:2]):
            yield figures.over_time(desk, *explainer.focal[:2])


def _leanings(desk: Desk) -> Iterator[LeaningRow]:
    for by, toward in desk.alignment.dyads:
        found = balance(desk.alignment.between(by, toward))
        if found.median is None or found.low is None or found.high is None:
            continue
        pair = Link(f"{desk.name(by)} toward {desk.name(toward)}", href(PATH, Address(relation_path(by, toward))))
        span = signed(found.low) if found.low == found.high else f"{signed(found.low)} to {signed(found.high)}"
        without = signed(found.without) if found.without is not None else "no evidence" if found.leans_on else ""
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
        [(desk.voice(actor, Actor.section), capital(BALLOTS[ballot])) for actor, ballot in vote.ballots.items()],
        vote.outcome or "",
        desk.rich(vote.summary, citations),
        desk.retired(vote),
        mentions(desk, vote),
        citations.refs(vote.evidence),
    )
