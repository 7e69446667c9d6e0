"""The map chart: coasts and borders, numbered places, and circles around places, cropped to its content."""

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
    """Pixels from the left and the top."""

_FONT_SIZE: Final = 13.2
"""The font size; at the smallest display size, 340 px scaled to 288, it is 11 px."""
_LETTER_WIDTH: Final = 7.6
_RADIUS: Final = 10.5
"""Half the height of a marker, and the corner radius of round ones."""
_MARGIN: Final = 26.0
_SCALE_BAR_HEIGHT: Final = 24.0
"""The height of the scale bar below the map."""
_NARROW_WIDTH: Final = 400
_MAX_ARC: Final = 70.0
"""With a position farther than this from the centre, in degrees, the map shows the whole earth."""
_MIN_EXTENT: Final = 2000 / RADIUS_KM
"""The minimum width of a map without ranges, in earth radii: coasts at 1:110 million have no detail within less."""
_SQUARE: Final = frozenset({"exact", "disputed"})
_DASHED: Final = frozenset({"area", "disputed"})
_DASH: Final = [3.2, 2.2]
_MAX_SHIFT: Final = 20.0
"""How far a marker may be moved, in pixels, before it is merged with another."""
_MAX_ITERATIONS: Final = 120
_MIN_DISTANCE: Final = 3.6
"""The minimum distance of points of a line, in pixels."""
_CLIP_MARGIN: Final = 400.0
"""How far outside the frame lines are kept, in pixels: no segment is longer."""
_EARTH: Final[dict[str, Any]] = json.loads(Path(__file__).with_name("natural_earth.json").read_text(encoding="utf-8"))


class _Projection:
    """A projection compatible with d3-geo, fitted to positions: azimuthal equidistant, or Equal Earth for the whole earth."""

    def __init__(self, centre: Position, positions: Sequence[Position], width: float, *, whole: bool, least: float) -> None:
        self.whole, self.width = whole, width
        self.centre = (0.0, centre[1]) if whole else centre
        self.scale, self.shift = 1.0, (0.0, 0.0)
        xs, ys = zip(*map(self.at, positions), strict=True)
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        tallest = width * (0.66 if width > _NARROW_WIDTH else 1.05)
        self.scale = min((width - 2 * _MARGIN) / max(across, least), (tallest - 2 * _MARGIN) / max(down, least / 2))
        self.height = min(max(down * self.scale + 2 * _MARGIN, width * 0.46), tallest)
        self.total_height = self.height if whole else self.height + _SCALE_BAR_HEIGHT
        self.shift = (width - (max(xs) + min(xs)) * self.scale) / 2, (self.height - (max(ys) + min(ys)) * self.scale) / 2

    def at(self, position: Position) -> Point:
        """Return the pixel coordinates of a position."""
        x, y = self._equal_earth(position) if self.whole else self._azimuthal(position)
        return x * self.scale + self.shift[0], self.shift[1] - y * self.scale

    def _azimuthal(self, position: Position) -> Point:
        """Return coordinates in earth radii; J. P. Snyder, Map Projections, 1987, equations 22-4, 22-5, 25-1 and 25-2."""
        north, south, east = radians(position[0]), radians(self.centre[0]), radians(position[1] - self.centre[1])
        x, y = cos(north) * sin(east), cos(south) * sin(north) - sin(south) * cos(north) * cos(east)
        off = min(1.0, hypot(x, y))
        arc = asin(off) if sin(south) * sin(north) + cos(south) * cos(north) * cos(east) > 0 else pi - asin(off)
        return (x * arc / off, y * arc / off) if off else (0.0, 0.0)

    def _equal_earth(self, position: Position) -> Point:
        """Return coordinates in earth radii; B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection, 2018."""
        a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
        east = radians((position[1] - self.centre[1] + 180) % 360 - 180)
        angle = asin(sqrt(3) / 2 * sin(radians(position[0])))
        squared = angle * angle
        slope = a + 3 * b * squared + squared**3 * (7 * c + 9 * d * squared)
        return 2 * sqrt(3) * east * cos(angle) / (3 * slope), angle * (a + b * squared + squared**3 * (c + d * squared))

    def geo_layer(self, kind: str, coordinates: object, **look: Any) -> alt.UnitSpec:  # noqa: ANN401 - any style of a mark
        """Return a Vega layer of a GeoJSON geometry."""
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

    def pixel_layer(self, mark: alt.MarkDef, rows: list[dict[str, Any]], **channels: Any) -> alt.UnitSpec:  # noqa: ANN401 - any encoding channel
        """Return a layer of rows in pixel coordinates, from x and y to x2 and y2 if present."""
        ends = {"x2": alt.X2("x2:Q"), "y2": alt.Y2("y2:Q")}
        encoding = alt.Encoding(
            x=alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False), axis=None),
            y=alt.Y("y:Q", scale=alt.Scale(domain=[self.total_height, 0], nice=False), axis=None),
            **{name: end for name, end in ends.items() if name in rows[0]},
            **channels,
        )
        return alt.UnitSpec(mark, Rows(rows), encoding=encoding)

    def simplified(self, line: Sequence[list[float]], least: int) -> list[list[float]]:
        """Return a line without points too close to the previous one; empty if it has at most `least` points or is outside the frame."""
        points: list[list[float]] = []
        last, inside = (inf, inf), False
        for point in line:
            x, y = self.at((point[1], point[0]))
            inside = inside or (-_CLIP_MARGIN < x < self.width + _CLIP_MARGIN and -_CLIP_MARGIN < y < self.height + _CLIP_MARGIN)
            if hypot(x - last[0], y - last[1]) >= _MIN_DISTANCE:
                points.append(point)
                last = (x, y)
        if len(points) <= least or not inside:
            return []
        return points if points[-1] == line[-1] else [*points, line[-1]]


@dataclass
class _Label:
    """A map label: a marker with one or several numbers, or text."""

    x: float
    y: float
    numbers: list[int] = field(default_factory=list)
    precision: str = ""
    description: str = ""
    key: str = ""
    text: str = ""
    positions: list[Point] = field(default_factory=list)
    """The true positions on the map."""

    @property
    def caption(self) -> str:
        """The text, or the numbers with consecutive ones as ranges."""
        runs: list[list[int]] = []
        for number in sorted(self.numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return self.text or ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)  # noqa: PLR2004

    @cached_property
    def half(self) -> float:
        """Half the width of its bounding box; join() resets it."""
        return max(_RADIUS, len(self.caption) * _LETTER_WIDTH / 2 + (4 if self.text else 6))

    def join(self, other: _Label) -> None:
        """Merge another label into this one at their common centre; the result has no link."""
        share = len(other.numbers) / (len(self.numbers) + len(other.numbers))
        self.x, self.y = self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share
        self.numbers, self.positions = self.numbers + other.numbers, self.positions + other.positions
        vars(self).pop("half", None)
        self.precision, self.key = self.precision if self.precision == other.precision else "town", ""

    def overlap(self, other: _Label) -> Point:
        """Return the horizontal and vertical overlap of two bounding boxes; negative if they are apart."""
        return self.half + other.half + 2 - abs(self.x - other.x), 2 * _RADIUS + 2 - abs(self.y - other.y)

    def push(self, other: _Label) -> bool:
        """Move two overlapping labels apart, text rather than numbers; return whether they overlapped."""
        across, down = self.overlap(other)
        if min(across, down) <= 0:
            return False
        share = 0.5 if bool(self.text) == bool(other.text) else float(bool(self.text))
        if across < down:
            distance = across if other.x >= self.x else -across
            self.x, other.x = self.x - distance * share, other.x + distance * (1 - share)
        else:
            distance = down if other.y >= self.y else -down
            self.y, other.y = self.y - distance * share, other.y + distance * (1 - share)
        return True


def map_chart(data: dict[str, Any]) -> alt.LayerSpec:
    """Return a map of markers (latitude, longitude, number, precision) and circles (radius in km), cropped to both."""
    circles, linked = data["circles"], data["width"] > _NARROW_WIDTH or len(data["marks"]) == 1
    lines = [[reached((circle["lat"], circle["lon"]), turn, circle["km"]) for turn in range(0, 361, 5)] for circle in circles]
    positions = [(mark["lat"], mark["lon"]) for mark in data["marks"]] + [point for line in lines for point in line]
    centre, arc = middle(positions)
    around = {(circle["lat"], circle["lon"]) for circle in circles if circle["label"]}
    centre = next(iter(around)) if len(around) == 1 else centre
    projection = _Projection(centre, positions, data["width"] - 2.0, whole=arc > _MAX_ARC, least=0.0 if around else _MIN_EXTENT)
    marks = [(mark, projection.at((mark["lat"], mark["lon"]))) for mark in data["marks"]]
    labels = [_Label(*at, [mark["number"]], mark["known"], mark["description"], mark["key"], positions=[at]) for mark, at in marks]
    tops = [(circle["label"], min(map(projection.at, line), key=lambda top: top[1])) for circle, line in zip(circles, lines, strict=True)]
    labels = _without_overlaps([*labels, *(_Label(*top, text=text) for text, top in tops if text)], projection)
    rings = [_circle(projection, circle, line) for circle, line in zip(circles, lines, strict=True)]
    layers = [*_base_layers(projection), *rings, *_leaders(projection, labels)]
    layers += [layer for label in labels for layer in _marker(projection, label, linked=linked)]
    layers += [] if projection.whole else _scale_bar(projection, data["bars"])
    return alt.LayerSpec(layers, width=projection.width, height=projection.total_height)


def _without_overlaps(labels: list[_Label], projection: _Projection) -> list[_Label]:
    """Return labels without overlaps inside the frame: moved if there is room, else merged with the nearest."""
    while True:
        before = [(label.x, label.y) for label in labels]
        _spread(labels, projection)
        numbered = [label for label in labels if not label.text]
        covering = any(min(one.overlap(other)) > 1 for one, other in combinations(labels, 2))
        far = any(hypot(label.x - x, label.y - y) > _MAX_SHIFT for label, (x, y) in zip(labels, before, strict=True) if label.positions)
        if not (covering or far) or len(numbered) < 2:  # noqa: PLR2004
            return labels
        for label, (x, y) in zip(labels, before, strict=True):
            label.x, label.y = x, y
        one, other = min(combinations(numbered, 2), key=lambda pair: hypot(pair[0].x - pair[1].x, pair[0].y - pair[1].y))
        one.join(other)
        labels = [label for label in labels if label is not other]


def _spread(labels: Sequence[_Label], projection: _Projection) -> None:
    """Push overlapping labels apart, within the frame, until none moves."""
    for _ in range(_MAX_ITERATIONS):
        moved = sum(one.push(other) for one, other in combinations(labels, 2))
        for label in labels:
            label.x = min(max(label.x, label.half + 3), projection.width - label.half - 3)
            label.y = min(max(label.y, _RADIUS + 3), projection.height - _RADIUS - 3)
        if not moved:
            return


def _base_layers(projection: _Projection) -> list[alt.UnitSpec]:
    """Return the layers of sea, land, borders (unsettled ones dashed) and frame."""
    land = [rings for polygon in _EARTH["land"] if (rings := [ring for line in polygon if (ring := projection.simplified(line, 3))])]
    agreed, unsettled = ([line for one in _EARTH[name] if (line := projection.simplified(one, 1))] for name in ("agreed", "unsettled"))
    frame = [{"x": 0, "y": 0, "x2": projection.width, "y2": projection.height}]
    return [
        projection.pixel_layer(alt.MarkDef(type="rect", fill="var(--sea)", stroke="var(--rule)"), frame),
        projection.geo_layer("MultiPolygon", land, fill="var(--land)", stroke="var(--under)", strokeWidth=0.7),
        projection.geo_layer("MultiLineString", agreed, filled=False, stroke="var(--under)", strokeWidth=0.7),
        projection.geo_layer("MultiLineString", unsettled, filled=False, stroke="var(--under)", strokeWidth=1.1, strokeDash=[2, 2.4]),
        projection.pixel_layer(alt.MarkDef(type="rect", filled=False, stroke="var(--rule)"), frame),
    ]


def _circle(projection: _Projection, circle: dict[str, Any], line: Sequence[Position]) -> alt.UnitSpec:
    look: dict[str, Any] = {"stroke": "var(--accent)", "strokeWidth": 1.8 if circle["label"] else 1.0}
    look |= {"strokeDash": _DASH} if circle["doubt"] else {}
    return projection.geo_layer("LineString", [[round(east, 3), round(north, 3)] for north, east in line], filled=False, **look)


def _leaders(projection: _Projection, labels: Sequence[_Label]) -> list[alt.UnitSpec]:
    """Return a dot for each place outside its label, with a leader line to it."""
    points = [(label, x, y) for label in labels for x, y in label.positions]
    leaders = [
        {"x": x, "y": y, "x2": label.x, "y2": label.y}
        for label, x, y in points
        if abs(x - label.x) > label.half or abs(y - label.y) > _RADIUS
    ]
    if not leaders:
        return []
    dot = alt.MarkDef(type="point", shape="circle", size=20, fill="var(--accent)", stroke="var(--paper)", opacity=1)
    line = alt.MarkDef(type="rule", color="var(--accent)", strokeWidth=1.2)
    return [projection.pixel_layer(line, leaders), projection.pixel_layer(dot, [{"x": end["x"], "y": end["y"]} for end in leaders])]


def _marker(projection: _Projection, label: _Label, *, linked: bool) -> Iterator[alt.UnitSpec]:
    identity = {"label": label.caption, "link": f"{HOST}{label.key} {label.description if linked else ''}"}
    look: dict[str, Any] = {"fill": "var(--paper)", "cornerRadius": 2 if label.precision in _SQUARE else _RADIUS, "stroke": "var(--rule)"}
    look |= {"stroke": "var(--accent)", "strokeWidth": 2} if label.precision else {}
    look |= {"strokeDash": _DASH} if label.precision in _DASHED else {}
    sides = {"x": label.x - label.half, "x2": label.x + label.half, "y": label.y - _RADIUS, "y2": label.y + _RADIUS}
    channels: dict[str, Any] = {"description": alt.Description("link:N")} if label.key else {}
    yield projection.pixel_layer(alt.MarkDef(type="rect", **look), [{**identity, **sides}], **channels)
    text = alt.MarkDef(type="text", fontSize=_FONT_SIZE, fontWeight=600, color="var(--ink)")
    yield projection.pixel_layer(text, [{**identity, "x": label.x, "y": label.y + 0.5}], text=alt.Text("label:N"), **channels)


def _scale_bar(projection: _Projection, bars: Sequence[tuple[float, str]]) -> list[alt.UnitSpec]:
    """Return a scale bar of the longest distance that fits, true at the centre of the map."""
    lengths = [(km * projection.scale / RADIUS_KM, label) for km, label in bars]
    length, label = max([bar for bar in lengths if bar[0] < projection.width * 0.3] or [min(lengths)])
    y = projection.height + 14
    rule = alt.MarkDef(type="rule", color="var(--ink-2)")
    text = alt.MarkDef(type="text", align="left", fontSize=_FONT_SIZE, color="var(--ink-2)")
    return [
        projection.pixel_layer(rule, [{"x": 1, "x2": 1 + length, "y": y}]),
        projection.pixel_layer(rule, [{"x": x, "y": y - 4, "y2": y + 4} for x in (1, 1 + length)]),
        projection.pixel_layer(text, [{"x": length + 9, "y": y, "label": label}], text=alt.Text("label:N")),
    ]
