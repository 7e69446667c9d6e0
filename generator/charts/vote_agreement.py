"""How often actors voted as a focal one did: raw, with its interval, and corrected for chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, Table
from generator.charts.markup import cell, disc, head_cell, isolated, leading, level, linked, nothing, row, strip, table, unseen, upright
from generator.charts.scale import Number, commas, exact, percent, signed
from generator.derive.agreement import CONFIDENCE, Agreement, agreement, ballots_of
from generator.derive.alignment import THIN
from generator.language import message, numeral, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.markup import Names, Relation
    from generator.records import Vote

AGREEMENT_COLUMNS: Final = (
    *(message("Same ballot"), message("Both cast one"), message("Raw agreement"), message("Lower end"), message("Upper end")),
    *(message("Agreement by chance"), message("Kappa"), message("Lowest kappa without one vote")),
    *(message("Highest kappa without one vote"), message("Votes without which kappa is undefined")),
)
"""What the cells of an agreement are."""
MOST_ROWS: Final = 12
"""The most actors that are drawn; with more, those that cast most ballots beside the focal one."""
_RADIUS: Final = 5.5
_MARGIN: Final = 3.0


@dataclass(frozen=True, slots=True)
class _Row:
    actor: str
    name: str
    found: Agreement


def vote_agreement(
    votes: Sequence[Vote],
    focal: str,
    *,
    names: Names,
    relation: Relation,
    title: str | None = None,
    figure_id: str = "fig-agreement",
    wide: bool = True,
) -> Figure:
    """Return how often others cast the ballot of a focal actor, those that agreed most often first, and few votes last.

    Args:
        votes: The votes; retired ones are left out.
        focal: The actor with whom the others are compared, by id.
        names: Gives an actor's name.
        relation: Gives the address of what one actor did toward another.
        title: The headline; computed from the agreement if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = [vote for vote in votes if vote.retired is None]
    rows = _rows(standing, focal, names)
    subtitle = say(
        "Share of votes in which others cast the ballot of {actor}, and what is left of it beyond chance", actor=isolated(names(focal))
    )
    if not rows:
        return Figure(figure_id, title or say("No vote to compare is on record"), subtitle, nothing(), _note(0), wide=wide, empty=True)
    often = sorted(rows, key=lambda one: -one.found.both)[:MOST_ROWS]
    more = len(rows) - len(often)
    head = [
        head_cell(unseen(say("Actor"))),
        head_cell(unseen(say("Share of votes with the same ballot, from never to always")) + _axis()),
        head_cell(say("Same ballot"), "n"),
        head_cell(say("Beyond chance"), "n"),
    ]
    drawing = table("spec va", head, [_line(one, relation(one.actor, focal)) for one in rows if one in often])
    columns = (say("Actor"), say("Compared with"), *map(say, AGREEMENT_COLUMNS))
    data = Table(columns, [(one.name, names(focal), *_cells(one.found)) for one in rows])
    return Figure(figure_id, title or _headline(rows, isolated(names(focal))), subtitle, drawing, _note(more), data, wide=wide)


def _rows(votes: Sequence[Vote], focal: str, names: Names) -> list[_Row]:
    others = sorted({actor for vote in votes for actor in vote.ballots if actor != focal})
    pairs = [(actor, agreement(ballots_of(votes, focal, actor))) for actor in others]
    found = [_Row(actor, names(actor), one) for actor, one in pairs if one is not None]
    return sorted(found, key=lambda one: (one.found.both < THIN, -one.found.raw, -one.found.both, one.name, one.actor))


def _cells(found: Agreement) -> tuple[str, ...]:
    """Return an agreement as cells: every number in full, in plain text."""
    interval = exact(found.low), exact(found.high)
    kappa = [exact(value) if value is not None else say("undefined") for value in (found.kappa, found.least, found.most)]
    return (
        Number(found.same),
        Number(found.both),
        exact(found.raw),
        *interval,
        exact(found.expected),
        *kappa,
        Number(found.undefined_without),
    )


def kappa_words(found: Agreement) -> str:
    """Return the corrected agreement in words, with its range without any one vote."""
    if found.both < THIN:
        return say("too few votes to tell")
    if found.kappa is None:
        return say("undefined: both cast one kind of ballot only")
    if found.fixed:
        return say("{kappa}, as one cast one kind of ballot only", kappa=signed(0))
    kappa = signed(found.kappa)
    if found.least is None or found.most is None:
        return say("{kappa} (undefined without any one vote)", kappa=kappa)
    span = signed(found.least)
    if found.least != found.most:
        span = say("{low} to {high}", low=span, high=signed(found.most))
    if not found.undefined_without:
        return say("{kappa} ({range})", kappa=kappa, range=span)
    votes = say_count("{number} vote", "{number} votes", found.undefined_without)
    return say("{kappa} ({range}; undefined without {votes})", kappa=kappa, range=span, votes=votes)


def _line(one: _Row, href: str | None) -> str:
    found = one.found
    mark = disc("thin" if found.both < THIN else "dot", _at(found.raw), _RADIUS)
    drawn = _lines() + level("wh", _at(found.low), _at(found.high)) + leading(mark, href)
    cells = [
        cell(strip(drawn), "s"),
        cell(say("{part} of {whole}", part=found.same, whole=found.both), "n"),
        cell(kappa_words(found), "n c"),
    ]
    return row(linked(one.name, href), cells)


def _lines() -> str:
    return upright("g", _at(0)) + upright("g0", _at(0.5)) + upright("g", _at(1))


def _axis() -> str:
    places = ((0.0, "", say("never")), (0.5, "mid", say("half")), (1.0, "end", say("always")))
    return strip(
        "".join(f'<text x="{percent(_at(share))}" y="70%" class="{style}">{label}</text>' for share, style, label in places), "axis"
    )


def _at(share: float) -> float:
    """Return the place of a share from 0 to 1 on its strip, in per cent."""
    return _MARGIN + share * (100 - 2 * _MARGIN)


def _headline(rows: Sequence[_Row], focal: str) -> str:
    enough = [one for one in rows if one.found.both >= THIN][:2]
    if not enough:
        return say("Too few votes to say who votes as {focal} does", focal=focal)
    parts = [say("{actor} in {part} of {whole}", actor=isolated(one.name), part=one.found.same, whole=one.found.both) for one in enough]
    return say("Voted as {focal} did: {parts}", focal=focal, parts=commas(parts))


def _note(more: int) -> str:
    parts = [
        say("Agreement: the same ballot, of the votes in which both cast one; being absent is no ballot."),
        say("Pale bar: what so few votes leave open (Wilson interval, {share}).", share=numeral(f"{CONFIDENCE:.0%}")),
        say("Dashed ring: fewer than three votes."),
        say(
            "Beyond chance: Cohen’s kappa, 1 for full agreement, 0 for what chance would give; in brackets, its range without any one vote."
        ),
        say("A few votes on chosen subjects say little of a policy."),
        say_count("{number} actor with fewer votes not drawn.", "{number} actors with fewer votes not drawn.", more) if more else "",
    ]
    return " ".join(part for part in parts if part)
