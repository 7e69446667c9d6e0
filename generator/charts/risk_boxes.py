"""Where risks stand in the matrix of likelihood and impact: a mark in a cell, or a box over all that a range covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.charts.labels import Span, pack
from generator.records.risks import severity
from generator.vocabularies import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records import Risk
    from generator.records.risks import Impact, Likelihood

BANDS: Final = tuple(LIKELIHOOD.terms.values())
NO_BAND: Final = len(BANDS)
"""The column of risks whose likelihood nobody gave."""
NO_LEVEL: Final = len(IMPACT.terms)
"""The row of risks without a level; the levels come before it, the worst first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A risk and the cells over which it reaches, all bounds included."""

    number: int
    risk: Risk
    top: int
    """The row of its worst level."""
    bottom: int
    first: int
    """The column of its lowest band of likelihood."""
    last: int

    @property
    def is_box(self) -> bool:
        """Whether it reaches over more than one cell."""
        return self.top != self.bottom or self.first != self.last

    @property
    def is_tall(self) -> bool:
        """Whether it reaches over several levels."""
        return self.top != self.bottom


@dataclass(frozen=True, slots=True)
class Piece:
    """What a cell shows of a box."""

    depth: int
    """How many boxes that it would cover lie around it."""
    edges: str
    """The letters of the edges that fall into the cell: t, b, s for its start, e for its end."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of one line holds."""

    pieces: Sequence[Piece]
    marks: Sequence[Mark]
    is_shared: bool = False
    """Whether its mark stands between it and the next cell, in the middle of a box over an even number of cells."""


def standing(risk: Risk) -> Impact | None:
    """Return the impact at which a risk stands: the worst of its dimensions; of two as bad, the one that is surer to be."""
    return max(risk.impact, key=lambda impact: [*map(severity, reversed(impact.bounds))], default=None)


def columns(likelihood: Likelihood | None) -> tuple[int, int]:
    """Return the first and the last band over which a likelihood reaches."""
    if likelihood is None:
        return NO_BAND, NO_BAND
    if likelihood.word is not None:
        place = list(LIKELIHOOD.terms).index(likelihood.word)
        return place, place
    low, high = likelihood.bounds
    touched = [place for place, band in enumerate(BANDS) if low < (band.high or 100) and high > (band.low or 0)]
    inside = [place for place, band in enumerate(BANDS) if (band.low or 0) <= low < (band.high or 100)]
    found = touched or inside or [0 if high <= (BANDS[0].low or 0) else len(BANDS) - 1]
    return found[0], found[-1]


def mark_of(number: int, risk: Risk) -> Mark:
    """Return where a risk stands."""
    impact = standing(risk)
    bottom, top = (NO_LEVEL - 1 - severity(level) for level in impact.bounds) if impact else (NO_LEVEL, NO_LEVEL)
    return Mark(number, risk, top, bottom, *columns(risk.likelihood))


def in_lanes(marks: Sequence[Mark]) -> list[Mark]:
    """Put boxes over several levels beside one another, in columns after all others, where nobody gave a likelihood to stand by."""
    tall = [mark for mark in marks if mark.is_tall]
    places = pack([Span(mark.top, mark.bottom + 1) for mark in tall], gap=0)
    lanes = {mark.number: NO_BAND + 1 + place for mark, place in zip(tall, places, strict=True)}
    return [replace(mark, first=lanes[mark.number], last=lanes[mark.number]) if mark.is_tall else mark for mark in marks]


@dataclass(frozen=True, slots=True)
class _Box:
    """A box over lines and columns."""

    mark: Mark
    top: int
    bottom: int
    depth: int = 0

    def covers(self, line: int, column: int) -> bool:
        return self.top <= line <= self.bottom and self.mark.first <= column <= self.mark.last

    def meets(self, other: _Box) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.mark.first <= other.mark.last
            and other.mark.first <= self.mark.last
        )

    def piece(self, line: int, column: int) -> Piece:
        ends = {"t": line == self.top, "b": line == self.bottom, "s": column == self.mark.first, "e": column == self.mark.last}
        return Piece(self.depth, "".join(letter for letter, here in ends.items() if here))


class Layout:
    """The lines of each level, and what each of their cells holds.

    A box over one level has a line of its own below the level's marks, which it shares with others beside it. A box over
    several levels lies around all their lines; its number stands in the cell of it that holds the least else.
    """

    def __init__(self, marks: Sequence[Mark]) -> None:
        """Lay out marks."""
        self.levels: list[list[int]] = []
        """The lines of each level, the worst level first."""
        bars: list[_Box] = []
        for level in range(NO_LEVEL + 1):
            start = sum(map(len, self.levels))
            own = sorted((mark for mark in marks if mark.is_box and not mark.is_tall and mark.top == level), key=lambda mark: mark.number)
            first = start + (not own or any(mark.top <= level <= mark.bottom for mark in marks if mark not in own))
            places = pack([Span(mark.first, mark.last + 1) for mark in own], gap=0)
            bars += [_Box(mark, first + place, first + place) for mark, place in zip(own, places, strict=True)]
            self.levels.append([*range(start, first + max(places, default=-1) + 1)])
        tall = [_Box(mark, self.levels[mark.top][0], self.levels[mark.bottom][-1]) for mark in marks if mark.is_tall]
        self._boxes = [*_nested(tall), *bars]
        self._marks: dict[tuple[int, int], list[Mark]] = {}
        for mark in marks:
            if not mark.is_box:
                self._put(self.levels[mark.top][0], mark.first, mark)
        for box in bars:
            self._put(box.top, (box.mark.first + box.mark.last) // 2, box.mark)
        for box in sorted(tall, key=_size):
            self._put(*min(self._open(box), key=lambda at: self._busy(box, at)), box.mark)

    def cell(self, line: int, column: int) -> Cell:
        """Return what stands in a line at a column."""
        marks = sorted(self._marks.get((line, column), ()), key=lambda mark: mark.number)
        shared = len(marks) == 1 and marks[0].is_box and not marks[0].is_tall and (marks[0].last - marks[0].first) % 2 == 1
        return Cell([box.piece(line, column) for box in self._boxes if box.covers(line, column)], marks, shared)

    def _put(self, line: int, column: int, mark: Mark) -> None:
        self._marks.setdefault((line, column), []).append(mark)

    def _open(self, box: _Box) -> Iterator[tuple[int, int]]:
        """Yield the cells of a box over several levels in which its number may stand: not those in the lines of other boxes."""
        for lines in self.levels[box.mark.top : box.mark.bottom + 1]:
            for column in range(box.mark.first, box.mark.last + 1):
                yield lines[0], column

    def _busy(self, box: _Box, at: tuple[int, int]) -> tuple[int, float, int]:
        line, column = at
        held = len(self._marks.get(at, ())) + sum(other.covers(*at) for other in self._boxes if other.mark is not box.mark)
        away = abs(line - (box.top + box.bottom) / 2) + abs(column - (box.mark.first + box.mark.last) / 2)
        return held, away, line


def _size(box: _Box) -> int:
    return (box.bottom - box.top + 1) * (box.mark.last - box.mark.first + 1)


def _nested(boxes: Sequence[_Box]) -> list[_Box]:
    """Give boxes that meet different depths, the largest outside."""
    found: list[_Box] = []
    for box in sorted(boxes, key=_size, reverse=True):
        taken = {other.depth for other in found if other.meets(box)}
        depth = next(depth for depth in range(len(boxes)) if depth not in taken)
        found.append(_Box(box.mark, box.top, box.bottom, depth))
    return found
