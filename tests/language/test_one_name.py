"""One name in another language, with every sign that HTML gives a meaning to, in all that is written of a publication."""

from __future__ import annotations

import csv
import json
import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import write_content
from tests.language.test_any_language import HEBREW
from tests.sites import build, make_project, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tests.sites import Site

pytestmark = pytest.mark.site

NAME = """לירון <b>&amp;"ש'</b>"""
PART = "לירון"
NAMED = HEBREW | {"actors/brigid.yml": f"name: '{NAME.replace(chr(39), chr(39) * 2)}'\nkind: person\npart_of: avalon\n"}
TEXTS = {".html", ".csv", ".json", ".bib", ".ris", ".svg", ".xml", ".md", ".txt", ".yml"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    content = write_content(tmp_path_factory.mktemp("named") / "content", NAMED)
    return build(make_project(tmp_path_factory.mktemp("site") / "project", content), site_url="https://a.example/x/")


def texts(folder: Path, *endings: str) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (endings or TEXTS):
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def holders(element: Element, above: tuple[Element, ...] = ()) -> Iterator[tuple[str, tuple[Element, ...]]]:
    """Yield the texts of a tree, each with the elements that it is in, the innermost last."""
    inside = (*above, element)
    yield element.text or "", inside
    for child in element:
        yield from holders(child, inside)
        yield child.tail or "", inside


def test_no_file_holds_a_noncharacter(built: Site, isel_site: Site) -> None:
    folders = (built.docs, built.site, isel_site.docs, isel_site.site, isel_site.project / "build" / "languages")
    files = [(path, text) for folder in folders for path, text in texts(folder)]
    assert len(files) > 1_000
    assert [path for path, text in files if re.search("[\ufdd0-\ufdef\ufffe\uffff]", text)] == []


def test_in_a_page_the_name_says_its_language_once_and_is_the_name(built: Site) -> None:
    found = 0
    for path, html in texts(built.site, ".html"):
        for text, inside in holders(parsed(html)):
            if PART in text and str(inside[-1].tag).rpartition("}")[2] not in ("title", "script", "option", "text", "tspan", "code"):
                assert [one.get("dir") for one in inside[1:] if one.get("lang") == "he"] == ["rtl"], (path, text)
                assert text[text.index(PART) :].startswith(NAME) or text.strip() == PART, (path, text)
                found += 1
    assert found > 50


def test_in_attributes_and_titles_the_name_is_words_alone(built: Site) -> None:
    found = set()
    for path, html in texts(built.site, ".html"):
        for element in parsed(html).iter():
            values = [(element.tag, element.text or "")] if element.tag in ("title", "option") else []
            for name, value in [*values, *element.attrib.items()]:
                if PART in value and not value.startswith(("mailto:", "http")):
                    found.add(name)
                    assert NAME in value, (path, name, value)
    assert found >= {"title", "aria-label", "content"}


def test_what_machines_read_has_the_name_as_it_is(built: Site) -> None:
    blocks = [
        json.loads(str(one.text))
        for _unused, html in texts(built.site, ".html")
        for one in parsed(html).iter("script")
        if one.get("type") == "application/ld+json" and PART in str(one.text)
    ]
    assert blocks
    assert all(NAME in json.dumps(one, ensure_ascii=False).replace('\\"', '"') for one in blocks)
    rows = [cell for path, text in texts(built.site, ".csv") for row in csv.reader(text.splitlines()) for cell in row if PART in cell]
    assert NAME in rows
    assert all(NAME in cell for cell in rows)
    feeds = [ET.fromstring(text) for path, text in texts(built.site, ".xml") if path == "corrections.xml"]  # noqa: S314 - we wrote it
    assert len(feeds) == 1


def test_nothing_is_escaped_twice(built: Site) -> None:
    wrong = (escape(escape(NAME, quote=False), quote=False), escape("<bdi"), escape(escape("'")), "&amp;quot;", "&amp;#34;")
    assert [
        (path, one) for path, html in texts(built.site, ".html") for one in wrong if one in html and not path.startswith("figures/")
    ] == []
