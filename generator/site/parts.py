"""Lists that are too long for one page: the parts that they are cut into, by year or by letter, each with a page of its own.

What a list weighs is an estimate, in bytes of HTML, made of the records alone, so that every page knows where a record stands before
any page is written. `python -m tests.synthetic measure` holds the pages themselves against the limit of 250,000 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from generator.analysis import in_years, periods
from generator.figures import period_label
from generator.language import _
from generator.site.letters import beginning, heading, heading_words, letter_slug
from generator.site.page import Address, View, address_of, anchor_of, href

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.model import Edtf, Record
    from generator.site.context import PageContext
    from generator.site.page import Page

Item = TypeVar("Item")

MOST: Final = 160_000
"""The most that a list, or what stands under one heading of it, may weigh that is on one page."""
_OF_A_PART: Final = 110_000
"""The most that a part of what is heavier weighs, unless one record alone weighs more."""
_OF_A_RECORD: Final = 1_500
"""What a record weighs that is shown with all that is known of it, beside its words: its sources, its citation, its links."""
_OF_ITS_WORDS: Final = 2
"""How often the words of a record's file stand on a page: in the text, and in what is cited and shared."""
_OF_A_ROW: Final = 120
"""What a row weighs beside its words: its element and its link."""


def weight(record: Record) -> int:
    """Return what a record weighs that is shown with all that is known of it."""
    return _OF_A_RECORD + _OF_ITS_WORDS * record.size


def row_weight(*words: str) -> int:
    """Return what a row of a list weighs that has these words, and the address of a record."""
    return _OF_A_ROW + sum(len(one.encode()) for one in words)


@dataclass(frozen=True, slots=True)
class PartPage(Generic[Item]):
    """A part of a list, with a page of its own."""

    path: str
    label: str
    items: Sequence[Item]
    within: str = ""
    """The list that it is of, where a page has several and its label does not say which."""
    list_path: str = ""
    """The same list, by its address."""

    @property
    def name(self) -> str:
        """Its label behind the name of its list."""
        return _("{page}: {part}", page=self.within, part=self.label) if self.within else self.label


def is_long(items: Iterable[Item], weigh: Callable[[Item], int]) -> bool:
    """Tell whether a list is too long for one page."""
    return sum(map(weigh, items)) > MOST


def cut(items: Sequence[Item], weigh: Callable[[Item], int]) -> list[Sequence[Item]]:
    """Return a list as one run, or as few that weigh no more than a part may, about as heavy as each other."""
    total = sum(map(weigh, items))
    number = 1 if total <= MOST else -(-total // _OF_A_PART)
    runs: dict[int, list[Item]] = {}
    before = 0
    for one in items:
        runs.setdefault(before * number // max(total, 1), []).append(one)
        before += weigh(one)
    return list(runs.values())


def by_letter(folder: str, items: Iterable[Item], filed: Callable[[Item], str], weigh: Callable[[Item], int]) -> list[PartPage[Item]]:
    """Return a list that is in alphabetical order as a part for each letter, and several for a letter with very many."""
    groups = [(one, list(group)) for one, group in groupby(items, lambda item: heading(filed(item)))]
    return [part for one, group in groups for part in fitting(f"{folder}/{letter_slug(one)}", heading_words(one), group, weigh)]


def by_year(
    folder: str, items: Iterable[Item], when: Callable[[Item], Edtf | None], weigh: Callable[[Item], int], *, newest_first: bool = False
) -> list[PartPage[Item]]:
    """Return a list as a part for each year, or longer stretch where years are many, and several for a full one; what has no year last."""
    parts: list[PartPage[Item]] = []
    for period in periods(in_years(items, when, newest_first=newest_first)):
        inside = [item for year in period.years for item in year.rows]
        if len(period.years) > 1 and is_long(inside, weigh):
            for year in period.years:
                parts += fitting(f"{folder}/{year.year}", str(year.year), year.rows, weigh)
        else:
            parts += fitting(f"{folder}/{period.slug}", period_label(period), inside, weigh)
    return parts


def fitting(path: str, label: str, items: Sequence[Item], weigh: Callable[[Item], int]) -> Iterator[PartPage[Item]]:
    """Yield a list as one part, or as several that are numbered."""
    runs = cut(items, weigh)
    for number, run in enumerate(runs, 1):
        if len(runs) == 1:
            yield PartPage(f"{path}.md", label, run)
        else:
            yield PartPage(f"{path}-{number}.md", part_label(label, number), run)


def part_label(label: str, number: int) -> str:
    """Return the name of one of several parts that are under one heading."""
    return _("{name}, part {number}", name=label, number=number)


@dataclass(frozen=True, kw_only=True)
class ListOfPage(Generic[Item]):
    """One of the lists of a page, and how it is cut where the page would be too long with all of them."""

    heading: str
    path: str
    """The address of the part that has all of it, without its ending; further parts are numbered."""
    items: Sequence[Item]
    weigh: Callable[[Item], int]
    by: Callable[[Sequence[Item]], list[PartPage[Item]]] | None = None
    """What cuts it where it is too long for one part; parts are numbered if nothing does."""

    @property
    def weighs(self) -> int:
        """What all of it weighs."""
        return sum(map(self.weigh, self.items))

    def parts(self) -> list[PartPage[Item]]:
        """Return it as few parts, named for it."""
        by = self.by if self.weighs > MOST else None
        found = under(self.heading, by(self.items)) if by else fitting(self.path, self.heading, self.items, self.weigh)
        return [replace(part, list_path=self.path) for part in found]


def parts_of(*lists: ListOfPage[Any], beside: int = 0) -> list[PartPage[Any]]:
    """Return the parts of all lists of a page; none where it is not too long with them and with what weighs so much beside them."""
    if beside + sum(one.weighs for one in lists) <= MOST:
        return []
    return [part for one in lists for part in one.parts()]


def under(heading_of_list: str, parts: Iterable[PartPage[Item]]) -> list[PartPage[Item]]:
    """Return parts named for the list that they are of, where a page has several lists."""
    return [replace(part, within=heading_of_list) for part in parts]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """How much of a list a page has: all of it, a part of it, or the way to its parts."""

    links: Sequence[View] = ()
    """The parts, on the page that leads to them, each with the places at which its records stood on this page, or would stand."""
    label: str = ""
    """The part that the page has; nothing on the page of the whole list."""
    whole: str = ""
    """The name of the whole list."""
    href: str = ""
    """The address of the whole list."""
    choices: Sequence[View] = ()
    """All parts, this one among them, by the lists that they are of."""
    list_path: str = ""
    """The list that the page has a part of, by its address, where a page has several."""

    def links_of(self, *list_paths: str) -> ListPart:
        """Return the way to the parts of some lists alone."""
        return replace(self, links=[one for one in self.links if one.list_path in list_paths])

    @property
    def has_items(self) -> bool:
        """Whether the page has entries of the list itself."""
        return not self.links

    @property
    def is_whole(self) -> bool:
        """Whether the page has all of the list."""
        return not self.links and not self.label


def in_parts(
    context: PageContext,
    page: Page,
    items: Sequence[Item],
    parts: Sequence[PartPage[Item]],
    view: Callable[[PageContext, Sequence[Item], ListPart], object],
    *,
    anchors: Callable[[Item], Iterable[str]] = lambda _unused: (),
    begins: Callable[[Item], str] = lambda _unused: "",
) -> Iterator[Page]:
    """Yield the page of a list, or that which leads to its parts and a page for each.

    Args:
        context: What pages are written with.
        page: The page of the whole list, but for its view.
        items: The whole list.
        parts: Its parts; none where it stands on one page.
        view: Makes the view of a page of some entries. On the page that leads to the parts, which gets all of them, it lists none.
        anchors: The places at which an entry stands on the page of the whole, and other pages lead to it.
        begins: What the first and the last entry of a part are called, where its label does not say what is in it.
    """
    if context.wants(page.path):
        links = _links(page.path, parts, anchors, begins)
        yield replace(page, view=view(context.at(page.path), items, ListPart(links=links)))
    for part in parts:
        if context.wants(part.path):
            own = ListPart(
                label=part.name,
                whole=page.title,
                href=href(part.path, Address(page.path)),
                choices=choices(parts, part, _("Parts")),
                list_path=part.list_path,
            )
            title = _("{page}: {part}", page=page.title, part=part.name)
            there = replace(context, page=part.path, is_part=True)
            yield replace(page, path=part.path, title=title, whole=page.path, jsonld="", view=view(there, part.items, own))


def _links(
    page: str, parts: Sequence[PartPage[Item]], anchors: Callable[[Item], Iterable[str]], begins: Callable[[Item], str]
) -> list[View]:
    seen: set[str] = set()
    return [
        View(
            label=part.name,
            list_path=part.list_path,
            href=href(page, Address(part.path)),
            count=len(part.items),
            first=beginning(begins(part.items[0])),
            last=beginning(begins(part.items[-1])) if len(part.items) > 1 else "",
            anchors=_unseen([one for item in part.items for one in anchors(item)], seen),
        )
        for part in parts
    ]


def _unseen(places: Sequence[str], seen: set[str]) -> list[str]:
    """Return places that were not met before, and take them for met."""
    found = [one for one in dict.fromkeys(places) if one not in seen]
    seen.update(found)
    return found


def choices(parts: Sequence[PartPage[Item]], current: PartPage[Item], label: str) -> list[View]:
    """Return links to all parts of the lists of a page, on the page of one; those of a list without a name are labelled."""
    return [
        View(
            label=within or label,
            shown=[
                View(label=one.label, href=href(current.path, Address(one.path)), events=len(one.items), current=one is current)
                for one in those
            ],
            more=(),
        )
        for within, those in groupby(parts, lambda part: part.within)
    ]


def anchors_of(record: Record) -> list[str]:
    """Return the places at which a record stands on a page that it shares, under its id and those that it had before."""
    return [address_of(record).anchor, *(anchor_of(record, one) for one in record.former_ids)]
