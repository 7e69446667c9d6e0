from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.both_ways import both_ways
from generator.derive.alignment import Alignment

if TYPE_CHECKING:
    from tests.charts.conftest import Marks, Names, Page, Where


def circles(html: str) -> list[tuple[str, str, str]]:
    """Give the style, place and lift of every mark, in order."""
    return re.findall(r'<circle class="([^"]+)" cx="([^"]+)" cy="50%" r="4.5" transform="translate\(0 (-?\d+)\)">', html)


def test_with_stands_above_the_line_against_below_and_neither_on_it(mark: Marks, names: Names, where: Where, page: Page) -> None:
    marks = [mark(0.5, "2025-01-01"), mark(-0.5, "2025-03-01"), mark(0, "2025-05-01")]
    html = page(both_ways(Alignment(marks), "avalon", "brigid", names=names, where=where))
    assert [(style, lift) for style, _, lift in circles(html)] == [("with", "-11"), ("agst", "11"), ("neut", "0")]


def test_an_uncounted_act_is_hollow_and_is_told_apart(mark: Marks, names: Names, where: Where, page: Page) -> None:
    html = page(both_ways(Alignment([mark(0.5), mark(0.5, doubt="disputed")]), "avalon", "brigid", names=names, where=where))
    assert sorted(style for style, _, _ in circles(html)) == ["with", "with weak"]
    assert "1 with, 1 not counted" in html


def test_acts_of_one_day_are_lifted_above_each_other(mark: Marks, names: Names, where: Where, page: Page) -> None:
    marks = [mark(0.5, "2025-03-05"), mark(0.5, "2025-03-05"), mark(0.5, "2025-03-05"), mark(0.5, "2024-03-05")]
    html = page(both_ways(Alignment(marks), "avalon", "brigid", names=names, where=where))
    assert sorted(lift for _, _, lift in circles(html)) == ["-11", "-11", "-20", "-29"]


def test_the_two_directions_are_kept_apart(mark: Marks, names: Names, where: Where, page: Page) -> None:
    marks = [mark(0.5), mark(0.5), mark(0.5), mark(-0.9, by="brigid", toward="avalon")]
    figure = both_ways(Alignment(marks), "avalon", "brigid", names=names, where=where)
    assert figure.title == "Avalon leans with Brigid; Brigid stands against Avalon"
    assert page(figure).count('<tr class="dir">') == 2


def test_one_silent_side_is_no_evidence_and_not_nought(mark: Marks, names: Names, where: Where, page: Page) -> None:
    html = page(both_ways(Alignment([mark(0.5)]), "avalon", "brigid", names=names, where=where))
    assert "no counted act" in html
    assert html.count('none<span class="vh"> on record</span>') == 5


def test_without_dated_acts_the_figure_says_so(names: Names, where: Where, page: Page) -> None:
    figure = both_ways(Alignment([]), "avalon", "brigid", names=names, where=where)
    assert figure.empty
    assert "<svg" not in page(figure)


def test_hostile_words_stay_words(mark: Marks, where: Where, page: Page) -> None:
    html = page(both_ways(Alignment([mark(0.5)]), "avalon", "brigid", names=lambda _: '"><script>alert(1)</script>', where=where))
    assert "<script" not in html


def test_every_act_is_in_the_data(mark: Marks, names: Names, where: Where) -> None:
    marks = [mark(-0.25, "2025-03-05"), mark(0.5, "2025-01-01", doubt="ungraded", publishers=())]
    figure = both_ways(Alignment(marks), "avalon", "brigid", names=names, where=where)
    assert figure.table is not None
    assert [row[0] for row in figure.table.rows] == ["1 Jan 2025", "5 Mar 2025"]
    assert figure.table.rows[0][5:] == ("0.5", "words", "no, ungraded", "0")
