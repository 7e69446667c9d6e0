"""What a build writes: only what changed, nothing stale, the same bytes for the same input, and pages whose links all lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from errno import ENOSPC
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jinja2 import UndefinedError, nodes
from jinja2.meta import find_undeclared_variables

from generator.builder import markdown_tree as building
from generator.builder.render import render_page
from generator.builder.writing import write_outputs
from generator.site.all_pages import list_pages
from generator.site.page import Page
from generator.system.cache import Cache
from generator.system.ownership import MARK, MARKDOWN, NotOursError, mark, marked
from generator.system.stopwatch import Stopwatch
from tests.sites import SMALL, TEMPLATES, Site, environment_of, fake_draw, make_project, seen, sites_in, write_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.site.context import PageContext
    from generator.system.stopwatch import Written
    from generator.verify.checking import Checked

BASE = "https://site.test/"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def write(small: Checked, tmp_path: Path) -> Callable[[], Written]:
    return lambda: write_pages(
        sites_in(small.corpus)[0], TEMPLATES, tmp_path / "docs", draw=fake_draw, watch=Stopwatch(), cache=Cache(tmp_path / "cache")
    )


# --- what is written


@pytest.mark.slow
def test_a_second_build_of_the_same_writes_nothing(write: Callable[[], Written], tmp_path: Path) -> None:
    first = write()
    assert first.changed == len(tree(tmp_path / "docs")) - 1 > first.pages > 0  # the mark is no output
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*")}
    second = write()
    assert (second.pages, second.changed, second.removed) == (first.pages, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*")} == times


@pytest.mark.slow
def test_pages_are_cited_by_the_address_at_which_the_site_will_stand(small: Checked, tmp_path: Path) -> None:
    address = "https://elsewhere.example/there/"
    write_pages(
        sites_in(small.corpus, address)[0], TEMPLATES, tmp_path / "docs", draw=fake_draw, watch=Stopwatch(), cache=Cache(tmp_path / "cache")
    )
    claim = next(path for path in sorted((tmp_path / "docs" / "claims").glob("*/index.md")))
    assert f"{address}claims/{claim.parent.name}/<" in claim.read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_was_altered_is_written_again_and_what_is_stale_is_removed(write: Callable[[], Written], tmp_path: Path) -> None:
    write()
    docs = tmp_path / "docs"
    before = tree(docs)
    stale = ["claims/gone.md", "old/deep/x.md", "old/deep/y.md"]
    mark(docs, MARKDOWN, [*(before.keys() - {MARK}), *stale])
    for name in stale:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("of a record that is gone", encoding="utf-8")
    (docs / "index.md").write_text("altered", encoding="utf-8")
    (docs / "about" / "index.md").unlink()
    written = write()
    assert (written.changed, written.removed) == (2, 3)
    assert tree(docs) == before
    assert not (docs / "old").exists()


def test_what_was_written_halfway_is_known_to_be_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:2])
        raise OSError(ENOSPC, "No space left on device")

    write_outputs({"a.md": b"mine", "gone.md": b"mine"}, tmp_path)
    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*b\.md'"):
        write_outputs({"a.md": b"mine", "b.md": b"another"}, tmp_path)
    monkeypatch.undo()
    assert tree(tmp_path).keys() == {MARK, "a.md", "b.md"}
    assert write_outputs({"a.md": b"mine", "b.md": b"another"}, tmp_path) == (1, 0)
    assert marked(tmp_path, MARKDOWN) == {"a.md", "b.md"}


@pytest.mark.parametrize("name", ["notes.txt", "claims/mine.md", ".git/config", "index.md"])
def test_what_no_build_wrote_is_named_and_nothing_is_changed(tmp_path: Path, name: str) -> None:
    outputs = {"index.md": b"new"} if name != "index.md" else {"a.md": b"a"}
    write_outputs({"about.md": b"old"}, tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"mine")
    before = tree(tmp_path)
    with pytest.raises(NotOursError, match=re.escape(f"'{name}', which no build wrote")):
        write_outputs({**outputs, "index.md": b"new"}, tmp_path)
    assert tree(tmp_path) == before


def test_a_folder_without_our_mark_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine")
    with pytest.raises(NotOursError, match="no marker of a build"):
        write_outputs({"a.md": b"new"}, tmp_path)
    assert tree(tmp_path) == {"a.md": b"mine"}


def test_all_files_of_a_folder_may_go_and_the_folder_with_them(tmp_path: Path) -> None:
    write_outputs({"a.md": b"mine", "deep/er/b.md": b"mine", "deep/er/c.md": b"mine", "deep/d.md": b"mine"}, tmp_path)
    assert write_outputs({"a.md": b"mine"}, tmp_path) == (0, 3)
    assert not (tmp_path / "deep").exists()


def test_a_link_in_the_output_is_refused_and_never_followed(tmp_path: Path) -> None:
    outside, docs = tmp_path / "outside", tmp_path / "docs"
    outside.mkdir()
    (outside / "kept.md").write_text("mine", encoding="utf-8")
    write_outputs({"a.md": b"old", "b/c.md": b"old"}, docs)
    (docs / "folder").symlink_to(outside, target_is_directory=True)
    with pytest.raises(NotOursError, match="'folder', which no build wrote"):
        write_outputs({"a.md": b"new"}, docs)
    (docs / "folder").unlink()
    (docs / "b" / "c.md").unlink()
    (docs / "b").rmdir()
    (docs / "b").symlink_to(outside, target_is_directory=True)
    with pytest.raises(NotOursError, match="'b', which no build wrote"):
        write_outputs({"b/kept.md": b"new"}, docs)
    assert tree(outside) == {"kept.md": b"mine"}


def test_a_link_in_the_place_of_a_file_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", encoding="utf-8")
    docs = tmp_path / "docs"
    write_outputs({"a.md": b"old"}, docs)
    (docs / "a.md").unlink()
    (docs / "a.md").symlink_to(tmp_path / "mine.md")
    with pytest.raises(NotOursError, match=r"'a\.md' is a symbolic link"):
        write_outputs({"a.md": b"new"}, docs)
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") == "mine"


def test_two_pages_that_claim_one_path_are_a_fault_and_write_nothing(
    write: Callable[[], Written], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(context: PageContext) -> Iterator[Page]:
        for page in list_pages(context):
            yield page
            yield replace(page, title="another") if page.path == "about.md" else replace(page, path=f"second/{page.path}")

    monkeypatch.setattr(building, "list_pages", twice)
    with pytest.raises(RuntimeError, match=r"two pages claim about\.md"):
        write()
    assert not (tmp_path / "docs").exists()


@pytest.mark.slow
def test_a_draft_and_what_appears_in_drafts_alone_are_not_published(write: Callable[[], Written], tmp_path: Path) -> None:
    write()
    docs = tmp_path / "docs"
    assert not (docs / "explainers" / "a-draft").exists()
    whole = b"\n".join(tree(docs).values()).decode(errors="replace")
    for words in ("a-draft", "A draft about the sea", "only-in-draft", "Known to editors alone"):
        assert words not in whole


# --- templates


def test_templates_use_exactly_page_and_view() -> None:
    environment = environment_of()
    for name in environment.list_templates(filter_func=lambda name: name.startswith(("pages/", "parts/"))):
        template = environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        at_top = {one.name for one in template.find_all(nodes.Macro)} | {one.target for one in template.find_all(nodes.Import)}
        parents = [
            environment.parse((TEMPLATES / one.template.as_const()).read_text(encoding="utf-8")) for one in template.find_all(nodes.Extends)
        ]
        at_top |= {one.target for parent in parents for one in parent.find_all(nodes.Import)}
        assert find_undeclared_variables(template) - at_top <= ({"page", "view"} if name.startswith("pages/") else set()), name


def test_a_page_is_rendered_with_itself_and_its_view_and_nothing_is_undefined(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    page = Page("x.md", "claim", "Title", "Words", "x.md.j2", 7)
    template = tmp_path / "pages" / "x.md.j2"
    template.write_text("{{ page.title }} {{ view }}\n", encoding="utf-8")
    assert render_page(environment_of(tmp_path), page).endswith("---\n\nTitle 7\n")
    template.write_text("{{ corpus }}\n", encoding="utf-8")
    with pytest.raises(UndefinedError):
        render_page(environment_of(tmp_path), page)


# --- the same bytes

_BUILD = """
import sys
from datetime import date
from pathlib import Path
from generator.verify.checking import check_content
from generator.system.cache import Cache
from generator.system.stopwatch import Stopwatch
from tests.sites import fake_draw, sites_in, write_pages
project = Path(sys.argv[1])
checked = check_content(project / "content", today=date(2026, 6, 1))
site, templates, cache = sites_in(checked.corpus)[0], project / "site_templates", Cache(project / "cache")
write_pages(site, templates, project / "docs", draw=fake_draw, watch=Stopwatch(), cache=cache)
"""


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    projects = [make_project(tmp_path / name, SMALL) for name in ("one", "another folder")]
    settings = [{"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles"}]
    for path in sorted((projects[1] / "content").rglob("*.yml"), reverse=True):
        path.write_bytes(path.read_bytes())  # in another order, at another time
    for project, setting in zip(projects, settings, strict=True):
        subprocess.run([sys.executable, "-c", _BUILD, str(project)], env=os.environ | setting, cwd=TEMPLATES.parent, check=True)
    one, another = (tree(project / "docs") for project in projects)
    assert one.keys() == another.keys()
    assert [name for name in one if one[name] != another[name]] == []


@pytest.mark.site
def test_nothing_of_the_machine_or_the_day_is_in_what_is_written(small_site: Site) -> None:
    words = [str(small_site.project), str(TEMPLATES.parent), os.path.expanduser("~") + "/", "2026-06-01", "1 Jun 2026", "June 2026"]  # noqa: PTH111
    for folder in (small_site.docs, small_site.site):
        for name, data in tree(folder).items():
            if name.endswith((".html", ".md", ".json", ".js", ".css")):
                found = [word for word in words if word.encode() in data]
                assert found == [], name


# --- links


def _broken(site: Path) -> list[str]:
    pages = {
        urljoin(BASE, page.path.relative_to(site).as_posix().removesuffix("index.html")): page
        for page in seen(site)
        if page.path.name != "404.html"
    }
    broken = []
    for url, page in pages.items():
        for link in sorted(page.addresses):
            target, _, anchor = urljoin(url, link).partition("#")
            if not target.startswith(BASE):
                continue
            if target not in pages:
                if not (site / unquote(urlsplit(target).path).lstrip("/")).is_file():
                    broken.append(f"{url}: no page {link}")
            elif anchor and unquote(anchor) not in pages[target].ids:
                broken.append(f"{url}: no place {link}")
        broken += [f"{url}: nothing is #{one}" for one in sorted(page.pointed.difference(page.ids))]
        broken += [f"{url}: twice #{one}" for one, count in Counter(page.ids).items() if count > 1]
    return [one.removeprefix(BASE) for one in broken]


@pytest.mark.site
@pytest.mark.parametrize("name", ["small_site", "real_site"])
def test_every_link_and_anchor_of_every_page_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(name)
    assert len(list(built.pages())) > 20
    assert _broken(built.site) == []


@pytest.mark.site
@pytest.mark.parametrize("name", ["small_site", "real_site"])
def test_every_markdown_page_became_one_page_and_has_one_heading_of_the_first_level(name: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(name)
    pages = {path.relative_to(built.site).as_posix() for path in built.pages()} - {"404.html"}
    written = {path.relative_to(built.docs).as_posix().removesuffix(".md") for path in built.docs.rglob("*.md")}
    assert pages == {f"{one}.html" if one == "index" or one.endswith("/index") else f"{one}/index.html" for one in written}
    assert [one.path for one in built.seen() if one.headings != 1] == []
