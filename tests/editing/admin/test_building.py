"""A build puts the editor into the site where its package is kept, and nowhere else; without one the site is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.command.cli import cli
from generator.editing.admin.package import EDITOR_PACKAGE
from tests.conftest import MINIMAL, TODAY
from tests.editing.admin.test_package import mean, packed
from tests.sites import make_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteContent

pytestmark = pytest.mark.site

PACKAGE = packed({"package/npm/index.js": b"export default {};", "package/LICENSE.txt": b"MIT"})
NAMES = {"admin/index.html", "admin/start.js", "admin/config.json", "admin/npm/index.js", "admin/LICENSE.txt"}


def run(project: Path) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["build", "--project", str(project), "--today", TODAY.isoformat()])
    return result.exit_code, result.output


def tree(project: Path) -> dict[str, bytes]:
    site = project / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_the_editor_comes_and_goes_with_its_package(content: WriteContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mean(monkeypatch, PACKAGE)
    publication = "title: X\nsite_url: https://x.example/\nrepository: https://github.com/desk/record\n"
    project = make_project(tmp_path / "project", content({**MINIMAL, "publication.yml": publication}))
    place = project.joinpath(*EDITOR_PACKAGE)
    assert run(project)[0] == 0
    without = tree(project)
    assert [name for name in without if name.startswith("admin/")] == []

    place.parent.mkdir()
    place.write_bytes(PACKAGE)
    assert run(project)[0] == 0
    with_it = tree(project)
    assert set(with_it) - set(without) == NAMES
    assert {name: data for name, data in with_it.items() if name not in {*NAMES, ".onrecord"}} == {
        name: data for name, data in without.items() if name != ".onrecord"
    }, "no page, no map of the site and no index of the search knows of it"
    assert with_it["admin/npm/index.js"] == b"export default {};"
    assert "nothing changed" in run(project)[1]

    (project / "build" / "site" / "admin" / "start.js").write_text("changed", encoding="utf-8")
    assert "nothing changed" not in run(project)[1]
    assert tree(project) == with_it

    place.write_bytes(PACKAGE + b"\0")
    code, said = run(project)
    assert code == 1
    assert "was modified" in said
    assert said.endswith("the last good site is unchanged\n")
    assert tree(project) == with_it

    place.unlink()
    assert run(project)[0] == 0
    assert tree(project) == without


def test_what_it_leaves_out_is_said_and_said_again_where_nothing_changed(
    content: WriteContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mean(monkeypatch, PACKAGE)
    project = make_project(tmp_path / "project", content({**MINIMAL, "actors/avalon.yml": "name: Avalon\nkind: state\naliases: One\n"}))
    project.joinpath(*EDITOR_PACKAGE).parent.mkdir()
    project.joinpath(*EDITOR_PACKAGE).write_bytes(PACKAGE)
    for _ in range(2):
        code, said = run(project)
        assert code == 0
        assert "/admin/ only works with a local folder" in said
        assert "'aliases' of actors: content/actors/avalon.yml" in said
