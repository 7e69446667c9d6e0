"""CommonMark to a tree of nodes with places, within limits: markdown-it with no HTML, and no address judged or changed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import fence
from markdown_it.rules_inline import autolink, image, link, text
from markdown_it.tree import SyntaxTreeNode

from generator.text.markdown_places import SourceLines
from generator.text.position import Span
from generator.text.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST_BODY: Final = 200_000
"""The most characters of a body."""
MOST_MARKS: Final = 10_000
"""The most signs that may be markup, with a line break counted as three."""
MOST_STEPS: Final = 30_000
"""The most tries of a rule: few texts have more than one a sign, and those that have are made to keep a parser busy."""
DEEPEST: Final = 12
"""The most levels of quotations, lists and items, and of emphasis and links, inside each other."""

_MARK: Final = re.compile(r"[!#$%&*+:<=>@\[\]\\^_`{}~-]")
_STEPS: Final = "steps"
_CONTAINERS: Final = frozenset({"blockquote_open", "list_item_open"})


class _Parser(MarkdownIt):
    """Leaves addresses as they are written: they are judged where the links are read."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's names
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url


def _placed(rule: Callable[[StateInline, bool], bool], opening: str) -> Callable[[StateInline, bool], bool]:
    """Return an inline rule that notes on its token where in the inline text it matched."""

    def place(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type == opening:
                token.meta["span"] = (start, state.pos)
                break
        return True

    return place


class _TooManySteps(Exception):
    """Ends the parsing of a text that takes too long."""


def _count(env: MutableMapping[str, Any]) -> None:
    env[_STEPS] = env.get(_STEPS, 0) + 1
    if env[_STEPS] > MOST_STEPS:
        raise _TooManySteps


def _counted_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    _count(state.env)
    return text(state, silent)


def _counted_fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    _count(state.env)
    return fence(state, first, last, silent)


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": DEEPEST}).disable("reference")
    parser.block.ruler.at("fence", _counted_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.inline.ruler.at("text", _counted_text)
    parser.inline.ruler.at("link", _placed(link, "link_open"))
    parser.inline.ruler.at("image", _placed(image, "image"))
    parser.inline.ruler.at("autolink", _placed(autolink, "link_open"))
    return parser


def parse(source_text: str, span: Span) -> SyntaxTreeNode | Problem:
    """Return the nodes of a stretch of Markdown, or the problem of one that is too large or too deep to be read."""
    start = Span(span.start, span.start)
    source = source_text[span.start : span.end]
    if len(source) > LONGEST_BODY:
        return Problem("too-large", start, "the text is too long", f"shorten it: at most {LONGEST_BODY} characters are read")
    if len(_MARK.findall(source)) + 3 * source.count("\n") > MOST_MARKS:
        return Problem("too-large", start, "the text has too much markup and too many lines", "shorten it, or join the lines")
    try:
        tokens = _parser().parse(source)
    except _TooManySteps:
        return Problem("too-large", start, "the text has too much markup that leads nowhere", "write brackets and quotation marks in pairs")
    if deep := next((token for token in tokens if _is_too_deep(token)), None):
        place = SourceLines(source_text, span).lines(deep)
        return Problem("too-large", place, "lists, quotations or emphasis are nested too deeply", "use fewer levels")
    return SyntaxTreeNode(tokens)


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
