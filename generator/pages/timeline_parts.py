"""What the timeline's pages share: where its years stand, the choice of actors and issues, the choice of years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markdown.extensions.toc import slugify

from generator.derive.timeline import DECADE
from generator.language import _
from generator.pages.page import Address, Link, address_of, href

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.derive.lanes import By
    from generator.derive.timeline import TimelinePeriod
    from generator.pages.context import PageContext

_FOLDERS: Final[dict[By, str]] = {"issue": "timeline/issues", "actor": "timeline/actors"}
_SHOWN: Final = 8
"""The most actors or issues to choose from at first sight; the others are folded away."""
_SPARED: Final = 2
"""How many more still stand open, since a fold for so few takes as much room as they do."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A link that chooses some of the events."""

    label: str
    href: str
    events: int
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Links of one kind, those with most events first."""

    label: str
    shown: Sequence[Choice]
    more: Sequence[Choice] = ()


def anchor_of(label: str) -> str:
    """Return the anchor that MkDocs gives a heading; nothing for one without a Latin letter or a digit, whose anchor is a number."""
    return slugify(label, "-")


def period_label(period: TimelinePeriod) -> str:
    """Return a stretch of time in words: '2024', '1960s', '1900 to 1999'."""
    if period.start is None:
        return _("Date not known")
    if period.length == 1:
        return str(period.start)
    if period.length == DECADE:
        return _("{year}s", year=period.start)
    return _("{first} to {last}", first=max(1, period.start), last=period.start + period.length - 1)


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


def filters(context: PageContext) -> list[Choices]:
    """Return the issues and the actors by which events may be chosen, on any page of the timeline."""
    return [one for one in (_choices(context, "issue", _("Issue")), _choices(context, "actor", _("Actor"))) if one.shown]


def _choices(context: PageContext, by: By, label: str) -> Choices:
    name = context.corpus.issue_label if by == "issue" else context.name
    found = []
    for key, rows in context.facts.selections[by].items():
        path = selection_path(by, key)
        found.append(Choice(label=name(key), href=href(context.page, Address(path)), events=len(rows), current=path == context.page))
    shown, more = (found, []) if len(found) <= _SHOWN + _SPARED else (found[:_SHOWN], found[_SHOWN:])
    return Choices(label=label, shown=[*shown, *(one for one in more if one.current)], more=[one for one in more if not one.current])


def jumps(found: Sequence[TimelinePeriod], prefix: str | None = None) -> Choices:
    """Return links to stretches of time: to their headings, or to the first year of each in a list whose years have anchors."""
    links = [_heading_of(one) if prefix is None else f"{prefix}{one.years[0].year or 'unknown'}" for one in found]
    return Choices(
        label=_("Years"),
        shown=[Choice(label=period_label(one), href=f"#{link}", events=one.events) for one, link in zip(found, links, strict=True)],
    )


def _heading_of(period: TimelinePeriod) -> str:
    """Return the anchor of a period's heading, or of its first event where that of the heading cannot be known."""
    return anchor_of(period_label(period)) or address_of(period.years[0].rows[0].event).anchor
