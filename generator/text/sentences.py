"""Sentences of a paragraph, by the rules of its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import sentencex

from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_AT_ONCE: Final = 4000
"""The most characters that are handed to sentencex at once, whose time grows with the square of the quotations in them."""

_SIGNS: Final = ".!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f"
_CUT: Final = re.compile(f"(?<=[^\\W\\d_]{{4}})[{_SIGNS}]++[\"'\u201d\u2019\u00bb\u203a)\\]]*+(?=\\s)")
"""Where a sentence ends for certain: after a word too long for an abbreviation."""

_MARKS: Final = dict.fromkeys(map(ord, '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u300c\u300d\u300e\u300f\u2039\u203a\uff02'), " ")
"""Quotation marks, within which sentencex sees no end of a sentence."""

_SPACE: Final = re.compile(r"\s")
"""What a plain space stands for, of which sentencex knows too few, and fails at some."""


def trimmed(text: str, span: Span, unseen: str = "") -> Span:
    """Return a span of a text without the space, and the unseen characters, at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in unseen):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in unseen):
        end -= 1
    return Span(start, end)


def read_sentences(text: str, span: Span, language: str = "en", *, quoted: bool = False) -> tuple[Span, ...]:
    """Return the spans of the sentences in a span of a text, which is one paragraph; if asked, also of those in quotation marks.

    A paragraph of more than 4000 characters is read piece by piece, each of which ends with a sentence as far as a full
    stop, question or exclamation mark between a word of four letters or more and a space shows. Nothing is raised for any text
    that UTF-8 can hold, in any language.
    """
    code = language.partition("-")[0].lower()
    if quoted:
        text = text.translate(_MARKS)
    found = [one for piece in _pieces(text, span) for one in _segmented(text, piece, code)]
    return tuple(found) or (span,)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > LONGEST_AT_ONCE:
        last = None
        for match in _CUT.finditer(text, start + LONGEST_AT_ONCE // 2, start + LONGEST_AT_ONCE):
            last = match.end()
        cut = last or max(text.rfind(" ", start, start + LONGEST_AT_ONCE), start + LONGEST_AT_ONCE // 2)
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _segmented(text: str, span: Span, language: str) -> Iterator[Span]:
    piece = _SPACE.sub(" ", text[span.start : span.end])
    at = 0
    for sentence in sentencex.segment(language, piece):
        found = piece.index(sentence.strip(), at)
        at = found + len(sentence.strip())
        one = trimmed(text, Span(span.start + found, span.start + at))
        if one.start < one.end:
            yield one
