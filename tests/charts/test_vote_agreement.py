from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.vote_agreement import MOST_ROWS, kappa_words, vote_agreement
from generator.derive.agreement import agreement
from generator.records import Vote

if TYPE_CHECKING:
    from generator.charts.figure import Figure
    from tests.charts.conftest import Make, Names, Page

HOSTILE = '"><script>alert(1)</script>'
BALLOTS = {"y": "yes", "n": "no", "a": "abstain", "-": "absent"}


def votes(make: Make, **ballots: str) -> list[Vote]:
    """Return a vote for each letter of the actors' ballots."""
    count = len(next(iter(ballots.values())))
    return [make(Vote, f"v{number}", ballots={actor: BALLOTS[cast[number]] for actor, cast in ballots.items()}) for number in range(count)]


def drawn(found: list[Vote], names: Names) -> Figure:
    return vote_agreement(found, "avalon", names=names, relation=lambda by, toward: f"../relations/{by}/{toward}/")


def test_raw_agreement_with_its_interval_and_what_is_left_beyond_chance(make: Make, names: Names, page: Page) -> None:
    figure = drawn(votes(make, avalon="yyyyna", brigid="yyyann", camelot="yn----"), names)
    html = page(figure)
    assert figure.title == "Voted as Avalon did: Brigid in 4 of 6"
    brigid, camelot = re.findall(r'<tr><th scope="row">.*?</tr>', html)
    assert '<a href="../relations/brigid/avalon/" dir="auto">Brigid</a>' in brigid
    assert '<td class="n">4 of 6</td>' in brigid
    assert "+0.43 (+0.17 to +0.64)" in brigid
    assert '<line class="wh" x1="31.2%" x2="87.9%"' in brigid
    assert '<circle class="dot"' in brigid
    assert '<circle class="thin"' in camelot
    assert "too few votes to tell" in camelot
    assert figure.table is not None
    assert figure.table.rows[0] == (
        *("Brigid", "Avalon", "4", "6", "0.666667", "0.299993", "0.903229"),
        *("0.416667", "0.428571", "0.166667", "0.642857", "0"),
    )


def test_an_undefined_correction_is_said_and_is_no_number(make: Make, names: Names, page: Page) -> None:
    figure = drawn(votes(make, avalon="yyy", brigid="yyy", camelot="ynn"), names)
    html = page(figure)
    assert "undefined: both cast one kind of ballot only" in html
    assert "0.00, as one cast one kind of ballot only" in html
    assert figure.table is not None
    assert figure.table.rows[0][8:] == ("undefined", "undefined", "undefined", "3")


def test_a_range_that_is_not_whole_says_so() -> None:
    some = agreement([("yes", "yes"), ("yes", "yes"), ("no", "no")])
    assert some is not None
    assert kappa_words(some) == "+1.00 (+1.00; undefined without 1 vote)"


def test_few_votes_come_last_and_make_no_headline(make: Make, names: Names, page: Page) -> None:
    figure = drawn(votes(make, avalon="yna", brigid="y--", camelot="nya"), names)
    assert re.findall(r'scope="row"><a [^>]+>(\w+)<', page(figure)) == ["Camelot", "Brigid"]
    few = drawn(votes(make, avalon="yn", brigid="yn"), names)
    assert few.title == "Too few votes to say who votes as Avalon does"


def test_rows_are_few(make: Make, names: Names, page: Page) -> None:
    many = {f"other-{number}": "yn" for number in range(MOST_ROWS)}
    figure = drawn(votes(make, avalon="yn", seldom="y-", **many), names)
    assert "Seldom" not in re.findall(r'scope="row"><a [^>]+>([^<]+)<', page(figure))
    assert "1 actor with fewer votes not drawn." in figure.note
    assert figure.table is not None
    assert len(figure.table.rows) == MOST_ROWS + 1


def test_retired_votes_and_absence_leave_nothing_to_compare(make: Make, names: Names, page: Page) -> None:
    gone = make(Vote, ballots={"avalon": "yes", "brigid": "yes"}, retired={"on": "2025", "because": "Gone."})
    figure = drawn([gone, *votes(make, avalon="y", brigid="-")], names)
    assert figure.empty
    assert "Nothing on record." in page(figure)


def test_hostile_names_are_inert(make: Make, page: Page) -> None:
    page(vote_agreement(votes(make, avalon="yn", brigid="yn"), "avalon", names=lambda _: HOSTILE, relation=lambda *_: HOSTILE))
