"""The page of all claims, by what the evidence says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import by_status
from generator.language import _
from generator.model import Claim
from generator.site import figures
from generator.site.page import Page, View
from generator.site.page_parts import claim_row, status_badge, status_meaning
from generator.site.parts import by_year, in_parts, is_long, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.parts import ListPart

_OF_A_ROW: Final = 500
"""What a claim weighs beside its words: its links and marks here, and its mark and its row in the figure."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all claims: one, or one that leads to a page for each year in which they were made."""
    claims = context.corpus.all(Claim)
    page = Page("claims/index.md", "claims", _("Claims"), _("What is claimed, by whom, and what the evidence says."), "claims.md.j2", None)
    made = sorted(claims, key=lambda claim: (claim.made.sort_key, claim.id))
    parts = by_year("claims/all", made, lambda claim: claim.made, _weigh) if is_long(claims, _weigh) else ()
    yield from in_parts(context, page, claims, parts, _view)


def _weigh(claim: Claim) -> int:
    because = claim.standing.because if claim.standing else ""
    return _OF_A_ROW + row_weight(claim.statement, because)


def _view(here: PageContext, claims: Sequence[Claim], part: ListPart) -> View:
    statuses = [
        View(
            mark=status_badge(status),
            means=status_meaning(status),
            anchor=f"status-{status}",
            count=len(found),
            claims=[claim_row(here, claim) for claim in found] if part.has_items else (),
        )
        for status, found in by_status(claims)
    ]
    return View(part=part, overview=figures.claims(here, claims, wide=True) if claims else None, statuses=statuses)
