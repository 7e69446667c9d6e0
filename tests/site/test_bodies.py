"""What a reader gets of a body is what CommonMark, with GitHub's tables, says of it: as trees of the finished page."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings
from markdown_it import MarkdownIt
from markdown_it.rules_block import table
from mkdocs.utils.meta import get_data

from generator.builder.render import render_page
from generator.model.corpus import SCHEMES
from generator.model.records import Explainer
from generator.site import explainers, sources
from generator.site.body import body_view
from generator.text.markdown_reader import read_body
from generator.text.position import Span
from tests.conftest import MINIMAL
from tests.site.random_bodies import Bodies
from tests.site.test_markup import converter, to_html
from tests.sites import TEMPLATES, context_of, environment_of, fragment, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType
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
        self._desk = context_of(corpus).at("explainers/ferry.md")
        self._template = environment_of().from_string("{{ body | blocks }}")

    def markdown(self, body: Body) -> str:
        self._desk.corpus.bodies = {self._explainer.key: body}
        return self._template.render(body=body_view(self._desk, self._explainer, None))

    def html(self, text: str) -> str:
        return to_html(self.markdown(read(text)))

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
    html = APART.join(map(_commonmark().render, texts))
    return _trees(html.replace('"actor:brigid"', '"../../actors/brigid/"'))


@cache
def _commonmark() -> MarkdownIt:
    """Return a renderer that tries a table where GitHub's does: after a list, whose marker is no cell."""
    renderer = MarkdownIt("commonmark")
    renderer.block.ruler.before("lheading", "github_table", table, {"alt": ["paragraph", "reference"]})
    return renderer


def read(text: str) -> Body:
    return read_body(text, Span(0, len(text)), frozenset(SCHEMES))


def accepted(texts: Iterable[str]) -> Iterator[tuple[str, Body]]:
    """Yield those texts, as read, in which nothing is an error."""
    for text in texts:
        body = read(text)
        if all(problem.rule in WARNINGS for problem in body.problems):
            yield text, body


@pytest.mark.slow
def test_readers_get_what_commonmark_says(page: Page) -> None:
    number = 11 * settings().max_examples  # 2200 in CI
    bodies = [*islice(accepted(Bodies(1)), number)]
    assert len({text for text, _ in bodies}) > number * 0.9
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


def _written(make: MakeCorpus, kind: ModuleType, body: str) -> tuple[Element, list[str]]:
    """Return the page of an explainer or a source with a body, as a tree, and the anchors in its table of contents."""
    path, was = ("explainers/ferry.md", "Brigid runs the ferry.") if kind is explainers else ("sources/gazette.md", "Reports the ferry.")
    page = next(one for one in kind.pages(context_of(make({path: MINIMAL[path].replace(was, body)}))) if one.source.endswith(path))
    text, _ = get_data(render_page(environment_of(), page))
    to = converter()
    tree = fragment(to.convert(text))
    return tree, [one["id"] for one in to.toc_tokens]  # type: ignore[attr-defined]


HEADINGS: Final = (
    *(
        "The record",
        "S 1",
        "In brief",
        "Sources",
        "How to cite",
        "Read next",
        "the text",
        "section",
        "Text the record",
        "R 1",
        "fig spectrum",
    ),
    *("ما قاله السفير", "דברי השגריר", "वार्ता", "聲明", "Ägypten", "ΑΘΉΝΑ", "ግድብ", "می‌خواهد", "In Kürze", "باختصار", "المصادر"),
    *(
        "...",
        "…",
        "؟",
        "?!",
        "C\\#",
        "{x}",
        "a  b",
        "*The* record",
        "`the` record",
        "[The record](actor:brigid)",
        "The record ",
        "text-the-record",
    ),
    *(
        "The record 2",
        "the-record",
        "[](actor:brigid)",
        "😀",
        "_1",
        "a&amp;b",
        "\\{#the-record}",
        "x \\#",
        "a | b",
        "A: b",
        "1. a",
        "[TOC]",
    ),
)


@pytest.mark.parametrize("kind", [explainers, sources], ids=["explainer", "source"])
@pytest.mark.parametrize("level", [2, 3, 6])
def test_no_heading_takes_the_place_of_anything_else(corpus: MakeCorpus, kind: ModuleType, level: int) -> None:
    body = "\n\n".join(f"{'#' * level} {heading}\n\nWords." for heading in (*HEADINGS, *HEADINGS))
    tree, contents = _written(corpus, kind, body)
    ids = [str(element.get("id")) for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    found = [element for element in tree.iter(f"h{level}") if str(element.get("id")).startswith("text-")]
    said = [words_of(fragment(_commonmark().render(f"## {one}"))) or "Brigid" for one in HEADINGS]
    assert [words_of(one) for one in found] == [*said, *said]
    assert [one for one in ids if one.startswith("text-")] == [one.get("id") for one in found]
    assert [one for one in contents if one.startswith("text-")] == ([one.get("id") for one in found] if level == 2 else [])


@pytest.mark.parametrize(
    ("headings", "anchors"),
    [
        (("The record", "The record"), ("text-the-record", "text-the-record-2")),
        (("A", "A 2", "A"), ("text-a", "text-a-2", "text-a-3")),
        (("...", "!", "Section"), ("text-section", "text-section-2", "text-section-3")),
        (("قال السفير", "नदी", "C\\# *x*"), ("text-قال-السفير", "text-नदी", "text-c-x")),
    ],
)
def test_the_anchor_of_a_heading_is_its_words(corpus: MakeCorpus, headings: tuple[str, ...], anchors: tuple[str, ...]) -> None:
    tree, contents = _written(corpus, explainers, "\n\n".join(f"## {one}\n\nWords." for one in headings))
    assert tuple(one for one in contents if one.startswith("text-")) == anchors
    assert [one.get("id") for one in tree.iter("h2")][1 : 1 + len(anchors)] == [*anchors]


@pytest.mark.parametrize(
    ("body", "begin"),
    [
        ("Words.", ["in-brief", "the-text"]),
        ("- Words.\n\n## One", ["in-brief", "the-text", "text-one"]),
        ("### One\n\nWords.", ["in-brief", "the-text"]),
        ("![All](chart:timeline)", ["in-brief", "the-text"]),
        ("## One\n\nWords.", ["in-brief", "text-one"]),
    ],
)
def test_a_text_stands_in_parts_of_its_own(corpus: MakeCorpus, body: str, begin: list[str]) -> None:
    tree, contents = _written(corpus, explainers, body)
    assert contents[: len(begin)] == begin
    assert [one.tag for one in tree.iter() if one.get("id") == "the-text"] == ["div" if body.startswith("## ") else "h2"]


def test_no_template_has_an_anchor_that_a_heading_could_take() -> None:
    files = [*TEMPLATES.rglob("*.j2"), *TEMPLATES.rglob("*.html")]
    assert len(files) > 20
    assert [
        path.name for path in files if re.search(r'id="text-|^#+ \{\{ _\("[Tt]ext[ -]', path.read_text(encoding="utf-8"), re.MULTILINE)
    ] == []


def test_a_table_has_header_cells_and_a_frame_that_scrolls(page: Page) -> None:
    (frame,) = fragment(page.html("| Year | *Cost*, in $ |\n|---|--:|\n| 2025 | 3 \\| 4 |\n| 2026 |"))
    assert frame.attrib == {"class": "tablewrap", "tabindex": "0", "role": "region", "aria-label": "Table: Year, Cost, in $"}
    assert [(one.get("scope"), words_of(one)) for one in frame.iter("th")] == [("col", "Year"), ("col", "Cost, in $")]
    assert [(one.get("class"), words_of(one)) for one in frame.iter("td")] == [
        (None, "2025"),
        ("al-r", "3 | 4"),
        (None, "2026"),
        ("al-r", ""),
    ]
