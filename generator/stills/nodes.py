"""The HTML of a figure as a tree. It is our own markup, complete and closed; drawings in it are kept as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURE: Final = re.compile(r"<figure .*?</figure>", re.DOTALL)
_ORIGIN: Final = re.compile(r'<p class="embed__from"[^>]*>(.*?)</p>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_DRAWING: Final = re.compile(r"<svg\b([^>]*)>|</svg>")
_ATTRIBUTE: Final = re.compile(r'([\w-]+)="([^"]*)"')
_ANCHOR: Final = re.compile(r"</?a\b[^>]*>")
_USE: Final = re.compile(r'<use href="#([^"]+)"/>')
_UNSEEN: Final = frozenset(
    "vh unit__text mx__code mx-list lanes-middle lanes-narrow votes__who fig__data fig__get rk__short refs lv__short wd__f life".split()  # noqa: SIM905
)
"""Classes of what a picture leaves out: words for those who listen, and other forms of the same drawing."""
_BREAKS: Final = {"br": " ", "wbr": ""}
"""Elements that have no end, and what stands for them where lines are broken anew."""
_SAID: Final = "bl--none"
"""The class of a mark whose unseen words a picture says aloud, since it has no hatching for them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A piece of SVG inside a figure."""

    classes: frozenset[str]
    width: float
    """In pixels, for a drawing with a size of its own; 0 for a strip, which is as wide as its place."""
    height: float
    inner: str
    """What it holds, without links."""


@dataclass(slots=True)
class Node:
    """An element with its classes and what is in it."""

    tag: str
    classes: frozenset[str] = frozenset()
    span: int = 1
    """How many columns a cell takes."""
    children: list[Node | Drawing | str] = field(default_factory=list)
    down: int = 1
    """How many rows a cell takes."""

    def has(self, *names: str) -> bool:
        """Tell whether it has any of the classes."""
        return not self.classes.isdisjoint(names)

    @property
    def nodes(self) -> list[Node]:
        """The elements directly in it."""
        return [child for child in self.children if isinstance(child, Node)]

    def every(self, *tags: str) -> Iterator[Node]:
        """Yield the elements in it of some kinds, at any depth, in order."""
        for child in self.nodes:
            if child.tag in tags:
                yield child
            yield from child.every(*tags)

    @property
    def drawing(self) -> Drawing | None:
        """The first drawing in it."""
        for child in self.children:
            found = child if isinstance(child, Drawing) else child.drawing if isinstance(child, Node) else None
            if found is not None:
                return found
        return None

    @property
    def text(self) -> str:
        """Its words, with white space folded."""
        parts = (child if isinstance(child, str) else child.text for child in self.children if not isinstance(child, Drawing))
        return " ".join("".join(parts).split())


def figure_of(html: str) -> Node:
    """Return the first figure of a page as a tree; raises ValueError where there is none."""
    found = _FIGURE.search(html)
    if found is None:
        raise ValueError("there is no figure in it")
    drawings: list[Drawing] = []
    reader = _Reader(drawings)
    reader.feed("".join(_without_drawings(_with_grids(found[0]), drawings)))
    reader.close()
    return reader.root.nodes[0]


def origin_of(html: str) -> str:
    """Return where the figure on a page comes from, in words; nothing where the page does not say."""
    found = _ORIGIN.search(html)
    return " ".join(unescape(_TAG.sub("", found[1])).split()) if found else ""


def _with_grids(html: str) -> str:
    """Put what a strip borrows from another in its place, so that each drawing is whole."""

    def borrowed(match: re.Match[str]) -> str:
        lent = re.search(rf'<g id="{re.escape(match[1])}">(.*?)</g>', html, re.DOTALL)
        return lent[1] if lent else ""

    return _USE.sub(borrowed, html)


def _without_drawings(html: str, drawings: list[Drawing]) -> Iterator[str]:
    """Yield HTML with each drawing taken out and counted; one within another stays in it."""
    depth, after, attributes, begun = 0, 0, "", 0
    for tag in _DRAWING.finditer(html):
        opens = tag[0] != "</svg>"
        if opens and not depth:
            yield html[after : tag.start()]
            attributes, begun = tag[1], tag.end()
        depth += 1 if opens else -1
        if not depth:
            yield f'<svg id="{len(drawings)}"></svg>'
            drawings.append(_drawing(attributes, html[begun : tag.start()]))
            after = tag.end()
    yield html[after:]


def _drawing(attributes: str, inner: str) -> Drawing:
    named = dict(_ATTRIBUTE.findall(attributes))
    width, height = (float(size) if not (size := named.get(side, "0")).endswith("%") else 0.0 for side in ("width", "height"))
    return Drawing(frozenset(named.get("class", "").split()), width, height, _ANCHOR.sub("", inner))


class _Reader(HTMLParser):
    def __init__(self, drawings: list[Drawing]) -> None:
        super().__init__()
        self.root = Node("")
        self._open = [self.root]
        self._drawings = drawings

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._open[-1].children.append(_BREAKS[tag])
            return
        named = dict(attrs)
        if tag == "svg":
            self._open[-1].children.append(self._drawings[int(named["id"] or 0)])
            return
        across, down = (int(named.get(name) or 1) for name in ("colspan", "rowspan"))
        node = Node(tag, frozenset((named.get("class") or "").split()), across, down=down)
        self._open[-1].children.append(node)
        self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            return
        node = self._open.pop()
        if node.tag != tag:
            raise ValueError(f"<{node.tag}> ends with </{tag}>")
        if node.has(*_UNSEEN) and not self._open[-1].has(_SAID):
            self._open[-1].children.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
