"""Converts the inline nodes of a paragraph or heading: text, emphasis, references and links; validates every URL."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from generator.text.body import CHART, Element, RecordReference, words_in
from generator.text.characters import find_bad_characters
from generator.text.problems import MOST_PROBLEMS, Problem, TextRule, quoted, refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it.tree import SyntaxTreeNode

    from generator.text.body import InlineLink, Piece
    from generator.text.markdown_parser import InlineText
    from generator.text.position import Span

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB: Final = re.compile(
    r"https?://[^\s/?#@\\<>\"`{}|^]+(?:[/?#][^\s\\<>\"`]*)?|mailto:[^\s/?#@\\<>\"`{}|^]+@[^\s/?#@\\<>\"`{}|^]+(?:\?[^\s\\<>\"`]*)?",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
WEB_SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""The schemes of web links."""
_SCHEME_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=\s*:)")
_NEAR: Final = 300
"""The most characters to search for either end of a link."""
_REST: Final = re.compile(rf"[^()\n]{{0,{_NEAR}}}\)")


@dataclass(frozen=True, slots=True)
class Context:
    """The state of reading one body: the schemes of references, the links in its source, the problems so far."""

    schemes: frozenset[str]
    links: Mapping[Span, InlineLink]
    problems: list[Problem] = field(default_factory=list)

    def report(self, rule: TextRule, span: Span, message: str, hint: str = "") -> None:
        """Add a problem, up to MOST_PROBLEMS."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(rule, span, message, hint))

    def refuse(self, kind: str, span: Span) -> None:
        """Add the problem of an unsupported kind of markup."""
        self.report("unsupported-markup", span, *refused("markup", kind))


@dataclass(frozen=True, slots=True)
class InlineReader:
    """Converts the inline nodes of one paragraph or heading."""

    context: Context
    source: InlineText

    def span(self, node: SyntaxTreeNode) -> Span:
        """Return the span of a link or image in the source."""
        return self.source.part(*node.meta["span"])

    def has_bad_entities(self) -> bool:
        """Report the entities for forbidden characters, and return whether there are any."""
        bad = False
        for entity in _ENTITY.finditer(self.source.text):
            character = html.unescape(entity[0])
            if not character or "\n" in character or find_bad_characters(f" {character}"):
                bad = True
                self.context.report(
                    "bad-character",
                    self.source.part(*entity.span()),
                    f"the character {quoted(entity[0])} is not allowed",
                    "remove it",
                )
        return bad

    def read(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Piece, ...]:
        """Return the pieces of nodes, with adjacent text merged."""
        runs = groupby((piece for node in nodes for piece in self._read(node)), key=lambda piece: isinstance(piece, str))
        return tuple(piece for are_words, run in runs for piece in (("".join(map(str, run)),) if are_words else run))

    def _read(self, node: SyntaxTreeNode) -> tuple[Piece, ...]:
        match node.type:
            case "link":
                return self._link(node)
            case "image":
                return self._image(node)
            case "em" | "strong":
                pieces = self.read(node.children)
                return (Element(node.type, pieces),) if pieces else ()
            case "hardbreak" | "softbreak":
                return (Element("br") if node.type == "hardbreak" else " ",)
            case "code_inline":
                return (Element("code", (node.content,)),)
        return (node.content.replace("\n", " "),) if node.content else ()  # HTML, which is refused, may span lines

    def _link(self, node: SyntaxTreeNode) -> tuple[Piece, ...]:
        span, pieces, address = self.span(node), self.read(node.children), str(node.attrs["href"])
        if node.attrs.get("title"):
            self.context.report("unsupported-markup", span, "a link cannot have a title", f"write only '[words]({address})'")
            return pieces
        scheme = match[1] if (match := _SCHEME.match(address)) else ""
        if scheme in self.context.schemes and scheme != CHART:
            link = self.context.links.get(span)
            if link and f"{link.scheme}:{link.target}" == address:
                return (RecordReference(replace(link, words=words_in(pieces)), pieces),)
            hint = f"write '[words]({address})', with only paired brackets in the words"
            self.context.report("bad-link", span, f"the reference {quoted(address)} is not in plain notation", hint)
        elif _WEB.fullmatch(address):
            return (Element("a", pieces, (("href", address),)),)
        else:
            self._refuse(span, address, scheme)
        return pieces

    def _refuse(self, span: Span, address: str, scheme: str) -> None:
        hint = f"start it with 'https://', 'mailto:' or one of: {', '.join(f'{name}:' for name in sorted(self.context.schemes))}"
        if scheme == CHART:
            message, hint = "a chart is an image, not a link", "write '![headline](chart:name)' in its own paragraph"
        elif scheme.lower() in WEB_SCHEMES:
            message, hint = f"{quoted(address)} is not a full URL", "write the full URL, as shown in a browser"
        elif scheme:
            message = f"{quoted(scheme + ':')} is not allowed in links"
        else:
            message = f"{quoted(address)} is not a valid link target" if address else "the link has no target"
        self.context.report("bad-link", span, message, hint)

    def _image(self, node: SyntaxTreeNode) -> tuple[Piece, ...]:
        if str(node.attrs["src"]).startswith(f"{CHART}:"):
            message, hint = "a chart cannot be inside text", "put it in its own paragraph"
        else:
            message, hint = "images are not supported", "only charts are: '![headline](chart:name)'"
        self.context.report("unsupported-markup", self.span(node), message, hint)
        return ()


def find_slips(context: Context, source: InlineText, nodes: Iterable[SyntaxTreeNode]) -> None:
    """Report unsupported markup in a paragraph, heading or cell, and text that looks like markup but is not."""
    marks: list[tuple[int, str, bool]] = []
    nested: list[SyntaxTreeNode] = []
    for node in (inner for outer in nodes for inner in outer.walk()):
        match node.type:
            case "html_inline":
                kind = "comment" if node.content.startswith("<!--") else "html"
                context.refuse(kind, source.part(*node.meta["span"]))
            case "left_over":
                _left_over(context, source, node)
            case "loose_mark":
                marks.append((node.meta["span"][0], node.content, node.meta["can_act"]))
            case "strong" | "em" if node.parent and node.parent.type == node.type:
                nested.append(node)
    for node in nested[:1]:
        message, end = f"nested emphasis: '{node.markup}' does not end where it seems to", node.meta["span"][1]
        context.report("loose-emphasis", source.part(end - len(node.markup), end), message, _EMPHASIS_HINT)
    _loose(context, source, marks)


_EMPHASIS_HINT: Final = r"add a space after it, or move the punctuation next to it outside: '**Note**:'; for a literal asterisk, write '\*'"


def _loose(context: Context, source: InlineText, marks: list[tuple[int, str, bool]]) -> None:
    """Warn once about literal bold marks, or about two literal emphasis marks that could form a pair."""
    strong = {start for (start, sign, _), (after, other, _) in pairwise(marks) if after == start + 1 and sign == other}
    single = {sign: [start for start, other, can_act in marks if other == sign and can_act] for sign in "*_"}
    first = min([*strong, *(starts[0] for starts in single.values() if len(starts) > 1)], default=None)
    if first is not None:
        sign = source.text[first] * (1 + (first in strong))
        message = f"'{sign}' neither starts nor ends emphasis, and would be shown as text"
        context.report("loose-emphasis", source.part(first, first + len(sign)), message, _EMPHASIS_HINT)


def _left_over(context: Context, source: InlineText, node: SyntaxTreeNode) -> None:
    kind, (start, end) = str(node.meta["kind"]), node.meta["span"]
    if kind not in ("link", "name"):
        context.refuse(kind, source.part(start, end))
    elif _is_link(context, source, node):
        if kind == "link" and (closed := _REST.match(source.text, end)):
            end = closed.end()
        start = start if kind == "name" else _opening(source.text, start)
        written = source.text[start:end]
        example = '![headline](chart:name "option=value")' if f"({CHART}:" in written else "[words](actor:some-id)"
        context.report(
            "bad-link",
            source.part(start, end),
            f"{quoted(written)} is not a link",
            f"write it as '{example}', or write '\\]' for literal brackets",
        )


def _is_link(context: Context, source: InlineText, node: SyntaxTreeNode) -> bool:
    """Return whether a bracket followed by something like a scheme was meant as a link."""
    match = _SCHEME_NAME.search(node.content)
    scheme = match[0] if match else ""
    is_known = scheme.lower() in {*context.schemes, *WEB_SCHEMES, CHART}
    end = node.meta["span"][1]
    if node.content.startswith(("](", "[[")):
        return True
    if node.content.startswith("["):
        return is_known
    return bool(source.text[end : end + 1].strip()) and (is_known or ("[" not in node.content and scheme.isalpha() and scheme.islower()))


def _opening(text: str, closing: int) -> int:
    """Return the offset of the bracket that closes at an offset, or of its '!' in an image; the same offset if it is not near."""
    depth = 0
    for at in range(closing, max(-1, closing - _NEAR), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return at - (text[at - 1 : at] == "!")
    return closing
