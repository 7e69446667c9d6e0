"""CommonMark and GitHub's tables to a tree of nodes with places, within limits: no address is judged or changed.

The library gives the lines of blocks, and of inlines nothing at all: rules of ours note where what they read begins.
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
"""The most signs that may be markup, with a line break counted as three."""
MOST_CELLS: Final = 10_000
"""The most cells of tables, with those that a short row lacks and gets."""
DEEPEST: Final = 12
"""The most levels of quotations, lists and items, and of emphasis and links, inside each other."""

_MARK: Final = re.compile(r"[!#$%&*+:<=>@\[\]\\^_`{|}~-]")
_CELLS, _FAR_SIGNS = "cells", "far signs"
_PIPE: Final = re.compile(r"(?<!\\)\|")
"""What parts the cells of a table; one after a backslash is a sign in a cell."""
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
"""What looks like markup, at a place where the parser found none."""


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of a paragraph or heading as the parser sees it, line by line beside the source."""

    text: str
    starts: tuple[int, ...]
    """Where each stretch of it begins that stands together in the source: a line, or what follows a backslash before a '|'."""
    offsets: tuple[int, ...]
    """Where each of them begins in the source."""

    def offset(self, position: int) -> int:
        """Return the place in the source of a position in the text."""
        line = bisect_right(self.starts, position) - 1
        return self.offsets[line] + position - self.starts[line]

    def part(self, start: int, end: int) -> Span:
        """Return the place in the source of a part of the text."""
        return Span(self.offset(start), self.offset(end))

    @property
    def span(self) -> Span:
        """All of it, in the source."""
        return self.part(0, len(self.text))


class SourceLines:
    """The lines of a stretch of text, which is all the place that the parser gives of a block."""

    def __init__(self, text: str, span: Span) -> None:
        """Find the lines of a stretch of a text."""
        self._text = text
        lines = text[span.start : span.end].split("\n")
        self._starts = [*accumulate((len(line) + 1 for line in lines), initial=span.start)]
        self._starts[-1] = span.end

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]].rstrip()

    def inline_text(self, node: SyntaxTreeNode) -> InlineText:
        """Return the text of a block's 'inline' node with its places.

        The parser strips markers and indentation in front of a line, so a line of it is an end of a line of the source;
        only of a heading it also strips signs at the end.
        """
        first, last = node.map or (0, 1)
        content = node.content.split("\n")
        while first < last - 1 and content[0].rstrip() not in self._line(first):
            first += 1  # the parser leaves out lines of unusual blanks
        offsets = []
        for number, line in enumerate(content, first):
            source = self._line(number)
            found = len(source) - len(line.rstrip())
            if line and node.parent and node.parent.markup.startswith("#"):
                found = source.find(line, source.find("#"))
            offsets.append(self._starts[number] + found)
        starts = accumulate((len(line) + 1 for line in content[:-1]), initial=0)
        return InlineText(node.content, tuple(starts), tuple(offsets))

    def cells(self, row: SyntaxTreeNode) -> tuple[InlineText, ...]:
        """Return the texts of the cells of a table's row as they stand in the source, which may be more or fewer than its columns."""
        first = self._starts[row.map[0] if row.map else 0]
        begin, end = first + row.meta["column"], first + len(self._line(row.map[0] if row.map else 0))
        pipes = [begin - 1, *(pipe.start() for pipe in _PIPE.finditer(self._text, begin, end)), end]
        cells = [self._cell(before + 1, after) for before, after in pairwise(pipes)]
        return tuple(cells[not cells[0].text : len(cells) - (len(cells) > 1 and not cells[-1].text)])

    def _cell(self, begin: int, end: int) -> InlineText:
        text = self._text[begin:end]
        begin += len(text) - len(text.lstrip())
        stretches = text.strip().split("\\|")
        lengths = [len(one) + (number > 0) for number, one in enumerate(stretches)]
        starts = tuple(accumulate(lengths[:-1], initial=0))
        return InlineText("|".join(stretches), starts, tuple(begin + start + number for number, start in enumerate(starts)))

    def lines(self, first: int, last: int) -> Span:
        """Return lines by their numbers from 0, the second exclusive, without the blanks around them."""
        text = self._text[self._starts[first] : self._starts[last]]
        begin = self._starts[first] + len(text) - len(text.lstrip())
        return Span(begin, begin + len(text.strip()))

    def block(self, node: SyntaxTreeNode) -> Span:
        """Return the place of a block from where it begins to the end of its last line, without blanks."""
        first, last = node.map or (0, -1)
        begin = self._starts[first] + node.meta["column"]
        return Span(begin, begin + len(self._text[begin : self._starts[last]].rstrip()))


class Parsed(NamedTuple):
    """A text as parsed."""

    root: SyntaxTreeNode
    definitions: tuple[Span, ...]
    """The addresses that stand apart from their links."""
    far_signs: tuple[Span, ...]
    """The lines in quotations whose '>' stands too far in to be one, which parsers of CommonMark read differently."""


class _Parser(MarkdownIt):
    """Leaves addresses as they are written: they are judged where the links are read."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's names
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return an inline rule that notes on the first of its tokens that is no text where in the inline text it matched."""

    def place(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if token := next((token for token in state.tokens[before:] if token.type != "text"), None):
            token.meta["span"] = (start, state.pos)
        return True

    return place


def _placed_emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Note on every asterisk and underscore where it stands, and whether it can begin or end emphasis."""
    start = state.pos
    if not emphasis.tokenize(state, silent):
        return False
    beside = state.delimiters[-1]
    for number, token in enumerate(state.tokens[start - state.pos :], start):
        token.meta |= {"span": (number, number + 1), "can_act": beside.open or beside.close}
    return True


def _set_loose_marks_apart(state: StateInline) -> None:
    """Keep asterisks and underscores that became no emphasis as nodes of their own."""
    for token in state.tokens:
        if token.type == "text" and token.content and "can_act" in token.meta:
            token.type = "loose_mark"


def _left_over(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Take what looks like markup and is none, after all rules of CommonMark were tried there."""
    found = None if silent else _LEFT_OVER.match(state.src, state.pos, state.posMax)
    if not found or (found["heading"] and state.src[state.src.rfind("\n", 0, state.pos) + 1 : state.pos].strip()):
        return False
    token = state.push("left_over", "", 0)
    token.content = found[0]
    token.meta = {"kind": found.lastgroup}
    state.pos = found.end()
    return True


def _placed_block(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule that notes on the first of its tokens in which column of its line the block begins."""

    def place(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        before = len(state.tokens)
        if not rule(state, first, last, silent):
            return False
        for token in state.tokens[before : before + 1]:
            token.meta["column"] = _column(state, first)
        return True

    return place


def _column(state: StateBlock, line: int) -> int:
    """Return in which column of a line what is in its block begins."""
    begin = state.bMarks[line] + state.tShift[line]
    return begin - (state.src.rfind("\n", 0, begin) + 1)


class _TooManyCells(Exception):
    """Ends the parsing of a text whose tables are too large."""


def _placed_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Read a table, and note on its rows in which column of their line they begin; a line of hyphens alone is none of its lines."""
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
    """Read a quotation, and note its lines whose sign stands too far in to be one."""
    if not blockquote(state, first, last, silent):
        return False
    lines = range(first + 1, first if silent else state.line)
    far = (line for line in lines if state.sCount[line] - state.blkIndent >= _CODE and not state.isEmpty(line))
    state.env.setdefault(_FAR_SIGNS, []).extend(line for line in far if state.src[state.bMarks[line] + state.tShift[line]] == ">")
    return True


@cache
def _parser() -> MarkdownIt:
    """Return the parser; it tries a table where GitHub's does, after the other blocks that a line may begin."""
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
    """Return the nodes of a stretch of Markdown, or the problem of one that is too large or too deep to be read."""
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
        return Problem("too-large", start, f"tables have more than {MOST_CELLS:,} cells", "make them smaller, or several texts of them")
    lines = SourceLines(source_text, span)
    if deep := next((token for token in tokens if _is_too_deep(token)), None):
        place = lines.lines(*(deep.map or (0, -1)))
        return Problem("too-large", place, "lists, quotations or emphasis are nested too deeply", "use fewer levels")
    definitions = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    far = (lines.lines(line, line + 1) for line in env.get(_FAR_SIGNS, ()))
    return Parsed(SyntaxTreeNode(tokens), tuple(lines.lines(*one["map"]) for one in definitions), tuple(far))


def _is_too_deep(token: Token) -> bool:
    if token.type in _CONTAINERS:
        return token.level >= DEEPEST - 1  # where the parser would leave out what is inside
    return _depth(token.children or ()) > DEEPEST


def _depth(tokens: Iterable[Token]) -> int:
    level = deepest = 0
    for token in tokens:
        level += token.nesting
        deepest = max(deepest, level, level + _depth(token.children or ()))
    return deepest
