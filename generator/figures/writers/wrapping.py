"""Text in pictures: measured, wrapped, and written as SVG."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from generator.language import current_locale, in_a_drawing, isolated, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE: Final = 1.32
"""The line height in em."""
_BOLD: Final = 1.07
"""The width of bold text relative to regular."""
SLACK: Final = 1.12
"""How much wider the page's font may be than the measured one."""
_ASCII: Final = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556),
    *(556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667),
    *(778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556),
    *(222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""The widths of the printable ASCII characters in Liberation Sans, in thousandths of the font size."""
_WIDTHS: Final = {**dict(zip(map(chr, range(0x20, 0x7F)), _ASCII, strict=True)), **dict.fromkeys("\u2066\u2067\u2069", 0)}


def width_of(text: str, size: float) -> float:
    """Return the maximum width of text in pixels, whatever the page's font."""
    return _units(text) * size / 1000 * SLACK


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    """Return the width of text in thousandths of the font size."""
    return sum(_WIDTHS.get(character, 1000 if character >= "\u2e80" else 600) for character in text)  # from there on, CJK


class TextRun(NamedTuple):
    """Text in one style, or a drawing with a width in pixels."""

    text: str
    bold: bool = False
    muted: bool = False
    drawing: str = ""
    """SVG instead of text, in a box from the origin with its width and the line height."""
    side: float = 0.0
    turned: bool = False
    """Whether its direction is opposite to the page's."""

    def width(self, size: float, text: str | None = None) -> float:
        """Return its width, or that with another text, in pixels."""
        if self.drawing:
            return self.side
        return width_of(self.text if text is None else text, size) / SLACK * (_BOLD if self.bold else 1)


RunLine = list[TextRun]


def text_runs(text: str, *, bold: bool = False, muted: bool = False) -> RunLine:
    """Return text in one style, split by language, each run in its direction."""
    page = current_locale().direction
    return [TextRun(run.text, bold, muted, turned=bool(run.language) and run.direction != page) for run in runs_of(text)]


def wrapped(lines: Sequence[RunLine], width: float, size: float) -> list[RunLine]:
    """Return lines wrapped at spaces and between drawings; a word wider than the line is split."""
    return [short for line in lines for short in _wrap(line, max(width, size), size)]


def _wrap(line: RunLine, width: float, size: float) -> Iterator[RunLine]:
    row: RunLine = []
    used = 0.0
    for word in (part for whole in _words(line) for part in _parts(whole, width, size)):
        word_width = word.width(size)
        if row and used + word.width(size, word.text.rstrip()) > width + 0.5:
            yield row
            row, used = [], 0.0
        if row or word.drawing or word.text.strip():
            row.append(word)
            used += word_width
    if row:
        yield row


def _parts(word: TextRun, max_width: float, size: float) -> Iterator[TextRun]:
    """Yield a word in pieces that fit, keeping combining marks with their letter."""
    start = 0
    if not word.drawing and word.width(size, word.text.rstrip()) > max_width:
        for end in range(1, len(word.text)):
            is_mark = category(word.text[end]).startswith("M")
            if not is_mark and word.width(size, word.text[start : end + 1]) > max_width:
                yield word._replace(text=word.text[start:end])
                start = end
    yield word._replace(text=word.text[start:]) if start else word


def _words(line: RunLine) -> Iterator[TextRun]:
    """Yield words, each with the space after it."""
    for run in line:
        if run.drawing:
            yield run
            continue
        *words, last = run.text.split(" ")
        yield from (run._replace(text=text) for text in (*(f"{word} " for word in words), last) if text)


def height_of(lines: Sequence[RunLine], size: float) -> float:
    """Return the height of lines in pixels."""
    return sum(_height(line, size) for line in lines)


def _height(line: RunLine, size: float) -> float:
    return max([size * LINE, *(run.side + 4 for run in line if run.drawing)])


def set_lines(lines: Sequence[RunLine], x: float, top: float, size: float, *, end: float | None = None, from_right: float = 0.0) -> str:
    """Return lines as SVG, aligned to their start `x` or to `end`, below `top`, in pixels.

    In a right-to-left picture, `from_right` is its width, and positions are relative to its right edge.
    """
    parts = []
    for line in lines:
        wide = sum(run.width(size) for run in line)
        parts.append(_set(line, x if end is None else end - wide, top, _height(line, size), size, from_right))
        top += _height(line, size)
    return "".join(parts)


def _set(line: RunLine, x: float, y: float, height: float, size: float, from_right: float) -> str:
    parts, baseline = [], y + (height - size * LINE) / 2 + size
    for run in _merged(line):
        if run.drawing:
            left = from_right - x - run.side if from_right else x
            parts.append(f'<g transform="translate({left:.4g} {y + (height - run.side) / 2:.5g})">{run.drawing}</g>')
        elif run.text.strip():
            style = " ".join(name for name, on in (("b", run.bold), ("m", run.muted)) if on)
            name = f' class="{style}"' if style else ""
            start = x + run.width(size, run.text[: -len(run.text.lstrip())])  # SVG drops leading spaces
            attributes = f'x="{from_right - start:.4g}" text-anchor="end"' if from_right else f'x="{start:.4g}"'
            text = escape(in_a_drawing(run.text.strip()), quote=False)
            parts.append(f'<text {attributes} y="{baseline:.5g}" font-size="{size:g}"{name}>{text}</text>')
        x += run.width(size)
    return "".join(parts)


def _merged(line: RunLine) -> Iterator[TextRun]:
    """Yield runs with adjacent text of the same style merged."""
    other = "ltr" if current_locale().direction == "rtl" else "rtl"
    for style, runs in groupby(line, key=lambda run: run._replace(text="", turned=False)):
        if style.drawing:
            yield from runs
            continue
        text = ""
        for turned, some in groupby(runs, key=lambda run: run.turned):
            words = "".join(run.text for run in some)
            end = len(words.rstrip())
            text += isolated(words[:end], other) + words[end:] if turned else words
        yield style._replace(text=text)
