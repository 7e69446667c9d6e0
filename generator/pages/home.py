"""The home page: the newest explainer, the latest changes, how to read the marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.revisions import revisions
from generator.pages import figures
from generator.pages.blocks import Mark, RevisedDay, revised_days, status_mark
from generator.pages.citations import Citations, SourceEntry
from generator.pages.explainer import AnswerPoint, answer_points
from generator.pages.explainers import newest_first
from generator.pages.named_figures import stance_pairs
from generator.pages.page import Link, Page
from generator.vocabularies import ASSESSMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk
    from generator.records import Explainer

PATH = "index.md"
MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class LeadView:
    """The newest explainer, in brief."""

    link: Link
    updated: str
    deck: str
    answer: Sequence[AnswerPoint]
    figure: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    title: str
    tagline: str
    lead: LeadView | None
    others: Sequence[Link]
    changes: Sequence[RevisedDay]
    statuses: Sequence[Mark]
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the home page."""
    here = desk.at(PATH)
    publication = here.corpus.publication
    newest = newest_first(here)
    citations = Citations(here, (), here.cited(*newest[0].answer) if newest else ())
    view = HomeView(
        publication.title,
        publication.tagline,
        _lead(here, newest[0], citations) if newest else None,
        [here.link(one) for one in newest[1:]],
        revised_days(here, revisions(here.corpus)[:MOST_CHANGES]),
        [status_mark(status) for status in ASSESSMENTS.terms],
        citations.entries,
    )
    yield Page(PATH, "home", publication.title, publication.tagline, "home.md.j2", view)


def _lead(desk: Desk, explainer: Explainer, citations: Citations) -> LeadView:
    pairs = stance_pairs(desk, explainer, {})
    return LeadView(
        desk.link(explainer),
        explainer.updated.words() if explainer.updated else "",
        explainer.deck or explainer.question,
        answer_points(desk, explainer, citations),
        figures.stances(desk, pairs, explainer) if pairs else "",
    )
