from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.charts.claims_overview import MOST_SQUARES, claims_overview
from generator.charts.statuses import status_mark
from generator.records import Claim

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page, Where


def judged(status: str, credibility: str | None = None) -> list[dict[str, Any]]:
    return [{"on": "2025-03-04", "status": status, "because": "Because.", "credibility": credibility}]


def cells(html: str) -> list[list[list[str]]]:
    """The words for listeners in each cell but the last, row by row."""
    rows = re.findall(r'<tr><th scope="row"><span class="st.*?</tr>', html)
    return [[re.findall(r'class="vh">([^<]+)', one) for one in re.findall(r"<td>(.*?)</td>", row)] for row in rows]


def test_a_row_a_status_and_a_column_a_grade(make: Make, names: Names, where: Where, page: Page) -> None:
    claims = [
        make(Claim, "b", statement="Second", assessments=judged("disputed", "4")),
        make(Claim, "a", statement="First", assessments=judged("disputed", "6")),
        make(Claim, "c", statement="Third", assessments=judged("disputed", "2")),
        make(Claim, "g", statement="Fourth", assessments=judged("disputed", "2")),
        make(Claim, "d", statement="Fifth", assessments=judged("supported", "1")),
        make(Claim, "e", statement="Sixth"),
        make(Claim, "f", statement="Gone", retired={"on": "2025", "because": "Gone."}),
    ]
    figure = claims_overview(claims, names=names, where=where)
    html = page(figure)
    assert figure.title == "Of 6 claims, 4 disputed, 1 supported and 1 cannot be judged"
    assert re.findall(r'units__d">([^<]+)', html) == ["1", "2", "3", "4", "5", "–"]
    assert cells(html) == [
        [["Fifth"], [], [], [], [], []],
        [[], ["Third", "Fourth"], [], ["Second"], [], ["First"]],
        [[], [], [], [], [], ["Sixth"]],
    ]
    assert '<li><a href="../claims/c/" title="Third (Brigid)" dir="auto"><span class="unit" aria-hidden="true">2</span>' in html
    assert html.count("unit--none") == 2
    assert re.findall(r'class="n">(\d+)</td>', html) == ["1", "4", "1"]
    assert "the digit is its credibility" in figure.note


def test_where_all_are_graded_there_is_no_column_for_what_is_not(make: Make, names: Names, where: Where, page: Page) -> None:
    figure = claims_overview([make(Claim, assessments=judged("disputed", "5"))], names=names, where=where)
    assert 'class="units units--5"' in page(figure)
    assert "Dashed" not in figure.note


def test_many_claims_are_counted(make: Make, names: Names, where: Where, page: Page) -> None:
    found = [make(Claim, f"a{number}", assessments=judged("disputed", "3")) for number in range(MOST_SQUARES)]
    assert "<a " in page(claims_overview(found, names=names, where=where))
    figure = claims_overview([*found, make(Claim, "z", assessments=judged("supported", "1"))], names=names, where=where)
    html = page(figure)
    assert "<a " not in html
    assert re.findall(r'<td><b>(\d+)</b><svg[^>]+><rect class="bar" x="0%" width="([\d.]+)%"', html) == [("1", "1.67"), ("60", "100")]
    assert figure.table is not None
    assert len(figure.table.rows) == MOST_SQUARES + 1
    assert "digit" not in figure.note


def test_the_table_has_every_claim_as_recorded(make: Make, names: Names, where: Where) -> None:
    claims = [make(Claim, "b", assessments=judged("disputed", "6")), make(Claim, "a", claimant=["ys", "brigid"], made="2025~")]
    table = claims_overview(claims, names=names, where=where).table
    assert table is not None
    assert [list(row) for row in table.rows] == [
        ["The ferry is safe", "Brigid", "1 Mar 2025", "2025-03-01", "Disputed", "6", "2025-03-04"],
        ["The ferry is safe", "Ys, Brigid", "about 2025", "2025~", "Cannot be judged", "", ""],
    ]
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_marks_carry_their_word() -> None:
    assert status_mark("partly-supported") == '<span class="st st--partly">Partly supported</span>'
    assert status_mark("cannot-be-judged") == '<span class="st st--unjudged">Cannot be judged</span>'
    assert status_mark("outdated") == '<span class="st st--outdated">Outdated</span>'


def test_without_any_credibility_no_digit_is_promised(make: Make, names: Names, page: Page) -> None:
    figure = claims_overview([make(Claim)], names=names, where=lambda _: None)
    assert "<a " not in page(figure)
    assert figure.title == "The one claim cannot be judged"
    assert "digit is its credibility" not in figure.note


def test_nothing_on_record(names: Names, where: Where, page: Page) -> None:
    assert "Nothing on record." in page(claims_overview([], names=names, where=where))


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    page(claims_overview([make(Claim, statement=hostile)], names=lambda _: hostile, where=lambda _: hostile))
