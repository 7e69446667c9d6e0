"""Places: where something is or happened, how exactly that is known, and how far something reaches from there."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.language import N_
from generator.model.records.base import Part, Record, RefersTo
from generator.model.records.shared import Change, Evidences
from generator.model.records.values import NUMBER_PATTERN, AtLeastOne, Many, PlainNumber, Prose, Text, refusal

FARTHEST: Final = 20_015
"""Half the circumference of the earth, in kilometres: nothing is farther off."""


def _degrees(name: str, most: int, value: object) -> object:
    """Validate a latitude or longitude in decimal degrees."""
    if isinstance(value, str) and not (NUMBER_PATTERN.fullmatch(value) and abs(Decimal(value)) <= most):
        message = "'{value}' is not a {name} in decimal degrees, from -{most} to {most}"
        meant = value.replace(",", ".")
        is_number = NUMBER_PATTERN.fullmatch(meant) and abs(Decimal(meant)) <= most
        hint = f"write {meant}" if is_number else "write a decimal number: 33.7; south and west are negative: -33.7"
        raise refusal("bad_position", message, value=value, name=name, most=most, hint=hint)
    return value


Latitude = Annotated[Decimal, BeforeValidator(partial(_degrees, "latitude", 90)), Field(allow_inf_nan=False, max_digits=12)]
Longitude = Annotated[Decimal, BeforeValidator(partial(_degrees, "longitude", 180)), Field(allow_inf_nan=False, max_digits=12)]
Kilometres = Annotated[Decimal, PlainNumber, Field(allow_inf_nan=False, max_digits=12, gt=0, le=FARTHEST)]
PlaceList = Annotated[tuple[Annotated[str, RefersTo(("places",), N_("What is on record there"))], ...], Many]
"""The ids of the places that a record names."""


class Range(Part):
    """How far something reaches, as somebody states it, drawn around the place in whose record it stands."""

    title: Text
    """What reaches so far, in a few words."""
    km: Kilometres
    """How far, in kilometres; if two figures are stated, the lower one."""
    km_high: Kilometres | None = None
    """The higher figure, if two are stated."""
    said_by: Annotated[tuple[Annotated[str, RefersTo(("actors", "sources"), N_("Ranges stated"), words=True)], ...], Many, AtLeastOne]
    """Who states it: an actor, a source, or free text."""
    to: Annotated[tuple[Annotated[str, RefersTo(("places",), N_("Distances to it"))], ...], Many] = ()
    """The places whose distance is shown next to it."""
    contested: Prose | None = None
    """What about it is disputed; it is drawn dashed."""
    note: Prose | None = None
    """What a reader should know about it."""
    evidence: Evidences
    """The evidence for it."""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.km_high is not None and self.km_high <= self.km:
            raise refusal("reversed_range", "the distances of a range must be in ascending order: km, km_high")
        return self


class Place(Record, section="places", singular="place", dated=(), search_first=("summary",)):
    """A place on earth."""

    name: Text
    """What readers know it by."""
    aliases: Annotated[tuple[Text, ...], Many] = ()
    """Other names and spellings."""
    kind: Literal["settlement", "site", "military-site", "crossing", "waters", "region"]
    """What sort of place it is. A settlement is a city, town or village; a site is a building or works; waters are a sea or a strait."""
    latitude: Latitude
    """How far north of the equator, in decimal degrees, -90 to 90; south is negative."""
    longitude: Longitude
    """How far east of Greenwich, in decimal degrees, -180 to 180; west is negative."""
    known: Literal["exact", "town", "area", "disputed"]
    """How exactly it is known: the spot itself; the town it is in; an area with that centre; or sources differ on where it is."""
    radius_km: Kilometres | None = None
    """The radius of the area, if 'known' is 'area'."""
    contested: Prose | None = None
    """What is disputed about where it is; required if 'known' is 'disputed'."""
    summary: Prose | None = None
    """What a reader needs to know about it."""
    ranges: Annotated[tuple[Range, ...], Many] = ()
    """Distances from it that somebody states."""
    evidence: Evidences
    """Evidence for the position."""
    history: Annotated[tuple[Change, ...], Many] = ()
    """Changes in the world that affect it."""

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude, in degrees."""
        return float(self.latitude), float(self.longitude)
