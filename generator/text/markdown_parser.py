"""CommonMark to a tree of nodes with places, within limits: markdown-it with no HTML, and no address judged or changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, image, link
from markdown_it.tree import SyntaxTreeNode

from generator.text.position import Span
from generator.text.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST_BODY: Final = 200_000
"""The most characters of a body."""
MOST_MARKS: Final = 15_000
"""The most signs that may be markup, with a line break counted as three: what bounds the time of the parser."""
DEEPEST: Final = 12
"""The most levels of quotations, lists and items, and of emphasis and links, inside each other."""

_MARK: Final = re.compile(r"[!#$%&*+:<=>@\[\]\\^_`{}~-]")
_MARKER: Final = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)]|>)[ \t]*\Z")
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


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": DEEPEST}).disable("reference")
    parser.inline.ruler.at("link", _placed(link, "link_open"))
    parser.inline.ruler.at("image", _placed(image, "image"))
    parser.inline.ruler.at("autolink", _placed(autolink, "link_open"))
    return parser


def parse(text: str, span: Span) -> SyntaxTreeNode | Problem:
    """Return the nodes of a stretch of Markdown, or the problem of one that is too large or too deep to be read."""
    start = Span(span.start, span.start)
    source = text[span.start : span.end]
    if len(source) > LONGEST_BODY:
        return Problem("too-large", start, "the text is too long", f"shorten it: at most {LONGEST_BODY} characters are read")
    if len(_MARK.findall(source)) + 3 * source.count("\n") > MOST_MARKS:
        return Problem("too-large", start, "the text has too much markup and too many lines", "shorten it, or join the lines")
    tokens = _parser().parse(source)
    if deep := next((token for token in tokens if _is_too_deep(token)), None):
        place = SourceLines(text, span).block(deep)
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


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of a paragraph or heading as the parser sees it, line by line beside the source."""

    text: str
    starts: tuple[int, ...]
    """Where each of its lines begins in it."""
    offsets: tuple[int, ...]
    """Where each of its lines begins in the source."""

    def offset(self, position: int) -> int:
        """Return the place in the source of a position in the text."""
        line = bisect_right(self.starts, position) - 1
        return self.offsets[line] + position - self.starts[line]

    @property
    def span(self) -> Span:
        """All of it, in the source."""
        return Span(self.offset(0), self.offset(len(self.text)))


class SourceLines:
    """The lines of a stretch of text, which is all the place that the parser gives of a block."""

    def __init__(self, text: str, span: Span) -> None:
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
        first = node.map[0] if node.map else 0
        content = node.content.split("\n")
        offsets = []
        for number, line in enumerate(content, first):
            source = self._line(number)
            found = len(source) - len(line.rstrip())
            if line and node.parent and node.parent.markup.startswith("#"):
                found = source.find(line, source.find("#"))
            offsets.append(self._starts[number] + found)
        starts = accumulate((len(line) + 1 for line in content[:-1]), initial=0)
        return InlineText(node.content, tuple(starts), tuple(offsets))

    def block(self, node: SyntaxTreeNode | Token, start: int | None = None) -> Span:
        """Return the place of a block: its lines without blanks around them, from a start inside the first if given."""
        first, last = node.map or (0, 1)
        begins, ends = self._starts[first], self._starts[last]
        lines = self._text[begins:ends]
        if start is None or not begins <= start < self._starts[first + 1]:
            start = begins + len(lines) - len(lines.lstrip())
        return Span(start, max(start, begins + len(lines.rstrip())))

    def find(self, node: SyntaxTreeNode, sign: str) -> int | None:
        """Return where a sign first stands in a block's first line."""
        first = node.map[0] if node.map else 0
        found = self._line(first).find(sign)
        return self._starts[first] + found if found >= 0 else None

    def marker_before(self, offset: int) -> int:
        """Return where the marker of a quotation or list before an offset in its line begins."""
        begins = self._starts[bisect_right(self._starts, offset) - 1]
        marker = _MARKER.search(self._text[begins:offset])
        return begins + marker.start() if marker else offset
