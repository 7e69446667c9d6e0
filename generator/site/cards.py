"""The cards that stand for explainers and claims where their addresses are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.figures import Card, card_svg, status_glyph, status_word
from generator.language import _, comma_list
from generator.model import Claim, Explainer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import PageContext


def card_path(record: Claim | Explainer) -> str:
    """Return the place of a record's card below the site."""
    return f"cards/{record.section}/{record.id}.png"


def card_of(context: PageContext, record: Claim | Explainer) -> Card:
    """Return the words on a record's card."""
    corpus, name = context.corpus, context.corpus.publication.title
    if isinstance(record, Claim):
        question = next((one.question for one in corpus.all(Explainer) if one.id in record.explainers), "")
        stands = status_word(record.stands), status_glyph(record.stands)
        return Card(_("Claim"), corpus.issue_label(record.issue), record.statement, "", *stands, name, question)
    covers = _("Retired") if record.retired else _("Covers {period}", period=record.period.words(short=False))
    about = comma_list(corpus.issue_label(issue) for issue in record.issues)
    return Card(_("Explainer"), about, record.title, record.deck or record.question, covers, "", name, record.question)


def cards_of(context: PageContext) -> Iterator[tuple[str, str]]:
    """Yield every card as SVG, with its place below the site; pictures are made of them while the site is built."""
    licence = context.corpus.publication.licence or ""
    records: list[Explainer | Claim] = [*context.corpus.all(Explainer), *context.corpus.all(Claim)]
    for record in records:
        yield card_path(record).removesuffix("png") + "svg", card_svg(card_of(context, record), context.site.tokens, licence)
