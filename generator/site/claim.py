"""The page of a claim: the statement, its life, our assessment, the evidence on every side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis import Sensitivity, sensitivity
from generator.language import _, capitalized, comma_list, ngettext
from generator.model import CREDIBILITY, HEDGES, Claim
from generator.site import figures
from generator.site.cards import card_of, card_path
from generator.site.citations import Citations
from generator.site.jsonld import claim_jsonld
from generator.site.page import Page, View, address_of
from generator.site.page_parts import backlinks, claim_row, sides, status_badge
from generator.site.record_actions import record_actions
from generator.site.timeline_parts import issue_link
from generator.site.wayfinding import neighbours
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Evidence
    from generator.site.context import PageContext


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of every claim."""
    order = [claim for _unused, found in context.facts.claims for claim in found]
    for path, place in context.wanted((address_of(one).path, number) for number, one in enumerate(order)):
        claim = order[place]
        view = _view(context.at(path), order, place)
        described = _(
            "{status}. {manner} by {names}, {date}.",
            status=view.mark.label,
            manner=capitalized(HEDGES[claim.hedge].label),
            names=comma_list(context.name(one) for one in claim.claimant),
            date=view.made,
        )
        title = _("Claim: {claim}", claim=claim.statement)
        data, card = claim_jsonld(context, claim), card_path(claim)
        alt = card_of(context, claim).words
        yield Page(path, "claim", title, described, "claim.md.j2", view, claim.path, data, card, alt)


def _view(context: PageContext, order: Sequence[Claim], place: int) -> View:
    claim = order[place]
    citations = Citations(context, _evidence(claim), context.cited(*_texts(claim)))
    found = sensitivity(context.corpus, claim)
    related = [context.corpus.get(Claim.section, one) for one in claim.related]
    return View(
        statement=claim.statement,
        issue=issue_link(context, claim.issue),
        claimants=row_of(context.voices(claim.claimant)),
        manner=HEDGES[claim.hedge].label.lower(),
        made=claim.made.words(),
        about=row_of(context.voices(claim.about)),
        mark=status_badge(claim.stands),
        summary=context.rich(claim.summary, citations),
        life=figures.life(context, claim, citations),
        assessments=[
            View(
                when=one.on.words(),
                iso=one.on.earliest.isoformat() if one.on.earliest else "",
                mark=status_badge(one.status),
                credibility=f"{one.credibility}: {CREDIBILITY[one.credibility].label.lower()}" if one.credibility else "",
                because=context.rich(one.because, citations),
                refs=citations.refs(one.evidence),
            )
            for one in reversed(context.facts.lives[claim.id].assessments)
        ],
        verdict=claim.verdict or "",
        sides=sides(context, claim.evidence),
        sensitivity=found,
        leaning=leaning_words(found),
        not_found=[context.rich(one, citations) for one in claim.not_found],
        related=[claim_row(context, one) for one in related if isinstance(one, Claim)],
        backlinks=backlinks(context, claim, without=("Related claims",)),
        retired=context.retired(claim),
        sources=citations.entries,
        record_actions=record_actions(context, claim),
        neighbours=neighbours(context, order, place),
    )


def _evidence(claim: Claim) -> list[Evidence]:
    of_life = [one for position in claim.positions for one in position.evidence]
    return [*claim.evidence, *of_life, *(one for assessment in claim.assessments for one in assessment.evidence)]


def _texts(claim: Claim) -> list[str | None]:
    return [claim.summary, *(one.because for one in claim.assessments), *claim.not_found]


def leaning_words(found: Sensitivity) -> str:
    """Return on how many publishers each side of the evidence rests, in words."""
    return f"{_for(found.supports, found.supporting)} {_against(found.contradicts, found.contradicting)}"


def _for(pieces: int, publishers: Sequence[str]) -> str:
    if not pieces:
        return _("Nothing on record supports it.")
    if len(publishers) == 1:
        return _("All that supports it comes from one publisher, {publisher}.", publisher=publishers[0])
    return ngettext(
        "What supports it comes from {number} independent publisher, and some is left whichever is left out.",
        "What supports it comes from {number} independent publishers, and some is left whichever is left out.",
        len(publishers),
    )


def _against(pieces: int, publishers: Sequence[str]) -> str:
    if not pieces:
        return _("Nothing on record contradicts it.")
    if len(publishers) == 1:
        return _("All that contradicts it comes from one publisher, {publisher}.", publisher=publishers[0])
    return ngettext(
        "What contradicts it comes from {number} independent publisher, and some is left whichever is left out.",
        "What contradicts it comes from {number} independent publishers, and some is left whichever is left out.",
        len(publishers),
    )
