"""Renders a page with its template to Markdown, with escaping filters."""

from __future__ import annotations

import json
import re
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup

from generator.builder.value_places import PlacedValues
from generator.figures import is_marked, noting_marks
from generator.language import (
    SOURCE,
    LocalizedText,
    _,
    current_locale,
    filled,
    html_of,
    language_name,
    noting_untranslated,
    plural_forms,
    source_message,
)
from generator.site import alone, blocks, folded, foreign_headings, html_rich, lang_attributes, link, markdown, refs, url_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Template
    from jinja2.runtime import Context

    from generator.figures import Draw, Tokens
    from generator.site import BodyView, FigureView, Page


class _Loader(FileSystemLoader):
    """Loads one template at a time, so that threads which need the same do not all compile it."""

    _lock: Final = Lock()

    def load(self, *arguments: Any) -> Template:  # noqa: ANN401 - of FileSystemLoader
        """Load a template, from the bytecode cache if another thread compiled it meanwhile."""
        with self._lock:
            return super().load(*arguments)


def make_environment(templates: Path, tokens: Tokens, draw: Draw) -> Environment:
    """Return the Jinja environment for a template folder, with filters for Markdown and figures."""

    def figure(view: FigureView | None) -> Markup:
        return Markup(view.html(tokens, draw) if view else "")  # noqa: S704 - drawings are ours

    @pass_context
    def body(context: Context, view: BodyView) -> Markup:
        html = blocks(view, figure)  # before foreign_headings, so that source marks in headings get their ids in the body
        context.get("headings", {}).update(foreign_headings(view))
        return html

    environment = Environment(
        loader=_Loader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_on_one_line,
        extensions=["jinja2.ext.i18n"],
    )
    environment.code_generator_class = PlacedValues
    environment.globals |= {
        "gettext": _translated,
        "ngettext": _translated_count,
        "current_locale": current_locale,
        "plural_forms": _plural_forms,
    }
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.tests["marked"] = is_marked
    environment.filters |= {
        "md": markdown,
        "heading": _heading,
        "rich": html_rich,
        "link": link,
        "tongue": lang_attributes,
        "plain": _plain,
        "alone": alone,
        "refs": refs,
        "blocks": body,
        "figure": figure,
    }
    return environment


def _on_one_line(value: object) -> object:
    """Return the output of a template with white space folded, unless it is markup already."""
    return folded(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _plain(value: object) -> object:
    """Return the output of a template as plain text for an attribute or a title."""
    if isinstance(value, Markup) and "<" in value:
        raise ValueError(f"an element is not allowed in an attribute or a title: {value}")
    if not isinstance(value, LocalizedText):
        return value
    for run in value.runs:
        run.note()
    return str(value)


@pass_context
def _heading(context: Context, text: str) -> Markup:
    """Return a heading as Markdown, and record the languages in it."""
    context.get("headings", {}).update(foreign_headings([text]))
    return markdown(text)


def _translated(message: str, /, **values: object) -> str:
    """Return a template's message in the current locale; values for '%(name)s' are escaped, unless they are markup."""
    return _filled(_(message), values)


def _translated_count(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Return a template's message in the plural form for a number."""
    return _filled(current_locale().words.ngettext(singular, plural, number), values)


def _plural_forms(singular: str, plural: str, /) -> str:
    """Return the plural forms of a template's message as JSON for a script."""
    return json.dumps(plural_forms(singular, plural), ensure_ascii=False)


def _filled(message: str, values: dict[str, object]) -> str:
    """Return a formatted message: a LocalizedText if a value is one and neither message nor values have markup, else markup."""
    formatted = {name: _on_one_line(value) for name, value in values.items()}
    kinds = [isinstance(value, LocalizedText) - isinstance(value, Markup) for value in formatted.values()]
    if "<" not in message and 1 in kinds and -1 not in kinds:
        return filled(_VALUE.sub(r"{\1}", message.replace("{", "{{").replace("}", "}}").replace("%%", "%")), formatted)
    return Markup(message) % formatted  # noqa: S704 - catalogues are ours


_VALUE: Final = re.compile(r"%\((\w+)\)s")


def render_page(environment: Environment, page: Page, *, of_translation: bool = True) -> str:
    """Return a page as Markdown with front matter."""
    headings: dict[str, str] = {}
    with noting_untranslated() as languages, noting_marks():
        body = environment.get_template(f"pages/{page.template}").render(page=page, view=page.view, headings=headings)
    text = _tidy(body)
    markdown_text = text if current_locale().tag == SOURCE else _with_anchors(text)
    untranslated = language_name(languages[0]) if of_translation and languages else ""
    return f"---\n{_front_matter(page, body, untranslated, headings)}---\n\n{markdown_text}"


_HEADING: Final = re.compile(r"^## (?P<text>.*[^}\n])$", re.MULTILINE)
"""A heading without an explicit anchor."""


def _with_anchors(body: str) -> str:
    """Add an anchor to each heading: the English slug in every language if the heading is a message of ours.

    The Markdown tools would keep only Latin letters in a slug.
    """
    from markdown.extensions.toc import slugify, slugify_unicode, unique

    seen: set[str] = set()

    def with_anchor(match: re.Match[str]) -> str:
        text = Markup(match["text"]).striptags()  # noqa: S704 - of a page that was rendered
        english = source_message(text)
        anchor = slugify(english, "-") if english else slugify_unicode(text, "-")
        return f"{match[0]} {{: #{unique(anchor, seen)} }}"

    return _HEADING.sub(with_anchor, body)


_END_OF_TEXT: Final = ' id="the-record"'
"""The end of the text of an explainer."""


def _front_matter(page: Page, body: str, untranslated: str, headings: Mapping[str, str]) -> str:
    """Return the front matter; title and description are HTML, since themes insert them unescaped."""
    values = {"title": escape(page.title), "description": escape(page.description), "kind": page.kind}
    before, end_of_text, _unused = body.partition(_END_OF_TEXT)
    start = len(page.title.partition(": ")[0]) + 2 if page.kind in _TITLED_BY_KIND else 0
    name = html_of(page.title[start:])
    optional = {
        "source": page.source,
        "moved": page.moved,
        "whole": url_of(page.whole) if page.whole else "",
        "changed": page.changed,
        "jsonld": page.jsonld,
        "card": page.card,
        "card_alt": escape(page.card_alt),
        "styles": page.styles,
        "untranslated": untranslated,
        "name": name if name != html_of(str(page.title)) else "",
    }
    fields = values | {field: value for field, value in optional.items() if value}
    lines = [f"{field}: {json.dumps(folded(value), ensure_ascii=False)}\n" for field, value in fields.items()]
    if end_of_text:
        lines.append(f"record_after: {before.count(chr(10) + '## ')}\n")
    return "".join(lines) + (f"headings: {json.dumps(headings, ensure_ascii=False)}\n" if headings else "")


_TITLED_BY_KIND: Final = frozenset({"claim", "source"})
"""The kinds of pages whose title is 'Kind: name'."""


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text.strip("\n")) + "\n"
