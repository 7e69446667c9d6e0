"""The page of who acted toward whom (counts, acts over time, votes), and a page per pair of actors with every act between them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from generator.analysis import count_acts, direction_of, is_collected, is_graded, ordered_with_steps, whole_of
from generator.figures import DOUBT_WORDS, ShownStances, count_words, not_collected, robustness
from generator.language import _, capitalized
from generator.model import ACT_TYPES, BALLOTS, DIRECTION_WORDS, FORM_WORDS, NO_BALLOT, Act, Actor, Vote
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Page, View, direction_address, relation_path, row_of
from generator.site.page_parts import places_of
from generator.site.parts import anchors_of, in_parts
from generator.site.record_actions import shared_view
from generator.site.shared_pages import ALIGNMENT, alignment_lists, relation_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.analysis import ActMark
    from generator.model import Collected
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.parts import ListPart
    from generator.site.shared_pages import ExplainerActs


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the alignment page, split into pages of acts and of votes if too long, and the pages of actor pairs."""
    described = _("Who acted toward whom, counted from citable acts: by direction, issue, form and time.")
    page = Page(ALIGNMENT, "alignment", _("Alignment"), described, "alignment.md.j2", None)
    yield from in_parts(
        context,
        page,
        alignment_lists(context.facts),
        _alignment_view,
        anchors=lambda item: anchors_of(item) if isinstance(item, Vote) else (),
        title_of=lambda item: item.title if isinstance(item, Vote) else context.name(item.explainer.focal[0]),
    )
    yield from relations(context)


def _alignment_view(here: PageContext, part: ListPart, asked: Sequence[ExplainerActs], votes: Sequence[Vote]) -> View:
    citations = Citations(here, [piece for vote in votes for piece in vote.evidence])
    cast = Counter(actor for vote in here.corpus.all(Vote) for actor in vote.ballots)
    most = max(cast, key=lambda actor: (cast[actor], actor), default="")
    return View(
        part=part,
        figures=[drawn for shown in asked for drawn in _figures(here, shown)],
        ledger=figures.votes(here, votes, most) if votes else None,
        votes=[_vote_view(here, vote, citations) for vote in votes],
        relations=[here.relation_link(*both) for both in here.stances.relations if not part.label],
        sources=citations.entries,
    )


def _figures(context: PageContext, asked: ExplainerActs) -> Iterator[FigureView]:
    """Yield the acts of an explainer's first actor toward all others, or of its first two actors toward each other."""
    if asked.pair is None:
        pairs = figures.stance_pairs(context, asked.explainer, {})
        if pairs:
            yield figures.stances(context, pairs, asked.explainer)
    else:
        pairs = [asked.pair, asked.pair[::-1]]
        yield figures.by_issue(context, pairs, asked.explainer)
        yield figures.over_time(context, pairs, asked.explainer, listed=True)


def _vote_view(context: PageContext, vote: Vote, citations: Citations) -> View:
    return shared_view(
        context,
        vote,
        citations,
        when=vote.when.words(),
        body=context.voice(vote.body, Actor.section),
        text=vote.text,
        favours=context.voice(vote.favours, Actor.section) if vote.favours else "",
        disfavours=context.voice(vote.disfavours, Actor.section) if vote.disfavours else "",
        decided=capitalized(_(NO_BALLOT[vote.decided])) if vote.decided != "vote" and not vote.ballots else "",
        ballots=[(context.voice(actor, Actor.section), capitalized(_(BALLOTS[ballot]))) for actor, ballot in vote.ballots.items()],
        others=_("other ballots not on record") if vote.decided == "unrecorded" and vote.ballots else "",
        outcome=vote.outcome or "",
    )


def relations(context: PageContext) -> Iterator[Page]:
    """Yield a page for every pair of actors with acts between them, split by year if there are very many acts."""
    for path, (one, other) in context.wanted((relation_path(*both), both) for both in context.stances.relations):
        described = _(
            "What {one} and {other} did toward each other, words and deeds apart, every act with its evidence.",
            one=context.name(one),
            other=context.name(other),
        )
        page = Page(path, "relation", context.relation_link(one, other).label, described, "relation.md.j2", None)
        lists = relation_lists(context.stances, one, other)
        yield from in_parts(context, page, lists, partial(_relation_view, one=one, other=other), anchors=anchors_of)


def _relation_view(context: PageContext, part: ListPart, acts: Sequence[Act], *, one: str, other: str) -> View:
    citations, shown = Citations(context, [evidence for act in acts for evidence in act.evidence]), {act.id for act in acts}
    pairs = (one, other), (other, one)
    scope = figures.collected(context, pairs)
    marks = [mark for pair in pairs for mark in context.stances.between(*pair) if mark.act.id in shown or not part.has_items]
    explainer = next((explainer for explainer in context.facts.standing_explainers if set(explainer.focal[:2]) == {one, other}), None)
    directions = [(by, toward, [mark for mark in marks if mark.by == by]) for by, toward in pairs]
    rows = [act_rows(context, [mark.act for mark in side], citations) if part.has_items else [] for *_unused, side in directions]
    first = {row.anchor for row in rows[0]}  # a joint act of both is listed in both directions; its anchor goes to the first
    rows[1] = [row.but(anchor="") if row.anchor in first else row for row in rows[1]]
    shown_stances = ShownStances(pairs, explainer.periods if explainer else (), scope)
    return View(
        part=part,
        title=context.relation_link(one, other).label,
        actors=context.links(Actor, (one, other)),
        counted=len({mark.act.id for mark in marks if mark.counted and is_collected(scope, mark.by, mark.toward)}),
        uncounted=len({mark.act.id for mark in marks if mark.doubt and not mark.whole}),
        steps=len({mark.act.id for mark in marks if mark.whole}),
        figure=None if part.label else figures.acts(context, "fig-both-ways", shown_stances),
        over_time=figures.over_time(context, pairs, explainer, listed=True) if explainer and part.is_whole else None,
        directions=[_direction_view(context, scope, *direction, own) for direction, own in zip(directions, rows, strict=True)],
        sources=citations.entries,
    )


def _direction_view(
    context: PageContext, scope: Sequence[Collected], by: str, toward: str, marks: Sequence[ActMark], rows: Sequence[View]
) -> View:
    counts, is_counted = count_acts(marks), is_collected(scope, by, toward)
    count = not_collected(marks) if not is_counted else count_words(counts) if marks else ""
    actor = context.corpus.find(Actor, by)
    former = [direction_address(actor_id, toward).anchor for actor_id in actor.former_ids] if actor else []
    return View(
        anchor=direction_address(by, toward).anchor,
        former=former,
        title=_("{by} toward {toward}", by=context.name(by), toward=context.name(toward)),
        by=context.name(by),
        toward=context.name(toward),
        count=capitalized(count),
        sentence=robustness(counts) if is_counted else "",
        acts=rows,
    )


def act_rows(context: PageContext, acts: Iterable[Act], citations: Citations | None = None) -> list[View]:
    """Return acts as rows in chronological order, each followed by its further steps."""
    ordered = ordered_with_steps(acts)
    ids = {act.id for act in ordered}
    return [_act_row(context, act, citations, ids) for act in ordered]


def _act_row(context: PageContext, act: Act, citations: Citations | None, listed: set[str]) -> View:
    term = ACT_TYPES[act.type]
    whole = whole_of(context.corpus, act)
    return shared_view(
        context,
        act,
        citations,
        when=act.when.words(),
        toward=row_of(context.voices(act.toward)),
        type=term.label,
        direction=_(DIRECTION_WORDS[direction_of(act)]),
        form=_(FORM_WORDS[act.form]),
        issue=context.corpus.issue_label(act.issue),
        places=places_of(context, act.places),
        direction_because=context.rich(act.direction_because, citations),
        step=whole is not None and whole.id in listed,
        step_of=context.link(whole) if whole else None,
        standing=capitalized(_doubt_words(context, act)),
        because=context.retired(act) or context.rich(act.because, citations),
    )


def _doubt_words(context: PageContext, act: Act) -> str:
    """Return why an act is not counted, or an empty string if it is."""
    doubt = "retired" if act.retired else "disputed" if act.standing == "disputed" else "" if is_graded(context.corpus, act) else "ungraded"
    return _(DOUBT_WORDS[doubt]) if doubt else ""
