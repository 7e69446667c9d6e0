"""Records of nowhere, made from the vocabularies in force: what the page of components shows its parts with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, get_args

from generator.charts.figure import html_of
from generator.charts.scale import capital
from generator.corpus import Corpus
from generator.derive.alignment import alignment
from generator.derive.translating import translated
from generator.language import SOURCE, spoken
from generator.pages.desk import Desk
from generator.pages.page import Link
from generator.pages.words import kind_word
from generator.records import Act, Actor, Claim, Cost, Driver, Event, Risk, Scenario, Source, Vote
from generator.records.votes import Ballot
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, IMPACT, LIKELIHOOD, RELIABILITY, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.charts.figure import Figure
    from generator.records import Record

HERE: Final = "#components"
"""Where every link of a sample leads: back to the top of the page."""
QUOTE: Final = "The ferry runs twice a day."
_SAID: Final[Mapping[str, Any]] = {"source": "gazette", "says": "supports", "quote": QUOTE, "speaker": "brigid", "credibility": "2"}
_TOLD: Final[Mapping[str, Any]] = {
    "source": "herald",
    "says": "contradicts",
    "credibility": "4",
    "note": "Reports that it stopped in March.",
}
_EVIDENCE: Final = (_SAID, _TOLD, {"source": "ledger", "says": "context", "passage": "p2.s1"})
_SHARED: Final[Mapping[str, Any]] = {"evidence": list(_EVIDENCE), "explainers": ["sample"]}
_DATES: Final = (
    *("2025-01-14", "2025-02-03?", "2025-03~", "2025-04", "2025-04-10/2025-05-02"),
    *("2025-05-20/..", "[2025-06-01,2025-06-03]", "../2025-06-20"),
)
"""A date of every kind."""
_ACTS: Final = (
    *(
        ("camelot", "SUPPORT", "words", "2025-01-05"),
        ("camelot", "AID", "deed", "2025-02-05"),
        ("camelot", "COOPERATE", "institutional", "2025-03-05"),
    ),
    *(
        ("lyonesse", "SUPPORT", "words", "2025-02-01"),
        ("lyonesse", "REJECT", "words", "2025-02-11"),
        ("lyonesse", "CONSULT", "deed", "2025-04-02"),
    ),
    *(
        ("orkney", "ACCUSE", "words", "2025-01-20"),
        ("orkney", "ASSAULT", "deed", "2025-05-01"),
        ("orkney", "ASSAULT", "deed", "2025-05-03"),
    ),
    ("brigid", "CONSULT", "words", "2025-03-12"),
)
"""Toward whom Avalon did what, in which form and when: with, even, against, and once."""
_NAMES: Final = {"avalon": "Avalon", "camelot": "Camelot", "lyonesse": "Lyonesse", "orkney": "Orkney", "brigid": "Brigid the ferrywoman"}


class Showcase(Desk):
    """A desk whose records stand nowhere: their links lead to the top of the page."""

    def where(self, record: Record) -> str | None:  # noqa: ARG002 - the same for all
        """Return the top of the page."""
        return HERE

    def link(self, record: Record, label: str | None = None) -> Link:
        """Return a link to the top of the page, under the record's name."""
        return Link(label or record.label, HERE, kind_word(record))

    def direction(self, by: str, toward: str) -> str | None:
        """Return the top of the page where one acted toward the other or the other toward it."""
        return self.relation(by, toward)

    def show(self, figure: Figure, records: Iterable[Record] = ()) -> str:
        """Return a figure without files to take away, since it shows nothing."""
        return html_of(replace(figure, sources=self.credit(records)))

    def relation(self, one: str, other: str) -> str | None:
        """Return the top of the page where the two acted toward each other."""
        return HERE if (min(one, other), max(one, other)) in self.alignment.pairs else None


def showcase(desk: Desk) -> Showcase:
    """Return a desk over the sample, for the page of the desk that is given."""
    records: list[Record] = [*_actors(), *_sources(), *_events(), *_claims(), *_acts(), *_judged(), *_pushed()]
    sample = Corpus(records, publication=desk.corpus.publication.model_copy(update={"language": SOURCE}))
    corpus = translated(sample, spoken().tag)
    return Showcase(corpus, alignment(corpus), desk.today, desk.draw, desk.page)


def _actors() -> Iterator[Record]:
    for actor, name in _NAMES.items():
        yield Actor.model_validate(
            {"id": actor, "name": name, "kind": "person" if actor == "brigid" else "state", "description": f"{name}."}
        )


def _sources() -> Iterator[Record]:
    letters = list(RELIABILITY.terms)
    for number, name in enumerate(("gazette", "herald", "ledger")):
        yield Source.model_validate(
            {"id": name, "title": f"A report of the {name}", "publisher": capital(name), "published": "2025-06-30", "language": "en"}
            | {"kind": "news", "rights": "quote-only", "reliability": letters[number], "url": f"https://{name}.example/"}
        )


def _events() -> Iterator[Record]:
    for number, when in enumerate(_DATES):
        what = {"id": f"event-{number}", "title": "The ferry stops", "when": when, "actors": ["avalon"], "issue": "economic"}
        yield Event.model_validate({**_SHARED, **what})


def _claims() -> Iterator[Record]:
    said = {"claimant": ["avalon"], "made": "2025-03-01", "hedge": "asserted", "issue": "economic"}
    for number, (status, term) in enumerate(ASSESSMENTS.terms.items()):
        credibility = list(CREDIBILITY.terms)[number % len(CREDIBILITY.terms)]
        judged = {"on": "2025-06-01", "status": status, "because": term.means, "credibility": credibility, "evidence": [_SAID]}
        before = {"on": "2025-04-01", "status": "unproven", "because": "Nobody had looked."}
        what = {"id": f"claim-{number}", "statement": f"This is {term.english_label.lower()}", "assessments": [before, judged]}
        positions = _positions() if not number else []
        yield Claim.model_validate({**_SHARED, **said, **what, "positions": positions})


def _positions() -> Sequence[Mapping[str, Any]]:
    actors = list(_NAMES)
    return [
        {"actor": actors[number % len(actors)], "stance": stance, "when": f"2025-0{1 + number % 6}-1{number % 10}", "evidence": [_SAID]}
        for number, stance in enumerate(STANCES.terms)
    ]


def _acts() -> Iterator[Record]:
    for number, (toward, kind, form, when) in enumerate(_ACTS):
        standing = "disputed" if (kind, form) == ("CONSULT", "deed") else "established"
        what = {"id": f"act-{number}", "title": f"Avalon acts toward {_NAMES[toward]}", "when": when, "by": ["avalon"], "toward": [toward]}
        yield Act.model_validate({**_SHARED, **what, "type": kind, "form": form, "issue": "economic", "standing": standing})
    what = {"id": "act-back", "title": "Camelot answers", "when": "2025-05-09", "by": ["camelot"], "toward": ["avalon"]}
    yield Act.model_validate({**_SHARED, **what, "type": "ACCUSE", "form": "words", "issue": "military", "standing": "established"})


def _judged() -> Iterator[Record]:
    """Yield costs and risks in every state, and a vote with every ballot."""
    amounts = ({"low": 2, "high": 9}, {"low": 4, "best": 5, "high": 8}, {"best": 6}, None)
    for number, (amount, status) in enumerate(zip(amounts, ("incurred", "projected", "threatened", "disputed"), strict=True)):
        what = {"id": f"cost-{number}", "title": f"A cost that is {status}", "kind": "fiscal", "bearer": ["avalon"], "status": status}
        given = (
            {"amount": {**{bound: figure * 1_000_000 for bound, figure in amount.items()}, "currency": "EUR"}}
            if amount
            else {"qualitative": "Much"}
        )
        yield Cost.model_validate({**_SHARED, **what, **given, "mechanism": "Avalon pays for the hull."})
    words, levels = list(LIKELIHOOD.terms), list(IMPACT.terms)
    for number, status in enumerate(("open", "partly", "realised", "not-realised")):
        what = {
            "id": f"risk-{number}",
            "title": f"A risk that is {status.replace('-', ' ')}",
            "bearer": ["avalon"],
            "raised_by": ["brigid"],
        }
        bad = {"range": levels[2:4]} if status == "not-realised" else {"level": levels[number % len(levels)]}
        impact = [{"dimension": "economy", **bad, "because": "The ferry is the only way."}]
        chance = {"range": [30, 60]} if status == "not-realised" else words[number * 2 % len(words)]
        likely = {"likelihood": chance, "said_by": ["gazette"], "impact": impact} if number else {}
        so_far = {"status": status, "on": "2025-06-01", "because": "What the record shows.", "evidence": [_SAID]}
        yield Risk.model_validate({**_SHARED, **what, **likely, "record_so_far": so_far})
    vote: dict[str, Any] = {"title": "On the ferry", "body": "The Harbour Board", "text": "Pays for the ferry"}
    ballots = dict(zip(_NAMES, get_args(Ballot), strict=False))
    yield Vote.model_validate({**_SHARED, **vote, "id": "vote", "when": "2025-03-06", "ballots": ballots})
    yield Vote.model_validate({**_SHARED, **vote, "id": "vote-2", "when": "2025-04-06", "ballots": {"avalon": "no"}})


def _pushed() -> Iterator[Record]:
    """Yield drivers both ways and a scenario with signposts in every state."""
    for direction in ("toward", "away"):
        what = {"id": direction, "title": f"What pushes {direction}", "direction": direction, "actor": ["avalon"], "with": ["camelot"]}
        yield Driver.model_validate({**_SHARED, **what, "summary": "Fares pay for the ferry."})
    states = ({"state": "open", "due": "2026-06"}, {"state": "seen", "on": "2025-05-01"}, {"state": "not-seen", "on": "2025-06-01"})
    signposts = [{"id": one["state"], "text": "The hull is paid for", "points_to": "toward", "evidence": [_SAID], **one} for one in states]
    path: dict[str, Any] = {"id": "path", "title": "The ferry goes on", "summary": "Nothing changes.", "proposed_by": ["avalon"]}
    yield Scenario.model_validate(
        {**_SHARED, **path, "signposts": signposts, "so_far": "It still runs.", "likelihood": "likely", "said_by": ["gazette"]}
    )
