"""The page of all claims, by what the evidence says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.claim_life import by_status
from generator.language import say
from generator.pages import figures
from generator.pages.blocks import ClaimRow, Mark, claim_row, status_mark
from generator.pages.page import Page
from generator.records import Claim
from generator.vocabularies import ASSESSMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "claims/index.md"


@dataclass(frozen=True, slots=True)
class StatusView:
    """The claims that stand alike."""

    mark: Mark
    means: str
    anchor: str
    claims: Sequence[ClaimRow]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """What the page of all claims shows."""

    overview: str
    statuses: Sequence[StatusView]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of all claims."""
    here = desk.at(PATH)
    claims = here.corpus.all(Claim)
    statuses = [
        StatusView(status_mark(status), ASSESSMENTS[status].means, f"status-{status}", [claim_row(here, claim) for claim in found])
        for status, found in by_status(claims)
    ]
    view = ClaimsView(figures.claims(here, claims, wide=True) if claims else "", statuses)
    described = say("What is claimed, by whom, and what the evidence says.")
    yield Page(PATH, "claims", say("Claims"), described, "claims.md.j2", view)
