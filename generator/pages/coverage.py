"""The page for editors of what the record rests on, and how broadly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.evidence.coverage import coverage
from generator.evidence.texts import own_texts
from generator.evidence.uses import uses_in
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
    texts = [
        TextView(here.link(here.corpus.one(Source, one.source)), len(one.used), one.total, ", ".join(one.unused)) for one in found.texts
    ]
    described = "For editors: what the record rests on, on how many independent publishers, and whose voices it lacks."
    view = CoverageView(texts, [one for one in _findings(here, found) if one.records])
    yield Page(PATH, "coverage", "Coverage", described, "coverage.md.j2", view)


def _findings(desk: Desk, found: Coverage) -> Iterator[Finding]:
    claims = len(found.claims)
    for title, means, ids in (
        ("Claims resting on one publisher", "All that supports them comes from one publisher.", found.one_publisher),
        ("Claims resting on one chain", "Several publishers support them that repeat one report.", found.one_chain),
        ("Claims resting on opinion alone", "Nothing but opinion supports them.", found.opinion_only),
        ("Claims without a quotation", "No words of anybody stand in them.", found.without_quotes),
        ("Claims without recent support", "What supports them is more than a year old.", found.old),
    ):
        yield Finding(title, means, claims, [(desk.link(desk.corpus.one(Claim, one)), "") for one in ids])
    voices, actors = found.voices, len(desk.corpus.all(Actor))
    quoted = [(desk.link(desk.corpus.one(Actor, one)), f"{count} quoted") for one, count in voices.quoted.items()]
    silent, absent = _actors(desk, voices.reported), _actors(desk, voices.only_talked_about)
    yield Finding("Voices quoted", "Actors whose own words stand in the record.", actors, quoted)
    yield Finding("Reported and never quoted", "They make claims or take positions; their words are missing.", actors, silent)
    yield Finding("Only talked about", "They are named and never speak.", actors, absent)
    yield Finding("Documents used as a whole", "Neither words nor a place in the document are named.", len(desk.corpus), _whole(desk))


def _actors(desk: Desk, ids: Iterable[str]) -> list[tuple[Link, str]]:
    return [(desk.link(desk.corpus.one(Actor, one)), "") for one in ids]


def _whole(desk: Desk) -> list[tuple[Link, str]]:
    """Return the records that use documents as a whole, each with how many of its uses do."""
    counts = Counter(use.record for use in uses_in(desk.corpus) if use.evidence.is_whole)
    return [(desk.link(record), f"{count} of its uses" if count > 1 else "one use") for record, count in counts.items()]
