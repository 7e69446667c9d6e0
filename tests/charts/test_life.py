from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.charts.life import LONGEST_CELL, MOST_COLUMNS, life, plain_prose
from generator.records import Claim

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page


def step(actor: str, stance: str, when: str, **fields: str) -> dict[str, Any]:
    return {"actor": actor, "stance": stance, "when": when, "evidence": [], **fields}


def judged(on: str, status: str, credibility: str | None = None) -> dict[str, Any]:
    return {"on": on, "status": status, "because": "Because.", "credibility": credibility}


def test_a_column_a_date_and_a_row_a_group(make: Make, names: Names, page: Page) -> None:
    claim = make(
        Claim,
        positions=[
            step("camelot", "denied", "2025-03-02", words="Never", note="In [parliament](event:x)."),
            step("dyfed", "sidestepped", "2025-03-02"),
            step("ys", "repeated", "2025-03-02"),
        ],
        assessments=[judged("2025-03-04", "cannot-be-judged", "6"), judged("2025-03-02", "disputed", "3")],
        not_found=["The [original](claim:one) tape"],
    )
    figure = life(claim, names=names, actor_at=lambda actor: f"../actors/{actor}/")
    html = page(figure)
    assert figure.title == "Said by two, sidestepped by one and denied by one"
    assert re.findall(r'<span class="(c\d)">([^<]+)<', html) == [
        ("c1", "1 Mar 2025"),
        ("c2", "2 Mar 2025"),
        ("c3", "4 Mar 2025"),
        ("c4", "Looked for"),
    ]
    assert re.findall(r'<li class="(c\d r\d)">', html) == ["c1 r1", "c2 r1", "c2 r2", "c2 r3", "c2 r4", "c3 r4"]
    assert 'class="life life--grid life--4"' in html
    assert '<li class="none c4 rows3">' in html
    assert '<span class="sn sn--denied">Denied</span>' in html
    assert '<a class="lf__n" href="../actors/camelot/" dir="auto">Camelot</a>: <span class="lf__q">“<span dir="auto">Never</span>”' in html
    assert '<span class="st st--unjudged">Cannot be judged</span>' in html
    assert "credibility: cannot be judged" in html
    assert "credibility 3, " in html
    assert '<span dir="auto">The original tape</span>' in html


def test_steps_of_one_date_and_group_share_a_cell(make: Make, names: Names, page: Page) -> None:
    claim = make(Claim, positions=[step("camelot", "repeated", "2025-03-01"), step("dyfed", "confirmed", "2025-03-01")])
    html = page(life(claim, names=names))
    cell = re.findall(r'<li class="c1 r1">(.*?)</li>', html)
    assert [one.count('<p class="lf">') for one in cell] == [3]


def test_many_dates_make_a_list(make: Make, names: Names, page: Page) -> None:
    steps = [step("camelot", "repeated", f"2025-03-{day:02}") for day in range(2, 2 + MOST_COLUMNS)]
    html = page(life(make(Claim, positions=steps, not_found=["A tape"], assessments=[judged("2025-03-04", "disputed")]), names=names))
    assert 'class="life life--list"' in html
    assert html.count('<li class="lf--said">') == MOST_COLUMNS + 1
    assert '<li class="none"><mark><b>1 thing looked for and not found</b></mark>' in html
    assert '<li class="lf--ours">' in html


def test_long_texts_make_a_list(make: Make, names: Names) -> None:
    steps = [step("camelot", "denied", "2025-03-02", note="w " * LONGEST_CELL)]
    assert "life--list" in life(make(Claim, positions=steps), names=names).drawing


def test_evidence_is_marked_by_the_page(make: Make, names: Names, page: Page) -> None:
    html = page(life(make(Claim), names=names, refs=lambda evidence: f"<b>{len(evidence)}</b>", prose=lambda text: f"<i>{text}</i>"))
    assert '<span class="lf__n" dir="auto">Brigid</span><b>0</b>' in html


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    steps = [step("camelot", "denied", "2025-03-02", words=hostile, note=hostile), step("ys", "denied", "2025-03-03", note=hostile)]
    page(life(make(Claim, positions=steps, not_found=[hostile]), names=lambda _: hostile, actor_at=lambda _: hostile))
    assert plain_prose("[<b>](claim:x)") == '<span dir="auto">&lt;b&gt;</span>'
