"""What a build leaves behind is enough for MkDocs alone, and for Zensical: the same pages, but for what is listed here, with its reason."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner

from generator.builder.project import list_trees
from generator.builder.settings import MAIN, write_settings
from generator.command.cli import cli
from generator.model.records import NAVIGATION
from generator.system.ownership import NOTE
from tests.conftest import MINIMAL, TODAY, write_content
from tests.sites import TEMPLATES, make_project, parsed, sites_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tests.sites import Site

pytestmark = pytest.mark.site

ADDRESS: Final = "https://isel.example/record/"
PUT_INTO_A_SITE: Final = ("pagefind/*", "ar/pagefind/*", ".onrecord", "*figures/*.png", "*cards/*.png")
"""What 'onrecord build' adds to what MkDocs makes: the index of the search, its mark, and pictures."""
OF_THE_THEME: Final = ("assets/images/*", "assets/javascripts/*", "assets/stylesheets/*")
"""What the tools bring that no page uses, and 'onrecord build' takes out again."""
DIFFERENT: Final = {
    "mkdocs": (*OF_THE_THEME, "sitemap.xml.gz"),  # packed, it holds the time of the build
    "zensical": (
        *OF_THE_THEME,
        "search.json",  # for the search of its own theme, which no page uses
        "ar/sitemap.xml",  # empty: it writes also what has no text, and the one sitemap of the site has the pages of this language
    ),
}
"""The files that a tool makes beyond those of 'onrecord build'."""
LEADING: Final = frozenset({"href", "src", "action"})
"""Attributes that hold addresses."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that reads mkdocs.yml."""

    name: str

    def run(self, project: Path, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", self.name, "build", *options]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    def build(self, project: Path) -> Path:
        """Build every language of a project; return the site."""
        for options in ([], ["-f", "build/mkdocs-ar.yml"]):
            done = self.run(project, *options)
            assert done.returncode == 0, done.stdout + done.stderr
        shutil.move(project / "build" / "site-ar", project / "site" / "ar")
        return project / "site"


TOOLS: Final = {name: Tool(name) for name in ("mkdocs", "zensical")}


@pytest.fixture(scope="module", params=TOOLS)
def sites(request: pytest.FixtureRequest, isel_site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """The name of a tool, the site that 'onrecord build' made, and the one that the tool made of what that left."""
    project = tmp_path_factory.mktemp(request.param) / "project"
    shutil.copytree(isel_site.project, project, ignore=shutil.ignore_patterns("site"))
    return request.param, isel_site.site, TOOLS[request.param].build(project)


def files(site: Path, *left_out: str) -> set[str]:
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {name for name in found if not any(fnmatch(name, one) for one in left_out)}


def elements(tree: Element, address: str) -> Iterator[tuple[object, ...]]:
    """Yield every element as a browser means it: addresses whole, white space folded, JSON by what it says."""
    for one in tree.iter():
        if isinstance(one.tag, str):
            attributes = {name: urljoin(address, value) if name in LEADING else value for name, value in one.attrib.items()}
            is_json = one.tag == "script" and "json" in one.get("type", "")
            text = json.loads(one.text or "") if is_json else " ".join((one.text or "").split())
            yield one.tag, attributes, text, " ".join((one.tail or "").split())


def test_a_tool_makes_the_same_files(sites: tuple[str, Path, Path]) -> None:
    name, ours, theirs = sites
    more = [pattern if pattern.startswith("ar/") else f"{where}{pattern}" for pattern in DIFFERENT[name] for where in ("", "ar/")]
    assert files(theirs, *more) == files(ours, *PUT_INTO_A_SITE)


def test_every_file_that_a_tool_is_said_to_make_beyond_ours_is_made(sites: tuple[str, Path, Path]) -> None:
    name, ours, theirs = sites
    beyond = files(theirs) - files(ours)
    assert [pattern for pattern in DIFFERENT[name] if not any(fnmatch(one, pattern) for one in beyond)] == []


def test_what_is_no_page_is_the_same_byte_for_byte(sites: tuple[str, Path, Path]) -> None:
    name, ours, theirs = sites
    pages = ("*.html", "sitemap.xml") if name == "zensical" else ()
    same = files(ours, *PUT_INTO_A_SITE, *pages)
    assert [one for one in sorted(same & files(theirs)) if (ours / one).read_bytes() != (theirs / one).read_bytes()] == []


def test_zensical_makes_the_same_elements_of_every_page(sites: tuple[str, Path, Path]) -> None:
    """Bytes differ: it writes "/" in attributes as a reference, folds less white space, and gives an address as './x' where we say 'x'."""
    _, ours, theirs = sites
    pages = [one for one in sorted(files(ours)) if one.endswith(".html")]
    assert len(pages) > 100
    for page in pages:
        address = urljoin(ADDRESS, page.removesuffix("index.html"))
        texts = [(site / page).read_text(encoding="utf-8") for site in (ours, theirs)]
        one, other = (list(elements(parsed(text), address)) for text in texts) if texts[0] != texts[1] else ([], [])
        assert one == other, page


def test_the_one_sitemap_says_the_same(sites: tuple[str, Path, Path]) -> None:
    _, ours, theirs = sites
    one, other = (sorted(map(str, elements(ET.parse(site / "sitemap.xml").getroot(), ADDRESS))) for site in (ours, theirs))  # noqa: S314 - our own
    assert one == other


def test_mkdocs_serves_what_a_build_left(isel_site: Site, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(isel_site.project, project)
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        place = "127.0.0.1:{1}".format(*any_port.getsockname())
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", place, "--no-livereload"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as serving:
        try:
            page = b""
            while not page and serving.poll() is None:
                try:
                    with urlopen(f"http://{place}/record/claims/gate-broken/") as answer:
                        page = answer.read()
                except URLError:
                    time.sleep(0.2)
        finally:
            serving.kill()
    ours = (isel_site.site / "claims" / "gate-broken" / "index.html").read_text(encoding="utf-8")
    served, expected = (text[text.index("<body") :].replace("http://" + place, "https://isel.example") for text in (page.decode(), ours))
    assert served == expected


# --- in a fresh clone


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A project in which nothing was built."""
    return make_project(tmp_path / "project", write_content(tmp_path / "content", MINIMAL))


@pytest.mark.parametrize("tool", TOOLS.values(), ids=str)
def test_where_nothing_was_built_a_tool_says_what_to_run(tool: Tool, fresh: Path) -> None:
    done = tool.run(fresh)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "run-onrecord-build-first" in said
    assert "Traceback" not in said
    assert not (fresh / "site").exists()


def test_a_build_leaves_alone_what_mkdocs_made_beside_it(fresh: Path) -> None:
    def build() -> int:
        return CliRunner().invoke(cli, ["build", "--project", str(fresh), "--today", TODAY.isoformat()]).exit_code

    assert build() == 0
    assert TOOLS["mkdocs"].run(fresh).returncode == 0
    assert (fresh / "site" / "index.html").is_file()
    assert build() == 0
    assert (fresh / "site" / "index.html").is_file()


def test_settings_that_take_in_nothing_of_a_build_are_named(fresh: Path) -> None:
    settings = fresh / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(f"INHERIT: build/{MAIN}", "# INHERIT: x\nsite_name: x\ndocs_dir: build/docs")
    )
    result = CliRunner().invoke(cli, ["build", "--project", str(fresh), "--today", TODAY.isoformat()])
    assert "mkdocs.yml does not inherit the settings that a build writes\n  = start it with 'INHERIT: build/" in result.output
    settings.unlink()
    result = CliRunner().invoke(cli, ["build", "--project", str(fresh), "--today", TODAY.isoformat()])
    assert "there is no mkdocs.yml\n  = copy the one that 'onrecord init FOLDER' writes; it has the line 'INHERIT: build/" in result.output
    assert not (fresh / "build" / "docs").exists()


def test_settings_that_no_build_wrote_are_named_and_left(fresh: Path) -> None:
    (fresh / "build").mkdir()
    (fresh / "build" / MAIN).write_text("site_name: mine\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["build", "--project", str(fresh), "--today", TODAY.isoformat()])
    assert result.exit_code == 1
    assert f"build/{MAIN}: not written by a build" in result.output
    assert (fresh / "build" / MAIN).read_text(encoding="utf-8") == "site_name: mine\n"
    assert not (fresh / "build" / "site").exists()


def test_settings_of_a_language_that_is_gone_are_removed(isel_site: Site, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    for name, text in (("mkdocs-ar.yml", f"{NOTE}site_name: ours\n"), ("mkdocs-fr.yml", f"{NOTE}site_name: ours\n"), ("mine.yml", "mine")):
        (tmp_path / "build" / name).write_text(text, encoding="utf-8")
    trees = list_trees(sites_in(isel_site.corpus), tmp_path / "build" / "docs", tmp_path / "build" / "languages")
    write_settings(tmp_path, TEMPLATES / "theme", trees, None)
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["mine.yml", "mkdocs-ar.yml", MAIN]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "build").iterdir()}
    write_settings(tmp_path, TEMPLATES / "theme", trees, None)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "build").iterdir()} == before
    write_settings(tmp_path, TEMPLATES / "theme", trees[:1], None)
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["mine.yml", MAIN]


@pytest.mark.parametrize(("own", "written"), [("nav:\n  - Home: index.md\n", False), ("extra:\n  nav: yes\n", True), ("", True)])
def test_a_publication_with_a_navigation_of_its_own_is_given_no_other(isel_site: Site, tmp_path: Path, own: str, *, written: bool) -> None:
    trees = list_trees(sites_in(isel_site.corpus), tmp_path / "build" / "docs", tmp_path / "build" / "languages")
    (tmp_path / "build").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: build/{MAIN}\n{own}", encoding="utf-8")
    write_settings(tmp_path, TEMPLATES / "theme", trees[:1], None)
    assert ("nav" in yaml.safe_load((tmp_path / "build" / MAIN).read_text(encoding="utf-8"))) is written


def test_settings_hold_every_word_of_the_theme_and_of_its_navigation(isel_site: Site) -> None:
    text = (isel_site.project / "build" / MAIN).read_text(encoding="utf-8")
    settings = yaml.safe_load(text)
    english, arabic = (tree["words"] for tree in settings["extra"]["trees"])
    templates = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("theme/**/*.html"))
    said = {word for _, word in re.findall(r"""_\((["'])(.+?)\1\)""", templates)}
    assert english == {}
    labels = [label for entry in settings["nav"] for label in entry]
    assert labels == list(NAVIGATION.values())
    assert arabic.keys() == said.union(labels)
    assert text.index("custom_dir: site_templates/theme")
