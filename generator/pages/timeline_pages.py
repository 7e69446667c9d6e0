"""The pages over which the timeline is spread where one would be too long, and where on the site each record stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.pages.page import Address, address_of
from generator.records import section_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.corpus import Key
    from generator.derive.facts import Facts
    from generator.derive.timeline import TimelinePeriod

TIMELINE: Final = "timeline.md"


def stretch_path(period: TimelinePeriod) -> str:
    """Return the page of a stretch of time, at the same address in every language."""
    if period.start is None:
        return "timeline/date-not-known.md"
    return f"timeline/{period.start if period.length == 1 else f'{period.start}-{period.start + period.length - 1}'}.md"


def places_in(facts: Facts) -> Mapping[Key, Address]:
    """Return where each record stands with all that is known of it; its lasting address (`address_of`) at least leads there.

    What is not published stands nowhere, nor does what is retired of some sections.
    """
    found = {record.key: address_of(record) for record in facts.corpus if section_of(record).has_place(record)}
    for stretch in facts.stretches:
        path = stretch_path(stretch)
        found |= {(key := row.event.key): found[key]._replace(path=path) for year in stretch.years for row in year.rows}
    return found
