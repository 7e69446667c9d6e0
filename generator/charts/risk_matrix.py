"""What may go wrong: how likely somebody says it is, how bad it would be, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, escaped
from generator.charts.markup import nothing
from generator.charts.risk_boxes import BANDS, NO_BAND, NO_LEVEL, Layout, in_lanes, mark_of, standing
from generator.charts.risk_words import badge_class, data, entry
from generator.charts.scale import capital, commas
from generator.charts.value_scale import figure_of
from generator.language import message, say, say_count
from generator.records.risks import severity
from generator.vocabularies import IMPACT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.charts.risk_boxes import Cell, Mark, Piece
    from generator.records import Risk
    from generator.vocabularies import Term

_DEEPEST: Final = 3
"""How far boxes are nested before they begin anew."""


def risk_matrix(
    risks: Sequence[Risk],
    *,
    names: Names,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-risks",
    wide: bool = True,
) -> Figure:
    """Return risks as numbered marks in a matrix of likelihood and impact, with a key that tells the rest.

    Args:
        risks: The risks; retired ones are left out.
        names: Gives the name of an actor, or of whoever gave a likelihood; other words come back as they are.
        where: Gives the address of a record.
        title: The headline; computed from what became of the risks if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    marks = [mark_of(*one) for one in enumerate(sorted((risk for risk in risks if risk.retired is None), key=_order), 1)]
    subtitle = say("Down: how bad it would be, on the dimension named in the key. Across: how likely somebody says it is, in per cent.")
    if not marks:
        return Figure(
            figure_id, title or say("No risk is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    shown = [mark.risk for mark in marks]
    judged = any(risk.likelihood is not None for risk in shown)
    if not judged:
        subtitle = say("Down: how bad it would be, on the dimension named in the key. Nobody on record gave a likelihood.")
    drawing = _table(marks, where, judged=judged) + _key(marks, names, where)
    table = data([(mark.number, mark.risk) for mark in marks], names)
    return Figure(figure_id, title or _headline(shown), subtitle, drawing, _note(marks), table=table, wide=wide)


def _order(risk: Risk) -> tuple[int, int, float, str]:
    impact = standing(risk)
    least, worst = map(severity, impact.bounds) if impact else (-1, -1)
    likely = sum(risk.likelihood.bounds) if risk.likelihood else -1.0
    return -worst, -least, -likely, risk.id


def _table(marks: Sequence[Mark], where: Where, *, judged: bool) -> str:
    placed = marks if judged else in_lanes(marks)
    layout, lanes = Layout(placed), sorted({mark.first for mark in placed if mark.is_tall})
    across = range(NO_BAND + 1) if judged else [*lanes, NO_BAND]
    levels = [*reversed(list(IMPACT.terms)), ""]
    shown = [level for level in range(NO_LEVEL + 1) if levels[level] or any(mark.top == NO_LEVEL for mark in marks)]
    kinds = dict.fromkeys(across, "rk__c" if judged else "rk__lane") | {NO_BAND: "rk__none"}
    rows = "".join(_rows(levels[level], layout, layout.levels[level], kinds, where) for level in shown)
    heads = "".join(map(_band_head, BANDS)) if judged else ""
    short = '<span class="rk__short" aria-hidden="true">' + say("none") + "</span>" if judged else ""
    word = ' class="rk__word"' if judged else ""
    over = f' colspan="{len(across)}"' if not judged and lanes else ""
    none = f'<th scope="col" class="rk__none"{over}><span{word}>' + say("No likelihood given") + f"</span>{short}</th>"
    style = "rk" if judged else "rk rk--unjudged"
    return f'<table class="{style}"><thead><tr><td></td>{heads}{none}</tr></thead><tbody>{rows}</tbody></table>'


def _band_head(band: Term) -> str:
    bounds = f"{figure_of(band.low or 0)}–<wbr>{figure_of(band.high or 100)}"
    return f'<th scope="col"><span class="rk__word">{escaped(say(band.label))}</span> <span class="rk__range">{bounds}</span></th>'


def _rows(level: str, layout: Layout, lines: Sequence[int], kinds: Mapping[int, str], where: Where) -> str:
    """The lines of a level, named once."""
    label = capital(say(IMPACT[level].label)) if level else say("No level given")
    span = f' rowspan="{len(lines)}"' if len(lines) > 1 else ""
    head = f'<th scope="row"{span}>{label}</th>'
    rows = ("".join(_cell(layout.cell(line, column), where, kind) for column, kind in kinds.items()) for line in lines)
    return "".join(f"<tr>{'' if index else head}{cells}</tr>" for index, cells in enumerate(rows))


def _cell(cell: Cell, where: Where, kind: str) -> str:
    boxes = "".join(f'<i class="{_style(piece)}"></i>' for piece in cell.pieces)
    links = "".join(_link(mark, where) for mark in cell.marks)
    if cell.is_shared:
        links = f'<span class="rk__mid">{links}</span>'
    return f'<td class="{kind}">{boxes}{links}</td>'


def _style(piece: Piece) -> str:
    return " ".join([f"rk__box rk__box--{piece.depth % _DEEPEST}", *(f"rk__{edge}" for edge in piece.edges)])


def _link(mark: Mark, where: Where) -> str:
    href, name, style = where(mark.risk), escaped(mark.risk.title), badge_class(mark.risk, boxed=mark.is_box)
    said = f'{mark.number}<span class="vh" dir="auto"> {name}</span>'
    return (
        f'<span class="{style}">{said}</span>' if href is None else f'<a class="{style}" href="{escaped(href)}" title="{name}">{said}</a>'
    )


def _key(marks: Sequence[Mark], names: Names, where: Where) -> str:
    return f'<ol class="rk-key">{"".join(entry(one.number, one.risk, names, where, boxed=one.is_box) for one in marks)}</ol>'


def _headline(risks: Sequence[Risk]) -> str:
    states = [risk.record_so_far.status for risk in risks if risk.record_so_far]
    came = sum(state in ("realised", "partly") for state in states)
    if not states:
        return say_count("{number} risk, by likelihood and impact", "{number} risks, by likelihood and impact", len(risks))
    risks_said = say_count("{number} risk", "{number} risks", len(risks))
    if not came:
        return say("Of {risks}, none has come about at least in part", risks=risks_said)
    return say_count(
        "Of {risks}, {number} has come about at least in part",
        "Of {risks}, {number} have come about at least in part",
        came,
        risks=risks_said,
    )


def _note(marks: Sequence[Mark]) -> str:
    risks = [mark.risk for mark in marks]
    several = any(len({impact.bounds for impact in risk.impact}) > 1 for risk in risks)
    parts = [
        say("Likelihood in the words of ICD 203. Both scales are in order only: nothing is multiplied or added."),
        say("A box, with a square number, reaches over every band and level that a range covers.")
        if any(mark.is_box for mark in marks)
        else "",
        say("A risk that would hurt in several ways stands once, at the worst; the key names them all.") if several else "",
        _badges(risks),
        say("What nobody judged stands apart; it is not a middling risk.") if any(risk.likelihood is None for risk in risks) else "",
    ]
    return " ".join(part for part in parts if part)


def _badges(risks: Sequence[Risk]) -> str:
    states = {risk.record_so_far.status for risk in risks if risk.record_so_far}
    words = {
        "realised": message("filled: realised"),
        "partly": message("half filled: partly realised"),
        "not-realised": message("dashed: not realised"),
    }
    found = [say(word) for state, word in words.items() if state in states]
    return say("Numbers tell what became of it, {states}.", states=commas(found)) if found else ""
