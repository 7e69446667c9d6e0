"""Split paragraphs into sentences in which every quotation is a single token.

Quotations are found first, by the quotation marks of every script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from generator.editing.drafting.lists import words
from generator.text import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIRS: Final = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‹": "›", "”": "”", "»": "«", "❝": "❞", "＂": "＂", '"': '"'}
_SINGLE_OPEN: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))[‘'](?=[^\W\d_](?:[^‘’'\s]|(?<=\w)[’'](?=\w))*\s)")
_SINGLE_CLOSE: Final = re.compile(r"(?<=[\w.,!?…])[’'](?![^\W_])")
_LONGEST: Final = 6000
_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.&-][^\W_]+)*(?:['’](?=\s))?|[^\w\s]|_+")
_ENDS: Final = ".!?…"
_CLOSING: Final = "\"'”’»)]"
MONTH: Final = "May"
"""A month, as opposed to the verb 'may'."""
_LONGEST_FRAME: Final = 300


class QuotedSpan(NamedTuple):
    """A span in quotation marks."""

    span: Span
    """Including the marks."""
    inner: Span
    """Excluding the marks and adjacent space."""


def quoted_in(text: str, paragraphs: Sequence[Span]) -> Iterator[QuotedSpan]:
    """Yield the quotations of paragraphs in order; nested ones are part of the outer one."""
    singles = [quoted for paragraph in paragraphs for quoted in _single_quoted(text, paragraph)]
    inside = {at for quoted in singles for at in range(*quoted.span)}
    if all(at in inside for at, mark in enumerate(text) if mark in '“«„「『»"'):
        yield from singles
    else:
        for paragraph in paragraphs:
            yield from _double_quoted(text, paragraph)


def _double_quoted(text: str, paragraph: Span) -> Iterator[QuotedSpan]:
    at, end = paragraph
    while at < end:
        mark = text[at]
        if mark not in _PAIRS or not _opens(text, at, paragraph):
            at += 1
            continue
        close = _close(text, at, end)
        inner = trimmed(text, Span(at + 1, close if close >= 0 else end))
        if inner.start < inner.end and inner.end - inner.start <= _LONGEST and (close >= 0 or mark in "“«"):
            yield QuotedSpan(Span(at, close + 1 if close >= 0 else end), inner)
        at = close + 1 if close >= 0 else end if mark in "“«" else at + 1


def _opens(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] in '"”＂':
        return not before.isalnum() and before not in ".,!?;:" and not after.isspace()
    return text[at] != "»" or not before.isalnum()


def _close(text: str, start: int, end: int) -> int:
    """Return the offset of the closing mark, skipping nested ones; of the first closing mark if they do not match; or -1."""
    opening, closing, depth = text[start], _PAIRS[text[start]], 1
    marks = [at for at in range(start + 1, end) if text[at] == opening or text[at] in closing]
    for at in marks:
        depth += (text[at] == opening not in closing) - (text[at] in closing)
        if not depth:
            return at
    return next((at for at in marks if text[at] in closing), -1)


def _single_quoted(text: str, paragraph: Span) -> Iterator[QuotedSpan]:
    at = paragraph.start
    while opened := _SINGLE_OPEN.search(text, at, paragraph.end):
        closed = next(_SINGLE_CLOSE.finditer(text, opened.end(), paragraph.end), None)
        if closed is None:
            return
        inner = trimmed(text, Span(opened.end(), closed.start()))
        if inner.start < inner.end:
            yield QuotedSpan(Span(opened.start(), closed.end()), inner)
        at = closed.end()


class Token(NamedTuple):
    """A word, punctuation mark or quotation."""

    kind: Literal["word", "sign", "quote"]
    text: str
    low: str
    span: Span
    number: int = -1
    """The index of the quotation."""

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that starts with a capital or a digit."""
        return self.kind == "word" and not self.text[0].islower()

    @property
    def is_adverb(self) -> bool:
        """Whether it is, or looks like, an adverb."""
        return self.is_in("adverbs") or (self.low.endswith("ly") and not self.is_capital)

    def is_in(self, *groups: str) -> bool:
        """Return whether it is in one of some groups of function words."""
        return self.low in words("grammar", *groups)


Frame = list[Token]


def _tokens(text: str, paragraph: Span, quotes: Sequence[QuotedSpan]) -> list[Token]:
    tokens: list[Token] = []
    at = paragraph.start
    for number, quote in enumerate(quotes):
        if paragraph.start <= quote.span.start < paragraph.end:
            tokens += _words(text, Span(at, quote.span.start))
            inner = text[quote.inner.start : quote.inner.end]
            tokens.append(Token("quote", inner, "", quote.span, number))
            at = quote.span.end
    return tokens + list(_words(text, Span(at, paragraph.end)))


def _words(text: str, span: Span) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = match[0]
        if word[0].isalnum() and word.endswith(("'s", "’s")) and len(word) > len("'s"):
            cut = match.end() - 2
            yield Token("word", word[:-2], word[:-2].lower(), Span(match.start(), cut))
            yield Token("word", word[-2:], word[-2:].lower(), Span(cut, match.end()))
        else:
            yield Token("word" if word[0].isalnum() else "sign", word, word.lower(), Span(*match.span()))


def frames(text: str, paragraph: Span, quotes: Sequence[QuotedSpan]) -> Iterator[Frame]:
    """Yield the sentences of a paragraph as tokens."""
    tokens = _tokens(text, paragraph, quotes)
    frame: Frame = []
    for number, token in enumerate(tokens):
        frame.append(token)
        if len(frame) >= _LONGEST_FRAME or _ends(tokens, number):
            yield frame
            frame = []
    if frame:
        yield frame


def is_followed(frame: Frame, at: int, after: Sequence[str]) -> bool:
    """Return whether some words follow a position in a frame."""
    return tuple(token.low for token in frame[at + 1 : at + 1 + len(after)]) == tuple(after)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    is_open = after is None or after.kind == "quote" or after.is_capital
    if token.kind == "quote":
        return is_open and token.text.rstrip(_CLOSING).endswith(".")
    return token.kind == "sign" and token.text in _ENDS and is_open and not _is_abbreviation(tokens, at)


def _is_abbreviation(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    if tokens[at].text != "." or before is None or before.kind != "word" or tokens[at].span.start != before.span.end:
        return False
    return before.is_in("titles") or (len(before.text) == 1 and before.is_capital)
