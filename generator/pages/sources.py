"""The page of all sources, by publisher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages.page import Link, Page
from generator.pages.source import KINDS, by_publisher
from generator.pages.words import read_counts
from generator.records import Source
from generator.vocabularies import RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext

PATH = "sources/index.md"


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source in the list."""

    link: Link
    publisher: str
    published: str
    kind: str
    grade: str
    grade_words: str
    uses: int


@dataclass(frozen=True, kw_only=True)
class SourcesView:
    """What the page of all sources shows."""

    count: int
    publishers: int
    grades: Sequence[tuple[str, int]]
    read: Sequence[tuple[str, int]]
    sources: Sequence[SourceRow]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all sources."""
    here = context.at(PATH)
    sources = by_publisher(here.corpus.all(Source))
    grades = [
        (_("{grade}: {meaning}", grade=term.id, meaning=term.label.lower()), sum(one.reliability == term.id for one in sources))
        for term in RELIABILITY.terms.values()
    ]
    view = SourcesView(
        count=len(sources),
        publishers=len({one.publisher for one in sources}),
        grades=[(label, count) for label, count in grades if count],
        read=read_counts(sources),
        sources=[_row(here, source) for source in sources],
    )
    yield Page(PATH, "sources", _("Sources"), _("The documents that the record rests on, graded."), "sources.md.j2", view)


def _row(context: PageContext, source: Source) -> SourceRow:
    return SourceRow(
        link=context.link(source),
        publisher=source.publisher,
        published=source.published_words,
        kind=_(KINDS[source.kind]),
        grade=source.reliability or "",
        grade_words=RELIABILITY[source.reliability].label.lower() if source.reliability else _("not graded"),
        uses=len({one.record.key for one in context.corpus.referring_to(source)}),
    )
