"""The timeline's page and those of the events of one actor or issue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.builder.render import render_page
from generator.site import actors, claims, timeline
from generator.site.shared_pages import MOST_TOGETHER
from tests.many_events import EVERY_DATE, event, every_date, many_events
from tests.sites import context_of, environment_of

if TYPE_CHECKING:
    from generator.model.corpus import Corpus
    from tests.conftest import Files, MakeCorpus, MakeRecord

pytestmark = pytest.mark.slow


def pages_of(corpus: Corpus) -> dict[str, str]:
    context = context_of(corpus)
    environment = environment_of()
    return {page.path: render_page(environment, page) for page in timeline.pages(context)}


@pytest.fixture
def made(corpus: MakeCorpus) -> dict[str, str]:
    files: Files = {
        "events/sinks.yml": event("The ferry sinks", "2024-03-05", ["avalon", "brigid"], "economic"),
        "events/raised.yml": event("The ferry is raised", "2024-04", ["avalon"], "economic"),
        "events/sold.yml": event("The hull is sold", "2025-01-01", ["avalon"], "legal"),
        "events/never.yml": event("The ferry flies", "2025-02-01", ["brigid"], "legal") + "retired: {on: 2026-01, because: Untrue.}\n",
    }
    return pages_of(corpus(files))


def test_only_actors_and_issues_with_two_events_have_a_page(made: dict[str, str]) -> None:
    assert sorted(made) == ["timeline.md", "timeline/actors/avalon.md", "timeline/issues/economic.md"]
    assert "timeline/actors/brigid" not in made["timeline.md"]


def test_filters_are_plain_links_with_numbers(made: dict[str, str]) -> None:
    whole, avalon = made["timeline.md"], made["timeline/actors/avalon.md"]
    assert '<a href="actors/avalon/" dir="auto">Avalon</a> <span class="cnt">3</span>' in whole
    assert "aria-current" not in whole
    assert '<a href="./" aria-current="page" dir="auto">Avalon</a>' in avalon
    assert '<a href="../../issues/economic/" dir="auto">' in avalon
    assert avalon.count("aria-current") == 1


def test_a_filtered_page_has_its_events_alone_and_leads_back(made: dict[str, str]) -> None:
    page = made["timeline/issues/economic.md"]
    assert re.findall(r'<a href="([^"]*#event-[^"]*)"', page) == ["../../../timeline/#event-sinks", "../../../timeline/#event-raised"]
    assert "2 of 3 events" in page
    assert '<a href="../../">All events with their evidence</a>' in page
    assert "The hull is sold" not in page
    assert "The ferry flies" not in "".join(text for path, text in made.items() if path != "timeline.md")


def test_an_actor_and_an_issue_lead_to_their_events_where_there_are_enough(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {f"events/e{number}.yml": event(f"Event {number}", f"2024-03-0{number}", ["avalon"], "legal") for number in (1, 2)}
    files |= {"claims/legal.yml": record("claims", issue="legal"), "claims/other.yml": record("claims")}
    context = context_of(corpus(files))
    environment = environment_of()
    made = {page.path: render_page(environment, page) for pages in (actors.pages, claims.pages) for page in pages(context)}
    assert '<a href="../../timeline/actors/avalon/">The 2 events that name it, in order</a>' in made["actors/avalon.md"]
    assert "timeline/actors" not in made["actors/brigid.md"]
    assert '<a href="../../timeline/issues/legal/">' in made["claims/legal.md"]
    assert "timeline/issues" not in made["claims/other.md"]


def test_no_event_and_no_actor(corpus: MakeCorpus) -> None:
    assert "No event is on record yet." in pages_of(corpus({}))["timeline.md"]
    alone = pages_of(corpus({"events/sinks.yml": event("The ferry sinks", "2024-03-05", [])}))
    assert list(alone) == ["timeline.md"]
    assert "by actor" not in alone["timeline.md"]
    assert "Filter events" not in alone["timeline.md"]


def test_hundreds_of_events_have_a_page_a_year_and_an_overview_that_leads_there(corpus: MakeCorpus) -> None:
    made = pages_of(corpus(many_events()))
    page = made["timeline.md"]
    years = [path for path in made if re.fullmatch(r"timeline/[\d-]+\.md", path)]
    assert len(made) == 1 + 6 + 11 + len(years)
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert headings[:2] == ["1960s", "1970"]
    assert len(headings) == len(years)
    assert page.count('class="plot"') == 1
    assert '<a href="../figures/timeline/lanes-actor/">' in page
    assert sum(made[path].count('<li class="event"') for path in years) == 400
    assert max(made[path].count('<li class="event"') for path in years) < 40


def test_every_event_has_its_old_anchor_on_the_overview_and_leads_to_its_page(corpus: MakeCorpus) -> None:
    made = pages_of(corpus(many_events()))
    lines = re.findall(r'<li id="(event-[^"]*)">.*?<a href="([^"#]*)#([^"]*)"', made["timeline.md"])
    assert len(lines) == 400
    for anchor, path, there in lines:
        assert anchor == there
        assert f'<li class="event" id="{anchor}">' in made[f"timeline/{path.rstrip('/')}.md"]


@pytest.mark.parametrize(("number", "pages"), [(MOST_TOGETHER, 0), (MOST_TOGETHER + 1, 2)])
def test_the_timeline_is_one_page_as_long_as_it_is_short(corpus: MakeCorpus, number: int, pages: int) -> None:
    files = {f"events/e{one}.yml": event(f"Event {one}", "2024-03-05" if one % 2 else "2025", ["avalon"]) for one in range(number)}
    made = pages_of(corpus(files))
    assert len([path for path in made if re.fullmatch(r"timeline/\d+\.md", path)]) == pages
    assert ('<li class="event"' in made["timeline.md"]) == (not pages)


def test_the_events_of_a_year_stand_by_month_and_those_of_no_known_month_first(corpus: MakeCorpus) -> None:
    dates = ["2024", "2024-02-03", "2024-02-05", "2024-11", *["2025-01-01"] * MOST_TOGETHER]
    made = pages_of(corpus({f"events/e{number}.yml": event(f"Event {number}", when, []) for number, when in enumerate(dates)}))
    page = made["timeline/2024.md"]
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Month not known {#month-0}",
        "February {#month-2}",
        "November {#month-11}",
        "Sources",
    ]
    assert page.index("Event 0") < page.index("## February")
    assert '<a href="./" aria-current="page" dir="auto">2024</a>' in page
    assert '<a href="../2025/" dir="auto">2025</a>' in page


def test_what_began_in_a_decade_stands_under_that_and_not_under_its_first_year(corpus: MakeCorpus) -> None:
    dates = ["1889", "189X", "1890", "1891"]
    page = pages_of(corpus({f"events/e{number}.yml": event(f"Event {number}", when, []) for number, when in enumerate(dates)}))[
        "timeline.md"
    ]
    told = re.findall(r"^## .* {#.*}|<h3 dir=\"auto\">Event \d", page, re.MULTILINE)
    assert [one.rpartition(">")[2] for one in told] == [
        *("## 1889 {#1889}", "Event 0", "## 1890s {#1890-1899}", "Event 1"),
        *("## 1890 {#1890}", "Event 2", "## 1891 {#1891}", "Event 3"),
    ]
    assert '<a href="#1890-1899" dir="auto">1890s</a>' in page


def test_a_decade_with_its_years_has_one_heading_of_its_own(corpus: MakeCorpus) -> None:
    dates = ["189X", "1890", *map(str, range(1900, 1930))]
    page = pages_of(corpus({f"events/e{number}.yml": event(f"Event {number}", when, []) for number, when in enumerate(dates)}))[
        "timeline.md"
    ]
    told = re.findall(r"^## .* {#.*}|<h3 [^>]*>\w+ ?\d*", page, re.MULTILINE)
    assert [one.rpartition(">")[2].strip() for one in told][:4] == ["## 1890s {#1890-1899}", "Event 0", "1890", "Event 1"]


def test_quiet_decades_have_a_page_each_and_a_busy_one_a_page_a_year(corpus: MakeCorpus) -> None:
    dates = [f"{year}-01-01" for year in range(1950, 1980)] + [f"2020-01-{day:02}" for day in range(1, 32)] + ["2021-05-05"] * 10
    made = pages_of(corpus({f"events/e{number}.yml": event(f"Event {number}", when, []) for number, when in enumerate(dates)}))
    assert [path for path in made if path.count("/") == 1] == [
        *("timeline/1950-1959.md", "timeline/1960-1969.md", "timeline/1970-1979.md"),
        *("timeline/2020.md", "timeline/2021.md"),
    ]
    assert "## 1955 {#1955}" in made["timeline/1950-1959.md"]


def test_an_event_measured_from_one_of_another_year_leads_to_its_page(corpus: MakeCorpus) -> None:
    files = {f"events/e{number}.yml": event(f"Event {number}", "2024-12-31", []) for number in range(MOST_TOGETHER)}
    later = event("Later", "2025-01-01", []) + "after: {event: e1, offset: P1D}\n"
    made = pages_of(corpus({**files, "events/later.yml": later}))
    assert '<a href="../2024/#event-e1">' in made["timeline/2025.md"]


def test_events_of_every_kind_of_date(corpus: MakeCorpus) -> None:
    page = pages_of(corpus(every_date()))["timeline.md"]
    assert page.count('<li class="event"') == len(EVERY_DATE) + 3 <= MOST_TOGETHER
    assert '3 Feb 2024 <span class="of" dir="auto">before <a' in page
    assert '10 Mar 2024 <span class="of" dir="auto">after <a' in page


def test_all_on_one_day_and_from_the_year_one(corpus: MakeCorpus) -> None:
    same = {f"events/e{number}.yml": event(f"Event {number}", "2024-03-05", ["avalon"]) for number in range(50)}
    page = pages_of(corpus(same))["timeline.md"]
    assert "50 events, by issue, March 2024" in page
    old = {f"events/e{number}.yml": event(f"Event {number}", f"{1 + 16 * number:04}", ["avalon"]) for number in range(126)}
    made = pages_of(corpus(old))
    assert "## 1 to 99\n" in made["timeline.md"]
    assert '<a href="../0-99/" dir="auto">1 to 99</a>' in made["timeline/100-199.md"]


def test_two_more_actors_stand_open_and_three_are_folded(corpus: MakeCorpus) -> None:
    def with_actors(number: int) -> str:
        names = [f"state-{one}" for one in range(number)]
        files: Files = {f"actors/{name}.yml": f"name: {name}\nkind: state\n" for name in names}
        for one in ("first", "second"):
            files = {**files, f"events/{one}.yml": event(one, "2024-03-05", names, "economic")}
        return pages_of(corpus(files))["timeline.md"]

    assert "filters__more" not in with_actors(10)
    assert "<summary>3 more</summary>" in with_actors(11)
