"""The text of an owned or open source, with what is used of it marked, and notes beside it that say by which record."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.language import _
from generator.site.page import View
from generator.site.words import SAYS
from generator.verify import prepare_text, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Source
    from generator.site.context import PageContext
    from generator.text import Span


def source_text(context: PageContext, source: Source) -> list[View]:
    """Return the paragraphs of a source's text; nothing where its rights do not let us show it."""
    if not source.text or not source.may_show_text:
        return []
    held = prepare_text(source.text, source.language)
    found: list[tuple[View, Sequence[Span]]] = []
    for use in context.facts.uses:
        spans = spans_of(use, held) if use.source == source.id else ()
        if spans:
            found.append((View(number=len(found) + 1, record=context.link(use.record), says=_(SAYS[use.evidence.says])), spans))
    seen: set[int] = set()
    return [_paragraph(source.text, one.place, one.kind, one.span, found, seen) for one in held.passages.paragraphs]


def _paragraph(text: str, place: str, kind: str, span: Span, found: Iterable[tuple[View, Sequence[Span]]], seen: set[int]) -> View:
    """Return a paragraph in stretches that the same records use, each with its notes and those of them that begin with it."""
    here = [(note, spans) for note, spans in found if any(part.start < span.end and span.start < part.end for part in spans)]
    edges = {edge for _unused, spans in here for part in spans for edge in part if span.start < edge < span.end}
    stretches, begun = [], []
    for start, end in pairwise(sorted({span.start, span.end, *edges})):
        over = [note for note, spans in here if any(part.start <= start and end <= part.end for part in spans)]
        first = [note for note in over if note.number not in seen]
        seen.update(note.number for note in first)
        begun += first
        stretches.append(View(text=text[start:end], notes=tuple(note.number for note in over), first=tuple(note.number for note in first)))
    return View(place=place, kind=kind, stretches=stretches, notes=sorted(begun, key=lambda note: note.number))
