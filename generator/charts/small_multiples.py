"""Where actors stand, issue by issue: one small spectrum an issue, all with the same rows on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.balances import balance_cells, balance_columns, balance_word
from generator.charts.figure import Figure, Table, escaped
from generator.charts.markup import (
    directed,
    disc,
    isolated,
    leading,
    level,
    no_evidence,
    nothing,
    score_axis,
    score_lines,
    strip,
    toward_words,
    unseen,
)
from generator.charts.scale import commas, dated, not_counted, score_at, signed, without_graded_evidence
from generator.derive.alignment import THIN, Balance
from generator.language import numeral, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment

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
    marks = [mark for pair in shown for mark in alignment.between(*pair)]
    panels = sorted((_panel(issue, issue_label(issue), alignment, shown) for issue in {mark.act.issue for mark in marks}), key=_order)
    drawn = [panel for panel in panels if not panel.thin]
    note = _note(panels, len(pairs) - len(shown))
    days = [mark.day for mark in marks if mark.day is not None]
    what = dated(say("Acts by issue"), days)
    subtitle = say("{what}. Median score, from −1, against, to +1, with, and number of acts.", what=what)
    columns = (say("Issue"), say("By"), say("Toward"), *balance_columns())
    table = Table(columns, [line for panel in panels for line in _data(panel, shown, names)])
    if not drawn:
        heading = title or (say("Too little is on record to tell issues apart") if panels else say("No act is on record"))
        none = say_count("No issue has {number} counted act.", "No issue has {number} counted acts.", THIN)
        drawing = f'<p class="none">{none}</p>' if panels else nothing()
        return Figure(figure_id, heading, subtitle, drawing, note, wide=wide, empty=True)
    drawing = f'<div class="sm">{"".join(_drawn(panel, shown, names, relation) for panel in drawn)}</div>'
    return Figure(figure_id, title or _headline(drawn, shown, names), subtitle, drawing, note, table, wide=wide)


def _chosen(alignment: Alignment, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the directions with the most counted acts, in the order given."""
    unique = list(dict.fromkeys(pairs))
    counts = {pair: alignment.balance(*pair).count for pair in unique}
    kept = set(sorted(unique, key=lambda pair: -counts[pair])[:MOST_ROWS])
    return [pair for pair in unique if pair in kept]


def _panel(issue: str, label: str, alignment: Alignment, pairs: Sequence[Pair]) -> _Panel:
    return _Panel(label, tuple(alignment.balance(*pair, issue=issue) for pair in pairs))


def _order(panel: _Panel) -> tuple[bool, float, int, str]:
    """Sort by the first direction, from with to against."""
    found = panel.rows[0].median
    return found is None, -(found or 0.0), -panel.count, panel.label


def _drawn(panel: _Panel, pairs: Sequence[Pair], names: Names, relation: Relation) -> str:
    rows = "".join(_row(pair, found, names, relation) for pair, found in zip(pairs, panel.rows, strict=True))
    head = "".join(
        f'<th scope="col">{unseen(name)}{more}</th>' for name, more in ((say("Who toward whom"), ""), (say("Position"), score_axis()))
    )
    numbers = "".join(f'<th scope="col">{unseen(name)}</th>' for name in (say("Balance"), say("Acts"), say("Not counted")))
    caption = f'<caption dir="auto">{escaped(panel.label)}</caption>'
    return f"<table>{caption}<thead><tr>{head}{numbers}</tr></thead><tbody>{rows}</tbody></table>"


def _row(pair: Pair, found: Balance, names: Names, relation: Relation) -> str:
    href = relation(*pair)
    head = f'<th scope="row">{directed(names(pair[0]), names(pair[1]), href)}</th>'
    left = f'<td class="l">{not_counted(found.uncounted)}</td>' if found.uncounted else "<td></td>"
    if found.median is None or found.low is None or found.high is None:
        said = say("no counted act") if found.uncounted else say("no act")
        return f'<tr>{head}<td class="s">{no_evidence()}</td><td class="v none" colspan="2">{said}</td>{left}</tr>'
    moved = level("wh", score_at(found.low), score_at(found.high)) if found.high - found.low > _VISIBLE else ""
    dot = leading(disc("thin" if found.thin else "dot", score_at(found.median), _RADIUS), href)
    acts = numeral(f"{found.count:,}") + unseen(" " + say_count("acts", "acts", found.count))
    cells = f'<td class="v">{signed(found.median)}{unseen(f" {balance_word(found)}")}</td><td class="c">{acts}</td>{left}'
    return f'<tr>{head}<td class="s">{strip(score_lines() + moved + dot)}</td>{cells}</tr>'


def _direction(pair: Pair, names: Names) -> str:
    return toward_words(isolated(names(pair[0])), isolated(names(pair[1])))


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
        return say("Where they stand, issue by issue")
    *_, pair, known = max(swings, key=lambda one: one[:2])
    best, worst = ([label for median, label in known if median == end] for end in (known[-1][0], known[0][0]))
    if len(best) == len(worst) == 1:
        return say("{direction}: closest on {best}, furthest on {worst}", direction=_direction(pair, names), best=best[0], worst=worst[0])
    ends = {"low": signed(known[0][0]), "high": signed(known[-1][0])}
    return say("{direction}: from {low} to {high}, depending on the issue", direction=_direction(pair, names), **ends)


def _note(panels: Sequence[_Panel], more: int) -> str:
    drawn = [found for panel in panels if not panel.thin for found in panel.rows]
    few = [say("{issue} ({number})", issue=panel.label, number=panel.count) for panel in panels if panel.thin]
    uncounted = sum(panel.uncounted for panel in panels)
    parts = [
        say("Dot: the median of the scores of the acts counted on that issue. Pale bar: how far it moves without any one publisher."),
        say("Dashed ring: fewer than three acts.") if any(found.count and found.thin for found in drawn) else "",
        say("Hatched: no counted act, which is not the same as even.") if any(not found.count for found in drawn) else "",
        _undrawn(few) if few else "",
        say_count("{number} direction with fewer acts left out.", "{number} directions with fewer acts left out.", more) if more else "",
        without_graded_evidence(uncounted),
    ]
    return " ".join(part for part in parts if part)


def _undrawn(few: Sequence[str]) -> str:
    return say_count(
        "Issues with fewer than {number} counted act are not drawn: {issues}.",
        "Issues with fewer than {number} counted acts are not drawn: {issues}.",
        THIN,
        issues=commas(few),
    )
