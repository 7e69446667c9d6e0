"""Distances on a round earth, held against published ones, and places at the edges of the map."""

from __future__ import annotations

import pytest

from generator.figures.earth import RADIUS_KM, distance_km, middle, reached

LONDON, NEW_YORK, SYDNEY, POLE = (51.4775, -0.4614), (40.6398, -73.7789), (-33.9461, 151.1772), (90.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (LONDON, NEW_YORK, 5540),  # Heathrow to Kennedy: 5,540 km by the Great Circle Mapper
        (LONDON, SYDNEY, 17016),
        ((36.12, -86.67), (33.94, -118.40), 2886.45),  # Nashville to Los Angeles: the example of the haversine formula
        ((0.0, 0.0), (0.0, 90.0), 10007.56),
        ((90.0, 17.0), (-90.0, -120.0), 20015.11),
    ],
)
def test_a_distance_is_the_published_one_and_the_same_both_ways(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.006)
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))


@pytest.mark.parametrize("place", [LONDON, SYDNEY, POLE, (0.0, 180.0), (-90.0, 0.0)])
def test_a_place_is_nowhere_off_itself(place: tuple[float, float]) -> None:
    assert distance_km(place, place) == 0
    assert distance_km((place[0], -180.0), (place[0], 180.0)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("start", [LONDON, SYDNEY, (-17.5, 179.9), (89.9, 0.0), (-90.0, 0.0)])
@pytest.mark.parametrize("bearing", [0, 37, 90, 180, 271, 359])
@pytest.mark.parametrize("km", [1, 2750, 9999, 19000])
def test_what_is_reached_is_so_far_off(start: tuple[float, float], bearing: float, km: float) -> None:
    north, east = reached(start, bearing, km)
    assert -90 <= north <= 90
    assert -180 <= east <= 180
    assert distance_km(start, (north, east)) == pytest.approx(km, rel=1e-6)


def test_the_middle_lies_between_also_across_the_date_line_and_at_the_pole() -> None:
    (north, east), arc = middle([(-18.0, 178.0), (-18.0, -178.0)])
    assert [north, abs(east), arc] == pytest.approx([-18.0, 180.0, 1.9], abs=0.1)
    (north, _), arc = middle([(80.0, 0.0), (80.0, 120.0), (80.0, -120.0)])
    assert [north, arc] == pytest.approx([90.0, 10.0])
    (north, east), arc = middle([LONDON])
    assert [north, east, arc] == pytest.approx([*LONDON, 0.0], abs=1e-5)
    assert middle([(0.0, 0.0), (0.0, 180.0)]) == ((0.0, 0.0), 180.0)


def test_the_radius_is_the_mean_of_the_ellipsoid() -> None:
    assert pytest.approx((2 * 6378.137 + 6356.752314245) / 3) == RADIUS_KM
