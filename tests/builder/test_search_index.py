"""The search's index: the same bytes for the same records, made only when they change, and a clear word where it fails."""

from __future__ import annotations

import gzip
import json
import re
import stat
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest

from generator.builder import search_index
from generator.builder.search_index import SearchError, SearchIndexes, cache_index, copy_index
from generator.builder.search_list import MARK, UnknownFormError
from generator.builder.search_list import read as read_any
from generator.site.search import Facet, SearchEntry
from generator.system.ownership import INDEX, NotOursError, files_in, mark
from generator.system.time_limits import TimeLimit

if TYPE_CHECKING:
    from collections.abc import Sequence


def _facets(number: int) -> dict[str, tuple[Facet, ...]]:
    """Return several facets with many values, which Pagefind keeps in no order."""
    years = tuple(Facet(str(year), str(year)) for year in range(2000, 2000 + number))
    return {
        "section": (Facet(f"s{number % 7}", "Section"),),
        "actor": (Facet(f"a{number}", f"Actor {number}"),),
        "year": years,
        "issue": (),
    }


FOUND = [
    SearchEntry(
        url=f"claims/c{number}/",
        title=f"Title {number}",
        kind="Claim",
        text=f"The ferry Łódź {number} sank.",
        when="2025",
        status="",
        facets=_facets(number),
    )
    for number in range(40)
]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cache_index(FOUND, "en", tmp_path_factory.mktemp("kept") / "search")


def test_the_same_records_give_the_same_bytes_under_the_same_names(index: Path, tmp_path: Path) -> None:
    for number in range(4):
        assert bytes_of(cache_index(FOUND, "en", tmp_path / f"again {number}")) == bytes_of(index)


def test_other_records_are_in_files_of_other_names(index: Path, tmp_path: Path) -> None:
    other = bytes_of(cache_index([replace(FOUND[0], text="The ferry stayed."), *FOUND[1:]], "en", tmp_path / "other"))
    listed = {name for name in bytes_of(index) if "/" in name or name.endswith("_meta")}
    assert listed.isdisjoint(other)
    assert len(other) == len(bytes_of(index))


def read(path: Path) -> list[Any]:
    found = read_any(path)
    assert isinstance(found, list)
    return found


def test_what_is_found_is_folded_and_what_is_shown_is_not(index: Path) -> None:
    words = {word[0] for path in (index / "index").iterdir() for word in read(path)[0]}
    assert {"lodz", "ferri", "sank"} <= words
    assert not any("ł" in word for word in words)
    shown = b"".join(gzip.decompress(path.read_bytes()) for path in (index / "fragment").iterdir())
    assert "Łódź".encode() in shown
    assert b"lodz" not in shown


def test_every_word_of_what_is_shown_has_the_number_that_it_has_in_the_index(tmp_path: Path) -> None:
    text = "  zero\u0301 \u0640 one\u00a0two AT&T ___PAGEFIND_WEIGHT___9 \u200b ½ quay´s last"
    folder = cache_index(
        [SearchEntry(url="claims/c/", title="C", kind="Claim", text=text, when="", status="", facets={})], "en", tmp_path / "index"
    )
    (path,) = (folder / "fragment").iterdir()
    content = json.loads(gzip.decompress(path.read_bytes()).removeprefix(MARK))["content"].split(" ")
    places = {word[0]: word[1][0][1] for chunk in (folder / "index").iterdir() for word in read(chunk)[0] if word[1]}
    assert [content[places[word][-1]] for word in ("zero", "att", "quay", "last")] == ["zero\u0301", "AT&T", "quay´s", "last"]
    assert content == text.split()


def test_an_index_of_another_form_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UnknownFormError("no list")

    monkeypatch.setattr(search_index, "settle", refuse)
    with pytest.raises(SearchError, match=r"Pagefind 1\.\S+ wrote an index in an unsupported format: no list"):
        cache_index(FOUND, "en", tmp_path / "search")
    assert list(tmp_path.iterdir()) == []


def test_it_holds_what_a_search_needs_and_no_interface(index: Path) -> None:
    names = [name for name in bytes_of(index) if "/" not in name]
    assert sorted(re.sub(r"en_[0-9a-f]+", "en_", name) for name in names) == [
        ".onrecord",
        "key.txt",
        "near.json",
        "pagefind-entry.json",
        "pagefind.en_.pf_meta",
        "pagefind.js",
        "wasm.en.pagefind",
    ]


def test_it_is_made_only_when_something_changed(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def make(found: Sequence[SearchEntry], _language: str, _folder: Path, _key: str) -> None:
        asked.append(len(found))

    monkeypatch.setattr(search_index, "_make_index", make)
    before = bytes_of(index)
    assert bytes_of(cache_index(FOUND, "en", index)) == before
    assert asked == []
    other = index.with_name("changed")
    cache_index([replace(FOUND[0], title="Another title")], "en", other)
    cache_index([replace(FOUND[0], title="One more title")], "en", other)
    cache_index([replace(FOUND[0], title="One more title")], "fr", other)
    assert asked == [1, 1, 1]


def test_what_goes_into_the_site_can_be_read_and_has_no_key(index: Path, tmp_path: Path) -> None:
    copy_index(index, tmp_path / "pagefind")
    assert stat.S_IMODE((tmp_path / "pagefind").stat().st_mode) == 0o755
    assert set(bytes_of(index)) - set(bytes_of(tmp_path / "pagefind")) == {"key.txt", ".onrecord"}


def test_every_fragment_is_listed_by_its_number(index: Path) -> None:
    fragments = sorted(path.stem for path in (index / "fragment").iterdir())
    (listed,) = index.glob("*.pf_meta")
    data = gzip.decompress(listed.read_bytes())
    assert len({name[:3] for name in fragments}) == 1
    assert sorted(name[3:] for name in fragments) == sorted(f"{number:x}" for number in range(len(FOUND)))
    assert all(name.encode() in data for name in fragments)
    first = gzip.decompress((index / "fragment" / f"{fragments[0][:3]}0.pf_fragment").read_bytes())
    assert b'"url":"claims/c0/"' in first


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (None, "is not installed"),
        ("/nowhere/pagefind", "could not start Pagefind"),
        ("/bin/true", "exited while"),
    ],
)
def test_a_failure_says_why_and_leaves_the_last_index(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None, said: str
) -> None:
    kept = tmp_path / "search"
    copytree(index, kept)
    (kept / "key.txt").write_text("of other records", encoding="utf-8")
    before = bytes_of(kept)
    monkeypatch.setattr(search_index, "get_executable", lambda: program and Path(program))
    with pytest.raises(SearchError, match=said):
        cache_index(FOUND, "en", kept)
    assert bytes_of(kept) == before
    assert [path.name for path in tmp_path.iterdir()] == ["search"]


def test_an_index_that_was_not_written_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_requests", lambda *_: [{"type": "NewIndex", "config": None}])
    with pytest.raises(SearchError, match="wrote no index"):
        cache_index(FOUND, "en", tmp_path / "search")
    assert list(tmp_path.iterdir()) == []


def test_what_pagefind_complains_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_requests", lambda *_: [{"type": "GetFiles", "index_id": 7}])
    with pytest.raises(SearchError, match="does not yet exist"):
        cache_index(FOUND, "en", tmp_path / "search")


@pytest.mark.parametrize("damage", ["emptied", "removed", "altered", "added"])
def test_an_index_of_which_a_file_is_not_as_it_was_made_is_made_anew(index: Path, tmp_path: Path, damage: str) -> None:
    kept = tmp_path / "search"
    copytree(index, kept)
    path = sorted((kept / "fragment").iterdir())[7]
    if damage == "removed":
        path.unlink()
    elif damage == "added":
        mark(kept, INDEX, [*files_in(kept), "index/more.pf_index"])
        (kept / "index" / "more.pf_index").write_bytes(b"of another index")
    else:
        path.write_bytes(b"" if damage == "emptied" else path.read_bytes()[:-1] + b"x")
    assert bytes_of(cache_index(FOUND, "en", kept)) == bytes_of(index)


def test_what_no_build_put_beside_an_index_is_named_and_stays(index: Path, tmp_path: Path) -> None:
    kept = tmp_path / "search"
    copytree(index, kept)
    (kept / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotOursError, match=r"'notes\.txt', which no build wrote"):
        cache_index(FOUND, "en", kept)
    assert (kept / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_indexes_begun_early_are_made_once_and_stand_each_in_its_language_when_they_are_asked_for(index: Path, tmp_path: Path) -> None:
    with SearchIndexes(tmp_path / "search") as indexes:
        indexes.begin("", FOUND, "en")
        indexes.begin("ar/", FOUND[:3], "ar")
        indexes.begin("", FOUND[:1], "en")
        names = indexes.put_into(tmp_path / "site", "") | indexes.put_into(tmp_path / "site", "ar/")
    assert bytes_of(tmp_path / "search" / "main") == bytes_of(index)
    assert names == set(bytes_of(tmp_path / "site"))
    assert {name.partition("pagefind/")[0] for name in names} == {"", "ar/"}


def test_that_an_index_begun_early_cannot_be_made_is_told_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "get_executable", lambda: None)
    with SearchIndexes(tmp_path / "search") as indexes:
        indexes.begin("", FOUND, "en")
        with pytest.raises(SearchError, match="not installed for this machine"):
            indexes.put_into(tmp_path / "site", "")


def test_nobody_leaves_while_an_index_is_still_made(tmp_path: Path) -> None:
    with SearchIndexes(tmp_path / "search") as indexes:
        indexes.begin("", FOUND, "en")
    before = bytes_of(tmp_path)
    sleep(0.5)
    assert bytes_of(tmp_path) == before


SILENT = "#!/bin/sh\necho 'thread main panicked at \"no memory\"' >&2\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "cpu", "idle", "said"),
    [
        (
            "exec sleep 600",
            60,
            1,
            "Pagefind was stopped while it built the search index: no activity for 1 seconds\n  thread main panicked",
        ),
        (
            "while :; do :; done",
            0.3,
            60,
            "Pagefind was stopped while it built the search index: no response within 0.3 seconds of CPU time",
        ),
        ("echo gibberish,; exec sleep 600", 60, 60, "Pagefind gave an invalid response while it built the search index\n  thread main"),
        ("exit 1", 60, 60, 'Pagefind exited while it built the search index\n  thread main panicked at "no memory"'),
    ],
)
def test_pagefind_is_named_and_heard_when_it_hangs_or_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, cpu: float, idle: float, said: str
) -> None:
    path = tmp_path / "pagefind"
    path.write_text(SILENT + program + "\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(search_index, "get_executable", lambda: path)
    monkeypatch.setattr(search_index, "TimeLimit", lambda _: TimeLimit(cpu, idle))
    with pytest.raises(SearchError) as failed:
        cache_index(FOUND, "en", tmp_path / "search")
    assert str(failed.value).startswith(said)
