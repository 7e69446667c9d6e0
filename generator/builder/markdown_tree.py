"""A checked corpus to Markdown: derive, pages, render, write only what changed."""

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
    from collections.abc import Iterator, Mapping, Sequence
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
    """Write the tree of the main language, and one for each further language into a folder of its tag; others are removed.

    Args:
        sites: The site in each language, the main one first.
        templates: The folder of the templates.
        docs: Where the tree of the main language goes.
        further: The folder of those of further languages.
        draw: Draws charts.
        watch: Takes the time of each stage.
        cache: What is kept between builds.
        pictures: Begins to make the picture of each drawing as soon as it is there.

    Raises:
        BuildFailedError: Something could not be drawn, or something is in the way that no build made.
        OSError: The file system refused something.
    """
    total = Written(0, 0, 0)
    for tree in [_render_pages(site, templates, draw, watch, cache) for site in sites]:
        with using_locale(tree.site.facts.locale):
            outputs = {}
            for path, data in _outputs(tree, templates, draw, watch):
                outputs[path] = data
                if pictures is not None:
                    pictures.add(path, data, tree.site.place)
        changed, removed = write_outputs(outputs, further / tree.site.place if tree.site.place else docs)
        watch.lap("write")
        total += Written(len(tree.pages), changed, removed)
    tags = {site.facts.locale for site in sites if site.place}
    for folder in further.iterdir() if further.is_dir() else ():
        if folder.name not in tags and marked(folder, MARKDOWN) is not None:
            remove(folder, MARKDOWN)
    return total


class _Tree(NamedTuple):
    """A site in one language, whose pages are rendered; by then it is known which figures they show."""

    site: SiteContext
    environment: Environment
    cache: Cache
    pages: Mapping[str, tuple[str, bytes]]


def _render_pages(site: SiteContext, templates: Path, draw: Draw, watch: Stopwatch, cache: Cache) -> _Tree:
    known = cache.of(program_hash(), contents_hash(templates), site.facts.locale)
    with using_locale(site.facts.locale):
        watch.lap("derive")
        environment = make_environment(templates, site.tokens, draw)
        environment.bytecode_cache = CompiledTemplates(known)
        return _Tree(site, environment, known, _rendered(site.at("index.md"), environment, watch, known))


def _outputs(tree: _Tree, templates: Path, draw: Draw, watch: Stopwatch) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a tree, with the figures that its pages show."""
    context = tree.site.at("index.md")
    for path, text in (*cards_of(context), *citation_files(context), *feed_files(context)):
        yield path, text.encode()
    yield "annotations.json", annotations_of(context).encode()
    yield from ((page_file(path), text) for path, (_, text) in tree.pages.items())
    yield from _assets(templates / "assets", tree.site.tokens)
    yield from _figures(tree, draw, watch)
    watch.lap("figures")


def page_file(path: str) -> str:
    """Return the file of a page: 'claims/x.md' is 'claims/x/index.md', so that a link leads from the file where it leads from the page.

    MkDocs leaves the links of HTML as they are; Zensical takes them for what they would be as seen from the file.
    """
    return path if path.rpartition("/")[2] == "index.md" else f"{path.removesuffix('.md')}/index.md"


def _rendered(context: PageContext, environment: Environment, watch: Stopwatch, cache: Cache) -> dict[str, tuple[str, bytes]]:
    """Return the title and the Markdown of every page, by its path; those that wait for drawings are rendered while others are."""
    of_translation = bool(context.site.place)
    found: dict[str, tuple[str, bytes | Future[bytes]]] = {}
    with ThreadPoolExecutor(_MOST_WAITING) as aside:
        for number, page in enumerate(list_pages(context), 1):
            watch.lap("pages and charts")
            watch.doing(f"page {number:,}: {page.path}")
            if page.path in found:
                raise RuntimeError(f"two pages claim {page.path}")

            def render(page: Page = page) -> bytes:
                return render_page(environment, page, of_translation=of_translation).encode()

            make = partial(cache.get, "md", pickle.dumps((page, of_translation)), render)
            found[page.path] = page.title, aside.submit(copy_context().run, make) if page.drawn else make()
            watch.lap("render")
        return {path: (title, made.result() if isinstance(made, Future) else made) for path, (title, made) in found.items()}


_MOST_WAITING: Final = 5
"""How many pages wait for drawings at once."""


def _figures(tree: _Tree, draw: Draw, watch: Stopwatch) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each figure alone, and its data."""
    site, environment, cache = tree.site, tree.environment, tree.cache
    template, publication = environment.get_template("embed.html.j2"), site.facts.corpus.publication
    licence = publication.licence or ""
    site_data = site.root, publication.title, licence, publication.language
    for number, shown in enumerate(figures := list(site.gallery), 1):
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
