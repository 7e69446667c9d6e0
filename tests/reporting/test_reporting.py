"""Mistakes as people and tools read them."""

from __future__ import annotations

import json
import unicodedata

import pytest

from generator.diagnostics import BAD_DATE, UNKNOWN_ISSUE, Diagnostic
from generator.reporting import FORMATS
from generator.reporting.annotations import MOST, as_github
from generator.reporting.data import as_json
from generator.reporting.excerpts import as_text, summary
from generator.text.position import Location, SourceText, Span

PATH = "content/claims/safe.yml"


def mistake(text: str, words: str, hint: str = "") -> tuple[Diagnostic, dict[str, SourceText]]:
    source, start = SourceText(PATH, text), text.index(words)
    return BAD_DATE.at(source.place(Span(start, start + len(words))), "no date", hint), {PATH: source}


def excerpt(text: str, words: str) -> list[str]:
    one, texts = mistake(text, words)
    return as_text([one], texts).split("\n\n")[0].splitlines()[2:]


def test_a_mistake_is_shown_with_its_line() -> None:
    one, texts = mistake("title: X\nmade: June 2025 # when\n", "June 2025", "write '2025-06'")
    assert as_text([one], texts) == (
        "content/claims/safe.yml:2:7: error: no date [bad-date]\n"
        "  |\n"
        "2 | made: June 2025 # when\n"
        "  |       ^^^^^^^^^\n"
        "  = write '2025-06'\n"
        "\n"
        "1 error, no warnings\n"
    )


@pytest.mark.parametrize(
    ("line", "words", "carets"),
    [
        ("made: x", "x", "      ^"),
        ("\tmade:\tx y", "x y", "\t     \t^^^"),
        ("日本: x", "x", "      ^"),
        ("made: 日本", "日本", "      ^^^^"),
        ("made: \uff11", "\uff11", "      ^^"),
        ("cafe\u0301: x", "x", "      ^"),
        ("x: e\u0301\u0302a", "e\u0301\u0302a", "   ^^"),
        ("का\u0941: x", "x", "    ^"),
        ("a\ufe0f: x", "x", "   ^"),
        ("a\u200db: x", "x", "     ^"),
        ("שלום: x", "x", "      ^"),
    ],
)
def test_the_caret_stands_under_the_words(line: str, words: str, carets: str) -> None:
    assert excerpt(line, words)[1] == f"  | {carets}"


def test_what_cannot_be_seen_is_shown_as_a_sign() -> None:
    assert excerpt("a\u202eb\x1b[31m: x", "x") == ["1 | a\ufffdb\ufffd[31m: x", "  |           ^"]


def test_a_long_line_is_cut_around_the_mistake() -> None:
    shown, carets = excerpt("a" * 500 + "X" + "b" * 500, "X")
    assert len(shown) == len("1 | ") + 160
    assert shown.index("X") == carets.index("^")
    shown, carets = excerpt("X" * 500, "X" * 500)
    assert (len(shown), len(carets)) == (164, 164)


def test_of_several_lines_the_first_is_marked_to_its_end() -> None:
    assert excerpt("made: >-\n  a\n  b\n", ">-\n  a") == ["1 | made: >-", "  |       ^^"]
    assert excerpt("made: >-  \r\n  a\n", ">-  \r\n  a") == ["1 | made: >-  ", "  |       ^^"]


def test_at_the_end_of_a_line_there_is_still_a_caret() -> None:
    source = SourceText(PATH, "made:\n")
    assert "  |      ^" in as_text([BAD_DATE.at(source.place(Span(5, 5)), "no date")], {PATH: source})


@pytest.mark.parametrize("texts", [{}, {PATH: SourceText(PATH, "")}, {PATH: SourceText(PATH, "\n\n")}])
def test_without_a_line_to_show_the_message_stands_alone(texts: dict[str, SourceText]) -> None:
    assert as_text([BAD_DATE.at(Location(PATH, 9, 9, 9, 9), "no date")], texts).startswith(
        f"{PATH}:9:9: error: no date [bad-date]\n\n1 error"
    )


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "no errors, no warnings"),
        (1, 0, "1 error, no warnings"),
        (0, 1, "no errors, 1 warning"),
        (2, 1, "2 errors, 1 warning"),
        (1, 2, "1 error, 2 warnings"),
    ],
)
def test_the_last_line_counts(errors: int, warnings: int, words: str) -> None:
    found = [BAD_DATE.at(Location(PATH), "a")] * errors + [UNKNOWN_ISSUE.at(Location(PATH), "b")] * warnings
    assert summary(found) == words
    assert as_text(found, {}).endswith(f"{words}\n")


def test_json_has_every_field_and_keeps_every_script() -> None:
    one, texts = mistake("title: X\nmade: قبل\n", "قبل", "أكتب")
    assert json.loads(as_json([one], texts)) == {
        "version": 1,
        "diagnostics": [
            {
                "path": PATH,
                "line": 2,
                "column": 7,
                "endLine": 2,
                "endColumn": 10,
                "severity": "error",
                "rule": "bad-date",
                "message": "no date",
                "hint": "أكتب",
            }
        ],
    }
    assert "أكتب" in as_json([one], texts)
    assert json.loads(as_json([], {})) == {"version": 1, "diagnostics": []}


def test_an_annotation_is_one_line_and_escaped() -> None:
    place = Location("content/claims/a,b:c%d.yml", 2, 3, 2, 9)
    one = BAD_DATE.at(place, "100% wrong\nreally: a,b\r::error::x", "mend, it")
    assert as_github([one], {}).splitlines()[0] == (
        "::error file=content/claims/a%2Cb%3Ac%25d.yml,line=2,col=3,endLine=2,endColumn=9,title=bad-date"
        "::100%25 wrong%0Areally: a,b%0D::error::x - mend, it"
    )


def test_an_annotation_of_several_lines_has_no_last_column() -> None:
    one = UNKNOWN_ISSUE.at(Location(PATH, 2, 3, 4, 1), "no")
    assert as_github([one], {}).splitlines()[0] == f"::warning file={PATH},line=2,col=3,endLine=4,title=unknown-issue::no"


@pytest.mark.parametrize(("count", "shown", "more"), [(MOST - 1, 9, ""), (MOST, 10, ""), (MOST + 1, 9, "2"), (99, 9, "90")])
def test_the_tenth_annotation_says_how_many_more_there_are(count: int, shown: int, more: str) -> None:
    found = [rule.at(Location(PATH, number), "no") for number in range(1, count + 1) for rule in (BAD_DATE, UNKNOWN_ISSUE)]
    lines = as_github(found, {}).splitlines()
    for kind in ("error", "warning"):
        commands = [line for line in lines if line.startswith(f"::{kind}")]
        assert len([line for line in commands if "file=" in line]) == shown
        assert commands[shown:] == ([f"::{kind}::{more} more: see the log of this step"] if more else [])
    assert f"{PATH}:{count}:1: error: no [bad-date]" in lines


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_its_last_line(form: str) -> None:
    one, texts = mistake("made: x\n", "x")
    for found in ([], [one]):
        assert FORMATS[form](found, texts).endswith("\n")
        assert not FORMATS[form](found, texts).endswith("\n\n")


HOSTILE = "x\x1b[2J\x9b1m\u202e\r\n::error::no\n \u3000::stop-commands::t\n##[command]y\x07"


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_that_a_record_says_is_obeyed_in_any_format(form: str) -> None:
    source = SourceText(f"content/{HOSTILE}.yml", f"{HOSTILE}\n")
    one = BAD_DATE.at(Location(source.path, 1, 1, 1, 2), HOSTILE, HOSTILE)
    report = FORMATS[form]([one], {source.path: source})
    lines = report.split("\n")
    commands = [line for line in lines if line.strip().startswith("::") or "##[" in line]
    assert [line.partition(" ")[0] for line in commands] == (["::error"] if form == "github" else [])
    assert not [character for character in report if unicodedata.category(character) == "Cc" and character != "\n"]
    assert "\u202e" not in report
    if form == "json":
        assert json.loads(report)["diagnostics"][0]["message"] == HOSTILE
