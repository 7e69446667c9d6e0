"""Build the site as data: one module per kind of page yields its pages and their views; also search entries, JSON-LD and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.site.all_pages import list_pages
    from generator.site.body import BodyView
    from generator.site.changes import feed_files
    from generator.site.context import PageContext, SiteContext, site_in, sites_of
    from generator.site.gallery import FigureView, cards_of, embed_view, origin_of
    from generator.site.jsonld import annotations_of
    from generator.site.markup import alone, blocks, folded, foreign_headings, html_rich, lang_attributes, link, markdown, refs
    from generator.site.moved import former_figures
    from generator.site.page import Page, address_of, url_of
    from generator.site.record_actions import citation_files
    from generator.site.search import SearchEntry
else:
    __getattr__ = lazy_exports(__name__)
