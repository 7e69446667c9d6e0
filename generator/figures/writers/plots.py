"""Drawings by Altair in a page and in a picture: links and ids become those of the place where a drawing is shown."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from generator.language import LocalizedText, runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.figures.figure import Plot
    from generator.language import LanguageRun

    Draw = Callable[[dict[str, Any]], str]
    """Draws a chart from plain data, as SVG with placeholders for links and ids."""

HOST: Final = "https://onrecord.invalid/"
"""Where links point until a page takes them over. vl-convert makes every relative link absolute, and wrongly so."""
ID_PREFIX: Final = "drawn-"
"""What the ids of a drawing begin with until a page takes them over."""
WIDTHS: Final = {"wide": 720, "middle": 500, "narrow": 340}
"""The widths at which a page has a drawing, in pixels; it shows the one that fits."""
_LINK: Final = re.compile(
    rf'<a(?P<look>(?: class="[^"]*")?) href="{re.escape(HOST)}(?P<key>[^"]*)"(?P<more>[^>]*)>'
    r"(?P<title>(?:<title>[^<]*</title>)?)(?P<shapes>.*?)</a>",
    re.DOTALL,
)
_DOT: Final = re.compile(r'<circle(?: (?:cx|cy|r)="[\d.]+")*/>')
_LENGTH: Final = re.compile(r'(cx|cy|r)="([\d.]+)"')
_VIEW: Final = re.compile(r'viewBox="(0 0 (?P<width>[\d.]+) [\d.]+)"')
_WORDS: Final = re.compile(r"(<text\b[^<>]*>)([^<>]+)(?=</text>)")


def plot_html(plot: Plot, draw: Draw, links: Mapping[str, str | None], name: str) -> str:
    """Return the drawings of a plot, the widest first, with the page's addresses of its links and ids that begin with a name.

    Where several link the same dots in the same order, each link stands once, over the drawings, with its dots of all widths.
    """
    drawings = {}
    for style, width in {"small": WIDTHS["narrow"]}.items() if plot.small else WIDTHS.items():
        svg = _marked(_drawn(plot, draw, width, name, f"{name}-{width}"), plot.words)
        drawings[style] = svg.replace("<svg", f'<svg class="plot--{style}"', 1)
    found = [[*_LINK.finditer(svg)] for svg in drawings.values()]
    alike = len(found) > 1 and len({tuple(link["key"] for link in links_of_one) for links_of_one in found}) == 1
    over = ""
    if alike and found[0] and all(_DOT.fullmatch(link["shapes"]) for links_of_one in found for link in links_of_one):
        over = _over([*zip(*found, strict=True)], links)
        drawings = {style: _LINK.sub("", svg) for style, svg in drawings.items()}
    return f'<div class="plot">{"".join(_linked(svg, links) for svg in drawings.values())}{over}</div>'


def _over(found: Sequence[tuple[re.Match[str], ...]], links: Mapping[str, str | None]) -> str:
    """Return a layer over drawings with the dots that they link, in the units of the widest.

    Each link has the words of that, and a dot for each width, of which style sheets show one by its place.
    """
    views = [_VIEW.search(link.string) for link in found[0]]
    across = [float(view["width"]) if view else 1.0 for view in views]
    layer = []
    for each in found:
        dots = (_scaled(link["shapes"], across[0] / own) for own, link in zip(across, each, strict=True))
        layer.append(_link(each[0], "".join(dots), links))
    place = f'viewBox="{views[0][1] if views[0] else ""}" preserveAspectRatio="xMinYMin"'
    return f'<svg class="plot__over" {place} aria-hidden="true">{"".join(layer)}</svg>'


def _scaled(dot: str, by: float) -> str:
    return _LENGTH.sub(lambda found: f'{found[1]}="{round(float(found[2]) * by, 1):g}"', dot)


def plot_svg(plot: Plot, draw: Draw, name: str) -> str:
    """Return the widest drawing of a plot, without links."""
    return _linked(_drawn(plot, draw, WIDTHS["narrow" if plot.small else "wide"], name, "plot"), {})


def _drawn(plot: Plot, draw: Draw, width: int, name: str, prefix: str) -> str:
    """Return the drawing of a plot at a width, with ids that begin with a prefix; its name is what errors call it."""
    svg, own = draw({**plot.data, "kind": plot.kind, "width": width, "name": name}), escape(prefix)
    return svg.replace(f'id="{ID_PREFIX}', f'id="{own}-').replace(f"url(#{ID_PREFIX}", f"url(#{own}-")


def _marked(svg: str, words: Sequence[str]) -> str:
    """Return a drawing in which words say their language that are not, or not all, in that of the page."""
    foreign = {escape(text, quote=False): text for text in words if isinstance(text, LocalizedText)}

    def with_language(found: re.Match[str]) -> str:
        whole = foreign.get(found[2].strip())
        return found[1] + "".join(map(_span, runs_of(whole))) if whole is not None else found[0]

    return _WORDS.sub(with_language, svg) if foreign else svg


def _span(run: LanguageRun) -> str:
    words = escape(run.text, quote=False)
    run.note()
    return f"<tspan{run.tag}>{words}</tspan>" if run.language else words


def _linked(svg: str, links: Mapping[str, str | None]) -> str:
    return _LINK.sub(lambda found: _link(found, found["shapes"], links), svg)


def _link(found: re.Match[str], shapes: str, links: Mapping[str, str | None]) -> str:
    """Return shapes as a drawing links them, or without a link where what it leads to has no address."""
    href, look, title = links.get(found["key"]), found["look"], found["title"] or ""
    if href is None:
        return f"<g{look}>{title}{shapes}</g>" if look else f"{title}{shapes}"
    return f'<a{look} href="{escape(href)}"{found["more"]}>{title}{shapes}</a>'
