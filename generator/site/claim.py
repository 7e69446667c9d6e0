"""The page of a claim: the statement, its life, our assessment, the evidence on every side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from generator.analysis import Sensitivity, sensitivity
from generator.language import _, capitalized, comma_list, ngettext, sentence_list
from generator.model import CREDIBILITY, HEDGES, Backlink, Claim, Evidence
from generator.site import figures
from generator.site.cards import card_of, card_path
from generator.site.citations import Citations
from generator.site.jsonld import claim_jsonld
from generator.site.page import Page, View, address_of
from generator.site.page_parts import appearances, backlinks, claim_row, referring, sides, status_badge
from generator.site.parts import ListOfPage, in_parts, parts_of, row_weight
from generator.site.record_actions import record_actions
from generator.site.timeline_parts import issue_link
from generator.site.wayfinding import neighbours
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.parts import ListPart

_OF_A_PIECE: Final = 1_400
"""What a piece of evidence weighs beside its words: its element, its grade, its source, which is in the list of sources too."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of every claim; for one with very much evidence, or that very much refers to, with pages for parts of it."""
    order = [claim for _unused, found in context.facts.claims for claim in found]
    for path, place in context.wanted((address_of(one).path, number) for number, one in enumerate(order)):
        claim = order[place]
        described = _(
            "{status}. {manner} by {names}, {date}.",
            status=status_badge(claim.stands).label,
            manner=capitalized(HEDGES[claim.hedge].label),
            names=comma_list(context.name(one) for one in claim.claimant),
            date=claim.made.words(),
        )
        title = _("Claim: {claim}", claim=claim.statement)
        data, card = claim_jsonld(context, claim), card_path(claim)
        alt = card_of(context, claim).words
        page = Page(path, "claim", title, described, "claim.md.j2", None, claim.path, data, card, alt)
        lists = _lists(context, claim, path)
        found = [item for one in lists for item in one.items]
        yield from in_parts(context, page, found, parts_of(*lists), partial(_view, order=order, place=place))


def _lists(context: PageContext, claim: Claim, path: str) -> list[ListOfPage[Any]]:
    """Return the evidence of a claim by what it says, and what refers to the claim."""
    folder = path.removesuffix(".md")
    lists: list[ListOfPage[Any]] = []
    for says, heading in (("supports", _("Supports it")), ("contradicts", _("Contradicts it")), ("context", _("Context"))):
        found = [one for one in claim.evidence if one.says == says]
        lists.append(ListOfPage(heading=heading, path=f"{folder}/{says}", items=found, weigh=_weigh))
    return [*lists, appearances(path, referring(context, claim, without=("Related claims",)))]


def _weigh(one: Evidence) -> int:
    return _OF_A_PIECE + 2 * row_weight(one.quote or "", one.translation or "", one.note or "")


def _view(context: PageContext, items: Sequence[Evidence | Backlink], part: ListPart, *, order: Sequence[Claim], place: int) -> View:
    claim = order[place]
    shown = items if part.has_items else ()
    on_page = {one for one in shown if isinstance(one, Evidence)}
    evidence = [one for one in claim.evidence if one in on_page]
    citations = Citations(context, [*evidence, *_told(claim)], context.cited(*_texts(claim)))
    found = sensitivity(context.corpus, claim)
    related = [context.corpus.get(Claim.section, one) for one in claim.related]
    return View(
        part=part,
        statement=claim.statement,
        issue=issue_link(context, claim.issue),
        claimants=row_of(context.voices(claim.claimant)),
        manner=HEDGES[claim.hedge].label.lower(),
        made=claim.made.words(),
        about=row_of(context.voices(claim.about)),
        mark=status_badge(claim.stands),
        summary=context.rich(claim.summary, citations),
        life=None if part.label else figures.life(context, claim, citations),
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
        sides=sides(context, evidence),
        sensitivity=found,
        leaning=leaning_words(found),
        not_found=[context.rich(one, citations) for one in claim.not_found],
        related=[claim_row(context, one) for one in related if isinstance(one, Claim)],
        backlinks=backlinks(context, (one for one in shown if isinstance(one, Backlink))),
        retired=context.retired(claim),
        sources=() if part.label else citations.entries,
        record_actions=record_actions(context, claim),
        neighbours=neighbours(context, order, place),
    )


def _told(claim: Claim) -> list[Evidence]:
    """Return what the life of a claim and our assessments rest on."""
    of_life = [one for position in claim.positions for one in position.evidence]
    return [*of_life, *(one for assessment in claim.assessments for one in assessment.evidence)]


def _texts(claim: Claim) -> list[str | None]:
    return [claim.summary, *(one.because for one in claim.assessments), *claim.not_found]


def leaning_words(found: Sensitivity) -> str:
    """Return on how many publishers each side of the evidence rests, in words."""
    return sentence_list((_for(found.supports, found.supporting), _against(found.contradicts, found.contradicting)))


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
