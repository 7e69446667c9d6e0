"""Costs: one list, once, grouped by unit; an axis only among three or more figures that may be compared.

What is merely exposed stands apart: it is no cost, and is never added to or ranked with costs.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.analysis import is_weak as is_weakly_supported
from generator.figures.figure import AxisTick, Column, Figure, FigureText, Grid, Piece, Row, Strip, cell, line, muted, nothing, table_of
from generator.figures.words import changes_words, last_change, sources_named, sources_words, status_sign, status_word
from generator.language import N_, _, and_list, cached_per_locale, clause_list, comma_list, joined, ngettext, numeral, sentence_list
from generator.model import COST_KINDS, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.figures.figure import Cell, Columns, FigureContext, Names
    from generator.model import Amount, Corpus, Cost

FEWEST: Final = 3
"""From so many figures of one kind and unit on there is an axis."""
_SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£"}
_STATES: Final = names_of("costs.counted")


def costs_figure(costs: Sequence[Cost], context: FigureContext) -> Figure:
    """Return costs as one list, grouped by kind and unit, each with its status, who bears it and who says how much.

    The headline is a count of them by status; retired ones are left out.
    """
    standing = [cost for cost in costs if cost.retired is None]
    if not standing:
        return nothing("fig-costs", _("No cost is on record"))
    real = [cost for cost in standing if cost.status != "exposed"]
    exposed = [cost for cost in standing if cost.status == "exposed"]
    parts = [_("By kind and unit; sums as they were given, none converted or added up.")] if real else []
    blocks = [_grid(name, found, context) for name, found in _groups(real)]
    if exposed:
        apart = _("Exposed: what might be lost, and nobody has threatened")
        blocks.append(_grid(apart, exposed, context, comparable=False))
        count = len(exposed)
        alone = ngettext("{number} is exposed, which is no cost.", "{number} are exposed, which is no cost.", count)
        more = ngettext("{number} more is exposed, which is no cost.", "{number} more are exposed, which is no cost.", count)
        parts.append(more if real else alone)
    has_axis = any(column.ticks for block in blocks for column in block.columns)
    note = _note(has_axis=has_axis, has_weak=any(is_weak(context.corpus, cost) for cost in standing))
    table = table_of(_COLUMNS, standing, context.voices, shown=False)
    return Figure("fig-costs", _headline(real), " ".join(parts), tuple(blocks), note, table, wide=True)


def _groups(costs: Sequence[Cost]) -> Iterator[tuple[str, list[Cost]]]:
    """Yield the costs of each kind and unit under their name, those without a figure before others of their kind, the greatest first."""
    by_sort: dict[tuple[str, str], list[Cost]] = {}
    for cost in costs:
        by_sort.setdefault((cost.kind, unit_name(cost.amount)), []).append(cost)
    order = list(COST_KINDS)
    for kind, unit in sorted(by_sort, key=lambda sort: (order.index(sort[0]), not sort[1], sort[1])):
        label = _("{kind}, {unit}", kind=_(COST_KINDS[kind]), unit=unit) if unit else _("{kind}, no figure", kind=_(COST_KINDS[kind]))
        yield label, sorted(by_sort[kind, unit], key=lambda cost: (-figures_in(cost.amount)[-1] if cost.amount else 0, cost.id))


def _grid(name: str, costs: Sequence[Cost], context: FigureContext, *, comparable: bool = True) -> Grid:
    amounts = [cost.amount for cost in costs if cost.amount]
    scale = value_scale(figure for amount in amounts for figure in figures_in(amount))
    ticks = tuple(AxisTick(scale.at(tick), figure_with_word(tick)) for tick in scale.ticks)
    has_axis = comparable and len(amounts) >= FEWEST
    columns = (
        Column(_("What"), width=18),
        Column(_("How much"), width=9 if has_axis else 14),
        *((Column(_("Range"), "strip", 12, ticks=ticks),) if has_axis else ()),
        Column(_("Who bears it, and who says so")),
    )
    rows = []
    for cost in costs:
        drawn = (cell(_strip(cost, scale, hollow=is_weak(context.corpus, cost))),) if has_axis else ()
        rows.append(Row((_name(cost, context), _amount(cost), *drawn, _details(cost, context))))
    return Grid(columns, tuple(rows), caption=name, bare=not has_axis)


def is_weak(corpus: Corpus, cost: Cost) -> bool:
    """Tell whether what is said of a cost is disputed, or rests on one source that is weak or not graded."""
    return cost.status == "disputed" or is_weakly_supported(corpus, cost.evidence)


def _strip(cost: Cost, scale: ValueScale, *, hollow: bool) -> Strip:
    amount = cost.amount
    if amount is None:
        return Strip(())
    faint = cost.status != "incurred"
    places = [scale.at(figure) for figure in figures_in(amount)]
    first, last = places[0], places[-1]
    if amount.best is None and amount.low is None:
        return Strip((Piece("open-before", 0, last, faint=faint), Piece("tick", last, last)))
    if amount.best is None and amount.high is None:
        return Strip((Piece("open", first, 100, faint=faint), Piece("tick", first, first)))
    if first == last:
        return Strip((Piece("ring" if hollow or faint else "dot", first, first),))
    best = () if amount.best is None else (Piece("tick", scale.at(amount.best), scale.at(amount.best)),)
    return Strip((Piece("frame" if hollow or faint else "bar", first, last), *best))


def _name(cost: Cost, context: FigureContext) -> Cell:
    when = [muted(f" {cost.period.words()}")] if cost.period else []
    return (line(FigureText(cost.title, context.where(cost))), line(status_sign(cost.status), *when))


def _amount(cost: Cost) -> Cell:
    if cost.amount is None:
        return cell(cost.qualitative or "")
    figure = line(FigureText(amount_words(cost.amount), emphasis="strong"))
    return (figure, line(muted(cost.qualitative))) if cost.qualitative else (figure,)


def _details(cost: Cost, context: FigureContext) -> Cell:
    estimator = _("estimator not given") if cost.amount else ""
    if cost.estimated_by and (cost.amount or cost.estimated_by != cost.threatened_by):
        who = comma_list(map(context.voices, cost.estimated_by))
        estimator = _("estimated by {actors}", actors=who) if cost.amount else _("named by {actors}", actors=who)
    parts = [
        _("Borne by {actors}", actors=comma_list(map(context.voices, cost.bearer))),
        prices_words(cost.amount) if cost.amount else "",
        estimator,
        _("threatened by {actors}", actors=comma_list(map(context.voices, cost.threatened_by))) if cost.threatened_by else "",
        sources_words(cost.evidence),
    ]
    threat = ((muted(_("Threatened before:") + " "), *context.prose(cost.threat)),) if cost.threat else ()
    return (line(muted(clause_list(filter(None, parts)))), *threat, *last_change(cost))


def figures_in(amount: Amount) -> list[Decimal]:
    """Return the figures given, from the lowest to the highest."""
    return [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]


def amount_words(amount: Amount) -> str:
    """Return what is given of an amount with its unit: 'US$2 bn to 3 bn a year, best estimate 2.4 bn', 'at least 23 deaths'."""
    low, best, high = ("" if figure is None else figure_with_word(figure) for figure in (amount.low, amount.best, amount.high))
    if low and high:
        range_words = _with_unit(low if low == high else _("{low} to {high}", low=low, high=high), amount)
    elif low:
        range_words = _("at least {figure}", figure=_with_unit(low, amount))
    elif high:
        range_words = _("up to {figure}", figure=_with_unit(high, amount))
    else:
        return _with_unit(best, amount)
    return range_words if best in ("", low, high) else _("{amount}, best estimate {best}", amount=range_words, best=best)


def _with_unit(figure: str, amount: Amount) -> str:
    if amount.currency in _SIGNS:
        figure = _("{sign}{figure}", sign=_SIGNS[amount.currency], figure=figure)
    elif amount.currency:
        figure = _("{currency} {figure}", currency=amount.currency, figure=figure)
    return _each(joined(filter(None, (figure, amount.unit)), " "), amount.per)


def _each(amount: str, per: str | None) -> str:
    """Return an amount or a unit with the time or thing for each of which it is given: 'US$3 m a year'."""
    return _("{amount} a {per}", amount=amount, per=per) if per else amount


def unit_name(amount: Amount | None) -> str:
    """Return the unit in which figures may be compared: 'USD a year', 'number'; nothing without an amount."""
    return _each(amount.currency or amount.unit or _("number"), amount.per) if amount else ""


def prices_words(amount: Amount) -> str:
    """Return of which year the prices of a sum are; nothing for an amount that is no sum of money."""
    if amount.price_year:
        return _("{year} prices", year=amount.price_year)
    return _("price year not given") if amount.currency else ""


def _headline(costs: Sequence[Cost]) -> str:
    numbers = Counter[str](cost.status for cost in costs)
    counted = [_(words, number=numbers[status]) for status, words in _STATES.items() if numbers[status]]
    if not counted:
        return _("No cost is on record")
    if len(costs) == 1:
        return _("The one cost is {status}", status=status_word(costs[0].status).lower())
    return ngettext("{number} cost: {parts}", "{number} costs: {parts}", len(costs), parts=and_list(counted))


def _note(*, has_axis: bool, has_weak: bool) -> str:
    axis = _("Dot or bar: the figures given; tick: the best estimate, a floor or a ceiling; fading: no other end given.")
    hollow = _("Hollow or dashed: not paid, disputed, or on one weak source.")
    weak = _("What rests on one weak source is not certain to have been paid.")
    return sentence_list([*([axis, hollow] if has_axis else []), weak if has_weak else ""]) or _("Each title leads to its evidence.")


_COLUMNS: Final[Columns[Cost, Names]] = (
    (N_("Cost"), lambda cost, _unused: cost.title),
    (N_("Status"), lambda cost, _unused: status_word(cost.status)),
    (N_("Period"), lambda cost, _unused: cost.period.words() if cost.period else ""),
    (N_("Lowest"), lambda cost, _unused: cost.amount.low if cost.amount else None),
    (N_("Best"), lambda cost, _unused: cost.amount.best if cost.amount else None),
    (N_("Highest"), lambda cost, _unused: cost.amount.high if cost.amount else None),
    (N_("Unit"), lambda cost, _unused: unit_name(cost.amount)),
    (N_("Price year"), lambda cost, _unused: (cost.amount.price_year or _("not given")) if cost.amount and cost.amount.currency else ""),
    (N_("In words"), lambda cost, _unused: cost.qualitative),
    (N_("Borne by"), lambda cost, names: comma_list(map(names, cost.bearer))),
    (N_("Imposed by"), lambda cost, names: comma_list(map(names, cost.imposed_by))),
    (N_("Estimated by"), lambda cost, names: comma_list(map(names, cost.estimated_by))),
    (N_("Evidence"), lambda cost, names: sources_named(cost.evidence, names)),
    (N_("Changes"), lambda cost, _unused: changes_words(cost)),
)
"""Everything behind the figure, with sums as they were given."""
FAR_APART: Final = 100
"""From this ratio of the largest to the least figure on, the scale is logarithmic."""
_USED: Final = 96.0
_MOST_TICKS: Final = 5
_MOST_POWERS: Final = 3
"""The most steps of a logarithmic scale; their words are longer."""
_LEAST: Final = Decimal("0.0005")
_SIZES: Final = (
    (Decimal(10) ** 12, N_("{figure} trillion")),
    (Decimal(10) ** 9, N_("{figure} bn")),
    (Decimal(10) ** 6, N_("{figure} m")),
)
"""By what figures are divided so that they are short, and how they are then said."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """A stretch of values laid out from 0 to 100 per cent."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float | Decimal) -> float:
        """Return the place of a value, in per cent, kept within the scale."""
        low, high, number = self.low, self.high, max(float(value), self.low)
        if self.logarithmic:
            low, high, number = math.log(low), math.log(high), math.log(number)
        return min(1.0, (number - low) / (high - low)) * _USED


def value_scale(values: Iterable[Decimal]) -> ValueScale:
    """Return a scale that holds all values; linear scales start at nought or below."""
    known = [float(value) for value in values]
    least, most = min(known, default=0.0), max(known, default=0.0)
    if least > 0 and most / least > FAR_APART:
        first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
        step = max(1, math.ceil((last - first) / _MOST_POWERS))
        powers = range(first, last + step, step)
        return ValueScale(10.0**first, 10.0 ** powers[-1], logarithmic=True, ticks=tuple(10.0**power for power in powers))
    step_size = _step(max(most, 0.0) - min(least, 0.0))
    low, high = math.floor(min(least, 0.0) / step_size), max(math.ceil(max(most, 0.0) / step_size), 1)
    return ValueScale(low * step_size, high * step_size, logarithmic=False, ticks=tuple(tick * step_size for tick in range(low, high + 1)))


def _step(span: float) -> float:
    if span <= 0:
        return 1.0
    rough = span / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)


@cached_per_locale
def figure_with_word(value: Decimal | float) -> str:
    """Return a figure with the word of its own size, where figures far apart stand together: '5 thousand', '18 bn'."""
    number = Decimal(str(value))
    for size, words in _SIZES:
        if abs(number) >= size:
            return _(words, figure=figure_of(number, size))
    return figure_of(number)


@cached_per_locale
def figure_of(value: Decimal | float, factor: Decimal = Decimal(1)) -> str:
    """Return a figure as readers write it: '7.3', '1,200', '18', with three decimals at most, or two digits of one that is less."""
    number = Decimal(str(value)) / factor + 0  # of -0 and 0, which are kept as one, the sign goes
    text = f"{number:,.3f}" if not number or abs(number) >= _LEAST else f"{Decimal(f'{number:.1e}'):f}"
    return numeral((text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−"))
