"""The figures shown on pages, each with a page of its own and its data, and the social cards of shared pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Final

from generator.figures import Card, Grid, card_svg, figure_html, status_glyph, status_word
from generator.language import _, comma_list, joined
from generator.model import Claim, Explainer
from generator.site.page import View, url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.figures import Draw, Figure, Tokens
    from generator.site.context import PageContext, SiteContext

FOLDER: Final = "figures"
_HEIGHT, _ROW, _TALLEST = 320, 34, 900
"""The height of an embedded figure's iframe in pixels: without rows, per row, and at most."""


@dataclass(frozen=True)
class FigureView:
    """A figure on a page, before it is rendered."""

    page: str
    """The path of the page's Markdown file."""
    figure: Figure
    has_files: bool = True

    @property
    def folder(self) -> str:
        """The folder of its files below the site root, with a trailing slash, or empty if it has none."""
        return f"{FOLDER}/{self.page.removesuffix('.md')}/{self.figure.name}/" if self.has_files else ""

    def html(self, tokens: Tokens, draw: Draw) -> str:
        """Return the figure as HTML for its page."""
        page = url_of(self.page)
        return figure_html(self.figure, tokens=tokens, draw=draw, root="../" * page.count("/"), page=page, folder=self.folder)


class Gallery:
    """The figures of all pages, collected while pages are built."""

    def __init__(self) -> None:
        """Create an empty gallery."""
        self._shown: dict[str, FigureView] = {}
        self.pages_with_plots: set[str] = set()
        """The paths of pages with charts, which have to be drawn first."""

    def add(self, page: str, figure: Figure) -> FigureView:
        """Register a figure with files under a page, with an id that is unique there, and return it."""
        for number in count(1):
            own = figure if number == 1 else replace(figure, id=f"{figure.id}-{number}")
            shown = FigureView(page, own)
            if shown.folder not in self._shown:
                break
        self._shown[shown.folder] = shown
        if figure.has_plots:
            self.pages_with_plots.add(page)
        return shown

    def __iter__(self) -> Iterator[FigureView]:
        """Yield every figure, sorted by the folder of its files."""
        return iter(self._shown[folder] for folder in sorted(self._shown))


def origin_of(site: SiteContext, shown: FigureView, page_title: str) -> str:
    """Return the credit line of a figure's picture: the publication, the page, and the URL if known."""
    address = f"{site.root}{url_of(shown.page)}#{shown.figure.id}" if site.root else ""
    return joined(filter(None, (site.facts.corpus.publication.title, page_title, address)), " · ")


def _with_table(figure: Figure) -> Figure:
    """Return a figure with its table shown, which a page that lists the same data leaves out."""
    has_list = any(isinstance(block, Grid) for block in figure.body)
    return replace(figure, table=replace(figure.table, shown=True)) if figure.table and not has_list else figure


def embed_view(site: SiteContext, shown: FigureView, page_title: str, draw: Draw) -> View:
    """Return the view of a figure's own page."""
    publication, base = site.facts.corpus.publication, site.root
    root = "../" * shown.folder.count("/")
    page = root + url_of(shown.page)
    rows = len(shown.figure.table.rows) if shown.figure.table else 0
    return View(
        title=str(shown.figure.title),
        files=shown.figure.files,
        figure=figure_html(_with_table(shown.figure), tokens=site.tokens, draw=draw, root=root, heading="h1"),
        root=root,
        page=f"{page}#{shown.figure.id}",
        page_title=page_title,
        publication=publication.title,
        licence=publication.licence or "",
        language=publication.language,
        direction=publication.direction,
        canonical=f"{base}{url_of(shown.page)}#{shown.figure.id}" if base else "",
        address=f"{base}{shown.folder}" if base else "",
        height=min(_HEIGHT + _ROW * rows, _TALLEST),
    )


def card_path(record: Claim | Explainer) -> str:
    """Return the path of a record's card, relative to the site root."""
    return f"cards/{record.section}/{record.id}.png"


def card_of(context: PageContext, record: Claim | Explainer) -> Card:
    """Return the text on a record's card."""
    corpus, name = context.corpus, context.corpus.publication.title
    if isinstance(record, Claim):
        question = next((explainer.question for explainer in corpus.all(Explainer) if explainer.id in record.explainers), "")
        stands = status_word(record.stands), status_glyph(record.stands)
        return Card(_("Claim"), corpus.issue_label(record.issue), record.statement, "", *stands, name, question)
    covers = _("Retired") if record.retired else _("Covers {period}", period=record.period.words(short=False))
    about = comma_list(corpus.issue_label(issue) for issue in record.issues)
    return Card(_("Explainer"), about, record.title, record.deck or record.question, covers, "", name, record.question)


def cards_of(context: PageContext) -> Iterator[tuple[str, str]]:
    """Yield the path and SVG of every card; the build converts them to PNG."""
    licence = context.corpus.publication.licence or ""
    records: list[Explainer | Claim] = [*context.corpus.all(Explainer), *context.corpus.all(Claim)]
    for record in records:
        yield card_path(record).removesuffix("png") + "svg", card_svg(card_of(context, record), context.site.tokens, licence)
