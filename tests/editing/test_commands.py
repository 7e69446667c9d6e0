"""The commands of editing: arguments in, files, words and exit codes out; never a traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.command import cli
from generator.model import as_id
from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import MakeRecord, WriteContent

TODAY = "--today=2026-06-01"


@pytest.fixture
def place(content: WriteContent, record: MakeRecord) -> Path:
    return content({**MINIMAL, "claims/safe.yml": record("claims")})


@pytest.fixture
def run(place: Path) -> Callable[..., Result]:
    def run(command: str, *arguments: str) -> Result:
        result = CliRunner().invoke(cli.cli, [command, "--project", str(place.parent), TODAY, *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_rename_names_its_files(run: Callable[..., Result], place: Path) -> None:
    result = run("rename", "claims/safe", "sound")
    assert (result.exit_code, result.output) == (0, "- content/claims/safe.yml\n+ content/claims/sound.yml\n")
    result = run("rename", "actors/avalon", "isle")
    assert len(result.output.splitlines()) == 3
    assert not (place / "actors" / "avalon.yml").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("rename", "claims/saffe", "x"), "there is no claim 'saffe'\n  = did you mean 'safe'?\nnothing was changed\n"),
        (("set", "claims/safe", "made=soon"), "'soon' is not an EDTF date"),
        (("set", "claims/safe", "made"), "'made' is not an assignment\n  = write 'field=value'"),
        (("set", "claims/none", "made=2025"), "there is no claim 'none'"),
        (("retire", "claims/safe", "--because", "x", "--replaced-by", "y"), "there is no 'y' in claims"),
        (("new", "claims"), "the new record has no id"),
        (("new", "claims", "--id", "safe"), "there is already a claim 'safe'"),
        (("new", "clams"), "there is no section 'clams'\n  = did you mean 'claims'?"),
        (("find", "zzzzzz"), "no record matches\n"),
        (("show", "claims/x"), "there is no claim 'x'"),
        (("list", "claims", "knid=x"), "claims have no field 'knid'"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    run: Callable[..., Result], place: Path, command: tuple[str, ...], said: str
) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*.*")}
    result = run(*command)
    assert result.exit_code == 1
    assert said in result.output
    assert {path: path.read_bytes() for path in place.rglob("*.*")} == before


def test_set_and_retire_write_and_say_so(run: Callable[..., Result], place: Path) -> None:
    assert run("set", "claims/safe", "issue=weather").output.startswith("  content/claims/safe.yml\ncontent/claims/safe.yml:5:8: warning: ")
    assert run("set", "claims/safe", "issue=weather").output == "nothing to change\n"
    assert run("retire", "claims/safe", "--because", "It sank.").output == "  content/claims/safe.yml\n"
    assert "retired:\n  on: 2026-06-01\n" in (place / "claims" / "safe.yml").read_text(encoding="utf-8")


def test_new_says_what_is_open(run: Callable[..., Result], place: Path) -> None:
    result = run("new", "actors", "name=Avalon")
    assert result.exit_code == 1
    assert (
        "'avalon' is already an id or former id of an actor\n  = if it is a different one, choose an id with --id, as '--id avalon-2'"
        in result.output
    )
    assert run("new", "actors", "name=Avalon", "--id", "avalon-2").exit_code == 0
    result = run("new", "actors", "name=Camelot")
    assert result.exit_code == 0
    assert result.output.startswith("+ content/actors/camelot.yml\ncontent/actors/camelot.yml:")
    assert "'kind' has no value" in result.output
    assert (place / "actors" / "camelot.yml").read_text(encoding="utf-8").startswith("name: Camelot\nkind:  # one of state,")


@pytest.mark.parametrize("name", ["Zed", "ZED", "The Zeds"])
def test_new_says_which_other_record_has_the_name(run: Callable[..., Result], place: Path, name: str) -> None:
    (place / "actors" / "z-group.yml").write_text("name: Zed\nkind: group\naliases: [The Zeds]\n", encoding="utf-8")
    result, own = run("new", "actors", f"name={name}"), as_id(name)
    assert result.exit_code == 1
    said = f"'{name}' already exists as actors/z-group\n  = if it is a different one, choose an id with --id, as '--id {own}'"
    assert said in result.output
    assert run("new", "actors", f"name={name}", "--id", own or "").exit_code == 0


def test_fmt_names_what_it_changes_and_can_only_check(run: Callable[..., Result], place: Path) -> None:
    (place / "actors" / "avalon.yml").write_text("kind: state\nname: Avalon", encoding="utf-8")
    assert (run("fmt", "--check").exit_code, run("fmt", "--check").output) == (1, "content/actors/avalon.yml\n")
    assert run("fmt", str(place / "claims")).output == ""
    assert run("fmt", str(place / "actors")).output == "  content/actors/avalon.yml\n"
    assert (run("fmt", "--check").exit_code, run("fmt").output) == (0, "")


def test_records_are_looked_up(run: Callable[..., Result]) -> None:
    assert run("find", "the", "fery", "is", "safe").output == "claims/safe\tThe ferry is safe\n"
    assert run("list", "claims").output == "safe\tThe ferry is safe\tcontent/claims/safe.yml\n"
    (row,) = json.loads(run("list", "claims", "hedge=asserted", "--format", "json").stdout)
    assert (row["section"], row["id"], row["values"]["made"]) == ("claims", "safe", "2025-03-01")
    denied = run("list", "claims", "hedge=denied", "--format", "json")
    assert (json.loads(denied.stdout), denied.stderr) == ([], "")
    assert "published at: /claims/safe/\nno references to it\n" in run("show", "claim:safe").output


def test_a_list_says_what_it_could_not_look_at(run: Callable[..., Result], place: Path) -> None:
    (place / "claims" / "safe.yml").write_text("statement: Safe\n", encoding="utf-8")
    result = run("list", "claims")
    assert (result.stdout, result.stderr) == ("", "skipped 1 claim that cannot be read: 'onrecord check' shows why\n")


def test_on_a_terminal_what_is_needed_is_asked_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.command.commands.asks", lambda: True)
    answers = "The ferry is fast\nbrigid, avalon\n2025-03-01\n\nferry\n"
    result = CliRunner().invoke(cli.cli, ["new", "--project", str(place.parent), TODAY, "claims", "issue=economic"], input=answers)
    assert result.exit_code == 0, result.output
    assert "hedge (one of asserted, reported, " in result.output
    assert "id [the-ferry-is-fast]: " in result.output
    text = (place / "claims" / "ferry.yml").read_text(encoding="utf-8")
    assert text.startswith("statement: The ferry is fast\nclaimant: [brigid, avalon]\nmade: 2025-03-01\nhedge:  # one of asserted,")
    assert "issue: economic\n" in text


def test_files_outside_of_the_content_are_refused(run: Callable[..., Result], place: Path) -> None:
    for command in ("fmt", "check"):
        result = run(command, str(place.parent))
        assert (result.exit_code, "is not in the project's 'content' folder" in result.output) == (2, True)


def test_a_file_that_is_no_text_is_refused_not_broken(run: Callable[..., Result], place: Path) -> None:
    (place / "claims" / "safe.yml").write_bytes(b"statement: \xff\n")
    result = run("set", "claims/safe", "issue=legal")
    assert (result.exit_code, result.output) == (1, "the file is not UTF-8 text\n  = save it as UTF-8\nnothing was changed\n")
