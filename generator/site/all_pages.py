"""The registry of page kinds. To add one: a module with a `pages` function, and a line here.

The module for the pages of a section is named after its overview in generator/model/records/__init__.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from generator.analysis import last_changes
from generator.model import TABLE, IncompleteSectionError, section_of
from generator.site import about, alignment, changes, home, index_a_z, method, moved, places, search, timeline
from generator.site.page import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from generator.model import Section
    from generator.site.context import PageContext, SiteContext
    from generator.site.page import Page

    _Pages = Callable[[PageContext], Iterator[Page]]


def _pages_of(section: Section) -> _Pages:
    """Return the function that yields the pages of a section. Raise IncompleteSectionError if there is none."""
    name = f"{__package__}.{section.module}"
    pages: _Pages | None = getattr(import_module(name), "pages", None) if find_spec(name) else None
    if pages is None:
        raise IncompleteSectionError(section.name, [f"generator/site/{section.module}.py lists no 'pages'"])
    return pages


DRAWN: Final[tuple[_Pages, ...]] = (timeline.pages, alignment.pages, places.pages)
"""Kinds of page with drawings; they come first, so that the others are rendered meanwhile."""
PAGES: Final[tuple[_Pages, ...]] = (
    home.pages,
    *(pages for pages in dict.fromkeys(map(_pages_of, TABLE)) if pages not in DRAWN),
    changes.pages,
    search.pages,
    index_a_z.pages,
    method.pages,
    about.pages,
    moved.pages,
)
"""Kinds of page that seldom or never need a drawing."""
_WHOLE: Final = ("index.md", "changes.md", "explore.md", "index-a-z.md", "timeline.md")
"""Pages that cover every record."""


def list_pages(context: PageContext) -> Iterator[Page]:
    """Yield every page of the site, kinds with drawings first."""
    changed, drawn = _last_changes(context.site), context.site.gallery.pages_with_plots
    for pages in (*DRAWN, *PAGES):
        for page in pages(context):
            yield replace(page, drawn=page.path in drawn, changed=changed.get(page.path, ""))


def _last_changes(site: SiteContext) -> Mapping[str, str]:
    """Return the day on which the records of each page last changed, as 2025-06-13, by path; pages without records are left out.

    A date known only to the month or year counts as its first day.
    """
    revised: defaultdict[str, set[date]] = defaultdict(set)
    for record, day in last_changes(site.corpus, site.facts.today).items():
        place = site.places.get(record.key) or address_of(record)
        for path in (place.path, section_of(record).overview, *_WHOLE):
            revised[path].add(day)
    return {path: max(days).isoformat() for path, days in revised.items()}
