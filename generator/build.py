"""A checked corpus to Markdown: derive, pages, render, write only what changed."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from generator.charts.table_csv import csv_of
from generator.derive.alignment import alignment
from generator.derive.publishing import published
from generator.derive.translating import translated
from generator.language import speaking
from generator.pages import list_pages
from generator.pages.annotations import annotations_of
from generator.pages.cards import cards_of
from generator.pages.desk import Desk
from generator.pages.foot import citation_files
from generator.pages.gallery import embed_view
from generator.render import make_environment, render_page
from generator.stopwatch import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from jinja2 import Environment

    from generator.charts.widths import Draw
    from generator.corpus import Corpus
    from generator.stopwatch import Stopwatch

    Cards = Callable[[Mapping[str, str]], Mapping[str, bytes]]
    """Draws cards: SVG to PNG, by name."""


def write_pages(
    corpus: Corpus, templates: Path, docs: Path, *, today: date, draw: Draw, cards: Cards, watch: Stopwatch, site_url: str | None = None
) -> Written:
    """Write the Markdown tree of a corpus without errors, in its own language; files that are already right are left alone."""
    with speaking(corpus.publication.language):
        outputs, pages = _outputs(corpus, templates, today, draw, cards, watch, site_url)
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
    cards: Cards,
    watch: Stopwatch,
    site_url: str | None = None,
) -> Written:
    """Write the tree of the main language, and one for each further language into a folder of its tag; other folders there are removed."""
    total = write_pages(corpus, templates, docs, today=today, draw=draw, cards=cards, watch=watch, site_url=site_url)
    tags, base = corpus.publication.languages, site_url or corpus.publication.site_url
    for tag in tags:
        address = f"{base.rstrip('/')}/{tag}/" if base else None
        other, place = translated(corpus, tag), further / tag
        total += write_pages(other, templates, place, today=today, draw=draw, cards=cards, watch=watch, site_url=address)
    for path in further.iterdir() if further.is_dir() else ():
        if path.name not in tags:
            shutil.rmtree(path)
    return total


def _outputs(
    corpus: Corpus, templates: Path, today: date, draw: Draw, cards: Cards, watch: Stopwatch, site_url: str | None
) -> tuple[dict[str, bytes], int]:
    """Return every file of the tree by its path, and the number of pages."""
    shown = published(corpus)
    desk = Desk(shown, alignment(shown), today, draw, site_url=site_url or "")
    watch.lap("derive")
    with ThreadPoolExecutor(max_workers=1) as aside:
        drawn = aside.submit(cards, cards_of(desk))
        environment = make_environment(templates)
        pages = _rendered(desk, environment, watch)
        outputs = {path: text for path, (_, text) in pages.items()}
        outputs.update(_figures(environment, desk, {path: title for path, (title, _) in pages.items()}))
        outputs.update(drawn.result())
    watch.lap("cards")
    outputs["annotations.json"] = annotations_of(desk).encode()
    outputs.update((path, text.encode()) for path, text in citation_files(desk))
    outputs.update(_assets(templates / "assets"))
    return outputs, len(pages)


def _rendered(desk: Desk, environment: Environment, watch: Stopwatch) -> dict[str, tuple[str, bytes]]:
    """Return the title and the Markdown of every page, by its path."""
    found: dict[str, tuple[str, bytes]] = {}
    for page in list_pages(desk):
        watch.lap("pages and charts")
        if page.path in found:
            raise RuntimeError(f"two pages claim {page.path}")
        found[page.path] = page.title, render_page(environment, page).encode()
        watch.lap("render")
    return found


def _figures(environment: Environment, desk: Desk, titles: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each figure alone, and its data."""
    template = environment.get_template("embed.html.j2")
    for shown in desk.gallery:
        view = embed_view(desk.corpus, desk.site_url, shown, titles[shown.page])
        yield f"{shown.folder}index.html", template.render(view=view).encode()
        if shown.figure.table is not None:
            yield f"{shown.folder}{shown.figure.name}.csv", csv_of(shown.figure.table).encode()


def _assets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files that pages use: two style sheets made of their parts, the script made lighter, other assets as they are."""
    for name, parts in (("onrecord", "css"), ("more", "css/more")):
        sheets = sorted((folder / parts).glob("*.css"))
        yield f"assets/{name}.css", _light("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)).encode()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            data = path.read_bytes()
            yield f"assets/{path.relative_to(folder).as_posix()}", _light_script(data.decode()).encode() if path.suffix == ".js" else data


_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND: Final = re.compile(r";?\s*([{}])\s*|\s*(;)\s*|(?<=[^\s])\s+(?=[^\s])")
_TIGHT: Final = re.compile(r"(?<=[a-z\d])(:) |(,) ")
"""A colon or comma and its space; a selector never has a colon before a space."""
_LINE_COMMENT: Final = re.compile(r"^[ \t]*/\*.*?\*/", re.DOTALL | re.MULTILINE)


def _light(css: str) -> str:
    """Return a style sheet without its comments and the white space that means nothing."""
    light = _AROUND.sub(lambda found: found[1] or found[2] or " ", _COMMENT.sub("", css)).strip()
    return _TIGHT.sub(r"\1\2", light) + "\n"


def _light_script(script: str) -> str:
    """Return a script without the comments that begin a line and without its indentation."""
    return "".join(f"{line.strip()}\n" for line in _LINE_COMMENT.sub("", script).splitlines() if line.strip())


def write_outputs(outputs: Mapping[str, bytes], folder: Path) -> tuple[int, int]:
    """Make a folder hold exactly these files; return how many were written and how many removed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = 0
    for name, data in outputs.items():
        path = folder / name
        if not path.is_file() or path.is_symlink() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(path.name + ".part")
            temporary.write_bytes(data)
            temporary.replace(path)
            changed += 1
    return changed, _remove_stale(outputs, folder)


def _remove_stale(outputs: Mapping[str, bytes], folder: Path) -> int:
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in outputs:
            path.unlink()
            removed += 1
    return removed
