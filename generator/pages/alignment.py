"""The page of who acted toward whom: the counts, the acts over time, the votes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.figures.scale import capital
from generator.figures.votes import BALLOTS
from generator.language import say
from generator.pages import figures
from generator.pages.blocks import mentions
from generator.pages.citations import Citations, SourceEntry
from generator.pages.foot import Foot, foot_at
from generator.pages.named_figures import stance_pairs
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
class AlignmentView:
    """What the page of alignment shows."""

    figures: Sequence[str]
    ledger: str
    votes: Sequence[VoteView]
    relations: Sequence[Link]
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of alignment."""
    here = desk.at(PATH)
    votes = sorted(here.corpus.all(Vote), key=lambda vote: (vote.when.sort_key, vote.id))
    citations = Citations(here, [one for vote in votes for one in vote.evidence])
    view = AlignmentView(
        list(_figures(here)),
        figures.votes(here, votes, _voter(votes)) if votes else "",
        [_vote(here, vote, citations) for vote in votes],
        [
            Link(say("{one} and {other}", one=here.name(one), other=here.name(other)), href(PATH, Address(relation_path(one, other))))
            for one, other in here.stances.relations
        ],
        citations.entries,
    )
    described = say("Who acted toward whom, counted from citable acts: by direction, issue, form and time.")
    yield Page(PATH, "alignment", say("Alignment"), described, "alignment.md.j2", view)


def _figures(desk: Desk) -> Iterator[str]:
    """Yield the acts of each actor that explainers ask about, in their order, and both ways between the first two of each."""
    explainers = {explainer.focal[0]: explainer for explainer in reversed(desk.corpus.all(Explainer))}
    for explainer in reversed(explainers.values()):
        pairs = stance_pairs(desk, explainer, {})
        if pairs:
            yield figures.stances(desk, pairs, explainer)
    for pair in _focal_pairs(desk):
        yield figures.by_issue(desk, [pair, pair[::-1]])
        yield figures.over_time(desk, [pair, pair[::-1]], listed=True)


def _voter(votes: Sequence[Vote]) -> str:
    """Return the actor with most ballots on record."""
    cast = Counter(actor for vote in votes for actor in sorted(vote.ballots))
    return max(cast, key=lambda actor: (cast[actor], actor))


def _focal_pairs(desk: Desk) -> list[tuple[str, str]]:
    """Return the two actors that each explainer is about, each pair once, in its order."""
    pairs = [explainer.focal[:2] for explainer in desk.corpus.all(Explainer)]
    found = {frozenset(pair): pair for pair in reversed(pairs) if len(pair) > 1 and desk.stances.between(*pair)}
    return [(pair[0], pair[1]) for pair in dict.fromkeys(pairs) if pair in found.values()]


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
