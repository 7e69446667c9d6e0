"""Events as rows of data: what every figure of events rests on, in full."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.figures.figure import Table
from generator.figures.scale import clauses
from generator.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.derive.timeline import Row
    from generator.figures.figure import Names
    from generator.figures.lane_groups import Lane


def event_table(
    rows: Sequence[Row],
    *,
    names: Names,
    issue_label: Callable[[str], str],
    lanes: Sequence[Lane] = (),
    shown: bool = True,
) -> Table:
    """Return events as a table: the date in words and as EDTF, the event it is measured from, what, who, about what, and doubt.

    Args:
        rows: The events, in order.
        names: Gives an actor's name.
        issue_label: Gives the name of an issue.
        lanes: The lanes of the figure; with any, a last column names those in which an event stands.
        shown: Whether the page shows the table, which it need not where the drawing is a list of the same.
    """
    columns = say("Date"), "EDTF", say("Dated from"), say("What"), say("Who"), say("Issue"), say("Disputed")
    label = cache(issue_label)
    found = [_cells(row, names, label) for row in rows]
    if not lanes:
        return Table(columns, found, shown)
    return Table((*columns, say("Lane")), [(*cells, _lanes_of(row, lanes)) for row, cells in zip(rows, found, strict=True)], shown)


def _cells(row: Row, names: Names, issue_label: Callable[[str], str]) -> tuple[str, ...]:
    event = row.event
    return (
        row.when.words(),
        row.when.text,
        row.after.title if row.after else "",
        event.title,
        clauses(map(names, event.actors)),
        issue_label(event.issue) if event.issue else "",
        event.contested or "",
    )


def _lanes_of(row: Row, lanes: Sequence[Lane]) -> str:
    return clauses(lane.label for lane in lanes if row in lane.rows)
