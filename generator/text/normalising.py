"""The form of a text in which quotations are compared, with the way back to the text's own characters.

Two texts are the same words if they have the same form. The form undoes typography and nothing else:

* NFC: a letter with an accent is one character, however it was typed.
* Quotation marks of all scripts, apostrophes, primes, geresh and gershayim become ' or ". Single and double stay apart.
* Dashes, hyphens and minus signs become one -, however many stand in a row, and spaces around them do not count.
* Spaces and line breaks of all kinds, any number of them, become one space.
* Spaces before ? ! : ; and their likes of other scripts, around an ellipsis and within « » “ ” do not count.
* Ligatures of Latin, Armenian, Hebrew and Arabic letters are taken apart, Arabic and Hebrew presentation forms become the
  letters that they present, an ellipsis becomes three dots (. . . does, too), and two single quotation marks become a double.
* What cannot be seen is dropped: soft hyphens, joiners, direction marks, variation selectors, byte order marks, tatweel.

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
    """A stretch, what is put in its place, and for which part of it that stands."""

_SINGLE, _DOUBLE, _DASHES, _UNSEEN, _SPACES, _COMPOSING = table(__file__, "signs")["form"].values()
_COMPOSES: Final = frozenset(_COMPOSING + "".join(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)))))
"""The characters of combining class 0 that NFC may join to the one before, or move within what is joined to it."""


def _presented() -> Iterator[tuple[str, str]]:
    """Yield the ligatures and presentation forms of letters, each with the letters that it presents."""
    for first, last in ((0xFB00, 0xFB17), (0xFB20, 0xFB28), (0xFB4F, 0xFB4F), (0xFB50, 0xFDC7), (0xFE70, 0xFEFC), (0xFDF2, 0xFDF2)):
        for code in range(first, last + 1):
            letters = [chr(int(one, 16)) for one in unicodedata.decomposition(chr(code)).split()[1:]]
            if letters and all(unicodedata.category(one)[0] in "LM" for one in letters):
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
"""A mark that opens or closes a quotation, with the space within it; »German« marks stand the other way round."""
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
"""The most accents of a letter that are put in order together, as in Unicode's Stream-Safe Text Format."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """The form of a text, and where each of its characters comes from."""

    source: str
    text: str
    starts: array[int]
    """For each character of the form, where what it stands for begins in the source; never falls."""
    ends: array[int]
    """And where that ends, exclusive; never falls either."""

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source that a stretch of the form stands for, without the unseen around it."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def stretch(self, span: Span) -> Span:
        """Return the stretch of the form that stands for a span of the source."""
        start = bisect_left(self.starts, span.start)
        return Span(start, max(start, bisect_right(self.ends, span.end)))


def normalise(text: str) -> str:
    """Return the form of a text, without space around it."""
    return normalised(text).text.strip(" ")


def normalised(text: str) -> Normalised:
    """Return the form of a text with the way back to the text. Takes time in proportion to the text's length."""
    form = Normalised(text, text, array("q", range(len(text))), array("q", range(1, len(text) + 1)))
    for changes in (_typography, _spacing, _composition):
        form = _changed(form, changes(form.text))
    return form


def _changed(form: Normalised, changes: Iterable[Change]) -> Normalised:
    """Return a form with changes, in order, of which none covers another."""
    parts: list[str] = []
    starts, ends, done = array("q"), array("q"), 0
    for place, put, meant in changes:
        parts += form.text[done : place.start], put
        starts += form.starts[done : place.start]
        ends += form.ends[done : place.start]
        if put:
            starts.extend([form.starts[meant.start]] * len(put))
            ends.extend([form.ends[meant.end - 1]] * len(put))
        done = place.end
    if not done:
        return form
    return Normalised(form.source, "".join([*parts, form.text[done:]]), starts + form.starts[done:], ends + form.ends[done:])


def _typography(text: str) -> Iterator[Change]:
    """Yield what marks, ligatures, spaces, dashes and unseen characters become."""
    for match in _TOUCHED.finditer(text):
        place = meant = Span(*match.span())
        if match.lastgroup == "run":
            put, meant = _run(match)
        else:
            if match.lastgroup == "within":
                mark = place.start if match[0][0] in _FOLDED else place.end - 1
                meant = Span(mark, mark + 1)
            put = _FOLDED[text[slice(*meant)]]
        yield place, put, meant


def _run(match: re.Match[str]) -> tuple[str, Span]:
    """Return what a run of spaces, dashes and unseen characters stands for, and which of it: a dash, a space or nothing."""
    run, at = match[0], match.start()
    for sign, pattern in (("-", _DASH), ("-", _STANDING_TATWEEL), (" ", _SPACE)) if len(run) > 1 or not _UNSEEN_ONE.match(run) else ():
        if places := [one.span() for one in pattern.finditer(run)]:
            return sign, Span(at + places[0][0], at + places[-1][1])
    return "", Span(*match.span())


def _spacing(form: str) -> Iterator[Change]:
    """Yield the spaces that do not count at signs, dots without spaces, and two single quotation marks as a double one."""
    for match in _SPACED.finditer(form):
        place = meant = Span(*match.span())
        if match["dots"]:
            meant = Span(place.start + match[0].startswith(" "), place.end - match[0].endswith(" "))
        yield place, '"' if match["double"] else "." * match[0].count("."), meant


def _composition(form: str) -> Iterator[Change]:
    """Yield letters and their accents composed; what changes stands for all of the letter and its accents."""
    for word in () if unicodedata.is_normalized("NFC", form) else _WORD.finditer(form):
        if not unicodedata.is_normalized("NFC", word[0]):
            clusters = ((place, form[slice(*place)]) for place in _clusters(word))
            yield from (
                (place, unicodedata.normalize("NFC", one), place) for place, one in clusters if not unicodedata.is_normalized("NFC", one)
            )


def _clusters(word: re.Match[str]) -> Iterator[Span]:
    """Yield where each letter of a word begins and ends, with its accents."""
    start = word.start()
    for place in range(start + 1, word.end()):
        character = word.string[place]
        if (not unicodedata.combining(character) and character not in _COMPOSES) or place - start > _MOST_MARKS:
            yield Span(start, place)
            start = place
    yield Span(start, word.end())
