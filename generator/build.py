"""A checked corpus to Markdown: derive, pages, render, write only what changed."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Final

from generator.cache import Cache
from generator.derive.publishing import shown_in
from generator.derive.stances import stances
from generator.figures.writers.csv import csv_of
from generator.figures.writers.svg import figure_svg
from generator.language import using_locale
from generator.language.localized import untagged, with_lang_attributes
from generator.ownership import MARKDOWN, marked, remove
from generator.pages import list_pages
from generator.pages.annotations import annotations_of
from generator.pages.cards import cards_of
from generator.pages.context import PageContext
from generator.pages.corrections import feed_files
from generator.pages.gallery import Edition, ShownFigure, embed_view, origin_of
from generator.pages.moved import former_figures
from generator.pages.record_actions import citation_files
from generator.render import make_environment, render_page
from generator.stamp import contents_hash, program_hash
from generator.stopwatch import Written
from generator.tokens import Tokens, read_tokens
from generator.writing import write_outputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jinja2 import Environment

    from generator.corpus import Corpus
    from generator.figures.writers.plots import Draw
    from generator.pages.page import Page
    from generator.stopwatch import Stopwatch


def write_pages(
    corpus: Corpus,
    templates: Path,
    docs: Path,
    *,
    today: date,
    draw: Draw,
    watch: Stopwatch,
    site_url: str | None = None,
    language: str = "",
    cached: Path | None = None,
) -> Written:
    """Write the Markdown tree of a corpus without errors, in its own language unless another is given; what is right is left alone.

    Pages and figures are kept in a folder, if one is given: what is the same as in the build before is not rendered again.
    """
    tag = language or corpus.publication.language
    known = Cache(cached, program_hash(), contents_hash(templates), tag)
    with using_locale(tag):
        outputs, pages = _outputs(shown_in(corpus, tag), templates, today, draw, watch, site_url, _editions(corpus), language, known)
    known.forget_rest()
    changed, removed = write_outputs(outputs, docs)
    watch.lap("write")
    return Written(pages, changed, removed)


def write_languages(
    corpus: Corpus,
    templates: Path,
    docs: Path,
    further: Path,
    *,
    today: date,
    draw: Draw,
    watch: Stopwatch,
    site_url: str | None = None,
    cached: Path | None = None,
) -> Written:
    """Write the tree of the main language, and one for each further language into a folder of its tag; others are removed."""
    main = cached / "main" if cached else None
    total = write_pages(corpus, templates, docs, today=today, draw=draw, watch=watch, site_url=site_url, cached=main)
    tags = corpus.publication.languages
    for tag in tags:
        address, place = address_in(corpus, site_url, tag), further / tag
        own = cached / tag if cached else None
        total += write_pages(corpus, templates, place, today=today, draw=draw, watch=watch, site_url=address, language=tag, cached=own)
    for path in further.iterdir() if further.is_dir() else ():
        if path.name not in tags and marked(path, MARKDOWN) is not None:
            remove(path, MARKDOWN)
    return total


def address_in(corpus: Corpus, site_url: str | None, language: str) -> str | None:
    """Return the address at which the tree of a language stands, that of the main one if none is given; nothing where none is known."""
    base = site_url or corpus.publication.site_url
    return f"{base.rstrip('/')}/{language}/" if language and base else site_url


def context_of(
    shown: Corpus, templates: Path, today: date, draw: Draw, *, site_url: str | None = None, only: str | None = None
) -> PageContext:
    """Return what pages are written with, in the current locale; of the page at one address alone, if one is given."""
    return PageContext(shown, stances(shown), today, read_tokens(templates), draw, site_url=site_url or "", only=only)


def _outputs(
    shown: Corpus,
    templates: Path,
    today: date,
    draw: Draw,
    watch: Stopwatch,
    site_url: str | None,
    editions: Sequence[Edition],
    further: str,
    cached: Cache,
) -> tuple[dict[str, bytes], int]:
    """Return every file of the tree by its path, and the number of pages; of the main tree, unless the tag of a further one is given."""
    context = context_of(shown, templates, today, draw, site_url=site_url)
    watch.lap("derive")
    environment = make_environment(templates)
    pages = _rendered(context, environment, watch, cached, of_translation=bool(further))
    outputs = {page_file(path): text for path, (_, text) in pages.items()}
    here = f"{further}/" if further else ""
    outputs.update(_figures(environment, context, {path: title for path, (title, _) in pages.items()}, editions, here, cached, watch))
    watch.lap("figures")
    outputs["annotations.json"] = untagged(annotations_of(context)).encode()
    outputs.update((path, untagged(text).encode()) for path, text in (*cards_of(context), *citation_files(context), *feed_files(context)))
    outputs.update(_assets(templates / "assets", context.tokens))
    return outputs, len(pages)


def page_file(path: str) -> str:
    """Return the file of a page: 'claims/x.md' is 'claims/x/index.md', so that a link leads from the file where it leads from the page.

    MkDocs leaves the links of HTML as they are; Zensical takes them for what they would be as seen from the file.
    """
    return path if path.rpartition("/")[2] == "index.md" else f"{path.removesuffix('.md')}/index.md"


def _rendered(
    context: PageContext, environment: Environment, watch: Stopwatch, cached: Cache, *, of_translation: bool
) -> dict[str, tuple[str, bytes]]:
    """Return the title and the Markdown of every page, by its path."""
    found: dict[str, tuple[str, bytes]] = {}
    for number, page in enumerate(list_pages(context), 1):
        watch.lap("pages and charts")
        watch.doing(f"page {number:,}: {page.path}")
        if page.path in found:
            raise RuntimeError(f"two pages claim {page.path}")

        def render(page: Page = page) -> bytes:
            return render_page(environment, page, of_translation=of_translation).encode()

        found[page.path] = page.title, cached.get("md", pickle.dumps((page, of_translation)), render)
        watch.lap("render")
    return found


def _editions(corpus: Corpus) -> list[Edition]:
    """Return every language in which the site is built, the main one first."""
    publication = corpus.publication
    return [Edition(publication.language, ""), *(Edition(tag, f"{tag}/") for tag in publication.languages)]


def _figures(
    environment: Environment,
    context: PageContext,
    titles: Mapping[str, str],
    editions: Sequence[Edition],
    here: str,
    cached: Cache,
    watch: Stopwatch,
) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each figure alone, and its data."""
    template = environment.get_template("embed.html.j2")
    publication = context.corpus.publication
    licence = publication.licence or ""
    told = context.site_url or publication.site_url, publication.title, licence, publication.language, editions, here
    for number, shown in enumerate(figures := list(context.gallery), 1):
        watch.doing(f"figure {number:,} of {len(figures):,}: {shown.folder}")
        title = titles[shown.page]
        inputs = pickle.dumps((shown, title, told))

        def page(shown: ShownFigure = shown, title: str = title) -> bytes:
            view = embed_view(context.corpus, context.site_url, shown, title, editions, context.tokens, context.draw, here)
            return with_lang_attributes(template.render(view=view)).encode()

        def drawing(shown: ShownFigure = shown, title: str = title) -> bytes:
            origin = origin_of(context.corpus, context.site_url, shown, title)
            return figure_svg(shown.figure, tokens=context.tokens, draw=context.draw, origin=origin, licence=licence).encode()

        yield f"{shown.folder}index.html", cached.get("html", inputs, page)
        yield f"{shown.folder}{shown.figure.name}.svg", cached.get("svg", inputs, drawing)
        if shown.figure.table is not None:
            yield f"{shown.folder}{shown.figure.name}.csv", csv_of(shown.figure.table, licence)
    for path, moved in former_figures(context):
        yield path, with_lang_attributes(environment.get_template("embed_moved.html.j2").render(view=moved)).encode()


def _assets(folder: Path, tokens: Tokens) -> Iterator[tuple[str, bytes]]:
    """Yield the files that pages use: two style sheets made of their parts, other assets as they are."""
    for name, parts in (("onrecord", "css"), ("more", "css/more")):
        sheets = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sorted((folder / parts).glob("*.css")))
        yield f"assets/{name}.css", ((tokens.css() if parts == "css" else "") + sheets).encode()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            is_text = path.suffix in _TEXTS
            yield (
                f"assets/{path.relative_to(folder).as_posix()}",
                path.read_text(encoding="utf-8").encode() if is_text else path.read_bytes(),
            )


_TEXTS: Final = frozenset({".js", ".svg", ".txt"})
"""Assets that are text, of which a checkout may have changed the ends of lines."""
