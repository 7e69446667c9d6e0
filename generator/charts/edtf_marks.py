"""Dates as marks on a strip of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.edtf_shapes import kinds, shapes
from generator.charts.markup import bar, disc, level, upright
from generator.charts.scale import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.charts.edtf_shapes import Shape
    from generator.charts.scale import TimeScale
    from generator.dates import Edtf

ABOUT: Final = 1.5
"""How far the faded ends of an approximate date reach beyond it, in per cent."""
CLOSE: Final = 4.0
"""The days of a set nearer than this to one another, in per cent, are moved apart by a few pixels."""
_APART: Final = 5.0
_SMALL: Final = 3.8
_BARS: Final = {
    "bar": ("bar", 8.0),
    "hatch": ("hatch", 10.0),
    "frame": ("frame", 12.0),
    "open": ("fadeR", 8.0),
    "open-before": ("fadeL", 8.0),
}
_DISCS: Final = {"dot": ("dot", 5.0), "ring": ("thin", 5.0), "halo": ("frame", 7.5)}


def mark(when: Edtf, scale: TimeScale, after: Edtf | None = None) -> str:
    """Return a date as marks on a strip.

    Args:
        when: The date.
        scale: The scale of the strip.
        after: The date of the event from which it is measured, drawn as a tick joined to it.
    """
    if is_before(when, scale):
        return '<text class="before" x="0" y="50%" dy=".35em">←</text>'
    return (_from_other(when, after, scale) if after else "") + "".join(_drawn(shapes(when), scale))


def kinds_shown(when: Edtf, scale: TimeScale, after: Edtf | None = None) -> set[str]:
    """Return which notes the marks of a date need."""
    if is_before(when, scale):
        return {"before"}
    return kinds(when) | ({"after"} if after else set())


def is_before(when: Edtf, scale: TimeScale) -> bool:
    """Tell whether a date lies wholly before a scale."""
    return when.end == "known" and when.latest is not None and when.latest < scale.start


def _from_other(when: Edtf, after: Edtf, scale: TimeScale) -> str:
    here, there = when.earliest or when.latest, after.earliest or after.latest
    if here is None or there is None:
        return ""
    return level("join", scale.at(there), scale.at(here)) + upright("after", scale.at(there), "15%", "85%")


def _drawn(pieces: Iterable[Shape], scale: TimeScale) -> Iterator[str]:
    members = []
    for piece in pieces:
        start, end = scale.at(piece.start), scale.at(piece.end)
        if piece.style in _DISCS:
            style, radius = _DISCS[piece.style]
            yield disc(style, start, radius)
        elif piece.style in _BARS:
            style, height = _BARS[piece.style]
            yield bar(style, start, end, height)
        elif piece.style == "fade":
            yield bar("fade", start - ABOUT, end + ABOUT, 10, 2 * ABOUT)
        elif piece.style.startswith("unknown"):
            yield from _to_unknown(start, end, forward=piece.style == "unknown")
        elif piece.style != "join":
            members.append(piece)
    if members:
        yield from _members(members, [scale.at(piece.start) for piece in members])


def _members(pieces: Sequence[Shape], places: Sequence[float]) -> Iterator[str]:
    close = places[-1] - places[0] < CLOSE
    middle, reach = (places[0] + places[-1]) / 2, (len(places) - 1) * _APART
    if close:
        yield (f'<rect class="join" x="{percent(middle)}" y="50%" width="{2 * reach:g}" height="1" transform="translate({-reach:g} -.5)"/>')
    else:
        yield level("join", places[0], places[-1])
    for index, (piece, place) in enumerate(zip(pieces, places, strict=True)):
        style = "dot" if piece.style == "member" else "maybe"
        shift = (2 * index - len(places) + 1) * _APART if close else 0
        yield disc(style, middle if close else place, _SMALL, shift)


def _to_unknown(start: float, end: float, *, forward: bool) -> Iterator[str]:
    """Hatch that thins out in three steps towards the end that nobody knows."""
    third = (end - start) / 3
    for index in range(3):
        faint = index if forward else 2 - index
        yield bar(f"hatch faint{faint}", start + index * third, start + (index + 1) * third, 10, 0)
