"""What changed in the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis.changing import Changed, changes
from generator.model.records import Claim, Event, Risk, Scenario

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord


def told(corpus: MakeCorpus, files: dict[str, str]) -> list[tuple[str, str, str, str, str]]:
    return [(one.on.text, one.record.id, one.subject, one.before, one.after) for one in changes(corpus(files))]


def test_nothing_changed_where_nothing_is_told(corpus: MakeCorpus, record: MakeRecord) -> None:
    quiet = {
        "claims/safe.yml": record("claims", assessments="[{on: 2025-06-01, status: unproven, because: Maybe.}]"),
        "risks/open.yml": record("risks", record_so_far="{status: open, on: 2025-06-01}"),
        "risks/undated.yml": record("risks", record_so_far="{status: realised}"),
        "scenarios/on.yml": record("scenarios", signposts="[{id: a, text: A, points_to: toward, on: 2025-06-01}]"),
        "scenarios/off.yml": record("scenarios", signposts="[{id: a, text: A, points_to: toward, state: seen}]"),
    }
    assert told(corpus, quiet) == []


def test_an_assessment_that_moves_is_a_change_and_one_that_repeats_is_none(corpus: MakeCorpus, record: MakeRecord) -> None:
    assessments = (
        "[{on: 2025-06-03, status: supported, because: C.}, {on: 2025-06-01, status: unproven, because: A.},"
        " {on: 2025-06-02, status: unproven, because: B.}]"
    )
    assert told(corpus, {"claims/safe.yml": record("claims", assessments=assessments)}) == [
        ("2025-06-03", "safe", "", "unproven", "supported")
    ]


def test_risks_and_signposts_change(corpus: MakeCorpus, record: MakeRecord) -> None:
    signposts = "[{id: a, text: Fares rise, points_to: toward, state: seen, on: 2025-06-02, note: They did.}]"
    files = {
        "risks/sinks.yml": record("risks", record_so_far="{status: partly, on: 2025-06-01, because: It leaks.}"),
        "scenarios/on.yml": record("scenarios", signposts=signposts),
    }
    assert told(corpus, files) == [("2025-06-02", "on", "Fares rise", "", "seen"), ("2025-06-01", "sinks", "", "", "partly")]


def test_a_history_is_told_in_words(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"events/sinks.yml": record("events", history="[{on: 2025-05, what: It was raised.}]")})
    (one,) = changes(made)
    assert (one.on.text, one.after, one.because) == ("2025-05", "", ["It was raised.", None])


def test_the_newest_comes_first_and_ties_fall_by_record(corpus: MakeCorpus, record: MakeRecord) -> None:
    history = "[{on: 2025-05, what: A.}, {on: 2025-07, what: B.}]"
    files = {"events/a.yml": record("events", history=history), "events/b.yml": record("events", history=history)}
    assert [(when, name) for when, name, *_ in told(corpus, files)] == [
        ("2025-07", "b"),
        ("2025-07", "a"),
        ("2025-05", "b"),
        ("2025-05", "a"),
    ]


def test_a_change_says_all_that_its_record_tells_of_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    given = "evidence: [{source: gazette, says: supports}]"
    resolution = f"{{on: 2025-06-01, outcome: occurred, because: It did., {given}}}"
    signposts = f"[{{id: a, text: Fares rise, points_to: toward, state: seen, on: 2025-06-02, note: They did., {given}}}]"
    made = corpus(
        {
            "claims/safe.yml": record(
                "claims",
                assessments="[{on: 2025-06-04, status: unproven, because: A.},"
                f" {{on: 2025-06-05, status: supported, because: B., {given}}}]",
            ),
            "events/sinks.yml": record("events", history=f"[{{on: 2025-06-03, what: It was raised., because: Divers came., {given}}}]"),
            "risks/sinks.yml": record("risks", record_so_far=f"{{status: partly, on: 2025-05-31, because: It leaks., {given}}}"),
            "risks/leaks.yml": record("risks", record_so_far="{status: realised, on: 2025-05-30}"),
            "scenarios/on.yml": record("scenarios", resolution=resolution, signposts=signposts),
        }
    )
    claim, event = made.one(Claim, "safe"), made.one(Event, "sinks")
    sinks, leaks, scenario = made.one(Risk, "sinks"), made.one(Risk, "leaks"), made.one(Scenario, "on")
    assessed, post, so_far, late = claim.assessments[1], scenario.signposts[0], sinks.record_so_far, leaks.record_so_far
    assert scenario.resolution is not None
    assert so_far is not None
    assert so_far.on is not None
    assert late is not None
    assert late.on is not None
    assert post.on is not None
    assert changes(made) == [
        Changed(assessed.on, claim, "", "unproven", "supported", ["B."]),
        Changed(event.history[0].on, event, "", "", "", ["It was raised.", "Divers came."]),
        Changed(post.on, scenario, "Fares rise", "", "seen", ["They did."]),
        Changed(scenario.resolution.on, scenario, "", "", "", ["It did."], scenario.resolution),
        Changed(so_far.on, sinks, "", "", "partly", ["It leaks."]),
        Changed(late.on, leaks, "", "", "realised", [None]),
    ]


def test_changes_of_one_record_on_one_day_stand_by_their_subject(corpus: MakeCorpus, record: MakeRecord) -> None:
    post = "{id: %s, text: %s, points_to: toward, state: seen, on: 2025-06-02}"
    files = {
        "scenarios/on.yml": record("scenarios", signposts=f"[{post % ('a', 'Fares')}, {post % ('b', 'Tides')}, {post % ('c', 'Docks')}]")
    }
    assert [one[2] for one in told(corpus, files)] == ["Tides", "Fares", "Docks"]
