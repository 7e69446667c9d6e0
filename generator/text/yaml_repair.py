"""Error recovery for YAML: blanks out unreadable parts, so that one mistake does not hide the rest of a file.

Each character is replaced by exactly one, so that all offsets stay valid. A removed part leaves a placeholder that no text
may contain, so that the reader of the rest knows which fields are lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.position import Span
from generator.text.problems import UNREAD

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

MOST_REPAIRS: Final = 20
"""The most parts removed from one text."""
MOST_READ: Final = 1 << 21
"""The most characters that are parsed again after repairs, in total."""

_LINE: Final = re.compile(r"[ \t]*(?P<dashes>(?:-[ \t]+){0,24})(?:(?P<key>[^\s#][^\n]*?):(?=\s|\Z))?")
_WORDS: Final = re.compile(r"[^\n\r]")
_DASH: Final = re.compile(r"-[ \t]+")
_GLUED: Final = re.compile(r"[ \t]*(?:-[ \t]+)*\w[\w-]*[ \t]*(?P<sign>[^\w\s-]|=)(?P<value>[^\n]{2,})")
_OUTER_NAME: Final = re.compile(r"^([\w-]+):(?=\s)", re.MULTILINE)
_FIELD: Final = re.compile(r"[ \t]*(?:(?:-[ \t]+)*[\w-]+:(?=\s|\Z)|(?:-[ \t]+)+[\[{])")


class _Unit(NamedTuple):
    """The smallest removable part: the value of a key, or a list item."""

    column: int
    """The column of the key or dash; lines indented more belong to it."""
    content: int
    """The offset of its value."""
    is_key: bool


class Repair:
    """A text with a span of YAML, from which unreadable parts are removed one by one."""

    def __init__(self, text: str, span: Span) -> None:
        """Start with the original text."""
        self.text = text
        self.span = span
        self.lost_a_line = False
        """Whether a top-level line was removed without a placeholder."""
        self._region = Span(-1, -1)
        self._column = -1
        self._shifted = Span(-1, -1)
        self._left = min(MOST_REPAIRS, MOST_READ // max(1, span.end - span.start))

    def belongs(self, offset: int) -> bool:
        """Return whether an error follows from the last removed part: it is in it, or on a line after it that is not a field."""
        start, end = self._region
        line = self._line(offset)
        follows = 0 <= end <= line.start and not self.text[end : line.start].strip()
        shifted = self._shifted.start <= offset < self._shifted.end and not _OUTER_NAME.match(self.text, line.start)
        return shifted or start <= offset <= end or (follows and not _FIELD.match(self.text, line.start))

    def write(self, span: Span, right: str) -> bool:
        """Replace look-alikes by the right character; return False if the limit of repairs is reached."""
        self._region, self._column = span, -1
        if not self.text[self._line(span.start).start : span.end].strip():
            self.shift(span.start)
        return self._replace(span, right * (span.end - span.start))

    def shift(self, offset: int) -> None:
        """Treat all errors from an offset to the next top-level field as one mistake: wrong indentation."""
        field = _OUTER_NAME.search(self.text, self._line(offset).end, self.span.end)
        self._shifted = Span(offset, field.start() if field else self.span.end)

    def drop(self, span: Span) -> bool:
        """Remove lines without a placeholder; return False if the limit of repairs is reached."""
        self._region, self._column, self.lost_a_line = span, 0, True
        return self._blank(span, "")

    def join(self, offset: int, names: Container[str]) -> bool:
        """Remove a '---' line inside a record; return False if the rest is another record: it repeats a field."""
        following = {match[1] for match in _OUTER_NAME.finditer(self.text, offset, self.span.end)}
        if any(name in names for name in following):
            return False
        self._region, self._column = self._line(offset), 0
        return self._blank(self._region, "")

    def take_out(self, offset: int) -> bool:
        """Remove the part at an offset, or a larger one if that was removed before; return False if nothing can be done."""
        again = self._region.start <= offset <= self._region.end
        if again and self._column >= 0:
            return self._take_out_around()
        line = self._line(offset)
        units = [unit for unit in self._units(line) if unit.content <= offset and self._has_content(unit, line)]
        if units:
            return self._take_unit(units[-1], line)
        if glued := _GLUED.match(self.text, line.start, line.end):
            return self._take_glued(glued)
        return self._take_line(line)

    def _line(self, offset: int) -> Span:
        before, end = self.text.rfind("\n", self.span.start, offset), self.text.find("\n", offset, self.span.end)
        return Span(self.span.start if before < 0 else before + 1, self.span.end if end < 0 else end)

    def _units(self, line: Span) -> Iterator[_Unit]:
        match = _LINE.match(self.text, *line)
        if match and match["dashes"]:
            for dash in _DASH.finditer(self.text, *match.span("dashes")):
                yield _Unit(dash.start() - line.start, dash.end(), is_key=False)
        if match and match["key"] and not (match["dashes"] and match["key"][0] in "[{"):
            yield _Unit(match.start("key") - line.start, match.end(), is_key=True)

    def _block(self, unit: _Unit, line: Span) -> Span:
        """Return the span of a value, up to the last line that is indented as part of it."""
        item = rf"(?!(?<=\n.{{{unit.column}}})-\s)" if unit.is_key else ""
        end = re.compile(rf"\n[ \t]{{0,{unit.column}}}{item}(?=\S)").search(self.text, line.end, self.span.end)
        return Span(unit.content, end.start() if end else self.span.end)

    def _has_content(self, unit: _Unit, line: Span) -> bool:
        block = self._block(unit, line)
        return bool(self.text[block.start : block.end].replace(UNREAD, "").strip())

    def _take_unit(self, unit: _Unit, line: Span) -> bool:
        block = self._block(unit, line)
        self._region, self._column = Span(line.start, block.end), unit.column
        return self._blank(block, UNREAD)

    def _take_around(self, unit: _Unit, line: Span) -> bool:
        """Remove a value whose lines may be meant as sibling fields: leave a placeholder for one of those, too."""
        can_repair = self._take_unit(unit, line)
        if unit.is_key:
            start = self._line(self.text.find(UNREAD, unit.content)).end + 1 + unit.column
            if start + 1 < self._region.end and not self.text[start : start + 2].strip(" "):
                can_repair = self._replace(Span(start, start + 2), f"{UNREAD}:")
        return can_repair

    def _take_glued(self, glued: re.Match[str]) -> bool:
        line = self._line(glued.start())
        name = self.text[line.start : glued.end()].lstrip(" \t-")
        self._region, self._column = line, line.end - line.start - len(name)
        return self._replace(Span(glued.start("sign"), glued.start("value")), ":") and self._blank(
            Span(glued.start("value") + 1, line.end), UNREAD, before=" "
        )

    def _take_line(self, line: Span) -> bool:
        start = line.end - len(self.text[line.start : line.end].lstrip(" \t"))
        self._region, self._column = line, start - line.start
        is_field = not re.match(r"%|\.\.\.|---", self.text[start : line.end])
        self.lost_a_line |= is_field and line.end - start < len(f"{UNREAD}:")
        return self._blank(Span(start, line.end), f"{UNREAD}:" if is_field else "")

    def _take_out_around(self) -> bool:
        """Remove the nearest key or item above the last part that is indented less."""
        line = self._line(self._region.start)
        while True:
            units = [unit for unit in self._units(line) if unit.column < self._column and self._has_content(unit, line)]
            if units:
                return self._take_around(units[-1], line)
            if line.start == self.span.start:
                break
            line = self._line(line.start - 1)
        region = self._region
        return bool(self.text[region.start : region.end].strip()) and self.drop(region)

    def _blank(self, span: Span, sign: str, *, before: str = "") -> bool:
        """Blank a span except line breaks, with a placeholder at its first word if there is room."""
        words = self.text[span.start : span.end]
        blank = _WORDS.sub(" ", words)
        first = len(words) - len(words.lstrip())
        sign = sign if sign and len(words.strip()) >= len(sign) else "#"
        blank = blank[:first] + sign + blank[first + len(sign) :]
        return self._replace(Span(span.start - len(before), span.end), before + blank)

    def _replace(self, span: Span, right: str) -> bool:
        self._left -= 1
        self.text = self.text[: span.start] + right + self.text[span.end :]
        return self._left >= 0
