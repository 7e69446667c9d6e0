"""What two actors did toward each other: a lane for each form of act, above the line with, below it against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.balances import act_columns, act_rows, balance_word, form_name
from generator.charts.figure import Figure, Table, escaped
from generator.charts.markup import directed, isolated, nothing, strip, time_axis, time_lines, unseen
from generator.charts.scale import acts_of, capital, clauses, commas, dated, listed, not_counted, percent, signed, time_scale
from generator.charts.spectrum import STANDS
from generator.derive.alignment import FORMS, balance
from generator.language import say, say_count

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
        subtitle = say("Acts between {one} and {other}", one=isolated(names(one)), other=isolated(names(other)))
        note = say("That nothing is on record is not the same as neutral.")
        return Figure(figure_id, title or say("No dated act is on record"), subtitle, nothing(), note, wide=wide, empty=True)
    bodies = "".join(_direction(alignment, by, toward, scale, names, where) for by, toward in pairs)
    when = dated(say("Acts of each side toward the other"), days)
    subtitle = say("{acts}. Above the line: with. Below: against. On it: neither.", acts=when)
    note = say("Each mark is an act and leads to it. Hollow, dashed: disputed or not graded, shown and not counted.")
    drawing = f'<table class="acts">{bodies}</table>'
    table = Table(act_columns(), act_rows(marks, names))
    return Figure(figure_id, title or _headline(alignment, pairs, names), subtitle, drawing, note, table, wide=wide)


def _headline(alignment: Alignment, pairs: Sequence[tuple[str, str]], names: Names) -> str:
    found = [(by, toward, balance(alignment.between(by, toward))) for by, toward in pairs]
    said = [
        say(STANDS[one.word], by=isolated(names(by)), toward=isolated(names(toward))) for by, toward, one in found if one.median is not None
    ]
    return clauses(said) or say("No counted act between {actors}", actors=listed([isolated(names(one)) for one in pairs[0]]))


def _direction(alignment: Alignment, by: str, toward: str, scale: TimeScale, names: Names, where: Where) -> str:
    whole = balance(alignment.between(by, toward))
    said = say("no counted act")
    if whole.median is not None:
        values = {"score": signed(whole.median), "word": balance_word(whole), "acts": acts_of(whole.count)}
        said = say("balance {score}, {word}; {acts}", **values)
    head = f'<span>{directed(names(by), names(toward), None)}</span> <span class="cnt">{said}</span>'
    lanes = "".join(_lane(form, alignment.between(by, toward, form=form), scale, where) for form in FORMS)
    return f'<tbody><tr class="dir"><th scope="rowgroup">{head}</th><td class="s">{time_axis(scale)}</td></tr>{lanes}</tbody>'


def _lane(form: str, marks: Sequence[Mark], scale: TimeScale, where: Where) -> str:
    drawn = time_lines(scale) + '<line class="g0" x1="0" x2="100%" y1="50%" y2="50%"/>' + "".join(_marks(marks, scale, where))
    name = capital(form_name(form))
    return f'<tr><th scope="row">{name} <span class="cnt">{_counts(marks)}</span></th><td class="s">{strip(drawn, "lane")}</td></tr>'


def _counts(marks: Sequence[Mark]) -> str:
    scores = [mark.score for mark in marks if mark.counted]
    friendly, hostile = sum(score > 0 for score in scores), sum(score < 0 for score in scores)
    neither, left = len(scores) - friendly - hostile, len(marks) - len(scores)
    said = (
        say_count("{number} with", "{number} with", friendly) if friendly else "",
        say_count("{number} against", "{number} against", hostile) if hostile else "",
        say_count("{number} neither", "{number} neither", neither) if neither else "",
        not_counted(left) if left else "",
    )
    return commas(filter(None, said)) or say("none") + unseen(" " + say("on record"))


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
    said = escaped(say("{when}: {what}", when=mark.act.when.words(), what=mark.act.title))
    circle = (
        f'<circle class="{style}" cx="{percent(place)}" cy="50%" r="4.5" transform="translate(0 {shift})"><title>{said}</title></circle>'
    )
    href = where(mark.act)
    return f'<a href="{escaped(href)}" tabindex="-1">{circle}</a>' if href else circle
