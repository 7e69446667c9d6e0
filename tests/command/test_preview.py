"""A page that is made by itself after a save is, byte for byte, the one that a build makes."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.builder.project import Project
from generator.command.preview import Preview
from tests.conftest import TODAY
from tests.sites import fake_draw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sites import Site

pytestmark = pytest.mark.site


@pytest.fixture
def project(isel_site: Site, tmp_path: Path) -> Path:
    """A project in two languages that was built, in a folder of its own."""
    return shutil.copytree(isel_site.project, tmp_path / "project")


@pytest.fixture
def preview(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    monkeypatch.setattr("generator.figures.drawing.drawer.Drawer.draw", lambda _self, spec: fake_draw(spec))
    with Preview(lambda: Project(project, TODAY)) as found:
        found.read()
        yield found


CLAIM = "content/claims/water-is-ours.yml"


def addresses(site: Path) -> set[str]:
    """Return the addresses of all pages from the root of the site, but for those of figures alone."""
    pages = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return {"" if page == "." else f"{page}/" for page in pages if "figures" not in page.split("/")}


def test_every_page_is_the_one_that_a_build_makes(project: Path, preview: Preview) -> None:
    site = project / "build" / "site"
    asked = addresses(site)
    found = preview.after({project / CLAIM}, asked)
    assert found is not None
    assert found.trouble == ""
    assert set(found.pages) == asked
    assert {address for address in asked if address.startswith("ar/")}
    assert [one for one in sorted(asked) if found.pages[one] != (site / one / "index.html").read_bytes()] == []


def test_what_was_saved_is_on_every_page_that_tells_of_it(project: Path, preview: Preview) -> None:
    record = project / CLAIM
    saved = record.read_text(encoding="utf-8")
    assert "statement: " in saved
    record.write_text(saved.replace("statement: ", "statement: Saved now, "), encoding="utf-8")
    asked = {"claims/water-is-ours/", "claims/", "index-a-z/", "about/", "no/such/page/"}
    found = preview.after({record}, asked)
    assert found is not None
    assert set(found.pages) == asked - {"no/such/page/"}
    assert {one for one, html in found.pages.items() if b"Saved now, " in html} == asked - {"about/", "no/such/page/"}
    record.write_text(saved, encoding="utf-8")
    after = preview.after({record}, {"claims/"})
    assert after is not None
    assert b"Saved now, " not in after.pages["claims/"]


def test_a_translation_is_shown_on_the_pages_of_its_language(project: Path, preview: Preview) -> None:
    record = project / "content" / "claims" / "gate-broken.yml"
    saved = record.read_text(encoding="utf-8")
    assert "البوابة معطلة" in saved
    record.write_text(saved.replace("البوابة معطلة", "قيل الآن"), encoding="utf-8")
    found = preview.after({record}, {"ar/claims/gate-broken/", "claims/gate-broken/"})
    assert found is not None
    assert found.trouble == ""
    assert {one for one, html in found.pages.items() if "قيل الآن".encode() in html} == {"ar/claims/gate-broken/"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("statement: ", "statment: ", "content/claims/water-is-ours.yml:"),
        ("statement: ", "statement: [", "content/claims/water-is-ours.yml:"),
        ("claimant: ", "claimant: no-", "'no-tarsia'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_shown(
    before: str, after: str, told: str, project: Path, preview: Preview
) -> None:
    record = project / CLAIM
    saved = record.read_text(encoding="utf-8")
    assert before in saved
    record.write_text(saved.replace(before, after, 1), encoding="utf-8")
    found = preview.after({record}, {"claims/"})
    assert found is not None
    assert told in found.trouble
    assert "error" in found.trouble
    assert found.pages == {}
    record.write_text(saved, encoding="utf-8")
    mended = preview.after({record}, {"claims/"})
    assert mended is not None
    assert mended.trouble == ""


@pytest.mark.parametrize("name", ["content/publication.yml", "mkdocs.yml", "site_templates/pages/claim.md.j2", "content/claims/gone.yml"])
def test_only_a_build_tells_what_comes_of_anything_else(name: str, project: Path, preview: Preview) -> None:
    assert preview.after({project / name}, {""}) is None
    assert preview.after({project / CLAIM}, {""}) is None
    preview.read()
    assert preview.after({project / CLAIM}, {""}) is not None


def test_a_glyph_that_was_saved_is_on_the_pages_of_the_next_saves(project: Path, preview: Preview) -> None:
    page, tokens = "claims/gate-broken/", project / "site_templates" / "tokens.yml"
    html, saved = (project / "build" / "site" / page / "index.html").read_text(encoding="utf-8"), tokens.read_text(encoding="utf-8")
    drawn = next(path for path in re.findall(r" d='([^']+)'", saved) if path in html)
    tokens.write_text(saved.replace(drawn, "M1 2 3 4 5 6z"), encoding="utf-8")
    assert preview.after({tokens}, {page}) is None
    preview.read()
    found = preview.after({project / CLAIM}, {page})
    assert found is not None
    assert b"M1 2 3 4 5 6z" in found.pages[page]
    assert drawn.encode() not in found.pages[page]


def test_content_with_mistakes_has_no_previews(project: Path, preview: Preview) -> None:
    record = project / "content" / "claims" / "withdrawn.yml"
    with record.open("a", encoding="utf-8") as file:
        file.write("maid: 3\n")
    assert preview.after({project / "mkdocs.yml"}, {""}) is None
    preview.read()
    assert preview.after({project / CLAIM}, {""}) is None
