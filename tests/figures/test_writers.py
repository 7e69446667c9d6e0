"""Every figure through every writer: each word, number and mark of its data is in the page, in the picture and in the file."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, get_args
from xml.etree import ElementTree as ET

import pytest

from generator.analysis.brier_scores import scenario_scores
from generator.analysis.changing import claim_life
from generator.analysis.chronology import all_stops, timeline
from generator.analysis.publishing import published
from generator.analysis.stance_counts import stances
from generator.figures.claims import claims_figure, life_figure
from generator.figures.costs import costs_figure
from generator.figures.drawing import dots_chart
from generator.figures.drawing.drawer import Drawer
from generator.figures.figure import (
    AxisTick,
    Column,
    Emphasis,
    Figure,
    FigureRef,
    FigureText,
    Glyph,
    Grid,
    Mark,
    Piece,
    Plot,
    Row,
    Sign,
    Strip,
    Style,
    Table,
    Tone,
    cell,
    items_of,
    line,
    muted,
)
from generator.figures.maps import map_figure, range_figure
from generator.figures.over_time import lanes_figure, over_time_figure, timeline_figure
from generator.figures.risks import risks_figure
from generator.figures.scenarios import scores_figure, signposts_figure
from generator.figures.stances import ShownStances, stances_figure
from generator.figures.tokens import read_tokens
from generator.figures.votes import votes_figure
from generator.figures.writers.csv import csv_of
from generator.figures.writers.drawing import roomy
from generator.figures.writers.html import figure_html
from generator.figures.writers.svg import WIDTH, figure_svg
from generator.language.localized import LocalizedText
from generator.language.messages import using_locale
from generator.model.records import Claim, Cost, Event, Place, Risk, Scenario, Vote
from generator.site.figures import figure_context
from generator.system.cache import Cache
from tests.conftest import TODAY, dyads_of
from tests.sites import ROOT, TEMPLATES, context_of, fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.figures.figure import FigureContext
    from generator.figures.writers.plots import Draw
    from generator.model.corpus import Corpus
    from generator.verify.checking import Checked

TOKENS = read_tokens(TEMPLATES)
SVG = "{http://www.w3.org/2000/svg}"
DRAWN: dict[str, Callable[[Corpus, FigureContext], Figure]] = {
    "stances": lambda corpus, context: stances_figure(stances(corpus), ShownStances(dyads_of(stances(corpus))), context),
    "by-issue": lambda corpus, context: stances_figure(
        stances(corpus), ShownStances(dyads_of(stances(corpus))[:2], by_issue=True), context
    ),
    "over-time": lambda corpus, context: over_time_figure(stances(corpus), ShownStances(dyads_of(stances(corpus))), context),
    "lanes": lambda corpus, context: lanes_figure(timeline(corpus.all(Event)), context),
    "actors": lambda corpus, context: lanes_figure(timeline(corpus.all(Event)), context, by="actor"),
    "map": lambda corpus, context: map_figure(all_stops(corpus), context),
    "range": lambda corpus, context: range_figure(corpus.all(Place), context),
    "timeline": lambda corpus, context: timeline_figure(timeline(corpus.all(Event)), context),
    "life": lambda corpus, context: life_figure(claim_life(corpus.one(Claim, "gate-broken")), context),
    "claims": lambda corpus, context: claims_figure(corpus.all(Claim), context),
    "votes": lambda corpus, context: votes_figure(corpus.all(Vote), context),
    "costs": lambda corpus, context: costs_figure(corpus.all(Cost), context),
    "risks": lambda corpus, context: risks_figure(corpus.all(Risk), context),
    "signposts": lambda corpus, context: signposts_figure(corpus.all(Scenario), context, today=TODAY),
    "scores": lambda corpus, context: scores_figure(scenario_scores(corpus.all(Scenario)), context),
    "everything": lambda _corpus, _context: EVERYTHING,
}


def everything() -> Figure:
    """Return a figure that has each kind of block, row, item, mark and piece."""
    looks = enumerate(product(get_args(Tone), get_args(Glyph), (False, True)))
    marks = [
        Mark(f"A {tone} {glyph}", f"acts/{number}/" if number % 2 else None, tone, glyph, hollow, str(number) * hollow)
        for number, (tone, glyph, hollow) in looks
    ]
    pieces = [Piece(style, 10, 40, tone, faint, "denied") for style, tone, faint in product(STYLES, TONES, (False, True))]
    words: list[FigureText | FigureRef | Sign] = [FigureText(f"Emphasis {one}", emphasis=one) for one in get_args(Emphasis)]
    words += [
        FigureText("A link", "acts/one/"),
        FigureText("1 May", when="2025-05-01"),
        FigureText("Doubted", doubtful=True),
        FigureText('2 < 3 & "so"'),
    ]
    ticks = (AxisTick(0, "Begin", major=True), AxisTick(2, "crowded out"), AxisTick(50), AxisTick(99, "End"))
    columns = (
        Column("Words", width=10),
        Column("When", "strip", 18, ticks=ticks),
        Column("Count", "number", 3),
        Column("Marks", "marks", named=True),
        Column("Day", "date", 6),
    )
    signs = cell(Sign("denied", "Denied"), Sign("open", "Open, unseen", alone=True))
    all_cells = ((line(*words), line("A second line")), cell(Strip(tuple(pieces))), cell("1,200"), cell("12", *marks), cell("2 May"))
    rows = (
        Row((cell(FigureText("A heading", emphasis="strong"), muted(" of rows")),), heading=True, anchor="heading"),
        Row(all_cells, below=cell("Below")),
        Row((signs, (), (), (), cell(FigureRef(7, "A source", "here/#s-7"))), anchor="row"),
    )
    bare_grid = Grid((Column("Hidden head"), Column("Another")), (Row((cell("left"), cell("right"))),), caption="A caption", bare=True)
    look = {"tone": "with", "from": 20}
    dots: list[dict[str, object]] = [
        {"key": f"dot-{side}-{hollow}", "description": f"A dot {side}", "side": side, "hollow": hollow, "to": 20 + 30 * hollow, **look}
        for side, hollow in product((-1, 0, 1), (False, True))
    ]
    links = {str(dot["key"]): f"acts/{dot['key']}/" for dot in dots}
    plot = Plot(
        "dots", {"rows": [{"label": "A row", "dots": dots}], "ticks": [[0, "First"], [60, "Second"]]}, links, ("A row", "First", "Second")
    )
    table = Table(("Name", "Number"), (("=1+1", 2), ("two", None)))
    return Figure("fig-all", "A title", "A subtitle", (Grid(columns, rows), bare_grid, plot), "A note", table, sources="Sources: some.")


STYLES: tuple[Style, ...] = get_args(Style)
TONES: tuple[Tone, ...] = ("plain", "accent")
EVERYTHING: Figure = everything()


@pytest.fixture(scope="module")
def corpus(small: Checked) -> Corpus:
    return published(small.corpus)


@pytest.fixture(scope="module")
def draw() -> Iterator[Draw]:
    with Drawer(Cache(ROOT / "build" / "cache")) as drawer:
        yield drawer.draw


@pytest.fixture(scope="module", params=DRAWN)
def figure(request: pytest.FixtureRequest, corpus: Corpus) -> Figure:
    name: str = request.param
    drawn = DRAWN[name](corpus, figure_context(context_of(corpus)))
    assert drawn.body, "a figure without anything in it shows nothing"
    return drawn


@pytest.fixture(scope="module")
def html(figure: Figure, draw: Draw) -> str:
    return figure_html(figure, tokens=TOKENS, draw=draw, root="../", page="here/", folder="figures/x/")


@pytest.fixture(scope="module")
def page(html: str) -> ET.Element:
    return fragment(html)


@pytest.fixture(scope="module")
def picture(figure: Figure, draw: Draw) -> ET.Element:
    return ET.fromstring(figure_svg(figure, tokens=TOKENS, draw=draw, origin="On Record · A page"))  # noqa: S314 - our own


def bare(text: str) -> str:
    """Return text without spaces, as lines and elements break it anywhere."""
    return re.sub(r"\s", "", text)


def words_of(figure: Figure) -> list[str]:
    found = [figure.title, figure.subtitle, figure.note, figure.sources]
    for item in items_of(figure):
        found += [item.text] if isinstance(item, FigureText) else [item.word] if isinstance(item, Sign) and not item.alone else []
    for block in figure.body:
        if isinstance(block, Plot):
            found += block.words
        else:
            found += [block.caption, *(tick.label for column in block.columns for tick, _ in roomy(column))]
            found += [column.label for column in block.columns if not column.ticks and not block.bare]
    return [one for one in found if one.strip()]


def of_class(tree: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in tree.iter() if name in (one.get("class") or "").split()]


def all_of(figure: Figure, *kinds: type) -> list[Any]:
    return [item for item in items_of(figure) if isinstance(item, kinds)]


def test_the_figure_of_everything_has_all_that_a_figure_may_have() -> None:
    items = list(items_of(EVERYTHING))
    marks = {(item.tone, item.glyph, item.hollow, bool(item.href)) for item in items if isinstance(item, Mark)}
    assert {type(item) for item in items} == {FigureText, Sign, Mark, FigureRef, Strip}
    assert {type(block) for block in EVERYTHING.body} == {Grid, Plot}
    assert {mark[:3] for mark in marks} == {*product(get_args(Tone), get_args(Glyph), (False, True))}
    assert {piece.style for item in items if isinstance(item, Strip) for piece in item.pieces} == {*STYLES}


def test_every_word_is_on_the_page(figure: Figure, page: ET.Element) -> None:
    text = bare("".join(page.itertext()))
    heard = [item.word for item in all_of(figure, Sign)] + [
        column.label for grid in figure.body if isinstance(grid, Grid) for column in grid.columns
    ]
    assert [word for word in (*words_of(figure), *heard) if bare(word) not in text] == []


def test_every_word_is_in_the_picture(figure: Figure, picture: ET.Element) -> None:
    text = bare("".join(picture.itertext()))
    assert [word for word in words_of(figure) if not all(bare(part) in text for part in re.split(r"[\s]+", word))] == []
    assert bare("On Record · A page") in text


def test_words_look_on_the_page_as_they_are_meant(figure: Figure, page: ET.Element) -> None:
    texts = all_of(figure, FigureText)
    assert len(of_class(page, "t--strong")) == sum(one.emphasis == "strong" for one in texts)
    stand_back = "".join("".join(one.itertext()) for one in of_class(page, "t--muted"))
    assert bare(stand_back) == bare("".join(one.text for one in texts if one.emphasis == "muted"))
    assert len(of_class(page, "unsure")) == sum(one.doubtful for one in texts)
    assert [one.get("datetime") for one in page.iter("time")] == [one.when for one in texts if one.when and one.href is None]
    leads = [one.get("href") for table in of_class(page, "gr") for one in table.iter("a") if one.get("class") not in ("um__one", "ref")]
    assert leads == [f"../{one.href}" for one in texts if one.href is not None]


def test_every_sign_is_drawn_and_said(figure: Figure, page: ET.Element, picture: ET.Element) -> None:
    signs = all_of(figure, Sign)
    assert [(one.get("class"), "".join(one.itertext())) for one in of_class(page, "st")] == [
        (f"st g--{one.glyph}", str(one.word)) for one in signs
    ]
    drawn = ET.tostring(picture, encoding="unicode").replace('"', "'")
    for glyph in {one.glyph for one in signs}:
        paths = re.findall(r" d='([^']+)'", TOKENS.glyphs[glyph])
        assert all(drawn.count(path) >= sum(one.glyph == glyph for one in signs) for path in paths)


def test_every_mark_is_on_the_page_with_its_words_and_its_link(figure: Figure, page: ET.Element) -> None:
    marks, shown = all_of(figure, Mark), of_class(page, "um__one")
    assert [one.get("title") for one in shown] == [str(mark.label) for mark in marks]
    assert [one.get("href") for one in shown] == [None if mark.href is None else f"../{mark.href}" for mark in marks]
    assert [[part.text for part in of_class(one, "um__letter")] for one in shown] == [[mark.letter] * bool(mark.letter) for mark in marks]
    assert [look(one) for one in shown] == [meant(mark) for mark in marks]


def test_every_mark_is_in_the_picture(figure: Figure, picture: ET.Element) -> None:
    marks = all_of(figure, Mark)
    shown = [one for one in picture.iter(f"{SVG}g") if one.find(f"{SVG}title") is not None and of_class(one, "u")]
    assert [one.findtext(f"{SVG}title") for one in shown] == [str(mark.label) for mark in marks]
    assert [one.findtext(f"{SVG}text") or "" for one in shown] == [mark.letter for mark in marks]
    assert [look(one) for one in shown] == [meant(mark) for mark in marks]


def look(mark: ET.Element) -> tuple[str, str]:
    (shape,) = of_class(mark, "u")
    return shape.tag.rpartition("}")[2], shape.get("class", "")


def meant(mark: Mark) -> tuple[str, str]:
    return {"circle": "circle", "triangle": "path", "square": "rect"}[mark.glyph], f"u u--{mark.tone}{' u--hollow' if mark.hollow else ''}"


def drawn_as(strip: Strip) -> list[str]:
    """Return the tone of each part of a strip in order; a glyph has none, hatching that thins out is in three."""
    found = []
    for piece in strip.pieces:
        parts = 0 if piece.style == "glyph" else 3 if piece.style.startswith("unknown") else 1
        found += [f"d--{piece.tone}{' d--faint' if piece.faint else ''}"] * parts
    return found


def test_every_piece_of_a_strip_is_on_the_page_and_in_the_picture(figure: Figure, page: ET.Element, picture: ET.Element) -> None:
    strips = all_of(figure, Strip)
    on_page = [one for one in page.iter("svg") if one.get("class") == "strip"]
    on_page += [one for one in page.iter(f"{SVG}svg") if one.get("class") == "strip"]
    in_picture = [
        one for one in picture.iter(f"{SVG}svg") if one.get("class") == "strip" and of_class(one, "d-minor") + of_class(one, "d-major")
    ]
    assert [tones(one) for one in on_page] == [drawn_as(strip) for strip in strips]
    assert [tones(one) for one in in_picture if tones(one)] == [drawn for strip in strips if (drawn := drawn_as(strip))]
    glyphs = sum(piece.style == "glyph" for strip in strips for piece in strip.pieces)
    assert sum(one.get("overflow") == "visible" and one.get("class") is None for strip in on_page for one in strip.iter()) == glyphs


def tones(strip: ET.Element) -> list[str]:
    return [
        found[0]
        for one in strip.iter()
        if (found := re.search(r"d--(?:plain|accent|with|neither|against)(?: d--faint)?", one.get("class") or ""))
    ]


def test_every_reference_leads_to_the_list_of_sources(figure: Figure, page: ET.Element, picture: ET.Element) -> None:
    refs, shown = all_of(figure, FigureRef), of_class(page, "ref")
    assert [(one.text, one.get("href"), one.get("aria-label")) for one in shown] == [
        (str(ref.number), ref.href.removeprefix("here/"), f"Source {ref.number}: {ref.name}") for ref in refs
    ]
    text = "".join(picture.itertext())
    assert all(f"[{ref.number}]" in text for ref in refs)


def test_every_dot_of_a_plot_is_drawn_full_or_hollow_and_leads_somewhere(figure: Figure, html: str, picture: ET.Element) -> None:
    for plot in (block for block in figure.body if isinstance(block, Plot) and block.kind == "dots"):
        dots = [dot for row in plot.data["rows"] for dot in row["dots"]]  # type: ignore[attr-defined]
        (layer,) = of_class(fragment(html), "plot__over")
        assert Counter(one.get("href") for one in layer) == Counter(f"../{plot.links[dot['key']]}" for dot in dots)
        assert {tuple(part.tag.rpartition("}")[2] for part in one) for one in layer} == {("title", "circle", "circle", "circle")}
        for shapes in ([*layer], of_class(picture, "dot")):
            assert len(shapes) == len(dots)
            assert sum("u--hollow" in (one.get("class") or "") for one in shapes) == sum(dot["hollow"] for dot in dots)
    assert "onrecord.invalid" not in html


def test_every_place_of_a_map_has_its_number_in_each_drawing(figure: Figure, html: str, picture: ET.Element) -> None:
    for plot in (block for block in figure.body if isinstance(block, Plot) and block.kind == "map"):
        numbers = {one["number"] for one in plot.data["marks"]}  # type: ignore[attr-defined]
        on_page = [labels_of(drawing) for (shown,) in [of_class(fragment(html), "plot")] for drawing in shown]
        assert [numbers - one for one in (*on_page, labels_of(picture))] == [set()] * 4


def labels_of(drawing: ET.Element) -> set[int]:
    """Return the numbers in the words of a drawing, those that stand for several among them."""
    words = ", ".join(one.text or "" for one in drawing.iter() if str(one.tag).endswith("text"))
    spans = re.findall(r"(?<!\S)(\d+)(?:–(\d+))?(?=,|$)", words)
    return {number for first, last in spans for number in range(int(first), int(last or first) + 1)}


def test_every_value_is_in_the_file(figure: Figure) -> None:
    assert figure.table is not None
    rows = list(csv.reader(StringIO(csv_of(figure.table).decode("utf-8-sig"))))
    assert len(rows) == len(figure.table.rows) + 1
    for row, values in zip(rows[1:], figure.table.rows, strict=True):
        assert len(row) == len(values) == len(figure.table.columns)
        for entry, value in zip(row, values, strict=True):
            written = "" if value is None else str(value)
            assert entry.lstrip("'") == written or float(entry) == float(written.replace(",", "").replace("−", "-"))


def test_the_data_of_a_figure_are_read_on_the_page_unless_it_is_a_list_of_them(figure: Figure, html: str) -> None:
    assert figure.table is not None
    assert ("Data behind this figure" in html) == figure.table.shown
    assert figure.table.shown or any(isinstance(block, Grid) for block in figure.body)


def test_no_id_stands_twice_and_nothing_is_styled_in_place(page: ET.Element) -> None:
    ids = [name for one in page.iter() if (name := one.get("id"))]
    assert len(ids) == len(set(ids))
    assert [one.tag for one in page.iter() if one.get("style") is not None] == []


def test_it_can_be_passed_over(page: ET.Element) -> None:
    (skip,) = of_class(page, "fig__skip")
    (figure,) = page.iter("figure")
    assert figure[-1].get("id") == (skip.get("href") or "")[1:]


def test_more_than_eight_marks_are_one_stop(figure: Figure, page: ET.Element) -> None:
    marks = [item for item in items_of(figure) if isinstance(item, Mark) and item.href is not None]
    (frame,) = page.iter("figure")
    assert (frame.get("data-rove") is not None) == (len(marks) > 8)


def test_nothing_but_the_writers_knows_the_classes_of_figures() -> None:
    sheets = [(TEMPLATES / "assets" / "css" / f"07-{name}.css").read_text(encoding="utf-8") for name in ("drawing", "figures")]
    shared = {"vh", "refs", "tablewrap", "on", "st"}  # components of any page
    names = {name for sheet in sheets for name in re.findall(r"\.([a-z][\w-]*)", sheet)} - shared
    written = re.compile(rf"class=[\"'](?:[\w -]* )?(?:{'|'.join(sorted(map(re.escape, names)))})[ \"']")
    places = [
        path for path in (ROOT / "generator").rglob("*.py") if "writers" not in path.parts and written.search(path.read_text("utf-8"))
    ]
    assert places == []


def test_dots_never_cover_one_another_and_those_of_neither_side_stay_on_the_line() -> None:
    dots = [
        {"key": str(n), "description": "", "side": side, "tone": "with", "hollow": False, "from": 50, "to": 50}
        for n, side in enumerate([0, 1, -1] * 3)
    ]
    placed = vars(dots_chart)["_placed"](dots, 700.0)
    places = [(dot["level"], dot["at"]) for dot in placed]
    assert len(placed) == len(dots)
    assert {dot["level"] for dot in placed if not dot["side"]} == {0}
    assert all(a[0] != b[0] or abs(a[1] - b[1]) * 6.88 > 11.9 for a, b in combinations(places, 2))


def test_a_mere_sign_takes_the_direction_of_the_page() -> None:
    figure = Figure("fig-quoted", "T", "S", (Grid((Column("C"),), (Row((cell("«", "said", "»", "3–5"),)),)),), "N")
    with using_locale("ar"):
        page = figure_html(figure, tokens=TOKENS, draw=str)
    assert '<span>«</span><span dir="auto">said</span><span>»</span><span dir="auto">3–5</span>' in page


def texts_of(figure: Figure, tag: str) -> dict[str, ET.Element]:
    """Return the texts of the picture of a figure in a locale, by their words without the marks of directions."""
    with using_locale(tag):
        tree = ET.fromstring(figure_svg(figure, tokens=TOKENS, draw=str, origin="O"))  # noqa: S314 - our own
    return {re.sub("[\u2066-\u2069]", "", one.text or ""): one for one in tree.iter(f"{SVG}text")}


def test_a_picture_in_a_language_from_right_to_left_is_the_mirror_image_of_one_from_left_to_right() -> None:
    row = Row(
        (cell("left", Mark("An act", None, "with", "circle", hollow=False, letter="")), cell("12"), cell(Strip((Piece("dot", 10, 0),))))
    )
    grid = Grid((Column("Words", width=10), Column("Count", "number", 4), Column("When", "strip", 18)), (row,))
    figure = Figure("fig-mirrored", "T", "S", (grid,), "N")
    there, here = texts_of(figure, "en"), texts_of(figure, "ar")
    assert there.keys() == here.keys()
    for words, one in there.items():
        assert float(here[words].attrib["x"]) == pytest.approx(WIDTH - float(one.attrib["x"]), abs=0.5), words
        assert here[words].get("text-anchor") == "end"
        assert "text-anchor" not in one.attrib
        assert here[words].text == f"\u2067{words}\u2069"
    with using_locale("ar"):
        svg = figure_svg(figure, tokens=TOKENS, draw=str, origin="O")
    strip = re.search(r'<svg class="strip" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    assert strip
    assert float(strip[1]) < float(here["12"].attrib["x"]) - float(strip[2])


@pytest.mark.parametrize(
    ("tag", "name", "language", "written"),
    [
        ("ar", "Great Northport", "en", "\u2067\u2066Great Northport\u2069: 17\u2069"),
        ("ar", "ميناء", "", "\u2067ميناء: 17\u2069"),
        ("en", "ميناء الشمال", "ar", "\u2067ميناء الشمال\u2069: 17"),
        ("en", "Port du Nord", "fr", "Port du Nord: 17"),
        ("en", "12", "ar", "\u206712\u2069: 17"),
    ],
)
def test_words_in_a_picture_keep_their_own_direction_and_what_follows_them_that_of_the_page(
    tag: str, name: str, language: str, written: str
) -> None:
    title = (LocalizedText(name, language) if language else name) + ": 17"
    found = texts_of(Figure("fig-turned", title, "", (), ""), tag)
    assert [one.text for one in found.values() if (one.text or "").strip("\u2066\u2067\u2069").startswith(name)] == [written]


def test_words_of_the_other_direction_that_are_broken_into_lines_keep_it_in_each() -> None:
    name = LocalizedText("The Association for the Improvement of the Northern Ferry " * 3, "en")
    lines = [one.text or "" for one in texts_of(Figure("fig-long", name, "", (), ""), "ar").values() if "Ferry" in (one.text or "")]
    assert len(lines) > 1
    for one in lines:
        assert one.startswith("\u2067\u2066")
        assert one.endswith("\u2069\u2069")
        assert " \u2069" not in one
