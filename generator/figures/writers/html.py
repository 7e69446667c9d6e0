"""Writes figures as HTML: complete blocks, safe in Markdown, responsive and accessible."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.figures.figure import FigureRef, FigureText, Grid, Mark, Sign, Strip, is_inset, items_of, plain_value
from generator.figures.writers.drawing import LETTERED, UNIT, more_rows, pieces, tick_lines, tick_words, unit
from generator.figures.writers.plots import plot_html
from generator.language import LocalizedText, _, attributes_and_html, current_locale, html_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.figures.figure import Block, Cell, Column, Figure, Item, Line, Row, Table, Value
    from generator.figures.tokens import Tokens
    from generator.figures.writers.plots import Draw

_MARKED: Final[ContextVar[set[int] | None]] = ContextVar("_MARKED", default=None)
"""The sources with a reference mark on the page being rendered; the first mark of each has an id, for its backlink."""


@contextmanager
def noting_marks() -> Iterator[None]:
    """Record, while a page is rendered, which sources have a reference mark on it."""
    token = _MARKED.set(set())
    try:
        yield
    finally:
        _MARKED.reset(token)


def mark_place(number: int) -> str:
    """Return the id attribute of the first mark of a source on a page; empty for later ones and outside noting_marks()."""
    marked = _MARKED.get()
    if marked is None or number in marked:
        return ""
    marked.add(number)
    return f' id="r-{number}"'


def is_marked(number: int) -> bool:
    """Return whether a source has a mark so far on the page being rendered."""
    return number in (_MARKED.get() or ())


def forgetting_marks() -> Callable[[], None]:
    """Return a function that discards marks recorded from now on, for content that is left out after all."""
    marked = _MARKED.get() or set()
    before = frozenset(marked)
    return lambda: marked.intersection_update(before)


ROVING: Final = 8
"""With more marks than this, they share one tab stop, and arrow keys move between them (roving tabindex)."""
MOST_ROWS: Final = 200
"""The maximum number of data rows on a page; larger tables are downloads only."""
MOST_BYTES: Final = 150_000
"""The maximum size of a figure's rows on a page in bytes; a note tells how many more rows are in the data."""
_OUTSIDE: Final = ("https://", "http://", "mailto:", "#")
_AUTO: Final = ' dir="auto"'
_LATIN: Final = re.compile(r"[\x20-\u024f\u2010-\u2026\u2212]*")
"""Latin letters, digits and punctuation."""
_plain = lru_cache(maxsize=1 << 15)(escape)
"""Escapes an attribute value."""


def escaped(text: str) -> str:
    """Return text as HTML, with lang attributes where its language differs from the page's."""
    return html_of(text, _plain)


def _element(opening: str, text: str, default_dir: str | None = None) -> str:
    """Return an element of a text with its lang and dir; `default_dir` replaces the dir attribute if the language is the page's."""
    attributes, inside = attributes_and_html(text) if isinstance(text, LocalizedText) else ("", _plain(text))
    return f"<{opening}{attributes or (_dir_of(text) if default_dir is None else default_dir)}>{inside}</{opening.partition(' ')[0]}>"


def figure_html(figure: Figure, *, tokens: Tokens, draw: Draw, root: str = "", page: str = "", folder: str = "", heading: str = "p") -> str:
    """Return a figure as one block of HTML.

    The root is the relative path from the page to the root of the site with a trailing slash, empty on the home page. The page is its
    own path, so that links to its fragments stay on it, empty for an embed. The folder is that of its files, empty for no downloads.
    The heading is the element of its headline. Paths are relative to the root of the site.
    """
    name = escaped(figure.id)
    max_bytes = MOST_BYTES // max(1, sum(isinstance(block, Grid) for block in figure.body))
    writer = _Writer(figure.id, tokens, draw, lambda href: _resolved(href, root, page), max_bytes)
    marks = sum(isinstance(item, Mark) and item.href is not None for item in items_of(figure))
    roving = " data-rove" if marks > ROVING else ""
    skip, end, none = _("Skip this figure"), _("End of the figure"), _("Nothing to show.")
    files = "".join(f'<a href="{escaped(root + folder + file)}" download>{file[-3:].upper()}</a> ' for file in figure.files)
    table = figure.table
    data = _data(table, figure.title) if table and table.shown and len(table.rows) <= MOST_ROWS else ""
    download, embed = _("Download"), _("Embed")
    parts = [
        f'<figure class="fig{" wide" if figure.wide else ""}" id="{name}" aria-labelledby="{name}-t"{roving}>',
        "<figcaption>" + _element(f'{heading} class="fig__title" id="{name}-t"', figure.title, _AUTO),
        f'<p class="fig__sub">{escaped(figure.subtitle)}</p></figcaption>',
        f'<a class="fig__skip" href="#{name}-end">{skip}</a>' if figure.body else "",
        "\n".join(writer.block(block, number) for number, block in enumerate(figure.body)) or f'<p class="none">{none}</p>',
        f'<p class="fig__note">{escaped(figure.note)}</p>',
        _element('p class="fig__src"', figure.sources, _AUTO) if figure.sources else "",
        data if len(data) <= MOST_BYTES else "",
        f'<p class="fig__get">{download} {files}<a href="{escaped(root + folder)}">{embed}</a></p>' if folder else "",
        f'<p class="fig__end vh" id="{name}-end" tabindex="-1">{end}</p>' if figure.body else "",
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _resolved(href: str, root: str, page: str) -> str:
    if href.startswith(_OUTSIDE):
        return href
    return href.removeprefix(page) if page and href.startswith(f"{page}#") else f"{root}{href}" or "./"


def _data(table: Table, title: str) -> str:
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in table.columns)
    body = "".join(_data_row(row, inset=index in table.inset) for index, row in enumerate(table.rows))
    label, summary = _("Data: {title}", title=title), _("Data behind this figure")
    region = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{_plain(label)}">'
    return (
        f'<details class="fig__data"><summary>{summary}</summary>'
        f'{region}<table class="plain"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>'
    )


def _data_row(row: Sequence[Value], *, inset: bool) -> str:
    first, *rest = (value if isinstance(value, str) else plain_value(value) for value in row)
    opening, cells = '<tr class="step">' if inset else "<tr>", "".join(_element("td", value) for value in rest)
    return opening + _element('th scope="row"', first) + cells + "</tr>"


def _dir_of(text: str) -> str:
    """Return the dir attribute of a text; empty if it has the page's direction in any case, such as punctuation."""
    if not any(map(str.isalnum, text)):
        return ""
    plain = current_locale().direction == "ltr" and not isinstance(text, LocalizedText) and _LATIN.fullmatch(text)
    return "" if plain else _AUTO


def strip_html(strip: Strip, tokens: Tokens, grid: str = "") -> str:
    """Return the SVG of a strip, with tick lines behind its pieces if given as SVG."""
    return f'<svg class="strip" aria-hidden="true">{grid}{pieces(strip, tokens)}</svg>'


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks of one figure."""

    figure_id: str
    tokens: Tokens
    draw: Draw
    resolve: Callable[[str], str]
    max_bytes: int
    """The maximum size of the rows of a grid in bytes."""

    def block(self, block: Block, number: int) -> str:
        name = f"{self.figure_id}-{number}" if number else self.figure_id
        if isinstance(block, Grid):
            return self._grid(block, f"{name}-axis")
        links = {key: self.resolve(href) if href is not None else None for key, href in block.links.items()}
        return plot_html(block, self.draw, links, name)

    def _grid(self, grid: Grid, axis: str) -> str:
        heads = [self._head(column, f"{axis}-{index}") for index, column in enumerate(grid.columns)]
        hidden = ' class="vh"' if grid.bare else ""
        caption = f"<caption>{escaped(grid.caption)}</caption>" if grid.caption else ""
        rows, omitted = self._rows(grid, axis)
        more = f'<p class="fig__note">{more_rows(omitted)}</p>' if omitted else ""
        return f'<table class="gr">{caption}<thead{hidden}><tr>{"".join(heads)}</tr></thead><tbody>{rows}</tbody></table>{more}'

    def _rows(self, grid: Grid, axis: str) -> tuple[str, int]:
        """Return the rows that fit the size limit, and the number of rows left out."""
        rows: list[str] = []
        size = 0
        for number, row in enumerate(grid.rows):
            forget = forgetting_marks()
            html = self._row(grid, row, axis)
            size += len(html.encode())
            if size > self.max_bytes:
                forget()
                return "".join(rows), len(grid.rows) - number
            rows.append(html)
        return "".join(rows), 0

    def _head(self, column: Column, axis: str) -> str:
        opening = f'th scope="col" class="{_classes(column)}"'
        if column.role == "strip" and column.ticks:
            lines = f'<g id="{escaped(axis)}">{tick_lines(column.ticks)}</g>{tick_words(column)}'
            svg = f'<svg class="strip strip--axis" aria-hidden="true">{lines}</svg>'
            return f'<{opening}><span class="vh">{escaped(column.label)}</span>{svg}</th>'
        return _element(opening, column.label)

    def _row(self, grid: Grid, row: Row, axis: str) -> str:
        anchor = f' id="{escaped(f"{self.figure_id}-{row.anchor}")}"' if row.anchor else ""
        if row.heading:
            return (
                f'<tr class="gr__group"{anchor}><th scope="colgroup" colspan="{len(grid.columns)}">{self._cell(row.cells[0], "")}</th></tr>'
            )
        cells = "".join(
            self._in_row(column, cell, f"{axis}-{index}", names=index == grid.named_by)
            for index, (column, cell) in enumerate(zip(grid.columns, row.cells, strict=True))
        )
        below = f'<tr class="gr__below"><td colspan="{len(grid.columns)}">{self._cell(row.below, "")}</td></tr>' if row.below else ""
        return f"<tr{anchor}>{cells}</tr>{below}"

    def _in_row(self, column: Column, cell: Cell, axis: str, *, names: bool) -> str:
        inner = self._cell(cell, axis if column.ticks else "")
        attributes = f' data-label="{_plain(column.label)}"' if column.named and inner else ""
        opening = 'th scope="row"' if names else "td"
        return f'<{opening} class="{_classes(column)}"{attributes}>{inner}</{opening[:2]}>'

    def _cell(self, cell: Cell, axis: str) -> str:
        if len(cell) == 1 and not is_inset(cell[0]):
            return self._line(cell[0], axis)
        styles = ("gr__line gr__line--in" if is_inset(line) else "gr__line" for line in cell)
        return "".join(f'<span class="{style}">{self._line(line, axis)}</span>' for style, line in zip(styles, cell, strict=True))

    def _line(self, line: Line, axis: str) -> str:
        writers = {Mark: self._marks, FigureText: self._muted}
        groups = groupby(line, key=lambda item: Mark if isinstance(item, Mark) else FigureText if _is_muted(item) else None)
        return "".join(writers[kind](items) if kind else "".join(self._item(item, axis) for item in items) for kind, items in groups)

    def _item(self, item: Item, axis: str) -> str:
        if isinstance(item, Strip):
            return strip_html(item, self.tokens, f'<use href="#{escaped(axis)}"/>' if axis else "")
        if isinstance(item, Sign):
            word = f'<span class="vh">{escaped(item.word)}</span>' if item.alone else escaped(item.word)
            return f'<span class="st g--{item.glyph}">{word}</span>'
        if isinstance(item, FigureRef):
            label = _plain(_("Source {number}: {name}", number=item.number, name=item.name))
            address = escaped(self.resolve(item.href))
            id_attribute = mark_place(item.number) if address.startswith("#") else ""
            return f'<span class="refs"><a class="ref"{id_attribute} href="{address}" aria-label="{label}">{item.number}</a></span>'
        return self._text(item) if isinstance(item, FigureText) else ""

    def _text(self, item: FigureText) -> str:
        style = " ".join([f"t--{item.emphasis}"] * (item.emphasis != "plain") + ["unsure"] * item.doubtful)
        name = f' class="{style}"' if style else ""
        if item.href is not None:
            return _element(f'a{name} href="{escaped(self.resolve(item.href))}"', item.text)
        if item.when:
            return f'<time{name} datetime="{escaped(item.when)}">{escaped(item.text)}</time>'
        return _element(f"span{name}", item.text)

    def _muted(self, texts: Iterable[Item]) -> str:
        """Return muted texts in one element, with a child element for each that may have another direction."""
        first, *others = (item for item in texts if isinstance(item, FigureText))
        if not others:
            return self._text(first)
        words = (item.text for item in (first, *others))
        inside = "".join(_element("span", text) if _dir_of(text) else escaped(text) for text in words)
        return f'<span class="t--muted">{inside}</span>'

    def _marks(self, marks: Iterable[Item]) -> str:
        return f'<span class="um" role="list">{"".join(self._mark(item) for item in marks if isinstance(item, Mark))}</span>'

    def _mark(self, mark: Mark) -> str:
        side = LETTERED if mark.letter else UNIT
        svg = f'<svg width="{side:g}" height="{side:g}" aria-hidden="true">{unit(mark)}</svg>'
        letter = f'<span class="um__letter" aria-hidden="true">{escaped(mark.letter)}</span>' if mark.letter else ""
        title, label = _plain(mark.label), escaped(mark.label)
        if mark.href is None:
            return f'<span role="listitem" class="um__one" title="{title}">{svg}{letter}<span class="vh">{label}</span></span>'
        address = escaped(self.resolve(mark.href))
        opening = f'<a class="um__one" href="{address}" title="{title}">'
        return f'<span role="listitem">{opening}{svg}{letter}<span class="vh">{label}</span></a></span>'


def _is_muted(item: Item) -> bool:
    return isinstance(item, FigureText) and item.emphasis == "muted" and not (item.href or item.when or item.doubtful)


def _classes(column: Column) -> str:
    width = f" w-{round(column.width)}" if column.width else ""
    return f"gr--{column.role}{width}"
