from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from generator.charts.cost_ranges import cost_ranges
from generator.charts.value_scale import figure_of, unit_of, value_scale
from generator.records import Cost

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page, Where


def dollars(**figures: object) -> dict[str, Any]:
    return {"currency": "USD", **figures}


def test_each_unit_has_its_panel_and_nothing_is_converted(make: Make, names: Names, where: Where, page: Page) -> None:
    costs = [
        make(Cost, "a", amount=dollars(best=7_000_000_000), title="Loan"),
        make(Cost, "b", amount=dollars(high=18_000_000_000), status="threatened", title="Penalty"),
        make(Cost, "c", amount={"best": 44, "currency": "PKR", "per": "day"}, title="Fine"),
        make(Cost, "d", amount={"low": 9, "high": 10, "unit": "deaths"}),
        make(Cost, "e", qualitative="Nobody says", title="Trust"),
        make(Cost, "f", qualitative="x", retired={"on": "2025", "because": "Gone."}),
    ]
    figure = cost_ranges(costs, names=names, where=where)
    html = page(figure)
    assert re.findall(r'<caption><span dir="auto">([^<]+)', html) == ["US$ bn", "deaths"]
    assert figure.title == "The largest sum in US$, up to US$18 bn, is threatened: Penalty"
    assert cost_ranges(costs[:2], names=names, where=where).title == "The largest sum, up to US$18 bn, is threatened: Penalty"
    assert figure.subtitle.startswith("5 costs, in US$ bn, deaths and PKR a day, each sum in the prices of the year")
    assert html.index("Penalty</a>") < html.index("Loan</a>")
    assert '<rect class="fadeL thin" x="0%" width="86.4%"' in html
    assert '<line class="tick thin" x1="86.4%" x2="86.4%" y1="18%" y2="82%"/>' in html
    assert '<circle class="dot" cx="33.6%" cy="50%" r="5.5"/>' in html
    assert (
        '<dt><a href="../costs/e/" dir="auto">Trust</a><span class="sub"><span class="st st--realised">Incurred</span></span></dt>' in html
    )
    assert '<dd><span dir="auto">Nobody says</span><span class="sub">Borne by Avalon; estimator not given</span></dd>' in html
    assert html.index("Alone in their unit") < html.index("Fine</a>") < html.index("PKR 44 a day") < html.index("Without a figure")
    assert "Fading bar: a ceiling with no floor given." in figure.note
    assert "Dashed outline: projected or threatened, not paid." in figure.note


SAID = [
    ({"low": 2, "high": 3}, "2–3", '<line class="wh" x1="64%" x2="96%"'),
    ({"low": 2, "best": "2.5", "high": 3}, '2–3 <span class="of">best 2.5</span>', '<line class="tick" x1="80%"'),
    ({"low": 2, "best": 2, "high": 3}, "2–3", '<line class="tick" x1="64%"'),
    ({"low": 3, "high": 3}, "3", '<circle class="dot" cx="96%"'),
    ({"best": 2, "high": 3}, '2 <span class="of">up to 3</span>', '<line class="wh" x1="64%" x2="96%"'),
    ({"low": 2, "best": 3}, '3 <span class="of">at least 2</span>', '<line class="wh" x1="64%" x2="96%"'),
    ({"low": 3}, "at least 3", '<rect class="fadeR" x="96%" width="4%"'),
    ({"high": 3}, "up to 3", '<rect class="fadeL" x="0%" width="96%"'),
]


@pytest.mark.parametrize(("amount", "said", "drawn"), SAID)
def test_ranges_are_said_and_drawn(
    make: Make, names: Names, where: Where, page: Page, amount: dict[str, Any], said: str, drawn: str
) -> None:
    costs = [make(Cost, amount=dollars(**amount)), make(Cost, "two", amount=dollars(best=3))]
    html = page(cost_ranges(costs, names=names, where=where))
    assert f'<td class="n">{said}</td>' in html
    assert drawn in html


PAID = [
    ("incurred", "dot", '<line class="wh"', "Filled: incurred."),
    ("projected", "thin", '<rect class="thin"', "Dashed outline: projected or threatened, not paid."),
    ("threatened", "thin", '<rect class="thin"', "Dashed outline: projected or threatened, not paid."),
    ("disputed", "doubt", '<rect class="doubt"', "Hatched: disputed."),
    ("avoided", "gone", '<rect class="gone"', "Faint outline: avoided."),
]


@pytest.mark.parametrize(("status", "style", "bar", "note"), PAID)
def test_what_became_of_a_cost_is_drawn_and_said(
    make: Make, names: Names, where: Where, page: Page, status: str, style: str, bar: str, note: str
) -> None:
    evidence = [
        {"source": one, "says": says} for one, says in (("a", "supports"), ("b", "supports"), ("c", "contradicts"), ("d", "context"))
    ]
    history = [{"on": "2025-06", "what": "It was [repaid](event:x)."}, {"on": "2024", "what": "Before."}]
    costs = [
        make(Cost, "a", status=status, amount=dollars(best=1), period="2025-03", evidence=evidence, history=history),
        make(Cost, "b", status=status, amount=dollars(low=2, high=3)),
    ]
    figure = cost_ranges(costs, names=names, where=where)
    html = page(figure)
    assert f'<circle class="{style}"' in html
    assert bar in html
    assert ('class="dot"' in html) is (status == "incurred")
    assert note in figure.note
    assert f'>{status.capitalize()}</span> <span dir="auto">Mar 2025</span>' in html
    assert "2 sources for, 1 against" in html
    assert '<span class="sub" dir="auto">Jun 2025: It was repaid.</span>' in html
    assert "Before." not in html.split("<details")[0]


def test_figures_far_apart_have_a_logarithmic_scale_and_say_so(make: Make, names: Names, where: Where, page: Page) -> None:
    near = [make(Cost, "a", amount=dollars(best=1)), make(Cost, "b", amount=dollars(best=100))]
    far = [*near, make(Cost, "c", amount=dollars(best=101))]
    assert "Logarithmic" not in page(cost_ranges(near, names=names, where=where))
    figure = cost_ranges(far, names=names, where=where)
    assert "Logarithmic scale for US$." in figure.subtitle
    assert '<span class="of">logarithmic scale</span></caption>' in figure.drawing


def test_on_a_logarithmic_scale_no_figure_is_lost(make: Make, names: Names, where: Where, page: Page) -> None:
    costs = [make(Cost, "a", amount=dollars(low=5000, high=18_000_000_000)), make(Cost, "b", amount=dollars(best="0.25"))]
    html = page(cost_ranges(costs, names=names, where=where))
    assert '<td class="n">5 thousand–18 bn</td>' in html
    assert re.findall(r'"70%"[^>]*>([^<]+)', html) == ["0.1", "1k", "10 m", "100 bn"]
    assert html.count('class="end">') == 1


def test_who_pays_and_who_says(make: Make, names: Names, where: Where, page: Page) -> None:
    cost = make(Cost, amount=dollars(best=1, price_year=2024), estimated_by=["camelot", "An official"], bearer=["avalon", "ys"])
    html = page(cost_ranges([cost], names=names, where=where))
    assert "Borne by Avalon, Ys; 2024 prices; estimated by Camelot, An official" in html


def test_what_nobody_gave_is_said_not_to_be_given(make: Make, names: Names, where: Where, page: Page) -> None:
    costs = [make(Cost, "a", amount=dollars(best=1)), make(Cost, "b", amount={"best": 1, "unit": "deaths"})]
    figure = cost_ranges(costs, names=names, where=where)
    html = page(figure)
    assert html.count("Borne by Avalon; price year not given; estimator not given") == 1
    assert html.count("Borne by Avalon; estimator not given") == 1
    assert figure.table is not None
    assert [row[7] for row in figure.table.rows] == ["", "not given"]


def test_the_data_have_every_figure_as_it_was_given(make: Make, names: Names, where: Where) -> None:
    evidence = [{"source": "gazette", "says": "supports"}, {"source": "herald", "says": "contradicts"}]
    amount = dollars(low="1000000.125", best=2_500_000, high=3_000_000_000, price_year=2023, per="year")
    costs = [
        make(Cost, "a", title="Trust", qualitative="Much", status="disputed"),
        make(Cost, "b", title="Harvest", amount=amount, imposed_by="camelot", estimated_by="ys", period="2024", evidence=evidence),
    ]
    table = cost_ranges(costs, names=names, where=where).table
    assert table is not None
    assert [dict(zip(table.columns, row, strict=True)) for row in table.rows] == [
        {
            "Cost": "Harvest",
            "Status": "Incurred",
            "Period": "2024",
            "Lowest": "1000000.125",
            "Best": "2500000",
            "Highest": "3000000000",
            "Unit": "USD a year",
            "Price year": "2023",
            "In words": "",
            "Borne by": "Avalon",
            "Imposed by": "Camelot",
            "Estimated by": "Ys",
            "Evidence": "supports: Gazette; contradicts: Herald",
            "Changes": "",
        },
        {
            "Cost": "Trust",
            "Status": "Disputed",
            "Period": "",
            "Lowest": "",
            "Best": "",
            "Highest": "",
            "Unit": "",
            "Price year": "",
            "In words": "Much",
            "Borne by": "Avalon",
            "Imposed by": "",
            "Estimated by": "",
            "Evidence": "",
            "Changes": "",
        },
    ]


def test_headlines_without_money(make: Make, names: Names, where: Where) -> None:
    counted = make(Cost, amount={"best": 13000, "unit": "troops"}, title="Force")
    assert cost_ranges([counted], names=names, where=where).title == "The largest figure, 13 thousand troops, is incurred: Force"
    assert cost_ranges([make(Cost, qualitative="x")], names=names, where=where).title == "1 cost, none with a figure"
    many = [make(Cost, f"c{number}", amount={"best": 1, "unit": f"unit {number}"}) for number in range(4)]
    assert cost_ranges(many, names=names, where=where).subtitle.startswith("4 costs, in 4 units.")


def test_nothing_on_record(names: Names, where: Where, page: Page) -> None:
    assert "Nothing on record." in page(cost_ranges([], names=names, where=where))


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    costs = [
        make(Cost, "a", title=hostile, amount={"best": 1, "unit": hostile, "per": hostile}, estimated_by=[hostile]),
        make(Cost, "b", title=hostile, qualitative=hostile),
    ]
    page(cost_ranges(costs, names=lambda one: one, where=lambda _: hostile))


def test_scales_of_values() -> None:
    linear = value_scale([Decimal(2), Decimal(18)])
    assert (linear.low, linear.high, linear.ticks) == (0, 20, (0, 5, 10, 15, 20))
    below = value_scale([Decimal(-4), Decimal(6)])
    assert (below.low, below.high) == (-4, 6)
    assert value_scale([Decimal(0)]).ticks == (0, 1)
    far = value_scale([Decimal("0.5"), Decimal(20000)])
    assert far.logarithmic
    assert (far.low, far.high, far.ticks) == (0.1, 100000, (0.1, 10, 1000, 100000))
    assert far.at(0.1) == 0
    assert far.at(-3) == 0
    assert far.at(100000) == pytest.approx(96)


def test_figures_are_written_short() -> None:
    assert unit_of([]) == (Decimal(1), "")
    assert unit_of([Decimal("-2e12")])[1] == "trillion"
    given = [
        figure_of(Decimal(3450000000), Decimal(10) ** 9),
        figure_of(1234.5),
        figure_of(Decimal(-4)),
        figure_of(0),
        figure_of(Decimal("0.0001")),
    ]
    assert given == ["3.45", "1,234.5", "−4", "0", "0.0001"]


def test_names_from_right_to_left_stand_apart(make: Make, where: Where, page: Page) -> None:
    cost = make(Cost, amount=dollars(best=1), bearer=["a", "b"], estimated_by=["<c>"])
    written = {"a": "موانئ", "b": "נמלים"}
    html = page(cost_ranges([cost], names=lambda one: written.get(one, one), where=where))
    assert "Borne by <bdi>موانئ</bdi>, <bdi>נמלים</bdi>; price year not given; estimated by &lt;c&gt;" in html
