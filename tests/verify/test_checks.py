"""Rules over the whole corpus, beside the one mistake that tests/mistakes has for each: the edges of every rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.model.corpus import Corpus
from generator.model.dates import parse_edtf
from generator.model.records import Claim
from generator.verify.checks.times import surely_before
from tests.conftest import EVIDENCE, MINIMAL

if TYPE_CHECKING:
    from tests.conftest import Check, MakeCorpus, MakeRecord

GRADED = "source: gazette, says: supports, credibility: 2"


@pytest.mark.parametrize(
    ("one", "nearly", "before"),
    [
        ("2024-12-02", "2024-12-02", "2024-12-01"),
        ("2025-01~/..", "2024-12-01", "2024-11-30"),
        ("2025-01-04?/2025-01-06", "2025-01-01", "2024-12-31"),
        ("2025-01-04~", "2025-01-03", "2025-01-02"),
        ("2025-01-04", "2025-01-03~", "2025-01-02~"),
        ("2025-01-04~", "2025-01-02~", "2025-01-01~"),
        ("2025-03-04", "../2025-02~", "../2025-01~"),
        ("../2025", "1900", "../1900"),
    ],
)
def test_a_doubtful_date_may_be_out_by_its_own_length(one: str, nearly: str, before: str) -> None:
    assert not surely_before(parse_edtf(nearly), parse_edtf(one))
    assert surely_before(parse_edtf(before), parse_edtf(one)) is (one != "../2025")


class TestDates:
    @pytest.mark.parametrize(
        ("due", "overdue"),
        [
            ("2026-05-31", True),
            ("2026-06-01", False),
            ("2026-05", True),
            ("2026", False),
            ("2026-05-01/..", False),
            ("../2026-05-01", True),
            ("'[2026-05-01,2026-07-01]'", False),
            ("2026-05-31?", True),
        ],
    )
    def test_a_signpost_is_overdue_after_the_last_day_it_may_be_due(
        self, checked: Check, record: MakeRecord, due: str, *, overdue: bool
    ) -> None:
        text = record("scenarios", signposts=f"[{{id: a, text: A, points_to: toward, due: {due}}}]")
        assert checked({"scenarios/on.yml": text}).found == (["scenarios/on.yml:5:54 overdue-signpost"] if overdue else [])

    @pytest.mark.parametrize("state", ["seen", "not-seen"])
    def test_a_signpost_that_is_settled_is_not_overdue(self, checked: Check, record: MakeRecord, state: str) -> None:
        text = record("scenarios", signposts=f"[{{id: a, text: A, points_to: toward, due: 2020, state: {state}, evidence: {EVIDENCE}}}]")
        assert checked({"scenarios/on.yml": text}).found == []

    def test_the_day_of_the_check_is_given(self, checked: Check, record: MakeRecord) -> None:
        files = {"scenarios/on.yml": record("scenarios", signposts="[{id: a, text: A, points_to: toward, due: 2026-05-31}]")}
        assert checked(files, today=date(2026, 5, 31)).found == []
        assert len(checked(files, today=date(9999, 12, 31)).found) == 1

    @pytest.mark.parametrize(
        ("given", "ended", "early"),
        [
            ("2025-03-02", "2025-03-03", False),
            ("2025-03-02", "2025-03-02", True),
            ("2025-03-02", "2025-03-01", True),
            ("2025-03", "2025-03", False),
            ("2025-03", "2025-02", True),
            ("../2025-03", "2024", False),
            ("2025-03-02", "2025-03-01/..", False),
            ("2025", "2026-06-01", False),
            ("2025", "2026-06", False),
        ],
    )
    def test_a_scenario_is_resolved_after_its_forecast(
        self, checked: Check, record: MakeRecord, given: str, ended: str, *, early: bool
    ) -> None:
        resolution = f"{{on: {ended}, outcome: occurred, because: So., evidence: {EVIDENCE}}}"
        text = record("scenarios", resolution=resolution, likelihood=f"{{word: likely, said_by: avalon, on: {given}}}")
        assert checked({"scenarios/on.yml": text}).found == (["scenarios/on.yml:5:18 early-resolution"] if early else [])

    def test_a_resolution_without_a_forecast_has_none_to_follow(self, checked: Check, record: MakeRecord) -> None:
        resolution = f"{{on: 1999, outcome: occurred, because: So., evidence: {EVIDENCE}}}"
        assert checked({"scenarios/on.yml": record("scenarios", resolution=resolution)}).found == []

    def test_every_event_of_a_circle_is_told_and_none_that_leads_into_it(self, checked: Check, record: MakeRecord) -> None:
        after = {"a": "b", "b": "c", "c": "a", "d": "a", "e": "e", "f": None}
        files = {
            f"events/{name}.yml": record("events", after=f"{{event: {other}, offset: P1D}}" if other else None)
            for name, other in after.items()
        }
        assert checked(files).found == [f"events/{name}.yml:5:16 circle" for name in "abce"]

    @pytest.mark.parametrize(
        ("kind", "field", "place"),
        [
            ("actors", "part_of: {}", "3:10"),
            ("acts", "part_of: {}", "11:10"),
            ("claims", "retired: {{on: 2025, because: Old., replaced_by: {}}}", "8:49"),
        ],
    )
    def test_no_record_follows_from_itself_through_others(
        self, checked: Check, record: MakeRecord, kind: str, field: str, place: str
    ) -> None:
        name, written = field.split(": ", 1)
        after = {"x": "y", "y": "z", "z": "x"}
        files = {f"{kind}/{one}.yml": record(kind, **{name: written.format(other)}) for one, other in after.items()}
        found = [one for one in checked(files).found if one.endswith("circle")]
        assert found == [f"{kind}/{one}.yml:{place} circle" for one in "xyz"]

    @pytest.mark.parametrize(
        ("when", "after", "found"),
        [
            ("2025-04-03", "P2D", False),
            ("2025-04-02", "P2D", True),
            ("2025-04", "P2D", False),
            ("2025", "P1Y", True),
            ("2025-03-31", "-P1D", False),
            ("2025-04-01", "-P1D", True),
            ("2025-04-01", "", False),
            ("2025-03-31", "", True),
            ("2025-03", "", True),
            ("2024/..", "", False),
            ("../2025-03", "", True),
            ("2025-04-04~", "P2D", False),
            ("2025-04-05~", "P2D", True),
            ("2025-03~", "", False),
            ("2025-02~", "", True),
            ("2024?", "", False),
        ],
    )
    def test_a_date_beside_a_distance_agrees_with_it(
        self, checked: Check, record: MakeRecord, when: str, after: str, *, found: bool
    ) -> None:
        distance = f", offset: {after}" if after else ""
        files = {"events/a.yml": record("events"), "events/b.yml": record("events", when=when, after=f"{{event: a{distance}}}")}
        assert checked(files).found == (["events/b.yml:2:7 wrong-order"] if found else [])

    def test_what_two_dates_say_is_told(self, checked: Check, record: MakeRecord) -> None:
        files = {"events/a.yml": record("events"), "events/b.yml": record("events", when="2025-05", after="{event: a, offset: P2D}")}
        (told,) = checked(files).messages
        assert told == ("the event is dated May 2025, but 'after' gives 3 Apr 2025 = correct 'when' or 'after', or remove 'when'")

    @pytest.mark.parametrize(
        ("after", "found"),
        [
            (None, "events/b.yml:1:1 missing-field"),
            ("{event: nowhere}", "events/b.yml:4:16 unknown-reference"),
            ("{event: b}", "events/b.yml:4:16 circle"),
            ("{event: open}", "events/b.yml:4:16 bad-date"),
            ("{event: open, offset: P9000Y}", "events/b.yml:4:30 bad-date"),
            ("{}", "events/b.yml:4:1 missing-field"),
        ],
    )
    def test_an_event_that_cannot_be_dated_is_told_once(self, checked: Check, record: MakeRecord, after: str | None, found: str) -> None:
        files = {"events/open.yml": record("events", when="../2025-04"), "events/b.yml": record("events", when=None, after=after)}
        assert [one for one in checked(files).found if "unreachable" not in one] == [found]

    @pytest.mark.parametrize(
        ("when", "found"),
        [
            ("2026-06-01", False),
            ("2026-06-02", True),
            ("2026-06", False),
            ("2026-07", True),
            ("2026", False),
            ("2026-06-02~", True),
            ("2025/..", False),
            ("../2027", False),
            ("'[2026-06-01,2026-07-01]'", False),
            ("'[2026-06-02,2026-07-01]'", True),
            ("'[2025..]'", False),
            ("2026-05-31/2027", False),
        ],
    )
    @pytest.mark.parametrize(
        ("section", "field", "line"), [("events", "when", 2), ("acts", "when", 2), ("votes", "when", 2), ("claims", "made", 3)]
    )
    def test_what_has_not_come_has_not_happened(
        self, checked: Check, record: MakeRecord, section: str, field: str, line: int, when: str, *, found: bool
    ) -> None:
        column = len(field) + 3
        got = checked({f"{section}/x.yml": record(section, **{field: when})}).found
        assert got == ([f"{section}/x.yml:{line}:{column} yet-to-come"] if found else [])

    @pytest.mark.parametrize(
        ("section", "field", "value"),
        [
            ("claims", "positions", f"[{{actor: avalon, stance: denied, when: 2027, evidence: {EVIDENCE}}}]"),
            ("claims", "assessments", "[{on: 2027, status: disputed, because: So.}]"),
            ("claims", "history", "[{on: 2027, what: So.}]"),
            ("claims", "corrections", "[{on: 2027, what: So.}]"),
            ("acts", "retired", "{on: 2027, because: So.}"),
            ("risks", "record_so_far", "{status: open, on: 2027}"),
            ("risks", "likelihood", "{word: likely, said_by: avalon, on: 2027}"),
            ("scenarios", "signposts", f"[{{id: a, text: A, points_to: toward, state: seen, on: 2027, evidence: {EVIDENCE}}}]"),
        ],
    )
    def test_nothing_is_held_seen_or_mended_ahead_of_time(
        self, checked: Check, record: MakeRecord, section: str, field: str, value: str
    ) -> None:
        text = record(section, **{field: value})
        line, column = text.count("\n"), text.splitlines()[-1].index("2027") + 1
        assert checked({f"{section}/x.yml": text}).found == [f"{section}/x.yml:{line}:{column} yet-to-come"]

    def test_a_stretch_of_time_does_not_end_before_it_begins(self, checked: Check, record: MakeRecord) -> None:
        periods = "[{name: A, from: 2025-03, to: 2025-03-01, because: B}, {name: C, from: 2025-05, to: 2025-04, because: D}]"
        found = checked({"explainers/bridge.md": record("explainers", periods=periods)}).found
        assert [one for one in found if "order" in one] == ["explainers/bridge.md:7:94 wrong-order"]

    @pytest.mark.parametrize("period", ["horizon", "due"])
    def test_what_is_to_come_may_be_foreseen(self, checked: Check, record: MakeRecord, period: str) -> None:
        signposts = "[{id: a, text: A, points_to: toward, due: 2030}]" if period == "due" else "[]"
        assert checked({"scenarios/x.yml": record("scenarios", horizon="2030", signposts=signposts)}).found == []
        assert checked({"costs/x.yml": record("costs", period="2030")}).found == []

    @pytest.mark.parametrize(
        ("when", "stance", "found"),
        [
            ("2025-02-27", "denied", True),
            ("2025-02-27", "retracted", True),
            ("2025-02-27", "sidestepped", False),
            ("2025-02-27", "asserted", False),
            ("2025-02-28", "denied", False),
            ("2025-02", "denied", False),
            ("2025-01", "denied", True),
            ("2025-02-24~/2025-02-27~", "denied", False),
        ],
    )
    def test_nobody_denies_what_nobody_said(self, checked: Check, record: MakeRecord, when: str, stance: str, *, found: bool) -> None:
        said = f"{{actor: avalon, stance: asserted, when: 2025-02-28, evidence: {EVIDENCE}}}"
        text = record("claims", positions=f"[{said}, {{actor: avalon, stance: {stance}, when: {when}, evidence: {EVIDENCE}}}]")
        got = checked({"claims/x.yml": text}).found
        assert [one.split()[-1] for one in got if "out-of-order" not in one] == (["early-denial"] if found else [])

    def test_of_two_assessments_of_a_day_the_last_stands(self, corpus: MakeCorpus, record: MakeRecord) -> None:
        text = record("claims", assessments="[{on: 2025-05, status: disputed, because: A.}, {on: 2025-05, status: unproven, because: B.}]")
        (claim,) = corpus({"claims/x.yml": text}).all(Claim)
        assert claim.standing == claim.assessments[1]

    @pytest.mark.parametrize(
        ("period", "hint"),
        [
            ("2024-25", "write '2024/2025' for two years, '2024-03/2024-05' for the season"),
            ("2023-24~", "write '2023/2024' for two years, '2023-12/2024-02' for the season"),
            ("2020/2024-25", "write '2024/2025' for two years, '2024-03/2024-05' for the season"),
            ("'[2020, 2040-41]'", "write '2040/2041' for two years, '2040-07/2040-12' for the season"),
            ("2024-24", ""),
            ("2025-21", ""),
            ("2011-12", ""),
            ("2024-12-25", ""),
            ("2024-2X", ""),
        ],
    )
    def test_a_season_that_may_be_two_years_is_told(self, checked: Check, record: MakeRecord, period: str, hint: str) -> None:
        found = checked({"costs/x.yml": record("costs", period=period)})
        assert [one.split(" = ")[-1] for one in found.messages if "is read as" in one] == ([hint] if hint else [])

    @pytest.mark.parametrize("offset", ["P9000Y", "-P3000Y", "P1D2Y", "P1D1D"])
    def test_a_distance_that_leads_nowhere_is_told(self, checked: Check, record: MakeRecord, offset: str) -> None:
        files = {"events/a.yml": record("events"), "events/b.yml": record("events", after=f"{{event: a, offset: {offset}}}")}
        assert checked(files).found == ["events/b.yml:5:27 bad-date"]

    @pytest.mark.parametrize("offset", ["2 days", "P", "P2", "PT2H", "p2d", "P1.5D", "P9999999Y"])
    def test_a_distance_that_is_none_is_told(self, checked: Check, record: MakeRecord, offset: str) -> None:
        files = {"events/a.yml": record("events"), "events/b.yml": record("events", after=f"{{event: a, offset: {offset}}}")}
        assert checked(files).found == ["events/b.yml:5:27 bad-value"]


class TestEvidence:
    @pytest.mark.parametrize("section", ["events", "claims", "acts", "votes", "costs", "risks", "drivers"])
    def test_a_record_rests_on_evidence(self, checked: Check, record: MakeRecord, section: str) -> None:
        text = record(section, evidence="[]")
        line = text.splitlines().index("evidence: []") + 1
        assert checked({f"{section}/x.yml": text}).found == [f"{section}/x.yml:{line}:11 no-evidence"]

    def test_a_scenario_may_do_without(self, checked: Check, record: MakeRecord) -> None:
        assert checked({"scenarios/on.yml": record("scenarios", evidence="[]")}).found == []

    @pytest.mark.parametrize("because", [None, "It is doubted."])
    def test_a_disputed_act_says_why(self, checked: Check, record: MakeRecord, because: str | None) -> None:
        found = checked({"acts/praise.yml": record("acts", standing="disputed", because=because)}).found
        assert found == ([] if because else ["acts/praise.yml:8:11 no-reason"])

    @pytest.mark.parametrize(
        ("evidence", "found"),
        [
            ("{source: essay, says: supports, credibility: 2}", ["8:11 opinion-only"]),
            ("{source: essay, says: supports, credibility: 2}, {source: gazette, says: contradicts}", ["8:11 opinion-only"]),
            ("{source: essay, says: supports, credibility: 2}, {source: gazette, says: context}", ["8:11 opinion-only"]),
            ("{source: essay, says: supports, credibility: 2}, {source: gazette, says: supports}", []),
            ("{source: essay, says: contradicts}", ["9:11 ungraded-act"]),
            ("{source: essay, says: supports}", ["8:11 opinion-only", "9:11 ungraded-act"]),
            ("{source: gazette, says: supports}", ["9:11 ungraded-act"]),
        ],
    )
    def test_an_established_act_rests_on_graded_reports(self, checked: Check, record: MakeRecord, evidence: str, found: list[str]) -> None:
        files = {
            "sources/essay.md": record("sources", kind="opinion", reliability="B"),
            "acts/praise.yml": record("acts", evidence=f"[{evidence}]"),
            "claims/safe.yml": record("claims", evidence="[{source: essay, says: supports}]"),
        }
        assert checked(files).found == [f"acts/praise.yml:{one}" for one in found]

    @pytest.mark.parametrize(
        ("evidence", "lone"),
        [
            ("{source: gazette, says: supports, credibility: 1}, {source: herald, says: supports}", False),
            ("{source: gazette, says: supports, credibility: 1}, {source: herald, says: contradicts, credibility: 2}", True),
            ("{source: gazette, says: supports, credibility: 1}, {source: herald, says: context, credibility: 1}", True),
            ("{source: gazette, says: supports, credibility: 1}, {source: echo, says: supports, credibility: 1}", True),
            ("{source: gazette, says: supports, credibility: 1}, {source: extra, says: supports, credibility: 2}", True),
            ("{source: gazette, says: supports, credibility: 2}", False),
        ],
    )
    def test_what_is_confirmed_by_others_has_an_independent_publisher(
        self, checked: Check, record: MakeRecord, evidence: str, *, lone: bool
    ) -> None:
        files = {
            "sources/echo.md": record("sources", publisher="The Echo", derives_from="[gazette]"),
            "sources/extra.md": record("sources", publisher="The Gazette"),
            "acts/praise.yml": record("acts", evidence=f"[{evidence}]"),
            "claims/safe.yml": record("claims", evidence="[{source: echo, says: supports}, {source: extra, says: supports}]"),
        }
        found = checked(files).found
        assert [one for one in found if "lone" not in one] == []
        assert bool(found) is lone

    def test_another_record_confirms_nothing(self, checked: Check, record: MakeRecord) -> None:
        files = {
            "acts/praise.yml": record("acts", evidence="[{source: gazette, says: supports, credibility: 1}]"),
            "claims/safe.yml": record("claims", evidence="[{source: herald, says: supports, credibility: 1}]"),
        }
        assert [one.split()[1] for one in checked(files).found] == ["lone-confirmation", "lone-confirmation"]

    @pytest.mark.parametrize(
        ("other", "uneven"),
        [
            ("{source: gazette, says: supports, credibility: 3, note: It says so.}", True),
            ("{source: gazette, says: supports, credibility: 2, note: It says so.}", False),
            ("{source: gazette, says: supports, note: It says so.}", False),
            ("{source: gazette, says: supports, credibility: 3, note: It says more.}", False),
            ("{source: gazette, says: supports, credibility: 3}", False),
            ("{source: gazette, says: contradicts, credibility: 3, note: It says so.}", False),
            ("{source: herald, says: supports, credibility: 3, note: It says so.}", False),
        ],
    )
    def test_one_statement_of_one_source_has_one_grade(self, checked: Check, record: MakeRecord, other: str, *, uneven: bool) -> None:
        files = {
            "claims/safe.yml": record("claims", evidence="[{source: gazette, says: supports, credibility: 2, note: It says so.}]"),
            "claims/sound.yml": record("claims", evidence=f"[{other}]"),
        }
        assert [one.split()[1] for one in checked(files).found] == (["uneven-grades"] if uneven else [])

    def test_a_disputed_act_may_rest_on_opinion_and_need_no_grade(self, checked: Check, record: MakeRecord) -> None:
        act = record("acts", standing="disputed", because="Doubted.", evidence="[{source: essay, says: supports}]")
        assert checked({"sources/essay.md": record("sources", kind="opinion"), "acts/praise.yml": act}).found == []

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            ({"likelihood": "unlikely"}, True),
            ({"likelihood": "[20, 45]"}, True),
            ({"likelihood": "{word: unlikely, said_by: []}"}, True),
            ({"likelihood": "{word: unlikely, said_by: avalon}"}, False),
            ({"likelihood": "unlikely", "said_by": "avalon"}, False),
            ({"likelihood": "[20, 45]", "said_by": "[Some officials]"}, False),
            ({"said_by": "avalon"}, False),
        ],
    )
    @pytest.mark.parametrize("section", ["risks", "scenarios"])
    def test_a_likelihood_says_who_gave_it(
        self, checked: Check, record: MakeRecord, section: str, fields: dict[str, str], *, found: bool
    ) -> None:
        text = record(section, **fields)
        line = next((number for number, one in enumerate(text.splitlines(), 1) if one.startswith("likelihood")), 0)
        assert checked({f"{section}/x.yml": text}).found == ([f"{section}/x.yml:{line}:13 unsaid-likelihood"] if found else [])

    @pytest.mark.parametrize(
        ("outcome", "meant"),
        [
            ("occured", "occurred"),
            ("Occurred", "occurred"),
            ("did not occur", "did-not-occur"),
            ("Void", "void"),
            ("did-not-occur", ""),
            ("not occurred", ""),
            ("overtaken by events", ""),
            ("the party left", ""),
        ],
    )
    def test_an_outcome_that_is_meant_to_be_scored_is(self, checked: Check, record: MakeRecord, outcome: str, meant: str) -> None:
        end = f"{{on: 2025-04, outcome: {outcome}, because: So., evidence: [{{source: gazette, says: supports}}]}}"
        found = checked({"scenarios/x.yml": record("scenarios", resolution=end)})
        told = f"'{outcome}' would be free text, which is not scored = did you mean '{meant}'?"
        assert found.messages == ([told] if meant else [])

    def test_a_headline_of_another_focal_actor_is_held_against_its_own_acts(self, checked: Check, record: MakeRecord) -> None:
        text = MINIMAL["explainers/ferry.md"] + '\n![Brigid sides with Avalon](chart:stances "focal=brigid")\n'
        (message,) = checked({"explainers/ferry.md": text, "acts/x.yml": record("acts", by="[brigid]", toward="[avalon]")}).messages
        assert message.startswith("the headline claims a direction, but of 'brigid' toward 'avalon' only 1 act is counted")


class TestReach:
    def test_a_mention_in_running_text_is_a_use(self, checked: Check, record: MakeRecord) -> None:
        files = {
            "actors/camelot.yml": record("actors"),
            "sources/times.md": record("sources", "As [Camelot](actor:camelot) says.\n", reliability="B"),
            "claims/safe.yml": record("claims", not_found="['What [it](source:times) meant.']"),
        }
        assert checked(files).found == []

    def test_a_use_of_itself_is_none(self, checked: Check, record: MakeRecord) -> None:
        actor = record("actors", part_of="[camelot]", description="'See [it](actor:camelot).'")
        assert checked({"actors/camelot.yml": actor}).found == [
            "actors/camelot.yml:1:1 unreachable-record",
            "actors/camelot.yml:3:11 circle",
        ]

    def test_a_retired_actor_may_be_unused(self, checked: Check, record: MakeRecord) -> None:
        assert checked({"actors/camelot.yml": record("actors", retired="{on: 2025, because: Sunk.}")}).found == []

    @pytest.mark.parametrize(
        ("issue", "found"),
        [
            ("economic", []),
            ("Economic", []),
            ("economy", []),
            ("human rights", []),
            ("fares", []),
            ("Fares", ["unknown-issue"]),
            ("ferries", ["unknown-issue"]),
        ],
    )
    def test_an_issue_is_on_the_scale_or_declared(self, checked: Check, record: MakeRecord, issue: str, found: list[str]) -> None:
        files = {"publication.yml": "issues: {fares: Fares}\n", "claims/safe.yml": record("claims", issue=issue)}
        assert checked(files).found == [f"claims/safe.yml:5:8 {rule}" for rule in found]

    def test_issues_of_a_list_have_their_own_places(self, checked: Check, record: MakeRecord) -> None:
        found = checked({"explainers/bridge.md": record("explainers", issues="[military, militray, ferries]")})
        assert found.found == ["explainers/bridge.md:7:20 unknown-issue", "explainers/bridge.md:7:30 unknown-issue"]
        assert [one.hint for one in found.diagnostics] == [
            "did you mean 'military'?",
            "declare it under 'issues' in content/publication.yml",
        ]


class TestShape:
    @pytest.mark.parametrize(
        ("by", "toward", "found"),
        [
            ("[avalon]", "[avalon]", True),
            ("[avalon, brigid]", "[avalon, brigid]", False),
            ("[avalon]", "[avalon, brigid]", False),
        ],
    )
    def test_an_act_is_toward_somebody_else(self, checked: Check, record: MakeRecord, by: str, toward: str, *, found: bool) -> None:
        got = checked({"acts/praise.yml": record("acts", by=by, toward=toward)}).found
        assert [one.split()[-1] for one in got] == (["self-act"] if found else [])

    @pytest.mark.parametrize(
        ("sides", "found"),
        [
            ({"favours": "avalon", "disfavours": "avalon"}, ["9:13 vote-sides"]),
            ({"favours": "avalon", "disfavours": "brigid"}, []),
            ({"favours": "avalon"}, []),
            ({}, []),
        ],
    )
    def test_a_vote_has_sides(self, checked: Check, record: MakeRecord, sides: dict[str, str], found: list[str]) -> None:
        assert checked({"votes/fares.yml": record("votes", **sides)}).found == [f"votes/fares.yml:{one}" for one in found]

    def test_a_signpost_is_told_each_time_its_id_comes_again(self, checked: Check, record: MakeRecord) -> None:
        def signposts(names: str) -> str:
            return record("scenarios", signposts="\n" + "".join(f"  - {{id: {name}, text: A, points_to: toward}}\n" for name in names))

        assert checked({"scenarios/on.yml": signposts("abaa"), "scenarios/off.yml": signposts("abc")}).found == [
            "scenarios/on.yml:8:10 duplicate-signpost",
            "scenarios/on.yml:9:10 duplicate-signpost",
        ]

    @pytest.mark.parametrize(
        ("figure", "found"),
        [
            ("![A](chart:stances)", []),
            ('![A](chart:stances "focal=avalon toward=brigid")', []),
            ("![A](chart:spectre)", ["10:12 unknown-chart"]),
            ("![A](chart:zzz)", ["10:12 unknown-chart"]),
            ('![A](chart:zzz "focal=avalon")', ["10:12 unknown-chart"]),
            ('![A](chart:signposts "actor=avalon")', ["10:23 unknown-chart"]),
            ('![A](chart:stances "focal=avalonn toward=nobody")', ["10:27 unknown-reference", "10:42 unknown-reference"]),
            ('![A](chart:stances "focal=gazette")', ["10:27 wrong-kind"]),
        ],
    )
    def test_a_figure_names_a_chart_and_its_options(self, checked: Check, record: MakeRecord, figure: str, found: list[str]) -> None:
        text = record("explainers", f"First.\n\n{figure}\n").replace("\n\nFirst.", "\nFirst.")
        assert checked({"explainers/bridge.md": text}).found == [f"explainers/bridge.md:{one}" for one in found]

    def test_an_unknown_chart_or_option_is_told_with_what_there_is(self, checked: Check, record: MakeRecord) -> None:
        files = {"explainers/bridge.md": record("explainers", '![A](chart:zzz)\n\n![A](chart:stances "colour=red")\n')}
        chart, option = checked(files).diagnostics
        assert chart.hint.startswith("the charts are stances, ")
        assert (option.place.line, option.place.column, option.place.end_column) == (11, 21, 27)


class TestStances:
    @pytest.mark.parametrize(
        ("headline", "types", "why"),
        [
            ("Avalon backs Brigid", "SSSS", "only 4 acts are counted"),
            ("Avalon backs Brigid", "S", "only 1 act is counted"),
            ("Avalon backs Brigid", "", "only 0 acts are counted"),
            ("Avalon backs Brigid", "SSSSS", None),
            ("Avalon backs Brigid", "SSSAA", None),
            ("Avalon backs Brigid", "SSAAA", "the counts are 2 acts with, 3 against, 0 neither"),
            ("Avalon backs Brigid", "SSAAN", "the counts are 2 acts with, 2 against, 1 neither"),
            ("Avalon opposes Brigid", "SSAAA", None),
            ("Avalon OPPOSES Brigid", "SSSSS", "the counts are 5 acts with, 0 against, 0 neither"),
            ("Avalon turns against Brigid", "SSAA", "only 4 acts are counted"),
            ("Avalon warms to Brigid", "AAAAA", "the counts are 0 acts with, 5 against, 0 neither"),
            ("Avalon leans with Brigid", "AAAAA", "the counts are 0 acts with, 5 against, 0 neither"),
            ("Avalon leans toward Brigid", "AAAAA", "the counts are 0 acts with, 5 against, 0 neither"),
            ("Avalon leaning to Brigid", "AAAAA", "the counts are 0 acts with, 5 against, 0 neither"),
            ("Avalon and Brigid, allied", "S", "only 1 act is counted"),
            ("Avalon sided with Brigid", "SSAA", "only 4 acts are counted"),
            ("Avalon stood by Brigid", "AAAAA", "the counts are 0 acts with, 5 against, 0 neither"),
            ("Avalon turned against Brigid", "SSSSS", "the counts are 5 acts with, 0 against, 0 neither"),
            ("Avalon opposed Brigid", "SSSAA", "the counts are 3 acts with, 2 against, 0 neither"),
            ("Avalon opposed Brigid", "AAAAA", None),
            ("Avalon cleans to order; a really long list of opposition", "AAAAA", None),
            ("Avalon backs or opposes Brigid", "SSSSS", None),
            ("5 acts, 4 against", "SSSSS", None),
            ("Avalon's backside", "AAAAA", None),
        ],
    )
    def test_a_headline_names_no_direction_but_that_of_the_counts(
        self, checked: Check, record: MakeRecord, headline: str, types: str, why: str | None
    ) -> None:
        kinds = {"S": "SUPPORT", "A": "ACCUSE", "N": "abstain"}
        files = {f"acts/a{number}.yml": record("acts", type=kinds[one]) for number, one in enumerate(types)}
        files["explainers/bridge.md"] = record("explainers", f'It is.\n\n![{headline}](chart:stances "focal=avalon toward=brigid")\n')
        found = checked(files)
        with_, against, neither = (types.count(one) for one in "SAN")
        noun = "act" if with_ == 1 else "acts"
        hint = f"state what the figure shows ('{with_} {noun} with, {against} against, {neither} neither'), or remove the headline"
        told = f"the headline claims a direction, but of 'avalon' toward 'brigid' {why} = {hint}"
        assert found.messages == ([told] if why else [])
        assert found.found == (["explainers/bridge.md:11:1 headline-direction"] if why else [])

    def test_a_headline_is_held_to_the_focal_actors_where_the_figure_names_none(self, checked: Check, record: MakeRecord) -> None:
        figure = 'It is.\n\n![Avalon backs Brigid](chart:over-time)\n\n![Brigid backs Avalon](chart:over-time "by=brigid toward=avalon")\n'
        text = record("explainers", figure, focal="[avalon, brigid]")
        files = {f"acts/a{number}.yml": record("acts") for number in range(5)}
        assert checked({**files, "explainers/bridge.md": text}).found == ["explainers/bridge.md:13:1 headline-direction"]

    @pytest.mark.parametrize(
        ("first", "second", "found"),
        [
            ("from: 2025-01, to: 2025-02", "from: 2025-03, to: 2025-04", False),
            ("from: 2025-01, to: 2025-03-01", "from: 2025-03-02", False),
            ("from: 2025-01, to: 2025-03-02", "from: 2025-03-02", True),
            ("from: 2025-01", "from: 2025-03", True),
            ("from: 2025-01, to: 2025-02", "from: ../2025-03", True),
        ],
    )
    def test_periods_follow_one_another(self, checked: Check, record: MakeRecord, first: str, second: str, *, found: bool) -> None:
        periods = f"[{{name: A, because: B, {first}}}, {{name: C, because: D, {second}}}]"
        got = checked({"explainers/bridge.md": record("explainers", periods=periods)})
        assert [one.split()[-1] for one in got.found] == (["bad-period"] if found else [])


def test_what_could_not_be_read_is_gone_through_as_often_for_many_records_as_for_few(
    checked: Check, record: MakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Corpus] = []
    unread = vars(Corpus)["unread"]

    def counted(corpus: Corpus) -> object:
        asked.append(corpus)
        return unread.fget(corpus)

    monkeypatch.setattr(Corpus, "unread", property(counted))

    def times(many: int) -> int:
        asked.clear()
        claims = {f"claims/one-{number}.yml": record("claims", explainers=None) for number in range(many)}
        assert checked({"explainers/tunnel.md": record("explainers", colour="red"), **claims}).found
        return len(asked)

    assert times(3) == times(30)
