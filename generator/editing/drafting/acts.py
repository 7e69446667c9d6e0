"""Acts of one actor toward another that a text tells, with the type that the verb usually means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.frames import Frame, frames, is_followed
from generator.editing.drafting.lists import lists, verbs
from generator.editing.drafting.speakers import subject
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.editing.drafting.frames import QuotedSpan
    from generator.editing.drafting.mentions import Named, Speakers

_LOOKED_AT: Final = 4
"""How many words before a verb may say that it was not done."""
_CLAUSE_ENDS: Final = frozenset([",", ";", "—", "–", ":"])


class ToldAct(NamedTuple):
    """An act that a sentence tells."""

    span: Span
    """From who acts to the end of the clause."""
    verb: str
    type: str
    form: str
    by: list[Named]
    toward: list[Named]


def deeds(text: str, paragraphs: Sequence[Span], quotes: Sequence[QuotedSpan], speakers: Speakers) -> Iterator[ToldAct]:
    """Yield the acts that the paragraphs of a text tell: somebody named, a verb of the list, somebody else named behind it.

    What is to come, or is said not to have been done, is none.
    """
    for paragraph in paragraphs:
        for frame in frames(text, paragraph, quotes):
            for at, piece in enumerate(frame):
                if at and piece.kind == "word" and not piece.is_capital and (found := _deed(frame, at, speakers)):
                    yield found


def _deed(frame: Frame, at: int, speakers: Speakers) -> ToldAct | None:
    there = [verb for verb in verbs("acts").get(frame[at].low, ()) if is_followed(frame, at, verb.after)]
    if not there or _is_no_deed(frame, at):
        return None
    verb = max(there, key=lambda one: len(one.after))
    behind = at + 1 + len(verb.after)
    end = next(
        (number for number in range(behind, len(frame)) if frame[number].text in _CLAUSE_ENDS or frame[number].kind == "quote"), len(frame)
    )
    end = end - 1 if end == len(frame) and frame[-1].kind == "sign" else end
    if behind >= end:
        return None
    first = subject(frame, at)
    by = speakers.of(first)
    objects = speakers.first_inside(Span(frame[behind].span.start, frame[end - 1].span.end))
    toward = [one for one in objects if one.key not in {other.key for other in by}]
    if not by or not toward or first is None:
        return None
    span = Span(min(first.start, frame[at].span.start), frame[end - 1].span.end)
    return ToldAct(span, frame[at].text, verb.group, lists("acts")[verb.group]["form"], by, toward)


def _is_no_deed(frame: Frame, at: int) -> bool:
    """Tell whether a word is no verb here, or whether the words before it say that it was not done or is to come."""
    before = frame[at - 1]
    if before.is_in("before_nouns") or before.low in ("'s", "’s", "in", "for", "with", "by", "on", "from"):
        return True
    is_helper = before.is_in("auxiliaries", "adverbs", "pronouns", "joints") or before.low.endswith("ly")
    is_plain = frame[at].low in {verb.plain for verb in verbs("acts")[frame[at].low]}
    if is_plain and before.kind == "word" and not before.is_capital and not is_helper:
        return True
    return any(piece.is_in("not_done") for piece in frame[max(0, at - _LOOKED_AT) : at])
