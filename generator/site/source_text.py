"""The text of an owned or open source, with what is used of it marked, and notes beside it that say by which record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.language import _
from generator.site.page import View
from generator.site.words import SAYS
from generator.verify import prepare_text, spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Source
    from generator.site.context import PageContext
    from generator.site.page import Link
    from generator.text import Span


@dataclass(frozen=True, kw_only=True)
class Note:
    """A use of a stretch of the text."""

    number: int
    record: Link
    says: str


@dataclass(frozen=True)
class _Used:
    note: Note
    spans: Sequence[Span]


def source_text(context: PageContext, source: Source) -> list[View]:
    """Return the paragraphs of a source's text; nothing where its rights do not let us show it."""
    if not source.text or not source.may_show_text:
        return []
    held = prepare_text(source.text, source.language)
    found: list[_Used] = []
    for use in context.facts.uses:
        spans = spans_of(use, held) if use.source == source.id else ()
        if spans:
            found.append(_Used(Note(number=len(found) + 1, record=context.link(use.record), says=_(SAYS[use.evidence.says])), spans))
    seen: set[int] = set()
    return [_paragraph(source.text, one.place, one.kind, one.span, found, seen) for one in held.passages.paragraphs]


def _paragraph(text: str, place: str, kind: str, span: Span, found: Sequence[_Used], seen: set[int]) -> View:
    here = [one for one in found if any(part.start < span.end and span.start < part.end for part in one.spans)]
    edges = {edge for one in here for part in one.spans for edge in part if span.start < edge < span.end}
    cuts = sorted({span.start, span.end, *edges})
    stretches = []
    for start, end in pairwise(cuts):
        over = tuple(one.note.number for one in here if any(part.start <= start and end <= part.end for part in one.spans))
        first = tuple(number for number in over if number not in seen)
        seen.update(first)
        stretches.append(View(text=text[start:end], notes=over, first=first))
    begun = {number for stretch in stretches for number in stretch.first}
    return View(place=place, kind=kind, stretches=stretches, notes=[one.note for one in here if one.note.number in begun])
