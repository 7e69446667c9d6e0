"""Finds quoted words in a text: word for word, in exactly one place, or not at all.

Words match if their normalised forms are equal (see generator.text.normalising). The rules for the marks '[...]' and '[ ]' are in
'shortening' and 'brackets'. Brackets of the text itself are literal. There is no fuzzy matching here: the search for similar
passages in 'refusals' only makes proposals.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from generator.text import WORD, Normalised, Span, is_unspaced, is_word_character, normalise, splits_word
from generator.verify.evidence.brackets import INSERTION, bracket_mistake, edge_insertion, insertion_at_end, insertion_at_start, parts_of
from generator.verify.evidence.shortening import adjacent_negation, can_omit, chain_mistake, count_chains, omission_mistake, splits_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.verify.evidence.brackets import BracketReason
    from generator.verify.evidence.shortening import ShortReason
    from generator.verify.evidence.texts import PreparedText

    Reason = Literal["empty", "words", "inside-word", "cut-negation", "prefix", "suffix", "passage"] | BracketReason | ShortReason

MOST_PLACES: Final = 20_000
"""The most matches that are examined; a quotation with more counts as ambiguous."""
_MOST_COMPARED: Final = 300_000_000
_MOST_CONTEXT: Final = 400
_LETTER: Final = "\ufdd0"
"""Precedes a letter that matches in either case; like the next two, forbidden in texts of records."""
_GLUE: Final = "\ufdd1"
"""Removes the white space after it."""
_LEFT_OUT: Final = "\ufdd2"
"""Placeholder for a removed insertion."""
_NOT_AT_BRACKETS: Final = r"(?! ?\[)(?<!\])(?<!\] )"
"""Keeps an insertion from matching where the text has brackets of its own."""
_SPACED_LETTERS: Final = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u0373\u0391-\u052f\u05d0-\u05ea\u0620-\u064a\uac00-\ud7a3]+")
"""Letters of scripts with spaces between words."""
_AROUND_DASH: Final = re.compile(f"(?<=-){_LEFT_OUT} | ?{_LEFT_OUT} ?(?=-)")
_OPENED: Final = re.compile(r"(?:^|(?<=\s))[\"'`]$|[(\[{\u2018\u201c\u00ab\u2039\u201e]$")
_GLUED: Final = re.compile(f"{_GLUE}\\s*")
_MARKED_LETTER: Final = re.compile(f"{_LETTER}(.)")
_Spans = list[Span]


@dataclass(frozen=True, slots=True)
class Proved:
    """The quotation is in the text exactly once."""

    start: int
    """The start, in code points of the text."""
    end: int
    parts: tuple[Span, ...]
    """The spans of the parts between '[...]'; one if there is no '[...]'."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The quotation is not in the text, or breaks a rule for quoting."""

    reason: Reason
    """Why: other words, part of a word, a prefix or suffix that does not match, or the broken rule."""
    part: str = ""
    """The part that is not found, or the words that break the rule, if known."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quotation is in the text more than once."""

    count: int
    places: tuple[Span, ...]
    """The spans of the first matches, three at most."""


Outcome = Proved | NotFound | Ambiguous


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a quotation, and its matches."""

    words: str
    places: _Spans
    own: frozenset[str]
    """The bracketed words that are the text's own."""


def prove_quotation(
    quote: str, prepared: PreparedText, *, prefix: str | None = None, suffix: str | None = None, within: Span | None = None
) -> Outcome:
    """Find the only place of a quotation in a text, or return why there is none, more than one, or which rule for quoting it breaks.

    Repeated words are disambiguated by the words directly before (prefix) and after (suffix), ignoring punctuation in between, and by
    a span of the source text in which they must be.
    """
    parts = parts_of(quote)
    if not parts:
        return NotFound("empty")
    try:
        matched = _match_parts(quote, parts, prepared)
    except _TooManyError as error:
        return _ambiguous(error.places, prepared.form)
    if sum(len(part.places) for part in matched) > MOST_PLACES:
        return _ambiguous(max((part.places for part in matched), key=len), prepared.form)
    for part in matched:
        if not part.places:
            inside = re.search(_pattern(part.words), prepared.form.text) is not None
            return NotFound("inside-word" if inside else "words", part.words)
    return _wrong_brackets(matched, prepared) or _select(matched, prepared, prefix, suffix, within)


def _match_parts(quote: str, parts: Sequence[str], prepared: PreparedText) -> list[_Part]:
    whole = _find_all(prepared, re.escape(normalise(quote)))
    if whole:
        return [_Part(quote, whole, frozenset(INSERTION.findall(quote)))]
    by_words = {part: _find_part(part, prepared) for part in dict.fromkeys(parts)}
    return [by_words[part] for part in parts]


def _wrong_brackets(parts: Sequence[_Part], prepared: PreparedText) -> NotFound | None:
    for part in parts:
        mistake = bracket_mistake(part.words, prepared.language, part.own)
        if mistake is not None:
            return NotFound(*mistake)
    edge = edge_insertion([part.words for part in parts], frozenset().union(*(part.own for part in parts)))
    return NotFound("brackets-replace", edge) if edge else None


def _ambiguous(places: _Spans, text: Normalised) -> Ambiguous:
    return Ambiguous(len(places), tuple(text.span(*place) for place in places[:3]))


def _select(parts: Sequence[_Part], prepared: PreparedText, prefix: str | None, suffix: str | None, within: Span | None) -> Outcome:
    """Select the only valid combination of one match per part, in order, or return why there is none."""
    matches, text = [part.places for part in parts], prepared.form
    if within is not None:
        low, high = text.stretch(within)
        matches = [[span for span in spans if low <= span.start and span.end <= high] for spans in matches]
        if not all(matches):
            return NotFound("passage")
    if prefix is not None:
        matches[0] = [span for span in matches[0] if _follows(text.text, span.start, prefix)]
        if not matches[0]:
            return NotFound("prefix")
    if suffix is not None:
        matches[-1] = [span for span in matches[-1] if _precedes(text.text, span.end, suffix)]
        if not matches[-1]:
            return NotFound("suffix")
    chain = _only_chain(matches, prepared)
    return _checked(parts, chain, prepared) if isinstance(chain, list) else chain


def _only_chain(matches: Sequence[_Spans], prepared: PreparedText) -> _Spans | NotFound | Ambiguous:
    counts = count_chains(matches, prepared)
    total = sum(counts[-1])
    if total == 0:
        return NotFound(chain_mistake(matches, prepared))
    if total > 1:
        last = [span for span, count in zip(matches[-1], counts[-1], strict=True) if count]
        return Ambiguous(total, _ambiguous(last if len(last) > 1 else matches[0], prepared.form).places)
    chain: _Spans = []
    for spans, span_counts in zip(reversed(matches), reversed(counts), strict=True):
        candidates = [span for span, count in zip(spans, span_counts, strict=True) if count]
        chain.insert(0, next(span for span in candidates if not chain or can_omit(span, chain[0], prepared)))
    return chain


def _checked(parts: Sequence[_Part], chain: _Spans, prepared: PreparedText) -> Outcome:
    """Return the proof for the matches of all parts, or the rule for quoting that they break."""
    mistake = omission_mistake(chain, prepared)
    if mistake is not None:
        return NotFound(*mistake)
    first, last = parts[0], parts[-1]
    inserted = insertion_at_start(first.words)
    if inserted and inserted not in first.own and chain[0].start > prepared.first_sentence(chain[0]).first:
        return NotFound("brackets-replace", inserted)
    inserted = insertion_at_end(last.words)
    if inserted and inserted not in last.own and chain[-1].end < prepared.last_sentence(chain[-1]).last:
        return NotFound("brackets-replace", inserted)
    negation = adjacent_negation(Span(chain[0].start, chain[-1].end), prepared)
    if negation:
        return NotFound("cut-negation", negation)
    spans = tuple(prepared.form.span(*span) for span in chain)
    return Proved(spans[0].start, spans[-1].end, spans)


def _find_part(part: str, prepared: PreparedText) -> _Part:
    """Return the matches of a part, with its brackets as the text's own, or else as the editor's insertions."""
    brackets = frozenset(INSERTION.findall(part))
    in_text = frozenset(words for words in brackets if normalise(words) in prepared.form.text)
    for pattern, own in ((re.escape(normalise(part)), brackets), (_pattern(part, in_text), in_text), (_pattern(part), frozenset[str]())):
        places = _find_all(prepared, pattern)
        if places:
            return _Part(part, places, own)
    return _Part(part, [], frozenset())


class _TooManyError(Exception):
    """There are more matches than are examined."""

    def __init__(self, places: _Spans) -> None:
        super().__init__()
        self.places = places


def _find_all(prepared: PreparedText, pattern: str) -> _Spans:
    """Return all matches of a pattern that are whole words and numbers, including overlapping ones."""
    text = prepared.form
    search = re.compile(pattern).search
    spans: _Spans = []
    seen = compared = 0
    match = search(text.text)
    while match is not None:
        start, end = match.span()
        following = start + 1
        if splits_word(text, start):
            run = _SPACED_LETTERS.match(text.text, start)  # skip the other letters of that word
            following = max(following, run.end() if run else start)
        elif not splits_word(text, end) and not any(splits_number(text, at, prepared.language) for at in (start, end)):
            spans.append(Span(start, end))
        seen += 1
        compared += end - start
        if seen > MOST_PLACES or compared > _MOST_COMPARED:
            raise _TooManyError(spans or [Span(start, end)])
        match = search(text.text, following)
    return spans


def _pattern(part: str, own: frozenset[str] = frozenset()) -> str:
    """Return the pattern of a part without the editor's insertions: all brackets except the text's own."""
    words, done = "", 0
    for match in INSERTION.finditer(part):
        if match[0] in own:
            continue
        words = _without_insertion(words + part[done : match.start()], match, part)
        done = match.end()
    form = normalise(_GLUED.sub("", words + part[done:]))
    pattern = re.escape(_AROUND_DASH.sub(_LEFT_OUT, form))
    return _MARKED_LETTER.sub(lambda match: _either_case(match[1]), pattern).replace(_LEFT_OUT, _NOT_AT_BRACKETS)


def _without_insertion(before: str, insertion: re.Match[str], part: str) -> str:
    """Return the text before an insertion, with placeholders that join it to the text after it."""
    own, after = insertion[0][1:-1].strip(), part[insertion.end() : insertion.end() + 1]
    if len(own) == 1 and own.isalpha() and after.isalpha() and not (before and is_word_character(before[-1])):
        return before + _LETTER + own
    stripped = before.rstrip()
    if not stripped.strip(_LEFT_OUT + _GLUE) or (_OPENED.search(stripped) and stripped == before):
        return before + _LEFT_OUT + _GLUE
    needs_space = before != stripped and after and unicodedata.category(after) not in ("Pe", "Pf", "Po")
    return stripped + _LEFT_OUT + (" " + _GLUE if needs_space else "")


def _either_case(letter: str) -> str:
    cases = {case for case in (letter, letter.lower(), letter.upper()) if len(case) == 1}
    return "[" + "".join(sorted(cases)) + "]"


def _follows(form: str, start: int, prefix: str) -> bool:
    """Return whether the words before an offset are those of a prefix, ignoring punctuation."""
    words, before = _words(normalise(prefix)), _words(form[max(0, start - len(prefix) - _MOST_CONTEXT) : start])
    at = len(before) - len(words)
    return not words or (before.endswith(words) and (at == 0 or before[at - 1] == " " or is_unspaced(before[at - 1])))


def _precedes(form: str, end: int, suffix: str) -> bool:
    words, after = _words(normalise(suffix)), _words(form[end : end + len(suffix) + _MOST_CONTEXT])
    at = len(words)
    return not words or (after.startswith(words) and (at == len(after) or after[at] == " " or is_unspaced(after[at])))


def _words(form: str) -> str:
    """Return the words of a normalised text without punctuation, joined by spaces."""
    return " ".join(word for word in WORD.findall(form) if is_word_character(word[0]))
