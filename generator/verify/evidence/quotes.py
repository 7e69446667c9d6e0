"""Whether quoted words stand in a text: exactly once, word for word, or not at all.

Words are the same if their forms are (see generator.text.normalising). What the marks '[...]' and '[ ]' may do is in
'shortening' and 'brackets'. Brackets that the text itself has are read as they stand. Nothing here guesses: a search for what is
like the quotation is in 'refusals', and only ever proposes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from generator.text import WORD, Normalised, Span, is_unspaced, is_word_character, normalise, splits_word
from generator.verify.evidence.brackets import INSERTION, bracket_mistake, insertion_at_end, insertion_at_start, parts_of, replaces
from generator.verify.evidence.shortening import ShortReason, beside_negation, count_chains, leads, splits_number, what_is_hidden, why_not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.verify.evidence.brackets import BracketReason
    from generator.verify.evidence.texts import PreparedText

    Reason = Literal["empty", "words", "inside-word", "cut-negation", "prefix", "suffix", "passage"] | BracketReason | ShortReason

MOST_PLACES: Final = 20_000
"""The most places that are looked at; words that stand in more are not told apart by anything."""
_MOST_COMPARED: Final = 300_000_000
_MOST_CONTEXT: Final = 400
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
_Stretches = list[Span]


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
    """The quotation does not stand in the text, or not as it may be quoted."""

    reason: Reason
    """Why: other words, part of a word, words before or after it that are not there, or a rule that it breaks."""
    part: str = ""
    """The part that is not found, or what breaks the rule, as far as it can be told."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quotation stands in the text more than once."""

    count: int
    places: tuple[Span, ...]
    """The first of the places, three at most."""


Outcome = Proved | NotFound | Ambiguous


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a quotation, and where it stands."""

    words: str
    places: _Stretches
    own: frozenset[str]
    """The brackets of it that are the text's own."""


def prove_quotation(
    quote: str, held: PreparedText, *, prefix: str | None = None, suffix: str | None = None, within: Span | None = None
) -> Outcome:
    """Return where a quotation, as a record has it, stands in a text; why not, unless it does in exactly one place and may be quoted so.

    Repeats are told apart by the words right before and right after it, between which and it signs do not count, and by a span of the
    text's own characters in which it must stand.
    """
    parts = parts_of(quote)
    if not parts:
        return NotFound("empty")
    try:
        found = _found(quote, parts, held)
    except _TooManyError as error:
        return _ambiguous(error.places, held.form)
    if sum(len(one.places) for one in found) > MOST_PLACES:
        return _ambiguous(max((one.places for one in found), key=len), held.form)
    for one in found:
        if not one.places:
            inside = re.search(_pattern(one.words), held.form.text) is not None
            return NotFound("inside-word" if inside else "words", one.words)
    return _wrong_brackets(found, held) or _judge(found, held, prefix, suffix, within)


def _found(quote: str, parts: Sequence[str], held: PreparedText) -> list[_Part]:
    whole = _find_all(held, re.escape(normalise(quote)))
    if whole:
        return [_Part(quote, whole, frozenset(INSERTION.findall(quote)))]
    each = {part: _find_part(part, held) for part in dict.fromkeys(parts)}
    return [each[part] for part in parts]


def _wrong_brackets(found: Sequence[_Part], held: PreparedText) -> NotFound | None:
    for one in found:
        mistake = bracket_mistake(one.words, held.language, one.own)
        if mistake is not None:
            return NotFound(*mistake)
    edge = replaces([one.words for one in found], frozenset().union(*(one.own for one in found)))
    return NotFound("brackets-replace", edge) if edge else None


def _ambiguous(places: _Stretches, text: Normalised) -> Ambiguous:
    return Ambiguous(len(places), tuple(text.span(*one) for one in places[:3]))


def _judge(parts: Sequence[_Part], held: PreparedText, prefix: str | None, suffix: str | None, within: Span | None) -> Outcome:
    """Return the one way to take a stretch of each part, in order; or what stands against it."""
    found, text = [one.places for one in parts], held.form
    if within is not None:
        low, high = text.stretch(within)
        found = [[one for one in some if low <= one.start and one.end <= high] for some in found]
        if not all(found):
            return NotFound("passage")
    if prefix is not None:
        found[0] = [one for one in found[0] if _follows(text.text, one.start, prefix)]
        if not found[0]:
            return NotFound("prefix")
    if suffix is not None:
        found[-1] = [one for one in found[-1] if _precedes(text.text, one.end, suffix)]
        if not found[-1]:
            return NotFound("suffix")
    chain = _only_chain(found, held)
    return _allowed(parts, chain, held) if isinstance(chain, list) else chain


def _only_chain(found: Sequence[_Stretches], held: PreparedText) -> _Stretches | NotFound | Ambiguous:
    counted = count_chains(found, held)
    count = sum(counted[-1])
    if count == 0:
        return NotFound(why_not(found, held))
    if count > 1:
        last = [one for one, number in zip(found[-1], counted[-1], strict=True) if number]
        return Ambiguous(count, _ambiguous(last if len(last) > 1 else found[0], held.form).places)
    chain: _Stretches = []
    for stretches, numbers in zip(reversed(found), reversed(counted), strict=True):
        likely = [one for one, number in zip(stretches, numbers, strict=True) if number]
        chain.insert(0, next(one for one in likely if not chain or leads(one, chain[0], held)))
    return chain


def _allowed(parts: Sequence[_Part], chain: _Stretches, held: PreparedText) -> Outcome:
    """Return the proof of parts in their places, or the rule that quoting them so breaks."""
    hidden = what_is_hidden(chain, held)
    if hidden is not None:
        return NotFound(*hidden)
    first, last = parts[0], parts[-1]
    inserted = insertion_at_start(first.words)
    if inserted and inserted not in first.own and chain[0].start > held.first_sentence(chain[0]).first:
        return NotFound("brackets-replace", inserted)
    inserted = insertion_at_end(last.words)
    if inserted and inserted not in last.own and chain[-1].end < held.last_sentence(chain[-1]).last:
        return NotFound("brackets-replace", inserted)
    denied = beside_negation(Span(chain[0].start, chain[-1].end), held)
    if denied:
        return NotFound("cut-negation", denied)
    spans = tuple(held.form.span(*one) for one in chain)
    return Proved(spans[0].start, spans[-1].end, spans)


def _find_part(part: str, held: PreparedText) -> _Part:
    """Return where a part stands, its brackets read as the text's own or else as the editor's."""
    every = frozenset(INSERTION.findall(part))
    own = frozenset(words for words in every if normalise(words) in held.form.text)
    for pattern, taken in ((re.escape(normalise(part)), every), (_pattern(part, own), own), (_pattern(part), frozenset[str]())):
        places = _find_all(held, pattern)
        if places:
            return _Part(part, places, taken)
    return _Part(part, [], frozenset())


class _TooManyError(Exception):
    """Words stand in more places than are looked at."""

    def __init__(self, places: _Stretches) -> None:
        super().__init__()
        self.places = places


def _find_all(held: PreparedText, pattern: str) -> _Stretches:
    """Return every place at which a pattern matches whole words and numbers, overlapping ones too."""
    text = held.form
    search = re.compile(pattern).search
    found: _Stretches = []
    seen = compared = 0
    match = search(text.text)
    while match is not None:
        start, end = match.span()
        following = start + 1
        if splits_word(text, start):
            run = _SPACED_LETTERS.match(text.text, start)  # before its end there are only letters of that word
            following = max(following, run.end() if run else start)
        elif not splits_word(text, end) and not any(splits_number(text, at, held.language) for at in (start, end)):
            found.append(Span(start, end))
        seen += 1
        compared += end - start
        if seen > MOST_PLACES or compared > _MOST_COMPARED:
            raise _TooManyError(found or [Span(start, end)])
        match = search(text.text, following)
    return found


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
    stripped = before.rstrip()
    if not stripped.strip(_LEFT_OUT + _GLUE) or (_OPENED.search(stripped) and stripped == before):
        return before + _LEFT_OUT + _GLUE
    parted = before != stripped and after and unicodedata.category(after) not in ("Pe", "Pf", "Po")
    return stripped + _LEFT_OUT + (" " + _GLUE if parted else "")


def _either_case(letter: str) -> str:
    cases = {one for one in (letter, letter.lower(), letter.upper()) if len(one) == 1}
    return "[" + "".join(sorted(cases)) + "]"


def _follows(form: str, start: int, prefix: str) -> bool:
    """Tell whether the words before a place are those of a prefix, whatever signs stand between and behind them."""
    words, before = _words(normalise(prefix)), _words(form[max(0, start - len(prefix) - _MOST_CONTEXT) : start])
    at = len(before) - len(words)
    return not words or (before.endswith(words) and (at == 0 or before[at - 1] == " " or is_unspaced(before[at - 1])))


def _precedes(form: str, end: int, suffix: str) -> bool:
    words, after = _words(normalise(suffix)), _words(form[end : end + len(suffix) + _MOST_CONTEXT])
    at = len(words)
    return not words or (after.startswith(words) and (at == len(after) or after[at] == " " or is_unspaced(after[at])))


def _words(form: str) -> str:
    """Return the words of a form without the signs between them, on one line."""
    return " ".join(word for word in WORD.findall(form) if is_word_character(word[0]))
