"""A page cache for MkDocs: pages whose Markdown, theme, navigation and settings are unchanged are not rendered again."""

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
from generator.system import files_below, hard_link, write_if_changed

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from generator.system import Cache

_OTHER_PAGES: Final = StrictUndefined(
    "pages are cached separately, so their templates cannot use other pages; only 404.html and sitemap.xml can"
)
_PATH_SETTINGS: Final = frozenset({"config_file_path", "docs_dir", "site_dir"})
"""Settings that are paths, which do not affect pages."""

_MATERIAL: Final = "material"
"""The theme whose own static files no page uses."""
_BLOCK_SAFE_EXTENSIONS: Final = frozenset({"attr_list", "fenced_code", "tables", "toc"})
"""Markdown extensions that leave raw HTML blocks unchanged."""


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # of MkDocs
    """The options of the plugins: none."""


class PagesPlugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Selects the pages that MkDocs renders, which must run with dirty=True."""

    def finish(self) -> set[str]:
        """Complete a build that MkDocs reported no problem in; return the paths of the site's files, relative to the site."""
        return set()


class OnePage(PagesPlugin):  # type: ignore[no-untyped-call]  # of MkDocs
    """Limits MkDocs to one page."""

    def __init__(self, file: str, environments: dict[str, Environment]) -> None:
        """Build the page of a Markdown file; environments caches the theme's templates by theme folder, for the next page."""
        self._file = file
        self._environments = environments

    def on_config(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Skip static templates and the search for theme files."""
        theme, folder = config.theme, str(config.theme.custom_dir)
        environment = self._environments.get(folder) or theme.get_env()
        self._environments[folder] = environment
        vars(environment)["list_templates"] = lambda **_unused: []
        vars(theme)["get_env"] = lambda: environment
        theme.static_templates = set()
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 - MkDocs names them
        """Skip all other pages."""
        for file in files:
            if file.src_uri != self._file:
                _skip(file)
        return files


class CachedPages(PagesPlugin):  # type: ignore[no-untyped-call]  # of MkDocs
    """Writes cached pages into the site, so that MkDocs renders the others only."""

    def __init__(self, cache: Cache, today: date) -> None:
        """Prepare a build with its cache, on a day, which templates use."""
        self._cache = cache
        self._today = today
        self._site_files: set[str] = set()
        self._keys_to_render: dict[str, str] = {}
        self._rendered: dict[str, bytes] = {}
        self._blocks: list[str] = []

    def on_config(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Skip the theme's thousands of unused static files and delete stale template output."""
        environment, theme_folder = config.theme.get_env(), config.theme.custom_dir
        environment.bytecode_cache = CompiledTemplates(self._cache.of(program_hash()))
        vars(config.theme)["get_env"] = lambda: environment
        if config.theme.name == _MATERIAL and theme_folder:
            vars(environment)["list_templates"] = lambda filter_func: [name for name, _ in files_below(theme_folder) if filter_func(name)]
        for name in (*config.theme.static_templates, *config.extra_templates):
            Path(config.site_dir, name).unlink(missing_ok=True)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Link or write files that are no pages into the site; MkDocs would read each twice and copy it."""
        for file in files:
            if not file.inclusion.is_included():  # type: ignore[no-untyped-call]  # of MkDocs
                continue
            self._site_files.add(file.dest_uri)
            if file.is_documentation_page():
                continue
            if file.src_dir == config.docs_dir:
                hard_link(Path(config.docs_dir, file.src_uri), Path(file.abs_dest_path))
            else:
                write_if_changed(Path(file.abs_dest_path), file.content_bytes)
            _skip(file)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Write the cached pages into the site."""
        titles = [get_data(page.file.content_string)[1].get("title") for page in nav.pages]
        theme = contents_hash(Path(config.theme.custom_dir)) if config.theme.custom_dir else ""
        cache = self._cache.of(program_hash(), theme, _settings_key(config), self._today, titles)
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            key = cache.name("html", f"{file.src_uri}\n{file.content_string}".encode())
            if (cached := cache.read(key)) is None:
                self._keys_to_render[file.src_uri] = key
                Path(file.abs_dest_path).unlink(missing_ok=True)
                continue
            meta, _, html = cached.partition(b"\n")
            page.meta, page.markdown = json.loads(meta), ""
            write_if_changed(Path(file.abs_dest_path), html)
            _skip(file)
        return nav

    def on_post_template(self, output: str, /, *, template_name: str, **_unused: object) -> str:
        """Record the output file of a static template; MkDocs writes none for empty output."""
        if output.strip():
            self._site_files.add(template_name)
        return output

    def on_page_markdown(self, markdown: str, /, *, config: MkDocsConfig, **_unused: object) -> str:
        """Take raw HTML blocks out before Markdown is parsed."""
        self._blocks = []
        if _BLOCK_SAFE_EXTENSIONS.issuperset(config.markdown_extensions):
            markdown, self._blocks = taken_out(markdown)
        return markdown

    def on_page_content(self, html: str, /, **_unused: object) -> str:
        """Put the raw HTML blocks back; MkDocs reads and converts one page at a time."""
        return put_back(html, self._blocks)

    def on_page_context(self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:  # noqa: ARG002 - MkDocs names them
        """Refuse templates access to other pages, since the cache key of a page does not cover them."""
        context["pages"] = _OTHER_PAGES  # type: ignore[typeddict-item]
        return context

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs names them
        """Collect a rendered page for the cache."""
        html = output.encode("utf-8", "xmlcharrefreplace")
        self._rendered[self._keys_to_render[page.file.src_uri]] = json.dumps(dict(page.meta)).encode() + b"\n" + html
        return output

    def finish(self) -> set[str]:
        """Cache the rendered pages; called only if MkDocs reported no problem; return the paths of the site's files."""
        for key, data in self._rendered.items():
            self._cache.write(key, data)
        return self._site_files


def _skip(file: File) -> None:
    vars(file)["is_modified"] = lambda: False


def is_cacheable(config: MkDocsConfig) -> bool:
    """Return whether the cache key covers all inputs of pages; plugins and hooks may add others."""
    return not config.plugins and not config.hooks


def _settings_key(config: MkDocsConfig) -> str:
    """Return the settings of a build as a cache key, without paths."""
    settings: dict[str, object] = {name: value for name, value in config.items() if name not in _PATH_SETTINGS}
    return json.dumps(settings | {"theme": dict(config.theme)}, sort_keys=True, default=_to_json)


def _to_json(value: object) -> object:
    """Return a setting as JSON can represent it; functions and classes by name."""
    return dict(value) if isinstance(value, Mapping) else getattr(value, "__qualname__", type(value).__name__)
