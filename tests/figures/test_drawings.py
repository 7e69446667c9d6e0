"""What is made of a drawing by Vega before a page has it: fewer and shorter elements that look the same, and each link once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import pytest

from generator.figures.drawing.altair_svg import clean
from generator.figures.figure import Plot
from generator.figures.writers.plots import HOST, WIDTHS, plot_html, plot_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.writers.plots import Draw

LINE: Final = '<line transform="translate({},72)" x2="0" y2="-72" {}/>'
DOT: Final = '<path transform="translate({},42)" d="M4.8,0A4.8,4.8,0,1,1,-4.8,0A4.8,4.8,0,1,1,4.8,0" {}/>'
WITH: Final = 'fill="var(--with)" stroke="var(--with)" stroke-width="1.6"'
HOLLOW: Final = 'fill="var(--paper)" stroke="var(--with)" stroke-width="1.6" stroke-dasharray="2.6,1.8"'


def drawn(*parts: str) -> str:
    """Return the clean form of a drawing, moved once, without the element of the whole."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="720" height="90">{"".join(parts)}</svg>'
    )
    return re.sub(r"^<svg[^>]*>|</svg>$", "", clean(svg))


def linked(key: str, shape: str) -> str:
    return (
        shape.replace("/>", f' aria-label="{HOST}{key} About {key}"/>', 1)
        if shape.endswith("/>")
        else shape.replace(">", f' aria-label="{HOST}{key} About {key}">', 1)
    )


def test_lines_of_one_look_are_one_path() -> None:
    assert drawn(LINE.format(6, 'stroke="red"'), LINE.format("147.5", 'stroke="red"')) == '<path d="M6,72v-72M147.5,72v-72" stroke="red"/>'


@pytest.mark.parametrize(
    "lines",
    [
        (LINE.format(6, 'stroke="red"'), LINE.format(7, 'stroke="blue"')),
        (LINE.format(6, 'stroke="red"'), LINE.format(7, 'stroke="red" stroke-width="2"')),
        (LINE.format(6, 'stroke="red"'), '<text fill="red">between</text>', LINE.format(7, 'stroke="red"')),
    ],
)
def test_lines_of_two_looks_or_with_words_between_them_stay_two(lines: Sequence[str]) -> None:
    assert drawn(*lines).count("<path ") == 2


def test_lines_that_are_seen_through_stay_lines_since_they_may_cross() -> None:
    assert drawn(*(LINE.format(at, 'stroke="red" opacity="0.5"') for at in (6, 7))).count("<line ") == 2


@pytest.mark.parametrize(("look", "style"), [(WITH, "dot u--with"), (HOLLOW, "dot u--with u--hollow")])
def test_a_dot_of_a_tone_has_the_class_of_a_mark(look: str, style: str) -> None:
    assert drawn(DOT.format(6, look)) == f'<circle cx="6" cy="42" r="4.8" class="{style}"/>'


@pytest.mark.parametrize(
    "look", ['fill="red" stroke="red"', 'fill="var(--accent)" stroke="var(--paper)"', 'fill="var(--with)" stroke="var(--against)"']
)
def test_a_dot_of_other_colours_keeps_them(look: str) -> None:
    assert look in drawn(DOT.format(6, look))


def test_dots_of_one_look_that_follow_one_another_say_it_once() -> None:
    dots = drawn(DOT.format(6, WITH), DOT.format(7, WITH), DOT.format(8, HOLLOW), DOT.format(9, WITH))
    assert re.findall(r'class="([^"]*)"', dots) == ["dot u--with", "dot u--with u--hollow", "dot u--with"]
    assert dots.count("<circle ") == 4


def test_links_to_dots_stand_last_where_they_stood_in_the_whole() -> None:
    inside = f'<g transform="translate(1,18)"><g transform="translate(0.5,34)">{linked("a", DOT.format(6, WITH))}</g><text>Words</text></g>'
    link = f'<a class="dot u--with" href="{HOST}a" tabindex="-1"><title>About a</title><circle cx="7.5" cy="94" r="4.8"/></a>'
    assert drawn(inside) == f'<g transform="translate(1,18)"><g transform="translate(0.5,34)"/><text>Words</text></g>{link}'


def test_a_link_to_another_shape_stays_in_its_group_and_shapes_that_lead_to_the_same_have_one_link() -> None:
    words = '<text fill="red">1</text>'
    links = linked("a", '<rect fill="red"/>') + linked("a", words) + linked("b", words)
    found = drawn(f'<g transform="translate(1,18)">{links}</g>')
    assert found.startswith('<g transform="translate(1,18)"><a ')
    assert found.count("<a ") == 2
    assert found.count("<title>About a</title>") == 1


@pytest.mark.parametrize("label", ["https://example.org/ About a", "javascript:a", f"at: 3; link: {HOST}a About a", ""])
def test_a_description_of_another_kind_makes_no_link_and_is_left_out(label: str) -> None:
    assert drawn(DOT.format(6, f'aria-label="{label}" {WITH}')) == '<circle cx="6" cy="42" r="4.8" class="dot u--with"/>'


def drawing_of(links: dict[int, Sequence[str]], *, shape: str = '<circle cx="{at}" cy="4" r="2"/>') -> Draw:
    """Return what draws the same marks at each width, or others, each with a link."""

    def draw(spec: dict[str, Any]) -> str:
        width = spec["width"]
        marks = (
            f'<a class="dot u--with" href="{HOST}{key}" tabindex="-1"><title>{key}</title>{shape.format(at=width / 2)}</a>'
            for key in links[width]
        )
        return f'<svg viewBox="0 0 {width} 50" width="{width}" height="50" aria-hidden="true"><rect/>{"".join(marks)}</svg>'

    return draw


PLOT: Final = Plot("dots", {}, {"a": "x/#a", "b": None})


def test_each_link_of_three_drawings_stands_once_in_the_units_of_the_widest() -> None:
    page = ET.fromstring(plot_html(PLOT, drawing_of(dict.fromkeys(WIDTHS.values(), "ab")), PLOT.links, "fig"))  # noqa: S314 - our own
    *drawings, over = page
    assert [one.get("class") for one in drawings] == ["plot--wide", "plot--middle", "plot--narrow"]
    assert [[part.tag for part in one] for one in drawings] == [["rect"]] * 3
    assert over.get("viewBox") == "0 0 720 50"
    assert [(one.tag, one.get("class"), one.get("href")) for one in over] == [("a", "dot u--with", "x/#a"), ("g", "dot u--with", None)]
    assert [[(dot.get("cx"), dot.get("r")) for dot in one[1:]] for one in over] == [[("360", "2"), ("360", "2.9"), ("360", "4.2")]] * 2


@pytest.mark.parametrize("narrow", ["ba", "a", "abb", ""])
def test_drawings_that_link_other_marks_at_other_widths_keep_their_links(narrow: str) -> None:
    page = plot_html(PLOT, drawing_of({720: "ab", 500: "ab", 340: narrow}), PLOT.links, "fig")
    assert "plot__over" not in page
    assert page.count('href="x/#a"') == 2 + narrow.count("a")


def test_a_mark_that_is_no_dot_keeps_its_link_in_each_drawing() -> None:
    page = plot_html(PLOT, drawing_of(dict.fromkeys(WIDTHS.values(), "a"), shape='<path d="M{at},0h1"/>'), PLOT.links, "fig")
    assert "plot__over" not in page
    assert page.count('href="x/#a"') == 3


def test_what_says_little_has_one_drawing_with_its_own_links() -> None:
    small = replace(PLOT, small=True)
    page = plot_html(small, drawing_of({340: "ab"}), PLOT.links, "fig")
    assert re.findall(r'<svg class="([^"]*)"', page) == ["plot--small"]
    assert page.count('href="x/#a"') == 1
    assert 'viewBox="0 0 340 50"' in plot_svg(small, drawing_of({340: "ab"}), "fig")


def test_a_picture_has_no_links_and_the_look_of_each_dot() -> None:
    picture = plot_svg(PLOT, drawing_of({720: "ab"}), "fig")
    assert "<a" not in picture
    assert picture.count('<g class="dot u--with"><title>') == 2
