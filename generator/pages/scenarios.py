"""The page of where it may go: what pushes, the paths, and the signposts that are ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.derive.scenario_scores import scenario_scores
from generator.figures.scale import commas
from generator.language import message, say
from generator.pages import figures
from generator.pages.blocks import Mark, mentions, status_mark
from generator.pages.citations import Citations, SourceEntry
from generator.pages.costs_and_risks import likelihood_words
from generator.pages.foot import Foot, foot_at
from generator.pages.page import Link, Page, Ref, Rich
from generator.pages.words import row_of
from generator.records import Driver, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.pages.desk import Desk
    from generator.records.scenarios import Resolution, Signpost
    from generator.records.shared import Evidence

PATH = "scenarios.md"


@dataclass(frozen=True, slots=True)
class DriverView:
    """Something that pushes."""

    anchor: str
    link: Link
    actor: Rich
    others: Rich
    direction: str
    summary: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[Ref, ...]
    foot: Foot | None


@dataclass(frozen=True, slots=True)
class SignpostView:
    """A signpost with its state."""

    mark: Mark
    text: str
    on: str
    due: str
    points_to: Rich
    note: Rich
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A path the story may take."""

    anchor: str
    link: Link
    proposed_by: Rich
    likelihood: str
    said_by: Rich
    given: str
    horizon: str
    summary: Rich
    retired: Rich
    mentions: Rich
    so_far: Rich
    assumptions: Sequence[Rich]
    signposts: Sequence[SignpostView]
    resolution: str
    because: Rich
    resolved_by: tuple[Ref, ...]
    """The marks of the evidence for how it ended."""
    refs: tuple[Ref, ...]
    foot: Foot | None


@dataclass(frozen=True, slots=True)
class ScenariosView:
    """What the page of scenarios shows."""

    toward: Sequence[DriverView]
    away: Sequence[DriverView]
    figure: str
    scenarios: Sequence[ScenarioView]
    unresolved: int
    """How many of the standing scenarios are not resolved."""
    scores: str
    """How well those resolved had been forecast; nothing where none is."""
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of scenarios."""
    here = desk.at(PATH)
    drivers, scenarios = here.corpus.all(Driver), here.corpus.all(Scenario)
    citations = Citations(here, [*(one for driver in drivers for one in driver.evidence), *scenario_evidence(scenarios)])
    views = [driver_view(here, driver, citations) for driver in drivers]
    scored = scenario_scores(scenarios)
    view = ScenariosView(
        [one for one in views if one.direction == "toward"],
        [one for one in views if one.direction == "away"],
        figures.signposts(here, scenarios, citations=citations) if any(one.signposts for one in scenarios) else "",
        [scenario_view(here, scenario, citations) for scenario in scenarios],
        sum(one.resolution is None and one.retired is None for one in scenarios),
        figures.scores(here, scored) if scored.scored or scored.unscored else "",
        citations.entries,
    )
    described = say("What pushes which way, the paths the story may take, and what has been seen of each.")
    yield Page(PATH, "scenarios", say("Scenarios"), described, "scenarios.md.j2", view)


def scenario_evidence(scenarios: Iterable[Scenario]) -> list[Evidence]:
    """Return the evidence of scenarios, their signposts and their resolutions, in order."""
    return [one for scenario in scenarios for one in (*scenario.evidence, *(found for part in _parts(scenario) for found in part.evidence))]


def _parts(scenario: Scenario) -> Sequence[Signpost | Resolution]:
    return (*scenario.signposts, scenario.resolution) if scenario.resolution else scenario.signposts


def driver_view(desk: Desk, driver: Driver, citations: Citations) -> DriverView:
    """Return a driver as a page shows it."""
    return DriverView(
        f"driver-{driver.id}",
        desk.link(driver),
        citations.voices(driver.actor),
        citations.voices(driver.with_),
        driver.direction,
        desk.rich(driver.summary, citations),
        desk.retired(driver),
        mentions(desk, driver),
        citations.refs(driver.evidence),
        foot_at(desk, driver),
    )


_WAYS: Final = {"toward": message("toward"), "away": message("away")}
"""The ways to which a signpost may point in place of a scenario."""


def _target(desk: Desk, target: str) -> Link | str:
    return say(_WAYS[target]) if target in _WAYS else desk.voice(target, Scenario.section)


def scenario_view(desk: Desk, scenario: Scenario, citations: Citations) -> ScenarioView:
    """Return a scenario as a page shows it."""
    signposts = [
        SignpostView(
            status_mark(one.state),
            one.text,
            one.on.words() if one.on else "",
            one.due.words() if one.due else "",
            row_of(_target(desk, target) for target in one.points_to if target != scenario.id),
            desk.rich(one.note, citations),
            citations.refs(one.evidence),
        )
        for one in scenario.signposts
    ]
    resolution = scenario.resolution
    return ScenarioView(
        f"scenario-{scenario.id}",
        desk.link(scenario),
        citations.voices(scenario.proposed_by),
        likelihood_words(scenario.likelihood) if scenario.likelihood else "",
        citations.voices(scenario.likelihood_said_by),
        scenario.likelihood.on.words() if scenario.likelihood and scenario.likelihood.on else "",
        scenario.horizon.words() if scenario.horizon else "",
        desk.rich(scenario.summary, citations),
        desk.retired(scenario),
        mentions(desk, scenario),
        desk.rich(scenario.so_far, citations),
        [desk.rich(one, citations) for one in scenario.assumptions],
        signposts,
        commas([resolution.outcome_words, resolution.on.words()]) if resolution else "",
        desk.rich(resolution.because if resolution else None, citations),
        citations.refs(resolution.evidence) if resolution else (),
        citations.refs(scenario.evidence),
        foot_at(desk, scenario),
    )
