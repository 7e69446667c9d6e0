"""Why a quotation or passage is refused, in words for the editor, and what in the text is most like it: a proposal, never a proof."""

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
"""The least likeness, of 100, of a passage that is worth proposing."""
MOST_DIFFERENCES: Final = 4
_SHORTEST_WINDOW: Final = 48
_LONGEST_QUOTE: Final = 2000
_MOST_WORDS_AROUND: Final = 4
_LONGEST_WORD: Final = 200


def nearest_passage(quote: str, text: Normalised) -> tuple[str, list[str]] | None:
    """Return the words of the passage most like a quotation, on one line, and how it differs from them; nothing where none is like it."""
    form = normalise(source_words(ELISION.sub(" ", quote)))[:_LONGEST_QUOTE]
    if not form or not text.text:
        return None
    step = max(_SHORTEST_WINDOW, len(form))
    windows = [text.text[start : start + 2 * step] for start in range(0, len(text.text), step)]
    best = process.extractOne(form, windows, scorer=fuzz.partial_ratio, score_cutoff=LEAST_LIKE)
    if best is None:
        return None
    found = fuzz.partial_ratio_alignment(form, best[0])
    if found is None:
        return None
    start, end = _fitted(form, text, best[2] * step + found.dest_start, best[2] * step + found.dest_end)
    span = text.span(start, end)
    return " ".join(text.source[span.start : span.end].split()), list(differences(form, text.text[start:end]))


def _fitted(form: str, text: Normalised, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of whole words, around the one given, that is most like a form."""
    starts, ends = [_whole(text, start, -1)], [_whole(text, end, 1)]
    for _ in range(_MOST_WORDS_AROUND):
        starts.append(_whole(text, max(0, starts[-1] - 2), -1))
        ends.append(_whole(text, min(len(text.text), ends[-1] + 2), 1))
    likely = [(fuzz.ratio(form, text.text[one:other]), -one, other) for one in starts for other in ends if one < other]
    _, start, end = max(likely, default=(0, -start, end))
    start = -start
    while start + 1 < end and text.text[end - 1] != form[-1] and not is_word_character(text.text[end - 1]):
        end -= 1
    while start + 1 < end and text.text[start] != form[0] and not is_word_character(text.text[start]):
        start += 1
    return start, end


def _whole(text: Normalised, at: int, step: int) -> int:
    """Return the nearest place, in a direction, that splits no word and is not beside a space on the other side."""
    for _ in range(_LONGEST_WORD):
        if not splits_word(text, at):
            break
        at += step
    while 0 < at < len(text.text) and text.text[at if step < 0 else at - 1] == " ":
        at -= step
    return at


def differences(here: str, there: str) -> Iterator[str]:
    """Yield how one form differs from another, word by word, the first four of the differences."""
    mine, theirs = WORD.findall(here), WORD.findall(there)
    found = [code for code in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes() if code[0] != "equal"]
    for _, a, b, c, d in found[:MOST_DIFFERENCES]:
        yield _difference(mine, (a, b), theirs, (c, d))
    if len(found) > MOST_DIFFERENCES:
        yield f"and {len(found) - MOST_DIFFERENCES} more"


def _difference(mine: Sequence[str], at: tuple[int, int], theirs: Sequence[str], there: tuple[int, int]) -> str:
    ours, own = " ".join(mine[slice(*at)]), " ".join(theirs[slice(*there)])
    if not ours:
        after = f" after '{mine[at[0] - 1]}'" if at[0] else " at the beginning"
        return f"'{own}' is missing{after}"
    if not own:
        return f"the source does not have '{ours}'" + (f" after '{mine[at[0] - 1]}'" if at[0] else "")
    return f"the source has '{own}', not '{ours}'{_code_points(own, ours)}"


def _code_points(own: str, ours: str) -> str:
    """Name the first characters that differ where they may look alike."""
    if len(own) != len(ours) or (own.isascii() and ours.isascii()):
        return ""
    one, other = next((pair for pair in zip(own, ours, strict=True) if pair[0] != pair[1]), ("", ""))
    return f" (U+{ord(one):04X}, not U+{ord(other):04X})" if one else ""


_COUNTING: Final = "count paragraphs from 1, headings and bylines too, and sentences within a paragraph"
_LONGEST_SHOWN: Final = 80


def refusal(use: Use, outcome: NotFound | Ambiguous, held: PreparedText) -> Diagnostic:
    """Return why a use was not proved, at its place."""
    if isinstance(outcome, Ambiguous):
        message = f"the words stand in '{use.source}' {outcome.count} times"
        return Rule.QUOTE_AMBIGUOUS.at(use.at("quote"), message, _telling_apart(held.form.source, outcome.places))
    passage = use.evidence.passage
    if passage is not None and held.passages.find(passage) is None:
        message = f"'{use.source}' has no '{passage}': {held.passages.what_there_is(passage)}"
        return Rule.PASSAGE_NOT_FOUND.at(use.at("passage"), message, _COUNTING)
    if outcome.reason in ("words", "inside-word"):
        return _other_words(use, outcome, held)
    if outcome.reason == "passage":
        message = f"the words stand in '{use.source}', but not in '{passage}'"
        return Rule.QUOTE_NOT_FOUND.at(use.at("passage"), message, _place_hint(use, held))
    if outcome.reason in table(__file__)["not_found"]:
        message, hint = table(__file__)["not_found"][outcome.reason]
        field = "quote" if outcome.reason == "empty" else outcome.reason
        return Rule.QUOTE_NOT_FOUND.at(use.at(field), message.format(source=use.source), hint)
    return misleading(use, outcome)


def misleading(use: Use, outcome: NotFound) -> Diagnostic:
    """Return which rule of how quotations are cut and explained a use breaks."""
    message, hint = table(__file__)["misleads"][outcome.reason]
    part = outcome.part if len(outcome.part) <= _LONGEST_SHOWN else f"{outcome.part[: _LONGEST_SHOWN - 1]}…"
    hint = hint.format(most=MOST_LEFT_OUT, most_sentences=MOST_SENTENCES, reach=REACH)
    return Rule.QUOTE_MISLEADS.at(use.at("quote"), message.format(source=use.source, part=f"'{part}'"), hint)


def _other_words(use: Use, outcome: NotFound, held: PreparedText) -> Diagnostic:
    near = nearest_passage(outcome.part, held.form)
    if outcome.reason == "inside-word":
        message = f"in '{use.source}' these words begin or end within a longer word or number"
    elif near is None:
        message = f"the words are not in the text of '{use.source}', nor any like them"
    else:
        message = f"the words are not in the text of '{use.source}': {'; '.join(near[1]) or 'they stand there otherwise'}"
    if near is None:
        hint = "is it another source? Words of ours go into 'note'"
    elif near[1] or near[0] != outcome.part:
        hint = f"write them as the source does: '{near[0]}'"
    else:
        hint = "quote a number with its sign, fraction and unit: add what stands right before or after"
    return Rule.QUOTE_NOT_FOUND.at(use.at("quote"), message, hint)


def _place_hint(use: Use, held: PreparedText) -> str:
    """Name the sentence in which the words stand."""
    found = prove_quotation(use.evidence.quote or "", held)
    around = held.passages.around(found.parts[0]) if isinstance(found, Proved) else ()
    return f"they stand in '{around[0].place}'" if around else "leave 'passage' out, or tell the place with 'prefix' and 'suffix'"


def _telling_apart(source: str, places: Sequence[Span]) -> str:
    before = [" ".join(source[max(0, one.start - 60) : one.start].split()[-3:]) for one in places]
    if len({one for one in before if one}) > 1:
        return "add 'prefix' with the words right before the ones that are meant: " + _options(before)
    after = [" ".join(source[one.end : one.end + 60].split()[:3]) for one in places]
    if len({one for one in after if one}) > 1:
        return "add 'suffix' with the words right after the ones that are meant: " + _options(after)
    return "quote more of the sentence, or add 'passage' with its place"


def _options(contexts: Iterable[str]) -> str:
    return " or ".join(f"'{one}'" for one in dict.fromkeys(contexts) if one)
