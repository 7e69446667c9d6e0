"""The page of all sources, by publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.language import _
from generator.model import RELIABILITY, Source
from generator.site.letters import heading, heading_order
from generator.site.page import Page, View
from generator.site.parts import by_letter, in_parts, is_long, row_weight
from generator.site.source import KINDS, by_publisher
from generator.site.words import read_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.parts import ListPart

PATH = "sources/index.md"
_OF_A_ROW: Final = 180
"""What a row weighs beside its link and its words: its day, its kind, its grade."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all sources: one, or one that leads to a page for each letter with which publishers begin."""
    found = by_publisher(context.corpus.all(Source))
    described = _("The documents that the record rests on, graded.")
    page = Page(PATH, "sources", _("Sources"), described, "sources.md.j2", None)
    parts = by_letter("sources/all", sorted(found, key=_filed), lambda one: one.publisher, _weigh) if is_long(found, _weigh) else ()
    yield from in_parts(context, page, found, parts, _view, begins=lambda one: one.publisher)


def _filed(source: Source) -> tuple[int, object]:
    return heading_order(heading(source.publisher))


def _weigh(source: Source) -> int:
    return _OF_A_ROW + row_weight(source.publisher, source.title)


def _view(here: PageContext, sources: Sequence[Source], part: ListPart) -> View:
    grades = [
        (_("{grade}: {meaning}", grade=term.id, meaning=term.label.lower()), sum(one.reliability == term.id for one in sources))
        for term in RELIABILITY.terms.values()
    ]
    return View(
        part=part,
        count=len(sources),
        publishers=len({one.publisher for one in sources}),
        grades=[(label, count) for label, count in grades if count],
        read=read_counts(sources),
        sources=[_row(here, source) for source in sources] if part.has_items else (),
    )


def _row(context: PageContext, source: Source) -> View:
    return View(
        link=context.link(source),
        publisher=source.publisher,
        published=source.published_words,
        kind=_(KINDS[source.kind]),
        grade=source.reliability or "",
        grade_words=RELIABILITY[source.reliability].label.lower() if source.reliability else _("not graded"),
        uses=len({one.record.key for one in context.corpus.referring_to(source)}),
    )
