"""A publication in which every text is hostile: nothing on any page acts, and readers see every text as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import markdown
import pytest
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data
from pydantic import StringConstraints

from generator.corpus import Corpus
from generator.derive.alignment import alignment
from generator.derive.publishing import published
from generator.pages import list_pages
from generator.pages.desk import Desk
from generator.records.base import Part, Record
from generator.render import make_environment, render_page
from generator.text.body import Body, Heading, Paragraph, Quotation, Strong, Words
from generator.text.body import ListBlock as List
from generator.text.position import Span
from tests.conftest import TODAY
from tests.pages.vectors import HTML, MARKDOWN
from tests.sites import ROOT, TEMPLATES, dangers, fake_draw, folded, fragment, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from generator.checking import Checked

HOSTILE: Final = (
    '*x* [a](javascript:alert(1)) ![b](data:x) `c` <img src=x onerror=alert(1)> "q" onload="alert(1)" R&D &lt;i&gt; $a$ {{ x }} #',
    "# <script>alert(1)</script> </p></td></figure></details></section><!-- <b title='x' *[y]: z _w_ \\< &#60; {: onclick=x }",
    "1. </title></script><svg onload=alert(1)> | a | b | [TOC] <a@b.c> https://x.example/a_b_c ~~~ ** --> ]]> & ﷺ نص עברית 漢",
    *(" / ".join(some) for some in (HTML[:40], HTML[40:], MARKDOWN[:35], MARKDOWN[35:])),
)

HIDDEN: Final = {
    "Evidence.prefix": "finds the quote in its source",
    "Evidence.suffix": "finds the quote in its source",
    "Change.because": "",
    "Publication.title": "is in the front matter, and the theme's",
}
"""Texts that no page shows, and why."""


class _Replacer:
    """Gives a part with every text of it replaced, each by another, and remembers which."""

    def __init__(self, hostile: str) -> None:
        self.hostile = hostile
        self.texts: dict[str, str] = {}

    def text(self, owner: str) -> str:
        number = len(self.texts) + 1
        text = f"{self.hostile} ({number}x)"
        self.texts[text] = owner
        return text

    def part(self, part: Part) -> Part:
        values: dict[str, Any] = {}
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            is_text = _is_text([field.annotation, *field.metadata])
            values[name] = self.value(value, f"{type(part).__name__}.{name}", is_text=is_text)
        return part.model_copy(update=values)

    def value(self, value: object, owner: str, *, is_text: bool) -> object:
        if isinstance(value, Part):
            return self.part(value)
        if isinstance(value, tuple):
            return tuple(self.value(one, owner, is_text=is_text) for one in value)
        return self.text(owner) if is_text and isinstance(value, str) else value

    def body(self, owner: str) -> Body:
        nowhere = Span(0, 0)

        def said() -> tuple[Words]:
            return (Words(self.text(owner)),)

        paragraph, quoted = Paragraph(said(), nowhere), Paragraph((Strong(said()), Words(" "), *said()), nowhere)
        lists = [List(ordered, ((Paragraph(said(), nowhere),), (Paragraph(said(), nowhere),)), nowhere) for ordered in (False, True)]
        return Body((paragraph, Heading(2, said(), nowhere), *lists, Quotation((quoted,), nowhere)))


def _is_text(marks: list[Any]) -> bool:
    return any(isinstance(one, StringConstraints) or "StringConstraints" in repr(one) for one in marks)


def _hostile(corpus: Corpus, replacer: _Replacer) -> Corpus:
    publication = replacer.part(corpus.publication)
    records: list[Record] = []
    for record in corpus:
        new = replacer.part(record)
        assert isinstance(new, Record)
        if getattr(new, "text", "") and record.section == "sources":
            new = new.model_copy(update={"text": f"{replacer.text('Source.text')}\n\n{replacer.text('Source.text')}"})
        records.append(new)
    bodies = {key: replacer.body(f"body of {key[0]}") for key in corpus.bodies}
    return Corpus(records, publication=publication, bodies=bodies)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=HOSTILE, ids=[f"text {number}" for number in range(1, len(HOSTILE) + 1)])
def pages(request: pytest.FixtureRequest, small: Checked) -> tuple[dict[str, tuple[dict[str, Any], str]], dict[str, str]]:
    """Every page as its front matter and its HTML, and every text with where it stands in the record."""
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(TEMPLATES))
    converter = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    replacer = _Replacer(request.param)
    corpus = _hostile(published(small.corpus), replacer)
    environment = make_environment(TEMPLATES)
    found = {}
    for page in list_pages(Desk(corpus, alignment(corpus), TODAY, fake_draw)):
        text, meta = get_data(render_page(environment, page))
        found[page.path] = (meta, converter.reset().convert(text))
    return found, replacer.texts


def test_nothing_acts_on_any_page(pages: tuple[dict[str, tuple[dict[str, Any], str]], dict[str, str]]) -> None:
    found, _ = pages
    for path, (meta, html) in found.items():
        assert dangers(fragment(html)) == [], path
        head = f"<title>{meta['title']}</title><p title=\"{meta['description']}\">{meta['title']}</p>"
        assert dangers(fragment(head)) == [], path
        if "jsonld" in meta:
            assert "<" not in meta["jsonld"], path
            json.loads(meta["jsonld"])


def test_every_page_keeps_its_shape(pages: tuple[dict[str, tuple[dict[str, Any], str]], dict[str, str]]) -> None:
    found, _ = pages
    for path, (_, html) in found.items():
        tree = fragment(html)
        assert len(list(tree.iter("h1"))) == 1, path
        assert [one.tag for one in tree if one.tag in ("li", "tr", "td", "dd", "figcaption", "b", "a", "span")] == [], path


def test_readers_see_every_text_as_it_is(pages: tuple[dict[str, tuple[dict[str, Any], str]], dict[str, str]]) -> None:
    found, texts = pages
    shown = "\n".join(words_of(_without_marks(fragment(html))) for _, html in found.values())
    missing = {owner for text, owner in texts.items() if folded(text) not in shown}
    seen = {owner for text, owner in texts.items() if folded(text) in shown}
    assert sorted(missing - seen - set(HIDDEN)) == []


def test_no_text_is_shown_in_another_way(pages: tuple[dict[str, tuple[dict[str, Any], str]], dict[str, str]]) -> None:
    found, texts = pages
    numbered = {re.search(r"\((\d+)x\)\Z", text)[1]: folded(text) for text in texts}  # type: ignore[index]
    for path, (_, html) in found.items():
        shown = words_of(_without_marks(fragment(html)))
        for mark in re.finditer(r"\((\d+)x\)", shown):
            whole = numbered[mark[1]]
            assert shown[: mark.end()].endswith(whole), f"{path}: {texts_of(texts, mark[1])}: {shown[mark.end() - len(whole) - 20 : mark.end()]}"


def texts_of(texts: dict[str, str], number: str) -> str:
    return next(owner for text, owner in texts.items() if text.endswith(f"({number}x)"))


def _without_marks(tree: Element) -> Element:
    """Take out reference marks: their figures stand between words."""
    for parent in tree.iter():
        for child in list(parent):
            if child.get("class") == "refs":
                index = list(parent).index(child)
                if index:
                    parent[index - 1].tail = (parent[index - 1].tail or "") + (child.tail or "")
                else:
                    parent.text = (parent.text or "") + (child.tail or "")
                parent.remove(child)
    return tree
