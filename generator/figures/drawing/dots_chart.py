"""Dots over time in rows, stacked where they would cover one another."""

from __future__ import annotations

import json
from itertools import count
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from generator.figures.writers.plots import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE: Final = 13.2
"""The size of words; at the narrowest at which a drawing is shown, 288 of the 340 px drawn, they are 11 px."""
_LETTER: Final = 0.56
"""How wide a letter is on average, in sizes."""
_STEP: Final = 12.0
"""The room that a dot takes, in pixels."""
_TALLEST: Final = 150.0
"""The most room for the dots on one side of a line; where there are more they stand closer."""
_END: Final = 100
"""Where the scale of time ends."""


class Rows(alt.InlineData):
    """The rows of a chart, which are plain data already, taken as they are: Altair would look at each number of a coast."""

    def to_dict(self, *_unused: Any, **_unused2: Any) -> dict[str, Any]:  # noqa: ANN401 - of Altair
        """Return them as Vega-Lite has them."""
        return {"values": self["values"]}


def dots_chart(data: dict[str, Any]) -> alt.TopLevelVConcatSpec:
    """Return rows of dots: above, on and below their line, at their date; the time in which each may have been as a line through it."""
    width = data["width"] - 2.0
    scale = alt.FacetedEncoding(x=_across(data["ticks"], has_words=True))
    words = alt.FacetedUnitSpec(alt.MarkDef(type="rule"), Rows([]), encoding=scale, width=width, height=1)
    rows = [_row(row, data["ticks"], width) for row in data["rows"]]
    return alt.TopLevelVConcatSpec([words, *rows], spacing=10)


def _row(row: dict[str, Any], ticks: list[list[Any]], width: float) -> alt.LayerSpec:
    dots = _placed(row["dots"], width)
    levels = [0, *(dot["level"] for dot in dots)]
    above, below = max(levels), -min(levels)
    step = min(_STEP, _TALLEST / max(above, below, 1))
    up = alt.Y("level:Q", scale=alt.Scale(domain=[-below - 0.5, above + 0.5], nice=False), axis=None)
    ends = [{"at": 0, "to": _END, "level": 0}]
    spans = [{"at": dot["from"], "to": dot["to"], "level": dot["level"]} for dot in dots if dot["long"]]
    place = {"x": _across(ticks), "y": up}
    long = {**place, "x2": alt.X2("to:Q")}
    layers = [
        _chart(alt.MarkDef(type="rule", color="var(--ink-2)"), ends, long),
        _chart(alt.MarkDef(type="rule", color="var(--ink-2)", strokeWidth=2, opacity=0.5), spans, long),
        _dots(dots, (step * 0.8) ** 2, place),
    ]
    name = alt.Title(wrap(row["label"], int(width / _SIZE / _LETTER)), fontSize=_SIZE)
    return alt.LayerSpec(layers, width=width, height=step * (above + below + 1), title=name)


def _chart(mark: alt.MarkDef, rows: list[dict[str, Any]], channels: dict[str, Any]) -> alt.UnitSpec:
    return alt.UnitSpec(mark, Rows(rows), encoding=alt.Encoding(**channels))


def _across(ticks: list[list[Any]], *, has_words: bool = False) -> alt.X:
    places, words = [place for place, _ in ticks], [word for _, word in ticks]
    label = f"{json.dumps(words)}[indexof({json.dumps(places)}, datum.value)]"
    axis = alt.Axis(values=places, orient="top", grid=not has_words, labels=has_words, labelExpr=label)
    return alt.X("at:Q", scale=alt.Scale(domain=[0, _END], nice=False, padding=_STEP / 2), axis=axis)


def _placed(dots: list[dict[str, Any]], width: float) -> list[dict[str, Any]]:
    """Return dots where they cover no other: those that belong on the line first, a little aside where it is taken."""
    step = _STEP / (width - _STEP) * _END
    taken: dict[int, list[float]] = {}
    found = []
    for dot in sorted(dots, key=lambda dot: abs(dot["side"])):
        places = _places(dot["side"], (dot["from"] + dot["to"]) / 2, step)
        level, at = next((level, at) for level, at in places if all(abs(at - other) >= step for other in taken.get(level, ())))
        taken.setdefault(level, []).append(at)
        found.append({**dot, "at": at, "level": level, "long": dot["to"] - dot["from"] > step / 2})
    return found


def _places(side: int, middle: float, step: float) -> Iterator[tuple[int, float]]:
    """Yield where a dot may stand, from its own place on: along the line for a while, then level by level on its side of it."""
    for shift in (0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2) if not side else ():
        yield from ((0, at) for at in (middle + shift * step, middle - shift * step) if 0 <= at <= _END)
    yield from (((side or 1) * level, middle) for level in count(1))


def _dots(dots: list[dict[str, Any]], size: float, place: dict[str, Any]) -> alt.UnitSpec:
    rows = [
        {
            **dot,
            "colour": f"var(--{dot['tone']})",
            "link": f"{HOST}{dot['key']} {dot['description']}",
            "size": size * (0.4 if dot.get("step") else 1),
        }
        for dot in dots
    ]
    leads = {"description": alt.Description("link:N")} if any(dot["key"] for dot in dots) else {}
    channels = {
        **place,
        "size": alt.Size("size:Q", scale=None),
        "stroke": alt.Stroke("colour:N", scale=None),
        "fill": alt.Fill("colour:N", scale=None, condition={"test": "datum.hollow", "value": "var(--paper)"}),
        "strokeDash": alt.StrokeDashValue([], condition={"test": "datum.hollow", "value": [2.6, 1.8]}),
        **leads,
    }
    return _chart(alt.MarkDef(type="point", shape="circle", strokeWidth=1.6, opacity=1), rows, channels)
