"""Who has acted how toward whom: a matrix of directed balances, ordered so that blocs show."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from generator.charts.balances import BALANCE_COLUMNS, balance_cells
from generator.charts.figure import Figure, Table
from generator.charts.markup import NOTHING, isolated, words
from generator.charts.scale import count_of, listed, months_between, signed, step_class
from generator.charts.spectrum import STANDS
from generator.derive.alignment import Balance, balance
from generator.derive.blocs import in_blocs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment

MOST_NARROW: Final = 9
"""With more actors than this a narrow screen shows the list instead of the matrix."""


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Every directed balance between the actors shown."""

    balances: dict[tuple[str, str], Balance]
    names: Names
    codes: Callable[[str], str]
    relation: Relation

    def of(self, by: str, toward: str) -> Balance:
        return self.balances[by, toward]


def matrix(
    alignment: Alignment,
    actors: Sequence[str],
    *,
    focal: str | None = None,
    names: Names,
    codes: Callable[[str], str],
    relation: Relation,
    issue: str | None = None,
    issue_name: str = "",
    more: int = 0,
    title: str | None = None,
    figure_id: str = "fig-matrix",
    wide: bool = True,
) -> Figure:
    """Return how each of some actors has acted toward each other; a row acts toward a column.

    Args:
        alignment: Every act on record.
        actors: The actors, by id.
        focal: The actor that comes first; the one with most acts if left out. The others follow so that blocs show.
        names: Gives an actor's name.
        codes: Gives a few letters that stand for an actor.
        relation: Gives the address of what one actor did toward another.
        issue: Only the acts on this issue.
        issue_name: The name of that issue.
        more: How many actors with fewer acts are left out, which the note tells.
        title: The headline; computed from the extremes if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    known = list(dict.fromkeys(actors))
    marks = {(a, b): alignment.between(a, b, issue=issue) for a in known for b in known if a != b}
    pairs = _Pairs({pair: balance(found) for pair, found in marks.items()}, names, codes, relation)
    days = [mark.day for found in marks.values() for mark in found if mark.day is not None]
    when = f", {months_between(min(days), max(days))}" if days else ""
    on = f" on {issue_name or issue}" if issue else ""
    subtitle = f"Each row toward each column{on}{when}. Median score of the acts, from −1, against, to +1, with, and their number."
    if not days:
        return Figure(figure_id, title or "No act is on record", subtitle, NOTHING, _note(pairs, more), wide=wide, empty=True)
    order = _order(known, pairs, focal)
    many = len(order) > MOST_NARROW
    drawing = _table(order, pairs, many=many) + (_list(order, pairs) if many else "")
    cells = [(names(a), names(b), *balance_cells(pairs.of(a, b))) for a in order for b in order if a != b]
    table = Table(("By", "Toward", *BALANCE_COLUMNS), cells)
    return Figure(figure_id, title or _headline(pairs), subtitle, drawing, _note(pairs, more), table, wide=wide)


def _order(actors: Sequence[str], pairs: _Pairs, focal: str | None) -> list[str]:
    """Put the focal actor first, then the others in blocs."""
    first = focal if focal is not None and focal in actors else max(actors, key=lambda actor: (_acts(actor, pairs), actor))
    known = {pair: found.median for pair, found in pairs.balances.items() if found.median is not None}
    return in_blocs(sorted(actors, key=lambda actor: (actor != first, pairs.names(actor), actor)), known, first)


def _acts(actor: str, pairs: _Pairs) -> int:
    return sum(found.count for pair, found in pairs.balances.items() if actor in pair)


def _table(order: Sequence[str], pairs: _Pairs, *, many: bool) -> str:
    heads = "".join(
        f'<th scope="col" title="{escape(pairs.names(actor))}"><span aria-hidden="true">{escape(pairs.codes(actor))}</span>'
        f'<span class="vh" dir="auto">{escape(pairs.names(actor))}</span></th>'
        for actor in order
    )
    rows = "".join(_row(index, order, pairs) for index in range(len(order)))
    style = "mx mx--actors mx--many" if many else "mx mx--actors"
    return f'<table class="{style}"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(index: int, order: Sequence[str], pairs: _Pairs) -> str:
    by = order[index]
    code = f'<span class="mx__code" aria-hidden="true">{escape(pairs.codes(by))}</span>'
    cells = "".join(
        '<td class="self"></td>' if toward == by else _cell(by, toward, pairs, mirrored=place < index) for place, toward in enumerate(order)
    )
    return f'<tr><th scope="row">{words(pairs.names(by), "mx__name")}{code}</th>{cells}</tr>'


def _cell(by: str, toward: str, pairs: _Pairs, *, mirrored: bool) -> str:
    """One direction between two actors; the lower half takes no tab stop, as its links lead to the pages of the upper half."""
    found = pairs.of(by, toward)
    who = f"{isolated(pairs.names(by))} toward {isolated(pairs.names(toward))}"
    left = f", {found.uncounted} not counted" if found.uncounted else ""
    if found.median is None:
        inner = f'<span class="of">{found.uncounted} not counted</span>' if found.uncounted else '<span class="vh">no act on record</span>'
        title = f"{who}: {'no counted act' + left if left else 'no act on record'}"
        return f'<td class="b-none">{_link(inner, pairs.relation(by, toward), title, mirrored=mirrored)}</td>'
    title = f"{who}: {found.word}, {signed(found.median)}, {count_of(found.count, 'act')}{left}"
    inner = f'<b>{_figure(found.median)}</b> <span class="of">{found.count}<span class="vh"> acts, {found.word}</span></span>'
    style = f"b-{step_class(found.median)}{' thin' if found.thin else ''}"
    return f'<td class="{style}">{_link(inner, pairs.relation(by, toward), title, mirrored=mirrored)}</td>'


def _figure(score: float) -> str:
    """A score whose nought is left out where there is little room: '+.50' for '+0.50'."""
    text = signed(score)
    if text.endswith("1.00"):
        return f'{text.removesuffix(".00")}<span class="mx__0">.00</span>'
    sign, _, rest = text.partition("0.")
    return f'{sign}<span class="mx__0">0</span>.{rest}'


def _link(inner: str, href: str | None, title: str, *, mirrored: bool) -> str:
    if href is None:
        return inner
    stop = ' tabindex="-1"' if mirrored else ""
    return f'<a href="{escape(href)}" title="{escape(title)}"{stop}>{inner}</a>'


def _list(order: Sequence[str], pairs: _Pairs) -> str:
    return f'<dl class="mx-list">{"".join(_item(by, order, pairs) for by in order)}</dl>'


def _item(by: str, order: Sequence[str], pairs: _Pairs) -> str:
    found = [(pairs.of(by, other), other) for other in order if other != by]
    known = sorted((-one.median, pairs.names(other), one.count) for one, other in found if one.median is not None)
    said = "; ".join(f"{words(name)} <b>{signed(-score)}</b> ({count_of(count, 'act')})" for score, name, count in known)
    return f"<dt>{words(pairs.names(by))} toward</dt><dd>{said or 'no counted act toward the others'}</dd>"


def _headline(pairs: _Pairs) -> str:
    solid = {pair: found.median for pair, found in pairs.balances.items() if found.median is not None and not found.thin}
    bounds = max(solid.values(), default=0), min(solid.values(), default=0)
    ends = [[pair for pair, score in solid.items() if score == bound] for bound in bounds]
    if ends[0] != ends[1] and all(len(found) == 1 for found in ends):
        named = {actor: isolated(pairs.names(actor)) for (pair,) in ends for actor in pair}
        said = [f"{named[by]} {STANDS[pairs.of(by, toward).word]} {named[toward]}" for ((by, toward),) in ends]
        return f"At the two ends: {listed(said)}"
    known = sum(found.median is not None for found in pairs.balances.values())
    return f"Of {len(pairs.balances)} directions between these actors, {known} {'rests' if known == 1 else 'rest'} on counted acts"


def _note(pairs: _Pairs, more: int) -> str:
    balances = pairs.balances.values()
    left = sum(found.uncounted for found in balances)
    parts = [
        "Number: the median of the scores of the acts counted, and how many; those that stand together stand beside one another.",
        "What one does toward the other is not what the other does toward it, so the two halves differ.",
        "Dashed frame: fewer than three acts." if any(found.count and found.thin for found in balances) else "",
        "Hatched: no counted act, which is not the same as even (0)." if any(not found.count for found in balances) else "",
        f"{count_of(left, 'act')} with disputed or ungraded evidence not counted." if left else "",
        f"{count_of(more, 'actor')} with fewer acts left out." if more else "",
    ]
    return " ".join(part for part in parts if part)
