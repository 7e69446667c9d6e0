"""Actors: who acts, claims, pays or is acted upon."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.language import N_
from generator.model.records.base import Part, Record, RefersTo
from generator.model.records.shared import Evidences
from generator.model.records.values import Many, Prose, Text, When


class Role(Part):
    """An office or function that an actor held."""

    title: Text
    """The office: 'Foreign minister'."""
    of: Annotated[str, RefersTo(("actors",), N_("Offices"), words=True)] | None = None
    """The actor in or for which the office is held: an actor's id, or words."""
    when: When | None = None
    """From when to when: '2024-03/..'."""


class Identifiers(Part):
    """The actor's ids elsewhere."""

    wikidata: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    """The Wikidata item, as 'Q843'."""
    iso3166: Annotated[str, Field(pattern=r"^[A-Z]{2,3}$")] | None = None
    """The ISO 3166-1 code of a state, two or three capitals."""


class Actor(Record, section="actors", singular="actor", dated=(), search_first=("description",)):
    """A state, person, organisation, bloc or group."""

    name: Text
    """The name readers know."""
    sort_as: Text | None = None
    """What it is filed under in the index from A to Z, where that is not its name: 'Bagge, Ona'."""
    kind: Literal["state", "person", "organisation", "bloc", "group"]
    """What the actor is. A bloc is a group of states."""
    short: Annotated[Text, Field(max_length=6)] | None = None
    """Three or four letters for narrow places; made from the name if left out."""
    aliases: Annotated[tuple[Text, ...], Many] = ()
    """Other names and spellings, for search; the name with a small first letter or a small word before it is how sentences have it."""
    part_of: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Members"))], ...], Many] = ()
    """The actors to which this one belongs: a person's state, a state's bloc."""
    roles: Annotated[tuple[Role, ...], Many] = ()
    """Offices held, newest first."""
    identifiers: Identifiers = Identifiers()
    """Ids elsewhere."""
    description: Prose | None = None
    """Who this is, in one or two sentences."""
    evidence: Evidences = ()
    """What the description and the roles rest on."""

    @property
    def within(self) -> str:
        """Its name within a sentence, as 'the author of the letter' of 'Author of the letter'."""
        name, small = self.name.lower(), (alias for alias in self.aliases if alias[:1].islower())
        return next((alias for alias in small if alias.lower() in (name, f"{alias.split()[0]} {name}")), self.name)
