"""The home page: the lead explainer, the latest changes, and how to read the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import chosen_records
from generator.figures import status_sign
from generator.language import _
from generator.model import ASSESSMENTS
from generator.site import figures
from generator.site.citations import Citations
from generator.site.explainers import answer_points
from generator.site.material import Material
from generator.site.page import Page, View
from generator.site.page_parts import revised_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Explainer
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.text import FigureBlock

PATH = "index.md"
MOST_CHANGES = 6
_MOST_LISTED: Final = 8
"""The most records in a list figure: there is no room for more beside the answer in brief."""
_MOST_OTHERS: Final = 60
"""How many other explainers are named; all are on a page of their own."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the home page."""
    here = context.at(PATH)
    publication = here.corpus.publication
    explainers = sorted(here.facts.standing_explainers, key=lambda explainer: not explainer.leads)
    citations = Citations(here, (), here.cited_sources(*explainers[0].answer) if explainers else ())
    view = View(
        title=publication.title,
        tagline=publication.tagline,
        lead=_lead(here, explainers[0], citations) if explainers else None,
        others=[here.link(explainer) for explainer in explainers[1 : 1 + _MOST_OTHERS]],
        changes=revised_days(here, here.facts.revisions[:MOST_CHANGES]),
        statuses=[status_sign(status) for status in ASSESSMENTS.terms],
        sources=citations.entries,
    )
    yield Page(PATH, "home", publication.title, publication.tagline, "home.md.j2", view)


def _lead(context: PageContext, explainer: Explainer, citations: Citations) -> View:
    return View(
        kicker=_("Explainer") if explainer.leads else _("Newest explainer"),
        link=context.link(explainer),
        updated=explainer.updated.words() if explainer.updated else "",
        deck=explainer.deck or explainer.question,
        answer=answer_points(context, explainer, citations),
        figure=_figure(context, explainer),
    )


def _figure(context: PageContext, explainer: Explainer) -> FigureView | None:
    """Return the first figure of an explainer that is not a long list, or the acts of its focal actor; acts are not split by period."""

    def fits(block: FigureBlock) -> bool:
        return block.name not in figures.LISTS or len(chosen_records(context.corpus, explainer, block.name, block.options)) <= _MOST_LISTED

    shown = next(filter(fits, Material(context, explainer).figures), None)
    if shown and shown.name != "stances":
        return figures.named(context, explainer, shown.name, shown.options, shown.headline)
    pairs = figures.stance_pairs(context, explainer, shown.options if shown else {})
    return figures.stances(context, pairs, explainer, (shown and shown.headline) or None, in_brief=True) if pairs else None
