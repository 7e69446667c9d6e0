"""Dates as marks on a strip of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.edtf_shapes import kinds, shapes
from generator.charts.markup import bar, disc, level, upright
from generator.charts.scale import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.charts.edtf_shapes import Shape
    from generator.charts.scale import TimeScale
    from generator.dates import Edtf

ABOUT: Final = 2.5
"""How far the faded ends of an approximate date reach beyond it, in per cent."""
CLOSE: Final = 4.0
"""The days of a set nearer than this to one another, in per cent, are moved apart by a few pixels."""
_APART: Final = 5.0
_SMALL: Final = 3.8
_BARS: Final = {
    "bar": ("bar", 8.0, 0.0),
    "hatch": ("hatch", 10.0, 3.0),
    "frame": ("frame", 12.0, 5.0),
    "open": ("fadeR", 8.0, 0.0),
    "open-before": ("fadeL", 8.0, 0.0),
}
"""The style, the height in pixels and the least width in per cent, at which it can still be told what stands alone."""
_MEMBERS: Final = {"member": "dot", "maybe": "maybe"}
_DISCS: Final = {"dot": ("dot", 5.0), "ring": ("thin", 5.0), "halo": ("frame", 7.5)}


def mark(when: Edtf, scale: TimeScale, after: Edtf | None = None) -> str:
    """Return a date as marks on a strip.

    Args:
        when: The date.
        scale: The scale of the strip.
        after: The date of the event from which it is measured, drawn as a tick joined to it.
    """
    if is_before(when, scale):
        return '<svg class="before" y="50%"><path d="M9 -4.5 0 0 9 4.5z"/></svg>'
    pieces = shapes(when)
    drawn = _piece(pieces[0], scale, alone=True) if len(pieces) == 1 else "".join(_drawn(pieces, scale))
    return _from_other(when, after, scale) + drawn if after else drawn


def kinds_shown(when: Edtf, scale: TimeScale, after: Edtf | None = None) -> frozenset[str]:
    """Return which notes the marks of a date need."""
    if is_before(when, scale):
        return frozenset({"before"})
    return kinds(when) | {"after"} if after else kinds(when)


def is_before(when: Edtf, scale: TimeScale) -> bool:
    """Tell whether a date lies wholly before a scale."""
    return when.end == "known" and when.latest is not None and when.latest < scale.start


def _from_other(when: Edtf, after: Edtf, scale: TimeScale) -> str:
    here, there = (scale.at(one.sort_key[0]) for one in (when, after))
    return level("join", there, here) + upright("after", there, "15%", "85%")


def _drawn(pieces: Sequence[Shape], scale: TimeScale) -> Iterator[str]:
    members = [piece for piece in pieces if piece.style in _MEMBERS]
    close = bool(members) and scale.at(members[-1].start) - scale.at(members[0].start) < CLOSE
    for piece in pieces:
        if piece.style not in _MEMBERS and not (close and piece.style == "join"):
            yield _piece(piece, scale, alone=False)
    if members:
        yield from _members(members, scale, close=close)


def _piece(piece: Shape, scale: TimeScale, *, alone: bool) -> str:
    """A piece that is no day of a set."""
    start = scale.at(piece.start)
    if piece.style in _DISCS:
        style, radius = _DISCS[piece.style]
        return disc(style, start, radius)
    end = scale.at(piece.end)
    if piece.style in _BARS:
        style, height, least = _BARS[piece.style]
        short = max(0.0, least - (end - start)) / 2 if alone or piece.style == "frame" else 0
        return bar(style, start - short, end + short, height)
    if piece.style == "fade":
        return bar("fade", start - ABOUT, end + ABOUT, 10, 2 * ABOUT)
    if piece.style == "join":
        return level("join", start, end)
    return "".join(_to_unknown(start, end, forward=piece.style == "unknown"))


def _members(pieces: Sequence[Shape], scale: TimeScale, *, close: bool) -> Iterator[str]:
    """The days of a set; those too close to be told apart stand side by side."""
    if not close:
        yield from (disc(_MEMBERS[piece.style], scale.at(piece.start), _SMALL) for piece in pieces)
        return
    middle = sum(scale.at(piece.start) for piece in pieces) / len(pieces)
    reach = (len(pieces) - 1) * _APART
    yield f'<rect class="join" x="{percent(middle)}" y="50%" width="{2 * reach:g}" height="1" transform="translate({-reach:g} -.5)"/>'
    for index, piece in enumerate(pieces):
        yield disc(_MEMBERS[piece.style], middle, _SMALL, (2 * index - len(pieces) + 1) * _APART)


def _to_unknown(start: float, end: float, *, forward: bool) -> Iterator[str]:
    """Hatch that thins out in three steps towards the end that nobody knows."""
    third = (end - start) / 3
    for index in range(3):
        faint = index if forward else 2 - index
        yield bar(f"hatch faint{faint}", start + index * third, start + (index + 1) * third, 10, 0)
