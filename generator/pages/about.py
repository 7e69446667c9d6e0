"""The page of who publishes, why, and how mistakes are corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.pages.corrections import is_given
from generator.pages.foot import Dispute, dispute_of
from generator.pages.page import Address, Link, Page, Rich, href
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
        [(section.section.capitalize(), len(here.corpus.all(section))) for section in SECTIONS],
    )
    yield Page(PATH, "about", "About", f"Who publishes {publication.title}, and how mistakes are corrected.", "about.md.j2", view)


def _stated(desk: Desk) -> list[tuple[str, Link | str]]:
    publication = desk.corpus.publication
    repository = publication.repository
    return [
        ("Corrections", _there("How mistakes are mended", "corrections") if is_given(desk) else ""),
        ("Funding", _there("With whose money", "funding") if publication.funding else ""),
        ("Contact", _there("How to reach the editors", "contact") if publication.contact or publication.email else ""),
        ("Licence", publication.licence or ""),
        ("Repository", Link(repository, repository) if repository else ""),
    ]


def _there(words: str, name: str) -> Link:
    return Link(words, href(PATH, Address(f"{name}.md")))
