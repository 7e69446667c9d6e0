"""Charts by Altair as SVG that can stand in any page: no ids that clash, no fonts, no styles, nothing that takes the focus.

A process of its own, `python -m generator.figures.drawing.altair_svg`: Altair alone takes longer to import than a whole publication
takes to build. It is asked for a chart by plain data as JSON, {"kind": ..., ...}, and answers with the SVG. It imports Altair and starts
the engine at once, so that a parent that starts it early finds it ready. Colours are CSS custom properties, so that one drawing follows
light, dark, print and forced colours.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import vl_convert
from altair.utils import schemapi

from generator.figures.drawing.dots_chart import dots_chart
from generator.figures.drawing.map_chart import map_chart
from generator.figures.writers.plots import HOST, ID_PREFIX
from generator.system import answer_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import altair as alt

CHARTS: Final[Mapping[str, Callable[[dict[str, Any]], alt.SchemaBase]]] = {"dots": dots_chart, "map": map_chart}
"""What builds each kind of chart from plain data."""
VEGA_LITE: Final = "6.4"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_DROPPED: Final = ("role", "aria-roledescription", "aria-label", "aria-hidden", "pointer-events", "class", "font-family")
_USUAL: Final = {"opacity": "1", "stroke-width": "1", "stroke-dasharray": "", "transform": "translate(0,0)", "text-anchor": "start"}
_SHARED: Final = ("class", "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
"""What a group may say for all that is in it."""
_LOOK: Final = ("fill", "stroke", "stroke-width", "stroke-dasharray")
_TONE: Final = re.compile(r"var\(--(with|neither|against|accent)\)")
_LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_MANY_POINTS: Final = 2000
"""From this length on a path is written as short as can be: one of a coast."""
_FINE: Final = 2
"""How many units of such a path are a pixel."""
_CIRCLE: Final = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
"""A circle around nothing, as Vega draws it."""
_TRANSLATED: Final = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_POINT: Final = re.compile(r"([MLZ])(?:([-\d.e]+),([-\d.e]+))?")
_URL: Final = re.compile(r"url\(#([^)]+)\)")
CONFIG: Final[dict[str, Any]] = {
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--ink-2)",
        "labelFontSize": 13.2,
        "labelAlign": "left",
        "labelOverlap": False,
        "domain": False,
        "ticks": False,
        "gridColor": "var(--rule)",
        "title": None,
    },
    "title": {"color": "var(--ink)", "anchor": "start", "fontWeight": 600, "frame": "bounds", "offset": 8},
    "text": {"fontSize": 12, "color": "var(--ink)"},
    "point": {"opacity": 1},
}


def chart_svg(question: bytes) -> str:
    """Return the SVG of a chart from plain data as JSON, with its kind among them."""
    data = json.loads(question)
    with schemapi.debug_mode(arg=False):
        spec = CHARTS[data["kind"]](data).to_dict(validate=False)
    spec.update(background=None, padding={"left": 1, "right": 1, "top": 2, "bottom": 2}, config=CONFIG)
    return clean(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]))


def warm_up() -> None:
    """Start the engine that draws, which takes most of a second, before there is anything to draw."""
    vl_convert.vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"}, vl_version=VEGA_LITE, allowed_base_urls=[])


def clean(svg: str) -> str:
    """Return what vl-convert drew as SVG for a page, the same text for the same drawing.

    A mark whose description is an address of the placeholder host and words becomes a link there, with the words as its native tooltip:
    for each drawing with links of its own Vega waits ten milliseconds. Links to dots stand last, in the drawing itself and in no group,
    so that a page may gather those of several drawings.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by vl-convert from what we described
    ids: dict[str, str] = {}
    for element in root.iter():
        if (name := element.get("id")) is not None:
            element.set("id", ids.setdefault(name, f"{ID_PREFIX}{len(ids)}"))
    _clean(root, ids)
    root.extend(list(_taken_out(root)))
    width, height = (root.get(side, "0") for side in ("width", "height"))
    root.attrib.clear()
    root.attrib.update({"viewBox": f"0 0 {width} {height}", "width": width, "height": height, "aria-hidden": "true"})
    ET.register_namespace("", _SVG[1:-1])
    return ET.tostring(root, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "", 1).replace(" />", "/>")


def _clean(element: ET.Element, ids: dict[str, str]) -> None:
    for child in list(element):
        label = child.get("aria-label", "")
        _clean(child, ids)
        place = list(element).index(child)
        if _is_unseen(child):
            element.remove(child)
        elif child.tag == f"{_SVG}g" and not child.attrib:
            element.remove(child)
            for offset, grandchild in enumerate(list(child)):
                element.insert(place + offset, grandchild)
        elif label.startswith(HOST):
            element[place] = _link(child, label)
    _clean_attributes(element, ids)
    _join(element)
    _share(element)


def _link(shape: ET.Element, label: str) -> ET.Element:
    address, _, words = label.partition(" ")
    link = ET.Element(f"{_SVG}a")
    link.append(shape)
    _share(link)
    link.attrib.update({"href": address, "tabindex": "-1"})
    if words:
        title = ET.Element(f"{_SVG}title")
        title.text = words
        link.insert(0, title)
    return link


def _join(element: ET.Element) -> None:
    """Draw lines of one look that follow one another as one path; put dots of one look, and shapes that lead to the same, together."""
    for (tag, *look), run in [(key, list(run)) for key, run in groupby(list(element), _joined_by)]:
        first, *others = run
        if tag == "line":
            first.tag = f"{_SVG}path"
            drawn = "".join(_line(one) for one in run)
            first.attrib.clear()
            first.attrib.update({"d": drawn, **dict(look)})
        elif others and tag == "a":
            first.extend(shape for one in others for shape in one if shape.tag != f"{_SVG}title")
        elif others and tag == "circle":
            first = ET.Element(f"{_SVG}g")
            element.insert(list(element).index(run[0]), first)
            first.extend(run)
            _share(first)
            others = run
        else:
            continue
        for one in others:
            element.remove(one)


def _joined_by(element: ET.Element) -> tuple[Any, ...]:
    """Return what two elements have in common that may become one: a line and its look, a dot and its look, a link and where it leads."""
    tag, given = element.tag.removeprefix(_SVG), element.attrib
    if tag == "line" and "opacity" not in given and _TRANSLATED.fullmatch(given.get("transform", "")):
        return (tag, *((name, value) for name, value in given.items() if name not in ("transform", "x2", "y2")))
    if tag == "circle" and "class" in given:
        return tag, given["class"]
    return (tag, given["href"]) if tag == "a" else ("", id(element))


def _line(line: ET.Element) -> str:
    place = _TRANSLATED.fullmatch(line.get("transform", ""))
    across, down = line.get("x2", "0"), line.get("y2", "0")
    way = f"v{down}" if across == "0" else f"h{across}" if down == "0" else f"l{across},{down}"
    return f"M{place[1]},{place[2]}{way}" if place else ""


def _share(group: ET.Element) -> None:
    """Let a group or a link say once what all that is in it say."""
    inside = [one for one in group if one.tag != f"{_SVG}title"]
    if group.tag not in (f"{_SVG}g", f"{_SVG}a") or any(one.tag == f"{_SVG}a" for one in inside):
        return
    if len(inside) == 1 and "class" not in inside[0].attrib:
        return
    for name in _SHARED:
        values = {one.get(name) for one in inside}
        if len(values) == 1 and None not in values and name not in group.attrib:
            group.set(name, str(values.pop()))
            for one in inside:
                del one.attrib[name]


def _taken_out(element: ET.Element, across: float = 0.0, down: float = 0.0) -> Iterator[ET.Element]:
    """Take links to dots out of an element that is moved so far, and yield each with its dots where they stand in the whole."""
    if place := _TRANSLATED.fullmatch(element.get("transform", "")):
        across, down = across + float(place[1]), down + float(place[2])
    for child in list(element):
        dots = [one for one in child if one.tag != f"{_SVG}title"]
        if child.tag != f"{_SVG}a" or any(one.tag != f"{_SVG}circle" for one in dots):
            yield from _taken_out(child, across, down)
            continue
        element.remove(child)
        for dot in dots:
            dot.attrib.update({"cx": _number(float(dot.attrib["cx"]) + across), "cy": _number(float(dot.attrib["cy"]) + down)})
        yield child


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _is_unseen(element: ET.Element) -> bool:
    if element.tag in (f"{_SVG}g", f"{_SVG}text"):
        return len(element) == 0 and not element.text
    return element.tag == f"{_SVG}path" and element.get("fill") is None and element.get("stroke") is None


def _clean_attributes(element: ET.Element, ids: dict[str, str]) -> None:
    for name in [name for name in element.attrib if name in _DROPPED or element.get(name) == _USUAL.get(name, "\0")]:
        del element.attrib[name]
    for name, value in list(element.attrib.items()):
        tidy = _LONG_NUMBER.sub(lambda found: _number(float(found[0])), value)
        element.set(name, _URL.sub(lambda found: f"url(#{ids.get(found[1], found[1])})", tidy))
    if element.tag == f"{_SVG}path":
        _shorten(element)


def _shorten(path: ET.Element) -> None:
    """Write a circle as one, and a coast in whole units finer than a pixel."""
    drawn, place = path.get("d", ""), _TRANSLATED.fullmatch(path.get("transform", "translate(0,0)"))
    if place and (circle := _CIRCLE.fullmatch(drawn)):
        rest = {name: value for name, value in path.attrib.items() if name not in ("d", "transform")}
        path.tag = f"{_SVG}circle"
        path.attrib.clear()
        path.attrib.update({"cx": place[1], "cy": place[2], "r": circle[1], **rest})
        _name_look(path)
    elif len(drawn) > _MANY_POINTS:
        path.set("d", _coast(drawn))
        path.set("transform", f"{path.get('transform', '')}scale({1 / _FINE:g})")
        path.set("stroke-width", f"{float(path.get('stroke-width', 1)) * _FINE:g}")
        if dashes := path.get("stroke-dasharray"):
            path.set("stroke-dasharray", ",".join(f"{float(one) * _FINE:g}" for one in dashes.split(",")))


def _name_look(dot: ET.Element) -> None:
    """Give a dot of a tone the class of its look, which the style sheets of pages and pictures know."""
    tone, hollow = _TONE.fullmatch(dot.get("stroke", "")), "stroke-dasharray" in dot.attrib
    if tone and dot.get("fill") == ("var(--paper)" if hollow else tone[0]):
        for name in _LOOK:
            dot.attrib.pop(name, None)
        dot.set("class", f"dot u--{tone[1]}{' u--hollow' if hollow else ''}")


def _coast(path: str) -> str:
    """Return a path of many straight lines with each point told from the one before, in whole units: a third as long."""
    written, here, start = [], (0, 0), (0, 0)
    for verb, across, down in _POINT.findall(path):
        if verb == "Z":
            written.append("z")
            here = start
            continue
        there = round(float(across) * _FINE), round(float(down) * _FINE)
        if verb == "M":
            start = there
        elif there == here:
            continue
        pair = f"{there[0] - here[0]},{there[1] - here[1]}".replace(",-", "-")
        written.append(f"m{pair}" if verb == "M" else pair if pair.startswith("-") else f" {pair}")
        here = there
    return "".join(written)


if __name__ == "__main__":
    warm_up()
    answer_questions(chart_svg)
