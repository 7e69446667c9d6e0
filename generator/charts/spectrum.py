"""Where one actor stands toward others, or they toward it: one row an actor, from against to with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.balances import BALANCE_COLUMNS, FORM_NAMES, balance_cells
from generator.charts.figure import Figure, Table
from generator.charts.markup import (
    NOTHING,
    cell,
    disc,
    head_cell,
    isolated,
    leading,
    level,
    linked,
    no_evidence,
    row,
    score_axis,
    score_lines,
    strip,
    table,
    unseen,
)
from generator.charts.scale import count_of, listed, months_between, score_at, signed
from generator.derive.alignment import FORMS, Balance, balance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment, Mark

STANDS: Final = {
    "against": "stands against",
    "leaning against": "leans against",
    "even": "stays even toward",
    "leaning with": "leans with",
    "with": "stands with",
}
"""A balance in words, as what an actor does."""
_RADIUS: Final = 6.5
_SUB_RADIUS: Final = 5.0
_VISIBLE: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Row:
    other: str
    label: str
    balance: Balance


@dataclass(frozen=True, slots=True)
class _View:
    """What is asked: whose acts toward whom, on which issue."""

    alignment: Alignment
    focal: str
    reverse: bool
    issue: str | None
    names: Names

    def pair(self, other: str) -> tuple[str, str]:
        return (other, self.focal) if self.reverse else (self.focal, other)

    def marks(self, other: str, form: str | None = None) -> Sequence[Mark]:
        return self.alignment.between(*self.pair(other), issue=self.issue, form=form)

    def row(self, other: str) -> _Row:
        return _Row(other, self.names(other), balance(self.marks(other)))


def spectrum(
    alignment: Alignment,
    focal: str,
    others: Sequence[str] | None = None,
    *,
    names: Names,
    relation: Relation,
    reverse: bool = False,
    emphasised: str = "",
    issue: str | None = None,
    issue_name: str = "",
    title: str | None = None,
    figure_id: str = "fig-spectrum",
    wide: bool = False,
) -> Figure:
    """Return how one actor has acted toward others, sorted from with to against.

    Args:
        alignment: Every act on record.
        focal: The actor whose acts are shown, by id.
        others: The actors toward whom; all with an act if left out.
        names: Gives an actor's name.
        relation: Gives the address of what one actor did toward another.
        reverse: Whether to show the others' acts toward the focal actor instead.
        emphasised: One of the others, drawn in the accent colour and broken down by form.
        issue: Only the acts on this issue.
        issue_name: The name of that issue.
        title: The headline; computed from the balances if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    view = _View(alignment, focal, reverse, issue, names)
    chosen = alignment.others(focal) if others is None else [other for other in others if other != focal]
    rows = sorted((view.row(other) for other in chosen), key=_order)
    subtitle = _subtitle(view, rows, issue_name)
    if not any(one.balance.count or one.balance.uncounted for one in rows):
        return Figure(figure_id, title or "No act is on record", subtitle, NOTHING, _note(rows), wide=wide, empty=True)
    lines = [line for one in rows for line in _lines(view, one, emphasised, relation)]
    head = [
        head_cell(unseen("By" if reverse else "Toward")),
        head_cell(unseen("Position from −1, against, to +1, with") + score_axis()),
        head_cell("Balance", "n"),
        head_cell("Acts", "n"),
    ]
    headline = title or _headline(view, rows, emphasised)
    data = Table(("By", "Toward", "Form", *BALANCE_COLUMNS), [line for one in rows for line in _data(view, one, emphasised)])
    return Figure(figure_id, headline, subtitle, table("spec", head, lines), _note(rows), data, wide=wide)


def _order(one: _Row) -> tuple[bool, float, int, str]:
    found = one.balance.median
    return found is None, -(found or 0.0), -one.balance.count, one.label


def _lines(view: _View, one: _Row, emphasised: str, relation: Relation) -> Iterable[str]:
    focus = one.other == emphasised
    href = relation(*view.pair(one.other))
    yield row(linked(one.label, href), _cells(one.balance, href), "focus" if focus else "")
    if focus:
        for form in FORMS:
            yield row(f"in {FORM_NAMES[form]}", _cells(balance(view.marks(one.other, form)), href, _SUB_RADIUS), "focus sub")


def _data(view: _View, one: _Row, emphasised: str) -> Iterable[tuple[str, ...]]:
    by, toward = (view.names(actor) for actor in view.pair(one.other))
    yield by, toward, "all", *balance_cells(one.balance)
    if one.other == emphasised:
        for form in FORMS:
            yield by, toward, FORM_NAMES[form], *balance_cells(balance(view.marks(one.other, form)))


def _cells(found: Balance, href: str | None, radius: float = _RADIUS) -> list[str]:
    if found.median is None:
        said = f"no counted act, {found.uncounted} not counted" if found.uncounted else "no act on record"
        return [cell(no_evidence(), "s none"), cell(said, "n none", span=2)]
    more = f' <span class="w">{found.uncounted} not counted</span>' if found.uncounted else ""
    return [
        cell(strip(score_lines() + leading(_mark(found, radius), href)), "s"),
        cell(signed(found.median) + unseen(f" {found.word}"), "n"),
        cell(f"{found.count}{more}", "n c"),
    ]


def _mark(found: Balance, radius: float) -> str:
    if found.median is None or found.low is None or found.high is None:
        return ""
    moved = level("wh", score_at(found.low), score_at(found.high)) if found.high - found.low > _VISIBLE else ""
    return moved + disc("thin" if found.thin else "dot", score_at(found.median), radius)


def _subtitle(view: _View, rows: Sequence[_Row], issue_name: str) -> str:
    name, others = isolated(view.names(view.focal)), count_of(len(rows), "other")
    days = [mark.day for one in rows for mark in view.marks(one.other) if mark.day is not None]
    when = f", {months_between(min(days), max(days))}" if days else ""
    on = f" on {issue_name or view.issue}" if view.issue else ""
    they = f"How {others} {'has' if len(rows) == 1 else 'have'} acted toward {name}"
    who = they if view.reverse else f"How {name} has acted toward {others}"
    return f"{who}{on}{when}. Median score of the acts, from −1, against, to +1, with."


def _headline(view: _View, rows: Sequence[_Row], emphasised: str) -> str:
    focus = next((one for one in rows if one.other == emphasised and not one.balance.thin), None)
    if focus is not None:
        return _of_pair(view, focus)
    known = [one for one in rows if one.balance.median is not None and not one.balance.thin]
    values = [one.balance.median for one in known if one.balance.median is not None]
    if not values or min(values) == max(values):
        return f"How others stand toward {view.names(view.focal)}" if view.reverse else f"Where {view.names(view.focal)} stands"
    first = listed([isolated(one.label) for one in known if one.balance.median == max(values)])
    last = listed([isolated(one.label) for one in known if one.balance.median == min(values)])
    name = isolated(view.names(view.focal))
    return f"Closest to {name}: {first}; furthest: {last}" if view.reverse else f"{name} stands closest to {first}, furthest from {last}"


def _of_pair(view: _View, focus: _Row) -> str:
    by, toward = (isolated(view.names(actor)) for actor in view.pair(focus.other))
    said, done = (balance(view.marks(focus.other, form)) for form in ("words", "deed"))
    if said.thin or done.thin:
        return f"{by} {STANDS[focus.balance.word]} {toward}"
    if said.word == done.word:
        return f"{by} {STANDS[said.word]} {toward}, in words as in deeds"
    return f"{by} {STANDS[said.word]} {toward} in words, {STANDS[done.word]} it in deeds"


def _note(rows: Sequence[_Row]) -> str:
    balances = [one.balance for one in rows]
    uncounted = sum(one.uncounted for one in balances)
    parts = [
        "Dot: the median of the scores of the acts counted, each scored by its type.",
        "Pale bar: how far it moves when any one publisher is left out.",
        "Dashed ring: fewer than three acts." if any(one.thin and one.count for one in balances) else "",
        "Hatched: no act on record, which is not the same as even." if any(not one.count for one in balances) else "",
        f"{count_of(uncounted, 'act')} with disputed or ungraded evidence not counted." if uncounted else "",
    ]
    return " ".join(part for part in parts if part)
