"""Detects valid YAML whose punctuation means something else than its author intended."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from generator.text.characters import name_of
from generator.text.position import Marks, Span
from generator.text.problems import Problem, quoted

_WIDE: Final = "[\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]"
_SPACE: Final = "[\\u00a0\\u1680\\u2000-\\u200f\\u202f\\u205f-\\u2064\\u3000\\u00ad\\ufeff]"
_ODD_STRUCTURE: Final = re.compile(
    rf"[ \t]*(?:(?P<indent>{_WIDE}+[ \t]*(?=\S)|{_SPACE}+(?=-\s))"
    rf"|(?:-[ \t]+)*(?:(?P<dash>[\u2010-\u2015\u2022\u00b7\u2212])(?=\s)|-(?P<after>{_SPACE}+)|[\w-]+:(?P<colon>{_SPACE}+)))"
)
_GLUED: Final = re.compile(
    r"(?P<name>[A-Za-z_][\w-]*)[ \t]*(?P<sign>[:=\uff1a\ufe55\ufe13\ua789\u2236\u02d0])(?P<rest>\S.*|(?<==)[ \t].*|(?<!:)[ \t].*)",
    re.DOTALL,
)
_OUTER_FIELD: Final = re.compile(r"^[A-Za-z_][\w-]*:(?=\s)", re.MULTILINE)
_COMMENTED_OUT: Final = re.compile(r"#(?:-\s|[\w-]+:(?:\s|$))")
_FIELD: Final = re.compile(r"^([ \t]*)(?:- +)?[\w-]+:(?=\s)", re.MULTILINE)
_DECIMAL: Final = re.compile(r"[0-9]+,[0-9]{1,2}(?![0-9])")
_NUMBERED: Final = re.compile(r"(?<=[^\W\d_] )# [0-9]")
_GROUPS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")


class OddSign(NamedTuple):
    """A look-alike of a YAML indicator at the beginning of a line."""

    span: Span
    right: str
    """The intended character."""
    problem: Problem


def odd_structure(text: str, offset: int, within: Span) -> OddSign | None:
    """Return the look-alike of a space or dash in the structural part of an offset's line, or None."""
    before = text.rfind("\n", within.start, offset)
    match = _ODD_STRUCTURE.match(text, within.start if before < 0 else before + 1, within.end)
    if match is None or match.lastgroup is None:
        return None
    span = Span(*match.span(match.lastgroup))
    character = text[span.start]
    name = f"'U+{ord(character):04X}' ({name_of(character)})"
    if match.lastgroup == "dash":
        return OddSign(span, "-", Problem("yaml-syntax", span, f"'{character}' is {name}, not the hyphen of a list", "write '-'"))
    where = {"indent": "the line is indented with", "after": "'-' is followed by", "colon": "':' is followed by"}[match.lastgroup]
    hint = "write a plain space instead"
    return OddSign(span, " ", Problem("yaml-syntax", span, f"{where} the character {name}, not a plain space", hint))


def unseen_in_name(unseen: re.Match[str]) -> Problem:
    """Return the problem of an invisible character in a field name."""
    message = f"the field name contains the character 'U+{ord(unseen[0]):04X}' ({name_of(unseen[0])}), which is invisible"
    return Problem("bad-character", Span(*unseen.span()), message, "remove it")


def text_as_comment(text: str, since: int, comment: re.Match[str]) -> Problem | None:
    """Return the problem of a '#' that cuts off a value, as in 'Resolution #2231', or None; real comments have a space after it."""
    start = comment.start()
    numbered = _NUMBERED.match(text, start)
    if text[since - 1 : since] in (":", "-") or text[since:start].strip(", \t\r\n") or not (numbered or re.match(r"#[^\s#!]", comment[0])):
        return None
    lines = text.count("\n", since, start)
    own = start - text.rfind("\n", 0, start)
    key = since - text.rfind("\n", 0, since) - len(text[text.rfind("\n", 0, since) + 1 : since].lstrip(" -"))
    if lines > 1 or (lines == 1 and (own <= key or _COMMENTED_OUT.match(comment[0]))):
        return None
    words = comment[0].rstrip()
    hint = f"put the text in quotes if this is part of it; otherwise add a space {'before' if numbered else 'after'} '#'"
    return Problem("text-as-comment", Span(start, start + len(words)), f"{quoted(words)} is a comment in YAML, not part of the text", hint)


def swallowed(text: str, span: Span, key: Span) -> Problem | None:
    """Return the problem of a quoted scalar that spans later fields, or None."""
    end = text.find("\n", *span)
    column = key.start - text.rfind("\n", 0, key.start) - 1
    if end < 0 or not any(len(field[1]) <= column for field in _FIELD.finditer(text, end + 1, span.end)):
        return None
    return never_closed(text, Span(span.start, end))


def never_closed(text: str, line: Span) -> Problem:
    """Return the problem of a quote that is never closed; 'line' is the rest of its line."""
    quote = text[line.start]
    twice = "; inside single quotes, double each apostrophe" if quote == "'" else ""
    hint = f"close it with {quote} at the end of the text{twice}"
    return Problem("yaml-syntax", line, f"the quote {quote} that starts here is not closed", hint)


def is_cut_off(text: str, name: Span, last: Marks) -> bool:
    """Return whether a key without a value, as 'c' in '{a: b, c}', is the rest of the plain scalar before it."""
    between = text[last.value.end : name.start]
    return (
        between.strip() == ","
        and last.value.end > last.value.start
        and text[last.value.start] not in "'\"[{"
        and not re.match(r"['\"]?\s*:", text[name.end : name.end + 80])
    )


def cut_off(text: str, value: Span, name: Span) -> Problem:
    """Return the problem of a comma that ends a text or number within a flow mapping."""
    comma = text.index(",", value.end)
    before, rest = quoted(text[value.start : value.end]), quoted(text[name.start : name.end])
    if number := _GROUPS.match(text, value.start) or _DECIMAL.match(text, value.start):
        whole = number.re is _GROUPS
        hint = f"write it {'without separators' if whole else 'with a decimal point'}: {number[0].replace(',', '' if whole else '.')}"
        return Problem("yaml-syntax", Span(*number.span()), f"the ',' ends the number {before} here", hint)
    return Problem("yaml-syntax", Span(comma, comma + 1), f"the ',' separates {rest} from {before}", "put the whole text in quotes")


def missing_colon(text: str, line: Span) -> Problem:
    """Return the problem of a line without ': ' after its field name."""
    words = text[line.start : line.end]
    glued = _GLUED.match(words)
    if glued is None or glued["rest"].startswith("//"):
        hint = "write 'name: value', or indent the line if it continues the text above"
        return Problem("yaml-syntax", line, f"{quoted(words)} has no ': '", hint)
    name, sign = glued["name"], glued["sign"]
    hint = "write " + quoted(f"{name}: {glued['rest'].strip()}")
    span = Span(line.start + glued.start("sign"), line.start + glued.end("sign"))
    if sign == ":":
        return Problem("yaml-syntax", span, f"there is no space after '{name}:'", hint)
    named = "" if sign.isascii() else f"'U+{ord(sign):04X}' ({name_of(sign)}), "
    return Problem("yaml-syntax", span, f"'{sign}' is {named}not the ':' after a field name", hint)


def no_colon(text: str, span: Span) -> Problem | None:
    """Return the problem of a first line that is a field without ': ', or None if no other lines follow."""
    end = text.find("\n", span.start, span.end)
    line = Span(span.start, end if end >= 0 else span.end)
    if end < 0 or not text[end : span.end].strip() or not (_GLUED.match(text[line.start : line.end]) or _OUTER_FIELD.search(text, *span)):
        return None
    return missing_colon(text, Span(line.start, line.start + len(text[line.start : line.end].rstrip())))
