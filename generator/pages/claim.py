"""The page of a claim: the statement, its life, our assessment, the evidence on every side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.claim_life import by_status, claim_life, status_of
from generator.derive.sensitivity import Sensitivity, sensitivity
from generator.figures.scale import capital, commas
from generator.language import say
from generator.pages import figures
from generator.pages.blocks import Backlinks, Mark, Sides, backlinks, claim_row, sides, status_mark
from generator.pages.cards import card_of, card_path
from generator.pages.citations import Citations, SourceEntry
from generator.pages.foot import Foot, foot
from generator.pages.jsonld import claim_jsonld
from generator.pages.page import Link, Page, Ref, Rich, address_of
from generator.pages.timeline_parts import issue_link
from generator.pages.ways import Beside, beside
from generator.pages.words import row_of
from generator.records import Claim
from generator.vocabularies import CREDIBILITY, HEDGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.blocks import ClaimRow
    from generator.pages.desk import Desk
    from generator.records.shared import Evidence


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One assessment, as a step of its history."""

    when: str
    iso: str
    mark: Mark
    credibility: str
    because: Rich
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What the page of a claim shows."""

    statement: str
    issue: Link | str
    claimants: Rich
    manner: str
    made: str
    about: Rich
    mark: Mark
    summary: Rich
    life: str
    assessments: Sequence[AssessmentView]
    verdict: str
    sides: Sides
    sensitivity: Sensitivity
    not_found: Sequence[Rich]
    related: Sequence[ClaimRow]
    backlinks: Sequence[Backlinks]
    retired: Rich
    sources: Sequence[SourceEntry]
    foot: Foot
    beside: Beside


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every claim."""
    order = [claim for _, found in by_status(desk.corpus.all(Claim)) for claim in found]
    for claim in order:
        path = address_of(claim).path
        view = _view(desk.at(path), claim, order)
        described = say(
            "{status}. {manner} by {names}, {date}.",
            status=view.mark.label,
            manner=capital(HEDGES[claim.hedge].label),
            names=commas(desk.name(one) for one in claim.claimant),
            date=view.made,
        )
        title = say("Claim: {claim}", claim=claim.statement)
        data, card = claim_jsonld(desk, claim), card_path(claim)
        alt = card_of(desk, claim).words
        yield Page(path, "claim", title, described, "claim.md.j2", view, claim.path, data, card, alt)


def _view(desk: Desk, claim: Claim, order: Sequence[Claim]) -> ClaimView:
    citations = Citations(desk, _evidence(claim), desk.cited(*_texts(claim)))
    related = [desk.corpus.get(Claim.section, one) for one in claim.related]
    return ClaimView(
        claim.statement,
        issue_link(desk, claim.issue),
        row_of(desk.voices(claim.claimant)),
        HEDGES[claim.hedge].label.lower(),
        claim.made.words(),
        row_of(desk.voices(claim.about)),
        status_mark(status_of(claim)),
        desk.rich(claim.summary, citations),
        figures.life(desk, claim, citations),
        [
            AssessmentView(
                one.on.words(),
                one.on.earliest.isoformat() if one.on.earliest else "",
                status_mark(one.status),
                f"{one.credibility}: {CREDIBILITY[one.credibility].label.lower()}" if one.credibility else "",
                desk.rich(one.because, citations),
                citations.refs(one.evidence),
            )
            for one in reversed(claim_life(claim).assessments)
        ],
        claim.verdict or "",
        sides(desk, claim.evidence),
        sensitivity(desk.corpus, claim),
        [desk.rich(one, citations) for one in claim.not_found],
        [claim_row(desk, one) for one in related if isinstance(one, Claim)],
        backlinks(desk, claim, without=("Related claims",)),
        desk.retired(claim),
        citations.entries,
        foot(desk, claim),
        beside(desk, order, claim),
    )


def _evidence(claim: Claim) -> list[Evidence]:
    of_life = [one for position in claim.positions for one in position.evidence]
    return [*claim.evidence, *of_life, *(one for assessment in claim.assessments for one in assessment.evidence)]


def _texts(claim: Claim) -> list[str | None]:
    return [claim.summary, *(one.because for one in claim.assessments), *claim.not_found]
