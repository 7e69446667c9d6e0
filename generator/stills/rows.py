"""The rows of a figure: of a table, of a list whose entries have marks on a strip, of a list of words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.stills.boxes import is_between
from generator.stills.cells import PAD, cell_height, natural_width, set_cell, strip_of, word_width
from generator.stills.nodes import Drawing, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 10
"""What stays free between two columns, in pixels."""
_LEAST_STRIP: Final = 220.0
_FILLED: Final = frozenset({"mx", "rk"})
"""Tables whose cells are coloured."""
_FOCUSED: Final = frozenset({"tl", "cost"})
"""Figures whose marks are in the accent colour throughout."""
_WHOLE: Final = 9
"""The columns of a cell that is as wide as all of them."""
_FIRST: Final = 200.0
"""The most room for words before a strip, in pixels."""
_DATE: Final = 110.0
"""The same where words follow after the strip too."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a figure."""

    cells: Sequence[Node]
    focus: bool = False
    """Whether its marks are in the accent colour."""
    filled: bool = False
    """Whether its cells are coloured and stand close together."""
    head: bool = False
    indent: float = 0.0
    """How far its first cell is moved in, in pixels."""


def rows_of(node: Node) -> list[Row] | None:
    """Return the rows of an element; nothing where it has none."""
    if node.tag == "table":
        focus, filled = node.has(*_FOCUSED), node.has(*_FILLED)
        heads = {id(row) for head in node.every("thead") for row in head.every("tr")}
        named = [Row([Node("td", span=_WHOLE, children=[Node("b", children=name.children)])], head=True) for name in node.every("caption")]
        rows = _with_heads([*node.every("tr")])
        return named + [_table_row(row, focus=focus, filled=filled, head=id(row) in heads) for row in rows]
    if node.has("tl", "dens"):
        return list(_timeline(node))
    if node.has("lv"):
        return [Row([Node("td", span=2, children=[row])] if row.has("lv__head") else _lane(row), focus=True) for row in node.nodes]
    if node.tag in ("ol", "ul"):
        return [Row([_plain(child) for child in _parts(item)]) for item in node.nodes]
    if node.tag == "dl":
        terms = [child for child in node.nodes if child.tag in ("dt", "dd")]
        return [Row(terms[index : index + 2]) for index in range(0, len(terms), 2)]
    return None


def _with_heads(rows: Sequence[Node]) -> Iterator[Node]:
    """Yield rows, with an empty cell first where the head of rows before reaches down."""
    down = 0
    for row in rows:
        yield replace(row, children=[Node("th"), *row.children]) if down else row
        down = max([down, *(cell.down for cell in row.nodes if cell.tag == "th")]) - 1


def _lane(row: Node) -> list[Node]:
    name, *drawn = (child for child in row.children if not isinstance(child, str))
    return [name if isinstance(name, Node) else Node("td"), Node("td", children=[*drawn])]


def _table_row(row: Node, *, focus: bool, filled: bool, head: bool) -> Row:
    cells = [child for child in row.nodes if child.tag in ("th", "td")]
    return Row(cells, focus or row.has("focus"), filled, head, indent=14.0 if row.has("sub") else 0.0)


def _timeline(node: Node) -> Iterator[Row]:
    """The date or name, the mark, the words: as the style sheet orders them where it is wide."""
    for child in node.nodes:
        if child.has("tl__axis", "dens__axis"):
            yield Row([Node("td"), child, *([Node("td")] if node.has("tl") else [])], focus=True, head=True)
        elif child.tag == "p":
            yield Row([Node("th", span=3, children=[Node("b", children=child.children)])], focus=True)
        elif child.tag in ("ol", "ul"):
            for item in child.nodes:
                first, *rest = item.nodes
                mark = [part for part in item.children if isinstance(part, Drawing)]
                yield Row([first, *([Node("td", children=[*mark])] if mark else []), *rest], focus=True)


def _parts(item: Node) -> list[Node]:
    """The mark or date of a list's entry, and the rest."""
    first, *rest = item.nodes or [item]
    if item.nodes and first.has("rk__n", "life__when"):
        return [first, Node("td", children=[child for child in item.children if child is not first])]
    return [item] if not rest or item.tag == "li" else item.nodes


def _plain(node: Node) -> Node:
    return Node("td", node.classes, 1, [node])


def set_rows(rows: Sequence[Row], x: float, top: float, width: float) -> tuple[str, float]:
    """Return rows as SVG from a place on, in a given width, and how high they are."""
    widths = _widths(rows, width)
    parts, y = [], top
    for row in rows:
        drawn, height = _set_row(row, widths, x, y, width)
        parts.append(drawn)
        y += height
    return "".join(parts), y - top


def _set_row(row: Row, widths: Sequence[float], x: float, y: float, width: float) -> tuple[str, float]:
    gap = 2 if row.filled else GAP
    placed, left, column = [], x, 0
    for cell in row.cells:
        span = widths[column : column + cell.span]
        wide = sum(span) + gap * (len(span) - 1)
        indent = row.indent if column == 0 else 0.0
        placed.append((cell, left + indent, wide - indent))
        left += wide + gap
        column += cell.span
    height = max((cell_height(cell, wide, filled=row.filled) for cell, _, wide in placed), default=0.0)
    parts = [
        set_cell(cell, at, y, wide, height, filled=row.filled, head=row.head)
        for cell, at, wide in sorted(placed, key=lambda one: is_between(one[0]))
    ]
    rule = "" if row.filled or row.head else f'<line class="rule" x1="{x:g}" x2="{x + width:g}" y1="{y:.4g}" y2="{y:.4g}"/>'
    name = ' class="focus"' if row.focus else ""
    return f"<g{name}>{rule}{''.join(parts)}</g>", height + (2 if row.filled else 0)


def _widths(rows: Sequence[Row], width: float) -> list[float]:
    """Return the width of each column: words get what they need as far as there is room, strips and coloured cells the rest."""
    number = max(sum(cell.span for cell in row.cells if cell.span < _WHOLE) for row in rows)
    filled = rows[0].filled
    room = width - (2 if filled else GAP) * (number - 1)
    columns = [_column(rows, index) for index in range(number)]
    if filled:
        first = min(max((natural_width(cell) for cell in columns[0]), default=0.0), 150.0) + PAD
        return [first, *([(room - first) / max(number - 1, 1)] * (number - 1))]
    strips = [any(strip_of(cell) is not None for cell in column) for column in columns]
    natural = [max((natural_width(cell) for cell in column), default=0.0) for column in columns]
    least = [min(max((word_width(cell) for cell in column), default=0.0), _FIRST) for column in columns]
    if any(strips):
        return _beside_strips(strips, natural, least, room)
    return _shared_out(natural, least, room)


def _beside_strips(strips: Sequence[bool], natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    last = len(strips) - 1
    most = [_DATE if index == 0 and natural[last] > _FIRST else _FIRST for index in range(last)] + [room]
    words = [0.0 if strip else min(wide, most[index]) for index, (strip, wide) in enumerate(zip(strips, natural, strict=True))]
    for_words = room - _LEAST_STRIP * sum(strips)
    if sum(words) > for_words:
        spare = sum(words) - for_words
        taken = min(spare, max(words[last] - max(least[last], _FIRST), 0.0))
        words[last] -= taken
        words = [0.0 if strip else wide for strip, wide in zip(strips, _shared_out(words, least, for_words), strict=True)]
    rest = (room - sum(words)) / sum(strips)
    return [rest if strip else wide for strip, wide in zip(strips, words, strict=True)]


def _shared_out(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths that fill the room: what is over goes to the widest, what lacks is taken where most can be broken, then from all."""
    over = sum(natural) - room
    if over <= 0:
        widest = max(range(len(natural)), key=lambda index: natural[index])
        return [wide - over if index == widest else wide for index, wide in enumerate(natural)]
    spare = [max(wide - low, 0.0) for wide, low in zip(natural, least, strict=True)]
    share = min(over / sum(spare), 1.0) if sum(spare) else 0.0
    found = [wide - own * share for wide, own in zip(natural, spare, strict=True)]
    fit = min(room / sum(found), 1.0)
    return [wide * fit for wide in found]


def _column(rows: Sequence[Row], index: int) -> list[Node]:
    found = []
    for row in rows:
        column = 0
        for cell in row.cells:
            if column == index and cell.span == 1:
                found.append(cell)
            column += cell.span
    return found
