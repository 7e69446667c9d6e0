"""The command starts whatever the folder is called, and 'make clean' needs nothing that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = (
    "import os, sys\nprint([ascii(one) for one in sys.argv[1:]], os.path.realpath(__file__) == os.path.realpath(os.environ['OURS']))\n"
)


def install(project: Path) -> Path:
    """Return the command of a project that holds nothing but our installer and a program that shows what it is given."""
    for name, text in (("__init__.py", ""), ("__main__.py", PROGRAM)):
        (project / "generator").mkdir(parents=True, exist_ok=True)
        (project / "generator" / name).write_text(text, encoding="utf-8")
    (project / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "install.py", project / ".ci")
    venv.create(project / ".venv", with_pip=False, symlinks=True)
    subprocess.run([project / ".venv" / "bin" / "python", project / ".ci" / "install.py"], check=True)
    return project / ".venv" / "bin" / "onrecord"


@pytest.mark.parametrize(
    "name",
    ["a b", "x#y", "ملفّات é", 'it\'s $(touch pwned) `q` "d" \\n', "%s{0}*?[a]&;|<>", f"{'l' * 120}/{'m' * 120}", "- -rf"],
)
def test_the_command_starts_in_a_folder_of_any_name_and_from_any_other(tmp_path: Path, name: str) -> None:
    command = install(tmp_path / name)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "generator").mkdir(parents=True)
    (elsewhere / "generator" / "__main__.py").write_text("raise SystemExit('that of another folder')\n", encoding="utf-8")
    (elsewhere / "linked").symlink_to(command)
    env = {**os.environ, "OURS": str(tmp_path / name / "generator" / "__main__.py")}
    for locale in ({}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        for path in (command, elsewhere / "linked"):
            done = subprocess.run(
                [path, "check", "a b", "$x"], cwd=elsewhere, env={**env, **locale}, capture_output=True, text=True, check=False
            )
            assert (done.stdout, done.stderr, done.returncode) == ("[\"'check'\", \"'a b'\", \"'$x'\"] True\n", "", 0)
    assert not list(tmp_path.rglob("pwned"))


def test_installing_again_writes_anew_what_others_may_share(tmp_path: Path) -> None:
    command = install(tmp_path / "project")
    shared = tmp_path / "shared"
    os.link(command, shared)
    shared.write_text("of another folder", encoding="utf-8")
    subprocess.run([command.with_name("python"), tmp_path / "project" / ".ci" / "install.py"], check=True)
    assert shared.read_text(encoding="utf-8") == "of another folder"
    assert command.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert os.access(command, os.X_OK)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "a project"
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    shutil.copy(ROOT / "Makefile", folder)
    return folder


def test_make_clean_leaves_an_environment_that_it_did_not_make(project: Path) -> None:
    (project / ".venv").mkdir()
    (project / "elsewhere").mkdir()
    (project / "build").symlink_to(project / "elsewhere")
    make = ["make", "--silent", "clean", f"PYTHON={sys.executable}"]
    done = subprocess.run(make, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert ".venv was not made here" in done.stderr
    assert (project / ".venv").is_dir()
    assert not (project / "build").is_symlink()
    assert (project / "elsewhere").is_dir()
    (project / ".venv" / "made-here").touch()
    assert subprocess.run(make, cwd=project, check=False).returncode == 0
    assert not (project / ".venv").exists()
