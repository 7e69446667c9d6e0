"""What a page is, where each record lives on the site, and the pieces of text that pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from generator.model import section_of

if TYPE_CHECKING:
    from generator.model import Record


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, before it is rendered."""

    path: str
    """The Markdown file below the built tree, with forward slashes: 'claims/some-id.md'."""
    kind: str
    """The kind of page, for the theme."""
    title: str
    description: str
    template: str
    """The file below site_templates/pages."""
    view: object
    """The one frozen value that the template sees beside the page."""
    source: str = ""
    """The content file that an editor would change, or nothing."""
    jsonld: str = ""
    """Structured data as JSON that is safe in a script element, or nothing."""
    card: str = ""
    """The place of the picture that stands for it where it is shared, below the site, or nothing."""
    card_alt: str = ""
    """The same for those who cannot see the picture."""
    styles: str = ""
    """'first' for a page that needs the first style sheet alone; nothing for one that needs both."""
    moved: str = ""
    """The way to the page that was at this address before, or nothing."""
    whole: str = ""
    """The path of the page of the whole list that it has a part of, which another language may cut otherwise; or nothing."""
    drawn: bool = False
    """Whether it may wait for drawings."""
    changed: str = ""
    """The day on which a record that it tells of last changed, as 2025-06-13, or nothing."""


class View(SimpleNamespace):
    """What a template is given, under names: made in one place, by keyword, and changed by nobody.

    A template that asks for a name which is not there is an error, and what is here is all that a page depends on.
    """

    def but(self, **values: object) -> View:
        """Return the same view with other values for some of its names."""
        return View(**{**vars(self), **values})


class Address(NamedTuple):
    """Where a record lives: a page, or a place on one."""

    path: str
    anchor: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. The address is relative to the page, or a checked web address."""

    label: str
    href: str
    detail: str = ""
    """What a reader may want to know before following it."""


@dataclass(frozen=True)
class SourceRef:
    """The number of a source in the page's list, set as a mark behind what rests on it."""

    number: int
    name: str


RichPiece = str | Link | SourceRef
Rich = tuple[RichPiece, ...]
"""Running text: words, links and reference marks."""


def relation_path(one: str, other: str) -> str:
    """Return the page of what two actors did toward each other; the order of the two does not matter."""
    first, second = sorted((one, other))
    return f"relations/{first}--{second}.md"


def direction_address(by: str, toward: str) -> Address:
    """Return where the acts of one actor toward another stand on the page of the two."""
    return Address(relation_path(by, toward), f"by-{by}")


def anchor_of(record: Record, record_id: str) -> str:
    """Return the anchor of a record on a shared page, under its id or one that it had before."""
    return f"{record.singular}-{record_id}"


def address_of(record: Record) -> Address:
    """Return where a record lives on the site."""
    section = section_of(record)
    if section.folder:
        return Address(f"{section.folder}{record.id}.md")
    page = relation_path(*section.of_two(record)) if section.of_two else section.overview
    return Address(page, anchor_of(record, record.id))


def url_of(path: str) -> str:
    """Return the address of a page below the site's root, as MkDocs gives it: 'claims/some-id/', or nothing for the home page."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def href(page: str, address: Address) -> str:
    """Return the address of a place as a link on a page, both given by the paths of their Markdown files."""
    if not address.anchor:
        return _way(page, address.path)
    return f"#{address.anchor}" if address.path == page else f"{_way(page, address.path)}#{address.anchor}"


@lru_cache(maxsize=1 << 16)
def _way(page: str, path: str) -> str:
    return relpath(f"/{url_of(path)}", f"/{url_of(page)}") + "/"
