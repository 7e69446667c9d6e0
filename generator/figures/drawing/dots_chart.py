"""Dots over time in rows, stacked where they would cover one another."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any, Final

import altair as alt

from generator.figures.writers.plots import HOST

_SIZE: Final = 13.2
"""The size of words; at the narrowest at which a drawing is shown, 288 of the 340 px drawn, they are 11 px."""
_AXIS: Final = 22.0
_HEAD: Final = 24.0
_GAP: Final = 14.0
_STEP: Final = 12.0
_TALLEST: Final = 150.0
"""The most room for the dots on one side of a line; where there are more they stand closer."""
_NARROW: Final = 400


def dots_chart(data: dict[str, Any]) -> alt.LayerChart:
    """Return rows of dots: above, on and below their line, at their date; the time in which each may have been as a line through it."""
    width = float(data["width"]) - 2
    start, end = (date.fromisoformat(data[key]) for key in ("start", "end"))
    days = (end - start).days

    def x(day: str) -> float:
        share = (date.fromisoformat(day) - start).days / days
        return round(min(max(share, 0.0), 1.0) * (width - _STEP) + _STEP / 2, 1)

    placed: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    top = _AXIS
    for row in data["rows"]:
        dots = [{**dot, "x": (x(dot["from"]) + x(dot["to"])) / 2, "x1": x(dot["from"]), "x2": x(dot["to"])} for dot in row["dots"]]
        levels = _stacked(dots)
        above = max([0, *(level for level in levels if level > 0)])
        below = max([0, *(-level for level in levels if level < 0)])
        step = min(_STEP, _TALLEST / max(above, below, 1))
        base = top + _HEAD + above * step + step / 2
        heads.append({"x": 0.0, "y": top + _HEAD / 2, "label": row["label"], "base": base, "to": width})
        placed += [{**dot, "y": base - level * step, "size": (step * 0.8) ** 2} for dot, level in zip(dots, levels, strict=True)]
        top = base + below * step + step / 2 + _GAP
    layers = [*_axis(data["ticks"], x, top), *_heads(heads), *_spans(placed), *_dots(placed, linked=data["width"] > _NARROW)]
    encoded = [layer.encode(x=_across("x", width), y=_down("y", top)) for layer in layers]
    chart: alt.LayerChart = alt.LayerChart(layer=encoded, width=width, height=top)
    return chart


def _stacked(dots: list[dict[str, Any]]) -> list[int]:
    """Return the level of each dot: the first on its side of the line on which it covers no other."""
    taken: dict[tuple[int, int], list[float]] = {}
    found = []
    for dot in dots:
        side = dot["side"]
        level = next(level for level in count(abs(side)) if not any(abs(dot["x"] - x) < _STEP for x in taken.get((side, level), ())))
        taken.setdefault((side, level), []).append(dot["x"])
        found.append(-level if side < 0 else level)
    return found


def _across(field: str, width: float) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)


def _down(field: str, height: float) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _axis(ticks: list[list[Any]], x: Any, height: float) -> list[alt.Chart]:  # noqa: ANN401 - a function of the caller
    rows = [{"x": x(day), "y": 14, "to": height - _GAP / 2, "label": label} for day, label, _ in ticks]
    lines = _chart(rows).mark_rule(color="var(--rule)").encode(y2=alt.Y2("to:Q"))
    texts = [row | {"y": 7} for row in rows if row["label"]]
    words = _chart(texts).mark_text(align="left", color="var(--ink-2)", fontSize=_SIZE).encode(text=alt.Text("label:N"))
    return [lines, words] if texts else [lines]


def _heads(heads: list[dict[str, Any]]) -> list[alt.Chart]:
    names = _chart(heads).mark_text(align="left", fontWeight=600, fontSize=_SIZE, color="var(--ink)").encode(text=alt.Text("label:N"))
    lines = _chart([{**head, "y": head["base"]} for head in heads]).mark_rule(color="var(--ink-2)").encode(x2=alt.X2("to:Q"))
    return [names, lines]


def _spans(placed: list[dict[str, Any]]) -> list[alt.Chart]:
    spans = [{"x": dot["x1"], "to": dot["x2"], "y": dot["y"]} for dot in placed if dot["x2"] - dot["x1"] > _STEP / 2]
    return [_chart(spans).mark_rule(color="var(--ink-2)", strokeWidth=2, opacity=0.5).encode(x2=alt.X2("to:Q"))] if spans else []


def _dots(placed: list[dict[str, Any]], *, linked: bool) -> list[alt.Chart]:
    charts = []
    for tone in sorted({dot["tone"] for dot in placed}):
        for hollow in (False, True):
            rows = [
                {"x": dot["x"], "y": dot["y"], "size": dot["size"], "key": dot["key"], "href": HOST + dot["key"], "said": dot["said"]}
                for dot in placed
                if dot["tone"] == tone and dot["hollow"] == hollow
            ]
            if rows:
                look: dict[str, Any] = {"stroke": f"var(--{tone})", "strokeWidth": 1.6, "opacity": 1}
                look |= {"fill": "var(--paper)", "strokeDash": [2.6, 1.8]} if hollow else {"fill": f"var(--{tone})"}
                size = alt.Size("size:Q", scale=None, legend=None)
                chart = _chart(rows).mark_point(shape="circle", **look).encode(size=size)
                chart = chart.encode(href=alt.Href("href:N")) if rows[0]["key"] else chart
                charts.append(chart.encode(description=alt.Description("said:N")) if linked and rows[0]["key"] else chart)
    return charts
