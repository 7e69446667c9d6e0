"""What is said beside the range of a cost, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.signs import status_word
from generator.figures.standing import changes_words, sources_named
from generator.figures.value_scale import figure_with_word
from generator.language import N_, _
from generator.language.localized import tagged
from generator.language.sentences import comma_list

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.figures.figure import Columns, Names, Value
    from generator.records import Cost
    from generator.records.costs import Amount

SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£"}


def figures_in(amount: Amount) -> list[Decimal]:
    """Return the figures given, from the lowest to the highest."""
    return [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]


def _with_unit(figure: str, amount: Amount) -> str:
    if amount.currency in SIGNS:
        figure = _("{sign}{figure}", sign=SIGNS[amount.currency], figure=figure)
    elif amount.currency:
        figure = _("{currency} {figure}", currency=amount.currency, figure=figure)
    return each(" ".join(filter(None, (figure, tagged(amount.unit or "")))), amount.per)


def each(amount: str, per: str | None) -> str:
    """Return an amount or a unit with the time or thing for each of which it is given: 'US$3 m a year'."""
    return _("{amount} a {per}", amount=amount, per=per) if per else amount


def is_ceiling(amount: Amount) -> bool:
    """Tell whether no more than the highest figure is given."""
    return amount.best is None and amount.low is None


def is_floor(amount: Amount) -> bool:
    """Tell whether no more than the lowest figure is given."""
    return amount.best is None and amount.high is None


def range_words(amount: Amount) -> str:
    """Return a range with its unit: 'US$2 bn to 3 bn a year', 'at least 23 deaths', 'up to US$18 bn'."""
    low, high = (figure_with_word(figures_in(amount)[index]) for index in (0, -1))
    if is_ceiling(amount):
        return _("up to {figure}", figure=_with_unit(high, amount))
    if is_floor(amount):
        return _("at least {figure}", figure=_with_unit(low, amount))
    return _with_unit(high if low == high else _("{low} to {high}", low=low, high=high), amount)


def unit_name(amount: Amount | None) -> str:
    """Return the unit in which figures may be compared: 'USD a year', 'number'; nothing without an amount."""
    return each(amount.currency or amount.unit or _("number"), amount.per) if amount else ""


def _price_year(amount: Amount) -> Value:
    return (amount.price_year or _("not given")) if amount.currency else ""


COLUMNS: Final[Columns[Cost, Names]] = (
    (N_("Cost"), lambda cost, _unused: cost.title),
    (N_("Status"), lambda cost, _unused: status_word(cost.status)),
    (N_("Period"), lambda cost, _unused: cost.period.words() if cost.period else ""),
    (N_("Lowest"), lambda cost, _unused: cost.amount.low if cost.amount else None),
    (N_("Best"), lambda cost, _unused: cost.amount.best if cost.amount else None),
    (N_("Highest"), lambda cost, _unused: cost.amount.high if cost.amount else None),
    (N_("Unit"), lambda cost, _unused: unit_name(cost.amount)),
    (N_("Price year"), lambda cost, _unused: _price_year(cost.amount) if cost.amount else ""),
    (N_("In words"), lambda cost, _unused: cost.qualitative),
    (N_("Borne by"), lambda cost, names: comma_list(map(names, cost.bearer))),
    (N_("Imposed by"), lambda cost, names: comma_list(map(names, cost.imposed_by))),
    (N_("Estimated by"), lambda cost, names: comma_list(map(names, cost.estimated_by))),
    (N_("Evidence"), lambda cost, names: sources_named(cost.evidence, names)),
    (N_("Changes"), lambda cost, _unused: changes_words(cost)),
)
"""Everything behind the figure, with sums as they were given."""
