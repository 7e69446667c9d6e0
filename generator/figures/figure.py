"""A figure as data: headline, unit and period, grids and plots, note, sources, and the table of everything behind it.

Nothing here knows how a figure looks. Writers turn it into HTML for pages and frames, SVG for pictures, and CSV; each draws every
mark and word of it. Addresses are written from the root of the site; a writer puts the way to the root before them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeVar

from generator.language import _, on_one_line
from generator.model import without_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model import Corpus, Evidence, Record

    Names = Callable[[str], str]
    """Gives the name of an actor from its id."""

Tone = Literal["plain", "with", "neither", "against", "accent"]
"""The role of a mark's colour."""
Glyph = Literal["circle", "square", "triangle"]
"""The shape of a unit mark."""
Role = Literal["words", "date", "number", "marks", "strip"]
"""What a column holds, which decides how it is set and how it folds where there is little room."""
Emphasis = Literal["plain", "strong", "muted"]
DateStyle = Literal[
    "dot", "ring", "halo", "bar", "hatch", "fade", "frame", "member", "maybe", "join", "open", "unknown", "open-before", "unknown-before"
]
"""How a piece of a date is drawn, as generator.figures.strips says."""
Style = Literal[DateStyle, "tick", "now", "late", "before", "glyph"]
"""How a piece of a strip is drawn."""


@dataclass(frozen=True)
class FigureText:
    """Words, a link where there is an address."""

    text: str
    href: str | None = None
    emphasis: Emphasis = "plain"
    when: str = ""
    """The same as a date for machines, where the words are a plain date."""
    doubtful: bool = False
    """Whether what it says is disputed."""


@dataclass(frozen=True)
class Sign:
    """A sign of how something stands, by the name of its glyph, with its word: 'disputed', 'denied'."""

    glyph: str
    word: str
    alone: bool = False
    """Whether the glyph is seen alone; the word is still read out."""


@dataclass(frozen=True)
class Mark:
    """One unit: an act, a claim, a vote. It leads to what it stands for."""

    label: str
    """What it stands for; read out, and shown when pointed at."""
    href: str | None = None
    tone: Tone = "plain"
    glyph: Glyph = "square"
    hollow: bool = False
    """Whether it is doubtful, and so not counted."""
    letter: str = ""
    """A sign in it: a digit, a number; it then is large enough for it."""
    step: bool = False
    """Whether it is a further step of another; a line that begins with one is set in."""


@dataclass(frozen=True)
class FigureRef:
    """The mark of a source in the list of the page."""

    number: int
    name: str
    href: str


@dataclass(frozen=True)
class Piece:
    """A piece of what is drawn on a strip, from one place to another in per cent of it."""

    style: Style
    start: float
    end: float
    tone: Tone = "accent"
    faint: bool = False
    """Whether it stands for what is not known to have happened."""
    glyph: str = ""
    """The name of the glyph of a piece of that style."""
    shift: float = 0.0
    """How far it is moved aside, in pixels, so that it can be told from its neighbour."""


@dataclass(frozen=True)
class Strip:
    """Marks on the axis of a column; what they say stands in words beside them."""

    pieces: tuple[Piece, ...]


Item = FigureText | Sign | Mark | FigureRef | Strip
Line = tuple[Item, ...]
Cell = tuple[Line, ...]
"""Lines of items, each line on its own."""


@dataclass(frozen=True)
class AxisTick:
    """A line across a strip."""

    at: float
    """Its place, in per cent."""
    label: str = ""
    major: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a grid."""

    label: str
    role: Role = "words"
    width: float = 0.0
    """In widths of a letter m; 0 shares what is left."""
    ticks: tuple[AxisTick, ...] = ()
    """The axis of its strips."""
    named: bool = False
    """Whether each cell says its label where columns stand below one another."""


@dataclass(frozen=True)
class Row:
    """A row of a grid."""

    cells: tuple[Cell, ...]
    """As many as there are columns; of a heading, one."""
    heading: bool = False
    """Whether it heads the rows below it."""
    anchor: str = ""
    """How its id on a page ends, behind that of its figure; nothing where nothing leads to it."""
    below: Cell = ()
    """What stands under it, over the whole width."""


@dataclass(frozen=True)
class Grid:
    """A table with marks."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    named_by: int = 0
    """The column whose cells name their rows."""
    caption: str = ""
    bare: bool = False
    """Whether the heads of its columns are only read out."""


@dataclass(frozen=True)
class Plot:
    """A drawing by Altair, from plain data, at the widths of a page."""

    kind: str
    """The chart of generator.figures.drawing that builds it."""
    data: Mapping[str, object]
    links: Mapping[str, str | None]
    """The address of each mark that the drawing links, by its key in the data."""
    words: tuple[str, ...] = ()
    """The words that are to be in it, at least at the greatest width."""
    small: bool = False
    """Whether it says too little to be larger than on a narrow page."""


Block = Grid | Plot
Value = str | int | float | Decimal | None
Thing = TypeVar("Thing")
Context = TypeVar("Context")


def plain_value(value: Value) -> str:
    """Return a value as plain text: numbers in full, without grouping; nothing for none."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value) if isinstance(value, int) else f"{value:.10g}"


@dataclass(frozen=True)
class Table:
    """The data of a figure, a value a cell: numbers are numbers. The first cell of a row names it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    shown: bool = True
    """Whether the page shows it; not where the figure is itself a table or list of the same."""
    inset: frozenset[int] = frozenset()
    """The rows, from 0, that belong to the one above them."""


Columns = Sequence[tuple[str, Callable[[Thing, Context], Value]]]
"""The columns of a table: the head of each, to be said, and what a row has there."""


def table_of(columns: Columns[Thing, Context], things: Iterable[Thing], context: Context, *, shown: bool = True) -> Table:
    """Return a table with a row for each thing."""
    return Table([_(head) for head, _unused in columns], [[value(one, context) for _unused2, value in columns] for one in things], shown)


@dataclass(frozen=True)
class Figure:
    """What is shown, with everything that a reader needs to judge it."""

    id: str
    """The anchor on its page."""
    title: str
    """The headline: what the figure shows."""
    subtitle: str
    """Unit and period."""
    body: tuple[Block, ...]
    """Nothing where there is nothing to show."""
    note: str
    """How to read it, and its method."""
    table: Table | None = None
    """All that is behind it, as it is downloaded."""
    wide: bool = False
    """Whether it may use the margin of the page."""
    sources: str = ""
    """Who published what it rests on, in words."""

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.id.removeprefix("fig-")

    @property
    def files(self) -> list[str]:
        """The names of the files in which it can be taken away."""
        return [f"{self.name}.{kind}" for kind in ("csv", "svg", "png") if kind != "csv" or self.table]


def nothing(figure_id: str, title: str, subtitle: str = "") -> Figure:
    """Return a figure without anything in it, under what there is nothing of."""
    return Figure(figure_id, title, subtitle, (), _("Nothing to read yet."), wide=True)


def muted(text: str) -> FigureText:
    """Return words that stand back."""
    return FigureText(text, emphasis="muted")


def cell(*items: Item | str) -> Cell:
    """Return a cell of one line."""
    return (line(*items),)


def line(*items: Item | str) -> Line:
    """Return items, words among them, as a line."""
    return tuple(FigureText(item) if isinstance(item, str) else item for item in items)


def is_inset(line: Line) -> bool:
    """Tell whether a line is set in, since it belongs to the one above it."""
    return bool(line) and isinstance(line[0], Mark) and line[0].step


def items_of(figure: Figure) -> Iterator[Item]:
    """Yield every item in the grids of a figure, in order."""
    cells = (one for block in figure.body if isinstance(block, Grid) for row in block.rows for one in (*row.cells, row.below))
    return (item for one in cells for line_ in one for item in line_)


def joined(items: Iterable[FigureText], between: str) -> Line:
    """Return words in a row, each an item of its own, so that its language and direction disturb nothing around it."""
    return tuple(one for index, item in enumerate(items) for one in ([muted(between), item] if index else [item]))


def plain(text: str) -> str:
    """Return running text without its references to records, folded to one line."""
    return on_one_line(without_links(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureContext:
    """The record, and addresses in it from the root of the site."""

    corpus: Corpus
    where: Callable[[Record], str | None]
    """Gives the address of a record; nothing if it has none."""
    relation: Callable[[str, str], str | None]
    """Gives the address of what one actor did toward another."""
    refs: Callable[[Sequence[Evidence]], tuple[FigureRef, ...]] = lambda _: ()
    """Gives the reference marks of pieces of evidence; none on pages that have no list of sources."""
    prose: Callable[[str], Line] = lambda text: (FigureText(plain(text)),)
    """Gives running text with its links."""

    def names(self, actor: str) -> str:
        """Return the name of an actor, by its id."""
        return self.corpus.actor_names.get(actor, actor)

    def voices(self, voice: str) -> str:
        """Return the name of an actor or the publisher of a source, by its id; other words come back as they are."""
        return self.corpus.voice_names.get(voice, voice)
