"""CommonMark and GitHub's tables to a tree of nodes with places, within limits: no address is judged or changed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import blockquote, table
from markdown_it.rules_inline import autolink, emphasis, html_inline, image, link
from markdown_it.tree import SyntaxTreeNode

from generator.text.body import NEARLY
from generator.text.markdown_places import SourceLines
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


def _placed(rule: Callable[[StateInline, bool], bool], *types: str) -> Callable[[StateInline, bool], bool]:
    """Return an inline rule that notes on its tokens where in the inline text it matched."""

    def place(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type in types:
                token.meta["span"] = (start, state.pos)
                break
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
    token.meta = {"span": found.span(), "kind": found.lastgroup}
    state.pos = found.end()
    return True


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
        begins, before = [place + indent for place, indent in zip(state.bMarks, state.tShift, strict=True)], len(state.tokens)
        table(state, first, last, silent=False)
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                begin = begins[token.map[0]]
                token.meta["column"] = begin - (state.src.rfind("\n", 0, begin) + 1)
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
    parser.inline.ruler.at("link", _placed(link, "link_open"))
    parser.inline.ruler.at("image", _placed(image, "image"))
    parser.inline.ruler.at("autolink", _placed(autolink, "link_open"))
    parser.inline.ruler.at("html_inline", _placed(html_inline, "html_inline"))
    parser.inline.ruler.at("emphasis", _placed_emphasis)
    parser.inline.ruler.push("left_over", _left_over)
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
