"""The page for editors of what the record rests on, and how broadly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.evidence.coverage import coverage
from generator.evidence.texts import own_texts
from generator.evidence.uses import uses_in
from generator.figures.scale import commas
from generator.language import say, say_count
from generator.pages.page import Page
from generator.records import Actor, Claim, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.evidence.coverage import Coverage
    from generator.pages.desk import Desk
    from generator.pages.page import Link

PATH = "coverage.md"


@dataclass(frozen=True, slots=True)
class Finding:
    """Records of which the same is true."""

    title: str
    means: str
    total: int
    """Of how many records it could be true."""
    records: Sequence[tuple[Link, str]]
    """The records, each with a detail."""


@dataclass(frozen=True, slots=True)
class TextView:
    """How much of a text is used."""

    source: Link
    used: int
    total: int
    unused: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What the page of coverage shows."""

    texts: Sequence[TextView]
    findings: Sequence[Finding]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of coverage."""
    here = desk.at(PATH)
    found = coverage(here.corpus, own_texts(here.corpus), here.today)
    texts = [TextView(here.link(here.corpus.one(Source, one.source)), len(one.used), one.total, commas(one.unused)) for one in found.texts]
    described = say("For editors: what the record rests on, on how many independent publishers, and whose voices it lacks.")
    view = CoverageView(texts, [one for one in _findings(here, found) if one.records])
    yield Page(PATH, "coverage", say("Coverage"), described, "coverage.md.j2", view)


def _findings(desk: Desk, found: Coverage) -> Iterator[Finding]:
    claims = len(found.claims)
    for title, means, ids in (
        (say("Claims resting on one publisher"), say("All that supports them comes from one publisher."), found.one_publisher),
        (say("Claims resting on one chain"), say("Several publishers support them that repeat one report."), found.one_chain),
        (say("Claims resting on opinion alone"), say("Nothing but opinion supports them."), found.opinion_only),
        (say("Claims without a quotation"), say("No words of anybody stand in them."), found.without_quotes),
        (say("Claims without recent support"), say("What supports them is more than a year old."), found.old),
    ):
        yield Finding(title, means, claims, [(desk.link(desk.corpus.one(Claim, one)), "") for one in ids])
    voices, actors = found.voices, len(desk.corpus.all(Actor))
    quoted = [
        (desk.link(desk.corpus.one(Actor, one)), say_count("{number} quoted", "{number} quoted", count))
        for one, count in voices.quoted.items()
    ]
    silent, absent = _actors(desk, voices.reported), _actors(desk, voices.only_talked_about)
    yield Finding(say("Voices quoted"), say("Actors whose own words stand in the record."), actors, quoted)
    yield Finding(say("Reported and never quoted"), say("They make claims or take positions; their words are missing."), actors, silent)
    yield Finding(say("Only talked about"), say("They are named and never speak."), actors, absent)
    yield Finding(
        say("Documents used as a whole"), say("Neither words nor a place in the document are named."), len(desk.corpus), _whole(desk)
    )


def _actors(desk: Desk, ids: Iterable[str]) -> list[tuple[Link, str]]:
    return [(desk.link(desk.corpus.one(Actor, one)), "") for one in ids]


def _whole(desk: Desk) -> list[tuple[Link, str]]:
    """Return the records that use documents as a whole, each with how many of its uses do."""
    counts = Counter(use.record for use in uses_in(desk.corpus) if use.evidence.is_whole)
    return [
        (desk.link(record), say("one use") if count == 1 else say_count("{number} of its uses", "{number} of its uses", count))
        for record, count in counts.items()
    ]
