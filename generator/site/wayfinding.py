"""Ways through the site: how long a text takes to read, where to go from its end, the records before and after one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.language import _, ngettext
from generator.model import Claim, Event
from generator.site.body import plain
from generator.site.page import Address, Link, View, href

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Explainer, Record
    from generator.site.body import BodyView
    from generator.site.context import PageContext

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


def neighbours(context: PageContext, order: Sequence[Record], place: int) -> View:
    """Return the records before and after that at a place of an order, from 0, as links on the page of the context."""
    before = context.link(order[place - 1]) if place else None
    return View(before=before, after=context.link(order[place + 1]) if place + 1 < len(order) else None)
