"""The page of who publishes, why, and how mistakes are corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import say
from generator.pages.corrections import is_given
from generator.pages.foot import Dispute, dispute_of
from generator.pages.page import Address, Link, Page, Rich, href
from generator.pages.words import KINDS
from generator.records import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "about.md"


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the page about the publication shows."""

    title: str
    tagline: str
    about: Sequence[Rich]
    stated: Sequence[tuple[str, Link | str]]
    """What a reader may ask of a publication, each with the page that answers it, the answer, or nothing."""
    dispute: Dispute
    counts: Sequence[tuple[str, int]]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page about the publication."""
    here = desk.at(PATH)
    publication = here.corpus.publication
    view = AboutView(
        publication.title,
        publication.tagline,
        [here.rich(one) for one in publication.about],
        _stated(here),
        dispute_of(here),
        [(say(KINDS[section].many), len(here.corpus.all(section))) for section in SECTIONS],
    )
    described = say("Who publishes {publication}, and how mistakes are corrected.", publication=publication.title)
    yield Page(PATH, "about", say("About"), described, "about.md.j2", view)


def _stated(desk: Desk) -> list[tuple[str, Link | str]]:
    publication = desk.corpus.publication
    repository = publication.repository
    return [
        (say("Corrections"), _there(say("How mistakes are mended"), "corrections") if is_given(desk) else ""),
        (say("Funding"), _there(say("With whose money"), "funding") if publication.funding else ""),
        (say("Contact"), _there(say("How to reach the editors"), "contact") if publication.contact or publication.email else ""),
        (say("Licence"), publication.licence or ""),
        (say("Repository"), Link(repository, repository) if repository else ""),
    ]


def _there(words: str, name: str) -> Link:
    return Link(words, href(PATH, Address(f"{name}.md")))
