"""The page of who publishes, why, and how mistakes are corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.pages.page import Page, Rich
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
    corrections: Sequence[Rich]
    contact: str
    licence: str
    repository: str
    counts: Sequence[tuple[str, int]]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page about the publication."""
    here = desk.at(PATH)
    publication = here.corpus.publication
    view = AboutView(
        publication.title,
        publication.tagline,
        [here.rich(one) for one in publication.about],
        [here.rich(one) for one in publication.corrections],
        publication.contact or "",
        publication.licence or "",
        publication.repository or "",
        [(section.section.capitalize(), len(here.corpus.all(section))) for section in SECTIONS],
    )
    yield Page(PATH, "about", "About", f"Who publishes {publication.title}, and how mistakes are corrected.", "about.md.j2", view)
