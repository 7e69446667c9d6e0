"""The page of who acted toward whom: the counts, the acts over time, the votes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.language.sentences import capitalized
from generator.pages import figures
from generator.pages.blocks import mentions
from generator.pages.citations import Citations, SourceEntry
from generator.pages.named_figures import stance_pairs
from generator.pages.page import Address, Link, Page, Rich, SourceRef, href, relation_path
from generator.pages.record_actions import RecordActions, record_actions_at
from generator.records import Actor, Explainer, Vote
from generator.vocabularies.names import BALLOTS, NO_BALLOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext
    from generator.pages.gallery import FigureView

PATH = "alignment.md"


@dataclass(frozen=True, kw_only=True)
class VoteView:
    """A vote with its ballots."""

    anchor: str
    title: str
    when: str
    body: Link | str
    text: str
    favours: Link | str
    disfavours: Link | str
    decided: str
    """That no ballots are on record, and why; nothing where they are."""
    ballots: Sequence[tuple[Link | str, str]]
    outcome: str
    summary: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[SourceRef, ...]
    record_actions: RecordActions | None


@dataclass(frozen=True, kw_only=True)
class AlignmentView:
    """What the page of alignment shows."""

    figures: Sequence[FigureView]
    ledger: FigureView | None
    votes: Sequence[VoteView]
    relations: Sequence[Link]
    sources: Sequence[SourceEntry]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of alignment."""
    here = context.at(PATH)
    votes = sorted(here.corpus.all(Vote), key=lambda vote: (vote.when.sort_key, vote.id))
    citations = Citations(here, [one for vote in votes for one in vote.evidence])
    view = AlignmentView(
        figures=list(_figures(here)),
        ledger=figures.votes(here, votes, _voter(votes)) if votes else None,
        votes=[_vote(here, vote, citations) for vote in votes],
        relations=[
            Link(_("{one} and {other}", one=here.name(one), other=here.name(other)), href(PATH, Address(relation_path(one, other))))
            for one, other in here.stances.relations
        ],
        sources=citations.entries,
    )
    described = _("Who acted toward whom, counted from citable acts: by direction, issue, form and time.")
    yield Page(PATH, "alignment", _("Alignment"), described, "alignment.md.j2", view)


def _figures(context: PageContext) -> Iterator[FigureView]:
    """Yield the acts of each actor that explainers ask about, in their order, and both ways between the first two of each."""
    explainers = {explainer.focal[0]: explainer for explainer in reversed(context.corpus.all(Explainer))}
    for explainer in reversed(explainers.values()):
        pairs = stance_pairs(context, explainer, {})
        if pairs:
            yield figures.stances(context, pairs, explainer)
    for pair in _focal_pairs(context):
        yield figures.by_issue(context, [pair, pair[::-1]])
        yield figures.over_time(context, [pair, pair[::-1]], listed=True)


def _voter(votes: Sequence[Vote]) -> str:
    """Return the actor with most ballots on record."""
    cast = Counter(actor for vote in votes for actor in sorted(vote.ballots))
    return max(cast, key=lambda actor: (cast[actor], actor), default="")


def _focal_pairs(context: PageContext) -> list[tuple[str, str]]:
    """Return the two actors that each explainer is about, each pair once, in its order."""
    pairs = [explainer.focal[:2] for explainer in context.corpus.all(Explainer)]
    found = {frozenset(pair): pair for pair in reversed(pairs) if len(pair) > 1 and context.stances.between(*pair)}
    return [(pair[0], pair[1]) for pair in dict.fromkeys(pairs) if pair in found.values()]


def _vote(context: PageContext, vote: Vote, citations: Citations) -> VoteView:
    return VoteView(
        anchor=f"vote-{vote.id}",
        title=vote.title,
        when=vote.when.words(),
        body=context.voice(vote.body, Actor.section),
        text=vote.text,
        favours=context.voice(vote.favours, Actor.section) if vote.favours else "",
        disfavours=context.voice(vote.disfavours, Actor.section) if vote.disfavours else "",
        decided=capitalized(_(NO_BALLOT[vote.decided])) if vote.decided != "vote" else "",
        ballots=[(context.voice(actor, Actor.section), capitalized(_(BALLOTS[ballot]))) for actor, ballot in vote.ballots.items()],
        outcome=vote.outcome or "",
        summary=context.rich(vote.summary, citations),
        retired=context.retired(vote),
        mentions=mentions(context, vote),
        refs=citations.refs(vote.evidence),
        record_actions=record_actions_at(context, vote),
    )
