"""Direct quotations of a text, and statements that it reports without quoting them: with who speaks, and the verb that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.frames import Frame, QuotedSpan, frames, quoted_in
from generator.editing.drafting.lists import words
from generator.editing.drafting.speakers import Cue, cues
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST: Final = 4
_HEARERS: Final = 5
"""The most words for those to whom something is said, between the verb and 'that'."""
_NEAR: Final = 14
_LEAST_TITLE: Final = 4
"""The fewest letters of a word that titles begin with a capital."""
_LONGEST_TITLE: Final = 9
_NEW_CLAUSE: Final = frozenset({"and", "but", "who", "which", "while", "when", "as"})
_LEAST_ALONE: Final = 4
"""The fewest words of what is a quotation though nothing says who speaks."""


class AttributedQuotation(NamedTuple):
    """Words of somebody, as a text quotes them."""

    quoted: QuotedSpan
    verb: str
    """The verb that says so, as the text has it; nothing where none does."""
    group: str
    by: Span | None
    """The words that name who speaks, as the text has them: a name, 'he', 'the minister'."""
    carried: bool = False
    """Whether who speaks is taken from a quotation before or behind it."""


def quotations(text: str, paragraphs: Sequence[Span]) -> Iterator[AttributedQuotation]:
    """Yield the direct quotations of the paragraphs of a text, in order.

    What stands in quotation marks for another reason is none: the title of a work, and few words that nothing says are somebody's.
    """
    quotes = list(quoted_in(text, paragraphs))
    last: AttributedQuotation | None = None
    introduced: Cue | None = None  # what ended the sentence before with a colon
    for paragraph in paragraphs:
        here: list[AttributedQuotation] = []
        for frame in frames(text, paragraph, quotes):
            found = list(cues(frame))
            for at, piece in enumerate(frame):
                if piece.kind == "quote":
                    one = _attributed(text, quotes[piece.number], frame, at, found, introduced, last, is_first=not here)
                    if one is not None and not _is_title(text, one):
                        here.append(one)
                        last = one
            introduced = found[-1] if found and frame[-1].text == ":" else None
        yield from here


def _attributed(
    text: str,
    quoted: QuotedSpan,
    frame: Frame,
    at: int,
    found: Sequence[Cue],
    introduced: Cue | None,
    last: AttributedQuotation | None,
    *,
    is_first: bool,
) -> AttributedQuotation | None:
    """Return a quotation with who speaks it: by its own sentence; where that is nothing else, by what is around it."""
    if all(piece.kind != "word" for piece in frame):
        if introduced is not None:
            return AttributedQuotation(quoted, introduced.verb.plain, introduced.verb.group, introduced.by, carried=True)
        return AttributedQuotation(quoted, "", last.group if last else "asserted", last.by if last else None, carried=last is not None)
    if cue := _cue_of(frame, at, found):
        return AttributedQuotation(quoted, text[slice(*frame[cue.at].span)], cue.verb.group, cue.by)
    by = last.by if last and not is_first else None
    is_long = len(text[slice(*quoted.inner)].split()) >= _LEAST_ALONE
    return AttributedQuotation(quoted, "", "called", by, carried=by is not None) if is_long else None


def _cue_of(frame: Frame, place: int, found: Sequence[Cue]) -> Cue | None:
    """Return what says that a quotation of a frame is spoken: behind it where it ends as what is spoken does, else before it."""
    ends = frame[place].text.rstrip("'’\"”")[-1:]
    behind = [cue for cue in found if cue.at > place and cue.verb.plain != ":"]
    ahead = [cue for cue in found if cue.at < place]
    is_joined = bool(ahead) and place + 1 < len(frame) and frame[place + 1].low in ("and", "but", "while", "which")
    if ends in ",?!—-…" and not is_joined and behind and behind[0].at - place < _NEAR:
        return behind[0]
    if strong := [cue for cue in ahead if cue.verb.group != "called"]:
        return _outermost(frame, strong)
    return ahead[-1] if ahead else next((cue for cue in behind if cue.verb.group != "called"), None)


def _is_title(text: str, one: AttributedQuotation) -> bool:
    """Tell whether what stands in quotation marks is the title of a work: capital words that nothing right before them introduces."""
    quoted = one.quoted
    inner = text[quoted.inner.start : quoted.inner.end]
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", inner) if len(word) >= _LEAST_TITLE]
    if one.carried or not long or len(inner.split()) > _LONGEST_TITLE or any(word[0].islower() for word in long) or inner[-1] in "?!":
        return False
    return not (one.verb and text[: quoted.span.start].rstrip().endswith((",", ":")))


def _outermost(frame: Frame, some: Sequence[Cue]) -> Cue:
    """Return the last of some cues, or the one in whose clause it stands: 'critics say' in 'critics say he had proposed'."""
    chosen = some[-1]
    for cue in reversed(some[:-1]):
        between = frame[cue.at + 1 : chosen.at]
        if chosen.at - cue.at > _NEAR or any(piece.kind != "word" or piece.low in _NEW_CLAUSE for piece in between):
            break
        chosen = cue
    return chosen


class Statement(NamedTuple):
    """What somebody is reported to say."""

    content: Span
    verb: str
    group: str
    """The group of the verb; 'reported' where it is hearsay of nobody named."""
    by: Span | None


def statement_of(frame: Frame) -> Statement | None:
    """Return the statement that a sentence reports; nothing where it reports none."""
    for cue in cues(frame):
        content = _content(frame, cue)
        if content is not None and cue.verb.group != "called":
            inside = frame[content[0] : content[1]]
            if sum(piece.kind == "word" for piece in inside) >= _LEAST:
                return Statement(Span(inside[0].span.start, inside[-1].span.end), frame[cue.at].text, cue.verb.group, cue.by)
    hearsay = next((piece for piece in frame if piece.is_in("hearsay")), None)
    ended = frame[-1].kind == "sign" and len(frame) > 1
    if hearsay is not None:
        return Statement(Span(frame[0].span.start, frame[-2 if ended else -1].span.end), hearsay.text, "reported", None)
    return None


def _content(frame: Frame, cue: Cue) -> tuple[int, int] | None:
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
    return (after, end) if frame[after].is_capital or frame[after].is_in("clauses") else None
