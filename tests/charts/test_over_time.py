from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.charts.lane_groups import MOST_LANES
from generator.charts.lanes import lanes
from generator.charts.over_time import over_time
from generator.charts.placeholders import placed
from generator.charts.widths import MIDDLE, NARROW, WIDE
from generator.corpus import Corpus
from generator.derive.alignment import Alignment
from generator.derive.timeline import timeline
from generator.records import Event

if TYPE_CHECKING:
    from tests.charts.conftest import Make, Marks, Names, Page, Where

UNTIL = date(2025, 12, 31)


class Fake:
    """Draws nothing but links, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def __call__(self, spec: dict[str, Any]) -> str:
        self.asked.append(spec)
        acts = [act for panel in spec.get("panels", ()) for act in panel["acts"]]
        events = [event for lane in spec.get("lanes", ()) for event in lane["events"]]
        return "".join(f'<a href="https://onrecord.invalid/{one["key"]}" tabindex="-1"><b></b></a>' for one in acts + events)


def test_the_data_of_both_directions_is_drawn_at_three_widths(mark: Marks, names: Names, where: Where, page: Page) -> None:
    draw = Fake()
    marks = [
        *(mark(0.5, f"2025-0{month}-05") for month in (3, 4, 5)),
        mark(-0.8, "2025-06-01", doubt="disputed", form="deed"),
        mark(0.5, "2025-04-01", by="brigid", toward="avalon", form="institutional"),
    ]
    figure = over_time(Alignment(marks), "avalon", "brigid", until=UNTIL, names=names, codes=names, where=where, draw=draw)
    html = page(figure)
    assert [(spec["kind"], spec["width"]) for spec in draw.asked] == [("over-time", width) for width in (WIDE, MIDDLE, NARROW)]
    first, second = draw.asked[0]["panels"]
    assert (first["heading"], second["heading"]) == ("Avalon toward Brigid", "Brigid toward Avalon")
    assert first["steps"] == [
        ["2025-03-05", "2025-04-05", 0.5, 1],
        ["2025-04-05", "2025-05-05", 0.5, 2],
        ["2025-05-05", "2025-12-31", 0.5, 3],
    ]
    assert [act["counted"] for act in first["acts"]] == [True, True, True, False]
    assert first["acts"][3]["said"] == "1 Jun 2025: Avalon praises Brigid (deeds, −0.80, not counted: disputed)"
    assert re.findall(r'<div class="(lanes-\w+)">', html) == ["lanes-wide", "lanes-middle", "lanes-narrow"]
    assert html.count('<a href="../acts/act-01/" tabindex="-1">') == 3
    assert "onrecord.invalid" not in html
    assert figure.title == "Avalon and Brigid: each leans with the other"
    assert figure.table is not None
    assert [row[0] for row in figure.table.rows] == ["5 Mar 2025", "1 Apr 2025", "5 Apr 2025", "5 May 2025", "1 Jun 2025"]
    assert figure.table.rows[4][5:] == ("-0.8", "deeds", "no, disputed", "1")
    assert "Hollow: disputed or ungraded, not counted." in figure.note
    assert "4 acts counted." in figure.note


def test_one_direction_and_what_comes_later_is_left_out(mark: Marks, names: Names, where: Where) -> None:
    draw = Fake()
    marks = [mark(-0.9, "2025-03-05"), mark(1, "2026-03-05")]
    figure = over_time(Alignment(marks), "avalon", "brigid", until=UNTIL, names=names, codes=names, where=where, draw=draw, both=False)
    assert [len(panel["acts"]) for panel in draw.asked[0]["panels"]] == [1]
    assert figure.title == "Avalon stands against Brigid"
    assert figure.subtitle.startswith("Acts of Avalon toward Brigid, March 2025 to December 2025.")


def test_a_year_without_acts_has_no_finding(mark: Marks, names: Names, where: Where) -> None:
    figure = over_time(
        Alignment([mark(1, "2023-03-05")]), "avalon", "brigid", until=UNTIL, names=names, codes=names, where=where, draw=Fake()
    )
    assert figure.title == "No counted act in the past year"


def test_different_balances_are_both_told(mark: Marks, names: Names, where: Where) -> None:
    marks = [mark(0.5, "2025-03-05"), mark(-0.9, "2025-03-05", by="brigid", toward="avalon")]
    figure = over_time(Alignment(marks), "avalon", "brigid", until=UNTIL, names=names, codes=names, where=where, draw=Fake())
    assert figure.title == "Avalon leans with Brigid; Brigid stands against Avalon"


def test_nothing_on_record(names: Names, where: Where, page: Page) -> None:
    figure = over_time(Alignment([]), "avalon", "brigid", until=UNTIL, names=names, codes=names, where=where, draw=Fake())
    assert figure.empty
    assert "Nothing on record." in page(figure)
    empty = lanes([], names=names, where=where, issue_label=str, draw=Fake())
    assert "Nothing on record." in page(empty)


def events(make: Make, *given: tuple[str, str | None]) -> list[Event]:
    return [
        make(Event, f"event-{number:02}", when=when, issue=issue, title=f"Event {number}") for number, (when, issue) in enumerate(given)
    ]


def test_lanes_by_issue(make: Make, names: Names, where: Where, page: Page) -> None:
    draw = Fake()
    found = events(make, ("2024-03-05", "ferry"), ("2024-05", "toll"), ("2024-06-01/..", "ferry"), ("2024-07-01", None))
    figure = lanes(timeline(Corpus(found), found), names=names, where=where, issue_label=str.capitalize, draw=draw)
    html = page(figure)
    assert [spec["width"] for spec in draw.asked] == [WIDE, MIDDLE, NARROW]
    spec = draw.asked[0]
    assert [lane["label"] for lane in spec["lanes"]] == ["Ferry", "Toll", "Other issues or none"]
    assert spec["lanes"][0]["events"][1]["shapes"] == [["open", "2024-06-01", "2024-08-01"], ["dot", "2024-06-01", "2024-06-01"]]
    assert '<div class="lanes"><div class="lanes-wide"><a href="../events/event-00/" tabindex="-1">' in html
    assert figure.title == "Most events: Ferry (2 of 4)"
    assert figure.table is not None
    assert figure.table.rows[0] == ("5 Mar 2024", "2024-03-05", "", "Event 0", "", "Ferry", "", "Ferry")


def test_lanes_by_actor_and_events_before_the_scale(make: Make, names: Names, where: Where) -> None:
    draw = Fake()
    old = make(Event, "old", when="1990", actors=["avalon"])
    found = [old, *(make(Event, f"event-{month:02}", when=f"2024-{month:02}-01", actors=["avalon"]) for month in range(1, 13))]
    rows = timeline(Corpus(found), found)
    figure = lanes(rows, names=names, where=where, issue_label=str, draw=draw, by="actor")
    assert [(lane["label"], len(lane["events"])) for lane in draw.asked[0]["lanes"]] == [("Avalon", 12)]
    assert "with 1 event before 2024." in figure.note
    assert figure.subtitle == "13 events, January 1990 to December 2024, by actor"


def test_many_issues_share_a_last_lane(make: Make, names: Names, where: Where) -> None:
    draw = Fake()
    found = events(make, *((f"2024-03-{number + 1:02}", f"issue-{number:02}") for number in range(MOST_LANES + 1)))
    lanes(timeline(Corpus(found), found), names=names, where=where, issue_label=str, draw=draw)
    assert [lane["label"] for lane in draw.asked[0]["lanes"]][-2:] == [f"issue-{MOST_LANES - 2:02}", "Other issues or none"]
    assert len(draw.asked[0]["lanes"]) == MOST_LANES


def test_links_and_ids_become_the_pages_own() -> None:
    svg = '<g id="drawn-0"/><g clip-path="url(#drawn-0)"/><a href="https://onrecord.invalid/acts/x" tabindex="-1">X</a>'
    assert placed(svg, {"acts/x": 'a"b'}, "fig") == ('<g id="fig-0"/><g clip-path="url(#fig-0)"/><a href="a&quot;b" tabindex="-1">X</a>')
    assert placed(svg, {"acts/x": None}, "fig").endswith('clip-path="url(#fig-0)"/>X')
