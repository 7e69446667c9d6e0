"""Diagnostics for quotations and passages that are not proved, with the most similar passage of the text as a proposal, never as proof."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from generator.content import Diagnostic, Rule
from generator.text import WORD, Normalised, Span, is_word_character, normalise, splits_word, table
from generator.verify.evidence.brackets import ELISION, source_words
from generator.verify.evidence.quotes import Ambiguous, NotFound, Proved, prove_quotation
from generator.verify.evidence.shortening import MOST_LEFT_OUT, MOST_SENTENCES, REACH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.verify.evidence.texts import PreparedText
    from generator.verify.evidence.uses import Use

LEAST_LIKE: Final = 60
"""The least similarity, 0 to 100, of a passage that is proposed."""
MOST_DIFFERENCES: Final = 4
_SHORTEST_WINDOW: Final = 48
_LONGEST_QUOTE: Final = 2000
_MOST_WORDS_AROUND: Final = 4
_LONGEST_WORD: Final = 200


def nearest_passage(quote: str, text: Normalised) -> tuple[str, list[str]] | None:
    """Return the passage most similar to a quotation, on one line, and the differences, or None if none is similar."""
    form = normalise(source_words(ELISION.sub(" ", quote)))[:_LONGEST_QUOTE]
    if not form or not text.text:
        return None
    step = max(_SHORTEST_WINDOW, len(form))
    windows = [text.text[start : start + 2 * step] for start in range(0, len(text.text), step)]
    best = process.extractOne(form, windows, scorer=fuzz.partial_ratio, score_cutoff=LEAST_LIKE)
    if best is None:
        return None
    alignment = fuzz.partial_ratio_alignment(form, best[0])
    if alignment is None:
        return None
    start, end = _fitted(form, text, best[2] * step + alignment.dest_start, best[2] * step + alignment.dest_end)
    span = text.span(start, end)
    return " ".join(text.source[span.start : span.end].split()), list(differences(form, text.text[start:end]))


def _fitted(form: str, text: Normalised, start: int, end: int) -> tuple[int, int]:
    """Return the span of whole words, around the given one, that is most similar to a normalised quotation."""
    starts, ends = [_word_boundary(text, start, -1)], [_word_boundary(text, end, 1)]
    for _ in range(_MOST_WORDS_AROUND):
        starts.append(_word_boundary(text, max(0, starts[-1] - 2), -1))
        ends.append(_word_boundary(text, min(len(text.text), ends[-1] + 2), 1))
    candidates = [(fuzz.ratio(form, text.text[first:last]), -first, last) for first in starts for last in ends if first < last]
    _, start, end = max(candidates, default=(0, -start, end))
    start = -start
    while start + 1 < end and text.text[end - 1] != form[-1] and not is_word_character(text.text[end - 1]):
        end -= 1
    while start + 1 < end and text.text[start] != form[0] and not is_word_character(text.text[start]):
        start += 1
    return start, end


def _word_boundary(text: Normalised, at: int, step: int) -> int:
    """Return the nearest word boundary in a direction, moved back across a space."""
    for _ in range(_LONGEST_WORD):
        if not splits_word(text, at):
            break
        at += step
    while 0 < at < len(text.text) and text.text[at if step < 0 else at - 1] == " ":
        at -= step
    return at


def differences(here: str, there: str) -> Iterator[str]:
    """Yield the first four differences between two normalised texts, word by word."""
    mine, theirs = WORD.findall(here), WORD.findall(there)
    opcodes = [opcode for opcode in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes() if opcode[0] != "equal"]
    for _, a, b, c, d in opcodes[:MOST_DIFFERENCES]:
        yield _difference(mine, (a, b), theirs, (c, d))
    if len(opcodes) > MOST_DIFFERENCES:
        yield f"and {len(opcodes) - MOST_DIFFERENCES} more"


def _difference(quote_words: Sequence[str], at: tuple[int, int], text_words: Sequence[str], there: tuple[int, int]) -> str:
    quoted, source = " ".join(quote_words[slice(*at)]), " ".join(text_words[slice(*there)])
    if not quoted:
        after = f" after '{quote_words[at[0] - 1]}'" if at[0] else " at the start"
        return f"'{source}' is missing{after}"
    if not source:
        return f"the source does not have '{quoted}'" + (f" after '{quote_words[at[0] - 1]}'" if at[0] else "")
    return f"the source has '{source}', not '{quoted}'{_code_points(source, quoted)}"


def _code_points(source: str, quoted: str) -> str:
    """Return the code points of the first characters that differ, if they may look alike."""
    if len(source) != len(quoted) or (source.isascii() and quoted.isascii()):
        return ""
    expected, actual = next((pair for pair in zip(source, quoted, strict=True) if pair[0] != pair[1]), ("", ""))
    return f" (U+{ord(expected):04X}, not U+{ord(actual):04X})" if expected else ""


_COUNTING: Final = "count paragraphs from 1, including headings and bylines, and sentences within each paragraph"
_LONGEST_SHOWN: Final = 80


def refusal(use: Use, outcome: NotFound | Ambiguous, prepared: PreparedText) -> Diagnostic:
    """Return the diagnostic for a use that was not proved."""
    if isinstance(outcome, Ambiguous):
        message = f"the words occur {outcome.count} times in '{use.source}'"
        return Rule.QUOTE_AMBIGUOUS.at(use.at("quote"), message, _disambiguation_hint(prepared.form.source, outcome.places))
    passage = use.evidence.passage
    if passage is not None and prepared.passages.find(passage) is None:
        message = f"'{use.source}' has no '{passage}': {prepared.passages.what_there_is(passage)}"
        return Rule.PASSAGE_NOT_FOUND.at(use.at("passage"), message, _COUNTING)
    if outcome.reason in ("words", "inside-word"):
        return _words_differ(use, outcome, prepared)
    if outcome.reason == "passage":
        message = f"the words are in '{use.source}', but not in '{passage}'"
        return Rule.QUOTE_NOT_FOUND.at(use.at("passage"), message, _place_hint(use, prepared))
    if outcome.reason in table(__file__)["not_found"]:
        message, hint = table(__file__)["not_found"][outcome.reason]
        field = "quote" if outcome.reason == "empty" else outcome.reason
        return Rule.QUOTE_NOT_FOUND.at(use.at(field), message.format(source=use.source), hint)
    return misleading(use, outcome)


def misleading(use: Use, outcome: NotFound) -> Diagnostic:
    """Return the diagnostic for a use that breaks a rule for shortening or brackets."""
    message, hint = table(__file__)["misleads"][outcome.reason]
    part = outcome.part if len(outcome.part) <= _LONGEST_SHOWN else f"{outcome.part[: _LONGEST_SHOWN - 1]}…"
    hint = hint.format(most=MOST_LEFT_OUT, most_sentences=MOST_SENTENCES, reach=REACH)
    return Rule.QUOTE_MISLEADS.at(use.at("quote"), message.format(source=use.source, part=f"'{part}'"), hint)


def _words_differ(use: Use, outcome: NotFound, prepared: PreparedText) -> Diagnostic:
    near = nearest_passage(outcome.part, prepared.form)
    if outcome.reason == "inside-word":
        message = f"in '{use.source}', these words start or end inside a longer word or number"
    elif near is None:
        message = f"the words are not in the text of '{use.source}', nor any similar ones"
    else:
        message = f"the words are not in the text of '{use.source}': {'; '.join(near[1]) or 'they differ'}"
    if near is None:
        hint = "check the source; to paraphrase, use 'note'"
    elif near[1] or near[0] != outcome.part:
        hint = f"quote the source exactly: '{near[0]}'"
    else:
        hint = "quote a number with its sign, fraction and unit: add what comes directly before or after it"
    return Rule.QUOTE_NOT_FOUND.at(use.at("quote"), message, hint)


def _place_hint(use: Use, prepared: PreparedText) -> str:
    """Return a hint with the sentence that contains the words."""
    outcome = prove_quotation(use.evidence.quote or "", prepared)
    around = prepared.passages.around(outcome.parts[0]) if isinstance(outcome, Proved) else ()
    return f"they are in '{around[0].place}'" if around else "remove 'passage', or give the place with 'prefix' and 'suffix'"


def _disambiguation_hint(source: str, places: Sequence[Span]) -> str:
    before = [" ".join(source[max(0, place.start - 60) : place.start].split()[-3:]) for place in places]
    if len({*before} - {""}) > 1:
        return "add 'prefix' with the words directly before the quotation: " + _options(before)
    after = [" ".join(source[place.end : place.end + 60].split()[:3]) for place in places]
    if len({*after} - {""}) > 1:
        return "add 'suffix' with the words directly after the quotation: " + _options(after)
    return "quote more of the sentence, or add 'passage'"


def _options(contexts: Iterable[str]) -> str:
    return " or ".join(f"'{words}'" for words in dict.fromkeys(contexts) if words)
