"""A paragraph as its narrator tells it: sentences in which every quotation is one piece.

What stands in quotation marks is found first, by the marks of every script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from generator.editing.drafting.lists import words
from generator.text import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIRS: Final = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‹": "›", "”": "”", "»": "«", "❝": "❞", "＂": "＂", '"': '"'}
_SINGLE_OPEN: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))[‘'](?=[^\W\d_][^‘’']*\s)")
_SINGLE_CLOSE: Final = re.compile(r"(?<=[\w.,!?…])[’'](?![^\W_])")
_LONGEST: Final = 6000
_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.&-][^\W_]+)*(?:['’](?=\s))?|[^\w\s]|_+")
_ENDS: Final = ".!?…"
_CLOSING: Final = "\"'”’»)]"
MONTH: Final = "May"
"""A month, which in small letters is a word of what may be."""
_LONGEST_FRAME: Final = 300


class QuotedSpan(NamedTuple):
    """A stretch in quotation marks."""

    span: Span
    """With its marks."""
    inner: Span
    """Without them, and without the space beside them."""


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
            yield QuotedSpan(Span(at, close + 1 if close >= 0 else end), inner)
        at = close + 1 if close >= 0 else end if sign in "“«" else at + 1


def _opens(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] in '"”＂':
        return not before.isalnum() and before not in ".,!?;:" and not after.isspace()
    return text[at] != "»" or not before.isalnum()


def _close(text: str, start: int, end: int) -> int:
    """Return where the mark stands that closes what another opens, after those within it; -1 where there is none."""
    opening, closing, depth = text[start], _PAIRS[text[start]], 1
    for at in range(start + 1, end):
        depth += (text[at] == opening not in closing) - (text[at] in closing)
        if not depth:
            return at
    return -1


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


class Token(NamedTuple):
    """A word, a sign or a quotation of a paragraph."""

    kind: Literal["word", "sign", "quote"]
    text: str
    low: str
    span: Span
    number: int = -1
    """Which quotation it is."""

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter, or with a digit."""
        return self.kind == "word" and not self.text[0].islower()

    @property
    def is_adverb(self) -> bool:
        """Whether it is, or has the form of, an adverb."""
        return self.is_in("adverbs") or (self.low.endswith("ly") and not self.is_capital)

    def is_in(self, *groups: str) -> bool:
        """Tell whether it stands in some lists of small words of English."""
        return self.low in words("grammar", *groups)


Frame = list[Token]


def _pieces(text: str, paragraph: Span, quotes: Sequence[QuotedSpan]) -> list[Token]:
    found: list[Token] = []
    at = paragraph.start
    for number, quote in enumerate(quotes):
        if paragraph.start <= quote.span.start < paragraph.end:
            found += _words(text, Span(at, quote.span.start))
            inner = text[quote.inner.start : quote.inner.end]
            found.append(Token("quote", inner, "", quote.span, number))
            at = quote.span.end
    return found + list(_words(text, Span(at, paragraph.end)))


def _words(text: str, span: Span) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, span.start, span.end):
        one = match[0]
        if one[0].isalnum() and one.endswith(("'s", "’s")) and len(one) > len("'s"):
            cut = match.end() - 2
            yield Token("word", one[:-2], one[:-2].lower(), Span(match.start(), cut))
            yield Token("word", one[-2:], one[-2:].lower(), Span(cut, match.end()))
        else:
            yield Token("word" if one[0].isalnum() else "sign", one, one.lower(), Span(*match.span()))


def frames(text: str, paragraph: Span, quotes: Sequence[QuotedSpan]) -> Iterator[Frame]:
    """Yield the sentences of a paragraph, each with the quotations that stand in it."""
    found = _pieces(text, paragraph, quotes)
    frame: Frame = []
    for number, piece in enumerate(found):
        frame.append(piece)
        if len(frame) >= _LONGEST_FRAME or _ends(found, number):
            yield frame
            frame = []
    if frame:
        yield frame


def is_followed(frame: Frame, at: int, after: Sequence[str]) -> bool:
    """Tell whether some words come behind a place in a frame."""
    return tuple(piece.low for piece in frame[at + 1 : at + 1 + len(after)]) == tuple(after)


def _ends(found: Sequence[Token], at: int) -> bool:
    piece, after = found[at], found[at + 1] if at + 1 < len(found) else None
    is_open = after is None or after.kind == "quote" or after.is_capital
    if piece.kind == "quote":
        return is_open and piece.text.rstrip(_CLOSING).endswith(".")
    return piece.kind == "sign" and piece.text in _ENDS and is_open and not _is_abbreviation(found, at)


def _is_abbreviation(found: Sequence[Token], at: int) -> bool:
    before = found[at - 1] if at else None
    if found[at].text != "." or before is None or before.kind != "word" or found[at].span.start != before.span.end:
        return False
    return before.is_in("titles") or (len(before.text) == 1 and before.is_capital)
