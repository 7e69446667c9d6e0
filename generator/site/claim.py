"""The page of a claim: the statement, its life, our assessment, the evidence on every side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from generator.analysis import Sensitivity, sensitivity
from generator.figures import MOST_STEPS
from generator.language import _, capitalized, comma_list, ngettext, sentence_list
from generator.model import CREDIBILITY, HEDGES, Assessment, Backlink, Claim, Evidence, Stance
from generator.site import figures
from generator.site.cards import card_of, card_path
from generator.site.citations import Citations
from generator.site.jsonld import claim_jsonld
from generator.site.page import Page, View, address_of
from generator.site.page_parts import appearances, backlinks, claim_row, referring, sides, stance_row, status_badge
from generator.site.parts import ListOfPage, by_year, in_parts, parts_of, row_weight
from generator.site.record_actions import record_actions
from generator.site.timeline_parts import issue_link
from generator.site.wayfinding import neighbours
from generator.site.words import SAYS, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Edtf
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

Of = TypeVar("Of")

_OF_A_PIECE: Final = 1_400
"""What a piece of evidence weighs beside its words: its element, its grade, its source, which is in the list of sources too."""
_OF_A_STEP: Final = 1_000
"""What a step in the life of a claim, or an assessment, weighs beside its words: signs and marks, its part of the list of sources."""
_OF_A_RELATED: Final = 700
_APART: Final = ("life", "assessments", "not-found", "related")
"""The lists that have parts only where they are long, by what the addresses of these end in."""
MOST_OF_IT: Final = 60
"""The most assessments, related claims and things that were not found that are on the page of a claim which has pages for parts of it."""


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
    """Return what of a claim may be very much: its life, our assessments, its evidence by what it says, what refers to the claim."""
    folder, moments = path.removesuffix(".md"), context.facts.lives[claim.id].moments
    by_date = partial(by_year, f"{folder}/life", when=_begun, weigh=_step_weight)
    lists: list[ListOfPage[Any]] = [
        ListOfPage(heading=heading, path=f"{folder}/{says}", items=[one for one in claim.evidence if one.says == says], weigh=_weigh)
        for says, heading in (("supports", _("Supports it")), ("contradicts", _("Contradicts it")), ("context", _("Context")))
    ]
    lists.append(appearances(path, referring(context, claim, without=("Related claims",))))
    if len(moments) > MOST_STEPS:
        lists.append(ListOfPage(heading=_("Who said what, and when"), path=f"{folder}/life", items=moments, weigh=_step_weight, by=by_date))
    for name, heading, found, weigh in (
        ("assessments", _("Our assessment"), _newest_first(claim.assessments), _step_weight),
        ("not-found", _("Looked for and not found"), claim.not_found, row_weight),
        ("related", _("Related claims"), _related(context, claim), _related_weight),
    ):
        if len(found) > MOST_OF_IT:
            lists.append(ListOfPage(heading=heading, path=f"{folder}/{name}", items=found, weigh=weigh))
    return lists


def _begun(one: Stance) -> Edtf:
    return one.when


def _step_weight(one: Stance | Assessment) -> int:
    words = (one.because,) if isinstance(one, Assessment) else (one.words, one.note)
    return _OF_A_STEP + row_weight(*(text or "" for text in words), *(piece.quote or piece.note or "" for piece in one.evidence))


def _related_weight(claim: Claim) -> int:
    return _OF_A_RELATED + row_weight(claim.statement, claim.standing.because if claim.standing else "")


def _weigh(one: Evidence) -> int:
    return _OF_A_PIECE + 2 * row_weight(one.quote or "", one.translation or "", one.note or "")


def _view(context: PageContext, items: Sequence[Any], part: ListPart, *, order: Sequence[Claim], place: int) -> View:
    claim = order[place]
    shown = items if part.has_items else ()
    on_page = {one for one in shown if isinstance(one, Evidence)}
    evidence = [one for one in claim.evidence if one in on_page]
    stances = [one for one in shown if isinstance(one, Stance)] if part.label else []
    assessments = _on_page(Assessment, claim.assessments, shown, part)
    not_found = _on_page(str, claim.not_found, shown, part)
    in_life = () if part.label or len(context.facts.lives[claim.id].moments) > MOST_STEPS else claim.positions
    steps: list[Stance | Assessment] = [*in_life, *stances, *assessments]
    of_steps = [piece for one in steps for piece in one.evidence]
    citations = Citations(context, [*evidence, *of_steps], context.cited(claim.summary, *(one.because for one in assessments), *not_found))
    found = sensitivity(context.corpus, claim)
    folder = address_of(claim).path.removesuffix(".md")
    return View(
        part=part,
        part_links={name: part.links_of(f"{folder}/{name}") for name in _APART},
        evidence_parts=part.links_of(*(f"{folder}/{name}" for name in (*SAYS, "appears"))),
        statement=claim.statement,
        issue=issue_link(context, claim.issue),
        claimants=row_of(context.voices(claim.claimant)),
        manner=HEDGES[claim.hedge].label.lower(),
        made=claim.made.words(),
        about=row_of(context.voices(claim.about)),
        mark=status_badge(claim.stands),
        summary=context.rich(claim.summary, citations),
        life=None if part.label else figures.life(context, claim, citations),
        stances=[stance_row(context, one, context.voice(one.actor), citations) for one in stances],
        newest=_assessment(context, claim.standing, citations) if claim.standing else None,
        assessments=[_assessment(context, one, citations) for one in _newest_first(assessments)],
        verdict=claim.verdict or "",
        sides=sides(context, evidence),
        sensitivity=found,
        leaning=leaning_words(found),
        not_found=[context.rich(one, citations) for one in not_found],
        related=[claim_row(context, one) for one in _on_page(Claim, _related(context, claim), shown, part)],
        backlinks=backlinks(context, (one for one in shown if isinstance(one, Backlink))),
        retired=context.retired(claim),
        sources=() if part.label and evidence else citations.entries,
        record_actions=record_actions(context, claim),
        neighbours=neighbours(context, order, place),
    )


def _on_page(kind: type[Of], every: Sequence[Of], shown: Sequence[object], part: ListPart) -> Sequence[Of]:
    """Return what a page has of a list that is in parts only where it is long."""
    if part.label:
        return [one for one in shown if isinstance(one, kind)]
    return () if part.links and len(every) > MOST_OF_IT else every


def _newest_first(assessments: Sequence[Assessment]) -> list[Assessment]:
    return sorted(assessments, key=lambda one: one.on.sort_key)[::-1]


def _related(context: PageContext, claim: Claim) -> list[Claim]:
    found = (context.corpus.get(Claim.section, one) for one in claim.related)
    return [one for one in found if isinstance(one, Claim)]


def _assessment(context: PageContext, one: Assessment, citations: Citations) -> View:
    return View(
        when=one.on.words(),
        iso=one.on.earliest.isoformat() if one.on.earliest else "",
        mark=status_badge(one.status),
        credibility=f"{one.credibility}: {CREDIBILITY[one.credibility].label.lower()}" if one.credibility else "",
        because=context.rich(one.because, citations),
        refs=citations.refs(one.evidence),
    )


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
