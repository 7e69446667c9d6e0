"""Boxes that reach over several cells, each cell with its piece: as the style sheet draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.stills.nodes import Node

_OVER: Final = 1.0
"""How far a piece reaches into the gap beside it, to meet the next, in pixels."""
_INSETS: Final = {"rk__box--0": 2.0, "rk__box--1": 5.0, "rk__box--2": 8.0}
_PIECE: Final = "rk__box"
_BETWEEN: Final = "rk__mid"


def is_between(cell: Node) -> bool:
    """Tell whether what a cell holds stands between it and the next one."""
    return any(node.has(_BETWEEN) for node in cell.nodes)


def pieces(cell: Node, x: float, y: float, width: float, height: float) -> str:
    """Return the pieces of boxes in a cell as SVG at its place."""
    return "".join(_piece(node, (x, y, x + width, y + height)) for node in cell.nodes if node.has(_PIECE))


def _piece(node: Node, cell: tuple[float, float, float, float]) -> str:
    inset = next((inset for name, inset in _INSETS.items() if node.has(name)), 0.0)
    ends = [node.has(name) for name in ("rk__s", "rk__t", "rk__e", "rk__b")]
    left, top, right, bottom = (
        side + (inset if end else -_OVER) * sign for side, end, sign in zip(cell, ends, (1, 1, -1, -1), strict=True)
    )
    tint = f'<rect class="box" x="{left:.4g}" y="{top:.4g}" width="{right - left:.4g}" height="{bottom - top:.4g}"/>'
    return tint + "".join(_edges((left, top, right, bottom), ends))


def _edges(box: tuple[float, float, float, float], ends: list[bool]) -> Iterator[str]:
    left, top, right, bottom = box
    sides = ((left, top, left, bottom), (left, top, right, top), (right, top, right, bottom), (left, bottom, right, bottom))
    for (x1, y1, x2, y2), end in zip(sides, ends, strict=True):
        if end:
            yield f'<line class="edge" x1="{x1:.4g}" y1="{y1:.4g}" x2="{x2:.4g}" y2="{y2:.4g}"/>'
