"""What a build may replace and remove: what carries our mark, and nothing else, however it is asked or ended."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from generator.system import swapping as module
from generator.system.files import write_if_changed
from generator.system.locking import BuildLockedError, locked
from generator.system.ownership import (
    INDEX,
    MARK,
    MARKDOWN,
    SITE,
    NotOursError,
    files_in,
    mark,
    marked,
    output_folder,
    refuse_links,
    remove,
    require_ours,
)
from generator.system.swapping import beside, replacing, restore

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")


def replace(folder: Path, **files: str) -> None:
    with replacing(folder, SITE) as new:
        write(new, **files)


def pages(folder: Path) -> Tree:
    return {name: data for name, data in tree(folder).items() if name != MARK}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    replace(tmp_path / "site", index="old", gone="old")
    return tmp_path / "site"


# --- the mark


def test_a_new_or_an_empty_folder_is_taken_and_marked(tmp_path: Path) -> None:
    for name in ("new", "deep/er/new", "empty"):
        folder = tmp_path / name
        if name == "empty":
            folder.mkdir()
        replace(folder, index="mine")
        assert pages(folder) == {"index.html": b"mine"}
        assert marked(folder, SITE) == {"index.html"}
        assert sorted(path.name for path in folder.parent.glob(".*")) == []


def test_a_folder_of_ours_is_replaced_whole(site: Path) -> None:
    replace(site, index="new", more="new")
    assert pages(site) == {"index.html": b"new", "more.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["notes.txt", ".git/config", "claims/mine/photo.jpg", ".htaccess"])
def test_what_no_build_made_in_a_folder_of_ours_is_named_and_stays(site: Path, name: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text("mine", encoding="utf-8")
    before = tree(site.parent)
    with pytest.raises(NotOursError) as refused:
        replace(site, index="new")
    assert str(refused.value) == f"{site} contains '{name}', which no build wrote\n  = move it elsewhere, then run the command again"
    assert tree(site.parent) == before


@pytest.mark.parametrize("name", [".DS_Store", "claims/Thumbs.db", "desktop.ini"])
def test_what_file_managers_leave_is_in_nobodys_way(site: Path, name: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text("of the file manager", encoding="utf-8")
    replace(site, index="new")
    assert pages(site) == {"index.html": b"new"}


@pytest.mark.parametrize("heading", ["", "\n", "\xff", "On Record made this folder, a sit", "*"])
def test_a_mark_that_is_not_ours_is_none(tmp_path: Path, heading: str) -> None:
    write(tmp_path / "site", index="mine")
    (tmp_path / "site" / MARK).write_bytes(heading.encode("latin-1"))
    with pytest.raises(NotOursError, match="no marker of a build"):
        replace(tmp_path / "site", index="new")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("what", [MARKDOWN, INDEX])
def test_a_mark_of_something_else_is_none(tmp_path: Path, what: str) -> None:
    write(tmp_path / "site", index="mine")
    mark(tmp_path / "site", what, ["index.html"])
    with pytest.raises(NotOursError):
        require_ours(tmp_path / "site", SITE)


def test_names_in_every_script_and_none_are_marked(tmp_path: Path) -> None:
    names = {"أ/ب.html", "a b\u2028c.html", "a\x85.html", os.fsdecode(b"\xff.html")}
    mark(tmp_path, SITE, names)
    assert marked(tmp_path, SITE) == names


def test_of_many_files_the_first_are_named(tmp_path: Path) -> None:
    write(tmp_path, **{f"n{number:02}": "mine" for number in range(12)})
    with pytest.raises(NotOursError, match=r"contains 'n00.html', 'n01.html', 'n02.html', 'n03.html', 'n04.html' and 7 more, but"):
        require_ours(tmp_path, SITE)


def test_a_link_or_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "mine", index="mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name, said in (("link", "is a symbolic link"), ("dangling", "is a symbolic link"), ("mine/index.html", "is a file")):
        with pytest.raises(NotOursError, match=said):
            replace(tmp_path / name, index="new")
    assert pages(tmp_path / "mine") == {"index.html": b"mine"}
    assert not (tmp_path / "nowhere").exists()


# --- leftovers and neighbours


@pytest.mark.parametrize("name", [".site-notes", ".site-killed", ".site.backup", "site.old", ".sitemap"])
def test_a_neighbour_is_nobodys_leftover(site: Path, name: str) -> None:
    write(site.with_name(name), index="mine")
    replace(site, index="new")
    assert pages(site.with_name(name)) == {"index.html": b"mine"}


@pytest.mark.parametrize("ending", ["new", "old"])
def test_what_stands_where_a_leftover_would_and_is_not_ours_is_named_and_stays(site: Path, ending: str) -> None:
    write(beside(site, ending), index="mine")
    with pytest.raises(NotOursError, match=rf"\.site\.{ending} contains 'index.html', but no marker"):
        replace(site, index="new")
    assert pages(beside(site, ending)) == {"index.html": b"mine"}
    assert pages(site)["index.html"] == b"old"


def test_leftovers_of_ours_are_removed_also_half_made_and_half_removed(site: Path) -> None:
    beside(site, "new").mkdir()
    mark(beside(site, "new"), SITE)
    write(beside(site, "new") / "claims", index="half")
    replace(beside(site, "old"), index="older")
    beside(site, "old").joinpath("index.html").unlink()
    replace(site, index="new")
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_removing_takes_the_mark_last(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "claims").mkdir()
    mark(site, SITE, [*files_in(site), "claims/x"])
    (site / "claims" / "x").touch()

    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", killed)
    with suppress(KeyboardInterrupt):
        remove(site, SITE)
    assert marked(site, SITE)
    monkeypatch.undo()
    remove(site, SITE)
    assert not site.exists()


def test_a_folder_that_fails_to_be_made_leaves_the_old_one(site: Path) -> None:
    def fail() -> None:
        with replacing(site, SITE) as new:
            write(new, index="half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert pages(site) == {"index.html": b"old", "gone.html": b"old"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_is_put_into_the_old_folder_meanwhile_is_not_lost(site: Path) -> None:
    def meanwhile() -> None:
        with replacing(site, SITE) as new:
            write(new, index="new")
            (site / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(NotOursError, match=r"'notes\.txt'"):
        meanwhile()
    assert (site / "notes.txt").read_text(encoding="utf-8") == "mine"


# --- an old folder that stays


def replace_and_keep(folder: Path, **files: str) -> Tree:
    """Return what the new folder held before it was filled."""
    with replacing(folder, SITE, keep=True) as new:
        before = pages(new)
        for name, text in files.items():
            write_if_changed(new / f"{name}.html", text.encode())
    return before


def test_a_kept_folder_stays_beside_its_place_and_is_what_the_next_begins_with(site: Path) -> None:
    old = {"index.html": b"old", "gone.html": b"old"}
    assert replace_and_keep(site, index="new") == old
    assert pages(beside(site, "new")) == old
    assert replace_and_keep(site, index="newer", more="newer") == old
    assert pages(site) == {"index.html": b"newer", "more.html": b"newer", "gone.html": b"old"}
    assert marked(site, SITE) == {"index.html", "more.html", "gone.html"}
    assert pages(beside(site, "new")) == {"index.html": b"new", "gone.html": b"old"}
    replace(site, index="last")
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_where_files_cannot_stand_twice_the_first_begins_with_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert replace_and_keep(site, index="new") == {}
    assert pages(site) == {"index.html": b"new"}


def test_a_kept_folder_of_a_build_that_failed_or_was_killed_is_not_taken_for_whole(site: Path) -> None:
    replace_and_keep(site, index="new")

    def fail() -> None:
        with replacing(site, SITE, keep=True) as new:
            write_if_changed(new / "index.html", b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert pages(site) == {"index.html": b"new", "gone.html": b"old"}
    assert not beside(site, "new").exists()


@pytest.mark.parametrize("name", ["notes.txt", "claims/photo.jpg"])
def test_what_no_build_made_in_a_kept_folder_is_named_and_stays(site: Path, name: str) -> None:
    replace_and_keep(site, index="new")
    kept = beside(site, "new")
    (kept / name).parent.mkdir(exist_ok=True)
    (kept / name).write_text("mine", encoding="utf-8")
    with pytest.raises(NotOursError, match=rf"\.site\.new contains '{name}', which no build wrote"):
        replace_and_keep(site, index="newer")
    assert (kept / name).read_text(encoding="utf-8") == "mine"
    assert pages(site)["index.html"] == b"new"


# --- the swap


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "exchange", lambda *_: False)


@pytest.mark.usefixtures("without_exchange")
def test_without_an_exchange_two_steps_do(site: Path) -> None:
    replace(site, index="new")
    assert pages(site) == {"index.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    replace_and_keep(site, index="newer")
    assert pages(site) == {"index.html": b"newer"}
    assert pages(beside(site, "new")) == {"index.html": b"new"}
    assert not beside(site, "old").exists()


KILLED = """
import os, sys
from pathlib import Path
from generator.system import swapping as module
module.exchange = lambda *_: False
step, left = Path.rename, [int(sys.argv[2])]
def rename(self, target):
    if left[0] == 0:
        os.kill(os.getpid(), 9)
    left[0] -= 1
    return step(self, target)
Path.rename = rename
with module.replacing(Path(sys.argv[1]), "a site") as new:
    (new / "index.html").write_text("new")
"""


@pytest.mark.parametrize("renames", [0, 1])
@pytest.mark.parametrize("next_fails", [True, False])
def test_a_build_that_is_killed_between_two_steps_is_repaired_by_the_next(site: Path, renames: int, *, next_fails: bool) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), str(renames)], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert site.exists() is (renames == 0)

    def build() -> None:
        with replacing(site, SITE) as new:
            assert pages(site) == {"index.html": b"old", "gone.html": b"old"}  # the old one is back before anything else is done
            write(new, index="newer")
            if next_fails:
                raise KeyError

    with suppress(KeyError):
        build()
    assert pages(site)["index.html"] == (b"old" if next_fails else b"newer")
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def _system(monkeypatch: pytest.MonkeyPatch, name: str, platform: str, code: int = 0) -> list[tuple[object, ...]]:
    """Let the system be another, with one function that fails with a code, or exchanges."""
    calls: list[tuple[object, ...]] = []

    def call(*arguments: object) -> int:
        calls.append(arguments)
        return -1 if code else 0

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(**{name: call}))
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    return calls


def test_on_macos_it_is_one_step_too(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _system(monkeypatch, "renamex_np", "darwin")
    assert module.exchange(Path("/a"), Path("/b"))
    assert calls == [(b"/a", b"/b", 2)]


def test_on_linux_it_is_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _system(monkeypatch, "renameat2", "linux")
    assert module.exchange(Path("/a"), Path("/b"))
    assert calls == [(-100, b"/a", -100, b"/b", 2)]


@pytest.mark.parametrize("code", [errno.ENOTSUP, errno.EINVAL, errno.ENOSYS])
@pytest.mark.parametrize(("name", "platform"), [("renamex_np", "darwin"), ("renameat2", "linux")])
def test_where_a_file_system_cannot_there_is_no_exchange(monkeypatch: pytest.MonkeyPatch, name: str, platform: str, code: int) -> None:
    _system(monkeypatch, name, platform, code)
    assert not module.exchange(Path("/a"), Path("/b"))


@pytest.mark.parametrize(("name", "platform"), [("renamex_np", "darwin"), ("renameat2", "linux")])
def test_what_an_exchange_fails_of_is_told(monkeypatch: pytest.MonkeyPatch, name: str, platform: str) -> None:
    _system(monkeypatch, name, platform, errno.EIO)
    with pytest.raises(OSError, match="/b"):
        module.exchange(Path("/a"), Path("/b"))


@pytest.mark.parametrize(("name", "platform"), [("other", "linux"), ("other", "darwin"), ("renameat2", "win32")])
def test_other_systems_have_none(monkeypatch: pytest.MonkeyPatch, name: str, platform: str) -> None:
    _system(monkeypatch, name, platform)
    assert not module.exchange(Path("/a"), Path("/b"))


def test_here_it_is_one_step(tmp_path: Path) -> None:
    write(tmp_path / "a", index="a")
    write(tmp_path / "b", index="b")
    assert module.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "index.html").read_text(encoding="utf-8") == "b"


@pytest.mark.usefixtures("without_exchange")
def test_only_what_is_ours_is_put_back_and_only_where_nothing_is(site: Path) -> None:
    write(beside(site, "old"), index="mine")
    restore(site, SITE)
    assert pages(site)["index.html"] == b"old"
    shutil.rmtree(site)
    with pytest.raises(NotOursError):
        restore(site, SITE)
    assert pages(beside(site, "old")) == {"index.html": b"mine"}


# --- where a site may go


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], Path]:
    project = tmp_path / "around" / "project"
    for name in ("content/claims", "site_templates", "build/docs", "notes"):
        (project / name).mkdir(parents=True)
    (project / "mkdocs.yml").touch()

    def ask(output: str) -> Path:
        path = Path(output) if output.startswith("/") else project / output
        return output_folder(path, project, [project / "content", project / "site_templates"], [project / "build" / "docs"])

    return ask


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("content", "which is .*/content$"),
        ("content/claims", "which is in .*/content$"),
        ("content/new/site", "which is in .*/content$"),
        ("notes/../content", "which is .*/content$"),
        ("site_templates/new", "which is in .*/site_templates$"),
        ("generator/new", "which is in .*/project/generator$"),
        (".", "which contains .*/content$"),
        ("..", "which contains .*/content$"),
        ("../..", "which contains .*/content$"),
        ("/", "which contains .*/content$"),
        ("build", "which contains .*/build/docs$"),
        ("build/docs/site", "which is in .*/build/docs$"),
        ("~", "which is .*/home$"),
        (str(ROOT / "generator"), "which is .*/generator$"),
        (str(ROOT / "generator" / "new"), "which is in .*/generator$"),
        ("/proc", "it is a mount point$"),
    ],
)
def test_where_no_site_may_go(
    place: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, said: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    with pytest.raises(NotOursError) as refused:
        place(str(tmp_path / "home") if output == "~" else output)
    message, fix = str(refused.value).splitlines()
    assert re.search(said, message), message
    assert "--output" in fix


@pytest.mark.parametrize("output", ["site", "build/site", "build/other", "../site", "notes/site", "contents", "content.new"])
def test_where_a_site_may_go(place: Callable[[str], Path], output: str) -> None:
    assert place(output).name == output.rpartition("/")[2]


def test_another_name_of_a_folder_is_that_folder(place: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "around" / "project")
    with pytest.raises(NotOursError, match="which is in"):
        place(str(tmp_path / "link" / "content" / "x"))
    with pytest.raises(NotOursError, match="is a symbolic link"):
        place(str(tmp_path / "link"))


@pytest.mark.parametrize(
    "name", ["build", "build/site", "build/docs", "build/anything", "build/languages/ar", "build/search/main", "build/.lock"]
)
def test_a_link_where_builds_are_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOursError, match=rf"^{tmp_path / name} is a symbolic link\n  = remove it"):
        refuse_links(tmp_path / "build")


# --- locks


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / ".lock"
    with locked(path), pytest.raises(BuildLockedError, match=rf"another build of this site is running: it has locked {path}"), locked(path):
        pytest.fail("two hold it")
    with locked(path):
        pass


def test_a_file_that_is_used_as_a_lock_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").write_text("mine", encoding="utf-8")
    with locked(tmp_path / ".site.lock"):
        pass
    assert (tmp_path / ".site.lock").read_text(encoding="utf-8") == "mine"
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match="link"), locked(tmp_path / "link"):
        pytest.fail("a link was followed")
    assert not (tmp_path / "mine").exists()


def test_who_waits_gets_a_lock_when_it_is_let_go(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        waited: list[float] = []

        def wait(seconds: float) -> bool:
            waited.append(seconds)
            if len(waited) == 3:
                fcntl.flock(other, fcntl.LOCK_UN)
            return False

        with locked(tmp_path / "lock", wait):
            assert len(waited) == 3


def test_who_waits_can_give_up(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), pytest.raises(BuildLockedError), locked(tmp_path / "lock", lambda _: True):
        pytest.fail("two hold it")


def test_a_file_system_without_locks_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match=r"No locks available: '.*lock'"), locked(tmp_path / "lock"):
        pytest.fail("it is held")
