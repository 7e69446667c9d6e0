"""YAML to values with exact places, and every mistake at the character that has to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.text import yaml_reader
from generator.text.position import Marks, SourceText, Span
from generator.text.problems import MOST_PROBLEMS, Problem
from generator.text.yaml_mistakes import explain
from generator.text.yaml_reader import LARGEST_FILE, LONGEST_SCALAR, MOST_NODES, YamlReading, read_yaml
from tests.conftest import in_time

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "LOADER", request.param)


both_parsers = pytest.mark.usefixtures("_each_parser")


def covered(text: str, reading: YamlReading, *keys: str | int) -> str:
    """Return the source of the value at a path."""
    marks = reading.marks
    for key in keys:
        marks = marks.children[key]
    return text[marks.value.start : marks.value.end]


def found(text: str, reading: YamlReading) -> list[tuple[str, str, str]]:
    """Return the rule, place and source of each problem."""
    source = SourceText("", text)
    places = [source.place(problem.span) for problem in reading.problems]
    return [
        (problem.rule, f"{place.line}:{place.column}", text[problem.span.start : problem.span.end])
        for problem, place in zip(reading.problems, places, strict=True)
    ]


def leaves(value: object, marks: Marks) -> Iterator[tuple[object, Marks]]:
    """Yield every value that holds no other, with its marks."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, marks.children[key])
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from leaves(child, marks.children[index])
    else:
        yield value, marks


def assert_mirrors(value: object, marks: Marks) -> None:
    """Hold the tree of marks against the tree of values: the same shape, each part inside the whole and in order."""
    if isinstance(value, dict):
        assert list(marks.children) == list(value)
    elif isinstance(value, list):
        assert list(marks.children) == list(range(len(value)))
    else:
        assert not marks.children
    end = marks.value.start
    for key, child in marks.children.items():
        assert (child.key is not None) == isinstance(value, dict)
        assert end <= (child.key or child.value).start <= child.value.start <= child.value.end <= marks.value.end
        assert child.key is None or child.key.end <= child.value.start
        end = child.value.end
        assert_mirrors(value[key] if isinstance(value, dict | list) else None, child)  # type: ignore[index]


@both_parsers
@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"),
        ("on", "on"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2025-06", "2025-06"),
        ("2025-06-31", "2025-06-31"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("~", "~"),
        ("null", "null"),
        ("true", "true"),
        ("=", "="),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("''", ""),
        ('""', ""),
        ("'it''s'", "it's"),
        (r'"a\tb\u00e9\U0001F600\n"', "a\tbé😀\n"),
        ("a b  c", "a b  c"),
        ("a#b", "a#b"),
        ("a # b", "a"),
        ("http://e.org/?a=b&c", "http://e.org/?a=b&c"),
        ("a:b", "a:b"),
        ("-a", "-a"),
        ("?a", "?a"),
        ("é 😀 می‌خواهم", "é 😀 می‌خواهم"),
        ("[a, 'b', \"c\"]", ["a", "b", "c"]),
        ("[]", []),
        ("{}", {}),
        ("{a: , b}", {"a": None, "b": None}),
        ("[a: b]", [{"a": "b"}]),
        ("|\n  a\n   b\n\n  c\n\n", "a\n b\n\nc\n"),
        (">-\n  a\n  b\n\n  c\n", "a b\nc"),
        ("|+\n  a\n", "a\n\n"),
        ("a\n  b\n\n  c", "a b\nc"),
        ('"a\n  b\\\n  c"', "a bc"),
        ("", None),
        ("   # nothing", None),
        ("\n  - \n  - a", [None, "a"]),
        ("\n- a\n-\n- b", ["a", None, "b"]),
    ],
)
def test_every_scalar_is_its_text(written: str, text: object) -> None:
    assert read_yaml(f"field: {written}\nlast: x\n") == YamlReading(
        {"field": text, "last": "x"}, read_yaml(f"field: {written}\nlast: x\n").marks
    )


TEXT = """\
# A record
title:  Iran pledges  # who says
about: [iran, {a: 1,
  b: "two"}]   # flow
'quoted key': 'it''s'
words: >-
  folded
  text

  # no comment

# a comment
plain: several
  lines

  of text
empty:
sides:
  - actor: iran
    when: 2025-06
    # c
  - pakistan
flat:
- a
- b   # c

last:
  deep:
    deeper: |
      end


# the end
"""


@both_parsers
def test_marks_are_exact() -> None:
    reading = read_yaml(TEXT)
    assert reading.problems == ()
    assert covered(TEXT, reading) == TEXT[TEXT.index("title") : TEXT.index("\n\n\n# the end")]
    assert covered(TEXT, reading, "title") == "Iran pledges"
    assert covered(TEXT, reading, "about") == '[iran, {a: 1,\n  b: "two"}]'
    assert covered(TEXT, reading, "about", 0) == "iran"
    assert covered(TEXT, reading, "about", 1) == '{a: 1,\n  b: "two"}'
    assert covered(TEXT, reading, "about", 1, "b") == '"two"'
    assert covered(TEXT, reading, "quoted key") == "'it''s'"
    assert covered(TEXT, reading, "words") == ">-\n  folded\n  text\n\n  # no comment"
    assert covered(TEXT, reading, "plain") == "several\n  lines\n\n  of text"
    assert reading.marks.children["empty"].value == Span(TEXT.index("empty:") + 6, TEXT.index("empty:") + 6)
    assert covered(TEXT, reading, "sides") == "- actor: iran\n    when: 2025-06\n    # c\n  - pakistan"
    assert covered(TEXT, reading, "sides", 0) == "actor: iran\n    when: 2025-06"
    assert covered(TEXT, reading, "sides", 0, "when") == "2025-06"
    assert covered(TEXT, reading, "sides", 1) == "pakistan"
    assert covered(TEXT, reading, "flat") == "- a\n- b"
    assert covered(TEXT, reading, "last") == "deep:\n    deeper: |\n      end"
    assert covered(TEXT, reading, "last", "deep", "deeper") == "|\n      end"


@both_parsers
def test_keys_have_marks() -> None:
    reading = read_yaml(TEXT)
    keys = [child.key for child in reading.marks.children.values() if child.key]
    assert [TEXT[key.start : key.end] for key in keys] == [
        *("title", "about", "'quoted key'", "words", "plain", "empty", "sides", "flat", "last"),
    ]


@both_parsers
@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("\ufeffa: b\n", Span(1, 2), Span(4, 5)),
        ("\r\n\r\na: b\r\n", Span(4, 5), Span(7, 8)),
        ("# 😀\na: b", Span(4, 5), Span(7, 8)),
        ("---\na: b\n", Span(4, 5), Span(7, 8)),
        ("  a: b", Span(2, 3), Span(5, 6)),
        ("a:   b  ", Span(0, 1), Span(5, 6)),
        ("? a\n: b\n", Span(2, 3), Span(6, 7)),
        ("{a: b}", Span(1, 2), Span(4, 5)),
        ("a: b\n...\n", Span(0, 1), Span(3, 4)),
    ],
)
def test_offsets_count_code_points_of_the_whole_text(text: str, key: Span, value: Span) -> None:
    reading = read_yaml(text)
    assert reading.value == {"a": "b"}
    assert reading.marks.children["a"] == Marks(value, key)


@both_parsers
def test_line_breaks_of_windows_are_read_alike() -> None:
    text = "a: |\r\n  one\r\n  two\r\n\r\nb: c\r\n  d\r\n"
    reading = read_yaml(text)
    assert reading.value == {"a": "one\ntwo\n", "b": "c d"}
    assert covered(text, reading, "a") == "|\r\n  one\r\n  two"
    assert covered(text, reading, "b") == "c\r\n  d"


@both_parsers
def test_reads_only_the_stretch() -> None:
    text = "---\na: é😀\nb: c\n---\nbody: [\n"
    reading = read_yaml(text, start=4, end=15)
    assert reading.value == {"a": "é😀", "b": "c"}
    assert reading.problems == ()
    assert covered(text, reading, "b") == "c"
    assert reading.marks.value == Span(4, 14)


@both_parsers
def test_problems_of_a_stretch_stand_in_the_whole_text() -> None:
    text = "😀\n---\na: b\na: c\nd: 'x\n---\n"
    assert found(text, read_yaml(text, start=6, end=23)) == [
        ("duplicate-key", "4:1", "a"),
        ("yaml-syntax", "5:4", "'x"),
    ]


@both_parsers
@pytest.mark.parametrize(
    ("text", "place", "source", "message", "hint"),
    [
        ("a: b: c\n", "1:5", ":", "'b: c' is not in quotes, but contains a ':'", "put the text in quotes: it contains ': '"),
        ("a: b:\n", "1:5", ":", "'b:' is not in quotes, but contains a ':'", "put the text in quotes: it ends with ':'"),
        (
            "a:\n  - b: Iran: why\n",
            "2:12",
            ":",
            "'Iran: why' is not in quotes, but contains a ':'",
            "put the text in quotes: it contains ': '",
        ),
        ("a: b\n  c: d\n", "2:3", "c:", "'c:' cannot start here", "indent the line like the lines around it"),
        ("a:\n\tb: c\n", "2:1", "\t", "the line is indented with a tab", "use spaces"),
        ("a: b\n \tc: d\n", "2:1", " \t", "the line is indented with a tab", "use spaces"),
        ("a: 'x\nb: c\n", "1:4", "'x", "the quote ' that starts here is not closed", "double each apostrophe"),
        ('a: "x\nb: c\n', "1:4", '"x', 'the quote " that starts here is not closed', 'close it with " at the end of the text'),
        ('a: "\\q"\n', "1:5", "\\q", "'\\q' is not a valid escape in double quotes", "use single quotes"),
        ('a: "x \\x1z"\n', "1:7", "\\x", "'\\x' is not a valid escape in double quotes", "use single quotes"),
        ("a: 'it's so'\n", "1:8", "s so'", "'s so'' cannot follow '''", "write '' for each single quote inside it"),
        ('a: "x" y\n', "1:8", "y", "'y' cannot follow '\"'", 'write \\" for each double quote inside it'),
        ("a: [Op-ed] why\n", "1:12", "why", "'why' cannot follow ']'", "put the whole text in quotes: it starts with '['"),
        ("a: {x} y\n", "1:8", "y", "'y' cannot follow '}'", "put the whole text in quotes: it starts with '{'"),
        ("a: @x y\n", "1:4", "@x y", "text cannot start with '@'", "put the text in quotes: it starts with '@'"),
        ("a: `x`\n", "1:4", "`x`", "text cannot start with '`'", "put the text in quotes: it starts with '`'"),
        ("a: %x\n", "1:4", "%x", "text cannot start with '%'", "put the text in quotes: it starts with '%'"),
        ("a: , x\n", "1:4", ", x", "text cannot start with ','", "put the text in quotes: it starts with ','"),
        ("a: ]\n", "1:4", "]", "text cannot start with ']'", "put the text in quotes: it starts with ']'"),
        ("a: {x: :y}\n", "1:8", ":y}", "text cannot start with ':'", "put the text in quotes: it starts with ':'"),
        ("a: - b\n", "1:4", "-", "text cannot start with '- '", "or start the list on a new line"),
        ("a: ? b\n", "1:4", "?", "text cannot start with '? '", "put the text in quotes: it starts with '? '"),
        ("a: | b\n  c\n", "1:6", "b", "text cannot follow '|' on the same line", "start the text on the line below '|'"),
        ("a: >b\n", "1:5", "b", "text cannot follow '>' on the same line", "start the text on the line below '>'"),
        ("a: [x\nb: c\n", "1:4", "[", "the list that starts here is missing a ',' or a ']'", "close it with ']'"),
        ("a: [\n", "1:4", "[", "the list that starts here is missing a ',' or a ']'", "close it with ']'"),
        ("a: {x: y\n", "1:4", "{", "the mapping that starts here is missing a ',' or a '}'", "close it with '}'"),
        ("a: [x: y: z]\n", "1:4", "[", "the list that starts here is missing a ',' or a ']'", "if it is text, put it in quotes"),
        ("a: b\nc d\ne: f\n", "2:1", "c d", "'c d' has no ': '", "write 'name: value'"),
        ("a: b\nc", "2:1", "c", "'c' has no ': '", "write 'name: value'"),
        ("a: b\n: c\n", "2:1", ":", "there is no name before ':'", "write 'name: value'"),
        ("a:\n  b: c\n d: e\n", "3:2", "d: e", "'d: e' is not indented like the lines around it", "with spaces"),
        ("a: b\n- c\n", "2:1", "- c", "'- c' is not indented like the lines around it", "with spaces"),
        (" a: b\nc: d\n", "1:2", "a: b", "'a: b' is indented, unlike the lines below it", "without leading spaces"),
        ("# c\n  a: b\n  c: d\ne: f\n", "2:3", "a: b\n  c: d", "'a: b' is indented, unlike the lines below it", "without leading spaces"),
        ("a: b\n...\nc: d\n", "2:1", "...", "the line '...' ends the record, but more lines follow", "remove the line"),
        ("a: [b]]\nc: d\n", "1:7", "]", "extra ']'", "remove it"),
        ("a:\n  b: [c\n  - d\ne: f\n", "2:6", "[", "the list that starts here is missing a ',' or a ']'", "close it with ']'"),
        ("a: {b: [c\n- d\n", "1:8", "[", "the list that starts here is missing a ',' or a ']'", "close it with ']'"),
        ("a: [x #1, y]\nb: c\n", "1:7", "#1, y]", "'#1, y]' is a comment in YAML, so the list has no ']'", "quotes"),
        ("a: x\n  #1 y\n  z\n", "2:3", "#1 y", "'#1 y' is a comment, and 'z' below it continues the text", "quotes"),
        ("a: x # y\n  z\nb: c\n", "1:6", "# y", "'# y' is a comment, and 'z' below it continues the text", "move the comment"),
        ("a: b\nc:d\n", "2:2", ":", "there is no space after 'c:'", "write 'c: d'"),
        ("c:d\na: b\n", "1:2", ":", "there is no space after 'c:'", "write 'c: d'"),
        ("a: b\nc = d\n", "2:3", "=", "'=' is not the ':' after a field name", "write 'c: d'"),
        ("a: “b: c”\n", "1:6", ":", "'“b: c”' is not in quotes, but contains a ':'", "in straight quotes: '“' is not a quote in YAML"),
        ('a: "x\nb: [\\]\n', "1:4", '"x', 'the quote " that starts here is not closed', "close it"),
        ("a:\n   - b: c\n    d: e\n  - f\ng: h\n", "3:5", "d: e", "'d: e' is not indented like the lines around it", "with spaces"),
        ("a: 'It\nb: c\nd: It's so\n", "1:4", "'It", "the quote ' that starts here is not closed", "double each apostrophe"),
        ('a: "x\nb: "y"\n', "1:4", '"x', 'the quote " that starts here is not closed', 'close it with "'),
        ('a:\n  - b: "x\n    c: "y"\n', "2:8", '"x', 'the quote " that starts here is not closed', "close it"),
        ("a: {b: 100,000,000, c: d}\n", "1:8", "100,000,000", "the ',' ends the number '100' here", "without separators: 100000000"),
        ("a: {b: 1,5, c: d}\n", "1:8", "1,5", "the ',' ends the number '1' here", "with a decimal point: 1.5"),
        ("a: {b: He came, saw, won, c: d}\n", "1:15", ",", "the ',' separates 'saw' from 'He came'", "the whole text in quotes"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e: f\n>>>>>>> x\n", "2:1", "<<<<<<< HEAD", "unresolved merge conflict", "one side"),
        (
            "<<<<<<< HEAD\na: b\n||||||| base\na: c\n=======\na: d\n>>>>>>> x\n",
            "1:1",
            "<<<<<<< HEAD",
            "unresolved merge conflict",
            "one side",
        ),
        (
            "a: b\nc:\N{NO-BREAK SPACE}d\n",
            "2:3",
            "\N{NO-BREAK SPACE}",
            "':' is followed by the character 'U+00A0' (no-break space), not a plain space",
            "plain space",
        ),
        (
            "c:\N{NO-BREAK SPACE}d\na: b\n",
            "1:3",
            "\N{NO-BREAK SPACE}",
            "':' is followed by the character 'U+00A0' (no-break space), not a plain space",
            "plain space",
        ),
        (
            "a:\n  -\N{NO-BREAK SPACE}b: c\n    d: e\n",
            "2:4",
            "\N{NO-BREAK SPACE}",
            "'-' is followed by the character 'U+00A0' (no-break space), not a plain space",
            "plain space",
        ),
        (
            "a:\n\N{IDEOGRAPHIC SPACE}- b: c\n",
            "2:1",
            "\N{IDEOGRAPHIC SPACE}",
            "the line is indented with the character 'U+3000' (ideographic space), not a plain space",
            "plain space",
        ),
        (
            "a:\n  \N{EN DASH} b: c\n    d: e\n",
            "2:3",
            "\N{EN DASH}",
            "'\N{EN DASH}' is 'U+2013' (en dash), not the hyphen of a list",
            "write '-'",
        ),
        (
            "a: b\nc\N{FULLWIDTH COLON}d e\n",
            "2:2",
            "\N{FULLWIDTH COLON}",
            "'\N{FULLWIDTH COLON}' is 'U+FF1A' (fullwidth colon), not the ':' after a field name",
            "write 'c: d e'",
        ),
    ],
)
def test_syntax_mistakes(text: str, place: str, source: str, message: str, hint: str) -> None:
    reading = read_yaml(text)
    assert found(text, reading) == [("yaml-syntax", place, source)]
    assert reading.problems[0].message == message
    assert hint in reading.problems[0].hint


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="Python's own parser refuses tabs that the standard allows")
def test_tabs_between_values_are_blanks() -> None:
    text = "a:\tb\t# c\nd: |\n  x\n  \te\n"
    reading = read_yaml(text)
    assert reading.value == {"a": "b", "d": "x\n\te\n"}
    assert covered(text, reading, "a") == "b"
    assert covered(text, reading, "d") == "|\n  x\n  \te"


@both_parsers
@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("a: &x b\n", {"a": "b"}, [("1:4", "&x")]),
        ("a: &x\n  b: c\n", {"a": {"b": "c"}}, [("1:4", "&x")]),
        ("a: &x [b]\n", {"a": ["b"]}, [("1:4", "&x")]),
        ("&x a: b\n", {"a": "b"}, [("1:1", "&x")]),
        ("--- &x\na: b\n", {"a": "b"}, [("1:5", "&x")]),
        ("a: *x\nb: c\n", {"a": "*x", "b": "c"}, [("1:4", "*x")]),
        ("*x : b\nc: d\n", {"c": "d"}, [("1:1", "*x")]),
        ("a: &x b\nc: *x\n", {"a": "b", "c": "*x"}, [("1:4", "&x"), ("2:4", "*x")]),
        ("a: !!int 3\n", {"a": "3"}, [("1:4", "!!int")]),
        ("a: !<tag:e.org,2025:x> b\n", {"a": "b"}, [("1:4", "!<tag:e.org,2025:x>")]),
        ("a: ! b\n", {"a": "b"}, [("1:4", "!")]),
        ("a: !!python/object/apply:os.getenv [HOME]\n", {"a": ["HOME"]}, [("1:4", "!!python/object/apply:os.getenv")]),
        ("!x a: b\n", {"a": "b"}, [("1:1", "!x")]),
        ("a: b\n<<: {c: d}\n", {"a": "b"}, [("2:1", "<<")]),
        ("a: b\n---\nc: d\n", {"a": "b", "c": "d"}, [("2:1", "---")]),
        ("a: b\n---\na: c\nd: e: f\n", {"a": "b"}, [("2:1", "---")]),
        ("---\na: b\n---\n", {"a": "b"}, [("3:1", "---")]),
        ("%YAML 1.2 # c\n---\na: b\n", {"a": "b"}, [("1:1", "%YAML 1.2")]),
        ("%TAG ! tag:e.org,2025:\n---\na: b\n", {"a": "b"}, [("1:1", "%TAG ! tag:e.org,2025:")]),
        ("? [a]\n: b\nc: d\n", {"c": "d"}, [("1:3", "[a]")]),
        ("? {a: b}\n: b\nc: d\n", {"c": "d"}, [("1:3", "{a: b}")]),
        ("a: {{b}}\n", {"a": {}}, [("1:5", "{b}")]),
        ("? \n: b\nc: d\n", {"c": "d"}, [("1:2", "")]),
    ],
)
def test_features_are_refused_and_the_rest_is_read(text: str, value: object, places: list[tuple[str, str]]) -> None:
    reading = read_yaml(text)
    assert reading.value == value
    assert found(text, reading) == [("yaml-feature", place, source) for place, source in places]
    assert all(problem.hint for problem in reading.problems)
    assert_mirrors(reading.value, reading.marks)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a: **b** c\n", "**b** c"),
        ("a: & b\n", "& b"),
        ("a: !<x y\n", "!<x y"),
        ("%YAML 2.0\n---\na: b\n", "%YAML 2.0"),
    ],
)
def test_features_that_are_not_even_well_formed(text: str, source: str) -> None:
    reading = read_yaml(text)
    assert reading.value in ({}, {"a": "b"})
    assert [(rule, covers) for rule, _, covers in found(text, reading)] == [("yaml-feature", source)]


@both_parsers
def test_quoted_signs_are_text() -> None:
    assert read_yaml("'<<': '*x'\n'&a': \"!b\"\n'---': '%c'\n").value == {"<<": "*x", "&a": "!b", "---": "%c"}


@both_parsers
def test_a_feature_before_a_mistake_is_reported_too() -> None:
    text = "a: *b c\n"
    assert found(text, read_yaml(text)) == [("yaml-feature", "1:4", "*b"), ("yaml-syntax", "1:7", "c")]


@both_parsers
@pytest.mark.parametrize(
    ("text", "value", "place", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", {"a": "1", "b": "2"}, "3:1", 1),
        ("\n\na: 1\n'a': 3\n", {"a": "1"}, "4:1", 3),
        ("x: {a: 1, a: 3}\n", {"x": {"a": "1"}}, "1:11", 1),
        ("x:\n- y: 1\n  a: 2\n  a: [b,\n   c]\n", {"x": [{"y": "1", "a": "2"}]}, "4:3", 3),
    ],
)
def test_keys_that_occur_twice(text: str, value: object, place: str, line: int) -> None:
    reading = read_yaml(text)
    assert reading.value == value
    ((rule, where, _),) = found(text, reading)
    assert (rule, where) == ("duplicate-key", place)
    assert reading.problems[0].message == "duplicate key 'a'"
    hint = f"keep one of them: the first is on line {line}"
    assert reading.problems[0].hint == (hint + "; or write '- ' before the first field of a new item" if "- y" in text else hint)
    assert_mirrors(reading.value, reading.marks)
    assert reading.marks.value.end == len(text.rstrip())


@both_parsers
@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "1:1", "expected fields, found nothing"),
        ("\ufeff", "1:1", "expected fields, found nothing"),
        ("\n# only a comment\n", "1:1", "expected fields, found nothing"),
        ("---\n", "1:1", "expected fields, found nothing"),
        ("- a\n- b\n", "1:1", "expected fields, found a list"),
        ("# c\n[a]\n", "2:1", "expected fields, found a list"),
        ("words\n", "1:1", "expected fields, found 'words'"),
        ("title:Iran\n", "1:1", "expected fields, found 'title:Iran'"),
        ("*a\n", "1:1", "expected fields, found '*a'"),
        ("'" + "x" * 99 + "'\n", "1:1", f"expected fields, found ''{'x' * 38}…'"),
    ],
)
def test_what_is_no_mapping(text: str, place: str, message: str) -> None:
    reading = read_yaml(text)
    assert reading.value is None
    ((rule, where, _),) = found(text, reading)
    assert (rule, where) == ("not-a-mapping", place)
    assert reading.problems[0].message == message
    assert reading.problems[0].hint == "write each field on its own line, as 'name: value'"


def test_bad_characters_are_told_with_other_mistakes() -> None:
    text = "a: b\x00\nc: \u202ed [\ne: [\nf: g \x01: h\n\x02i: j\nk: l # \x03\n"
    reading = read_yaml(text)
    assert reading.value == {"k": "l"}
    assert reading.marks.lost == {"", "a", "c", "e", "f"}
    assert found(text, reading) == [
        ("bad-character", "1:5", "\x00"),
        ("bad-character", "2:4", "\u202e"),
        ("yaml-syntax", "3:4", "["),
        ("bad-character", "4:6", "\x01"),
        ("yaml-syntax", "4:7", ":"),
        ("bad-character", "5:1", "\x02"),
        ("bad-character", "6:8", "\x03"),
    ]


@both_parsers
@pytest.mark.parametrize(
    ("text", "value", "lost"),
    [
        ("a: b: c\nd: e: f\ng: h\n", {"g": "h"}, {"a", "d"}),
        ("a:\n\tb: c\nd: e\n", {"a": {"b": "c"}, "d": "e"}, set()),
        ("a:\n\t- b: c\n\t  d: e\nf: g\n", {"a": [{"b": "c", "d": "e"}], "f": "g"}, set()),
        ("a: @x\nb: `y`\nc: d\n", {"c": "d"}, {"a", "b"}),
        ("a: b\nc d\ne: f\n", {"a": "b", "e": "f"}, {""}),
        ("a: b\nc\ne: f\n", {"a": "b", "e": "f"}, {""}),
        ("a: [x,\nyz\nb: c\n", {"b": "c"}, {"a", ""}),
        ("a: 'x\nb: c\n", {"b": "c"}, {"a"}),
        ("when:2025\na: b\n", {"a": "b"}, {"when"}),
        ("a:\n  b: c\n d: e\nf: g\n", {"f": "g"}, {"a", ""}),
        ("a: b\n  c: d\ne: f\n", {"e": "f"}, {"a", ""}),
        ("a:\nb c\nd: e\n", {"d": "e"}, {"a", ""}),
        ("a: {b: 1,000,000, c: d}\n", {"a": {"c": "d"}}, set()),
        ("a: b\n<<<<<<< x\nc: d\n=======\nc: e\n>>>>>>> y\nf: g\n", None, set()),
        ("a: b\nc:\N{NO-BREAK SPACE}d\n", {"a": "b", "c": "d"}, set()),
        ("t\N{ZERO WIDTH SPACE}o: b\n\N{ZERO WIDTH SPACE}c: d\n", {"to": "b", "c": "d"}, set()),
        ("a: [b, 'c' d]\ne: f\n", {"e": "f"}, {"a"}),
        ("{a: b, c: [}\n", None, set()),
    ],
)
def test_one_mistake_does_not_hide_the_rest(text: str, value: object, lost: set[str]) -> None:
    reading = read_yaml(text)
    assert reading.value == value
    assert reading.marks.lost == lost
    assert reading.problems
    if reading.value is not None:
        assert_mirrors(reading.value, reading.marks)


@both_parsers
def test_what_is_lost_is_as_little_as_can_be() -> None:
    text = "a:\n  - b: c\n    d: e: f\n    g: h\n  - i: 'j\n    k: l\n  - m\nn: o\n"
    reading = read_yaml(text)
    assert reading.value == {"a": [{"b": "c", "g": "h"}, {"k": "l"}, "m"], "n": "o"}
    assert [reading.marks.children["a"].children[index].lost for index in range(3)] == [{"d"}, {"i"}, frozenset()]
    assert found(text, reading) == [("yaml-syntax", "3:9", ":"), ("yaml-syntax", "5:8", "'j")]


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: Resolution #2231\n", "#2231"),
        ("a: Resolution  #2231 of 2015  \n", "#2231 of 2015"),
        ("a:\n  - Resolution #2231\n", "#2231"),
        ("a: 'b' #c\n", "#c"),
        ("a: Resolution # 2231\n", "# 2231"),
        ("a: [b] #c\n", "#c"),
        ('a: "x"#y\n', "#y"),
        ("a: [x]#y\n", "#y"),
        ("a: [x,#y\n  z]\n", "#y"),
        ("a: Resolution\n  #2231 of 2015\nb: c\n", "#2231 of 2015"),
    ],
)
def test_text_that_is_taken_for_a_comment_is_told(text: str, comment: str) -> None:
    reading = read_yaml(text)
    assert [(rule, covers) for rule, _, covers in found(text, reading)] == [("text-as-comment", comment)]
    assert reading.problems[0].message == f"'{comment}' is a comment in YAML, not part of the text"


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "a: b #\n",
        "a: b ## c\n",
        "a: b  # 1 to 6\n",
        "a: 2 # 1 to 6\n",
        "#!a\na: b\n",
        "a: b#c\n",
        "a: 'b #c'\n",
        "a: |\n  b #c\n",
        "a: b\n#c: d\n",
        "a:\n  - b\n  #- c\n",
        "a:\n  b: c\n  #d: e\n",
        "a: b\n  #c: d\n",
        "a: b\n\n  #c\n",
        "a: #c\n  b: d\n",
    ],
)
def test_a_comment_is_none_of_the_text(text: str) -> None:
    assert read_yaml(text).problems == ()


def test_depth_is_limited() -> None:
    text = "".join("  " * level + "a:\n" for level in range(23)) + "  " * 23 + "a: b\n"
    assert read_yaml(text).problems == ()
    deeper = "".join("  " * level + "a:\n" for level in range(24)) + "  " * 24 + "a: b\n"
    reading = read_yaml(deeper)
    assert reading.value is None
    assert found(deeper, reading) == [("too-large", "25:49", "")]
    assert reading.problems[0].message == "this is nested more than 24 levels deep"


def test_nodes_are_limited() -> None:
    text = "a: [" + "b," * (MOST_NODES - 2) + "]"
    assert read_yaml(text).problems == ()
    reading = read_yaml(text[:-1] + "c]")
    assert reading.value is None
    assert found(text[:-1] + "c]", reading) == [("too-large", f"1:{len(text)}", "c")]


def test_scalars_are_limited() -> None:
    assert read_yaml(f"a: {'b' * LONGEST_SCALAR}\n").problems == ()
    text = f"a:\n  - {'b' * (LONGEST_SCALAR + 1)}\n"
    reading = read_yaml(text)
    assert reading.value is None
    assert found(text, reading) == [("too-large", "2:5", "b")]


@pytest.mark.parametrize("character", ["x", "é", "😀"])
def test_files_are_limited_in_bytes(character: str) -> None:
    fits = LARGEST_FILE // len(character.encode())
    assert read_yaml(f"a: b\n#{character * (fits - 6)}").value == {"a": "b"}
    assert found("", read_yaml(f"a: b\n#{character * fits}")) == [("too-large", "1:1", "")]


def test_a_hundred_problems_end_the_reading() -> None:
    few = read_yaml("a: [" + "*x, " * (MOST_PROBLEMS - 1) + "]\n")
    assert len(few.problems) == MOST_PROBLEMS - 1
    assert few.value == {"a": ["*x"] * (MOST_PROBLEMS - 1)}
    many = read_yaml("a: [" + "*x, " * MOST_PROBLEMS + "*x\n")
    assert len(many.problems) == MOST_PROBLEMS
    assert many.value is None
    assert many.problems[-1].span == Span(4 * MOST_PROBLEMS, 4 * MOST_PROBLEMS + 2)


BOMB = "a: &a [x, x]\n" + "".join(f"a{level}: &a{level} [{', '.join(['*a'] * 9)}]\n" for level in range(200))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 100_000,
        "a: " + "{" * 100_000,
        "a: " + "{? " * 30_000,
        "a:\n " + "- " * 100_000,
        "? " * 100_000,
        "".join(" " * level + "a:\n" for level in range(1000)),
        BOMB,
        "a: &a [*a]\n",
        "x: " + "y" * 5_000_000,
        "a: '" + "\n" * 1_000_000,
        'a: "' + "\\" * 1_000_000,
        "a: [" + "*x," * 300_000,
        "a: b\n" * 200_000,
        "k: |\n" + " x\n" * 300_000,
        "#" * 1_000_000,
        "\t" * 1_000_000,
        "---\n" * 200_000,
        "%a\n" * 300_000,
        "&a " * 300_000,
        "a" * 1_000_000 + ": b",
        "\x00" * 1_000_000,
    ],
    ids=lambda text: f"{text[:8]!r}...{len(text)}",
)
@pytest.mark.slow
def test_hostile_texts_are_refused_in_no_time(text: str) -> None:
    with in_time():
        reading = read_yaml(text)
    assert reading.problems


def test_errors_without_a_mark_have_a_place() -> None:
    error = yaml.reader.ReaderError("x", 7, 7, "?", "control characters are not allowed")
    problem = explain(error, "a: é\nb: \x07", Span(5, 9))
    assert problem == Problem("bad-character", Span(8, 9), "the character 'U+0007' is not allowed", "remove it")
    assert explain(error, "a: b", Span(1, 4)) == Problem("yaml-syntax", Span(1, 1), "invalid YAML")
    assert explain(yaml.YAMLError(), "a: b", Span(1, 4)).span == Span(1, 1)


def test_errors_with_marks_that_are_missing_have_a_place() -> None:
    assert explain(yaml.MarkedYAMLError(problem="Odd"), "a: b", Span(1, 4)) == Problem(
        "yaml-syntax", Span(1, 2), "odd", "put text with YAML syntax in quotes"
    )
    assert explain(yaml.MarkedYAMLError(), "a", Span(1, 1)).span == Span(1, 1)
    assert explain(yaml.MarkedYAMLError("while scanning a quoted scalar", problem="Odd"), "'a'", Span(0, 3)).message == "odd"


@both_parsers
@pytest.mark.parametrize("escape", [r"\0", r"\a", r"\u202e", r"\uFEFF", r"\N", r"\L", r"\U000E0041", r"\r"])
def test_escapes_are_no_way_in_for_bad_characters(escape: str) -> None:
    text = f'a: "{escape}"\n"{escape}b": c\n'
    reading = read_yaml(text)
    assert found(text, reading) == [("bad-character", "1:4", f'"{escape}"'), ("bad-character", "2:1", f'"{escape}b"')]
    assert reading.problems[0].hint == "remove the escape"


SIGNS = st.sampled_from(
    [
        *(
            "a",
            "b: ",
            "c:\n",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            ",",
            "'",
            '"',
            "|",
            ">-\n ",
            "#",
            " #",
            "?",
            "? ",
            ": ",
            ":",
        ),
        *(
            "&x ",
            "*x",
            "!t ",
            "!",
            "---\n",
            "...\n",
            "%Y 1\n",
            "<<: ",
            "\t",
            "é😀",
            "\r\n",
            "@",
            "\\",
            "~",
            "!<x>",
            "-",
            "\u00a0",
            " ",
            "\ufeff",
            "\x00",
        ),
    ]
)
YAMLISH = st.one_of(
    st.lists(SIGNS, max_size=40).map("".join), st.lists(SIGNS, max_size=30).map(lambda signs: "k: " + "".join(signs)), st.text(max_size=40)
)
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")) | st.just("\n"), max_size=12),
    lambda trees: st.lists(trees, max_size=4) | st.dictionaries(st.text(st.sampled_from("ab é😀:#-'\"{"), max_size=8), trees, max_size=4),
    max_leaves=12,
)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


@given(YAMLISH)
def test_never_raises_and_all_places_are_in_the_text(text: str) -> None:
    reading = read_yaml(text)
    for problem in reading.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.message
        assert problem.hint
    if reading.value is None:
        assert reading.problems
    else:
        assert 0 <= reading.marks.value.start <= reading.marks.value.end <= len(text)
        assert_mirrors(reading.value, reading.marks)


BROKEN = [
    "broken: a: b",
    "broken: [a",
    "broken: {a: b",
    "broken: 'a",
    'broken: "a',
    "broken: a 'b' c: d",
    "broken: @a",
    "broken: - a",
    "broken: ]",
    'broken: "a" b',
    "broken:a",
    "broken",
    "broken a b",
    "broken: a\n  b: c",
    "broken:\n  a: b\n c: d",
    "broken:\n  - a: b\n   c: d",
    "broken:\n  - a: b: c\n    d: e\n  - f",
    "broken:\n\ta: b",
    "broken: | a\n  b",
    "broken: a\x00b",
    'broken: "\\q"',
    "broken\N{FULLWIDTH COLON}a b",
    ": broken",
]


@given(
    fields=st.lists(TREES, min_size=1, max_size=5),
    broken=st.lists(st.sampled_from(BROKEN), min_size=1, max_size=2),
    at=st.integers(0, 5),
    flow=st.booleans(),
)
def test_a_broken_field_breaks_no_other(*, fields: list[object], broken: list[str], at: int, flow: bool) -> None:
    tree = {f"field{number}": value for number, value in enumerate(fields)}
    dumped = [yaml.dump([value], Dumper=_Dumper, default_flow_style=flow, allow_unicode=True, width=10**9) for value in tree.values()]
    lines = [
        yaml.dump({name: value}, Dumper=_Dumper, default_flow_style=False, allow_unicode=True) if not flow else f"{name}: {one[1:-2]}\n"
        for (name, value), one in zip(tree.items(), dumped, strict=True)
    ]
    bad = "\n".join(one.replace("broken", f"broken{number}") for number, one in enumerate(broken)) + "\n"
    before, after = "".join(lines[:at]), "".join(lines[at:])
    reading = read_yaml(before + bad + after)
    assert reading.value is not None
    assert {name: value for name, value in reading.value.items() if not name.startswith("broken")} == tree
    assert reading.problems
    for problem in reading.problems:
        assert len(before) <= problem.span.start < len(before) + len(bad)


@given(YAMLISH)
def test_plain_scalars_on_one_line_are_their_source(text: str) -> None:
    reading = read_yaml(text)
    if reading.value is None:
        return
    for value, marks in leaves(reading.value, reading.marks):
        source = text[marks.value.start : marks.value.end]
        if value is None:
            assert source == "" or source.startswith("&")
        elif not source.startswith(("'", '"', "|", ">", "&", "!")) and "\n" not in source:
            assert value == source


@given(YAMLISH, st.sampled_from(["x\n", "é😀\n---\n", "\ufeff\n"]), st.sampled_from(["", "---\n[body\n"]))
def test_a_stretch_reads_like_a_text_of_its_own(text: str, before: str, after: str) -> None:
    text = text.lstrip("\ufeff")
    alone = read_yaml(text)
    whole = before + text + after
    stretch = read_yaml(whole, start=len(before), end=len(whole) - len(after))
    assert stretch.value == alone.value
    shift = len(before)
    assert [problem.span for problem in stretch.problems] == [
        Span(problem.span.start + shift, problem.span.end + shift) for problem in alone.problems
    ]
    assert stretch.marks.value == Span(alone.marks.value.start + shift, alone.marks.value.end + shift)


@given(
    tree=st.dictionaries(st.text(st.sampled_from("ab é:#-'?"), max_size=8), TREES, max_size=5),
    flow=st.sampled_from([True, False, None]),
    windows=st.booleans(),
)
def test_what_is_written_is_read(*, tree: dict[str, object], flow: bool | None, windows: bool) -> None:
    text = yaml.dump(tree, Dumper=_Dumper, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    text = text.replace("\n", "\r\n") if windows else text
    reading = read_yaml(text)
    assert reading.problems == ()
    assert reading.value == tree
    assert_mirrors(reading.value, reading.marks)
