"""Labels in a drawing: how wide their words are, and where there is room for them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SLACK: Final = 1.12
"""How much wider the page's font may be than the one that is measured."""
_EM: Final = 1000
_OTHER: Final = 600
_WIDE: Final = 1000
_FIRST: Final = 32
_CJK: Final = 0x2E80
_LATIN_END: Final = 0x250
_LEAST_KEPT: Final = 3.5
"""How many times as wide as its size shortened text has to be, so that it says something: about seven small letters."""
_WIDTHS: Final = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556),
    *(556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667),
    *(778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556),
    *(222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""The widths of the printable ASCII characters in Liberation Sans, in thousandths of the size."""


def width_of(text: str, size: float) -> float:
    """Return how wide text may be in pixels, whatever the page's font."""
    return sum(map(_width, text)) * size / _EM * SLACK


def _width(character: str) -> int:
    index = ord(character) - _FIRST
    if 0 <= index < len(_WIDTHS):
        return _WIDTHS[index]
    return _WIDE if ord(character) >= _CJK else _OTHER


def is_measurable(text: str) -> bool:
    """Tell whether the width of text is known well enough to set it beside a mark: Latin letters and usual signs."""
    return all(ord(character) < _LATIN_END or character in "‘’“”–—…−" for character in text)


def shortened(text: str, size: float, most: float) -> str:
    """Return text cut so that it fits, with an ellipsis; empty where no more than a stub would be left, as of 'The…'.

    It is cut between words, or within one that takes up half of the room or more, as the words of scripts without spaces do.
    """
    if width_of(text, size) <= most:
        return text
    room = most - width_of("…", size)
    kept = _fitting(text, size, room)
    words = kept if text[len(kept)].isspace() else kept[: kept.rfind(" ") + 1]
    if width_of(words, size) < room / 2:
        words = kept
    cut = words.rstrip(" ,;:–—-")
    return f"{cut}…" if width_of(cut, size) >= _LEAST_KEPT * size else ""


def _fitting(text: str, size: float, room: float) -> str:
    """Return the longest beginning of text that fits, without a letter that would lose the marks on it."""
    end, wide = 0, 0.0
    while end < len(text) and (wide := wide + width_of(text[end], size)) <= room:
        end += 1
    while end and category(text[end]).startswith("M"):
        end -= 1
    return text[:end]


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share more than an edge."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Point:
    """A mark that would like a label."""

    x: float
    y: float
    radius: float
    text: str
    weight: float
    """Which goes first when there is not room for all."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands, as seen from its mark."""

    align: Literal["left", "center", "right"]
    dx: float
    dy: float


def place(points: Sequence[Point], width: float, height: float, lines: Sequence[Box], *, size: float, most: int) -> dict[int, Place]:
    """Return where labels can stand without touching a mark, a line or one another; those without room get none.

    Args:
        points: The marks; one without text only takes room.
        width: The width of the drawing in pixels.
        height: Its height.
        lines: What labels keep clear of.
        size: The size of the text in pixels.
        most: How many labels at most.
    """
    marks = [Box(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in points]
    frame, taken, found = Box(0, 0, width, height), [*lines], dict[int, Place]()
    for index in sorted(range(len(points)), key=lambda i: (-points[i].weight, points[i].x)):
        point = points[index]
        if not point.text or len(found) >= most:
            continue
        others = [mark for other, mark in enumerate(marks) if other != index]
        for spot, box in _spots(point, width_of(point.text, size), size):
            if _inside(box, frame) and not any(box.meets(other) for other in (*others, *taken)):
                found[index] = spot
                taken.append(box)
                break
    return found


def _inside(box: Box, frame: Box) -> bool:
    return box.left >= frame.left and box.right <= frame.right and box.top >= frame.top and box.bottom <= frame.bottom


def _spots(point: Point, wide: float, size: float) -> Iterator[tuple[Place, Box]]:
    half = size / 2 + 1.5
    beside = point.radius + 4
    for dy in (0.0, -7.0, 7.0):
        y = point.y + dy
        yield Place("left", beside, dy), Box(point.x + beside, y - half, point.x + beside + wide, y + half)
        yield Place("right", -beside, dy), Box(point.x - beside - wide, y - half, point.x - beside, y + half)
    above = point.radius + half + 2
    for dy in (-above, above, -above - 9, above + 9):
        y = point.y + dy
        yield Place("center", 0, dy), Box(point.x - wide / 2, y - half, point.x + wide / 2, y + half)


class Span(NamedTuple):
    """A stretch of a row in pixels."""

    left: float
    right: float


class Rows:
    """Rows that fill up with stretches, none of which touches another."""

    def __init__(self, gap: float) -> None:
        """Start without rows; the gap stays free between two stretches."""
        self._gap = gap
        self._rows: list[list[Span]] = []

    def free(self, span: Span) -> int:
        """Return the first row with room for a stretch; it may be one that is not there yet."""
        return next((index for index, row in enumerate(self._rows) if self._has_room(row, span)), len(self._rows))

    def put(self, span: Span, row: int) -> None:
        """Put a stretch into a row."""
        while row >= len(self._rows):
            self._rows.append([])
        self._rows[row] = sorted([*self._rows[row], span])

    def _has_room(self, row: Sequence[Span], span: Span) -> bool:
        return all(left.right + self._gap <= right.left for left, right in pairwise(sorted([*row, span])))


def pack(spans: Sequence[Span], gap: float = 8) -> list[int]:
    """Return the row of each stretch, so that none touches another and the first rows fill first."""
    rows, placed = Rows(gap), []
    for span in spans:
        placed.append(rows.free(span))
        rows.put(span, placed[-1])
    return placed
