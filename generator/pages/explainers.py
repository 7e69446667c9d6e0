"""The page of all explainers, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages.page import Link, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext

PATH = "explainers/index.md"


@dataclass(frozen=True, kw_only=True)
class ExplainerRow:
    """An explainer in the list."""

    link: Link
    question: str
    deck: str
    period: str
    updated: str


@dataclass(frozen=True)
class ExplainersView:
    """What the page of all explainers shows."""

    explainers: Sequence[ExplainerRow]


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
        for one in here.facts.explainers
    ]
    described = _("Questions, each with its answer in brief and what it rests on.")
    yield Page(PATH, "explainers", _("Explainers"), described, "explainers.md.j2", ExplainersView(rows))
