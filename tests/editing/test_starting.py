"""'onrecord init' writes a publication in which nothing is wrong; installed from the wheel, nothing of the checkout is needed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.command.cli import cli
from generator.command.options import VERSION
from generator.content.load import load_content
from generator.editing import starting
from generator.editing.issue_forms import issue_form_files
from generator.model.records import SECTIONS, Record
from generator.model.records.publication import Publication
from generator.system.bundled import MANUAL, SETTINGS, STARTER, TEMPLATES
from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.sites import ROOT, parsed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result


def init(folder: Path) -> Result:
    return CliRunner().invoke(cli, ["init", str(folder)])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- what is written


def test_nothing_is_wrong_with_what_is_written(tmp_path: Path) -> None:
    result = init(tmp_path / "new" / "record")
    assert result.exit_code == 0
    checked = check_content(tmp_path / "new" / "record" / "content", today=TODAY)
    assert checked.diagnostics == []
    assert f"{len(checked.corpus)} example records" in result.output


def test_what_is_written_is_in_order_and_says_where_the_manual_is(tmp_path: Path) -> None:
    result = init(folder := tmp_path / "a new $record")
    assert f"to preview the site: onrecord serve --project '{folder}'\n" in result.output
    assert f"editors' manual: {folder}/content/README.md" in result.output
    assert CliRunner().invoke(cli, ["fmt", "--check", "--project", str(folder)]).exit_code == 0


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_it_has_an_example_of_every_section_that_is_read(section: type[Record]) -> None:
    corpus = check_content(STARTER / "content", today=TODAY).corpus
    assert [one for one in corpus if type(one) is section], f"put one into generator/starter/content/{section.section}/"


def test_it_has_no_section_that_is_none() -> None:
    folders = {path.name for path in (STARTER / "content").iterdir() if path.is_dir()}
    assert folders <= {one.section for one in SECTIONS}


def test_its_examples_say_that_they_are_invented() -> None:
    publication = check_content(STARTER / "content", today=TODAY).corpus.publication
    assert "invented" in publication.tagline
    assert publication.title != Publication().title
    addresses = re.findall(r"https?://[^\s/]+", "".join(text.decode() for text in files(STARTER / "content").values()))
    assert addresses
    assert [one for one in addresses if not re.search(r"[./]example(\.org)?$", one)] == []


def test_settings_and_pinned_actions_are_those_of_the_checkout(tmp_path: Path) -> None:
    init(tmp_path)
    assert (tmp_path / "mkdocs.yml").read_bytes() == (ROOT / "mkdocs.yml").read_bytes()
    for name in ("publish.yml", "suggestion.yml"):
        ours, theirs = (
            set(re.findall(r"uses: (.*)", (folder / ".github" / "workflows" / name).read_text(encoding="utf-8")))
            for folder in (ROOT, tmp_path)
        )
        assert theirs == ours
    made = issue_form_files(load_content(tmp_path / "content").corpus)
    assert {name: (tmp_path / name).read_bytes() for name in made} == made
    assert TEMPLATES == ROOT / "site_templates"
    assert SETTINGS == ROOT / "mkdocs.yml"


# --- what is in the way


def _a_file_in_its_place(folder: Path) -> str:
    folder.write_text("mine", encoding="utf-8")
    return f"{folder} is a file"


def _content(folder: Path) -> str:
    (folder / "content").mkdir(parents=True)
    return "already contains content"


def _several(folder: Path) -> str:
    folder.mkdir()
    for name in ("README.md", "mkdocs.yml", "requirements.txt", "LICENSE"):
        (folder / name).write_text("mine", encoding="utf-8")
    return "already contains mkdocs.yml, requirements.txt"


def _a_link_that_leads_nowhere(folder: Path) -> str:
    folder.mkdir()
    (folder / ".gitignore").symlink_to(folder / "nowhere")
    return "already contains .gitignore"


def _a_file_where_a_folder_goes(folder: Path) -> str:
    folder.mkdir()
    (folder / ".github").write_text("mine", encoding="utf-8")
    return "already contains .github"


@pytest.mark.parametrize("put", [_a_file_in_its_place, _content, _several, _a_link_that_leads_nowhere, _a_file_where_a_folder_goes])
def test_nothing_is_written_over(tmp_path: Path, put: Callable[[Path], str]) -> None:
    said, before = put(tmp_path / "record"), files(tmp_path)
    result = init(tmp_path / "record")
    assert result.exit_code != 0
    assert said in result.output
    assert files(tmp_path) == before


def test_what_else_is_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "LICENSE").write_text("mine", encoding="utf-8")
    assert init(tmp_path).exit_code == 0
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8") == "mine"
    assert init(tmp_path).exit_code != 0


def test_in_a_fresh_clone_what_a_forge_put_there_is_kept_and_said_to_be(tmp_path: Path) -> None:
    there = {"README.md": b"mine", "LICENSE": b"mine", ".gitignore": b"*.pyc\n/build/\n/site/\n/.cache/\n/.venv/\n"}
    for name, data in there.items():
        (tmp_path / name).write_bytes(data)
    result = init(tmp_path)
    assert result.exit_code == 0
    assert "README.md already exists; left unchanged\n" in result.output
    assert ".gitignore already exists; left unchanged; add to it: /private/\n" in result.output
    assert {name: (tmp_path / name).read_bytes() for name in there} == there


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = init(tmp_path / "file" / "record")
    assert isinstance(result.exception, OSError)
    assert result.exception.filename.startswith(str(tmp_path / "file"))


# --- which program it asks for


class _Installed:
    def __init__(self, origin: dict[str, object] | None) -> None:
        self._origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self._origin) if self._origin is not None else None


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, "onrecord==1.2"),
        ({"url": "file:///home/me/onrecord", "dir_info": {}}, "onrecord==1.2"),
        (
            {"url": "https://example.org/onrecord-1.2-py3-none-any.whl", "archive_info": {}},
            "onrecord @ https://example.org/onrecord-1.2-py3-none-any.whl",
        ),
        (
            {"url": "https://git.example.org/onrecord", "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "0a1b"}},
            "onrecord @ git+https://git.example.org/onrecord@0a1b",
        ),
    ],
)
def test_it_asks_for_the_program_that_wrote_it_and_says_if_that_may_not_be_found(
    tmp_path: Path, origin: dict[str, object] | None, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "distribution", lambda _: _Installed(origin))
    assert starting.requirement("1.2").splitlines()[-1] == line
    assert ("before you install or deploy: " in init(tmp_path).output) is ("==" in line)
    assert (tmp_path / "requirements.txt").read_text(encoding="utf-8") == starting.requirement(VERSION)


def test_where_the_program_is_not_installed_it_asks_for_its_version() -> None:
    with pytest.raises(PackageNotFoundError):
        distribution("onrecord")
    assert starting.requirement(VERSION).endswith(f"git+https://...\nonrecord=={VERSION}\n")


# --- from the wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment in which nothing but our wheel is installed, and which sees the dependencies of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    kept = ("generator", "site_templates", "content/README.md", "mkdocs.yml", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
    for name in kept:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, source / name)
    run([sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], source)
    shutil.rmtree(source)
    venv.create(folder / "environment", with_pip=True)
    python = folder / "environment" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", wheel], folder)
    packages = next((folder / "environment" / "lib").glob("python*/site-packages"))
    (packages / "dependencies.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", encoding="utf-8")
    return python.with_name("onrecord")


def run(command: list[str | Path], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE", "COV_"))}
    done = subprocess.run(command, cwd=folder, env={**clean, **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def begun(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "a record"
    run([installed, "init", folder.name], folder.parent)
    return folder


@pytest.mark.site
class TestInstalled:
    def test_the_wheel_holds_what_is_needed_and_nothing_of_ours(self, installed: Path, begun: Path) -> None:
        found = run([installed.with_name("python"), "-c", "import generator as g; print(g.__file__)"], installed.parent).stdout.strip()
        program = Path(found).parent
        assert program.is_relative_to(installed.parents[1])
        for kept, ours in (("bundle/site_templates", TEMPLATES), ("starter", STARTER)):
            assert files(program / kept) == files(ours)
        assert (program / "bundle" / "mkdocs.yml").read_bytes() == SETTINGS.read_bytes()
        assert (begun / "content" / "README.md").read_bytes() == MANUAL.read_bytes()
        assert {path.name for path in (program / "language" / "catalogues").iterdir()} == {"ar.po"}
        assert not (program.parent / "content").exists()
        assert not (program.parent / "tests").exists()

    def test_a_publication_is_begun_checked_and_built(self, installed: Path, begun: Path) -> None:
        assert run([installed, "check", "--strict"], begun).stdout.endswith("records checked\n")
        run([installed, "build", "--site-url", "https://example.org/record/"], begun)
        site = begun / "build" / "site"
        claim = parsed((site / "claims" / "ferry-loses-money" / "index.html").read_text(encoding="utf-8"))
        assert "The ferry lost two million crowns in 2024" in words_of(claim)
        assert "Verified" in words_of(claim)
        explainer = parsed((site / "explainers" / "who-pays-for-the-ferry" / "index.html").read_text(encoding="utf-8"))
        assert {"svg", "table"} <= {str(one.tag).rpartition("}")[2] for one in explainer.iter()}
        for name in ("assets/onrecord.css", "assets/fonts/serif.woff2", "pagefind/pagefind.js", "404.html", "sitemap.xml"):
            assert (site / name).stat().st_size
        assert list(site.glob("cards/claims/*.png"))
        assert run([installed, "check", "--strict", "--project", str(begun)], begun.parent).returncode == 0

    @pytest.mark.parametrize("tool", ["mkdocs", "zensical"])
    def test_what_it_built_is_enough_for_the_tools_too(self, installed: Path, begun: Path, tool: str) -> None:
        if not (begun / "build" / "site").exists():
            run([installed, "build"], begun)
        run([installed.with_name("python"), "-m", tool, "build"], begun)
        for name in ("pagefind", "figures", "cards"):  # what README.md says is to be copied
            shutil.copytree(begun / "build" / "site" / name, begun / "site" / name, dirs_exist_ok=True)
        assert files(begun / "build" / "site").keys() - files(begun / "site").keys() == {".onrecord"}
        page = parsed((begun / "site" / "claims" / "ferry-loses-money" / "index.html").read_text(encoding="utf-8"))
        assert "The ferry lost two million crowns in 2024" in words_of(page)
        assert ROOT.as_posix() not in (begun / "build" / "run-onrecord-build-first.yml").read_text(encoding="utf-8")
