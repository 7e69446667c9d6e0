"""What is said beside the range of a cost, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.figures.scale import commas
from generator.figures.signs import status_word
from generator.figures.standing import changes_words, sources_named
from generator.figures.value_scale import figure_with_word
from generator.language import message, say
from generator.language.foreign import marked

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


def _price_year(amount: Amount) -> Value:
    return (amount.price_year or say("not given")) if amount.currency else ""


def unit_words(amount: Amount) -> str:
    """Return the unit of an amount as its data have it: 'USD a year', 'deaths'."""
    return each(" ".join(filter(None, (amount.currency, marked(amount.unit or "")))), amount.per).strip()


COLUMNS: Final[Columns[Cost, Names]] = (
    (message("Cost"), lambda cost, _: cost.title),
    (message("Status"), lambda cost, _: status_word(cost.status)),
    (message("Period"), lambda cost, _: cost.period.words() if cost.period else ""),
    (message("Lowest"), lambda cost, _: cost.amount.low if cost.amount else None),
    (message("Best"), lambda cost, _: cost.amount.best if cost.amount else None),
    (message("Highest"), lambda cost, _: cost.amount.high if cost.amount else None),
    (message("Unit"), lambda cost, _: unit_words(cost.amount) if cost.amount else ""),
    (message("Price year"), lambda cost, _: _price_year(cost.amount) if cost.amount else ""),
    (message("In words"), lambda cost, _: cost.qualitative),
    (message("Borne by"), lambda cost, names: commas(map(names, cost.bearer))),
    (message("Imposed by"), lambda cost, names: commas(map(names, cost.imposed_by))),
    (message("Estimated by"), lambda cost, names: commas(map(names, cost.estimated_by))),
    (message("Evidence"), lambda cost, names: sources_named(cost.evidence, names)),
    (message("Changes"), lambda cost, _: changes_words(cost)),
)
"""Everything behind the figure, with sums as they were given."""
