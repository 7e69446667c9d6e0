from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.timeline_list import timeline_list
from generator.corpus import Corpus
from generator.derive.timeline import Row, timeline
from generator.records import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.charts.conftest import Make, Names, Page, Where


def rows_of(make: Make, *dates: str, **fields: object) -> Sequence[Row]:
    events = [make(Event, f"event-{number:02}", when=when, title=f"Event {number}", **fields) for number, when in enumerate(dates)]
    return timeline(Corpus(events), events)


def test_each_event_has_a_date_a_title_and_a_mark(make: Make, names: Names, where: Where, page: Page) -> None:
    rows = rows_of(make, "2024-07-01", "2024-09", actors=["avalon", "brigid"], issue="ferry", contested="The day.")
    figure = timeline_list(rows, names=names, where=where, issue_label=str.capitalize)
    html = page(figure)
    assert '<time class="tl__when" datetime="2024-07-01">1 Jul 2024</time>' in html
    assert '<a href="../events/event-00/" dir="auto">Event 0</a>' in html
    assert '<span dir="auto">Avalon</span>, <span dir="auto">Brigid</span> · <span dir="auto">Ferry</span>' in html
    assert html.count('<span class="unsure">disputed</span>') == 2
    assert '<circle class="dot" cx="0%" cy="50%" r="5"/>' in html
    assert '<rect class="hatch" x="67.39%" width="32.61%"' in html
    assert html.count('<use href="#fig-timeline-grid"/>') == 2
    assert html.count('id="fig-timeline-grid"') == 1
    assert figure.subtitle == "2 events, July 2024 to September 2024"
    assert figure.note == "Dot: known to the day. Hatched: no more than the month, season or year is known. Dashed underline: disputed."


def test_years_are_anchors(make: Make, names: Names, where: Where, page: Page) -> None:
    rows = rows_of(make, "2024-07-01", "2025-01-02", "2025-03-04")
    html = page(timeline_list(rows, names=names, where=where, issue_label=str))
    assert re.findall(r'id="(fig-timeline-year-\d+)"><b>(\d+)</b> <span class="cnt">(\d)', html) == [
        ("fig-timeline-year-2024", "2024", "1"),
        ("fig-timeline-year-2025", "2025", "2"),
    ]
    plain = timeline_list(rows, names=names, where=where, issue_label=str, years=False)
    assert "tl__year" not in page(plain)
    assert plain.drawing.count("<ol>") == 1


def test_dates_that_are_no_plain_date_are_words(make: Make, names: Names, where: Where, page: Page) -> None:
    html = page(timeline_list(rows_of(make, "2024-07~", "2024/.."), names=names, where=where, issue_label=str))
    assert '<span class="tl__when" dir="auto">about Jul 2024</span>' in html
    assert '<span class="tl__when" dir="auto">since 2024</span>' in html


def test_one_event_long_before_all_others_does_not_press_them_together(make: Make, names: Names, where: Where, page: Page) -> None:
    dates = [f"2024-{month:02}-01" for month in range(1, 13)]
    html = page(timeline_list(rows_of(make, "1998-05-01", *dates), names=names, where=where, issue_label=str))
    assert '<svg class="before" y="50%">' in html
    assert "Arrow: before the years shown." in html
    assert 'cx="0%"' in html


def test_a_date_from_another_event_is_drawn_from_it(make: Make, names: Names, where: Where, page: Page) -> None:
    first = make(Event, "first", when="2024-07-01")
    later = make(Event, "later", when="2024", after={"event": "first", "offset": "P2M"})
    html = page(timeline_list(timeline(Corpus([first, later]), [first, later]), names=names, where=where, issue_label=str))
    assert 'class="after"' in html
    assert "1 Sept 2024" in html


def test_compact_has_no_strip(make: Make, names: Names, where: Where, page: Page) -> None:
    html = page(timeline_list(rows_of(make, "2024-07-01"), names=names, where=where, issue_label=str, compact=True))
    assert "<svg" not in html
    assert "tl--compact" in html


def test_headlines(make: Make, names: Names, where: Where) -> None:
    spread = timeline_list(rows_of(make, "2024-07-01", "2025-07-01"), names=names, where=where, issue_label=str)
    assert spread.title == "What happened, in order of time"
    dates = [*(f"2024-07-0{day}" for day in (1, 2, 3)), *(f"2024-03-0{day}" for day in (1, 2, 3)), "2024-01-01/2024-09-01"]
    assert (
        timeline_list(rows_of(make, *dates), names=names, where=where, issue_label=str).title == "Events bunch in March 2024 and July 2024"
    )
    assert timeline_list(rows_of(make, *dates), names=names, where=where, issue_label=str, title="Ours").title == "Ours"


def test_many_actors_are_cut_short(make: Make, names: Names, where: Where, page: Page) -> None:
    rows = rows_of(make, "2024-07-01", actors=["a", "b", "c", "d", "e", "f"])
    assert '<span dir="auto">D</span>, <span dir="auto">2 more</span>' in page(
        timeline_list(rows, names=names, where=where, issue_label=str)
    )


def test_nothing_on_record(names: Names, where: Where, page: Page) -> None:
    figure = timeline_list([], names=names, where=where, issue_label=str)
    assert figure.empty
    assert "Nothing on record." in page(figure)


def test_hostile_text_is_inert(make: Make, page: Page) -> None:
    hostile = '"><script>alert(1)</script>'
    event = make(Event, "one", title=hostile, issue=hostile, actors=["avalon"])
    rows = timeline(Corpus([event]), [event])
    html = page(timeline_list(rows, names=lambda _: hostile, where=lambda _: hostile, issue_label=lambda _: hostile, title=hostile))
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5
