"""The pages that say one thing of the publication each, where its settings say it: with whose money, and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages.page import Page, Rich
from generator.pages.record_actions import Dispute, dispute_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """What such a page shows."""

    title: str
    deck: str
    said: Sequence[Rich]
    email: str
    dispute: Dispute | None
    """How to dispute a record, on the page of how to reach the editors."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of funding and the page of contact, each where something is stated."""
    publication = context.corpus.publication
    if publication.funding:
        described = _("With whose money {publication} is published.", publication=publication.title)
        yield _page(context, "funding", _("Funding"), described, publication.funding)
    if publication.contact or publication.email:
        described = _("How to reach the editors of {publication}.", publication=publication.title)
        yield _page(context, "contact", _("Contact"), described, publication.contact, publication.email or "", dispute_of(context))


def _page(
    context: PageContext, name: str, title: str, described: str, said: Sequence[str], email: str = "", dispute: Dispute | None = None
) -> Page:
    here = context.at(f"{name}.md")
    view = StatementView(title=title, deck=described, said=[here.rich(one) for one in said], email=email, dispute=dispute)
    return Page(here.page, name, title, described, "statement.md.j2", view)
