"""What a reader gets of a body is what CommonMark, with GitHub's tables, says of it: as trees of the finished page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

import pytest
from markdown_it import MarkdownIt

from generator.corpus import SCHEMES
from generator.pages.body import body_view
from generator.records import Explainer
from generator.render import make_environment
from generator.text.markdown_reader import read_body
from generator.text.position import Span
from tests.pages.random_bodies import Bodies
from tests.pages.test_markup import to_html
from tests.sites import TEMPLATES, desk_of, fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from generator.text.body import Body
    from tests.conftest import MakeCorpus

WARNINGS: Final = frozenset({"loose-emphasis", "year-list"})
INLINE: Final = frozenset({"a", "br", "code", "em", "strong"})
SAID: Final[Mapping[str, str]] = {"al-l": "text-align:left", "al-c": "text-align:center", "al-r": "text-align:right"}
TOGETHER: Final = 50
"""How many bodies stand on one page: what one leaves open would spoil the next."""
APART: Final = "\n\n<hr>\n\n"

Tree = tuple[object, ...]


def tree_of(elements: Iterable[Element], text: str | None = None) -> Tree:
    """Return what readers get of elements: tags, words, where links lead, numbers of lists, the side of a cell."""
    found: list[object] = [text or ""]
    for element in elements:
        inside = tree_of(element, element.text)
        if element.get("class") == "tablewrap":
            found += inside
        else:
            note = element.get("class") == "margin"
            said = {name: element.get(name) for name in ("href", "start") if element.get(name)}
            side = SAID.get(element.get("class") or "", element.get("style"))
            found.append(("blockquote" if note else element.tag, *said.items(), side, *inside))
        found.append(element.tail or "")
    return _joined(found)


def _joined(parts: Iterable[object]) -> Tree:
    """Return parts with neighbouring words as one, and without the white space that a browser does not show."""
    joined: list[object] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    shown = [re.sub(r"[ \t\n\r\f\v]+", " ", part) if isinstance(part, str) else part for part in joined]
    for at, part in enumerate(shown):
        if isinstance(part, str):
            is_first = at == 0 or _is_block(shown[at - 1])
            is_last = at == len(shown) - 1 or _is_block(shown[at + 1])
            shown[at] = (part.lstrip(" ") if is_first else part).rstrip(" ") if is_last else part.lstrip(" ") if is_first else part
    return tuple(part for part in shown if part != "")


def _is_block(part: object) -> bool:
    return isinstance(part, tuple) and (part[0] not in INLINE or part[0] == "br")


class Page:
    """Shows bodies as the page of an explainer does."""

    def __init__(self, make: MakeCorpus) -> None:
        corpus = make({})
        self._explainer = corpus.all(Explainer)[0]
        self._desk = desk_of(corpus).at("explainers/ferry.md")
        self._template = make_environment(TEMPLATES).from_string("{{ body | blocks }}")

    def markdown(self, body: Body) -> str:
        self._desk.corpus.bodies = {self._explainer.key: body}
        return self._template.render(body=body_view(self._desk, self._explainer, None))

    def trees(self, bodies: Iterable[Body]) -> list[Tree]:
        """Return what readers get of several bodies, shown one after the other."""
        return _trees(to_html(APART.join(map(self.markdown, bodies))))


@pytest.fixture
def page(corpus: MakeCorpus) -> Page:
    return Page(corpus)


def _trees(html: str) -> list[Tree]:
    parts: list[list[Element]] = [[]]
    for element in fragment(html):
        if element.tag == "hr":
            parts.append([])
        else:
            parts[-1].append(element)
    return [tree_of(part) for part in parts]


def said_by_commonmark(texts: Iterable[str]) -> list[Tree]:
    """Return what CommonMark and GitHub's tables say of texts."""
    html = APART.join(map(MarkdownIt("commonmark").enable("table").render, texts))
    return _trees(html.replace('"actor:brigid"', '"../../actors/brigid/"'))


def read(text: str) -> Body:
    return read_body(text, Span(0, len(text)), frozenset(SCHEMES))


def accepted(texts: Iterable[str]) -> Iterator[tuple[str, Body]]:
    """Yield those texts, as read, in which nothing is an error."""
    for text in texts:
        body = read(text)
        if all(problem.rule in WARNINGS for problem in body.problems):
            yield text, body


def test_readers_get_what_commonmark_says(page: Page) -> None:
    bodies = [*islice(accepted(Bodies(1)), 2200)]
    assert len({text for text, _ in bodies}) > 2000
    for at in range(0, len(bodies), TOGETHER):
        texts, read_ones = zip(*bodies[at : at + TOGETHER], strict=True)
        got, right = page.trees(read_ones), said_by_commonmark(texts)
        assert len(got) == len(right) == len(texts)
        wrong = [(text, one, other) for text, one, other in zip(texts, got, right, strict=True) if one != other]
        assert wrong == []


def test_a_page_that_says_something_else_is_noticed(page: Page) -> None:
    for text, other in (
        ("- a\n- b", "1. a\n2. b"),
        ("> a\n\nb", "> a\n>\n> b"),
        ("*a*", "a"),
        ("3. a", "4. a"),
        ("a\\\nb", "a b"),
        ("- a\n- b", "- a\n\n- b"),
    ):
        assert page.trees([read(text)]) == said_by_commonmark([text]) != said_by_commonmark([other])
