"""Files that are written only where they are not right, that stand at two places, and that go with the folders that they leave empty."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.system.files import hard_link, has_content, remove_files, write_if_changed, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_file_holds_already_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "claims" / "index.html"
    write_if_changed(path, b"one")
    first = path.stat()
    write_if_changed(path, b"one")
    assert path.stat() == first
    write_if_changed(path, b"two")
    assert (path.read_bytes(), path.stat().st_ino == first.st_ino) == (b"two", False)


def test_a_file_that_is_put_changes_no_other_that_it_was_shared_with(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"old")
    hard_link(tmp_path / "one", tmp_path / "other")
    write_if_changed(tmp_path / "other", b"new")
    assert (tmp_path / "one").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["missing", "folder", "file/below"])
def test_what_is_no_file_holds_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    assert not has_content(tmp_path / name, b"")


def test_a_file_is_shared_instead_of_what_is_there(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_whole(tmp_path / name, name.encode())
    hard_link(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "other").samefile(tmp_path / "one")
    first = (tmp_path / "other").stat().st_ctime_ns
    hard_link(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "other").stat().st_ctime_ns == first


def test_where_no_file_can_stand_twice_it_is_copied_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    for text in (b"one", b"two"):
        write_whole(tmp_path / "one", text)
        hard_link(tmp_path / "one", tmp_path / "a" / "other")
        assert (tmp_path / "a" / "other").read_bytes() == text


def test_folders_go_that_are_left_empty_and_no_others(tmp_path: Path) -> None:
    for name in ("a/b/c/x", "a/b/y", "d/z", "e/f/x", "kept/x"):
        write_whole(tmp_path / name, b"")
    (tmp_path / "empty").mkdir()
    remove_files(tmp_path, ["a/b/c/x", "e/f/x", "d/z"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a", "a/b", "a/b/y", "empty", "kept", "kept/x"]
    remove_files(tmp_path, ["a/b/y", "kept/x"])
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
