"""A publication in which every text is hostile: nothing on any page acts, and readers see every text as it is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import markdown
import pytest
from mkdocs.utils.meta import get_data

from generator.analysis.publishing import published
from generator.builder.render import render_page
from generator.model.corpus import Corpus
from generator.model.records.base import Part, Record
from generator.model.records.walking import fields_of
from generator.site.all_pages import list_pages
from generator.text.body import Body
from generator.text.body import Element as BodyElement
from tests.effort import share
from tests.site.vectors import HTML, MARKDOWN
from tests.sites import context_of, dangers, environment_of, folded, fragment, mkdocs_settings, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from generator.verify.checking import Checked

pytestmark = pytest.mark.slow

HOSTILE: Final = (
    '*x* [a](javascript:alert(1)) ![b](data:x) `c` <img src=x onerror=alert(1)> "q" onload="alert(1)" R&D &lt;i&gt; $a$ {{ x }} #',
    "# <script>alert(1)</script> </p></td></figure></details></section><!-- <b title='x' *[y]: z _w_ \\< &#60; {: onclick=x }",
    "1. </title></script><svg onload=alert(1)> | a | b | [TOC] <a@b.c> https://x.example/a_b_c ~~~ ** --> ]]> & ﷺ نص עברית 漢",
    " / ".join((*HTML[::6], *MARKDOWN[::6])),
)

SEARCH: Final = frozenset({"form", "input", "button", "select", "noscript", "template"})
"""What the page of the search has of its own."""
HIDDEN: Final = frozenset(
    {
        *("claims Evidence.prefix", "events Evidence.suffix"),  # they find a quote in its source
        *(f"{section} Change.what" for section in ("acts", "claims", "drivers", "events", "votes")),  # only the newest are listed
        "events Change.because",
        *(f"{section} Retired.because" for section in ("acts", "costs", "drivers", "events", "explainers", "risks", "scenarios", "votes")),
    }
)
"""Texts that no page shows, or not always."""


class _Replacer:
    """Gives a part with every text of it replaced, each by another, and remembers which."""

    def __init__(self, hostile: str) -> None:
        self.hostile = hostile
        self.texts: dict[str, str] = {}
        self.section = "publication"

    def text(self, owner: str) -> str:
        number = len(self.texts) + 1
        text = f"{self.hostile} ({number}x)"
        self.texts[text] = f"{self.section} {owner}"
        return text

    def part(self, part: Part) -> Part:
        values: dict[str, Any] = {}
        for field in fields_of(type(part)).values():
            values[field.name] = self.value(getattr(part, field.name), f"{type(part).__name__}.{field.name}", is_text=field.is_text)
        return part.model_copy(update=values)

    def value(self, value: object, owner: str, *, is_text: bool) -> object:
        if isinstance(value, Part):
            return self.part(value)
        if isinstance(value, tuple):
            return tuple(self.value(one, owner, is_text=is_text) for one in value)
        return self.text(owner) if is_text and isinstance(value, str) else value

    def body(self, owner: str) -> Body:
        def said() -> tuple[str]:
            return (self.text(owner),)

        paragraph, quoted = BodyElement("p", said()), BodyElement("p", (BodyElement("strong", said()), " ", *said()))
        lists = [BodyElement(tag, (BodyElement("li", (BodyElement("p", said()),)), BodyElement("li", said()))) for tag in ("ul", "ol")]
        return Body((paragraph, BodyElement("h2", said()), *lists, BodyElement("blockquote", (quoted,))))


def _hostile(corpus: Corpus, replacer: _Replacer) -> Corpus:
    publication = replacer.part(corpus.publication)
    records: list[Record] = []
    for record in corpus:
        replacer.section = record.section
        new = replacer.part(record)
        assert isinstance(new, Record)
        if getattr(new, "text", "") and record.section == "sources":
            new = new.model_copy(update={"text": "\n\n".join(folded(replacer.text("Source.text")) for _ in range(2))})
        records.append(new)
    bodies = {}
    for key in corpus.bodies:
        replacer.section = key[0]
        bodies[key] = replacer.body("body")
    return Corpus(records, publication=publication, bodies=bodies)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page: its front matter, its text as a browser has it, and what a reader reads but for reference marks."""

    meta: dict[str, Any]
    tree: Element
    shown: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page, and every text with the field that holds it."""

    rendered: dict[str, Rendered]
    texts: dict[str, str]


@pytest.fixture(scope="module", params=share(HOSTILE, 2), ids=share([f"text {number}" for number in range(1, len(HOSTILE) + 1)], 2))
def pages(request: pytest.FixtureRequest, small: Checked) -> Pages:
    config = mkdocs_settings()
    converter = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    replacer = _Replacer(request.param)
    corpus = _hostile(published(small.corpus), replacer)
    environment = environment_of()
    found = {}
    for page in list_pages(context_of(corpus)):
        text, meta = get_data(render_page(environment, page))
        tree = fragment(converter.reset().convert(text))
        found[page.path] = Rendered(meta, tree, words_of(tree, without="refs"))
    return Pages(found, replacer.texts)


def test_nothing_acts_on_any_page(pages: Pages) -> None:
    for path, page in pages.rendered.items():
        assert dangers(page.tree, SEARCH if path == "explore.md" else frozenset()) == [], path
        head = f'<title>{page.meta["title"]}</title><p title="{page.meta["description"]}">{page.meta["title"]}</p>'
        assert dangers(fragment(head)) == [], path
        if "jsonld" in page.meta:
            assert "<" not in page.meta["jsonld"], path
            json.loads(page.meta["jsonld"])


def test_every_page_keeps_its_shape(pages: Pages) -> None:
    for path, page in pages.rendered.items():
        assert len(list(page.tree.iter("h1"))) == 1, path
        assert [one.tag for one in page.tree if one.tag in ("li", "tr", "td", "dd", "figcaption", "b", "a", "span")] == [], path


def test_readers_see_the_text_of_every_field(pages: Pages) -> None:
    whole = "\n".join(page.shown for page in pages.rendered.values())
    shown = {owner for text, owner in pages.texts.items() if folded(text) in whole}
    assert sorted(set(pages.texts.values()) - shown - HIDDEN) == []


def test_no_text_is_shown_otherwise_than_it_is(pages: Pages) -> None:
    texts = {_number(text): (folded(text), owner) for text, owner in pages.texts.items()}
    for path, page in pages.rendered.items():
        for mark in _NUMBER.finditer(page.shown):
            text, owner = texts[mark[1]]
            end = mark.end()
            assert page.shown[max(0, end - len(text)) : end] == text, f"{owner} on {path}"


_NUMBER = re.compile(r"\((\d+)x\)")


def _number(text: str) -> str:
    return str(_NUMBER.findall(text)[-1])
