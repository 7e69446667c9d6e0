"""Map figures: where things happened, and stated ranges around places with the distances of other places."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.analysis import is_weak
from generator.figures.earth import distance_km, middle
from generator.figures.figure import Column, Figure, FigureText, Grid, Mark, Plot, Row, Sign, Table, cell, line, muted, nothing
from generator.figures.strips import days_of
from generator.figures.words import dated, status_word
from generator.language import _, clause_list, comma_list, in_a_drawing, ngettext, numeral, sentence_list
from generator.model import PLACE_KINDS, PLACE_PRECISION, Place, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.analysis import Located, Stop
    from generator.figures.figure import Cell, FigureContext, Glyph, Line, Value
    from generator.model import Corpus, Range

_LOOKS: Final = names_of("places.looks")
_SQUARE: Final = frozenset({"exact", "disputed"})
_DOUBTFUL: Final = frozenset({"area", "disputed"})
_MAX_RECORDS: Final = 4
"""The maximum number of records per place in the list of a map; the page of the place lists all."""
MOST_WHOLE: Final = 60
"""The maximum number of records in the list of a single place's map; its page lists the rest below."""
MOST_PLACES: Final = 40
"""The maximum number of places on a map, those with the most records; more would be unreadable. Its list has all."""
_SCALE_BARS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def map_figure(stops: Sequence[Stop], context: FigureContext, *, whole: bool = False) -> Figure:
    """Return a map of places, numbered from west to east, with a list of the records at each: `whole`, or the first few."""
    if not stops:
        return nothing("fig-map", _("No place is on record"))
    (_unused, centre), _unused2 = middle([stop.place.position for stop in stops])  # the central longitude of a map of all
    stops = sorted(stops, key=lambda stop: ((stop.place.position[1] - centre + 180) % 360, -stop.place.position[0], stop.place.id))
    mapped = {stop.place for stop in sorted(stops, key=lambda stop: -len(stop.records))[:MOST_PLACES]}
    places = [stop.place for stop in stops if stop.place in mapped]
    numbers = {place: str(number) for number, place in enumerate(places, 1)}
    listed = sorted(stops, key=lambda stop: stop.place not in mapped)
    columns = Column(_("Where"), width=15), Column(_("What is on record there"))
    rows = tuple(
        Row((_place_cell(stop.place, numbers.get(stop.place, ""), context), _records(stop, context, whole=whole))) for stop in listed
    )
    order = _("The numbers run from west to east; the list names the places.")
    headings = [_("Place"), _("Kind"), _("Latitude"), _("Longitude"), _("How exactly known"), _("What"), _("When"), "EDTF"]
    days = days_of(when for stop in stops for record in stop.records if (when := record.date))
    subtitle = dated(ngettext("{number} place", "{number} places", len(stops)), days)
    body = (_map_plot(places, [], context), Grid(columns, rows))
    list_only = ngettext(
        "{number} place with less on record is in the list alone.",
        "{number} places with less on record are in the list alone.",
        len(stops) - len(places),
    )
    note = sentence_list([order if len(stops) > 1 else "", list_only if len(stops) > len(places) else "", *_map_notes(places)])
    table = Table(headings, [values for stop in stops for values in _values(stop)])
    return Figure("fig-map", _headline(stops), subtitle, body, note, table, wide=True)


def _headline(stops: Sequence[Stop]) -> str:
    fullest, *others = sorted(stops, key=lambda stop: -len(stop.records))
    if not others:
        return _("Where it is: {place}", place=fullest.place.name)
    if len(others[0].records) == len(fullest.records):
        return _("Places on record")
    return ngettext(
        "Most is on record at {place}: {most} of {number} record",
        "Most is on record at {place}: {most} of {number} records",
        len({record.key for stop in stops for record in stop.records}),
        place=fullest.place.name,
        most=numeral(f"{len(fullest.records):,}"),
    )


def _place_cell(place: Place, number: str, context: FigureContext) -> Cell:
    """Return a cell with a place's mark and name, and its kind and precision unless it is just a town."""
    glyph: Glyph = "square" if place.known in _SQUARE else "circle"
    label = comma_list([place.name, _(PLACE_PRECISION[place.known])])
    mark = Mark(label, None, "accent", glyph, place.known in _DOUBTFUL, number)
    words = [_(PLACE_KINDS[place.kind])] if place.kind != "settlement" else []
    words += [_(PLACE_PRECISION[place.known])] if place.known != "town" else []
    name = line(mark, " ", FigureText(place.name, context.where(place), "strong"))
    return (name, line(muted(clause_list(words)))) if words else (name,)


def is_disputed(record: Located) -> bool:
    """Return whether a record at a place is disputed."""
    return bool(getattr(record, "contested", None)) or "disputed" in (getattr(record, "standing", ""), getattr(record, "status", ""))


def _records(stop: Stop, context: FigureContext, *, whole: bool) -> Cell:
    lines: list[Line] = []
    for record in stop.records[: MOST_WHOLE if whole else _MAX_RECORDS]:
        when = record.date
        date = [muted(f"{when.words()} ")] if when else []
        word = _("in doubt") if getattr(record, "contested", None) else status_word("disputed")
        doubt: Line = (FigureText(" "), Sign("disputed", word)) if is_disputed(record) else ()
        undated = [muted(" · " + _("date uncertain"))] if getattr(record, "date_uncertain", None) else []
        lines.append(line(*date, FigureText(record.label, context.where(record)), *doubt, *undated))
    if not lines:
        lines.append(line(muted(_("No event, act or cost is on record here"))))
        lines += [line(muted(_("Stated range: {what}", what=reach.title))) for reach in stop.place.ranges]
    elif omitted := len(stop.records) - len(lines):
        lines.append(line(FigureText(ngettext("{number} more", "{number} more", omitted), None if whole else context.where(stop.place))))
    return tuple(lines)


def _values(stop: Stop) -> list[list[Value]]:
    place = stop.place
    shared: list[Value] = [place.name, _(PLACE_KINDS[place.kind]), place.latitude, place.longitude, _(PLACE_PRECISION[place.known])]
    dated = [(record.label, record.date) for record in stop.records]
    return [[*shared, label, *((when.words(), when.text) if when else ("", ""))] for label, when in dated] or [[*shared, "", "", ""]]


def _map_notes(places: Sequence[Place]) -> list[str]:
    """Return notes on how to read a map, and on its limits."""
    precisions = {place.known for place in places}
    looks = [_(words) for look, words in _LOOKS.items() if look in precisions]
    return [
        *(looks if precisions != {"town"} else [_("Each mark stands for a town, not for a spot in it.")]),
        _("Coasts and borders: Natural Earth, 1:110 million, public domain."),
        _("Borders decide nothing here; dashed are those that Natural Earth calls disputed, indefinite or lines of control."),
    ]


def _map_plot(places: Sequence[Place], circles: Sequence[dict[str, object]], context: FigureContext) -> Plot:
    """Return a plot of places, numbered from 1, and circles around places, with their labels."""
    marks = [
        _position(place) | {"number": number, "known": place.known, "key": place.id, "description": f"{number}. {place.name!s}"}
        for number, place in enumerate(places, 1)
    ]
    areas = [_position(place) | {"km": float(place.radius_km), "label": "", "doubt": True} for place in places if place.radius_km]
    bars = [[km, in_a_drawing(km_words(km))] for km in _SCALE_BARS]
    data: dict[str, object] = {"marks": marks, "circles": [*circles, *areas], "bars": bars}
    words = tuple(str(circle["label"]) for circle in circles)
    return Plot("map", data, {place.id: context.where(place) for place in places}, words, small=len(places) == 1 and not circles)


def _position(place: Place) -> dict[str, object]:
    return {"lat": place.position[0], "lon": place.position[1]}


def km_words(km: Decimal | int) -> str:
    """Return a distance in words, with the precision given: '2,750 km'."""
    return _("{number} km", number=numeral(f"{Decimal(km).normalize():,f}"))


_RELATIVE_ERROR: Final = 0.006
"""The maximum relative error of a distance on a sphere compared with the flattened earth."""
_HALF_KM: Final = 0.5
"""Half a kilometre, below which a distance rounds to zero."""


@dataclass(frozen=True, slots=True)
class _StatedRange:
    """A stated range with its central place."""

    place: Place
    reach: Range
    others: Sequence[tuple[Place, float]]
    """Other places with their distances in kilometres, nearest first."""
    doubt: bool
    """Whether it is disputed, or rests on weak or ungraded evidence."""

    @property
    def ends(self) -> list[Decimal]:
        """The stated distance, or both ends of its range."""
        return [self.reach.km, *([self.reach.km_high] if self.reach.km_high else [])]

    @property
    def words(self) -> str:
        """A description: what reaches how far around which place."""
        low, high = self.ends[0], self.ends[-1]
        span = km_words(low) if low == high else _("{low} to {high}", low=numeral(f"{low.normalize():,f}"), high=km_words(high))
        return _("{what}: {distance} around {place}", what=self.reach.title, distance=span, place=self.place.name)

    def comparison(self, km: float) -> str:
        """Return a comparison of a distance with the stated one: at its edge if the difference is within the error."""
        low, high = (float(end) for end in (self.ends[0], self.ends[-1]))
        if any(abs(km - end) <= max(_RELATIVE_ERROR * km, _HALF_KM) for end in (low, high)):
            return _("at the edge, as near as a sphere can tell")
        if km < low:
            return _("within, by {distance}", distance=km_words(round(low - km)))
        return _("beyond, by {distance}", distance=km_words(round(km - high))) if km > high else _("between the two figures")


def range_figure(centres: Sequence[Place], context: FigureContext) -> Figure:
    """Return a map of stated ranges: a circle for each distance around its place, with the distances of other places."""
    ranges = list(_stated_ranges(centres, context.corpus))
    if not ranges:
        return nothing("fig-range", _("No range is on record"))
    middles = dict.fromkeys(stated.place for stated in ranges)
    others = dict.fromkeys(place for stated in ranges for place, _unused in stated.others if place not in middles)
    places = [*middles, *others]
    numbers = {place.id: str(number) for number, place in enumerate(places, 1)}
    circles = [
        _position(stated.place) | {"km": float(km), "label": in_a_drawing(km_words(km)), "doubt": stated.doubt}
        for stated in ranges
        for km in stated.ends
    ]
    columns = Column(_("Place"), width=17), Column(_("Kilometres"), "number", 7), Column(_("Against the distance stated"))
    rows = tuple(row for stated in ranges for row in _range_rows(stated, numbers, context))
    note = (
        _("Each circle is a distance that somebody states, not one that we measured."),
        _("Dashed circle: disputed, or on one weak or ungraded source.") if any(stated.doubt for stated in ranges) else "",
        _("Distances are great circles on a sphere, from mark to mark; true ones differ by up to 0.6 per cent."),
        *_map_notes(places),
    )
    subtitle = _("Stated ranges as circles, and the distance of places from their middle, in kilometres")
    body, table = (_map_plot(places, circles, context), Grid(columns, rows)), _range_table(ranges, context)
    return Figure("fig-range", ranges[0].words, subtitle, body, sentence_list(note), table, wide=True)


def _stated_ranges(centres: Sequence[Place], corpus: Corpus) -> Iterator[_StatedRange]:
    by_id = {place.id: place for place in corpus.all(Place)}
    for place in centres:
        for reach in place.ranges:
            others = [(by_id[key], distance_km(place.position, by_id[key].position)) for key in reach.to if key in by_id]
            doubt = bool(reach.contested) or is_weak(corpus, reach.evidence)
            yield _StatedRange(place, reach, sorted(others, key=lambda other: (other[1], other[0].id)), doubt)


def _range_rows(stated: _StatedRange, numbers: Mapping[str, str], context: FigureContext) -> Iterator[Row]:
    reach = stated.reach
    who_states = _("Stated by {actors}", actors=comma_list(map(context.corpus.name_within, reach.said_by)))
    doubt = status_word("disputed") if reach.contested else _("On one weak or ungraded source")
    about: Line = (muted(who_states + " "), *([Sign("disputed", doubt)] if stated.doubt else []), *context.refs(reach.evidence))
    yield Row(((line(FigureText(stated.words, emphasis="strong")), about),), heading=True)
    below = tuple(context.prose(text) for text in (reach.contested, reach.note) if text)
    name = _place_cell(stated.place, numbers[stated.place.id], context)
    yield Row((name, cell(numeral("0")), cell(_("the middle of the circle"))), below=below)
    for place, km in stated.others:
        yield Row((_place_cell(place, numbers[place.id], context), cell(numeral(f"{km:,.0f}")), cell(stated.comparison(km))))


def _range_table(ranges: Sequence[_StatedRange], context: FigureContext) -> Table:
    heads = [_("What"), _("Around"), _("Kilometres stated"), _("Higher figure"), _("Stated by"), _("Source")]
    rows: list[list[Value]] = []
    for stated in ranges:
        reach = stated.reach
        source = clause_list(context.voices(evidence.source) for evidence in reach.evidence)
        voices = comma_list(map(context.voices, reach.said_by))
        cells: list[Value] = [reach.title, stated.place.name, reach.km, reach.km_high, voices, source]
        rows += [[*cells, place.name, round(km), stated.comparison(km)] for place, km in stated.others] or [[*cells, "", None, ""]]
    return Table([*heads, _("Distance to"), _("Kilometres"), _("Against the distance stated")], rows)
