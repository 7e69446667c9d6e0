from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.spectrum import spectrum
from generator.derive.alignment import Alignment, Mark

if TYPE_CHECKING:
    from tests.charts.conftest import Marks, Names, Page


def relation(one: str, other: str) -> str | None:
    return None if "ys" in (one, other) else f"../relations/{min(one, other)}--{max(one, other)}/"


def three(mark: Marks, score: float, **fields: str) -> list[Mark]:
    return [mark(score, f"2025-0{month}-05", **fields) for month in (3, 4, 5)]


def rows(html: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:<[^>]+>)?([^<]+)<', html)


def test_rows_go_from_with_to_against_and_end_with_no_evidence(mark: Marks, names: Names, page: Page) -> None:
    marks = [*three(mark, -0.5), *three(mark, 0.5, toward="camelot"), *three(mark, 0.9, toward="avalon", by="dyfed")]
    figure = spectrum(Alignment(marks), "avalon", ["brigid", "camelot", "dyfed", "avalon"], names=names, relation=relation)
    html = page(figure)
    assert rows(html) == ["Camelot", "Brigid", "Dyfed"]
    assert figure.title == "Avalon stands closest to Camelot, furthest from Brigid"
    assert figure.subtitle == (
        "How Avalon has acted toward 3 others, March 2025 to May 2025. Median score of the acts, from −1, against, to +1, with."
    )
    assert '<circle class="dot" cx="73.5%" cy="50%" r="6.5"/>' in html
    assert '<circle class="dot" cx="26.5%" cy="50%" r="6.5"/>' in html
    assert '>−0.50<span class="vh"> leaning against</span></td>' in html
    assert '<a href="../relations/avalon--camelot/" dir="auto">Camelot</a>' in html
    assert "no act on record" in html


def test_no_evidence_is_hatched_and_nought_is_not(mark: Marks, names: Names, page: Page) -> None:
    html = page(spectrum(Alignment(three(mark, 0)), "avalon", ["brigid", "camelot"], names=names, relation=relation))
    nought, nothing = re.findall(r"<tr><th scope=\"row\".*?</tr>", html.partition("<details")[0])
    assert 'cx="50%"' in nought
    assert "hatch" not in nought
    assert "hatch" in nothing
    assert "circle" not in nothing


def test_thin_balances_are_dashed(mark: Marks, names: Names, page: Page) -> None:
    html = page(spectrum(Alignment([mark(0.5), mark(0.5)]), "avalon", names=names, relation=relation))
    assert '<circle class="thin"' in html
    assert "Dashed ring: fewer than three acts." in html


def test_what_is_not_counted_is_told_and_moves_nothing(mark: Marks, names: Names, page: Page) -> None:
    marks = [*three(mark, 0.5), mark(-1, doubt="disputed"), mark(-1, toward="camelot", doubt="ungraded")]
    html = page(spectrum(Alignment(marks), "avalon", names=names, relation=relation))
    assert ">+0.50<" in html
    assert '3 <span class="w">1 not counted</span>' in html
    assert "no counted act, 1 not counted" in html
    assert "2 acts with disputed or ungraded evidence not counted." in html


def test_the_bar_shows_what_leaving_out_a_publisher_does(mark: Marks, names: Names, page: Page) -> None:
    marks = [mark(1.0, publishers=("gazette",)), mark(0.0, publishers=("herald",)), mark(0.5, publishers=("herald",))]
    html = page(spectrum(Alignment(marks), "avalon", names=names, relation=relation))
    assert '<line class="wh" x1="61.75%" x2="97%" y1="50%" y2="50%"/>' in html


def test_the_emphasised_actor_is_broken_down_by_form(mark: Marks, names: Names, page: Page) -> None:
    marks = [*three(mark, 0.5, form="words"), *three(mark, -0.5, form="deed")]
    figure = spectrum(Alignment(marks), "avalon", names=names, relation=relation, emphasised="brigid")
    html = page(figure)
    assert figure.title == "Avalon leans with Brigid in words, leans against it in deeds"
    assert rows(html) == ["Brigid", "in words", "in votes, visits, signatures", "in deeds"]
    assert html.count('class="focus sub"') == 3


def test_headlines_follow_the_evidence(mark: Marks, names: Names) -> None:
    both = [*three(mark, 0.5, form="words"), *three(mark, 0.4, form="deed")]
    thin = three(mark, 0.9, form="words")

    def title(marks: list[Mark], given: str | None = None) -> str:
        return spectrum(Alignment(marks), "avalon", names=names, relation=relation, emphasised="brigid", title=given).title

    assert title(both) == "Avalon leans with Brigid, in words as in deeds"
    assert title(thin) == "Avalon stands with Brigid"
    assert title([mark(1)]) == "Where Avalon stands"
    assert title(both, "Ours") == "Ours"
    other = spectrum(Alignment(both), "brigid", reverse=True, names=names, relation=relation)
    assert other.title == "How others stand toward Brigid"


def test_the_other_direction(mark: Marks, names: Names, page: Page) -> None:
    marks = [*three(mark, 0.5, by="brigid", toward="avalon"), *three(mark, -0.5, by="camelot", toward="avalon")]
    figure = spectrum(Alignment(marks), "avalon", names=names, relation=relation, reverse=True)
    assert figure.title == "Closest to Avalon: Brigid; furthest: Camelot"
    assert figure.subtitle.startswith("How 2 others have acted toward Avalon, ")
    assert rows(page(figure)) == ["Brigid", "Camelot"]


def test_one_issue_only(mark: Marks, names: Names) -> None:
    marks = [*three(mark, 0.5, issue="ferry"), *three(mark, -1, issue="toll")]
    figure = spectrum(Alignment(marks), "avalon", names=names, relation=relation, issue="ferry", issue_name="Ferry")
    assert " on Ferry, March 2025" in figure.subtitle
    assert "+0.50" in figure.drawing


def test_nothing_on_record(names: Names, page: Page) -> None:
    figure = spectrum(Alignment([]), "avalon", ["brigid"], names=names, relation=relation)
    assert figure.empty
    assert "Nothing on record." in page(figure)


def test_hostile_names_and_addresses_are_inert(mark: Marks, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    figure = spectrum(Alignment([mark(0.5)]), "avalon", names=lambda _: hostile, relation=lambda _one, _other: hostile)
    assert "&quot;&gt;&lt;script&gt;" in page(figure)


def test_a_page_that_does_not_exist_is_not_linked(mark: Marks, names: Names, page: Page) -> None:
    html = page(spectrum(Alignment([mark(0.5, toward="ys")]), "avalon", names=names, relation=relation))
    assert '<span dir="auto">Ys</span>' in html


def test_a_mark_leads_to_the_acts_of_who_acted(mark: Marks, names: Names, page: Page) -> None:
    there = page(spectrum(Alignment(three(mark, 1)), "avalon", names=names, relation=lambda by, toward: f"../{by}/{toward}/"))
    assert there.count('<a href="../avalon/brigid/" tabindex="-1">') == 1
    back = spectrum(Alignment(three(mark, 1)), "brigid", names=names, relation=lambda by, toward: f"../{by}/{toward}/", reverse=True)
    assert '<a href="../avalon/brigid/" dir="auto">Avalon</a>' in page(back)


def test_every_number_is_in_the_data(mark: Marks, names: Names) -> None:
    marks = [*three(mark, -0.35, form="words"), mark(-1, doubt="disputed", form="deed")]
    figure = spectrum(Alignment(marks), "avalon", names=names, relation=relation, emphasised="brigid")
    assert figure.table is not None
    assert [row[2] for row in figure.table.rows] == ["all", "words", "votes, visits, signatures", "deeds"]
    assert figure.table.rows[0] == (
        "Avalon",
        "Brigid",
        "all",
        "-0.35",
        "leaning against",
        "3",
        "1",
        "-0.35",
        "-0.35",
        "gazette",
        "no evidence",
    )
    assert figure.table.rows[3][3:7] == ("", "no evidence", "0", "1")
