"""Pieces of HTML and SVG that figures are made of. Text goes in as data and comes out inert."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from generator.charts.figure import escaped
from generator.charts.scale import percent, score_at
from generator.language import kept, say, spoken
from generator.language.foreign import of_the_same

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.scale import TimeScale

    Names = Callable[[str], str]
    """Gives the name of an actor from its id."""

    Relation = Callable[[str, str], str | None]
    """Gives the address of what one actor did toward another, relative to the page on which the figure stands."""


def nothing() -> str:
    """Return the drawing of a figure that has nothing to show."""
    return '<p class="none">' + say("Nothing on record.") + "</p>"


def words(text: str, style: str = "") -> str:
    """Return text in an element of its own, so that its direction disturbs nothing around it."""
    name = f' class="{style}"' if style else ""
    return f'<span{name} dir="auto">{escaped(text)}</span>'


def linked(text: str, href: str | None, style: str = "") -> str:
    """Return text as a link, or as plain words where there is no address."""
    if href is None:
        return words(text, style)
    name = f' class="{style}"' if style else ""
    return f'<a{name} href="{escaped(href)}" dir="auto">{escaped(text)}</a>'


@kept
def runs_back(text: str) -> bool:
    """Tell whether text has letters that run against the direction of the language that is spoken."""
    back = ("L",) if spoken().direction == "rtl" else ("R", "AL")
    return any(bidirectional(character) in back for character in text)


def isolated(text: str) -> str:
    """Return text for a sentence without elements, wrapped so that letters that run back disturb nothing around it.

    A mark of the sentence's direction stands before it, since browsers that judge that direction look into what is wrapped.
    """
    return of_the_same(_isolated(str(text)), text)


@kept
def _isolated(text: str) -> str:
    mark = "\u200f" if spoken().direction == "rtl" else "\u200e"
    return f"{mark}\u2068{text}\u2069" if runs_back(text) else text


def toward_words(by: str, toward: str) -> str:
    """Return who acts toward whom."""
    return say("{by} toward {toward}", by=by, toward=toward)


def directed(by: str, toward: str, href: str | None) -> str:
    """Return who acts toward whom, each name in an element of its own, as a link or as plain words."""
    said = toward_words(words(by), words(toward))
    return said if href is None else f'<a href="{escaped(href)}">{said}</a>'


def leading(drawing: str, href: str | None) -> str:
    """Return a mark of a drawing as a link for the pointer; the words beside the drawing carry the one for keyboards."""
    return drawing if href is None else f'<a href="{escaped(href)}" tabindex="-1">{drawing}</a>'


def unseen(text: str) -> str:
    """Return text for those who listen to the page."""
    return f'<span class="vh">{escaped(text)}</span>'


def strip(inner: str, style: str = "") -> str:
    """Return a drawing one line high; what it shows stands in words beside it."""
    name = f"strip {style}" if style else "strip"
    return f'<svg class="{name}" aria-hidden="true" focusable="false" data-search-exclude>{inner}</svg>'


def upright(style: str, position: float, top: str = "0", bottom: str = "100%") -> str:
    """Return an upright line at a place in per cent."""
    x = percent(position)
    return f'<line class="{style}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'


def level(style: str, start: float, end: float) -> str:
    """Return a line along the middle of a strip, from one place in per cent to another."""
    return f'<line class="{style}" x1="{percent(start)}" x2="{percent(end)}" y1="50%" y2="50%"/>'


def disc(style: str, position: float, radius: float = 5, shift: float = 0) -> str:
    """Return a disc on the middle of a strip, moved sideways by a few pixels if asked."""
    moved = f' transform="translate({shift:g} 0)"' if shift else ""
    return f'<circle class="{style}" cx="{percent(position)}" cy="50%" r="{radius:g}"{moved}/>'


def shape(kind: str, style: str, across: float, down: float, radius: float = 6) -> str:
    """Return a 'circle', a 'square' or a 'triangle' of like weight at a place in per cent of a strip."""
    if kind == "circle":
        drawn = f'<circle class="{style}" r="{radius:g}"/>'
    else:
        side = f"{radius * 0.88:.2f}" if kind == "square" else f"{radius * 1.15:.2f}"
        top = f"M-{side}-{side}H{side}V{side}H-{side}Z" if kind == "square" else f"M0-{side}L{side} {radius:g}H-{side}Z"
        drawn = f'<path class="{style}" d="{top}"/>'
    return f'<svg x="{percent(across)}" y="{percent(down)}" overflow="visible">{drawn}</svg>'


def bar(style: str, start: float, end: float, height: float = 8, least: float = 1.1) -> str:
    """Return a bar along the middle of a strip; it is never so short that it could not be seen."""
    width = max(end - start, least)
    left = max(0.0, min(start, 100 - width))
    return (
        f'<rect class="{style}" x="{percent(left)}" width="{percent(width)}" y="50%" height="{height:g}" '
        f'transform="translate(0 {-height / 2:g})" rx="2"/>'
    )


@cache
def score_lines() -> str:
    """Return the lines at against, even and with."""
    return upright("g", score_at(-1)) + upright("g", score_at(1)) + upright("g0", score_at(0))


@kept
def score_axis() -> str:
    """Return the words over a strip of scores."""
    places = ((-1, "", say("← against")), (0, "mid", say("even")), (1, "end", say("with →")))
    texts = [f'<text x="{percent(score_at(score))}" y="70%" class="{style}">{label}</text>' for score, style, label in places]
    return strip("".join(texts).replace(' class=""', ""), "axis")


@cache
def no_evidence() -> str:
    """Return the hatching that stands where nothing is on record, which is not the same as nought."""
    return strip(f'<rect class="hatch" x="{percent(score_at(-1))}" width="94%" y="22%" height="56%"/>')


def time_lines(scale: TimeScale) -> str:
    """Return the upright lines of a scale of time."""
    return "".join(upright("g0" if tick.major else "g", scale.at(tick.day)) for tick in scale.ticks)


def time_axis(scale: TimeScale, grid_id: str = "") -> str:
    """Return the words over a strip of time; its lines, and its words, get ids if other strips are to use them again."""
    words = "".join(f'<text x="{percent(scale.at(tick.day))}" y="70%" dx="4">{tick.label}</text>' for tick in scale.ticks if tick.label)
    lines, name = time_lines(scale), escaped(grid_id)
    return strip(f'<g id="{name}">{lines}</g><g id="{name}-words" class="said">{words}</g>' if grid_id else lines + words, "axis")


def table(style: str, head: Sequence[str], rows: Sequence[str]) -> str:
    """Return a table from the HTML of its head cells and of its rows."""
    return f'<table class="{style}"><thead><tr>{"".join(head)}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def head_cell(inner: str, style: str = "") -> str:
    """Return the HTML of a column's head."""
    name = f' class="{style}"' if style else ""
    return f'<th scope="col"{name}>{inner}</th>'


def row(head: str, cells: Sequence[str], style: str = "") -> str:
    """Return the HTML of a table's row from the HTML of its head and of its cells."""
    name = f' class="{style}"' if style else ""
    return f'<tr{name}><th scope="row">{head}</th>{"".join(cells)}</tr>'


def cell(inner: str, style: str = "", span: int = 1) -> str:
    """Return the HTML of a table's cell."""
    name = f' class="{style}"' if style else ""
    wide = f' colspan="{span}"' if span > 1 else ""
    return f"<td{name}{wide}>{inner}</td>"
