from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.vote_ledger import MOST_COLUMNS, ballot_mark, vote_ledger
from generator.records import Vote

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page, Where

HOSTILE = '"><script>alert(1)</script>'


def test_votes_in_order_of_time(make: Make, names: Names, where: Where, page: Page) -> None:
    votes = [
        make(Vote, "b", when="2025-06-01", ballots={"avalon": "yes", "brigid": "yes", "camelot": "no"}, outcome="adopted, 2 to 1"),
        make(Vote, "a", when="2025-03-01", ballots={"avalon": "abstain", "brigid": "abstain", "camelot": "absent"}),
        make(Vote, "c", when="2025-07-01", ballots={"avalon": "no", "brigid": "yes"}, retired={"on": "2025", "because": "Gone."}),
        make(Vote, "d", when="2025-07-01", ballots={"brigid": "yes", "camelot": "yes"}),
    ]
    figure = vote_ledger(votes, names=names, where=where, focal="avalon")
    html = page(figure)
    assert figure.title == "Avalon in 2 recorded votes: yes in 1 and abstained in 1"
    assert vote_ledger(votes, names=names, where=where).title == "How they voted"
    assert figure.subtitle == "3 recorded votes, oldest first"
    assert re.findall(r'href="../votes/(.)/', html) == ["a", "b", "d"]
    assert re.findall(r'scope="col"><span dir="auto">([^<]+)', html) == ["Avalon", "Brigid", "Camelot"]
    assert html.count('<span class="bl bl--none"><span class="vh">not on record</span></span>') == 1
    assert '<span class="bl bl--abstain">abstained</span>' in html
    assert '<span dir="auto">adopted, 2 to 1</span>' in html


def test_columns_are_few_unless_named(make: Make, names: Names, where: Where, page: Page) -> None:
    many = {f"actor-{number}": "yes" for number in range(9)}
    votes = [make(Vote, "a", ballots=many), make(Vote, "b", ballots=many)]
    everyone = vote_ledger(votes, names=names, where=where)
    assert page(everyone).partition("</table>")[0].count('scope="col"') == MOST_COLUMNS + 3
    assert everyone.table is not None
    assert [row[4:] for row in everyone.table.rows[-2:]] == [("Actor-7", "yes"), ("Actor-8", "yes")]
    named = vote_ledger(votes, names=names, where=where, focal="actor-8", actors=["actor-1", "actor-8"])
    assert re.findall(r'scope="col"><span dir="auto">([^<]+)', page(named)) == ["Actor-8", "Actor-1"]


def test_no_vote_on_record(names: Names, where: Where, page: Page) -> None:
    assert "Nothing on record." in page(vote_ledger([], names=names, where=where))


def test_ballots_have_words() -> None:
    assert [ballot_mark(ballot).split(">")[1].split("<")[0] for ballot in ("yes", "no", "abstain", "absent")] == [
        "yes",
        "no",
        "abstained",
        "absent",
    ]


def test_hostile_votes_are_inert(make: Make, page: Page) -> None:
    vote = make(Vote, title=HOSTILE, body=HOSTILE, text=HOSTILE, outcome=HOSTILE)
    page(vote_ledger([vote], names=lambda _: HOSTILE, where=lambda _: HOSTILE, focal="avalon"))
