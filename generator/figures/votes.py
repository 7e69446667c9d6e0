"""The figure of votes: a row for each decision, a column for each actor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.figures.figure import Column, Figure, FigureText, Grid, Row, Sign, cell, line, muted, nothing, table_of
from generator.language import N_, _, and_list, ngettext, numeral, sentence_list
from generator.model import BALLOTS, NO_BALLOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.figure import Cell, Columns, FigureContext
    from generator.model import Vote

MOST_COLUMNS: Final = 5
"""The maximum number of actors with a column."""


def votes_figure(votes: Sequence[Vote], context: FigureContext, *, focal: str = "") -> Figure:
    """Return votes in chronological order, with the ballots of the most frequent voters.

    The ballots of the focal actor, if any, come first and are counted in the headline. Retired votes are left out.
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
    omitted = len({actor for vote in standing for actor in vote.ballots} - {*voters})
    more = ngettext("{number} actor without a column stands in the data.", "{number} actors without a column stand in the data.", omitted)
    dash = _("Dash: no ballot on record. Each title leads to the text, its evidence and all ballots on record.")
    note = sentence_list((dash, more if omitted else ""))
    ballots = [(vote, *ballot) for vote in standing for ballot in (vote.ballots.items() or [("", "")])]
    body, table = (Grid(columns, rows, named_by=1),), table_of(_COLUMNS, ballots, context)
    return Figure("fig-votes", _headline(standing, focal, context), subtitle, body, note, table, wide=True)


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
    title = line(FigureText(vote.title, context.where(vote)), muted(" " + _("· {body}", body=context.voices(vote.body))))
    none = Sign("none", _(NO_BALLOT["vote" if vote.ballots else vote.decided]), alone=True)
    cast = [Sign(vote.ballots[voter], _(BALLOTS[vote.ballots[voter]])) if voter in vote.ballots else none for voter in voters]
    return [(title, line(muted(vote.text))), *map(cell, cast), cell(vote.outcome or muted(_("not on record")))]


def _headline(votes: Sequence[Vote], focal: str, context: FigureContext) -> str:
    cast = Counter[str](vote.ballots[focal] for vote in votes if focal in vote.ballots)
    if not cast:
        return _("How they voted")
    if cast.total() == 1:
        return _("{actor} in the one vote: {ballot}", actor=context.names(focal), ballot=_(BALLOTS[next(iter(cast))]))
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


_COLUMNS: Final[Columns[tuple[Vote, str, str], FigureContext]] = (
    (N_("Vote"), lambda row, _unused: row[0].title),
    (N_("Date"), lambda row, _unused: row[0].when.words()),
    (N_("Body"), lambda row, context: context.voices(row[0].body)),
    (N_("Result"), lambda row, _unused: row[0].outcome or ""),
    (N_("Actor"), lambda row, context: context.names(row[1]) if row[1] else ""),
    (N_("Ballot"), lambda row, _unused: _(BALLOTS[row[2]] if row[1] else NO_BALLOT[row[0].decided])),
)
"""All ballots on record by actor; a decision without any has one row."""
