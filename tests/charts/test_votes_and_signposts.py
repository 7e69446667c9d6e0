from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.charts.signposts import signposts
from generator.charts.vote_ledger import MOST_COLUMNS, ballot_mark, vote_ledger
from generator.records import Scenario, Vote

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
    assert figure.title == "How they voted"
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


def post(post_id: str, state: str, *points_to: str, **fields: str) -> dict[str, Any]:
    return {"id": post_id, "text": f"Sign {post_id}", "points_to": list(points_to) or ["one"], "state": state, **fields}


def test_signposts_by_scenario(make: Make, where: Where, page: Page) -> None:
    one = make(Scenario, "one", signposts=[post("a", "seen", "one", "two", on="2025-03-01"), post("b", "open", "toward", due="2026")])
    two = make(Scenario, "two", title="The ferry stops", signposts=[post("c", "not-seen", "two", on="2025-04-01")])
    figure = signposts([one, two, make(Scenario, "bare")], where=where)
    html = page(figure)
    assert figure.title == "Most seen so far, 1 of 2: The ferry goes on"
    assert figure.subtitle == "3 signposts of 3 scenarios"
    assert '<span class="st st--seen">Seen</span> <span class="d">1 Mar 2025</span>' in html
    assert '<span class="sub">also points to <a href="../scenarios/two/" dir="auto">The ferry stops</a></span>' in html
    assert '<span class="sub">points to <span dir="auto">toward</span></span>' in html
    assert '<td class="posts__due">by 2026</td>' in html
    assert re.findall(r'class="cnt">([^<]+)', html) == ["1 of 2 seen", "0 of 1 seen"]


def test_without_dates_there_is_no_column_for_them(make: Make, where: Where, page: Page) -> None:
    figure = signposts([make(Scenario, signposts=[post("a", "open")])], where=where)
    assert "Due" not in page(figure)
    assert figure.title == "No signpost has been seen yet"


def test_scenarios_that_are_level_share_the_headline(make: Make, where: Where) -> None:
    both = [make(Scenario, name, signposts=[post("a", "seen", name), post("b", "open", name)]) for name in ("one", "two")]
    assert signposts(both, where=where).title == "2 of 4 signposts have been seen"


def test_no_signpost_on_record(make: Make, where: Where, page: Page) -> None:
    assert "Nothing on record." in page(signposts([make(Scenario)], where=where))


def test_hostile_signposts_are_inert(make: Make, page: Page) -> None:
    hostile = {**post("a", "seen", HOSTILE), "text": HOSTILE}
    page(signposts([make(Scenario, title=HOSTILE, signposts=[hostile])], where=lambda _: HOSTILE))
