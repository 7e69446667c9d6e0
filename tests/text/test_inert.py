"""Text of records that reaches a terminal or a log is obeyed by neither."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.characters import escaped, inert, without_controls

OBEYED = [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
PIECES = [*map(chr, OBEYED), *"\t\n :#[]ab-", "vso", "::error::", "##[", "\u3000", "\xa0", "é", "\U000e0041", "\ud800"]
ANY = st.lists(st.sampled_from(PIECES)).map("".join)


def begins_a_command(line: str) -> bool:
    """Tell what GitHub's runner does: it trims a line and looks whether it begins with '::', or has '##[' anywhere."""
    return line.strip().startswith("::") or re.search(r"##(?:vso|teamcity)?\[", line) is not None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\::error::x"),
        ("a\n  ::set-output name=x::y", "a\n\\  ::set-output name=x::y"),
        ("a\r\n::error::x", "a\n\\::error::x"),
        ("a\r::error::x", "a\ufffd::error::x"),
        ("a\u2028::error::x", "a\ufffd::error::x"),
        ("\u3000::error::x", "\\\u3000::error::x"),
        ("x ##[error]y", "x #\\#[error]y"),
        ("##vso[task.setvariable]x", "#\\#vso[task.setvariable]x"),
        ("\x1b[31mred\x1b]0;title\x07", "\ufffd[31mred\ufffd]0;title\ufffd"),
        ("\x9b31m", "\ufffd31m"),
        ("safe\u202eefas", "safe\ufffdefas"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
    ],
)
def test_what_would_be_obeyed_is_shown(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    "text", ["a::b", "## Heading [x](y)", "#", "می\u200cخواهم", "\u200fא\u200e", "a\tb\nc", "👩\u200d🚀", "std::string", "a: ::b"]
)
def test_what_nobody_obeys_is_left(text: str) -> None:
    assert inert(text) == text


@given(ANY)
def test_no_text_is_obeyed(text: str) -> None:
    shown = inert(text)
    assert not [line for line in shown.split("\n") if begins_a_command(line)]
    assert not {ord(c) for c in shown} & set(OBEYED)
    shown.encode()
    assert without_controls(shown) == shown


@given(ANY)
def test_json_stays_the_same_value_and_holds_nothing_that_is_obeyed(text: str) -> None:
    written = escaped(json.dumps({"message": text}, ensure_ascii=False, indent=2))
    assert json.loads(written) == json.loads(json.dumps({"message": text}))
    assert not {ord(c) for c in written} & set(OBEYED)
    assert not [line for line in written.split("\n") if begins_a_command(line)]
    written.encode()
