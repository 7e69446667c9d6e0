"""A site in two languages: a tree for each, led to from every page of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.language.sample_languages import wrongly_said
from tests.sites import parsed, sitemap

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tests.sites import Site

pytestmark = pytest.mark.site

CLAIM = "claims/gate-broken/index.html"
EXPLAINER = "explainers/who-owns-the-isel/index.html"


@pytest.fixture(scope="module")
def built(isel_site: Site) -> Site:
    return isel_site


def page(site: Site, path: str) -> Element:
    return parsed((site.site / path).read_text(encoding="utf-8"))


def text(site: Site, path: str) -> str:
    return " ".join("".join(page(site, path).itertext()).split())


def pages_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if "ar" not in path.relative_to(folder).parts[:1]}


def test_every_page_stands_in_both_languages(built: Site) -> None:
    assert pages_below(built.site) == pages_below(built.site / "ar")


@pytest.mark.parametrize(("prefix", "language", "direction"), [("", "en", "ltr"), ("ar/", "ar", "rtl")])
def test_every_page_says_its_language_and_direction(built: Site, prefix: str, language: str, direction: str) -> None:
    for path in sorted(pages_below(built.site)):
        root = page(built, prefix + path)
        assert (root.get("lang"), root.get("dir")) == (language, direction), path


@pytest.mark.parametrize(
    ("path", "other", "href"), [(CLAIM, "ar", "../../ar/claims/gate-broken/"), (f"ar/{CLAIM}", "en", "../../../claims/gate-broken/")]
)
def test_a_page_leads_to_itself_in_the_other_language_by_a_plain_link(built: Site, path: str, other: str, href: str) -> None:
    links = [one for one in page(built, path).iter("a") if one.get("hreflang")]
    assert [(one.get("hreflang"), one.get("lang"), one.get("href")) for one in links] == [(other, other, href)]
    assert [one.text for one in links] == [{"ar": "العربية", "en": "English"}[other]]


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_a_page_names_its_other_languages_in_its_head(built: Site, prefix: str) -> None:
    base = "https://isel.example/record/"
    links = [one for one in page(built, prefix + CLAIM).iter("link") if one.get("rel") == "alternate"]
    assert {one.get("hreflang"): one.get("href") for one in links} == {
        "en": f"{base}claims/gate-broken/",
        "ar": f"{base}ar/claims/gate-broken/",
        "x-default": f"{base}claims/gate-broken/",
    }
    canonical = [one.get("href") for one in page(built, prefix + CLAIM).iter("link") if one.get("rel") == "canonical"]
    assert canonical == [f"{base}{prefix}claims/gate-broken/"]


def test_navigation_and_headings_are_in_the_language_and_keep_their_anchors(built: Site) -> None:
    assert "الادعاءات" in text(built, f"ar/{CLAIM}")
    heads = {one.get("id"): "".join(one.itertext()) for one in page(built, f"ar/{EXPLAINER}").iter("h2")}
    assert heads["in-brief"] == "باختصار"
    assert heads["how-to-cite"] == "كيفية الاستشهاد"


def test_months_are_those_of_the_language(built: Site) -> None:
    assert "يناير 2024" in text(built, f"ar/{CLAIM}")
    times = ["".join(one.itertext()) for one in page(built, f"ar/{CLAIM}").iter("time")]
    assert times
    assert not any(letter.isascii() and letter.isalpha() for one in times for letter in one)


def test_a_translated_record_stands_in_its_translation_there_and_in_its_original_here(built: Site) -> None:
    (here,), (there,) = (list(page(built, path).iter("h1")) for path in (CLAIM, f"ar/{CLAIM}"))
    assert "".join(there.itertext()) == "البوابة معطلة"
    assert "".join(here.itertext()).startswith("The gate is")
    assert there.get("lang") is None
    (other,) = page(built, "ar/claims/withdrawn/index.html").iter("h1")
    assert (other.get("lang"), other.get("dir")) == ("en", "ltr")


def test_what_is_not_translated_says_its_language(built: Site) -> None:
    links = [one for one in page(built, "ar/claims/index.html").iter("a") if one.get("lang") == "en" and not one.get("hreflang")]
    assert links
    assert all("البوابة" not in "".join(one.itertext()) for one in links)
    assert not any(one.get("lang") for one in page(built, "claims/index.html").iter("a") if not one.get("hreflang"))


def test_every_word_of_another_language_says_its_language_and_direction(built: Site) -> None:
    for path in sorted((built.site / "ar").rglob("*.html")):
        assert wrongly_said(parsed(path.read_text(encoding="utf-8"))) == [], path


def test_what_a_page_says_wrongly_is_found() -> None:
    page = '<html lang="ar" dir="rtl"><p>{}</p></html>'
    found = [wrongly_said(parsed(page.format(text))) for text in ("كلمة quay", '<b lang="en">quay</b>', '<b lang="en" dir="ltr">كلمة</b>')]
    assert [[one.split(":")[0] for one in problems] for problems in found] == [["<p> of 'ar'"], ["<b> rtl"], ["<b> of 'en'"]]
    assert wrongly_said(parsed(page.format('<b lang="en" dir="ltr">quay</b> كلمة'))) == []


def test_no_mark_of_a_language_is_left_in_what_is_written(built: Site) -> None:
    for path in sorted(built.site.rglob("*")):
        if path.suffix in (".html", ".csv", ".json", ".bib", ".ris"):
            assert not re.search("[\ufdd0-\ufdef]", path.read_text(encoding="utf-8")), path


def test_a_page_that_is_not_wholly_translated_says_so(built: Site) -> None:
    notes = [one for one in page(built, f"ar/{CLAIM}").iter("p") if one.get("class") == "untranslated"]
    assert len(notes) == 1
    assert not [one for one in page(built, CLAIM).iter("p") if one.get("class") == "untranslated"]


def test_a_figure_alone_says_its_language(built: Site) -> None:
    for prefix in ("", "ar/"):
        root = page(built, f"{prefix}figures/claims/gate-broken/life/index.html")
        assert (root.get("lang"), root.get("dir")) == (("ar", "rtl") if prefix else ("en", "ltr"))


def test_the_contents_of_a_page_say_the_language_of_a_heading(built: Site) -> None:
    contents = next(one for one in page(built, f"ar/{EXPLAINER}").iter("nav") if one.get("class") == "contents")
    foreign = [one for one in contents.iter("bdi") if one.get("lang") == "en"]
    assert foreign
    assert all(one.get("dir") == "ltr" for one in foreign)


def test_the_one_sitemap_has_every_page_in_every_language(built: Site) -> None:
    base, found = "https://isel.example/record/", sitemap(built.site)
    written = [path for path in pages_below(built.site) if not path.startswith(("figures/", "404"))]
    moved = {path for path in written if 'http-equiv="refresh"' in (built.site / path).read_text(encoding="utf-8")}
    assert moved
    pages = {path.removesuffix("index.html") for path in written if path not in moved}
    assert set(found) == {base + prefix + page for page in pages for prefix in ("", "ar/")}
    languages = {"en": f"{base}claims/gate-broken/", "ar": f"{base}ar/claims/gate-broken/"}
    assert [found[languages[tag]] for tag in ("en", "ar")] == [("2024-08-01", languages)] * 2
    assert not (built.site / "ar" / "sitemap.xml").exists()
