"""Places in a text as editors count them: lines from 0, columns in units of an encoding, of UTF-16 where nothing else was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.text import Span


class Position(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class Positions:
    """The places of a text, its lines ended in one way. A mark of the order of bytes before it is not counted."""

    text: str
    encoding: str = "utf-16"
    """How columns are counted: 'utf-8', 'utf-16' or 'utf-32'."""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.removeprefix("\ufeff").split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        found = [1 if self.text.startswith("\ufeff") else 0]
        for line in self._lines:
            found.append(found[-1] + len(line) + 1)
        return found

    def _units(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def at(self, line: int, column: int) -> Position:
        """Return the place of a line and a column from 1, in code points, as a Location has them."""
        index = min(max(line - 1, 0), len(self._lines) - 1)
        return Position(index, self._units(self._lines[index][: max(column - 1, 0)]))

    def of(self, offset: int) -> Position:
        """Return the place of an offset in the text."""
        line = self.text.count("\n", 0, offset)
        return Position(line, self._units(self.text[min(self._starts[line], offset) : offset]))

    def offset(self, position: Position) -> int:
        """Return the offset of a place; one beyond the end of its line is that end, one within a character its beginning."""
        if position.line >= len(self._lines):
            return len(self.text)
        line, left = self._lines[position.line], position.column
        for number, sign in enumerate(line):
            left -= self._units(sign)
            if left < 0:
                return self._starts[position.line] + number
        return self._starts[position.line] + len(line)

    def range(self, span: Span) -> tuple[Position, Position]:
        """Return the places of the ends of a span."""
        return self.of(span.start), self.of(span.end)
