"""Words on a picture: measured, broken into lines, and set as SVG text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Final
from unicodedata import category

from generator.charts.labels import SLACK, width_of
from generator.stills.nodes import Drawing, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE: Final = 1.32
"""The distance between lines, in sizes of the letters."""
_BOLD: Final = 1.07
"""How much wider bold letters are."""
_BLOCKS: Final = frozenset({"p", "li", "dt", "dd", "div", "ul", "ol"})
_ON_OWN_LINE: Final = frozenset(
    "sub cnt w of tl__who rk__said rk__range votes__body posts__due weak lf__t".split()  # noqa: SIM905
)
_MUTED: Final = frozenset(
    "sub cnt w of tl__who tl__when rk__said votes__body posts__due none d lf__g life__when unsure bl--none".split()  # noqa: SIM905
)
_BOLD_TAGS: Final = frozenset({"b", "strong"})
_LONG: Final = 7.5
"""How many times as wide as its size the room is that a word may ask for; a longer one is broken."""
_HAIR: Final = 1.0
"""By how many pixels a word may be wider than a column that was measured for it."""
_SHORT: Final = 4.0
"""How many times as wide as its size the pieces are at least into which a word is broken."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    muted: bool = False

    def width(self, size: float) -> float:
        """Return how wide it is, in pixels."""
        return width_of(self.text, size) / SLACK * (_BOLD if self.bold else 1)


Line = list[Run]


def lines_of(node: Node, style: Run | None = None) -> list[Line]:
    """Return the words of an element as lines, broken where its style sheet breaks them."""
    lines: list[Line] = [[]]
    _fill(node, style or Run("", bold=node.tag in _BOLD_TAGS), lines)
    return [line for line in lines if any(run.text.strip() for run in line)]


def _fill(node: Node, style: Run, lines: list[Line]) -> None:
    for child in node.children:
        if isinstance(child, str):
            lines[-1].append(replace(style, text=child))
        elif isinstance(child, Node):
            own = child.tag in _BLOCKS or child.has(*_ON_OWN_LINE)
            if own:
                lines.append([])
            bold, muted = style.bold or child.tag in _BOLD_TAGS, style.muted or child.has(*_MUTED)
            _fill(child, Run("", bold and not child.has(*_MUTED), muted), lines)
            if own:
                lines.append([])


def wrapped(lines: Sequence[Line], width: float, size: float) -> list[Line]:
    """Return lines broken at spaces so that none is wider; a long word is broken, too, one of usual length stands alone."""
    return [short for line in lines for short in _wrap(line, width, size)]


def _wrap(line: Line, width: float, size: float) -> Iterator[Line]:
    row: Line = []
    used = 0.0
    most = max(width + _HAIR, _SHORT * size) if width else _LONG * size
    for word in (part for whole in _words(line) for part in _parts(whole, most, size)):
        wide = word.width(size)
        if row and used + wide > width:
            yield row
            row, used = [], 0.0
        if row or word.text.strip():
            row.append(word)
            used += wide
    if row:
        yield row


def _parts(word: Run, most: float, size: float) -> Iterator[Run]:
    """Yield a word in pieces that are not wider, each letter with the marks on it."""
    start = 0
    for end in range(1, len(word.text)):
        is_mark = category(word.text[end]).startswith("M")
        if not is_mark and replace(word, text=word.text[start : end + 1]).width(size) > most:
            yield replace(word, text=word.text[start:end])
            start = end
    yield replace(word, text=word.text[start:])


def _words(line: Line) -> Iterator[Run]:
    """Yield words each with the space that follows it; spaces are folded over the whole line."""
    spaced = False
    for run in line:
        for index, part in enumerate(run.text.split(" ")):
            text = " ".join(part.split())
            if index and not spaced:
                yield replace(run, text=" ")
                spaced = True
            if text:
                yield replace(run, text=text)
                spaced = False


def width_of_lines(lines: Sequence[Line], size: float) -> float:
    """Return the width of the widest line, in pixels."""
    return max((sum(run.width(size) for run in line) for line in lines), default=0.0)


def set_lines(lines: Sequence[Line], x: float, top: float, size: float, *, anchor: str = "", style: str = "") -> str:
    """Return lines as SVG text whose first line's top is given."""
    return "".join(_set(line, x, top + size * (1 + LINE * index), size, anchor, style) for index, line in enumerate(lines))


def _set(line: Line, x: float, y: float, size: float, anchor: str, style: str) -> str:
    spans = "".join(_span(run) for run in _joined(line))
    where = f' text-anchor="{anchor}"' if anchor else ""
    name = f' class="{style}"' if style else ""
    return f'<text x="{x:g}" y="{y:.4g}" font-size="{size:g}"{where}{name}>{spans}</text>'


def _joined(line: Line) -> list[Run]:
    joined: Line = []
    for run in line:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return joined


def _span(run: Run) -> str:
    style = " ".join(name for name, on in (("b", run.bold), ("m", run.muted)) if on)
    return f'<tspan class="{style}">{escape(run.text)}</tspan>' if style else escape(run.text)


def height_of(lines: Sequence[Line], size: float) -> float:
    """Return how much room lines take, in pixels."""
    return len(lines) * size * LINE


def has_drawing(node: Node) -> bool:
    """Tell whether there is a drawing in an element."""
    return any(isinstance(child, Drawing) or (isinstance(child, Node) and has_drawing(child)) for child in node.children)
