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
    from collections.abc import Iterator

_SINGLE, _DOUBLE, _DASHES, _UNSEEN, _SPACES, _COMPOSING = table("signs")["form"].values()
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
    made = _Form()
    done = 0
    for match in _TOUCHED.finditer(text):
        made.keep(text, done, match.start())
        done = match.end()
        if match.lastgroup == "run":
            _fold_run(made, match)
        elif match.lastgroup == "within":
            mark = match.start() if match[0][0] in _FOLDED else match.end() - 1
            made.put(_FOLDED[text[mark]], mark, mark + 1)
        else:
            made.put(_FOLDED[match[0]], match.start(), match.end())
    made.keep(text, done, len(text))
    form = "".join(made.parts)
    if _SPACED.search(form):
        made = _closed_up(form, made)
        form = "".join(made.parts)
    if unicodedata.is_normalized("NFC", form):
        return Normalised(text, form, made.starts, made.ends)
    composed = _composed(form, made)
    return Normalised(text, "".join(composed.parts), composed.starts, composed.ends)


class _Form:
    """A form in the making."""

    __slots__ = ("ends", "parts", "starts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts = array("q")
        self.ends = array("q")

    def keep(self, text: str, start: int, end: int) -> None:
        """Take over a stretch of the source as it is."""
        if start < end:
            self.parts.append(text[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def put(self, text: str, start: int, end: int) -> None:
        """Put text for a stretch of the source, each character for all of it."""
        self.parts.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def carry(self, text: str, other: _Form, start: int, end: int) -> None:
        """Take over a stretch of another form, of which the text is given."""
        self.parts.append(text)
        self.starts += other.starts[start:end]
        self.ends += other.ends[start:end]


def _fold_run(made: _Form, match: re.Match[str]) -> None:
    """Put what a run of spaces, dashes and unseen characters stands for: a dash, a space or nothing."""
    run, at = match[0], match.start()
    if len(run) == 1 and _UNSEEN_ONE.match(run):
        return
    for sign, pattern in (("-", _DASH), ("-", _STANDING_TATWEEL), (" ", _SPACE)):
        places = [one.span() for one in pattern.finditer(run)]
        if places:
            made.put(sign, at + places[0][0], at + places[-1][1])
            return


def _closed_up(form: str, old: _Form) -> _Form:
    """Return a form without the spaces that do not count at signs, and with two single quotation marks as a double one."""
    new = _Form()
    done = 0
    for match in _SPACED.finditer(form):
        start, end = match.span()
        new.carry(form[done:start], old, done, start)
        done = end
        if match["double"]:
            new.put('"', old.starts[start], old.ends[end - 1])
        elif match["dots"]:
            start, end = start + match[0].startswith(" "), end - match[0].endswith(" ")
            new.put("." * match[0].count("."), old.starts[start], old.ends[end - 1])
    new.carry(form[done:], old, done, len(form))
    return new


def _composed(form: str, old: _Form) -> _Form:
    """Return a form with its letters and accents composed; what changes stands for all of the letter and its accents."""
    new = _Form()
    done = 0
    for match in _WORD.finditer(form):
        if unicodedata.is_normalized("NFC", match[0]):
            continue
        for start, end in _clusters(match):
            cluster = form[start:end]
            if not unicodedata.is_normalized("NFC", cluster):
                new.carry(form[done:start], old, done, start)
                new.put(unicodedata.normalize("NFC", cluster), old.starts[start], old.ends[end - 1])
                done = end
    new.carry(form[done:], old, done, len(form))
    return new


def _clusters(word: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where each letter of a word begins and ends, with its accents."""
    start = word.start()
    for place in range(start + 1, word.end()):
        character = word.string[place]
        if (not unicodedata.combining(character) and character not in _COMPOSES) or place - start > _MOST_MARKS:
            yield start, place
            start = place
    yield start, word.end()
