"""Find direct quotations and reported statements in a text, with the speaker and the verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.frames import Frame, QuotedSpan, frames, quoted_in
from generator.editing.drafting.lists import words
from generator.editing.drafting.speakers import Cue, cues
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEWEST: Final = 4
_LONGEST_ADDRESSEE: Final = 5
"""The maximum number of words for the addressee between the verb and 'that'."""
_NEAR: Final = 14
_SHORTEST_TITLE_WORD: Final = 4
"""The minimum number of letters of words that are capitalized in titles."""
_LONGEST_TITLE: Final = 9
_NEW_CLAUSE: Final = frozenset({"and", "but", "who", "which", "while", "when", "as"})
_FEWEST_UNATTRIBUTED: Final = 4
"""The minimum number of words of a quotation without a speech verb."""


class AttributedQuotation(NamedTuple):
    """A direct quotation with its attribution."""

    quoted: QuotedSpan
    verb: str
    """The verb as written; empty if there is none."""
    group: str
    by: Span | None
    """The words that name the speaker, as written: a name, 'he', 'the minister'."""
    carried: bool = False
    """Whether the speaker is taken from an adjacent quotation."""


def quotations(text: str, paragraphs: Sequence[Span]) -> Iterator[AttributedQuotation]:
    """Yield the direct quotations of paragraphs, in order.

    Quotation marks around titles of works, and around few words without an attribution, are ignored.
    """
    quotes = list(quoted_in(text, paragraphs))
    last: AttributedQuotation | None = None
    introduced: Cue | None = None  # the cue of a previous sentence that ends with a colon
    for paragraph in paragraphs:
        of_paragraph: list[AttributedQuotation] = []
        for frame in frames(text, paragraph, quotes):
            frame_cues = list(cues(frame))
            for at, piece in enumerate(frame):
                if piece.kind == "quote":
                    quotation = _attributed(text, quotes[piece.number], frame, at, frame_cues, introduced, last, is_first=not of_paragraph)
                    if quotation is not None and not _is_title(text, quotation):
                        of_paragraph.append(quotation)
                        last = quotation
            introduced = frame_cues[-1] if frame_cues and frame[-1].text == ":" else None
        yield from of_paragraph


def _attributed(
    text: str,
    quoted: QuotedSpan,
    frame: Frame,
    at: int,
    frame_cues: Sequence[Cue],
    introduced: Cue | None,
    last: AttributedQuotation | None,
    *,
    is_first: bool,
) -> AttributedQuotation | None:
    """Attribute a quotation by its own sentence or, if it is nothing else, by its context; return None if it is none."""
    if all(piece.kind != "word" for piece in frame):
        if introduced is not None:
            return AttributedQuotation(quoted, introduced.verb.plain, introduced.verb.group, introduced.by, carried=True)
        return AttributedQuotation(quoted, "", last.group if last else "asserted", last.by if last else None, carried=last is not None)
    if cue := _cue_of(frame, at, frame_cues):
        return AttributedQuotation(quoted, text[slice(*frame[cue.at].span)], cue.verb.group, cue.by)
    by = last.by if last and not is_first else None
    is_long = len(text[slice(*quoted.inner)].split()) >= _FEWEST_UNATTRIBUTED
    return AttributedQuotation(quoted, "", "called", by, carried=by is not None) if is_long else None


def _cue_of(frame: Frame, place: int, frame_cues: Sequence[Cue]) -> Cue | None:
    """Return the cue of a quotation: after it if its end suggests so, else before it, or None."""
    ends = frame[place].text.rstrip("'’\"”")[-1:]
    behind = [cue for cue in frame_cues if cue.at > place and cue.verb.plain != ":"]
    ahead = [cue for cue in frame_cues if cue.at < place]
    is_joined = bool(ahead) and place + 1 < len(frame) and frame[place + 1].low in ("and", "but", "while", "which")
    if ends in ",?!—-…" and not is_joined and behind and behind[0].at - place < _NEAR:
        return behind[0]
    if strong := [cue for cue in ahead if cue.verb.group != "called"]:
        return _outermost(frame, strong)
    return ahead[-1] if ahead else next((cue for cue in behind if cue.verb.group != "called"), None)


def _is_title(text: str, quotation: AttributedQuotation) -> bool:
    """Return whether a quotation is the title of a work: capitalized words that nothing introduces."""
    quoted = quotation.quoted
    inner = text[quoted.inner.start : quoted.inner.end]
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", inner) if len(word) >= _SHORTEST_TITLE_WORD]
    if quotation.carried or not long or len(inner.split()) > _LONGEST_TITLE or any(word[0].islower() for word in long) or inner[-1] in "?!":
        return False
    return not (quotation.verb and text[: quoted.span.start].rstrip().endswith((",", ":")))


def _outermost(frame: Frame, candidates: Sequence[Cue]) -> Cue:
    """Return the last cue, or one in whose clause it is nested: 'critics say' in 'critics say he had proposed'."""
    chosen = candidates[-1]
    for cue in reversed(candidates[:-1]):
        between = frame[cue.at + 1 : chosen.at]
        if chosen.at - cue.at > _NEAR or any(piece.kind != "word" or piece.low in _NEW_CLAUSE for piece in between):
            break
        chosen = cue
    return chosen


class Statement(NamedTuple):
    """A reported statement."""

    content: Span
    verb: str
    group: str
    """The group of the verb; 'reported' for hearsay without a speaker."""
    by: Span | None


def statement_of(frame: Frame) -> Statement | None:
    """Return the statement that a sentence reports, or None."""
    for cue in cues(frame):
        content = _content(frame, cue)
        if content is not None and cue.verb.group != "called":
            tokens = frame[content[0] : content[1]]
            if sum(piece.kind == "word" for piece in tokens) >= _FEWEST:
                return Statement(Span(tokens[0].span.start, tokens[-1].span.end), frame[cue.at].text, cue.verb.group, cue.by)
    hearsay = next((piece for piece in frame if piece.is_in("hearsay")), None)
    has_end_mark = frame[-1].kind == "sign" and len(frame) > 1
    if hearsay is not None:
        return Statement(Span(frame[0].span.start, frame[-2 if has_end_mark else -1].span.end), hearsay.text, "reported", None)
    return None


def _content(frame: Frame, cue: Cue) -> tuple[int, int] | None:
    """Return the token range of the reported content: after 'that', after the verb, or before a final verb; None if there is none."""
    end = len(frame) - (frame[-1].kind == "sign")
    after = cue.at + 1 + len(cue.verb.after)
    that = next((at for at in range(after, min(end, after + _LONGEST_ADDRESSEE)) if frame[at].low == "that"), None)
    if that is not None and not any(piece.kind == "sign" for piece in frame[after:that]):
        return that + 1, end
    if cue.verb.plain == "according to":
        comma = next((at for at in range(cue.at, end) if frame[at].text == ","), None)
        return (0, cue.at - (frame[cue.at - 1].text == ",")) if cue.at > _FEWEST else (comma + 1, end) if comma is not None else None
    if cue.at and after < end and cue.verb.group == "promised" and frame[after].low in ("to", "not"):
        return after, end
    if end - after <= _FEWEST and cue.at > _FEWEST:
        start = next((at for at in range(cue.at, 0, -1) if frame[at].text == ","), None)
        return (0, start) if start is not None and start > _FEWEST else None
    is_inverted = cue.by is not None and cue.by.start > frame[cue.at].span.start
    if is_inverted or cue.verb.plain not in words("grammar", "plain_speech") or after >= end:
        return None
    return (after, end) if frame[after].is_capital or frame[after].is_in("clauses") else None
