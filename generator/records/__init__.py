"""The kinds of record that editors write, one module a section."""

from __future__ import annotations

from typing import Final

from generator.records.actors import Actor
from generator.records.acts import Act
from generator.records.base import Record
from generator.records.claims import Claim
from generator.records.costs import Cost
from generator.records.drivers import Driver
from generator.records.events import Event
from generator.records.explainers import Explainer
from generator.records.places import Place
from generator.records.risks import Risk
from generator.records.scenarios import Scenario
from generator.records.sources import Source
from generator.records.votes import Vote

SECTIONS: Final[tuple[type[Record], ...]] = (
    Explainer,
    Actor,
    Source,
    Event,
    Place,
    Claim,
    Act,
    Vote,
    Cost,
    Risk,
    Driver,
    Scenario,
)
"""Every section, in the order in which they are shown."""

__all__ = [
    "SECTIONS",
    "Act",
    "Actor",
    "Claim",
    "Cost",
    "Driver",
    "Event",
    "Explainer",
    "Place",
    "Record",
    "Risk",
    "Scenario",
    "Source",
    "Vote",
]
