"""What the views of a page weigh once they are written: about so many bytes of HTML, of their words and of the elements around these."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from generator.figures import Sign, figure_weight
from generator.site.body import Element
from generator.site.gallery import FigureView
from generator.site.page import Link, SourceRef, View
from generator.site.record_actions import RecordActions

if TYPE_CHECKING:
    from generator.figures import Tokens

_OF_A_LINK: Final = 25
_OF_A_MARK: Final = 90
_OF_A_SIGN: Final = 40
_OF_A_VIEW: Final = 50
_OF_A_FIELD: Final = 14
"""What a link, the mark of a source, a sign, a view and a value of it weigh beside their words: elements, classes, what is read out."""
_ELSEWHERE: Final = frozenset(
    {"anchor", "mentions", "iso", "impacts", "basis", "bearer", "actor", "others", "assumptions", "given", "horizon", "resolved_by"}
)
"""What views have of a record for other pages than an explainer."""
_OF_AN_ENTRY: Final = 260
_OF_A_CARD: Final = 70
"""What an entry of a list of sources, and words quoted there, weigh beside their words."""


def weigh(value: object, tokens: Tokens) -> int:
    """Return about how many bytes of HTML a part of a view is, with all that is in it."""
    of = partial(weigh, tokens=tokens)
    match value:
        case str():
            found = len(value.encode())
        case Link():
            found = _OF_A_LINK + of(value.label) + of(value.href)
        case SourceRef():
            found = _OF_A_MARK + of(value.name)
        case Sign():
            found = _OF_A_SIGN + of(value.word)
        case Element():
            found = 2 * len(value.tag) + 5 + sum(len(name) + len(text) + 4 for name, text in value.attributes) + of(value.pieces)
        case FigureView():
            found = figure_weight(value.figure, tokens)
        case RecordActions():
            found = of(value.corrected)
        case View():
            found = _OF_A_VIEW + sum(_OF_A_FIELD + of(one) for name, one in vars(value).items() if one and name not in _ELSEWHERE)
        case list() | tuple():
            found = sum(map(of, value))
        case _:
            found = len(str(value)) if value else 0
    return found


def weigh_source(entry: View) -> int:
    """Return the same of an entry of a list of sources without notes."""
    words = (entry.link.label, entry.link.href, entry.publisher, entry.published, entry.kind, entry.read, entry.grade_words, entry.outside)
    quoted = [_OF_A_CARD + len(f"{card.quote!s}{card.translation!s}".encode()) for card in entry.cards if card.quote]
    return _OF_AN_ENTRY + sum(len(one.encode()) for one in words) + sum(quoted)
