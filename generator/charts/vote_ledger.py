"""Who voted how: a row a vote, a column an actor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, Table, escaped
from generator.charts.markup import cell, head_cell, isolated, linked, nothing, table, unseen, words
from generator.charts.scale import listed
from generator.language import message, numeral, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Vote

MOST_COLUMNS: Final = 6
"""How many actors have a column unless they are named."""
BALLOTS: Final = {"yes": message("yes"), "no": message("no"), "abstain": message("abstained"), "absent": message("absent")}
"""A ballot as readers see it."""


def ballot_mark(ballot: str | None) -> str:
    """Return the mark of a ballot with its word; of one that is not on record, too."""
    if ballot is None:
        return '<span class="bl bl--none">' + unseen(say("not on record")) + "</span>"
    return f'<span class="bl bl--{ballot}">{say(BALLOTS[ballot])}</span>'


def vote_ledger(
    votes: Sequence[Vote],
    *,
    names: Names,
    where: Where,
    focal: str = "",
    actors: Sequence[str] | None = None,
    title: str | None = None,
    figure_id: str = "fig-votes",
    wide: bool = True,
) -> Figure:
    """Return votes in order of time, with the ballots of some actors.

    Args:
        votes: The votes; retired ones are left out.
        names: Gives the name of an actor, or of a voting body; other words come back as they are.
        where: Gives the address of a record.
        focal: The actor whose ballots come first.
        actors: The actors with a column; those who voted most often if left out.
        title: The headline; the ballots of the focal actor counted, or a plain one, if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = sorted((vote for vote in votes if vote.retired is None), key=lambda vote: (vote.when.sort_key, vote.id))
    subtitle = say_count("{number} recorded vote, oldest first", "{number} recorded votes, oldest first", len(standing))
    if not standing:
        return Figure(
            figure_id, title or say("No vote is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    columns = _columns(standing, focal, actors, names)
    head = [head_cell(text) for text in (say("Date"), say("Body and text"), *(words(names(actor)) for actor in columns), say("Result"))]
    rows = [_row(vote, columns, names, where) for vote in standing]
    note = say("Hatched: no ballot on record. Each title leads to the text, its evidence and all ballots on record.")
    left = len({actor for vote in standing for actor in vote.ballots} - {*columns})
    if left:
        without = say_count(
            "{number} actor without a column stands in the data.", "{number} actors without a column stand in the data.", left
        )
        note = f"{note} {without}"
    ledger = table("plain votes", head, rows)
    label = escaped(say("Votes"))
    drawing = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{label}">{ledger}</div>'
    return Figure(figure_id, title or _headline(standing, focal, names), subtitle, drawing, note, _data(standing, names), wide=wide)


def _headline(votes: Sequence[Vote], focal: str, names: Names) -> str:
    cast = Counter[str](vote.ballots[focal] for vote in votes if focal in vote.ballots)
    if not cast:
        return say("How they voted")
    ballots = [(say(word), numeral(str(cast[ballot]))) for ballot, word in BALLOTS.items() if cast[ballot]]
    counted = [say("{ballot} in {number}", ballot=word, number=number) for word, number in ballots]
    return say_count(
        "{actor} in {number} recorded vote: {ballots}",
        "{actor} in {number} recorded votes: {ballots}",
        cast.total(),
        actor=isolated(names(focal)),
        ballots=listed(counted),
    )


def _columns(votes: Sequence[Vote], focal: str, actors: Sequence[str] | None, names: Names) -> list[str]:
    cast = Counter(actor for vote in votes for actor in vote.ballots)
    first = [focal] if focal in cast else []
    if actors is not None:
        return [*first, *(actor for actor in dict.fromkeys(actors) if actor != focal)]
    others = sorted((actor for actor in cast if actor != focal), key=lambda actor: (-cast[actor], names(actor)))
    often = [actor for actor in others if cast[actor] > 1]
    return [*first, *(often or others)][:MOST_COLUMNS]


def _row(vote: Vote, columns: Sequence[str], names: Names, where: Where) -> str:
    body = words(names(vote.body), "votes__body")
    ballots = "".join(_ballot(names(actor), vote.ballots.get(actor)) for actor in columns)
    result = words(vote.outcome) if vote.outcome else '<span class="none">' + say("not on record") + "</span>"
    head = f'<th scope="row">{linked(vote.title, where(vote))} {body}{words(vote.text, "sub")}</th>'
    return f"<tr>{cell(escaped(vote.when.words()), 'd')}{head}{ballots}{cell(result, 'votes__result')}</tr>"


def _ballot(name: str, ballot: str | None) -> str:
    """A ballot with the name of who cast it, which is seen where the columns have no heads."""
    return cell(f'<span class="votes__who" aria-hidden="true" dir="auto">{escaped(name)}</span> {ballot_mark(ballot)}', "votes__ballot")


def _data(votes: Sequence[Vote], names: Names) -> Table:
    """Return every ballot on record, a row each."""
    told = [(vote.title, vote.when.words(), names(vote.body), vote.outcome or "", vote.ballots) for vote in votes]
    rows = [(*vote, names(actor), say(BALLOTS[ballot])) for *vote, ballots in told for actor, ballot in ballots.items()]
    return Table((say("Vote"), say("Date"), say("Body"), say("Result"), say("Actor"), say("Ballot")), rows)
