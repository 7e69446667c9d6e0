"""Splits a source's text into paragraphs and sentences with stable labels: 'p4' is the fourth paragraph, 'p4.s2' its second sentence.

Paragraphs are counted from 1 and include headings and bylines; spans are code points of the text itself. Paragraphs depend
on the text alone, never on language or settings, so that a label never moves:

* A line without visible characters separates paragraphs.
* Otherwise every line is a paragraph, unless the text is wrapped: it has empty lines; no line is longer than 160 characters,
  nor longer by more than a quarter than the longest line that has another directly above or below it; and of the lines that
  have another directly below, more than half end within a sentence. In a wrapped text, lines without an empty one between
  them are one paragraph; but a line less than half as long as the longest such line is the paragraph's last if it ends a
  sentence, and a heading if it comes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import sentencex

from generator.text.position import Span
from generator.text.problems import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Kind = Literal["text", "heading", "byline"]

LONGEST_WRAPPED: Final = 160
"""The most characters in a line of a wrapped text."""

_LONGEST_HEADING: Final = 120
_MOST_HEADING_WORDS: Final = 16
_LONGEST_BYLINE: Final = 200
_BYLINES_FIRST: Final = 6
_BYLINES_LAST: Final = 3

_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_BREAKS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
_UNSEEN: Final = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_CLOSING: Final = "\"'”’»›)]}」』״׳" + _UNSEEN
_STOPS: Final = frozenset(".!?…:;؟۔؛।॥。！？；：")
_ENDING: Final = _STOPS | frozenset(",،，、")

_MARKED_HEADING: Final = re.compile("#{1,6} ")
_BYLINE: Final = re.compile(
    r"""(?:
      (?:By|BY|Von|Par|Por|Di|Da)\s+[^\W\d_a-z] | by\s+[A-Z]
    | (?:Written|Reported|Reporting|Edited|Editing|Compiled|Photographs?|Photo|Text)\s+by\b
    | \(\s*(?:Additional\s+)?(?:Reporting|Writing|Editing|Edited|Compiled)\s+by\b
    | (?:Published|Updated|Posted|Last\s+(?:updated|modified))\b.*\d
    | (?:نوشتهٔ|نوشته|نویسنده|گزارش\ از|بقلم|بقلم|کتبه|كتب|تحریر|ازقلم|از\ قلم)\s*[:：]?\s*\w
    | (?:מאת|כתב|כתבה)\s*:?\s+\w
    )""",
    re.VERBOSE,
)
LONGEST_AT_ONCE: Final = 4000
"""The most characters passed to sentencex at once: its time is quadratic in the number of quotations in them."""

_SIGNS: Final = ".!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f"
_CUT: Final = re.compile(f"(?<=[^\\W\\d_]{{4}})[{_SIGNS}]++[\"'\u201d\u2019\u00bb\u203a)\\]]*+(?=\\s)")
"""A certain end of a sentence: after a word too long for an abbreviation."""

_MARKS: Final = dict.fromkeys(map(ord, '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u300c\u300d\u300e\u300f\u2039\u203a\uff02'), " ")
"""Quotation marks, within which sentencex finds no sentence ends."""

_SPACE: Final = re.compile(r"\s")
"""White space, replaced by a plain space: sentencex handles few kinds, and fails at some."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph."""

    place: str
    """The label: 'p4.s2'."""
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, without the space around it."""

    place: str
    """The label: 'p4'."""
    kind: Kind
    span: Span
    sentences: Sequence[Sentence]


@dataclass(frozen=True)
class Passages:
    """A text and its paragraphs."""

    text: str
    paragraphs: Sequence[Passage]

    @cached_property
    def _spans(self) -> dict[str, Span]:
        spans = {paragraph.place: paragraph.span for paragraph in self.paragraphs}
        return spans | {sentence.place: sentence.span for sentence in self.sentences}

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        return (sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    def find(self, place: str) -> Span | None:
        """Return the span of a label, or None if the text has no such passage."""
        return self._spans.get(place)

    def around(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that overlap with a span."""
        return tuple(sentence for sentence in self.sentences if sentence.span.start < span.end and span.start < sentence.span.end)

    def what_there_is(self, place: str) -> str:
        """Return a message on how many paragraphs or sentences there are, for a label that the text does not have."""
        number = int(place.partition(".")[0][1:])
        if number > len(self.paragraphs):
            return f"the text has {counted(len(self.paragraphs), 'paragraph')}"
        return f"'p{number}' has {counted(len(self.paragraphs[number - 1].sentences), 'sentence')}"


def read_passages(text: str, language: str = "en") -> Passages:
    """Split a text into paragraphs and sentences; an unknown language is treated like others of its script."""
    spans = list(_paragraph_spans(text))
    paragraphs = []
    for number, span in enumerate(spans, 1):
        kind = _kind(text[span.start : span.end], number, len(spans))
        whole = (span,) if kind != "text" else read_sentences(text, span, language)
        sentences = tuple(Sentence(f"p{number}.s{index}", sentence_span) for index, sentence_span in enumerate(whole, 1))
        paragraphs.append(Passage(f"p{number}", kind, span, sentences))
    return Passages(text, tuple(paragraphs))


def _paragraph_spans(text: str) -> Iterator[Span]:
    blocks = _blocks(text)
    joined = [block for block in blocks if len(block) > 1]
    width = max((line.end - line.start for block in joined for line in block), default=0)
    if not _is_wrapped(text, blocks, joined, width):
        yield from (line for block in blocks for line in block)
        return
    for block in blocks:
        start = block[0].start
        for line, following in zip(block, [*block[1:], None], strict=True):
            short = (line.end - line.start) * 2 < width
            if following is None or (short and (line is block[0] or _ends_sentence(text[line.start : line.end]))):
                yield Span(start, line.end)
                start = following.start if following else 0


def _blocks(text: str) -> list[list[Span]]:
    """Return the visible lines, grouped by the empty lines between them."""
    blocks: list[list[Span]] = [[]]
    is_empty_line = True
    for match in _LINE.finditer(text):
        if match[0][0] in _LINE_BREAKS:
            if is_empty_line and blocks[-1]:
                blocks.append([])
            is_empty_line = True
            continue
        line = trimmed(text, Span(*match.span()), _UNSEEN)
        if line.start < line.end:
            blocks[-1].append(line)
            is_empty_line = False
    return [block for block in blocks if block]


def _is_wrapped(text: str, blocks: Sequence[Sequence[Span]], joined: Sequence[Sequence[Span]], width: int) -> bool:
    inner = [line for block in joined for line in block[:-1]]
    longest = max((line.end - line.start for block in blocks for line in block), default=0)
    if len(blocks) == 1 or not inner or longest > min(LONGEST_WRAPPED, width * 5 // 4):
        return False
    return sum(not _ends_sentence(text[line.start : line.end]) for line in inner) * 2 > len(inner)


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _STOPS


def _kind(paragraph: str, number: int, count: int) -> Kind:
    text = paragraph.lstrip(_UNSEEN)
    if number <= _BYLINES_FIRST or number > count - _BYLINES_LAST:
        words, may_be_byline = text.lstrip("-–—― (*_"), text.startswith("(") or text[-1] not in ".!?۔؟…"
        if may_be_byline and len(text) <= _LONGEST_BYLINE and (_BYLINE.match(text) or _BYLINE.match(words)):
            return "byline"
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS or "\n" in text:
        return "text"
    if _MARKED_HEADING.match(text):
        return "heading"
    stem = text.rstrip(_CLOSING)
    is_question = (
        stem.endswith(("?", "؟", "!", "？", "！")) and text[-1:] not in "\"'”’»" and not any(sign in stem[:-1] for sign in ".!?؟۔")
    )
    is_title = any(map(str.isalpha, text)) and (is_question or stem[-1:] not in _ENDING)
    return "heading" if is_title and number < count and not text.startswith(("“", '"', "«", "-", "–", "—", "•", "*")) else "text"


def trimmed(text: str, span: Span, unseen: str = "") -> Span:
    """Return a span without white space, and the given invisible characters, at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in unseen):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in unseen):
        end -= 1
    return Span(start, end)


def read_sentences(text: str, span: Span, language: str = "en", *, quoted: bool = False) -> tuple[Span, ...]:
    """Return the spans of the sentences in one paragraph of a text; with 'quoted', sentences also end within quotation marks.

    A paragraph of more than 4000 characters is split into pieces, if possible at a full stop, question or exclamation mark
    between a word of four letters or more and a space. Never raises for any text valid in UTF-8, in any language.
    """
    code, marks = language.partition("-")[0].lower(), _MARKS if quoted else {}
    return tuple(sentence for piece in _pieces(text, span) for sentence in _segmented(text, piece, code, marks)) or (span,)


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


def _segmented(text: str, span: Span, language: str, marks: Mapping[int, str]) -> Iterator[Span]:
    piece = _SPACE.sub(" ", text[span.start : span.end]).translate(marks)
    end = 0
    for sentence in sentencex.segment(language, piece):
        start = piece.index(sentence.strip(), end)
        end = start + len(sentence.strip())
        sentence_span = trimmed(text, Span(span.start + start, span.start + end))
        if sentence_span.start < sentence_span.end:
            yield sentence_span
