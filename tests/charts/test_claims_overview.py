from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.charts.claims_overview import claims_overview
from generator.charts.statuses import status_mark
from generator.records import Claim

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page, Where


def judged(status: str, credibility: str | None = None) -> list[dict[str, Any]]:
    return [{"on": "2025-03-04", "status": status, "because": "Because.", "credibility": credibility}]


def test_one_square_a_claim_by_status_and_credibility(make: Make, names: Names, where: Where, page: Page) -> None:
    claims = [
        make(Claim, "b", statement="Second", assessments=judged("disputed", "4")),
        make(Claim, "a", statement="First", assessments=judged("disputed", "6")),
        make(Claim, "c", statement="Third", assessments=judged("disputed", "2")),
        make(Claim, "d", assessments=judged("supported", "1")),
        make(Claim, "e"),
        make(Claim, "f", retired={"on": "2025", "because": "Gone."}),
    ]
    figure = claims_overview(claims, names=names, where=where)
    html = page(figure)
    assert figure.title == "Of 5 claims, 3 disputed, 1 supported and 1 cannot be judged"
    assert re.findall(r'aria-hidden="true">(.)</span><span class="unit__text" dir="auto">([^<]+)', html) == [
        ("1", "The ferry is safe"),
        ("2", "Third"),
        ("4", "Second"),
        ("–", "First"),
        ("–", "The ferry is safe"),
    ]
    assert '<li><a href="../claims/c/" title="Third (Brigid)"><span class="unit" aria-hidden="true">2</span>' in html
    assert html.count("unit--none") == 2
    assert re.findall(r'class="n">(\d+)</td>', html) == ["1", "3", "1"]
    assert "the digit is its credibility" in figure.note


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
