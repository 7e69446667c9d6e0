"""The workflow that makes a pull request of a labelled issue: its scripts as they stand, with git and a 'gh' that notes what it is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.content.load import load_content
from generator.model.records import Claim
from generator.system.bundled import STARTER
from tests.conftest import MINIMAL
from tests.editing.test_issues import HOSTILE, body
from tests.effort import share
from tests.sites import ROOT

if TYPE_CHECKING:
    from tests.conftest import WriteContent

OURS, THEIRS = ROOT / ".github" / "workflows" / "suggestion.yml", STARTER / "suggestion.yml"
GH = f"""#!{sys.executable}
import json, os, sys
told = [open(word, encoding="utf-8").read() if word == "comment.md" else word for word in sys.argv[1:]]
with open(os.environ["TOLD"], "a", encoding="utf-8") as file:
    file.write(json.dumps(told) + "\\n")
sys.exit(1 if sys.argv[1:3] == os.environ.get("REFUSED", "").split() else 0)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None or shutil.which("git") is None, reason="needs bash and git"),
]


def steps(path: Path) -> dict[str, dict[str, Any]]:
    """Return the steps that run a script, by their names."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    return {step["name"]: step for job in jobs for step in job["steps"] if "run" in step}


@pytest.mark.parametrize("path", [OURS, THEIRS], ids=["ours", "theirs"])
def test_no_script_holds_an_expression_and_no_job_has_a_right_that_is_not_said(path: Path) -> None:
    assert [name for name, step in steps(path).items() if "${{" in step["run"]] == []
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["read"]["permissions"] == {"contents": "read"}
    assert "'record'" in workflow["jobs"]["read"]["if"]
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step)


def test_that_of_new_publications_differs_in_how_the_program_is_installed_alone() -> None:
    ours, theirs = OURS.read_text(encoding="utf-8"), THEIRS.read_text(encoding="utf-8")
    assert ours.replace("make .venv/site", "INSTALL").replace(".venv/bin/", "") == theirs.replace(
        "python -m pip install --disable-pip-version-check -r requirements.txt", "INSTALL"
    )


class Repository:
    """A clone of a publication in which the workflow runs."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.remote, self.clone, self.told = folder / "remote.git", folder / "clone", folder / "told"
        tools = folder / "tools"
        tools.mkdir()
        for name, text in (("gh", GH), ("onrecord", f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')):
            (tools / name).write_text(text, encoding="utf-8")
            (tools / name).chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "TOLD": str(self.told),
            "NUMBER": "7",
            "BASE": "main",
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), at=folder)
        self.git("clone", "--quiet", str(self.remote), str(self.clone), at=folder)
        shutil.copytree(content, self.clone / "content")
        self.git("switch", "--quiet", "--create", "main")
        self.git("add", ".")
        self.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--message", "begin")
        self.git("push", "--quiet", "origin", "main")

    def git(self, *words: str, at: Path | None = None) -> str:
        done = subprocess.run(["git", *words], cwd=at or self.clone, env=self.environment, capture_output=True, text=True, check=True)  # noqa: S607
        return done.stdout

    def run(self, name: str, **environment: str) -> int:
        script = steps(THEIRS)[name]["run"]
        given = {**self.environment, **environment}
        words = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
        return subprocess.run(words, cwd=self.clone, env=given, capture_output=True, text=True, check=False).returncode

    def read(self, text: str) -> dict[str, str]:
        """Run the job that reads an issue; return its outputs."""
        Path(self.environment["GITHUB_EVENT_PATH"]).write_text(json.dumps({"issue": {"number": 7, "body": text}}), encoding="utf-8")
        assert self.run("Read") == 0
        lines = Path(self.environment["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()
        self.git("clean", "--quiet", "--force", "-d")
        return dict(line.split("=", 1) for line in lines)

    def gh(self) -> list[list[str]]:
        """Return what 'gh' was told, but for its setup."""
        lines = self.told.read_text(encoding="utf-8").splitlines() if self.told.exists() else []
        return [words for line in lines if (words := json.loads(line))[0] != "auth"]


@pytest.fixture
def repository(tmp_path: Path, content: WriteContent) -> Repository:
    folder = tmp_path / "work"
    folder.mkdir()
    return Repository(folder, content(MINIMAL))


def sent(repository: Repository, **changed: str) -> dict[str, str]:
    return repository.read(body(Claim, load_content(repository.clone / "content").corpus, **changed))


def test_a_right_issue_becomes_a_pull_request(repository: Repository) -> None:
    read = sent(repository)
    assert read["file"] == "content/claims/the-bridge-is-shut.yml"
    assert repository.run("Open a pull request", FILE=read["file"], RECORD=read["record"]) == 0
    assert repository.git("diff", "--name-status", "main", "origin/suggestion-7").split() == ["A", read["file"]]
    assert repository.git("show", f"origin/suggestion-7:{read['file']}").startswith("statement: The bridge is shut\n")
    ((pr, create, *words),) = repository.gh()
    assert (pr, create) == ("pr", "create")
    assert words[:4] == ["--base", "main", "--head", "suggestion-7"]


def test_a_repository_that_lets_no_workflow_open_one_is_told_of_the_branch(repository: Repository) -> None:
    read = sent(repository)
    assert repository.run("Open a pull request", FILE=read["file"], RECORD=read["record"], REFUSED="pr create") == 0
    assert repository.gh()[-1][:3] == ["issue", "comment", "7"]
    assert "`suggestion-7`" in repository.gh()[-1][-1]


def test_a_branch_that_is_there_is_left_as_it_is(repository: Repository) -> None:
    read = sent(repository)
    repository.git("switch", "--quiet", "--create", "suggestion-7")
    repository.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--allow-empty", "--message", "mine")
    repository.git("push", "--quiet", "origin", "suggestion-7")
    before = repository.git("rev-parse", "origin/suggestion-7")
    repository.git("switch", "--quiet", "main")
    repository.git("branch", "--quiet", "-D", "suggestion-7")
    assert repository.run("Open a pull request", FILE=read["file"], RECORD=read["record"]) == 1
    assert repository.git("ls-remote", "origin", "refs/heads/suggestion-7").split()[0] == before.strip()
    assert "already" in repository.gh()[-1][-1]


def test_mistakes_are_said_where_nothing_in_them_is_markup(repository: Repository) -> None:
    read = sent(repository, Who_makes_the_claim="@everyone #1\n```\n<img src=x>", When_it_was_made="soon\n\n# Big")
    assert set(read) == {"mistakes"}
    assert repository.run("Comment on what is missing", MISTAKES=read["mistakes"]) == 0
    comment, label = repository.gh()
    assert comment[:3] == ["issue", "comment", "7"]
    first, blank, *told = comment[-1].splitlines()
    assert (first.startswith("This issue cannot become a record yet."), blank) == (True, "")
    assert [line for line in told if not line.startswith("    ")] == []
    assert any("@everyone" in line for line in told)
    assert label == ["issue", "edit", "7", "--remove-label", "record"]


@pytest.mark.parametrize("text", share(HOSTILE, 3))
def test_no_issue_makes_the_scripts_do_anything_else(text: str, repository: Repository) -> None:
    read = sent(repository, Evidence__note=text, Summary=text)
    assert set(read) in ({"file", "record"}, {"mistakes"})
    assert sorted(path.name for path in repository.clone.iterdir()) == [".git", "content"]


@pytest.mark.parametrize(
    "name", ["../x.yml", ".github/workflows/x.yml", "content/claims/../../x.yml", "content/claims/x.py", "content/x.yml", ""]
)
def test_a_path_that_is_no_record_is_not_written(name: str, repository: Repository) -> None:
    assert repository.run("Open a pull request", FILE=name, RECORD="eA==") == 1
    assert repository.gh() == []


def test_a_fault_of_the_program_is_no_mistake_of_the_reader(repository: Repository) -> None:
    shutil.rmtree(repository.clone / "content")
    Path(repository.environment["GITHUB_EVENT_PATH"]).write_text("{}", encoding="utf-8")
    assert repository.run("Read") == 2
    assert not Path(repository.environment["GITHUB_OUTPUT"]).exists()
