"""Explains YAML syntax errors in plain words, at the character that has to change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from generator.text.position import Span
from generator.text.problems import Problem, quoted, refused
from generator.text.yaml_signs import missing_colon, never_closed, swallowed

if TYPE_CHECKING:
    from collections.abc import Callable

INDENTATION: Final = "indent it with spaces, like the lines it belongs with"
"""The hint for a line that is not indented like its neighbours; which of them is wrong is unknown."""
NO_SPACE: Final = "write '- ' before each item of a list"
"""The hint for a list item without a space after its dash."""
_IN_QUOTES: Final = "put the text in quotes: it starts with '{}'"


_NAMED: Final = re.compile(r"(?:- +)*[\w-]+:(?=\s|$)", re.MULTILINE)
_CONTENT: Final = re.compile(r"^(?P<indent>[ \t]*)(?=[^\s#-])", re.MULTILINE)
_BRACKETS: Final = {"[": "list", "{": "mapping"}
_CURLY: Final = tuple("\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\uff02\uff07")
_OPENING: Final = {"]": "[", "}": "{"}


def refuse_feature(kind: str, text: str, span: Span) -> Problem:
    """Return the problem of a YAML feature that is not allowed; the kind is its first character."""
    message, hint = refused("yaml", kind)
    if kind == "*" and re.match(r"\*\s", text[span.start : span.end]):
        return Problem("yaml-syntax", span, "'*' does not start a list item", "start each item with '- '")
    return Problem("yaml-feature", span, message.format(quoted(text[span.start : span.end])), hint)


def explain(error: yaml.YAMLError, text: str, span: Span) -> Problem:
    """Return the problem for a parser error that was raised for a span of a text."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable(error, text, span)
    end_mark = error.problem_mark or error.context_mark
    start_mark = error.context_mark or end_mark
    at, since = (min(span.start + (mark.index if mark else 0), span.end) for mark in (end_mark, start_mark))
    failure = _Failure(text, span, at, since, str(error.problem or ""), str(error.context or ""))
    for explanation in _EXPLANATIONS:
        if problem := explanation(failure):
            return problem
    return failure.problem(str(error.problem or "invalid YAML").lower(), "put text with YAML syntax in quotes")


def _unreadable(error: yaml.YAMLError, text: str, span: Span) -> Problem:
    character = getattr(error, "character", None)
    offset = text.find(chr(character), span.start, span.end) if isinstance(character, int) else -1
    if offset < 0:
        return Problem("yaml-syntax", Span(span.start, span.start), "invalid YAML")
    return Problem("bad-character", Span(offset, offset + 1), f"the character 'U+{ord(text[offset]):04X}' is not allowed", "remove it")


@dataclass(frozen=True, slots=True)
class _Failure:
    """A parser error: the offset where it failed (at), where the failed construct began (since), and its messages for both."""

    text: str
    span: Span
    at: int
    since: int
    says: str
    reading: str

    @property
    def sign(self) -> str:
        return self.text[self.at] if self.at < self.span.end else ""

    @property
    def before(self) -> str:
        """The line up to the failure."""
        return self.text[max(self.text.rfind("\n", 0, self.at) + 1, self.span.start) : self.at]

    def rest(self, offset: int) -> Span:
        """Return the span from an offset to the end of its line, without trailing white space."""
        line_end = self.text.find("\n", offset, self.span.end)
        rest = self.text[offset : self.span.end if line_end < 0 else line_end].rstrip()
        return Span(offset, offset + len(rest))

    def problem(self, message: str, hint: str, span: Span | None = None) -> Problem:
        return Problem("yaml-syntax", span or Span(self.at, min(self.at + 1, self.span.end)), message, hint)


def _feature(failure: _Failure) -> Problem | None:
    """Explain a malformed anchor, alias, tag or directive."""
    if "directive" in failure.reading or "incompatible YAML" in failure.says:
        return refuse_feature("%", failure.text, failure.rest(failure.at - len(failure.before)))
    sign = failure.text[failure.since : failure.since + 1]
    if sign in ("&", "*", "!") and failure.reading.endswith(("anchor", "alias", "tag")):
        return refuse_feature(sign, failure.text, failure.rest(failure.since))
    return None


def _quotes(failure: _Failure) -> Problem | None:
    if "quoted scalar" not in failure.reading:
        return None
    line = failure.text[failure.text.rfind("\n", failure.span.start, failure.since) + 1 : failure.since]
    begin = Span(failure.since - len(line.lstrip()), failure.since)
    if "unexpected document" in failure.says or "end of stream" in failure.says:
        return never_closed(failure.text, failure.rest(failure.since))
    if problem := swallowed(failure.text, Span(failure.since, failure.at), begin):
        return problem
    if match := re.compile(r"\\.").match(failure.text, failure.text.rfind("\\", failure.since, failure.at + 1)):
        hint = "write '\\\\' for a backslash, or use single quotes"
        return failure.problem(f"{quoted(match[0])} is not a valid escape in double quotes", hint, Span(*match.span()))
    return None


def _tab(failure: _Failure) -> Problem | None:
    line = failure.rest(failure.at - len(failure.before))
    blanks = re.compile(r"[ \t]*").match(failure.text, line.start, failure.span.end)
    if not blanks or "\t" not in blanks[0]:
        return None
    return failure.problem("the line is indented with a tab", "use spaces", Span(*blanks.span()))


def _colon(failure: _Failure) -> Problem | None:
    if not failure.says.startswith("mapping values are not allowed"):
        return None
    _, separator, value = failure.before.partition(": ")
    if separator:
        ends = failure.rest(failure.at).end == failure.at + 1
        hint = f"put the text in quotes: it {'ends with' if ends else 'contains'} '{':' if ends else ': '}'"
        if value.lstrip()[:1] in _CURLY:
            hint = f"put the text in straight quotes: '{value.lstrip()[0]}' is not a quote in YAML"
        whole = value + failure.text[failure.at : failure.rest(failure.at).end]
        return failure.problem(f"{quoted(whole)} is not in quotes, but contains a ':'", hint)
    above = failure.text[: failure.at - len(failure.before)].rstrip()
    if problem := _no_space(failure, failure.rest(max(failure.span.start, above.rfind("\n") + 1))):
        return problem
    name = failure.before.strip()
    hint = "indent the line like the lines around it; if it continues the text above, put that text in quotes"
    return failure.problem(f"{quoted(name + ':')} cannot start here", hint, Span(failure.at - len(failure.before.lstrip()), failure.at + 1))


def _fence(failure: _Failure) -> Problem | None:
    if not failure.text.startswith("```", failure.at) or failure.before.strip():
        return None
    return failure.problem("'```' starts code in Markdown, but is not valid YAML", "remove the line", failure.rest(failure.at))


def _indicator(failure: _Failure) -> Problem | None:
    """Explain a value that begins with a YAML indicator."""
    if "sequence entries are not allowed" in failure.says or "mapping keys are not allowed" in failure.says:
        hint = _IN_QUOTES.format(f"{failure.sign} ") + ("; or start the list on a new line" if failure.sign == "-" else "")
        return failure.problem(f"text cannot start with '{failure.sign} '", hint)
    if "block scalar" in failure.reading:
        style = failure.text[failure.since]
        hint = f"start the text on the line below '{style}', or put it in quotes"
        return failure.problem(f"text cannot follow '{style}' on the same line", hint, failure.rest(failure.at))
    if "node content" in failure.says and not failure.sign:
        return _unclosed(failure, max(failure.text.rfind(bracket, failure.span.start, failure.at) for bracket in "[{"))
    if "cannot start any token" in failure.says or "node content" in failure.says:
        return failure.problem(f"text cannot start with '{failure.sign}'", _IN_QUOTES.format(failure.sign), failure.rest(failure.at))
    return None


def _brackets(failure: _Failure) -> Problem | None:
    if failure.reading not in ("while parsing a flow sequence", "while parsing a flow mapping"):
        return None
    return _bracket_in_text(failure) or _unclosed(failure, failure.since)


def _bracket_in_text(failure: _Failure) -> Problem | None:
    """Explain a bracket within unquoted text, as in '[...]', or at its beginning with text after it."""
    before, at = failure.before.rstrip(), failure.at
    if failure.sign in _BRACKETS and before and before[-1] not in ",:[{":
        pass
    elif before[-1:] in ("]", "}") and failure.sign.strip(",]}\n") and not _NAMED.match(failure.text, at):
        at = failure.text.rfind("[" if before[-1] == "]" else "{", 0, at)
    else:
        return None
    sign = failure.text[at]
    message = f"'{sign}' starts a {_BRACKETS[sign]} in YAML, and cannot be in text without quotes"
    return failure.problem(message, "put the whole text in quotes", Span(at, at + 1))


def _unclosed(failure: _Failure, offset: int) -> Problem:
    bracket = failure.text[offset]
    what, closing = _BRACKETS[bracket], "}" if bracket == "{" else "]"
    comment = re.compile(r"[^\n]*?\s(#[^\n]*)").match(failure.text, offset, failure.span.end)
    if comment and closing in comment[1]:
        message = f"{quoted(comment[1].rstrip())} is a comment in YAML, so the {what} has no '{closing}'"
        return failure.problem(message, "put the text in quotes if this is part of it", Span(comment.start(1), comment.end(1)))
    hint = f"separate its items with ',' and close it with '{closing}'; if it is text, put it in quotes"
    return failure.problem(f"the {what} that starts here is missing a ',' or a '{closing}'", hint, Span(offset, offset + 1))


def _no_colon(failure: _Failure) -> Problem | None:
    return missing_colon(failure.text, failure.rest(failure.since)) if failure.says.startswith("could not find expected ':'") else None


def _after_value(failure: _Failure) -> Problem | None:
    """Explain text after a value on the same line."""
    before = failure.before.rstrip()
    if "expected" not in failure.says or not before or not failure.sign:
        return None
    line = failure.rest(failure.at)
    if before[-1] in _OPENING and not failure.text[line.start : line.end].strip("]} "):
        return failure.problem(f"extra '{failure.sign}'", "remove it")
    if failure.text[line.start : line.end] == ",":
        return failure.problem("a line of YAML cannot end with ','", "remove it")
    message = f"{quoted(failure.text[line.start : line.end])} cannot follow '{before[-1]}'"
    hint = "put the whole text in quotes"
    if before[-1] == "'":
        hint += ", and write '' for each single quote inside it"
    elif before[-1] == '"':
        hint += ', and write \\" for each double quote inside it'
    elif before[-1] in _OPENING:
        hint += f": it starts with '{_OPENING[before[-1]]}'"
    return failure.problem(message, hint, line)


def _comment(failure: _Failure) -> Problem | None:
    """Explain text that continues below a comment."""
    above = failure.text[failure.span.start : failure.at - len(failure.before)].rstrip()
    comment = re.compile(r"(?:[^\n\"'#]|\"[^\n\"]*\"|'[^\n']*'|(?<=\S)#)*(?<!\S)(#[^\n]*[^\s#][^\n]*)$").match(above, above.rfind("\n") + 1)
    if "expected" not in failure.says or comment is None or failure.sign == ":" or _NAMED.match(failure.text, failure.at):
        return None
    line, start = failure.rest(failure.at), failure.span.start
    message = f"{quoted(comment[1])} is a comment, and {quoted(failure.text[line.start : line.end])} below it continues the text"
    hint = "put the text in quotes if the '#' is part of it, or move the comment"
    return failure.problem(message, hint, Span(start + comment.start(1), start + comment.end(1)))


def _outermost(failure: _Failure) -> Problem | None:
    """Explain a line that is indented less than the first one, or follows the end of the document."""
    if "<document start>" not in failure.says:
        return None
    if ends := re.compile(r"^\.\.\.[ \t\r]*$", re.MULTILINE).search(failure.text, failure.span.start, failure.at):
        line = failure.rest(ends.start())
        return failure.problem("the line '...' ends the record, but more lines follow", "remove the line", line)
    first = _CONTENT.search(failure.text, failure.span.start, failure.at)
    if first is None or not first["indent"] or failure.before:
        return None
    line = failure.rest(first.end())
    message = f"{quoted(failure.text[line.start : line.end])} is indented, unlike the lines below it"
    return failure.problem(message, "start every field without leading spaces", Span(line.start, failure.at - 1))


def _indentation(failure: _Failure) -> Problem | None:
    if "expected" not in failure.says:
        return None
    if failure.sign == ":":
        return failure.problem("there is no name before ':'", "write 'name: value'")
    line = failure.rest(failure.at)
    return _no_space(failure, line) or failure.problem(
        f"{quoted(failure.text[line.start : line.end])} is not indented like the lines around it", INDENTATION, line
    )


def _no_space(failure: _Failure, line: Span) -> Problem | None:
    """Explain a list item without a space after its dash."""
    item = re.compile(r"[ \t]*(-[\w\"'].*)").match(failure.text, line.start, line.end)
    return failure.problem("there is no space after '-'", NO_SPACE, Span(*item.span(1))) if item else None


_EXPLANATIONS: Final[tuple[Callable[[_Failure], Problem | None], ...]] = (
    _feature,
    _quotes,
    _tab,
    _colon,
    _fence,
    _indicator,
    _brackets,
    _no_colon,
    _after_value,
    _comment,
    _outermost,
    _indentation,
)
