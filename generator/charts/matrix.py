"""Who has acted how toward whom: a matrix of directed balances, ordered so that blocs show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Final

from generator.charts.balances import balance_cells, balance_columns, balance_word
from generator.charts.figure import Figure, Table, escaped
from generator.charts.labels import width_of
from generator.charts.markup import isolated, nothing, toward_words, words
from generator.charts.scale import acts_of, clauses, dated, listed, not_counted, signed, step_class, without_graded_evidence
from generator.charts.spectrum import STANDS
from generator.derive.blocs import in_blocs
from generator.language import kept, numeral, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment, Balance

MOST_NARROW: Final = 9
"""With more actors than this a narrow screen shows the list instead of the matrix."""
_NARROWEST: Final = 245.0
"""The room for all columns on the narrowest screen, in pixels; codes that would need more stand upright there."""
_LEAST_SIZE: Final = 11.0


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
    balances = {(a, b): alignment.balance(a, b, issue=issue) for a, b in permutations(known, 2)}
    pairs = _Pairs(balances, names, codes, relation)
    days = [mark.day for a, b in balances for mark in alignment.between(a, b, issue=issue) if mark.day is not None]
    what = say("Each row toward each column")
    if issue:
        what = say("{what} on {issue}", what=what, issue=issue_name or issue)
    subtitle = say("{what}. Median score of the acts, from −1, against, to +1, with, and their number.", what=dated(what, days))
    if not days:
        return Figure(figure_id, title or say("No act is on record"), subtitle, nothing(), _note(pairs, more), wide=wide, empty=True)
    order = _order(known, pairs, focal)
    many = len(order) > MOST_NARROW
    drawing = _table(order, pairs, many=many) + (_list(order, pairs) if many else "")
    cells = [(names(a), names(b), *balance_cells(pairs.of(a, b))) for a in order for b in order if a != b]
    table = Table((say("By"), say("Toward"), *balance_columns()), cells)
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
        f'<th scope="col" title="{escaped(pairs.names(actor))}"><span aria-hidden="true">{escaped(pairs.codes(actor))}</span>'
        f'<span class="vh" dir="auto">{escaped(pairs.names(actor))}</span></th>'
        for actor in order
    )
    rows = "".join(_row(index, order, pairs) for index in range(len(order)))
    room = _NARROWEST / len(order)
    upright = any(width_of(pairs.codes(actor), _LEAST_SIZE) > room for actor in order)
    style = "mx mx--actors" + (" mx--many" if many else "") + (" mx--upright" if upright else "")
    return f'<table class="{style}"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(index: int, order: Sequence[str], pairs: _Pairs) -> str:
    by = order[index]
    code = f'<span class="mx__code" aria-hidden="true">{escaped(pairs.codes(by))}</span>'
    cells = "".join(
        '<td class="self"></td>' if toward == by else _cell(by, toward, pairs, mirrored=place < index) for place, toward in enumerate(order)
    )
    return f'<tr><th scope="row">{words(pairs.names(by), "mx__name")}{code}</th>{cells}</tr>'


def _cell(by: str, toward: str, pairs: _Pairs, *, mirrored: bool) -> str:
    """One direction between two actors; the lower half takes no tab stop, as its links lead to the pages of the upper half."""
    found = pairs.of(by, toward)
    if found.median is None:
        inner = f'<span class="of">{not_counted(found.uncounted)}</span>' if found.uncounted else _no_act()
        style = "b-none"
    else:
        inner = f"<b>{_figure(found.median)}</b> {_acts_and_word(found.count, balance_word(found))}"
        style = f"b-{step_class(found.median)}{' thin' if found.thin else ''}"
    href = pairs.relation(by, toward)
    if href is not None:
        stop = ' tabindex="-1"' if mirrored else ""
        inner = f'<a href="{escaped(href)}" title="{escaped(_title(by, toward, pairs))}"{stop}>{inner}</a>'
    return f'<td class="{style}">{inner}</td>'


def _title(by: str, toward: str, pairs: _Pairs) -> str:
    """A direction between two actors in words."""
    found = pairs.of(by, toward)
    who = toward_words(isolated(pairs.names(by)), isolated(pairs.names(toward)))
    left = not_counted(found.uncounted) if found.uncounted else ""
    if found.median is None:
        return say("{who}: no counted act, {left}", who=who, left=left) if left else say("{who}: no act on record", who=who)
    told = {"who": who, "word": balance_word(found), "score": signed(found.median), "acts": acts_of(found.count)}
    return say("{who}: {word}, {score}, {acts}, {left}", left=left, **told) if left else say("{who}: {word}, {score}, {acts}", **told)


@kept
def _no_act() -> str:
    said = say("no act on record")
    return f'<span class="vh">{escaped(said)}</span>'


@kept
def _acts_and_word(count: int, word: str) -> str:
    """The number of acts, and for those who listen what it counts and the balance in words."""
    said = say_count("acts, {word}", "acts, {word}", count, word=word)
    return f'<span class="of">{numeral(f"{count:,}")}<span class="vh"> {said}</span></span>'


@kept
def _figure(score: float) -> str:
    """A score whose nought is left out where there is little room: '+.50' for '+0.50'."""
    text = signed(score)
    sign, whole, rest = text[:-4], text[-4], text[-3:]
    if whole == "1":
        return f'{sign}{whole}<span class="mx__0">{rest}</span>'
    return f'{sign}<span class="mx__0">{whole}</span>{rest}'


def _list(order: Sequence[str], pairs: _Pairs) -> str:
    return f'<dl class="mx-list">{"".join(_item(by, order, pairs) for by in order)}</dl>'


def _item(by: str, order: Sequence[str], pairs: _Pairs) -> str:
    found = [(pairs.of(by, other), other) for other in order if other != by]
    known = sorted((-one.median, pairs.names(other), one.count) for one, other in found if one.median is not None)
    said = clauses(
        say("{name} {score} ({acts})", name=words(name), score=f"<b>{signed(-score)}</b>", acts=acts_of(count))
        for score, name, count in known
    )
    head = say("{by} toward", by=words(pairs.names(by)))
    return f"<dt>{head}</dt><dd>" + (said or say("no counted act toward the others")) + "</dd>"


def _headline(pairs: _Pairs) -> str:
    solid = {pair: found.median for pair, found in pairs.balances.items() if found.median is not None and not found.thin}
    bounds = max(solid.values(), default=0), min(solid.values(), default=0)
    ends = [[pair for pair, score in solid.items() if score == bound] for bound in bounds]
    if ends[0] != ends[1] and all(len(found) == 1 for found in ends):
        named = {actor: isolated(pairs.names(actor)) for (pair,) in ends for actor in pair}
        said = [say(STANDS[pairs.of(by, toward).word], by=named[by], toward=named[toward]) for ((by, toward),) in ends]
        return say("At the two ends: {ends}", ends=listed(said))
    known = sum(found.median is not None for found in pairs.balances.values())
    return say_count(
        "Of {all} directions between these actors, {number} rests on counted acts",
        "Of {all} directions between these actors, {number} rest on counted acts",
        known,
        all=len(pairs.balances),
    )


def _note(pairs: _Pairs, more: int) -> str:
    balances = pairs.balances.values()
    left = sum(found.uncounted for found in balances)
    parts = [
        say("Number: the median of the scores of the acts counted, and how many; those that stand together stand beside one another."),
        say("What one does toward the other is not what the other does toward it, so the two halves differ."),
        say("Dashed frame: fewer than three acts.") if any(found.count and found.thin for found in balances) else "",
        say("Hatched: no counted act, which is not the same as even (0).") if any(not found.count for found in balances) else "",
        without_graded_evidence(left),
        say_count("{number} actor with fewer acts left out.", "{number} actors with fewer acts left out.", more) if more else "",
    ]
    return " ".join(part for part in parts if part)
