"""What the timeline's pages share: where its years stand, the choice of actors and issues, the choice of years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown.extensions.toc import slugify

from generator.figures import period_label
from generator.language import _
from generator.site.page import Address, Link, View, address_of, href

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analysis import By, TimelinePeriod, TimelineRow
    from generator.site.context import PageContext

_FOLDERS: Final[dict[By, str]] = {"issue": "timeline/issues", "actor": "timeline/actors"}
_SHOWN: Final = 8
"""The most actors or issues to choose from at first sight; the others are folded away."""
MOST_MORE: Final = 60
"""The most of the others on the page of a selection."""
MOST_OF_ALL: Final = 600
"""The most of them on the page of all events; of more actors, their own pages lead to their events."""
_SPARED: Final = 2
"""How many more still stand open, since a fold for so few takes as much room as they do."""


def anchor_of(label: str) -> str:
    """Return the anchor that MkDocs gives a heading; nothing for one without a Latin letter or a digit, whose anchor is a number."""
    return slugify(label, "-")


def selection_path(by: By, key: str) -> str:
    """Return the page of the events of an actor or issue."""
    return f"{_FOLDERS[by]}/{key}.md"


def selection_at(context: PageContext, by: By, key: str) -> str | None:
    """Return the address of the events of an actor or issue; nothing where there are too few for a page."""
    return href(context.page, Address(selection_path(by, key))) if key in context.facts.selections[by] else None


def issue_link(context: PageContext, issue: str) -> Link | str:
    """Return an issue as a link to its events; its name alone where there are too few for a page."""
    address = selection_at(context, "issue", issue)
    return Link(context.corpus.issue_label(issue), address) if address else context.corpus.issue_label(issue)


def filters(context: PageContext, *, selection: bool = False) -> list[View]:
    """Return the issues and the actors by which events may be chosen, those with most of them first, on any page of the timeline.

    Very many are those with most events alone; on the page of a selection, more of them are left to the timeline.
    """
    most, reduced = (_SHOWN + _SPARED + MOST_MORE, _SHOWN) if selection else (MOST_OF_ALL, MOST_OF_ALL)
    kinds: tuple[tuple[By, str], ...] = (("issue", _("Issue")), ("actor", _("Actor")))
    return [one for one in (_choices(context, by, label, most, reduced) for by, label in kinds) if one.shown]


def _choices(context: PageContext, by: By, label: str, most: int, reduced: int) -> View:
    """Return the actors or issues to choose from; where there are more than so many, the first that are kept, and that of the page."""
    name = context.corpus.issue_label if by == "issue" else context.name
    able = context.facts.selections[by]
    keys = [*able] if len(able) <= most else [*able][:reduced]
    here = context.page.removeprefix(f"{_FOLDERS[by]}/").removesuffix(".md")
    found = []
    for key in dict.fromkeys([*keys, *({here} & able.keys())]):
        path = selection_path(by, key)
        found.append(View(label=name(key), href=href(context.page, Address(path)), events=len(able[key]), current=path == context.page))
    shown, more = (found, []) if len(found) <= _SHOWN + _SPARED else (found[:_SHOWN], found[_SHOWN:])
    return View(label=label, shown=[*shown, *(one for one in more if one.current)], more=[one for one in more if not one.current])


def jumps(found: Sequence[TimelinePeriod[TimelineRow]], prefix: str | None = None) -> View:
    """Return links to stretches of time: to their headings, or to the first year of each in a list whose years have anchors."""
    shown = []
    for one in found:
        first, label = one.years[0], period_label(one)
        heading = anchor_of(label) or address_of(first.rows[0].event).anchor  # that of the heading cannot be known in every script
        link = heading if prefix is None else f"{prefix}{first.year or 'unknown'}"
        shown.append(View(label=label, href=f"#{link}", events=one.events, current=False))
    return View(label=_("Years"), shown=shown, more=())
