from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.charts.risk_matrix import risk_matrix
from generator.charts.statuses import status_mark
from generator.records import Risk

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.charts.figure import Figure
    from tests.charts.conftest import Make, Names, Page, Where


def impact(*levels: str) -> list[dict[str, Any]]:
    return [{"dimension": f"thing {number}", "level": level, "because": "x"} for number, level in enumerate(levels)]


CELL = re.compile(r'<td class="rk__(?:c|none|lane)">(.*?)</td>')


def lines(figure: Figure, read: Callable[[str], str]) -> dict[str, list[list[str]]]:
    """What is read of each cell of each line, by the level of the row."""
    found: dict[str, list[list[str]]] = {}
    level = ""
    for row in re.findall(r"<tr>(.*?)</tr>", figure.drawing.split("<tbody>")[1]):
        head = re.search(r'<th scope="row"[^>]*>([^<]+)', row)
        level = head[1] if head else level
        found.setdefault(level, []).append([read(cell) for cell in CELL.findall(row)])
    return found


def cells(figure: Figure) -> dict[str, list[list[str]]]:
    """The numbers in each cell."""
    return lines(figure, lambda cell: "".join(re.findall(r'class="rk__n[^>]*>(\d+)', cell)))


def boxes(figure: Figure) -> dict[str, list[list[str]]]:
    """The pieces of boxes in each cell by their edges; a piece without edges is a dot."""
    pieces = re.compile(r'<i class="rk__box rk__box--\d((?: rk__[tbse])*)">')
    return lines(figure, lambda cell: " ".join(edges.replace(" rk__", "") or "." for edges in pieces.findall(cell)))


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
    (line,), (pieces,) = cells(figure)["Moderate"], boxes(figure)["Moderate"]
    assert [place for place, number in enumerate(line) if number] == [(columns[0] + columns[-1]) // 2]
    assert [place for place, piece in enumerate(pieces) if piece] == (columns if len(columns) > 1 else [])
    assert len(line) == 8


def test_a_risk_stands_once_at_its_worst(make: Make, names: Names, where: Where, page: Page) -> None:
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
    assert found["Minor"] == [[""] * 8]
    assert boxes(figure)["No level given"] == [["", "tbs", "tbe", "", "", "", "", ""]]
    assert "significant for thing 1" in html
    assert "stands once, at the worst" in figure.note
    assert '<a class="rk__n" href="../risks/b/" title="The ferry sinks again">1<' in html
    assert "unlikely, 20–45 per cent, says Camelot; catastrophic for thing 0" in html
    assert "no likelihood given; significant for thing 0" in html
    assert '<span class="rk__word">unlikely</span> <span class="rk__range">20–<wbr>45</span>' in html
    assert '<span class="st st--partly">Partly realised</span>' in html
    assert figure.title == "Of 4 risks, 1 has come about at least in part"
    assert "A box, with a square number" in figure.note
    assert "not a middling risk" in figure.note


def test_boxes_over_one_level_that_would_meet_take_lines_of_their_own(make: Make, names: Names, where: Where) -> None:
    ranges = ([0, 30], [15, 60], [50, 99])
    risks = [make(Risk, f"r{low}", likelihood={"range": [low, high]}, impact=impact("limited")) for low, high in ranges]
    risks.append(make(Risk, "word", likelihood="likely", impact=impact("limited")))
    figure = risk_matrix(risks, names=names, where=where)
    assert cells(figure)["Limited"] == [
        ["", "", "", "", "2", "", "", ""],
        ["", "4", "", "", "1", "", "", ""],
        ["", "", "3", "", "", "", "", ""],
    ]
    assert boxes(figure)["Limited"] == [
        [""] * 8,
        ["tbs", "tb", "tbe", "tbs", "tb", "tb", "tbe", ""],
        ["", "tbs", "tb", "tb", "tbe", "", "", ""],
    ]
    assert figure.drawing.count('class="rk__mid"') == 2


def spanning(*levels: str) -> list[dict[str, Any]]:
    return [{"dimension": "lives", "range": list(levels), "because": "x"}]


def test_a_range_of_levels_and_of_bands_is_one_box(make: Make, names: Names, where: Where, page: Page) -> None:
    risks = [
        make(Risk, "box", likelihood={"range": [20, 80]}, impact=spanning("limited", "significant")),
        make(Risk, "point", likelihood="roughly-even-chance", impact=impact("moderate")),
    ]
    figure = risk_matrix(risks, names=names, where=where)
    html = page(figure)
    assert boxes(figure)["Significant"] == [["", "", "ts", "t", "te", "", "", ""]]
    assert boxes(figure)["Moderate"] == [["", "", "s", ".", "e", "", "", ""]]
    assert boxes(figure)["Limited"] == [["", "", "bs", "b", "be", "", "", ""]]
    assert [cells(figure)[level] for level in ("Significant", "Moderate", "Limited")] == [
        [["", "", "", "1", "", "", "", ""]],
        [["", "", "", "2", "", "", "", ""]],
        [[""] * 8],
    ]
    assert "limited to significant for lives" in html
    assert html.count('class="rk__n rk__n--boxed"') == 2
    assert figure.table is not None
    assert figure.table.rows[0][figure.table.columns.index("Impact")] == "lives: limited to significant, x"


def test_boxes_that_meet_lie_within_one_another_and_keep_their_numbers_apart(make: Make, names: Names, where: Where) -> None:
    ranges = ([0, 99], [20, 55], [20, 55])
    risks = [
        make(Risk, f"r{place}", likelihood={"range": bounds}, impact=spanning("minor", "catastrophic"))
        for place, bounds in enumerate(ranges)
    ]
    figure = risk_matrix(risks, names=names, where=where)
    assert set(re.findall(r"rk__box--(\d)", figure.drawing)) == {"0", "1", "2"}
    found = [number for level in cells(figure).values() for line in level for number in line if number]
    assert sorted(found) == ["1", "2", "3"]


def test_of_two_dimensions_as_bad_at_worst_the_surer_one_counts(make: Make, names: Names, where: Where) -> None:
    risk = make(Risk, likelihood="likely", impact=[*spanning("minor", "catastrophic"), *impact("catastrophic")])
    figure = risk_matrix([risk], names=names, where=where)
    assert cells(figure)["Catastrophic"] == [["", "", "", "", "1", "", "", ""]]
    assert "rk__box" not in figure.drawing


def test_without_likelihoods_boxes_stand_beside_one_another(make: Make, names: Names, where: Where, page: Page) -> None:
    risks = [
        make(Risk, "a", impact=spanning("minor", "moderate")),
        make(Risk, "b", impact=spanning("limited", "significant")),
        make(Risk, "c", impact=impact("limited")),
    ]
    figure = risk_matrix(risks, names=names, where=where)
    assert '<th scope="col" class="rk__none" colspan="3">' in page(figure)
    assert [boxes(figure)[level] for level in ("Significant", "Moderate", "Limited", "Minor")] == [
        [["tse", "", ""]],
        [["se", "tse", ""]],
        [["bse", "se", ""]],
        [["", "bse", ""]],
    ]
    assert cells(figure)["Limited"] == [["", "2", "3"]]


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


def test_ranges_that_all_meet_stand_beside_one_another_however_many(make: Make, names: Names, where: Where, page: Page) -> None:
    wide = [{"dimension": "lives", "range": ["minor", "catastrophic"], "because": "x"}]
    figure = risk_matrix([make(Risk, f"r{number}", impact=wide) for number in range(10)], names=names, where=where)
    page(figure)
    assert 'colspan="11"' in figure.drawing
    assert all(len(line) == 11 for level in cells(figure).values() for line in level)
    assert sorted(number for level in cells(figure).values() for line in level for number in line if number) == sorted(
        map(str, range(1, 11))
    )
