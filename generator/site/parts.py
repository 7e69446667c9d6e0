"""Lists that are too long for one page: the parts that they are cut into, by year or by letter, each with a page of its own.

What a list weighs is an estimate, in bytes of HTML, made of the records alone, so that every page knows where a record stands before
any page is written. `python -m tests.synthetic measure` holds the pages themselves against the limit of 250,000 bytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from generator.analysis import in_years, stretches
from generator.figures import period_label
from generator.language import N_, _, current_locale, in_language_of
from generator.model import filing_letter, filing_order, is_of_script, names_of
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


def row_weight(words: Callable[[Any], Iterable[str | None]], beside: int = 0) -> Callable[[Any], int]:
    """Return what tells the weight of a row of a list: of its words, of its element and a link, and of what else is beside them."""
    return lambda item: _OF_A_ROW + beside + sum(len(one.encode()) for one in words(item) if one)


@dataclass(frozen=True, slots=True)
class PartPage(Generic[Item]):
    """A part of a list, with a page of its own."""

    path: str
    label: str
    items: Sequence[Item]
    of: str = ""
    """The list that it is of, by its name in addresses."""
    within: str = ""
    """What that is called, where a page has several and the label does not say which."""

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


def by_letter(folder: str, items: Sequence[Item], weigh: Callable[[Item], int], filed: Callable[[Item], str]) -> list[PartPage[Item]]:
    """Return a list as a part for each letter in their order, and several for a letter with very many; none where it is not too long."""
    if not is_long(items, weigh):
        return []
    ordered = sorted(items, key=lambda item: (heading_order(heading(filed(item))), filed(item).casefold()))
    groups = [(one, list(group)) for one, group in groupby(ordered, lambda item: heading(filed(item)))]
    return [part for one, group in groups for part in fitting(f"{folder}/{letter_slug(one)}", heading_words(one), group, weigh)]


def by_year(
    folder: str,
    items: Sequence[Item],
    weigh: Callable[[Item], int],
    when: Callable[[Item], Edtf | None] = attrgetter("when"),
    *,
    newest_first: bool = False,
    is_full: Callable[[Sequence[Item]], bool] | None = None,
) -> list[PartPage[Item]]:
    """Return a list as a part for each year, or longer stretch where years are many, and several for a full one; what has no year last.

    There are none where it is not too long, or not too full, for one page.
    """
    is_full = is_full or partial(is_long, weigh=weigh)
    found = stretches(in_years(items, when, newest_first=newest_first), is_full) if is_full(items) else ()
    return [part for one in found for part in fitting(f"{folder}/{one.slug}", period_label(one), one.rows, weigh)]


def fitting(path: str, label: str, items: Sequence[Item], weigh: Callable[[Item], int]) -> Iterator[PartPage[Item]]:
    """Yield a list as one part, or as several that are numbered."""
    runs = cut(items, weigh)
    if len(runs) == 1:
        yield PartPage(f"{path}.md", label, runs[0])
        return
    for number, run in enumerate(runs, 1):
        yield PartPage(f"{path}-{number}.md", _("{name}, part {number}", name=label, number=number), run)


@dataclass(frozen=True)
class ListOfPage(Generic[Item]):
    """One of the lists of a page, or its only one, and how it is cut where the page would be too long with all of them."""

    name: str
    """What the address of the part that has all of it ends in; further parts are numbered."""
    heading: str
    """What it is called, where the page has several."""
    items: Sequence[Item]
    weigh: Callable[[Item], int]
    by: Callable[[str, Sequence[Item], Callable[[Item], int]], list[PartPage[Item]]] | None = None
    """What cuts it into a folder where it is too long for one part; parts are numbered if nothing does."""
    is_first: bool = False
    """Whether that folder is the one of the page, and not one of its name in that."""

    def parts(self, folder: str) -> list[PartPage[Item]]:
        """Return it as few parts, named for it, in the folder of the page; none where it is empty."""
        path = f"{folder}/{self.name}"
        cut_by = self.by(folder if self.is_first else path, self.items, self.weigh) if self.by else []
        whole = fitting(path, self.heading, self.items, self.weigh) if self.items else ()
        return [replace(part, of=self.name, within=self.heading) for part in cut_by] or [replace(part, of=self.name) for part in whole]


def parts_of(path: str, lists: Iterable[ListOfPage[Any]], beside: int = 0) -> list[PartPage[Any]]:
    """Return the parts of all lists of a page; none where it is not too long with them and with what weighs so much beside them."""
    found = [*lists]
    if beside + sum(one.weigh(item) for one in found for item in one.items) <= MOST:
        return []
    return [part for one in found for part in one.parts(path.removesuffix(".md").removesuffix("/index"))]


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
    lists: Sequence[ListOfPage[Any]],
    view: Callable[..., object],
    *,
    beside: int = 0,
    anchors: Callable[[Any], Iterable[str]] = lambda _unused: (),
    begins: Callable[[Any], str] = lambda _unused: "",
) -> Iterator[Page]:
    """Yield the page of one list or several, or that which leads to their parts and a page for each.

    An empty list has no parts, and stands on the page that leads to those of others. 'view' makes the view of a page, of how much it has
    and of what it has of each list; 'beside' is what else is on the page, by its weight; 'anchors' are the places at which an entry stands
    on the page of the whole; 'begins' is what the first and the last entry of a part are called, where its label does not say it.
    """
    parts = parts_of(page.path, lists, beside)
    if context.wants(page.path):
        whole, elsewhere = ListPart(links=_links(page.path, parts, anchors, begins)), {part.of for part in parts}
        shown = (() if one.name in elsewhere else one.items for one in lists)
        yield replace(page, view=view(context.at(page.path), whole, *shown))
    for part in parts:
        if context.wants(part.path):
            way, all_parts = href(part.path, Address(page.path)), choices(parts, part, _("Parts"))
            own = ListPart(label=part.name, whole=page.title, href=way, choices=all_parts)
            title = _("{page}: {part}", page=page.title, part=part.name)
            shown = (part.items if one.name == part.of else () for one in lists)
            yield replace(page, path=part.path, title=title, whole=page.path, jsonld="", view=view(context.at(part.path), own, *shown))


def _links(
    page: str, parts: Sequence[PartPage[Item]], anchors: Callable[[Item], Iterable[str]], begins: Callable[[Item], str]
) -> list[View]:
    seen: set[str] = set()
    return [
        View(
            label=part.name,
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


_NUMBERS: Final = "0–9"
_SCRIPTS: Final = names_of("scripts")
"""Scripts whose titles stand together under the script's name."""
_ELSE: Final = N_("Other")
_SHORT: Final = 28
"""How many characters of the first and the last title stand at the head of a list."""


def heading(title: str) -> str:
    """Return the heading under which a title stands: its letter without marks, its script's name, or that of numbers or of all else."""
    first = filing_letter(title)
    name = unicodedata.name(first, "") if first else ""
    if first.isdigit():
        return _NUMBERS
    if name.startswith("LATIN SMALL LETTER "):
        return name.partition(" LETTER ")[2].partition(" WITH ")[0].split(" ")[-1][0]
    if first and is_of_script(first, current_locale().tag):
        return first.upper()
    return next((word for script, word in _SCRIPTS.items() if name.startswith(script)), _ELSE)


def heading_order(label: str) -> tuple[int, object]:
    """Return where a heading stands: numbers, letters, scripts by name, all else."""
    kind = 0 if label == _NUMBERS else 1 if len(label) == 1 else 3 if label == _ELSE else 2
    return kind, filing_order(label, current_locale().tag)


def heading_words(label: str) -> str:
    """Return a heading as readers see it: letters and digits as they are, names in the current locale."""
    return label if len(label) == 1 or label == _NUMBERS else _(label)


def anchor(label: str) -> str:
    """Return the place of a heading in a list."""
    return "numbers" if label == _NUMBERS else f"letter-{label.lower().replace(' ', '-')}"


def beginning(title: str) -> str:
    """Return the beginning of a title, as it stands at the head of a list from one title to another."""
    return in_language_of(title if len(title) <= _SHORT else f"{title[:_SHORT].rpartition(' ')[0] or title[:_SHORT]!s}…", title)


def letter_slug(label: str) -> str:
    """Return a heading as an address says it: in letters and digits of ASCII, others by their numbers in Unicode."""
    name = anchor(label).removeprefix("letter-")
    return name if name.isascii() else "-".join(f"u{ord(one):x}" for one in name)
