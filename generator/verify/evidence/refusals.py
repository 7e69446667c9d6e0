"""Why a quotation or passage is refused, in words for the editor, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.content import Diagnostic, Rule
from generator.verify.evidence.nearest import nearest_passage
from generator.verify.evidence.quotes import Ambiguous, NotFound, Proved, prove_quotation
from generator.verify.evidence.shortening import MOST_LEFT_OUT, MOST_SENTENCES, REACH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.text import Span
    from generator.verify.evidence.prepared import PreparedText
    from generator.verify.evidence.uses import Use

_MISLEADING: Final = {
    "brackets-empty": ("there is nothing in the brackets", "remove them, or write '[...]' where words of the source are left out"),
    "brackets-in-word": (
        "the brackets {part} are part of a word",
        "write the word as the source has it; only its first letter may change its case: '[T]his'",
    ),
    "brackets-sign": (
        "the brackets {part} hold more than words",
        "explain in words, without digits, signs and words that multiply a number, or in 'note'",
    ),
    "brackets-negation": ("the brackets {part} hold a negation", "quote the source's own words; words of ours go into 'note'"),
    "brackets-replace": (
        "the brackets {part} stand where the source has other words",
        "keep those words and explain them behind: 'it [the ferry]'",
    ),
    "order": ("the parts of the quotation do not follow each other in '{source}'", "quote them in the order of the source, or apart"),
    "far-apart": (
        "'[...]' leaves out too much",
        f"quote more of it, or quote apart: at most {MOST_LEFT_OUT} characters of a sentence, or {MOST_SENTENCES} of whole sentences",
    ),
    "cuts-sentences": (
        "'[...]' joins pieces of different sentences",
        "leave out words of one sentence or whole sentences, or quote the pieces apart",
    ),
    "cuts-paragraphs": ("'[...]' joins different paragraphs", "quote them apart"),
    "nothing-left-out": ("'[...]' leaves out no word", "remove it, and write the signs that the source has there"),
    "crosses-quotation": ("'[...]' leaves out a quotation mark, and may join two speakers: {part}", "quote each speaker apart"),
    "hides-negation": (
        "'[...]' shortens a sentence that holds a negation",
        "quote the sentence whole, or the part of it that is meant without '[...]'",
    ),
    "cut-negation": (
        "the quotation is cut off right beside a negation: {part}",
        f"quote the negation too: of the {REACH} words before, and the word after a quotation, none may deny what is quoted",
    ),
}
_NOT_FOUND: Final = {
    "empty": ("there are no words in the quotation", "write the words that are quoted, or leave the field out"),
    "prefix": (
        "the words stand in '{source}', but not after this prefix",
        "write the words right before the quotation, as the source has them",
    ),
    "suffix": (
        "the words stand in '{source}', but not before this suffix",
        "write the words right after the quotation, as the source has them",
    ),
}
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
    if outcome.reason in _NOT_FOUND:
        message, hint = _NOT_FOUND[outcome.reason]
        field = "quote" if outcome.reason == "empty" else outcome.reason
        return Rule.QUOTE_NOT_FOUND.at(use.at(field), message.format(source=use.source), hint)
    return misleading(use, outcome)


def misleading(use: Use, outcome: NotFound) -> Diagnostic:
    """Return which rule of how quotations are cut and explained a use breaks."""
    message, hint = _MISLEADING[outcome.reason]
    part = outcome.part if len(outcome.part) <= _LONGEST_SHOWN else f"{outcome.part[: _LONGEST_SHOWN - 1]}…"
    return Rule.QUOTE_MISLEADS.at(use.at("quote"), message.format(source=use.source, part=f"'{part}'"), hint)


def _other_words(use: Use, outcome: NotFound, held: PreparedText) -> Diagnostic:
    near = nearest_passage(outcome.part, held.form)
    if outcome.reason == "inside-word":
        message = f"in '{use.source}' these words begin or end within a longer word or number"
    elif near is None:
        message = f"the words are not in the text of '{use.source}', nor any like them"
    else:
        message = f"the words are not in the text of '{use.source}': {'; '.join(near.differences) or 'they stand there otherwise'}"
    hint = f"write them as the source does: '{near.words}'" if near else "is it another source? Words of ours go into 'note'"
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
