"""The page of all claims, by what the evidence says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages import figures
from generator.pages.blocks import Badge, ClaimRow, claim_row, status_badge
from generator.pages.page import Page
from generator.records import Claim
from generator.vocabularies import ASSESSMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext
    from generator.pages.gallery import FigureView

PATH = "claims/index.md"


@dataclass(frozen=True, kw_only=True)
class StatusView:
    """The claims that stand alike."""

    mark: Badge
    means: str
    anchor: str
    claims: Sequence[ClaimRow]


@dataclass(frozen=True)
class ClaimsView:
    """What the page of all claims shows."""

    overview: FigureView | None
    statuses: Sequence[StatusView]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all claims."""
    here = context.at(PATH)
    claims = here.corpus.all(Claim)
    statuses = [
        StatusView(
            mark=status_badge(status),
            means=ASSESSMENTS[status].means,
            anchor=f"status-{status}",
            claims=[claim_row(here, claim) for claim in found],
        )
        for status, found in here.facts.claims
    ]
    view = ClaimsView(figures.claims(here, claims, wide=True) if claims else None, statuses)
    described = _("What is claimed, by whom, and what the evidence says.")
    yield Page(PATH, "claims", _("Claims"), described, "claims.md.j2", view)
