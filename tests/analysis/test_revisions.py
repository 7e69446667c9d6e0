"""What we changed, by the day on which we did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis.changing import revisions
from generator.builder.render import render_page
from generator.site import changes, home
from generator.site.page_parts import revised_days
from tests.conftest import MINIMAL
from tests.sites import context_of, environment_of

if TYPE_CHECKING:
    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord


def explainer(*fields: str) -> str:
    return MINIMAL["explainers/ferry.md"].replace("period: 2025\n", "period: 2025\n" + "".join(f"{one}\n" for one in fields))


def told(corpus: Corpus) -> list[tuple[str, str, str, tuple[str | None, ...]]]:
    return [(one.on.text, one.record.id, one.kind, one.texts) for one in revisions(corpus)]


def test_nothing_is_told_where_nothing_of_ours_is_dated(corpus: MakeCorpus, record: MakeRecord) -> None:
    quiet = {
        "explainers/ferry.md": explainer("updated: 2025-06-01"),
        "claims/safe.yml": record(
            "claims",
            assessments="[{on: 2025-06-01, status: unproven, because: Maybe.}, {on: 2025-06-02, status: supported, because: So.}]",
        ),
        "events/sinks.yml": record("events", history="[{on: 2025-05-01, what: It was raised.}]"),
        "scenarios/on.yml": record("scenarios", signposts="[{id: a, text: A, points_to: toward, state: seen, on: 2025-06-01}]"),
    }
    assert told(corpus(quiet)) == []


def test_what_is_new_revised_mended_and_taken_back_stands_by_its_day(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "explainers/ferry.md": explainer(
            "published: 2025-06-03",
            "revisions: [{on: 2025-06-04, what: The fares are told apart.}, {on: 2025-06-03, what: A figure came.}]",
        ),
        "events/sinks.yml": record("events", corrections="{on: 2025-06-03, what: The day was wrong., because: A letter came.}"),
        "events/never.yml": record("events", retired="{on: 2025-06-03, because: Untrue.}"),
    }
    assert told(corpus(files)) == [
        ("2025-06-04", "ferry", "revised", ("The fares are told apart.",)),
        ("2025-06-03", "ferry", "published", ()),
        ("2025-06-03", "never", "retired", ("Untrue.",)),
        ("2025-06-03", "sinks", "corrected", ("The day was wrong.", "A letter came.")),
        ("2025-06-03", "ferry", "revised", ("A figure came.",)),
    ]


def test_revisions_of_one_record_on_one_day_stand_together(corpus: MakeCorpus) -> None:
    notes = "revisions: [{on: 2025-06-04, what: One.}, {on: 2025-06-04, what: Two.}, {on: 2025-06-05, what: Three.}]"
    made = corpus({"explainers/ferry.md": explainer(notes)})
    days = revised_days(context_of(made), revisions(made))
    assert [(day.iso, [(row.kind, row.link.label, row.texts) for row in day.rows]) for day in days] == [
        ("2025-06-05", [("Revised:", "Who runs the ferry?", [("Three.",)])]),
        ("2025-06-04", [("Revised:", "Who runs the ferry?", [("One.",), ("Two.",)])]),
    ]


def test_no_page_tells_a_state_that_nobody_recorded(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "risks/sinks.yml": record("risks", record_so_far="{status: partly, on: 2025-06-01, because: It leaks.}"),
        "scenarios/on.yml": record("scenarios", signposts="[{id: a, text: A, points_to: toward, state: seen, on: 2025-06-01}]"),
    }
    context, environment = context_of(corpus(files)), environment_of()
    whole, first = (render_page(environment, next(iter(pages(context)))) for pages in (changes.pages, home.pages))
    assert "Open" not in whole
    assert "Partly realised" in whole
    assert "Partly realised" not in first
    assert "Nothing has changed yet." in first


def test_the_home_page_tells_our_changes_in_words(corpus: MakeCorpus) -> None:
    made = corpus({"explainers/ferry.md": explainer("published: 2025-06-03", "revisions: [{on: 2025-06-04, what: The fares are new.}]")})
    page = render_page(environment_of(), next(iter(home.pages(context_of(made)))))
    assert "The fares are new." in page
    assert page.index('datetime="2025-06-04"') < page.index("<b>New:</b>")
