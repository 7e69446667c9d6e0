"""How one actor's acts toward another, and the other's toward it, have changed over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.charts.balances import act_columns, act_rows, form_name
from generator.charts.figure import Figure, Table
from generator.charts.labels import is_measurable, width_of
from generator.charts.markup import isolated, nothing, toward_words
from generator.charts.scale import clauses, dated, signed, time_scale
from generator.charts.spectrum import STANDS
from generator.charts.widths import NARROW, at_widths
from generator.derive.alignment import FORMS, steps, word_of
from generator.language import message, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.charts.scale import TimeScale
    from generator.charts.widths import Draw
    from generator.derive.alignment import Alignment, Mark

_HEADING_SIZE: Final = 13.0
_SHAPES: Final = {
    "words": message("Circle: words."),
    "institutional": message("Square: votes, visits, signatures."),
    "deed": message("Triangle: deeds."),
}
_EACH: Final = {
    "against": message("{by} and {toward}: each stands against the other"),
    "leaning against": message("{by} and {toward}: each leans against the other"),
    "even": message("{by} and {toward}: each stays even toward the other"),
    "leaning with": message("{by} and {toward}: each leans with the other"),
    "with": message("{by} and {toward}: each stands with the other"),
}
_NOT_COUNTED: Final = {
    "disputed": message("{when}: {what} ({form}, {score}, not counted: disputed)"),
    "ungraded": message("{when}: {what} ({form}, {score}, not counted: ungraded)"),
}


def over_time(
    alignment: Alignment,
    by: str,
    toward: str,
    *,
    until: date,
    names: Names,
    codes: Names,
    where: Where,
    draw: Draw,
    both: bool = True,
    title: str | None = None,
    figure_id: str = "fig-over-time",
    wide: bool = True,
) -> Figure:
    """Return the acts of one actor toward another over time, with the balance of the past year as steps.

    Args:
        alignment: Every act on record.
        by: The actor whose acts come first, by id.
        toward: The other actor.
        until: The day to which the balance runs.
        names: Gives an actor's name.
        codes: Gives a few letters that stand for an actor.
        where: Gives the address of a record.
        draw: Draws from plain data.
        both: Whether the other direction follows.
        title: The headline; computed from the newest balance if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    pairs = [(by, toward), (toward, by)] if both else [(by, toward)]
    panels = [(pair, alignment.between(*pair)) for pair in pairs]
    marks = [mark for _, found in panels for mark in found]
    known = sorted(mark.day for mark in marks if mark.day is not None and mark.day <= until)
    scale = time_scale([*known, until]) if known else None
    if scale is None:
        subtitle = say("Acts between {one} and {other}", one=isolated(names(by)), other=isolated(names(toward)))
        return Figure(figure_id, title or say("No dated act is on record"), subtitle, nothing(), _note(marks), wide=wide, empty=True)
    data = [_panel(_heading(names(one), names(other), codes(one), codes(other)), found, until) for (one, other), found in panels if found]
    links = {"/".join(mark.act.key): where(mark.act) for mark in marks}
    drawing = at_widths(draw, _spec(scale, until, data), links, figure_id)
    what = say("Acts of each toward the other")
    if not both:
        what = say("Acts of {by} toward {toward}", by=isolated(names(by)), toward=isolated(names(toward)))
    subtitle = say(
        "{what}. Score of each act, from −1, against, to +1, with; line: median of the past 12 months.", what=dated(what, [known[0], until])
    )
    table = Table(act_columns(), act_rows(marks, names))
    return Figure(figure_id, title or _headline(panels, names, until), subtitle, drawing, _note(marks), table, wide=wide)


def _heading(by: str, toward: str, *codes: str) -> str:
    """Return who acts toward whom, by codes where the drawing could not hold or measure the names."""
    heading = toward_words(by, toward)
    fits = is_measurable(heading) and width_of(heading, _HEADING_SIZE) <= NARROW
    return heading if fits else toward_words(*(isolated(code) for code in codes))


def _spec(scale: TimeScale, until: date, panels: Sequence[dict[str, Any]]) -> dict[str, Any]:
    ticks = [[tick.day.isoformat(), tick.label] for tick in scale.ticks]
    return {
        "kind": "over-time",
        "start": scale.start.isoformat(),
        "end": scale.end.isoformat(),
        "until": until.isoformat(),
        "ticks": ticks,
        "levels": [say("against −1"), say("even 0"), say("with +1")],
        "panels": list(panels),
    }


def _panel(heading: str, marks: Sequence[Mark], until: date) -> dict[str, Any]:
    found = steps(marks, until)
    line = [[step.start.isoformat(), step.end.isoformat(), step.median, step.count] for step in found]
    now = signed(found[-1].median) if found and found[-1].median is not None else ""
    return {
        "heading": heading,
        "steps": line,
        "now": now,
        "acts": [_act(mark, mark.day) for mark in marks if mark.day and mark.day <= until],
    }


def _act(mark: Mark, day: date) -> dict[str, Any]:
    told = {"when": mark.act.when.words(), "what": mark.act.title, "form": form_name(mark.act.form), "score": signed(mark.score)}
    said = say("{when}: {what} ({form}, {score})", **told) if mark.counted else say(_NOT_COUNTED[mark.doubt], **told)
    return {
        "key": "/".join(mark.act.key),
        "day": day.isoformat(),
        "score": mark.score,
        "form": mark.act.form,
        "counted": mark.counted,
        "weight": len(mark.publishers),
        "said": said,
        "label": mark.act.title,
    }


def _headline(panels: Iterable[tuple[tuple[str, str], Sequence[Mark]]], names: Names, until: date) -> str:
    said = []
    for (by, toward), marks in panels:
        last = next(reversed(steps(marks, until)), None)
        if last is not None and last.median is not None:
            said.append((isolated(names(by)), word_of(last.median), isolated(names(toward))))
    if len(said) > 1 and said[0][1] == said[1][1]:
        return say(_EACH[said[0][1]], by=said[0][0], toward=said[1][0])
    return clauses(say(STANDS[word], by=by, toward=toward) for by, word, toward in said) or say("No counted act in the past year")


def _note(marks: Sequence[Mark]) -> str:
    used = {mark.act.form for mark in marks}
    left = sum(not mark.counted for mark in marks)
    parts = [
        *(say(_SHAPES[form]) for form in FORMS if form in used),
        say("Larger: two independent publishers stand behind it; largest: three or more.")
        if any(len(mark.publishers) > 1 for mark in marks)
        else "",
        say("Marks that would cover one another are moved up or down a little."),
        say("Hollow: disputed or ungraded, not counted.") if left else "",
        say("Line: the median score of the counted acts of the past 12 months, cut at each act and never smoothed."),
        say("Dashed where it rests on fewer than three acts, broken where on none."),
        say_count("{number} act counted.", "{number} acts counted.", len(marks) - left),
    ]
    return " ".join(part for part in parts if part)
