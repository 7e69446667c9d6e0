"""The kinds of record that editors write, one module a section, and the table of what pages, search and navigation know of each."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from generator.language import N_
from generator.model.records.actors import Actor
from generator.model.records.acts import Act
from generator.model.records.base import Record
from generator.model.records.claims import Claim
from generator.model.records.costs import Cost
from generator.model.records.drivers import Driver
from generator.model.records.events import Event
from generator.model.records.explainers import Explainer
from generator.model.records.places import Place
from generator.model.records.risks import Risk
from generator.model.records.scenarios import Scenario
from generator.model.records.section import Section, SectionWords, checked, kinds_of
from generator.model.records.sources import Source
from generator.model.records.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Mapping

NAVIGATION: Final[Mapping[str, str]] = {
    "index.md": N_("Home"),
    "explainers/index.md": N_("Explainers"),
    "timeline.md": N_("Timeline"),
    "alignment.md": N_("Alignment"),
    "claims/index.md": N_("Claims"),
    "actors/index.md": N_("Actors"),
    "places/index.md": N_("Places"),
    "sources/index.md": N_("Sources"),
    "costs-and-risks.md": N_("Costs and risks"),
    "scenarios.md": N_("Scenarios"),
    "method.md": N_("Method"),
    "about.md": N_("About"),
}
"""The pages to which every page leads, in order, each with its label as a message. One whose sections have no record is left out."""
TABLE: Final = checked(
    (
        Section(Explainer, SectionWords(N_("explainer"), N_("Explainers"), N_("Retired explainer")), "explainers/index.md"),
        Section(Actor, SectionWords(N_("actor"), N_("Actors"), N_("Retired actor")), "actors/index.md"),
        Section(Source, SectionWords(N_("source"), N_("Sources"), N_("Retired source")), "sources/index.md"),
        Section(Event, SectionWords(N_("event"), N_("Events"), N_("Retired event")), "timeline.md"),
        Section(Place, SectionWords(N_("place"), N_("Places"), N_("Retired place")), "places/index.md"),
        Section(Claim, SectionWords(N_("claim"), N_("Claims"), N_("Retired claim")), "claims/index.md"),
        Section(Act, SectionWords(N_("act"), N_("Acts"), N_("Retired act")), "alignment.md", of_two=attrgetter("pair"), drops_retired=True),
        Section(Vote, SectionWords(N_("vote"), N_("Votes"), N_("Retired vote")), "alignment.md"),
        Section(Cost, SectionWords(N_("cost"), N_("Costs"), N_("Retired cost")), "costs-and-risks.md"),
        Section(Risk, SectionWords(N_("risk"), N_("Risks"), N_("Retired risk")), "costs-and-risks.md"),
        Section(Driver, SectionWords(N_("driver"), N_("Drivers"), N_("Retired driver")), "scenarios.md"),
        Section(Scenario, SectionWords(N_("scenario"), N_("Scenarios"), N_("Retired scenario")), "scenarios.md"),
    ),
    NAVIGATION,
    kinds_of(Record),
)
"""Every section, in the order in which they are shown: model, what records are called, the page of all, which names the module of them."""

BY_SECTION: Final[Mapping[str, type[Record]]] = {row.name: row.model for row in TABLE}
"""The model of every section, by its name."""
SECTIONS: Final = tuple(BY_SECTION.values())
"""The model of every section."""
_ROWS: Final = {row.name: row for row in TABLE}


def section_of(of: Record | type[Record]) -> Section:
    """Return what is known of the section of a record, or of a model."""
    return _ROWS[of.section]
