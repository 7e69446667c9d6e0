"""Links of a site: what leads nowhere is named with its page, what is elsewhere or is there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.builder.site_links import anatomy_of, broken_links

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "index.html": '<h1 id="top">Home</h1>',
    "claims/index.html": '<h2 id="R&amp;D">R&amp;D</h2><p class="x" id="نهر">river</p>',
    "claims/a/index.html": "",
}


def _broken(site: Path, pages: dict[str, str]) -> list[tuple[str, str]]:
    return list(broken_links(site, {page: anatomy_of(page, html) for page, html in pages.items()}))


def broken(site: Path, page: str, link: str) -> bool:
    (site / "data").mkdir(exist_ok=True)
    (site / "data" / "all of it.csv").write_text("a", encoding="utf-8")
    html = f'{PAGES.get(page, "")}<p>\n<a class="x"\n href="{link}">x</a></p>'
    return _broken(site, {**PAGES, page: html}) == [(page, link)]


@pytest.mark.parametrize(
    "link",
    [
        *(
            "claims/b/",
            "claim/",
            "claims/#R",
            "#bottom",
            "claims/#r&amp;d",
            "claims/%D9%86%D9%87/",
            "claims/#%D9%86%D9%87",
            "data/",
            "../x/",
        ),
        *("claims/b/index.html", "data/all.csv", "data/all%2520of%2520it.csv", "claims", "claims/a/?q=1#x"),
    ],
)
def test_what_is_not_there_is_named_with_the_page(tmp_path: Path, link: str) -> None:
    assert broken(tmp_path, "index.html", link)


@pytest.mark.parametrize(
    "link",
    [
        *("", "#", "#top", "claims/", "./claims/", "claims/index.html", "claims/#R&amp;D", "claims/#R%26D", "claims/#%D9%86%D9%87%D8%B1"),
        *(
            "claims/#نهر",
            "data/all%20of%20it.csv",
            "data/all of it.csv",
            "data/all%20of%20it.csv#row=2",
            "claims/?q=1",
            "https://a.example/no",
            "//a.example/no",
        ),
        *("mailto:a@b.example", "data:text/plain,x", "/elsewhere/on/this/host/"),
    ],
)
def test_what_is_there_or_elsewhere_is_left_alone(tmp_path: Path, link: str) -> None:
    assert not broken(tmp_path, "index.html", link)


@pytest.mark.parametrize(
    ("link", "leads_nowhere"),
    [
        ("../", False),
        ("..", False),
        ("../..", False),
        (".", False),
        ("../../", False),
        ("../../#top", False),
        ("../../../", True),
        ("../b/", True),
    ],
)
def test_a_link_is_read_from_where_its_page_stands(tmp_path: Path, link: str, *, leads_nowhere: bool) -> None:
    assert broken(tmp_path, "claims/a/index.html", link) is leads_nowhere


def test_images_and_scripts_are_links_and_words_and_other_attributes_are_not(tmp_path: Path) -> None:
    html = '<img alt=\'href="a/"\' src="a.png"><script src="a.js"></script><p title="src">href="b/"</p><p data-href="c/">x</p>'
    assert [link for _, link in _broken(tmp_path, {"index.html": html})] == ["a.png", "a.js"]


@pytest.mark.parametrize(
    "html",
    [
        *("<a href='b/'>x</a>", "<a href=b/>x</a>", '<A HREF="b/">x</A>', '<a href = "b/">x</a>', '<form action="b/"></form>'),
        *('<a title="1 > 0" href="b/">x</a>', "<a title='\"' href='b/'>x</a>", '<a\tdata-x id=y href="b/">x</a>'),
    ],
)
def test_a_link_is_read_however_it_is_written(tmp_path: Path, html: str) -> None:
    assert _broken(tmp_path, {"index.html": html}) == [("index.html", "b/")]


@pytest.mark.parametrize("html", ["<p title='<' id='x'>y</p>", "<P ID=x>y</P>", '<p title="1 > 0" id="x">y</p>'])
def test_an_id_is_read_however_it_is_written(tmp_path: Path, html: str) -> None:
    assert _broken(tmp_path, {"index.html": f'{html}<a href="#x">x</a>'}) == []


def test_the_page_of_what_is_not_there_is_shown_anywhere_and_left_alone(tmp_path: Path) -> None:
    assert _broken(tmp_path, {"404.html": '<a href="claims/">x</a>'}) == []
