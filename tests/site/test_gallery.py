"""Every figure that a page shows can be taken from it: its links hold, its names are its own, its code is inert."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from generator.figures.figure import Column, Figure, FigureRef, FigureText, Grid, Mark, Plot, Row, Table, cell, line
from generator.language.localized import LocalizedText, runs_of
from generator.model.corpus import Corpus
from generator.model.records.publication import Publication
from generator.site.gallery import FigureView, embed_view, origin_of
from tests.sites import context_of, environment_of, fake_draw, fragment, html_of

if TYPE_CHECKING:
    from generator.site.context import PageContext

HOSTILE = '"><script>alert(1)</script>'
LINKS = line(
    FigureText("A", "claims/ferry/"),
    FigureRef(1, "The Gazette", "explainers/ferry/#s-1"),
    FigureText("out", "https://example.org/x"),
    Mark("Home", "./"),
)


def figure(title: str = "Ferries sink", *, empty: bool = False) -> Figure:
    grid = Grid((Column("What"),), (Row(((LINKS,),)),))
    return Figure("fig-ferries", title, "", () if empty else (grid,), "", Table(["a"], [["1"], ["2"]]))


def corpus(**fields: object) -> Corpus:
    return Corpus((), publication=Publication.model_validate(fields))


def context(page: str) -> PageContext:
    return context_of(corpus(), page)


def embedded(shown: FigureView, given: str = "", **fields: object) -> str:
    view = embed_view(context_of(corpus(**fields), site_url=given).site, shown, "The page", fake_draw)
    return environment_of().get_template("embed.html.j2").render(view=view)


def links(html: str) -> list[str | None]:
    return [link.get("href") for link in fragment(html).iter("a") if "fig__skip" not in (link.get("class") or "")]


def test_a_figure_is_shown_with_links_to_its_files_and_places() -> None:
    assert links(html_of(context("explainers/ferry.md").show(figure()))) == [
        *("../../claims/ferry/", "#s-1", "https://example.org/x", "../.././"),
        *(f"../../figures/explainers/ferry/ferries/{name}" for name in ("ferries.csv", "ferries.svg", "ferries.png", "")),
    ]


def test_a_figure_of_the_home_page_finds_its_way() -> None:
    assert links(html_of(context("index.md").show(figure())))[:4] == [
        "claims/ferry/",
        "explainers/ferry/#s-1",
        "https://example.org/x",
        "./",
    ]


def test_a_figure_without_anything_in_it_is_not_offered() -> None:
    here = context("index.md")
    html = html_of(here.show(figure(empty=True)))
    assert "Nothing to show." in html
    assert "Download" not in html
    assert list(here.site.gallery) == []


def test_a_selection_is_not_offered() -> None:
    here = context("index.md")
    assert "Download" not in html_of(here.show(figure(), files=False))
    assert list(here.site.gallery) == []


def test_a_second_figure_of_a_name_gets_a_number_and_ids_of_its_own() -> None:
    here = context("index.md")
    html = "".join(html_of(one.show(figure())) for one in (here, here.at("elsewhere.md"), here, here))
    names = [one.get("id") for one in fragment(html).iter() if one.get("id")]
    assert names.count("fig-ferries") == 2  # on two pages
    assert {"fig-ferries-2", "fig-ferries-3"} <= set(names)
    assert [shown.folder for shown in here.site.gallery] == [
        f"figures/{name}/" for name in ("elsewhere/ferries", "index/ferries-2", "index/ferries-3", "index/ferries")
    ]


def test_links_of_a_figure_alone_lead_where_those_of_its_page_do() -> None:
    view = embed_view(context_of(corpus()).site, FigureView("explainers/ferry.md", figure()), "The page", fake_draw)
    root = "../../../../"
    assert links(view.figure) == [f"{root}claims/ferry/", f"{root}explainers/ferry/#s-1", "https://example.org/x", f"{root}./"]
    assert view.page == f"{root}explainers/ferry/#fig-ferries"


@pytest.mark.parametrize(
    ("given", "own"), [("https://a.example/b", ""), ("", "https://a.example/b/"), ("https://a.example/b/", "https://c.example")]
)
def test_addresses_are_whole_where_the_site_has_one(given: str, own: str) -> None:
    shown, fields = FigureView("explainers/ferry.md", figure()), {"site_url": own} if own else {}
    html = embedded(shown, given, **fields)
    assert '<link rel="canonical" href="https://a.example/b/explainers/ferry/#fig-ferries">' in html
    assert 'src="https://a.example/b/figures/explainers/ferry/ferries/"' in unescape(html)
    assert origin_of(context_of(corpus(title="Ferries", **fields), site_url=given).site, shown, "The page") == (
        "Ferries · The page · https://a.example/b/explainers/ferry/#fig-ferries"
    )


def test_where_a_figure_comes_from_is_said_in_the_languages_of_its_titles() -> None:
    origin = origin_of(
        context_of(corpus(title="Ferries")).site, FigureView("explainers/ferry.md", figure()), LocalizedText("La page", "fr")
    )
    assert [(run.text, run.language) for run in runs_of(origin)] == [("Ferries · ", ""), ("La page", "fr")]


def test_without_an_address_the_code_says_what_to_put_in_its_place() -> None:
    html = embedded(FigureView("explainers/ferry.md", figure()))
    assert "canonical" not in html
    assert '<iframe src="ADDRESS"' in unescape(html)
    assert "in the place of ADDRESS" in html


def test_hostile_words_are_inert_on_the_page_and_in_its_code() -> None:
    html = embedded(FigureView("explainers/ferry.md", figure(HOSTILE)), title=HOSTILE)
    assert "<script" not in html
    code = unescape(html.partition("<code>")[2].partition("</code>")[0])
    assert fragment(code).find("iframe") is not None
    assert [one.get("title") for one in fragment(code).iter("iframe")] == [HOSTILE]


def test_a_drawing_alone_has_the_table_that_its_page_leaves_out() -> None:
    drawn = Plot("dots", {"rows": [], "ticks": []}, {}, ())
    unlisted = replace(figure(), body=(drawn,), table=Table(["a"], [["1"]], shown=False))
    assert "Data behind this figure" in embedded(FigureView("explainers/ferry.md", unlisted))
    assert "Data behind this figure" not in embedded(FigureView("explainers/ferry.md", replace(unlisted, body=figure().body)))


def test_a_figure_alone_has_a_policy_and_no_script() -> None:
    html = embedded(FigureView("explainers/ferry.md", figure()))
    assert "default-src 'none'; style-src 'self'" in unescape(html)
    assert '<base target="_blank">' in html
    assert "style=" not in html


def test_a_cell_has_words_as_text() -> None:
    assert cell("a") == ((FigureText("a"),),)
