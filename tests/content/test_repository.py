"""Where a publication names no repository, edit, dispute and contact lead to that which CI names, and to nothing else."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from click.testing import CliRunner

from generator.command.cli import cli
from generator.content.repository import Hosted, edit_address, hosted, in_repository, issue_form
from generator.model.records.publication import Publication
from tests.conftest import MINIMAL, TODAY
from tests.sites import make_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import WriteContent

GITHUB = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "isel/record"}
PUSH = GITHUB | {"GITHUB_REF": "refs/heads/trunk", "GITHUB_REF_NAME": "trunk"}
GITLAB = {"CI_PROJECT_URL": "https://gitlab.com/isel/water/record", "CI_DEFAULT_BRANCH": "trunk"}
OURS = Hosted("https://github.com/isel/record", "github")


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, None),
        ({"CI": "true"}, None),
        (GITHUB, OURS),
        (PUSH, Hosted("https://github.com/isel/record", "github", "trunk")),
        (GITHUB | {"GITHUB_SERVER_URL": "https://git.isel.example/"}, Hosted("https://git.isel.example/isel/record", "github")),
        (PUSH | {"GITHUB_REF_NAME": "release/2.0"}, Hosted("https://github.com/isel/record", "github", "release/2.0")),
        (
            GITHUB | {"GITHUB_REF": "refs/pull/1/merge", "GITHUB_REF_NAME": "1/merge", "GITHUB_BASE_REF": "trunk"},
            Hosted(OURS.repository, "github", "trunk"),
        ),
        (GITHUB | {"GITHUB_REF": "refs/tags/v1", "GITHUB_REF_NAME": "v1", "GITHUB_BASE_REF": ""}, OURS),
        (PUSH | {"GITHUB_REF_NAME": "a#b"}, OURS),
        (PUSH | {"GITHUB_REF_NAME": 'x"><script>'}, OURS),
        (PUSH | {"GITHUB_REF_NAME": "trunk\n"}, OURS),
        (GITHUB | {"GITEA_ACTIONS": "true"}, Hosted(OURS.repository, "gitea")),
        (GITHUB | {"FORGEJO_ACTIONS": "true"}, Hosted(OURS.repository, "gitea")),
        (GITLAB, Hosted("https://gitlab.com/isel/water/record", "gitlab", "trunk")),
        (GITLAB | {"CI_DEFAULT_BRANCH": ""}, Hosted("https://gitlab.com/isel/water/record", "gitlab")),
    ],
)
def test_ci_names_its_repository(environment: Mapping[str, str], found: Hosted | None) -> None:
    assert hosted(environment) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_SERVER_URL", ""),
        ("GITHUB_SERVER_URL", "github.com"),
        ("GITHUB_SERVER_URL", "javascript:alert(1)//"),
        ("GITHUB_SERVER_URL", "https://user:secret@github.com"),
        ("GITHUB_SERVER_URL", "https://github.com?x=1&y="),
        ("GITHUB_SERVER_URL", "https://github.com#"),
        ("GITHUB_SERVER_URL", "https://localhost:3000"),
        ("GITHUB_SERVER_URL", "https://10.0.0.1"),
        ("GITHUB_SERVER_URL", "https://git.internal"),
        ("GITHUB_SERVER_URL", 'https://github.com/"><script>alert(1)</script>'),
        ("GITHUB_SERVER_URL", "https://github.com\n"),
        ("GITHUB_SERVER_URL", "https://g\u0456thub.com"),
        ("GITHUB_SERVER_URL", "https://github.com:99999"),
        ("GITHUB_REPOSITORY", ""),
        ("GITHUB_REPOSITORY", "/"),
        ("GITHUB_REPOSITORY", "isel/"),
        ("GITHUB_REPOSITORY", "../../evil/record"),
        ("GITHUB_REPOSITORY", "isel/.."),
        ("GITHUB_REPOSITORY", "isel/record?x"),
        ("GITHUB_REPOSITORY", "isel/record#x"),
        ("GITHUB_REPOSITORY", "isel/record/%2e%2e"),
        ("GITHUB_REPOSITORY", "isel/re cord"),
        ("GITHUB_REPOSITORY", "isel/record)[x](javascript:alert(1)"),
        ("GITHUB_REPOSITORY", "isel/{record}"),
        ("GITHUB_REPOSITORY", "isel/record\n"),
        ("CI_PROJECT_URL", ""),
        ("CI_PROJECT_URL", "https://gitlab.com"),
        ("CI_PROJECT_URL", "ftp://gitlab.com/isel/record"),
        ("CI_PROJECT_URL", "https://gitlab.com/isel/'onclick=alert(1)"),
    ],
)
def test_what_is_no_address_of_a_repository_that_the_public_reads_is_none(name: str, value: str) -> None:
    assert hosted((GITLAB if name == "CI_PROJECT_URL" else GITHUB) | {name: value}) is None


def test_the_repository_that_a_publication_names_stays() -> None:
    own = Publication(repository="https://git.example/own")
    assert in_repository(own, OURS) is own
    assert in_repository(Publication(), None) == Publication()


@pytest.mark.parametrize(
    ("own", "of_ci", "branch"), [("", "trunk", "trunk"), ("", "", "main"), ("live", "trunk", "live"), ("main", "trunk", "main")]
)
def test_a_branch_that_a_publication_names_stays(own: str, of_ci: str, branch: str) -> None:
    given = Publication(branch=own) if own else Publication()
    assert in_repository(given, Hosted(OURS.repository, "github", of_ci)).branch == branch


@pytest.mark.parametrize(
    ("repository", "forge", "edit", "issue", "names"),
    [
        ("https://github.com/a/b", None, "/edit/main/", "/issues/new", {"title", "body"}),
        ("https://git.example/a/b/", None, "/edit/main/", "/issues/new", {"title", "body"}),
        ("https://codeberg.org/a/b", None, "/_edit/main/", "/issues/new", {"title", "body"}),
        ("https://git.example/a/b", "gitea", "/_edit/main/", "/issues/new", {"title", "body"}),
        ("https://gitlab.example/a/b", None, "/-/edit/main/", "/-/issues/new", {"issue[title]", "issue[description]"}),
        ("https://git.example/a/b", "gitlab", "/-/edit/main/", "/-/issues/new", {"issue[title]", "issue[description]"}),
        ("https://gitlab.example/a/b", "github", "/edit/main/", "/issues/new", {"title", "body"}),
    ],
)
def test_each_forge_edits_and_begins_issues_at_its_own_addresses(
    repository: str, forge: str | None, edit: str, issue: str, names: set[str]
) -> None:
    publication = Publication.model_validate({"repository": repository, "forge": forge})
    base = repository.rstrip("/")
    assert edit_address(publication, "content/claims/à b.yml") == f"{base}{edit}content/claims/%C3%A0%20b.yml"
    begun = issue_form(publication).format(title=quote("{body} & #1", safe=""), body=quote("A\r\nB=“é”", safe=""))
    assert begun.startswith(f"{base}{issue}?")
    said = parse_qs(urlsplit(begun).query)
    assert said.keys() == names
    assert [value for (value,) in said.values()] == ["{body} & #1", "A\r\nB=“é”"]


def test_without_a_repository_there_are_no_such_addresses() -> None:
    assert (edit_address(Publication(), "x"), issue_form(Publication())) == ("", "")


@pytest.fixture
def project(content: WriteContent, tmp_path: Path) -> Path:
    """A project whose publication names no repository, never built."""
    return make_project(tmp_path / "project", content(MINIMAL))


def run(project: Path, environment: Mapping[str, str], *options: str) -> Result:
    return CliRunner().invoke(cli, ["build", "--project", str(project), "--today", TODAY.isoformat(), *options], env=dict(environment))


def page(project: Path, name: str) -> str:
    return (project / "build" / "site" / name / "index.html").read_text(encoding="utf-8")


NO_PLACE = "readers have no link to dispute a record"


@pytest.mark.site
def test_a_build_follows_ci_and_forgets_it_again(project: Path) -> None:
    here = run(project, {})
    assert (here.exit_code, here.stderr.count(NO_PLACE)) == (0, 1)
    assert "no link to dispute them" in page(project, "contact")
    assert "github.com" not in page(project, "sources/gazette")
    first = {path: path.read_bytes() for path in (project / "build" / "site").rglob("*.html")}

    in_ci = run(project, PUSH)
    assert (in_ci.exit_code, NO_PLACE in in_ci.stderr) == (0, False)
    source = page(project, "sources/gazette")
    assert 'href="https://github.com/isel/record/edit/trunk/content/sources/gazette.md"' in source
    assert 'href="https://github.com/isel/record/issues/new?title=Dispute' in source
    for name in ("contact", "about"):
        assert '<a href="https://github.com/isel/record">' in page(project, name)
    again = run(project, PUSH)
    assert (again.exit_code, "nothing changed" in again.stdout, NO_PLACE in again.stderr) == (0, True, False)

    assert "nothing changed" not in run(project, GITLAB).stdout
    assert 'href="https://gitlab.com/isel/water/record/-/edit/trunk/content/sources/gazette.md"' in page(project, "sources/gazette")

    last = run(project, {})
    assert last.stderr.count(NO_PLACE) == 1
    assert {path: path.read_bytes() for path in (project / "build" / "site").rglob("*.html")} == first
    assert run(project, {}).stderr.count(NO_PLACE) == 1


@pytest.mark.site
def test_the_same_environment_makes_the_same_site(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(project, other)
    run(other, {})
    for one in (project, other):
        assert run(one, PUSH).exit_code == 0
    sites = [
        {path.relative_to(one): path.read_bytes() for path in sorted((one / "build" / "site").rglob("*")) if path.is_file()}
        for one in (project, other)
    ]
    assert sites[0] == sites[1]


@pytest.mark.site
@pytest.mark.parametrize("value", ['isel/"><script>alert(1)</script>', "isel/record](javascript:alert(1))", "../../evil"])
def test_a_hostile_environment_leaves_no_trace(project: Path, value: str) -> None:
    assert run(project, {}).exit_code == 0
    before = {path: path.read_bytes() for path in (project / "build" / "site").rglob("*.html")}
    result = run(project, PUSH | {"GITHUB_REPOSITORY": value})
    assert (result.exit_code, result.stderr.count(NO_PLACE)) == (0, 1)
    assert {path: path.read_bytes() for path in (project / "build" / "site").rglob("*.html")} == before


@pytest.mark.site
@pytest.mark.parametrize("told", ["repository: https://git.example/own\n", "email: a@b.example\n"])
def test_what_the_publication_says_needs_no_ci(project: Path, told: str) -> None:
    (project / "content" / "publication.yml").write_text(told, encoding="utf-8")
    result = run(project, {})
    assert (result.exit_code, NO_PLACE in result.stderr) == (0, False)
    assert re.search(r'href="(https://git\.example/own/issues/new|mailto:a@b\.example)\?', page(project, "sources/gazette"))
