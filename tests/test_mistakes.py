"""Each file of tests/mistakes shows what breaks one rule, put on top of a content set in which nothing is wrong.

    === claims/ferry-is-safe.yml
    # expect: bad-date 3:7
    # says: '1 March 2025' is not an EDTF date = write '2025-03-01'
    statement: The ferry is safe
    claimant: brigid
    made: 1 March 2025

A file of content begins with its path below the content folder. The lines '# expect: RULE LINE:COLUMN' under it are not part of
it, each with the whole message that editors read, and its hint; 'PATH:LINE:COLUMN' is for a mistake in another place than the
file. '# encoding: latin-1' writes the file so. A message that ends in '…' may go on, so that a list in it can grow. What is expected is
all that may be found.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.content.diagnostics import RULES
from generator.content.load import load_content, read_record_alone
from generator.content.reading import is_translation
from generator.editing.live.unsaved_content import Focus
from generator.model.records import BY_SECTION
from generator.verify.checking import ALONE, run_checks
from tests.conftest import MINIMAL, TODAY

if TYPE_CHECKING:
    from tests.conftest import Check, WriteContent

MISTAKES = sorted(Path(__file__).with_name("mistakes").iterdir())

_FILE = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_EXPECTED = re.compile(r"# expect: (\S+) (?:(\S+):)?([0-9]+:[0-9]+)\n# says: (.+)\n")
_ENCODING = re.compile(r"# encoding: (\S+)\n")


class Mistake(NamedTuple):
    files: dict[str, bytes]
    expected: list[str]


def read_mistake(text: str) -> Mistake:
    before, *parts = _FILE.split(text)
    if before or not parts:
        raise ValueError("a mistake begins with a line '=== path'")
    files: dict[str, bytes] = {}
    expected: list[str] = []
    for path, part in zip(parts[::2], parts[1::2], strict=True):
        rest, encoding = part, "utf-8"
        while found := _EXPECTED.match(rest) or _ENCODING.match(rest):
            if found.re is _EXPECTED:
                expected.append(f"{found[2] or path}:{found[3]} {found[1]}: {found[4]}")
            else:
                encoding = found[1]
            rest = rest[found.end() :]
        files[path] = rest.encode(encoding)
    if not expected:
        raise ValueError("a mistake without an expectation shows nothing")
    return Mistake(files, expected)


def _as_expected(said: str, expected: str) -> str:
    """Return what is said as far as it is expected: to the '…' with which that ends, so that a list may grow."""
    return expected if expected.endswith("…") and said.startswith(expected[:-1]) else said


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_found_where_it_is_and_nothing_else(path: Path, checked: Check) -> None:
    mistake = read_mistake(path.read_text(encoding="utf-8"))
    found, expected = checked(mistake.files), sorted(mistake.expected)
    said = sorted(f"{place}: {said}" for place, said in zip(found.found, found.messages, strict=True))
    assert len(said) == len(expected), said
    assert [*map(_as_expected, said, expected)] == expected
    assert any(f" {path.stem}: " in one for one in mistake.expected)


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_says_what_is_wrong_and_mostly_how_to_mend_it(path: Path, checked: Check) -> None:
    for one in checked(read_mistake(path.read_text(encoding="utf-8")).files).diagnostics:
        assert one.message
        assert not one.message.endswith(".")
        assert not one.hint.endswith(".")
        assert "\n" not in one.message + one.hint
        assert one.hint or one.rule.code in ("too-large", "bad-value", "wrong-kind"), one.message


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_check_finds_in_one_record_what_it_finds_there_among_all_or_it_is_one_of_all(path: Path, content: WriteContent) -> None:
    folder = content({**MINIMAL, **read_mistake(path.read_text(encoding="utf-8")).files})
    whole = load_content(folder).corpus
    files = sorted(file for section in BY_SECTION for file in (folder / section).glob("*") if not is_translation(file))
    one_by_one = [Focus(whole, (file.parent.name, file.stem), read_record_alone(folder, file, {})) for file in files]
    for check in ALONE:
        among_all = set(run_checks(whole, today=TODAY, latest=TODAY, checks=[check]))
        found = {one for focus in one_by_one for one in run_checks(focus, today=TODAY, latest=TODAY, checks=[check])}
        assert found == among_all, f"{check.__name__} has to see all records: name it in OF_ALL"


def test_every_rule_has_a_mistake_and_every_mistake_a_rule() -> None:
    there, wanted = {path.name for path in MISTAKES}, {f"{code}.txt" for code in RULES}
    assert [*(wanted - there)] == [], "show in tests/mistakes/ what breaks each, where, and in which words that is said"
    assert not there - wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "statement: x\n",
        "# expect: bad-id 1:1\n# says: No\n=== claims/x.yml\n",
        "=== claims/x.yml\nstatement: x\n",
        "=== claims/x.yml\nstatement: x\n# expect: bad-id 1:1\n# says: No\n",
        "=== claims/x.yml\n# expect: bad-id\n# says: No\n",
        "=== claims/x.yml\n# expect: bad-id 1:1\n",
        "=== claims/x.yml\n# expect bad-id 1:1\n# says: No\n",
    ],
)
def test_a_mistake_without_an_expectation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a mistake"):
        read_mistake(text)


def test_a_mistake_is_read() -> None:
    text = (
        "=== a/b.yml\n# encoding: latin-1\n# expect: bad-id 1:1\n# says: No = yes\n"
        "# expect: bad-file a:2:3\n# says: No\n# a comment\nx: é\n=== c.md\n---\n"
    )
    expected = ["a/b.yml:1:1 bad-id: No = yes", "a:2:3 bad-file: No"]
    assert read_mistake(text) == Mistake({"a/b.yml": b"# a comment\nx: \xe9\n", "c.md": b"---\n"}, expected)
