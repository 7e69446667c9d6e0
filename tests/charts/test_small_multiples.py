from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.small_multiples import MOST_ROWS, small_multiples
from generator.derive.alignment import Alignment

if TYPE_CHECKING:
    from generator.charts.figure import Figure
    from generator.derive.alignment import Mark
    from tests.charts.conftest import Marks, Names, Page

BOTH = [("avalon", "brigid"), ("brigid", "avalon")]
HOSTILE = '"><script>alert(1)</script>'


def relation(by: str, toward: str) -> str:
    return f"../relations/{min(by, toward)}--{max(by, toward)}/#by-{by}"


def drawn(marks: list[Mark], names: Names, pairs: list[tuple[str, str]] | None = None, title: str | None = None) -> Figure:
    return small_multiples(Alignment(marks), pairs or BOTH, names=names, relation=relation, issue_label=str.capitalize, title=title)


def captions(html: str) -> list[str]:
    return re.findall(r'<caption dir="auto">([^<]+)', html)


def test_a_panel_an_issue_from_with_to_against(mark: Marks, names: Names, page: Page) -> None:
    marks = [
        *(mark(-0.5, issue="toll") for _ in range(3)),
        *(mark(0.8, issue="ferry") for _ in range(3)),
        mark(0.2, issue="ferry", by="brigid", toward="avalon"),
    ]
    figure = drawn(marks, names)
    html = page(figure)
    assert captions(html) == ["Ferry", "Toll"]
    assert figure.title == "Avalon toward Brigid: closest on Ferry, furthest on Toll"
    ferry, toll = re.findall(r"<table><caption.*?</table>", html)
    assert '<a href="../relations/avalon--brigid/#by-avalon" tabindex="-1"><circle class="dot"' in ferry
    assert '<circle class="thin"' in ferry
    assert "hatch" not in ferry
    assert toll.count("hatch") == 1
    assert '<td class="v none" colspan="2">no act</td>' in toll
    assert "Dashed ring: fewer than three acts." in figure.note


def test_every_panel_has_the_same_rows_in_the_same_order(mark: Marks, names: Names, page: Page) -> None:
    marks = [*(mark(1, issue="ferry") for _ in range(3)), *(mark(1, issue="toll", by="brigid", toward="avalon") for _ in range(3))]
    html = page(drawn(marks, names))
    who = re.findall(r'<th scope="row"><a [^>]+><span dir="auto">(\w+)</span> toward <span dir="auto">(\w+)<', html)
    assert who == [("Avalon", "Brigid"), ("Brigid", "Avalon")] * 2


def test_an_issue_with_few_acts_is_named_and_counted_but_not_drawn(mark: Marks, names: Names, page: Page) -> None:
    marks = [*(mark(1, issue="ferry") for _ in range(3)), mark(1, issue="toll"), mark(1, issue="toll", doubt="disputed")]
    figure = drawn(marks, names)
    assert captions(page(figure)) == ["Ferry"]
    assert "Issues with fewer than 3 counted acts are not drawn: Toll (1)." in figure.note
    assert "1 act with disputed or ungraded evidence not counted." in figure.note
    assert figure.table is not None
    assert [row[:3] for row in figure.table.rows] == [
        ("Ferry", "Avalon", "Brigid"),
        ("Ferry", "Brigid", "Avalon"),
        ("Toll", "Avalon", "Brigid"),
        ("Toll", "Brigid", "Avalon"),
    ]
    assert figure.table.rows[2][3:7] == ("1", "with", "1", "1")
    assert figure.table.rows[3][3:7] == ("", "no evidence", "0", "0")


def test_where_several_issues_are_level_the_span_is_told(mark: Marks, names: Names) -> None:
    marks = [mark(score, issue=issue) for issue, score in (("ferry", 0.5), ("hull", 0.5), ("toll", -0.25)) for _ in range(3)]
    assert drawn(marks, names).title == "Avalon toward Brigid: from −0.25 to +0.50, depending on the issue"


def test_thin_rows_make_no_headline(mark: Marks, names: Names) -> None:
    marks = [mark(1, issue="ferry"), mark(1, issue="ferry"), mark(-1, issue="ferry", by="brigid", toward="avalon")]
    assert drawn(marks, names).title == "Where they stand, issue by issue"


def test_too_few_acts_on_each_issue_are_said_to_be_too_few(mark: Marks, names: Names, page: Page) -> None:
    figure = drawn([mark(1, issue="ferry"), mark(1, issue="toll")], names)
    assert figure.title == "Too little is on record to tell issues apart"
    assert "No issue has 3 counted acts." in page(figure)
    assert figure.empty
    assert "Ferry (1), Toll (1)" in figure.note


def test_rows_are_few(mark: Marks, names: Names, page: Page) -> None:
    others = [f"other-{number}" for number in range(MOST_ROWS + 2)]
    marks = [mark(1, issue="ferry", toward=other) for place, other in enumerate(others) for _ in range(3 if place else 1)]
    figure = drawn(marks, names, [("avalon", other) for other in others])
    assert page(figure).count('<th scope="row"><a') == MOST_ROWS
    assert "Other-0" not in page(figure)
    assert "2 directions with fewer acts left out." in figure.note


def test_names_of_both_directions_of_writing_do_not_mix(mark: Marks, page: Page) -> None:
    marks = [mark(score, issue=issue) for issue, score in (("ferry", 1), ("toll", -1)) for _ in range(3)]
    figure = drawn(marks, lambda actor: "مصر" if actor == "avalon" else "ישראל")
    assert figure.title.startswith("\u200e\u2068مصر\u2069 toward \u200e\u2068ישראל\u2069: ")
    assert '<span dir="auto">مصر</span> toward <span dir="auto">ישראל</span>' in page(figure)
    assert figure.table is not None
    assert figure.table.rows[0][1] == "مصر"


def test_nothing_on_record(names: Names, page: Page) -> None:
    figure = drawn([], names)
    assert figure.empty
    assert "Nothing on record." in page(figure)


def test_hostile_names_are_inert(mark: Marks, page: Page) -> None:
    figure = small_multiples(
        Alignment([mark(1) for _ in range(3)]), BOTH, names=lambda _: HOSTILE, relation=lambda *_: HOSTILE, issue_label=lambda _: HOSTILE
    )
    page(figure)
