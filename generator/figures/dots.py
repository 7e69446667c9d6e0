"""Acts as dots over time: each at its date, with the time in which it may have been where the day is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.derive.stances import count
from generator.figures.figure import Figure, Plot, nothing
from generator.figures.periods import dated
from generator.figures.stances import ShownStances, act_table, headline, mark_words
from generator.figures.strips import days_of, time_strip
from generator.language import _
from generator.language.sentences import in_a_drawing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.dates import Edtf
    from generator.derive.stances import ActMark, Stances
    from generator.figures.context import FigureContext
    from generator.figures.strips import TimeStrip

LEVELS: Final = {"with": 1, "neither": 0, "against": -1}
"""On which side of its line an act stands: above, on it, below."""


def over_time_figure(stances: Stances, pairs: Sequence[tuple[str, str]], context: FigureContext) -> Figure:
    """Return the acts of some actors toward others over time: above their line with, on it neither, below it against.

    Each pair of who acts, and toward whom, has a line; the headline is the count of the first with an act.
    """
    found = {pair: stances.between(*pair) for pair in pairs}
    marks = [mark for those in found.values() for mark in those]
    dates = [mark.act.when for mark in marks]
    strip = time_strip(dates)
    if strip is None:
        return nothing("fig-over-time", _("No act is on record"))
    rows = {
        _("{by} toward {toward}", by=context.names(by), toward=context.names(toward)): [_act(mark, strip) for mark in those if mark.day]
        for (by, toward), those in found.items()
    }
    by, toward = next(pair for pair in pairs if found[pair])
    title = headline(context.names(by), context.names(toward), count(found[by, toward]))
    note = [_("Each dot is an act: above its line with, on it neither, below it against; it leads to its evidence.")]
    if any(mark.doubt for mark in marks):
        note.append(_("Hollow: disputed, or its evidence is not graded; left out of the count."))
    if any(mark.whole for mark in marks):
        note.append(_("Small: a further step of another act, counted as one with it."))
    note.append(_("A line through a dot: the time in which it happened, where no day is known."))
    if any(sum(mark.direction == "neither" for mark in those) > 1 for those in found.values()):
        note.append(_("On the line, a dot that would cover another stands a little aside."))
    plot = dots_plot(rows, strip, {mark.act.id: context.where(mark.act) for mark in marks})
    table = act_table(marks, ShownStances(pairs), context)
    return Figure("fig-over-time", title, dated(_("Acts by date"), days_of(dates)), (plot,), " ".join(note), table, wide=True)


def _act(mark: ActMark, strip: TimeStrip) -> dict[str, object]:
    look = {"side": LEVELS[mark.direction], "tone": mark.direction, "hollow": bool(mark.doubt), "step": mark.whole is not None}
    return {"key": mark.act.id, "said": mark_words(mark), **look, **span_of(mark.act.when, strip)}


def span_of(when: Edtf, strip: TimeStrip) -> dict[str, float]:
    """Return from when to when it may have been, in per cent of a strip; where neither is known, the whole of it."""
    first, last = when.earliest or when.latest or strip.start, when.latest or when.earliest or strip.end
    return {"from": round(strip.at(first), 2), "to": round(strip.at(last), 2)}


def dots_plot(rows: Mapping[str, Sequence[Mapping[str, object]]], strip: TimeStrip, links: Mapping[str, str | None]) -> Plot:
    """Return rows of dots under their labels, on the axis of a strip, with the address of each dot by its key."""
    drawn = [{"label": in_a_drawing(label), "dots": dots} for label, dots in rows.items()]
    ticks = [[round(tick.at, 2), tick.label] for tick in strip.ticks]
    return Plot(
        "dots", {"rows": drawn, "ticks": ticks}, links, (*map(in_a_drawing, rows), *(tick.label for tick in strip.ticks if tick.label))
    )
