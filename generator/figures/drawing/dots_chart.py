"""The dots chart: rows of dots over time, stacked where they would overlap."""

from __future__ import annotations

import json
from itertools import count
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from generator.figures.writers.plots import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator

_FONT_SIZE: Final = 13.2
"""The font size; at the smallest display size, 340 px scaled to 288, it is 11 px."""
_LETTER_WIDTH: Final = 0.56
"""The average width of a letter in em."""
_DOT_DISTANCE: Final = 12.0
"""The distance between dots in pixels."""
_MAX_HEIGHT: Final = 150.0
"""The maximum height of the dots on one side of a line, in pixels; more dots are closer together."""
_END: Final = 100
"""The upper end of the time scale, in per cent."""


class Rows(alt.InlineData):
    """Inline chart data without validation: Altair would validate every number of a coast."""

    def to_dict(self, *_unused: Any, **_unused2: Any) -> dict[str, Any]:  # noqa: ANN401 - of Altair
        """Return the Vega-Lite data."""
        return {"values": self["values"]}


def dots_chart(data: dict[str, Any]) -> alt.TopLevelVConcatSpec:
    """Return rows of dots above, on and below their line; an uncertain date is a line through its dot."""
    width = data["width"] - 2.0
    scale = alt.FacetedEncoding(x=_time_axis(data["ticks"], has_words=True))
    words = alt.FacetedUnitSpec(alt.MarkDef(type="rule"), Rows([]), encoding=scale, width=width, height=1)
    rows = [_row(row, data["ticks"], width) for row in data["rows"]]
    return alt.TopLevelVConcatSpec([words, *rows], spacing=10)


def _row(row: dict[str, Any], ticks: list[list[Any]], width: float) -> alt.LayerSpec:
    dots = _placed(row["dots"], width)
    levels = [0, *(dot["level"] for dot in dots)]
    above, below = max(levels), -min(levels)
    step = min(_DOT_DISTANCE, _MAX_HEIGHT / max(above, below, 1))
    up = alt.Y("level:Q", scale=alt.Scale(domain=[-below - 0.5, above + 0.5], nice=False), axis=None)
    ends = [{"at": 0, "to": _END, "level": 0}]
    spans = [{"at": dot["from"], "to": dot["to"], "level": dot["level"]} for dot in dots if dot["long"]]
    channels = {"x": _time_axis(ticks), "y": up}
    span_channels = {**channels, "x2": alt.X2("to:Q")}
    layers = [
        _layer(alt.MarkDef(type="rule", color="var(--ink-2)"), ends, span_channels),
        _layer(alt.MarkDef(type="rule", color="var(--ink-2)", strokeWidth=2, opacity=0.5), spans, span_channels),
        _dots_layer(dots, (step * 0.8) ** 2, channels),
    ]
    name = alt.Title(wrap(row["label"], int(width / _FONT_SIZE / _LETTER_WIDTH)), fontSize=_FONT_SIZE)
    return alt.LayerSpec(layers, width=width, height=step * (above + below + 1), title=name)


def _layer(mark: alt.MarkDef, rows: list[dict[str, Any]], channels: dict[str, Any]) -> alt.UnitSpec:
    return alt.UnitSpec(mark, Rows(rows), encoding=alt.Encoding(**channels))


def _time_axis(ticks: list[list[Any]], *, has_words: bool = False) -> alt.X:
    values, words = [value for value, _ in ticks], [word for _, word in ticks]
    label = f"{json.dumps(words)}[indexof({json.dumps(values)}, datum.value)]"
    axis = alt.Axis(values=values, orient="top", grid=not has_words, labels=has_words, labelExpr=label)
    return alt.X("at:Q", scale=alt.Scale(domain=[0, _END], nice=False, padding=_DOT_DISTANCE / 2), axis=axis)


def _placed(dots: list[dict[str, Any]], width: float) -> list[dict[str, Any]]:
    """Return dots placed without overlaps: those on the line first, shifted slightly if their place is taken."""
    step = _DOT_DISTANCE / (width - _DOT_DISTANCE) * _END
    taken: dict[int, list[float]] = {}
    placed = []
    for dot in sorted(dots, key=lambda dot: abs(dot["side"])):
        candidates = _candidates(dot["side"], (dot["from"] + dot["to"]) / 2, step)
        level, x = next((level, x) for level, x in candidates if all(abs(x - other) >= step for other in taken.get(level, ())))
        taken.setdefault(level, []).append(x)
        placed.append({**dot, "at": x, "level": level, "long": dot["to"] - dot["from"] > step / 2})
    return placed


def _candidates(side: int, middle: float, step: float) -> Iterator[tuple[int, float]]:
    """Yield candidate positions (level, x) of a dot, from its own: along the line first, then level by level on its side."""
    for shift in (0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2) if not side else ():
        yield from ((0, x) for x in (middle + shift * step, middle - shift * step) if 0 <= x <= _END)
    yield from (((side or 1) * level, middle) for level in count(1))


def _dots_layer(dots: list[dict[str, Any]], size: float, channels: dict[str, Any]) -> alt.UnitSpec:
    rows = [
        {
            **dot,
            "colour": f"var(--{dot['tone']})",
            "link": f"{HOST}{dot['key']} {dot['description']}",
            "size": size * (0.4 if dot.get("step") else 1),
        }
        for dot in dots
    ]
    links = {"description": alt.Description("link:N")} if any(dot["key"] for dot in dots) else {}
    encoding = {
        **channels,
        "size": alt.Size("size:Q", scale=None),
        "stroke": alt.Stroke("colour:N", scale=None),
        "fill": alt.Fill("colour:N", scale=None, condition={"test": "datum.hollow", "value": "var(--paper)"}),
        "strokeDash": alt.StrokeDashValue([], condition={"test": "datum.hollow", "value": [2.6, 1.8]}),
        **links,
    }
    return _layer(alt.MarkDef(type="point", shape="circle", strokeWidth=1.6, opacity=1), rows, encoding)
