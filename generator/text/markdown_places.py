"""Where blocks and inlines stand in the source: the parser gives lines only, and of inlines nothing at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.position import Span

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_BLANKS: Final = re.compile(r"[ \t]*")
_QUOTE: Final = re.compile(r"[ \t]*>")
_MARKER: Final = re.compile(r"[-+*>]|[0-9]{1,9}[.)]")
_PIPE: Final = re.compile(r"(?<!\\)\|")
"""What parts the cells of a table; one after a backslash is a sign in a cell."""


class Around(NamedTuple):
    """What a block stands in: where the last marker before it ends, and how many quotations there are."""

    marker: int
    quotations: int = 0


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of a paragraph or heading as the parser sees it, line by line beside the source."""

    text: str
    starts: tuple[int, ...]
    """Where each stretch of it begins that stands together in the source: a line, or what follows a backslash before a '|'."""
    offsets: tuple[int, ...]
    """Where each of them begins in the source."""

    def offset(self, position: int) -> int:
        """Return the place in the source of a position in the text."""
        line = bisect_right(self.starts, position) - 1
        return self.offsets[line] + position - self.starts[line]

    def part(self, start: int, end: int) -> Span:
        """Return the place in the source of a part of the text."""
        return Span(self.offset(start), self.offset(end))

    @property
    def span(self) -> Span:
        """All of it, in the source."""
        return self.part(0, len(self.text))


class SourceLines:
    """The lines of a stretch of text, which is all the place that the parser gives of a block."""

    def __init__(self, text: str, span: Span) -> None:
        """Find the lines of a stretch of a text."""
        self._text = text
        lines = text[span.start : span.end].split("\n")
        self._starts = [*accumulate((len(line) + 1 for line in lines), initial=span.start)]
        self._starts[-1] = span.end

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]].rstrip()

    def inline_text(self, node: SyntaxTreeNode) -> InlineText:
        """Return the text of a block's 'inline' node with its places.

        The parser strips markers and indentation in front of a line, so a line of it is an end of a line of the source;
        only of a heading it also strips signs at the end.
        """
        first, last = node.map or (0, 1)
        content = node.content.split("\n")
        while first < last - 1 and content[0].rstrip() not in self._line(first):
            first += 1  # the parser leaves out lines of unusual blanks
        offsets = []
        for number, line in enumerate(content, first):
            source = self._line(number)
            found = len(source) - len(line.rstrip())
            if line and node.parent and node.parent.markup.startswith("#"):
                found = source.find(line, source.find("#"))
            offsets.append(self._starts[number] + found)
        starts = accumulate((len(line) + 1 for line in content[:-1]), initial=0)
        return InlineText(node.content, tuple(starts), tuple(offsets))

    def cells(self, row: SyntaxTreeNode) -> tuple[InlineText, ...]:
        """Return the texts of the cells of a table's row as they stand in the source, which may be more or fewer than its columns."""
        first = self._starts[row.map[0] if row.map else 0]
        begin, end = first + row.meta["column"], first + len(self._line(row.map[0] if row.map else 0))
        pipes = [begin - 1, *(pipe.start() for pipe in _PIPE.finditer(self._text, begin, end)), end]
        cells = [self._cell(before + 1, after) for before, after in pairwise(pipes)]
        return tuple(cells[not cells[0].text : len(cells) - (len(cells) > 1 and not cells[-1].text)])

    def _cell(self, begin: int, end: int) -> InlineText:
        text = self._text[begin:end]
        begin += len(text) - len(text.lstrip())
        stretches = text.strip().split("\\|")
        lengths = [len(one) + (number > 0) for number, one in enumerate(stretches)]
        starts = tuple(accumulate(lengths[:-1], initial=0))
        return InlineText("|".join(stretches), starts, tuple(begin + start + number for number, start in enumerate(starts)))

    def lines(self, first: int, last: int) -> Span:
        """Return lines by their numbers from 0, the second exclusive, without the blanks around them."""
        text = self._text[self._starts[first] : self._starts[last]]
        begin = self._starts[first] + len(text) - len(text.lstrip())
        return Span(begin, begin + len(text.strip()))

    def begin(self, node: SyntaxTreeNode, around: Around) -> int:
        """Return where a block begins: after the markers of what it stands in."""
        first = self._starts[node.map[0] if node.map else 0]
        begin = max(first, around.marker)
        if begin > around.marker:
            for _ in range(around.quotations):
                quote = _QUOTE.match(self._text, begin)
                begin = quote.end() if quote else begin
        blanks = _BLANKS.match(self._text, begin)
        return blanks.end() if blanks else begin

    def inside(self, node: SyntaxTreeNode, around: Around) -> Around:
        """Return what the blocks inside a quotation or an item of a list stand in."""
        begin = self.begin(node, around)
        marker = _MARKER.match(self._text, begin)
        return Around(marker.end() if marker else begin, around.quotations + (node.type == "blockquote"))

    def block(self, node: SyntaxTreeNode, begin: int) -> Span:
        """Return the place of a block from where it begins to the end of its last line, without blanks."""
        last = self._starts[node.map[1] if node.map else -1]
        return Span(begin, begin + len(self._text[begin:last].rstrip()))
