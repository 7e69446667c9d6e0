"""Reads Markdown files: front matter, and a body in a safe subset of CommonMark, as a tree of elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.body import CHART, Body, Element, FigureBlock, InlineLink, RecordReference, find_links, words_in
from generator.text.characters import find_bad_characters, odd_characters
from generator.text.markdown_inlines import Context, InlineReader, find_slips
from generator.text.markdown_parser import InlineText, SourceLines, parse
from generator.text.position import Span
from generator.text.problems import Problem, find_unresolved, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.tree import SyntaxTreeNode

    from generator.text.body import Block, Piece

_OPENING: Final = re.compile(r"---[ \t]*\r?$", re.MULTILINE)
_ODD_LINE: Final = re.compile(
    r"^(?=(?:[^\n]*[-\u2010-\u2015\u2212]){2})(?:[^\S\n]|[-\u2010-\u2015\u2212\u200b-\u200d\u2060\ufeff\u00ad]){2,}$|^\u2014$", re.MULTILINE
)
_CLOSING: Final = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_TASK: Final = re.compile(r"\[[ xX]\](?=\s|$)")
_OPTION: Final = re.compile(r"[^\s\"]+")
_OPTION_PARTS: Final = re.compile(r"([a-z][a-z0-9_-]*)=([^\s\"=&\\]+)")
_RULE: Final = re.compile(r"^[ \t]*(?=[^\n]*-)(?=[^\n]*[|:])([-|:][-|: \t]*)$", re.MULTILINE)
"""A table's delimiter row that is not in a table."""
_YEARS: Final = range(100, 3000)
"""First numbers of a list that are more likely a year followed by a full stop."""
_NO_TEXT: Final = InlineText("", (0,), (0,))


class Parts(NamedTuple):
    """The parts of a Markdown file. The front matter is None if its '---' lines are missing."""

    front: Span | None
    body: Span
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str) -> Parts:
    """Split a Markdown file into the front matter, between a first line '---' and the next, and the body after it.

    A line that only looks like '---' counts as one, and is a problem.
    """
    begin = 1 if text.startswith("\ufeff") else 0
    blank = len(text) - len(text[begin:].lstrip(" \t\r\n"))
    opening = _OPENING.match(text, begin) or _ODD_LINE.match(text, text.rfind("\n", begin, blank) + 1 or begin)
    if not opening:
        hint = "start the file with a line '---', the fields, and another line '---'"
        problem = Problem("front-matter", Span(begin, begin), "the file does not start with '---'", hint)
        return Parts(None, Span(begin, len(text)), (problem,))
    start = min(opening.end() + 1, len(text))
    closing = _CLOSING.search(text, start) or _ODD_LINE.search(text, start)
    if not closing:
        hint = "add a line '---' after the last field"
        problem = Problem("front-matter", Span(*opening.span()), "the front matter that starts here is not closed", hint)
        return Parts(None, Span(len(text), len(text)), (problem,))
    problems = tuple(_odd_line(text, begin, line) for line in (opening, closing) if line.re is _ODD_LINE)
    return Parts(Span(start, closing.start()), Span(min(closing.end() + 1, len(text)), len(text)), problems)


def _odd_line(text: str, begin: int, line: re.Match[str]) -> Problem:
    """Return the problem of a line that only looks like '---', or that is not at the start of its line or file."""
    words = line[0].rstrip(" \t\r")
    odd = next(odd_characters(words), None)
    if odd is None and words.strip(" ") == "---":
        whose = "its line" if text[begin : line.start()].strip() else "the file"
        message = f"'---' is not at the start of {whose}"
        return Problem("front-matter", Span(*line.span()), message, "remove what is before it")
    message = f"{quoted(words)} is not a '---' line" + (f": it contains {odd.what}" if odd else "")
    return Problem("front-matter", Span(*line.span()), message, "write three hyphens, '---', on their own line")


def read_body(text: str, span: Span, schemes: frozenset[str]) -> Body:
    """Parse a span of a text as CommonMark with GitHub's tables; spans are offsets in the whole text.

    References have one of the schemes, other links are web links. Unsupported markup (images, code, HTML, comments,
    footnotes, first-level headings) is a problem. Never raises, whatever the text.
    """
    if bad := find_bad_characters(text, span) or find_unresolved(text, span):
        return Body(problems=bad)
    parsed = parse(text, span)
    if isinstance(parsed, Problem):
        return Body(problems=(parsed,))
    context = Context(schemes, {link.span: link for link in find_links(text, span)})
    for definition in parsed.definitions:
        context.refuse("footnote" if text.startswith("[^", definition.start) else "definition", definition)
    for line in parsed.far_signs:
        context.refuse("far_sign", line)
    blocks = _BlockReader(text, SourceLines(text, span), context).read(parsed.root.children)
    return Body(blocks, tuple(context.problems))


@dataclass(frozen=True, slots=True)
class _BlockReader:
    text: str
    lines: SourceLines
    context: Context

    def read(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        return tuple(block for node in nodes if (block := self._block(node)))

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        if node.type == "paragraph":
            return self._paragraph(node)
        span = self.lines.block(node)
        match node.type:
            case "heading":
                return self._heading(node, span)
            case "bullet_list" | "ordered_list":
                return self._list(node, span)
            case "blockquote":
                return Element("blockquote", self.read(node.children), span=span)
            case "table":
                parts = tuple(Element(part.type, tuple(map(self._row, part.children))) for part in node.children)
                if len(parts) == 1:
                    self.context.refuse("rows", span)
                return Element("table", parts, span=span)
        kind = "html" if node.type == "html_block" else node.type
        is_comment = kind == "html" and self.text.startswith("<!--", span.start)
        self.context.refuse("comment" if is_comment else kind, span)
        return None

    def _list(self, node: SyntaxTreeNode, span: Span) -> Element:
        items = tuple(Element("li", tuple(self._item(item.children))) for item in node.children)
        after = node.next_sibling
        if not items[-1].pieces and after and (after.type, after.markup) == (node.type, node.markup):
            self.context.refuse("gap", Span(span.end - 1, span.end))
        start = int(node.attrs.get("start", 1))
        if start in _YEARS:
            number = Span(span.start, span.start + len(str(node.children[0].info)) + 1)
            sign = node.children[0].markup
            message = f"'{node.children[0].info}{sign}' starts a numbered list"
            hint = f"write '{node.children[0].info}\\{sign}' if it is a year in a paragraph"
            self.context.report("year-list", number, message, hint)
        if node.type == "bullet_list":
            return Element("ul", items, span=span)
        return Element("ol", items, (("start", str(start)),) if start != 1 else (), span)

    def _item(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block | Piece]:
        """Yield the content of a list item: in a tight list, the inline pieces of its paragraphs."""
        for node in nodes:
            if block := self._block(node):
                yield from block.pieces if node.hidden and isinstance(block, Element) else (block,)

    def _row(self, row: SyntaxTreeNode) -> Element:
        texts = self.lines.cells(row)
        columns = len(row.children)
        if len(texts) > columns:
            self.context.refuse("cells", Span(texts[columns].span.start, texts[-1].span.end))
        filled = chain(texts, repeat(_NO_TEXT))
        return Element("tr", tuple(self._cell(node, text) for node, text in zip(row.children, filled, strict=False)))

    def _cell(self, node: SyntaxTreeNode, text: InlineText) -> Element:
        attributes = ("scope", "col" if node.type == "th" else ""), ("align", str(node.attrs.get("style", "")).partition(":")[2])
        return Element(node.type, self._inlines(node.children[0], text), tuple((name, value) for name, value in attributes if value))

    def _inlines(self, node: SyntaxTreeNode, source: InlineText) -> tuple[Piece, ...]:
        """Return the pieces of a paragraph, heading or cell; empty if it contains forbidden characters."""
        reader = InlineReader(self.context, source)
        if reader.has_bad_entities():
            return ()
        find_slips(self.context, source, node.children)
        return reader.read(node.children)

    def _paragraph(self, node: SyntaxTreeNode) -> Block | None:
        inline, around = node.children[0], node.parent
        source = self.lines.inline_text(inline)
        first = inline.children[0] if inline.children else inline
        if len(inline.children) == 1 and first.type == "image" and str(first.attrs["src"]).startswith(f"{CHART}:"):
            return self._figure(first, InlineReader(self.context, source), is_alone=around is not None and around.is_root)
        if around and around.type == "list_item" and around.children[0] is node and first.type == "text":
            task = _TASK.match(source.text)
            if task:
                self.context.refuse("task", source.part(*task.span()))
        if rule := _RULE.search(source.text):
            self.context.refuse("rule", source.part(*rule.span(1)))
        pieces = self._inlines(inline, source)
        return Element("p", pieces, span=source.span) if pieces else None

    def _heading(self, node: SyntaxTreeNode, span: Span) -> Block | None:
        source = self.lines.inline_text(node.children[0])
        pieces = self._inlines(node.children[0], source)
        has_words = words_in(pieces).strip() or any(isinstance(piece, RecordReference) for piece in pieces)
        if node.tag == "h1":
            self.context.refuse("h1", span)
        elif not node.markup.startswith("#"):
            self.context.refuse("underlined", span)
        elif not has_words and (pieces or not source.text):
            self.context.refuse("wordless", span)
        else:
            return Element(node.tag, pieces, span=span)
        return None

    def _figure(self, image: SyntaxTreeNode, reader: InlineReader, *, is_alone: bool) -> FigureBlock | None:
        span = reader.span(image)
        if reader.has_bad_entities():
            return None
        if not is_alone:
            self.context.refuse("chart", span)
            return None
        link = self.context.links.get(span)
        if not link or f"{link.scheme}:{link.target}" != image.attrs["src"] or not link.target:
            hint = "write '![headline](chart:name \"option=value\")'"
            self.context.report("bad-link", span, "the chart is not in plain notation", hint)
            return None
        if any(child.type not in ("text", "text_special", "softbreak") for child in image.children):
            self.context.refuse("headline", span)
            return None
        headline = words_in(reader.read(image.children))
        options = self._options(link)
        values = {name: self.text[value.start : value.end] for name, value in options.items()}
        return FigureBlock(link.target, values, headline, span, link.target_span, options)

    def _options(self, link: InlineLink) -> dict[str, Span]:
        options: dict[str, Span] = {}
        for word in _OPTION.finditer(self.text, link.target_span.end, link.span.end - 1):
            parts = _OPTION_PARTS.fullmatch(self.text, *word.span())
            if not parts or parts[1] in options:
                wrong = "occurs twice" if parts else "is not an option"
                hint = "write each option once, as 'name=value', with spaces between them"
                self.context.report("unsupported-markup", Span(*word.span()), f"{quoted(word[0])} {wrong}", hint)
            else:
                options[parts[1]] = Span(*parts.span(2))
        return options
