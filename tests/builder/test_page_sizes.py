"""No page has too much HTML: of the real publication, of the small one, of those with very many of one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.analysis.publishing import shown_in
from generator.builder.mkdocs_site import MOST_HTML, heavy_pages
from generator.builder.render import render_page
from generator.builder.site_links import broken_links, read_pages
from generator.command.cli import cli
from generator.figures.drawing.drawer import Drawer
from generator.figures.writers import html
from generator.site import explainers, parts
from generator.site.all_pages import list_pages
from generator.system.cache import Cache
from generator.verify.checking import check_content
from tests.conftest import MINIMAL, TODAY
from tests.effort import share
from tests.extremes import EXTREMES, MANY, write_extreme
from tests.sites import ROOT, build, context_of, environment_of, make_project, sitemap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import WriteContent

OF_THE_THEME = 12_000
"""What the theme adds to a page at most: masthead, contents and foot."""
BUILT = {"actor: claims": 300, "place: events": 1_000}
"""Some with so many that their pages are in parts, and few enough for a site to be built in seconds."""


TRIED = share([name for name, one in EXTREMES.items() if one.number <= 600][::6], 4)
"""Some in CI too, where all would take a quarter of an hour; 'python -m tests.extremes measure' builds all."""


def heavy(folder: Path, name: str) -> dict[str, int]:
    """Return the pages of a publication with very many of one thing that have too much HTML, drawings left out."""
    write_extreme(folder / "content", name)
    checked = check_content(folder / "content", today=TODAY)
    assert not checked.has_errors, checked.diagnostics
    environment = environment_of()
    sizes = {page.path: len(render_page(environment, page).encode()) for page in list_pages(context_of(shown_in(checked.corpus)))}
    return {path: size for path, size in sizes.items() if size > MOST_HTML - OF_THE_THEME}


@pytest.mark.site
@pytest.mark.parametrize("name", ["real_site", "small_site"])
def test_no_page_is_too_long(name: str, request: pytest.FixtureRequest) -> None:
    assert heavy_pages(request.getfixturevalue(name).site) == {}


@pytest.mark.site
@pytest.mark.slow
def test_no_page_is_too_long_however_many_records_refer_to_it(tmp_path: Path) -> None:
    write_extreme(tmp_path / "content", "hub")
    with Drawer(Cache(ROOT / "build" / "cache")) as drawer:
        site = build(make_project(tmp_path / "project", tmp_path / "content"), drawer.draw)
    assert heavy_pages(site.site) == {}
    for kind in ("actors", "claims", "places"):
        assert len([*(site.site / kind / MANY).rglob("index.html")]) > 4, "nothing is in parts, so that this says little"


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_no_page_is_too_long_however_much_there_is_of_one_thing(tmp_path: Path, name: str) -> None:
    assert heavy(tmp_path, name) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "path"),
    share(
        [
            ("actor: claims", f"actors/{MANY}.md"),
            ("explainer: costs", f"explainers/{MANY}.md"),
            ("explainer: risks", f"explainers/{MANY}.md"),
            ("source: quotations in its text", f"sources/{MANY}.md"),
        ],
        3,
    ),
)
def test_without_parts_it_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, path: str) -> None:
    for module, limit in ((parts, "MOST"), (explainers, "MOST_LISTED"), (html, "MOST_BYTES")):
        monkeypatch.setattr(module, limit, 1 << 40)
    assert path in heavy(tmp_path, name)


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.parametrize("name", share([*BUILT], 2))
def test_what_has_moved_to_a_part_is_found_there(tmp_path: Path, name: str) -> None:
    write_extreme(tmp_path / "content", name, BUILT[name])
    site = build(make_project(tmp_path / "project", tmp_path / "content"), site_url="https://example.org/")
    assert heavy_pages(site.site) == {}
    found = [path.parent for path in site.site.glob(f"*/{MANY}/*/**/index.html")]
    assert len(found) > 1, "nothing is in parts, so that this says little"
    pages = read_pages(site.site, Cache(tmp_path / "cache"))
    assert [(page, link) for page, link in broken_links(site.site, pages) if not link.endswith(".png")] == []
    texts = [(path / "index.html").read_text(encoding="utf-8") for path in found]
    assert _distinct("<title>", texts)
    for path, text in zip(found, texts, strict=True):
        address = f"https://example.org/{path.relative_to(site.site).as_posix()}/"
        assert f'<link rel="canonical" href="{address}">' in text
        assert address in sitemap(site.site)
        assert text.count('aria-current="page"') >= 2, "the choice of parts, at the head and again at the foot"


def _distinct(opening: str, texts: Sequence[str]) -> bool:
    return len({text.partition(opening)[2].partition("<")[0] for text in texts}) == len(texts)


@pytest.mark.site
def test_a_build_warns_of_a_page_that_is_too_long_and_of_no_other(tmp_path: Path, content: WriteContent) -> None:
    long = MINIMAL["explainers/ferry.md"] + "\n" + "— " * 70_000
    project = make_project(tmp_path / "project", content({**MINIMAL, "explainers/ferry.md": long}))
    for _ in range(2):
        result = CliRunner().invoke(cli, ["build", "--project", str(project), "--today", TODAY.isoformat()])
        assert (result.exit_code, result.stderr.count("bytes of HTML")) == (0, 1)
        assert re.search(
            r"^warning: explainers/ferry/index\.html has 2\d\d,\d{3} bytes of HTML, more than the 250,000", result.stderr, re.MULTILINE
        )
    assert "nothing changed" in result.stdout


def test_a_page_as_long_as_a_page_may_be_is_not_too_long(tmp_path: Path) -> None:
    for name, size in (("a", MOST_HTML), ("b", MOST_HTML + 1)):
        (tmp_path / f"{name}.html").write_bytes(b" " * size)
    (tmp_path / "c.svg").write_bytes(b" " * (MOST_HTML + 1))
    assert heavy_pages(tmp_path) == {"b.html": MOST_HTML + 1}
