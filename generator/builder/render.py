"""A page and its template to Markdown text, through the escaping filters."""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.language import (
    SOURCE,
    LocalizedText,
    _,
    current_locale,
    foreign_headings,
    language_name,
    plural_forms,
    source_message,
    tagged,
    untagged,
    untranslated,
    with_lang_attributes,
)
from generator.site import blocks, folded, html_rich, lang_attributes, link, markdown, refs, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from generator.figures import Draw, Tokens
    from generator.site import FigureView, Page


def make_environment(templates: Path, tokens: Tokens, draw: Draw) -> Environment:
    """Return the environment in which the templates of a folder are rendered, and figures with them."""

    def figure(shown: FigureView | None) -> Markup:
        return Markup(shown.html(tokens, draw) if shown else "")  # noqa: S704 - drawings are ours

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_on_one_line,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals |= {"gettext": _say, "ngettext": _say_count, "current_locale": current_locale, "plural_forms": _plural_forms}
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.filters |= {
        "md": markdown,
        "rich": html_rich,
        "link": link,
        "tongue": lang_attributes,
        "refs": refs,
        "blocks": partial(blocks, figure=figure),
        "figure": figure,
    }
    return environment


def _on_one_line(value: object) -> object:
    """Return what a template puts out with its white space folded and with marks of its language, unless it is markup already."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return tagged(folded(value), value) if isinstance(value, LocalizedText) else folded(value)


def _say(message: str, /, **values: object) -> Markup:
    """Return a message of a template in the current locale; values for '%(name)s' in it are escaped, unless they are markup."""
    return _filled(_(message), values)


def _say_count(one: str, many: str, number: int, /, **values: object) -> Markup:
    """Return a template's message for a number of things."""
    return _filled(current_locale().words.ngettext(one, many, number), values)


def _plural_forms(one: str, many: str, /) -> str:
    """Return the forms of a template's message for a number of things, as JSON for a script."""
    return json.dumps(plural_forms(one, many), ensure_ascii=False)


def _filled(message: str, values: dict[str, object]) -> Markup:
    return Markup(message) % {name: _on_one_line(value) for name, value in values.items()}  # noqa: S704 - catalogues are ours


def render_page(environment: Environment, page: Page, *, of_translation: bool = True) -> str:
    """Return a page as Markdown with front matter."""
    body = environment.get_template(f"pages/{page.template}").render(page=page, view=page.view)
    text = _tidy(_there_and_back(with_lang_attributes(body)))
    shown = text if current_locale().tag == SOURCE else _anchored(text)
    return f"---\n{_front_matter(page, body, of_translation=of_translation)}---\n\n{shown}"


_MARK: Final = re.compile(r'<a class="ref" href="#s-(\d+)"')
_BACK: Final = re.compile(r' <a class="back" href="#r-(\d+)"[^<]*</a>')


def _there_and_back(body: str) -> str:
    """Give the first mark of each source an anchor, and take away what leads back from a source without marks.

    A raw "<" is never record text, so what is found is markup.
    """
    met: set[str] = set()

    def anchored(found: re.Match[str]) -> str:
        number = found[1]
        place = "" if number in met else f' id="r-{number}"'
        met.add(number)
        return f'<a class="ref"{place} href="#s-{number}"'

    marked = _MARK.sub(anchored, body)
    return _BACK.sub(lambda found: found[0] if found[1] in met else "", marked)


_HEADING: Final = re.compile(r"^## (?P<text>.*[^}\n])$", re.MULTILINE)
"""A heading whose line does not end with an anchor of its own."""


def _anchored(body: str) -> str:
    """Give each heading an anchor, in every language that of the English words where they are ours.

    The tools that make HTML of it would make one of Latin letters alone.
    """
    from markdown.extensions.toc import slugify, slugify_unicode, unique

    met: set[str] = set()

    def anchored(found: re.Match[str]) -> str:
        text = unescape(re.sub(r"<[^>]*>", "", found["text"]))
        english = source_message(text)
        anchor = slugify(english, "-") if english else slugify_unicode(text, "-")
        return f"{found[0]} {{: #{unique(anchor, met)} }}"

    return _HEADING.sub(anchored, body)


_RECORD: Final = ' id="the-record"'
"""Where the text of an explainer ends."""


def _front_matter(page: Page, body: str, *, of_translation: bool) -> str:
    """Return the front matter; title and description are HTML, since themes set them as they are."""
    values = {"title": escape(page.title), "description": escape(page.description), "kind": page.kind}
    before, turn, _unused = body.partition(_RECORD)
    whole = with_lang_attributes(tagged(escape(page.title), page.title))
    name = whole.partition(": ")[2] if page.kind in _INTRODUCED else whole
    optional = {
        "source": page.source,
        "moved": page.moved,
        "whole": url_of(page.whole) if page.whole else "",
        "changed": page.changed,
        "jsonld": page.jsonld,
        "card": page.card,
        "card_alt": escape(page.card_alt),
        "styles": page.styles,
        "untranslated": language_name(tag) if of_translation and (tag := untranslated(body)) else "",
        "name": name if name != escape(page.title) else "",
    }
    written = values | {field: value for field, value in optional.items() if value}
    lines = [f"{field}: {json.dumps(folded(untagged(value)), ensure_ascii=False)}\n" for field, value in written.items()]
    if turn:
        lines.append(f"record_after: {before.count(chr(10) + '## ')}\n")
    headings = foreign_headings(body)
    return "".join(lines) + (f"headings: {json.dumps(headings, ensure_ascii=False)}\n" if headings else "")


_INTRODUCED: Final = frozenset({"claim", "source"})
"""The kinds of pages whose title says what they are before it names it."""


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text.strip("\n")) + "\n"
