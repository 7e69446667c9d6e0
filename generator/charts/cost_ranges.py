"""What is paid or may be paid: ranges in the unit in which they were given, never converted and never added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure
from generator.charts.markup import NOTHING, bar, cell, disc, head_cell, level, linked, row, strip, table, unseen, upright, words
from generator.charts.scale import count_of, listed, percent
from generator.charts.value_scale import ValueScale, figure_of, unit_of, value_scale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Cost
    from generator.records.costs import Amount

HOLLOW: Final = frozenset({"disputed", "threatened"})
"""Costs of this status are drawn hollow: nobody has paid them."""
_MANY: Final = 4
_SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class _Panel:
    """The costs that were given in one unit."""

    unit: str
    factor: Decimal
    costs: Sequence[tuple[Cost, Amount]]
    scale: ValueScale


def cost_ranges(
    costs: Sequence[Cost],
    *,
    names: Names,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-costs",
    wide: bool = False,
) -> Figure:
    """Return costs as ranges, one panel for each unit; those without a figure follow as words.

    Args:
        costs: The costs; retired ones are left out.
        names: Gives the name of an actor, or of whoever gave a figure; other words come back as they are.
        where: Gives the address of a record.
        title: The headline; computed from the largest figure if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = [cost for cost in costs if cost.retired is None]
    panels = _panels(standing)
    told = [cost for cost in standing if cost.amount is None]
    subtitle = _subtitle(standing, panels)
    if not standing:
        return Figure(figure_id, title or "No cost is on record", subtitle, NOTHING, "Nothing to read yet.", wide=wide, empty=True)
    drawing = "".join(_table(panel, names, where) for panel in panels) + (_told(told, names, where) if told else "")
    return Figure(figure_id, title or _headline(panels, told), subtitle, drawing, _note(panels), wide=wide)


def _panels(costs: Sequence[Cost]) -> list[_Panel]:
    groups: dict[tuple[str, str, str], list[tuple[Cost, Amount]]] = {}
    for cost in costs:
        if cost.amount is not None:
            key = (cost.amount.currency or "", cost.amount.unit or "", cost.amount.per or "")
            groups.setdefault(key, []).append((cost, cost.amount))
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [_panel(key, found) for key, found in ordered]


def _panel(key: tuple[str, str, str], found: Sequence[tuple[Cost, Amount]]) -> _Panel:
    currency, unit, per = key
    figures = [figure for _, amount in found for figure in _figures(amount)]
    factor, word = unit_of(figures)
    name = " ".join(part for part in (_SIGNS.get(currency, currency), word, unit, f"a {per}" if per else "") if part)
    ordered = sorted(found, key=lambda one: (-max(_figures(one[1])), one[0].id))
    return _Panel(name or "number", factor, ordered, value_scale([figure / factor for figure in figures]))


def _figures(amount: Amount) -> list[Decimal]:
    return [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]


def _table(panel: _Panel, names: Names, where: Where) -> str:
    lines = "".join(upright("g", panel.scale.at(tick)) for tick in panel.scale.ticks)
    texts = "".join(_tick_text(tick, panel, "" if index == 0 else ' class="mid"') for index, tick in enumerate(panel.scale.ticks))
    head = [head_cell("What"), head_cell(unseen("Range") + strip(texts, "axis")), head_cell(words(panel.unit), "n")]
    unit = f'<p class="cost__unit" aria-hidden="true">{words(panel.unit)}</p>'
    rows = [
        row(_name(cost, names, where), [cell(strip(lines + _mark(cost, amount, panel)), "s"), cell(_said(amount, panel.factor), "n")])
        for cost, amount in panel.costs
    ]
    return unit + table("cost", head, rows)


def _tick_text(tick: float, panel: _Panel, style: str) -> str:
    return f'<text x="{percent(panel.scale.at(tick))}" y="70%"{style}>{figure_of(tick)}</text>'


def _name(cost: Cost, names: Names, where: Where) -> str:
    parts = [
        cost.status.capitalize(),
        f"borne by {_list(cost.bearer, names)}",
        f"{cost.amount.price_year} prices" if cost.amount and cost.amount.price_year else "",
        f"estimated by {_list(cost.estimated_by, names)}" if cost.estimated_by else "",
    ]
    return f"{linked(cost.title, where(cost))}{words(', '.join(part for part in parts if part), 'sub')}"


def _list(voices: Sequence[str], names: Names) -> str:
    return ", ".join(names(voice) for voice in voices)


def _said(amount: Amount, factor: Decimal) -> str:
    low, best, high = (None if figure is None else figure_of(figure, factor) for figure in (amount.low, amount.best, amount.high))
    if low is not None and high is not None:
        span = low if low == high else f"{low}–{high}"
        return span if best in (None, low, high) else f'{span} <span class="of">best {best}</span>'
    if best is not None:
        more = f' <span class="of">up to {high}</span>' if high not in (None, best) else ""
        return best + (more or (f' <span class="of">at least {low}</span>' if low not in (None, best) else ""))
    return f"up to {high}" if high is not None else f"at least {low}"


def _mark(cost: Cost, amount: Amount, panel: _Panel) -> str:
    hollow = cost.status in HOLLOW
    low, best, high = (
        None if figure is None else panel.scale.at(figure / panel.factor) for figure in (amount.low, amount.best, amount.high)
    )
    tick = "tick hollow" if hollow else "tick"
    if low is None and best is None and high is not None:
        return bar("fadeL", 0, high, 9) + upright(tick, high, "18%", "82%")
    if high is None and best is None and low is not None:
        return bar("fadeR", low, 100, 9) + upright(tick, low, "18%", "82%")
    ends = [place for place in (low, best, high) if place is not None]
    if ends[0] == ends[-1]:
        return disc("thin" if hollow else "dot", ends[0], 5.5)
    span = bar("thin", ends[0], ends[-1], 9) if hollow else level("wh", ends[0], ends[-1])
    return span + (upright(tick, best, "18%", "82%") if best is not None else "")


def _told(costs: Sequence[Cost], names: Names, where: Where) -> str:
    items = "".join(
        f"<dt>{_name(cost, names, where)}</dt><dd>{words(cost.qualitative or '')}</dd>" for cost in sorted(costs, key=lambda cost: cost.id)
    )
    return f'<p class="cost__told">Without a figure</p><dl class="cost-words">{items}</dl>'


def _subtitle(costs: Sequence[Cost], panels: Sequence[_Panel]) -> str:
    units = list(dict.fromkeys(panel.unit for panel in panels))
    log = " Logarithmic scale." if any(panel.scale.logarithmic for panel in panels) else ""
    said = listed(units) if len(units) < _MANY else f"{len(units)} units" if units else ""
    return f"{count_of(len(costs), 'cost')}{f', in {said}' if said else ''}, each in the money of its own year.{log}"


def _headline(panels: Sequence[_Panel], told: Sequence[Cost]) -> str:
    if not panels:
        return f"{count_of(len(told), 'cost')}, none with a figure"
    panel = next((panel for panel in panels if panel.costs[0][1].currency), panels[0])
    cost, amount = panel.costs[0]
    limit = "up to " if amount.low is None and amount.best is None else ""
    return f"The largest {'sum' if amount.currency else 'figure'}, {limit}{_whole(amount)}, is {cost.status}: {cost.title}"


def _whole(amount: Amount) -> str:
    """Return the greatest figure with its unit, as in running text: 'US$18 bn a year', '13 thousand troops'."""
    most = max(_figures(amount))
    factor, word = unit_of([most])
    sign = _SIGNS.get(amount.currency or "", f"{amount.currency} " if amount.currency else "")
    return " ".join(filter(None, (f"{sign}{figure_of(most, factor)}", word, amount.unit, f"a {amount.per}" if amount.per else "")))


def _note(panels: Sequence[_Panel]) -> str:
    shown = [pair for panel in panels for pair in panel.costs]
    up_to = any(amount.low is None and amount.best is None for _, amount in shown)
    parts = [
        "Dot: one figure. Bar: from the lowest to the highest figure given; tick: the best estimate." if shown else "",
        "Fading bar: a ceiling with no floor given." if up_to else "",
        "Hollow: disputed or threatened, not paid." if any(cost.status in HOLLOW for cost, _ in shown) else "",
        "Figures stand as they were given: nothing is converted, and nothing is added up.",
    ]
    return " ".join(part for part in parts if part)
