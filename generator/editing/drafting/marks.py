"""Words in quotation marks, of every script's marks, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIRS: Final = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‹": "›", "”": "”", "»": "«", "❝": "❞", "＂": "＂", '"': '"'}
_SINGLE_OPEN: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))[‘'](?=[^\W\d_][^‘’']*\s)")
_SINGLE_CLOSE: Final = re.compile(r"(?<=[\w.,!?…])[’'](?![^\W_])")
_LONGEST: Final = 6000


class QuotedSpan(NamedTuple):
    """A stretch in quotation marks."""

    span: Span
    """With its marks."""
    inner: Span
    """Without them, and without the space beside them."""
    goes_on: bool = False
    """Whether its paragraph ends before it is closed, as where a speaker goes on in the next one."""


def quoted_in(text: str, paragraphs: Sequence[Span]) -> Iterator[QuotedSpan]:
    """Yield what stands in quotation marks in the paragraphs of a text, in order; quotations within quotations are part of them."""
    singles = not any(mark in text for mark in '“«„「『»"')
    for paragraph in paragraphs:
        yield from _singles(text, paragraph) if singles else _doubles(text, paragraph)


def _doubles(text: str, paragraph: Span) -> Iterator[QuotedSpan]:
    at, end = paragraph
    while at < end:
        sign = text[at]
        if sign not in _PAIRS or not _opens(text, at, paragraph):
            at += 1
            continue
        close = _close(text, at, end)
        inner = trimmed(text, Span(at + 1, close if close >= 0 else end))
        if inner.start < inner.end and inner.end - inner.start <= _LONGEST and (close >= 0 or sign in "“«"):
            yield QuotedSpan(Span(at, close + 1 if close >= 0 else end), inner, close < 0)
        at = close + 1 if close >= 0 else end if sign in "“«" else at + 1


def _opens(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] in '"”＂':
        return not before.isalnum() and before not in ".,!?;:" and not after.isspace()
    return text[at] != "»" or not before.isalnum()


def _close(text: str, start: int, end: int) -> int:
    """Return where the mark stands that closes what another opens, after those within it; -1 where there is none."""
    opening, closing = text[start], _PAIRS[text[start]]
    depth, first = 0, -1
    for at in range(start + 1, end):
        if text[at] in closing and (opening not in closing or _closes(text, at, end)):
            first = at if first < 0 else first
            if not depth:
                return at
            depth -= 1
        elif text[at] == opening and opening not in closing:
            depth += 1
    return first


def _closes(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum() or not text[at - 1].isspace()


def _singles(text: str, paragraph: Span) -> Iterator[QuotedSpan]:
    at = paragraph.start
    while opened := _SINGLE_OPEN.search(text, at, paragraph.end):
        closed = next((one for one in _SINGLE_CLOSE.finditer(text, opened.end(), paragraph.end)), None)
        if closed is None:
            return
        inner = trimmed(text, Span(opened.end(), closed.start()))
        if inner.start < inner.end:
            yield QuotedSpan(Span(opened.start(), closed.end()), inner)
        at = closed.end()
