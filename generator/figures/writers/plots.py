"""Drawings by Altair in a page and in a picture: links and ids become those of the place where a drawing is shown."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from generator.language import LocalizedText, tagged, untagged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.figures.figure import Plot

    Draw = Callable[[dict[str, Any]], str]
    """Draws a chart from plain data, as SVG with placeholders for links and ids."""

HOST: Final = "https://onrecord.invalid/"
"""Where links point until a page takes them over. vl-convert makes every relative link absolute, and wrongly so."""
ID_PREFIX: Final = "drawn-"
"""What the ids of a drawing begin with until a page takes them over."""
WIDTHS: Final = {"wide": 720, "middle": 500, "narrow": 340}
"""The widths at which a page has a drawing, in pixels; it shows the one that fits."""
_LINK: Final = re.compile(rf'<a href="{re.escape(HOST)}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_WORDS: Final = re.compile(r"(<text\b[^<>]*>)([^<>]+)(?=</text>)")


def plot_html(plot: Plot, draw: Draw, links: Mapping[str, str | None], name: str) -> str:
    """Return the drawings of a plot, the widest first, with the page's addresses of its links and ids that begin with a name."""
    parts = []
    for style, width in WIDTHS.items():
        svg = _marked(_drawn(plot, draw, width, name), plot.words)
        parts.append(f'<div class="plot plot--{style}">{_placed(svg, links, f"{name}-{width}")}</div>')
    return "".join(parts)


def plot_svg(plot: Plot, draw: Draw, name: str) -> str:
    """Return the widest drawing of a plot, without links; its name is what errors call it."""
    return _placed(_drawn(plot, draw, WIDTHS["wide"], name), {}, "plot")


def _drawn(plot: Plot, draw: Draw, width: int, name: str) -> str:
    data: dict[str, Any] = json.loads(untagged(json.dumps(plot.data, ensure_ascii=False)))
    return draw({**data, "kind": plot.kind, "width": width, "name": name})


def _marked(svg: str, words: Sequence[str]) -> str:
    """Return a drawing with marks at the words in it that are not, or not all, in the language of the page."""
    foreign = {escape(untagged(text), quote=False): text for text in words if isinstance(text, LocalizedText) or untagged(text) != text}

    def mark(found: re.Match[str]) -> str:
        whole = foreign.get(found[2].strip())
        if whole is None:
            return found[0]
        return found[1] + (tagged(found[2], whole) if isinstance(whole, LocalizedText) else escape(whole, quote=False))

    return _WORDS.sub(mark, svg) if foreign else svg


def _placed(svg: str, links: Mapping[str, str | None], prefix: str) -> str:
    own = svg.replace(f'id="{ID_PREFIX}', f'id="{escape(prefix)}-').replace(f"url(#{ID_PREFIX}", f"url(#{escape(prefix)}-")

    def link(found: re.Match[str]) -> str:
        href = links.get(found[1])
        return found[3] if href is None else f'<a href="{escape(href)}"{found[2]}>{found[3]}</a>'

    return _LINK.sub(link, own)
