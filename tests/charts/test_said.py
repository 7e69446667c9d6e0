"""Every word of a figure is said: in a language of brackets no Latin letter stands outside of them but a record's own."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pytest

from generator.charts.both_ways import both_ways
from generator.charts.card import Card
from generator.charts.claims_overview import MOST_SQUARES, claims_overview
from generator.charts.cost_ranges import cost_ranges
from generator.charts.density import density
from generator.charts.figure import html_of
from generator.charts.forecast_scores import forecast_scores
from generator.charts.issues import issues
from generator.charts.lanes import lanes
from generator.charts.life import life
from generator.charts.matrix import MOST_NARROW, matrix
from generator.charts.over_time import over_time
from generator.charts.risk_matrix import risk_matrix
from generator.charts.signposts import signposts
from generator.charts.small_multiples import small_multiples
from generator.charts.spectrum import spectrum
from generator.charts.timeline_list import timeline_list
from generator.charts.vote_agreement import vote_agreement
from generator.charts.vote_ledger import vote_ledger
from generator.charts.words_deeds import words_deeds
from generator.corpus import Corpus
from generator.dates import Edtf
from generator.derive.alignment import Alignment
from generator.derive.scenario_scores import scenario_scores
from generator.derive.timeline import timeline
from generator.records import Claim, Cost, Event, Risk, Scenario, Vote
from generator.vocabularies import ASSESSMENTS, IMPACT, LIKELIHOOD, STANCES
from tests.pseudo import bracketed, english_numbers, greek, pseudo, seen, unsaid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.charts.figure import Figure
    from generator.charts.lane_groups import By
    from generator.derive.alignment import Mark
    from generator.derive.timeline import Row
    from generator.records import Record
    from tests.charts.conftest import Make, Marks

    Build = Callable[[Make, Marks], Figure]

CODES: Final = ["CSV", "SVG", "PNG", "EDTF", "EUR", "gazette", "likely", "occurred", "did-not-occur", "X", "A", "B"]
"""Names of formats, and ids that the data give as they are recorded."""
TODAY: Final = date(2025, 12, 31)
EVIDENCE: Final = [{"source": "a", "says": "supports"}, {"source": "b", "says": "contradicts"}, {"source": "c", "says": "context"}]
FORMS: Final = ("words", "institutional", "deed")
SCORES: Final = (-0.9, -0.4, 0.0, 0.4, 0.9)


@pytest.fixture(autouse=True)
def speak(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Edtf, "words", lambda *_, **__: "Ω")
    with pseudo():
        yield


def nowhere(_: Record) -> None:
    return None


def apart(*_: str) -> None:
    return None


def draw(spec: dict[str, Any]) -> str:
    """Draw nothing but the words that are handed over."""
    said = [*spec.get("levels", ()), *(tick[1] for tick in spec["ticks"])]
    for panel in spec.get("panels", ()):
        said += [panel["heading"], panel["now"], *(act[key] for act in panel["acts"] for key in ("said", "label"))]
    for lane in spec.get("lanes", ()):
        said += [lane["label"], *(event[key] for event in lane["events"] for key in ("said", "label"))]
    return f"<svg>{''.join(f'<text>{escape(one)}</text>' for one in said)}</svg>"


def acts(mark: Marks, scores: Sequence[float] = SCORES, number: int = 3, forms: Sequence[str] = FORMS) -> list[Mark]:
    """Return acts of every form toward others, from against to with, and some that are not counted."""
    told = {"title": "Ω", "publishers": ("α",)}
    found = [
        mark(score, f"2025-0{day + 1}-05", toward=f"{place}", form=form, issue=f"{(place + day) % 3}", **told)
        for place, score in enumerate(scores)
        for form in forms
        for day in range(number)
    ]
    doubtful = [mark(1, toward=f"{place}", doubt=doubt, **told) for place, doubt in ((0, "disputed"), (1, "ungraded"), (9, "ungraded"))]
    return [*found, *doubtful, mark(0.3, by="0", toward="avalon", issue="0", **told), mark(-0.3, by="1", toward="avalon", **told)]


def directed(alignment: Alignment) -> Iterator[Figure]:
    """Yield every figure of who acts how toward whom."""
    said: dict[str, Any] = {"names": greek, "relation": apart}
    of_acts: dict[str, Any] = {"names": greek, "where": nowhere}
    everyone = ["avalon", *map(str, range(10))]
    for other in ("", "0", "2", "4"):
        yield spectrum(alignment, "avalon", emphasised=other, **said)
    yield spectrum(alignment, "avalon", reverse=True, issue="0", issue_name="Ω", **said)
    yield matrix(alignment, everyone[: MOST_NARROW - 2], codes=greek, **said)
    yield matrix(alignment, everyone, codes=greek, issue="0", issue_name="Ω", more=2, **said)
    yield small_multiples(alignment, [("avalon", other) for other in everyone[1:]], issue_label=greek, **said)
    yield words_deeds(alignment, **said)
    for other in everyone[1:]:
        yield both_ways(alignment, "avalon", other, **of_acts)
        yield issues(alignment, "avalon", other, issue_label=greek, **said)
        for both in (True, False):
            yield over_time(alignment, "avalon", other, until=TODAY, codes=greek, draw=draw, both=both, **of_acts)


def events(make: Make, *dates: str, issue: str | None = "ω") -> list[Row]:
    shared = {"title": "Ω", "contested": "Ω", "issue": issue and "0"}
    found = [
        make(Event, f"{number}", when=when, actors=[f"{one}" for one in range(number % 7 + 1)], **shared)
        for number, when in enumerate(dates)
    ]
    return timeline(Corpus(found), found)


def of_events(rows: Sequence[Row]) -> Iterator[Figure]:
    sides: tuple[By, ...] = ("issue", "actor")
    for by in sides:
        yield lanes(rows, names=greek, where=nowhere, issue_label=greek, draw=draw, by=by)
        yield density(rows, names=greek, issue_label=greek, year_at=str, lane_at=apart, by=by)
    for compact in (True, False):
        yield timeline_list(rows, names=greek, where=nowhere, issue_label=greek, compact=compact)


def wrong(figures: Iterator[Figure]) -> list[str]:
    """Return what is not said in figures, on the page and in the data that are taken away."""
    found = []
    for figure in figures:
        shown = [figure.title, figure.subtitle, figure.note, *seen(figure.drawing)]
        found += [f"{figure.id}: {one}" for one in english_numbers(shown)]
        pieces = seen(html_of(figure, "../"))
        cells = [cell for line in (figure.table.columns, *figure.table.rows) for cell in line] if figure.table else []
        found += [
            f"{figure.id}: {one}"
            for one in unsaid([one for one in (*pieces, *cells) if one not in CODES])
            if one.partition(" ")[0] not in CODES
        ]
    return list(dict.fromkeys(found))


def test_what_was_never_said_is_found() -> None:
    assert bracketed("{number} acts of {name}") == "{number}⟦ acts of ⟧{name}"
    assert unsaid(["⟦by ⟧us", "1 ⟦act⟧"]) == ["us in '⟦by ⟧us'"]
    assert seen('<p title="a" class="b">c</p>') == ["a", "c"]


def test_who_acts_how_toward_whom(mark: Marks) -> None:
    figures = [
        Alignment(acts(mark)),
        Alignment(acts(mark, (0.4, 0.4), 1)),
        Alignment(acts(mark, (0.9, -0.9), 3, ("words", "deed"))),
        Alignment([]),
    ]
    assert wrong(figure for alignment in figures for figure in directed(alignment)) == []


def test_words_that_differ_from_deeds(mark: Marks) -> None:
    pairs = [(said, done) for said in SCORES for done in SCORES]
    for said, done in pairs:
        found = [mark(score, form=form, title="Ω") for form, score in (("words", said), ("deed", done)) for _ in range(3)]
        figure = spectrum(Alignment(found), "avalon", emphasised="brigid", names=greek, relation=apart)
        assert unsaid([figure.title]) == []
        both = [*found, *(mark(score, by="brigid", toward="avalon", title="Ω") for score in (said, done, done))]
        assert wrong(words_deeds(Alignment(one), names=greek, relation=apart) for one in (found, both, found[:3])) == []


@pytest.mark.parametrize(
    "dates",
    [
        [],
        ["2025-03-05"],
        ["2025-03-05", "2025-03-06", "2025-03-07", "2025-04-01/2025-06", "1990"],
        ["2001-03-05?", "2001-03-05~", "200X", "2001-11-01/..", "[2001-05-01,2003-05-01]", "{2001-05-01,2003-05-01}", "2002-01/"],
        [*(f"{year}-01-01" for year in range(1000, 2001, 100)), "1250~"],
        [*(f"{year}-01-01" for year in range(1800, 2001, 10)), "1850?"],
        ["2025-03-05", "2025-03-05", "2025-04-05", "2025-04-05", "2025-06-05?"],
    ],
)
def test_events(make: Make, dates: list[str]) -> None:
    assert wrong(of_events(events(make, *dates))) == []
    assert wrong(of_events(events(make, *dates, issue=None))) == []


def judged(status: str, grade: str | None, on: str = "2025-04-02") -> dict[str, Any]:
    return {"on": on, "status": status, "because": "Ω", "credibility": grade}


def test_claims(make: Make) -> None:
    steps = [
        {"actor": f"{number}", "stance": stance, "when": f"2025-03-{number + 2:02}", "words": "Ω", "evidence": []}
        for number, stance in enumerate(STANCES.terms)
    ]
    many = [
        make(Claim, f"{number}", statement="Ω", claimant=["1", "2"], positions=steps[:number], assessments=[judged(status, grade)])
        for number, (status, grade) in enumerate(zip(ASSESSMENTS.terms, (*"12346", None, "5"), strict=False))
    ]
    bare = make(Claim, "bare", statement="Ω", positions=steps)
    said: dict[str, Any] = {"names": greek, "where": nowhere}
    shown = [[], [bare], many, [*many, bare], *([one] for one in many), [many[0]] * (MOST_SQUARES + 1)]
    assert wrong(life(claim, names=greek) for claim in (bare, *many)) == []
    assert wrong(claims_overview(claims, **said) for claims in shown) == []


COSTS: Final[list[dict[str, Any]]] = [
    {"best": 7_000_000_000, "currency": "EUR"},
    {"low": 1, "high": 18_000_000_000, "best": 5, "currency": "EUR", "price_year": 2024},
    {"high": 18_000, "currency": "EUR", "per": "ω"},
    {"low": 18_000_000, "unit": "ω"},
    {"low": 1, "best": 3, "unit": "ψ"},
    {"best": 3, "high": 4, "unit": "ψ"},
    {"best": 3_000_000_000_000, "unit": "χ"},
]


def test_costs(make: Make) -> None:
    told = {"title": "Ω", "mechanism": "Ω", "evidence": EVIDENCE, "history": [{"on": "2025-04", "what": "Ω"}], "estimated_by": "b"}
    statuses = ("incurred", "projected", "threatened", "avoided", "disputed")
    found = [make(Cost, f"{number}", amount=amount, **told) for number, amount in enumerate(COSTS)]
    bare = make(Cost, "bare", qualitative="Ω", title="Ω", mechanism="Ω")
    each = [[make(Cost, status=status, amount=amount, **told)] for status in statuses for amount in COSTS]
    shown = [[], [bare], [*found, bare], *each]
    assert wrong(cost_ranges(costs, names=greek, where=nowhere) for costs in shown) == []


def test_risks(make: Make) -> None:
    levels = [{"dimension": "ω", "level": level, "because": "Ω"} for level in IMPACT.terms]
    likelihoods = [*({"word": word, "said_by": "a"} for word in LIKELIHOOD.terms), {"range": [12.5, 60], "said_by": "a"}]
    found = [
        make(Risk, f"{number}", title="Ω", likelihood=likelihood, impact=levels, evidence=EVIDENCE, record_so_far=so_far, history=history)
        for number, likelihood in enumerate(likelihoods)
        for so_far in ({"status": "realised", "on": "2025-03", "because": "Ω", "evidence": EVIDENCE}, {"status": "not-realised"})
        for history in ([{"on": "2025-04", "what": "Ω"}],)
    ]
    bare = make(Risk, "bare", title="Ω")
    partly = make(Risk, "partly", title="Ω", record_so_far={"status": "partly", "on": "2025", "because": "Ω", "evidence": []})
    shown = [[], [bare], [*found, bare, partly]]
    assert wrong(risk_matrix(risks, names=greek, where=nowhere) for risks in shown) == []


def test_scenarios(make: Make) -> None:
    states: tuple[tuple[str, dict[str, str]], ...] = (
        ("seen", {"on": "2025-03-01"}),
        ("not-seen", {"on": "2025-03-01"}),
        ("open", {"due": "2025-01"}),
        ("open", {}),
    )
    told = {"title": "Ω", "summary": "Ω"}
    posts = [
        {"id": f"{number}", "text": "Ω", "points_to": to, "state": state, **fields}
        for number, ((state, fields), to) in enumerate((one, to) for to in (["1"], ["1", "2"], ["toward", "away"]) for one in states)
    ]
    shown = [[], [posts[0]], posts[1:3], [posts[0], posts[4]], [posts[0], *posts[5:]], posts]
    scenarios = [[make(Scenario, "1", signposts=some, **told), make(Scenario, "2", **told)] for some in shown]
    assert wrong(signposts(one, where=nowhere, today=TODAY) for one in scenarios) == []
    given = {"word": "likely", "said_by": "a", "on": "2025-01"}
    ended = [
        make(Scenario, "1", likelihood=likelihood, resolution={"on": "2025-06", "outcome": outcome, "because": "Ω", "evidence": []}, **told)
        for outcome in ("occurred", "did-not-occur", "Ω")
        for likelihood in (given, {"range": [10, 20.5], "said_by": "a", "on": "2025"}, {"word": "likely", "said_by": "a"}, None)
    ]
    resolved = [[], ended[:1], ended[4:5], ended, ended[3:4]]
    assert wrong(forecast_scores(scenario_scores(one), names=greek, where=nowhere) for one in resolved) == []


def test_votes(make: Make) -> None:
    ballots = ("yes", "no", "abstain", "absent")
    told = {"title": "Ω", "text": "Ω", "body": "ω"}
    found = [
        make(Vote, f"{number}", ballots={"1": one, "2": other, "3": "yes"}, outcome="Ω" if number % 2 else None, **told)
        for number, (one, other) in enumerate((one, other) for one in ballots for other in ballots)
    ]
    fixed = [make(Vote, f"{number}", ballots={"1": "yes", "2": "yes", "3": "no"}, **told) for number in range(3)]
    shown = [[], found[:1], found[:3], found, found[:7], fixed, [*fixed, *found[1:2]]]
    assert wrong(vote_ledger(votes, names=greek, where=nowhere, actors=["1", "2", "9"]) for votes in shown) == []
    assert wrong(vote_agreement(votes, focal, names=greek, relation=apart) for votes in shown for focal in "123") == []


def test_cards() -> None:
    assert unsaid([Card("ω", "", "Ω", "", "", "", "Ω").words]) == []
