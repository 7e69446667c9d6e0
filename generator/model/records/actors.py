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
    """The actor in or for which the office is held: an actor's id, or free text."""
    when: When | None = None
    """The term of office: '2024-03/..'."""


class Identifiers(Part):
    """The actor's ids elsewhere."""

    wikidata: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    """The Wikidata item, as 'Q843'."""
    iso3166: Annotated[str, Field(pattern=r"^[A-Z]{2,3}$")] | None = None
    """The ISO 3166-1 code of a state, two or three capital letters."""


class Actor(Record, section="actors", singular="actor", dated=(), search_first=("description",)):
    """A state, person, organisation, bloc or group."""

    name: Text
    """The name readers know."""
    sort_as: Text | None = None
    """Name to sort it by in the A-Z index, if different: 'Bagge, Ona'."""
    kind: Literal["state", "person", "organisation", "bloc", "group"]
    """What the actor is. A bloc is a group of states."""
    short: Annotated[Text, Field(max_length=6)] | None = None
    """Abbreviation of three or four letters for small spaces; by default, made from the name."""
    aliases: Annotated[tuple[Text, ...], Many] = ()
    """Other names and spellings, for search; the name with a lower-case initial, or a lower-case word before it, is used in sentences."""
    part_of: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Members"))], ...], Many] = ()
    """The actors to which this one belongs: a person's state, a state's bloc."""
    roles: Annotated[tuple[Role, ...], Many] = ()
    """Offices held, newest first."""
    identifiers: Identifiers = Identifiers()
    """Ids elsewhere."""
    description: Prose | None = None
    """Who this is, in one or two sentences."""
    evidence: Evidences = ()
    """Evidence for the description and the roles."""

    @property
    def within(self) -> str:
        """Its name within a sentence, as 'the author of the letter' of 'Author of the letter'."""
        name, small = self.name.lower(), (alias for alias in self.aliases if alias[:1].islower())
        return next((alias for alias in small if alias.lower() in (name, f"{alias.split()[0]} {name}")), self.name)
