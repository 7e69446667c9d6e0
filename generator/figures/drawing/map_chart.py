"""A map: coasts and borders, places with their numbers, and circles around places, framed to what is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import asin, cos, hypot, inf, pi, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from generator.figures.drawing.dots_chart import Rows
from generator.figures.earth import RADIUS_KM, middle, reached
from generator.figures.writers.plots import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.figures.earth import Position

    Point = tuple[float, float]
    """Pixels from the left and from the top."""

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
_LEAST: Final = 2000 / RADIUS_KM
"""The least that a map without ranges is wide, in radii of the earth: coasts at 1:110 million tell nothing within less."""
_SQUARE: Final = frozenset({"exact", "disputed"})
_DASHED: Final = frozenset({"area", "disputed"})
_DASH: Final = [3.2, 2.2]
_FARTHEST: Final = 20.0
"""How far a mark is moved aside before it is joined with another."""
_TIMES: Final = 120
_NEAR: Final = 3.6
"""How near two points of a line may be drawn, in pixels."""
_AROUND: Final = 400.0
"""How far beyond the frame a line is still drawn, in pixels: none is longer between two of its points."""
_EARTH: Final[dict[str, Any]] = json.loads(Path(__file__).with_name("natural_earth.json").read_text(encoding="utf-8"))


class _Map:
    """A projection as d3-geo has it, azimuthal and equidistant or Equal Earth for the whole earth, in a frame around positions."""

    def __init__(self, centre: Position, positions: Sequence[Position], width: float, *, whole: bool, least: float) -> None:
        self.whole, self.width = whole, width
        self.centre = (0.0, centre[1]) if whole else centre
        self.scale, self.shift = 1.0, (0.0, 0.0)
        xs, ys = zip(*map(self.at, positions), strict=True)
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        tallest = width * (0.66 if width > _NARROW else 1.05)
        self.scale = min((width - 2 * _MARGIN) / max(across, least), (tallest - 2 * _MARGIN) / max(down, least / 2))
        self.height = min(max(down * self.scale + 2 * _MARGIN, width * 0.46), tallest)
        self.full = self.height if whole else self.height + _BAR
        self.shift = (width - (max(xs) + min(xs)) * self.scale) / 2, (self.height - (max(ys) + min(ys)) * self.scale) / 2

    def at(self, position: Position) -> Point:
        """Return where a position is drawn."""
        x, y = self._equal_earth(position) if self.whole else self._azimuthal(position)
        return x * self.scale + self.shift[0], self.shift[1] - y * self.scale

    def _azimuthal(self, position: Position) -> Point:
        """Return a place in radii of the earth; J. P. Snyder, Map Projections, 1987, equations 22-4, 22-5, 25-1 and 25-2."""
        north, south, east = radians(position[0]), radians(self.centre[0]), radians(position[1] - self.centre[1])
        x, y = cos(north) * sin(east), cos(south) * sin(north) - sin(south) * cos(north) * cos(east)
        off = min(1.0, hypot(x, y))
        arc = asin(off) if sin(south) * sin(north) + cos(south) * cos(north) * cos(east) > 0 else pi - asin(off)
        return (x * arc / off, y * arc / off) if off else (0.0, 0.0)

    def _equal_earth(self, position: Position) -> Point:
        """Return a place in radii of the earth; B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection, 2018."""
        a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
        east = radians((position[1] - self.centre[1] + 180) % 360 - 180)
        angle = asin(sqrt(3) / 2 * sin(radians(position[0])))
        squared = angle * angle
        slope = a + 3 * b * squared + squared**3 * (7 * c + 9 * d * squared)
        return 2 * sqrt(3) * east * cos(angle) / (3 * slope), angle * (a + b * squared + squared**3 * (c + d * squared))

    def shape(self, kind: str, coordinates: object, **look: Any) -> alt.UnitSpec:  # noqa: ANN401 - whatever a mark may look like
        """Return a shape on the earth, in GeoJSON, as Vega draws it."""
        projection = alt.Projection(
            type="equalEarth" if self.whole else "azimuthalEquidistant",
            rotate=[-self.centre[1], -self.centre[0], 0],
            scale=self.scale,
            translate=list(self.shift),
            clipExtent=[[0, 0], [self.width, self.height]],
            precision=1 if self.whole else 0,
        )
        rows = [{"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}]
        return alt.UnitSpec(alt.MarkDef(type="geoshape", clip=False, **look), Rows(rows), projection=projection)

    def flat(self, mark: alt.MarkDef, rows: list[dict[str, Any]], **channels: Any) -> alt.UnitSpec:  # noqa: ANN401 - whatever a chart may encode
        """Return a chart of rows in pixels, from x and y to x2 and y2 where they have them."""
        ends = {"x2": alt.X2("x2:Q"), "y2": alt.Y2("y2:Q")}
        encoding = alt.Encoding(
            x=alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False), axis=None),
            y=alt.Y("y:Q", scale=alt.Scale(domain=[self.full, 0], nice=False), axis=None),
            **{name: end for name, end in ends.items() if name in rows[0]},
            **channels,
        )
        return alt.UnitSpec(mark, Rows(rows), encoding=encoding)

    def seen(self, line: Sequence[list[float]], least: int) -> list[list[float]]:
        """Return a line without the points too near the one before to be told from it; nothing where none of it can be seen."""
        points: list[list[float]] = []
        last, inside = (inf, inf), False
        for point in line:
            x, y = self.at((point[1], point[0]))
            inside = inside or (-_AROUND < x < self.width + _AROUND and -_AROUND < y < self.height + _AROUND)
            if hypot(x - last[0], y - last[1]) >= _NEAR:
                points.append(point)
                last = (x, y)
        if len(points) <= least or not inside:
            return []
        return points if points[-1] == line[-1] else [*points, line[-1]]


@dataclass
class _Box:
    """What stands at a place: a mark with one number or several, or words."""

    x: float
    y: float
    numbers: list[int] = field(default_factory=list)
    known: str = ""
    description: str = ""
    key: str = ""
    words: str = ""
    true: list[Point] = field(default_factory=list)
    """Where on the map it belongs."""

    @property
    def label(self) -> str:
        """Its words, or its numbers, those that follow one another as one."""
        runs: list[list[int]] = []
        for number in sorted(self.numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return self.words or ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)  # noqa: PLR2004

    @cached_property
    def half(self) -> float:
        """Half its width, until it is joined with another."""
        return max(_HALF, len(self.label) * _LETTER / 2 + (4 if self.words else 6))

    def join(self, other: _Box) -> None:
        """Take what another stands for, in the middle of all; several places have no link in common."""
        share = len(other.numbers) / (len(self.numbers) + len(other.numbers))
        self.x, self.y = self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share
        self.numbers, self.true = self.numbers + other.numbers, self.true + other.true
        vars(self).pop("half", None)
        self.known, self.key = self.known if self.known == other.known else "town", ""

    def overlap(self, other: _Box) -> Point:
        """Return how far two boxes cover each other across and down; less than nothing where they do not."""
        return self.half + other.half + 2 - abs(self.x - other.x), 2 * _HALF + 2 - abs(self.y - other.y)

    def push(self, other: _Box) -> bool:
        """Move two boxes apart where one covers the other, words rather than numbers; tell whether that was needed."""
        across, down = self.overlap(other)
        if min(across, down) <= 0:
            return False
        own = 0.5 if bool(self.words) == bool(other.words) else float(bool(self.words))
        if across < down:
            by = across if other.x >= self.x else -across
            self.x, other.x = self.x - by * own, other.x + by * (1 - own)
        else:
            by = down if other.y >= self.y else -down
            self.y, other.y = self.y - by * own, other.y + by * (1 - own)
        return True


def map_chart(data: dict[str, Any]) -> alt.LayerSpec:
    """Return a map of marks (latitude, longitude, number, how it is known) and circles around positions (km), in a frame around both."""
    circles, linked = data["circles"], data["width"] > _NARROW or len(data["marks"]) == 1
    lines = [[reached((one["lat"], one["lon"]), turn, one["km"]) for turn in range(0, 361, 5)] for one in circles]
    positions = [(one["lat"], one["lon"]) for one in data["marks"]] + [point for line in lines for point in line]
    centre, arc = middle(positions)
    around = {(one["lat"], one["lon"]) for one in circles if one["label"]}
    centre = next(iter(around)) if len(around) == 1 else centre
    drawn = _Map(centre, positions, data["width"] - 2.0, whole=arc > _WIDEST, least=0.0 if around else _LEAST)
    places = [(one, drawn.at((one["lat"], one["lon"]))) for one in data["marks"]]
    boxes = [_Box(*at, [one["number"]], one["known"], one["description"], one["key"], true=[at]) for one, at in places]
    tops = [(one["label"], min(map(drawn.at, line), key=lambda point: point[1])) for one, line in zip(circles, lines, strict=True)]
    boxes += [_Box(*top, words=label) for label, top in tops if label]
    boxes = _apart(boxes, drawn)
    layers = [*_ground(drawn), *(_circle(drawn, one, line) for one, line in zip(circles, lines, strict=True)), *_leaders(drawn, boxes)]
    layers += [chart for box in boxes for chart in _mark(drawn, box, linked=linked)]
    layers += [] if drawn.whole else _bar(drawn, data["bars"])
    return alt.LayerSpec(layers, width=drawn.width, height=drawn.full)


def _apart(boxes: list[_Box], drawn: _Map) -> list[_Box]:
    """Return boxes of which none covers another or is cut: moved where there is room, else joined with the nearest."""
    while True:
        before = [(box.x, box.y) for box in boxes]
        _spread(boxes, drawn)
        numbered = [box for box in boxes if not box.words]
        covering = any(min(one.overlap(other)) > 1 for one, other in combinations(boxes, 2))
        far = any(hypot(box.x - x, box.y - y) > _FARTHEST for box, (x, y) in zip(boxes, before, strict=True) if box.true)
        if not (covering or far) or len(numbered) < 2:  # noqa: PLR2004
            return boxes
        for box, (x, y) in zip(boxes, before, strict=True):
            box.x, box.y = x, y
        one, other = min(combinations(numbered, 2), key=lambda pair: hypot(pair[0].x - pair[1].x, pair[0].y - pair[1].y))
        one.join(other)
        boxes = [box for box in boxes if box is not other]


def _spread(boxes: Sequence[_Box], drawn: _Map) -> None:
    """Push boxes that cover one another apart, within the frame, until they lie still."""
    for _ in range(_TIMES):
        moved = sum(one.push(other) for one, other in combinations(boxes, 2))
        for box in boxes:
            box.x = min(max(box.x, box.half + 3), drawn.width - box.half - 3)
            box.y = min(max(box.y, _HALF + 3), drawn.height - _HALF - 3)
        if not moved:
            return


def _ground(drawn: _Map) -> list[alt.UnitSpec]:
    """Return the sea, the land and its borders, those that are not settled dashed, and the frame over the edges of all."""
    land = [rings for polygon in _EARTH["land"] if (rings := [ring for line in polygon if (ring := drawn.seen(line, 3))])]
    agreed, unsettled = ([line for one in _EARTH[name] if (line := drawn.seen(one, 1))] for name in ("agreed", "unsettled"))
    frame = [{"x": 0, "y": 0, "x2": drawn.width, "y2": drawn.height}]
    return [
        drawn.flat(alt.MarkDef(type="rect", fill="var(--sea)", stroke="var(--rule)"), frame),
        drawn.shape("MultiPolygon", land, fill="var(--land)", stroke="var(--under)", strokeWidth=0.7),
        drawn.shape("MultiLineString", agreed, filled=False, stroke="var(--under)", strokeWidth=0.7),
        drawn.shape("MultiLineString", unsettled, filled=False, stroke="var(--under)", strokeWidth=1.1, strokeDash=[2, 2.4]),
        drawn.flat(alt.MarkDef(type="rect", filled=False, stroke="var(--rule)"), frame),
    ]


def _circle(drawn: _Map, one: dict[str, Any], line: Sequence[Position]) -> alt.UnitSpec:
    look: dict[str, Any] = {"stroke": "var(--accent)", "strokeWidth": 1.8 if one["label"] else 1.0}
    look |= {"strokeDash": _DASH} if one["doubt"] else {}
    return drawn.shape("LineString", [[round(east, 3), round(north, 3)] for north, east in line], filled=False, **look)


def _leaders(drawn: _Map, boxes: Sequence[_Box]) -> list[alt.UnitSpec]:
    """Return a dot for each place that its number does not stand on, with a line to the number."""
    true = [(box, x, y) for box in boxes for x, y in box.true]
    off = [{"x": x, "y": y, "x2": box.x, "y2": box.y} for box, x, y in true if abs(x - box.x) > box.half or abs(y - box.y) > _HALF]
    if not off:
        return []
    dot = alt.MarkDef(type="point", shape="circle", size=20, fill="var(--accent)", stroke="var(--paper)", opacity=1)
    line = alt.MarkDef(type="rule", color="var(--accent)", strokeWidth=1.2)
    return [drawn.flat(line, off), drawn.flat(dot, [{"x": one["x"], "y": one["y"]} for one in off])]


def _mark(drawn: _Map, box: _Box, *, linked: bool) -> Iterator[alt.UnitSpec]:
    identity = {"label": box.label, "link": f"{HOST}{box.key} {box.description if linked else ''}"}
    look: dict[str, Any] = {"fill": "var(--paper)", "cornerRadius": 2 if box.known in _SQUARE else _HALF, "stroke": "var(--rule)"}
    look |= {"stroke": "var(--accent)", "strokeWidth": 2} if box.known else {}
    look |= {"strokeDash": _DASH} if box.known in _DASHED else {}
    sides = {"x": box.x - box.half, "x2": box.x + box.half, "y": box.y - _HALF, "y2": box.y + _HALF}
    leads: dict[str, Any] = {"description": alt.Description("link:N")} if box.key else {}
    yield drawn.flat(alt.MarkDef(type="rect", **look), [{**identity, **sides}], **leads)
    words = alt.MarkDef(type="text", fontSize=_SIZE, fontWeight=600, color="var(--ink)")
    yield drawn.flat(words, [{**identity, "x": box.x, "y": box.y + 0.5}], text=alt.Text("label:N"), **leads)


def _bar(drawn: _Map, bars: Sequence[tuple[float, str]]) -> list[alt.UnitSpec]:
    """Return the longest of some distances that fits below the map, as it is at the middle of it."""
    long = [(km * drawn.scale / RADIUS_KM, label) for km, label in bars]
    across, label = max([one for one in long if one[0] < drawn.width * 0.3] or [min(long)])
    y = drawn.height + 14
    rule = alt.MarkDef(type="rule", color="var(--ink-2)")
    words = alt.MarkDef(type="text", align="left", fontSize=_SIZE, color="var(--ink-2)")
    return [
        drawn.flat(rule, [{"x": 1, "x2": 1 + across, "y": y}]),
        drawn.flat(rule, [{"x": x, "y": y - 4, "y2": y + 4} for x in (1, 1 + across)]),
        drawn.flat(words, [{"x": across + 9, "y": y, "label": label}], text=alt.Text("label:N")),
    ]
