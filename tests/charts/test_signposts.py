from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from generator.charts.signposts import signposts
from generator.records import Scenario

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Page, Where

HOSTILE = '"><script>alert(1)</script>'
TODAY = date(2025, 6, 1)


def post(post_id: str, state: str, *points_to: str, **fields: object) -> dict[str, Any]:
    return {"id": post_id, "text": f"Sign {post_id}", "points_to": list(points_to) or ["one"], "state": state, **fields}


def matrix(html: str) -> dict[str, list[str]]:
    """The columns in which each signpost has a mark, by the signs at their heads."""
    signs = re.findall(r'<th scope="col" class="posts__m"><span aria-hidden="true">([^<]+)', html)
    rows = re.findall(r'<tr><th scope="row"><span dir="auto">Sign (\w+)</span>.*?</th>(.*?)</tr>', html)
    return {
        name: [sign for sign, one in zip(signs, re.findall(r'class="posts__m( posts__to)?"', cells), strict=True) if one]
        for name, cells in rows
    }


def states(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", one) for one in re.findall(r'class="posts__st">(.*?)</td>', html)]


def test_a_row_a_signpost_and_a_column_a_path_to_which_it_points(make: Make, where: Where, page: Page) -> None:
    one = make(Scenario, "one", signposts=[post("a", "seen", "one", "two", on="2025-03-01"), post("b", "open", "toward", due="2026")])
    two = make(Scenario, "two", title="The ferry stops", signposts=[post("c", "not-seen", "two", on="2025-04")])
    gone = make(Scenario, "gone", signposts=[post("d", "seen", "one")], retired={"on": "2025", "because": "Gone."})
    figure = signposts([one, two, make(Scenario, "bare"), gone], where=where, today=TODAY)
    html = page(figure)
    assert matrix(html) == {"a": ["A", "B"], "b": ["→"], "c": ["B"]}
    assert states(html) == ["Seen 1 Mar 2025", "Open due 2026", "Not seen Apr 2025"]
    assert figure.subtitle == "3 signposts of 3 scenarios"
    assert figure.title == "1 of 3 signposts has been seen. They point to no one path more than to another"
    assert re.findall(r'class="cnt">([^<]+)', html) == ["1 of 1 seen", "1 of 2 seen", "0 of 1 seen"]
    assert '<a href="../scenarios/two/" dir="auto">The ferry stops</a>' in html
    assert html.count('<span class="vh">points here</span>') == 4


def test_what_is_seen_points_somewhere(make: Make, where: Where) -> None:
    def title(*posts: dict[str, Any]) -> str:
        both = [make(Scenario, "one", title="First", signposts=list(posts)), make(Scenario, "two", title="Second")]
        return signposts(both, where=where, today=TODAY).title

    assert title(post("a", "open"), post("b", "not-seen")) == "None of 2 signposts has been seen yet"
    assert title(post("a", "seen")) == "1 of 1 signpost has been seen. It points to: First"
    seen = [post("a", "seen", "one", "two"), post("b", "seen", "two")]
    assert title(*seen, post("c", "open")) == "2 of 3 signposts have been seen. All 2 point to: Second"
    assert title(*seen, post("c", "seen", "one"), post("d", "seen")).endswith("Most of them, 3, point to: First")


@pytest.mark.parametrize(("due", "state"), [("2025-05-31", "Overdue"), ("2025-06-01", "Open"), ("2025", "Open"), ("../2024", "Overdue")])
def test_a_signpost_whose_day_has_passed_is_overdue(make: Make, where: Where, page: Page, due: str, state: str) -> None:
    figure = signposts([make(Scenario, signposts=[post("a", "open", due=due)])], where=where, today=TODAY)
    html = page(figure)
    assert states(html)[0].startswith(state)
    assert ("posts__late" in html, "1 is overdue" in figure.title, "Overdue:" in figure.note) == (state == "Overdue",) * 3


@pytest.mark.parametrize("state", ["seen", "not-seen"])
def test_what_is_settled_is_never_overdue(make: Make, where: Where, page: Page, state: str) -> None:
    assert "verdue" not in page(signposts([make(Scenario, signposts=[post("a", state, due="2020")])], where=where, today=TODAY))


def test_days_stand_on_one_strip_of_time_with_the_day_of_the_page(make: Make, where: Where, page: Page) -> None:
    posts = [
        post("a", "seen", on="2025-05-01"),
        post("b", "not-seen", on="2025-05-01"),
        post("c", "open", due="2025-08~"),
        post("d", "open"),
    ]
    figure = signposts([make(Scenario, signposts=posts)], where=where, today=TODAY)
    strips = re.findall(r'<td class="s">(.*?)</td>', page(figure))
    groups = [re.findall(r'<g class="posts__(\w+)"><\w+ class="(\w+)"', one) for one in strips]
    assert groups == [[("on", "dot")], [("not", "dot")], [("due", "fade")], []]
    assert all(one.count("posts__now") == 1 for one in strips)
    assert "Faded ends: about." in figure.note
    assert "Upright line: the day on which this page was made." in figure.note


def test_a_path_that_is_not_on_the_page_has_a_column_all_the_same(make: Make, where: Where, page: Page) -> None:
    retired = make(Scenario, "gone", title="Gone", retired={"on": "2025", "because": "Gone."})
    found = [make(Scenario, signposts=[post("a", "open", "elsewhere", "gone", "away")]), retired]
    html = page(signposts(found, where=where, today=TODAY))
    assert matrix(html) == {"a": ["B", "C", "←"]}
    assert re.findall(r'class="posts__c">([^<]+)</b> <span><\w+[^>]*>([^<]+)', html)[1:] == [
        ("B", "elsewhere"),
        ("C", "Gone"),
        ("←", "Away"),
    ]


def test_evidence_is_marked_by_the_page(make: Make, where: Where, page: Page) -> None:
    found = [make(Scenario, signposts=[post("a", "seen", evidence=[{"source": "gazette", "says": "supports"}])])]
    assert "Sign a</span><b>1</b></th>" in page(signposts(found, where=where, today=TODAY, refs=lambda evidence: f"<b>{len(evidence)}</b>"))


def test_the_table_has_every_signpost_as_recorded(make: Make, where: Where) -> None:
    told = post("a", "open", "one", "toward", due="2025~", note="[So](event:x).", evidence=[{"source": "gazette", "says": "context"}])
    table = signposts([make(Scenario, signposts=[told, post("b", "seen", on="2025-03-01?")])], where=where, today=TODAY).table
    assert table is not None
    assert [list(row) for row in table.rows] == [
        ["Sign a", "The ferry goes on", "The ferry goes on; Toward", "Open", "", "2025~", "So.", "gazette"],
        ["Sign b", "The ferry goes on", "The ferry goes on", "Seen", "2025-03-01?", "", "", ""],
    ]
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_no_signpost_on_record(make: Make, where: Where, page: Page) -> None:
    assert "Nothing on record." in page(signposts([make(Scenario)], where=where, today=TODAY))


def test_hostile_signposts_are_inert(make: Make, page: Page) -> None:
    hostile = {**post("a", "seen", HOSTILE), "text": HOSTILE}
    page(signposts([make(Scenario, title=HOSTILE, signposts=[hostile])], where=lambda _: HOSTILE, today=TODAY, figure_id='x"'))
