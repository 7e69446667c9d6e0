"""What a page is, where each record lives on the site, and the pieces of text that pages are made of."""

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


SAYS: Final = names_of("evidence.says")
"""What evidence does to what rests on it."""
SOURCE_KINDS: Final = names_of("sources.kind.short")
"""What kind of text a source is, in a word."""
READ: Final = names_of("sources.read")
"""How much of a source was read."""


def kind_word(record: Record, *, retired: bool = False) -> str:
    """Return what a record is, in a word: 'claim', or 'Retired claim'."""
    return _(section_of(record).retired if retired else section_of(record).one)


def read_word(source: Source) -> str:
    """Return how much of a source was read, in words; nothing where nobody said."""
    return _(READ[source.read]) if source.read else ""


def reliability_word(source: Source | None) -> str:
    """Return how far a source can be relied on, in words, or that it is not graded."""
    return RELIABILITY[source.reliability].label.lower() if source and source.reliability else _("not graded")


def read_counts(sources: Iterable[Source]) -> list[tuple[str, int]]:
    """Return how many sources were read how far, in words, the most of it first; those of which nobody said it come last."""
    found: Counter[str | None] = Counter(source.read for source in sources)
    rows = [(_(words), found[read]) for read, words in READ.items()]
    return [(words, count) for words, count in (*rows, (_("not said how much was read"), found[None])) if count]


def with_pieces(sentence: str, **pieces: RichPiece) -> Rich:
    """Return a sentence that was said, with links or words in the place of the names in braces."""
    found: list[RichPiece] = []
    for words, name, _unused, _unused2 in Formatter().parse(sentence):
        found.extend([words] if words else [])
        found.extend([pieces[name]] if name else [])
    return tuple(found)


def row_of(links: Iterable[Link | str]) -> Rich:
    """Return links or words in a row, with commas between them."""
    pieces: list[Link | str] = []
    for one in links:
        pieces.extend([_(", "), one] if pieces else [one])
    return tuple(pieces)
