"""The normalised form in which quotations are compared, with a mapping back to offsets of the source text.

Two texts have the same words if they have the same form. The form undoes typography and nothing else:

* NFC: a letter with an accent is one character, however it was typed.
* Quotation marks of all scripts, apostrophes, primes, geresh and gershayim become ' or ". Single and double stay apart.
* A run of dashes, hyphens and minus signs becomes one -, and spaces around it do not count.
* Spaces and line breaks of all kinds, any number of them, become one space.
* Spaces before ? ! : ; and their likes of other scripts, around an ellipsis and within « » “ ” do not count.
* Ligatures of Latin, Armenian, Hebrew and Arabic letters are decomposed, Arabic and Hebrew presentation forms become the
  letters that they present, an ellipsis becomes three dots (. . . does, too), and two single quotation marks become a double.
* Invisible characters are dropped: soft hyphens, joiners, direction marks, variation selectors, byte order marks, tatweel.

Everything else is meaning and stays: case, accents, vowel points, digits of every script ('10²', '½', '①', full-width and
Persian digits are not '102', '1/2', '1' and so on, so NFKC is never used), and letters that only look alike. Arabic yeh
and kaf (U+064A, U+0643) are not Persian yeh and keheh (U+06CC, U+06A9): in Arabic the first of these pairs tells words apart.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.text.position import Span
from generator.text.problems import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Change = tuple[Span, str, Span]
    """A span, its replacement, and the part of the span that the replacement stands for."""

_SINGLE, _DOUBLE, _DASHES, _UNSEEN, _SPACES, _COMPOSING = table(__file__, "signs")["form"].values()
_COMPOSES: Final = frozenset(_COMPOSING + "".join(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)))))
"""The characters of combining class 0 that NFC may compose with the one before, or reorder within such a cluster."""


def _presented() -> Iterator[tuple[str, str]]:
    """Yield the ligatures and presentation forms, each with the letters that it presents."""
    for first, last in ((0xFB00, 0xFB17), (0xFB20, 0xFB28), (0xFB4F, 0xFB4F), (0xFB50, 0xFDC7), (0xFE70, 0xFEFC), (0xFDF2, 0xFDF2)):
        for code in range(first, last + 1):
            letters = [chr(int(digits, 16)) for digits in unicodedata.decomposition(chr(code)).split()[1:]]
            if letters and all(unicodedata.category(letter)[0] in "LM" for letter in letters):
                yield chr(code), "".join(letters).replace("\u017f", "s").replace("\u0640", "")


_FOLDED: Final = {
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict(_presented()),
    "\u2024": ".",
    "\u2025": "..",
    "\u2026": "...",
}
_WITHIN: Final = f"(?<![\\w.,;!?…)\\]])[«‹“][{_SPACES}]+|[{_SPACES}]+[»›”](?=\\Z|[{_SPACES}.,;:!?)\\]])(?!\\.\\.)"
"""An opening or closing quotation mark with the space inside it; »German« marks point the other way."""
_TOUCHED: Final = re.compile(
    f"(?P<within>{_WITHIN})|"
    f"(?P<run>[{_SPACES}{_UNSEEN}{_DASHES}]{{2,}}|(?:(?![ \\-])[{_SPACES}{_UNSEEN}{_DASHES}]))|[{re.escape(''.join(_FOLDED))}]"
)
_DASH: Final = re.compile(f"[{_DASHES}]")
_STANDING_TATWEEL: Final = re.compile(f"[{_SPACES}]\u0640+[{_SPACES}]")
_UNSEEN_ONE: Final = re.compile(f"[{_UNSEEN}]")
_SPACE: Final = re.compile(f"[{_SPACES}]")
_WORD: Final = re.compile(r"\S+")
_SPACED: Final = re.compile(r"(?P<dots> ?\.(?: ?\.){2,} ?)|(?P<double>'')| (?=[?!:;\u060c\u061b\u061f\u06d4\u0964])")
_MOST_MARKS: Final = 30
"""The most combining marks of a letter that are reordered together, as in Unicode's Stream-Safe Text Format."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """The normalised form of a text, with the offsets of each of its characters in the source."""

    source: str
    text: str
    starts: array[int]
    """The start in the source for each character of the form; non-decreasing."""
    ends: array[int]
    """The end in the source, exclusive, for each character of the form; non-decreasing."""

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source for a span of the form, without invisible characters around it."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def stretch(self, span: Span) -> Span:
        """Return the span of the form for a span of the source."""
        start = bisect_left(self.starts, span.start)
        return Span(start, max(start, bisect_right(self.ends, span.end)))


def normalise(text: str) -> str:
    """Return the normalised form of a text, stripped of spaces."""
    return normalised(text).text.strip(" ")


def normalised(text: str) -> Normalised:
    """Return the normalised form of a text with offsets into the text, in linear time."""
    form = Normalised(text, text, array("q", range(len(text))), array("q", range(1, len(text) + 1)))
    for changes in (_typography, _spacing, _composition):
        form = _apply(form, changes(form.text))
    return form


def _apply(form: Normalised, changes: Iterable[Change]) -> Normalised:
    """Apply changes, which must be in order and not overlap, to a form."""
    parts: list[str] = []
    starts, ends, done = array("q"), array("q"), 0
    for span, replacement, origin in changes:
        parts += form.text[done : span.start], replacement
        starts += form.starts[done : span.start]
        ends += form.ends[done : span.start]
        if replacement:
            starts.extend([form.starts[origin.start]] * len(replacement))
            ends.extend([form.ends[origin.end - 1]] * len(replacement))
        done = span.end
    if not done:
        return form
    return Normalised(form.source, "".join([*parts, form.text[done:]]), starts + form.starts[done:], ends + form.ends[done:])


def _typography(text: str) -> Iterator[Change]:
    """Yield the changes of quotation marks, ligatures, spaces, dashes and invisible characters."""
    for match in _TOUCHED.finditer(text):
        span = origin = Span(*match.span())
        if match.lastgroup == "run":
            replacement, origin = _run(match)
        else:
            if match.lastgroup == "within":
                mark = span.start if match[0][0] in _FOLDED else span.end - 1
                origin = Span(mark, mark + 1)
            replacement = _FOLDED[text[slice(*origin)]]
        yield span, replacement, origin


def _run(match: re.Match[str]) -> tuple[str, Span]:
    """Return the replacement of a run of spaces, dashes and invisible characters, '-', ' ' or '', and the span that it stands for."""
    run, at = match[0], match.start()
    for sign, pattern in (("-", _DASH), ("-", _STANDING_TATWEEL), (" ", _SPACE)) if len(run) > 1 or not _UNSEEN_ONE.match(run) else ():
        if spans := [part.span() for part in pattern.finditer(run)]:
            return sign, Span(at + spans[0][0], at + spans[-1][1])
    return "", Span(*match.span())


def _spacing(form: str) -> Iterator[Change]:
    """Yield the changes that remove spaces before signs and within dots, and join two single quotation marks to a double one."""
    for match in _SPACED.finditer(form):
        span = origin = Span(*match.span())
        if match["dots"]:
            origin = Span(span.start + match[0].startswith(" "), span.end - match[0].endswith(" "))
        yield span, '"' if match["double"] else "." * match[0].count("."), origin


def _composition(form: str) -> Iterator[Change]:
    """Yield the NFC composition of each letter with its combining marks; the change stands for the whole cluster."""
    for word in () if unicodedata.is_normalized("NFC", form) else _WORD.finditer(form):
        if not unicodedata.is_normalized("NFC", word[0]):
            for span in _clusters(word):
                cluster = form[slice(*span)]
                if not unicodedata.is_normalized("NFC", cluster):
                    yield span, unicodedata.normalize("NFC", cluster), span


def _clusters(word: re.Match[str]) -> Iterator[Span]:
    """Yield the span of each letter of a word with its combining marks."""
    start = word.start()
    for offset in range(start + 1, word.end()):
        character = word.string[offset]
        if (not unicodedata.combining(character) and character not in _COMPOSES) or offset - start > _MOST_MARKS:
            yield Span(start, offset)
            start = offset
    yield Span(start, word.end())
