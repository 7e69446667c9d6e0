"""Who voted how: a row a decision, a column an actor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.figures.figure import Column, Figure, Grid, Row, Sign, Table, Text, cell, line, muted, nothing
from generator.language import _, ngettext, numeral
from generator.language.sentences import and_list
from generator.vocabularies.names import BALLOTS, NO_BALLOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.context import FigureContext
    from generator.figures.figure import Cell
    from generator.records import Vote

MOST_COLUMNS: Final = 6
"""How many actors have a column."""


def votes_figure(votes: Sequence[Vote], context: FigureContext, *, focal: str = "") -> Figure:
    """Return votes in order of time, with the ballots of those who voted most often.

    The ballots of the focal actor, if there is one, come first, and are counted in the headline. Retired votes are left out.
    """
    standing = sorted((vote for vote in votes if vote.retired is None), key=lambda vote: (vote.when.sort_key, vote.id))
    subtitle = _subtitle(standing)
    if not standing:
        return nothing("fig-votes", _("No vote is on record"), subtitle)
    voters = _voters(standing, focal, context)
    columns = (
        Column(_("Date"), "date", 7),
        Column(_("Body and text"), width=14),
        *(Column(context.names(actor), width=7, named=True) for actor in voters),
        Column(_("Result"), width=8),
    )
    rows = tuple(Row((cell(vote.when.words()), *_cells(vote, voters, context))) for vote in standing)
    grid = Grid(columns, rows, named_by=1)
    note = _("Dash: no ballot on record. Each title leads to the text, its evidence and all ballots on record.")
    left = len({actor for vote in standing for actor in vote.ballots} - {*voters})
    if left:
        without = ngettext(
            "{number} actor without a column stands in the data.", "{number} actors without a column stand in the data.", left
        )
        note = f"{note} {without}"
    return Figure("fig-votes", _headline(standing, focal, context), subtitle, (grid,), note, _table(standing, context), wide=True)


def _subtitle(votes: Sequence[Vote]) -> str:
    recorded = sum(vote.decided == "vote" for vote in votes)
    if recorded == len(votes):
        return ngettext("{number} recorded vote, oldest first", "{number} recorded votes, oldest first", recorded)
    return ngettext(
        "{number} decision, oldest first; by recorded vote: {recorded}",
        "{number} decisions, oldest first; by recorded vote: {recorded}",
        len(votes),
        recorded=numeral(str(recorded)),
    )


def _cells(vote: Vote, voters: Sequence[str], context: FigureContext) -> list[Cell]:
    title = line(Text(vote.title, context.where(vote)), muted(" " + _("· {body}", body=context.voices(vote.body))))
    told = (title, line(muted(vote.text)))
    result = cell(vote.outcome) if vote.outcome else cell(muted(_("not on record")))
    return [told, *(cell(_ballot(vote, actor)) for actor in voters), result]


def _ballot(vote: Vote, actor: str) -> Sign:
    ballot = vote.ballots.get(actor)
    return Sign("none", _(NO_BALLOT[vote.decided]), alone=True) if ballot is None else Sign(ballot, _(BALLOTS[ballot]))


def _headline(votes: Sequence[Vote], focal: str, context: FigureContext) -> str:
    cast = Counter[str](vote.ballots[focal] for vote in votes if focal in vote.ballots)
    if not cast:
        return _("How they voted")
    ballots = [(_(word), numeral(str(cast[ballot]))) for ballot, word in BALLOTS.items() if cast[ballot]]
    counted = [_("{ballot} in {number}", ballot=word, number=number) for word, number in ballots]
    return ngettext(
        "{actor} in {number} vote: {ballots}",
        "{actor} in {number} votes: {ballots}",
        cast.total(),
        actor=context.names(focal),
        ballots=and_list(counted),
    )


def _voters(votes: Sequence[Vote], focal: str, context: FigureContext) -> list[str]:
    cast = Counter(actor for vote in votes for actor in vote.ballots)
    first = [focal] if focal in cast else []
    others = sorted((actor for actor in cast if actor != focal), key=lambda actor: (-cast[actor], context.names(actor)))
    often = [actor for actor in others if cast[actor] > 1]
    return [*first, *(often or others)][:MOST_COLUMNS]


def _table(votes: Sequence[Vote], context: FigureContext) -> Table:
    """Return every ballot on record, a row each, and a row for a decision without any."""
    rows = [
        (vote.title, vote.when.words(), context.voices(vote.body), vote.outcome or "", *ballot)
        for vote in votes
        for ballot in _ballots(vote, context)
    ]
    return Table((_("Vote"), _("Date"), _("Body"), _("Result"), _("Actor"), _("Ballot")), rows)


def _ballots(vote: Vote, context: FigureContext) -> list[tuple[str, str]]:
    cast = [(context.names(actor), _(BALLOTS[ballot])) for actor, ballot in vote.ballots.items()]
    return cast or [("", _(NO_BALLOT[vote.decided]))]
