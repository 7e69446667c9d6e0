"""Events as rows of data: what every figure of events rests on, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.figure import table_of
from generator.figures.scale import clauses
from generator.language import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.derive.timeline import Row
    from generator.figures.context import FigureContext
    from generator.figures.figure import Columns, Table
    from generator.figures.lane_groups import Lane

_COLUMNS: Final[Columns[Row, FigureContext]] = (
    (message("Date"), lambda row, _: row.when.words()),
    ("EDTF", lambda row, _: row.when.text),
    (message("Dated from"), lambda row, _: row.after.title if row.after else ""),
    (message("What"), lambda row, _: row.event.title),
    (message("Who"), lambda row, context: clauses(map(context.names, row.event.actors))),
    (message("Issue"), lambda row, context: context.issue_label(row.event.issue) if row.event.issue else ""),
    (message("Disputed"), lambda row, _: row.event.contested or ""),
)


def event_table(rows: Sequence[Row], context: FigureContext, *, lanes: Sequence[Lane] = (), shown: bool = True) -> Table:
    """Return events, in order, as a table.

    With lanes, a last column names those in which an event stands. It need not be shown where the drawing is a list of the same.
    """
    stands: Columns[Row, FigureContext] = ((message("Lane"), lambda row, _: clauses(lane.label for lane in lanes if row in lane.rows)),)
    return table_of((*_COLUMNS, *stands) if lanes else _COLUMNS, rows, context, shown=shown)
