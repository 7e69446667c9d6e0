"""The frame of a figure: headline that states the finding, unit and period, drawing, note, and the data as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from generator.language import say
from generator.language.foreign import Foreign, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.records import Record

    Where = Callable[[Record], str | None]
    """Gives the address of a record, relative to the page on which the figure stands; nothing if it has no page."""

_escaped = lru_cache(maxsize=1 << 15)(escape)
"""The same words stand in many cells of many figures."""


def escaped(text: str) -> str:
    """Return text as HTML, marked where it is not in the language of the page."""
    return marked(_escaped(str(text)), text) if isinstance(text, Foreign) else _escaped(text)


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a figure. Cells are text; the first of a row names it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    shown: bool = True
    """Whether the page shows it; not where the drawing is itself a table or list of the same."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with everything a reader needs to judge it."""

    id: str
    """The anchor on its page."""
    title: str
    """The headline: what the figure shows."""
    subtitle: str
    """Unit and period."""
    drawing: str
    """Complete, safe HTML or SVG."""
    note: str
    """How to read it, method and sources."""
    table: Table | None = None
    """All the numbers behind it, as they are downloaded; nothing only where there is nothing to draw."""
    wide: bool = False
    """Whether it may use the margin of the page."""
    empty: bool = field(default=False)
    """Whether there was nothing to draw; the drawing then says so."""
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


def html_of(figure: Figure, folder: str = "", *, heading: str = "p") -> str:
    """Return a figure as one block of HTML, safe to stand in a Markdown page.

    Args:
        figure: The figure.
        folder: The address of the folder of its files, relative to the page; nothing for no downloads.
        heading: The element of its headline: a heading where it stands alone.
    """
    name = escaped(figure.id)
    parts = [
        f'<figure class="fig{" wide" if figure.wide else ""}" id="{name}" aria-labelledby="{name}-t">',
        f'<figcaption><{heading} class="fig__title" id="{name}-t" dir="auto">{escaped(figure.title)}</{heading}>',
        f'<p class="fig__sub">{escaped(figure.subtitle)}</p></figcaption>',
        figure.drawing,
        f'<p class="fig__note">{escaped(figure.note)}</p>',
        f'<p class="fig__src" dir="auto">{escaped(figure.sources)}</p>' if figure.sources else "",
        _data(figure.table, figure.title) if figure.table and figure.table.shown else "",
        _downloads(figure, folder) if folder else "",
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _downloads(figure: Figure, folder: str) -> str:
    files = "".join(f'<a href="{escaped(folder + name)}" download>{name[-3:].upper()}</a> ' for name in figure.files)
    download, embed = say("Download"), say("Embed")
    return f'<p class="fig__get" data-search-exclude>{download} {files}<a href="{escaped(folder)}">{embed}</a></p>'


def _data(table: Table, title: str) -> str:
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in table.columns)
    body = "".join(_row(row) for row in table.rows)
    label, summary = say("Data: {title}", title=title), say("Data behind this figure")
    region = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{escaped(label)}">'
    return (
        f'<details class="fig__data" data-search-exclude><summary>{summary}</summary>'
        f'{region}<table class="plain"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>'
    )


def _row(row: Sequence[str]) -> str:
    first, *rest = map(escaped, row)
    cells = "".join([f'<td dir="auto">{cell}</td>' for cell in rest])
    return f'<tr><th scope="row" dir="auto">{first}</th>{cells}</tr>'
