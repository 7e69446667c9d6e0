"""Who speaks: the verb that says so, and the words that name its subject, by the order of English words."""

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
    """What says that somebody speaks."""

    at: int
    verb: Verb
    by: Span | None
    """The words that name who speaks, as the text has them."""


def cues(frame: Frame) -> Iterator[Cue]:
    """Yield what says in a frame that somebody speaks, with who does."""
    known = verbs("speech", *GROUPS)
    for at, piece in enumerate(frame):
        if piece.kind == "word" and piece.low in known:
            verb = next((one for one in known[piece.low] if is_followed(frame, at, one.after)), None)
            if verb is not None and not (at and frame[at - 1].is_in("before_nouns")):
                yield Cue(at, verb, subject(frame, at))
        elif source := _source(frame, at):
            yield source


def _source(frame: Frame, at: int) -> Cue | None:
    """Return what a phrase without a verb says at a place: 'according to X', 'in the words of X'; or a name and a colon."""
    for phrase in words("speech", "sources"):
        parts = phrase.split()
        if len(parts) > 1 and is_followed(frame, at - 1, parts):
            return Cue(at, Verb("asserted", phrase), _after(frame, at + len(parts)))
    if frame[at].low == ":" and at > 0 and at + 1 < len(frame) and frame[at + 1].kind == "quote":
        return Cue(at, Verb("asserted", ":"), _before(frame, at, 0))
    return None


def subject(frame: Frame, at: int) -> Span | None:
    """Return the words that name who does what a verb says: before it, behind it where it comes first, or where a clause begins."""
    if at and frame[at - 1].is_in("passive") and (by := _by(frame, at + 1)) is not None:
        return by
    starts = (number for number in range(at, 0, -1) if frame[number - 1].kind == "quote" or frame[number - 1].text in (";", ":", "…"))
    end, start = at, next(starts, 0)  # of its clause, which begins behind what ends another
    while end > start and (frame[end - 1].is_adverb or frame[end - 1].is_in("auxiliaries", "times")):
        end -= 1
    if end <= start:
        return _inverted(frame, at) or _main(frame, at)
    if frame[at].low.endswith("ing"):
        return _before(frame, at - 1, start) if _is_aside(frame, at) else _main(frame, at)
    end -= frame[end - 1].low in ("who", "which", "that")
    return _before(frame, end, start) or _main(frame, at)


def _is_aside(frame: Frame, at: int) -> bool:
    """Tell whether a participle stands in an aside to what is before it: 'Avalon, promising help, has ...'."""
    after = next((number for number in range(at, len(frame) - 1) if frame[number].text == ","), None)
    return frame[at - 1].text == "," and after is not None and frame[after + 1].is_in("auxiliaries")


def _by(frame: Frame, at: int) -> Span | None:
    """Return the name behind a 'by' that comes before any sign but a comma."""
    end = next((number for number in range(at, len(frame)) if frame[number].kind == "sign" and frame[number].text != ","), len(frame))
    return next((_after(frame, number + 1) for number in range(at, end) if frame[number].low == "by"), None)


def _before(frame: Frame, end: int, start: int) -> Span | None:
    """Return the name that ends at a place: 'Sen. Tim Scott' in 'In May, Sen. Tim Scott', 'A' in 'A, an aide, '."""
    if end > start and frame[end - 1].text == ",":
        end -= 1
        if (outer := _aside(frame, end, start)) is not None:
            return outer
    first = end
    while first > start and end - first < _LONGEST_NAME and not _breaks(frame, first - 1, start, end):
        first -= 1
        if frame[first].is_in("determiners") and not (first > start and frame[first - 1].low in ("of", "for", "in", "at", "from", "and")):
            break  # before its article a name goes on in 'head of the bank', 'Bagge and the ministry'
        if frame[first].is_in("pronouns") and first == end - 1:
            break
    while first < end and (frame[first].is_in("links") or frame[first].text in ".&/"):
        first += 1
    return Span(frame[first].span.start, frame[end - 1].span.end) if first < end else None


def _breaks(frame: Frame, at: int, start: int, end: int) -> bool:
    """Tell whether a word or a sign cannot be part of a name, so that the name begins behind it."""
    piece = frame[at]
    if piece.kind != "word":
        return not (piece.text in ".&/" and start < at < end - 1)
    if piece.is_in("links"):
        between = at > 0 and frame[at - 1].is_capital and at + 1 < end and (frame[at + 1].is_capital or frame[at + 1].low == "the")
        return piece.low in ("to", "with") or (piece.low in ("and", "from", "in", "at") and not between)
    return piece.is_in("prepositions", "joints") or (piece.is_in("auxiliaries") and piece.low not in _POSSESSIVE)


def _aside(frame: Frame, end: int, start: int) -> Span | None:
    """Return the name before an aside that a comma ends: 'Bagge' in 'Bagge, a commander'; nothing where no comma begins one."""
    for at in range(end - 1, max(start, end - _LONGEST_ASIDE), -1):
        if frame[at].text == ",":
            inside = frame[at + 1 : end]
            if inside and (inside[0].is_in("determiners", "aside") or not inside[0].text[0].isupper() or len(inside) > _FEW):
                return _before(frame, at, start)
    return None


def _inverted(frame: Frame, at: int) -> Span | None:
    """Return the name behind a verb: 'said the minister', 'says former adviser Ona Bagge'."""
    start = at + 1
    if start >= len(frame) or frame[start].kind != "word" or frame[start].is_in(*_NO_SUBJECT):
        return None
    near = range(start, min(len(frame), start + _LONGEST_TITLE + 1))
    ends = (number for number in near if frame[number].is_capital or frame[number].kind != "word" or frame[number].is_in(*_NO_TITLE))
    named = next(ends, start)
    found = _after(frame, named) if frame[named].is_capital else None
    return Span(frame[start].span.start, found.end) if found else _after(frame, start)


def _after(frame: Frame, start: int) -> Span | None:
    """Return the name that begins at a place."""
    if start < len(frame) and frame[start].is_in("pronouns"):
        return frame[start].span
    end = start
    while end < len(frame) and end - start < _LONGEST_NAME and not _stops(frame, end, start):
        end += 1
    while end > start and frame[end - 1].is_in("links"):
        end -= 1
    return Span(frame[start].span.start, frame[end - 1].span.end) if end > start else None


def _stops(frame: Frame, at: int, start: int) -> bool:
    """Tell whether a word or a sign cannot belong to the name before it; a small word may where that began with an article or its like."""
    piece = frame[at]
    if piece.kind != "word":
        return not (piece.text == "." and at > start and frame[at - 1].is_in("titles"))
    if piece.is_in("auxiliaries") or (at > start and piece.is_in("after_names")):
        return True
    is_lower = not frame[start].is_in("determiners") and not piece.is_capital and not piece.is_in("links")
    return is_lower and (at == start or frame[at - 1].is_capital)


def _main(frame: Frame, at: int) -> Span | None:
    """Return the name with which the sentence around a place begins, behind what comes before its subject."""
    start = next((number for number in range(at) if frame[number].kind == "word"), at)
    if start < at and frame[start].is_in("prepositions", "joints", "adverbs"):
        comma = next((number for number in range(start, at) if frame[number].text == ","), None)
        start = comma + 1 if comma is not None else start + 1
    return _after(frame, start) if start < at else None
