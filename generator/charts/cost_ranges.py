"""What is paid or may be paid: ranges in the unit in which they were given, never converted and never added up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.charts.cost_words import SIGNS, data, details, each, figures_in, most_of, name_of, said, whole
from generator.charts.figure import Figure
from generator.charts.markup import bar, cell, disc, head_cell, isolated, level, nothing, row, strip, unseen, upright, words
from generator.charts.scale import listed, percent
from generator.charts.value_scale import ValueScale, figure_of, figure_with_word, unit_of, value_scale
from generator.language import message, say, say_count
from generator.language.foreign import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Cost
    from generator.records.costs import Amount

_MANY: Final = 4
_LONG: Final = 4
"""Words of a scale with more characters than this end at their line, so that the last keeps within the drawing."""
_STYLES: Final = {"projected": "thin", "threatened": "thin", "disputed": "doubt", "avoided": "gone", "exposed": "thin"}
"""The style of what nobody is known to have paid; the rest is filled."""
_READING: Final = {
    "incurred": message("Filled: incurred."),
    "thin": message("Dashed outline: projected or threatened, not paid."),
    "doubt": message("Hatched: disputed."),
    "gone": message("Faint outline: avoided."),
}
_SUMS: Final = {
    "incurred": message("The largest sum, {amount}, is incurred: {cost}"),
    "projected": message("The largest sum, {amount}, is projected: {cost}"),
    "threatened": message("The largest sum, {amount}, is threatened: {cost}"),
    "avoided": message("The largest sum, {amount}, is avoided: {cost}"),
    "disputed": message("The largest sum, {amount}, is disputed: {cost}"),
}
_SUMS_IN: Final = {
    "incurred": message("The largest sum in {unit}, {amount}, is incurred: {cost}"),
    "projected": message("The largest sum in {unit}, {amount}, is projected: {cost}"),
    "threatened": message("The largest sum in {unit}, {amount}, is threatened: {cost}"),
    "avoided": message("The largest sum in {unit}, {amount}, is avoided: {cost}"),
    "disputed": message("The largest sum in {unit}, {amount}, is disputed: {cost}"),
}
"""Where there are sums in several units, of which none can be called the largest of all."""
_FIGURES: Final = {
    "incurred": message("The largest figure, {amount}, is incurred: {cost}"),
    "projected": message("The largest figure, {amount}, is projected: {cost}"),
    "threatened": message("The largest figure, {amount}, is threatened: {cost}"),
    "avoided": message("The largest figure, {amount}, is avoided: {cost}"),
    "disputed": message("The largest figure, {amount}, is disputed: {cost}"),
}
_SHORTER: Final = {"thousand": message("{figure}k"), "trillion": message("{figure} tn")}
"""The words of an axis that are shorter than elsewhere."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """The costs that were given in one unit."""

    unit: str
    factor: Decimal
    costs: Sequence[tuple[Cost, Amount]]
    scale: ValueScale

    def write(self, figure: Decimal | float) -> str:
        """Return a figure as it is written in this panel; each with its own word where the scale is logarithmic."""
        return figure_with_word(figure) if self.scale.logarithmic else figure_of(figure, self.factor)

    @property
    def is_alone(self) -> bool:
        """Whether it is one single figure, which no scale would compare with anything."""
        return len(self.costs) == 1 and len(set(_span(self.costs[0][1]))) == 1


def _span(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of a range, None where an end is not given."""
    if amount.best is not None:
        found = figures_in(amount)
        return found[0], found[-1]
    return amount.low, amount.high


def cost_ranges(
    costs: Sequence[Cost],
    *,
    names: Names,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-costs",
    wide: bool = False,
) -> Figure:
    """Return costs as ranges, one panel for each unit; those alone in their unit and those without a figure follow as words.

    Args:
        costs: The costs; retired ones are left out.
        names: Gives the name of an actor, or of whoever gave a figure; other words come back as they are.
        where: Gives the address of a record.
        title: The headline; computed from the largest figure if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = [cost for cost in costs if cost.retired is None and cost.status != "exposed"]
    panels = _panels(standing)
    told = sorted((cost for cost in standing if cost.amount is None), key=lambda cost: cost.id)
    subtitle = _subtitle(standing, panels)
    if not standing:
        return Figure(
            figure_id, title or say("No cost is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    drawn = [panel for panel in panels if not panel.is_alone]
    alone = [(cost, whole(amount)) for panel in panels if panel.is_alone for cost, amount in panel.costs]
    drawing = (
        "".join(_table(panel, names, where) for panel in drawn)
        + _told(say("Alone in their unit") if drawn else "", alone, names, where)
        + _told(say("Without a figure"), [(cost, cost.qualitative or "") for cost in told], names, where)
    )
    ordered = [cost for panel in panels for cost, _ in panel.costs] + told
    return Figure(figure_id, title or _headline(panels, told), subtitle, drawing, _note(drawn), table=data(ordered, names), wide=wide)


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
    figures = [figure for _, amount in found for figure in figures_in(amount)]
    factor, word = unit_of(figures)
    ordered = sorted(found, key=lambda one: (-figures_in(one[1])[-1], one[0].id))
    scale = value_scale(figures)
    if scale.logarithmic:
        word = ""
    else:
        scale = value_scale([figure / factor for figure in figures])
    name = " ".join(part for part in (SIGNS.get(currency, currency), say(word) if word else "", marked(unit)) if part)
    return _Panel(each(name or say("number"), per), factor, ordered, scale)


def _at(figure: Decimal, panel: _Panel) -> float:
    return panel.scale.at(figure if panel.scale.logarithmic else figure / panel.factor)


def _table(panel: _Panel, names: Names, where: Where) -> str:
    lines = "".join(upright("g", panel.scale.at(tick)) for tick in panel.scale.ticks)
    axis = unseen(say("Range")) + strip(_tick_texts(panel), "axis")
    head = [
        head_cell(unseen(say("What"))),
        head_cell(axis),
        head_cell(unseen(say("Figures"))),
        head_cell(say("Who bears and estimates it"), "vh"),
    ]
    log = ' <span class="of">' + say("logarithmic scale") + "</span>" if panel.scale.logarithmic else ""
    rows = [_row(cost, amount, panel, lines, names, where) for cost, amount in panel.costs]
    caption = f"<caption>{words(panel.unit)}{log}</caption>"
    return f'<table class="cost">{caption}<thead><tr>{"".join(head)}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(cost: Cost, amount: Amount, panel: _Panel, lines: str, names: Names, where: Where) -> str:
    drawn = strip(lines + _mark(cost, amount, panel))
    return row(name_of(cost, where), [cell(drawn, "s"), cell(said(amount, panel.write), "n"), cell(details(cost, names), "d")])


def _tick_texts(panel: _Panel) -> str:
    texts = []
    for index, tick in enumerate(panel.scale.ticks):
        text = _short(tick) if panel.scale.logarithmic else figure_of(tick)
        style = "" if index == 0 else ' class="end"' if tick == panel.scale.ticks[-1] and len(text) > _LONG else ' class="mid"'
        texts.append(f'<text x="{percent(panel.scale.at(tick))}" y="70%"{style}>{text}</text>')
    return "".join(texts)


def _short(tick: float) -> str:
    factor, word = unit_of([Decimal(str(tick))])
    return say(_SHORTER[word], figure=figure_of(tick, factor)) if word in _SHORTER else figure_with_word(tick)


def _mark(cost: Cost, amount: Amount, panel: _Panel) -> str:
    style = _STYLES.get(cost.status, "")
    low, best, high = (None if figure is None else _at(figure, panel) for figure in (amount.low, amount.best, amount.high))
    tick = f"tick {style}" if style else "tick"
    if low is None and best is None and high is not None:
        return bar(f"fadeL {style}".strip(), 0, high, 9) + upright(tick, high, "18%", "82%")
    if high is None and best is None and low is not None:
        return bar(f"fadeR {style}".strip(), low, 100, 9) + upright(tick, low, "18%", "82%")
    ends = [place for place in (low, best, high) if place is not None]
    if ends[0] == ends[-1]:
        return disc(style or "dot", ends[0], 5.5)
    span = bar(style, ends[0], ends[-1], 9) if style else level("wh", ends[0], ends[-1])
    return span + (upright(tick, best, "18%", "82%") if best is not None else "")


def _told(head: str, costs: Sequence[tuple[Cost, str]], names: Names, where: Where) -> str:
    items = "".join(f"<dt>{name_of(cost, where)}</dt><dd>{words(text)}{details(cost, names)}</dd>" for cost, text in costs)
    heading = f'<p class="cost__told">{head}</p>' if head else ""
    return f'{heading}<dl class="cost-words">{items}</dl>' if costs else ""


def _subtitle(costs: Sequence[Cost], panels: Sequence[_Panel]) -> str:
    units = list(dict.fromkeys(panel.unit for panel in panels))
    logarithmic = [panel.unit for panel in panels if panel.scale.logarithmic]
    named = listed(units) if len(units) < _MANY else say_count("{number} unit", "{number} units", len(units))
    money = any(cost.amount and cost.amount.currency for cost in costs)
    said = say_count("{number} cost", "{number} costs", len(costs))
    if named:
        said = say("{costs}, in {units}", costs=said, units=named)
    if money:
        said = say("{costs}, each sum in the prices of the year that stands with it, where one was given", costs=said)
    log = say("Logarithmic scale for {units}.", units=listed(logarithmic)) if logarithmic else ""
    return " ".join(filter(None, (say("{costs}.", costs=said), log)))


def _headline(panels: Sequence[_Panel], told: Sequence[Cost]) -> str:
    if not panels:
        return say_count("{number} cost, none with a figure", "{number} costs, none with a figure", len(told))
    sums = [panel for panel in panels if panel.costs[0][1].currency]
    panel = next(iter(sums), panels[0])
    cost, amount = panel.costs[0]
    most = most_of(amount)
    if amount.low is None and amount.best is None:
        most = say("up to {figure}", figure=most)
    values = {"amount": most, "cost": isolated(cost.title)}
    if len(sums) > 1:
        unit = each(SIGNS.get(amount.currency or "", amount.currency or ""), amount.per)
        return say(_SUMS_IN[cost.status], unit=unit, **values)
    return say((_SUMS if amount.currency else _FIGURES)[cost.status], **values)


def _note(panels: Sequence[_Panel]) -> str:
    shown = [pair for panel in panels for pair in panel.costs]
    styles = {_STYLES.get(cost.status, cost.status) for cost, _ in shown}
    only = [_span(amount) for _, amount in shown]
    parts = [
        say("Dot: one figure. Bar: from the lowest to the highest figure given; tick: the best estimate.") if shown else "",
        say("Fading bar: a ceiling with no floor given.") if any(low is None for low, _ in only) else "",
        say("Bar that fades to the right: a floor with no ceiling given.") if any(high is None for _, high in only) else "",
        *(say(text) for style, text in _READING.items() if style in styles),
        say("Figures stand as they were given: nothing is converted, and nothing is added up."),
    ]
    return " ".join(part for part in parts if part)
