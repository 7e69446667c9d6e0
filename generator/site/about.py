"""The page of who publishes, why, and how mistakes are corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.language import _
from generator.model import TABLE
from generator.site.corrections import is_given
from generator.site.page import Address, Link, Page, View, href
from generator.site.record_actions import dispute_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import PageContext

PATH = "about.md"


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page about the publication."""
    here = context.at(PATH)
    publication = here.corpus.publication
    view = View(
        title=publication.title,
        tagline=publication.tagline,
        about=[here.rich(one) for one in publication.about],
        stated=_stated(here),
        dispute=dispute_of(here),
        counts=[(_(row.words.many), len(here.corpus.all(row.model))) for row in TABLE],
    )
    described = _("Who publishes {publication}, and how mistakes are corrected.", publication=publication.title)
    yield Page(PATH, "about", _("About"), described, "about.md.j2", view)


def _stated(context: PageContext) -> list[tuple[str, Link | str]]:
    publication = context.corpus.publication
    repository = publication.repository
    return [
        (_("Corrections"), _there(_("How mistakes are mended"), "corrections") if is_given(context) else ""),
        (_("Funding"), _there(_("With whose money"), "funding") if publication.funding else ""),
        (_("Contact"), _there(_("How to reach the editors"), "contact") if publication.contact or publication.email or repository else ""),
        (_("Licence"), publication.licence or ""),
        (_("Repository"), Link(repository, repository) if repository else ""),
    ]


def _there(words: str, name: str) -> Link:
    return Link(words, href(PATH, Address(f"{name}.md")))
