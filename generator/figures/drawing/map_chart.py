"""A map: coasts and borders, places with their numbers, and circles around places, framed to what is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import combinations
from math import asin, cos, hypot, inf, pi, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import altair as alt

from generator.figures.earth import RADIUS_KM, middle, reached
from generator.figures.writers.plots import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.figures.earth import Position

_SIZE: Final = 13.2
"""The size of words; at the narrowest at which a drawing is shown, 288 of the 340 px drawn, they are 11 px."""
_LETTER: Final = 7.6
_HALF: Final = 10.5
"""Half the height of a mark."""
_MARGIN: Final = 26.0
_BAR: Final = 24.0
"""The room for the bar of distances below the map."""
_NARROW: Final = 400
_WIDEST: Final = 70.0
"""With places farther than this from their middle, in degrees, the map is one of the whole earth."""
_LEAST_KM: Final = 2000.0
"""The least that a map without ranges is wide: coasts at 1:110 million tell nothing within less."""
_SQUARE: Final = frozenset({"exact", "disputed"})
_DASHED: Final = frozenset({"area", "disputed"})
_FARTHEST: Final = 20.0
"""How far a mark is moved aside before it is joined with another."""
_TIMES: Final = 120
_DASH: Final = [3.2, 2.2]
_NEAR: Final = 2.4
"""How near two points of a line may be drawn, in pixels."""
_AROUND: Final = 400.0
"""How far beyond the frame a line is still drawn, in pixels: none is longer between two of its points."""
_EARTH: Final = Path(__file__).with_name("natural_earth.json")


class _Globe:
    """A projection, computed as d3-geo does: azimuthal and equidistant around a middle, or Equal Earth for the whole earth."""

    def __init__(self, centre: Position, *, whole: bool) -> None:
        self.whole = whole
        self.centre = (0.0, centre[1]) if whole else centre
        self.scale, self.shift = 1.0, (0.0, 0.0)

    def at(self, position: Position) -> tuple[float, float]:
        """Return where a position is drawn, in pixels from the left and the top."""
        x, y = self._equal_earth(position) if self.whole else self._azimuthal(position)
        return x * self.scale + self.shift[0], self.shift[1] - y * self.scale

    def _azimuthal(self, position: Position) -> tuple[float, float]:
        """Return a place in radians; J. P. Snyder, Map Projections, 1987, equations 22-4, 22-5, 25-1 and 25-2."""
        north, south, east = radians(position[0]), radians(self.centre[0]), radians(position[1] - self.centre[1])
        x, y = cos(north) * sin(east), cos(south) * sin(north) - sin(south) * cos(north) * cos(east)
        height = sin(south) * sin(north) + cos(south) * cos(north) * cos(east)
        off = hypot(x, y)
        arc = asin(min(1.0, off)) if height > 0 else pi - asin(min(1.0, off))
        return (x * arc / off, y * arc / off) if off else (0.0, 0.0)

    def _equal_earth(self, position: Position) -> tuple[float, float]:
        """Return a place in units of the earth's radius; B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection, 2018."""
        a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
        east = radians((position[1] - self.centre[1] + 180) % 360 - 180)
        angle = asin(sqrt(3) / 2 * sin(radians(position[0])))
        squared = angle * angle
        slope = a + 3 * b * squared + squared**3 * (7 * c + 9 * d * squared)
        return 2 * sqrt(3) * east * cos(angle) / (3 * slope), angle * (a + b * squared + squared**3 * (c + d * squared))

    def frame(self, positions: Sequence[Position], width: float, least: float) -> float:
        """Show positions with a margin in a width, and at least so much, in radii of the earth; return the height that they take."""
        self.scale, self.shift = 1.0, (0.0, 0.0)
        xs, ys = zip(*map(self.at, positions), strict=True)
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        tallest = width * (0.66 if width > _NARROW else 1.05)
        room = width - 2 * _MARGIN
        self.scale = min(room / max(across, least), (tallest - 2 * _MARGIN) / max(down, least / 2))
        height: float = min(max(down * self.scale + 2 * _MARGIN, width * 0.46), tallest)
        self.shift = (
            width / 2 - (max(xs) + min(xs)) / 2 * self.scale,
            height / 2 - (max(ys) + min(ys)) / 2 * self.scale,
        )
        return height

    def projection(self, frame: _Frame) -> alt.Projection:
        """Return the same for Vega."""
        return alt.Projection(
            type="equalEarth" if self.whole else "azimuthalEquidistant",
            rotate=[-self.centre[1], -self.centre[0], 0],
            scale=self.scale,
            translate=list(self.shift),
            clipExtent=[[0, 0], [frame.width, frame.height]],
            precision=1 if self.whole else 0,
        )


@dataclass
class _Box:
    """What stands at a place: a mark with one number or several, or words."""

    x: float
    y: float
    numbers: list[int]
    known: str
    said: list[str]
    key: str
    words: str = ""
    true: list[tuple[float, float]] = field(default_factory=list)
    """Where on the map it belongs."""

    @property
    def label(self) -> str:
        """Its words, or its numbers, those that follow one another as one."""
        if self.words:
            return self.words
        runs: list[list[int]] = []
        for number in sorted(self.numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)  # noqa: PLR2004

    @property
    def half(self) -> float:
        """Half its width."""
        return max(_HALF, len(self.label) * _LETTER / 2 + (4 if self.words else 6))

    def join(self, other: _Box) -> None:
        """Take what another stands for, in the middle of all; several places have no link in common."""
        share = len(other.numbers) / (len(self.numbers) + len(other.numbers))
        self.x, self.y = self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share
        self.numbers, self.said, self.true = self.numbers + other.numbers, self.said + other.said, self.true + other.true
        self.known, self.key = self.known if self.known == other.known else "town", ""


class _Frame(NamedTuple):
    """The room of a drawing: its width, the height of the map, and that with what stands below it."""

    width: float
    height: float
    full: float


def map_chart(data: dict[str, Any]) -> alt.LayerChart:
    """Return a map of marks (latitude, longitude, number, how it is known) and circles around positions (km), in a frame around both."""
    width = float(data["width"]) - 2
    marks, circles = data["marks"], data["circles"]
    lines = [[reached((one["lat"], one["lon"]), turn, one["km"]) for turn in range(0, 361, 3)] for one in circles]
    centre, arc = middle([(one["lat"], one["lon"]) for one in marks] + [point for line in lines for point in line])
    around = {(one["lat"], one["lon"]) for one in circles if one["label"]}
    globe = _Globe(next(iter(around)) if len(around) == 1 else centre, whole=arc > _WIDEST)
    least = 0.0 if around else _LEAST_KM / RADIUS_KM
    height = globe.frame([(one["lat"], one["lon"]) for one in marks] + [point for line in lines for point in line], width, least)
    frame = _Frame(width, height, height if globe.whole else height + _BAR)
    boxes = _apart([*_numbers(globe, marks), *_labels(globe, circles, lines)], frame)
    layers = [
        *_ground(globe, frame),
        *(_circle(globe, frame, one, line) for one, line in zip(circles, lines, strict=True)),
        *_leaders(frame, boxes),
        *_marks(frame, boxes, linked=data["width"] > _NARROW),
        *([] if globe.whole else _bar(globe, frame, data["bars"])),
    ]
    chart: alt.LayerChart = alt.LayerChart(layer=layers, width=width, height=frame.full)
    return chart


def _numbers(globe: _Globe, marks: Sequence[dict[str, Any]]) -> Iterator[_Box]:
    for one in marks:
        x, y = globe.at((one["lat"], one["lon"]))
        yield _Box(x, y, [one["number"]], one["known"], [one["said"]], one["key"], true=[(x, y)])


def _labels(globe: _Globe, circles: Sequence[dict[str, Any]], lines: Sequence[Sequence[Position]]) -> Iterator[_Box]:
    """Yield the words of circles, each at the northernmost place of its line."""
    for one, line in zip(circles, lines, strict=True):
        if one["label"]:
            x, y = min(map(globe.at, line), key=lambda point: point[1])
            yield _Box(x, y, [], "", [], "", one["label"])


def _apart(boxes: list[_Box], frame: _Frame) -> list[_Box]:
    """Return boxes of which none covers another or is cut: moved where there is room, else joined with the nearest."""
    while True:
        before = [(box.x, box.y) for box in boxes]
        _spread(boxes, frame)
        numbered = [box for box in boxes if not box.words]
        covering = any(min(_overlap(*pair)) > 1 for pair in combinations(boxes, 2))
        far = any(hypot(box.x - x, box.y - y) > _FARTHEST for box, (x, y) in zip(boxes, before, strict=True) if box.true)
        if not (covering or far) or len(numbered) < 2:  # noqa: PLR2004
            return boxes
        for box, (x, y) in zip(boxes, before, strict=True):
            box.x, box.y = x, y
        one, other = min(combinations(numbered, 2), key=lambda pair: hypot(pair[0].x - pair[1].x, pair[0].y - pair[1].y))
        one.join(other)
        boxes = [box for box in boxes if box is not other]


def _spread(boxes: Sequence[_Box], frame: _Frame) -> None:
    """Push boxes that cover one another apart, within the frame, until they lie still."""
    for _ in range(_TIMES):
        moved = sum(_push(one, other) for one, other in combinations(boxes, 2))
        for box in boxes:
            box.x = min(max(box.x, box.half + 3), frame.width - box.half - 3)
            box.y = min(max(box.y, _HALF + 3), frame.height - _HALF - 3)
        if not moved:
            return


def _overlap(one: _Box, other: _Box) -> tuple[float, float]:
    return one.half + other.half + 2 - abs(one.x - other.x), 2 * _HALF + 2 - abs(one.y - other.y)


def _push(one: _Box, other: _Box) -> bool:
    """Move two boxes apart where one covers the other, words rather than numbers; tell whether that was needed."""
    across, down = _overlap(one, other)
    if across <= 0 or down <= 0:
        return False
    own = 0.5 if bool(one.words) == bool(other.words) else float(bool(one.words))
    if across < down:
        side = 1 if other.x >= one.x else -1
        one.x, other.x = one.x - side * across * own, other.x + side * across * (1 - own)
    else:
        side = 1 if other.y >= one.y else -1
        one.y, other.y = one.y - side * down * own, other.y + side * down * (1 - own)
    return True


def _ground(globe: _Globe, frame: _Frame) -> list[alt.Chart]:
    """Return the sea, the land and its borders, those that are not settled dashed."""
    earth = json.loads(_EARTH.read_text(encoding="utf-8"))
    land = [rings for polygon in earth["land"] if (rings := [ring for line in polygon if (ring := _seen(globe, frame, line, 3))])]
    agreed, unsettled = ([line for one in earth[name] if (line := _seen(globe, frame, one, 1))] for name in ("agreed", "unsettled"))
    sea = _flat([{"x": 0, "y": 0, "x2": frame.width, "y2": frame.height}], frame).mark_rect(fill="var(--sea)", stroke="var(--rule)")
    thin: dict[str, Any] = {"filled": False, "stroke": "var(--under)", "strokeWidth": 0.7}
    return [
        sea.encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")),
        _shape({"type": "MultiPolygon", "coordinates": land}, globe, frame, thin | {"filled": True, "fill": "var(--land)"}),
        _shape({"type": "MultiLineString", "coordinates": agreed}, globe, frame, thin),
        _shape({"type": "MultiLineString", "coordinates": unsettled}, globe, frame, thin | {"strokeWidth": 1.1, "strokeDash": [2, 2.4]}),
    ]


def _seen(globe: _Globe, frame: _Frame, line: Sequence[list[float]], least: int) -> list[list[float]]:
    """Return a line without the points that are too near the one before to be told from it; nothing where none of it can be seen."""
    kept: list[list[float]] = []
    last = (inf, inf)
    inside = False
    for point in line:
        x, y = globe.at((point[1], point[0]))
        inside = inside or (-_AROUND < x < frame.width + _AROUND and -_AROUND < y < frame.height + _AROUND)
        if hypot(x - last[0], y - last[1]) >= _NEAR:
            kept.append(point)
            last = (x, y)
    if len(kept) <= least or not inside:
        return []
    return kept if kept[-1] == line[-1] else [*kept, line[-1]]


def _shape(shape: dict[str, Any], globe: _Globe, frame: _Frame, look: dict[str, Any]) -> alt.Chart:
    rows = [{"type": "Feature", "properties": {}, "geometry": shape}]
    chart: alt.Chart = alt.Chart(alt.InlineData(values=rows)).mark_geoshape(**look).properties(projection=globe.projection(frame))
    return chart


def _circle(globe: _Globe, frame: _Frame, one: dict[str, Any], line: Sequence[Position]) -> alt.Chart:
    look = {"filled": False, "stroke": "var(--accent)", "strokeWidth": 1.8 if one["label"] else 1.0}
    look |= {"strokeDash": _DASH} if one["doubt"] else {}
    shape = {"type": "LineString", "coordinates": [[round(east, 3), round(north, 3)] for north, east in line]}
    return _shape(shape, globe, frame, look)


def _flat(rows: list[dict[str, Any]], frame: _Frame) -> alt.Chart:
    chart: alt.Chart = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("x:Q", scale=alt.Scale(domain=[0, frame.width], nice=False), axis=None),
        y=alt.Y("y:Q", scale=alt.Scale(domain=[frame.full, 0], nice=False), axis=None),
    )
    return chart


def _leaders(frame: _Frame, boxes: Sequence[_Box]) -> list[alt.Chart]:
    """Return a dot for each place that its number does not stand on, with a line to the number."""
    off = [
        {"x": x, "y": y, "x2": box.x, "y2": box.y}
        for box in boxes
        for x, y in box.true
        if abs(x - box.x) > box.half or abs(y - box.y) > _HALF
    ]
    if not off:
        return []
    lines = _flat(off, frame).mark_rule(color="var(--accent)", strokeWidth=1.2).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
    dots = _flat(off, frame).mark_point(shape="circle", size=20, fill="var(--accent)", stroke="var(--paper)", opacity=1)
    return [lines, dots]


def _marks(frame: _Frame, boxes: Sequence[_Box], *, linked: bool) -> Iterator[alt.Chart]:
    for box in boxes:
        row = {"x": box.x - box.half, "x2": box.x + box.half, "y": box.y - _HALF, "y2": box.y + _HALF, "label": box.label}
        row |= {"href": HOST + box.key, "said": "\n".join(box.said)}
        look: dict[str, Any] = {"fill": "var(--paper)", "cornerRadius": 2 if box.known in _SQUARE else _HALF}
        look |= {"stroke": "var(--accent)", "strokeWidth": 2} if box.known else {"stroke": "var(--rule)"}
        look |= {"strokeDash": _DASH} if box.known in _DASHED else {}
        behind = _flat([row], frame).mark_rect(**look).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
        words = _flat([{**row, "x": box.x, "y": box.y + 0.5}], frame).mark_text(fontSize=_SIZE, fontWeight=600, color="var(--ink)")
        for chart in (behind, words.encode(text=alt.Text("label:N"))):
            known = chart.encode(href=alt.Href("href:N")) if box.key else chart
            yield known.encode(description=alt.Description("said:N")) if linked and box.key else known


def _bar(globe: _Globe, frame: _Frame, bars: Sequence[tuple[float, str]]) -> list[alt.Chart]:
    """Return the longest of some distances that fits below the map, as it is at the middle of it."""
    long = [(km * globe.scale / RADIUS_KM, label) for km, label in bars]
    across, label = max([one for one in long if one[0] < frame.width * 0.3] or [min(long)])
    y = frame.height + 14
    line = [{"x": 1, "x2": 1 + across, "y": y}, {"x": 1, "y": y - 4, "y2": y + 4}, {"x": 1 + across, "y": y - 4, "y2": y + 4}]
    rule = _flat(line[:1], frame).mark_rule(color="var(--ink-2)").encode(x2=alt.X2("x2:Q"))
    ends = _flat(line[1:], frame).mark_rule(color="var(--ink-2)").encode(y2=alt.Y2("y2:Q"))
    words = _flat([{"x": across + 9, "y": y, "label": label}], frame).mark_text(align="left", fontSize=_SIZE, color="var(--ink-2)")
    return [rule, ends, words.encode(text=alt.Text("label:N"))]
