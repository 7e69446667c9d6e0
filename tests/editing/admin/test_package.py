"""The package of the editor is the one that is meant, or nothing; what is taken out of it can only go where it belongs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import tarfile
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from generator.command.cli import cli
from generator.editing.admin import package
from generator.editing.admin.package import (
    EDITOR_PACKAGE,
    FETCH_EDITOR,
    SHA512,
    VERSION,
    files_in,
    store_editor,
    stored_editor,
    verified,
)
from generator.system import BuildFailedError
from tests.conftest import MINIMAL
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.conftest import WriteContent


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive as npm packs it, of files by their names."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def mean(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let an archive be the one that is meant."""
    monkeypatch.setattr(package, "SHA512", base64.b64encode(hashlib.sha512(data).digest()).decode())


@pytest.fixture
def project(content: WriteContent) -> Path:
    return content(MINIMAL).parent


def test_version_and_hash_stand_in_one_place_and_no_host_does() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert len(base64.b64decode(SHA512, validate=True)) == 64
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    assert text.count(VERSION) == text.count(SHA512) == 1
    for name in ("content/README.md", ".github/workflows/publish.yml"):
        assert set(re.findall(r"sveltia(?:/cms@|-cms-)(\d+\.\d+\.\d+)", (ROOT / name).read_text(encoding="utf-8"))) == {VERSION}


def test_what_a_site_needs_is_taken_and_nothing_else() -> None:
    data = packed(
        {
            "package/LICENSE.txt": b"MIT",
            "package/package.json": b"{}",
            "package/npm/index.js": b"x",
            "package/npm/index.js.map": b"{}",
            "package/npm/assets/font-_Z1.LICENSE.txt": b"OFL",
            "package/dist/sveltia-cms.js": b"y",
            "package/locales/en-GB.json": b"{}",
        }
    )
    assert files_in(data) == {
        "LICENSE.txt": b"MIT",
        "npm/index.js": b"x",
        "npm/assets/font-_Z1.LICENSE.txt": b"OFL",
        "locales/en-GB.json": b"{}",
    }


@pytest.mark.parametrize(
    "name",
    [
        "../x.js",
        "/npm/x.js",
        "package/npm/../../x.js",
        "package/npm/./x.js",
        "package/npm//x.js",
        "package/npm/.htaccess",
        "package/npm/a\\b.js",
        "package/npm/a\nb.js",
        "package/npm/..",
        "npm/x.js",
        "package/npmx/x.js",
        "package/npm/C:x.js",
    ],
)
def test_a_name_that_leads_elsewhere_is_left_where_it_is(name: str) -> None:
    assert files_in(packed({name: b"x"})) == {}


# --- kept, and looked at anew


def test_any_other_file_is_refused_and_nothing_is_kept(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tgz"
    other.write_bytes(packed({"package/npm/index.js": b"x"}))
    with pytest.raises(BuildFailedError, match=rf"is not the package of the editor in version {re.escape(VERSION)}"):
        store_editor(project, other)
    assert stored_editor(project) is None
    assert not (project / ".cache").exists()


def test_the_package_that_is_meant_is_kept_as_it_is(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"package/npm/index.js": b"x"})
    mean(monkeypatch, data)
    (tmp_path / "it.tgz").write_bytes(data)
    assert store_editor(project, tmp_path / "it.tgz") == project.joinpath(*EDITOR_PACKAGE)
    assert stored_editor(project) == data


CHANGED: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "longer": lambda data: data + b"\0",
    "shorter": lambda data: data[:-1],
    "empty": lambda _: b"",
    "another byte": lambda data: data.replace(b"\x1f", b"\x1e", 1),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_one_that_was_changed_since_is_refused(
    change: Callable[[bytes], bytes], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed({"package/npm/index.js": b"x"})
    mean(monkeypatch, data)
    (tmp_path / "it.tgz").write_bytes(data)
    place = store_editor(project, tmp_path / "it.tgz")
    place.write_bytes(change(data))
    with pytest.raises(BuildFailedError, match="or remove this file to build without the editor"):
        stored_editor(project)


def test_one_of_another_version_of_the_program_is_refused(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"package/npm/index.js": b"old"})
    with monkeypatch.context() as before:
        mean(before, data)
        (tmp_path / "it.tgz").write_bytes(data)
        store_editor(project, tmp_path / "it.tgz")
    with pytest.raises(BuildFailedError, match=re.escape(FETCH_EDITOR)):
        stored_editor(project)


def test_verified_gives_the_package_back() -> None:
    with pytest.raises(BuildFailedError, match=r"^x\.tgz is not"):
        verified(b"", "x.tgz")


# --- the command


def run(project: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["admin", "--project", str(project), *words])
    return result.exit_code, result.output


def test_the_command_says_how_the_package_is_fetched(project: Path) -> None:
    assert run(project) == (0, f"no package is stored; download it with: {FETCH_EDITOR}\n")


def test_the_command_keeps_the_package(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"package/npm/index.js": b"x"})
    mean(monkeypatch, data)
    (tmp_path / "it.tgz").write_bytes(data)
    assert run(project, str(tmp_path / "it.tgz")) == (0, ".cache/sveltia-cms.tgz: the next build adds /admin/\n")
    assert run(project) == (0, "the package is stored; builds add /admin/\n")


def test_the_command_refuses_another_file_without_a_traceback(project: Path, tmp_path: Path) -> None:
    (tmp_path / "x.tgz").write_bytes(b"x")
    code, said = run(project, str(tmp_path / "x.tgz"))
    assert code == 1
    assert f"fetch it with '{FETCH_EDITOR}'" in said
    assert said.endswith("nothing was changed\n")
