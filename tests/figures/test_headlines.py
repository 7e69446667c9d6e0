"""A headline that is computed: whoever it speaks about finds nothing in the record that shows it to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.chronology import all_stops, timeline
from generator.analysis.stance_counts import stances
from generator.figures.claims import claims_figure
from generator.figures.costs import costs_figure
from generator.figures.figure import FigureText, Grid, Mark, items_of
from generator.figures.maps import map_figure
from generator.figures.over_time import lanes_figure, over_time_figure, timeline_figure
from generator.figures.risks import risks_figure
from generator.figures.scenarios import signposts_figure
from generator.figures.stances import ShownStances, stances_figure
from generator.figures.votes import votes_figure
from generator.model.records import Claim, Cost, Event, Explainer, Risk, Scenario, Vote
from generator.model.records.explainers import Collected
from generator.site.figures import figure_context
from generator.site.figures import stances as stances_of
from tests.conftest import MINIMAL, TODAY
from tests.sites import context_of

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord


@pytest.mark.parametrize(
    ("months", "headline"),
    [
        ("05 05 05 06 07", "Most events: May 2025 (3 of 5)"),
        ("05 05 05 06 06 06 07", "What happened, in order of time"),
        ("05 05 05 05 06 06 06 07 07 07", "Most events: May 2025 (4 of 10)"),
        ("05 05 05 06 06 06 07 07 07", "What happened, in order of time"),
        ("05 05 06 06", "What happened, in order of time"),
        ("05", "What happened, in order of time"),
    ],
)
def test_no_month_is_named_where_another_has_as_many_events(months: str, headline: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {f"events/e{index}.yml": record("events", when=f"2025-{month}-10") for index, month in enumerate(months.split())}
    made = corpus(files)
    assert timeline_figure(timeline(made.all(Event)), figure_context(context_of(made))).title == headline


def test_claims_of_every_standing_are_counted(corpus: MakeCorpus, record: MakeRecord) -> None:
    statuses = ["supported", "supported", "disputed", "unproven", "contradicted", "cannot-be-judged", ""]
    files = {
        f"claims/c{index}.yml": record("claims", assessments=_assessed(status) if status else None) for index, status in enumerate(statuses)
    }
    made = corpus(files)
    title = claims_figure(made.all(Claim), figure_context(context_of(made))).title
    assert title == "Of 7 claims: 2 supported, 1 disputed, 1 contradicted, 1 unproven, 1 cannot be judged and 1 not assessed"


def _assessed(status: str) -> str:
    return f"[{{on: 2025-06-01, status: {status}, because: So., credibility: 3, evidence: [{{source: gazette, says: context}}]}}]"


def test_a_headline_does_not_say_that_there_is_nothing_above_what_there_is(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/a.yml": record("acts")})
    pairs = [("brigid", "avalon"), ("avalon", "brigid")]
    context, found = figure_context(context_of(made)), stances(made)
    assert found.between(*pairs[1])
    titles = [stances_figure(found, ShownStances(pairs), context).title, over_time_figure(found, ShownStances(pairs), context).title]
    assert titles == ["Avalon toward Brigid: 1 act on record", "Avalon toward Brigid, by date: 1 act on record"]


CAMELOT = "name: Camelot\nkind: state\n"
BOTH = [("avalon", "brigid"), ("brigid", "avalon")]


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        (BOTH, "Avalon toward Brigid{}: 1 act on record; Brigid toward Avalon: 2 acts on record"),
        (BOTH[::-1], "Brigid toward Avalon{}: 2 acts on record; Avalon toward Brigid: 1 act on record"),
        (BOTH[:1], "Avalon toward Brigid{}: 1 act on record"),
        ([*BOTH, ("avalon", "camelot")], "Avalon toward Brigid{}: 1 act on record"),
        ([BOTH[0], ("avalon", "camelot")], "Avalon toward Brigid{}: 1 act on record"),
    ],
)
def test_a_headline_counts_both_ways_where_both_are_all_there_is(
    pairs: list[tuple[str, str]], title: str, corpus: MakeCorpus, record: MakeRecord
) -> None:
    acts = {f"acts/{name}.yml": record("acts", by="[brigid]", toward="[avalon]") for name in "bc"}
    made = corpus({"acts/a.yml": record("acts"), "acts/d.yml": record("acts", toward="[camelot]"), "actors/camelot.yml": CAMELOT, **acts})
    context, found = figure_context(context_of(made)), stances(made)
    assert stances_figure(found, ShownStances(pairs), context).title == title.format("")
    assert stances_figure(found, ShownStances(pairs, by_issue=True), context).title == title.format(", by issue")
    assert over_time_figure(found, ShownStances(pairs), context).title == title.format(", by date")


@pytest.mark.parametrize(
    ("places", "headline"), [("a a b", "Most is on record at Ahs: 2 of 3 records"), ("a b", "Places on record"), ("", "Places on record")]
)
def test_no_place_is_named_where_another_has_as_much(places: str, headline: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {f"events/e{index}.yml": record("events", places=f"[{one}]") for index, one in enumerate(places.split())}
    made = corpus({"places/a.yml": record("places", name="Ahs"), "places/b.yml": record("places", name="Bee"), **files})
    assert map_figure(all_stops(made), figure_context(context_of(made))).title == headline


@pytest.mark.parametrize(
    ("issues", "headline"),
    [
        ("military military military economic economic diplomatic", "Most events: Military (3 of 6), Economy (2)"),
        ("military military military economic economic diplomatic diplomatic", "Most events: Military (3 of 7)"),
        ("military military economic economic diplomatic diplomatic", "Events by issue, in order of time"),
        ("military economic", "Events by issue, in order of time"),
    ],
)
def test_no_lane_is_named_where_another_has_as_many_events(issues: str, headline: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({f"events/e{index}.yml": record("events", issue=issue) for index, issue in enumerate(issues.split())})
    assert lanes_figure(timeline(made.all(Event)), figure_context(context_of(made))).title == headline


def test_a_place_where_nothing_happened_says_so(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"places/a.yml": record("places", name="Ahs"), "events/e.yml": record("events")})
    said = [item.text for item in items_of(map_figure(all_stops(made), figure_context(context_of(made)))) if isinstance(item, FigureText)]
    assert "No event, act or cost is on record here" in said


def test_what_was_not_collected_is_counted_nowhere(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/a.yml": record("acts", by="avalon", toward="brigid"), "acts/b.yml": record("acts", by="brigid", toward="avalon")})
    scope = Collected.model_validate({"by": "brigid", "toward": "avalon", "from": "2025", "to": "2026", "sources": "the Gazette"})
    shown = ShownStances([("avalon", "brigid"), ("brigid", "avalon")], scope=[scope])
    figure = stances_figure(stances(made), shown, figure_context(context_of(made)))
    assert figure.title == "Brigid toward Avalon: 1 act on record"
    assert figure.subtitle.startswith("1 act counted")
    in_time = over_time_figure(stances(made), shown, figure_context(context_of(made)))
    assert in_time.title == "Brigid toward Avalon, by date: 1 act on record"
    assert "Not collected, found by the way: Avalon toward Brigid." in in_time.note


@pytest.mark.parametrize(("most", "keyed"), [(1, True), (0, False)])
def test_what_the_shapes_of_acts_mean_stands_above_them_and_nowhere_else(
    corpus: MakeCorpus, record: MakeRecord, monkeypatch: pytest.MonkeyPatch, most: int, *, keyed: bool
) -> None:
    monkeypatch.setattr("generator.figures.stances.MOST_MARKS", most)
    made = corpus({"acts/a.yml": record("acts")})
    figure = stances_figure(stances(made), ShownStances([("avalon", "brigid")]), figure_context(context_of(made)))
    assert figure.subtitle.endswith("Circle: words; square: a vote, visit or signature; triangle: a deed.") is keyed
    assert "Circle" not in figure.note


COLLECTED = "---\ncollected: [{by: avalon, toward: camelot, from: 2025, to: 2026, sources: the Gazette}]\n"


@pytest.mark.parametrize(("declared", "rows"), [(COLLECTED, ["not collected, found by the way"]), ("---\n", [])])
def test_what_any_explainer_says_was_not_looked_for_is_no_zero_elsewhere(
    corpus: MakeCorpus, record: MakeRecord, declared: str, rows: list[str]
) -> None:
    explainer = MINIMAL["explainers/ferry.md"].replace("---\n", declared, 1)
    made = corpus(
        {
            "acts/a.yml": record("acts", standing="disputed", because="So."),
            "explainers/searched.md": explainer,
            "actors/camelot.yml": CAMELOT,
        }
    )
    shown = context_of(made)
    for found in (stances_of(shown, [("avalon", "brigid")], made.one(Explainer, "ferry")), stances_of(shown, [("avalon", "brigid")])):
        said = [item.text for item in items_of(found.figure) if isinstance(item, FigureText)]
        assert [text for text in said if text.startswith("not collected")] == rows
        assert len([item for item in items_of(found.figure) if isinstance(item, Mark)]) == 1


def test_an_act_toward_several_is_one_act_and_the_figure_says_why_rows_have_more(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/a.yml": record("acts", toward="[brigid, camelot]"), "actors/camelot.yml": CAMELOT})
    pairs = [("avalon", "brigid"), ("avalon", "camelot")]
    both, one = (stances_figure(stances(made), ShownStances(shown), figure_context(context_of(made))) for shown in (pairs, pairs[:1]))
    assert both.subtitle.startswith("1 act counted in all")
    assert "An act by several actors, or toward several, stands in the row of each." in both.note
    assert "several" not in one.note


@pytest.mark.parametrize(
    ("state", "headline"),
    [
        ("state: open, due: 2025-06-01", "The one signpost is overdue"),
        ("state: open, due: 2099", "The one signpost has not been seen yet"),
        ("state: seen, on: 2025-06-01", "The one signpost has been seen"),
        ("state: not-seen, on: 2025-06-01", "The one signpost has not been seen"),
    ],
)
def test_a_lone_signpost_is_not_counted(state: str, headline: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    evidence = "evidence: [{source: gazette, says: supports}]"
    post = f"[{{id: sold, text: It is sold, points_to: toward, {evidence}, {state}}}]"
    made = corpus({"scenarios/s.yml": record("scenarios", signposts=post)})
    assert signposts_figure(made.all(Scenario), figure_context(context_of(made)), today=TODAY).title == headline


@pytest.mark.parametrize(
    ("statuses", "headline", "exposed"),
    [
        ("incurred", "The one cost is incurred", ""),
        ("disputed exposed", "The one cost is disputed", "1 more is exposed, which is no cost."),
        ("exposed exposed", "No cost is on record", "2 are exposed, which is no cost."),
        ("incurred incurred disputed", "3 costs: 2 incurred and 1 disputed", ""),
    ],
)
def test_a_lone_cost_is_not_counted(statuses: str, headline: str, exposed: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({f"costs/c{number}.yml": record("costs", status=status) for number, status in enumerate(statuses.split())})
    figure = costs_figure(made.all(Cost), figure_context(context_of(made)))
    assert figure.title == headline
    assert figure.subtitle.endswith(exposed)


def test_a_lone_ballot_is_not_counted(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"votes/v.yml": record("votes", ballots="{brigid: no}")})
    assert votes_figure(made.all(Vote), figure_context(context_of(made)), focal="brigid").title == "Brigid in the one vote: no"


def test_a_ledger_of_many_voters_leaves_room_for_what_was_voted_on(corpus: MakeCorpus, record: MakeRecord) -> None:
    voters = [f"voter-{number}" for number in range(7)]
    files = {f"actors/{one}.yml": f"name: {one}\nkind: state\n" for one in voters}
    ballots = "{" + ", ".join(f"{one}: no" for one in voters) + "}"
    made = corpus({**files, "votes/v.yml": record("votes", ballots=ballots)})
    figure = votes_figure(made.all(Vote), figure_context(context_of(made)), focal="voter-6")
    (grid,) = figure.body
    assert isinstance(grid, Grid)
    assert [column.label for column in grid.columns if column.named] == ["voter-6", *voters[:4]]
    assert "2 actors without a column stand in the data." in figure.note


@pytest.mark.parametrize(
    ("became", "headline"),
    [
        ("realised", "The one risk is realised"),
        ("not-realised", "The one risk is not realised"),
        ("not-realised not-realised", "Of 2 risks, none has come about, even in part"),
        ("partly open open", "Of 3 risks, 1 has come about at least in part"),
    ],
)
def test_a_lone_risk_is_not_counted(became: str, headline: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    record_so_far = "{status: %s, on: 2025-06-01, because: So.}"
    made = corpus({f"risks/r{number}.yml": record("risks", record_so_far=record_so_far % one) for number, one in enumerate(became.split())})
    assert risks_figure(made.all(Risk), figure_context(context_of(made))).title == headline


def test_what_became_of_a_risk_is_the_same_in_the_list_and_in_the_data(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"risks/quiet.yml": record("risks", record_so_far=None)})
    table = risks_figure(made.all(Risk), figure_context(context_of(made))).table
    assert table is not None
    assert dict(zip(table.columns, table.rows[0], strict=True))["What became of it"] == "Open"
