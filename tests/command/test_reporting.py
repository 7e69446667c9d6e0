"""Mistakes as people and tools read them."""

from __future__ import annotations

import json
import unicodedata

import pytest
from markdown_it import MarkdownIt

from generator.command.reporting import FORMATS, MOST, MOST_ROWS, as_github, as_json, as_text, rest_as_markdown, summary
from generator.content.diagnostics import Diagnostic, Rule
from generator.text.position import Location, SourceText, Span

PATH = "content/claims/safe.yml"


def mistake(text: str, words: str, hint: str = "") -> tuple[Diagnostic, dict[str, SourceText]]:
    source, start = SourceText(PATH, text), text.index(words)
    return Rule.BAD_DATE.at(source.place(Span(start, start + len(words))), "no date", hint), {PATH: source}


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
    assert "  |      ^" in as_text([Rule.BAD_DATE.at(source.place(Span(5, 5)), "no date")], {PATH: source})


@pytest.mark.parametrize("texts", [{}, {PATH: SourceText(PATH, "")}, {PATH: SourceText(PATH, "\n\n")}])
def test_without_a_line_to_show_the_message_stands_alone(texts: dict[str, SourceText]) -> None:
    assert as_text([Rule.BAD_DATE.at(Location(PATH, 9, 9, 9, 9), "no date")], texts).startswith(
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
    found = [Rule.BAD_DATE.at(Location(PATH), "a")] * errors + [Rule.UNKNOWN_ISSUE.at(Location(PATH), "b")] * warnings
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
                "fix": None,
            }
        ],
    }
    assert "أكتب" in as_json([one], texts)
    assert json.loads(as_json([], {})) == {"version": 1, "diagnostics": []}


def test_an_annotation_is_one_line_and_escaped() -> None:
    place = Location("content/claims/a,b:c%d.yml", 2, 3, 2, 9)
    one = Rule.BAD_DATE.at(place, "100% wrong\nreally: a,b\r::error::x", "mend, it")
    assert as_github([one], {}).splitlines()[0] == (
        "::error file=content/claims/a%2Cb%3Ac%25d.yml,line=2,col=3,endLine=2,endColumn=9,title=bad-date"
        "::100%25 wrong%0Areally: a,b%0D::error::x - mend, it"
    )


def test_an_annotation_of_several_lines_has_no_last_column() -> None:
    one = Rule.UNKNOWN_ISSUE.at(Location(PATH, 2, 3, 4, 1), "no")
    assert as_github([one], {}).splitlines()[0] == f"::warning file={PATH},line=2,col=3,endLine=4,title=unknown-issue::no"


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 99])
def test_each_mistake_is_told_once_in_an_annotation_or_in_the_summary(count: int) -> None:
    found = [
        rule.at(Location(PATH, number), f"no {number}{rule.code}.")
        for number in range(1, count + 1)
        for rule in (Rule.UNKNOWN_ISSUE, Rule.BAD_DATE)
    ]
    lines = as_github(found, {}).splitlines()
    commands, rest = lines[:-1], rest_as_markdown(found)
    assert len(commands) == min(MOST, 2 * count)
    assert commands == sorted(commands, key=lambda line: line.startswith("::warning"))
    for one in found:
        told = [line for line in commands if line.endswith(f"::{one.message}")]
        rows = [row for row in rest.splitlines() if f"| {one.message.replace('-', chr(92) + '-').replace('.', chr(92) + '.')} |" in row]
        assert len(told) + len(rows) == 1
    left = max(0, 2 * count - MOST)
    assert lines[-1] == summary(found) + (f"; {left} of them in the job summary" if left else "")
    assert bool(rest) == bool(left)


def test_a_summary_keeps_below_what_github_takes() -> None:
    found = [Rule.BAD_DATE.at(Location("content/a b)/c.yml", number), "x" * 1000) for number in range(2000)]
    rest = rest_as_markdown(found)
    assert len(rest.encode()) < 1024 * 1024
    assert f"### {2000 - MOST} more problems" in rest
    assert f"and {2000 - MOST - MOST_ROWS} more: " in rest


@pytest.mark.parametrize(
    "words",
    [
        "a | b",
        "<img src=x onerror=y>",
        "[a](https://evil.example)",
        "![x](//e.example/i.png)",
        "`a`",
        "@everyone",
        "# x",
        "a\n\n# b",
        "$x$ https://e.example",
    ],
)
def test_nothing_in_a_row_of_the_summary_is_markdown(words: str) -> None:
    found = [Rule.BAD_DATE.at(Location(PATH, 1), "x")] * MOST + [Rule.BAD_DATE.at(Location(f"content/{words}.yml", 1), words, words)]
    table = rest_as_markdown(found).splitlines()[2:]
    assert len(table) == 3
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse("\n".join(table))
    inline = [child for token in parsed if token.type == "inline" for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special", "softbreak", "html_inline"}
    assert [child.content for child in inline if child.type == "html_inline"] in ([], ["<br>"])
    assert "https://" not in rest_as_markdown(found)


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
    one = Rule.BAD_DATE.at(Location(source.path, 1, 1, 1, 2), HOSTILE, HOSTILE)
    report = FORMATS[form]([one], {source.path: source})
    lines = report.split("\n")
    commands = [line for line in lines if line.strip().startswith("::") or "##[" in line]
    assert [line.partition(" ")[0] for line in commands] == (["::error"] if form == "github" else [])
    assert not [character for character in report if unicodedata.category(character) == "Cc" and character != "\n"]
    assert "\u202e" not in report
    if form in ("json", "rdjson"):
        assert json.loads(report)["diagnostics"][0]["message"].startswith(HOSTILE)
    if form == "sarif":
        assert HOSTILE in json.loads(report)["runs"][0]["results"][0]["message"]["text"]
