"""Pages about the publication itself: publisher and purpose, funding, and how to complain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.language import _
from generator.model import TABLE
from generator.site.changes import has_corrections
from generator.site.page import Address, Link, Page, View, href
from generator.site.record_actions import dispute_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext

PATH = "about.md"


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the pages about the publication, its funding (if stated) and complaints; the first also lists what is not stated."""
    here = context.at(PATH)
    publication = here.corpus.publication
    view = View(
        title=publication.title,
        tagline=publication.tagline,
        about=[here.rich(text) for text in publication.about],
        stated=_statement_rows(here),
        dispute=dispute_of(here),
        counts=[(_(row.many), len(here.corpus.all(row.model))) for row in TABLE],
    )
    described = _("Who publishes {publication}, and how mistakes are corrected.", publication=publication.title)
    yield Page(PATH, "about", _("About"), described, "about.md.j2", view)
    if publication.funding:
        described = _("With whose money {publication} is published.", publication=publication.title)
        yield _statement(context, "funding", _("Funding"), described, publication.funding)
    described = _("How to reach the editors of {publication}, and what becomes of a complaint.", publication=publication.title)
    complaint = View(
        is_reached=bool(publication.contact),
        email=publication.email or "",
        repository=publication.repository or "",
        dispute=view.dispute,
        has_corrections=has_corrections(context),
    )
    yield _statement(context, "contact", _("How to complain"), described, publication.contact, complaint)


def _statement_rows(context: PageContext) -> list[tuple[str, Link | str]]:
    publication = context.corpus.publication
    repository = publication.repository
    return [
        (_("Corrections"), _page(_("How mistakes are mended"), "corrections") if has_corrections(context) else ""),
        (_("Funding"), _page(_("With whose money"), "funding") if publication.funding else ""),
        (_("Contact"), _page(_("How to reach the editors"), "contact") if publication.contact or publication.email or repository else ""),
        (_("Licence"), publication.licence or ""),
        (_("Repository"), Link(repository, repository) if repository else ""),
    ]


def _page(words: str, name: str) -> Link:
    return Link(words, href(PATH, Address(f"{name}.md")))


def _statement(context: PageContext, name: str, title: str, described: str, texts: Sequence[str], complaint: View | None = None) -> Page:
    here = context.at(f"{name}.md")
    view = View(title=title, deck=described, texts=[here.rich(text) for text in texts], complaint=complaint)
    return Page(here.page, name, title, described, "statement.md.j2", view)
