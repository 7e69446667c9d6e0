from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.charts.risk_matrix import risk_matrix
from generator.charts.statuses import status_mark
from generator.records import Risk

if TYPE_CHECKING:
    from generator.charts.figure import Figure
    from tests.charts.conftest import Make, Names, Page, Where


def impact(*levels: str) -> list[dict[str, Any]]:
    return [{"dimension": f"thing {number}", "level": level, "because": "x"} for number, level in enumerate(levels)]


def cells(figure: Figure) -> dict[str, list[list[str]]]:
    """The numbers in each cell, by the level of the row; a cell over several bands stands as often as it is wide."""
    found: dict[str, list[list[str]]] = {}
    level = ""
    for row in re.findall(r"<tr>(.*?)</tr>", figure.drawing.split("<tbody>")[1]):
        head = re.search(r'<th scope="row"[^>]*>([^<]+)', row)
        level = head[1] if head else level
        line: list[str] = []
        for span, inner in re.findall(r'<td(?: class="rk__none")?(?: colspan="(\d)")?>(.*?)</td>', row):
            line += ["".join(re.findall(r'class="rk__n[^>]*>(\d+)', inner))] * int(span or 1)
        found.setdefault(level, []).append(line)
    return found


@pytest.mark.parametrize(
    ("likelihood", "columns"),
    [
        ("almost-no-chance", [0]),
        ("roughly-even-chance", [3]),
        ("almost-certain", [6]),
        ({"range": [20, 45]}, [2]),
        ({"range": [15, 60]}, [1, 2, 3, 4]),
        ({"range": [0, 100]}, list(range(7))),
        ({"range": [50, 50]}, [3]),
        ({"range": [0, 0]}, [0]),
        ({"range": [100, 100]}, [6]),
        (None, [7]),
    ],
)
def test_a_likelihood_covers_its_bands(make: Make, names: Names, where: Where, page: Page, likelihood: object, columns: list[int]) -> None:
    risks = [make(Risk, "a", likelihood=likelihood, impact=impact("moderate")), make(Risk, "z", likelihood="likely")]
    figure = risk_matrix(risks, names=names, where=where)
    page(figure)
    (line,) = cells(figure)["Moderate"]
    assert [place for place, number in enumerate(line) if number] == columns
    assert len(line) == 8


def test_the_worst_come_first_and_dimensions_stand_apart(make: Make, names: Names, where: Where, page: Page) -> None:
    risks = [
        make(Risk, "a", likelihood="likely", impact=impact("minor", "significant"), record_so_far={"status": "partly"}),
        make(Risk, "b", likelihood="unlikely", said_by="camelot", impact=impact("catastrophic")),
        make(Risk, "c", impact=impact("significant")),
        make(Risk, "d", likelihood={"range": [10, 30]}),
    ]
    figure = risk_matrix(risks, names=names, where=where)
    html = page(figure)
    found = cells(figure)
    assert list(found) == ["Catastrophic", "Significant", "Moderate", "Limited", "Minor", "No level given"]
    assert found["Catastrophic"] == [["", "", "1", "", "", "", "", ""]]
    assert found["Significant"] == [["", "", "", "", "2", "", "", "3"]]
    assert found["Minor"] == [["", "", "", "", "2", "", "", ""]]
    assert found["No level given"] == [["", "4", "4", "", "", "", "", ""]]
    assert '<a class="rk__n" href="../risks/b/" title="The ferry sinks again">1<' in html
    assert "unlikely, 20–45 per cent, says Camelot; catastrophic for thing 0" in html
    assert "no likelihood given; significant for thing 0" in html
    assert '<span class="rk__word">unlikely</span> <span class="rk__range">20–<wbr>45</span>' in html
    assert '<span class="st st--partly">Partly realised</span>' in html
    assert figure.title == "Of 4 risks, 1 has come about at least in part"
    assert "A bar reaches over all the bands" in figure.note
    assert "not a middling risk" in figure.note


def test_spans_that_would_meet_take_lines_of_their_own(make: Make, names: Names, where: Where) -> None:
    ranges = ([0, 30], [15, 60], [50, 99])
    risks = [make(Risk, f"r{low}", likelihood={"range": [low, high]}, impact=impact("limited")) for low, high in ranges]
    risks.append(make(Risk, "word", likelihood="likely", impact=impact("limited")))
    lines = cells(risk_matrix(risks, names=names, where=where))["Limited"]
    assert lines == [
        ["", "", "", "", "2", "", "", ""],
        ["4", "4", "4", "1", "1", "1", "1", ""],
        ["", "3", "3", "3", "3", "", "", ""],
    ]


def test_without_any_likelihood_there_is_one_column(make: Make, names: Names, where: Where, page: Page) -> None:
    figure = risk_matrix([make(Risk, impact=impact("minor"))], names=names, where=where)
    assert "Nobody on record gave a likelihood." in page(figure)
    assert cells(figure)["Minor"] == [["1"]]
    assert figure.title == "1 risk, by likelihood and impact"


def test_states_have_marks() -> None:
    assert status_mark("not-realised") == '<span class="st st--not-realised">Not realised</span>'


def test_nothing_on_record(names: Names, where: Where, page: Page, make: Make) -> None:
    retired = make(Risk, retired={"on": "2025", "because": "Gone."})
    assert "Nothing on record." in page(risk_matrix([retired], names=names, where=where))


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    dimension = [{"dimension": hostile, "level": "minor", "because": "x"}]
    risk = make(Risk, title=hostile, likelihood={"word": "likely", "said_by": hostile}, impact=dimension)
    page(risk_matrix([risk], names=lambda one: one, where=lambda _: hostile))
    page(risk_matrix([risk], names=lambda one: one, where=lambda _: None))


def test_what_became_of_a_risk_is_drawn_and_said(make: Make, names: Names, where: Where, page: Page) -> None:
    evidence = [{"source": "gazette", "says": "supports"}, {"source": "herald", "says": "contradicts"}]
    so_far = {"status": "realised", "on": "2025-03", "because": "It [sank](event:ferry).", "evidence": evidence}
    risks = [
        make(Risk, "a", record_so_far=so_far, history=[{"on": "2025-04", "what": "It was [raised](event:ferry)."}]),
        make(Risk, "b", record_so_far={"status": "not-realised"}),
        make(Risk, "c"),
    ]
    figure = risk_matrix(risks, names=names, where=where)
    html = page(figure)
    assert re.findall(r'<a class="(rk__n[^"]*)"', html) == ["rk__n rk__n--realised", "rk__n rk__n--not-realised", "rk__n"]
    assert '>Realised</span> <span class="rk__on" dir="auto">Mar 2025; 1 source for, 1 against</span>' in html
    assert '<span class="rk__said" dir="auto">Apr 2025: It was raised.</span>' in html
    assert html.count("Nothing on record of what became of it") == 1
    assert "filled: realised, dashed: not realised." in figure.note
    assert figure.table is not None
    assert figure.table.rows[0][-5:] == [
        "Realised",
        "Mar 2025",
        "It sank.",
        "supports: Gazette; contradicts: Herald",
        "Apr 2025: It was raised.",
    ]
    assert figure.table.rows[2][-5:] == [""] * 5


def test_the_data_have_likelihoods_with_their_bounds_and_who_gave_them(make: Make, names: Names, where: Where) -> None:
    risks = [
        make(Risk, "a", likelihood="unlikely", said_by="camelot", impact=impact("minor", "limited"), horizon="2027"),
        make(Risk, "b", likelihood={"range": [12.5, 60], "said_by": "ys"}),
    ]
    table = risk_matrix(risks, names=names, where=where).table
    assert table is not None
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert [rows[0][name] for name in ("Likelihood", "Lowest, per cent", "Highest, per cent", "Likelihood by")] == [
        *("unlikely", "20", "45", "Camelot"),
    ]
    assert (rows[0]["Impact"], rows[0]["Within"]) == ("thing 0: minor, x; thing 1: limited, x", "2027")
    assert [rows[1][name] for name in ("Likelihood", "Lowest, per cent", "Highest, per cent")] == ["in per cent", "12.5", "60"]
