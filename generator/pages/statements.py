"""The pages that say one thing of the publication each, where its settings say it: with whose money, and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import say
from generator.pages.foot import Dispute, dispute_of
from generator.pages.page import Page, Rich

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class StatementView:
    """What such a page shows."""

    title: str
    deck: str
    said: Sequence[Rich]
    email: str
    dispute: Dispute | None
    """How to dispute a record, on the page of how to reach the editors."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of funding and the page of contact, each where something is stated."""
    publication = desk.corpus.publication
    if publication.funding:
        described = say("With whose money {publication} is published.", publication=publication.title)
        yield _page(desk, "funding", say("Funding"), described, publication.funding)
    if publication.contact or publication.email:
        described = say("How to reach the editors of {publication}.", publication=publication.title)
        yield _page(desk, "contact", say("Contact"), described, publication.contact, publication.email or "", dispute_of(desk))


def _page(desk: Desk, name: str, title: str, described: str, said: Sequence[str], email: str = "", dispute: Dispute | None = None) -> Page:
    here = desk.at(f"{name}.md")
    view = StatementView(title, described, [here.rich(one) for one in said], email, dispute)
    return Page(here.page, name, title, described, "statement.md.j2", view)
