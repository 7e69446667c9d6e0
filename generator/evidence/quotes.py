"""Whether quoted words stand in a text: exactly once, word for word, or not at all.

Words are the same if their forms are (see generator.text.normalise). On top of that a quotation may hold two marks:

* '[...]' or '[…]' stands for words left out. What is before and after it must follow each other in the text in that order,
  with at most FARTHEST characters between.
* '[ ]' holds words of the editor's own. They replace nothing: the words around them must meet in the text. A single letter
  in brackets that begins a word, '[T]his', stands for the same letter, small or capital.

Brackets that the text itself has are read as they stand. Nothing here guesses: a search for what is like the quotation is
in generator.evidence.nearest, and only ever proposes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, Literal

from generator.text.normalise import Normalised, normalise
from generator.text.position import Span
from generator.text.words import is_word_character, splits_word

if TYPE_CHECKING:
    from collections.abc import Sequence

FARTHEST: Final = 600
"""The most characters of a text's form that '[...]' may leave out."""

MOST_PLACES: Final = 20_000
"""The most places that are looked at; words that stand in more are not told apart by anything."""

_MOST_COMPARED: Final = 300_000_000

ELISION: Final = re.compile(r"\[\s*(?:\.\s*\.\s*\.(?:\s*\.)?|…|\.\.…)\s*\]")
"""The mark for words left out."""

INSERTION: Final = re.compile(r"\[[^\[\]]*\]")
"""The mark for words of the editor's own."""

_LETTER: Final = "\ufdd0"
"""Stands before a letter that is either small or capital; no text of a record may hold it."""

_GLUE: Final = "\ufdd1"
"""Takes away the space behind it."""

_LEFT_OUT: Final = "\ufdd2"
"""Stands where an insertion was."""

_NOT_AT_BRACKETS: Final = r"(?! ?\[)(?<!\])(?<!\] )"
"""An insertion does not stand for brackets that the text itself has there."""

_SPACED_LETTERS: Final = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u0373\u0391-\u052f\u05d0-\u05ea\u0620-\u064a\uac00-\ud7a3]+")
"""Letters of scripts that put spaces between words."""

_AROUND_DASH: Final = re.compile(f"(?<=-){_LEFT_OUT} | ?{_LEFT_OUT} ?(?=-)")
_OPENED: Final = re.compile(r"(?:^|(?<=\s))[\"'`]$|[(\[{\u2018\u201c\u00ab\u2039\u201e]$")
_GLUED: Final = re.compile(f"{_GLUE}\\s*")
_MARKED_LETTER: Final = re.compile(f"{_LETTER}(.)")

NEGATIONS: Final = frozenset(
    re.findall(
        r"\S+",
        """not no never nor neither cannot can't don't doesn't didn't won't wouldn't without hardly
        نه نمی نیست نبود نخواهد هرگز بدون نہیں نہ مت بغیر לא אין אל בלי מעולם لا لم لن ليس ليست غير بدون
        nicht kein keine nie ne pas jamais nunca non mai не нет""",
    )
)
"""Words that '[...]' must not leave out with hardly anything else."""

FEWEST_AROUND_NEGATION: Final = 4
"""The fewest words that '[...]' may leave out where a negation is among them."""

Reason = Literal["empty", "words", "inside-word", "far-apart", "hides-negation", "prefix", "suffix", "passage"]


@dataclass(frozen=True, slots=True)
class Proved:
    """The quotation stands in the text once."""

    start: int
    """Where it begins, in code points of the text."""
    end: int
    parts: tuple[Span, ...]
    """The stretches of the text that '[...]' parts; one where there is none."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The quotation does not stand in the text."""

    reason: Reason
    """Why: no words in it, other words, part of a word only, parts too far apart, other words before or after it."""
    part: str = ""
    """The part that is not found, as far as there are several."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quotation stands in the text more than once."""

    count: int
    places: tuple[Span, ...]
    """The first of the places, three at most."""


Outcome = Proved | NotFound | Ambiguous
_Stretches = list[Span]


def prove(quote: str, text: Normalised, *, prefix: str | None = None, suffix: str | None = None, within: Span | None = None) -> Outcome:
    """Find a quotation in a text.

    Args:
        quote: The quotation as the record has it.
        text: The form of the text, from `normalised`.
        prefix: The words right before it, to tell repeats apart.
        suffix: The words right after it.
        within: A span of the text's own characters in which the quotation must stand.

    Returns:
        `Proved` if there is exactly one place, given all that; else why not.
    """
    parts = [part for part in ELISION.split(quote) if normalise(INSERTION.sub("", part))]
    if not parts:
        return NotFound("empty")
    try:
        whole = _find_all(text, re.escape(normalise(quote)))
        each = {} if whole else {part: _find_part(part, text) for part in dict.fromkeys(parts)}
    except _TooManyError as error:
        return _ambiguous(error.places, text)
    found = [whole] if whole else [each[part] for part in parts]
    if sum(map(len, found)) > MOST_PLACES:
        return _ambiguous(max(found, key=len), text)
    for part, stretches in zip(parts, found, strict=False):
        if not stretches:
            inside = re.search(_pattern(part), text.text) is not None
            return NotFound("inside-word" if inside else "words", part)
    return _judge(found, text, prefix, suffix, within)


def _ambiguous(places: _Stretches, text: Normalised) -> Ambiguous:
    return Ambiguous(len(places), tuple(text.span(*one) for one in places[:3]))


def _judge(found: list[_Stretches], text: Normalised, prefix: str | None, suffix: str | None, within: Span | None) -> Outcome:
    """Return the one way to take a stretch of each part, in order; or what stands against it."""
    if within is not None:
        low, high = text.stretch(within)
        found = [[one for one in some if low <= one.start and one.end <= high] for some in found]
        if not all(found):
            return NotFound("passage")
    if prefix is not None:
        found[0] = [one for one in found[0] if _follows(text.text, one.start, normalise(prefix))]
        if not found[0]:
            return NotFound("prefix")
    if suffix is not None:
        found[-1] = [one for one in found[-1] if _precedes(text.text, one.end, normalise(suffix))]
        if not found[-1]:
            return NotFound("suffix")
    return _only_chain(found, text)


def _only_chain(found: Sequence[_Stretches], text: Normalised) -> Outcome:
    ways = [[1] * len(found[0])]
    for earlier, later in pairwise(found):
        sums = [0, *accumulate(ways[-1])]
        ends = [one.end for one in earlier]
        ways.append([_between(sums, ends, one.start) for one in later])
    count = sum(ways[-1])
    if count == 0:
        return NotFound("far-apart")
    if count > 1:
        return Ambiguous(count, _some_places(found, ways, text))
    chain: list[Span] = []
    for stretches, numbers in zip(reversed(found), reversed(ways), strict=True):
        before = chain[-1].start if chain else None
        chain.append(next(one for one, number in zip(stretches, numbers, strict=True) if number and _reaches(one, before)))
    chain.reverse()
    if any(_hides_negation(text.text[one.end : other.start]) for one, other in pairwise(chain)):
        return NotFound("hides-negation")
    parts = tuple(text.span(*one) for one in chain)
    return Proved(parts[0].start, parts[-1].end, parts)


def _between(sums: Sequence[int], ends: Sequence[int], start: int) -> int:
    """Return the number of ways to come to a place from ends at most FARTHEST before it."""
    return sums[bisect_right(ends, start)] - sums[bisect_left(ends, start - FARTHEST)]


def _hides_negation(left_out: str) -> bool:
    words = left_out.lower().split()
    return len(words) < FEWEST_AROUND_NEGATION and any(word.strip("\"'.,;:()-،؛") in NEGATIONS for word in words)


def _reaches(one: Span, following: int | None) -> bool:
    return following is None or 0 <= following - one.end <= FARTHEST


def _some_places(found: Sequence[_Stretches], ways: Sequence[Sequence[int]], text: Normalised) -> tuple[Span, ...]:
    last = [one for one, number in zip(found[-1], ways[-1], strict=True) if number]
    places = last if len(last) > 1 else found[0]
    return tuple(text.span(*one) for one in places[:3])


def _find_part(part: str, text: Normalised) -> _Stretches:
    """Return where a part stands, its brackets read as the text's own or else as the editor's."""
    own = frozenset(words for words in INSERTION.findall(part) if normalise(words) in text.text)
    readings = (re.escape(normalise(part)), _pattern(part, own), _pattern(part))
    return next((found for one in readings if (found := _find_all(text, one))), [])


class _TooManyError(Exception):
    """Words stand in more places than are looked at."""

    def __init__(self, places: _Stretches) -> None:
        super().__init__()
        self.places = places


def _find_all(text: Normalised, pattern: str) -> _Stretches:
    """Return every place at which a pattern matches whole words, overlapping ones too."""
    search = re.compile(pattern).search
    found: _Stretches = []
    seen = compared = 0
    match = search(text.text)
    while match is not None:
        start, end = match.span()
        following = start + 1
        if splits_word(text, start):
            following = max(following, _within(text.text, start))
        elif not splits_word(text, end):
            found.append(Span(start, end))
        seen += 1
        compared += end - start
        if seen > MOST_PLACES or compared > _MOST_COMPARED:
            raise _TooManyError(found or [Span(start, end)])
        match = search(text.text, following)
    return found


def _within(form: str, at: int) -> int:
    """Return the last place, from one within a word on, before which there are only letters of that word."""
    run = _SPACED_LETTERS.match(form, at)
    return run.end() if run else at


def _pattern(part: str, own: frozenset[str] = frozenset()) -> str:
    """Return the pattern of a part without the editor's insertions, which are all brackets but the text's own."""
    words, done = "", 0
    for match in INSERTION.finditer(part):
        if match[0] in own:
            continue
        words = _meet(words + part[done : match.start()], match, part)
        done = match.end()
    form = normalise(_GLUED.sub("", words + part[done:]))
    pattern = re.escape(_AROUND_DASH.sub(_LEFT_OUT, form))
    return _MARKED_LETTER.sub(lambda match: _either_case(match[1]), pattern).replace(_LEFT_OUT, _NOT_AT_BRACKETS)


def _meet(before: str, insertion: re.Match[str], part: str) -> str:
    """Return what stands before an insertion, ready for what stands behind it."""
    own, after = insertion[0][1:-1].strip(), part[insertion.end() : insertion.end() + 1]
    if len(own) == 1 and own.isalpha() and after.isalpha() and not (before and is_word_character(before[-1])):
        return before + _LETTER + own
    kept = before.rstrip()
    if not kept.strip(_LEFT_OUT + _GLUE) or (_OPENED.search(kept) and kept == before):
        return before + _LEFT_OUT + _GLUE
    parted = before != kept and after and unicodedata.category(after) not in ("Pe", "Pf", "Po")
    return kept + _LEFT_OUT + (" " + _GLUE if parted else "")


def _either_case(letter: str) -> str:
    cases = {one for one in (letter, letter.lower(), letter.upper()) if len(one) == 1}
    return "[" + "".join(sorted(cases)) + "]"


def _follows(form: str, start: int, prefix: str) -> bool:
    return form[max(0, start - len(prefix) - 2) : start].rstrip(" ").endswith(prefix)


def _precedes(form: str, end: int, suffix: str) -> bool:
    rest = form[end : end + len(suffix) + 2]
    return rest.lstrip(" ").startswith(suffix)
