"""Maps as they are drawn: nothing is cut, nothing covers another, and what we place lies where Vega has it."""

from __future__ import annotations

import json
import re
from itertools import combinations, product
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest

from generator.figures.drawing.altair_svg import chart_svg
from tests.effort import share

pytestmark = pytest.mark.slow

PLACES: Final[dict[str, list[tuple[float, float]]]] = {
    "one place": [(25.29, 51.53)],
    "neighbours": [(33.72, 73.04), (33.6, 73.05), (33.59, 73.06), (31.56, 74.35), (31.57, 74.36)],
    "the date line": [(-18.1, 178.4), (-13.8, -171.8), (71.2, -179.4)],
    "the south pole": [(-77.8, 166.7), (-75.6, -26.3), (-90.0, 0.0)],
    "the north pole": [(90.0, 0.0), (78.2, 15.6)],
    "the whole earth": [(40.7, -74.0), (38.9, -77.0), (46.2, 6.1), (35.7, 51.4), (39.9, 116.4), (-33.9, 151.2), (-34.6, -58.4)],
    "two at one place": [(10.0, 10.0), (10.0, 10.0)],
    "a crowd": [(30 + number % 5, 50 + number // 5) for number in range(30)],
}


def drawn(places: list[tuple[float, float]], width: int, circles: tuple[dict[str, Any], ...] = ()) -> ET.Element:
    marks = [
        {"lat": north, "lon": east, "number": number, "known": "town", "key": f"p{number}", "description": f"{number}"}
        for number, (north, east) in enumerate(places, 1)
    ]
    bars = [[km, f"{km} km"] for km in (100, 200, 500, 1000, 2000, 5000)]
    svg = chart_svg(json.dumps({"kind": "map", "width": width, "marks": marks, "circles": [*circles], "bars": bars}).encode())
    return ET.fromstring(svg)  # noqa: S314 - drawn by us


def labels(tree: ET.Element) -> list[tuple[str, float, float]]:
    """Return the words of a drawing, each with where its middle is."""
    found = []
    for text in tree.iter("text"):
        place = re.search(r"translate\(([-\d.]+),([-\d.]+)\)", text.get("transform") or "")
        assert place is not None
        found.append((text.text or "", float(place[1]), float(place[2])))
    return found


def numbers_in(label: str) -> list[int]:
    spans = [part.split("–") for part in label.split(", ")]
    return [number for span in spans for number in range(int(span[0]), int(span[-1]) + 1)]


@pytest.mark.parametrize(("name", "width"), share([*product(PLACES, (720, 500, 340))], 2))
def test_every_number_is_seen_whole_and_none_covers_another(name: str, width: int) -> None:
    tree = drawn(PLACES[name], width)
    _, _, across, down = (float(part) for part in (tree.get("viewBox") or "").split())
    numbers = [one for one in labels(tree) if "km" not in one[0]]
    assert sorted(number for label, _, _ in numbers for number in numbers_in(label)) == list(range(1, len(PLACES[name]) + 1))
    half = {label: max(10.5, len(label) * 3.8 + 6) for label, _, _ in numbers}
    assert all(half[label] <= x <= across - half[label] and 10 <= y <= down - 10 for label, x, y in numbers)
    for (one, x, y), (other, left, top) in combinations(numbers, 2):
        assert abs(x - left) >= half[one] + half[other] - 1 or abs(y - top) >= 20, f"{one} covers {other}"


@pytest.mark.parametrize(("name", "width"), share([*product([name for name in PLACES if name != "a crowd"], (720, 340))], 3))
def test_a_number_stands_where_vega_draws_its_place_or_near_it(name: str, width: int) -> None:
    for index, (north, east) in enumerate(PLACES[name], 1):
        spot = {"lat": north, "lon": east, "km": 20.0, "label": "", "doubt": False}
        tree = drawn(PLACES[name], width, (spot,))
        (ring,) = (
            path.get("d") or "" for path in tree.iter("path") if path.get("stroke") == "var(--accent)" and not path.get("stroke-width")
        )
        points = [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.]+),([-\d.]+)", ring)]
        x, y = (sum(part) / len(points) for part in zip(*points, strict=True))
        near = min(
            max(abs(x - left), abs(y - top)) for label, left, top in labels(tree) if "km" not in label and index in numbers_in(label)
        )
        assert near < 45, f"{index} is {near} px away"


def test_a_circle_is_drawn_whole_with_its_words_and_dashed_where_it_is_doubtful() -> None:
    circle = {"lat": 32.0, "lon": 34.8, "km": 2750.0, "label": "2,750 km", "doubt": True}
    tree = drawn([(32.0, 34.8), (33.7, 73.0)], 720, (circle,))
    assert "2,750 km" in [label for label, _, _ in labels(tree)]
    (ring,) = (path for path in tree.iter("path") if path.get("stroke") == "var(--accent)" and path.get("stroke-width") == "1.8")
    assert ring.get("stroke-dasharray")
    points = [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.]+),([-\d.]+)", ring.get("d") or "")]
    left, right, top, bottom = (f(p[axis] for p in points) for axis, f in ((0, min), (0, max), (1, min), (1, max)))
    assert right - left == pytest.approx(bottom - top, rel=0.01), "around its own middle a circle is round"
    _, _, across, down = (float(part) for part in (tree.get("viewBox") or "").split())
    assert (left > 0, top > 0, right < across, bottom < down) == (True, True, True, True)


def test_what_is_joined_leads_nowhere_and_what_stands_alone_to_its_place() -> None:
    tree = drawn(PLACES["two at one place"], 340)
    assert [label for label, _, _ in labels(tree) if "km" not in label] in (["1, 2"], ["1", "2"], ["2", "1"])
    alone = drawn(PLACES["one place"], 720)
    assert {one.get("href") for one in alone.iter("a")} == {"https://onrecord.invalid/p1"}
    assert all(one.get("tabindex") == "-1" for one in alone.iter("a"))


def test_borders_that_are_not_settled_are_dashed() -> None:
    tree = drawn([(34.0, 75.0)], 720)
    dashed = [path for path in tree.iter("path") if path.get("stroke-dasharray") == "2,2.4"]
    assert len(dashed) == 1
    assert dashed[0].get("stroke") == "var(--under)"
