"""The settings for MkDocs and compatible tools: a file for each language, which a build writes beside its Markdown.

They include the translated messages of the theme, so that its templates call no code of ours. 'mkdocs.yml' inherits the file of the
main language; the file of a further language inherits 'mkdocs.yml' and overrides what differs. No list is set twice, since MkDocs would
use the later one and Zensical both.
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
"""The file of the main language. Before the first build MkDocs and Zensical report this name as missing."""
_OWN_NAVIGATION: Final = re.compile(rb"^nav\s*:", re.MULTILINE)
"""A publication's own navigation, which replaces ours: Zensical would merge the two lists."""
_ABOUT_PAGES: Final = ("how-to-read", "changes", "corrections", "funding", "contact")
"""Pages that every page links to besides the sections, if they exist."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The Markdown tree of the site in one language."""

    docs: Path
    publication: Publication
    """The publication in that language; its `language` is that of the pages."""
    language: str
    """The language of its records."""
    found: Sequence[SearchEntry]
    """Its search entries."""
    place: str = ""
    """Its path prefix in the site, with a trailing slash; empty for the main language."""


def settings_of(project: Path, prefix: str) -> Path:
    """Return the settings file of the tree at a path prefix of the site, with or without a trailing slash."""
    return project / "build" / f"mkdocs-{prefix.rstrip('/')}.yml" if prefix else project / "mkdocs.yml"


def write_settings(project: Path, theme: Path, trees: Sequence[Tree], site_url: str | None) -> None:
    """Write the settings of the trees of a site if they changed, and remove those of languages that no longer exist.

    Args:
        project: The project folder.
        theme: The folder of the theme's templates.
        trees: The Markdown trees, that of the main language first.
        site_url: The URL at which the site will be published.

    Raises:
        NotOursError: A settings path holds a file that no build wrote; nothing was written.
        OSError: A file could not be read or written.
    """
    wanted = {project / "build" / MAIN, *(settings_of(project, tree.place) for tree in trees[1:])}
    existing = our_settings(project / "build")
    if others := sorted(str(path) for path in wanted - existing if os.path.lexists(path)):
        raise NotOursError(f"{', '.join(others)}: not written by a build\n  = move it away, then run the command again")
    messages = {*_messages_of(theme), *NAVIGATION.values()}
    mkdocs_yml = (project / "mkdocs.yml").read_bytes() if (project / "mkdocs.yml").is_file() else b""
    navigation = [] if _OWN_NAVIGATION.search(mkdocs_yml) else [{label: f"{url_of(path)}index.md"} for path, label in NAVIGATION.items()]
    shared = {"trees": [_theme_data(tree, messages, site_url) for tree in trees]}
    for number, tree in enumerate(trees):
        path = settings_of(project, tree.place) if number else project / "build" / MAIN
        folder = path.parent if number else project
        tag = tree.publication.language.split("-")[0]
        settings: dict[str, Any] = {
            "site_name": str(tree.publication.title),
            "site_description": str(tree.publication.tagline),
            **({"site_url": _url_of_tree(tree, site_url)} if site_url else {}),
            "docs_dir": _relative(folder, tree.docs, project),
            "theme": {"custom_dir": _relative(folder, theme, project), "language": tag if tag in languages() else SOURCE},
            "extra": {"tree": number, **({} if number else shared)},
            **({} if number or not navigation else {"nav": navigation}),
        }
        if number:
            settings = {"INHERIT": "../mkdocs.yml", "site_dir": f"site-{tree.place.rstrip('/')}", **settings}
        data = (NOTE + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=140)).encode()
        if path not in existing or path.read_bytes() != data:
            write_whole(path, data)
    for path in existing - wanted:
        path.unlink()


def _relative(folder: Path, path: Path, project: Path) -> str:
    """Return a path relative to a folder of the project if it is in the project, else unchanged."""
    return os.path.relpath(path, folder).replace(os.sep, "/") if path.is_relative_to(project) else str(path)


def _url_of_tree(tree: Tree, site_url: str | None) -> str:
    """Return the URL of a tree with a trailing slash; empty if the site's is not known."""
    return f"{site_url.rstrip('/')}/{tree.place}" if site_url else ""


def _theme_data(tree: Tree, messages: set[str], site_url: str | None) -> dict[str, object]:
    """Return the data of a tree for the theme."""
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
            "home": _url_of_tree(tree, site_url),
            "path": f"{urlsplit(site_url or '').path.rstrip('/')}/{tree.place}",
            "name": name,
            "tagline": tagline,
            "licence": licence,
            "licence_address": licence_address(texts[2]),
            "empty": sorted(_empty_overviews(tree.found)),
            "about": [page for page in _ABOUT_PAGES if (tree.docs / page / "index.md").is_file()],
            "words": {} if current_locale().tag == SOURCE else {key: text for key in sorted(messages) if (text := _(key)) != key},
        }


def _empty_overviews(entries: Sequence[SearchEntry]) -> set[str]:
    """Return the URLs of sections without records, which menus leave out."""
    filled = {section.value for entry in entries for section in entry.facets["section"]}
    overviews = {row.name: url_of(row.overview) for row in TABLE}
    return {*overviews.values()} - {address for section, address in overviews.items() if section in filled}


def _messages_of(theme: Path) -> Iterator[str]:
    """Yield the messages of a theme's templates."""
    from jinja2.ext import babel_extract

    for path in sorted(theme.rglob("*.html")):
        with path.open("rb") as file:
            for _unused, _unused2, message, _unused3 in babel_extract(file, ("_",), (), {"silent": "true"}):
                yield str(message)
