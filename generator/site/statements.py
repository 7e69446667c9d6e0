"""The pages that say one thing of the publication each: with whose money, where its settings say it, and how to complain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.language import _
from generator.site.corrections import is_given
from generator.site.page import Page, View
from generator.site.record_actions import dispute_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of funding, where it is stated, and the page of how to complain, which says also that nothing is stated."""
    publication = context.corpus.publication
    if publication.funding:
        described = _("With whose money {publication} is published.", publication=publication.title)
        yield _page(context, "funding", _("Funding"), described, publication.funding)
    described = _("How to reach the editors of {publication}, and what becomes of a complaint.", publication=publication.title)
    complaint = View(
        is_reached=bool(publication.contact),
        email=publication.email or "",
        repository=publication.repository or "",
        dispute=dispute_of(context),
        has_corrections=is_given(context),
    )
    yield _page(context, "contact", _("How to complain"), described, publication.contact, complaint)


def _page(context: PageContext, name: str, title: str, described: str, said: Sequence[str], complaint: View | None = None) -> Page:
    here = context.at(f"{name}.md")
    view = View(title=title, deck=described, said=[here.rich(one) for one in said], complaint=complaint)
    return Page(here.page, name, title, described, "statement.md.j2", view)
