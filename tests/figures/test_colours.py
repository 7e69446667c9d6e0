"""With, neither and against stay apart for readers who see colours differently.

Simulation: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, IEEE Transactions on Visualization and Computer Graphics 15
(2009) 1291-1298, severity 1.0, on linear sRGB. Distance: CIE 1976, in CIELAB under D65.
"""

from __future__ import annotations

from itertools import combinations
from math import dist
from pathlib import Path
from typing import Final

import pytest

import generator
from generator.figures.tokens import read_tokens

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

TOKENS: Final = read_tokens(Path(generator.__file__).parents[1] / "site_templates")
TONES: Final = ("against", "neither", "with")
LEAST: Final = 17.0
VISIONS: Final[dict[str, Matrix]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ: Final[Matrix] = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE: Final[Triple] = (0.95047, 1.0, 1.08883)


def tokens(scheme: str) -> dict[str, str]:
    """Return the colours of the three directions in a scheme, as hexadecimal digits."""
    colours = TOKENS.light if scheme == "light" else TOKENS.dark
    return {name: colours[name].removeprefix("#") for name in TONES}


def times(matrix: Matrix, colour: Triple) -> Triple:
    first, second, third = (sum(factor * part for factor, part in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


def linear(digits: str) -> Triple:
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return curve(red), curve(green), curve(blue)


def curve(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def lab(colour: Triple) -> Triple:
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    x, y, z = (root(part / white) for part, white in zip(times(TO_XYZ, (red, green, blue)), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def least_distance(colours: dict[str, str], vision: str) -> float:
    seen = [lab(times(VISIONS[vision], linear(digits))) for digits in colours.values()]
    return min(dist(one, other) for one, other in combinations(seen, 2))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_directions_stay_apart(scheme: str, vision: str) -> None:
    assert least_distance(tokens(scheme), vision) >= LEAST


def test_style_sheets_have_every_colour_twice_and_every_glyph_once() -> None:
    css = TOKENS.css()
    for name, light in TOKENS.light.items():
        assert f"--{name}:{light};" in css
        assert f"--{name}:light-dark({light},{TOKENS.dark[name]});" in css
    assert [name for name in TOKENS.glyphs if css.count(f".g--{name}{{") != 1] == []


def test_a_picture_has_colours_for_names_and_words_for_unknown_ones() -> None:
    assert TOKENS.coloured('fill="var(--with)" stroke="var(--nothing)"') == f'fill="{TOKENS.light["with"]}" stroke="{TOKENS.light["ink"]}"'


def test_red_and_green_of_one_lightness_are_seen_to_fail() -> None:
    assert least_distance({"a": "c04040", "b": "708030"}, "usual") > LEAST
    assert least_distance({"a": "c04040", "b": "708030"}, "deuteranopia") < LEAST
