"""The page of components: every mark, note, card, row, table and figure in every state, for who changes their look.

What it shows is a sample of no case, made from the vocabularies in force and put out by the macros that all pages use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, Table, html_of
from generator.charts.markup import nothing
from generator.derive.changes import changes
from generator.derive.timeline import timeline
from generator.evidence.proofs import proved_on
from generator.language import say
from generator.pages import figures
from generator.pages.acts import act_rows, in_order
from generator.pages.blocks import Mark, Sides, change_rows, claim_row, row_of, stance_mark, status_mark
from generator.pages.costs_and_risks import risk_view
from generator.pages.desk import Citations
from generator.pages.marks import PROOFS, STATES
from generator.pages.page import Link, Page
from generator.pages.sample import HERE, showcase
from generator.pages.scenarios import driver_view, scenario_view
from generator.pages.ways import Beside
from generator.records import Act, Claim, Cost, Driver, Event, Risk, Scenario, Vote
from generator.records.shared import evidence_in
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, RELIABILITY, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.evidence.proofs import Proof
    from generator.pages.acts import ActRow
    from generator.pages.blocks import ChangeRow, ClaimRow
    from generator.pages.costs_and_risks import RiskView
    from generator.pages.desk import Desk, SourceEntry
    from generator.pages.page import Ref, Rich
    from generator.pages.sample import Showcase
    from generator.pages.scenarios import DriverView, ScenarioView

PATH = "components.md"
_PROOFS: Final = (*PROOFS, (replace(proved_on("2025-06-30", "0123456789ab", quoted=True), left_out=14), PROOFS[0][1]))
"""Every state of a proof with what it means, to be said; the first also as of an earlier day, of a shortened quotation."""


@dataclass(frozen=True, slots=True)
class ComponentsView:
    """What the page of components shows."""

    here: str
    marks: Sequence[tuple[str, Sequence[tuple[Mark, str]]]]
    proofs: Sequence[tuple[Proof, str]]
    grades: Sequence[tuple[str, str]]
    sides: Sides
    claims: Sequence[ClaimRow]
    changes: Sequence[ChangeRow]
    acts: Sequence[ActRow]
    risks: Sequence[RiskView]
    toward: Sequence[DriverView]
    away: Sequence[DriverView]
    scenario: ScenarioView
    figures: Sequence[tuple[str, str, str]]
    """Headings, with the classes and the HTML of a figure."""
    refs: Sequence[Ref]
    voices: Rich
    sources: Sequence[SourceEntry]
    beside: Beside


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of components."""
    view = _view(showcase(desk.at(PATH)))
    described = say("Every mark, note, card, row, table and figure in every state, with the names of their styles.")
    yield Page(PATH, "components", say("Components"), described, "components.md.j2", view)


def _view(desk: Showcase) -> ComponentsView:
    corpus = desk.corpus
    citations = Citations(desk, [one for record in corpus for one in evidence_in(record)])
    claims, acts = corpus.all(Claim), in_order(corpus.all(Act))
    drivers = [driver_view(desk, one, citations) for one in corpus.all(Driver)]
    return ComponentsView(
        HERE,
        _marks(),
        [(proof, say(means)) for proof, means in _PROOFS],
        [
            (one + two.id, say("{reliability}; {credibility}", reliability=RELIABILITY[one].label.lower(), credibility=two.label.lower()))
            for one, two in zip(RELIABILITY.terms, CREDIBILITY.terms.values(), strict=True)
        ],
        _sides(desk, claims[0]),
        [claim_row(desk, one, citations) for one in claims],
        change_rows(desk, changes(corpus)[:3]),
        act_rows(desk, acts, citations),
        [risk_view(desk, one, citations) for one in corpus.all(Risk)],
        [one for one in drivers if one.direction == "toward"],
        [one for one in drivers if one.direction == "away"],
        scenario_view(desk, corpus.all(Scenario)[0], citations),
        list(_figures(desk, claims, citations)),
        citations.refs(claims[0].evidence),
        row_of(desk.voices(("avalon", "brigid"))),
        citations.entries,
        Beside(Link(say("A record"), HERE), Link(say("The one after it"), HERE)),
    )


def _marks() -> list[tuple[str, Sequence[tuple[Mark, str]]]]:
    return [
        (say("Status of a claim: circles"), [(status_mark(one.id), one.means) for one in ASSESSMENTS.terms.values()]),
        (say("State of a cost, a risk or a signpost: circles"), [(status_mark(state), say(means)) for state, means in STATES.items()]),
        (say("Stance of an actor: triangles"), [(stance_mark(one.id), one.means) for one in STANCES.terms.values()]),
    ]


def _sides(desk: Showcase, claim: Claim) -> Sides:
    """Return cards of evidence in every state of proof; the words show which of them have words."""
    quoted, told, placed = (desk.card(one) for one in claim.evidence)
    cards = [
        replace(quoted if proof.mark in ("verified", "transcribed") else placed if proof.mark == "passage" else told, proof=proof)
        for proof, _ in _PROOFS
    ]
    cards[-1] = replace(cards[-1], quote=f"[...] {quoted.quote}")
    return Sides(cards[:2], cards[2:4], cards[4:])


def _figures(desk: Showcase, claims: Sequence[Claim], citations: Citations) -> Iterator[tuple[str, str, str]]:
    corpus = desk.corpus
    table = Table((say("What"), say("How much")), ((say("One"), "1"), (say("Other"), "2")))
    frame = Figure(
        "fig-frame",
        say("The headline says what was found"),
        say("Unit and period"),
        nothing(),
        say("How to read it, method and sources."),
        table,
    )
    yield say("Frame, with its data"), ".fig .fig__title .fig__sub .fig__note .fig__data", html_of(frame)
    yield say("Where one stands toward others"), ".spec .strip .dot .thin .hatch", figures.spectrum(desk, "avalon", "camelot")
    yield say("By issue and form"), ".mx .b-n2 .b-n1 .b-z .b-p1 .b-p2 .b-none .thin", figures.issues(desk, "avalon", "orkney")
    yield say("Who toward whom"), ".mx--actors .mx-list", figures.matrix(desk, "avalon")
    yield say("Both ways over time"), ".acts .lane", figures.relation(desk, "avalon", "camelot")
    yield (
        say("Events, dates of every kind"),
        ".tl .strip .bar .fade .maybe .frame .join",
        figures.timeline(desk, timeline(corpus, corpus.all(Event))),
    )
    yield say("Life of a claim"), ".life .life--list .lf", figures.life(desk, claims[0], citations)
    few = figures.life(desk, claims[1], citations).replace("fig-life", "fig-life-few")  # the second on this page
    yield say("Life of a claim of few steps"), ".life--1 to .life--6", few
    yield say("Claims as units"), ".units .unit .unit--none", figures.claims(desk, claims)
    yield say("Ranges"), ".cost .wh .hollow .cost-words", figures.costs(desk, corpus.all(Cost))
    yield say("Risks"), ".rk .rk--unjudged .rk-key", figures.risks(desk, corpus.all(Risk))
    yield say("Votes"), ".votes .bl--yes .bl--no .bl--abstain .bl--absent .bl--none", figures.votes(desk, corpus.all(Vote), "avalon")
    yield say("Signposts"), ".posts", figures.signposts(desk, corpus.all(Scenario))
