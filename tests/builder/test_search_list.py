"""What is made of Pagefind's files: the same for the same input, and lighter; what is not as expected is refused."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from generator.builder.search_list import MARK, UnknownFormError, read, settle, write, write_packed

if TYPE_CHECKING:
    from pathlib import Path

    from generator.builder.search_list import Data

PAGE, CHUNK, FILTER = ["en_1234567", 5], ["ferry", "sinks", "en_7654321"], ["year", "en_1111111"]
WORDS = [[["ferry", [[0, [-25, 7, 9], [-1, 2]], [2, [], [-1, 3]]], []]]]
SHOWN = [{"url": "claims/sank/", "content": "The Férry sinks.", "meta": {"title": "“Sunk”"}, "anchors": []}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("fragment", "index", "filter"):
        (tmp_path / name).mkdir()
    write_packed(tmp_path / "fragment" / "en_1234567.pf_fragment", b'{"url":"claims/sank/","content":"the ferry sinks."}')
    write(tmp_path / "index" / "en_7654321.pf_index", WORDS)
    write(tmp_path / "filter" / "en_1111111.pf_filter", ["year", [["2025", [0]], ["2024", [0]]]])
    return tmp_path


def settled(folder: Path, listed: Data) -> Data:
    write(folder / "list", listed)
    settle(folder, "list", "abc", SHOWN)
    return read(folder / "list")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "value", [0, 23, 24, 255, 256, 65536, 1 << 33, -1, -24, -25, -300, "", "naïve נהר", "x" * 300, [], [[1, ["a"]], -2], [*range(400)]]
)
def test_what_is_written_is_read(tmp_path: Path, value: Data) -> None:
    write(tmp_path / "one", value)
    assert read(tmp_path / "one") == value
    first = (tmp_path / "one").read_bytes()
    write(tmp_path / "one", value)
    assert (tmp_path / "one").read_bytes() == first


@pytest.mark.parametrize("data", [b"", MARK, b"another form\x01", MARK + b"\x01\x01", MARK + b"\x82\x01", MARK + b"\x61\xff"])
def test_what_is_no_file_of_pagefind_is_not_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "one").write_bytes(gzip.compress(data))
    assert read(tmp_path / "one") is None


def test_what_is_written_anew_has_the_name_of_its_input(folder: Path) -> None:
    assert settled(folder, ["1", [PAGE], [CHUNK], [FILTER], []]) == ["1", [["abc0", 5]], [CHUNK], [["year", "abc0"]], []]
    assert names(folder) == ["filter/abc0.pf_filter", "fragment/abc0.pf_fragment", "index/en_7654321.pf_index", "list"]


def test_a_part_of_the_index_stays_as_it_was_written(folder: Path) -> None:
    before = (folder / "index" / "en_7654321.pf_index").read_bytes()
    settled(folder, ["1", [PAGE], [CHUNK], [FILTER]])
    assert (folder / "index" / "en_7654321.pf_index").read_bytes() == before


def test_a_result_shows_words_as_they_are_written(folder: Path) -> None:
    settled(folder, ["1", [PAGE], [CHUNK], [FILTER]])
    data = gzip.decompress((folder / "fragment" / "abc0.pf_fragment").read_bytes())
    assert json.loads(data.removeprefix(MARK)) == SHOWN[0]


def test_words_that_no_space_parts_stay_as_they_were_told_apart(folder: Path) -> None:
    apart = "水\u200b門\u200b關閉"
    write_packed(folder / "fragment" / "en_1234567.pf_fragment", json.dumps({"url": "claims/sank/", "content": apart}).encode())
    settled(folder, ["1", [PAGE], [CHUNK], [FILTER]])
    data = gzip.decompress((folder / "fragment" / "abc0.pf_fragment").read_bytes())
    assert json.loads(data.removeprefix(MARK)) == {**SHOWN[0], "content": apart}


def test_filters_and_their_values_stand_in_order(folder: Path) -> None:
    write(folder / "filter" / "en_2222222.pf_filter", ["actor", [["b", [0]], ["a", [0]], ["c", [0]]]])
    assert settled(folder, ["1", [PAGE], [CHUNK], [FILTER, ["actor", "en_2222222"]]])[3] == [["actor", "abc0"], ["year", "abc1"]]
    assert read(folder / "filter" / "abc0.pf_filter") == ["actor", [["a", [0]], ["b", [0]], ["c", [0]]]]
    assert read(folder / "filter" / "abc1.pf_filter") == ["year", [["2024", [0]], ["2025", [0]]]]


@pytest.mark.parametrize(
    "listed",
    [
        ["1", [], [CHUNK], [FILTER]],
        ["1", [PAGE], [], [FILTER]],
        ["1", [PAGE], [CHUNK], []],
        ["1", [PAGE, PAGE], [CHUNK], [FILTER]],
        ["1", [["en_0000000", 5]], [CHUNK], [FILTER]],
        ["1", [[*PAGE, 1]], [CHUNK], [FILTER]],
        ["1", [PAGE], [CHUNK[:2]], [FILTER]],
        ["1", [PAGE], [CHUNK], [[*FILTER, 1]]],
        ["1", [PAGE], [CHUNK]],
        "1",
    ],
)
def test_a_list_that_is_not_as_expected_is_refused_and_nothing_changes(folder: Path, listed: Data) -> None:
    before = names(folder)
    with pytest.raises(UnknownFormError, match="list is not a list of 1 pages"):
        settled(folder, listed)
    assert names(folder) == sorted([*before, "list"])


def test_a_page_of_another_record_is_refused(folder: Path) -> None:
    write_packed(folder / "fragment" / "en_1234567.pf_fragment", b'{"url":"claims/other/"}')
    with pytest.raises(UnknownFormError, match="page 0 of list is not claims/sank/"):
        settled(folder, ["1", [PAGE], [CHUNK], [FILTER]])


def test_a_filter_of_another_form_is_refused(folder: Path) -> None:
    (folder / "filter" / "en_1111111.pf_filter").write_bytes(gzip.compress(b"another form"))
    with pytest.raises(UnknownFormError, match=r"en_1111111.pf_filter has an unknown format"):
        settled(folder, ["1", [PAGE], [CHUNK], [FILTER]])
