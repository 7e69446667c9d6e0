"""The frame of a figure: headline that states the finding, unit and period, drawing, note, and the data as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.records import Record

    Where = Callable[[Record], str | None]
    """Gives the address of a record, relative to the page on which the figure stands; nothing if it has no page."""


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
    """The data."""
    wide: bool = False
    """Whether it may use the margin of the page."""
    empty: bool = field(default=False)
    """Whether there was nothing to draw; the drawing then says so."""


def html_of(figure: Figure) -> str:
    """Return a figure as one block of HTML, safe to stand in a Markdown page."""
    name = escape(figure.id)
    parts = [
        f'<figure class="fig{" wide" if figure.wide else ""}" id="{name}" aria-labelledby="{name}-t">',
        f'<figcaption><p class="fig__title" id="{name}-t" dir="auto">{escape(figure.title)}</p>',
        f'<p class="fig__sub">{escape(figure.subtitle)}</p></figcaption>',
        figure.drawing,
        f'<p class="fig__note">{escape(figure.note)}</p>',
        _data(figure.table, figure.title) if figure.table and figure.table.shown else "",
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _data(table: Table, title: str) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    body = "".join(_row(row) for row in table.rows)
    region = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{escape("Data: " + title)}">'
    return (
        '<details class="fig__data" data-search-exclude><summary>Data behind this figure</summary>'
        f'{region}<table class="plain"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>'
    )


def _row(row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in rest)
    return f'<tr><th scope="row" dir="auto">{escape(first)}</th>{cells}</tr>'
