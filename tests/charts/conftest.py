"""Records for figures, made without files; names and addresses as a page would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import html5lib
import pytest

from generator.charts.figure import html_of
from generator.derive.alignment import Mark
from generator.records import Act, Actor, Claim, Cost, Event, Record, Risk, Scenario, Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.charts.figure import Figure

    Marks = Callable[..., Mark]
    Page = Callable[[Figure], str]
    Where = Callable[[Record], str | None]
    Names = Callable[[str], str]

AnyRecord = TypeVar("AnyRecord", bound=Record)

NEEDED: Final[dict[type[Record], dict[str, Any]]] = {
    Actor: {"name": "Avalon", "kind": "state"},
    Event: {"title": "The ferry sinks", "when": "2025-04-01"},
    Claim: {"statement": "The ferry is safe", "claimant": "brigid", "made": "2025-03-01", "hedge": "asserted", "issue": "ferry"},
    Act: {"title": "Avalon praises Brigid", "when": "2025-03-05", "by": "avalon", "toward": "brigid", "type": "SUPPORT"}
    | {"form": "words", "issue": "ferry", "standing": "established"},
    Vote: {"title": "On the ferry", "when": "2025-03-06", "body": "The Harbour Board", "text": "Pays for it", "ballots": {"avalon": "yes"}},
    Cost: {"title": "A new hull", "kind": "fiscal", "bearer": "avalon", "status": "incurred", "mechanism": "Avalon pays."},
    Risk: {"title": "The ferry sinks again", "bearer": "brigid", "raised_by": "avalon"},
    Scenario: {"title": "The ferry goes on", "summary": "Nothing changes.", "proposed_by": "avalon"},
}


class Make(Protocol):
    """Makes a record of a kind, with fields replaced."""

    def __call__(self, kind: type[AnyRecord], record_id: str = "one", /, **fields: object) -> AnyRecord: ...


@pytest.fixture
def make() -> Make:
    def build(kind: type[AnyRecord], record_id: str = "one", /, **fields: object) -> AnyRecord:
        shared: dict[str, Any] = {} if kind is Actor else {"evidence": [], "explainers": ["ferry"]}
        return kind.model_validate({"id": record_id, **shared, **NEEDED[kind], **fields})

    return build


@pytest.fixture
def mark(make: Make) -> Marks:
    """Give one act as a mark; by Avalon toward Brigid unless said otherwise."""
    made = 0

    def build(
        score: float,
        when: str = "2025-03-05",
        *,
        by: str = "avalon",
        toward: str = "brigid",
        doubt: str = "",
        publishers: Sequence[str] = ("gazette",),
        **fields: object,
    ) -> Mark:
        nonlocal made
        made += 1
        act = make(Act, f"act-{made:02}", when=when, by=by, toward=toward, **fields)
        return Mark(act, by, toward, score, doubt, frozenset(publishers))

    return build


@pytest.fixture
def names() -> Names:
    return lambda actor: actor.capitalize() if actor.isascii() else actor


@pytest.fixture
def where() -> Where:
    return lambda record: f"../{record.section}/{record.id}/"


@pytest.fixture
def page() -> Page:
    """Give a figure's HTML, having asserted that it may stand in any page of ours."""

    def build(figure: Figure) -> str:
        text = html_of(figure)
        parser = html5lib.HTMLParser(strict=True)
        parser.parseFragment(text)
        lower = text.lower()
        assert not any(banned in lower for banned in ("<script", "<style", " style=", "\n\n", "javascript:", " onload"))
        assert figure.title
        assert figure.subtitle
        assert figure.note
        return text

    return build
