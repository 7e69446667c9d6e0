"""The kinds of page of the site. To add one: a module with a frozen view and a function that lists its pages, and a line here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.pages import (
    about,
    actor,
    actors,
    alignment,
    changes,
    claim,
    claims,
    corrections,
    costs_and_risks,
    explainer,
    explainers,
    explore,
    home,
    how_to_read,
    index_a_z,
    method,
    moved,
    place,
    places,
    relation,
    scenarios,
    source,
    sources,
    statements,
    timeline,
    timelines,
)
from generator.pages.lastmod import last_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.context import PageContext
    from generator.pages.page import Page

PAGES: Final = (
    home.pages,
    explainers.pages,
    explainer.pages,
    claims.pages,
    claim.pages,
    actors.pages,
    actor.pages,
    sources.pages,
    source.pages,
    costs_and_risks.pages,
    scenarios.pages,
    timelines.pages,
    changes.pages,
    how_to_read.pages,
    explore.pages,
    index_a_z.pages,
    method.pages,
    about.pages,
    corrections.pages,
    statements.pages,
    moved.pages,
)
"""Every kind of page that needs no drawing, or seldom."""
DRAWN: Final = (timeline.pages, alignment.pages, relation.pages, places.pages, place.pages)
"""Every kind of page that waits for drawings, so that others are rendered meanwhile."""


def list_pages(context: PageContext) -> Iterator[Page]:
    """Yield every page of the site, those first that may wait for drawings."""
    changed = last_changes(context.site)
    for kinds in (DRAWN, PAGES):
        for pages in kinds:
            for page in pages(context):
                yield replace(page, drawn=kinds is DRAWN, changed=changed.get(page.path, ""))
