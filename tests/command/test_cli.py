"""The command: arguments in, reports and exit codes out."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import generator.verify.checking
from generator.command import cli
from generator.command.reporting import reported
from generator.command.terminal import put
from tests.conftest import MINIMAL
from tests.sites import ROOT, write_under_odd_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Files, MakeRecord, WriteContent

TODAY = "--today=2026-06-01"
DUE = "title: On\nsummary: S.\nproposed_by: avalon\nexplainers: ferry\nsignposts: [{id: a, text: A, points_to: toward, due: 2026-05-31}]\n"


@pytest.fixture
def check(content: WriteContent) -> Callable[..., Result]:
    def run(files: Files, *arguments: str, env: dict[str, str] | None = None) -> Result:
        project = content({**MINIMAL, **files}).parent
        return CliRunner().invoke(cli.cli, ["check", "--project", str(project), *(arguments or (TODAY,))], env=env)

    return run


def started(*arguments: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_content_without_mistakes_is_fine(check: Callable[..., Result]) -> None:
    result = check({})
    assert (result.exit_code, result.output) == (0, "no errors, no warnings\n5 records checked\n")


def test_an_error_fails(check: Callable[..., Result]) -> None:
    result = check({"actors/camelot.yml": "name: Camelot\nkind: castle\n"})
    assert result.exit_code == 1
    assert result.output.startswith("content/actors/camelot.yml:2:7: error: 'castle' is not one of state, person,")
    assert result.output.endswith("\n1 error, no warnings\n")


@pytest.mark.parametrize(("arguments", "code"), [((TODAY,), 0), ((TODAY, "--strict"), 1), (("--today=2026-05-31", "--strict"), 0)])
def test_a_warning_fails_only_if_asked(check: Callable[..., Result], arguments: tuple[str, ...], code: int) -> None:
    assert check({"scenarios/on.yml": DUE}, *arguments).exit_code == code


def test_json_is_json_alone(check: Callable[..., Result]) -> None:
    assert json.loads(check({}, TODAY, "--format=json").stdout) == {"version": 1, "diagnostics": []}
    result = check({"scenarios/on.yml": DUE, "acts/x.yml": ""}, TODAY, "--format=json")
    assert [one["rule"] for one in json.loads(result.stdout)["diagnostics"]] == ["not-a-mapping", "overdue-signpost"]
    assert result.exit_code == 1


def test_github_has_annotations_first(check: Callable[..., Result]) -> None:
    result = check({"acts/x.yml": ""}, TODAY, "--format=github")
    assert result.output.startswith("::error file=content/acts/x.yml,line=1,col=1,endLine=1,endColumn=1,title=not-a-mapping::")


def test_what_no_record_refers_to_is_one_line_unless_asked(check: Callable[..., Result]) -> None:
    files = {f"actors/c{number}.yml": "name: C\nkind: state\n" for number in range(9)}
    lines = check(files).output.splitlines()
    assert lines[0] == "content:1:1: warning: no record refers to 9 actors, so readers cannot find them [unreachable-record]"
    assert lines[-2:] == ["no errors, 1 warning"] or lines[-1] == "no errors, 1 warning"
    assert len(lines) == 4
    assert check(files, TODAY, "--verbose").output.count("no record refers to this actor") == 9
    assert len(json.loads(check(files, TODAY, "--format=json").stdout)["diagnostics"]) == 9
    assert check(files, TODAY, "--format=github").stdout.count("::warning") == 1


def test_a_report_needs_no_command_around_it(content: WriteContent, capsys: pytest.CaptureFixture[str]) -> None:
    files = {f"actors/c{number}.yml": "name: C\nkind: state\n" for number in range(2)}
    checked = generator.verify.checking.check_content(content({**MINIMAL, **files}), today=date(2026, 6, 1))
    thread = Thread(target=lambda: put(reported(checked, "text")))  # as 'serve' has it in the thread that rebuilds
    thread.start()
    thread.join()
    assert capsys.readouterr().out.startswith("content:1:1: warning: no record refers to 2 actors")


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "https://user@example.org/",
        "https://localhost/",
        "https://example.org:0/",
        "https://example.org/?a",
        "https://a.org/#b",
    ],
)
def test_an_address_of_the_site_that_leads_nowhere_is_refused(content: WriteContent, address: str) -> None:
    project = content(MINIMAL).parent
    result = CliRunner().invoke(cli.cli, ["build", "--project", str(project), f"--site-url={address}"])
    assert result.exit_code == 2
    assert "the URL " in result.output
    assert not (project / "build").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format=xml",),
        ("--today=tomorrow",),
        ("--today=2025-02-30",),
        ("--today=",),
        ("--strictly",),
        ("extra",),
        ("--project=/nowhere",),
    ],
)
def test_what_is_no_argument_is_told(check: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    result = check({}, *arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output
    assert "Traceback" not in result.output


def test_a_project_without_content_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["check", "--project", str(tmp_path)])
    assert result.exit_code == 2
    assert "no 'content' folder in '" in result.output


def test_without_a_project_the_nearest_folder_above_with_content_is_taken(
    tmp_path: Path, content: WriteContent, record: MakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = content({**MINIMAL, "claims/safe.yml": record("claims")})
    monkeypatch.chdir(folder / "claims")
    result = CliRunner().invoke(cli.cli, ["check", "--today=2026-06-01", "safe.yml"])
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "no errors, no warnings")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    folder.rename(tmp_path / "other")
    result = CliRunner().invoke(cli.cli, ["check"])
    assert result.exit_code == 2
    assert "no 'content' folder here or in a parent folder" in result.output
    assert "--project" not in result.output


def test_no_project_around_a_repository_is_taken_for_it(content: WriteContent, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = content(MINIMAL).parent / "another" / "notes"
    inside.mkdir(parents=True)
    (inside.parent / ".git").mkdir()
    monkeypatch.chdir(inside)
    result = CliRunner().invoke(cli.cli, ["check"])
    assert (result.exit_code, "no 'content' folder here or in a parent folder" in result.output) == (2, True)


def test_content_that_is_a_file_or_a_link_is_a_mistake(tmp_path: Path, content: WriteContent) -> None:
    content(MINIMAL)
    for name in ("file", "link"):
        (tmp_path / name).mkdir()
    (tmp_path / "file" / "content").write_text("", encoding="utf-8")
    (tmp_path / "link" / "content").symlink_to(tmp_path / "content")
    for name in ("file", "link"):
        result = CliRunner().invoke(cli.cli, ["check", "--project", str(tmp_path / name)])
        assert (result.exit_code, result.output.splitlines()[0]) == (
            1,
            "content:1:1: error: no content folder 'content' [bad-file]",
        )


class TestToday:
    def test_an_epoch_stands_for_the_clock(self, check: Callable[..., Result]) -> None:
        before = str(int(datetime(2026, 5, 31, 23, 59, 59, tzinfo=UTC).timestamp()))
        after = str(int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()))
        files = {"scenarios/on.yml": DUE}
        assert check(files, "--strict", env={"SOURCE_DATE_EPOCH": before}).exit_code == 0
        assert check(files, "--strict", env={"SOURCE_DATE_EPOCH": after}).exit_code == 1

    def test_a_day_that_is_given_goes_before_the_epoch(self, check: Callable[..., Result]) -> None:
        result = check({"scenarios/on.yml": DUE}, "--strict", "--today=2026-05-31", env={"SOURCE_DATE_EPOCH": "99999999999"})
        assert result.exit_code == 0

    @pytest.mark.parametrize(
        "epoch", ["tomorrow", "\N{SUPERSCRIPT TWO}", "9" * 30, "1e9", "99999999999999", "-1", " 1", "1_0", "\u0663", "+1"]
    )
    def test_an_epoch_that_is_none_is_told(self, check: Callable[..., Result], epoch: str) -> None:
        result = check({}, "--strict", env={"SOURCE_DATE_EPOCH": epoch})
        assert result.exit_code == 2
        assert "SOURCE_DATE_EPOCH is not a number of seconds since 1970" in result.output

    @pytest.mark.parametrize(
        ("moment", "zone", "code"),
        [
            ("2026-05-31T09:59:59", "", 1),
            ("2026-05-31T10:00:00", "", 0),
            ("2026-05-31T23:59:59", "timezone: UTC\n", 1),
            ("2026-06-01T00:00:00", "timezone: UTC\n", 0),
            ("2026-05-31T18:59:59", "timezone: Asia/Karachi\n", 1),
            ("2026-05-31T19:00:00", "timezone: Asia/Karachi\n", 0),
            ("2026-06-01T03:59:59", "timezone: America/New_York\n", 1),
            ("2026-06-01T04:00:00", "timezone: America/New_York\n", 0),
        ],
    )
    def test_a_day_has_come_once_it_has_anywhere_or_where_the_publication_is(
        self, check: Callable[..., Result], record: MakeRecord, moment: str, zone: str, code: int
    ) -> None:
        files = {"events/sinks.yml": record("events", when="2026-06-01"), "publication.yml": f"title: The Record\n{zone}"}
        epoch = str(int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()))
        result = check(files, "--format=text", env={"SOURCE_DATE_EPOCH": epoch})
        assert (result.exit_code, "yet-to-come" in result.output) == (code, bool(code))

    def test_a_day_that_is_given_is_the_same_everywhere(self, check: Callable[..., Result], record: MakeRecord) -> None:
        files = {"events/sinks.yml": record("events", when="2026-06-01")}
        assert [check(files, f"--today=2026-0{day}").exit_code for day in ("5-31", "6-01")] == [1, 0]

    @pytest.mark.parametrize(
        ("zone", "nearest"), [("asia/karachi", "Asia/Karachi"), ("Asia/Karatchi", "Asia/Karachi"), ("Europ/Paris", "Europe/Paris")]
    )
    def test_a_zone_that_is_none_is_told(self, check: Callable[..., Result], zone: str, nearest: str) -> None:
        result = check({"publication.yml": f"timezone: {zone}\n"})
        assert result.exit_code == 1
        assert f"publication.yml:1:11: error: unknown time zone '{zone}' [bad-value]" in result.output
        assert f"did you mean '{nearest}'?" in result.output

    @pytest.mark.parametrize("zone", ["'+05:00'", "../../etc/passwd", "localtime", "'2'", "[UTC]"])
    def test_what_is_no_zone_at_all_is_no_fault_of_ours(self, check: Callable[..., Result], zone: str) -> None:
        result = check({"publication.yml": f"timezone: {zone}\n"})
        assert (result.exit_code, "publication.yml:1:11: error: " in result.output) == (1, True)

    def test_an_empty_epoch_is_none(self, check: Callable[..., Result]) -> None:
        assert check({}, "--strict", env={"SOURCE_DATE_EPOCH": ""}).exit_code == 0


class TestFault:
    @pytest.fixture(autouse=True)
    def _broken(self, monkeypatch: pytest.MonkeyPatch, content: WriteContent) -> Iterator[None]:
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("out of ink")

        monkeypatch.setattr(generator.verify.checking, "run_checks", fail)
        monkeypatch.setattr(sys, "argv", ["onrecord", "check", "--project", str(content(MINIMAL).parent)])
        yield
        gc.enable()  # the command is a process of its own, and does without

    def test_a_fault_of_ours_says_so(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.delenv("ONRECORD_DEBUG", raising=False)
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert stop.value.code == 3
        assert capsys.readouterr().err.splitlines() == [
            "onrecord failed: RuntimeError: out of ink",
            "this is a bug in onrecord; run the command again with ONRECORD_DEBUG=1 and report its output",
        ]

    def test_a_fault_of_ours_is_shown_whole_if_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ONRECORD_DEBUG", "1")
        with pytest.raises(RuntimeError, match="out of ink"):
            cli.main()


@pytest.mark.slow
class TestProcess:
    """The command as it is started."""

    @pytest.mark.parametrize(
        ("files", "code"),
        [({}, 0), ({"acts/x.yml": b"\xff\x00["}, 1), ({"acts/x.yml": "[" * 100_000, "publication.yml": "- a"}, 1)],
    )
    def test_exit_codes_and_no_traceback(self, content: WriteContent, files: Files, code: int) -> None:
        done = started("check", TODAY, folder=content({**MINIMAL, **files}).parent)
        assert done.returncode == code
        assert "Traceback" not in done.stdout + done.stderr
        assert done.stderr == ""

    def test_a_folder_that_is_no_project(self, tmp_path: Path) -> None:
        done = started("check", folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "no 'content' folder here" in done.stderr

    def test_names_that_are_no_text_can_be_printed(self, content: WriteContent) -> None:
        folder = content({**MINIMAL, "claims/.keep": ""})
        write_under_odd_name(folder / "claims", b"\xff\n\x1b.yml", "")
        done = started("check", TODAY, folder=folder.parent, PYTHONIOENCODING="utf-8:strict")
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith("content/claims/\ufffd\ufffd\ufffd.yml:1:1: error: ")

    def test_a_project_without_a_site_says_why(self, content: WriteContent) -> None:
        done = started("build", TODAY, folder=content(MINIMAL).parent)
        assert done.returncode == 1
        assert "Traceback" not in done.stdout + done.stderr
        assert "mkdocs.yml" in done.stderr

    def test_nothing_is_built_of_content_with_errors(self, content: WriteContent) -> None:
        project = content({**MINIMAL, "acts/x.yml": ""}).parent
        done = started("build", TODAY, folder=project)
        assert done.returncode == 1
        assert done.stderr == "nothing was built; the last good site is unchanged\n"
        assert not (project / "build" / "docs").exists()

    @pytest.mark.parametrize(
        "arguments", [("--help",), ("-h",), ("check", "--help"), ("build", "--help"), ("serve", "--help"), ("--version",)]
    )
    def test_help_needs_no_project(self, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        done = started(*arguments, folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")


STOPPED_AT_ONCE = """
import sys, types
class Begins(types.ModuleType):
    def __getattr__(self, name):
        raise KeyboardInterrupt
sys.modules["generator.command"] = Begins("generator.command")
from generator.__main__ import main
main()
"""
STOPPED_IN_A_LIBRARY = """
import os, signal
from generator.command import cli
def command(prog_name):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt as stop:
        raise RuntimeError("cannot build what it is made of: KeyboardInterrupt") from stop
cli.cli = command
cli.main()
"""


@pytest.mark.parametrize("program", [STOPPED_AT_ONCE, STOPPED_IN_A_LIBRARY])
def test_a_command_that_is_stopped_says_so_alone(program: str) -> None:
    command = [sys.executable, "-c", f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n{program}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, "", "Aborted!")


def test_a_new_record_without_a_name_is_told_which_field_is_one(content: WriteContent) -> None:
    project = content(MINIMAL).parent
    for section, field in (("claims", "statement"), ("actors", "name"), ("acts", "title")):
        result = CliRunner().invoke(cli.cli, ["new", section, "--project", str(project)])
        assert f"set its {field}: 'onrecord new {section} {field}=...'" in result.output
