from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.issues import issues
from generator.charts.matrix import MOST_NARROW, matrix
from generator.derive.alignment import Alignment

if TYPE_CHECKING:
    from tests.charts.conftest import Marks, Names, Page


def code(actor: str) -> str:
    return actor[:3].upper()


def relation(one: str, other: str) -> str:
    return f"../relations/{min(one, other)}--{max(one, other)}/"


def test_a_row_acts_toward_a_column(mark: Marks, names: Names, page: Page) -> None:
    marks = [*(mark(0.5, by="avalon", toward="brigid") for _ in range(3)), mark(-1, by="brigid", toward="avalon")]
    figure = matrix(Alignment(marks), ["avalon", "brigid"], focal="avalon", names=names, codes=code, relation=relation)
    html = page(figure)
    there, back = re.findall(r'<td class="(b-[^"]*)"><a href="([^"]*)" title="([^"]*)"( tabindex="-1")?>', html)
    assert there == ("b-p1", "../relations/avalon--brigid/", "Avalon toward Brigid: leaning with, +0.50, 3 acts", "")
    assert back == ("b-n2 thin", "../relations/avalon--brigid/", "Brigid toward Avalon: against, −1.00, 1 act", ' tabindex="-1"')
    assert html.count('<td class="self">') == 2
    assert '<b>+<span class="mx__0">0</span>.50</b>' in html
    assert '<b>−1<span class="mx__0">.00</span></b>' in html
    assert '<th scope="col" title="Avalon"><span aria-hidden="true">AVA</span><span class="vh" dir="auto">Avalon</span></th>' in html


def test_no_evidence_is_hatched_and_nought_is_not(mark: Marks, names: Names, page: Page) -> None:
    marks = [*(mark(0) for _ in range(3)), mark(1, by="brigid", toward="avalon", doubt="disputed")]
    actors = ["avalon", "brigid", "camelot"]
    html = page(matrix(Alignment(marks), actors, names=names, codes=code, relation=relation))
    assert 'class="b-z"' in html
    assert '<b><span class="mx__0">0</span>.00</b>' in html
    assert html.count('class="b-none"') == 5
    assert "Brigid toward Avalon: no counted act, 1 not counted" in html
    assert "Avalon toward Camelot: no act on record" in html


def test_actors_stand_in_order_of_closeness_to_the_focal_one(mark: Marks, names: Names, page: Page) -> None:
    marks = [mark(-1), mark(1, toward="camelot"), mark(0, by="dyfed", toward="avalon")]
    actors = ["dyfed", "ys", "brigid", "avalon", "camelot", "camelot"]
    order = re.findall(r'mx__name" dir="auto">([^<]+)<', page(matrix(Alignment(marks), actors, names=names, codes=code, relation=relation)))
    assert order == ["Avalon", "Camelot", "Dyfed", "Brigid", "Ys"]


def test_allies_that_never_acted_toward_the_focal_actor_stand_in_its_bloc(mark: Marks, names: Names, page: Page) -> None:
    marks = [mark(0.6), mark(-0.6, toward="camelot"), mark(-0.6, by="ys", toward="camelot"), mark(0.6, by="ys", toward="brigid")]
    actors = ["avalon", "brigid", "camelot", "ys"]
    html = page(matrix(Alignment(marks), actors, focal="avalon", names=names, codes=code, relation=relation))
    assert re.findall(r'mx__name" dir="auto">([^<]+)<', html) == ["Avalon", "Brigid", "Ys", "Camelot"]


def test_every_number_is_in_the_data_and_who_is_left_out_is_told(mark: Marks, names: Names) -> None:
    marks = [mark(0.25, publishers=["gazette"]), mark(0.3, publishers=["herald"]), mark(1, doubt="disputed")]
    figure = matrix(Alignment(marks), ["avalon", "brigid"], focal="avalon", names=names, codes=code, relation=relation, more=3)
    assert "3 actors with fewer acts left out." in figure.note
    assert figure.table is not None
    assert figure.table.rows[0] == ("Avalon", "Brigid", "0.275", "leaning with", "2", "1", "0.25", "0.3", "herald", "0.25")
    assert figure.table.rows[1] == ("Brigid", "Avalon", "", "no evidence", "0", "0", "", "", "", "")


def test_many_actors_get_a_list_for_narrow_screens(mark: Marks, names: Names, page: Page) -> None:
    actors = [f"actor-{number}" for number in range(MOST_NARROW + 1)]
    marks = [mark(0.5, by="actor-0", toward="actor-1"), mark(-0.5, by="actor-0", toward="actor-2")]
    html = page(matrix(Alignment(marks), actors, names=names, codes=code, relation=relation))
    assert "mx--many" in html
    said = '<span dir="auto">Actor-1</span> <b>+0.50</b> (1 act); <span dir="auto">Actor-2</span> <b>−0.50</b> (1 act)'
    assert f'<dt><span dir="auto">Actor-0</span> toward</dt><dd>{said}</dd>' in html
    assert "no counted act toward the others" in html
    few = page(matrix(Alignment(marks), actors[:MOST_NARROW], names=names, codes=code, relation=relation))
    assert "mx-list" not in few


def test_codes_too_wide_for_a_narrow_screen_stand_upright_there(mark: Marks, names: Names) -> None:
    actors = [f"actor-{number}" for number in range(MOST_NARROW)]

    def drawn(codes: Names, shown: int) -> bool:
        figure = matrix(Alignment([mark(0.5, by="actor-0", toward="actor-1")]), actors[:shown], names=names, codes=codes, relation=relation)
        return "mx--upright" in figure.drawing

    assert not drawn(lambda _: "PK", MOST_NARROW)
    assert drawn(lambda _: "ORKN", MOST_NARROW)
    assert not drawn(lambda _: "ORKN", 5)
    assert drawn(lambda _: "中华沿海", 5)


def test_headlines(mark: Marks, names: Names) -> None:
    ends = [*(mark(0.9) for _ in range(3)), *(mark(-0.9, toward="camelot") for _ in range(3))]
    actors = ["avalon", "brigid", "camelot"]
    both = matrix(Alignment(ends), actors, names=names, codes=code, relation=relation)
    assert both.title == "At the two ends: Avalon stands with Brigid and Avalon stands against Camelot"
    thin = matrix(Alignment([mark(0.9)]), actors, names=names, codes=code, relation=relation)
    assert thin.title == "Of 6 directions between these actors, 1 rests on counted acts"


def test_nothing_on_record(names: Names, page: Page) -> None:
    figure = matrix(Alignment([]), ["avalon", "brigid"], names=names, codes=code, relation=relation, issue="toll", issue_name="Toll")
    assert figure.empty
    assert "Nothing on record." in page(figure)
    assert "on Toll" in figure.subtitle


def test_hostile_names_are_inert(mark: Marks, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    page(matrix(Alignment([mark(1)]), ["avalon", "brigid"], names=lambda _: hostile, codes=lambda _: hostile, relation=lambda *_: None))


def test_issues_by_form(mark: Marks, names: Names, page: Page) -> None:
    marks = [
        *(mark(0.9, issue="ferry", form="words") for _ in range(3)),
        mark(1, issue="ferry", form="deed", doubt="disputed"),
        *(mark(-0.9, issue="toll", form="institutional") for _ in range(3)),
        mark(0, issue="hull", form="deed"),
    ]
    figure = issues(Alignment(marks), "avalon", "brigid", names=names, relation=relation, issue_label=str.capitalize)
    html = page(figure)
    assert figure.title == "Avalon toward Brigid: closest on ferry, furthest on toll"
    assert re.findall(r'<th scope="row"><a href="../relations/avalon--brigid/" dir="auto">([^<]+)<', html) == ["Ferry", "Hull", "Toll"]
    leads = '<a href="../relations/avalon--brigid/" tabindex="-1">'
    assert f'<td class="b-p2">{leads}<b>+0.90</b></a> <span class="of"><span class="vh">with, </span>3 acts</span></td>' in html
    assert '<td class="b-none"><span class="weak">1 not counted</span></td>' in html
    assert f'<td class="b-z thin">{leads}<b>0.00</b>' in html
    assert "7 acts counted" in figure.note


def test_issues_can_be_chosen(mark: Marks, names: Names, page: Page) -> None:
    marks = [mark(1, issue="ferry"), mark(1, issue="toll")]
    figure = issues(Alignment(marks), "avalon", "brigid", names=names, relation=relation, issue_label=str.capitalize, only=["toll"])
    assert "Ferry" not in page(figure)
    assert figure.title == "Avalon toward Brigid, issue by issue"


def test_no_issue_on_record(names: Names, page: Page) -> None:
    assert "Nothing on record." in page(issues(Alignment([]), "avalon", "brigid", names=names, relation=relation, issue_label=str))
