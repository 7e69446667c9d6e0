"""The site is the old one or the new one, whole, whatever goes wrong while it is built."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from generator.builder.mkdocs_site import SiteError, build_site
from generator.builder.project import list_trees
from generator.builder.search_index import SearchIndexes
from generator.command.cli import cli
from generator.command.serve import QUIET, Trigger, observe, on_change, watched
from generator.system.cache import Cache
from generator.system.ownership import SITE, mark
from tests.conftest import MINIMAL, TODAY
from tests.effort import IN_CI
from tests.serving import rebuilding
from tests.sites import ROOT, TEMPLATES, build, make_project, once, parsed, sitemap, sites_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import WriteContent
    from tests.sites import Seen, Site

pytestmark = pytest.mark.site

OLD, NEW = "title: The old one\n", "title: The new one\n"
DATA = frozenset({"application/json", "application/ld+json"})
"""Types of scripts that are data, which no policy stops."""
Tree = dict[str, tuple[int, bytes]]


@pytest.fixture
def project(content: WriteContent, tmp_path: Path) -> Path:
    """A project with little in it, never built."""
    return make_project(tmp_path / "project", content({**MINIMAL, "publication.yml": OLD}))


@pytest.fixture
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project, built."""
    like = once(tmp_path_factory, "little", lambda folder: build(shutil.copytree(project, folder)))
    shutil.copytree(like / "build", project / "build")
    return project


def publish(project: Path, text: str) -> None:
    (project / "content" / "publication.yml").write_text(text, encoding="utf-8")


def run(project: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["build", "--project", str(project), "--today", TODAY.isoformat(), *options])


def tree(project: Path, name: str = "site") -> Tree:
    site = project / "build" / name
    return {str(path.relative_to(site)): (path.stat().st_mode, path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file()}


def leftovers(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "build").iterdir() if path.name.startswith(".site") and path.suffix != ".lock")


# --- a build that fails


def _breaks_settings(project: Path) -> str:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("anchors: warn", "anchors: loudly"), encoding="utf-8")
    return "loudly"


def _breaks_yaml(project: Path) -> str:
    (project / "mkdocs.yml").write_text("nav: [unclosed\n", encoding="utf-8")
    return ""


def _takes_a_template_away(project: Path) -> str:
    (project / "site_templates" / "theme" / "partials" / "say.html").unlink()
    return "say.html"


def _breaks_a_link(project: Path) -> str:
    template = project / "site_templates" / "pages" / "about.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n[nowhere](no-such-page.md)\n", encoding="utf-8")
    return "no-such-page.md"


def _leads_nowhere(project: Path) -> str:
    template = project / "site_templates" / "pages" / "about.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + '\n<p><a href="../claims/#no-such-claim">x</a></p>\n', encoding="utf-8")
    return "about/index.html: broken link to ../claims/#no-such-claim"


@pytest.mark.parametrize("break_it", [_breaks_settings, _breaks_yaml, _takes_a_template_away, _breaks_a_link, _leads_nowhere])
def test_a_build_that_fails_says_why_and_leaves_the_last_site(built: Path, break_it: Callable[[Path], str]) -> None:
    before = tree(built)
    publish(built, NEW)
    said = break_it(built)
    result = run(built)
    assert result.exit_code != 0
    assert said in result.output + str(result.exception)
    assert tree(built) == before
    assert leftovers(built) == []


def test_a_strict_failure_is_told_in_the_words_of_mkdocs(built: Path) -> None:
    _breaks_a_link(built)
    result = run(built)
    assert result.exit_code == 1
    assert "about/index.md" in result.output
    assert "no-such-page.md" in result.output
    assert result.output.endswith("the last good site is unchanged\n")


def test_mistakes_in_the_content_leave_the_last_site_and_its_markdown(built: Path) -> None:
    before = tree(built)
    docs = {path: path.read_bytes() for path in (built / "build" / "docs").rglob("*.md")}
    publish(built, NEW + "colour: red\n")
    result = run(built)
    assert result.exit_code == 1
    assert "unknown-field" in result.output
    assert "the last good site is unchanged" in result.output
    assert tree(built) == before
    assert {path: path.read_bytes() for path in (built / "build" / "docs").rglob("*.md")} == docs


def test_a_fixed_build_puts_the_new_site_in_place(built: Path) -> None:
    publish(built, NEW + "colour: red\n")
    assert run(built).exit_code == 1
    publish(built, NEW)
    assert run(built).exit_code == 0
    pages = [data for name, (_, data) in tree(built).items() if name.endswith(".html")]
    assert all(b"The new one" in page and b"The old one" not in page for page in pages)


# --- two at once, and what a killed one leaves


@contextmanager
def _locked(project: Path) -> Iterator[None]:
    with (project / "build" / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def test_of_two_builds_at_once_one_is_told_that_the_other_runs(built: Path) -> None:
    before = tree(built)
    publish(built, NEW)
    with _locked(built):
        result = run(built)
        assert result.exit_code == 1
        assert "another build of this site is running" in result.output
        assert tree(built) == before
    assert run(built).exit_code == 0
    assert tree(built) != before


def test_building_again_gives_the_same_files_and_a_failure_leaves_them(built: Path, small_site: Site) -> None:
    trees = list_trees(sites_in(small_site.corpus), built / "build" / "docs", built / "build" / "languages")[:1]

    def again() -> Tree:
        build_site(
            built,
            built / "build" / "site",
            trees,
            theme=TEMPLATES / "theme",
            site_url=None,
            today=TODAY,
            cache=Cache(built / "build" / "cache"),
            indexes=SearchIndexes(built / "build" / "search"),
        )
        return tree(built)

    site = again()
    assert again() == again() == site
    (built / "mkdocs.yml").write_text("nonsense: yes\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SiteError):
            again()
    assert tree(built) == site


def test_what_is_gone_from_the_content_is_gone_from_the_site_that_was_begun_with_an_older_one(built: Path) -> None:
    actor = built / "content" / "actors" / "passing.yml"
    page = built / "build" / "site" / "actors" / "passing" / "index.html"
    assert run(built).exit_code == 0
    whole = tree(built)
    for text in ("name: Passing\nkind: group\n", "name: Passing by\nkind: group\n", ""):
        actor.write_text(text, encoding="utf-8") if text else actor.unlink()
        assert run(built, "--site-url", "https://a.example/").exit_code == 0
        assert page.is_file() is bool(text)
        assert (built / "build" / "site" / "sitemap.xml").is_file()
    assert run(built).exit_code == 0
    assert tree(built) == whole


@pytest.mark.parametrize("name", ["claims/index.html", "assets/onrecord.css", "404.html", "cards/explainers/ferry.png"])
def test_what_was_changed_by_hand_in_a_site_is_not_in_the_next(built: Path, name: str) -> None:
    assert run(built).exit_code == 0
    publish(built, NEW)
    assert run(built).exit_code == 0
    whole = tree(built)
    (built / "build" / ".site.new" / name).write_bytes(b"by hand")
    (built / "build" / "site.json").unlink()
    assert run(built).exit_code == 0
    assert tree(built) == whole


def test_where_nothing_changed_no_model_and_no_mkdocs_is_even_imported(built: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "generator", "build", "--project", str(built), "--today", TODAY.isoformat()]
    first, second = (subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True) for _ in range(2))
    heavy = [f" {name}\n" for name in ("pydantic", "mkdocs.config", "jinja2", "generator.model.records.base")]
    assert [name in first.stderr for name in heavy] == [True] * len(heavy)
    assert [name for name in heavy if name in second.stderr] == []
    assert "nothing changed" in second.stdout


def test_what_a_killed_build_left_is_mended_by_the_next(built: Path) -> None:
    before = tree(built)
    for name in (".site.new", ".site.old"):
        (built / "build" / name / "claims").mkdir(parents=True)
        mark(built / "build" / name, SITE)
        (built / "build" / name / "claims" / "index.html").write_text("half a site", encoding="utf-8")
    (built / "build" / "docs" / "claims" / "index.md").write_text("half a page", encoding="utf-8")
    (built / "build" / "kept").mkdir()
    publish(built, NEW)
    assert run(built).exit_code == 0
    assert leftovers(built) == [".site.new"]
    assert tree(built, ".site.new") == before
    assert (built / "build" / "kept").is_dir()
    assert "half a page" not in (built / "build" / "docs" / "claims" / "index.md").read_text(encoding="utf-8")


def test_a_build_killed_at_any_step_leaves_the_old_site_or_the_new_one_whole(built: Path) -> None:
    command = [sys.executable, "-m", "tests.killed_builds", str(built), TODAY.isoformat()]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as builds:
        asked, answers = builds.stdin, builds.stdout
        assert asked is not None
        assert answers is not None

        def build_up_to(step: int) -> int:
            asked.write(f"{step}\n")
            return int(answers.readline())

        def forget() -> None:
            """Let the next build begin with nothing, so that every one has the same steps."""
            shutil.rmtree(built / "build" / ".site.new", ignore_errors=True)

        whole: dict[str, Tree] = {}
        last = 0
        for text in (OLD, NEW):
            publish(built, text)
            forget()
            last = build_up_to(sys.maxsize)
            whole[text] = tree(built)
        assert whole[OLD] != whole[NEW]

        def shows_the_new_one_after(step: int) -> bool:
            before, text = (OLD, NEW) if tree(built) == whole[OLD] else (NEW, OLD)
            publish(built, text)
            forget()
            assert build_up_to(step) <= step
            assert tree(built) in (whole[before], whole[text]), f"killed after {step} of {last} steps"
            return tree(built) == whole[text]

        first = last // 3  # long before the site is in its place
        assert not shows_the_new_one_after(first)
        while last - first > (1 if IN_CI else 32):  # nearer and nearer to the step that puts it there
            middle = (first + last) // 2
            first, last = (first, middle) if shows_the_new_one_after(middle) else (middle, last)
        assert not any(shows_the_new_one_after(step) for step in (first // 4, first // 2))
        for step in range(first // 5, first, first // 5):  # what each leaves is begun with by the next
            publish(built, text := NEW if tree(built) == whole[OLD] else OLD)
            build_up_to(step)
            assert tree(built) in whole.values(), f"killed after {step} of {last} steps"
            build_up_to(sys.maxsize)
            assert tree(built) == whole[text]
        asked.close()
    assert run(built).exit_code == 0
    assert leftovers(built) == [".site.new"]


# --- what is put in place


def test_everyone_may_read_the_site(project: Path) -> None:
    mask = os.umask(0o077)
    try:
        build(project)
    finally:
        os.umask(mask)
    site = project / "build" / "site"
    folders = [site, *(path for path in site.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o755}
    assert {stat.S_IMODE(mode) for mode, _ in tree(project).values()} == {0o644}


def test_the_site_may_go_elsewhere(project: Path, tmp_path: Path) -> None:
    assert run(project, "--output", str(tmp_path / "out" / "here")).exit_code == 0
    assert (tmp_path / "out" / "here" / "index.html").is_file()
    assert not (project / "build" / "site").exists()


def test_without_places_there_is_no_page_of_them_and_none_is_offered(built: Path, small_site: Site) -> None:
    site = built / "build" / "site"
    assert not (site / "places").exists()
    assert [path for path in site.rglob("*.html") if 'href="places/"' in path.read_text(encoding="utf-8")] == []
    assert 'href="places/"' in (small_site.site / "index.html").read_text(encoding="utf-8")
    assert (small_site.site / "places" / "upper-gate" / "index.html").is_file()


def test_markdown_alone_builds_no_site(project: Path) -> None:
    assert run(project, "--markdown-only").exit_code == 0
    assert (project / "build" / "docs" / "index.md").is_file()
    assert not (project / "build" / "site").exists()


def test_an_address_with_a_path_is_in_canonical_links_the_sitemap_and_the_page_for_nothing_found(small_site: Site) -> None:
    base = "https://isel.example/record/"
    canonical = {}
    for path in small_site.pages():
        tree = parsed(path.read_text(encoding="utf-8"))
        moved = [one.get("content", "").removeprefix("0;url=") for one in tree.iter("meta") if one.get("http-equiv") == "refresh"]
        if moved:
            assert [(path.parent / way / "index.html").is_file() for way in moved] == [True], path
            assert not [one for one in tree.iter("link") if one.get("rel") in ("canonical", "alternate")]
        elif path.name != "404.html":
            (link,) = [one for one in tree.iter("link") if one.get("rel") == "canonical"]
            canonical[path.relative_to(small_site.site).as_posix()] = link.get("href")
    assert "claims/gate-failed/index.html" not in canonical
    assert canonical == {name: base + name.removesuffix("index.html") for name in canonical}
    assert sorted(sitemap(small_site.site)) == sorted(str(one) for one in canonical.values())
    assert not (small_site.site / "sitemap.xml.gz").exists()
    missing = parsed((small_site.site / "404.html").read_text(encoding="utf-8"))
    links = {value for one in missing.iter() for name in ("href", "src") if (value := one.get(name)) and not value.startswith("#")}
    assert links
    assert [link for link in links if not link.startswith("/record/")] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_sitemap_tells_when_records_changed_and_nothing_of_the_day_of_the_build(project: Path) -> None:
    publish(project, f"{NEW}site_url: https://a.example/there/\n")
    assert run(project).exit_code == 0
    found = {address: day for address, (day, _) in sitemap(project / "build" / "site").items()}
    base = "https://a.example/there/"
    assert {path: found[base + path] for path in ("", "sources/", "sources/gazette/", "sources/herald/", "about/", "actors/avalon/")} == {
        "": "2025-03-02",
        "sources/": "2025-03-02",
        "sources/gazette/": "2025-03-01",
        "sources/herald/": "2025-03-02",
        "about/": "",
        "actors/avalon/": "",
    }


def test_without_an_address_there_is_no_sitemap_and_one_warning(project: Path) -> None:
    result = run(project)
    assert result.exit_code == 0
    assert list((project / "build" / "site").glob("sitemap*")) == []
    assert result.stderr.count("the URL of the site is unknown") == 1
    assert "address of the site" not in run(project, "--site-url", "https://a.example/").stderr
    assert (project / "build" / "site" / "sitemap.xml").is_file()


def leads(site: Site, page: Seen) -> set[str]:
    """Return the pages below the site's root to which a page leads."""
    here = site.site if page.path.name == "404.html" else page.path.parent
    base = urlsplit(site.corpus.publication.site_url or "").path or "/" if page.path.name == "404.html" else ""
    links = {one.removeprefix(base) for one in page.hrefs}
    whole = (os.path.normpath(here / link.partition("#")[0]) for link in links if "://" not in link)
    return {os.path.relpath(one, site.site) for one in whole}


@pytest.mark.parametrize("name", ["small_site", "real_site"])
def test_every_page_leads_to_how_to_read_the_marks_and_to_what_the_publication_states(name: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(name)
    stated = {one for one in ("corrections", "funding", "contact") if (site.docs / one / "index.md").is_file()}
    assert stated == {"small_site": {"corrections", "funding", "contact"}, "real_site": {"corrections", "contact"}}[name]
    for page in site.seen():
        found = leads(site, page)
        assert {"how-to-read", "about", "method", *stated} <= found, page.path
        assert not (({"corrections", "funding", "contact"} - stated) & found), page.path


def test_a_build_draws_a_card_for_each_explainer_and_claim(project: Path) -> None:
    publish(project, f"{NEW}site_url: https://a.example/there/\n")
    assert run(project).exit_code == 0
    site = project / "build" / "site"
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.png") if "cards" in path.parts} == {"cards/explainers/ferry.png"}
    assert (site / "cards" / "explainers" / "ferry.png").read_bytes().startswith(b"\x89PNG")
    page = parsed((site / "explainers" / "ferry" / "index.html").read_text(encoding="utf-8"))
    told = {one.get("property"): one.get("content") for one in page.iter("meta")}
    assert told["og:image"] == "https://a.example/there/cards/explainers/ferry.png"


def test_a_publication_is_set_in_its_own_direction(project: Path) -> None:
    publish(project, "title: السجل\nlanguage: ar\ndirection: rtl\n")
    site = build(project)
    for path in site.pages():
        root = parsed(path.read_text(encoding="utf-8"))
        assert root.get("dir") == "rtl", path
        assert [one.get("dir") for one in root.iter("body")] == ["rtl"], path


@pytest.mark.parametrize("name", ["small_site", "real_site"])
def test_every_script_in_a_page_is_allowed_by_the_policy_of_that_page(name: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(name)
    for page in site.seen():
        (policy,) = page.policies
        searches = page.path.relative_to(site.site).as_posix() == "explore/index.html"
        assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "" if searches else "'unsafe'")
        for address, kind, words in page.scripts:
            if not address and kind not in DATA:
                digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
                assert f"'sha256-{digest}'" in policy, f"{page.path}: {words[:60]}"


# --- the site on this machine


@contextmanager
def _rebuilding(folder: Path, rebuild: Callable[[], None]) -> Iterator[None]:
    trigger = Trigger()
    observer = observe(watched(folder) or [folder], trigger)
    try:
        with rebuilding(trigger, rebuild):
            yield
    finally:
        observer.stop()
        observer.join()


def test_a_save_rebuilds_and_reading_does_not(tmp_path: Path) -> None:
    record = tmp_path / "claims" / "x.yml"
    record.parent.mkdir()
    record.write_text("statement: a\n", encoding="utf-8")
    rebuilt = threading.Semaphore(0)
    with _rebuilding(tmp_path, rebuilt.release):
        assert record.read_text(encoding="utf-8")
        assert not rebuilt.acquire(timeout=0.6)
        record.write_text("statement: b\n", encoding="utf-8")
        assert rebuilt.acquire(timeout=60)
        record.rename(record.with_name("y.yml"))
        assert rebuilt.acquire(timeout=60)


def test_a_burst_of_changes_is_one_rebuild() -> None:
    trigger, rebuilt = Trigger(), []

    class Stop(threading.Event):
        """Something is changed in each of the first pauses."""

        pauses = 0

        def wait(self, timeout: float | None = None) -> bool:
            assert timeout == QUIET
            self.pauses += 1
            if self.pauses < 5:
                trigger.changed.set()
            return self.is_set()

    stop = Stop()

    def rebuild() -> None:
        rebuilt.append(stop.pauses)
        stop.set()

    trigger.changed.set()
    on_change(trigger, lambda _: rebuild(), stop)
    assert rebuilt == [5]


def test_a_rebuild_that_fails_is_not_the_last(tmp_path: Path) -> None:
    rebuilt = threading.Semaphore(0)

    def rebuild() -> None:
        rebuilt.release()
        raise RuntimeError("a template is being edited")

    with _rebuilding(tmp_path, rebuild):
        for name in ("a.yml", "b.yml"):
            (tmp_path / name).write_text("x\n", encoding="utf-8")
            assert rebuilt.acquire(timeout=60), name


def test_what_is_watched_is_content_templates_and_settings(project: Path, tmp_path: Path) -> None:
    assert watched(project) == [project / "content", project / "site_templates", project / "mkdocs.yml"]
    assert watched(tmp_path / "nothing") == []


def _shows(url: str, words: str, seconds: float = 120) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=60) as answer:  # noqa: S310 - our own server
                headers: Mapping[str, str] = answer.headers
                if words in answer.read().decode() and headers["Cache-Control"] == "no-store":
                    return True
        except URLError:
            pass
        time.sleep(0.1)
    return False


def test_serve_shows_the_site_and_rebuilds_it_on_every_save(project: Path) -> None:
    command = [sys.executable, "-m", "generator", "serve", "--project", str(project), "--port", "0", "--today", TODAY.isoformat()]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # which jobs in the background ignore, and so would their own
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        signal.signal(signal.SIGINT, before)
        assert process.stdout is not None
        guard = threading.Timer(300, process.kill)  # so that a missing line fails the test, rather than being waited for
        guard.start()
        try:
            url = next(line.partition(" ")[0] for line in process.stdout if line.startswith("http://127.0.0.1:"))
            assert _shows(url, "The old one")
            publish(project, NEW + "colour: red\n")
            publish(project, NEW)
            assert _shows(url, "The new one")
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=120)
        finally:
            guard.cancel()
            process.kill()
    assert process.returncode == 0


def test_a_section_without_a_record_is_in_no_menu(built: Path, small_site: Site) -> None:
    def menus(page: Path) -> list[str]:
        tree = parsed(page.read_text(encoding="utf-8"))
        lists = [nav for nav in tree.iter("nav") if nav.get("aria-label") in ("Sections", "All sections")]
        return [link.get("href", "").replace("../", "") for nav in lists for link in nav.iter("a")]

    empty = {"timeline/", "alignment/", "claims/", "costs-and-risks/", "scenarios/"}
    full = {"explainers/", "actors/", "sources/", "method/", "about/"}
    made = built / "build" / "site"
    for page in ("about", "index-a-z", "changes"):
        found = {*menus(made / page / "index.html")}
        assert full - {f"{page}/"} <= found
        assert not empty & found
    ends = parsed((made / "explainers" / "ferry" / "index.html").read_text(encoding="utf-8"))
    assert not [link.get("href") for link in ends.iter("a") if link.get("href", "").endswith(("claims/", "timeline/"))]
    assert full | empty <= {*menus(small_site.site / "changes" / "index.html")}
