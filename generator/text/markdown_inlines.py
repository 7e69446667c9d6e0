"""The inlines of a paragraph or heading: words, emphasis, references and links; every address is judged here."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from generator.text.body import Break, Code, Emphasis, Inline, RecordReference, Strong, WebLink, Words, words_in
from generator.text.characters import find_bad_characters
from generator.text.problems import MOST_PROBLEMS, Problem, TextRule, quoted
from generator.text.references import CHART

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it.tree import SyntaxTreeNode

    from generator.text.markdown_places import InlineText
    from generator.text.position import Span
    from generator.text.references import InlineLink

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB: Final = re.compile(
    r"https?://[^\s/?#@\\<>\"`{}|^]+(?:[/?#][^\s\\<>\"`]*)?|mailto:[^\s/?#@\\<>\"`{}|^]+@[^\s/?#@\\<>\"`{}|^]+(?:\?[^\s\\<>\"`]*)?",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
WEB_SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""How a link to the web begins."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known while a body is read: the links in its source, the schemes of references, the problems so far."""

    schemes: frozenset[str]
    links: Mapping[Span, InlineLink]
    problems: list[Problem] = field(default_factory=list)

    def report(self, rule: TextRule, span: Span, message: str, hint: str = "") -> None:
        """Keep a problem, unless there are enough."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(rule, span, message, hint))

    def hint(self) -> str:
        """Say how links may begin."""
        return f"begin it with 'https://', 'mailto:' or one of: {', '.join(f'{scheme}:' for scheme in sorted(self.schemes))}"


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines without their markup."""
    return "".join(map(words_in, inlines))


def _leaf(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    match node.type:
        case "hardbreak":
            return (Break(),)
        case "softbreak":
            return (Words(" "),)
        case "code_inline":
            return (Code(node.content),)
    return (Words(node.content.replace("\n", " ")),) if node.content else ()  # HTML, which is refused, may be of several lines


@dataclass(frozen=True, slots=True)
class InlineReader:
    """Reads the inlines of one paragraph or heading."""

    context: Context
    source: InlineText

    def span(self, node: SyntaxTreeNode) -> Span:
        """Return the place of a link or image."""
        return self.source.part(*node.meta["span"])

    def has_bad_entities(self) -> bool:
        """Report the entities that stand for characters which a text must not hold; an entity is no way in."""
        bad = False
        for entity in _ENTITY.finditer(self.source.text):
            character = html.unescape(entity[0])
            if not character or "\n" in character or find_bad_characters(f" {character}"):
                bad = True
                self.context.report(
                    "bad-character",
                    self.source.part(*entity.span()),
                    f"{quoted(entity[0])} is a character that is not allowed",
                    "remove it",
                )
        return bad

    def read(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
        """Return the inlines of nodes, neighbouring words joined."""
        inlines: list[Inline] = []
        for node in nodes:
            for inline in self._read(node):
                if isinstance(inline, Words) and inlines and isinstance(last := inlines[-1], Words):
                    inlines[-1] = Words(last.text + inline.text)
                else:
                    inlines.append(inline)
        return tuple(inlines)

    def _read(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        match node.type:
            case "link":
                return self._link(node)
            case "image":
                return self._image(node)
            case "em" | "strong":
                inlines = self.read(node.children)
                return ((Emphasis if node.type == "em" else Strong)(inlines),) if inlines else ()
        return _leaf(node)

    def _link(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        span, inlines, address = self.span(node), self.read(node.children), str(node.attrs["href"])
        if node.attrs.get("title"):
            self.context.report("unsupported-markup", span, "a link cannot have a title", f"write only '[words]({address})'")
            return inlines
        scheme = found[1] if (found := _SCHEME.match(address)) else ""
        if scheme in self.context.schemes and scheme != CHART:
            link = self.context.links.get(span)
            if link and f"{link.scheme}:{link.target}" == address:
                return (RecordReference(replace(link, words=plain_text(inlines)), inlines),)
            hint = f"write '[words]({address})', with no '[' or ']' in the words but in pairs"
            self.context.report("bad-link", span, f"the reference {quoted(address)} is not written plainly", hint)
        elif _WEB.fullmatch(address):
            return (WebLink(address, inlines),)
        else:
            self._refuse(span, address, scheme)
        return inlines

    def _refuse(self, span: Span, address: str, scheme: str) -> None:
        hint = self.context.hint()
        if scheme == CHART:
            message, hint = "a chart is an image, not a link", "write '![headline](chart:name)' in a paragraph of its own"
        elif scheme.lower() in WEB_SCHEMES:
            message, hint = f"{quoted(address)} is not a whole address", "write it in full, as readers see it in a browser"
        elif scheme:
            message = f"{quoted(scheme + ':')} does not begin a link"
        else:
            message = f"{quoted(address)} is not an address that a link can have" if address else "the link leads nowhere"
        self.context.report("bad-link", span, message, hint)

    def _image(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        if str(node.attrs["src"]).startswith(f"{CHART}:"):
            message, hint = "a chart cannot stand inside a text", "put it in a paragraph of its own"
        else:
            message, hint = "images are not supported", "only charts are: '![headline](chart:name)'"
        self.context.report("unsupported-markup", self.span(node), message, hint)
        return ()
