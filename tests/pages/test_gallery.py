"""Every figure that a page shows can be taken from it: its links hold, its names are its own, its code is inert."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from generator.charts.figure import Figure, Table
from generator.charts.scale import Number
from generator.corpus import Corpus
from generator.derive.alignment import alignment
from generator.derive.publishing import published
from generator.pages import list_pages
from generator.pages.desk import Desk
from generator.pages.gallery import Gallery, Shown, embed_view
from generator.records.publication import Publication
from generator.render import make_environment
from tests.conftest import TODAY
from tests.sites import TEMPLATES, fake_draw, fragment

if TYPE_CHECKING:
    from generator.checking import Checked

DRAWING = '<ol><li><a href="../../claims/ferry/">A</a> <a class="ref" href="#s-1">1</a> <a href="https://example.org/x">out</a></li></ol>'
HOSTILE = '"><script>alert(1)</script>'


def figure(drawing: str = DRAWING, title: str = "Ferries sink", *, empty: bool = False) -> Figure:
    return Figure("fig-ferries", title, "", drawing, "", Table(["a"], [["1"], ["2"]]), empty=empty)


def corpus(**fields: object) -> Corpus:
    return Corpus((), publication=Publication.model_validate(fields))


def embedded(shown: Shown, given: str = "", **fields: object) -> str:
    view = embed_view(corpus(**fields), given, shown, "The page")
    return make_environment(TEMPLATES).get_template("embed.html.j2").render(view=view)


def test_a_figure_is_shown_with_links_to_its_files() -> None:
    html = Gallery().show("explainers/ferry.md", figure())
    links = [link.get("href") for link in fragment(html).iter("a") if link.get("download") is not None]
    assert links == [f"../../figures/explainers/ferry/ferries/ferries.{kind}" for kind in ("csv", "svg", "png")]
    assert 'href="../../figures/explainers/ferry/ferries/">Embed</a>' in html


def test_a_figure_without_anything_in_it_is_not_offered() -> None:
    gallery = Gallery()
    assert "Download" not in gallery.show("index.md", figure(empty=True))
    assert list(gallery) == []


def test_a_second_figure_of_a_name_gets_a_number_and_ids_of_its_own() -> None:
    gallery = Gallery()
    drawing = '<svg><g id="fig-ferries-grid"></g><use href="#fig-ferries-grid"/><g clip-path="url(#fig-ferries-720-0)"></g></svg>'
    gallery.show("index.md", figure())
    gallery.show("elsewhere.md", figure())
    second = gallery.show("index.md", figure(drawing))
    assert 'id="fig-ferries-2"' in second
    assert '<g id="fig-ferries-2-grid"></g><use href="#fig-ferries-2-grid"/><g clip-path="url(#fig-ferries-2-720-0)"></g>' in second
    assert [shown.folder for shown in gallery] == ["figures/elsewhere/ferries/", "figures/index/ferries-2/", "figures/index/ferries/"]


def test_the_same_figure_twice_on_a_page_has_no_id_twice() -> None:
    gallery = Gallery()
    drawing = '<svg><g id="fig-ferries-grid"></g><use href="#fig-ferries-grid"/></svg>'
    tree = fragment("".join(gallery.show("index.md", figure(drawing)) for _ in range(3)))
    ids = [found for one in tree.iter() if (found := one.get("id"))]
    assert len(ids) == len(set(ids)) == 9
    assert {link for one in tree.iter("use") if (link := one.get("href"))} <= {f"#{name}" for name in ids}


def test_links_of_a_figure_alone_lead_where_those_of_its_page_do() -> None:
    view = embed_view(corpus(), "", Shown("explainers/ferry.md", figure()), "The page")
    page = "../../../../explainers/ferry/"
    assert [link.get("href") for link in fragment(view.figure).iter("a")] == [
        f"{page}../../claims/ferry/",
        f"{page}#s-1",
        "https://example.org/x",
    ]
    assert view.page == f"{page}#fig-ferries"


def test_a_figure_of_the_home_page_finds_its_way() -> None:
    view = embed_view(corpus(), "", Shown("index.md", figure('<a href="claims/ferry/">A</a><a href="./">B</a>')), "Home")
    assert [link.get("href") for link in fragment(view.figure).iter("a")] == ["../../../claims/ferry/", "../../../"]


@pytest.mark.parametrize(
    ("given", "own"), [("https://a.example/b", ""), ("", "https://a.example/b/"), ("https://a.example/b/", "https://c.example")]
)
def test_addresses_are_whole_where_the_site_has_one(given: str, own: str) -> None:
    html = embedded(Shown("explainers/ferry.md", figure()), given, **({"site_url": own} if own else {}))
    assert '<link rel="canonical" href="https://a.example/b/explainers/ferry/#fig-ferries">' in html
    assert 'src="https://a.example/b/figures/explainers/ferry/ferries/"' in unescape(html)


def test_without_an_address_the_code_says_what_to_put_in_its_place() -> None:
    html = embedded(Shown("explainers/ferry.md", figure()))
    assert "canonical" not in html
    assert '<iframe src="ADDRESS"' in unescape(html)
    assert "in the place of ADDRESS" in html


def test_hostile_words_are_inert_on_the_page_and_in_its_code() -> None:
    html = embedded(Shown("explainers/ferry.md", figure(title=HOSTILE)), title=HOSTILE)
    assert "<script" not in html
    code = unescape(html.partition("<code>")[2].partition("</code>")[0])
    assert fragment(code).find("iframe") is not None
    assert [one.get("title") for one in fragment(code).iter("iframe")] == [HOSTILE]


def test_a_figure_alone_has_a_policy_and_no_script() -> None:
    html = embedded(Shown("explainers/ferry.md", figure()))
    assert "default-src 'none'; style-src 'self'" in unescape(html)
    assert '<base target="_blank">' in html
    assert "style=" not in html


def test_the_numbers_in_the_data_of_every_figure_are_known_to_be_numbers(small: Checked) -> None:
    desk = Desk(published(small.corpus), alignment(small.corpus), TODAY, fake_draw)
    assert [*list_pages(desk)]
    tables = [shown.figure.table for shown in desk.gallery if shown.figure.table]
    cells = [(name, cell) for table in tables for row in table.rows for name, cell in zip(table.columns, row, strict=True)]
    unknown = {name for name, cell in cells if re.fullmatch(r"-?\d+(\.\d+)?", cell) and not isinstance(cell, Number)}
    assert unknown <= {"Credibility", "Date", "Date (EDTF)", "Due (EDTF)", "EDTF", "Made", "Made (EDTF)", "When", "Within"}
    assert any(isinstance(cell, Number) and cell.startswith("-") for _, cell in cells)
