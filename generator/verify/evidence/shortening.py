"""What '[...]' may leave out of a quotation, and beside which words and in which numbers a quotation may end.

* What is left out lies within one sentence, of at most MOST_LEFT_OUT characters, and the sentence holds no negation; or it is
  whole sentences of one paragraph, of at most MOST_SENTENCES characters.
* It has a word, and no quotation mark: words of two speakers are never joined.
* A quotation, shortened or not, begins neither within REACH words behind a negation of its clause, nor ends right before one (within
  REACH words in languages whose negation comes last): 'a threat' of 'is not a threat' and 'They will attack' of 'They will attack
  nobody' are refused.
* A cut between two words does not part a number from its sign, fraction, scale word, unit or currency across a space, nor from signs and
  letters that scripts without spaces put beside it; what stands directly beside a digit ('-5', '$5') is no word (generator.text.words).

Distances are counted in characters of the text's form (see generator.text.normalising), without the space around.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING, Final, Literal

from generator.model import clauses, measures, negates, negation_words, numerals, scale_words, scale_words_alone, script_of, without_points
from generator.text import Normalised, Span, is_break, is_digit, is_unspaced, is_word_character

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Clauses
    from generator.verify.evidence.texts import PreparedText

ShortReason = Literal["order", "far-apart", "cuts-sentences", "cuts-paragraphs", "nothing-left-out", "crosses-quotation", "hides-negation"]
MOST_LEFT_OUT: Final = 120
"""The most characters that may be left out within a sentence."""
MOST_SENTENCES: Final = 600
"""The most characters that whole sentences left out may have."""
REACH: Final = 4
"""How many words behind a negation it is taken to deny, in front of it too in languages whose negation comes last."""
REACH_OF_THAT: Final = 8
"""How many it denies where the last of them is 'that'."""
_LETTERS: Final = 14
"""How many letters count as much as that where no spaces part words."""
_LETTERS_OF_ONE: Final = 5
"""How many letters a negation right behind a quotation may reach where no spaces part words: one less than 'and not' has."""
_COMMAS: Final = frozenset(",\u060c\u3001\uff0c")
_ASIDES: Final = _COMMAS | frozenset("()-")
"""Signs that enclose an aside."""
_CLAUSE_ENDS: Final = re.compile(r"\.\.\.|[,;:!?()\u060c\u061b\u061f\u06d4\u0964\u3001\u3002\uff0c\uff01\uff1a\uff1b\uff1f-]")
_ALWAYS_MARKS: Final = frozenset("\u00ab\u00bb\u2039\u203a\u201c\u201d\u201e\u201f\u300c\u300d\u300e\u300f\uff02")
_OPEN_SINGLE: Final = re.compile(r"(?<!\w)'(?=\w)")


def count_chains(found: Sequence[Sequence[Span]], held: PreparedText) -> list[list[int]]:
    """Return, for each place of each part, in how many ways the parts before it lead there by what may be left out."""
    counted = [[1] * len(found[0])]
    for earlier, later in pairwise(found):
        counted.append(_led_to(earlier, counted[-1], later, held))
    return counted


def _led_to(earlier: Sequence[Span], before: Sequence[int], later: Sequence[Span], held: PreparedText) -> list[int]:
    text = held.form.text
    ends = [one.end + (text[one.end : one.end + 1] == " ") for one in earlier]
    sums = [0, *accumulate(before)]
    whole = [(end, number) for one, end, number in zip(earlier, ends, before, strict=True) if one.end >= held.last_sentence(one).last]
    whole_ends, whole_sums = [end for end, _ in whole], [0, *accumulate(number for _, number in whole)]
    found = []
    for one in later:
        start, sentence = one.start - (text[one.start - 1 : one.start] == " "), held.first_sentence(one)
        count = _between(ends, sums, max(sentence.start + 1, start - MOST_LEFT_OUT), one.start)
        if one.start <= sentence.first:
            count += _between(whole_ends, whole_sums, max(sentence.paragraph + 1, start - MOST_SENTENCES), one.start)
        found.append(count)
    return found


def _between(ends: Sequence[int], sums: Sequence[int], low: int, high: int) -> int:
    return max(0, sums[bisect_right(ends, high)] - sums[bisect_left(ends, low)])


def leads(one: Span, other: Span, held: PreparedText) -> bool:
    """Tell whether what is between two parts may be left out, as far as its place and length go."""
    return _led_to([one], [1], [other], held) == [1]


def why_not(found: Sequence[Sequence[Span]], held: PreparedText) -> ShortReason:
    """Return what stands against parts that no way leads through: the first of the gaps that cannot be."""
    end = found[0][0]
    for later in found[1:]:
        following = next((one for one in later if one.start >= end.end), None)
        if following is None:
            return "order"
        if not leads(end, following, held):
            return _why(end, following, held)
        end = following
    return "order"


def _why(one: Span, other: Span, held: PreparedText) -> ShortReason:
    before, after = held.last_sentence(one), held.first_sentence(other)
    if before.paragraph != after.paragraph:
        return "cuts-paragraphs"
    is_whole = one.end >= before.last and other.start <= after.first
    return "far-apart" if before == after or is_whole else "cuts-sentences"


def what_is_hidden(chain: Sequence[Span], held: PreparedText) -> tuple[ShortReason, str] | None:
    """Return what stands against leaving out what is between parts in their places, with what is left out; nothing if nothing does."""
    for one, other in pairwise(chain):
        left_out = held.form.text[one.end : other.start].strip(" ")
        if not any(map(is_word_character, left_out)):
            return "nothing-left-out", left_out
        if any(_is_quotation_mark(held.form, at) for at in range(one.end, other.start) if held.form.text[at] in "\"'"):
            return "crosses-quotation", left_out
        sentence = held.last_sentence(one)
        if sentence == held.first_sentence(other) and negates(held.around(*sentence[:2]), held.language, also_denials=True):
            return "hides-negation", left_out
    return None


def beside_negation(one: Span, held: PreparedText) -> str:
    """Return the words before or after a quotation that hold a negation of what is quoted; nothing if none does."""
    first, last, how = held.first_sentence(one), held.last_sentence(one), clauses(held.language)
    for clause in _clauses_before(held.form, first.start, one.start, how):
        before = _last_words(clause, how)
        if negates(before, held.language, also_denials=True):
            return before
    ends = _clause_ends(held.form, one.end, last.end)
    after, is_final = _first_words(held.form.text[one.end : ends[0].start() if ends else last.end], how)
    return after if negates(after, held.language, also_denials=is_final) else ""


def _clauses_before(form: Normalised, start: int, end: int, how: Clauses) -> Iterator[str]:
    """Yield the clause at the end of a stretch, which goes on across a comma before 'that'; right behind an aside also the one before."""
    ends = [match for match in _clause_ends(form, start, end) if not _goes_on(form.text[match.start() : end], how)]
    yield form.text[ends[-1].end() if ends else start : end]
    if len(ends) > 1 and _ASIDES.issuperset((ends[-2][0], ends[-1][0])) and not negation_words(form.text[ends[-1].end() : end]):
        yield form.text[ends[-3].end() if ends[2:] else start : ends[-2].start()]


def _goes_on(rest: str, how: Clauses) -> bool:
    """Tell whether text from the sign that ends a clause on goes on with what the clause denies."""
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
    """Return the words that may deny what is before them, and whether they are of a language in which they do."""
    stripped = clause.lstrip(" \"'")
    is_final = bool(stripped) and script_of(stripped[0]) in how.final
    if stripped and is_unspaced(stripped[0]):
        return stripped[: _LETTERS if is_final else _LETTERS_OF_ONE], is_final
    words = [word for word, _ in zip(negation_words(clause), range(REACH if is_final else 1), strict=False)]
    words = list(takewhile(lambda word: word not in how.stops and not (word[0] in how.joined and not is_final), words))
    return " ".join(words), is_final


def _is_quotation_mark(form: Normalised, at: int) -> bool:
    """Tell whether a mark opens or closes a quotation, rather than being an apostrophe."""
    if form.source[form.starts[at]] in _ALWAYS_MARKS:
        return True
    before, after = form.text[at - 1], form.text[at + 1]  # it stands between two parts
    if is_word_character(before) and is_word_character(after):
        return is_unspaced(before) or is_unspaced(after)
    if form.text[at] == '"' or not is_word_character(before):
        return True
    return _OPEN_SINGLE.search(form.text, max(0, at - 400), at) is not None


_REACH: Final = 48
"""How many characters on either side are looked at."""
_FRACTION: Final = re.compile(r" (?:[0-9]+[/\u2044][0-9]+|[\u00bc-\u00be\u2150-\u215e\u2189])(?![^\W_])")
_GROUP: Final = re.compile(r" [0-9]{3}(?![^\W_])")
_GROUPS: Final = re.compile(r"(?<![^\W_.,])[0-9]{1,3}(?: [0-9]{3})*$")
_POWER: Final = re.compile(r" ?[\u00d7xX*^\u00b7] ?[0-9]")
_POWER_BEFORE: Final = re.compile(r"[0-9] ?[\u00d7xX*^\u00b7] ?$")
_HAN_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
_LAST_WORD: Final = re.compile(r"\S+$")


def splits_number(form: Normalised, at: int, language: str) -> bool:
    """Tell whether a place in the form of a text, between two whole words, is inside what says how much, in the language of the text."""
    before, after = form.text[max(0, at - _REACH) : at], form.text[at : at + _REACH]
    left, right = before.rstrip(" "), after.lstrip(" ")
    if not left or not right:
        return False
    spaced = len(left) + len(right) < len(before) + len(after)
    if left[-1] in _HAN_NUMERALS and _is_measure(right, language):
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


def _number_goes_on(left: str, right: str, language: str, *, spaced: bool) -> bool:
    """Tell whether a number in digits, which ends here, goes on."""
    following = f" {right}" if spaced else right
    if _FRACTION.match(following) or _POWER.match(following) or (_GROUP.match(following) and _GROUPS.search(left)):
        return True
    return _is_measure(right, language) if spaced else right[0].isalpha()


def _begins_before(left: str, language: str, *, spaced: bool) -> bool:
    """Tell whether a number in digits, which begins here, has its sign or currency before it."""
    if unicodedata.category(left[-1]) == "Sc":
        return True
    before = measures(language, script_of(left[-1]) or script_of(left[-2:-1]))[0]
    if not spaced and is_unspaced(left[-1]):
        return any(left.endswith(word) for word in before)
    word = _LAST_WORD.search(left)
    return word is not None and word[0].lstrip("\"'([") in before


def _is_measure(text: str, language: str) -> bool:
    """Tell whether text begins with a scale word, a unit or a currency."""
    if unicodedata.category(text[0]) == "Sc":
        return True
    return _begins_with(without_points(text), measures(language, script_of(text[0]))[1])


def _begins_with(text: str, words: Iterable[str]) -> bool:
    rests = (text[len(word) :] for word in words if text.startswith(word))
    return any(not rest or not is_word_character(rest[0]) or is_unspaced(rest[0]) for rest in rests)
