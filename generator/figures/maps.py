"""Maps: where things happened, and how far something is said to reach from a place, and which places lie within."""

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
_MOST: Final = 4
"""The most of what happened at one place that a map lists; the page of the place lists all."""
MOST_WHOLE: Final = 60
"""The most that the map of a place alone lists; its page lists the rest below."""
MOST_PLACES: Final = 40
"""The most places on a map, those with most on record; with more, no number could be found on it. Its list has all."""
_BARS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def map_figure(stops: Sequence[Stop], context: FigureContext, *, whole: bool = False) -> Figure:
    """Return places on a map, numbered from west to east, with a list of what is on record at each: the whole, or the first of it."""
    if not stops:
        return nothing("fig-map", _("No place is on record"))
    (_unused, centre), _unused2 = middle([stop.place.position for stop in stops])  # in which a map of all of them has its middle
    stops = sorted(stops, key=lambda stop: ((stop.place.position[1] - centre + 180) % 360, -stop.place.position[0], stop.place.id))
    most = {stop.place for stop in sorted(stops, key=lambda stop: -len(stop.records))[:MOST_PLACES]}
    places = [stop.place for stop in stops if stop.place in most]
    numbers = {place: str(number) for number, place in enumerate(places, 1)}
    listed = sorted(stops, key=lambda stop: stop.place not in most)
    columns = Column(_("Where"), width=15), Column(_("What is on record there"))
    rows = tuple(Row((_name_of(stop.place, numbers.get(stop.place, ""), context), _about(stop, context, whole=whole))) for stop in listed)
    order = _("The numbers run from west to east; the list names the places.")
    heads = [_("Place"), _("Kind"), _("Latitude"), _("Longitude"), _("How exactly known"), _("What"), _("When"), "EDTF"]
    days = days_of(when for stop in stops for one in stop.records if (when := one.date))
    subtitle = dated(ngettext("{number} place", "{number} places", len(stops)), days)
    body = (_plot_of(places, [], context), Grid(columns, rows))
    left = ngettext(
        "{number} place with less on record is in the list alone.",
        "{number} places with less on record are in the list alone.",
        len(stops) - len(places),
    )
    note = sentence_list([order if len(stops) > 1 else "", left if len(stops) > len(places) else "", *_notes_on(places)])
    table = Table(heads, [values for stop in stops for values in _values(stop)])
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
        len({one.key for stop in stops for one in stop.records}),
        place=fullest.place.name,
        most=numeral(f"{len(fullest.records):,}"),
    )


def _name_of(place: Place, number: str, context: FigureContext) -> Cell:
    """Return a place with its mark, its name, and what it is and how exactly that is known where it is more than a town."""
    glyph: Glyph = "square" if place.known in _SQUARE else "circle"
    label = comma_list([place.name, _(PLACE_PRECISION[place.known])])
    mark = Mark(label, None, "accent", glyph, place.known in _DOUBTFUL, number)
    words = [_(PLACE_KINDS[place.kind])] if place.kind != "settlement" else []
    words += [_(PLACE_PRECISION[place.known])] if place.known != "town" else []
    named = line(mark, " ", FigureText(place.name, context.where(place), "strong"))
    return (named, line(muted(clause_list(words)))) if words else (named,)


def is_disputed(one: Located) -> bool:
    """Tell whether what is on record at a place is disputed."""
    return bool(getattr(one, "contested", None)) or "disputed" in (getattr(one, "standing", ""), getattr(one, "status", ""))


def _about(stop: Stop, context: FigureContext, *, whole: bool) -> Cell:
    lines: list[Line] = []
    for one in stop.records[: MOST_WHOLE if whole else _MOST]:
        when = one.date
        date = [muted(f"{when.words()} ")] if when else []
        word = _("in doubt") if getattr(one, "contested", None) else status_word("disputed")
        doubt: Line = (FigureText(" "), Sign("disputed", word)) if is_disputed(one) else ()
        lines.append(line(*date, FigureText(one.label, context.where(one)), *doubt))
    if not lines:
        lines.append(line(muted(_("No event, act or cost is on record here"))))
        lines += [line(muted(_("Stated range: {what}", what=reach.title))) for reach in stop.place.ranges]
    elif left := len(stop.records) - len(lines):
        lines.append(line(FigureText(ngettext("{number} more", "{number} more", left), None if whole else context.where(stop.place))))
    return tuple(lines)


def _values(stop: Stop) -> list[list[Value]]:
    place = stop.place
    shared: list[Value] = [place.name, _(PLACE_KINDS[place.kind]), place.latitude, place.longitude, _(PLACE_PRECISION[place.known])]
    dated = [(one.label, one.date) for one in stop.records]
    return [[*shared, label, *((when.words(), when.text) if when else ("", ""))] for label, when in dated] or [[*shared, "", "", ""]]


def _notes_on(places: Sequence[Place]) -> list[str]:
    """Return how to read a map, and what it cannot say."""
    known = {place.known for place in places}
    looks = [_(words) for look, words in _LOOKS.items() if look in known]
    return [
        *(looks if known != {"town"} else [_("Each mark stands for a town, not for a spot in it.")]),
        _("Coasts and borders: Natural Earth, 1:110 million, public domain."),
        _("Borders decide nothing here; dashed are those that Natural Earth calls disputed, indefinite or lines of control."),
    ]


def _plot_of(places: Sequence[Place], circles: Sequence[dict[str, object]], context: FigureContext) -> Plot:
    """Return a map of places, numbered from 1, and of circles around places, with words or without, doubtful or not."""
    marks = [
        _spot_of(place) | {"number": number, "known": place.known, "key": place.id, "description": f"{number}. {place.name!s}"}
        for number, place in enumerate(places, 1)
    ]
    areas = [_spot_of(place) | {"km": float(place.radius_km), "label": "", "doubt": True} for place in places if place.radius_km]
    bars = [[km, in_a_drawing(km_words(km))] for km in _BARS]
    data: dict[str, object] = {"marks": marks, "circles": [*circles, *areas], "bars": bars}
    words = tuple(str(one["label"]) for one in circles)
    return Plot("map", data, {place.id: context.where(place) for place in places}, words, small=len(places) == 1 and not circles)


def _spot_of(place: Place) -> dict[str, object]:
    return {"lat": place.position[0], "lon": place.position[1]}


def km_words(km: Decimal | int) -> str:
    """Return a distance in words, to the digit to which it is given: '2,750 km'."""
    return _("{number} km", number=numeral(f"{Decimal(km).normalize():,f}"))


_ERROR: Final = 0.006
"""The most by which a distance on a sphere differs from one on the flattened earth, as a share of it."""
_HALF: Final = 0.5
"""Half of a kilometre, under which a distance is told as none."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A range with the place around which it is drawn."""

    place: Place
    reach: Range
    others: Sequence[tuple[Place, float]]
    """The places whose distance is told, in kilometres, the nearest first."""
    doubt: bool
    """Whether it is disputed, or rests on evidence that is weak or not graded."""

    @property
    def ends(self) -> list[Decimal]:
        """The distance stated, or both."""
        return [self.reach.km, *([self.reach.km_high] if self.reach.km_high else [])]

    @property
    def words(self) -> str:
        """What reaches how far, around where."""
        low, high = self.ends[0], self.ends[-1]
        span = km_words(low) if low == high else _("{low} to {high}", low=numeral(f"{low.normalize():,f}"), high=km_words(high))
        return _("{what}: {distance} around {place}", what=self.reach.title, distance=span, place=self.place.name)

    def against(self, km: float) -> str:
        """Return where a distance lies against the one stated: at its edge where the method cannot tell on which side."""
        low, high = (float(end) for end in (self.ends[0], self.ends[-1]))
        if any(abs(km - end) <= max(_ERROR * km, _HALF) for end in (low, high)):
            return _("at the edge, as near as a sphere can tell")
        if km < low:
            return _("within, by {distance}", distance=km_words(round(low - km)))
        return _("beyond, by {distance}", distance=km_words(round(km - high))) if km > high else _("between the two figures")


def range_figure(centres: Sequence[Place], context: FigureContext) -> Figure:
    """Return how far something is said to reach from places that state it: a circle for each distance, and how far other places are."""
    found = list(_stated(centres, context.corpus))
    if not found:
        return nothing("fig-range", _("No range is on record"))
    middles = dict.fromkeys(one.place for one in found)
    others = dict.fromkeys(place for one in found for place, _unused in one.others if place not in middles)
    places = [*middles, *others]
    numbers = {place.id: str(number) for number, place in enumerate(places, 1)}
    circles = [
        _spot_of(one.place) | {"km": float(km), "label": in_a_drawing(km_words(km)), "doubt": one.doubt} for one in found for km in one.ends
    ]
    columns = Column(_("Place"), width=17), Column(_("Kilometres"), "number", 7), Column(_("Against the distance stated"))
    rows = tuple(row for one in found for row in _range_rows(one, numbers, context))
    note = (
        _("Each circle is a distance that somebody states, not one that we measured."),
        _("Dashed circle: disputed, or on one weak or ungraded source.") if any(one.doubt for one in found) else "",
        _("Distances are great circles on a sphere, from mark to mark; true ones differ by up to 0.6 per cent."),
        *_notes_on(places),
    )
    subtitle = _("Stated ranges as circles, and the distance of places from their middle, in kilometres")
    body, table = (_plot_of(places, circles, context), Grid(columns, rows)), _range_table(found, context)
    return Figure("fig-range", found[0].words, subtitle, body, sentence_list(note), table, wide=True)


def _stated(centres: Sequence[Place], corpus: Corpus) -> Iterator[_Stated]:
    known = {place.id: place for place in corpus.all(Place)}
    for place in centres:
        for reach in place.ranges:
            others = [(known[one], distance_km(place.position, known[one].position)) for one in reach.to if one in known]
            doubt = bool(reach.contested) or is_weak(corpus, reach.evidence)
            yield _Stated(place, reach, sorted(others, key=lambda other: (other[1], other[0].id)), doubt)


def _range_rows(one: _Stated, numbers: Mapping[str, str], context: FigureContext) -> Iterator[Row]:
    reach = one.reach
    who_states = _("Stated by {actors}", actors=comma_list(map(context.voices, reach.said_by)))
    doubt = status_word("disputed") if reach.contested else _("On one weak or ungraded source")
    about: Line = (muted(who_states + " "), *([Sign("disputed", doubt)] if one.doubt else []), *context.refs(reach.evidence))
    yield Row(((line(FigureText(one.words, emphasis="strong")), about),), heading=True)
    below = tuple(context.prose(text) for text in (reach.contested, reach.note) if text)
    named = _name_of(one.place, numbers[one.place.id], context)
    yield Row((named, cell(numeral("0")), cell(_("the middle of the circle"))), below=below)
    for place, km in one.others:
        yield Row((_name_of(place, numbers[place.id], context), cell(numeral(f"{km:,.0f}")), cell(one.against(km))))


def _range_table(found: Sequence[_Stated], context: FigureContext) -> Table:
    heads = [_("What"), _("Around"), _("Kilometres stated"), _("Higher figure"), _("Stated by"), _("Source")]
    rows: list[list[Value]] = []
    for one in found:
        reach = one.reach
        source = clause_list(context.voices(evidence.source) for evidence in reach.evidence)
        stated: list[Value] = [reach.title, one.place.name, reach.km, reach.km_high, comma_list(map(context.voices, reach.said_by)), source]
        rows += [[*stated, place.name, round(km), one.against(km)] for place, km in one.others] or [[*stated, "", None, ""]]
    return Table([*heads, _("Distance to"), _("Kilometres"), _("Against the distance stated")], rows)
