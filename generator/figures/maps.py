"""Maps: where things happened."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.derive.places import when_of
from generator.figures.earth import middle
from generator.figures.figure import Column, Figure, Grid, Mark, Plot, Row, Sign, Table, Text, line, muted, nothing
from generator.figures.periods import dated
from generator.figures.standing import status_word
from generator.figures.strips import days_of
from generator.language import N_, _, ngettext, numeral
from generator.language.sentences import clause_list, comma_list, in_a_drawing
from generator.vocabularies.names import KNOWN, PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.derive.places import Stop
    from generator.figures.context import FigureContext
    from generator.figures.figure import Cell, Glyph, Line, Value
    from generator.records import Place

_LOOKS: Final = {
    "exact": N_("Square: the spot itself is known."),
    "town": N_("Circle: the town is known, not the spot."),
    "area": N_("Dashed circle: somewhere in an area, of which the mark is the middle."),
    "disputed": N_("Dashed square: where it is is disputed."),
}
_SQUARE: Final = frozenset({"exact", "disputed"})
_DOUBTFUL: Final = frozenset({"area", "disputed"})
_MOST: Final = 4
"""The most of what happened at one place that a map lists; the page of the place lists all."""
_BARS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def map_figure(stops: Sequence[Stop], context: FigureContext, *, whole: bool = False) -> Figure:
    """Return places on a map, numbered from west to east, with a list of what is on record at each.

    Args:
        stops: The places.
        context: Names and addresses.
        whole: Whether all that is on record at a place is listed, or only the first of it.
    """
    if not stops:
        return nothing("fig-map", _("No place is on record"))
    stops = _eastward(stops)
    places = [stop.place for stop in stops]
    columns = Column(_("Where"), width=15), Column(_("What is on record there"))
    rows = tuple(
        Row((name_of(stop.place, number, context), _told(stop, context, None if whole else _MOST))) for number, stop in enumerate(stops, 1)
    )
    order = _("The numbers run from west to east; the list names the places.")
    heads = [_("Place"), _("Kind"), _("Latitude"), _("Longitude"), _("How exactly known"), _("What"), _("When"), "EDTF"]
    days = days_of(when for stop in stops for one in stop.records if (when := when_of(one)))
    return Figure(
        "fig-map",
        _headline(stops),
        dated(ngettext("{number} place", "{number} places", len(stops)), days),
        (plot_of(places, [], context), Grid(columns, rows)),
        " ".join([*([order] if len(stops) > 1 else []), *notes_on(places)]),
        Table(heads, [values for stop in stops for values in _values(stop)]),
        wide=True,
    )


def _headline(stops: Sequence[Stop]) -> str:
    fullest, *others = sorted(stops, key=lambda stop: -len(stop.records))
    if not others:
        return _("Where it is: {place}", place=fullest.place.name)
    entries = len({one.key for stop in stops for one in stop.records})
    if len(others[0].records) == len(fullest.records):
        return _("Places on record")
    counts = {"most": numeral(f"{len(fullest.records):,}"), "number": numeral(f"{entries:,}")}
    return _("Most is on record at {place}: {most} of {number}", place=fullest.place.name, **counts)


def _eastward(stops: Sequence[Stop]) -> list[Stop]:
    """Return places from west to east, beginning where a map with all of them in its middle begins."""
    (_unused, centre), _unused2 = middle([stop.place.position for stop in stops])
    return sorted(stops, key=lambda stop: ((stop.place.position[1] - centre + 180) % 360, -stop.place.position[0], stop.place.id))


def name_of(place: Place, number: int, context: FigureContext) -> Cell:
    """Return a place with its mark, its name, and what it is and how exactly that is known where it is more than a town."""
    glyph: Glyph = "square" if place.known in _SQUARE else "circle"
    label = comma_list([place.name, _(KNOWN[place.known])])
    mark = Mark(label, None, "accent", glyph, place.known in _DOUBTFUL, str(number))
    words = [
        *([_(PLACE_KINDS[place.kind])] if place.kind != "settlement" else []),
        *([_(KNOWN[place.known])] if place.known != "town" else []),
    ]
    named = line(mark, " ", Text(place.name, context.where(place), "strong"))
    return (named, line(Text(clause_list(words), emphasis="muted"))) if words else (named,)


def _told(stop: Stop, context: FigureContext, most: int | None) -> Cell:
    lines: list[Line] = []
    for one in stop.records[:most]:
        when = when_of(one)
        date = [Text(f"{when.words()} ", emphasis="muted")] if when else []
        disputed = getattr(one, "contested", None) or "disputed" in (getattr(one, "standing", ""), getattr(one, "status", ""))
        doubt: Line = (Text(" "), Sign("disputed", status_word("disputed"), alone=True)) if disputed else ()
        lines.append(line(*date, Text(one.label, context.where(one)), *doubt))
    if not lines:
        lines.append(line(muted(_("No event, act or cost is on record here"))))
        lines += [line(muted(_("Stated range: {what}", what=reach.title))) for reach in stop.place.ranges]
    elif left := len(stop.records) - len(lines):
        lines.append(line(Text(ngettext("{number} more", "{number} more", left), context.where(stop.place))))
    return tuple(lines)


def _values(stop: Stop) -> list[list[Value]]:
    place = stop.place
    told: list[Value] = [place.name, _(PLACE_KINDS[place.kind]), place.latitude, place.longitude, _(KNOWN[place.known])]
    dated = [(one.label, when_of(one)) for one in stop.records]
    return [[*told, label, *((when.words(), when.text) if when else ("", ""))] for label, when in dated] or [[*told, "", "", ""]]


def notes_on(places: Sequence[Place]) -> list[str]:
    """Return how to read a map, and what it cannot say."""
    known = {place.known for place in places}
    looks = [_(words) for look, words in _LOOKS.items() if look in known]
    return [
        *(looks if known != {"town"} else [_("Each mark stands for a town, not for a spot in it.")]),
        _("Coasts and borders: Natural Earth, 1:110 million, public domain."),
        _("Borders decide nothing here; dashed are those that Natural Earth calls disputed, indefinite or lines of control."),
    ]


def plot_of(places: Sequence[Place], circles: Sequence[dict[str, object]], context: FigureContext) -> Plot:
    """Return a map of places, numbered from 1, and of circles around places, with words or without, doubtful or not."""
    marks = [
        spot_of(place) | {"number": number, "known": place.known, "key": place.id, "said": f"{number}. {place.name}"}
        for number, place in enumerate(places, 1)
    ]
    areas = [spot_of(place) | {"km": float(place.radius_km), "label": "", "doubt": True} for place in places if place.radius_km]
    bars = [[km, in_a_drawing(km_words(km))] for km in _BARS]
    data: dict[str, object] = {"marks": marks, "circles": [*circles, *areas], "bars": bars}
    words = tuple(str(one["label"]) for one in circles)
    return Plot("map", data, {place.id: context.where(place) for place in places}, words)


def spot_of(place: Place) -> dict[str, object]:
    """Return where a place is, for a drawing."""
    return {"lat": place.position[0], "lon": place.position[1]}


def km_words(km: Decimal | int) -> str:
    """Return a distance in words, to the digit to which it is given: '2,750 km'."""
    return _("{number} km", number=numeral(f"{Decimal(km).normalize():,f}"))
