"""Costs: one list, once, grouped by unit; an axis only among three or more figures that may be compared.

What is merely exposed stands apart: it is no cost, and is never added to or ranked with costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.evidence.grades import is_graded, source_of
from generator.figures.cost_words import data, each, figures_in, most_of
from generator.figures.figure import AxisTick, Column, Figure, Grid, Piece, Row, Strip, Table, Text, cell, line
from generator.figures.scale import clauses, commas, listed
from generator.figures.signs import status_sign
from generator.figures.standing import change_words, last_change, sources_words
from generator.figures.value_scale import figure_with_word, unit_of, value_scale
from generator.language import message, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.corpus import Corpus
    from generator.figures.context import FigureContext
    from generator.figures.figure import Cell
    from generator.figures.value_scale import ValueScale
    from generator.records import Cost
    from generator.records.costs import Amount

FEWEST: Final = 3
"""From so many figures of one kind and unit on there is an axis."""
_WEAK: Final = frozenset("DEF")
"""Grades of a source on which a figure cannot rest alone."""
KINDS: Final = {
    "fiscal": message("Fiscal"),
    "trade": message("Trade"),
    "sanctions": message("Sanctions"),
    "security": message("Security"),
    "diplomatic": message("Diplomatic"),
    "domestic": message("Domestic"),
    "reputational": message("Reputational"),
    "humanitarian": message("Humanitarian"),
}
"""What sort of cost it is."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Costs of one sort: one kind and unit, or those without a figure of one kind."""

    name: str
    costs: Sequence[Cost]
    scale: ValueScale | None
    factor: Decimal

    def at(self, figure: Decimal) -> float:
        """Return the place of a figure, in per cent."""
        if self.scale is None:
            return 0.0
        return self.scale.at(figure if self.scale.logarithmic else figure / self.factor)


def costs_figure(
    costs: Sequence[Cost], corpus: Corpus, context: FigureContext, *, title: str | None = None, figure_id: str = "fig-costs"
) -> Figure:
    """Return costs as one list, grouped by kind and unit, each with its status, who bears it and who says how much.

    Args:
        costs: The costs; retired ones are left out.
        corpus: What their evidence is graded by.
        context: Names and addresses.
        title: The headline; a count of them by status if left out.
        figure_id: The anchor on its page.
    """
    standing = [cost for cost in costs if cost.retired is None]
    real = [cost for cost in standing if cost.status != "exposed"]
    exposed = [cost for cost in standing if cost.status == "exposed"]
    if not standing:
        return Figure(figure_id, title or say("No cost is on record"), "", (), say("Nothing to read yet."), wide=True)
    blocks = [_grid(group, corpus, context) for group in _groups(real)]
    if exposed:
        blocks.append(
            _grid(_Group(say("Exposed: what might be lost, and nobody has threatened"), exposed, None, Decimal(1)), corpus, context)
        )
    found = data(standing, context.voices)
    return Figure(
        figure_id,
        title or _headline(real),
        _subtitle(real, exposed),
        tuple(blocks),
        _note(standing, corpus),
        Table(found.columns, found.rows, shown=False),
        wide=True,
    )


def _groups(costs: Sequence[Cost]) -> list[_Group]:
    by_sort: dict[tuple[str, str], list[Cost]] = {}
    for cost in costs:
        by_sort.setdefault((cost.kind, _unit(cost.amount)), []).append(cost)
    order = list(KINDS)
    ordered = sorted(by_sort.items(), key=lambda one: (order.index(one[0][0]), not one[0][1], one[0][1]))
    return [_group(kind, unit, found) for (kind, unit), found in ordered]


def _unit(amount: Amount | None) -> str:
    return each(amount.currency or amount.unit or say("number"), amount.per) if amount else ""


def _group(kind: str, unit: str, costs: Sequence[Cost]) -> _Group:
    name = say("{kind}, {unit}", kind=say(KINDS[kind]), unit=unit) if unit else say("{kind}, no figure", kind=say(KINDS[kind]))
    if not unit:
        return _Group(name, sorted(costs, key=lambda cost: cost.id), None, Decimal(1))
    ordered = sorted(costs, key=lambda cost: (-_most(cost), cost.id))
    if len(costs) < FEWEST:
        return _Group(name, ordered, None, Decimal(1))
    figures = [figure for cost in costs if cost.amount for figure in figures_in(cost.amount)]
    factor, _ = unit_of(figures)
    scale = value_scale(figures)
    if not scale.logarithmic:
        scale = value_scale([figure / factor for figure in figures])
    return _Group(name, ordered, scale, factor)


def _most(cost: Cost) -> Decimal:
    return figures_in(cost.amount)[-1] if cost.amount else Decimal(0)


def _grid(group: _Group, corpus: Corpus, context: FigureContext) -> Grid:
    ticks = tuple(_ticks(group))
    columns = (
        Column(say("What"), width=18),
        Column(say("How much"), width=9 if ticks else 14),
        *((Column(say("Range"), "strip", 12, ticks=ticks),) if ticks else ()),
        Column(say("Who bears it, and who says so")),
    )
    rows = []
    for cost in group.costs:
        drawn = (cell(_strip(cost, group, hollow=is_weak(corpus, cost))),) if ticks else ()
        rows.append(Row((_name(cost, context), _amount(cost), *drawn, _details(cost, context))))
    return Grid(columns, tuple(rows), caption=group.name, bare=not ticks)


def _ticks(group: _Group) -> Iterator[AxisTick]:
    for tick in group.scale.ticks if group.scale else ():
        label = figure_with_word(tick) if group.scale and group.scale.logarithmic else figure_with_word(Decimal(str(tick)) * group.factor)
        yield AxisTick(group.scale.at(tick) if group.scale else 0.0, label)


def is_weak(corpus: Corpus, cost: Cost) -> bool:
    """Tell whether what is said of a cost is disputed, or rests on one source that is weak or not graded."""
    if cost.status == "disputed" or not is_graded(corpus, cost):
        return True
    sources = {one.source: source_of(corpus, one) for one in cost.evidence if one.says == "supports"}
    only = next(iter(sources.values())) if len(sources) == 1 else None
    return only is not None and (only.reliability is None or only.reliability in _WEAK)


def _strip(cost: Cost, group: _Group, *, hollow: bool) -> Strip:
    amount = cost.amount
    if amount is None:
        return Strip(())
    faint = cost.status != "incurred"
    low, best, high = (None if figure is None else group.at(figure) for figure in (amount.low, amount.best, amount.high))
    if low is None and best is None and high is not None:
        return Strip((Piece("open-before", 0, high, faint=faint), Piece("tick", high, high)))
    if high is None and best is None and low is not None:
        return Strip((Piece("open", low, 100, faint=faint), Piece("tick", low, low)))
    ends = [place for place in (low, best, high) if place is not None]
    if ends[0] == ends[-1]:
        return Strip((Piece("ring" if hollow or faint else "dot", ends[0], ends[0]),))
    span = Piece("frame" if hollow or faint else "bar", ends[0], ends[-1])
    return Strip((span, Piece("tick", best, best)) if best is not None else (span,))


def _name(cost: Cost, context: FigureContext) -> Cell:
    when = [Text(f" {cost.period.words()}", emphasis="muted")] if cost.period else []
    return (line(Text(cost.title, context.where(cost))), line(status_sign(cost.status), *when))


def _amount(cost: Cost) -> Cell:
    if cost.amount is None:
        return cell(cost.qualitative or "")
    lines = [line(Text(_range(cost.amount), emphasis="strong"))]
    if cost.qualitative:
        lines.append(line(Text(cost.qualitative, emphasis="muted")))
    return tuple(lines)


def _range(amount: Amount) -> str:
    """Return a range with its unit: 'US$2 to 3 bn a year', 'at least 23 deaths', 'up to US$18 bn'."""
    low, high = figures_in(amount)[0], figures_in(amount)[-1]
    if amount.best is None and amount.low is None:
        return say("up to {figure}", figure=most_of(amount))
    if amount.best is None and amount.high is None:
        return say("at least {figure}", figure=most_of(amount))
    return most_of(amount) if low == high else say("{low} to {high}", low=figure_with_word(low), high=most_of(amount))


def _details(cost: Cost, context: FigureContext) -> Cell:
    parts = [
        say("Borne by {actors}", actors=commas(map(context.voices, cost.bearer))),
        _prices(cost.amount) if cost.amount else "",
        say("estimated by {actors}", actors=commas(map(context.voices, cost.estimated_by)))
        if cost.estimated_by
        else say("estimator not given")
        if cost.amount
        else "",
        say("threatened by {actors}", actors=commas(map(context.voices, cost.threatened_by))) if cost.threatened_by else "",
        sources_words(cost.evidence),
    ]
    lines = [line(Text(clauses(filter(None, parts)), emphasis="muted"))]
    if cost.threat:
        lines.append((Text(say("Threatened before:") + " ", emphasis="muted"), *context.prose(cost.threat)))
    change = last_change(cost)
    if change:
        lines.append(line(Text(change_words(change), emphasis="muted")))
    return tuple(lines)


def _prices(amount: Amount) -> str:
    if amount.price_year:
        return say("{year} prices", year=amount.price_year)
    return say("price year not given") if amount.currency else ""


def _headline(costs: Sequence[Cost]) -> str:
    states = {
        "incurred": message("{number} incurred"),
        "projected": message("{number} projected"),
        "threatened": message("{number} threatened"),
        "avoided": message("{number} avoided"),
        "disputed": message("{number} disputed"),
    }
    counted = [(say(words, number=number)) for status, words in states.items() if (number := sum(c.status == status for c in costs))]
    if not counted:
        return say("No cost is on record")
    return say_count("{number} cost: {parts}", "{number} costs: {parts}", len(costs), parts=listed(counted))


def _subtitle(costs: Sequence[Cost], exposed: Sequence[Cost]) -> str:
    parts = [say("By kind and unit; sums as they were given, none converted or added up.")] if costs else []
    if exposed:
        more = say_count("{number} more is exposed, which is no cost.", "{number} more are exposed, which is no cost.", len(exposed))
        parts.append(more)
    return " ".join(parts)


def _note(costs: Sequence[Cost], corpus: Corpus) -> str:
    parts = []
    if any(group.scale for group in _groups([cost for cost in costs if cost.status != "exposed"])):
        parts.append(say("Dot or bar: the figures given; tick: the best estimate, a floor or a ceiling; fading: no other end given."))
        parts.append(say("Hollow or dashed: not paid, disputed, or on one weak source."))
    if any(is_weak(corpus, cost) for cost in costs):
        parts.append(say("What rests on one weak source is not certain to have been paid."))
    return " ".join(parts) or say("Each title leads to its evidence.")
