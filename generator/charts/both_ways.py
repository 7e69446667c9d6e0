"""What two actors did toward each other: a lane for each form of act, above the line with, below it against."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from generator.charts.balances import ACT_COLUMNS, FORM_NAMES, act_rows
from generator.charts.figure import Figure, Table
from generator.charts.markup import NOTHING, directed, isolated, strip, time_axis, time_lines, unseen
from generator.charts.scale import count_of, listed, months_between, percent, signed, time_scale
from generator.charts.spectrum import STANDS
from generator.derive.alignment import FORMS, balance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.charts.scale import TimeScale
    from generator.derive.alignment import Alignment, Mark

_BASE: Final = 11
_LIFT: Final = 9
_LEVELS: Final = 3
_NEAR: Final = 2.1
"""How close two marks may come, in per cent of the strip, before one is lifted above the other."""


def both_ways(
    alignment: Alignment,
    one: str,
    other: str,
    *,
    names: Names,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-acts",
    wide: bool = True,
) -> Figure:
    """Return what two actors did toward each other over time, words, institutional acts and deeds apart.

    Args:
        alignment: Every act on record.
        one: The actor whose acts come first, by id.
        other: The other actor.
        names: Gives an actor's name.
        where: Gives the address of a record.
        title: The headline; computed from the balances if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    pairs = ((one, other), (other, one))
    marks = [mark for pair in pairs for mark in alignment.between(*pair)]
    days = [mark.day for mark in marks if mark.day is not None]
    scale = time_scale(days)
    if scale is None:
        subtitle = f"Acts between {isolated(names(one))} and {isolated(names(other))}"
        note = "That nothing is on record is not the same as neutral."
        return Figure(figure_id, title or "No dated act is on record", subtitle, NOTHING, note, wide=wide, empty=True)
    bodies = "".join(_direction(alignment, by, toward, scale, names, where) for by, toward in pairs)
    subtitle = (
        f"Acts of each side toward the other, {months_between(min(days), max(days))}. Above the line: with. Below: against. On it: neither."
    )
    note = "Each mark is an act and leads to it. Hollow, dashed: disputed or not graded, shown and not counted."
    drawing = f'<table class="acts">{bodies}</table>'
    table = Table(ACT_COLUMNS, act_rows(marks, names))
    return Figure(figure_id, title or _headline(alignment, pairs, names), subtitle, drawing, note, table, wide=wide)


def _headline(alignment: Alignment, pairs: Sequence[tuple[str, str]], names: Names) -> str:
    found = [(by, toward, balance(alignment.between(by, toward))) for by, toward in pairs]
    said = [f"{isolated(names(by))} {STANDS[one.word]} {isolated(names(toward))}" for by, toward, one in found if one.median is not None]
    return "; ".join(said) or f"No counted act between {listed([isolated(names(one)) for one in pairs[0]])}"


def _direction(alignment: Alignment, by: str, toward: str, scale: TimeScale, names: Names, where: Where) -> str:
    whole = balance(alignment.between(by, toward))
    said = f"balance {signed(whole.median)}, {whole.word}; {count_of(whole.count, 'act')}" if whole.median is not None else "no counted act"
    head = f'<span>{directed(names(by), names(toward), None)}</span><span class="cnt">{said}</span>'
    lanes = "".join(_lane(form, alignment.between(by, toward, form=form), scale, where) for form in FORMS)
    return f'<tbody><tr class="dir"><th scope="rowgroup">{head}</th><td class="s">{time_axis(scale)}</td></tr>{lanes}</tbody>'


def _lane(form: str, marks: Sequence[Mark], scale: TimeScale, where: Where) -> str:
    drawn = time_lines(scale) + '<line class="g0" x1="0" x2="100%" y1="50%" y2="50%"/>' + "".join(_marks(marks, scale, where))
    name = FORM_NAMES[form].capitalize()
    return f'<tr><th scope="row">{name}<span class="cnt">{_counts(marks)}</span></th><td class="s">{strip(drawn, "lane")}</td></tr>'


def _counts(marks: Sequence[Mark]) -> str:
    counted = [mark for mark in marks if mark.counted]
    numbers = (
        (sum(mark.score > 0 for mark in counted), "with"),
        (sum(mark.score < 0 for mark in counted), "against"),
        (sum(mark.score == 0 for mark in counted), "neither"),
        (len(marks) - len(counted), "not counted"),
    )
    return ", ".join(f"{number} {word}" for number, word in numbers if number) or "none" + unseen(" on record")


def _marks(marks: Sequence[Mark], scale: TimeScale, where: Where) -> list[str]:
    drawn: list[str] = []
    taken: list[tuple[float, int, int]] = []
    for mark in marks:
        if mark.day is None:
            continue
        place, side = scale.at(mark.day), (mark.score > 0) - (mark.score < 0)
        near = {height for at, on, height in taken if on == side and abs(at - place) < _NEAR}
        height = next((level for level in range(_LEVELS) if level not in near), _LEVELS - 1)
        taken.append((place, side, height))
        drawn.append(_mark(mark, place, -side * (_BASE + height * _LIFT), where))
    return drawn


def _mark(mark: Mark, place: float, shift: int, where: Where) -> str:
    side = "with" if mark.score > 0 else "agst" if mark.score < 0 else "neut"
    style = side if mark.counted else f"{side} weak"
    said = escape(f"{mark.act.when.words()}: {mark.act.title}")
    circle = (
        f'<circle class="{style}" cx="{percent(place)}" cy="50%" r="4.5" transform="translate(0 {shift})"><title>{said}</title></circle>'
    )
    href = where(mark.act)
    return f'<a href="{escape(href)}" tabindex="-1">{circle}</a>' if href else circle
