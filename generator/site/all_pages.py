"""The kinds of page of the site. To add one: a module with a function that lists its pages, and a line here.

Those of a section are named by its row in generator/model/records/__init__.py.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Final

from generator.model import TABLE, IncompleteSectionError
from generator.site import (
    about,
    alignment,
    changes,
    corrections,
    explore,
    home,
    how_to_read,
    index_a_z,
    method,
    moved,
    place,
    places,
    relation,
    statements,
    timeline,
)
from generator.site.lastmod import last_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model import Section
    from generator.site.context import PageContext
    from generator.site.page import Page

    _Pages = Callable[[PageContext], Iterator[Page]]


def _pages_of(section: Section) -> list[_Pages]:
    """Return the functions that list the pages of a section; raises IncompleteSectionError for one that is not there."""
    modules = {name: find_spec(f"{__package__}.{name}") and import_module(f"{__package__}.{name}") for name in section.pages}
    if missing := [name for name, module in modules.items() if not hasattr(module, "pages")]:
        raise IncompleteSectionError(section.name, [f"generator/site/{name}.py lists no 'pages'" for name in missing])
    return [module.pages for module in modules.values() if module]


DRAWN: Final[tuple[_Pages, ...]] = (timeline.pages, alignment.pages, relation.pages, places.pages, place.pages)
"""Every kind of page that waits for drawings, so that others are rendered meanwhile."""
PAGES: Final[tuple[_Pages, ...]] = (
    home.pages,
    *(pages for pages in dict.fromkeys(chain.from_iterable(map(_pages_of, TABLE))) if pages not in DRAWN),
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


def list_pages(context: PageContext) -> Iterator[Page]:
    """Yield every page of the site, those first that may wait for drawings."""
    changed = last_changes(context.site)
    for kinds in (DRAWN, PAGES):
        for pages in kinds:
            for page in pages(context):
                yield replace(page, drawn=kinds is DRAWN, changed=changed.get(page.path, ""))
