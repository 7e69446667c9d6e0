"""The page of all explainers, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages.page import Link, Page
from generator.records import Explainer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext

PATH = "explainers/index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainerRow:
    """An explainer in the list."""

    link: Link
    question: str
    deck: str
    period: str
    updated: str


@dataclass(frozen=True, slots=True)
class ExplainersView:
    """What the page of all explainers shows."""

    explainers: Sequence[ExplainerRow]


def newest_first(context: PageContext) -> list[Explainer]:
    """Return explainers by the day of their last update, or the end of their period, newest first."""
    return sorted(context.corpus.all(Explainer), key=lambda one: ((one.updated or one.period).sort_key, one.id), reverse=True)


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all explainers."""
    here = context.at(PATH)
    rows = [
        ExplainerRow(
            link=here.link(one),
            question=one.question if one.question != one.title else "",
            deck=one.deck or "",
            period=one.period.words(),
            updated=one.updated.words() if one.updated else "",
        )
        for one in newest_first(here)
    ]
    described = _("Questions, each with its answer in brief and what it rests on.")
    yield Page(PATH, "explainers", _("Explainers"), described, "explainers.md.j2", ExplainersView(rows))
