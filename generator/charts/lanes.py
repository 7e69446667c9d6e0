"""Events in lanes by issue: an overview of how they crowd and overlap. The list beside it tells each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from generator.charts.edtf_marks import is_before
from generator.charts.edtf_shapes import kinds, note_of, shapes
from generator.charts.figure import Figure, Table
from generator.charts.markup import NOTHING
from generator.charts.placeholders import placed
from generator.charts.scale import count_of, listed, months_between, time_scale
from generator.charts.timeline_list import days_of, shown_days

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.charts.over_time import Draw
    from generator.charts.scale import TimeScale
    from generator.derive.timeline import Row

WIDE: Final = 720
MOST_LANES: Final = 8
_OTHER: Final = "Other"
_COLUMNS: Final = ("Date", "What", "Lane", "Who")


def lanes(
    rows: Sequence[Row],
    *,
    names: Names,
    where: Where,
    issue_label: Callable[[str], str],
    draw: Draw,
    by_actor: Sequence[str] | None = None,
    title: str | None = None,
    figure_id: str = "fig-lanes",
    wide: bool = True,
) -> Figure:
    """Return events in lanes; a narrow screen leaves the drawing out and keeps the table.

    Args:
        rows: The events in order of time.
        names: Gives an actor's name.
        where: Gives the address of a record.
        issue_label: Gives the name of an issue.
        draw: Draws from plain data.
        by_actor: Actors, by id, who each get a lane with the events in which they took part; lanes by issue if left out.
        title: The headline; computed from the fullest lanes if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    days = days_of(rows)
    scale = time_scale(shown_days(days))
    period = f", {months_between(days[0], days[-1])}" if days else ""
    subtitle = f"{count_of(len(rows), 'event')}{period}, by {'actor' if by_actor else 'issue'}"
    if scale is None:
        return Figure(figure_id, title or "No event is on record", subtitle, NOTHING, "Nothing to read yet.", wide=wide, empty=True)
    found = _by_actor(rows, by_actor, names) if by_actor else _by_issue(rows, issue_label)
    drawn = [(lane, [_event(row, scale) for row in inside if not is_before(row.when, scale)]) for lane, inside in found]
    spec = _spec(scale, drawn, figure_id)
    links = {"/".join(row.event.key): where(row.event) for row in rows}
    drawing = f'<div class="lanes-only">{placed(draw(spec), links, figure_id)}</div>'
    left = sum(is_before(row.when, scale) for row in rows)
    note = f"{_marks(rows, scale)} Not every mark has room for its words; the table has them all"
    note += f", with {count_of(left, 'event')} before {scale.start.year}." if left else "."
    table = Table(_COLUMNS, [_cells(row, lane, names) for lane, inside in found for row in inside])
    return Figure(figure_id, title or _headline(found), subtitle, drawing, note, table, wide=wide)


def _by_issue(rows: Sequence[Row], issue_label: Callable[[str], str]) -> list[tuple[str, list[Row]]]:
    counts = Counter(row.event.issue for row in rows if row.event.issue)
    kept = [issue for issue, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    kept = kept if len(kept) <= MOST_LANES else kept[: MOST_LANES - 1]
    found = [(issue_label(issue), [row for row in rows if row.event.issue == issue]) for issue in kept]
    rest = [row for row in rows if row.event.issue not in kept]
    return [*found, (_OTHER, rest)] if rest else found


def _by_actor(rows: Sequence[Row], actors: Sequence[str], names: Names) -> list[tuple[str, list[Row]]]:
    found = [(names(actor), [row for row in rows if actor in row.event.actors]) for actor in actors]
    return [(name, inside) for name, inside in found if inside]


def _spec(scale: TimeScale, found: Sequence[tuple[str, list[dict[str, Any]]]], figure_id: str) -> dict[str, Any]:
    return {
        "kind": "lanes",
        "name": figure_id,
        "width": WIDE,
        "start": scale.start.isoformat(),
        "end": scale.end.isoformat(),
        "ticks": [[tick.day.isoformat(), tick.label, tick.major] for tick in scale.ticks],
        "lanes": [{"label": label, "events": events} for label, events in found],
    }


def _event(row: Row, scale: TimeScale) -> dict[str, Any]:
    pieces = [[piece.style, _within(piece.start, scale), _within(piece.end, scale)] for piece in shapes(row.when)]
    said = f"{row.when.words()}: {row.event.title}"
    return {"key": "/".join(row.event.key), "label": row.event.title, "said": said, "shapes": pieces}


def _marks(rows: Sequence[Row], scale: TimeScale) -> str:
    return note_of({kind for row in rows if not is_before(row.when, scale) for kind in kinds(row.when)})


def _within(day: date, scale: TimeScale) -> str:
    return max(scale.start, min(scale.end, day)).isoformat()


def _cells(row: Row, lane: str, names: Names) -> tuple[str, ...]:
    return row.when.words(), row.event.title, lane, ", ".join(names(actor) for actor in row.event.actors)


def _headline(found: Sequence[tuple[str, list[Row]]]) -> str:
    fullest = [label for label, _ in sorted(found, key=lambda one: -len(one[1])) if label != _OTHER][:2]
    return f"Fullest: {listed(fullest)}" if fullest else "Events in order of time"
