"""Events in order of time, as a list whose every row has a mark on one strip of time."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from generator.charts.event_table import event_table
from generator.charts.figure import Figure
from generator.charts.markup import linked, nothing, words
from generator.charts.scale import commas, dated, events_of, listed, month_of
from generator.charts.shared_strip import days_of, shared_strip
from generator.derive.timeline import by_year
from generator.language import kept, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.charts.shared_strip import SharedStrip
    from generator.dates import Edtf
    from generator.derive.timeline import Row, Year

_MOST_ACTORS: Final = 4
_BUNCH: Final = 3
_BUNCH_SHARE: Final = 0.12
_PLAIN_DATES: Final = frozenset({"day", "month", "year"})


def timeline_list(
    rows: Sequence[Row],
    *,
    names: Names,
    where: Where,
    issue_label: Callable[[str], str],
    compact: bool = False,
    years: bool = True,
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
        years: Whether there is a row for each year, with an anchor.
        title: The headline; computed from the months in which events bunch if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    days = days_of(rows)
    subtitle = dated(events_of(len(rows)), days)
    if not rows:
        return Figure(
            figure_id, title or say("No event is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    shared = None if compact else shared_strip(rows, f"{figure_id}-grid")
    drawer = _Lines(names, where, issue_label, shared)
    axis = f'<div class="tl__axis" aria-hidden="true">{shared.axis()}</div>' if shared else ""
    body = _grouped(drawer, by_year(rows), f"{figure_id}-year-") if years else drawer.list_of(rows)
    drawing = f'<div class="tl{" tl--compact" if compact else ""}">{axis}{body}</div>'
    table = event_table(rows, names=names, issue_label=issue_label, shown=False)
    return Figure(figure_id, title or _headline(rows), subtitle, drawing, _note(rows, shared), table, wide=wide)


class _Lines:
    """Writes the lines of the list."""

    def __init__(self, names: Names, where: Where, issue_label: Callable[[str], str], shared: SharedStrip | None) -> None:
        self._actor = cache(lambda actor: words(names(actor)))
        self._issue = cache(lambda issue: words(issue_label(issue)))
        self._where = where
        self._strip = shared

    def list_of(self, rows: Sequence[Row]) -> str:
        return f"<ol>{''.join(map(self._line, rows))}</ol>"

    def _line(self, row: Row) -> str:
        drawn = self._strip.row(row) if self._strip else ""
        return f'<li>{_when(row.when)}<span class="tl__what">{self._what(row)}</span>{drawn}</li>'

    def _what(self, row: Row) -> str:
        event = row.event
        about = [self._actor(actor) for actor in event.actors[:_MOST_ACTORS]]
        if len(event.actors) > _MOST_ACTORS:
            about.append(words(say_count("{number} more", "{number} more", len(event.actors) - _MOST_ACTORS)))
        muted = [commas(about)] if about else []
        if event.issue:
            muted.append(self._issue(event.issue))
        who = f' <span class="tl__who">{" · ".join(muted)}</span>' if muted else ""
        doubt = ' <span class="unsure">' + say("disputed") + "</span>" if event.contested else ""
        return f"{linked(event.title, self._where(event))}{who}{doubt}"


def _note(rows: Sequence[Row], shared: SharedStrip | None) -> str:
    disputed = say("Dashed underline: disputed.") if any(row.event.contested for row in rows) else ""
    marks = shared.note(rows) if shared else ""
    return " ".join(filter(None, (marks, disputed))) or say("In order of time; each title leads to its evidence.")


@kept
def _when(when: Edtf) -> str:
    said = when.words()
    if when.kind in _PLAIN_DATES and when.text.replace("-", "").isdigit():
        return f'<time class="tl__when" datetime="{when.text}">{said}</time>'
    return words(said, "tl__when")


def _grouped(drawer: _Lines, years: Sequence[Year], prefix: str) -> str:
    unknown = say("Year not known")
    return "".join(
        f'<p class="tl__year" id="{prefix}{year.year or "unknown"}"><b>{year.year or unknown}</b> '
        f'<span class="cnt">{events_of(len(year.rows))}</span></p>{drawer.list_of(year.rows)}'
        for year in years
    )


def _headline(rows: Sequence[Row]) -> str:
    months = Counter(month for row in rows if (month := _month(row.when)) is not None)
    least = max(_BUNCH, _BUNCH_SHARE * len(rows))
    busy = sorted(month for month, number in months.most_common(2) if number >= least)
    if not busy:
        return say("What happened, in order of time")
    return say("Events bunch in {months}", months=listed([month_of(year, month) for year, month in busy]))


def _month(when: Edtf) -> tuple[int, int] | None:
    first, last = when.earliest, when.latest
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return first.year, first.month
