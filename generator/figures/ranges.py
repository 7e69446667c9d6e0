"""How far something is said to reach from a place, and which places lie within."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.evidence.grades import is_weak
from generator.figures.earth import distance_km
from generator.figures.figure import Column, Figure, Grid, Row, Sign, Table, Text, cell, line, muted, nothing
from generator.figures.maps import km_words, name_of, notes_on, plot_of, spot_of
from generator.figures.standing import status_word
from generator.language import _, numeral
from generator.language.sentences import clause_list, comma_list, in_a_drawing
from generator.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from generator.corpus import Corpus
    from generator.figures.context import FigureContext
    from generator.figures.figure import Line, Value
    from generator.records.places import Range

_ERROR: Final = 0.006
"""The most by which a distance on a sphere differs from one on the flattened earth, as a share of it."""


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
        if any(abs(km - end) <= _ERROR * km for end in (low, high)):
            return _("at the edge, as near as a sphere can tell")
        if km < low:
            return _("within, by {distance}", distance=km_words(round(low - km)))
        return _("beyond, by {distance}", distance=km_words(round(km - high))) if km > high else _("between the two figures")


def range_figure(centres: Sequence[Place], corpus: Corpus, context: FigureContext) -> Figure:
    """Return how far something is said to reach from places that state it: a circle for each distance, and how far other places are.

    The corpus is what their evidence is graded by, and has the places whose distances are told.
    """
    found = list(_stated(centres, corpus))
    if not found:
        return nothing("fig-range", _("No range is on record"))
    middles = dict.fromkeys(one.place for one in found)
    others = dict.fromkeys(place for one in found for place, _unused in one.others if place not in middles)
    places = [*middles, *others]
    numbers = {place.id: number for number, place in enumerate(places, 1)}
    circles = [
        spot_of(one.place) | {"km": float(km), "label": in_a_drawing(km_words(km)), "doubt": one.doubt} for one in found for km in one.ends
    ]
    columns = (
        *(Column(_("Place"), width=17), Column(_("Kilometres"), "number", 7)),
        Column(_("Against the distance stated")),
    )
    note = [
        _("Each circle is a distance that somebody states, not one that we measured."),
        *([_("Dashed circle: disputed, or on one weak or ungraded source.")] if any(one.doubt for one in found) else []),
        _("Distances are great circles on a sphere, from mark to mark; true ones differ by up to 0.6 per cent."),
        *notes_on(places),
    ]
    return Figure(
        "fig-range",
        found[0].words,
        _("Stated ranges as circles, and the distance of places from their middle, in kilometres"),
        (
            plot_of(places, circles, context),
            Grid(columns, tuple(row for one in found for row in _rows(one, numbers, context))),
        ),
        " ".join(note),
        _table(found, context),
        wide=True,
    )


def _stated(centres: Sequence[Place], corpus: Corpus) -> Iterator[_Stated]:
    known = {place.id: place for place in corpus.all(Place)}
    for place in centres:
        for reach in place.ranges:
            others = [(known[one], distance_km(place.position, known[one].position)) for one in reach.to if one in known]
            doubt = bool(reach.contested) or is_weak(corpus, reach.evidence)
            yield _Stated(place, reach, sorted(others, key=lambda other: (other[1], other[0].id)), doubt)


def _rows(one: _Stated, numbers: Mapping[str, int], context: FigureContext) -> Iterator[Row]:
    reach = one.reach
    said = _("Stated by {actors}", actors=comma_list(map(context.voices, reach.said_by)))
    doubt = status_word("disputed") if reach.contested else _("On one weak or ungraded source")
    about: Line = (muted(f"{said} "), *([Sign("disputed", doubt)] if one.doubt else []), *context.refs(reach.evidence))
    yield Row(((line(Text(one.words, emphasis="strong")), about),), heading=True)
    below = tuple(context.prose(text) for text in (reach.contested, reach.note) if text)
    named = name_of(one.place, numbers[one.place.id], context)
    yield Row((named, cell(numeral("0")), cell(_("the middle of the circle"))), below=below)
    for place, km in one.others:
        yield Row((name_of(place, numbers[place.id], context), cell(numeral(f"{km:,.0f}")), cell(one.against(km))))


def _table(found: Sequence[_Stated], context: FigureContext) -> Table:
    heads = [_("What"), _("Around"), _("Kilometres stated"), _("Higher figure"), _("Stated by"), _("Source")]
    rows: list[list[Value]] = []
    for one in found:
        reach = one.reach
        source = clause_list(context.voices(evidence.source) for evidence in reach.evidence)
        stated: list[Value] = [reach.title, one.place.name, reach.km, reach.km_high, comma_list(map(context.voices, reach.said_by)), source]
        rows += [[*stated, place.name, round(km), one.against(km)] for place, km in one.others] or [[*stated, "", None, ""]]
    return Table([*heads, _("Distance to"), _("Kilometres"), _("Against the distance stated")], rows)
