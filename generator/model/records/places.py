"""Places: where something is or happened, how exactly that is known, and how far something reaches from there."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.language import N_
from generator.model.records.base import Part, RefersTo
from generator.model.records.shared import Change, Correctable, Evidences
from generator.model.records.values import NUMBER_PATTERN, AtLeastOne, Many, PlainNumber, Prose, Text
from generator.text import as_seen

FARTHEST: Final = 20_015
"""Half the way around the earth, in kilometres: nothing is farther off."""
_BOUNDS: Final = {"latitude": 90, "longitude": 180}
_SIDES: Final = {"latitude": "NS", "longitude": "EW"}
_UNITS: Final = re.compile(r"[°º˚:'\"′″’”]|\b(?:deg|min|sec)\b|(?<=[0-9])[dm](?=[0-9])", re.IGNORECASE)
_WRITTEN: Final = re.compile(
    r"(?P<before>[NSEW]?)\s*(?P<sign>[-+]?)(?P<degrees>[0-9]{1,3}(?:[.,][0-9]+)?)"
    r"(?:\s+(?P<minutes>[0-9]{1,2}(?:[.,][0-9]+)?))?(?:\s+(?P<seconds>[0-9]{1,2}(?:[.,][0-9]+)?))?\s*(?P<after>[NSEW]?)"
)


def _as_degrees(text: str, name: str) -> Decimal | None:
    """Return decimal degrees of a latitude or a longitude in another form: with a comma, a side of the world, minutes and seconds."""
    found = _WRITTEN.fullmatch(_UNITS.sub(" ", as_seen(text)).strip().upper())
    if found is None:
        return None
    whole, minutes, seconds = (Decimal((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds"))
    side = found["before"] or found["after"]
    degrees = round(whole + minutes / 60 + seconds / 3600, 4)
    if (side and side not in _SIDES[name]) or degrees > _BOUNDS[name]:
        return None
    return -degrees if found["sign"] == "-" or side in ("S", "W") else degrees


class _Degrees:
    """Takes a latitude or a longitude in decimal degrees."""

    def __init__(self, name: Literal["latitude", "longitude"]) -> None:
        self._name = name

    def __call__(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        name, bound = self._name, _BOUNDS[self._name]
        if not NUMBER_PATTERN.fullmatch(value):
            meant = _as_degrees(value, name)
            hint = f"write {meant.normalize():f}" if meant is not None else self._hint_for(value)
            raise PydanticCustomError("bad_position", "'{value}' is not a {name} in decimal degrees", self._context(value, hint))
        if abs(Decimal(value)) > bound:
            is_other = name == "latitude" and abs(Decimal(value)) <= _BOUNDS["longitude"]
            hint = "is it the longitude? The latitude says how far north, the longitude how far east" if is_other else ""
            context = self._context(value, hint or f"write a number from -{bound} to {bound}")
            raise PydanticCustomError("bad_position", "no {name} is {value}: it is at most {bound}", context | {"bound": bound})
        return value

    def _context(self, value: str, hint: str) -> dict[str, object]:
        return {"value": value, "name": self._name, "hint": hint}

    def _hint_for(self, value: str) -> str:
        other = "longitude" if self._name == "latitude" else "latitude"
        if _as_degrees(value, other) is not None:
            return f"is it the {other}? A {self._name} goes {' or '.join(_SIDES[self._name])}"
        parts = [part for part in re.split(r"[,;]\s+|\s+", value.strip()) if part]
        if len(parts) == len(_BOUNDS) and all(map(NUMBER_PATTERN.fullmatch, parts)):
            return f"write 'latitude: {parts[0]}' and 'longitude: {parts[1]}' on lines of their own"
        return "write a number with a point: 33.7; south and west are below zero: -33.7"


Latitude = Annotated[Decimal, BeforeValidator(_Degrees("latitude")), Field(allow_inf_nan=False, max_digits=12)]
Longitude = Annotated[Decimal, BeforeValidator(_Degrees("longitude")), Field(allow_inf_nan=False, max_digits=12)]
Kilometres = Annotated[Decimal, PlainNumber, Field(allow_inf_nan=False, max_digits=12, gt=0, le=FARTHEST)]

PlaceList = Annotated[tuple[Annotated[str, RefersTo(("places",), N_("What is on record there"))], ...], Many]
"""The places that a record names."""


class Range(Part):
    """How far something reaches, as somebody states it, drawn around the place in whose record it stands."""

    title: Text
    """What reaches so far, in a few words."""
    km: Kilometres
    """How far, in kilometres; where two figures are stated, the lower one."""
    km_high: Kilometres | None = None
    """The higher figure, where two are stated."""
    said_by: Annotated[tuple[Annotated[str, RefersTo(("actors", "sources"), N_("Ranges stated"), words=True)], ...], Many, AtLeastOne]
    """Who states it: an actor, a source, or words."""
    to: Annotated[tuple[Annotated[str, RefersTo(("places",), N_("Distances to it"))], ...], Many] = ()
    """The places whose distance is told beside it."""
    contested: Prose | None = None
    """What about it is disputed; it is drawn dashed."""
    note: Prose | None = None
    """What a reader should know about it."""
    evidence: Evidences
    """What it rests on."""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.km_high is not None and self.km_high <= self.km:
            raise PydanticCustomError("reversed_range", "the distances of a range go up: km, km_high")
        return self


class Place(Correctable):
    """A place on earth."""

    section: ClassVar[str] = "places"
    singular: ClassVar[str] = "place"
    dated: ClassVar[tuple[str, ...]] = ()
    search_first: ClassVar[tuple[str, ...]] = ("summary",)

    name: Text
    """What readers know it by."""
    aliases: Annotated[tuple[Text, ...], Many] = ()
    """Other names and spellings."""
    kind: Literal["settlement", "site", "military-site", "crossing", "waters", "region"]
    """What sort of place it is. A settlement is a city, town or village; a site is a building or works; waters are a sea or a strait."""
    latitude: Latitude
    """How far north of the equator, in decimal degrees, -90 to 90; south is below zero."""
    longitude: Longitude
    """How far east of Greenwich, in decimal degrees, -180 to 180; west is below zero."""
    known: Literal["exact", "town", "area", "disputed"]
    """How exactly: the spot itself; the town it lies in; an area with that middle; or sources differ on where it is."""
    radius_km: Kilometres | None = None
    """How far the area reaches from its middle, where 'known' is 'area'."""
    contested: Prose | None = None
    """What is disputed about where it is; needed where 'known' is 'disputed'."""
    summary: Prose | None = None
    """What a reader needs to know about it."""
    ranges: Annotated[tuple[Range, ...], Many] = ()
    """Distances from it that somebody states."""
    evidence: Evidences
    """What the position rests on."""
    history: Annotated[tuple[Change, ...], Many] = ()
    """How the world changed it."""

    @property
    def position(self) -> tuple[float, float]:
        """Its latitude and longitude, in degrees."""
        return float(self.latitude), float(self.longitude)
