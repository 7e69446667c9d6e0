"""What MkDocs is given, and any other tool that reads its settings: a file for each language, which a build leaves beside its Markdown.

The words of the theme are data in it, so that its templates call nothing of ours. 'mkdocs.yml' takes the file of the main language in
with INHERIT; that of a further language takes in 'mkdocs.yml' and says what is otherwise. Lists are never said twice, since of two
lists MkDocs takes the later and Zensical both.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import yaml

from generator.figures import licence_address
from generator.language import SOURCE, _, current_locale, direction_of, html_of, languages, name_of, using_locale
from generator.model import NAVIGATION, TABLE
from generator.site import url_of
from generator.system import NOTE, NotOursError, our_settings, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.model import Publication
    from generator.site import SearchEntry

MAIN: Final = "run-onrecord-build-first.yml"
"""The file of the main language. Where nothing was built yet, its name is what MkDocs and Zensical say is missing."""
_OWN_NAVIGATION: Final = re.compile(rb"^nav\s*:", re.MULTILINE)
"""Settings of a publication that has another navigation than ours; of two lists MkDocs takes its own, and Zensical would take both."""
_ABOUT: Final = ("how-to-read", "changes", "corrections", "funding", "contact")
"""Pages that every page leads to beside the sections, if they are there."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The Markdown of the site in one language."""

    docs: Path
    publication: Publication
    """The publication in that language; its `language` is that of the pages."""
    language: str
    """The language of its records."""
    found: Sequence[SearchEntry]
    """What the search finds in it."""
    place: str = ""
    """Where it stands below the site, with a slash at its end; nothing for the main language."""


def settings_of(project: Path, place: str) -> Path:
    """Return the file of settings from which the tree is built that stands somewhere below the site, with or without a slash at the end."""
    return project / "build" / f"mkdocs-{place.rstrip('/')}.yml" if place else project / "mkdocs.yml"


def write_settings(project: Path, theme: Path, trees: Sequence[Tree], site_url: str | None) -> None:
    """Write what the trees of a site are built from, where it is not there, and remove what is for languages that are gone.

    Args:
        project: The folder of the project.
        theme: The folder of the theme's templates.
        trees: The Markdown of the site, that of the main language first.
        site_url: The address at which it will stand.

    Raises:
        NotOursError: A file is in the way that no build wrote. Nothing was written then.
        OSError: The file system refused something.
    """
    wanted = {project / "build" / MAIN, *(settings_of(project, tree.place) for tree in trees[1:])}
    there = our_settings(project / "build")
    if others := sorted(str(path) for path in wanted - there if os.path.lexists(path)):
        raise NotOursError(f"{', '.join(others)}: no build wrote that\n  = move it away, then run the command again")
    words = {*_words_of(theme), *NAVIGATION.values()}
    own = (project / "mkdocs.yml").read_bytes() if (project / "mkdocs.yml").is_file() else b""
    navigation = [] if _OWN_NAVIGATION.search(own) else [{label: f"{url_of(path)}index.md"} for path, label in NAVIGATION.items()]
    shared = {"trees": [_theme_data(tree, words, site_url) for tree in trees]}
    for number, tree in enumerate(trees):
        path = settings_of(project, tree.place) if number else project / "build" / MAIN
        folder = path.parent if number else project
        tag = tree.publication.language.split("-")[0]
        settings: dict[str, Any] = {
            "site_name": str(tree.publication.title),
            "site_description": str(tree.publication.tagline),
            **({"site_url": _address(tree, site_url)} if site_url else {}),
            "docs_dir": _from(folder, tree.docs, project),
            "theme": {"custom_dir": _from(folder, theme, project), "language": tag if tag in languages() else SOURCE},
            "extra": {"tree": number, **({} if number else shared)},
            **({} if number or not navigation else {"nav": navigation}),
        }
        if number:
            settings = {"INHERIT": "../mkdocs.yml", "site_dir": f"site-{tree.place.rstrip('/')}", **settings}
        data = (NOTE + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=140)).encode()
        if path not in there or path.read_bytes() != data:
            write_whole(path, data)
    for path in there - wanted:
        path.unlink()


def _from(folder: Path, path: Path, project: Path) -> str:
    """Return the path of what is in a project from a folder of it, and of anything else its whole path."""
    return os.path.relpath(path, folder).replace(os.sep, "/") if path.is_relative_to(project) else str(path)


def _address(tree: Tree, site_url: str | None) -> str:
    """Return the address of a tree, with a slash at its end; nothing where that of the site is not known."""
    return f"{site_url.rstrip('/')}/{tree.place}" if site_url else ""


def _theme_data(tree: Tree, words: set[str], site_url: str | None) -> dict[str, object]:
    """Return what the theme is told of a tree."""
    publication = tree.publication
    with using_locale(publication.language):
        texts = publication.title, publication.tagline, publication.licence or ""
        name, tagline, licence = map(html_of, texts)
        return {
            "tag": tree.language,
            "called": name_of(tree.language),
            "called_direction": direction_of(tree.language),
            "direction": publication.direction,
            "place": tree.place,
            "back": "../" if tree.place else "",
            "home": _address(tree, site_url),
            "path": f"{urlsplit(site_url or '').path.rstrip('/')}/{tree.place}",
            "name": name,
            "tagline": tagline,
            "licence": licence,
            "licence_address": licence_address(texts[2]),
            "empty": sorted(_empty_overviews(tree.found)),
            "about": [page for page in _ABOUT if (tree.docs / page / "index.md").is_file()],
            "words": {} if current_locale().tag == SOURCE else {word: own for word in sorted(words) if (own := _(word)) != word},
        }


def _empty_overviews(found: Sequence[SearchEntry]) -> set[str]:
    """Return the addresses of sections that hold no record yet; no menu leads to them."""
    filled = {section.value for document in found for section in document.facets["section"]}
    overviews = {row.name: url_of(row.overview) for row in TABLE}
    return {*overviews.values()} - {address for section, address in overviews.items() if section in filled}


def _words_of(theme: Path) -> Iterator[str]:
    """Yield the words that the templates of a theme say."""
    from jinja2.ext import babel_extract

    for path in sorted(theme.rglob("*.html")):
        with path.open("rb") as file:
            for _unused, _unused2, word, _unused3 in babel_extract(file, ("_",), (), {"silent": "true"}):
                yield str(word)
