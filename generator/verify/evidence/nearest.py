"""What in a text is most like words that it does not have: a proposal for the editor, never a proof."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from generator.text import WORD, is_word_character, normalise, splits_word
from generator.verify.evidence.brackets import ELISION, source_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.text import Normalised, Span

LEAST_LIKE: Final = 60
"""The least likeness, of 100, of a passage that is worth proposing."""

MOST_DIFFERENCES: Final = 4
_SHORTEST_WINDOW: Final = 48
_LONGEST_QUOTE: Final = 2000
_MOST_WORDS_AROUND: Final = 4
_LONGEST_WORD: Final = 200


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage of a text that is most like a quotation."""

    span: Span
    """Where it stands in the text."""
    words: str
    """Its words as the text has them, on one line."""
    differences: tuple[str, ...]
    """How the quotation differs from it, word by word."""


def nearest_passage(quote: str, text: Normalised) -> Nearest | None:
    """Return the passage most like a quotation; nothing where none is like it."""
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
    return Nearest(span, " ".join(text.source[span.start : span.end].split()), tuple(differences(form, text.text[start:end])))


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
