"""A source's text, read for proving."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text import Normalised, Passages, is_word_character, normalised, read_passages, read_sentences
from generator.verify.evidence.uses import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.text import Span

_TITLES: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Cmdr|Cdr|Adm|Maj|Rev|Hon|Pres|Amb|Atty|Ft|Mt|Mme|Mlle|Sr|Sra|Dra|Hr|Nr"
    "|проф|акад|ген|им|гр|ул|डॉ|प्रो|श्री"
)
"""Abbreviations that a name or a number follows, of which sentencex takes some for the end of a sentence."""

_NAME_FOLLOWS: Final = re.compile(rf"(?:^|[^\w.])(?:[^\W\d_]|{_TITLES})\.$")
_ABBREVIATION: Final = re.compile(r"\W([^\W\d_]{1,4})\.$")


class ProofSentence(NamedTuple):
    """A sentence within the form of a text; what stands in quotation marks has sentences of its own."""

    start: int
    end: int
    first: int
    """Where its first word begins."""
    last: int
    """Where its last word ends."""
    paragraph: int
    """Where its paragraph begins."""


@dataclass(frozen=True)
class PreparedText:
    """A source's text, read for proving."""

    form: Normalised
    passages: Passages
    language: str
    """The language that the text is said to be in."""
    hash: str
    """The SHA-256 of the text's form."""

    @cached_property
    def sentences(self) -> Sequence[ProofSentence]:
        """The sentences of the text, in order."""
        length = len(self.form.text)
        return tuple(self._read()) or (ProofSentence(0, length, 0, length, 0),)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [one.start for one in self.sentences]

    def first_sentence(self, stretch: Span) -> ProofSentence:
        """Return the sentence of the first word of a stretch of the form."""
        return self._sentence_at(next(filter(self._is_word, range(*stretch)), stretch.start))

    def last_sentence(self, stretch: Span) -> ProofSentence:
        """Return the sentence of the last word of a stretch of the form."""
        return self._sentence_at(next(filter(self._is_word, range(stretch.end - 1, stretch.start - 1, -1)), stretch.start))

    def _is_word(self, place: int) -> bool:
        return is_word_character(self.form.text[place])

    def _sentence_at(self, place: int) -> ProofSentence:
        return self.sentences[max(0, bisect_right(self._starts, place) - 1)]

    def around(self, start: int, end: int) -> str:
        """Return the sentences of which a stretch of the form has a character, with those that may be one with them."""
        some = [index for index, one in enumerate(self.sentences) if one.start < end and start < one.end]
        first, last = some[0], some[-1]
        while first and self._may_go_on(first - 1):
            first -= 1
        while last + 1 < len(self.sentences) and self._may_go_on(last):
            last += 1
        return self.form.text[self.sentences[first].start : self.sentences[last].end]

    def _may_go_on(self, index: int) -> bool:
        """Tell whether a sentence ends as an abbreviation may, so that the next one may belong to it."""
        one, other = self.sentences[index : index + 2]
        last = _ABBREVIATION.search(self.form.text[one.start : one.end])
        return one.paragraph == other.paragraph and last is not None and last[1][0].isupper()

    def _read(self) -> Iterator[ProofSentence]:
        text, passages = self.form.text, self.passages
        for paragraph in passages.paragraphs:
            is_text = paragraph.kind == "text"
            spans = read_sentences(passages.text, paragraph.span, self.language, quoted=True) if is_text else (paragraph.span,)
            begins, start = self.form.stretch(paragraph.span).start, -1
            for index, span in enumerate(spans):
                first, end = self.form.stretch(span)
                start = first if start < 0 else start
                if index + 1 < len(spans) and _NAME_FOLLOWS.search(text[start:end]):
                    continue
                words = list(filter(self._is_word, range(start, end)))
                if words:
                    yield ProofSentence(start, end, words[0], words[-1] + 1, begins)
                start = -1


def prepare_text(text: str, language: str) -> PreparedText:
    """Read a source's text for proving."""
    form = normalised(text)
    return PreparedText(form, read_passages(text, language), language, digest(form.text.strip(" ")))
