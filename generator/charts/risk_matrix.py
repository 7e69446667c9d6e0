"""What may go wrong: how likely somebody says it is, how bad it would be, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, escaped
from generator.charts.labels import Span, pack
from generator.charts.markup import nothing
from generator.charts.risk_words import badge_class, data, entry
from generator.charts.scale import capital, commas
from generator.charts.value_scale import figure_of
from generator.language import message, say, say_count
from generator.vocabularies import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Risk
    from generator.records.risks import Likelihood
    from generator.vocabularies import Term

_BANDS: Final = tuple(LIKELIHOOD.terms.values())
_NO_BAND: Final = len(_BANDS)
"""The column of risks whose likelihood nobody gave."""
_NO_LEVEL: Final = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A risk in one row of the matrix, over one or more bands of likelihood."""

    number: int
    risk: Risk
    first: int
    last: int


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
    numbered = list(enumerate(sorted((risk for risk in risks if risk.retired is None), key=_order), 1))
    subtitle = say("Down: how bad it would be, on the dimension named in the key. Across: how likely somebody says it is, in per cent.")
    if not numbered:
        return Figure(
            figure_id, title or say("No risk is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    judged = any(risk.likelihood is not None for _, risk in numbered)
    if not judged:
        subtitle = say("Down: how bad it would be, on the dimension named in the key. Nobody on record gave a likelihood.")
    drawing = _table(numbered, where, judged=judged) + _key(numbered, names, where)
    shown = [risk for _, risk in numbered]
    return Figure(figure_id, title or _headline(shown), subtitle, drawing, _note(shown), table=data(numbered, names), wide=wide)


def _order(risk: Risk) -> tuple[int, float, str]:
    worst = max((_severity(impact.level) for impact in risk.impact), default=-1)
    likely = sum(risk.likelihood.bounds) if risk.likelihood else -1.0
    return -worst, -likely, risk.id


def _severity(level: str) -> int:
    return list(IMPACT.terms).index(level)


def _columns(likelihood: Likelihood | None) -> tuple[int, int]:
    """Return the first and the last band over which a likelihood reaches."""
    if likelihood is None:
        return _NO_BAND, _NO_BAND
    if likelihood.word is not None:
        place = list(LIKELIHOOD.terms).index(likelihood.word)
        return place, place
    low, high = likelihood.bounds
    touched = [place for place, band in enumerate(_BANDS) if low < (band.high or 100) and high > (band.low or 0)]
    inside = [place for place, band in enumerate(_BANDS) if (band.low or 0) <= low < (band.high or 100)]
    found = touched or inside or [0 if high <= (_BANDS[0].low or 0) else len(_BANDS) - 1]
    return found[0], found[-1]


def _table(numbered: Sequence[tuple[int, Risk]], where: Where, *, judged: bool) -> str:
    heads = "".join(map(_band_head, _BANDS)) if judged else ""
    rows = []
    for level in [*reversed(list(IMPACT.terms)), _NO_LEVEL]:
        marks = [_Mark(number, risk, *_columns(risk.likelihood)) for number, risk in numbered if _is_at(risk, level)]
        if level or marks:
            rows.append(_level_rows(level, marks, where, judged=judged))
    short = '<span class="rk__short" aria-hidden="true">' + say("none") + "</span>" if judged else ""
    word = ' class="rk__word"' if judged else ""
    none = f'<th scope="col" class="rk__none"><span{word}>' + say("No likelihood given") + f"</span>{short}</th>"
    corner = "<td></td>"
    style = "rk" if judged else "rk rk--unjudged"
    return f'<table class="{style}"><thead><tr>{corner}{heads}{none}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _is_at(risk: Risk, level: str) -> bool:
    return any(impact.level == level for impact in risk.impact) if level else not risk.impact


def _band_head(band: Term) -> str:
    bounds = f"{figure_of(band.low or 0)}–<wbr>{figure_of(band.high or 100)}"
    return f'<th scope="col"><span class="rk__word">{escaped(say(band.label))}</span> <span class="rk__range">{bounds}</span></th>'


def _level_rows(level: str, marks: Sequence[_Mark], where: Where, *, judged: bool) -> str:
    """One line of cells a level, and further lines below where marks reach over several bands and would meet."""
    label = capital(say(IMPACT[level].label)) if level else say("No level given")
    narrow = [mark for mark in marks if mark.first == mark.last]
    broad = [mark for mark in marks if mark.first != mark.last]
    lines = [_narrow_cells(narrow, where, judged=judged)] if narrow or not broad else []
    places = pack([Span(mark.first, mark.last + 1) for mark in broad], gap=0)
    lines += [
        _broad_cells([mark for mark, place in zip(broad, places, strict=True) if place == line], where) for line in sorted(set(places))
    ]
    span = f' rowspan="{len(lines)}"' if len(lines) > 1 else ""
    head = f'<th scope="row"{span}>{label}</th>'
    return "".join(f"<tr>{'' if index else head}{cells}</tr>" for index, cells in enumerate(lines))


def _narrow_cells(marks: Sequence[_Mark], where: Where, *, judged: bool) -> str:
    columns = range(_NO_BAND + 1) if judged else (_NO_BAND,)
    cells = []
    for column in columns:
        inner = "".join(_link(mark, where) for mark in marks if mark.first == column)
        style = ' class="rk__none"' if column == _NO_BAND else ""
        cells.append(f"<td{style}>{inner}</td>")
    return "".join(cells)


def _broad_cells(marks: Sequence[_Mark], where: Where) -> str:
    cells, column = [], 0
    for mark in sorted(marks, key=lambda mark: mark.first):
        cells += ["<td></td>"] * (mark.first - column)
        cells.append(f'<td colspan="{mark.last - mark.first + 1}"><span class="rk__span">{_link(mark, where)}</span></td>')
        column = mark.last + 1
    cells += ["<td></td>"] * (_NO_BAND - column)
    return "".join([*cells, '<td class="rk__none"></td>'])


def _link(mark: _Mark, where: Where) -> str:
    href, name, style = where(mark.risk), escaped(mark.risk.title), badge_class(mark.risk)
    said = f'{mark.number}<span class="vh" dir="auto"> {name}</span>'
    return (
        f'<span class="{style}">{said}</span>' if href is None else f'<a class="{style}" href="{escaped(href)}" title="{name}">{said}</a>'
    )


def _key(numbered: Sequence[tuple[int, Risk]], names: Names, where: Where) -> str:
    return f'<ol class="rk-key">{"".join(entry(number, risk, names, where) for number, risk in numbered)}</ol>'


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


def _note(risks: Sequence[Risk]) -> str:
    several = any(len({impact.level for impact in risk.impact}) > 1 for risk in risks)
    spans = any(first != last for first, last in (_columns(risk.likelihood) for risk in risks))
    parts = [
        say("Likelihood in the words of ICD 203. Both scales are in order only: nothing is multiplied or added."),
        say("A bar reaches over all the bands that a likelihood covers.") if spans else "",
        say("A risk stands once for each level that it has on some dimension.") if several else "",
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
