"""The page of a source: what it is, how far it can be relied on, every passage used and by which record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.figures.scale import commas
from generator.language import language_name, message, say
from generator.language.tags import direction_of
from generator.pages.blocks import Fact, facts
from generator.pages.body import BodyView, body_view
from generator.pages.citations import evidence_card
from generator.pages.foot import Foot, foot
from generator.pages.page import Link, Page, Rich, address_of
from generator.pages.source_text import ParagraphView, source_text
from generator.pages.ways import Beside, beside
from generator.pages.words import SAYS, row_of
from generator.records import Record, Source
from generator.records.shared import Evidence, evidence_in
from generator.vocabularies import RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.pages.citations import EvidenceCard
    from generator.pages.desk import Desk

KINDS = {
    "official": message("Official document"),
    "wire": message("News agency"),
    "news": message("News"),
    "analysis": message("Analysis"),
    "opinion": message("Opinion"),
    "reference": message("Reference"),
    "data": message("Data"),
}

PROXIMITIES = {"primary": message("primary"), "secondary": message("secondary")}

RIGHTS = {
    "owned": message("Ours: the text is published here"),
    "open-licence": message("Openly licensed: the text may be published here"),
    "public-domain": message("Public domain: the text may be published here"),
    "licensed": message("Licensed to us: the text is not published here"),
    "quote-only": message("Quote-only: short quotations, never the text"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the source by a record."""

    record: Link
    card: EvidenceCard


@dataclass(frozen=True, slots=True)
class SourceView:
    """What the page of a source shows."""

    title: str
    kind: str
    publisher: str
    published: str
    grade: str
    grade_words: str
    language: str
    direction: str
    facts: Sequence[Fact]
    note: Rich
    summary: BodyView
    uses: Sequence[Use]
    text: Sequence[ParagraphView]
    retired: Rich
    foot: Foot
    beside: Beside


def by_publisher(sources: Iterable[Source]) -> list[Source]:
    """Return sources by publisher and day, those of an unknown day last."""
    return sorted(sources, key=_place)


def _place(source: Source) -> tuple[str, tuple[date, date, str], str]:
    published = source.published.sort_key if source.published else (date.max, date.max, "")
    return source.publisher.casefold(), published, source.id


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every source."""
    uses, order = _uses(desk), by_publisher(desk.corpus.all(Source))
    for source in order:
        path = address_of(source).path
        here = desk.at(path)
        view = _view(here, source, uses.get(source.id, []), beside(here, order, source))
        described = say(
            "{kind}, {publisher}, {date}: what is used from it, and where.",
            kind=say(KINDS[source.kind]),
            publisher=source.publisher,
            date=source.published_words,
        )
        yield Page(path, "source", say("Source: {title}", title=source.title), described, "source.md.j2", view, source.path)


def _uses(desk: Desk) -> dict[str, list[tuple[Record, Evidence]]]:
    """Return every piece of evidence in the corpus by its source."""
    found: dict[str, list[tuple[Record, Evidence]]] = {}
    for record in desk.corpus:
        for evidence in dict.fromkeys(evidence_in(record)):
            found.setdefault(evidence.source, []).append((record, evidence))
    return found


def _view(desk: Desk, source: Source, uses: Sequence[tuple[Record, Evidence]], around: Beside) -> SourceView:
    derived = [desk.corpus.get(Source.section, one) for one in source.derives_from]
    grade = RELIABILITY[source.reliability] if source.reliability else None
    because = desk.rich(source.reliability_because)
    lines = facts(
        (say("Publisher"), source.publisher),
        (say("Author"), row_of(source.authors)),
        (say("Published"), source.published_words),
        (say("Kind"), commas([say(KINDS[source.kind]), *([say(PROXIMITIES[source.proximity])] if source.proximity else [])])),
        (say("Language"), language_name(source.language)),
        (say("Rights"), _rights(source)),
        (
            say("Grade"),
            (say("{grade}: {meaning}", grade=grade.id, meaning=grade.label.lower()), ". " if because else "", *because)
            if grade
            else say("Not graded"),
        ),
        (say("Original"), Link(_shortened(source.url), source.url) if source.url else None),
        (say("Archived copy"), Link(_shortened(source.archived_url), source.archived_url) if source.archived_url else None),
        (say("Read"), source.retrieved.words() if source.retrieved else None),
        (say("Repeats"), row_of(desk.link(one) for one in derived if one is not None)),
    )
    return SourceView(
        source.title,
        say(KINDS[source.kind]),
        source.publisher,
        source.published_words,
        grade.id if grade else "",
        grade.label.lower() if grade else say("not graded"),
        source.language,
        direction_of(source.language),
        lines,
        desk.rich(source.note),
        body_view(desk, source, None),
        [Use(desk.link(record), replace(evidence_card(desk, evidence), says=say(SAYS[evidence.says]))) for record, evidence in uses],
        source_text(desk, source),
        desk.retired(source),
        foot(desk, source),
        around,
    )


def _rights(source: Source) -> str:
    rights = say(RIGHTS[source.rights])
    return say("{rights} ({licence})", rights=rights, licence=source.licence) if source.licence else rights


def _shortened(address: str, most: int = 60) -> str:
    words = address.split("://", 1)[-1].removeprefix("www.")
    return words if len(words) <= most else words[: most - 1] + "…"
