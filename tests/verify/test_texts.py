"""Texts at hand: those of the repository and of folders; what cannot be read is told with its place and what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.verify.evidence.texts import MOST_TEXT_BYTES, read_texts

if TYPE_CHECKING:
    from pathlib import Path

    from generator.verify.evidence.texts import Texts
    from tests.conftest import MakeCorpus, MakeRecord


def told(found: Texts, folder: Path) -> list[str]:
    places = (f"{one.place}: {one.message} = {one.hint}" for one in found.diagnostics)
    return [one.replace(f"{folder}/", "").replace(str(folder), "the folder") for one in places]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gazette.txt", "Grün.\nA \u00e9".encode() + b"\xff", "gazette.txt:2:4: the text is not UTF-8 = save it as UTF-8"),
        ("gazette.txt", b"\xff", "gazette.txt:1:1: the text is not UTF-8 = save it as UTF-8"),
        ("gazette.txt", b" \r\n", "gazette.txt:1:1: the text is empty = add the text of the source, or remove the file"),
        ("gazete.txt", b"x", "gazete.txt:1:1: no source has the id 'gazete' = did you mean 'gazette'?"),
        ("zzz.txt", b"x", "zzz.txt:1:1: no source has the id 'zzz' = name the file after its source"),
        (
            "gazette.txt",
            b"x" * (MOST_TEXT_BYTES + 1),
            "gazette.txt:1:1: the text has 8,388,609 bytes; at most 8,388,608 are read = keep only the article",
        ),
    ],
)
def test_a_text_that_is_none_is_told(corpus: MakeCorpus, tmp_path: Path, name: str, data: bytes, message: str) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / name).write_bytes(data)
    found = read_texts(corpus({}), [folder])
    assert found.held == {}
    assert told(found, folder) == [message]


def test_a_text_may_have_eight_megabytes_and_ends_of_lines_of_windows(corpus: MakeCorpus, tmp_path: Path) -> None:
    (tmp_path / "gazette.txt").write_bytes(b"It runs.\r\n" + b"x" * (MOST_TEXT_BYTES - 10))
    (tmp_path / ".herald.txt").write_bytes(b"\xff")
    (tmp_path / "herald.md").write_bytes(b"\xff")
    found = read_texts(corpus({}), [tmp_path])
    assert found.diagnostics == ()
    assert {name: len(text.text) for name, text in found.held.items()} == {"gazette": MOST_TEXT_BYTES - 1}
    assert found.held["gazette"].path == str(tmp_path / "gazette.txt")
    assert found.held["gazette"].text.startswith("It runs.\nx")


def test_links_folders_and_texts_that_differ_are_told(corpus: MakeCorpus, record: MakeRecord, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    (one / "times.txt").mkdir(parents=True)
    other.mkdir()
    (one / "gazette.txt").write_text("A.", encoding="utf-8")
    (one / "herald.txt").symlink_to(one / "gazette.txt")
    (other / "gazette.txt").write_text("B.", encoding="utf-8")
    (other / "post.txt").write_text("Ours, otherwise.", encoding="utf-8")
    files = {
        "sources/times.md": record("sources", reliability="B"),
        "sources/post.md": record("sources", "So.\n\n## Text\n\nOurs.", rights="owned", reliability="B"),
        "claims/x.yml": record("claims", evidence="[{source: times, says: supports}, {source: post, says: supports}]"),
    }
    found = read_texts(corpus(files), [one, other, tmp_path / "none"])
    assert {name: text.text.strip() for name, text in found.held.items()} == {"post": "Ours.", "gazette": "A."}
    assert told(found, tmp_path) == [
        "one/herald.txt:1:1: 'herald.txt' is a symbolic link = put a regular file here",
        "one/times.txt:1:1: 'times.txt' is not a file = put a regular file here",
        "other/gazette.txt:1:1: there are two different texts of 'gazette' = remove one of them; the other is one/gazette.txt",
        "other/post.txt:1:1: there are two different texts of 'post' = remove one of them; the other is content/sources/post.md",
        "none:1:1: this folder of texts does not exist = name an existing folder",
    ]


@pytest.mark.parametrize("name", ["iterdir", "read_bytes"])
def test_what_the_system_refuses_is_told(corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    made = corpus({})
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "gazette.txt").write_text("It runs.", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(f"pathlib.Path.{name}", refuse)
    place = "the folder" if name == "iterdir" else "gazette.txt"
    assert told(read_texts(made, [folder]), folder) == [f"{place}:1:1: cannot read it: Permission denied = check its permissions"]
