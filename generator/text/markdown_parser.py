"""Parses CommonMark with GitHub's tables into a syntax tree with source spans, within limits; URLs are left as written.

markdown-it gives the lines of blocks but no positions of inlines: wrapped rules record the spans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import blockquote, table
from markdown_it.rules_inline import emphasis
from markdown_it.tree import SyntaxTreeNode

from generator.text.body import NEARLY
from generator.text.position import Span
from generator.text.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST_BODY: Final = 200_000
MOST_MARKS: Final = 10_000
"""The most characters that may be markup; a line break counts as three."""
MOST_CELLS: Final = 10_000
"""The most table cells, including those that pad short rows."""
DEEPEST: Final = 12
"""The most nesting levels of quotations, lists and items, and of emphasis and links."""

_MARK: Final = re.compile(r"[!#$%&*+:<=>@\[\]\\^_`{|}~-]")
_CELLS, _FAR_SIGNS = "cells", "far signs"
_PIPE: Final = re.compile(r"(?<!\\)\|")
"""The separator of table cells; an escaped one is literal."""
_CODE: Final = 4
_CONTAINERS: Final = frozenset({"blockquote_open", "list_item_open"})
_LEFT_OVER: Final = re.compile(
    r"(?P<comment><!--)"
    r"|(?P<footnote>\[\^[^\[\]\s]+\]|\^\[)"
    r"|(?P<attributes>\{[ ]*(?::|[#.][A-Za-z])[^{}\n]*\})"
    r"|(?P<heading>#{2,}|#(?=[^\S \t\n]))"
    r"|(?P<link>\]\s*[(\[\N{FULLWIDTH LEFT PARENTHESIS}]\s*[A-Za-z][A-Za-z0-9+.-]*\s*:)"
    rf"|(?P<name>\[[a-z]+:[a-z0-9-]+\]|{NEARLY.pattern})"
)
"""Text that looks like markup but was not parsed as such."""


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of a paragraph, heading or cell as the parser sees it, with a mapping to source offsets."""

    text: str
    starts: tuple[int, ...]
    """The start in the text of each segment that is contiguous in the source: a line, or what follows the backslash of an escaped '|'."""
    offsets: tuple[int, ...]
    """The start of each segment in the source."""

    def offset(self, position: int) -> int:
        """Return the source offset of a position in the text."""
        line = bisect_right(self.starts, position) - 1
        return self.offsets[line] + position - self.starts[line]

    def part(self, start: int, end: int) -> Span:
        """Return the source span of a part of the text."""
        return Span(self.offset(start), self.offset(end))

    @property
    def span(self) -> Span:
        """The source span of the whole text."""
        return self.part(0, len(self.text))


class SourceLines:
    """Maps the line numbers that the parser gives for blocks to source spans."""

    def __init__(self, text: str, span: Span) -> None:
        """Index the lines of a span of a text."""
        self._text = text
        lines = text[span.start : span.end].split("\n")
        self._starts = [*accumulate((len(line) + 1 for line in lines), initial=span.start)]
        self._starts[-1] = span.end

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]].rstrip()

    def inline_text(self, node: SyntaxTreeNode) -> InlineText:
        """Return the text of a block's 'inline' node with its source offsets.

        The parser strips markers and indentation, so each of its lines is the end of a source line; only in headings it
        also strips trailing '#'.
        """
        first, last = node.map or (0, 1)
        content = node.content.split("\n")
        while first < last - 1 and content[0].rstrip() not in self._line(first):
            first += 1  # the parser skips lines of unusual white space
        offsets = []
        for number, line in enumerate(content, first):
            source = self._line(number)
            column = len(source) - len(line.rstrip())
            if line and node.parent and node.parent.markup.startswith("#"):
                column = source.find(line, source.find("#"))
            offsets.append(self._starts[number] + column)
        starts = accumulate((len(line) + 1 for line in content[:-1]), initial=0)
        return InlineText(node.content, tuple(starts), tuple(offsets))

    def cells(self, row: SyntaxTreeNode) -> tuple[InlineText, ...]:
        """Return the texts of the cells of a table row in the source, which may be more or fewer than its columns."""
        first = self._starts[row.map[0] if row.map else 0]
        begin, end = first + row.meta["column"], first + len(self._line(row.map[0] if row.map else 0))
        pipes = [begin - 1, *(pipe.start() for pipe in _PIPE.finditer(self._text, begin, end)), end]
        cells = [self._cell(before + 1, after) for before, after in pairwise(pipes)]
        return tuple(cells[not cells[0].text : len(cells) - (len(cells) > 1 and not cells[-1].text)])

    def _cell(self, begin: int, end: int) -> InlineText:
        text = self._text[begin:end]
        begin += len(text) - len(text.lstrip())
        segments = text.strip().split("\\|")
        lengths = [len(segment) + (number > 0) for number, segment in enumerate(segments)]
        starts = tuple(accumulate(lengths[:-1], initial=0))
        return InlineText("|".join(segments), starts, tuple(begin + start + number for number, start in enumerate(starts)))

    def lines(self, first: int, last: int) -> Span:
        """Return the span of lines, numbered from 0 with the last exclusive, without white space around it."""
        text = self._text[self._starts[first] : self._starts[last]]
        begin = self._starts[first] + len(text) - len(text.lstrip())
        return Span(begin, begin + len(text.strip()))

    def block(self, node: SyntaxTreeNode) -> Span:
        """Return the span of a block up to the end of its last line, without trailing white space."""
        first, last = node.map or (0, -1)
        begin = self._starts[first] + node.meta["column"]
        return Span(begin, begin + len(self._text[begin : self._starts[last]].rstrip()))


class Parsed(NamedTuple):
    """The result of parsing."""

    root: SyntaxTreeNode
    definitions: tuple[Span, ...]
    """The link reference definitions."""
    far_signs: tuple[Span, ...]
    """The lines in quotations whose '>' is indented too far to be a marker; CommonMark parsers disagree on them."""


class _Parser(MarkdownIt):
    """Leaves URLs as written: they are validated in markdown_inlines."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's names
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap an inline rule so that its first non-text token has the matched span of the inline text."""

    def place(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if token := next((token for token in state.tokens[before:] if token.type != "text"), None):
            token.meta["span"] = (start, state.pos)
        return True

    return place


def _placed_emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Tokenize emphasis, and record for every '*' and '_' its position and whether it can open or close emphasis."""
    start = state.pos
    if not emphasis.tokenize(state, silent):
        return False
    delimiter = state.delimiters[-1]
    for position, token in enumerate(state.tokens[start - state.pos :], start):
        token.meta |= {"span": (position, position + 1), "can_act": delimiter.open or delimiter.close}
    return True


def _set_loose_marks_apart(state: StateInline) -> None:
    """Turn asterisks and underscores that did not become emphasis into separate tokens."""
    for token in state.tokens:
        if token.type == "text" and token.content and "can_act" in token.meta:
            token.type = "loose_mark"


def _left_over(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Tokenize text that looks like markup but is not, after all CommonMark rules have failed."""
    match = None if silent else _LEFT_OVER.match(state.src, state.pos, state.posMax)
    if not match or (match["heading"] and state.src[state.src.rfind("\n", 0, state.pos) + 1 : state.pos].strip()):
        return False
    token = state.push("left_over", "", 0)
    token.content = match[0]
    token.meta = {"kind": match.lastgroup}
    state.pos = match.end()
    return True


def _placed_block(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """Wrap a block rule so that its first token has the column in which the block begins."""

    def place(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        before = len(state.tokens)
        if not rule(state, first, last, silent):
            return False
        for token in state.tokens[before : before + 1]:
            token.meta["column"] = _column(state, first)
        return True

    return place


def _column(state: StateBlock, line: int) -> int:
    """Return the column at which the content of the current block begins in a line."""
    begin = state.bMarks[line] + state.tShift[line]
    return begin - (state.src.rfind("\n", 0, begin) + 1)


class _TooManyCells(Exception):
    """Aborts parsing: the tables have too many cells."""


def _placed_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Parse a table, and record the column in which each row begins; a delimiter row of hyphens alone does not count."""
    if not table(state, first, last, silent=True) or not set(state.getLines(first + 1, first + 2, 0, keepLastLF=False)) & {"|", ":"}:
        return False
    if not silent:
        rows = next((line for line in range(first, last) if state.isEmpty(line)), last) - first
        state.env[_CELLS] = state.env.get(_CELLS, 0) + rows * state.src.count("|", state.bMarks[first], state.eMarks[first])
        if state.env[_CELLS] > MOST_CELLS:
            raise _TooManyCells
        before = len(state.tokens)
        table(state, first, last, silent=False)
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                token.meta["column"] = _column(state, token.map[0])
    return True


def _watched_blockquote(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Parse a quotation, and record its lines whose '>' is indented too far to be a marker."""
    if not blockquote(state, first, last, silent):
        return False
    lines = range(first + 1, first if silent else state.line)
    far = (line for line in lines if state.sCount[line] - state.blkIndent >= _CODE and not state.isEmpty(line))
    state.env.setdefault(_FAR_SIGNS, []).extend(line for line in far if state.src[state.bMarks[line] + state.tShift[line]] == ">")
    return True


@cache
def _parser() -> MarkdownIt:
    """Return the parser; like GitHub's, it tries tables after most other blocks."""
    parser = _Parser("commonmark", {"maxNesting": DEEPEST})
    parser.block.ruler.before("lheading", "github_table", _placed_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("blockquote", _watched_blockquote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    for block in parser.block.ruler.__rules__:
        block.fn = _placed_block(block.fn)
    parser.inline.ruler.at("emphasis", _placed_emphasis)
    parser.inline.ruler.push("left_over", _left_over)
    for rule in parser.inline.ruler.__rules__:
        rule.fn = _placed(rule.fn)
    parser.inline.ruler2.before("fragments_join", "loose_marks", _set_loose_marks_apart)
    return parser


def parse(source_text: str, span: Span) -> Parsed | Problem:
    """Parse a span of Markdown, or return a problem if it is too large or too deeply nested."""
    start = Span(span.start, span.start)
    source = source_text[span.start : span.end]
    if len(source) > LONGEST_BODY:
        return Problem("too-large", start, "the text is too long", f"shorten it: at most {LONGEST_BODY} characters are read")
    if len(_MARK.findall(source)) + 3 * source.count("\n") > MOST_MARKS:
        return Problem("too-large", start, "the text has too much markup and too many lines", "shorten it, or join the lines")
    env: dict[str, Any] = {}
    try:
        tokens = _parser().parse(source, env)
    except _TooManyCells:
        return Problem("too-large", start, f"tables have more than {MOST_CELLS:,} cells", "make them smaller, or split them")
    lines = SourceLines(source_text, span)
    if deep := next((token for token in tokens if _is_too_deep(token)), None):
        too_deep = lines.lines(*(deep.map or (0, -1)))
        return Problem("too-large", too_deep, "lists, quotations or emphasis are nested too deeply", "use fewer levels")
    definitions = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    far = (lines.lines(line, line + 1) for line in env.get(_FAR_SIGNS, ()))
    return Parsed(SyntaxTreeNode(tokens), tuple(lines.lines(*definition["map"]) for definition in definitions), tuple(far))


def _is_too_deep(token: Token) -> bool:
    if token.type in _CONTAINERS:
        return token.level >= DEEPEST - 1  # where the parser would drop the content
    return _depth(token.children or ()) > DEEPEST


def _depth(tokens: Iterable[Token]) -> int:
    level = deepest = 0
    for token in tokens:
        level += token.nesting
        deepest = max(deepest, level, level + _depth(token.children or ()))
    return deepest
