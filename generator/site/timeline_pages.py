"""The pages over which the timeline is spread where one would be too long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.analysis import TimelinePeriod, Year, by_year
from generator.figures import period_label
from generator.site.parts import cut, part_label, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import TimelineRow
    from generator.site.facts import Facts

TIMELINE: Final = "timeline.md"


@dataclass(frozen=True)
class TimelineStretch:
    """A stretch of time with a page of its own."""

    path: str
    label: str
    period: TimelinePeriod[TimelineRow]

    @property
    def rows(self) -> Sequence[TimelineRow]:
        """What happened in it."""
        return [row for year in self.period.years for row in year.rows]


def timeline_stretches(facts: Facts) -> list[TimelineStretch]:
    """Return the stretches of time in order, each with its page; none where all events stand on one. A year of very many is in parts."""
    return [stretch for period in facts.stretches for stretch in _fitting(period)]


def _weigh(row: TimelineRow) -> int:
    return weight(row.event)


def _fitting(period: TimelinePeriod[TimelineRow]) -> Iterator[TimelineStretch]:
    runs, label = cut([row for year in period.years for row in year.rows], _weigh), period_label(period)
    if len(runs) == 1:
        yield TimelineStretch(f"timeline/{period.slug}.md", label, period)
        return
    for number, run in enumerate(runs, 1):
        part = TimelinePeriod(period.start, period.length, [Year(period.years[0].year, run)] if len(period.years) == 1 else by_year(run))
        yield TimelineStretch(f"timeline/{period.slug}-{number}.md", part_label(label, number), part)
