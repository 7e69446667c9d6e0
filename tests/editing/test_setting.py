"""Fields set on the command line: what was meant is written, all else stays to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editing.changes import Refused, write_all
from generator.editing.fields import Fields, as_yaml, read_fields, scalar, with_values
from generator.editing.finding import assignments
from generator.editing.records import retire_record, set_fields
from generator.editing.trying import Workplace
from generator.text.characters import find_bad_characters
from generator.text.yaml_reader import read_yaml
from tests.conftest import MINIMAL, TODAY
from tests.sites import ROOT, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.editing.fields import Keys
    from tests.conftest import MakeRecord, WriteContent


def test_values_are_read_as_paths_and_yaml() -> None:
    words = ["title=A = b", "deck=", "evidence.2.says=context", "about=[a, b]", "amount={low: 1}"]
    assert assignments(words) == [
        (("title",), "A = b"),
        (("deck",), None),
        (("evidence", 1, "says"), "context"),
        (("about",), ["a", "b"]),
        (("amount",), {"low": "1"}),
    ]


@pytest.mark.parametrize("word", ["title", "=x", "a..b=x", "a.0=x", "about=[a", "x={a: b"])
def test_what_sets_nothing_is_refused(word: str) -> None:
    with pytest.raises(Refused):
        assignments([word])


plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1).filter(
    lambda text: not find_bad_characters(f" {text}")
)


@given(plain, st.booleans())
def test_text_is_written_so_that_it_is_read_as_that_text(text: str, in_flow: bool) -> None:  # noqa: FBT001 - both are tried
    try:
        written = scalar(text, in_flow=in_flow)
    except Refused:
        assert read_yaml(f'x: "{text}"\n').problems or text != text.strip() or "\\" in text
        return
    line = f"x: [{written}]\n" if in_flow else f"x: {written}\n"
    assert read_yaml(line).value == {"x": [text] if in_flow else text}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"),
        ("a: b", '"a: b"'),
        ('say "x": y', "'say \"x\": y'"),
        ('it\'s: "x"', '"it\'s: \\"x\\""'),
        ("# no", '"# no"'),
        ("", '""'),
        (["a", "b, c"], '[a, "b, c"]'),
        ({"low": "1", "per": ["x"]}, "{low: 1, per: [x]}"),
        ("2025-06", "2025-06"),
    ],
)
def test_values_are_written_as_plainly_as_they_can_be(value: object, written: str) -> None:
    assert as_yaml(value) == written


TEXT = """\
# head
title: One   # said
by:
  - avalon  # first
  - brigid
evidence:
- source: gazette
  says: supports
  note: >
    Folded
    words.
- {source: herald, says: context}
about: alone
amount: {low: 1, high: 2}   # money

# foot
"""


@pytest.mark.parametrize(
    ("word", "was", "now"),
    [
        ("title=Two: three", "title: One   # said", 'title: "Two: three"   # said'),
        ("by.2=camelot", "  - brigid", "  - camelot"),
        ("by.3=camelot", "  - brigid\n", "  - brigid\n  - camelot\n"),
        ("evidence.1.says=context", "says: supports", "says: context"),
        ("evidence.3.says=context", "- {source: herald, says: context}\n", "- {source: herald, says: context}\n- {says: context}\n"),
        ("steps.1.on=2025", "  # money\n", "  # money\nsteps: [{on: 2025}]\n"),
        ("evidence.2.says=[a, b]", "says: context", "says: [a, b]"),
        ("evidence.1.note=Short.", "note: >\n    Folded\n    words.", "note: Short."),
        ("evidence.1.credibility=2", "    words.\n", "    words.\n  credibility: 2\n"),
        ("evidence.2.credibility=2", "says: context}", "says: context, credibility: 2}"),
        ("evidence.3={source: x}", "- {source: herald, says: context}\n", "- {source: herald, says: context}\n- {source: x}\n"),
        ("about.2=b", "about: alone", "about: [alone, b]"),
        ("about.1=b", "about: alone", "about: [b]"),
        ("about=", "about: alone\n", ""),
        ("amount.low=3", "low: 1", "low: 3"),
        ("amount.unit=km", "high: 2}", "high: 2, unit: km}"),
        ("amount=5", "{low: 1, high: 2}", "5"),
        ("when=2025", "title: One   # said\n", "title: One   # said\nwhen: 2025\n"),
        ("retired={on: 2025, because: 'x: y'}", "# money\n", '# money\nretired:\n  on: 2025\n  because: "x: y"\n'),
    ],
)
def test_a_value_is_set_in_its_place(word: str, was: str, now: str) -> None:
    after = with_values(read_fields("x.yml", TEXT), assignments([word]), ["title", "when", "by", "about", "amount", "retired"])
    assert TEXT.count(was) == 1
    assert after.source.text == TEXT.replace(was, now)


@pytest.mark.parametrize(
    ("words", "was", "now"),
    [
        (["x.1=a"], "x:  # one or more", "x: [a]  # one or more"),
        (["x.1=a", "x.2=b"], "x:", "x: [a, b]"),
        (["x.1=a"], "x: []", "x: [a]"),
        (["x.1.source=a", "x.1.says=context"], "x:  # one or more", "x: [{source: a, says: context}]  # one or more"),
    ],
)
def test_a_list_is_begun_in_a_field_that_is_open(words: list[str], was: str, now: str) -> None:
    fields = with_values(read_fields("x.yml", f"title: One\n{was}\nkind: news\n"), assignments(words))
    assert fields.source.text == f"title: One\n{now}\nkind: news\n"


@pytest.mark.parametrize("word", ["x.2=a", "x.2.says=context"])
def test_a_list_that_is_open_begins_with_its_first_item(word: str) -> None:
    with pytest.raises(Refused):
        with_values(read_fields("x.yml", "title: One\nx:\n"), assignments([word]))


@pytest.mark.parametrize(("line", "is_open"), [("authors:  # not found in the document\n", True), ("authors: A  # ask\n", False)])
def test_what_is_still_open_can_be_removed_with_what_it_takes(line: str, *, is_open: bool) -> None:
    fields = read_fields("x.yml", f"title: One\n{line}kind: news\n")
    if is_open:
        assert with_values(fields, [(("authors",), None)]).source.text == "title: One\nkind: news\n"
    else:
        with pytest.raises(Refused, match="removed reliably"):
            with_values(fields, [(("authors",), None)])


@pytest.mark.parametrize("word", ["by=[x]", "by.5=x", "evidence.9.says=x", "missing=", "title.x.y.z=", "by.x=1", "evidence.2="])
def test_what_cannot_be_set_surely_is_refused(word: str) -> None:
    with pytest.raises(Refused):
        with_values(read_fields("x.yml", TEXT), assignments([word]))


def paths(value: Any, keys: Keys = ()) -> Iterator[Keys]:  # noqa: ANN401 - what YAML holds
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*keys, key)
        yield from paths(one, (*keys, key))


def records_of(content: Path) -> Iterator[Fields]:
    for path in sorted(content.glob("*/*.*")):
        yield read_fields(path.name, path.read_text(encoding="utf-8"))


def at(value: Any, keys: Keys) -> Any:  # noqa: ANN401 - what YAML holds
    return at(value[keys[0]], keys[1:]) if keys else value


def test_of_every_record_every_value_can_be_set_or_is_refused() -> None:
    done = refused = 0
    files = [*records_of(SMALL), *list(records_of(ROOT / "content"))[::40]]
    for fields in files:
        for keys in paths(fields.values):
            try:
                after = with_values(fields, [(keys, "a: #b")])
            except Refused:
                refused += 1
                continue
            done += 1
            assert at(after.values, keys) == "a: #b"
    assert done > 20 * refused, (done, refused)


def test_what_brings_an_error_is_not_written(content: WriteContent, record: MakeRecord) -> None:
    place = Workplace(content({**MINIMAL, "claims/safe.yml": record("claims")}), TODAY, TODAY)
    with pytest.raises(Refused, match="not an EDTF date") as refusal:
        set_fields(place, "claims/safe", assignments(["made=yesterday", "claimant=nobody"]))
    assert "there is no actor 'nobody'" in str(refusal.value)
    changes, found = set_fields(place, "claims/safe", assignments(["issue=weather", "summary=It is."]))
    assert [one.rule.code for one in found] == ["unknown-issue"]
    write_all(changes)
    assert "issue: weather\nsummary: It is.\n" in (place.content / "claims" / "safe.yml").read_text(encoding="utf-8")
    assert set_fields(place, "claims/safe", assignments(["issue=weather"]))[0] == []


def test_a_record_that_cannot_be_read_can_be_mended(content: WriteContent, record: MakeRecord) -> None:
    place = Workplace(content({**MINIMAL, "claims/safe.yml": record("claims", made="yesterday")}), TODAY, TODAY)
    write_all(set_fields(place, "claims/safe", assignments(["made=2025-03-01"]))[0])
    assert not place.check().has_errors


def test_a_record_is_retired_with_its_reason(content: WriteContent, record: MakeRecord) -> None:
    files = {"claims/safe.yml": record("claims"), "claims/other.yml": record("claims", related="safe")}
    place = Workplace(content({**MINIMAL, **files}), TODAY, TODAY)
    with pytest.raises(Refused, match="there is no 'othr' in claims to replace it\n  = did you mean 'other'"):
        retire_record(place, "claims/safe", "It sank.", "othr")
    changes, found, references = retire_record(place, "claims/safe", "It sank: twice.", "claims/other")
    assert (found, references) == ([], 1)
    write_all(changes)
    retired = 'retired:\n  on: 2026-06-01\n  because: "It sank: twice."\n  replaced_by: other\n'
    assert (place.content / "claims" / "safe.yml").read_text(encoding="utf-8") == record("claims") + retired
    with pytest.raises(Refused, match="is already retired"):
        retire_record(place, "claims/safe", "Again.", None)


def test_changes_are_tried_where_nothing_can_be_written(content: WriteContent, record: MakeRecord) -> None:
    folder = content({**MINIMAL, "claims/safe.yml": record("claims")})
    for path in (folder / "claims/safe.yml", folder / "claims", folder):
        path.chmod(0o555)
    try:
        changes, found = set_fields(Workplace(folder, TODAY, TODAY), "claims/safe", [(("made",), "2025-06-14")])
    finally:
        for path in (folder, folder / "claims"):
            path.chmod(0o755)
    assert ([change.path.name for change in changes], found) == (["safe.yml"], [])
