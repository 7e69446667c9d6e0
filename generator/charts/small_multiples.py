"""Where actors stand, issue by issue: one small spectrum an issue, all with the same rows on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from generator.charts.balances import BALANCE_COLUMNS, balance_cells
from generator.charts.figure import Figure, Table
from generator.charts.markup import NOTHING, directed, disc, isolated, leading, level, no_evidence, score_axis, score_lines, strip, unseen
from generator.charts.scale import count_of, months_between, score_at, signed
from generator.derive.alignment import THIN, Balance, balance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment, Mark

    Pair = tuple[str, str]

MOST_ROWS: Final = 6
"""The most directions that a panel shows; with more, those with the most counted acts."""
_RADIUS: Final = 5.5
_VISIBLE: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Panel:
    label: str
    rows: tuple[Balance, ...]

    @property
    def count(self) -> int:
        return sum(found.count for found in self.rows)

    @property
    def uncounted(self) -> int:
        return sum(found.uncounted for found in self.rows)

    @property
    def thin(self) -> bool:
        return self.count < THIN


def small_multiples(
    alignment: Alignment,
    pairs: Sequence[Pair],
    *,
    names: Names,
    relation: Relation,
    issue_label: Callable[[str], str],
    title: str | None = None,
    figure_id: str = "fig-by-issue",
    wide: bool = True,
) -> Figure:
    """Return directed balances by issue, a panel for each issue with enough counted acts.

    Args:
        alignment: Every act on record.
        pairs: The directions, each as who acts and toward whom; every panel has them in this order.
        names: Gives an actor's name.
        relation: Gives the address of what one actor did toward another.
        issue_label: Gives the name of an issue.
        title: The headline; computed from the extremes if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    shown = _chosen(alignment, pairs)
    marks = {pair: alignment.between(*pair) for pair in shown}
    everything = [mark for found in marks.values() for mark in found]
    panels = sorted((_panel(issue, issue_label(issue), marks) for issue in {mark.act.issue for mark in everything}), key=_order)
    drawn = [panel for panel in panels if not panel.thin]
    note = _note(panels, len(pairs) - len(shown))
    days = [mark.day for mark in everything if mark.day is not None]
    when = f", {months_between(min(days), max(days))}" if days else ""
    subtitle = f"Acts by issue{when}. Median score, from −1, against, to +1, with, and number of acts."
    table = Table(("Issue", "By", "Toward", *BALANCE_COLUMNS), [line for panel in panels for line in _data(panel, shown, names)])
    if not drawn:
        heading = title or ("Too little is on record to tell issues apart" if panels else "No act is on record")
        drawing = f'<p class="none">No issue has {THIN} counted acts.</p>' if panels else NOTHING
        return Figure(figure_id, heading, subtitle, drawing, note, wide=wide, empty=True)
    drawing = f'<div class="sm">{"".join(_drawn(panel, shown, names, relation) for panel in drawn)}</div>'
    return Figure(figure_id, title or _headline(drawn, shown, names), subtitle, drawing, note, table, wide=wide)


def _chosen(alignment: Alignment, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the directions with the most counted acts, in the order given."""
    unique = list(dict.fromkeys(pairs))
    counts = {pair: sum(mark.counted for mark in alignment.between(*pair)) for pair in unique}
    kept = set(sorted(unique, key=lambda pair: -counts[pair])[:MOST_ROWS])
    return [pair for pair in unique if pair in kept]


def _panel(issue: str, label: str, marks: dict[Pair, Sequence[Mark]]) -> _Panel:
    return _Panel(label, tuple(balance(mark for mark in found if mark.act.issue == issue) for found in marks.values()))


def _order(panel: _Panel) -> tuple[bool, float, int, str]:
    """Sort by the first direction, from with to against."""
    found = panel.rows[0].median
    return found is None, -(found or 0.0), -panel.count, panel.label


def _drawn(panel: _Panel, pairs: Sequence[Pair], names: Names, relation: Relation) -> str:
    rows = "".join(_row(pair, found, names, relation) for pair, found in zip(pairs, panel.rows, strict=True))
    head = "".join(f'<th scope="col">{unseen(name)}{more}</th>' for name, more in (("Who toward whom", ""), ("Position", score_axis())))
    numbers = "".join(f'<th scope="col">{unseen(name)}</th>' for name in ("Balance", "Acts", "Not counted"))
    caption = f'<caption dir="auto">{escape(panel.label)}</caption>'
    return f"<table>{caption}<thead><tr>{head}{numbers}</tr></thead><tbody>{rows}</tbody></table>"


def _row(pair: Pair, found: Balance, names: Names, relation: Relation) -> str:
    href = relation(*pair)
    head = f'<th scope="row">{directed(names(pair[0]), names(pair[1]), href)}</th>'
    left = f'<td class="l">{found.uncounted} not counted</td>' if found.uncounted else "<td></td>"
    if found.median is None or found.low is None or found.high is None:
        said = "no counted act" if found.uncounted else "no act"
        return f'<tr>{head}<td class="s">{no_evidence()}</td><td class="v none" colspan="2">{said}</td>{left}</tr>'
    moved = level("wh", score_at(found.low), score_at(found.high)) if found.high - found.low > _VISIBLE else ""
    dot = leading(disc("thin" if found.thin else "dot", score_at(found.median), _RADIUS), href)
    cells = f'<td class="v">{signed(found.median)}{unseen(f" {found.word}")}</td><td class="c">{found.count}{unseen(" acts")}</td>{left}'
    return f'<tr>{head}<td class="s">{strip(score_lines() + moved + dot)}</td>{cells}</tr>'


def _direction(pair: Pair, names: Names) -> str:
    return f"{isolated(names(pair[0]))} toward {isolated(names(pair[1]))}"


def _data(panel: _Panel, pairs: Sequence[Pair], names: Names) -> list[tuple[str, ...]]:
    return [(panel.label, names(by), names(toward), *balance_cells(found)) for (by, toward), found in zip(pairs, panel.rows, strict=True)]


def _headline(panels: Sequence[_Panel], pairs: Sequence[Pair], names: Names) -> str:
    """Name the issues between which the direction with most issues to compare swings furthest."""
    swings = []
    for place, pair in enumerate(pairs):
        found = [(panel.rows[place].median, panel.label) for panel in panels if not panel.rows[place].thin]
        known = sorted((median, label) for median, label in found if median is not None)
        if known and known[-1][0] > known[0][0]:
            swings.append((known[-1][0] - known[0][0], -place, pair, known))
    if not swings:
        return "Where they stand, issue by issue"
    *_, pair, known = max(swings, key=lambda one: one[:2])
    best, worst = ([label for median, label in known if median == end] for end in (known[-1][0], known[0][0]))
    if len(best) == len(worst) == 1:
        return f"{_direction(pair, names)}: closest on {best[0]}, furthest on {worst[0]}"
    return f"{_direction(pair, names)}: from {signed(known[0][0])} to {signed(known[-1][0])}, depending on the issue"


def _note(panels: Sequence[_Panel], more: int) -> str:
    drawn = [found for panel in panels if not panel.thin for found in panel.rows]
    few = [f"{panel.label} ({panel.count})" for panel in panels if panel.thin]
    uncounted = sum(panel.uncounted for panel in panels)
    parts = [
        "Dot: the median of the scores of the acts counted on that issue. Pale bar: how far it moves without any one publisher.",
        "Dashed ring: fewer than three acts." if any(found.count and found.thin for found in drawn) else "",
        "Hatched: no counted act, which is not the same as even." if any(not found.count for found in drawn) else "",
        f"Issues with fewer than {THIN} counted acts are not drawn: {', '.join(few)}." if few else "",
        f"{count_of(more, 'direction')} with fewer acts left out." if more else "",
        f"{count_of(uncounted, 'act')} with disputed or ungraded evidence not counted." if uncounted else "",
    ]
    return " ".join(part for part in parts if part)
