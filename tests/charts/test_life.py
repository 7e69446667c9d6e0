from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.charts.life import life, plain_text
from generator.charts.life_strip import GLYPHS, MOST_NAMED_ROWS, ROW
from generator.records import Claim
from generator.vocabularies import STANCES

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Names, Page

HEIGHT = re.compile(r'<p class="lv__l">([^<]+)</p><div class="strip lv__s"><svg width="100%" height="(\d+)"')
MARK = re.compile(r'<a href="#fig-life-(\d+)" tabindex="-1"><title>[^<]*</title>(.*?)<svg x="([\d.]+)%" y="(\d+)"', re.DOTALL)


def step(actor: str, stance: str, when: str, **fields: str) -> dict[str, Any]:
    return {"actor": actor, "stance": stance, "when": when, "evidence": [], **fields}


def judged(on: str, status: str, credibility: str | None = None) -> dict[str, Any]:
    return {"on": on, "status": status, "because": "Because.", "credibility": credibility}


def places(html: str) -> dict[int, tuple[float, int]]:
    """The place of each mark on the strip: per cent from the left, pixels from the top of its lane."""
    return {int(number): (float(x), int(y)) for number, _, x, y in MARK.findall(html)}


def test_a_lane_for_each_thing_done_and_only_for_those(make: Make, names: Names, page: Page) -> None:
    claim = make(
        Claim,
        positions=[
            step("camelot", "denied", "2025-03-02", words="Never", note="In [parliament](event:x)."),
            step("dyfed", "hedged", "2025-03-02"),
            step("ys", "repeated", "2025-03-02"),
            step("brigid", "retracted", "2025-04-02"),
        ],
        assessments=[judged("2025-03-04", "cannot-be-judged", "6"), judged("2025-03-02", "disputed", "3")],
    )
    figure = life(claim, names=names, actor_at=lambda actor: f"../actors/{actor}/")
    html = page(figure)
    assert [name for name, _ in HEIGHT.findall(html)] == ["Said", "Hedged", "Denied", "Retracted"]
    assert re.findall(r'lv__row--ours"><p class="lv__l"><span class="[^"]+">([^<]+)', html) == ["Disputed", "Cannot be judged"]
    said = "Said by Brigid and Ys; hedged by Dyfed; denied by Camelot; retracted by Brigid. In our assessment it cannot be judged"
    assert figure.title == said
    assert '<a class="lf__n" href="../actors/camelot/" dir="auto">Camelot</a>: <span class="lf__q">“<span dir="auto">Never</span>”' in html
    assert "credibility: cannot be judged" in html
    assert "credibility 3, " in html


def test_every_mark_leads_to_its_words_and_none_is_a_stop_for_the_keyboard(make: Make, names: Names, page: Page) -> None:
    claim = make(Claim, positions=[step("ys", "denied", "2025-03-09")], assessments=[judged("2025-03-04", "disputed")])
    html = page(life(claim, names=names))
    targets = re.findall(r'<a href="#([^"]+)" tabindex="-1">', html)
    assert targets == ["fig-life-1", "fig-life-2", "fig-life-a1"]
    assert targets == re.findall(r'<li id="([^"]+)">', html)
    assert re.search(r'<div class="lv" aria-hidden="true" data-search-exclude>.*</div><div class="life">', html)
    assert "<title>9 Mar 2025: Ys, denied</title>" in html


def test_the_axis_is_to_scale(make: Make, names: Names, page: Page) -> None:
    days = ("2025-03-11", "2025-03-31")
    html = page(life(make(Claim, positions=[step("ys", "denied", day) for day in days]), names=names))
    first, second, third = (place for place, _ in places(html).values())
    assert third - second == pytest.approx(2 * (second - first), abs=0.02)


def test_marks_that_would_cover_one_another_are_lifted_apart(make: Make, names: Names, page: Page) -> None:
    steps = [step(actor, "repeated", "2025-03-01") for actor in ("camelot", "dyfed")]
    html = page(life(make(Claim, positions=[*steps, step("ys", "denied", "2026-03-01")]), names=names))
    assert HEIGHT.findall(html) == [("Said", str(3 * ROW)), ("Denied", str(ROW))]
    assert len({top for _, top in places(html).values()}) == 3


def test_names_go_before_marks(make: Make, names: Names, page: Page) -> None:
    crowd = [step(f"actor-{number}", "denied", "2025-03-01") for number in range(MOST_NAMED_ROWS + 1)]
    html = page(life(make(Claim, positions=crowd), names=names))
    strip = html[html.index('<div class="lv"') : html.index('<div class="life">')]
    assert "Brigid</text>" in strip
    assert "Actor-" not in re.sub(r"<title>.*?</title>", "", strip)
    assert dict(HEIGHT.findall(html))["Denied"] == str((MOST_NAMED_ROWS + 1) * ROW)


def test_a_long_name_is_cut_more_where_it_is_narrow(make: Make, page: Page) -> None:
    claim = make(Claim, positions=[step("ys", "denied", "2025-05-01"), step("ys", "denied", "2025-03-31")])
    html = page(life(claim, names=lambda actor: "The Ministry of Harbours and Ferries" if actor == "ys" else "B"))
    short, full = re.search(r'lv__short">([^<]+)</text><text [^>]*lv__full">([^<]+)<', html).groups()  # type: ignore[union-attr]
    assert short.endswith("…")
    assert len(full) > len(short)


def test_doubt_on_a_date_stands_under_the_mark(make: Make, names: Names, page: Page) -> None:
    steps = [step("camelot", "denied", "2025-03"), step("ys", "sidestepped", "2025-03-05?"), step("dyfed", "hedged", "2025-03-05~")]
    figure = life(make(Claim, positions=steps), names=names)
    under = {number: drawn for number, drawn, _, _ in MARK.findall(page(figure))}
    styles = {number: re.findall(r'class="(\w+)"', drawn) for number, drawn in under.items()}
    assert styles == {"1": [], "2": ["hatch"], "3": ["thin"], "4": ["fade"]}
    for said in ("Faded ends: about.", "Hatched: no more", "Dashed: uncertain.", "Dashed: said as a possibility."):
        assert said in figure.note
    assert "Dot: known to the day" not in figure.note


@pytest.mark.parametrize("when", ["2025-03-01/..", "../2025-03-01", "2025/", "[2025-03-01..]", "0001", "9999-12-31", "202X", "2025-21"])
def test_any_date_has_a_place(make: Make, names: Names, page: Page, when: str) -> None:
    claim = make(Claim, made=when, assessments=[judged(when, "disputed"), judged("2025-06", "unproven")])
    assert all(0 < x < 100 for x, _ in places(page(life(claim, names=names))).values())


def test_what_we_hold_ends_with_the_next_assessment_or_fades_to_the_edge(make: Make, names: Names, page: Page) -> None:
    assessments = [judged(f"2025-0{month}-01", status) for month, status in ((3, "unproven"), (5, "disputed"), (6, "disputed"))]
    html = page(life(make(Claim, assessments=assessments), names=names))
    unproven, disputed = re.findall(r'lv__row--ours">(.*?)</div></div>', html)
    bands = [re.findall(r'<rect class="(bar|fadeR)" x="([\d.]+)%" width="([\d.]+)%"', drawn) for drawn in (unproven, disputed)]
    assert [style for style, _, _ in bands[0]] == ["bar"]
    assert [style for style, _, _ in bands[1]] == ["bar", "fadeR"]
    ends = [float(x) + float(width) for _, x, width in (*bands[0], *bands[1])]
    assert ends[0] == pytest.approx(float(bands[1][0][1]), abs=0.02)
    assert ends[2] == pytest.approx(100, abs=0.02)
    assert (unproven.count("tabindex"), disputed.count("tabindex")) == (1, 2)


def test_without_an_assessment_there_is_no_lane_for_it(make: Make, names: Names, page: Page) -> None:
    figure = life(make(Claim), names=names)
    assert figure.title == "Said by Brigid. Not assessed by us"
    assert "Our assessment" not in page(figure)
    assert "Bar:" not in figure.note


def test_what_is_only_reported_is_not_called_said(make: Make, names: Names) -> None:
    figure = life(make(Claim, hedge="reported", assessments=[judged("2025-03-04", "supported")]), names=names)
    assert figure.title == "Said or reported by Brigid. In our assessment it is supported"
    assert "Hollow: only reported." in figure.note


def test_one_who_does_several_things_is_named_once_and_a_crowd_is_counted(make: Make, names: Names) -> None:
    both = [step("ys", "denied", "2025-03-05"), step("ys", "sidestepped", "2025-03-04")]
    crowd = [step(actor, "repeated", "2025-03-02") for actor in ("camelot", "dyfed")]
    assert life(make(Claim, positions=[*both, *crowd]), names=names).title.startswith(
        "Said by Brigid and two others; sidestepped and denied by Ys."
    )


def test_the_table_has_every_step_and_assessment_as_recorded(make: Make, names: Names) -> None:
    position = step("ys", "denied", "2025-03-05~", words="No", note="[So](event:x).") | {
        "evidence": [{"source": "gazette", "says": "context"}]
    }
    table = life(make(Claim, positions=[position], assessments=[judged("2025-06", "disputed", "4")]), names=names).table
    assert table is not None
    assert [list(row) for row in table.rows][1:] == [
        ["Ys", "denied", "about 5 Mar 2025", "2025-03-05~", "No", "", "So.", "gazette"],
        ["Our assessment", "Disputed", "Jun 2025", "2025-06", "", "4", "Because.", ""],
    ]
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_evidence_is_marked_by_the_page(make: Make, names: Names, page: Page) -> None:
    html = page(life(make(Claim), names=names, refs=lambda evidence: f"<b>{len(evidence)}</b>", prose=lambda text: f"<i>{text}</i>"))
    assert '<span class="lf__n" dir="auto">Brigid</span><b>0</b>' in html


def test_every_stance_has_a_triangle() -> None:
    assert set(GLYPHS) == set(STANCES.terms)


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    steps = [step("camelot", "denied", "2025-03-02", words=hostile, note=hostile), step("ys", "denied", "2025-03-03", note=hostile)]
    page(life(make(Claim, positions=steps), names=lambda _: hostile, actor_at=lambda _: hostile))
    assert plain_text("[<b>](claim:x) & y") == "<b> & y"
