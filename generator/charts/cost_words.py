"""What is said beside the range of a cost, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.figure import Table
from generator.charts.markup import linked, words
from generator.charts.scale import Number, clauses, commas
from generator.charts.standing import change_words, changes_words, last_change, sources_named, sources_words, voices_html
from generator.charts.statuses import status_mark, status_word
from generator.charts.value_scale import figure_of, figure_with_word, unit_of, with_word
from generator.language import message, say
from generator.language.foreign import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Cost
    from generator.records.costs import Amount

    Write = Callable[[Decimal], str]
    """Writes a figure in the unit of its panel."""

SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£"}
_COLUMNS: Final = (
    *(message("Cost"), message("Status"), message("Period"), message("Lowest"), message("Best"), message("Highest"), message("Unit")),
    *(message("Price year"), message("In words"), message("Borne by"), message("Imposed by"), message("Estimated by")),
    *(message("Evidence"), message("Changes")),
)


def figures_in(amount: Amount) -> list[Decimal]:
    """Return the figures given, from the lowest to the highest."""
    return [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]


def name_of(cost: Cost, where: Where) -> str:
    """Return a cost's title with how it stands and when."""
    when = f" {words(cost.period.words())}" if cost.period else ""
    return f'{linked(cost.title, where(cost))}<span class="sub">{status_mark(cost.status)}{when}</span>'


def details(cost: Cost, names: Names) -> str:
    """Return who bears a cost, in whose prices and by whose estimate it is given, what that rests on, and the last change."""
    parts = [
        say("Borne by {actors}", actors=voices_html(cost.bearer, names)),
        _prices(cost.amount) if cost.amount else "",
        say("estimated by {actors}", actors=voices_html(cost.estimated_by, names)) if cost.estimated_by else say("estimator not given"),
        sources_words(cost.evidence),
    ]
    change = last_change(cost)
    since = words(change_words(change), "sub") if change else ""
    return f'<span class="sub">{clauses(part for part in parts if part)}</span>{since}'


def _prices(amount: Amount) -> str:
    if amount.price_year:
        return say("{year} prices", year=amount.price_year)
    return say("price year not given") if amount.currency else ""


def said(amount: Amount, write: Write) -> str:
    """Return a range as safe HTML: both ends with a dash between them, '3 up to 5', 'at least 3'."""
    low, best, high = (None if figure is None else write(figure) for figure in (amount.low, amount.best, amount.high))
    if low is not None and high is not None:
        span = low if low == high else say("{low}–{high}", low=low, high=high)
        return span if best in (None, low, high) else f'{span} <span class="of">' + say("best {figure}", figure=best) + "</span>"
    limit = say("up to {figure}", figure=high) if high is not None else say("at least {figure}", figure=low)
    if best is None:
        return limit
    return best if {low, high} <= {None, best} else f'{best} <span class="of">{limit}</span>'


def most_of(amount: Amount) -> str:
    """Return the greatest figure with its unit, as in running text: 'US$18 bn a year', '13 thousand troops'."""
    most = figures_in(amount)[-1]
    factor, word = unit_of([most])
    figure = with_word(figure_of(most, factor), word)
    if amount.currency in SIGNS:
        figure = say("{sign}{figure}", sign=SIGNS[amount.currency], figure=figure)
    elif amount.currency:
        figure = say("{currency} {figure}", currency=amount.currency, figure=figure)
    return each(" ".join(filter(None, (figure, marked(amount.unit or "")))), amount.per)


def each(amount: str, per: str | None) -> str:
    """Return an amount or a unit with the time or thing for each of which it is given: 'US$3 m a year'."""
    return say("{amount} a {per}", amount=amount, per=per) if per else amount


def whole(amount: Amount) -> str:
    """Return a range with its unit as plain text, for a cost that stands alone: 'US$1 m a day'."""
    low, high = figures_in(amount)[0], figures_in(amount)[-1]
    return most_of(amount) if low == high else say("{low} to {high}", low=figure_with_word(low), high=most_of(amount))


def data(costs: Sequence[Cost], names: Names) -> Table:
    """Return everything behind the figure, with sums as they were given."""
    return Table([*map(say, _COLUMNS)], [_cells(cost, names) for cost in costs])


def _cells(cost: Cost, names: Names) -> list[str]:
    amount = cost.amount
    figures = [amount.low, amount.best, amount.high] if amount else [None] * 3
    year = "" if amount is None or not amount.currency else Number(amount.price_year) if amount.price_year else say("not given")
    voices = (commas(map(names, found)) for found in (cost.bearer, cost.imposed_by, cost.estimated_by))
    return [
        *(cost.title, status_word(cost.status), cost.period.words() if cost.period else ""),
        *("" if figure is None else Number(f"{figure:f}") for figure in figures),
        *(unit_words(amount) if amount else "", year, cost.qualitative or ""),
        *(*voices, sources_named(cost.evidence, names), changes_words(cost)),
    ]


def unit_words(amount: Amount) -> str:
    """Return the unit of an amount as its data have it: 'USD a year', 'deaths'."""
    return each(" ".join(filter(None, (amount.currency, marked(amount.unit or "")))), amount.per).strip()
