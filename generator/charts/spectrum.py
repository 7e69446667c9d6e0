"""Where one actor stands toward others, or they toward it: one row an actor, from against to with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.balances import balance_cells, balance_columns, balance_word, form_name
from generator.charts.figure import Figure, Table
from generator.charts.markup import (
    cell,
    disc,
    head_cell,
    isolated,
    leading,
    level,
    linked,
    no_evidence,
    nothing,
    row,
    score_axis,
    score_lines,
    strip,
    table,
    unseen,
)
from generator.charts.scale import dated, listed, not_counted, score_at, signed, without_graded_evidence
from generator.derive.alignment import FORMS, Balance
from generator.language import message, numeral, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment, Mark

STANDS: Final = {
    "against": message("{by} stands against {toward}"),
    "leaning against": message("{by} leans against {toward}"),
    "even": message("{by} stays even toward {toward}"),
    "leaning with": message("{by} leans with {toward}"),
    "with": message("{by} stands with {toward}"),
}
"""A balance in words, as what an actor does."""
_ALIKE: Final = {
    "against": message("{by} stands against {toward}, in words as in deeds"),
    "leaning against": message("{by} leans against {toward}, in words as in deeds"),
    "even": message("{by} stays even toward {toward}, in words as in deeds"),
    "leaning with": message("{by} leans with {toward}, in words as in deeds"),
    "with": message("{by} stands with {toward}, in words as in deeds"),
}
_IN_WORDS: Final = {
    "against": message("{by} stands against {toward} in words, {deeds}"),
    "leaning against": message("{by} leans against {toward} in words, {deeds}"),
    "even": message("{by} stays even toward {toward} in words, {deeds}"),
    "leaning with": message("{by} leans with {toward} in words, {deeds}"),
    "with": message("{by} stands with {toward} in words, {deeds}"),
}
_IN_DEEDS: Final = {
    "against": message("stands against it in deeds"),
    "leaning against": message("leans against it in deeds"),
    "even": message("stays even toward it in deeds"),
    "leaning with": message("leans with it in deeds"),
    "with": message("stands with it in deeds"),
}
_FORMS: Final = {"words": message("in words"), "institutional": message("in votes, visits, signatures"), "deed": message("in deeds")}
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

    def marks(self, other: str) -> Sequence[Mark]:
        return self.alignment.between(*self.pair(other), issue=self.issue)

    def balance(self, other: str, form: str | None = None) -> Balance:
        return self.alignment.balance(*self.pair(other), issue=self.issue, form=form)

    def row(self, other: str) -> _Row:
        return _Row(other, self.names(other), self.balance(other))


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
        return Figure(figure_id, title or say("No act is on record"), subtitle, nothing(), _note(rows), wide=wide, empty=True)
    lines = [line for one in rows for line in _lines(view, one, emphasised, relation)]
    head = [
        head_cell(unseen(say("By") if reverse else say("Toward"))),
        head_cell(unseen(say("Position from −1, against, to +1, with")) + score_axis()),
        head_cell(say("Balance"), "n"),
        head_cell(say("Acts"), "n"),
    ]
    headline = title or _headline(view, rows, emphasised)
    data = Table(
        (say("By"), say("Toward"), say("Form"), *balance_columns()), [line for one in rows for line in _data(view, one, emphasised)]
    )
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
            yield row(say(_FORMS[form]), _cells(view.balance(one.other, form), href, _SUB_RADIUS), "focus sub")


def _data(view: _View, one: _Row, emphasised: str) -> Iterable[tuple[str, ...]]:
    by, toward = (view.names(actor) for actor in view.pair(one.other))
    yield by, toward, say("all"), *balance_cells(one.balance)
    if one.other == emphasised:
        for form in FORMS:
            yield by, toward, form_name(form), *balance_cells(view.balance(one.other, form))


def _cells(found: Balance, href: str | None, radius: float = _RADIUS) -> list[str]:
    if found.median is None:
        said = say("no act on record")
        if found.uncounted:
            said = say("no counted act, {left}", left=not_counted(found.uncounted))
        return [cell(no_evidence(), "s none"), cell(said, "n none", span=2)]
    more = f' <span class="w">{not_counted(found.uncounted)}</span>' if found.uncounted else ""
    return [
        cell(strip(score_lines() + leading(_mark(found, radius), href)), "s"),
        cell(signed(found.median) + unseen(f" {balance_word(found)}"), "n"),
        cell(f"{numeral(f'{found.count:,}')}{more}", "n c"),
    ]


def _mark(found: Balance, radius: float) -> str:
    if found.median is None or found.low is None or found.high is None:
        return ""
    moved = level("wh", score_at(found.low), score_at(found.high)) if found.high - found.low > _VISIBLE else ""
    return moved + disc("thin" if found.thin else "dot", score_at(found.median), radius)


def _subtitle(view: _View, rows: Sequence[_Row], issue_name: str) -> str:
    name = isolated(view.names(view.focal))
    if view.reverse:
        who = say_count("How {number} other has acted toward {name}", "How {number} others have acted toward {name}", len(rows), name=name)
    else:
        who = say_count("How {name} has acted toward {number} other", "How {name} has acted toward {number} others", len(rows), name=name)
    about = say("{what} on {issue}", what=who, issue=issue_name or view.issue) if view.issue else who
    days = [mark.day for one in rows for mark in view.marks(one.other) if mark.day is not None]
    return say("{what}. Median score of the acts, from −1, against, to +1, with.", what=dated(about, days))


def _headline(view: _View, rows: Sequence[_Row], emphasised: str) -> str:
    focus = next((one for one in rows if one.other == emphasised and not one.balance.thin), None)
    if focus is not None:
        return _of_pair(view, focus)
    known = [one for one in rows if one.balance.median is not None and not one.balance.thin]
    values = [one.balance.median for one in known if one.balance.median is not None]
    if not values or min(values) == max(values):
        name = view.names(view.focal)
        return say("How others stand toward {name}", name=name) if view.reverse else say("Where {name} stands", name=name)
    first = listed([isolated(one.label) for one in known if one.balance.median == max(values)])
    last = listed([isolated(one.label) for one in known if one.balance.median == min(values)])
    told = {"name": isolated(view.names(view.focal)), "first": first, "last": last}
    if view.reverse:
        return say("Closest to {name}: {first}; furthest: {last}", **told)
    return say("{name} stands closest to {first}, furthest from {last}", **told)


def _of_pair(view: _View, focus: _Row) -> str:
    by, toward = (isolated(view.names(actor)) for actor in view.pair(focus.other))
    said, done = (view.balance(focus.other, form) for form in ("words", "deed"))
    if said.thin or done.thin:
        return say(STANDS[focus.balance.word], by=by, toward=toward)
    if said.word == done.word:
        return say(_ALIKE[said.word], by=by, toward=toward)
    return say(_IN_WORDS[said.word], by=by, toward=toward, deeds=say(_IN_DEEDS[done.word]))


def _note(rows: Sequence[_Row]) -> str:
    balances = [one.balance for one in rows]
    uncounted = sum(one.uncounted for one in balances)
    parts = [
        say("Dot: the median of the scores of the acts counted, each scored by its type."),
        say("Pale bar: how far it moves when any one publisher is left out."),
        say("Dashed ring: fewer than three acts.") if any(one.thin and one.count for one in balances) else "",
        say("Hatched: no act on record, which is not the same as even.") if any(not one.count for one in balances) else "",
        without_graded_evidence(uncounted),
    ]
    return " ".join(part for part in parts if part)
