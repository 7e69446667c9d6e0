"""Every kind of file that readers can take from a site names the licence of the publication."""

from __future__ import annotations

import csv
import json
import struct
from io import StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from generator.builder.picture_worker import picture
from generator.figures.figure import Table
from generator.figures.licence import licence_address, schema_licence, svg_metadata
from generator.figures.writers.csv import csv_of
from tests.sites import folded, parsed, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import Site

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
HOSTILE = 'Ours <b> & "yours" ]]> </metadata><script>alert(1)</script> https://example.org/terms/\'onload'
OF_MACHINES = frozenset({"assets", "pagefind"})
"""Folders of what pages are drawn and searched with."""
WITHOUT = frozenset({".onrecord", "sitemap.xml"})
"""Names and addresses alone."""


def _of_table(path: Path, licence: str) -> bool:
    head, *rows = csv.reader(StringIO(path.read_text(encoding="utf-8-sig")))
    return head[-1] == "Licence" and all(row[-1] == licence for row in rows)


def _of_drawing(path: Path, licence: str) -> bool:
    return ET.parse(path).getroot().findtext(".//{http://purl.org/dc/elements/1.1/}rights") == licence  # noqa: S314 - our own


def _of_json(path: Path, licence: str) -> bool:
    found = json.loads(path.read_text(encoding="utf-8"))
    return licence in (found[0]["note"] if isinstance(found, list) else found["copyrightNotice"])


def _of_citation(path: Path, licence: str) -> bool:
    return f"Licence: {licence}" in path.read_text(encoding="utf-8")


KINDS = {
    ".html": lambda path, licence: f"Licence: {licence}" in folded(words_of(parsed(path.read_text(encoding="utf-8")))),
    ".csv": _of_table,
    ".svg": _of_drawing,
    ".png": _of_drawing,
    ".xml": lambda path, licence: ET.parse(path).getroot().findtext("{http://www.w3.org/2005/Atom}rights") == licence,  # noqa: S314
    ".json": _of_json,
    ".bib": _of_citation,
    ".ris": _of_citation,
}
"""Whether a file of each kind names a licence where those who read the kind look for it."""


@pytest.mark.site
def test_every_file_that_readers_can_take_names_the_licence(small_site: Site) -> None:
    site, licence = small_site.site, small_site.corpus.publication.licence
    assert licence
    kinds = set()
    for path in sorted(site.rglob("*")):
        where = path.relative_to(site)
        if not path.is_file() or where.parts[0] in OF_MACHINES or where.as_posix() in WITHOUT or where.parts[:2] == ("cite", "sources"):
            continue
        if path.suffix == ".html" and 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            continue  # it leads on by itself
        kinds.add(path.suffix)
        read = small_site.docs / where.with_suffix(".svg") if path.suffix == ".png" else path  # the site of tests has no real pictures
        assert KINDS[path.suffix](read, licence), where
    assert kinds == KINDS.keys()


@pytest.mark.site
def test_a_citation_of_a_source_does_not_give_its_words_away(small_site: Site) -> None:
    licence = small_site.corpus.publication.licence or ""
    for source in small_site.corpus.sources.values():
        for path in (small_site.site / "cite" / "sources").glob(f"{source.id}.*"):
            text = path.read_text(encoding="utf-8")
            assert licence not in text, path
            assert ("Licence: " in text) == bool(source.licence), path


@pytest.mark.site
def test_what_pages_tell_machines_names_the_licence_of_our_words_and_of_no_other(small_site: Site) -> None:
    told = [json.loads(text) for one in small_site.seen() for _src, kind, text in one.scripts if kind == "application/ld+json"]
    ours = [one for one in told if one["@type"] != "BreadcrumbList"]
    assert {one["@type"] for one in ours} == {"Claim", "ClaimReview", "BackgroundNewsArticle"}
    for one in ours:
        assert one.get("sdLicense" if one["@type"] == "Claim" else "license") == CC_BY, one
        assert "license" not in one.get("itemReviewed", {}), one


@pytest.mark.site
def test_pages_lead_to_the_licence_that_they_name(small_site: Site) -> None:
    for name in ("index.html", "404.html", "about/index.html"):
        links = parsed((small_site.site / name).read_text(encoding="utf-8")).iter("a")
        assert [link.get("href") for link in links if link.get("rel") == "license"] == [CC_BY], name


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("CC BY 4.0 for our own words", CC_BY),
        ("cc-by-4.0", CC_BY),
        ("Under CC BY-NC-SA 3.0, all of it", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC BY-ND 4.0.", "https://creativecommons.org/licenses/by-nd/4.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("See https://example.org/terms.", "https://example.org/terms"),
        ("CC BY 4.0, https://example.org/terms", CC_BY),
        ("All rights reserved", ""),
        ("CC BY", ""),
        ("CC BY 5.0", ""),
        ("CC BY 4.01", ""),
        ("CC SA 4.0", ""),
        ("CC BY-SA-NC 4.0", ""),
        ("ACC BY 4.0", ""),
        ("javascript:alert(1) http://example.org", ""),
        ("", ""),
    ],
)
def test_a_licence_leads_to_its_text_where_that_is_sure(words: str, address: str) -> None:
    assert licence_address(words) == address


def test_no_licence_is_named_where_none_is_stated() -> None:
    assert schema_licence("") == {}
    assert svg_metadata("") == ""
    assert csv_of(Table(["Ferry"], [["Runs"]])) == b"\xef\xbb\xbfFerry\r\nRuns\r\n"
    assert b"Copyright" not in picture((b"<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>", 1))


def test_a_licence_cannot_break_out_of_a_drawing() -> None:
    root = ET.fromstring(f"<svg xmlns='http://www.w3.org/2000/svg'>{svg_metadata(HOSTILE)}</svg>")  # noqa: S314 - our own
    assert [one.tag.rpartition("}")[2] for one in root.iter()] == ["svg", "metadata", "RDF", "Work", "rights", "license"]
    assert root.findtext(".//{http://purl.org/dc/elements/1.1/}rights") == HOSTILE


def test_a_licence_that_could_be_a_formula_is_none_in_a_spreadsheet() -> None:
    rows = list(csv.reader(StringIO(csv_of(Table(["Ferry"], [["Runs"]]), "=1+1").decode("utf-8-sig"))))
    assert rows == [["Ferry", "Licence"], ["Runs", "'=1+1"]]


def test_a_picture_names_the_licence_of_its_drawing() -> None:
    data = picture((f"<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'>{svg_metadata(HOSTILE)}</svg>".encode(), 1))
    at = data.index(b"iTXt")
    size = struct.unpack_from(">I", data, at - 4)[0]
    assert data[at + 4 : at + 4 + size] == b"Copyright\0\0\0\0\0" + HOSTILE.encode()
