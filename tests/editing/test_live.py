"""What the language server knows of content: one file checked among all others, cursors in files that are not whole, columns."""

from __future__ import annotations

from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position
from pygls.workspace import PositionCodec

from generator.content.load import load_content
from generator.editing.live.session import Places
from generator.editing.live.spots import cursor_at, fields_of, link_at
from generator.editing.live.unsaved_content import Overtaken, UnsavedContent, key_of
from generator.text.position import SourceText, Span
from generator.verify.checking import check_content
from tests.conftest import MINIMAL, TODAY
from tests.sites import ROOT
from tests.test_mistakes import MISTAKES, read_mistake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.content.load import Loaded
    from tests.conftest import Files, MakeRecord, WriteContent

    MakeUnsaved = Callable[[Files], UnsavedContent]


@pytest.fixture
def live(content: WriteContent) -> MakeUnsaved:
    return lambda files: UnsavedContent(content({**MINIMAL, **files}), lambda: (TODAY, TODAY))


# --- one file among all others


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_of_every_kind_of_mistake_a_look_at_one_file_says_what_check_says(path: Path, live: MakeUnsaved) -> None:
    place = live(read_mistake(path.read_text(encoding="utf-8")).files)
    checked = place.read()
    assert checked.diagnostics == check_content(place.content, today=TODAY).diagnostics
    for file in sorted(place.content.rglob("*")):
        look = place.look(file)
        if look is not None:
            found = [one for one in checked.diagnostics if one.place.path == file.relative_to(place.content.parent).as_posix()]
            assert look == found, "a check that needs more than one record stands in OF_ALL of verify/checking.py"


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_what_is_typed_is_checked_as_if_it_were_saved(path: Path, live: MakeUnsaved) -> None:
    files = read_mistake(path.read_text(encoding="utf-8")).files
    typed = {name: data for name, data in files.items() if "/" in name or name.startswith("publication")}
    place = live({name: data for name, data in files.items() if name not in typed})
    place.read()
    for name, data in typed.items():
        place.unsaved[place.content / name] = data
        place.is_stale = True
    found = place.read().diagnostics
    for name, data in typed.items():
        (place.content / name).parent.mkdir(parents=True, exist_ok=True)
        (place.content / name).write_bytes(data)
    assert found == check_content(place.content, today=TODAY).diagnostics


def test_what_is_not_saved_stands_for_what_is_and_goes_when_it_is_closed(live: MakeUnsaved, record: MakeRecord) -> None:
    place = live({"claims/safe.yml": record("claims")})
    path, new = place.content / "claims/safe.yml", place.content / "claims/new.yml"
    assert place.read().diagnostics == []
    place.write(path, record("claims", hedge="x").replace("\n", "\r\n"))
    place.write(new, record("claims", made="some day"))
    assert [str(one.place) for one in place.read().diagnostics] == ["content/claims/new.yml:3:7", "content/claims/safe.yml:4:8"]
    assert place.text_of(path) == record("claims", hedge="x")
    place.write(path, None)
    place.write(new, None)
    assert place.read().diagnostics == []
    assert place.look(new) is None
    assert place.text_of(new) is None


@pytest.mark.parametrize("text", ["", "\ud800", "\x00", "a: \x07", "[" * 2000, "---\n", "a: b\n---\nc: d\n", "\ufeffname: x", "- " * 500])
def test_whatever_is_typed_is_no_fault(live: MakeUnsaved, text: str) -> None:
    place = live({})
    place.read()
    for name in ("actors/avalon.yml", "sources/gazette.md", "publication.yml", "actors/avalon.ar.yml"):
        place.write(place.content / name, text)
        place.look(place.content / name)
        assert place.read().diagnostics


def test_a_check_of_all_stops_for_what_is_typed_meanwhile(live: MakeUnsaved, monkeypatch: pytest.MonkeyPatch) -> None:
    place = live({})
    first = place.read()
    place.is_stale = True

    def disturbed(folder: Path, unsaved: dict[Path, bytes]) -> Loaded:
        place.is_stale = True
        return load_content(folder, unsaved)

    monkeypatch.setattr("generator.editing.live.unsaved_content.load_content", disturbed)
    with pytest.raises(Overtaken):
        place.read(may_stop=True)
    assert place.checked is first
    assert place.is_stale
    assert place.read() is not first
    assert place.is_stale


@pytest.mark.parametrize(
    "name", ["claims/x.txt", "claims/X.yml", "claims/x.ar.yml", "sources/x.yml", "other/x.yml", "x.yml", "claims/a/x.yml"]
)
def test_what_is_no_record_is_not_looked_at(live: MakeUnsaved, name: str) -> None:
    place = live({name: "statement: x\n"})
    place.read()
    assert key_of(place.content, place.content / name) is None
    assert place.look(place.content / name) is None


def test_a_file_of_this_publication_is_checked_within_a_tenth_of_a_second_as_a_rule() -> None:
    place = UnsavedContent(ROOT / "content", lambda: (TODAY, TODAY))
    place.read()
    largest = sorted((path for path in place.content.rglob("*") if key_of(place.content, path)), key=lambda path: path.stat().st_size)[-20:]
    took = []
    for path in largest:
        text = place.text_of(path) or ""
        place.look(path)
        place.write(path, text)
        began = process_time()
        assert place.look(path) is not None
        took.append(process_time() - began)
        place.write(path, None)
    assert median(took) < 0.1


# --- cursors


@pytest.mark.parametrize(
    ("text", "parents", "field", "typed", "word"),
    [
        ("hedge: ass|ert", (), "hedge", "ass", "assert"),
        ("he|", (), "", "he", "he"),
        ("claimant: [a, b|c, d]", (), "claimant", "b", "bc"),
        ("claimant:\n  - br|", (), "claimant", "br", "br"),
        ("claimant: The Min|", (), "claimant", "The Min", "The Min"),
        ("evidence:\n  - source: gaz|", ("evidence",), "source", "gaz", "gaz"),
        ("evidence:\n  - source: x\n    sa|", ("evidence",), "", "sa", "sa"),
        ("evidence:\n- source: x\n  says: s|", ("evidence",), "says", "s", "s"),
        ("evidence: [{source: a, says: |}]", ("evidence",), "says", "", ""),
        ("evidence: [{source: a, |}]", ("evidence",), "", "", ""),
        ("evidence: [{source: a, quote: 'it''s, here', says: c|", ("evidence",), "says", "c", "c"),
        ("positions:\n  - actor: x\n    evidence:\n      - source: g|", ("positions", "evidence"), "source", "g", "g"),
        ("positions:\n  - actor: x\n    evidence: [{source: g|", ("positions", "evidence"), "source", "g", "g"),
        ("positions:\n  - actor: x\n\n    # note\n    stance: d|", ("positions",), "stance", "d", "d"),
        ("retired:\n  on: 2025\n  |", ("retired",), "", "", ""),
        ("title: x\nretired:\n  on: 2025\n|", (), "", "", ""),
        ("ballots: {avalon: y|", ("ballots",), "avalon", "y", "y"),
        ("---\ntitle: x\nki|\n---\nbody", (), "", "ki", "ki"),
        ("note: >-\n  The ferry\n  sa|nk", (), "note", "sa", "sank"),
        ("evidence: [\n  {source: a,\n   says: c|", ("evidence",), "says", "c", "c"),
        ("claimant: [avalon,\n  bri|, x]", (), "claimant", "bri", "bri"),
        ("statement: It said: no\nhedge: as|", (), "hedge", "as", "as"),
        ("title: x\nhedge\nissue: a\nevidence:\n  - source: b\n    sa|", ("evidence",), "", "sa", "sa"),
        ("title x\nissue: a\nhedge: b\nmade: 2025\nby: c\nabout: d\nact: e\nevidence:\n  - by: a\n    sa|", ("evidence",), "", "sa", "sa"),
        ("history: []\n  - on: 2025\n    what: a\n    because: b\n    note: c\n    by: d\nhed|", (), "", "hed", "hed"),
        ("related: [a, b\nissue: a\nhed|", (), "", "hed", "hed"),
        ('title: "x\nissue: a\nhedge: b\nmade: 2025\nby: c\nabout: d\nactor: e|', (), "actor", "e", "e"),
        ("hedge:|", (), "hedge", "", ""),
        ("claimant:\n  -|", (), "claimant", "", ""),
    ],
)
def test_a_cursor_knows_where_it_is(text: str, parents: tuple[str, ...], field: str, typed: str, word: str) -> None:
    before, _, after = text.partition("|")
    whole = before + after
    cursor = cursor_at(whole, len(before), fields_of("x.md" if text.startswith("---") else "x.yml", whole))
    assert cursor is not None
    assert (cursor.parents, cursor.field, cursor.typed) == (parents, field, typed)
    assert whole[cursor.span.start : cursor.span.end] == word


@pytest.mark.parametrize("text", ["a: b # x|", "# |", "---\ntitle: x\n---\nbo|dy", "no front| matter"])
def test_a_cursor_in_a_comment_or_below_the_fields_is_in_none(text: str) -> None:
    before, _, after = text.partition("|")
    name = "x.md" if not text.startswith(("a", "#")) else "x.yml"
    assert cursor_at(before + after, len(before), fields_of(name, before + after)) is None


@given(st.text(alphabet="ab: -[]{},'\"#\n\r|>&*()!😀\u2028", max_size=80), st.integers(0, 80))
def test_no_text_is_a_fault_of_a_cursor(text: str, at: int) -> None:
    offset = min(at, len(text))
    for path in ("x.yml", "x.md"):
        cursor = cursor_at(text, offset, fields_of(path, text))
        for span in [cursor.span] if cursor else []:
            assert span.start <= offset <= span.end
            assert "\n" not in text[span.start : span.end]
    link = link_at(text, offset)
    assert link is None or link.span.start <= offset <= link.span.end


# --- columns


@given(st.text(alphabet="ab\n😀ü\u2028\u0301", max_size=40), st.integers(0, 40), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_an_offset_comes_back_from_its_place(text: str, at: int, encoding: str) -> None:
    offset = min(at, len(text))
    places, span = Places(text, PositionCodec(encoding)), Span(offset, offset)
    place = places.range(span).start
    assert places.offset(place) == offset
    assert places.range(SourceText("x", text).place(span)).start == place


@pytest.mark.parametrize(
    ("encoding", "column"),
    [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)],
)
def test_columns_are_counted_in_the_units_that_were_agreed(encoding: str, column: int) -> None:
    places = Places("x\nü😀y\n", PositionCodec(encoding))
    assert places.range(Span(4, 4)).start == Position(1, column)
    assert places.offset(Position(1, column)) == 4
    assert places.offset(Position(1, 99)) == 5
    assert places.offset(Position(9, 0)) == 6


def test_a_mark_of_the_order_of_bytes_is_not_counted() -> None:
    places = Places("\ufeffab\nc", PositionCodec())
    assert (places.range(Span(2, 2)).start, places.offset(Position(0, 1)), places.offset(Position(1, 0))) == (Position(0, 1), 2, 4)
