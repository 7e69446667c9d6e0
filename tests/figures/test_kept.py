"""The picture of every figure, and a page with everything in it, as they are kept in tests/figures/pictures/.

`pytest tests/figures/test_kept.py --snapshot-update` writes them anew; look at them, and read the difference, before keeping it.
"""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from generator.analysis.publishing import published
from generator.figures.figure import AxisTick, Column, Figure, FigureRef, FigureText, Grid, Mark, Piece, Row, Sign, Strip, Table, cell
from generator.figures.writers.html import figure_html
from generator.figures.writers.svg import figure_svg
from generator.figures.writers.wrapping import SLACK, width_of
from generator.site.figures import figure_context
from generator.system.files import write_whole
from tests.figures.test_writers import DRAWN, STYLES, TOKENS
from tests.sites import ROOT, context_of, fake_draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.figures.figure import Glyph, Tone
    from generator.verify.checking import Checked

KEPT: Final = ROOT / "tests" / "figures" / "pictures"
KEEP: Final = "look at it, then run: .venv/bin/pytest tests/figures/test_kept.py --snapshot-update --no-cov -n0"
SVG: Final = "{http://www.w3.org/2000/svg}"
LONG: Final = "Words that go on and on, past the end of their column, in as many lines as they need; Donaudampfschifffahrtsgesellschaft."
TONES: Final[tuple[Tone, ...]] = ("plain", "with", "neither", "against", "accent")
GLYPHS: Final[tuple[Glyph, ...]] = ("circle", "square", "triangle")


def _strips(start: float, end: float) -> Iterator[Row]:
    for index, style in enumerate(STYLES):
        piece = Piece(style, start, end, TONES[index % 5], faint=index % 3 == 0, glyph="supported", shift=index % 2 * 5.0)
        yield Row((cell(style), (), cell(Strip((piece,))), cell(str(index * 1000))))


def crowded() -> Figure:
    """Return a figure with every mark and strip, at the edges too, and words that need more room than they have."""
    ticks = (AxisTick(0, "2020", major=True), AxisTick(50, "2021"), AxisTick(88, "2022"), AxisTick(99, "2023"))
    columns = (
        Column("What"),
        Column("Which", "marks", 12),
        Column("When", "strip", 14, ticks=ticks),
        Column("How many of it", "number", 5),
    )
    marks = tuple(Mark(f"{tone} {glyph}", "a/", tone, glyph) for tone in TONES for glyph in GLYPHS)
    doubtful = tuple(Mark(f"doubtful {glyph}", None, "with", glyph, hollow=True, letter="?") for glyph in GLYPHS)
    lettered = tuple(Mark(f"lettered {glyph}", "a/", "against", glyph, letter="3") for glyph in GLYPHS)
    signs = (Sign("supported", "supported"), Sign("disputed", "disputed", alone=True))
    told = (
        FigureText("Strong", "a/", "strong"),
        FigureText(" and muted", emphasis="muted"),
        FigureRef(3, "A source", "#s-3"),
        FigureText(" in 渡轮开往对岸，"),
    )
    rows = (
        Row((cell(FigureText("A heading", emphasis="strong"), FigureText(" with more", emphasis="muted")),), heading=True, anchor="1"),
        Row((cell(LONG), (marks, doubtful), cell(Strip((Piece("dot", 50, 50),))), cell("1,234")), below=(told, (FigureText(LONG),))),
        Row((cell("A part"), (lettered, signs), (), cell("12"))),
        *_strips(20, 40.004),
        *_strips(-3, -2),
        *_strips(99.9, 100),
    )
    narrow = Grid((Column("Bare", width=70), Column("Another", width=80)), (Row((cell(LONG), cell("x"))),), bare=True)
    headed = Grid((Column("Long"), Column("Wide", "number", 6)), (Row((cell("渡" * 80), cell("7"))),), caption=LONG)
    table = Table(["What", "How many"], [["A", 1], ["B", None]])
    grid = Grid(columns, rows, caption="A caption")
    return Figure("fig-crowded", LONG, "All of it", (grid, narrow, headed), f"A note. {LONG}", table, sources="The Gazette")


def picture_of(figure: Figure) -> str:
    return figure_svg(figure, tokens=TOKENS, draw=fake_draw, origin="On Record · A page")


def difference(request: pytest.FixtureRequest, name: str, now: str) -> str:
    """Return how a file differs from what is kept of it."""
    written = now.replace("><", ">\n<").strip() + "\n"
    if request.config.getoption("--snapshot-update"):
        write_whole(KEPT / name, written.encode())
    before = (KEPT / name).read_text(encoding="utf-8") if (KEPT / name).exists() else ""
    return "\n".join(unified_diff(before.splitlines(), written.splitlines(), f"kept/{name}", f"now/{name}", n=1, lineterm=""))


@pytest.mark.parametrize("name", DRAWN)
def test_pictures_are_as_kept(request: pytest.FixtureRequest, small: Checked, name: str) -> None:
    corpus = published(small.corpus)
    figure = DRAWN[name](corpus, figure_context(context_of(corpus)))
    assert difference(request, f"{name}.svg", picture_of(figure)) == "", KEEP


def test_a_crowded_figure_is_as_kept(request: pytest.FixtureRequest) -> None:
    assert difference(request, "crowded.svg", picture_of(crowded())) == "", KEEP
    page = figure_html(crowded(), tokens=TOKENS, draw=fake_draw, root="../", page="here/", folder="figures/x/")
    assert difference(request, "crowded.html", page) == "", KEEP


def test_nothing_is_kept_of_no_figure() -> None:
    assert {path.name for path in KEPT.iterdir()} == {*(f"{name}.svg" for name in DRAWN), "crowded.svg", "crowded.html"}


def test_words_of_two_styles_stand_apart_in_a_picture() -> None:
    row = Row((cell(FigureText("AB", emphasis="strong"), FigureText(" two", emphasis="muted")),))
    drawn = ET.fromstring(picture_of(Figure("fig-x", "Title", "", (Grid((Column("What"),), (row,)),), "")))  # noqa: S314 - our own
    first, second = (float(one.get("x", "")) for one in drawn.iter(f"{SVG}text") if one.text in ("AB", "two"))
    assert second - first == pytest.approx((667 * 2 * 1.07 + 278) * 12 / 1000, abs=0.06)


def test_letters_are_as_wide_as_those_of_the_font() -> None:
    """The sums are those of Liberation Sans, in thousandths of its size."""
    widths = [round(width_of(letter, 1000) / SLACK) for letter in map(chr, range(32, 127))]
    assert (sum(widths), sum(at * wide for at, wide in enumerate(widths))) == (50058, 2344413)
    assert [round(width_of(letter, 1000) / SLACK) for letter in "é\u2e7f\u2e80渡"] == [600, 600, 1000, 1000]


@pytest.mark.parametrize(("number", "left"), [(60, ""), (61, "… and 1 more row in the data"), (62, "… and 2 more rows in the data")])
def test_a_picture_has_sixty_rows_and_says_how_many_are_left(number: int, left: str) -> None:
    rows = tuple(Row((cell(f"row {one}."),)) for one in range(number))
    picture = picture_of(Figure("fig-x", "Title", "", (Grid((Column("What"),), rows),), ""))
    assert [one for one in range(number) if f"row {one}." not in picture] == [*range(60, number)]
    assert left in picture
    assert ("more row" in picture) is bool(left)
