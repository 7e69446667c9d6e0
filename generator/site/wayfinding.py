"""Ways through the site: how long a text takes to read, where to go from its end, the records before and after one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from generator.language import _, ngettext
from generator.model import Claim, Event, Record
from generator.site.body import plain
from generator.site.page import Address, Link, View, address_of, href

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Explainer
    from generator.site.body import BodyView
    from generator.site.context import PageContext

AnyRecord = TypeVar("AnyRecord", bound=Record)

PACE: Final = 238
"""Words a minute: the mean of silent reading of English non-fiction (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""
MOST_EXPLAINERS: Final = 3
"""The most other explainers offered at the end of one, the newest first."""


def words_of(body: BodyView) -> int:
    """Return how many words a body has; figures count for none."""
    return len(plain(body).split())


def reading_time(words: int) -> str:
    """Return how long so many words take to read, in whole minutes and in words; nothing for no words."""
    minutes = max(1, round(words / PACE))
    return ngettext("{number} minute", "{number} minutes", minutes) if words else ""


def read_next(context: PageContext, explainer: Explainer) -> list[Link]:
    """Return where a reader may go from the end of an explainer: to others, then to the record."""
    others = [context.link(one) for one in context.facts.standing_explainers if one is not explainer][:MOST_EXPLAINERS]
    shared = (
        *([(_("Claims"), "claims/index.md", _("what is claimed, and what the evidence says"))] if context.corpus.all(Claim) else ()),
        *([(_("Timeline"), "timeline.md", _("every event with its evidence"))] if context.corpus.all(Event) else ()),
        (_("Changes"), "changes.md", _("what we changed, and when")),
        (_("How to read the marks"), "how-to-read.md", _("every sign with its meaning")),
    )
    return [*others, *(Link(name, href(context.page, Address(path)), detail) for name, path, detail in shared)]


def in_order(context: PageContext, order: Sequence[AnyRecord]) -> Iterator[tuple[str, AnyRecord, View]]:
    """Yield the pages of records that are to be made: the path of each, its record, and links on it to those before and after that."""
    for path, place in context.wanted((address_of(one).path, number) for number, one in enumerate(order)):
        here = context.at(path)
        before = here.link(order[place - 1]) if place else None
        yield path, order[place], View(before=before, after=here.link(order[place + 1]) if place + 1 < len(order) else None)
