"""How many events fall into each month, year, decade or century, by issue or by actor: for more events than lanes can hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.bins import bins_of
from generator.charts.figure import Figure, Table, escaped
from generator.charts.lane_groups import lanes_of
from generator.charts.markup import linked, nothing, strip, upright
from generator.charts.scale import Number, dated, events_of, listed, percent
from generator.charts.shared_strip import days_of
from generator.language import message, numeral, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.bins import Bins
    from generator.charts.lane_groups import By, Lane, Lanes
    from generator.charts.markup import Names
    from generator.derive.timeline import Row

_BARS: Final = {
    "month": message("{events}. A bar is a month; the tallest has {most}"),
    "year": message("{events}. A bar is a year; the tallest has {most}"),
    "decade": message("{events}. A bar is a decade; the tallest has {most}"),
    "century": message("{events}. A bar is a century; the tallest has {most}"),
}
_HATCHED: Final = {
    "month": message("Hatched: uncertain, approximate, or not known to lie within one month; counted where it begins."),
    "year": message("Hatched: uncertain, approximate, or not known to lie within one year; counted where it begins."),
    "decade": message("Hatched: uncertain, approximate, or not known to lie within one decade; counted where it begins."),
    "century": message("Hatched: uncertain, approximate, or not known to lie within one century; counted where it begins."),
}
_GAP: Final = 0.12
"""How much of a bar's place stays free, so that bars stand apart."""
_MOST_PEAKS: Final = 2


@dataclass(frozen=True, slots=True)
class _Bar:
    """The events of one lane in one stretch of time."""

    events: int
    doubtful: int


def density(
    rows: Sequence[Row],
    *,
    names: Names,
    issue_label: Callable[[str], str],
    year_at: Callable[[int], str],
    lane_at: Callable[[str], str | None],
    by: By = "issue",
    title: str | None = None,
    figure_id: str = "fig-lanes",
    wide: bool = True,
) -> Figure:
    """Return the number of events over time, a row of bars for each lane; every bar leads to the events of its year.

    Args:
        rows: The events in order of time, at least one of them.
        names: Gives an actor's name.
        issue_label: Gives the name of an issue.
        year_at: Gives the address of the events of a year in which there is one.
        lane_at: Gives the address of the events of an issue or actor, or nothing.
        by: What the lanes are.
        title: The headline; computed from the fullest stretches of time, or the busiest actors, if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    found = lanes_of(rows, by, names=names, issue_label=issue_label)
    days = days_of(rows)
    period = say("{events}, {lanes}", events=dated(events_of(len(rows)), days), lanes=found.subtitle)
    if not days:
        return Figure(figure_id, title or say("No event is on record"), period, nothing(), say("Nothing to read yet."), empty=True)
    bins = bins_of(days)
    counts = [_counts(lane, bins) for lane in found.lanes]
    most = max(bar.events for lane in counts for bar in lane.values())
    years = {row.year for row in rows}
    links = {index: year_at(year) for index in range(bins.number) if (year := _year(bins, index, years))}
    drawing = _drawing(_Drawer(bins, most, links, f"{figure_id}-grid"), found, counts, lane_at)
    subtitle = say(_BARS[bins.unit], events=period, most=numeral(f"{most:,}"))
    return Figure(
        figure_id, title or _headline(rows, bins, found), subtitle, drawing, _note(found, counts, bins), _table(found, counts, bins), wide
    )


def _drawing(drawer: _Drawer, found: Lanes, counts: Sequence[dict[int, _Bar]], lane_at: Callable[[str], str | None]) -> str:
    lines = "".join(drawer.line(lane, bars, lane_at(lane.id) if lane.id else None) for lane, bars in zip(found.lanes, counts, strict=True))
    return f'<div class="dens"><div class="dens__axis" aria-hidden="true">{drawer.axis()}</div><ol>{lines}</ol></div>'


def _counts(lane: Lane, bins: Bins) -> dict[int, _Bar]:
    events = Counter(bins.at(row.when.sort_key[0]) for row in lane.rows)
    doubtful = Counter(bins.at(row.when.sort_key[0]) for row in lane.rows if not bins.holds(row.when))
    return {index: _Bar(events[index], doubtful[index]) for index in sorted(events)}


def _year(bins: Bins, index: int, years: set[int | None]) -> int | None:
    return next((year for year in bins.years(index) if year in years), None)


class _Drawer:
    """Writes the rows; heights are shares of the tallest bar, the same in all of them."""

    def __init__(self, bins: Bins, most: int, links: dict[int, str], grid_id: str) -> None:
        self._bins = bins
        self._most = most
        self._links = links
        self._wide = percent(100 * (1 - _GAP) / bins.number)
        places = [self._x(index) for index in range(bins.number)]
        self._bars = [percent(place + self._x(_GAP / 2)) for place in places]
        whole = f'width="{percent(self._x(1))}" y="0%" height="100%"/>'
        self._hits = [f'<rect class="hit" x="{percent(place)}" {whole}' for place in places]
        self._heights = [percent(100 * number / most) for number in range(most + 1)]
        self._grid = f'<use href="#{escaped(grid_id)}"/>'
        self._name = escaped(grid_id)

    def axis(self) -> str:
        lines = "".join(upright("g", self._x(index)) for index, _ in self._bins.words)
        words = "".join(f'<text x="{percent(self._x(index))}" y="70%" dx="4">{word}</text>' for index, word in self._bins.words)
        return strip(f'<g id="{self._name}">{lines}</g>{words}', "axis")

    def line(self, lane: Lane, bars: dict[int, _Bar], href: str | None) -> str:
        head = f'{linked(lane.label, href)} <span class="cnt">{events_of(len(lane.rows))}</span>'
        drawn = "".join(self._bar(index, bar) for index, bar in bars.items())
        return f"<li><p>{head}</p>{strip(self._grid + drawn, 'dens__bars')}</li>"

    def _bar(self, index: int, bar: _Bar) -> str:
        said = say("{when}: {what}", when=self._bins.name(index), what=events_of(bar.events))
        if bar.doubtful:
            said = say_count(
                "{events}, {number} of them with a doubtful date",
                "{events}, {number} of them with a doubtful date",
                bar.doubtful,
                events=said,
            )
        sure = bar.events - bar.doubtful
        drawn = self._piece("bar", index, 0, sure) + self._piece("hatch", index, sure, bar.events) + self._hits[index]
        return f'<a href="{escaped(self._links[index])}" tabindex="-1"><title>{said}</title>{drawn}</a>'

    def _piece(self, style: str, index: int, bottom: int, top: int) -> str:
        if top == bottom:
            return ""
        y, height = self._heights[self._most - top], self._heights[top - bottom]
        return f'<rect class="{style}" x="{self._bars[index]}" width="{self._wide}" y="{y}" height="{height}"/>'

    def _x(self, index: float) -> float:
        return 100 * index / self._bins.number


def _headline(rows: Sequence[Row], bins: Bins, found: Lanes) -> str:
    counts = Counter(bins.at(row.when.sort_key[0]) for row in rows)
    most = max(counts.values())
    peaks = [bins.name(index) for index in sorted(counts) if counts[index] == most]
    if found.by == "actor" or most == 1 or len(peaks) > _MOST_PEAKS:
        return found.headline
    told = {"periods": listed(peaks), "most": numeral(f"{most:,}"), "all": numeral(f"{found.events:,}")}
    if bins.unit == "decade":
        each = say("Most events in the {periods}: {most} of {all} each", **told)
        return each if len(peaks) > 1 else say("Most events in the {periods}: {most} of {all}", **told)
    if len(peaks) > 1:
        return say("Most events in {periods}: {most} of {all} each", **told)
    return say("Most events in {periods}: {most} of {all}", **told)


def _note(found: Lanes, counts: Sequence[dict[int, _Bar]], bins: Bins) -> str:
    doubtful = any(bar.doubtful for lane in counts for bar in lane.values())
    leads = say("Every bar leads to the events of its year.")
    if bins.unit in ("decade", "century"):
        leads = say("Every bar leads to the events of its first year with any.")
    return " ".join(filter(None, (say(_HATCHED[bins.unit]) if doubtful else "", leads, found.note)))


def _table(found: Lanes, counts: Sequence[dict[int, _Bar]], bins: Bins) -> Table:
    rows = [
        (bins.name(index), lane.label, Number(bar.events), Number(bar.doubtful))
        for lane, bars in zip(found.lanes, counts, strict=True)
        for index, bar in bars.items()
    ]
    return Table((say("Period"), say("Lane"), say("Events"), say("Of which with a doubtful date")), rows)
