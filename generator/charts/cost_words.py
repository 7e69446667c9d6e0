"""What is said beside the range of a cost, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.figure import Table
from generator.charts.markup import linked, words
from generator.charts.standing import changes_words, last_change, plain, sources_named, sources_words, voices_html
from generator.charts.statuses import status_mark, status_word
from generator.charts.value_scale import figure_of, figure_with_word, unit_of

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
    *("Cost", "Status", "Period", "Lowest", "Best", "Highest", "Unit", "Price year", "In words"),
    *("Borne by", "Imposed by", "Estimated by", "Evidence", "Changes"),
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
        f"Borne by {voices_html(cost.bearer, names)}",
        _prices(cost.amount) if cost.amount else "",
        f"estimated by {voices_html(cost.estimated_by, names)}" if cost.estimated_by else "estimator not given",
        sources_words(cost.evidence),
    ]
    change = last_change(cost)
    since = words(f"{change.on.words()}: {plain(change.what)}", "sub") if change else ""
    return f'<span class="sub">{"; ".join(part for part in parts if part)}</span>{since}'


def _prices(amount: Amount) -> str:
    if amount.price_year:
        return f"{amount.price_year} prices"
    return "price year not given" if amount.currency else ""


def said(amount: Amount, write: Write) -> str:
    """Return a range as safe HTML: both ends with a dash between them, '3 up to 5', 'at least 3'."""
    low, best, high = (None if figure is None else write(figure) for figure in (amount.low, amount.best, amount.high))
    if low is not None and high is not None:
        span = low if low == high else f"{low}–{high}"
        return span if best in (None, low, high) else f'{span} <span class="of">best {best}</span>'
    if best is not None:
        more = f' <span class="of">up to {high}</span>' if high not in (None, best) else ""
        return best + (more or (f' <span class="of">at least {low}</span>' if low not in (None, best) else ""))
    return f"up to {high}" if high is not None else f"at least {low}"


def most_of(amount: Amount) -> str:
    """Return the greatest figure with its unit, as in running text: 'US$18 bn a year', '13 thousand troops'."""
    most = figures_in(amount)[-1]
    factor, word = unit_of([most])
    sign = SIGNS.get(amount.currency or "", f"{amount.currency} " if amount.currency else "")
    return " ".join(filter(None, (f"{sign}{figure_of(most, factor)}", word, amount.unit, f"a {amount.per}" if amount.per else "")))


def whole(amount: Amount) -> str:
    """Return a range with its unit as plain text, for a cost that stands alone: 'US$1 m a day'."""
    low, high = figures_in(amount)[0], figures_in(amount)[-1]
    return most_of(amount) if low == high else f"{figure_with_word(low)} to {most_of(amount)}"


def data(costs: Sequence[Cost], names: Names) -> Table:
    """Return everything behind the figure, with sums as they were given."""
    return Table(_COLUMNS, [_cells(cost, names) for cost in costs])


def _cells(cost: Cost, names: Names) -> list[str]:
    amount = cost.amount
    figures = [amount.low, amount.best, amount.high] if amount else [None] * 3
    year = "" if amount is None or not amount.currency else str(amount.price_year or "not given")
    voices = (", ".join(map(names, found)) for found in (cost.bearer, cost.imposed_by, cost.estimated_by))
    return [
        *(cost.title, status_word(cost.status), cost.period.words() if cost.period else ""),
        *("" if figure is None else f"{figure:f}" for figure in figures),
        *(unit_words(amount) if amount else "", year, cost.qualitative or ""),
        *(*voices, sources_named(cost.evidence, names), changes_words(cost)),
    ]


def unit_words(amount: Amount) -> str:
    """Return the unit of an amount as its data have it: 'USD a year', 'deaths'."""
    return " ".join(filter(None, (amount.currency, amount.unit, f"a {amount.per}" if amount.per else "")))
