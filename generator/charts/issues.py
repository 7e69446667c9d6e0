"""How one actor has acted toward another, by issue and by form: words apart from deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.balances import balance_cells, balance_columns, balance_word, form_name
from generator.charts.figure import Figure, Table
from generator.charts.markup import isolated, leading, linked, nothing, toward_words, unseen
from generator.charts.scale import acts_of, capital, dated, not_counted, signed, step_class
from generator.derive.alignment import FORMS, Balance
from generator.language import say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment, Mark


_ENDS: Final = 2


@dataclass(frozen=True, slots=True)
class _Issue:
    id: str
    label: str
    whole: Balance
    forms: tuple[Balance, ...]


def issues(
    alignment: Alignment,
    by: str,
    toward: str,
    *,
    names: Names,
    relation: Relation,
    issue_label: Callable[[str], str],
    only: Sequence[str] | None = None,
    title: str | None = None,
    figure_id: str = "fig-issues",
    wide: bool = False,
) -> Figure:
    """Return one actor's acts toward another as a matrix of issues and forms.

    Args:
        alignment: Every act on record.
        by: The actor that acts, by id.
        toward: The actor toward which it acts.
        names: Gives an actor's name.
        relation: Gives the address of what one actor did toward another.
        issue_label: Gives the name of an issue.
        only: The issues to show; all with an act if left out.
        title: The headline; computed from the extremes if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    marks = [mark for mark in alignment.between(by, toward) if only is None or mark.act.issue in only]
    rows = sorted((_issue(issue, issue_label(issue), alignment, (by, toward)) for issue in {mark.act.issue for mark in marks}), key=_order)
    days = [mark.day for mark in marks if mark.day is not None]
    what = say("Acts of {by} toward {toward} by issue and form", by=isolated(names(by)), toward=isolated(names(toward)))
    subtitle = say("{what}. Median score, from −1, against, to +1, with.", what=dated(what, days))
    if not rows:
        return Figure(figure_id, title or say("No act is on record"), subtitle, nothing(), _note(marks, rows), wide=wide, empty=True)
    heads = "".join(f'<th scope="col">{capital(form_name(form))}</th>' for form in FORMS)
    href = relation(by, toward)
    body = "".join(
        f'<tr><th scope="row">{linked(row.label, href)}</th>{"".join(_cell(one, href) for one in row.forms)}</tr>' for row in rows
    )
    drawing = f'<table class="mx"><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>'
    headline = title or _headline(rows, isolated(names(by)), isolated(names(toward)))
    data = Table((say("Issue"), say("Form"), *balance_columns()), [line for row in rows for line in _data(row)])
    return Figure(figure_id, headline, subtitle, drawing, _note(marks, rows), data, wide=wide)


def _data(row: _Issue) -> list[tuple[str, ...]]:
    forms = zip(FORMS, row.forms, strict=True)
    return [(row.label, say("all"), *balance_cells(row.whole)), *((row.label, form_name(form), *balance_cells(one)) for form, one in forms)]


def _issue(issue: str, label: str, alignment: Alignment, pair: tuple[str, str]) -> _Issue:
    forms = tuple(alignment.balance(*pair, issue=issue, form=form) for form in FORMS)
    return _Issue(issue, label, alignment.balance(*pair, issue=issue), forms)


def _order(row: _Issue) -> tuple[bool, float, int, str]:
    found = row.whole.median
    return found is None, -(found or 0.0), -row.whole.count, row.label


def _cell(found: Balance, href: str | None) -> str:
    left = f'<span class="weak">{not_counted(found.uncounted)}</span>' if found.uncounted else ""
    if found.median is None:
        return '<td class="b-none">' + (left or "<span>" + say("no act") + "</span>") + "</td>"
    style = f"b-{step_class(found.median)}{' thin' if found.thin else ''}"
    score = leading(f"<b>{signed(found.median)}</b>", href)
    said = f'{score} <span class="of">{unseen(f"{balance_word(found)}, ")}{acts_of(found.count)}</span>'
    return f'<td class="{style}">{said}{left}</td>'


def _headline(rows: Sequence[_Issue], by: str, toward: str) -> str:
    known = [(row.whole.median, row.label) for row in rows if row.whole.median is not None and not row.whole.thin]
    if len(known) < _ENDS or known[0][0] == known[1][0] or known[-1][0] == known[-2][0]:
        return say("{by} toward {toward}, issue by issue", by=by, toward=toward)
    ends = {"best": _inner(known[0][1]), "worst": _inner(known[-1][1])}
    return say("{direction}: closest on {best}, furthest on {worst}", direction=toward_words(by, toward), **ends)


def _inner(label: str) -> str:
    """Return a label as it stands within a sentence: without its capital, but for names in capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _note(marks: Sequence[Mark], rows: Sequence[_Issue]) -> str:
    cells = [found for row in rows for found in row.forms]
    counted = sum(mark.counted for mark in marks)
    parts = [
        say("Dashed frame: fewer than three acts.") if any(found.count and found.thin for found in cells) else "",
        say("Hatched: no counted act, which is not the same as even (0).") if any(not found.count for found in cells) else "",
        say("Not counted: acts whose evidence is disputed or ungraded.") if any(found.uncounted for found in cells) else "",
        say_count("{number} act counted; each is scored by its type.", "{number} acts counted; each is scored by its type.", counted),
    ]
    return " ".join(part for part in parts if part)
