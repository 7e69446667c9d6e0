"""The text of a new record reads as the values that it was made of, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editing.changes import Refused
from generator.editing.fields import read_fields
from generator.editing.records import record_text
from generator.model.records import Actor, Claim, Source
from generator.text.characters import find_bad_characters

LONG = "word " * 40 + "end"


def test_fields_stand_in_the_order_of_the_model_and_parts_below_them() -> None:
    values = {"evidence": [{"source": "gazette", "says": "supports"}], "kind": "state", "name": "Avalon", "aliases": ["A", "B"]}
    assert record_text(Actor, values) == (
        "name: Avalon\nkind: state\naliases:\n  - A\n  - B\nevidence:\n  - source: gazette\n    says: supports\n"
    )


def test_long_text_is_folded_and_text_of_several_lines_keeps_them() -> None:
    text = record_text(Claim, {"summary": LONG, "not_found": ["one\n\ntwo"]})
    assert max(map(len, text.splitlines())) < 110
    assert text.endswith("not_found:\n  - |-\n    one\n\n    two\n")


def test_what_stands_below_the_front_matter_of_a_source_stays_as_it_is() -> None:
    assert record_text(Source, {"title": "A: b"}, "One.\n\nTwo.") == "---\ntitle: 'A: b'\n---\n\nOne.\n\nTwo.\n"


@pytest.mark.parametrize(
    "text", ["no", "12:30", "# x", "- a", "[a", "a: b", "'", '"', "---", "&a", "!b", "%c", " a", "a\n b", "\ta", "| x", "a #b", "💡"]
)
def test_signs_of_yaml_are_text(text: str) -> None:
    assert read_fields("x.yml", record_text(Claim, {"statement": text, "not_found": [text]})).values == {
        "statement": text,
        "not_found": [text],
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: not find_bad_characters(f"a{text}")))
def test_any_text_without_bad_characters_is_read_as_it_was(text: str) -> None:
    text = text.replace("\r\n", "\n")
    values = {"statement": text, "evidence": [{"note": text * 3}]}
    assert read_fields("x.yml", record_text(Claim, values)).values == values


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u2028", "\x85", "\u202e", "\ufffe"])
def test_what_no_file_may_hold_is_refused(character: str) -> None:
    with pytest.raises(Refused, match="no file of content may"):
        record_text(Claim, {"statement": f"a{character}b"})
