"""Maps and ranges as data: what is numbered, what is doubtful, what a distance is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.chronology import all_stops, stops
from generator.figures.figure import FigureText, Grid, Mark, Plot, Sign, items_of
from generator.figures.maps import map_figure, range_figure
from generator.figures.over_time import timeline_figure
from generator.model.records import Event, Place
from generator.site.figures import figure_context
from tests.sites import context_of

if TYPE_CHECKING:
    from generator.figures.figure import Figure
    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord


def mapped(corpus: Corpus) -> Figure:
    return map_figure(all_stops(corpus), figure_context(context_of(corpus)))


def ranged(corpus: Corpus) -> Figure:
    return range_figure(corpus.all(Place), figure_context(context_of(corpus)))


def plot_of(figure: Figure) -> Plot:
    return next(block for block in figure.body if isinstance(block, Plot))


def said(figure: Figure) -> list[str]:
    rows = [row for block in figure.body if isinstance(block, Grid) for row in block.rows if not row.heading]
    return [item.text for row in rows for item in row.cells[-1][0] if isinstance(item, FigureText)]


def test_places_are_numbered_from_west_to_east_also_across_the_date_line(corpus: MakeCorpus, record: MakeRecord) -> None:
    at = {"fiji": ("-18.1", "178.4"), "samoa": ("-13.8", "-171.8"), "tonga": ("-21.1", "-175.2")}
    files = {f"places/{name}.yml": record("places", name=name, latitude=one[0], longitude=one[1]) for name, one in at.items()}
    figure = mapped(corpus({**files, "events/sinks.yml": record("events", places="[samoa, tonga, fiji]")}))
    assert [one["key"] for one in plot_of(figure).data["marks"]] == ["fiji", "tonga", "samoa"]  # type: ignore[attr-defined]
    assert [item.letter for item in items_of(figure) if isinstance(item, Mark)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("known", "glyph", "hollow"),
    [("exact", "square", False), ("town", "circle", False), ("area", "circle", True), ("disputed", "square", True)],
)
def test_how_exactly_a_place_is_known_is_seen_and_said(
    corpus: MakeCorpus, record: MakeRecord, known: str, glyph: str, *, hollow: bool
) -> None:
    quay = record("places", known=known, contested="Why.")
    figure = mapped(corpus({"places/quay.yml": quay, "events/sinks.yml": record("events", places="quay")}))
    (mark,) = (item for item in items_of(figure) if isinstance(item, Mark))
    assert (mark.glyph, mark.hollow) == (glyph, hollow)
    assert plot_of(figure).data["marks"][0]["known"] == known  # type: ignore[index]
    assert ("Dashed" in figure.note) is hollow or known == "town"


def test_only_an_area_with_a_reach_has_a_circle_and_it_says_nothing(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {"places/a.yml": record("places", known="area", radius_km="40"), "places/b.yml": record("places", name="B", known="area")}
    figure = mapped(corpus({**files, "events/sinks.yml": record("events", places="[a, b]")}))
    assert plot_of(figure).data["circles"] == [{"lat": 51.5, "lon": -2.25, "km": 40.0, "label": "", "doubt": True}]


def test_what_is_in_doubt_at_a_place_is_not_called_disputed_and_no_mark_stands_without_its_word(
    corpus: MakeCorpus, record: MakeRecord
) -> None:
    event = record("events", when="2025-03-01", places="[quay]", contested="Who rowed.")
    act = record("acts", when="2025-03-02", places="[quay]", standing="disputed", because="Nobody saw it.")
    figure = mapped(corpus({"places/quay.yml": record("places"), "events/e.yml": event, "acts/a.yml": act}))
    assert [(one.word, one.alone) for one in items_of(figure) if isinstance(one, Sign)] == [("in doubt", False), ("Disputed", False)]


@pytest.mark.parametrize("fields", [{}, {"contested": "Who rowed."}, {"date_uncertain": "Or the day after."}])
def test_an_event_whose_date_alone_is_uncertain_is_not_in_doubt(corpus: MakeCorpus, record: MakeRecord, fields: dict[str, str]) -> None:
    found = corpus({"places/quay.yml": record("places"), "events/e.yml": record("events", when="2025-03-01?", places="[quay]", **fields)})
    event = found.one(Event, "e")
    told = [getattr(item, "word", getattr(item, "text", "")) for item in items_of(mapped(found))]
    assert (" · date uncertain" in told) == ("date_uncertain" in fields)
    assert ("in doubt" in told) == ("contested" in fields)
    assert event.stands == ("disputed" if "contested" in fields else "")
    listed = "".join(getattr(item, "text", "") for item in items_of(timeline_figure([event], figure_context(context_of(found)))))
    assert ("in doubt" in listed, "date uncertain" in listed) == ("contested" in fields, "date_uncertain" in fields)


def test_what_is_on_record_stands_in_order_of_time_and_what_is_disputed_says_so(corpus: MakeCorpus, record: MakeRecord) -> None:
    later = record("events", title="Later", when="2025-05-01", places="quay", contested="Was it?")
    act = record("acts", title="Sooner", when="2025-03-04", places="quay")
    gone = record("events", title="Never", places="quay") + "retired: {on: 2025-05-02, because: It was a joke.}\n"
    found = corpus({"places/quay.yml": record("places"), "events/l.yml": later, "acts/a.yml": act, "events/g.yml": gone})
    figure = mapped(found)
    texts = [getattr(item, "text", "") for item in items_of(figure)]
    assert texts.index("Sooner") < texts.index("Later")
    assert "Never" not in texts
    assert len([item for item in items_of(figure) if isinstance(item, Sign)]) == 1
    assert figure.title == "Where it is: The quay"


def test_a_retired_place_is_on_no_map(corpus: MakeCorpus, record: MakeRecord) -> None:
    gone = record("places") + "retired: {on: 2025-05-02, because: It is a barn.}\n"
    found = corpus({"places/quay.yml": gone, "events/sinks.yml": record("events", places="quay")})
    assert stops(found, found.all(Event)) == all_stops(found) == []
    assert mapped(found).body == ()


RANGE = "\n  - {title: The horn, km: 100, said_by: brigid, to: [far], evidence: [{source: gazette, says: supports, credibility: 2}]%s}"


def reach(corpus: MakeCorpus, record: MakeRecord, longitude: str, more: str = "") -> Figure:
    quay = record("places", latitude="0", longitude="0", ranges=RANGE % more)
    far = record("places", name="Far", latitude="0", longitude=longitude)
    return ranged(corpus({"places/quay.yml": quay, "places/far.yml": far, "events/sinks.yml": record("events", places="quay")}))


@pytest.mark.parametrize(
    ("longitude", "more", "words"),
    [
        ("0.5", "", "within, by 44 km"),
        ("1.5", "", "beyond, by 67 km"),
        ("0.9", "", "at the edge, as near as a sphere can tell"),
        ("0.8995", "", "at the edge, as near as a sphere can tell"),
        ("1.5", ", km_high: 200", "between the two figures"),
        ("2.5", ", km_high: 200", "beyond, by 78 km"),
        ("0.5", ", km_high: 200", "within, by 44 km"),
        ("1.8", ", km_high: 200", "at the edge, as near as a sphere can tell"),
    ],
)
def test_a_distance_is_held_against_the_one_stated_and_no_nearer_than_the_method_can_tell(
    corpus: MakeCorpus, record: MakeRecord, longitude: str, more: str, words: str
) -> None:
    assert said(reach(corpus, record, longitude, more)) == ["the middle of the circle", words]


def test_no_distance_is_told_as_none(corpus: MakeCorpus, record: MakeRecord) -> None:
    quay = record("places", latitude="0", longitude="0", ranges=(RANGE % "").replace("100", "16"))
    far = record("places", name="Far", latitude="0", longitude="0.1405")
    figure = ranged(corpus({"places/quay.yml": quay, "places/far.yml": far, "events/sinks.yml": record("events", places="quay")}))
    assert said(figure)[1] == "at the edge, as near as a sphere can tell"


@pytest.mark.parametrize(
    ("more", "dashed"),
    [("", False), (", contested: It is said.", True)],
)
def test_a_disputed_range_is_dashed(corpus: MakeCorpus, record: MakeRecord, more: str, *, dashed: bool) -> None:
    figure = reach(corpus, record, "0.5", more)
    assert [one["doubt"] for one in plot_of(figure).data["circles"]] == [dashed]  # type: ignore[attr-defined]
    assert ("Dashed circle" in figure.note) is dashed
    assert ("Disputed" in [item.word for item in items_of(figure) if isinstance(item, Sign)]) is dashed


@pytest.mark.parametrize("weak", ["reliability: E", "reliability: F", "proximity: primary"])
def test_a_range_on_one_weak_or_ungraded_source_is_dashed(corpus: MakeCorpus, record: MakeRecord, weak: str) -> None:
    times = record("sources").replace("rights: quote-only", f"rights: quote-only\n{weak}")
    horn = "\n  - {title: The horn, km: 100.5, said_by: brigid, evidence: [{source: times, says: supports, credibility: 2}]}"
    quay = record("places", ranges=horn)
    figure = ranged(corpus({"places/quay.yml": quay, "sources/times.md": times, "events/sinks.yml": record("events", places="quay")}))
    assert [(one["doubt"], one["label"]) for one in plot_of(figure).data["circles"]] == [(True, "100.5 km")]  # type: ignore[attr-defined]
    assert figure.title == "The horn: 100.5 km around The quay"


def test_there_is_no_figure_without_a_range(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"places/quay.yml": record("places"), "events/sinks.yml": record("events", places="quay")})
    assert ranged(found).body == ()
