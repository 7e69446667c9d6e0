"""The data model of figures: headline, unit and period, grids and plots, note, sources, and the underlying data table.

Nothing here defines how a figure looks. Writers turn it into HTML for pages and embeds, SVG for pictures, and CSV; each includes every
mark and text. URLs are relative to the root of the site; writers prepend the path to the root.
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
    """Returns the name of an actor, given its id."""

Tone = Literal["plain", "with", "neither", "against", "accent"]
"""The role of a mark's colour."""
Glyph = Literal["circle", "square", "triangle"]
"""The shape of a unit mark."""
Role = Literal["words", "date", "number", "marks", "strip"]
"""The content type of a column, which determines its alignment and how it folds on narrow screens."""
Emphasis = Literal["plain", "strong", "muted"]
DateStyle = Literal[
    "dot", "ring", "halo", "bar", "hatch", "fade", "frame", "member", "maybe", "join", "open", "unknown", "open-before", "unknown-before"
]
"""How a piece of a date is drawn; see generator.figures.strips."""
Style = Literal[DateStyle, "tick", "now", "late", "before", "glyph"]
"""How a piece of a strip is drawn."""


@dataclass(frozen=True)
class FigureText:
    """Text, with an optional link."""

    text: str
    href: str | None = None
    emphasis: Emphasis = "plain"
    when: str = ""
    """The value of a datetime attribute, if the text is a plain date."""
    doubtful: bool = False
    """Whether its statement is disputed."""


@dataclass(frozen=True)
class Sign:
    """The glyph of a status, by name, with its word: 'disputed', 'denied'."""

    glyph: str
    word: str
    alone: bool = False
    """Whether only the glyph is visible; screen readers still get the word."""


@dataclass(frozen=True)
class Mark:
    """A unit mark for an act, a claim or a vote, which links to it."""

    label: str
    """Its accessible name and tooltip."""
    href: str | None = None
    tone: Tone = "plain"
    glyph: Glyph = "square"
    hollow: bool = False
    """Whether it is in doubt and therefore not counted."""
    letter: str = ""
    """Text inside the mark, such as a number; the mark is then larger."""
    step: bool = False
    """Whether it is a further step of another mark; a line that starts with one is indented."""


@dataclass(frozen=True)
class FigureRef:
    """A reference mark, which links to an entry in the page's list of sources."""

    number: int
    name: str
    href: str


@dataclass(frozen=True)
class Piece:
    """A shape on a strip, from `start` to `end` in per cent of its width."""

    style: Style
    start: float
    end: float
    tone: Tone = "accent"
    faint: bool = False
    """Whether what it represents is not known to have happened."""
    glyph: str = ""
    """The name of the glyph, for the style 'glyph'."""
    shift: float = 0.0
    """The horizontal offset in pixels that separates it from its neighbour."""


@dataclass(frozen=True)
class Strip:
    """Shapes on the axis of a column; other cells state the same in words."""

    pieces: tuple[Piece, ...]


Item = FigureText | Sign | Mark | FigureRef | Strip
Line = tuple[Item, ...]
Cell = tuple[Line, ...]
"""Lines of items."""


@dataclass(frozen=True)
class AxisTick:
    """A tick of the axis of a strip."""

    at: float
    """Its position in per cent."""
    label: str = ""
    major: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a grid."""

    label: str
    role: Role = "words"
    width: float = 0.0
    """In em; columns with 0 share the remaining width."""
    ticks: tuple[AxisTick, ...] = ()
    """The axis of its strips."""
    named: bool = False
    """Whether each cell shows the label when columns are stacked."""


@dataclass(frozen=True)
class Row:
    """A row of a grid."""

    cells: tuple[Cell, ...]
    """One for each column; one only in a heading."""
    heading: bool = False
    """Whether it heads the rows below it."""
    anchor: str = ""
    """The suffix of its HTML id after that of its figure; empty if nothing links to it."""
    below: Cell = ()
    """A cell below the row, across all columns."""


@dataclass(frozen=True)
class Grid:
    """A table with marks."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    named_by: int = 0
    """The index of the column whose cells are row headers."""
    caption: str = ""
    bare: bool = False
    """Whether column heads are for screen readers only."""


@dataclass(frozen=True)
class Plot:
    """An Altair chart, described by plain data, drawn at each width of writers.plots."""

    kind: str
    """The kind of chart, a key of CHARTS in generator.figures.drawing.altair_svg."""
    data: Mapping[str, object]
    links: Mapping[str, str | None]
    """The URL of each linked mark by its key in the data."""
    words: tuple[str, ...] = ()
    """The text that the drawing must contain, at least at the largest width."""
    small: bool = False
    """Whether it has too little content for more than the narrow width."""


Block = Grid | Plot
Value = str | int | float | Decimal | None
Thing = TypeVar("Thing")
Context = TypeVar("Context")


def plain_value(value: Value) -> str:
    """Return a value as plain text: numbers in full, without grouping; empty for None."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value) if isinstance(value, int) else f"{value:.10g}"


@dataclass(frozen=True)
class Table:
    """The data of a figure, with one value per cell; the first cell of a row is its header."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    shown: bool = True
    """Whether the page shows it; False if the figure itself lists the same data."""
    inset: frozenset[int] = frozenset()
    """The indexes of rows that belong to the row above them."""


Columns = Sequence[tuple[str, Callable[[Thing, Context], Value]]]
"""The columns of a table: a heading to translate, and a function that returns the value of a row."""


def table_of(columns: Columns[Thing, Context], things: Iterable[Thing], context: Context, *, shown: bool = True) -> Table:
    """Return a table with a row for each item of `things`."""
    return Table([_(head) for head, _unused in columns], [[value(item, context) for _unused2, value in columns] for item in things], shown)


@dataclass(frozen=True)
class Figure:
    """A figure with everything that readers need to judge it."""

    id: str
    """Its HTML id."""
    title: str
    """The headline."""
    subtitle: str
    """Unit and period."""
    body: tuple[Block, ...]
    """Empty if there is nothing to show."""
    note: str
    """How to read it, and its method."""
    table: Table | None = None
    """All of its data, for the CSV download."""
    wide: bool = False
    """Whether it may extend into the page margin."""
    sources: str = ""
    """The publishers of its sources, in words."""

    @property
    def has_plots(self) -> bool:
        """Whether it has a chart, which has to be drawn first."""
        return any(isinstance(block, Plot) for block in self.body)

    @property
    def name(self) -> str:
        """The base name of its files."""
        return self.id.removeprefix("fig-")

    @property
    def files(self) -> list[str]:
        """The names of its downloadable files."""
        return [f"{self.name}.{kind}" for kind in ("csv", "svg", "png") if kind != "csv" or self.table]


def nothing(figure_id: str, title: str, subtitle: str = "") -> Figure:
    """Return an empty figure whose title says what is missing."""
    return Figure(figure_id, title, subtitle, (), _("Nothing to read yet."), wide=True)


def muted(text: str) -> FigureText:
    """Return muted text."""
    return FigureText(text, emphasis="muted")


def cell(*items: Item | str) -> Cell:
    """Return a cell of one line."""
    return (line(*items),)


def line(*items: Item | str) -> Line:
    """Return a line of items; strings become FigureText."""
    return tuple(FigureText(item) if isinstance(item, str) else item for item in items)


def is_inset(line: Line) -> bool:
    """Return whether a line is indented, since it belongs to the one above it."""
    return bool(line) and isinstance(line[0], Mark) and line[0].step


def items_of(figure: Figure) -> Iterator[Item]:
    """Yield every item in the grids of a figure, in order."""
    cells = (filled for block in figure.body if isinstance(block, Grid) for row in block.rows for filled in (*row.cells, row.below))
    return (item for lines in cells for items in lines for item in items)


def joined(items: Iterable[FigureText], between: str) -> Line:
    """Return texts with a muted separator, each a separate item, so that language and direction of one do not affect others."""
    return tuple(part for index, item in enumerate(items) for part in ([muted(between), item] if index else [item]))


def plain(text: str) -> str:
    """Return prose without its record links, folded to one line."""
    return on_one_line(without_links(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureContext:
    """The corpus, with functions that return URLs relative to the root of the site."""

    corpus: Corpus
    where: Callable[[Record], str | None]
    """Returns the URL of a record, or None if it has none."""
    relation: Callable[[str, str], str | None]
    """Returns the URL of the page about the acts of one actor toward another, or None."""
    refs: Callable[[Sequence[Evidence]], tuple[FigureRef, ...]] = lambda _: ()
    """Returns the reference marks of evidence; empty on pages without a list of sources."""
    prose: Callable[[str], Line] = lambda text: (FigureText(plain(text)),)
    """Returns prose with its links."""

    def names(self, actor: str) -> str:
        """Return the name of an actor by id."""
        return self.corpus.actor_names.get(actor, actor)

    def voices(self, voice: str) -> str:
        """Return the name of an actor or of a source's publisher by id; any other text is returned unchanged."""
        return self.corpus.voice_names.get(voice, voice)
