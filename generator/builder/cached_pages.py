"""Pages that MkDocs need not make again: those whose Markdown, theme, navigation and settings are as they were when they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import StrictUndefined
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from generator.builder.compiled_templates import CompiledTemplates
from generator.builder.raw_blocks import put_back, taken_out
from generator.builder.stamp import contents_hash, program_hash
from generator.system import files_below, put, share

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from generator.system import Cache

_OTHERS: Final = StrictUndefined("a page may not look at other pages, since it is kept when they change; 404.html and sitemap.xml may")
_PLACES: Final = frozenset({"config_file_path", "docs_dir", "site_dir"})
"""Settings that say where things are."""

_THEME: Final = "material"
"""The theme whose own files no page uses."""
_LEAVES_BLOCKS: Final = frozenset({"attr_list", "fenced_code", "tables", "toc"})
"""Extensions of Markdown that make nothing of what is HTML already."""


class _Nothing(Config):  # type: ignore[no-untyped-call]  # of MkDocs
    """What the plugin is told by settings."""


class PagesPlugin(BasePlugin[_Nothing]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Says which pages MkDocs, which has to run as 'dirty', is to make."""

    def finish(self) -> set[str]:
        """Do what is to be done when MkDocs had nothing to complain of; return the files of the site, by their paths below it."""
        return set()


class OnePage(PagesPlugin):  # type: ignore[no-untyped-call]  # of MkDocs
    """Lets MkDocs make one page alone."""

    def __init__(self, file: str, environments: dict[str, Environment]) -> None:
        """Begin a build of the page of a file of Markdown; the theme's templates are kept, by the folder of the theme, for the next."""
        self._file = file
        self._environments = environments

    def on_config(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Leave out what is made for the site as a whole, and do not look for files of the theme."""
        theme, place = config.theme, str(config.theme.custom_dir)
        environment = self._environments.get(place) or theme.get_env()
        self._environments[place] = environment
        vars(environment)["list_templates"] = lambda **_unused: []
        vars(theme)["get_env"] = lambda: environment
        theme.static_templates = set()
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 - MkDocs names them
        """Leave out all other pages."""
        for file in files:
            if file.src_uri != self._file:
                _leave_out(file)
        return files


class CachedPages(PagesPlugin):  # type: ignore[no-untyped-call]  # of MkDocs
    """Puts the pages that are kept into the site, and lets MkDocs make the others alone."""

    def __init__(self, cache: Cache, today: date) -> None:
        """Begin a build.

        Args:
            cache: Where pages are kept.
            today: The day of the build, which templates are told.
        """
        self._cache = cache
        self._today = today
        self._names: set[str] = set()
        self._missing: dict[str, str] = {}
        self._made: dict[str, bytes] = {}
        self._blocks: list[str] = []

    def on_config(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Do not look through the thousands of files of the theme of which none is used, and keep nothing that is made of templates."""
        environment, own = config.theme.get_env(), config.theme.custom_dir
        environment.bytecode_cache = CompiledTemplates(self._cache.of(program_hash()))
        vars(config.theme)["get_env"] = lambda: environment
        if config.theme.name == _THEME and own:
            vars(environment)["list_templates"] = lambda filter_func: [name for name, _ in files_below(own) if filter_func(name)]
        for name in (*config.theme.static_templates, *config.extra_templates):
            Path(config.site_dir, name).unlink(missing_ok=True)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Put what is no page in its place; MkDocs would look at each file twice, and copy it."""
        for file in files:
            if not file.inclusion.is_included():  # type: ignore[no-untyped-call]  # of MkDocs
                continue
            self._names.add(file.dest_uri)
            if file.is_documentation_page():
                continue
            if file.src_dir == config.docs_dir:
                share(Path(config.docs_dir, file.src_uri), Path(file.abs_dest_path))
            else:
                put(Path(file.abs_dest_path), file.content_bytes)
            _leave_out(file)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the pages that are kept in their places."""
        titles = [get_data(page.file.content_string)[1].get("title") for page in nav.pages]
        theme = contents_hash(Path(config.theme.custom_dir)) if config.theme.custom_dir else ""
        known = self._cache.of(program_hash(), theme, _settings_key(config), self._today, titles)
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            name = known.name("html", f"{file.src_uri}\n{file.content_string}".encode())
            if (found := known.read(name)) is None:
                self._missing[file.src_uri] = name
                Path(file.abs_dest_path).unlink(missing_ok=True)
                continue
            meta, _, html = found.partition(b"\n")
            page.meta, page.markdown = json.loads(meta), ""
            put(Path(file.abs_dest_path), html)
            _leave_out(file)
        return nav

    def on_post_template(self, output: str, /, *, template_name: str, **_unused: object) -> str:
        """Note what is made of a template that is no page's; of nothing MkDocs makes no file."""
        if output.strip():
            self._names.add(template_name)
        return output

    def on_page_markdown(self, markdown: str, /, *, config: MkDocsConfig, **_unused: object) -> str:
        """Leave to Markdown what is not HTML yet."""
        self._blocks = []
        if _LEAVES_BLOCKS.issuperset(config.markdown_extensions):
            markdown, self._blocks = taken_out(markdown)
        return markdown

    def on_page_content(self, html: str, /, **_unused: object) -> str:
        """Put the rest in its place; MkDocs reads, and changes, a page before it reads the next."""
        return put_back(html, self._blocks)

    def on_page_context(self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:  # noqa: ARG002 - MkDocs names them
        """Keep a page from depending on others."""
        context["pages"] = _OTHERS  # type: ignore[typeddict-item]
        return context

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs names them
        """Take a page that was made."""
        html = output.encode("utf-8", "xmlcharrefreplace")
        self._made[self._missing[page.file.src_uri]] = json.dumps(dict(page.meta)).encode() + b"\n" + html
        return output

    def finish(self) -> set[str]:
        """Keep what was made; to be called when MkDocs had nothing to complain of; return the files of the site."""
        for name, data in self._made.items():
            self._cache.write(name, data)
        return self._names


def _leave_out(file: File) -> None:
    vars(file)["is_modified"] = lambda: False


def is_known(config: MkDocsConfig) -> bool:
    """Tell whether all is known that pages depend on, which it is not where plugins or hooks work on them."""
    return not config.plugins and not config.hooks


def _settings_key(config: MkDocsConfig) -> str:
    """Return the settings of a build, but for places."""
    settings: dict[str, object] = {name: value for name, value in config.items() if name not in _PLACES}
    return json.dumps(settings | {"theme": dict(config.theme)}, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    """Return what a setting is, of what JSON has; functions and classes by their names."""
    return dict(value) if isinstance(value, Mapping) else getattr(value, "__qualname__", type(value).__name__)
