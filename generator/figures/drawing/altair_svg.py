"""Draws Altair charts as SVG that can be inlined in any page: without clashing ids, fonts, styles or tab stops.

This is a worker process, `python -m generator.figures.drawing.altair_svg`, since importing Altair takes longer than building a whole
publication. A request is the data of a chart as JSON, {"kind": ..., ...}; the answer is its SVG. Altair and Vega are loaded at startup,
so that a worker that is started early is ready when needed. Colours are CSS custom properties, so that one drawing supports light and
dark mode, print and forced colours.
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
"""The function that builds each kind of chart from plain data."""
VEGA_LITE: Final = "6.4"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_DROPPED: Final = ("role", "aria-roledescription", "aria-label", "aria-hidden", "pointer-events", "class", "font-family")
_DEFAULTS: Final = {"opacity": "1", "stroke-width": "1", "stroke-dasharray": "", "transform": "translate(0,0)", "text-anchor": "start"}
_INHERITED: Final = ("class", "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
"""Attributes that a group can set for all its children."""
_STYLE: Final = ("fill", "stroke", "stroke-width", "stroke-dasharray")
_TONE: Final = re.compile(r"var\(--(with|neither|against|accent)\)")
_LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_LONG_PATH: Final = 2000
"""The length from which a path, as of a coast, is compressed."""
_UNITS_PER_PIXEL: Final = 2
"""The units per pixel of a compressed path."""
_CIRCLE: Final = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
"""The path of a circle around the origin, as Vega writes it."""
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
    """Return the SVG of a chart, given its kind and data as JSON."""
    data = json.loads(question)
    with schemapi.debug_mode(arg=False):
        spec = CHARTS[data["kind"]](data).to_dict(validate=False)
    spec.update(background=None, padding={"left": 1, "right": 1, "top": 2, "bottom": 2}, config=CONFIG)
    return clean(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]))


def warm_up() -> None:
    """Start the Vega runtime, which takes most of a second, before the first request."""
    vl_convert.vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"}, vl_version=VEGA_LITE, allowed_base_urls=[])


def clean(svg: str) -> str:
    """Return the output of vl-convert as SVG for a page, deterministically.

    A mark whose description is a URL of the placeholder host and text becomes a link to it, with the text as native tooltip: Vega would
    wait ten milliseconds for each drawing with its own links. Links to dots are moved to the end of the root element, so that a page can
    merge those of several drawings.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by vl-convert from what we described
    ids: dict[str, str] = {}
    for element in root.iter():
        if (name := element.get("id")) is not None:
            element.set("id", ids.setdefault(name, f"{ID_PREFIX}{len(ids)}"))
    _clean(root, ids)
    root.extend(list(_extract_dot_links(root)))
    width, height = (root.get(side, "0") for side in ("width", "height"))
    root.attrib.clear()
    root.attrib.update({"viewBox": f"0 0 {width} {height}", "width": width, "height": height, "aria-hidden": "true"})
    ET.register_namespace("", _SVG[1:-1])
    return ET.tostring(root, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "", 1).replace(" />", "/>")


def _clean(element: ET.Element, ids: dict[str, str]) -> None:
    for child in list(element):
        label = child.get("aria-label", "")
        _clean(child, ids)
        index = list(element).index(child)
        if _is_invisible(child):
            element.remove(child)
        elif child.tag == f"{_SVG}g" and not child.attrib:
            element.remove(child)
            for offset, grandchild in enumerate(list(child)):
                element.insert(index + offset, grandchild)
        elif label.startswith(HOST):
            element[index] = _link(child, label)
    _clean_attributes(element, ids)
    _merge(element)
    _hoist_shared(element)


def _link(shape: ET.Element, label: str) -> ET.Element:
    url, _, text = label.partition(" ")
    link = ET.Element(f"{_SVG}a")
    link.append(shape)
    _hoist_shared(link)
    link.attrib.update({"href": url, "tabindex": "-1"})
    if text:
        title = ET.Element(f"{_SVG}title")
        title.text = text
        link.insert(0, title)
    return link


def _merge(element: ET.Element) -> None:
    """Merge adjacent lines of the same style into a path, and group adjacent dots of the same style and shapes with the same link."""
    for (tag, *look), run in [(key, list(run)) for key, run in groupby(list(element), _merge_key)]:
        first, *others = run
        if tag == "line":
            first.tag = f"{_SVG}path"
            path_data = "".join(_line(line) for line in run)
            first.attrib.clear()
            first.attrib.update({"d": path_data, **dict(look)})
        elif others and tag == "a":
            first.extend(shape for link in others for shape in link if shape.tag != f"{_SVG}title")
        elif others and tag == "circle":
            first = ET.Element(f"{_SVG}g")
            element.insert(list(element).index(run[0]), first)
            first.extend(run)
            _hoist_shared(first)
            others = run
        else:
            continue
        for merged in others:
            element.remove(merged)


def _merge_key(element: ET.Element) -> tuple[Any, ...]:
    """Return the key by which adjacent elements are merged: tag and style of a line or a dot, tag and target of a link."""
    tag, attributes = element.tag.removeprefix(_SVG), element.attrib
    if tag == "line" and "opacity" not in attributes and _TRANSLATED.fullmatch(attributes.get("transform", "")):
        return (tag, *((name, value) for name, value in attributes.items() if name not in ("transform", "x2", "y2")))
    if tag == "circle" and "class" in attributes:
        return tag, attributes["class"]
    return (tag, attributes["href"]) if tag == "a" else ("", id(element))


def _line(line: ET.Element) -> str:
    origin = _TRANSLATED.fullmatch(line.get("transform", ""))
    x, y = line.get("x2", "0"), line.get("y2", "0")
    end = f"v{y}" if x == "0" else f"h{x}" if y == "0" else f"l{x},{y}"
    return f"M{origin[1]},{origin[2]}{end}" if origin else ""


def _hoist_shared(group: ET.Element) -> None:
    """Move attributes that all children of a group or link share to the parent."""
    children = [child for child in group if child.tag != f"{_SVG}title"]
    if group.tag not in (f"{_SVG}g", f"{_SVG}a") or any(child.tag == f"{_SVG}a" for child in children):
        return
    if len(children) == 1 and "class" not in children[0].attrib:
        return
    for name in _INHERITED:
        values = {child.get(name) for child in children}
        if len(values) == 1 and None not in values and name not in group.attrib:
            group.set(name, str(values.pop()))
            for child in children:
                del child.attrib[name]


def _extract_dot_links(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[ET.Element]:
    """Remove links to dots from an element with a translation, and yield each with its dots in root coordinates."""
    if origin := _TRANSLATED.fullmatch(element.get("transform", "")):
        x, y = x + float(origin[1]), y + float(origin[2])
    for child in list(element):
        dots = [shape for shape in child if shape.tag != f"{_SVG}title"]
        if child.tag != f"{_SVG}a" or any(shape.tag != f"{_SVG}circle" for shape in dots):
            yield from _extract_dot_links(child, x, y)
            continue
        element.remove(child)
        for dot in dots:
            dot.attrib.update({"cx": _number(float(dot.attrib["cx"]) + x), "cy": _number(float(dot.attrib["cy"]) + y)})
        yield child


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _is_invisible(element: ET.Element) -> bool:
    if element.tag in (f"{_SVG}g", f"{_SVG}text"):
        return len(element) == 0 and not element.text
    return element.tag == f"{_SVG}path" and element.get("fill") is None and element.get("stroke") is None


def _clean_attributes(element: ET.Element, ids: dict[str, str]) -> None:
    for name in [name for name in element.attrib if name in _DROPPED or element.get(name) == _DEFAULTS.get(name, "\0")]:
        del element.attrib[name]
    for name, value in list(element.attrib.items()):
        tidy = _LONG_NUMBER.sub(lambda match: _number(float(match[0])), value)
        element.set(name, _URL.sub(lambda match: f"url(#{ids.get(match[1], match[1])})", tidy))
    if element.tag == f"{_SVG}path":
        _shorten(element)


def _shorten(path: ET.Element) -> None:
    """Replace a circular path by a circle, and round a coast to units finer than a pixel."""
    path_data, origin = path.get("d", ""), _TRANSLATED.fullmatch(path.get("transform", "translate(0,0)"))
    if origin and (circle := _CIRCLE.fullmatch(path_data)):
        rest = {name: value for name, value in path.attrib.items() if name not in ("d", "transform")}
        path.tag = f"{_SVG}circle"
        path.attrib.clear()
        path.attrib.update({"cx": origin[1], "cy": origin[2], "r": circle[1], **rest})
        _set_dot_class(path)
    elif len(path_data) > _LONG_PATH:
        path.set("d", _compressed(path_data))
        path.set("transform", f"{path.get('transform', '')}scale({1 / _UNITS_PER_PIXEL:g})")
        path.set("stroke-width", f"{float(path.get('stroke-width', 1)) * _UNITS_PER_PIXEL:g}")
        if dashes := path.get("stroke-dasharray"):
            path.set("stroke-dasharray", ",".join(f"{float(length) * _UNITS_PER_PIXEL:g}" for length in dashes.split(",")))


def _set_dot_class(dot: ET.Element) -> None:
    """Replace the style attributes of a coloured dot by a class that the style sheets of pages and pictures define."""
    tone, hollow = _TONE.fullmatch(dot.get("stroke", "")), "stroke-dasharray" in dot.attrib
    if tone and dot.get("fill") == ("var(--paper)" if hollow else tone[0]):
        for name in _STYLE:
            dot.attrib.pop(name, None)
        dot.set("class", f"dot u--{tone[1]}{' u--hollow' if hollow else ''}")


def _compressed(path: str) -> str:
    """Return a path of straight lines with relative integer coordinates, a third as long."""
    parts, position, start = [], (0, 0), (0, 0)
    for command, x, y in _POINT.findall(path):
        if command == "Z":
            parts.append("z")
            position = start
            continue
        point = round(float(x) * _UNITS_PER_PIXEL), round(float(y) * _UNITS_PER_PIXEL)
        if command == "M":
            start = point
        elif point == position:
            continue
        pair = f"{point[0] - position[0]},{point[1] - position[1]}".replace(",-", "-")
        parts.append(f"m{pair}" if command == "M" else pair if pair.startswith("-") else f" {pair}")
        position = point
    return "".join(parts)


if __name__ == "__main__":
    warm_up()
    answer_questions(chart_svg)
