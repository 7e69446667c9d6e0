"""Inserts Altair drawings into pages and pictures, with the links and ids of the page."""

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
    """Draws a chart from plain data as SVG, with placeholders for links and ids."""

HOST: Final = "https://onrecord.invalid/"
"""The placeholder host of links, until a page sets its own URLs."""
ID_PREFIX: Final = "drawn-"
"""The placeholder prefix of ids."""
WIDTHS: Final = {"wide": 720, "middle": 500, "narrow": 340}
"""The widths in which a page includes a drawing, in pixels; it shows the one that fits."""
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
    """Return the drawings of a plot, the widest first, with the page's URLs and with ids prefixed by a name.

    If all drawings link the same dots in the same order, each link appears once, in an overlay with its dots of all widths.
    """
    drawings = {}
    for style, width in {"small": WIDTHS["narrow"]}.items() if plot.small else WIDTHS.items():
        svg = _with_languages(_drawn(plot, draw, width, name, f"{name}-{width}"), plot.words)
        drawings[style] = svg.replace("<svg", f'<svg class="plot--{style}"', 1)
    links_by_width = [[*_LINK.finditer(svg)] for svg in drawings.values()]
    same_links = len(drawings) > 1 and len({tuple(link["key"] for link in matches) for matches in links_by_width}) == 1
    overlay = ""
    if same_links and links_by_width[0] and all(_DOT.fullmatch(link["shapes"]) for matches in links_by_width for link in matches):
        overlay = _overlay([*zip(*links_by_width, strict=True)], links)
        drawings = {style: _LINK.sub("", svg) for style, svg in drawings.items()}
    return f'<div class="plot">{"".join(_linked(svg, links) for svg in drawings.values())}{overlay}</div>'


def _overlay(matches: Sequence[tuple[re.Match[str], ...]], links: Mapping[str, str | None]) -> str:
    """Return an overlay with the linked dots of drawings, in the units of the widest.

    Each link has the title of that, and a dot for each width, of which style sheets show one by its position.
    """
    views = [_VIEW.search(link.string) for link in matches[0]]
    widths = [float(view["width"]) if view else 1.0 for view in views]
    layer = []
    for link, *others in matches:
        dots = (_scaled(one["shapes"], widths[0] / width) for width, one in zip(widths, (link, *others), strict=True))
        layer.append(_link(link, "".join(dots), links))
    view = f'viewBox="{views[0][1] if views[0] else ""}" preserveAspectRatio="xMinYMin"'
    return f'<svg class="plot__over" {view} aria-hidden="true">{"".join(layer)}</svg>'


def _scaled(dot: str, factor: float) -> str:
    return _LENGTH.sub(lambda match: f'{match[1]}="{round(float(match[2]) * factor, 1):g}"', dot)


def plot_svg(plot: Plot, draw: Draw, name: str) -> str:
    """Return the widest drawing of a plot, without links."""
    return _linked(_drawn(plot, draw, WIDTHS["narrow" if plot.small else "wide"], name, "plot"), {})


def _drawn(plot: Plot, draw: Draw, width: int, name: str, prefix: str) -> str:
    """Return the drawing of a plot at a width, with prefixed ids; the name is used in errors."""
    svg, escaped_prefix = draw({**plot.data, "kind": plot.kind, "width": width, "name": name}), escape(prefix)
    return svg.replace(f'id="{ID_PREFIX}', f'id="{escaped_prefix}-').replace(f"url(#{ID_PREFIX}", f"url(#{escaped_prefix}-")


def _with_languages(svg: str, words: Sequence[str]) -> str:
    """Return a drawing with lang attributes on text whose language differs from the page's."""
    foreign = {escape(text, quote=False): text for text in words if isinstance(text, LocalizedText)}

    def with_language(match: re.Match[str]) -> str:
        whole = foreign.get(match[2].strip())
        return match[1] + "".join(map(_span, runs_of(whole))) if whole is not None else match[0]

    return _WORDS.sub(with_language, svg) if foreign else svg


def _span(run: LanguageRun) -> str:
    words = escape(run.text, quote=False)
    run.note()
    return f"<tspan{run.tag}>{words}</tspan>" if run.language else words


def _linked(svg: str, links: Mapping[str, str | None]) -> str:
    return _LINK.sub(lambda match: _link(match, match["shapes"], links), svg)


def _link(match: re.Match[str], shapes: str, links: Mapping[str, str | None]) -> str:
    """Return shapes with their link, or without it if its target has no URL."""
    href, look, title = links.get(match["key"]), match["look"], match["title"] or ""
    if href is None:
        return f"<g{look}>{title}{shapes}</g>" if look else f"{title}{shapes}"
    return f'<a{look} href="{escape(href)}"{match["more"]}>{title}{shapes}</a>'
