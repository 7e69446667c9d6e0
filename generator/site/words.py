"""Words that several kinds of page say: what a record is called, what evidence does, and sentences with links in them."""

from __future__ import annotations

from collections import Counter
from string import Formatter
from typing import TYPE_CHECKING, Final

from generator.language import _
from generator.model import RELIABILITY, names_of, section_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Record, Source
    from generator.site.page import Link, Rich, RichPiece

SAYS: Final = names_of("evidence.says")
"""What evidence does to what rests on it."""
SOURCE_KINDS: Final = names_of("sources.kind.short")
"""What kind of text a source is, in a word."""
READ: Final = names_of("sources.read")
"""How much of a source was read."""


def kind_word(record: Record, *, retired: bool = False) -> str:
    """Return what a record is, in a word: 'claim', or 'Retired claim'."""
    words = section_of(record).words
    return _(words.retired if retired else words.one)


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
