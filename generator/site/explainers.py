"""The page of all explainers, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.language import _
from generator.site.page import Page, View
from generator.site.parts import by_year, in_parts, is_long, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Edtf, Explainer
    from generator.site.context import PageContext
    from generator.site.parts import ListPart


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all explainers: one, or one that leads to a page for each year."""
    found = context.facts.explainers
    described = _("Questions, each with its answer in brief and what it rests on.")
    page = Page("explainers/index.md", "explainers", _("Explainers"), described, "explainers.md.j2", None)
    parts = by_year("explainers/all", found, _dated, _weigh, newest_first=True) if is_long(found, _weigh) else ()
    yield from in_parts(context, page, found, parts, _view)


def _dated(one: Explainer) -> Edtf:
    return one.updated or one.period


def _weigh(one: Explainer) -> int:
    return 2 * row_weight(one.title, one.question, one.deck or "")


def _view(here: PageContext, found: Sequence[Explainer], part: ListPart) -> View:
    rows = [
        View(
            link=here.link(one),
            question=one.question if one.question != one.title else "",
            deck=one.deck or "",
            retired=here.retired(one),
            period=one.period.words(),
            updated=one.updated.words() if one.updated else "",
        )
        for one in (found if part.has_items else ())
    ]
    return View(part=part, explainers=rows)
