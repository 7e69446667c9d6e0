"""Events as dots over time in lanes by issue or by actor. The headline names the fullest lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.derive.lanes import LEAST, lanes_of
from generator.figures.dots import dots_plot, span_of
from generator.figures.figure import Figure, nothing
from generator.figures.periods import dated, events_of
from generator.figures.strips import days_of, time_strip
from generator.figures.timeline import event_table, most_events
from generator.language import N_, _
from generator.language.sentences import and_list, comma_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.derive.lanes import By, Lanes
    from generator.derive.timeline import TimelineRow
    from generator.figures.context import FigureContext
    from generator.figures.figure import Names
    from generator.figures.strips import TimeStrip

MOST_LINKED: Final = 150
"""With more dots than this none is a link, since each would be too small to touch; the list of the same has the links."""
_OTHERS: Final[dict[By, str]] = {"issue": N_("Other issues or none"), "actor": N_("Others")}
_IN_ORDER: Final[dict[By, str]] = {"issue": N_("Events by issue, in order of time"), "actor": N_("Events by actor, in order of time")}


def lanes_figure(rows: Sequence[TimelineRow], context: FigureContext, *, by: By = "issue") -> Figure:
    """Return events, given in order of time, as dots in lanes by issue or by actor."""
    figure_id = "fig-lanes" if by == "issue" else f"fig-lanes-{by}"
    strip = time_strip([row.when for row in rows])
    if strip is None:
        return nothing(figure_id, _("No event is on record"))
    found = lanes_of(rows, by)
    names = context.issue_label if by == "issue" else context.names
    lanes = [(names(lane.id) if lane.id else _(_OTHERS[by]), lane.rows) for lane in found.lanes]
    crowded = sum(len(inside) for _unused, inside in lanes) > MOST_LINKED
    drawn = {
        label: [_event(row, strip, linked=not crowded) for row in inside if row.when.earliest or row.when.latest] for label, inside in lanes
    }
    links = {} if crowded else {row.event.id: context.where(row.event) for row in rows}
    subtitle = dated(_("{events}, {lanes}", events=events_of(len(rows)), lanes=_kind(found, names)), days_of(row.when for row in rows))
    table = event_table(rows, context, lanes=lanes)
    plot, note = dots_plot(drawn, strip, links), _note(rows, found, strip, crowded=crowded)
    return Figure(figure_id, _headline(found, names), subtitle, (plot,), note, table, wide=True)


def _event(row: TimelineRow, strip: TimeStrip, *, linked: bool) -> dict[str, object]:
    told = {"key": row.event.id, "said": comma_list([row.when.words(), row.event.title])} if linked else {"key": "", "said": ""}
    return {**told, "side": 1, "tone": "accent", "hollow": bool(row.event.contested), **span_of(row.when, strip)}


def _headline(lanes: Lanes, names: Names) -> str:
    named = sorted((lane for lane in (*lanes.everywhere, *lanes.lanes) if lane.id), key=lambda lane: -len(lane.rows))
    sizes = [len(lane.rows) for lane in named] + [LEAST - 1]
    shown = max((number for number in (1, 2) if number < len(sizes) and sizes[number - 1] > sizes[number]), default=0)
    fullest = [(names(lane.id), len(lane.rows)) for lane in named[:shown]]
    return most_events(fullest, lanes.events) if fullest else _(_IN_ORDER[lanes.by])


def _kind(lanes: Lanes, names: Names) -> str:
    """Return what the lanes are, and who has none."""
    said = _("by issue") if lanes.by == "issue" else _("by actor")
    if not lanes.everywhere:
        return said
    left = and_list([names(lane.id) for lane in lanes.everywhere])
    return _("{lanes}; no lane for {actors}, in more than half of all events", lanes=said, actors=left)


def _note(rows: Sequence[TimelineRow], lanes: Lanes, strip: TimeStrip, *, crowded: bool) -> str:
    parts = [_("Each dot is an event.") if crowded else _("Each dot is an event and leads to it.")]
    parts.append(_("A line through a dot: the time in which it happened, where no day is known."))
    if any(row.event.contested for row in rows):
        parts.append(_("Hollow: disputed."))
    if lanes.by == "actor" and all(lane.id for lane in lanes.lanes):
        parts.append(_("An event stands in the lane of each actor that it names."))
    elif lanes.by == "actor":
        parts.append(_("An event stands in the lane of each actor that it names; “Others” has those that name none of them."))
    if any(row.when.latest and row.when.latest < strip.start for row in rows):
        parts.append(_("At the left edge: before the time shown."))
    return " ".join(parts)
