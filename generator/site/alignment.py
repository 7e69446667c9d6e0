"""The page of who acted toward whom: the counts, the acts over time, the votes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.figures import ShownStances
from generator.language import _, capitalized
from generator.model import BALLOTS, NO_BALLOT, Actor, Vote
from generator.site import figures
from generator.site.citations import Citations
from generator.site.named_figures import stance_pairs
from generator.site.page import Page, View
from generator.site.parts import anchors_of, in_parts
from generator.site.record_actions import shared_view
from generator.site.shared_pages import ALIGNMENT, alignment_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.parts import ListPart
    from generator.site.shared_pages import AskedAbout


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of alignment: one, or one that leads to pages of the acts and of the votes."""
    described = _("Who acted toward whom, counted from citable acts: by direction, issue, form and time.")
    page = Page(ALIGNMENT, "alignment", _("Alignment"), described, "alignment.md.j2", None)
    yield from in_parts(
        context,
        page,
        alignment_lists(context.facts),
        _view,
        anchors=lambda one: anchors_of(one) if isinstance(one, Vote) else (),
        begins=lambda one: one.title if isinstance(one, Vote) else context.name(one.explainer.focal[0]),
    )


def _view(here: PageContext, part: ListPart, asked: Sequence[AskedAbout], votes: Sequence[Vote]) -> View:
    citations = Citations(here, [one for vote in votes for one in vote.evidence])
    return View(
        part=part,
        figures=[drawn for one in asked for drawn in _figures(here, one)],
        ledger=figures.votes(here, votes, _voter(here.corpus.all(Vote))) if votes else None,
        votes=[_vote(here, vote, citations) for vote in votes],
        relations=[here.between(*both) for both in here.stances.relations if not part.label],
        sources=citations.entries,
    )


def _figures(context: PageContext, asked: AskedAbout) -> Iterator[FigureView]:
    """Yield the acts of the first actor of an explainer toward all others, or both ways between its first two."""
    if asked.pair is None:
        pairs = stance_pairs(context, asked.explainer, {})
        if pairs:
            yield figures.stances(context, pairs, asked.explainer)
    else:
        pairs = [asked.pair, asked.pair[::-1]]
        yield figures.acts(context, "fig-by-issue", ShownStances(pairs, by_issue=True))
        yield figures.over_time(context, pairs, listed=True)


def _voter(votes: Sequence[Vote]) -> str:
    """Return the actor with most ballots on record."""
    cast = Counter(actor for vote in votes for actor in sorted(vote.ballots))
    return max(cast, key=lambda actor: (cast[actor], actor), default="")


def _vote(context: PageContext, vote: Vote, citations: Citations) -> View:
    return shared_view(
        context,
        vote,
        citations,
        when=vote.when.words(),
        body=context.voice(vote.body, Actor.section),
        text=vote.text,
        favours=context.voice(vote.favours, Actor.section) if vote.favours else "",
        disfavours=context.voice(vote.disfavours, Actor.section) if vote.disfavours else "",
        decided=capitalized(_(NO_BALLOT[vote.decided])) if vote.decided != "vote" else "",
        ballots=[(context.voice(actor, Actor.section), capitalized(_(BALLOTS[ballot]))) for actor, ballot in vote.ballots.items()],
        outcome=vote.outcome or "",
    )
