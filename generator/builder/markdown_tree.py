"""Writes the Markdown tree of each language from a checked corpus: derive, render, write only changed files."""

from __future__ import annotations

import pickle
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.builder.compiled_templates import CompiledTemplates
from generator.builder.render import make_environment, render_page
from generator.builder.stamp import contents_hash, program_hash
from generator.builder.writing import write_outputs
from generator.figures import csv_of, figure_svg
from generator.language import using_locale
from generator.site import (
    FigureView,
    annotations_of,
    cards_of,
    citation_files,
    embed_view,
    feed_files,
    former_figures,
    list_pages,
    origin_of,
)
from generator.system import MARKDOWN, Written, marked, remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from generator.builder.pictures import Pictures
    from generator.figures import Draw, Tokens
    from generator.site import Page, PageContext, SiteContext
    from generator.system import Cache, Stopwatch


def write_languages(
    sites: Sequence[SiteContext],
    templates: Path,
    docs: Path,
    further: Path,
    *,
    draw: Draw,
    watch: Stopwatch,
    cache: Cache,
    pictures: Pictures | None = None,
) -> Written:
    """Write the Markdown tree of the main language, and of each further one into a folder named by its tag; remove stale trees.

    Args:
        sites: The site in each language, the main one first.
        templates: The template folder.
        docs: The output folder for the main language.
        further: The parent of the output folders for further languages.
        draw: Draws charts.
        watch: Measures the time of each stage.
        cache: The build cache.
        pictures: Starts to convert each drawing to PNG as soon as it is written.

    Raises:
        BuildFailedError: A chart could not be drawn, or an output path holds a file that no build wrote.
        OSError: A file could not be read or written.
    """
    total = Written(0, 0, 0)
    outputs: dict[str, dict[str, bytes]] = {site.place: {} for site in sites}

    def add(site: SiteContext, files: Iterable[tuple[str, bytes]]) -> None:
        for path, data in files:
            outputs[site.place][path] = data
            if pictures is not None:
                pictures.add(path, data, site.place)

    with ThreadPoolExecutor(_MAX_WAITING) as threads:
        for site in sites:  # cards first: their pictures are made while pages are rendered
            with using_locale(site.facts.locale):
                add(site, ((path, svg.encode()) for path, svg in cards_of(site.at("index.md"))))
        watch.lap("derive")
        for tree in [_render_pages(site, templates, draw, watch, cache, threads) for site in sites]:
            with using_locale(tree.site.facts.locale):
                add(tree.site, _outputs(tree, templates, draw, watch))
            place = tree.site.place
            changed, removed = write_outputs(outputs[place], further / place if place else docs)
            watch.lap("write")
            total += Written(len(tree.pages), changed, removed)
    tags = {site.facts.locale for site in sites if site.place}
    for folder in further.iterdir() if further.is_dir() else ():
        if folder.name not in tags and marked(folder, MARKDOWN) is not None:
            remove(folder, MARKDOWN)
    return total


class _Tree(NamedTuple):
    """A site in one language with its pages, by which time it is known which figures they show."""

    site: SiteContext
    environment: Environment
    cache: Cache
    pages: Mapping[str, tuple[str, Future[bytes]]]
    """The title of each page, and its Markdown."""


def _render_pages(site: SiteContext, templates: Path, draw: Draw, watch: Stopwatch, cache: Cache, threads: ThreadPoolExecutor) -> _Tree:
    tree_cache = cache.of(program_hash(), contents_hash(templates), site.facts.locale)
    with using_locale(site.facts.locale):
        environment = make_environment(templates, site.tokens, draw)
        environment.bytecode_cache = CompiledTemplates(tree_cache)
        return _Tree(site, environment, tree_cache, _rendered(site.at("index.md"), environment, watch, tree_cache, threads))


def _outputs(tree: _Tree, templates: Path, draw: Draw, watch: Stopwatch) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file of a tree but the cards, those that wait for charts last."""
    context = tree.site.at("index.md")
    for path, text in (*citation_files(context), *feed_files(context)):
        yield path, text.encode()
    yield "annotations.json", annotations_of(context).encode()
    yield from _assets(templates / "assets", tree.site.tokens)
    yield from _figures(tree, draw, watch)
    yield from ((page_file(path), text.result()) for path, (_, text) in tree.pages.items())
    watch.lap("figures")


def page_file(path: str) -> str:
    """Return the file of a page: 'claims/x/index.md' for 'claims/x.md', so that links are the same relative to file and page.

    MkDocs leaves links in HTML unchanged; Zensical resolves them relative to the file.
    """
    return path if path.rpartition("/")[2] == "index.md" else f"{path.removesuffix('.md')}/index.md"


def _rendered(
    context: PageContext, environment: Environment, watch: Stopwatch, cache: Cache, threads: ThreadPoolExecutor
) -> dict[str, tuple[str, Future[bytes]]]:
    """Return title and Markdown of every page by path; pages that wait for charts are rendered in threads."""
    of_translation = bool(context.site.place)
    pages: dict[str, tuple[str, Future[bytes]]] = {}
    for number, page in enumerate(list_pages(context), 1):
        watch.lap("pages and charts")
        watch.doing(f"page {number:,}: {page.path}")
        if page.path in pages:
            raise RuntimeError(f"two pages claim {page.path}")

        def render(page: Page = page) -> bytes:
            return render_page(environment, page, of_translation=of_translation).encode()

        make = partial(cache.get, "md", pickle.dumps((page, of_translation)), render)
        if page.drawn:
            text = threads.submit(copy_context().run, make)
        else:
            text = Future()
            text.set_result(make())
        pages[page.path] = page.title, text
        watch.lap("render")
    return pages


_MAX_WAITING: Final = 5
"""How many pages may wait for charts at once."""


def _figures(tree: _Tree, draw: Draw, watch: Stopwatch) -> Iterator[tuple[str, bytes]]:
    """Yield the embed page, the SVG and the CSV of each figure."""
    site, environment, cache = tree.site, tree.environment, tree.cache
    template, publication = environment.get_template("embed.html.j2"), site.facts.corpus.publication
    licence = publication.licence or ""
    site_data = site.root, publication.title, licence, publication.language
    figures = sorted(site.gallery, key=lambda shown: shown.figure.has_plots)
    for number, shown in enumerate(figures, 1):
        watch.doing(f"figure {number:,} of {len(figures):,}: {shown.folder}")
        title = tree.pages[shown.page][0]
        inputs = pickle.dumps((shown, title, site_data))

        def page(shown: FigureView = shown, title: str = title) -> bytes:
            return template.render(view=embed_view(site, shown, title, draw)).encode()

        def drawing(shown: FigureView = shown, title: str = title) -> bytes:
            origin = origin_of(site, shown, title)
            return figure_svg(shown.figure, tokens=site.tokens, draw=draw, origin=origin, licence=licence).encode()

        yield f"{shown.folder}index.html", cache.get("html", inputs, page)
        yield f"{shown.folder}{shown.figure.name}.svg", cache.get("svg", inputs, drawing)
        if shown.figure.table is not None:
            yield f"{shown.folder}{shown.figure.name}.csv", csv_of(shown.figure.table, licence)
    for path, moved in former_figures(site.at("index.md")):
        yield path, environment.get_template("embed_moved.html.j2").render(view=moved).encode()


def _assets(folder: Path, tokens: Tokens) -> Iterator[tuple[str, bytes]]:
    """Yield the assets of pages: two style sheets concatenated from their parts, other files unchanged."""
    for name, parts in (("onrecord", "css"), ("more", "css/more")):
        sheets = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sorted((folder / parts).glob("*.css")))
        yield f"assets/{name}.css", ((tokens.css() if parts == "css" else "") + sheets).encode()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            is_text = path.suffix in _TEXT_SUFFIXES
            yield (
                f"assets/{path.relative_to(folder).as_posix()}",
                path.read_text(encoding="utf-8").encode() if is_text else path.read_bytes(),
            )


_TEXT_SUFFIXES: Final = frozenset({".js", ".svg", ".txt"})
"""Text assets, whose line endings a checkout may have changed."""
