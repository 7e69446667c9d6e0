"""The kinds of page of the site. To add one: a module with a frozen view and a function that lists its pages, and a line here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from generator.pages import (
    about,
    actor,
    actors,
    alignment,
    changes,
    claim,
    claims,
    costs_and_risks,
    coverage,
    explainer,
    explainers,
    explore,
    home,
    index_a_z,
    method,
    relation,
    scenarios,
    source,
    sources,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.desk import Desk
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
    changes.pages,
    coverage.pages,
    explore.pages,
    index_a_z.pages,
    method.pages,
    about.pages,
)
"""Every kind of page that needs no drawing, or seldom."""
DRAWN: Final = (timeline.pages, alignment.pages, relation.pages)
"""Every kind of page that waits for drawings."""


def list_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of the site; those that wait for drawings are made while others are, and come last."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        drawn = aside.submit(lambda: [page for pages in DRAWN for page in pages(desk)])
        for pages in PAGES:
            yield from pages(desk)
        yield from drawn.result()
