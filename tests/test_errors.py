"""What the system refuses is said with what it is, where, and what mends it; the last good site stays, and nothing is our fault."""

from __future__ import annotations

import errno
import fcntl
import json
import logging
import os
import resource
import socket
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import generator.verify.checking
from generator.builder import mkdocs_site
from generator.builder.mkdocs_site import planned_files
from generator.builder.pictures import Pictures
from generator.builder.project import Project, prove_site, proven_site, write_markdown
from generator.command import cli, terminal
from generator.content.load import load_content
from generator.figures.drawing.drawer import Drawer, DrawingFailedError
from generator.system.errors import describe
from generator.system.files import naming_path_in_errors, write_whole
from generator.system.ownership import MARK
from generator.system.stopwatch import Stopwatch
from generator.system.swapping import beside
from tests.conftest import MINIMAL, TODAY
from tests.sites import ROOT, build, make_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from tests.conftest import Check, MakeRecord, WriteContent

STAYS = "the last good site is unchanged\n"
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def project(content: WriteContent, tmp_path: Path) -> Path:
    """A project with little in it, never built."""
    return make_project(tmp_path / "project", content({**MINIMAL, "publication.yml": "title: The old one\n"}))


def run(project: Path, *options: str) -> Result:
    return CliRunner().invoke(cli.cli, ["build", "--project", str(project), "--today", TODAY.isoformat(), *options])


def started(
    project: Path, command: str, *options: str, limit: int | None = None, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    size = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)) if limit is not None else None
    return subprocess.Popen(
        [sys.executable, "-m", "generator", command, "--project", str(project), "--today", TODAY.isoformat(), *options],
        cwd=ROOT,
        text=True,
        preexec_fn=size,  # noqa: PLW1509 - no thread of ours is running here
        stdout=stdout,
        stderr=stderr,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- in words


@pytest.mark.parametrize(
    ("error", "first", "mended"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a/b"), "a/b: No space left on device", "free some space on that disk"),
        (OSError(errno.EACCES, "Permission denied", b"a"), "b'a': Permission denied", "check its permissions"),
        (OSError(errno.EROFS, "Read-only file system", "a", None, "b"), "a -> b: Read-only file system", "it is read-only"),
        (OSError(errno.EMFILE, "Too many open files"), "Too many open files", "limit on open files"),
        (OSError(errno.EPROTO, "Protocol error", "a"), "a: Protocol error", ""),
        (OSError("a word"), "a word", ""),
        (OSError(), "OSError", ""),
    ],
)
def test_what_is_refused_is_said_with_its_place_and_what_mends_it(error: OSError, first: str, mended: str) -> None:
    said, *more = describe(error).splitlines()
    assert said == first
    assert bool(more) is bool(mended)
    assert mended in "".join(more)


def test_an_error_without_a_place_is_given_one_and_one_with_a_place_keeps_it() -> None:
    for error, place in ((FULL, "here"), (OSError(errno.ENOSPC, "x", "there"), "there")):
        with pytest.raises(OSError, match=f"'{place}'") as raised, naming_path_in_errors(Path("here")):
            raise error
        assert raised.value.errno == errno.ENOSPC


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "deep" / "a", b"old")
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", _raise(FULL))
        with pytest.raises(OSError, match=r"No space left on device: '.*deep/a'"):
            write_whole(tmp_path / "deep" / "a", b"new")
    assert tree(tmp_path) == {"deep/a": b"old"}


def _raise(error: Exception) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


# --- building


@pytest.mark.site
def test_a_disk_without_room_stops_a_build_wherever_it_is_noticed(project: Path) -> None:
    build(project)
    before = tree(project / "build" / "site")
    markdown, page = (
        max(path.stat().st_size for path in (project / "build" / folder).rglob(names))
        for folder, names in (("docs", "*.md"), ("site", "*.html"))
    )
    for limit in (200, markdown - 1, page - 1):
        (project / "content" / "publication.yml").write_text(f"title: The new one, {limit}\n", encoding="utf-8")
        process = started(project, "build", limit=limit)
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 1, errors
        assert errors.endswith(STAYS)
        assert "File too large" in errors
        assert str(project / "build") in errors
        assert "fault" not in output + errors
        assert "Traceback" not in output + errors
        assert tree(project / "build" / "site") == before
        assert sorted(path.name for path in (project / "build").glob(".site.*")) in ([], [".site.lock"])


@pytest.mark.parametrize("error", [FULL, PermissionError(errno.EACCES, "Permission denied", "templates/x"), DrawingFailedError("no ink")])
def test_what_stops_a_build_is_no_fault_of_ours(project: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(Drawer, "warm_up", _raise(error))
    result = run(project)
    assert result.exit_code == 1
    assert str(error.args[-1]) in result.output
    assert result.output.endswith(STAYS)


def test_where_nothing_may_be_written_that_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(path: str | Path, *_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(os, "open", read_only)
    result = run(project)
    assert (result.exit_code, result.output) == (
        1,
        f"{project}/build/.lock: Read-only file system\n  = it is read-only: work in another folder, or choose one with --output\n" + STAYS,
    )


@pytest.mark.parametrize(
    ("output", "said"),
    [("content", "content, which is"), (".", "which contains"), ("full", "contains 'notes.txt', but no marker of a build")],
)
def test_an_output_that_would_cost_something_is_refused_before_anything_is_done(project: Path, output: str, said: str) -> None:
    (project / "full").mkdir()
    (project / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    before = tree(project)
    result = run(project, "--output", str(project / output))
    assert result.exit_code == 1
    assert said in result.output
    assert "--output" in result.output
    assert result.output.endswith(STAYS)
    assert tree(project) == before


def test_everything_that_is_in_the_way_is_told_at_once(project: Path) -> None:
    for name in ("docs", "site", "languages/ar", "search/main"):
        (project / "build" / name).mkdir(parents=True)
        (project / "build" / name / "mine.md").write_text("mine", encoding="utf-8")
    result = run(project)
    assert result.exit_code == 1
    assert [name for name in ("docs", "site", "languages/ar", "search/main") if f"build/{name} contains 'mine.md'" in result.output] == [
        "docs",
        "site",
        "languages/ar",
        "search/main",
    ]


def test_two_projects_with_one_output_keep_out_of_each_others_way(project: Path, tmp_path: Path) -> None:
    with beside(tmp_path / "out", "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        result = run(project, "--output", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert f"another build of this site is running: it has locked {tmp_path}/.out.lock" in result.output
    assert not (tmp_path / "out").exists()


# --- the new site is whole


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_what_is_missing_or_empty_in_a_new_site_is_named(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    docs, new = tmp_path / "docs", tmp_path / "new"
    for name in (
        "index.md",
        "actors/index.md",
        "actors/avalon/index.md",
        "figures/a/one/index.html",
        "figures/a/one/one.svg",
        "cards/claims/a.b.svg",
        "cite/a.json",
        MARK,
    ):
        write_whole(docs / name, b"x")
    write_whole(docs / "empty.css", b"")
    pages = {
        "index.html",
        "actors/index.html",
        "actors/avalon/index.html",
        "figures/a/one/index.html",
        "figures/a/one/one.svg",
        "cite/a.json",
    }
    pictures = {"figures/a/one/one.png", "cards/claims/a.b.png"}
    assert set(planned_files(docs, pictures=False)) == pages
    assert set(planned_files(docs, pictures=True)) == pages | pictures
    planned = pages | pictures | {"404.html", "pagefind/pagefind.js"}
    for name in planned:
        write_whole(new / name, b"x")
    mkdocs_site.refuse_incomplete(new, planned)
    for name in planned:
        harm(new / name)
        with pytest.raises(
            mkdocs_site.SiteError, match=f"^the new site is incomplete and was not put in place: {name} is missing or empty\n"
        ):
            mkdocs_site.refuse_incomplete(new, planned)
        write_whole(new / name, b"x")


@pytest.mark.site
@pytest.mark.parametrize("name", ["actors/avalon/index.html", "pagefind/pagefind.js", "cards/explainers/ferry.png"])
def test_a_site_that_is_not_whole_does_not_take_the_place_of_one_that_is(project: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    build(project)
    before, put_into = tree(project / "build" / "site"), Pictures.put_into

    def loses(pictures: Pictures, new: Path) -> None:
        put_into(pictures, new)
        (new / name).unlink()

    monkeypatch.setattr(Pictures, "put_into", loses)
    with pytest.raises(mkdocs_site.SiteError, match=name):
        build(project)
    assert tree(project / "build" / "site") == before


# --- reading


def test_what_cannot_be_read_is_a_mistake_with_its_place_and_hides_nothing(content: WriteContent, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = content({**MINIMAL, "claims/a.yml": "", "acts/a.yml": "", "publication.yml": "title: A\n"})
    listed, read = Path.iterdir, Path.read_bytes
    denied = PermissionError(errno.EACCES, "Permission denied")

    def iterdir(path: Path) -> object:
        return _raise(denied)() if path.name == "acts" else listed(path)

    def read_bytes(path: Path) -> bytes:
        if path.name in ("herald.md", "publication.yml"):
            raise OSError(errno.EIO, "Input/output error")
        return read(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = {f"{one.place} {one.message}" for one in load_content(folder).diagnostics}
    assert found == {
        "content/acts:1:1 cannot read the folder: Permission denied",
        "content/claims/a.yml:1:1 expected fields, found nothing",
        "content/publication.yml:1:1 cannot read the file: Input/output error",
        "content/sources/herald.md:1:1 cannot read the file: Input/output error",
    }


def test_what_only_a_folder_that_cannot_be_read_has_is_not_to_be_added_and_what_it_may_use_not_to_be_removed(
    content: WriteContent, checked: Check, record: MakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    content({"events/x.yml": record("events")})
    listed = Path.iterdir
    denied = _raise(PermissionError(errno.EACCES, "Permission denied"))
    monkeypatch.setattr(Path, "iterdir", lambda path: denied() if path.name == "events" else listed(path))
    monkeypatch.setattr(os, "walk", lambda _: iter(()))
    found = checked({"claims/safe.yml": record("claims", summary="See [it](event:x)."), "places/quay.yml": record("places")})
    assert found.messages == [
        "there is no event 'x' = it may be in content/events: fix the problem there first",
        "cannot read the folder: Permission denied = check its permissions",
    ]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("actors/x.md", "add it as content/events/x.yml"),
        ("events/x.md", "it may be in content/events/x.md: fix the problem there first"),
        ("event/x.yml", "it may be in content/event: fix the problem there first"),
    ],
)
def test_a_misplaced_file_is_named_for_a_record_of_its_section_alone(checked: Check, record: MakeRecord, path: str, hint: str) -> None:
    found = checked({"claims/safe.yml": record("claims", summary="See [it](event:x)."), path: "---\nname: X\n---\n"})
    assert f"there is no event 'x' = {hint}" in found.messages


def test_a_content_folder_that_cannot_be_listed_is_a_mistake(content: WriteContent, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = content(MINIMAL)
    monkeypatch.setattr(Path, "iterdir", _raise(PermissionError(errno.EACCES, "Permission denied")))
    result = CliRunner().invoke(cli.cli, ["check", "--project", str(folder.parent)])
    assert result.exit_code == 1
    assert result.output.startswith("content:1:1: error: cannot read the folder: Permission denied [bad-file]\n")


def test_texts_that_cannot_be_read_are_mistakes(content: WriteContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = content(MINIMAL)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "herald.txt").write_text("The ferry runs.", encoding="utf-8")
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: _raise(FULL)() if path.name == "herald.txt" else read(path))
    result = CliRunner().invoke(cli.cli, ["verify", "--project", str(folder.parent), "--texts", str(tmp_path / "texts")])
    assert result.exit_code == 1
    assert f"{tmp_path}/texts/herald.txt:1:1: error: cannot read it: No space left on device" in result.output


# --- what is saved while it is read


def _written(project: Path) -> str:
    return (project / "build" / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_is_saved_while_it_is_read_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check, saves = generator.verify.checking.check_content, ["The second", "The third"]

    def saved_meanwhile(folder: Path, **options: Any) -> generator.verify.checking.Checked:  # noqa: ANN401 - those of check_content
        checked = check(folder, **options)
        if saves:
            (folder / "publication.yml").write_text(f"title: {saves.pop(0)}\n", encoding="utf-8")
        return checked

    monkeypatch.setattr(generator.verify.checking, "check_content", saved_meanwhile)
    made = Project(project, TODAY)
    markdown = write_markdown(made, Stopwatch(), made.cache(), lambda _: None)
    assert markdown.checked.corpus.publication.title == "The third"
    assert "The third" in _written(project)
    assert markdown.inputs == made.inputs()


@pytest.mark.parametrize("when", ["while it is read, again and again", "while it is written"])
@pytest.mark.slow
def test_a_site_of_which_something_may_have_been_missed_is_not_proved(project: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    check, number = generator.verify.checking.check_content, iter(range(100))

    def save(*_: object, **__: object) -> None:
        (project / "content" / "publication.yml").write_text(f"title: Number {next(number)}\n", encoding="utf-8")

    def saved_meanwhile(folder: Path, **options: Any) -> generator.verify.checking.Checked:  # noqa: ANN401 - those of check_content
        checked = check(folder, **options)
        save()
        return checked

    made = Project(project, TODAY)
    place = project / "build" / "site"
    with monkeypatch.context() as busy:
        busy.setattr(generator.verify.checking, "check_content", saved_meanwhile if when.endswith("again") else check)
        markdown = write_markdown(made, Stopwatch(), made.cache(), save if when.endswith("written") else lambda _: None)
        prove_site(made, place, "", markdown, "", "")
    assert proven_site(made, place, "") is None
    markdown = write_markdown(made, Stopwatch(), made.cache(), lambda _: None)
    assert markdown.checked.corpus.publication.title in _written(project)
    assert markdown.written is not None
    assert markdown.written.changed > 0
    prove_site(made, place, "", markdown, "", "")
    assert proven_site(made, place, "") is not None


# --- printing


@pytest.mark.slow
def test_a_reader_that_goes_away_stops_no_build(project: Path) -> None:
    process = started(project, "build", "--markdown-only", stderr=subprocess.STDOUT)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(120) == 0
    assert (project / "build" / "docs" / "index.md").is_file()


def test_an_output_that_cannot_be_written_is_told(project: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        process = started(project, "check", stdout=full.fileno())
        _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (
        1,
        "standard output: No space left on device\n  = free some space on that disk, then run the command again\n",
    )


def test_what_is_said_and_what_libraries_warn_of_is_inert(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_line("a\n::error::b\x1b[2J", err=True)
    terminal.Log().handle(logging.makeLogRecord({"msg": "%s", "args": ("::error::\x9bc",)}))
    assert capsys.readouterr() == ("", "a\n\\::error::b\ufffd[2J\n\\::error::\ufffdc\n")


def test_a_record_in_the_words_of_mkdocs_commands_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_site, "_run_mkdocs", _raise(mkdocs_site.SiteError("a link to\n::stop-commands::x\x1b[2J")))
    result = run(project)
    assert (result.exit_code, result.output.splitlines()[-3:-1]) == (1, ["a link to", "\\::stop-commands::x\ufffd[2J"])


@pytest.mark.slow
def test_letters_that_a_terminal_does_not_have_are_written_in_escapes(project: Path) -> None:
    (project / "content" / "acts").mkdir()
    (project / "content" / "acts" / "x.yml").write_text("title: السجل\nwhen: السجل\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--project", str(project), "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert "السجل" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


# --- ports and days


def test_a_port_that_is_in_use_is_noticed_before_anything_is_built(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = started(project, "serve", "--port", str(port))
        output, errors = process.communicate(timeout=120)
    assert (process.returncode, output) == (1, "")
    assert errors == f"port {port} is in use by another program\n  = stop that program, or choose another port with --port\n"
    assert not (project / "build").exists()


@pytest.mark.parametrize(
    "today", [date(1, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(2025, 6, 13), date(2107, 1, 1), date(9999, 12, 31)]
)
def test_every_day_is_one_that_a_packed_file_can_be_of(today: date) -> None:
    seconds = mkdocs_site.epoch_of(today)
    assert 0 <= seconds < 2**32
    if 1970 <= today.year < 2100:
        assert datetime.fromtimestamp(seconds, UTC).date() == today
