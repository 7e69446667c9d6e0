"""The overview of claims, by assessment, and a page per claim: statement, life, assessments and evidence."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from generator.analysis import Side, by_status, sensitivity, weighed
from generator.figures import status_sign, status_word
from generator.language import _, comma_list, ngettext, sentence_list
from generator.model import CREDIBILITY, HEDGES, Assessment, Claim
from generator.site import figures
from generator.site.citations import Citations
from generator.site.gallery import card_of, card_path
from generator.site.jsonld import claim_jsonld
from generator.site.page import Page, View, row_of
from generator.site.page_parts import backlink_list, backlinks, claim_row, in_order, sides, status_meaning
from generator.site.parts import ListOfPage, by_year, in_parts, row_weight
from generator.site.record_actions import record_actions
from generator.site.timeline import issue_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import Backlink, Stance
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

_WORDS_FACTOR: Final = 6
"""Estimated bytes of HTML on its own page per byte of a claim's file: evidence is in the list of sources too."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the overview of claims and a page per claim.

    If there are too many claims for one page, the overview links to a page per year; the page of a claim with very many backlinks links to
    a page per letter.
    """
    claims = context.corpus.all(Claim)
    page = Page("claims/index.md", "claims", _("Claims"), _("What is claimed, by whom, and what the evidence says."), "claims.md.j2", None)
    weigh = row_weight(lambda claim: (claim.statement, claim.standing and claim.standing.because), 500)  # and in the figure
    made = ListOfPage("all", "", claims, weigh, partial(by_year, when=attrgetter("made")))
    yield from in_parts(context, page, [made], partial(_overview, every=claims))
    for path, claim, around in in_order(context, [claim for _unused, group in by_status(claims) for claim in group]):
        described = _(
            "{status}. {names}, {manner}, {date}.",
            status=status_word(claim.stands),
            manner=HEDGES[claim.hedge].label.lower(),
            names=comma_list(context.name(actor) for actor in claim.claimant),
            date=claim.made.words(),
        )
        title = _("Claim: {claim}", claim=claim.statement)
        data, card = "" if claim.retired else claim_jsonld(context, claim), card_path(claim)
        alt = card_of(context, claim).words
        page = Page(path, "claim", title, described, "claim.md.j2", None, claim.path, data, card, alt)
        lists = (backlink_list(context, claim, without=("Related claims",)),)
        yield from in_parts(context, page, lists, partial(_claim_view, claim=claim, around=around), beside=_WORDS_FACTOR * claim.size)


def _overview(here: PageContext, part: ListPart, shown: Sequence[Claim], *, every: Sequence[Claim]) -> View:
    claims = shown or every
    statuses = [
        View(
            mark=status_sign(status),
            means=status_meaning(status),
            anchor=f"status-{status}",
            count=len(group),
            claims=[claim_row(here, claim) for claim in group] if shown else (),
        )
        for status, group in by_status(claims)
    ]
    return View(part=part, overview=figures.claims(here, claims, wide=True) if claims else None, statuses=statuses)


def _claim_view(context: PageContext, part: ListPart, uses: Sequence[Backlink], *, claim: Claim, around: View) -> View:
    assessments = sorted(claim.assessments, key=lambda assessment: assessment.on.sort_key)[::-1]
    steps: list[Stance | Assessment] = [*claim.positions, *assessments]
    of_steps = [piece for step in steps for piece in step.evidence]
    texts = (claim.summary, *(assessment.because for assessment in claim.assessments), *claim.not_found)
    citations = Citations(context, [*claim.evidence, *of_steps], context.cited_sources(*texts))
    leans, only_said = sensitivity(context.corpus, claim), sorted({piece.says for step in claim.positions for piece in step.evidence})
    return View(
        part=part,
        statement=claim.statement,
        issue=issue_link(context, claim.issue),
        claimants=row_of(context.voices(claim.claimant)),
        manner=HEDGES[claim.hedge].label.lower(),
        made=claim.made.words(),
        about=row_of(context.voices(claim.about)),
        mark=status_sign(claim.stands),
        summary=context.rich(claim.summary, citations),
        life=None if part.label else figures.life(context, claim, citations),
        newest=_assessment(context, claim.standing, citations) if claim.standing else None,
        assessments=[_assessment(context, assessment, citations) for assessment in assessments],
        verdict=claim.verdict or "",
        sides=sides(context, weighed(claim)),
        only_said=only_said,
        sensitivity=leans,
        leaning=leaning_words(leans, only_said),
        not_found=[context.rich(text, citations) for text in claim.not_found],
        related=[claim_row(context, other) for claim_id in claim.related if (other := context.corpus.find(Claim, claim_id)) is not None],
        backlinks=backlinks(context, uses),
        retired=context.retired(claim),
        sources=() if part.label else citations.entries,
        record_actions=record_actions(context, claim),
        neighbours=around,
    )


def _assessment(context: PageContext, assessment: Assessment, citations: Citations) -> View:
    return View(
        when=assessment.on.words(),
        iso=assessment.on.earliest.isoformat() if assessment.on.earliest else "",
        mark=status_sign(assessment.status),
        credibility=f"{assessment.credibility}: {CREDIBILITY[assessment.credibility].label.lower()}" if assessment.credibility else "",
        because=context.rich(assessment.because, citations),
        refs=citations.refs(assessment.evidence),
    )


def leaning_words(found: Mapping[str, Side], only_said: Sequence[str] = ()) -> str:
    """Return in words how many publishers each side rests on; `only_said` are the sides taken only by statements about the claim."""
    supports, contradicts = _support_words(found["supports"].publishers), _contradiction_words(found["contradicts"].publishers)
    if not found["supports"].pieces and "supports" in only_said:
        supports = _("Nothing supports it but what was said of it.")
    if not found["contradicts"].pieces and "contradicts" in only_said:
        contradicts = _("Nothing contradicts it but what was said of it.")
    return sentence_list((supports, contradicts))


def _support_words(publishers: Sequence[str]) -> str:
    if not publishers:
        return _("Nothing on record supports it.")
    if len(publishers) == 1:
        return _("All that supports it comes from one publisher, {publisher}.", publisher=publishers[0])
    return ngettext(
        "What supports it comes from {number} independent publisher; without any one of them, some of it remains.",
        "What supports it comes from {number} independent publishers; without any one of them, some of it remains.",
        len(publishers),
    )


def _contradiction_words(publishers: Sequence[str]) -> str:
    if not publishers:
        return _("Nothing on record contradicts it.")
    if len(publishers) == 1:
        return _("All that contradicts it comes from one publisher, {publisher}.", publisher=publishers[0])
    return ngettext(
        "What contradicts it comes from {number} independent publisher; without any one of them, some of it remains.",
        "What contradicts it comes from {number} independent publishers; without any one of them, some of it remains.",
        len(publishers),
    )
