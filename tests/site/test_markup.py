"""A reader sees exactly what the record says, and nothing in it is ever active: in every context that a template has.

Judged as a browser does: Markdown through Python-Markdown as mkdocs.yml configures it, HTML through html5lib.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from string import punctuation
from types import SimpleNamespace
from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from markupsafe import Markup
from mkdocs.utils.meta import get_data

from generator.builder.render import render_page
from generator.site.body import plain
from generator.site.jsonld import safe_json
from generator.site.markup import safe_address
from generator.site.page import Link, Page, SourceRef
from generator.text.body import Element as Part
from generator.text.characters import find_bad_characters
from tests.site.vectors import VECTORS
from tests.sites import TEMPLATES, dangers, environment_of, folded, fragment, mkdocs_settings, parsed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

SIGNS = punctuation + "\N{NO-BREAK SPACE}\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH NON-JOINER}’“”…"
PIECES = (
    *(
        "<b>",
        "</p>",
        "</div>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "?>",
        "&amp;",
        "&lt",
        "&#60;",
        "](",
        "](javascript:",
        "![",
        "[TOC]",
    ),
    *(
        "**",
        "__",
        "``",
        "```",
        "~~~",
        "{: onclick=x }",
        "{#id}",
        "{{ x }}",
        "{% raw %}",
        "http://a.b",
        "<a@b.c>",
        "a_b_c",
        "1. ",
        "- ",
        "+ ",
    ),
    *(
        "# ",
        " #",
        "===",
        "---",
        "> ",
        ": ",
        "    ",
        "\n",
        "\n\n",
        "\n# ",
        "\n- ",
        "\n    ",
        "\n---\n",
        "\n| a | b |\n|---|---|\n",
        "\\",
        "\\*",
        "\\<",
    ),
    *(
        "</title>",
        "<script>",
        "</script>",
        "onload=",
        "javascript:",
        "[^1]",
        "[x]: y",
        "*[x]: y",
        "!!! note",
        "??? x",
        "=> ",
        "$a$",
        "ѕ",
        "א",
        "م",
        "漢",
    ),
)
ALPHABET = st.one_of(
    st.sampled_from(SIGNS),
    st.sampled_from("abcxyz019 \n\t"),
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]).filter(lambda c: not find_bad_characters(f" {c}")),
)
TEXTS = (
    st.one_of(
        st.sampled_from(VECTORS),
        st.lists(st.one_of(ALPHABET, st.sampled_from(PIECES)), min_size=1, max_size=12).map("".join),
    )
    .map(str.strip)
    .filter(bool)
)
"""Texts as a record can hold them: stripped, not empty, without the characters that loading refuses."""


@cache
def _extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    config = mkdocs_settings()
    return list(config.markdown_extensions), dict(config.mdx_configs)


def converter() -> markdown.Markdown:
    """Return what MkDocs reads our pages with, as mkdocs.yml configures it."""
    extensions, configs = _extensions()
    return markdown.Markdown(extensions=extensions, extension_configs=configs)


def to_html(text: str) -> str:
    return converter().convert(text)


@cache
def _template(source: str) -> Callable[..., str]:
    return environment_of().from_string(source).render


CONTEXTS = {
    "paragraph": "before\n\n{{ text | md }}\n\nafter\n",
    "heading": "## {{ text | md }}\n\nafter\n",
    "heading at the end": "before\n\n## {{ text | md }}",
    "heading of two": "## {{ text | md }} toward {{ text | md }}\n",
    "list item": "- {{ text | md }}\n- {{ text | md }}\n",
    "table cell": '<table><tbody>\n<tr><td dir="auto">{{ text }}</td></tr>\n</tbody></table>\n\nafter\n',
    "block of HTML": '<p class="deck" dir="auto">{{ text }}</p>\n\n{{ text | md }}\n',
    "rich HTML": '<p dir="auto">{{ (text, text) | rich }}</p>\n',
    "details": "<details><summary>{{ text }}</summary>\n<p>{{ text }}</p></details>\n\nafter\n",
}


def _repeats(context: str) -> int:
    return CONTEXTS[context].count("text")


@pytest.mark.parametrize("context", CONTEXTS)
@given(text=TEXTS)
@example(text="C#")
@example(text="a # b ##")
def test_text_is_shown_as_it_is_and_nothing_in_it_acts(context: str, text: str) -> None:
    _holds(context, text)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_vector_acts_in_any_context(context: str) -> None:
    for text in VECTORS:
        _holds(context, text)


def _holds(context: str, text: str) -> None:
    html = to_html(_template(CONTEXTS[context])(text=text))
    tree = fragment(html)
    assert dangers(tree) == [], html
    words = folded(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "\0", CONTEXTS[context]))
    expected = {
        "heading of two": f"{text} toward {text}",
        "list item": f"{text} {text}",
        "rich pieces": f"See {text}.",
        "rich HTML": f"{text}{text}",
    }.get(context, " ".join([text] * _repeats(context)))
    seen = words_of(tree)
    seen = seen.removeprefix("before ") if "before" in words else seen
    seen = seen.removesuffix(" after") if words.endswith("after") else seen
    assert seen.replace(" ", "") == folded(expected).replace(" ", ""), html
    if context != "details":
        assert seen == folded(expected), html


@given(text=TEXTS)
@example(text="!\n```\n!")
def test_attributes_hold_the_text_and_nothing_else(text: str) -> None:
    source = '<div class="tablewrap" aria-label="{{ text }}" title="Acts of {{ text }}" tabindex="0">x</div>\n'
    tree = fragment(to_html(_template(source)(text=text)))
    (found,) = [element for element in tree.iter() if element.tag == "div" and "class" in element.attrib]
    values = {name: folded(value) for name, value in found.attrib.items()}
    assert values == {"class": "tablewrap", "aria-label": folded(text), "title": folded(f"Acts of {text}"), "tabindex": "0"}
    assert words_of(tree) == "x"


@given(text=TEXTS)
def test_labels_of_links_hold_the_text_and_lead_where_they_should(text: str) -> None:
    rich = to_html(_template("<p>{{ (to,) | rich }}</p>")(to=Link(text, "../x/#y")))
    for html in (rich, *_linked(text, "../x/#y")):
        tree = fragment(html)
        assert dangers(tree) == [], html
        assert [element.get("href") for element in tree.iter("a")] == ["../x/#y"], html
        assert words_of(tree) == folded(text), html


@given(text=TEXTS)
def test_marks_of_sources_name_the_publisher_in_markdown_and_in_html(text: str) -> None:
    for source in ("## So it is.{{ (mark,) | refs }}", "<p>So it is.{{ (mark,) | refs }}</p>"):
        html = to_html(_template(source)(mark=SourceRef(7, text)))
        tree = fragment(html)
        assert dangers(tree) == [], html
        (found,) = tree.iter("a")
        assert found.attrib == {"class": "ref", "href": "#s-7", "aria-label": f"Source 7: {folded(text)}"}, html
        assert words_of(tree) == "So it is.7", html


def _page(text: str) -> Page:
    return Page("x.md", "claim", text, text, "x.md.j2", None, "content/x.yml", safe_json({"text": text}), "cards/claims/x.png", text)


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder: Path = tmp_path_factory.mktemp("templates")
    (folder / "pages").mkdir()
    (folder / "pages" / "x.md.j2").write_text("text\n", encoding="utf-8")
    return environment_of(folder)


@pytest.fixture(scope="module")
def theme() -> Callable[[dict[str, object]], Element]:
    """A page as MkDocs renders it: without autoescape, with what the front matter gives."""
    language = {"partials/language.html": "{% macro t(key) %}{{ key }}{% endmacro %}"}
    loader = ChoiceLoader([FileSystemLoader(TEMPLATES / "theme"), DictLoader(language)])
    environment = Environment(loader=loader, autoescape=False)  # noqa: S701 - as MkDocs
    environment.filters["url"] = str
    here = {"tag": "en", "direction": "ltr", "name": "On Record", "tagline": "Said.", "about": [], "words": {}}
    config = {"site_name": "On Record", "site_description": "Said.", "theme": {"favicon": "x.svg"}, "extra": {"tree": 0, "trees": [here]}}

    def render(meta: dict[str, object], site_url: str = "https://x.example/", *, whole: bool = False) -> Element:
        page = {"meta": meta, "title": meta["title"], "url": "x/", "canonical_url": "https://x.example/x/", "toc": [], "content": "<h1>"}
        nav = SimpleNamespace(items=[], homepage={"url": ""})
        rendered = environment.get_template("main.html").render(page=page, nav=nav, base_url="..", config=config | {"site_url": site_url})
        return parsed(rendered if whole else rendered.partition("</head>")[0])

    return render


@given(text=TEXTS)
def test_front_matter_is_html_that_any_theme_may_set(text: str, one_page: Environment) -> None:
    rendered = render_page(one_page, _page(text))
    body, meta = get_data(rendered)
    assert body.strip() == "text"
    assert meta["kind"] == "claim"
    html = f'<title>{meta["title"]}</title><meta name="description" content="{meta["description"]}"><h1>{meta["title"]}</h1>'
    tree = parsed(html)
    assert dangers(tree, frozenset({"meta"})) == []
    assert [folded(one.text or "") for one in (*tree.iter("title"), *tree.iter("h1"))] == [folded(text)] * 2
    assert [folded(one.get("content", "")) for one in tree.iter("meta")] == [folded(text)]


def test_our_theme_leads_on_from_a_page_that_moved(theme: Callable[[dict[str, object]], Element]) -> None:
    tree = theme({"title": "Moved: A", "kind": "moved", "moved": "../now/"})
    told = {one.get("http-equiv") or one.get("name"): one.get("content") for one in tree.iter("meta")}
    assert (told["refresh"], told["robots"]) == ("0;url=../now/", "noindex")
    assert [one.get("rel") for one in tree.iter("link") if one.get("rel") in ("canonical", "alternate")] == []
    stays = theme({"title": "A", "kind": "claim"})
    assert "refresh" not in {one.get("http-equiv") for one in stays.iter("meta")}
    assert [one.get("rel") for one in stays.iter("link") if one.get("rel") == "canonical"] == ["canonical"]


@given(text=TEXTS)
def test_our_theme_sets_title_description_and_json_as_the_record_says(
    text: str, one_page: Environment, theme: Callable[[dict[str, object]], Element]
) -> None:
    _, meta = get_data(render_page(one_page, _page(text)))
    tree = theme(meta)
    own = frozenset({"meta", "link", "script"})
    assert dangers(tree, own) == []
    data = [one for one in tree.iter("script") if one.get("type") == "application/ld+json"]
    assert [one.get("src") for one in tree.iter("script") if one not in data] == ["assets/onrecord.js"]
    assert folded(json.loads(data[0].text or "")["text"]) == folded(text)
    assert [folded(one.text or "") for one in tree.iter("title")] == [folded(f"{text} - On Record")]
    assert [folded(one.get("content", "")) for one in tree.iter("meta") if one.get("name") == "description"] == [folded(text)]


@given(text=TEXTS)
def test_what_is_told_where_a_page_is_shared_is_as_the_record_says(
    text: str, one_page: Environment, theme: Callable[[dict[str, object]], Element]
) -> None:
    _, meta = get_data(render_page(one_page, _page(text)))
    tree = theme(meta)
    assert dangers(tree, frozenset({"meta", "link", "script"})) == []
    told = _told(tree)
    assert [folded(told[f"og:{name}"]) for name in ("title", "description", "image:alt")] == [folded(text)] * 3
    assert told["og:image"] == "https://x.example/cards/claims/x.png"


@given(text=TEXTS)
def test_the_way_to_a_page_is_told_to_machines_in_the_words_of_the_record(
    text: str, one_page: Environment, theme: Callable[..., Element]
) -> None:
    _, meta = get_data(render_page(one_page, _page(text)))
    body = theme(meta, whole=True).find("body")
    assert body is not None
    (data,) = (json.loads(one.text or "") for one in body.iter("script"))
    assert [(one["position"], folded(one["name"])) for one in data["itemListElement"]] == [(1, "Home"), (2, folded(text))]
    assert data["itemListElement"][1]["item"] == "https://x.example/x/"


def _told(tree: Element) -> dict[str, str]:
    return {one.get("property", ""): one.get("content", "") for one in tree.iter("meta") if one.get("property")}


def test_no_picture_is_told_where_the_address_of_the_site_is_not_known(theme: Callable[..., Element], one_page: Environment) -> None:
    _, meta = get_data(render_page(one_page, _page("x")))
    assert [name for name in _told(theme(meta, "")) if "image" in name] == []
    plain = {name: value for name, value in meta.items() if name != "card"}
    assert [name for name in _told(theme(plain)) if "image" in name] == []


@given(text=st.one_of(TEXTS, st.text(max_size=20)))
def test_json_in_a_script_element_never_ends_it(text: str) -> None:
    written = safe_json({"text": text, text: [text]})
    assert json.loads(written) == {"text": text, text: [text]}
    assert not set("<>&'\u2028\u2029") & set(written)


BAD_ADDRESSES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "feed:javascript:x"),
    *("java\tscript:alert(1)", "\x01javascript:alert(1)", " javascript:alert(1)", "javascript&colon;alert(1)", "view-source:x", "x:y"),
)


def _linked(words: str, address: str) -> tuple[str, ...]:
    """Return a link as HTML wherever one may stand: on a page, in a paragraph of a body, in a heading of one."""
    part = Part("a", (words,), (("href", address),))
    return (
        to_html(_template("<p>{{ to | link }}</p>")(to=Link(words, address))),
        _html_of(Part("p", (part,))),
        _html_of(_heading("h2", part)),
    )


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_no_address_of_another_scheme_is_linked(address: str) -> None:
    safe = safe_address(address)
    assert safe == "" or not dangers(fragment(f'<a href="{escape(safe)}">x</a>'))
    for html in _linked("x", address):
        assert dangers(fragment(html)) == []


GOOD_ADDRESSES = (
    *("https://a.example/b_c_d*e*?x=1&y=2#z", "https://a.example/(b)", "mailto:a_b@c.example", "../x/#y", "./", "#s-1", "?q=1:2", "x/y:z"),
    *(
        "https://a.example/?x=1&copy=2",
        "https://a.example/?x=1&copy;=2",
        "https://a.example/?a&lt;b",
        "https://a.example/~b/'c'",
        "http://a.example/[b]",
    ),
    *(
        "https://a.example/%D9%85?x=%26",
        "https://ar.example/نهر",
        "https://a.example/a\\b",
        'https://a.example/"b"',
        "https://a.example/a|b^c`d{e}",
    ),
)


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_an_address_arrives_as_it_is_but_for_what_is_percent_encoded(address: str) -> None:
    wanted = safe_address(address)
    assert wanted
    for html in _linked("words", address):
        tree = fragment(html)
        assert [element.get("href") for element in tree.iter("a")] == [wanted], html
        assert words_of(tree) == "words"


STYLED = st.recursive(
    TEXTS.map(lambda text: (text,)),
    lambda inside: st.tuples(st.sampled_from(["strong", "em"]), inside).map(lambda pair: (Part(*pair),)),
    max_leaves=2,
)


@given(pieces=st.lists(STYLED, min_size=1, max_size=3).map(lambda many: tuple(piece for one in many for piece in one)), code=TEXTS)
def test_styled_words_are_shown_as_they_are(pieces: tuple[object, ...], code: str) -> None:
    whole = (*pieces, " and ", Part("code", (code,)))
    for html in (_html_of(Part("p", whole)), _html_of(_heading("h2", *whole))):
        tree = fragment(html)
        assert dangers(tree) == [], html
        assert words_of(tree) == folded(plain(whole)), html


def _heading(tag: str, *pieces: object) -> Part:
    return Part(tag, pieces, (("id", "text-x"),))


def _html_of(*blocks: Part | Markup) -> str:
    return to_html(_template("{{ body | blocks }}")(body=blocks))


@given(text=TEXTS)
@example(text="|")
@example(text="|---|")
@pytest.mark.parametrize("tag", ["ul", "ol", "blockquote", "table", "h2", "h6"])
def test_blocks_of_a_body_show_their_words(tag: str, text: str) -> None:
    inside = (Part("p", (text,)), Part("ul", (Part("li", (text,)),)))
    block = {
        "blockquote": Part(tag, inside),
        "table": Part(tag, (Part("tbody", (Part("tr", (Part("th", (text,)), Part("td", (text,)))),)),)),
    }.get(tag) or (_heading(tag, text) if tag.startswith("h") else Part(tag, (Part("li", inside), Part("li", inside))))
    html = _html_of(Part("p", ("Before.",)), block, Part("p", ("After.",)))
    tree = fragment(html)
    assert dangers(tree) == [], html
    assert [element.get("id") for element in tree.iter() if element.get("id")] == (["text-x"] if tag.startswith("h") else []), html
    times = {"ul": 4, "ol": 4}.get(tag, 1 if tag.startswith("h") else 2)
    assert words_of(tree).replace(" ", "") == folded(f"Before. {' '.join([text] * times)} After.").replace(" ", ""), html


def test_a_figure_stays_html_that_nothing_else_reads() -> None:
    figure = Markup("<figure>\n<figcaption>[a](javascript:alert(1)) *x*</figcaption>\n</figure>")
    html = _html_of(Part("p", ("Before.",)), figure, Part("p", ("After.",)))
    tree = fragment(html)
    assert dangers(tree) == [], html
    assert [words_of(one) for one in tree.iter("figure")] == ["[a](javascript:alert(1)) *x*"]
    assert words_of(tree) == "Before. [a](javascript:alert(1)) *x* After."
