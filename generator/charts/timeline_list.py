"""Events in order of time, as a list whose every row has a mark on one strip of time."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final

from generator.charts.edtf_marks import kinds_shown, mark
from generator.charts.edtf_shapes import note_of
from generator.charts.figure import Figure
from generator.charts.markup import NOTHING, linked, strip, time_axis, words
from generator.charts.scale import MONTHS, count_of, listed, months_between, time_scale
from generator.derive.timeline import by_year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.charts.scale import TimeScale
    from generator.dates import Edtf
    from generator.derive.timeline import Row, Year

_MOST_ACTORS: Final = 4
_BUNCH: Final = 3
_BUNCH_SHARE: Final = 0.12
_OUTLIERS: Final = 0.1
_GAP: Final = 0.4
_PLAIN_DATES: Final = frozenset({"day", "month", "year"})


def timeline_list(
    rows: Sequence[Row],
    *,
    names: Names,
    where: Where,
    issue_label: Callable[[str], str],
    compact: bool = False,
    year_prefix: str | None = "year-",
    title: str | None = None,
    figure_id: str = "fig-timeline",
    wide: bool = True,
) -> Figure:
    """Return events as a list, grouped by year, each with its date in words and as a mark on a shared strip of time.

    Args:
        rows: The events in order of time.
        names: Gives an actor's name.
        where: Gives the address of a record.
        issue_label: Gives the name of an issue.
        compact: Whether to leave out the strip.
        year_prefix: What the anchors of the years begin with; nothing for no rows of years.
        title: The headline; computed from the months in which events bunch if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    days = days_of(rows)
    subtitle = f"{count_of(len(rows), 'event')}{f', {months_between(days[0], days[-1])}' if days else ''}"
    if not rows:
        return Figure(figure_id, title or "No event is on record", subtitle, NOTHING, "Nothing to read yet.", wide=wide, empty=True)
    scale = None if compact else time_scale(shown_days(days))
    drawer = _Lines(names, where, issue_label, scale, f"{figure_id}-grid")
    axis = f'<div class="tl__axis" aria-hidden="true">{time_axis(scale, f"{figure_id}-grid")}</div>' if scale else ""
    body = _grouped(drawer, by_year(rows), year_prefix) if year_prefix is not None else drawer.list_of(rows)
    note = _note(rows, scale)
    drawing = f'<div class="tl{" tl--compact" if compact else ""}">{axis}{body}</div>'
    return Figure(figure_id, title or _headline(rows), subtitle, drawing, note, wide=wide)


def shown_days(days: Sequence[date]) -> Sequence[date]:
    """Leave out a few days so far before all others that they would press the rest together."""
    span = (days[-1] - days[0]).days if days else 0
    most = int(len(days) * _OUTLIERS)
    gaps = [index for index in range(1, most + 1) if (days[index] - days[index - 1]).days > _GAP * span]
    return days[gaps[-1] :] if gaps else days


class _Lines:
    """Writes the lines of the list."""

    def __init__(self, names: Names, where: Where, issue_label: Callable[[str], str], scale: TimeScale | None, grid: str) -> None:
        self._names = names
        self._where = where
        self._issue_label = issue_label
        self._scale = scale
        self._grid = f'<use href="#{escape(grid)}"/>'

    def list_of(self, rows: Sequence[Row]) -> str:
        return f"<ol>{''.join(map(self._line, rows))}</ol>"

    def _line(self, row: Row) -> str:
        drawn = ""
        if self._scale is not None:
            drawn = strip(self._grid + mark(row.when, self._scale, _other(row)))
        return f'<li>{_when(row.when)}<span class="tl__what">{self._what(row)}</span>{drawn}</li>'

    def _what(self, row: Row) -> str:
        event = row.event
        about = [self._names(actor) for actor in event.actors[:_MOST_ACTORS]]
        if len(event.actors) > _MOST_ACTORS:
            about.append(f"{len(event.actors) - _MOST_ACTORS} more")
        parts = [linked(event.title, self._where(event))]
        muted = [", ".join(words(one) for one in about)] if about else []
        if event.issue:
            muted.append(words(self._issue_label(event.issue)))
        if muted:
            parts.append(f'<span class="tl__who">{" · ".join(muted)}</span>')
        if event.contested:
            parts.append('<span class="unsure">disputed</span>')
        return " ".join(parts)


def _note(rows: Sequence[Row], scale: TimeScale | None) -> str:
    shown = {kind for row in rows for kind in kinds_shown(row.when, scale, _other(row))} if scale else set()
    disputed = "Dashed underline: disputed." if any(row.event.contested for row in rows) else ""
    return " ".join(filter(None, (note_of(shown), disputed))) or "In order of time; each title leads to its evidence."


def _other(row: Row) -> Edtf | None:
    return row.after.when if row.after else None


def _when(when: Edtf) -> str:
    said = when.words()
    if when.kind in _PLAIN_DATES and when.text.replace("-", "").isdigit():
        return f'<time class="tl__when" datetime="{when.text}">{said}</time>'
    return words(said, "tl__when")


def _grouped(drawer: _Lines, years: Sequence[Year], prefix: str) -> str:
    return "".join(
        f'<p class="tl__year" id="{prefix}{year.year or "unknown"}"><b>{year.year or "Year not known"}</b> '
        f'<span class="cnt">{count_of(len(year.rows), "event")}</span></p>{drawer.list_of(year.rows)}'
        for year in years
    )


def days_of(rows: Sequence[Row]) -> list[date]:
    """Return the first and last day of each event that has them, in order of time."""
    return sorted(day for row in rows for day in (row.when.earliest, row.when.latest) if day is not None)


def _headline(rows: Sequence[Row]) -> str:
    months = Counter(month for row in rows if (month := _month(row.when)) is not None)
    least = max(_BUNCH, _BUNCH_SHARE * len(rows))
    busy = sorted(month for month, number in months.most_common(2) if number >= least)
    if not busy:
        return "What happened, in order of time"
    return "Events bunch in " + listed([f"{MONTHS[month - 1]} {year}" for year, month in busy])


def _month(when: Edtf) -> tuple[int, int] | None:
    first, last = when.earliest, when.latest
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return first.year, first.month
