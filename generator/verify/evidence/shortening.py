"""The rules for shortening: what '[...]' may omit, and next to which words and within which numbers a quotation must not be cut.

* An omission is within one sentence without negation, of at most MOST_LEFT_OUT characters; or it is whole sentences of one paragraph,
  of at most MOST_SENTENCES characters.
* It has at least one word, and no quotation mark: words of two speakers are never joined.
* A quotation, shortened or not, must not begin within REACH words after a negation in its clause, nor end directly before one (within
  REACH words in languages whose negation comes last): 'a threat' of 'is not a threat' and 'They will attack' of 'They will attack
  nobody' are refused.
* A cut between two words must not separate a number from its sign, fraction, scale word, unit or currency across a space, nor from signs
  and letters next to it in scripts without spaces; characters directly next to a digit ('-5', '$5') are part of its word
  (generator.text.words).

Distances are in characters of the normalised text (see generator.text.normalising), without the spaces around.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING, Final, Literal

from generator.model import clauses, measures, negates, negation_words, numerals, scale_words, scale_words_alone, script_of, without_points
from generator.text import Normalised, Span, is_break, is_digit, is_unspaced, is_word_character, joined_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Clauses
    from generator.verify.evidence.texts import PreparedText

ShortReason = Literal["order", "far-apart", "cuts-sentences", "cuts-paragraphs", "nothing-left-out", "crosses-quotation", "hides-negation"]
MOST_LEFT_OUT: Final = 120
"""The most characters omitted within a sentence."""
MOST_SENTENCES: Final = 600
"""The most characters omitted as whole sentences."""
REACH: Final = 4
"""The scope of a negation in words after it, and before it in languages whose negation comes last."""
REACH_OF_THAT: Final = 8
"""The scope of a negation in words if the last of them is 'that'."""
_LETTERS: Final = 14
"""The same scope in letters, in scripts without spaces."""
_LETTERS_OF_ONE: Final = 5
"""The most letters of a negation directly after a quotation in scripts without spaces: one less than 'and not' has."""
_COMMAS: Final = frozenset(",\u060c\u3001\uff0c")
_ASIDES: Final = _COMMAS | frozenset("()-")
"""Punctuation around an aside."""
_CLAUSE_ENDS: Final = re.compile(r"\.\.\.|[,;:!?()\u060c\u061b\u061f\u06d4\u0964\u3001\u3002\uff0c\uff01\uff1a\uff1b\uff1f-]")
_ALWAYS_MARKS: Final = frozenset("\u00ab\u00bb\u2039\u203a\u201c\u201d\u201e\u201f\u300c\u300d\u300e\u300f\uff02")
_OPEN_SINGLE: Final = re.compile(r"(?<!\w)'(?=\w)")


def count_chains(matches: Sequence[Sequence[Span]], prepared: PreparedText) -> list[list[int]]:
    """Return, for each match of each part, the number of chains of earlier parts up to it with valid omissions."""
    counts = [[1] * len(matches[0])]
    for earlier, later in pairwise(matches):
        counts.append(_count_next(earlier, counts[-1], later, prepared))
    return counts


def _count_next(earlier: Sequence[Span], counts: Sequence[int], later: Sequence[Span], prepared: PreparedText) -> list[int]:
    text = prepared.form.text
    ends = [span.end + (text[span.end : span.end + 1] == " ") for span in earlier]
    sums = [0, *accumulate(counts)]
    whole = [(end, count) for span, end, count in zip(earlier, ends, counts, strict=True) if span.end >= prepared.last_sentence(span).last]
    whole_ends, whole_sums = [end for end, _ in whole], [0, *accumulate(count for _, count in whole)]
    next_counts = []
    for span in later:
        start, sentence = span.start - (text[span.start - 1 : span.start] == " "), prepared.first_sentence(span)
        count = _sum_between(ends, sums, max(sentence.start + 1, start - MOST_LEFT_OUT), span.start)
        if span.start <= sentence.first:
            count += _sum_between(whole_ends, whole_sums, max(sentence.paragraph + 1, start - MOST_SENTENCES), span.start)
        next_counts.append(count)
    return next_counts


def _sum_between(ends: Sequence[int], sums: Sequence[int], low: int, high: int) -> int:
    return max(0, sums[bisect_right(ends, high)] - sums[bisect_left(ends, low)])


def can_omit(part: Span, following: Span, prepared: PreparedText) -> bool:
    """Return whether the text between two parts may be omitted, judged by its position and length alone."""
    return _count_next([part], [1], [following], prepared) == [1]


def chain_mistake(matches: Sequence[Sequence[Span]], prepared: PreparedText) -> ShortReason:
    """Return why there is no valid chain of matches: the reason of the first invalid omission."""
    last = matches[0][0]
    for later in matches[1:]:
        following = next((span for span in later if span.start >= last.end), None)
        if following is None:
            return "order"
        if not can_omit(last, following, prepared):
            return _gap_mistake(last, following, prepared)
        last = following
    return "order"


def _gap_mistake(part: Span, following: Span, prepared: PreparedText) -> ShortReason:
    before, after = prepared.last_sentence(part), prepared.first_sentence(following)
    if before.paragraph != after.paragraph:
        return "cuts-paragraphs"
    is_whole = part.end >= before.last and following.start <= after.first
    return "far-apart" if before == after or is_whole else "cuts-sentences"


def omission_mistake(chain: Sequence[Span], prepared: PreparedText) -> tuple[ShortReason, str] | None:
    """Return the reason and the words of the first omission that is not allowed by its content, or None."""
    for part, following in pairwise(chain):
        omitted = prepared.form.text[part.end : following.start].strip(" ")
        if not any(map(is_word_character, omitted)):
            return "nothing-left-out", omitted
        if any(_is_quotation_mark(prepared.form, at) for at in range(part.end, following.start) if prepared.form.text[at] in "\"'"):
            return "crosses-quotation", omitted
        sentence = prepared.last_sentence(part)
        if sentence == prepared.first_sentence(following) and negates(prepared.around(*sentence[:2]), prepared.language, also_denials=True):
            return "hides-negation", omitted
    return None


def adjacent_negation(quotation: Span, prepared: PreparedText) -> str:
    """Return the words before or after a quotation that negate it; '' if there are none."""
    first, last, how = prepared.first_sentence(quotation), prepared.last_sentence(quotation), clauses(prepared.language)
    for clause in _clauses_before(prepared.form, first.start, quotation.start, how):
        before = _last_words(clause, how)
        if negates(before, prepared.language, also_denials=True):
            return before
    ends = _clause_ends(prepared.form, quotation.end, last.end)
    after, is_final = _first_words(prepared.form.text[quotation.end : ends[0].start() if ends else last.end], how)
    return after if negates(after, prepared.language, also_denials=is_final) else ""


def _clauses_before(form: Normalised, start: int, end: int, how: Clauses) -> Iterator[str]:
    """Yield the last clause of a span, which continues across a comma before 'that', and directly after an aside also the one before it."""
    ends = [match for match in _clause_ends(form, start, end) if not _goes_on(form.text[match.start() : end], how)]
    yield form.text[ends[-1].end() if ends else start : end]
    if len(ends) > 1 and _ASIDES.issuperset((ends[-2][0], ends[-1][0])) and not negation_words(form.text[ends[-1].end() : end]):
        yield form.text[ends[-3].end() if ends[2:] else start : ends[-2].start()]


def _goes_on(rest: str, how: Clauses) -> bool:
    """Return whether the text after a clause, from its punctuation on, continues what the clause negates."""
    return rest[0] in _COMMAS and not how.that.isdisjoint(negation_words(rest)[:1])


def _clause_ends(form: Normalised, start: int, end: int) -> list[re.Match[str]]:
    return [match for match in _CLAUSE_ENDS.finditer(form.text, start, end) if match[0] != "-" or is_break(form, match.start())]


def _last_words(clause: str, how: Clauses) -> str:
    stripped = clause.rstrip(" \"'")
    if stripped and is_unspaced(stripped[-1]):
        return stripped[-_LETTERS:]
    words = negation_words(clause)
    reach = REACH_OF_THAT if how.that.intersection(words[-1:]) else REACH
    stop = next((at for at in range(len(words), 0, -1) if words[at - 1] in how.stops), 0)
    return " ".join(words[max(stop, len(words) - reach) :])


def _first_words(clause: str, how: Clauses) -> tuple[str, bool]:
    """Return the words that may negate the text before them, and whether negation comes last in their language."""
    stripped = clause.lstrip(" \"'")
    is_final = bool(stripped) and script_of(stripped[0]) in how.final
    if stripped and is_unspaced(stripped[0]):
        return stripped[: _LETTERS if is_final else _LETTERS_OF_ONE], is_final
    words = [word for word, _ in zip(negation_words(clause), range(REACH if is_final else 1), strict=False)]
    words = list(takewhile(lambda word: word not in how.stops and not (word[0] in how.joined and not is_final), words))
    return " ".join(words), is_final


def _is_quotation_mark(form: Normalised, at: int) -> bool:
    """Return whether a mark opens or closes a quotation, rather than being an apostrophe."""
    if form.source[form.starts[at]] in _ALWAYS_MARKS:
        return True
    before, after = form.text[at - 1], form.text[at + 1]  # it is between two parts
    if is_word_character(before) and is_word_character(after):
        return not joined_at(form, at)
    if form.text[at] == '"' or not is_word_character(before):
        return True
    return _OPEN_SINGLE.search(form.text, max(0, at - 400), at) is not None


_REACH: Final = 48
"""The number of characters examined on either side."""
_FRACTION: Final = re.compile(r" (?:[0-9]+[/\u2044][0-9]+|[\u00bc-\u00be\u2150-\u215e\u2189])(?![^\W_])")
_GROUP: Final = re.compile(r" [0-9]{3}(?![^\W_])")
_GROUPS: Final = re.compile(r"(?<![^\W_.,])[0-9]{1,3}(?: [0-9]{3})*$")
_POWER: Final = re.compile(r" ?[\u00d7xX*^\u00b7] ?[0-9]")
_POWER_BEFORE: Final = re.compile(r"[0-9] ?[\u00d7xX*^\u00b7] ?$")
_HAN_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
_LAST_WORD: Final = re.compile(r"\S+$")
_LAST_OF_AMOUNT: Final = re.compile("(?:(\\S+) )?([\\d.,\u066b]*)(?!(?:and|\u0648)$)(\\S+?)( and| \u0648)?$")
_NEXT_NUMBER: Final = re.compile("(and |[\u0648\u05d5]-? ?)?([\\d.,\u066b]+|[^\\W\\d_]+) ?(.*)")
_HOMOGRAPHS: Final = frozenset({"on", "due", "sei", "eine"})
"""Numerals that are other words in other languages."""


def splits_number(form: Normalised, at: int, language: str) -> bool:
    """Return whether an offset between two words of a normalised text is inside an amount, in the language of the text."""
    before, after = form.text[max(0, at - _REACH) : at], form.text[at : at + _REACH]
    left, right = before.rstrip(" "), after.lstrip(" ")
    if not left or not right:
        return False
    spaced = len(left) + len(right) < len(before) + len(after)
    if (left[-1] in _HAN_NUMERALS and _is_measure(right, language)) or (spaced and _goes_on_counting(left, right, language)):
        return True
    if is_digit(left[-1]):
        return _number_goes_on(left, right, language, spaced=spaced)
    if is_digit(right[0]):
        return _POWER_BEFORE.search(before) is not None or _begins_before(left, language, spaced=spaced)
    last = _LAST_WORD.search(left)
    word = last[0].strip("\"'.([-") if last else ""
    if is_word_character(left[-1]) and not is_unspaced(right[0]) and _begins_with(right, scale_words_alone()):
        return True
    is_amount = any(map(is_digit, word)) or word.lower() in numerals() or word in scale_words()
    return is_amount and is_word_character(right[0]) and _is_measure(right, language)


def _goes_on_counting(left: str, right: str, language: str) -> bool:
    """Return whether an amount of several numbers continues at a space: '2 billion 400 million', '3 hours 20 minutes'."""
    last, following = _LAST_OF_AMOUNT.search(left), _NEXT_NUMBER.match(right)
    if last is None or following is None or not (is_digit(following[2][0]) or following[2].lower() in numerals() - _HOMOGRAPHS):
        return False
    before, unit, rest, joint = last[1] or last[2], last[3], following[3], (last[4] or following[1] or "").strip()
    is_scaled = _begins_with(rest, scale_words()) or script_of(rest[:1]) == "HANGUL"
    if joint:
        at_once = {"hundred", "thousand"} if joint == "and" else scale_words() | numerals()
        return unit in at_once or (is_scaled and unit in scale_words_alone())
    is_counted = any(map(is_digit, before + last[2])) or before.lower() in numerals() or before in scale_words()
    return is_counted and (is_scaled if unit in scale_words() else is_digit(following[2][0]) and _is_measure(unit, language))


def _number_goes_on(left: str, right: str, language: str, *, spaced: bool) -> bool:
    """Return whether a number in digits that ends here continues."""
    following = f" {right}" if spaced else right
    if _FRACTION.match(following) or _POWER.match(following) or (_GROUP.match(following) and _GROUPS.search(left)):
        return True
    return _is_measure(right, language) if spaced else right[0].isalpha()


def _begins_before(left: str, language: str, *, spaced: bool) -> bool:
    """Return whether a number in digits that begins here has its sign or currency before it."""
    if unicodedata.category(left[-1]) == "Sc":
        return True
    before = measures(language, script_of(left[-1]) or script_of(left[-2:-1]))[0]
    if not spaced and is_unspaced(left[-1]):
        return any(left.endswith(word) for word in before)
    word = _LAST_WORD.search(left)
    return word is not None and word[0].lstrip("\"'([") in before


def _is_measure(text: str, language: str) -> bool:
    """Return whether text begins with a scale word, a unit or a currency."""
    if unicodedata.category(text[0]) == "Sc":
        return True
    return _begins_with(without_points(text), measures(language, script_of(text[0]))[1])


def _begins_with(text: str, words: Iterable[str]) -> bool:
    rests = (text[len(word) :] for word in words if text.startswith(word))
    return any(not rest or not is_word_character(rest[0]) or is_unspaced(rest[0]) for rest in rests)
