"""The page of scenarios: drivers, scenarios and their signposts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import scenario_scores
from generator.figures import likelihood_words, status_sign
from generator.language import N_, _, comma_list
from generator.model import Driver, Scenario
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Page, View, row_of
from generator.site.parts import anchors_of, in_parts
from generator.site.record_actions import shared_view
from generator.site.shared_pages import SCENARIOS, scenarios_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.parts import ListPart


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of scenarios, split into pages of drivers and of scenarios if too long."""
    described = _("What pushes which way, the paths the story may take, and what has been seen of each.")
    page = Page(SCENARIOS, "scenarios", _("Scenarios"), described, "scenarios.md.j2", None)
    yield from in_parts(context, page, scenarios_lists(context.corpus), _view, anchors=anchors_of, title_of=lambda item: item.title)


def _view(here: PageContext, part: ListPart, drivers: Sequence[Driver], scenarios: Sequence[Scenario]) -> View:
    parts = (part for scenario in scenarios for part in (scenario, *scenario.signposts, scenario.resolution) if part)
    citations = Citations(here, [piece for part in (*drivers, *parts) for piece in part.evidence])
    views = [driver_view(here, driver, citations) for driver in drivers]
    scored = scenario_scores(here.corpus.all(Scenario))
    return View(
        part=part,
        **{way: [driver for driver in views if driver.direction == way] for way in ("toward", "away", "both")},
        figure=figures.signposts(here, scenarios, citations=citations) if any(scenario.signposts for scenario in scenarios) else None,
        scenarios=[scenario_view(here, scenario, citations) for scenario in scenarios],
        unresolved=0 if part.label else sum(item.resolution is None and item.retired is None for item in here.corpus.all(Scenario)),
        scores=figures.scores(here, scored) if (scored.scored or scored.unscored) and not part.label else None,
        sources=citations.entries,
    )


def driver_view(context: PageContext, driver: Driver, citations: Citations) -> View:
    """Return the view of a driver."""
    return shared_view(
        context,
        driver,
        citations,
        actor=citations.voices(driver.actor),
        others=citations.voices(driver.with_),
        direction=driver.direction,
    )


_WAYS: Final = {"toward": N_("toward"), "away": N_("away")}
"""The directions that a signpost may point to instead of a scenario."""


def scenario_view(context: PageContext, scenario: Scenario, citations: Citations) -> View:
    """Return the view of a scenario."""
    signposts = [
        View(
            mark=status_sign(signpost.state_on(context.facts.today)),
            text=signpost.text,
            on=signpost.on.words() if signpost.on else "",
            due=signpost.due.words() if signpost.due else "",
            points_to=row_of(
                _(_WAYS[target]) if target in _WAYS else context.voice(target, Scenario.section)
                for target in signpost.points_to
                if target != scenario.id
            ),
            note=context.rich(signpost.note, citations),
            refs=citations.refs(signpost.evidence),
        )
        for signpost in scenario.signposts
    ]
    resolution = scenario.resolution
    return shared_view(
        context,
        scenario,
        citations,
        proposed_by=citations.within(scenario.proposed_by),
        likelihood=likelihood_words(scenario.likelihood) if scenario.likelihood else "",
        said_by=citations.within(scenario.likelihood_said_by),
        given=scenario.likelihood.on.words() if scenario.likelihood and scenario.likelihood.on else "",
        horizon=scenario.horizon.words() if scenario.horizon else "",
        so_far=context.rich(scenario.so_far, citations),
        assumptions=[context.rich(text, citations) for text in scenario.assumptions],
        signposts=signposts,
        resolution=comma_list([resolution.outcome_words, resolution.on.words()]) if resolution else "",
        because=context.rich(resolution.because if resolution else None, citations),
        resolved_by=citations.refs(resolution.evidence) if resolution else (),
    )
