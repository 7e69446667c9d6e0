"""Split lists that are too long for one page into parts by year or letter, each with a page of its own.

The weight of a list is an estimate in bytes of HTML, computed from the records alone, so that the page of every record is known before
any page is written. `python -m tests.synthetic measure` checks the actual pages against the limit of 250,000 bytes.
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
"""The most that a list, or a group under one heading of it, may weigh on one page."""
_OF_A_PART: Final = 110_000
"""The target weight of a part of a heavier list, unless a single record weighs more."""
_RECORD_WEIGHT: Final = 1_500
"""The weight of a record shown in full, apart from its words: its sources, citation and links."""
_WORDS_FACTOR: Final = 2
"""How often the words of a record's file occur on a page: in the text, and in what is cited and shared."""
_ROW_WEIGHT: Final = 120
"""The weight of a row apart from its words: its element and link."""


def weight(record: Record) -> int:
    """Return the weight of a record shown in full."""
    return _RECORD_WEIGHT + _WORDS_FACTOR * record.size


def row_weight(words: Callable[[Any], Iterable[str | None]], beside: int = 0) -> Callable[[Any], int]:
    """Return a function that weighs a row of a list by its words, its element and link, and `beside` for anything else."""
    return lambda item: _ROW_WEIGHT + beside + sum(len(text.encode()) for text in words(item) if text)


@dataclass(frozen=True, slots=True)
class PartPage(Generic[Item]):
    """A part of a list, with a page of its own."""

    path: str
    label: str
    items: Sequence[Item]
    of: str = ""
    """The name of its list in paths."""
    heading: str = ""
    """The heading of its list, if the page has several lists and the label does not say which."""

    @property
    def name(self) -> str:
        """The label, prefixed with the heading of its list if there is one."""
        return _("{page}: {part}", page=self.heading, part=self.label) if self.heading else self.label


def is_long(items: Iterable[Item], weigh: Callable[[Item], int]) -> bool:
    """Return whether a list is too long for one page."""
    return sum(map(weigh, items)) > MOST


def cut(items: Sequence[Item], weigh: Callable[[Item], int]) -> list[Sequence[Item]]:
    """Split a list into as few runs as fit the limit, of about equal weight; one run if it is not too long."""
    total = sum(map(weigh, items))
    number = 1 if total <= MOST else -(-total // _OF_A_PART)
    runs: dict[int, list[Item]] = {}
    weight_before = 0
    for item in items:
        runs.setdefault(weight_before * number // max(total, 1), []).append(item)
        weight_before += weigh(item)
    return list(runs.values())


def by_letter(folder: str, items: Sequence[Item], weigh: Callable[[Item], int], filed: Callable[[Item], str]) -> list[PartPage[Item]]:
    """Split a list by letter, and letters with very many entries further; return [] if it is not too long for one page."""
    if not is_long(items, weigh):
        return []
    ordered = sorted(items, key=lambda item: (heading_order(heading(filed(item))), filed(item).casefold()))
    groups = [(name, list(group)) for name, group in groupby(ordered, lambda item: heading(filed(item)))]
    return [part for name, group in groups for part in numbered_parts(f"{folder}/{letter_slug(name)}", heading_words(name), group, weigh)]


def by_year(
    folder: str,
    items: Sequence[Item],
    weigh: Callable[[Item], int],
    when: Callable[[Item], Edtf | None] = attrgetter("when"),
    *,
    newest_first: bool = False,
    is_full: Callable[[Sequence[Item]], bool] | None = None,
) -> list[PartPage[Item]]:
    """Split a list by year, or by longer stretches if there are many years, and full years further; items without a year come last.

    Return [] if the list is not too long, or not `is_full`, for one page.
    """
    is_full = is_full or partial(is_long, weigh=weigh)
    groups = stretches(in_years(items, when, newest_first=newest_first), is_full) if is_full(items) else ()
    return [part for stretch in groups for part in numbered_parts(f"{folder}/{stretch.slug}", period_label(stretch), stretch.rows, weigh)]


def numbered_parts(path: str, label: str, items: Sequence[Item], weigh: Callable[[Item], int]) -> Iterator[PartPage[Item]]:
    """Yield a list as one part, or as several numbered parts."""
    runs = cut(items, weigh)
    if len(runs) == 1:
        yield PartPage(f"{path}.md", label, runs[0])
        return
    for number, run in enumerate(runs, 1):
        yield PartPage(f"{path}-{number}.md", _("{name}, part {number}", name=label, number=number), run)


@dataclass(frozen=True)
class ListOfPage(Generic[Item]):
    """A list of a page, and how it is split if the page would be too long with all of its lists."""

    name: str
    """The last segment of the path of its part; further parts are numbered."""
    heading: str
    """The heading, if the page has several lists."""
    items: Sequence[Item]
    weigh: Callable[[Item], int]
    by: Callable[[str, Sequence[Item], Callable[[Item], int]], list[PartPage[Item]]] | None = None
    """The function that splits it into a folder if it is too long for one part; without one, parts are numbered."""
    is_first: bool = False
    """Whether the folder of its parts is that of the page, rather than a subfolder with its name."""

    def parts(self, folder: str) -> list[PartPage[Item]]:
        """Return its parts, as few as possible, in the folder of the page; [] if it is empty."""
        path = f"{folder}/{self.name}"
        cut_by = self.by(folder if self.is_first else path, self.items, self.weigh) if self.by else []
        whole = numbered_parts(path, self.heading, self.items, self.weigh) if self.items else ()
        return [replace(part, of=self.name, heading=self.heading) for part in cut_by] or [replace(part, of=self.name) for part in whole]


def parts_of(path: str, lists: Iterable[ListOfPage[Any]], beside: int = 0) -> list[PartPage[Any]]:
    """Return the parts of all lists of a page, or [] if the page is not too long with them and `beside`, the weight of the rest."""
    all_lists = [*lists]
    if beside + sum(own.weigh(item) for own in all_lists for item in own.items) <= MOST:
        return []
    return [part for each in all_lists for part in each.parts(path.removesuffix(".md").removesuffix("/index"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """How much of a list a page shows: all of it, one part, or only links to the parts."""

    links: Sequence[View] = ()
    """On the page that links to the parts: each part with the anchors that its records have, or would have, on this page."""
    label: str = ""
    """The name of the part shown; empty on the page of the whole list."""
    whole: str = ""
    """The name of the whole list."""
    href: str = ""
    """The link to the whole list."""
    choices: Sequence[View] = ()
    """All parts including this one, grouped by list."""

    @property
    def has_items(self) -> bool:
        """Whether the page has entries of the list itself."""
        return not self.links

    @property
    def is_whole(self) -> bool:
        """Whether the page has the whole list."""
        return not self.links and not self.label


def in_parts(
    context: PageContext,
    page: Page,
    lists: Sequence[ListOfPage[Any]],
    view: Callable[..., object],
    *,
    beside: int = 0,
    anchors: Callable[[Any], Iterable[str]] = lambda _unused: (),
    title_of: Callable[[Any], str] = lambda _unused: "",
) -> Iterator[Page]:
    """Yield the page of one or more lists, or, if it would be too long, a page that links to their parts and a page per part.

    An empty list has no parts; it is shown on the page that links to those of the others. `view` takes the page's context, its ListPart and
    its items of each list; `beside` is the weight of the rest of the page; `anchors` returns the anchors of an item on the whole page;
    `title_of` returns the title of an item, for naming the range of a part by its first and last.
    """
    parts = parts_of(page.path, lists, beside)
    if context.wants(page.path):
        whole, elsewhere = ListPart(links=_links(page.path, parts, anchors, title_of)), {part.of for part in parts}
        shown = (() if each.name in elsewhere else each.items for each in lists)
        yield replace(page, view=view(context.at(page.path), whole, *shown))
    for part in parts:
        if context.wants(part.path):
            way, all_parts = href(part.path, Address(page.path)), choices(parts, part, _("Parts"))
            own = ListPart(label=part.name, whole=page.title, href=way, choices=all_parts)
            title = _("{page}: {part}", page=page.title, part=part.name)
            shown = (part.items if each.name == part.of else () for each in lists)
            yield replace(page, path=part.path, title=title, whole=page.path, jsonld="", view=view(context.at(part.path), own, *shown))


def _links(
    page: str, parts: Sequence[PartPage[Item]], anchors: Callable[[Item], Iterable[str]], title_of: Callable[[Item], str]
) -> list[View]:
    seen: set[str] = set()
    return [
        View(
            label=part.name,
            href=href(page, Address(part.path)),
            count=len(part.items),
            first=beginning(title_of(part.items[0])),
            last=beginning(title_of(part.items[-1])) if len(part.items) > 1 else "",
            anchors=_first_occurrences([anchor for item in part.items for anchor in anchors(item)], seen),
        )
        for part in parts
    ]


def _first_occurrences(places: Sequence[str], seen: set[str]) -> list[str]:
    """Return the anchors not seen before, and mark them as seen."""
    new = [place for place in dict.fromkeys(places) if place not in seen]
    seen.update(new)
    return new


def choices(parts: Sequence[PartPage[Item]], current: PartPage[Item], label: str) -> list[View]:
    """Return links to all parts of a page's lists, relative to one of them, grouped by list; `label` is for a list without a heading."""
    return [
        View(
            label=heading_of_list or label,
            shown=[
                View(label=part.label, href=href(current.path, Address(part.path)), events=len(part.items), current=part is current)
                for part in group
            ],
            more=(),
        )
        for heading_of_list, group in groupby(parts, lambda part: part.heading)
    ]


def anchors_of(record: Record) -> list[str]:
    """Return the anchors of a record on a shared page, for its id and former ids."""
    return [address_of(record).anchor, *(anchor_of(record, record_id) for record_id in record.former_ids)]


_NUMBERS: Final = "0–9"
_SCRIPTS: Final = names_of("scripts")
"""Scripts whose titles are grouped under the script's name."""
_OTHER: Final = N_("Other")
_LONGEST: Final = 28
"""How many characters of the first and last title are shown at the head of a list."""


def heading(title: str) -> str:
    """Return the heading that a title is filed under: its letter without marks, its script, digits or other."""
    first = filing_letter(title)
    name = unicodedata.name(first, "") if first else ""
    if first.isdigit():
        return _NUMBERS
    if name.startswith("LATIN SMALL LETTER "):
        return name.partition(" LETTER ")[2].partition(" WITH ")[0].split(" ")[-1][0]
    if first and is_of_script(first, current_locale().tag):
        return first.upper()
    return next((word for script, word in _SCRIPTS.items() if name.startswith(script)), _OTHER)


def heading_order(label: str) -> tuple[int, object]:
    """Return the sort key of a heading: digits, letters, scripts by name, other."""
    kind = 0 if label == _NUMBERS else 1 if len(label) == 1 else 3 if label == _OTHER else 2
    return kind, filing_order(label, current_locale().tag)


def heading_words(label: str) -> str:
    """Return a heading as shown: letters and digits unchanged, names translated."""
    return label if len(label) == 1 or label == _NUMBERS else _(label)


def anchor(label: str) -> str:
    """Return the anchor of a heading."""
    return "numbers" if label == _NUMBERS else f"letter-{label.lower().replace(' ', '-')}"


def beginning(title: str) -> str:
    """Return the beginning of a title, for the range of a list from one title to another."""
    start = title[:_LONGEST]
    return in_language_of(title if len(title) <= _LONGEST else f"{start.rpartition(' ')[0] or start!s}…", title)


def letter_slug(label: str) -> str:
    """Return the slug of a heading: ASCII letters and digits, other characters as code points."""
    name = anchor(label).removeprefix("letter-")
    return name if name.isascii() else "-".join(f"u{ord(character):x}" for character in name)
