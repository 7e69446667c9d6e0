"""Words on a picture: measured, broken into lines, and set as SVG text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Final
from unicodedata import category

from generator.figures.writers.measuring import SLACK, width_of
from generator.language.foreign import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE: Final = 1.32
"""The distance between lines, in sizes of the letters."""
_BOLD: Final = 1.07
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, or a drawing of a width in pixels."""

    text: str
    bold: bool = False
    muted: bool = False
    drawing: str = ""
    """SVG instead of words, in a box from 0 to its width and the height of a line."""
    side: float = 0.0

    def width(self, size: float) -> float:
        """Return how wide it is, in pixels."""
        if self.drawing:
            return self.side
        return width_of(self.text, size) / SLACK * (_BOLD if self.bold else 1)


RunLine = list[Run]


def wrapped(lines: Sequence[RunLine], width: float, size: float) -> list[RunLine]:
    """Return lines broken at spaces and between drawings so that none is wider; a word that is wider alone is broken, too."""
    return [short for line in lines for short in _wrap(line, max(width, size), size)]


def _wrap(line: RunLine, width: float, size: float) -> Iterator[RunLine]:
    row: RunLine = []
    used = 0.0
    for word in (part for whole in _words(line) for part in _parts(whole, width, size)):
        wide = word.width(size)
        if row and used + replace(word, text=word.text.rstrip()).width(size) > width + 0.5:
            yield row
            row, used = [], 0.0
        if row or word.drawing or word.text.strip():
            row.append(word)
            used += wide
    if row:
        yield row


def _parts(word: Run, most: float, size: float) -> Iterator[Run]:
    """Yield a word in pieces that are not wider, each letter with the marks on it."""
    start = 0
    if not word.drawing and replace(word, text=word.text.rstrip()).width(size) > most:
        for end in range(1, len(word.text)):
            is_mark = category(word.text[end]).startswith("M")
            if not is_mark and replace(word, text=word.text[start : end + 1]).width(size) > most:
                yield replace(word, text=word.text[start:end])
                start = end
    yield replace(word, text=word.text[start:])


def _words(line: RunLine) -> Iterator[Run]:
    """Yield words each with the space that follows it."""
    for run in line:
        if run.drawing:
            yield run
            continue
        words = unmarked(run.text).split(" ")
        for index, word in enumerate(words):
            text = word + (" " if index < len(words) - 1 else "")
            if text:
                yield replace(run, text=text)


def height_of(lines: Sequence[RunLine], size: float) -> float:
    """Return how much room lines take, in pixels."""
    return sum(_height(line, size) for line in lines)


def _height(line: RunLine, size: float) -> float:
    return max([size * LINE, *(run.side + 4 for run in line if run.drawing)])


def set_lines(lines: Sequence[RunLine], x: float, top: float, size: float, *, end: float | None = None) -> str:
    """Return lines as SVG whose first line's top is given; those that are to end at a place are moved there."""
    parts, y = [], top
    for line in lines:
        tall = _height(line, size)
        wide = sum(run.width(size) for run in line)
        parts.append(_set(line, x if end is None else end - wide, y, tall, size))
        y += tall
    return "".join(parts)


def _set(line: RunLine, x: float, y: float, tall: float, size: float) -> str:
    written, base = [], y + (tall - size * LINE) / 2 + size
    for run in _joined(line):
        if run.drawing:
            written.append(f'<g transform="translate({x:.4g} {y + (tall - run.side) / 2:.5g})">{run.drawing}</g>')
        elif run.text.strip():
            style = " ".join(name for name, on in (("b", run.bold), ("m", run.muted)) if on)
            name = f' class="{style}"' if style else ""
            start = x + replace(run, text=run.text[: -len(run.text.lstrip())]).width(size)  # SVG folds the spaces that begin a text
            text = escape(run.text.strip(), quote=False)
            written.append(f'<text x="{start:.4g}" y="{base:.5g}" font-size="{size:g}"{name}>{text}</text>')
        x += run.width(size)
    return "".join(written)


def _joined(line: RunLine) -> Iterator[Run]:
    """Yield runs with those of one style that follow each other as one."""
    last: Run | None = None
    for run in line:
        if last is not None and not run.drawing and not last.drawing and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
