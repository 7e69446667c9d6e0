"""What the modules of pages put into views is said: with another language spoken, no English of ours is left in it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.extract import extract
from pydantic import BaseModel

import generator
from generator.analysis.chronology import timeline
from generator.analysis.publishing import shown_in
from generator.figures.words import status_word
from generator.language.messages import SiteLocale, _spoken
from generator.model.dates import Edtf
from generator.model.records import Claim, Event, Explainer, Source
from generator.model.vocabularies import BALLOTS
from generator.site.all_pages import list_pages
from generator.site.gallery import FigureView
from generator.site.page import Link, SourceRef, View, with_pieces
from generator.site.record_actions import RecordActions, record_actions
from generator.text.body import Element
from generator.verify.evidence.uses import Proof
from tests.sites import context_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.site.page import Page
    from generator.verify.checking import Checked

NOT_WORDS: Final = frozenset(
    {
        *("anchor", "href", "file", "css", "glyph", "iso", "mark", "id", "earlier", "later", "place", "tag", "direction", "by"),
        *("outside", "edit", "former", "root", "canonical", "all", "timeline_page", "claims_page", "email", "feed", "costs_at"),
        *("address", "files", "form", "key", "work", "singular", "version"),
        *("kind", "grade", "language", "says", "source", "licence", "here", "english", "values"),
    }
)
"""Names of fields of views that hold addresses, ids, codes and names of works."""
ELSEWHERE: Final = frozenset(
    {
        *("method.rules", "dates.words", "dates.means"),
        *("facets.name", "options.value", "explore.engine", "letters.label", "letters.first", "letters.last", "entries.before"),
    }
)
"""Fields with words for editors, which stay English, with names of formats and letters, ends of titles, and what charts and dates say."""
WORD_FIELDS: Final = frozenset(
    {
        *("source.kind", "sources.kind", "card.kind", "cards.kind", "supports.kind", "contradicts.kind", "context.kind", "notes.says"),
        *("changes.kind", "rows.kind", "mended.kind", "retired.kind", "moved.kind", "costs.kind", "actor.kind", "place.kind"),
    }
)
"""Fields that hold words in some views, though others of their name do not; each with the field, or the page, that has the view."""
BRACKETS: Final = re.compile(r"⟦[^⟦⟧]*⟧")
STATUSES: Final = ("open", "seen", "not-seen", "partly", "realised", "not-realised", "incurred", "projected", "threatened", "avoided")
"""What becomes of costs, risks and signposts; charts have the words."""
KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {"_": None, "N_": None, "ngettext": (1, 2)}
"""The functions whose messages Babel finds."""
PACKAGE: Final = Path(generator.__file__).parent
PARTS: Final = "\0"
"""What stands between the pieces of running text."""
CODES: Final = re.compile(r"\S*https?://\S+|\bp\d+\.s\d+\b|\b[A-F][1-6]\b|\bb-\w\d?\b")
"""Addresses, places, grades and steps."""
MARKUP: Final = re.compile(r"<|\.[a-z]|\{\"")
"""How the HTML of strips and lists of classes begin."""
NO_WORDS: Final = re.compile(r"^[\d\W]*$")


class Bracketed(NullTranslations):
    """A language in which every message stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@contextmanager
def speaking_words(words: NullTranslations) -> Iterator[None]:
    token = _spoken.set(SiteLocale("x-other", words))
    try:
        yield
    finally:
        _spoken.reset(token)


def texts_in(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a view that readers see, with the way to it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Proof):
        yield f"{name}.words", value.words
    elif isinstance(value, tuple) and value and all(isinstance(one, str | Link | SourceRef) for one in value):
        said = (one.label if isinstance(one, Link) else one.name if isinstance(one, SourceRef) else one for one in value)
        yield name, PARTS.join(one for one in said if not MARKUP.match(one))
    elif isinstance(value, View) or (is_dataclass(value) and not isinstance(value, Element | FigureView | type)):
        if isinstance(value, RecordActions):
            yield f"{name}.cite", value.cite
        for field, inside in (
            vars(value).items() if isinstance(value, View) else ((one.name, getattr(value, one.name)) for one in fields(value))
        ):
            there = f"{name.rpartition('.')[2]}.{field}"
            if (there in WORD_FIELDS or field not in NOT_WORDS) and there not in ELSEWHERE:
                yield from texts_in(inside, f"{name}.{field}")
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts_in(one, name)


def values_in(value: object) -> Iterator[str]:
    """Yield every text and every date in a record, as pages show it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Edtf):
        yield from (value.words(), value.words(short=False))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from values_in(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from values_in(one)
    elif isinstance(value, dict):
        yield from values_in([*value, *value.values()])


def unsaid(text: str, ours: str) -> list[str]:
    """Return the stretches of a text that neither were said nor stand in the record."""
    while (fewer := BRACKETS.sub("\n", text)) != text:
        text = fewer
    text = CODES.sub("", text)
    pieces = (" ".join(one.split()).strip(" .,:;·–") for one in re.split(rf"\n|{PARTS}| · |\. ", text))
    return [one for one in pieces if not NO_WORDS.match(one) and not _stands_in(one, ours)]


def _stands_in(words: str, ours: str) -> bool:
    """Tell whether words are on record; a single one in the same case, unless it stands by itself."""
    if " " in words:
        return words.casefold() in ours.casefold()
    one = re.escape(words)
    return bool(re.search(rf"(?<!\w){one}(?!\w)|(?mi:^{one}$)", ours))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The tiny publication in brackets."""

    pages: Sequence[Page]
    views: Sequence[tuple[str, str]]
    """The texts of all views, each with the way to it."""
    ours: str
    """What its records say, and what the words of dates and of statuses are."""


@pytest.fixture(scope="module")
def spoken(small: Checked) -> Spoken:
    shown = shown_in(small.corpus)
    with speaking_words(Bracketed()):
        context = context_of(shown)
        pages = list(list_pages(context))
        views = [(f"{page.path} {name}", text) for page in pages for name, text in texts_in(page.view, page.kind)]
        moved = [row.when for row in timeline(shown.all(Event), retired=True)]
        words = [*values_in([*shown, shown.publication, *moved]), *map(status_word, STATUSES)]
    return Spoken(pages, views, "\n".join(" ".join(one.split()) for one in words))


def test_what_pages_say_is_said(spoken: Spoken) -> None:
    assert [(name, found) for name, text in spoken.views if not MARKUP.match(text) and (found := unsaid(text, spoken.ours))] == []


def test_titles_descriptions_and_cards_are_said(spoken: Spoken) -> None:
    heads = [(page.path, text) for page in spoken.pages for text in (page.title, page.description, page.card_alt)]
    assert [(path, found) for path, text in heads if (found := unsaid(text, spoken.ours))] == []
    assert [page.path for page in spoken.pages if "⟦" not in page.description and page.kind not in ("home", "explainer")] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("⟦Claim: The ferry⟧", []),
        ("⟦{one} and ⟦even⟧⟧", []),
        ("The ferry", []),
        ("Claim: The ferry", ["Claim: The ferry"]),
        ("⟦even⟧, not counted", ["not counted"]),
        ("2 July", ["2 July"]),
        ("+0.50", []),
    ],
)
def test_words_that_nobody_said_are_found(text: str, left: list[str]) -> None:
    assert unsaid(text, "The ferry") == left


class Heard(NullTranslations):
    """English, with every message remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.messages |= {msgid1, msgid2}
        return msgid1 if n == 1 else msgid2


def extracted() -> Iterator[str]:
    """Yield every message that Babel finds in the code and in the scales."""
    ways = [
        ("generator.language.collect.vocabulary", "model/vocabularies/*.yml"),
        ("generator.language.collect.names", "model/vocabularies/words/names.yml"),
        ("python", "**/*.py"),
    ]
    for method, pattern in ways:
        for path in sorted(PACKAGE.glob(pattern)):
            with path.open("rb") as file:
                for _, words, _, _ in extract(method, file, KEYWORDS):
                    yield from [words] if isinstance(words, str) else words


def test_every_message_that_pages_say_is_one_that_babel_finds(small: Checked) -> None:
    heard, shown = Heard(), shown_in(small.corpus)
    with speaking_words(heard):
        context = context_of(shown)
        for page in list_pages(context):
            list(texts_in(page.view, page.kind))
        for kind in (Explainer, Claim, Source):
            assert all(record_actions(context, record).cite for record in shown.all(kind))
    assert heard.messages - {*extracted(), *BALLOTS.values()} == set()


def test_links_stand_where_a_sentence_has_them() -> None:
    assert with_pieces("{record} took its place", record="This") == ("This", " took its place")
    with speaking_words(Bracketed()):
        assert with_pieces("⟦Replaced by {record}.⟧", record="this") == ("⟦Replaced by ", "this", ".⟧")


def test_a_sentence_asks_for_a_link_that_is_there() -> None:
    with pytest.raises(KeyError):
        with_pieces("Replaced by {heir}.", record="this")
