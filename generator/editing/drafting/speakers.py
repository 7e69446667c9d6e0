"""Find speech verbs and the words that name their subject, by English word order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.frames import Frame, is_followed
from generator.editing.drafting.lists import Verb, verbs, words
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS: Final = ("asserted", "reported", "suggested", "predicted", "promised", "denied", "called")
_LONGEST_NAME: Final = 14
_LONGEST_TITLE: Final = 6
_LONGEST_ASIDE: Final = 30
_FEW: Final = 2
_NO_SUBJECT: Final = ("prepositions", "joints", "auxiliaries", "adverbs", "times")
_NO_TITLE: Final = (*_NO_SUBJECT, "pronouns", "determiners")
_POSSESSIVE: Final = ("'s", "’s", "'", "’")


class Cue(NamedTuple):
    """A speech verb or phrase."""

    at: int
    verb: Verb
    by: Span | None
    """The words that name the speaker, as written."""


def cues(frame: Frame) -> Iterator[Cue]:
    """Yield the speech cues of a frame, with their speakers."""
    speech_verbs = verbs("speech", *GROUPS)
    for at, token in enumerate(frame):
        if token.kind == "word" and token.low in speech_verbs:
            verb = next((candidate for candidate in speech_verbs[token.low] if is_followed(frame, at, candidate.after)), None)
            if verb is not None and not (at and frame[at - 1].is_in("before_nouns")):
                yield Cue(at, verb, subject(frame, at))
        elif source := _verbless_cue(frame, at):
            yield source


def _verbless_cue(frame: Frame, at: int) -> Cue | None:
    """Return the cue of a phrase without a verb: 'according to X', 'in the words of X', or a name and a colon; else None."""
    for phrase in words("speech", "sources"):
        parts = phrase.split()
        if len(parts) > 1 and is_followed(frame, at - 1, parts):
            return Cue(at, Verb("asserted", phrase), _after(frame, at + len(parts)))
    if frame[at].low == ":" and at > 0 and at + 1 < len(frame) and frame[at + 1].kind == "quote":
        return Cue(at, Verb("asserted", ":"), _before(frame, at, 0))
    return None


def subject(frame: Frame, at: int) -> Span | None:
    """Return the subject of a verb: before it, after it if inverted, or at the start of the clause; None if there is none."""
    if at and frame[at - 1].is_in("passive") and (by := _by(frame, at + 1)) is not None:
        return by
    starts = (number for number in range(at, 0, -1) if frame[number - 1].kind == "quote" or frame[number - 1].text in (";", ":", "…"))
    end, start = at, next(starts, 0)  # of the clause
    while end > start and (frame[end - 1].is_adverb or frame[end - 1].is_in("auxiliaries", "times")):
        end -= 1
    if end <= start:
        return _inverted(frame, at) or _main(frame, at)
    if frame[at].low.endswith("ing"):
        return _before(frame, at - 1, start) if _is_aside(frame, at) else _main(frame, at)
    end -= frame[end - 1].low in ("who", "which", "that")
    return _before(frame, end, start) or _main(frame, at)


def _is_aside(frame: Frame, at: int) -> bool:
    """Return whether a participle is in an aside to the words before it: 'Avalon, promising help, has ...'."""
    after = next((number for number in range(at, len(frame) - 1) if frame[number].text == ","), None)
    return frame[at - 1].text == "," and after is not None and frame[after + 1].is_in("auxiliaries")


def _by(frame: Frame, at: int) -> Span | None:
    """Return the name after 'by', if no punctuation but commas precedes it."""
    end = next((number for number in range(at, len(frame)) if frame[number].kind == "sign" and frame[number].text != ","), len(frame))
    return next((_after(frame, number + 1) for number in range(at, end) if frame[number].low == "by"), None)


def _before(frame: Frame, end: int, start: int) -> Span | None:
    """Return the name that ends at a token: 'Sen. Tim Scott' in 'In May, Sen. Tim Scott', 'A' in 'A, an aide, '."""
    if end > start and frame[end - 1].text == ",":
        end -= 1
        if (head := _aside(frame, end, start)) is not None:
            return head
    first = end
    while first > start and end - first < _LONGEST_NAME and not _breaks(frame, first - 1, start, end):
        first -= 1
        if frame[first].is_in("determiners") and not (first > start and frame[first - 1].low in ("of", "for", "in", "at", "from", "and")):
            break  # a name continues before an article in 'head of the bank', 'Bagge and the ministry'
        if frame[first].is_in("pronouns") and first == end - 1:
            break
    while first < end and (frame[first].is_in("links") or frame[first].text in ".&/"):
        first += 1
    return Span(frame[first].span.start, frame[end - 1].span.end) if first < end else None


def _breaks(frame: Frame, at: int, start: int, end: int) -> bool:
    """Return whether a token cannot be part of a name, which then begins after it."""
    token = frame[at]
    if token.kind != "word":
        return not (token.text in ".&/" and start < at < end - 1)
    if token.is_in("links"):
        between = at > 0 and frame[at - 1].is_capital and at + 1 < end and (frame[at + 1].is_capital or frame[at + 1].low == "the")
        return token.low in ("to", "with") or (token.low in ("and", "from", "in", "at") and not between)
    return token.is_in("prepositions", "joints") or (token.is_in("auxiliaries") and token.low not in _POSSESSIVE)


def _aside(frame: Frame, end: int, start: int) -> Span | None:
    """Return the name before an aside that ends with a comma: 'Bagge' in 'Bagge, a commander'; None if there is no aside."""
    for at in range(end - 1, max(start, end - _LONGEST_ASIDE), -1):
        if frame[at].text == ",":
            aside = frame[at + 1 : end]
            if aside and (aside[0].is_in("determiners", "aside") or not aside[0].text[0].isupper() or len(aside) > _FEW):
                return _before(frame, at, start)
    return None


def _inverted(frame: Frame, at: int) -> Span | None:
    """Return the name after a verb: 'said the minister', 'says former adviser Ona Bagge'."""
    start = at + 1
    if start >= len(frame) or frame[start].kind != "word" or frame[start].is_in(*_NO_SUBJECT):
        return None
    candidates = range(start, min(len(frame), start + _LONGEST_TITLE + 1))
    ends = (number for number in candidates if frame[number].is_capital or frame[number].kind != "word" or frame[number].is_in(*_NO_TITLE))
    name_start = next(ends, start)
    name = _after(frame, name_start) if frame[name_start].is_capital else None
    return Span(frame[start].span.start, name.end) if name else _after(frame, start)


def _after(frame: Frame, start: int) -> Span | None:
    """Return the name that begins at a token."""
    if start < len(frame) and frame[start].is_in("pronouns"):
        return frame[start].span
    end = start
    while end < len(frame) and end - start < _LONGEST_NAME and not _stops(frame, end, start):
        end += 1
    while end > start and frame[end - 1].is_in("links"):
        end -= 1
    return Span(frame[start].span.start, frame[end - 1].span.end) if end > start else None


def _stops(frame: Frame, at: int, start: int) -> bool:
    """Return whether a token cannot continue a name; lower-case words may if it begins with a determiner."""
    token = frame[at]
    if token.kind != "word":
        return not (token.text == "." and at > start and frame[at - 1].is_in("titles"))
    if token.is_in("auxiliaries") or (at > start and token.is_in("after_names")):
        return True
    is_lower = not frame[start].is_in("determiners") and not token.is_capital and not token.is_in("links")
    return is_lower and (at == start or frame[at - 1].is_capital)


def _main(frame: Frame, at: int) -> Span | None:
    """Return the name at the start of a sentence, after any introductory phrase."""
    start = next((number for number in range(at) if frame[number].kind == "word"), at)
    if start < at and frame[start].is_in("prepositions", "joints", "adverbs"):
        comma = next((number for number in range(start, at) if frame[number].text == ","), None)
        start = comma + 1 if comma is not None else start + 1
    return _after(frame, start) if start < at else None
