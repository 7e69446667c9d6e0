"""What is said beside the range of a cost, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.figure import Table
from generator.figures.scale import commas
from generator.figures.signs import status_word
from generator.figures.standing import changes_words, sources_named
from generator.figures.value_scale import figure_with_word
from generator.language import message, say
from generator.language.foreign import marked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.figures.figure import Names, Value
    from generator.records import Cost
    from generator.records.costs import Amount

SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£"}
_COLUMNS: Final = (
    *(message("Cost"), message("Status"), message("Period"), message("Lowest"), message("Best"), message("Highest"), message("Unit")),
    *(message("Price year"), message("In words"), message("Borne by"), message("Imposed by"), message("Estimated by")),
    *(message("Evidence"), message("Changes")),
)


def figures_in(amount: Amount) -> list[Decimal]:
    """Return the figures given, from the lowest to the highest."""
    return [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]


def _with_unit(figure: str, amount: Amount) -> str:
    if amount.currency in SIGNS:
        figure = say("{sign}{figure}", sign=SIGNS[amount.currency], figure=figure)
    elif amount.currency:
        figure = say("{currency} {figure}", currency=amount.currency, figure=figure)
    return each(" ".join(filter(None, (figure, marked(amount.unit or "")))), amount.per)


def each(amount: str, per: str | None) -> str:
    """Return an amount or a unit with the time or thing for each of which it is given: 'US$3 m a year'."""
    return say("{amount} a {per}", amount=amount, per=per) if per else amount


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
        return say("up to {figure}", figure=_with_unit(high, amount))
    if is_floor(amount):
        return say("at least {figure}", figure=_with_unit(low, amount))
    return _with_unit(high if low == high else say("{low} to {high}", low=low, high=high), amount)


def unit_name(amount: Amount | None) -> str:
    """Return the unit in which figures may be compared: 'USD a year', 'number'; nothing without an amount."""
    return each(amount.currency or amount.unit or say("number"), amount.per) if amount else ""


def cost_table(costs: Sequence[Cost], names: Names) -> Table:
    """Return everything behind the figure, with sums as they were given."""
    return Table([*map(say, _COLUMNS)], [_cells(cost, names) for cost in costs])


def _cells(cost: Cost, names: Names) -> list[Value]:
    amount = cost.amount
    figures: list[Value] = [amount.low, amount.best, amount.high] if amount else [None, None, None]
    year: Value = "" if amount is None or not amount.currency else amount.price_year or say("not given")
    voices = (commas(map(names, found)) for found in (cost.bearer, cost.imposed_by, cost.estimated_by))
    return [
        *(cost.title, status_word(cost.status), cost.period.words() if cost.period else ""),
        *(figure for figure in figures),
        *(unit_words(amount) if amount else "", year, cost.qualitative or ""),
        *(*voices, sources_named(cost.evidence, names), changes_words(cost)),
    ]


def unit_words(amount: Amount) -> str:
    """Return the unit of an amount as its data have it: 'USD a year', 'deaths'."""
    return each(" ".join(filter(None, (amount.currency, marked(amount.unit or "")))), amount.per).strip()
