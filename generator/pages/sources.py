"""The page of all sources, by publisher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import say
from generator.pages.page import Link, Page
from generator.pages.source import KINDS, by_publisher
from generator.records import Source
from generator.vocabularies import RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "sources/index.md"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list."""

    link: Link
    publisher: str
    published: str
    kind: str
    grade: str
    grade_words: str
    uses: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """What the page of all sources shows."""

    count: int
    publishers: int
    grades: Sequence[tuple[str, int]]
    sources: Sequence[SourceRow]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of all sources."""
    here = desk.at(PATH)
    sources = by_publisher(here.corpus.all(Source))
    grades = [
        (say("{grade}: {meaning}", grade=term.id, meaning=term.label.lower()), sum(one.reliability == term.id for one in sources))
        for term in RELIABILITY.terms.values()
    ]
    view = SourcesView(
        len(sources),
        len({one.publisher for one in sources}),
        [(label, count) for label, count in grades if count],
        [_row(here, source) for source in sources],
    )
    yield Page(PATH, "sources", say("Sources"), say("The documents that the record rests on, graded."), "sources.md.j2", view)


def _row(desk: Desk, source: Source) -> SourceRow:
    return SourceRow(
        desk.link(source),
        source.publisher,
        source.published_words,
        say(KINDS[source.kind]),
        source.reliability or "",
        RELIABILITY[source.reliability].label.lower() if source.reliability else say("not graded"),
        len({one.record.key for one in desk.corpus.referring_to(source)}),
    )
