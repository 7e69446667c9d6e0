"""Pages, the address of each record on the site, and the pieces of text that pages are made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from string import Formatter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.language import _
from generator.model import RELIABILITY, names_of, section_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Record, Source


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, before it is rendered."""

    path: str
    """The Markdown file relative to the output tree, with forward slashes: 'claims/some-id.md'."""
    kind: str
    """The kind of page, for the theme."""
    title: str
    description: str
    template: str
    """The template file in site_templates/pages."""
    view: object
    """The view object passed to the template along with the page."""
    source: str = ""
    """The content file that an editor would change, or empty."""
    jsonld: str = ""
    """JSON-LD that is safe in a script element, or empty."""
    card: str = ""
    """The path of the social card image, relative to the site root, or empty."""
    card_alt: str = ""
    """The alt text of the card."""
    styles: str = ""
    """'first' for a page that needs only the first style sheet; empty if it needs both."""
    moved: str = ""
    """The link to the current page, if this one is at a former address; else empty."""
    whole: str = ""
    """The path of the page with the whole list of which this page has a part (other languages may be split differently), or empty."""
    drawn: bool = False
    """Whether it waits for drawings."""
    changed: str = ""
    """The day on which its records last changed, as 2025-06-13, or empty."""


class View(SimpleNamespace):
    """The values for a template, by name: created in one place, with keyword arguments, and never modified.

    Templates raise an error for an unknown name, and a page depends on nothing but its view.
    """

    def but(self, **values: object) -> View:
        """Return a copy of the view with some values replaced."""
        return View(**{**vars(self), **values})


class Address(NamedTuple):
    """Where a record is on the site: a page, or an anchor on one."""

    path: str
    anchor: str = ""


@dataclass(frozen=True)
class Link:
    """A label with a target, relative to the page or a checked URL; an empty target means plain text."""

    label: str
    href: str
    detail: str = ""
    """What a reader may want to know before following it."""


@dataclass(frozen=True)
class SourceRef:
    """The number of a source in the page's list, set as a reference mark."""

    number: int
    name: str


RichPiece = str | Link | SourceRef
Rich = tuple[RichPiece, ...]
"""Running text: words, links and reference marks."""


def relation_path(one: str, other: str) -> str:
    """Return the path of the page of two actors, whichever comes first."""
    first, second = sorted((one, other))
    return f"relations/{first}--{second}.md"


def direction_address(by: str, toward: str) -> Address:
    """Return the address of one actor's acts toward another on the page of the two."""
    return Address(relation_path(by, toward), f"by-{by}")


def anchor_of(record: Record, record_id: str) -> str:
    """Return the anchor of a record on a shared page, for its id or a former one."""
    return f"{record.singular}-{record_id}"


def address_of(record: Record) -> Address:
    """Return the lasting address of a record."""
    section = section_of(record)
    if section.folder:
        return Address(f"{section.folder}{record.id}.md")
    page = relation_path(*section.of_two(record)) if section.of_two else section.overview
    return Address(page, anchor_of(record, record.id))


def url_of(path: str) -> str:
    """Return the URL path of a page below the site root, as MkDocs gives it: 'claims/some-id/', or empty for the home page."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def href(page: str, address: Address) -> str:
    """Return the link from a page (the path of its Markdown file) to an address, relative to the page."""
    if not address.anchor:
        return _relative_url(page, address.path)
    return f"#{address.anchor}" if address.path == page else f"{_relative_url(page, address.path)}#{address.anchor}"


@lru_cache(maxsize=1 << 16)
def _relative_url(page: str, path: str) -> str:
    return relpath(f"/{url_of(path)}", f"/{url_of(page)}") + "/"


SAYS: Final = names_of("evidence.says")
"""What a piece of evidence does to the record that cites it."""
SOURCE_KINDS: Final = names_of("sources.kind.short")
"""What kind of text a source is, in a word."""
READ: Final = names_of("sources.read")
"""How much of a source was read."""


def kind_word(record: Record, *, retired: bool = False) -> str:
    """Return the kind of a record in a word: 'claim', or 'Retired claim'."""
    return _(section_of(record).retired if retired else section_of(record).one)


def read_word(source: Source) -> str:
    """Return how much of a source was read, in words, or an empty string if not stated."""
    return _(READ[source.read]) if source.read else ""


def reliability_word(source: Source | None) -> str:
    """Return the reliability of a source in words, or 'not graded'."""
    return RELIABILITY[source.reliability].label.lower() if source and source.reliability else _("not graded")


def read_counts(sources: Iterable[Source]) -> list[tuple[str, int]]:
    """Return the number of sources by how much of them was read, in words, most first; those not stated come last."""
    counts: Counter[str | None] = Counter(source.read for source in sources)
    rows = [(_(words), counts[read]) for read, words in READ.items()]
    return [(words, count) for words, count in (*rows, (_("not said how much was read"), counts[None])) if count]


def with_pieces(sentence: str, **pieces: RichPiece) -> Rich:
    """Return a translated sentence with links or words in place of the names in braces."""
    rich: list[RichPiece] = []
    for words, name, _unused, _unused2 in Formatter().parse(sentence):
        rich.extend([words] if words else [])
        rich.extend([pieces[name]] if name else [])
    return tuple(rich)


def row_of(links: Iterable[Link | str]) -> Rich:
    """Return links or words as a comma-separated row."""
    pieces: list[Link | str] = []
    for link in links:
        pieces.extend([_(", "), link] if pieces else [link])
    return tuple(pieces)
