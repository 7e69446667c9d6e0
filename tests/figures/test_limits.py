"""What a figure holds back: each limit as it is just kept, and one beyond it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from generator.analysis.changing import claim_life
from generator.analysis.chronology import MOST_LANES, all_stops, lanes_of, timeline
from generator.analysis.stance_counts import stances
from generator.figures.claims import life_figure
from generator.figures.figure import Column, Figure, FigureRef, FigureText, Grid, Mark, Plot, Row, Strip, cell, items_of
from generator.figures.maps import MOST_PLACES, map_figure
from generator.figures.over_time import MOST_DRAWN, MOST_LINKED, MOST_LISTED, lanes_figure, over_time_figure, timeline_figure
from generator.figures.stances import ShownStances
from generator.figures.strips import time_strip
from generator.figures.writers import html
from generator.figures.writers.html import is_marked, noting_marks
from generator.model.dates import parse_edtf
from generator.model.records import Claim, Event
from generator.site.figures import figure_context
from tests.sites import TOKENS, context_of, fake_draw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.analysis.chronology import By
    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord

Made = tuple["Corpus", "list[Event]"]


@pytest.fixture
def made(corpus: MakeCorpus, record: MakeRecord, tmp_path: Path) -> Callable[..., Made]:
    """Makes events of these fields, in order of time."""

    def make(*events: dict[str, str]) -> Made:
        shutil.rmtree(tmp_path / "content" / "events", ignore_errors=True)
        actors = {f"actors/a{number}.yml": record("actors", name=f"Actor {number}") for number in range(12)}
        files = {f"events/e{number:03}.yml": record("events", **fields) for number, fields in enumerate(events)}
        found = corpus({**actors, **files})
        return found, list(timeline(found.all(Event)))

    return make


def lanes(rows: Sequence[Event], by: By) -> list[tuple[str, int]]:
    found = lanes_of(rows, by)
    return [(lane.id or "Others", len(lane.rows)) for lane in (*found.lanes, *found.everywhere)]


ISSUES = ("economic", "military", "diplomatic", "legal", "migration", "environment", "nuclear", "ideology", "energy")


def test_there_are_eight_lanes_and_no_more(made: Callable[..., Made]) -> None:
    assert MOST_LANES == 8
    _, eight = made(*({"issue": one} for one in ISSUES[:8]))
    assert sorted(lanes(eight, "issue")) == [(one, 1) for one in sorted(ISSUES[:8])]
    _, rest = made(*({"issue": one} for one in ISSUES[:8]), {"issue": None})
    assert [number for _, number in lanes(rest, "issue")] == [1] * 7 + [2]
    _, seven = made(*({"issue": one} for one in ISSUES[:7]), {"issue": None})
    assert [number for _, number in lanes(seven, "issue")] == [1] * 8


def test_an_actor_in_more_than_half_of_all_events_may_have_no_lane(made: Callable[..., Made]) -> None:
    some = [{"actors": "[a1, a2]"}, {"actors": "[a1, a3]"}, {"actors": "[a2, a3]"}, {"actors": "[a3]"}]
    _, rows = made(*some)
    assert lanes_of(rows, "actor").everywhere[0].id == "a3"
    _, rows = made(*some, {"actors": "[a2]"}, {"actors": "[a4]"})
    assert lanes_of(rows, "actor").everywhere == []


def test_an_actor_of_one_event_has_no_lane_where_two_have_more(made: Callable[..., Made]) -> None:
    two = [{"actors": "[a1]"}] * 2
    _, rows = made(*two, *[{"actors": "[a2]"}] * 2, {"actors": "[a3]"})
    assert lanes(rows, "actor") == [("a1", 2), ("a2", 2), ("Others", 1)]
    _, rows = made(*two, {"actors": "[a2]"}, {"actors": "[a3]"})
    assert lanes(rows, "actor") == [("a1", 2), ("a2", 1), ("a3", 1)]


@pytest.mark.parametrize("number", [150, 151])
def test_dots_too_small_to_touch_are_no_links(made: Callable[..., Made], number: int) -> None:
    assert MOST_LINKED == 150
    found, rows = made(*[{"issue": "economic"}] * (number - 1), {"issue": "military"})
    figure = lanes_figure(rows, figure_context(context_of(found)))
    (plot,) = figure.body
    assert isinstance(plot, Plot)
    assert bool(plot.links) is (number == 150)
    assert ("leads to it" in figure.note) is (number == 150)


@pytest.mark.parametrize("number", [250, 251])
def test_more_events_than_a_list_can_have_are_numbers_by_year(made: Callable[..., Made], number: int) -> None:
    assert MOST_LISTED == 250
    found, rows = made(*[{"when": "2024"}] * (number - 1), {"when": "2025"})
    (grid,) = timeline_figure(rows, figure_context(context_of(found))).body
    assert isinstance(grid, Grid)
    assert sum(row.heading for row in grid.rows) == 2
    assert sum(not row.heading for row in grid.rows) == (250 if number == 250 else 0)


@pytest.mark.parametrize(
    ("number", "headline"),
    [(2, "What happened, in order of time"), (3, "Most events: April 2025 (3 of 4)")],
)
def test_a_month_with_three_events_is_named(made: Callable[..., Made], number: int, headline: str) -> None:
    found, rows = made(*[{"when": "2025-04-01"}] * number, {"when": "1990"})
    assert timeline_figure(rows, figure_context(context_of(found))).title == headline


@pytest.mark.parametrize(("number", "last"), [(4, "Actor 3"), (5, "1 more"), (6, "2 more")])
def test_four_actors_of_an_event_are_named(made: Callable[..., Made], number: int, last: str) -> None:
    found, rows = made({"actors": f"[{', '.join(f'a{one}' for one in range(number))}]"})
    said = [one.text for one in items_of(timeline_figure(rows, figure_context(context_of(found)))) if isinstance(one, FigureText)]
    assert [one for one in said if one.startswith("Actor ") or one.endswith(" more")][-1] == last


@pytest.mark.parametrize(
    ("number", "who"),
    [
        (1, "Denied by Actor 0."),
        (2, "Denied by Actor 0 and Actor 1."),
        (3, "Denied by Actor 0 and 2 others."),
        (11, "Denied by Actor 0 and 10 others."),
        (12, "Denied by Actor 0 and 11 others."),
    ],
)
def test_two_actors_of_a_life_are_named(corpus: MakeCorpus, record: MakeRecord, number: int, who: str) -> None:
    denials = ", ".join(
        f"{{actor: a{one}, stance: denied, when: 2025-03-02, evidence: [{{source: gazette, says: supports}}]}}" for one in range(number)
    )
    actors = {f"actors/a{one}.yml": record("actors", name=f"Actor {one}") for one in range(12)}
    found = corpus({**actors, "claims/x.yml": record("claims", claimant="avalon", positions=f"[{denials}]")})
    title = life_figure(claim_life(found.one(Claim, "x")), figure_context(context_of(found))).title
    assert who.removesuffix(".").lower() in title.lower()
    assert f"{who.removesuffix('.')} and".lower() not in title.lower()


@pytest.mark.parametrize(
    ("hedge", "others", "title"),
    [
        ("asserted", 1, "Said by Brigid and Actor 0"),
        ("asserted", 2, "Said by Brigid and 2 others"),
        ("suggested", 2, "Said by Actor 0 and Actor 1; hedged by Brigid"),
        ("suggested", 3, "Said by 3 others; hedged by Brigid"),
        ("reported", 3, "Said by 3 others; reported by Brigid"),
    ],
)
def test_nobody_but_a_claimant_is_named_alone_for_having_said_a_claim(
    corpus: MakeCorpus, record: MakeRecord, hedge: str, others: int, title: str
) -> None:
    said = ", ".join(
        f"{{actor: a{one}, stance: asserted, when: 2024, evidence: [{{source: gazette, says: supports}}]}}" for one in range(others)
    )
    actors = {f"actors/a{one}.yml": record("actors", name=f"Actor {one}") for one in range(others)}
    found = corpus({**actors, "claims/x.yml": record("claims", claimant="brigid", hedge=hedge, made="2025-03-01", positions=f"[{said}]")})
    shown = life_figure(claim_life(found.one(Claim, "x")), figure_context(context_of(found))).title
    assert shown == f"{title}. Not assessed by us"


@pytest.mark.parametrize(
    ("deniers", "title"),
    [
        ("brigid a0 a1", "Said and denied by Brigid and 2 others"),
        ("brigid a2 a3", "Said by Brigid and 2 others; denied by Brigid and 2 others"),
        ("brigid a1 a2", "Said by Brigid and 2 others; denied by Brigid and 2 others"),
    ],
)
def test_only_those_who_did_both_are_said_to_have_done_both(corpus: MakeCorpus, record: MakeRecord, deniers: str, title: str) -> None:
    lanes = {"asserted": "brigid a0 a1", "denied": deniers}
    positions = ", ".join(
        f"{{actor: {actor}, stance: {stance}, when: 2025-03-02, evidence: [{{source: gazette, says: context}}]}}"
        for stance, actors in lanes.items()
        for actor in actors.split()
    )
    actors = {f"actors/a{one}.yml": record("actors", name=f"Actor {one}") for one in range(4)}
    claim = record("claims", claimant="brigid", hedge="asserted", made="2025-03-01", positions=f"[{positions}]")
    found = corpus({**actors, "claims/x.yml": claim})
    assert life_figure(claim_life(found.one(Claim, "x")), figure_context(context_of(found))).title == f"{title}. Not assessed by us"


@pytest.mark.parametrize(("last", "shifts"), [("2025-01-14", [-5.0, 5.0]), ("2025-01-16", [0.0, 0.0])])
def test_marks_of_one_date_that_are_nearly_in_one_place_stand_side_by_side(last: str, shifts: list[float]) -> None:
    when = parse_edtf(f"{{2025-01-01,{last}}}")
    strip = time_strip([parse_edtf("2025-01-01"), parse_edtf("2025-12-31")])
    assert strip is not None
    _, *pieces = strip.strip(when).pieces
    assert [one.shift for one in pieces] == shifts
    assert len({one.start for one in pieces}) == (1 if shifts[0] else 2)


def bare(rows: int, columns: int = 1) -> Figure:
    body = tuple(Row((cell(f"row {number}"), *[cell("x")] * (columns - 1))) for number in range(rows))
    return Figure("fig-x", "Title", "", (Grid((Column("What"),) * columns, body),), "")


@pytest.mark.parametrize(("most", "left"), [(10_000, 0), (1_000, 1), (0, 1)])
def test_a_figure_says_how_many_of_its_rows_the_page_has_no_room_for(monkeypatch: pytest.MonkeyPatch, most: int, left: int) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", most)
    written = html.figure_html(bare(100), tokens=TOKENS, draw=fake_draw)
    shown = written.count("<tr>") - 1
    assert shown < 100 if left else shown == 100
    assert (f"… and {100 - shown} more rows in the data" in written) is bool(left)
    assert len(re.findall(r"row \d+", written)) == shown


def test_a_row_for_which_there_is_no_room_marks_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 1_000)
    rows = tuple(Row((cell(f"row {number}", FigureRef(number, "A source", f"here/#s-{number}")),)) for number in range(50))
    with noting_marks():
        written = html.figure_html(
            Figure("fig-x", "Title", "", (Grid((Column("What"),), rows),), ""), tokens=TOKENS, draw=fake_draw, page="here/"
        )
        marked = [number for number in range(50) if is_marked(number)]
    assert 0 < len(marked) < 50
    assert marked == [int(number) for number in re.findall(r'id="r-(\d+)"', written)]


def test_the_grids_of_a_figure_share_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 2_000)
    figure = replace(bare(100), body=(*bare(100).body, *bare(3).body))
    written = html.figure_html(figure, tokens=TOKENS, draw=fake_draw)
    assert written.count("more row") == 1, "the short one stands whole"
    assert written.count("<table") == 2


@pytest.mark.parametrize("number", [400, 401])
def test_more_acts_than_can_be_dots_are_numbers_by_year(corpus: MakeCorpus, record: MakeRecord, number: int) -> None:
    assert MOST_DRAWN == 400
    acts = {
        f"acts/a{one}.yml": record("acts", by="avalon", toward="brigid", type="REJECT", when=f"202{4 + one % 2}-05-05")
        for one in range(number)
    }
    found = corpus(acts)
    figure = over_time_figure(stances(found), ShownStances([("avalon", "brigid"), ("brigid", "avalon")]), figure_context(context_of(found)))
    (block,) = figure.body
    assert isinstance(block, Plot if number == 400 else Grid)
    if isinstance(block, Grid):
        said = [
            [item.text for item in items_of(replace(figure, body=(replace(block, rows=(row,)),))) if isinstance(item, FigureText)]
            for row in block.rows
        ]
        assert said == [["Avalon toward Brigid"], ["2024", "0", "0", "201"], ["2025", "0", "0", "200"], ["Brigid toward Avalon"]]


@pytest.mark.parametrize("number", [40, 41])
def test_a_map_has_the_places_with_most_on_record_and_its_list_has_all(corpus: MakeCorpus, record: MakeRecord, number: int) -> None:
    assert MOST_PLACES == 40
    places = {f"places/p{one:02}.yml": record("places", name=f"Place {one}", latitude=str(one)) for one in range(number)}
    events = {f"events/e{one}.yml": record("events", places=f"[p{one:02}]") for one in range(1, number)}
    found = corpus({**places, **events})
    figure = map_figure(all_stops(found), figure_context(context_of(found)))
    plot, grid = figure.body
    assert isinstance(plot, Plot)
    assert isinstance(grid, Grid)
    marks: Any = plot.data["marks"]
    assert sorted(one["number"] for one in marks) == [*range(1, 41)]
    assert len(grid.rows) == number
    assert ("1 place with less on record is in the list alone." in figure.note) is (number > 40)
    if number > 40:
        assert "Place 0" not in {one["description"].partition(". ")[2] for one in marks}
        mark = grid.rows[-1].cells[0][0][0]
        assert isinstance(mark, Mark)
        assert mark.letter == ""


def test_each_assessment_has_a_bar_up_to_the_next_also_one_that_says_the_same_again(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = [("2025-06-04", "unproven"), ("2025-06-02", "disputed"), ("2025-06-01", "unproven"), ("2025-06-03", "disputed")]
    assessments = "[" + ", ".join(f"{{on: {on}, status: {status}, because: So.}}" for on, status in told) + "]"
    found = corpus({"claims/x.yml": record("claims", assessments=assessments)})
    (grid,) = life_figure(claim_life(found.one(Claim, "x")), figure_context(context_of(found))).body
    assert isinstance(grid, Grid)
    strips = [row.cells[2] for row in grid.rows if row.anchor.startswith("a")]
    bars = [[piece for strip in one[0] if isinstance(strip, Strip) for piece in strip.pieces[:1]] if one else [] for one in strips]
    assert [[piece.style for piece in one] for one in bars] == [["bar"], ["bar"], ["bar"], ["open"]]
    (first,), (second,), (again,), (third,) = bars
    assert (first.end, second.end, again.end) == (second.start, again.start, third.start)
