"""The figure of costs: a list grouped by kind and unit, with an axis for three or more comparable figures.

Exposed values are listed separately: they are no costs, and are never added to or ranked with costs.
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
"""The minimum number of figures of one kind and unit for an axis."""
_SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£"}
_STATES: Final = names_of("costs.counted")


def costs_figure(costs: Sequence[Cost], context: FigureContext) -> Figure:
    """Return a list of costs grouped by kind and unit, each with its status, who bears it and who estimated it.

    The headline counts them by status; retired costs are left out.
    """
    standing = [cost for cost in costs if cost.retired is None]
    if not standing:
        return nothing("fig-costs", _("No cost is on record"))
    real = [cost for cost in standing if cost.status != "exposed"]
    exposed = [cost for cost in standing if cost.status == "exposed"]
    parts = [_("By kind and unit; sums as they were given, none converted or added up.")] if real else []
    blocks = [_grid(name, group, context) for name, group in _groups(real)]
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
    """Yield label and costs, largest first, of each kind and unit; costs without a figure precede others of their kind."""
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
        strip_cell = (cell(_strip(cost, scale, hollow=is_weak(context.corpus, cost))),) if has_axis else ()
        rows.append(Row((_name(cost, context), _amount(cost), *strip_cell, _details(cost, context))))
    return Grid(columns, tuple(rows), caption=name, bare=not has_axis)


def is_weak(corpus: Corpus, cost: Cost) -> bool:
    """Return whether a cost is disputed, or rests on one source that is weak or not graded."""
    return cost.status == "disputed" or is_weakly_supported(corpus, cost.evidence)


def _strip(cost: Cost, scale: ValueScale, *, hollow: bool) -> Strip:
    amount = cost.amount
    if amount is None:
        return Strip(())
    faint = cost.status != "incurred"
    positions = [scale.at(figure) for figure in figures_in(amount)]
    first, last = positions[0], positions[-1]
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
        who = comma_list(map(context.corpus.name_within, cost.estimated_by))
        estimator = _("estimated by {actors}", actors=who) if cost.amount else _("named by {actors}", actors=who)
    parts = [
        _("Borne by {actors}", actors=comma_list(map(context.corpus.name_within, cost.bearer))),
        prices_words(cost.amount) if cost.amount else "",
        estimator,
        _("threatened by {actors}", actors=comma_list(map(context.corpus.name_within, cost.threatened_by))) if cost.threatened_by else "",
        sources_words(cost.evidence),
    ]
    threat = ((muted(_("Threatened before:") + " "), *context.prose(cost.threat)),) if cost.threat else ()
    return (line(muted(clause_list(filter(None, parts)))), *threat, *last_change(cost))


def figures_in(amount: Amount) -> list[Decimal]:
    """Return the stated figures in ascending order."""
    return [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]


def amount_words(amount: Amount) -> str:
    """Return the stated figures of an amount with its unit: 'US$2 bn to 3 bn a year, best estimate 2.4 bn', 'at least 23 deaths'."""
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
    return _with_rate(joined(filter(None, (figure, amount.unit)), " "), amount.per)


def _with_rate(amount: str, per: str | None) -> str:
    """Return an amount or a unit with its rate: 'US$3 m a year'."""
    return _("{amount} a {per}", amount=amount, per=per) if per else amount


def unit_name(amount: Amount | None) -> str:
    """Return the unit in which figures are comparable: 'USD a year', 'number'; empty without an amount."""
    return _with_rate(amount.currency or amount.unit or _("number"), amount.per) if amount else ""


def prices_words(amount: Amount) -> str:
    """Return the price year of a sum of money; empty for any other amount."""
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
"""The data of the figure, with sums as stated."""
FAR_APART: Final = 100
"""The ratio of largest to smallest figure above which the scale is logarithmic."""
_AXIS_END: Final = 96.0
_MAX_TICKS: Final = 5
_MAX_POWERS: Final = 3
"""The maximum number of steps of a logarithmic scale, whose labels are longer."""
_MIN_WITH_DECIMALS: Final = Decimal("0.0005")
_MAGNITUDES: Final = (
    (Decimal(10) ** 12, N_("{figure} trillion")),
    (Decimal(10) ** 9, N_("{figure} bn")),
    (Decimal(10) ** 6, N_("{figure} m")),
)
"""The divisors that shorten large figures, with their words."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """A scale that maps a range of values to 0 to 100 per cent."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float | Decimal) -> float:
        """Return the position of a value in per cent, clamped to the scale."""
        low, high, number = self.low, self.high, max(float(value), self.low)
        if self.logarithmic:
            low, high, number = math.log(low), math.log(high), math.log(number)
        return min(1.0, (number - low) / (high - low)) * _AXIS_END


def value_scale(values: Iterable[Decimal]) -> ValueScale:
    """Return a scale that contains all values; linear scales start at or below zero."""
    numbers = [float(value) for value in values]
    least, most = min(numbers, default=0.0), max(numbers, default=0.0)
    if least > 0 and most / least > FAR_APART:
        first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
        step = max(1, math.ceil((last - first) / _MAX_POWERS))
        powers = range(first, last + step, step)
        return ValueScale(10.0**first, 10.0 ** powers[-1], logarithmic=True, ticks=tuple(10.0**power for power in powers))
    step_size = _step(max(most, 0.0) - min(least, 0.0))
    low, high = math.floor(min(least, 0.0) / step_size), max(math.ceil(max(most, 0.0) / step_size), 1)
    return ValueScale(low * step_size, high * step_size, logarithmic=False, ticks=tuple(tick * step_size for tick in range(low, high + 1)))


def _step(span: float) -> float:
    if span <= 0:
        return 1.0
    rough = span / _MAX_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)


@cached_per_locale
def figure_with_word(value: Decimal | float) -> str:
    """Return a figure with the word for its magnitude: '7.3 m', '18 bn'."""
    number = Decimal(str(value))
    for size, words in _MAGNITUDES:
        if abs(number) >= size:
            return _(words, figure=figure_of(number, size))
    return figure_of(number)


@cached_per_locale
def figure_of(value: Decimal | float, factor: Decimal = Decimal(1)) -> str:
    """Return a formatted figure: '7.3', '1,200', '18'; with at most three decimals, or two significant digits if it is smaller."""
    number = Decimal(str(value)) / factor + 0  # + 0 drops the sign of -0, which shares its cache entry with 0
    text = f"{number:,.3f}" if not number or abs(number) >= _MIN_WITH_DECIMALS else f"{Decimal(f'{number:.1e}'):f}"
    return numeral((text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−"))
