"""Formatting changes the order of fields and spaces that mean nothing, never what a file says."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editing.changes import FileChange, Refused, write_all
from generator.editing.describing import order_of
from generator.editing.fields import read_fields
from generator.editing.formatting import files_to_format, format_files, formatted
from generator.model.records import Actor
from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.sites import ROOT, SMALL

if TYPE_CHECKING:
    from pathlib import Path

ORDER = order_of(Actor)


@pytest.mark.slow
@pytest.mark.parametrize("source", [SMALL, ROOT / "content"], ids=["small", "real"])
def test_all_files_can_be_formatted_once_and_say_the_same(source: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(source, content)
    before = {path: read_fields(path.name, path.read_text(encoding="utf-8")).values for path in files_to_format(content)}
    found = list(format_files(content, before))
    assert [str(one) for one in found if isinstance(one, Refused)] == []
    write_all([one for one in found if isinstance(one, FileChange)])
    assert {path: read_fields(path.name, path.read_text(encoding="utf-8")).values for path in before} == before
    assert list(format_files(content, before)) == []


def test_formatted_content_has_the_same_mistakes(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    before = check_content(content, today=TODAY)
    write_all([one for one in format_files(content, files_to_format(content)) if isinstance(one, FileChange)])
    after = check_content(content, today=TODAY)
    assert [(one.rule, one.message) for one in after.diagnostics] == [(one.rule, one.message) for one in before.diagnostics]
    assert [record.key for record in after.corpus] == [record.key for record in before.corpus]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("kind: state\nname: A\n", "name: A\nkind: state\n"),
        ("name: A\nkind: state", "name: A\nkind: state\n"),
        ("name: A  \nkind: state\t\n\n\n", "name: A\nkind: state\n"),
        ("# head\n\nkind: state # k\n# of it\nname: A # n\n# foot\n", "# head\n\n# of it\nname: A # n\nkind: state # k\n# foot\n"),
        ("kind: state\nname: >\n  A  \n  b\naliases:\n  - x  \n", "name: >\n  A  \n  b\nkind: state\naliases:\n  - x  \n"),
        ("kind: state\nname: |\n  # no comment\n  b  \n", "name: |\n  # no comment\n  b  \nkind: state\n"),
        ('kind: state\nname: "a  \n  b"\n', 'name: "a\n  b"\nkind: state\n'),
        ("kind: state\nname: 'a'\nodd: 1\n", "name: 'a'\nodd: 1\nkind: state\n"),
        ("{kind: state, name: A}\n", "{kind: state, name: A}\n"),
        ("\ufeffname: A\nkind: state\n", "\ufeffname: A\nkind: state\n"),
    ],
)
def test_fields_are_put_in_order_and_comments_go_with_them(text: str, after: str) -> None:
    assert formatted("actors/a.yml", text, ORDER) == after
    assert formatted("actors/a.yml", after, ORDER) == after


def test_the_text_below_the_fields_stays() -> None:
    text = "---\nkind: state  \nname: A\n---\n\nTwo spaces  \nend a line.  \n\n\n"
    assert formatted("x.md", text, ORDER) == "---\nname: A\nkind: state\n---\n\nTwo spaces  \nend a line.  \n"


def test_what_would_say_something_else_in_order_is_left_as_it_is() -> None:
    with pytest.raises(Refused, match="cannot be formatted without changing its content"):
        formatted("actors/a.yml", "kind: >\n  f\nname: A\n  # would be part of the text above\n", ORDER)


def test_a_translated_text_without_fields_is_in_order(tmp_path: Path) -> None:
    sources = tmp_path / "content" / "sources"
    sources.mkdir(parents=True)
    for name in ("a.ar.md", "b.md"):
        (sources / name).write_text("---\n---\n\nText.\n", encoding="utf-8")
    (refused,) = format_files(tmp_path / "content", files_to_format(tmp_path / "content"))
    assert str(refused).startswith("content/sources/b.md was not formatted")


def test_line_ends_stay_and_what_cannot_be_read_is_left(tmp_path: Path) -> None:
    actors = tmp_path / "content" / "actors"
    actors.mkdir(parents=True)
    (actors / "a.yml").write_bytes(b"kind: state\r\nname: A \r\n")
    (actors / "b.yml").write_bytes(b"kind: [\n")
    (actors / "c.yml").write_bytes(b"name: \xff\n")
    found = list(format_files(tmp_path / "content", files_to_format(tmp_path / "content")))
    assert [one.after for one in found if isinstance(one, FileChange)] == [b"name: A\r\nkind: state\r\n"]
    assert [str(one).partition("\n")[0] for one in found if isinstance(one, Refused)] == [
        "content/actors/b.yml was not formatted: content/actors/b.yml cannot be parsed",
        "content/actors/c.yml was not formatted: the file is not UTF-8 text",
    ]


values = st.sampled_from(
    ["A", "'a  b'", '"x"', ">\n  f  \n  g", "|\n  # k  \n  l", "[a,  b]", "{a: b,  c: d}", "\n  - a  \n  # c\n  - b", "x # c"]
)
lines = st.lists(st.tuples(st.sampled_from(["name", "kind", "short", "odd", "aliases"]), values), unique_by=lambda one: one[0], min_size=1)
between = st.sampled_from(["\n", "  \n", "\n\n", "\n# c\n", "\n\n# c  \n\n"])


@given(lines, st.lists(between, min_size=5, max_size=5))
def test_whatever_stands_in_a_file_is_said_after_formatting(fields: list[tuple[str, str]], ends: list[str]) -> None:
    text = "".join(
        f"{name}:{'' if value.startswith(chr(10)) else ' '}{value}{end}" for (name, value), end in zip(fields, ends, strict=False)
    )
    once = formatted("actors/a.yml", text, ORDER)
    assert read_fields("x.yml", once).values == read_fields("x.yml", text).values
    assert formatted("actors/a.yml", once, ORDER) == once
    assert once.count("#") == text.count("#")
