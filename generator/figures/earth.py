"""Spherical geometry for maps and their tables."""

from __future__ import annotations

from math import acos, asin, atan2, cos, degrees, hypot, radians, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

RADIUS_KM: Final = 6371.0088
"""The mean radius of the earth (IUGG, (2a + b) / 3 of WGS 84)."""
Position = tuple[float, float]
"""A latitude and a longitude, in degrees."""


def distance_km(start: Position, end: Position) -> float:
    """Return the great-circle distance of two positions in kilometres, on a sphere with the earth's mean radius.

    The haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984), exact on the sphere; true
    distances differ by up to 0.6 per cent, since the earth is flattened.
    """
    (south, west), (north, east) = ((radians(part) for part in position) for position in (start, end))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * RADIUS_KM * asin(min(1.0, half**0.5))


def reached(start: Position, bearing: float, km: float) -> Position:
    """Return the destination from a position, by an initial bearing in degrees from north and a great-circle distance in kilometres.

    The direct formula on the sphere (E. Williams, "Aviation Formulary", "Lat/lon given radial and distance").
    """
    latitude, longitude, course, arc = radians(start[0]), radians(start[1]), radians(bearing), km / RADIUS_KM
    north = asin(max(-1.0, min(1.0, sin(latitude) * cos(arc) + cos(latitude) * sin(arc) * cos(course))))
    east = longitude + atan2(sin(course) * sin(arc) * cos(latitude), cos(arc) - sin(latitude) * sin(north))
    return degrees(north), (degrees(east) + 180) % 360 - 180


def middle(positions: Sequence[Position]) -> tuple[Position, float]:
    """Return the centre of positions, by the mean of their vectors, and the arc to the farthest of them in degrees."""
    vectors = [
        (cos(radians(north)) * cos(radians(east)), cos(radians(north)) * sin(radians(east)), sin(radians(north)))
        for north, east in positions
    ]
    x, y, z = (sum(part) / len(vectors) for part in zip(*vectors, strict=True))
    length = hypot(x, y, z)
    if length < 1e-9:  # noqa: PLR2004 - they cancel one another out
        return (0.0, positions[0][1]), 180.0
    centre = degrees(asin(z / length)), degrees(atan2(y, x))
    arcs = [degrees(acos(max(-1.0, min(1.0, (x * a + y * b + z * c) / length)))) for a, b, c in vectors]
    return centre, max(arcs)
