"""Builds the site of a project: incremental Markdown, pictures, the search index, MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.builder.markdown_tree import page_file
    from generator.builder.mkdocs_site import MOST_HTML, heavy_pages, make_page
    from generator.builder.project import Project, building, prove_site, proven_site, write_markdown, write_site
    from generator.builder.render import make_environment, render_page
    from generator.builder.settings import settings_of
else:
    __getattr__ = lazy_exports(__name__)
