"""Statements that a text reports without quoting them, with who makes them and how firmly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.frames import Frame, frames
from generator.editing.drafting.lists import words
from generator.editing.drafting.speakers import Cue, cues
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.editing.drafting.marks import QuotedSpan

_LEAST: Final = 4
"""The fewest words that are a statement."""
_HEARERS: Final = 5
"""The most words for those to whom something is said, between the verb and 'that'."""


class Statement(NamedTuple):
    """What somebody is reported to say."""

    said: Span
    """The words of the text for it."""
    verb: str
    group: str
    """The group of the verb; 'reported' where it is hearsay of nobody named."""
    by: Span | None


def statements(text: str, paragraphs: Sequence[Span], quotes: Sequence[QuotedSpan]) -> Iterator[Statement]:
    """Yield the statements that the paragraphs of a text report, in order, one a sentence at the most."""
    for paragraph in paragraphs:
        for frame in frames(text, paragraph, quotes):
            if found := _of(frame):
                yield found


def _of(frame: Frame) -> Statement | None:
    for cue in cues(frame):
        said = _said(frame, cue)
        if said is not None and cue.verb.group != "called":
            inside = frame[said[0] : said[1]]
            if sum(piece.kind == "word" for piece in inside) >= _LEAST:
                return Statement(Span(inside[0].span.start, inside[-1].span.end), frame[cue.at].text, cue.verb.group, cue.by)
    hearsay = next((piece for piece in frame if piece.low in words("grammar", "hearsay")), None)
    ended = frame[-1].kind == "sign" and len(frame) > 1
    if hearsay is not None:
        return Statement(Span(frame[0].span.start, frame[-2 if ended else -1].span.end), hearsay.text, "reported", None)
    return None


def _said(frame: Frame, cue: Cue) -> tuple[int, int] | None:
    """Return where what is said begins and ends: behind 'that', behind the verb, or before a verb with which the sentence ends."""
    end = len(frame) - (frame[-1].kind == "sign")
    after = cue.at + 1 + len(cue.verb.after)
    that = next((at for at in range(after, min(end, after + _HEARERS)) if frame[at].low == "that"), None)
    if that is not None and not any(piece.kind == "sign" for piece in frame[after:that]):
        return that + 1, end
    if cue.verb.plain == "according to":
        comma = next((at for at in range(cue.at, end) if frame[at].text == ","), None)
        return (0, cue.at - (frame[cue.at - 1].text == ",")) if cue.at > _LEAST else (comma + 1, end) if comma is not None else None
    if cue.at and after < end and cue.verb.group == "promised" and frame[after].low in ("to", "not"):
        return after, end
    if end - after <= _LEAST and cue.at > _LEAST:
        start = next((at for at in range(cue.at, 0, -1) if frame[at].text == ","), None)
        return (0, start) if start is not None and start > _LEAST else None
    is_inverted = cue.by is not None and cue.by.start > frame[cue.at].span.start
    if is_inverted or cue.verb.plain not in words("grammar", "plain_speech") or after >= end:
        return None
    return (after, end) if _begins_clause(frame, after) else None


_CLAUSE: Final = re.compile("the|a|an|it|he|she|they|we|i|you|there|this|these|those|his|her|its|their|no|any|all|some|many|most|if|such")


def _begins_clause(frame: Frame, at: int) -> bool:
    return frame[at].kind == "word" and (frame[at].is_capital or _CLAUSE.fullmatch(frame[at].low) is not None)
