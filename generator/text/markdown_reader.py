"""Markdown files: front matter and body. The body is a safe part of CommonMark, read into blocks of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.body import Block, Body, Figure, Heading, ListBlock, Paragraph, Quotation
from generator.text.characters import find_bad_characters
from generator.text.lookalikes import odd_characters
from generator.text.markdown_inlines import Context, InlineReader, plain_text
from generator.text.markdown_parser import parse
from generator.text.markdown_places import Around, SourceLines
from generator.text.position import Span
from generator.text.problems import Problem, quoted
from generator.text.references import CHART, Link, find_links

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.tree import SyntaxTreeNode

_OPENING: Final = re.compile(r"---[ \t]*\r?$", re.MULTILINE)
_ODD_LINE: Final = re.compile(
    r"^(?=(?:[^\n]*[-\u2010-\u2015\u2212]){2})(?:[^\S\n]|[-\u2010-\u2015\u2212\u200b-\u200d\u2060\ufeff\u00ad]){2,}$|^\u2014$", re.MULTILINE
)
_CLOSING: Final = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_DEFINITION: Final = re.compile(r"\[[^\[\]\n]+\]:[ \t]*[^\s:]+:\S+[ \t]*$", re.MULTILINE)
_OPTION: Final = re.compile(r"[^\s\"]+")
_OPTION_PARTS: Final = re.compile(r"([a-z][a-z0-9_-]*)=([^\s\"=&\\]+)")

_UNSUPPORTED: Final = {
    "code_block": ("text indented by four spaces is code, which is not supported", "remove the spaces in front of it"),
    "fence": ("blocks of code are not supported", "write the text as paragraphs"),
    "hr": ("a line across the page is not supported", "use a heading"),
}


class Parts(NamedTuple):
    """The two parts of a Markdown file. There is no front matter if its lines are not there."""

    front: Span | None
    body: Span
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str) -> Parts:
    """Find the front matter, between a first line '---' and the next line '---', and the body after it.

    A line that only looks like '---' is taken for one, and is a problem.
    """
    begin = 1 if text.startswith("\ufeff") else 0
    blank = len(text) - len(text[begin:].lstrip(" \t\r\n"))
    opening = _OPENING.match(text, begin) or _ODD_LINE.match(text, text.rfind("\n", begin, blank) + 1 or begin)
    if not opening:
        hint = "begin the file with a line '---', the fields, and another line '---'"
        problem = Problem("front-matter", Span(begin, begin), "the file does not begin with '---'", hint)
        return Parts(None, Span(begin, len(text)), (problem,))
    start = min(opening.end() + 1, len(text))
    closing = _CLOSING.search(text, start) or _ODD_LINE.search(text, start)
    if not closing:
        hint = "write a line '---' after the last field"
        problem = Problem("front-matter", Span(*opening.span()), "the fields that begin here never end", hint)
        return Parts(None, Span(len(text), len(text)), (problem,))
    problems = tuple(_odd_line(text, begin, line) for line in (opening, closing) if line.re is _ODD_LINE)
    return Parts(Span(start, closing.start()), Span(min(closing.end() + 1, len(text)), len(text)), problems)


def _odd_line(text: str, begin: int, line: re.Match[str]) -> Problem:
    """Return the problem of a line that only looks like '---', or of one that is not where it has to be."""
    words = line[0].rstrip(" \t\r")
    odd = next(odd_characters(words), None)
    if odd is None and words.strip(" ") == "---":
        whose = "its line" if text[begin : line.start()].strip() else "the file"
        message = f"'---' is not at the beginning of {whose}"
        return Problem("front-matter", Span(*line.span()), message, "remove what is before it")
    message = f"{quoted(words)} is no line '---'" + (f": it holds {odd.what}" if odd else "")
    return Problem("front-matter", Span(*line.span()), message, "write three hyphens, '---', alone on the line")


def read_body(text: str, span: Span, schemes: frozenset[str]) -> Body:
    """Read a stretch of a text as Markdown; all places are places in the whole text.

    References may have the schemes given, other links lead to the web. What is not supported (images, code, HTML as
    such, a heading of the first level) is a problem or literal text. Never raises for what a text holds.
    """
    if bad := find_bad_characters(text, span):
        return Body(problems=bad)
    root = parse(text, span)
    if isinstance(root, Problem):
        return Body(problems=(root,))
    context = Context(schemes, {link.span: link for link in find_links(text, span)})
    blocks = _BlockReader(text, SourceLines(text, span), context).read(root.children, Around(span.start))
    return Body(blocks, tuple(context.problems))


@dataclass(frozen=True, slots=True)
class _BlockReader:
    text: str
    lines: SourceLines
    context: Context

    def read(self, nodes: Iterable[SyntaxTreeNode], around: Around) -> tuple[Block, ...]:
        return tuple(block for node in nodes if (block := self._block(node, around)))

    def _block(self, node: SyntaxTreeNode, around: Around) -> Block | None:
        if node.type == "paragraph":
            return self._paragraph(node)
        span = self.lines.block(node, self.lines.begin(node, around))
        match node.type:
            case "heading":
                return self._heading(node, span)
            case "bullet_list" | "ordered_list":
                items = tuple(self.read(item.children, self.lines.inside(item, around)) for item in node.children)
                return ListBlock(node.type == "ordered_list", items, span, int(node.attrs.get("start", 1)))
            case "blockquote":
                return Quotation(self.read(node.children, self.lines.inside(node, around)), span)
        self.context.report("unsupported-markup", span, *_UNSUPPORTED[node.type])
        return None

    def _paragraph(self, node: SyntaxTreeNode) -> Block | None:
        inline = node.children[0]
        reader = InlineReader(self.context, self.lines.inline_text(inline))
        if reader.has_bad_entities():
            return None
        if len(inline.children) == 1 and (image := inline.children[0]).type == "image" and _is_chart(image):
            return self._figure(image, reader)
        span = reader.source.span
        if _DEFINITION.match(reader.source.text):
            hint = "write the address at the link: '[words](address)'"
            self.context.report("unsupported-markup", span, "addresses apart from their links are not supported", hint)
            return None
        inlines = reader.read(inline.children)
        return Paragraph(inlines, span) if inlines else None

    def _heading(self, node: SyntaxTreeNode, span: Span) -> Block | None:
        reader = InlineReader(self.context, self.lines.inline_text(node.children[0]))
        if reader.has_bad_entities():
            return None
        inlines = reader.read(node.children[0].children)
        if node.tag == "h1":
            hint = "begin with '## ': the title is the page's heading"
            self.context.report("unsupported-markup", span, "a heading of the first level is not supported", hint)
            return None
        return Heading(int(node.tag[1:]), inlines, span)

    def _figure(self, image: SyntaxTreeNode, reader: InlineReader) -> Figure | None:
        span = reader.span(image)
        link = self.context.links.get(span)
        if not link or f"{link.scheme}:{link.target}" != image.attrs["src"] or not link.target:
            hint = "write '![headline](chart:name \"option=value\")'"
            self.context.report("bad-link", span, "the chart is not written plainly", hint)
            return None
        if any(child.type not in ("text", "text_special", "softbreak") for child in image.children):
            hint = "remove the markup from it"
            self.context.report("unsupported-markup", span, "the headline of a chart is plain text", hint)
            return None
        headline = plain_text(reader.read(image.children))
        options = self._options(link)
        values = {name: self.text[value.start : value.end] for name, value in options.items()}
        return Figure(link.target, values, headline, span, link.target_span, options)

    def _options(self, link: Link) -> dict[str, Span]:
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


def _is_chart(image: SyntaxTreeNode) -> bool:
    return str(image.attrs["src"]).startswith(f"{CHART}:")
