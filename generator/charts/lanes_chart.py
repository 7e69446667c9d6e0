"""The drawing of events in lanes, built in the process that draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import altair as alt

from generator.charts.labels import Rows, Span, shortened, width_of
from generator.charts.placeholders import HOST
from generator.charts.widths import NARROW

_SIZE: Final = 13.2
"""The size of words; at the narrowest at which a drawing is shown, 288 of the 340 px drawn, they are 11 px."""
_HEAD_SIZE: Final = _SIZE * 1.06
"""What the words over a lane are measured by, which are bold; wider ones would make the drawing wider, and all words smaller."""
_ROW: Final = 20.5
_BARE_ROW: Final = 13.0
_HEAD: Final = 26.0
_GAP: Final = 10.0
_LONGEST: Final = 0.5
"""The most room for the words of an event, as a part of the width."""
_REACH: Final = 5.0
_BESIDE: Final = 4.0
_MOST_ROWS: Final = 5
_LEAST: Final = 4.0
_LEAST_TOLD: Final = {"hatch": 10.0, "frame": 12.0}
"""The least width of what could not be told otherwise."""
_ABOUT: Final = 7.0
_ACCENT: Final = "var(--accent)"
_PAPER: Final = "var(--paper)"
_POINTS: Final[dict[str, dict[str, Any]]] = {
    "dot": {"size": 70, "fill": _ACCENT, "strokeWidth": 0},
    "member": {"size": 36, "fill": _ACCENT, "strokeWidth": 0},
    "ring": {"size": 66, "fill": _PAPER, "stroke": _ACCENT, "strokeWidth": 1.6, "strokeDash": [2.6, 2]},
    "halo": {"size": 190, "fill": None, "stroke": _ACCENT, "strokeWidth": 1.4, "strokeDash": [2.6, 2]},
    "maybe": {"size": 36, "fill": _PAPER, "stroke": _ACCENT, "strokeWidth": 1.6},
}
_BARS: Final[dict[str, dict[str, Any]]] = {
    "bar": {"fill": _ACCENT, "cornerRadius": 2},
    "hatch": {"fill": "url(#p-hatch)", "stroke": _ACCENT, "strokeWidth": 0.8},
    "fade": {"fill": "url(#p-fade)"},
    "open": {"fill": "url(#p-fadeR)"},
    "open-before": {"fill": "url(#p-fadeL)"},
    "unknown": {"fill": "url(#p-hatch)", "opacity": 0.6},
    "unknown-before": {"fill": "url(#p-hatch)", "opacity": 0.6},
    "frame": {"fill": None, "stroke": _ACCENT, "strokeWidth": 1.4, "strokeDash": [3, 2.2]},
    "join": {"fill": _ACCENT},
}
_HEIGHTS: Final = {"bar": 8.0, "frame": 12.0, "join": 1.0}


@dataclass(frozen=True, slots=True)
class _Event:
    """An event in pixels, before it has a row."""

    data: dict[str, Any]
    shapes: list[tuple[str, float, float]]
    label: str
    side: Literal["left", "right"]
    mark: Span
    """The room that its shapes take."""
    span: Span
    """The room that its shapes and its label take."""


class _Frame:
    """The geometry of the drawing."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.width = float(data["width"]) - 2
        self.is_narrow = data["width"] <= NARROW
        self._start, end = (date.fromisoformat(data[key]) for key in ("start", "end"))
        self._days = (end - self._start).days

    def x(self, day: str) -> float:
        return round((date.fromisoformat(day) - self._start).days / self._days * self.width, 2)


def lanes_chart(data: dict[str, Any]) -> alt.LayerChart:
    """Return events in lanes, packed into as few rows as keep marks and labels apart."""
    frame = _Frame(data)
    heads: list[dict[str, Any]] = []
    placed: list[tuple[_Event, float]] = []
    top = 20.0
    for lane in data["lanes"]:
        events = sorted((_event(one, frame) for one in lane["events"] if one["shapes"]), key=lambda event: event.mark)
        packed = _packed(events)
        heads.append({"x": 0, "y": top + _HEAD / 2, "line": top, "label": shortened(lane["label"], _HEAD_SIZE, frame.width)})
        placed += [(event, top + _HEAD + (_depth(row) + _depth(row + 1)) / 2) for event, row in packed]
        top += _HEAD + _depth(max((row for _, row in packed), default=-1) + 1) + _GAP
    layers = [*_grid(data["ticks"], frame, top), *_heads(heads, frame), *_marks(placed, frame), *_labels(placed, frame)]
    encoded = [layer.encode(x=_x("x", frame), y=_y("y", top)) for layer in layers]
    chart: alt.LayerChart = alt.LayerChart(layer=encoded, width=frame.width, height=top)
    return chart


def _depth(row: int) -> float:
    """Return how far below the head of its lane a row begins; rows without words stand closer."""
    return min(row, _MOST_ROWS) * _ROW + max(0, row - _MOST_ROWS) * _BARE_ROW


def _packed(events: list[_Event]) -> list[tuple[_Event, int]]:
    """Put events into rows; a label goes where it would need more rows than there are, and the mark alone stays."""
    rows = Rows(gap=8)
    found = []
    for event in events:
        row = rows.free(event.span)
        shown = event if row < _MOST_ROWS else replace(event, label="", span=event.mark)
        row = row if row < _MOST_ROWS else rows.free(event.mark)
        rows.put(shown.span, row)
        found.append((shown, row))
    return found


def _x(field: str, frame: _Frame) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, frame.width], nice=False), axis=None)


def _y(field: str, height: float) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)


def _event(data: dict[str, Any], frame: _Frame) -> _Event:
    drawn = [_shape(style, frame.x(start), frame.x(end), frame) for style, start, end in data["shapes"]]
    left, right = min(start for _, start, _ in drawn) - _REACH, max(end for _, _, end in drawn) + _REACH
    label = shortened(data["label"], _SIZE, _LONGEST * frame.width)
    wide = width_of(label, _SIZE)
    mark = Span(left, right)
    if right + _BESIDE + wide <= frame.width:
        return _Event(data, drawn, label, "left", mark, Span(left, right + _BESIDE + wide))
    if left - _BESIDE - wide >= 0:
        return _Event(data, drawn, label, "right", mark, Span(left - _BESIDE - wide, right))
    return _Event(data, drawn, "", "left", mark, mark)


def _shape(style: str, start: float, end: float, frame: _Frame) -> tuple[str, float, float]:
    if style in _POINTS:
        return style, start, start
    if style == "fade":
        return style, max(0.0, start - _ABOUT), min(frame.width, end + _ABOUT)
    short = max(0.0, _LEAST_TOLD.get(style, _LEAST) - (end - start)) / 2
    return style, max(0.0, start - short), end + short


def _grid(ticks: list[list[Any]], frame: _Frame, height: float) -> list[alt.Chart]:
    rows = [{"x": frame.x(day), "y": 14, "to": height - _GAP, "label": label} for day, label, _ in ticks]
    lines = _chart(rows).mark_rule(color="var(--rule)").encode(y2=alt.Y2("to:Q"))
    texts = [row | {"y": 7} for row in rows if row["label"]]
    return [lines, _chart(texts).mark_text(align="left", color="var(--ink-2)", fontSize=_SIZE).encode(text=alt.Text("label:N"))]


def _heads(heads: list[dict[str, Any]], frame: _Frame) -> list[alt.Chart]:
    lines = [{"x": 0, "to": frame.width, "y": head["line"]} for head in heads]
    names = _chart(heads).mark_text(align="left", fontWeight=600, fontSize=_SIZE, color="var(--ink)").encode(text=alt.Text("label:N"))
    return [_chart(lines).mark_rule(color="var(--rule)").encode(x2=alt.X2("to:Q")), names]


def _marks(placed: list[tuple[_Event, float]], frame: _Frame) -> list[alt.Chart]:
    charts = []
    for style, look in _BARS.items():
        half = _HEIGHTS.get(style, 10.0) / 2
        rows = [
            {"x": start, "to": end, "y": y - half, "bottom": y + half, **_told(event)}
            for event, y in placed
            for kind, start, end in event.shapes
            if kind == style
        ]
        if rows:
            charts.append(_linked(_chart(rows).mark_rect(**look).encode(x2=alt.X2("to:Q"), y2=alt.Y2("bottom:Q")), frame))
    for style, look in _POINTS.items():
        rows = [{"x": start, "y": y, **_told(event)} for event, y in placed for kind, start, _ in event.shapes if kind == style]
        if rows:
            charts.append(_linked(_chart(rows).mark_point(shape="circle", **look), frame))
    return charts


def _labels(placed: list[tuple[_Event, float]], frame: _Frame) -> list[alt.Chart]:
    charts = []
    sides: tuple[Literal["left", "right"], ...] = ("left", "right")
    for side in sides:
        shown = [(event, y) for event, y in placed if event.side == side and event.label]
        rows = [{"x": _label_x(event), "y": y, "label": event.label, **_told(event)} for event, y in shown]
        if rows:
            text = _chart(rows).mark_text(align=side, fontSize=_SIZE, color="var(--ink)")
            charts.append(_linked(text.encode(text=alt.Text("label:N")), frame))
    return charts


def _label_x(event: _Event) -> float:
    return event.mark.right + _BESIDE if event.side == "left" else event.mark.left - _BESIDE


def _told(event: _Event) -> dict[str, str]:
    return {"href": HOST + event.data["key"], "said": event.data["said"]}


def _linked(chart: alt.Chart, frame: _Frame) -> alt.Chart:
    """Link a chart's marks; on a narrow screen, where nothing hovers, without the words that would be shown then."""
    linked: alt.Chart = chart.encode(href=alt.Href("href:N"))
    told: alt.Chart = linked if frame.is_narrow else linked.encode(description=alt.Description("said:N"))
    return told


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))
