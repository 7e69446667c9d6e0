"""When each page last changed, by the records that it tells of: what a sitemap says as 'lastmod'."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from generator.model import section_of
from generator.site.page import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.site.context import SiteContext

_WHOLE: Final = ("index.md", "changes.md", "explore.md", "index-a-z.md", "timeline.md")
"""Pages that tell of every record."""


def last_changes(site: SiteContext) -> Mapping[str, str]:
    """Return the day on which each page of records last changed, by its path, as 2025-06-13; none for pages that tell of no record.

    A day that records only give as lying within a month or a year counts as the first of it.
    """
    told: defaultdict[str, set[date]] = defaultdict(set)
    for record, day in site.facts.last_told.items():
        place = site.places.get(record.key) or address_of(record)
        for path in (place.path, section_of(record).overview, *_WHOLE):
            told[path].add(day)
    return {path: max(days).isoformat() for path, days in told.items()}
