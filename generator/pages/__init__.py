"""The kinds of page of the site. To add one: a module with a frozen view and a function that lists its pages, and a line here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from itertools import chain
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
    from collections.abc import Callable, Iterator

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
"""Every kind of page that waits for drawings."""


def list_pages(context: PageContext) -> Iterator[Page]:
    """Yield every page of the site; those that wait for drawings are made while others are, each kind by itself, and come last."""
    changed = last_changes(context.corpus, context.today)
    with ThreadPoolExecutor(max_workers=len(DRAWN)) as aside:
        drawn = [aside.submit(copy_context().run, _all, pages, context) for pages in DRAWN]
        at_once = (page for pages in PAGES for page in pages(context))
        waited_for = (page for made in drawn for page in made.result())
        for page in chain(at_once, waited_for):
            yield replace(page, changed=changed.get(page.path, ""))


def _all(pages: Callable[[PageContext], Iterator[Page]], context: PageContext) -> list[Page]:
    return list(pages(context))
