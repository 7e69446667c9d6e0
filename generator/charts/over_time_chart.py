"""The drawing of acts over time, built in the process that draws."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from json import dumps
from typing import Any, Final

import altair as alt

from generator.charts.labels import Box, Place, Point, is_measurable, place, shortened
from generator.charts.placeholders import HOST

WIDE_FROM: Final = 500
_LABEL_SIZE: Final = 12.3
_LONGEST_LABEL: Final = 0.4
"""The most room for the words of an act, as a part of the width."""
_MOST_LABELS: Final = 6
_SHAPES: Final = {"words": "circle", "institutional": "square", "deed": "triangle-up"}
_SIZES: Final = {"words": 1.0, "institutional": 0.9, "deed": 1.25}
"""Which makes the shapes look equally large."""
_WEIGHTS: Final = (1.0, 1.0, 1.5, 2.0)
"""How much larger a mark is, by the independent publishers behind it: none, one, two, three or more."""
_LINE: Final = "var(--accent)"
_THIN: Final = 3
_SPAN: Final = 2.3
"""The scores from edge to edge, with a little room beyond -1 and +1."""


class _Frame:
    """The geometry of the panels."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.wide = data["width"] >= WIDE_FROM
        self.start, self.end = (date.fromisoformat(data[key]) for key in ("start", "end"))
        self.ticks: list[list[str]] = data["ticks"]
        self.levels: list[str] = data["levels"] if self.wide else ["−1", "0", "+1"]
        self.left, self.right = (96, 55) if self.wide else (30, 54)
        self.width = data["width"] - self.left - self.right
        self.height = 168 if self.wide else 132
        self.size, self.apart = (58, 8.6) if self.wide else (36, 6.5)
        self.font = 12.4 if self.wide else 13.2
        self.shifts = [0.0, *(sign * step * self.apart for step in (1, 2, 3) for sign in (-1, 1))]

    def reach(self, act: dict[str, Any]) -> float:
        """Return the width of a mark with a little room beside it."""
        return float(self.apart * _weight(act) ** 0.5)

    def x(self, day: str) -> float:
        return float((date.fromisoformat(day) - self.start).days / (self.end - self.start).days * self.width)

    def y(self, score: float) -> float:
        return (_SPAN / 2 - score) / _SPAN * self.height


def _weight(act: dict[str, Any]) -> float:
    return _WEIGHTS[min(act["weight"], len(_WEIGHTS) - 1)]


def over_time_chart(data: dict[str, Any]) -> alt.VConcatChart:
    """Return the panels of a pair of actors, one below the other, on one scale of time."""
    frame = _Frame(data)
    panels = data["panels"]
    charts = [_panel(panel, frame, last=index == len(panels) - 1, until=data["until"]) for index, panel in enumerate(panels)]
    return alt.vconcat(*charts)


def _panel(panel: dict[str, Any], frame: _Frame, *, last: bool, until: str) -> alt.LayerChart:
    x, y = _x(frame, last=last), _y(frame)
    acts = _stacked(panel["acts"], frame)
    layers = [
        _zero(y),
        *_line(panel["steps"], x, y),
        *_acts(acts, frame, x, y),
        *_now(panel, frame, x, y, until),
        *(_labels(acts, panel["steps"], frame, x, y) if frame.wide else ()),
    ]
    return alt.LayerChart(layer=layers, width=frame.width, height=frame.height, title=alt.TitleParams(panel["heading"]))


def _x(frame: _Frame, *, last: bool) -> alt.X:
    labels = " : ".join(f"time(datum.value) == {_millis(day)} ? {dumps(label)}" for day, label in frame.ticks if label)
    axis = alt.Axis(
        values=[_millis(day) for day, _ in frame.ticks],
        labelExpr=f"{labels} : ''" if labels else "''",
        labels=last,
        labelAlign="left",
        labelBaseline="top",
        labelFontSize=frame.font,
        title=None,
    )
    domain = [_millis(frame.start.isoformat()), _millis(frame.end.isoformat())]
    return alt.X("day:T", scale=alt.Scale(type="utc", domain=domain, nice=False), axis=axis)


def _millis(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 86_400_000


def _y(frame: _Frame) -> alt.Y:
    against, even, friendly = map(dumps, frame.levels)
    extent = frame.left
    axis = alt.Axis(
        values=[-1, 0, 1],
        labelExpr=f"datum.value > 0 ? {friendly} : datum.value < 0 ? {against} : {even}",
        title=None,
        minExtent=extent,
        maxExtent=extent,
        labelFontSize=frame.font,
    )
    return alt.Y("score:Q", scale=alt.Scale(domain=[-_SPAN / 2, _SPAN / 2], nice=False), axis=axis)


def _zero(y: alt.Y) -> alt.Chart:
    zero: alt.Chart = alt.Chart(_data([{"score": 0}])).mark_rule(color="var(--ink-2)", opacity=0.55).encode(y=y)
    return zero


def _line(steps: list[list[Any]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    known = [{"day": start, "end": end, "score": score, "thin": thin} for start, end, score, thin in _runs(steps)]
    risers = [
        {"day": after[0], "score": before[2], "to": after[2]}
        for before, after in pairwise(steps)
        if before[2] is not None and after[2] is not None and before[1] == after[0] and before[2] != after[2]
    ]
    charts = []
    for thin, dash in ((False, [1, 0]), (True, [4, 3])):
        rows = [row for row in known if row["thin"] == thin]
        if rows:
            mark = alt.Chart(_data(rows)).mark_rule(color=_LINE, strokeWidth=2.5, strokeDash=dash if thin else alt.Undefined)
            charts.append(mark.encode(x=x, x2=alt.X2("end:T"), y=y))
    if risers:
        charts.append(alt.Chart(_data(risers)).mark_rule(color=_LINE, strokeWidth=1).encode(x=x, y=y, y2=alt.Y2("to:Q")))
    return charts


def _runs(steps: list[list[Any]]) -> list[list[Any]]:
    """Join steps that look the same."""
    runs: list[list[Any]] = []
    for start, end, score, count in steps:
        if runs and runs[-1][1:] == [start, score, count < _THIN]:
            runs[-1][1] = end
        elif score is not None:
            runs.append([start, end, score, count < _THIN])
    return runs


def _acts(acts: list[dict[str, Any]], frame: _Frame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    charts = []
    for form, shape in _SHAPES.items():
        for counted in (False, True):
            rows = [_drawn(act, frame.size * _SIZES[form]) for act in acts if act["form"] == form and act["counted"] == counted]
            if not rows:
                continue
            mark = alt.Chart(_data(rows)).mark_point(
                shape=shape,
                fill="var(--ink-2)" if counted else "var(--paper)",
                stroke="var(--paper)" if counted else "var(--ink-2)",
                strokeWidth=0.8 if counted else 1.5,
            )
            told = {"description": alt.Description("said:N")} if frame.wide else {}
            sized = alt.Size("size:Q", scale=None, legend=None)
            charts.append(mark.encode(x=x, y=y, size=sized, href=alt.Href("href:N"), **told))
    return charts


def _drawn(act: dict[str, Any], size: float) -> dict[str, Any]:
    told = {"said": act["said"], "href": HOST + act["key"]}
    return {"day": act["day"], "score": act["shown"], "size": round(size * _weight(act), 1), **told}


def _stacked(acts: list[dict[str, Any]], frame: _Frame) -> list[dict[str, Any]]:
    """Move marks that would cover one another up or down, by as little as keeps them apart."""
    taken: list[tuple[float, float, float]] = []
    found = []
    for act in acts:
        x, y, reach = frame.x(act["day"]), frame.y(act["score"]), frame.reach(act)
        shift = next((shift for shift in frame.shifts if all(_apart((x, y + shift, reach), other) for other in taken)), 0.0)
        taken.append((x, y + shift, reach))
        found.append({**act, "shown": round(act["score"] - shift / frame.height * _SPAN, 4)})
    return found


def _apart(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    room = (one[2] + other[2]) / 2
    return abs(one[0] - other[0]) >= room or abs(one[1] - other[1]) >= room


def _now(panel: dict[str, Any], frame: _Frame, x: alt.X, y: alt.Y, until: str) -> list[alt.Chart]:
    steps = panel["steps"]
    if not steps or steps[-1][2] is None or steps[-1][1] != until:
        return []
    rows = [{"day": until, "score": steps[-1][2], "said": panel["now"]}]
    return [
        alt.Chart(_data(rows))
        .mark_text(align="left", dx=5, fontSize=frame.font, fontWeight=600, color=_LINE)
        .encode(x=x, y=y, text=alt.Text("said:N"))
    ]


def _labels(acts: list[dict[str, Any]], steps: list[list[Any]], frame: _Frame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    points = [_point(act, frame) for act in acts]
    lines = [Box(0, frame.y(0) - 1, frame.width, frame.y(0) + 1), *_line_boxes(steps, frame)]
    spots = place(points, frame.width, frame.height, lines, size=_LABEL_SIZE, most=_MOST_LABELS)
    rows = [_label(acts[index], points[index].text, spot) for index, spot in sorted(spots.items())]
    if not rows:
        return []
    placed: dict[str, Any] = {name: alt.ExprRef(f"datum.{name}") for name in ("align", "dx", "dy")}
    text = alt.Chart(_data(rows)).mark_text(**placed, fontSize=_LABEL_SIZE, color="var(--ink)")
    return [text.encode(x=x, y=y, text=alt.Text("label:N"), href=alt.Href("href:N"))]


def _line_boxes(steps: list[list[Any]], frame: _Frame) -> list[Box]:
    known = [(frame.x(start), frame.x(end), frame.y(score)) for start, end, score, _ in steps if score is not None]
    flat = [Box(start, y - 2, end, y + 2) for start, end, y in known]
    turns = [(end, sorted((y, then))) for (_, end, y), (start, _, then) in pairwise(known) if start == end]
    return [*flat, *(Box(x - 1, top, x + 1, bottom) for x, (top, bottom) in turns)]


def _point(act: dict[str, Any], frame: _Frame) -> Point:
    told = act["counted"] and is_measurable(act["label"])
    shown = shortened(act["label"], _LABEL_SIZE, _LONGEST_LABEL * frame.width) if told else ""
    return Point(frame.x(act["day"]), frame.y(act["shown"]), frame.reach(act) / 2 + 1, shown, abs(act["score"]))


def _label(act: dict[str, Any], shown: str, spot: Place) -> dict[str, Any]:
    placed = {"align": spot.align, "dx": spot.dx, "dy": spot.dy}
    return {"day": act["day"], "score": act["shown"], "label": shown, "href": HOST + act["key"], **placed}


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)
