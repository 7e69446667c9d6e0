"""The page on which everything is found: a query and facets, the state of which is the page's address."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.language import N_, _
from generator.model import BY_SECTION, names_of
from generator.site.page import Address, Page, View, href
from generator.site.search_entry import FACETS
from generator.text import LETTERS, MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.search_entry import Facet, SearchEntry

PATH = "explore.md"
_LABELS: Final = names_of("facets")
_COMMON: Final = N_(
    "a about after against all an and any are as at be been between but by can could did do does during for from had has have he "
    "her his how if in into is it its may much many of on or our really she should so than that the their them there they this to "
    "was we were what when where which who whom whose why will with would"
)
"""The commonest words of questions, with spaces between them; translated, those of the other language."""
_MOST_OPTIONS: Final = 1_500
"""How many values of a facet can be chosen: those of most records; the others are found by their words."""
_FOLDING: Final = json.dumps({"marks": MARKS, "letters": LETTERS}, ensure_ascii=False, separators=(",", ":"))


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of the search."""
    if not context.wants(PATH):
        return
    here = context.at(PATH)
    found = here.site.search_entries
    facets = [View(name=name, label=_(_LABELS[name]), options=_options(name, found)) for name in FACETS]
    engine = f"{href(PATH, Address('index.md'))}pagefind/pagefind.js"
    view = View(facets=[facet for facet in facets if facet.options], total=len(found), engine=engine, common=_(_COMMON), folding=_FOLDING)
    described = _("Search the record, by section, actor, issue, year, status and proof.")
    yield Page(PATH, "explore", _("Explore"), described, "explore.md.j2", view)


def _options(name: str, found: Sequence[SearchEntry]) -> list[View]:
    counts: Counter[Facet] = Counter(value for document in found for value in document.facets.get(name, ()))
    options = [View(value=facet.value, label=facet.label, count=count) for facet, count in counts.most_common(_MOST_OPTIONS)]
    if name == "section":
        order = list(BY_SECTION)
        return sorted(options, key=lambda one: order.index(one.value))
    return sorted(options, key=lambda one: one.label.casefold(), reverse=name == "year")
