"""A publication that tries every figure: many records, sixty years, every form of a date, names of every script and length.

Made from a seed, so that the same files come out each time; nothing of it is kept in the checkout. Nothing in it is true.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any, Final

from generator.model.vocabularies import ACT_TYPES, ASSESSMENTS, HEDGES, IMPACT, LIKELIHOOD, STANCES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Fields = dict[str, Any]

EXPLAINER: Final = "everything-at-once"
NAMES: Final = {
    "arabic": "الجمهورية العربية المتحدة للموانئ والممرات البحرية والجزر البعيدة",
    "hebrew": "הרשות הלאומית לפיקוח על נמלי הים התיכון והמעברים היבשתיים",
    "persian": "سازمان بنادر و دریانوردی جمهوری‌های کرانه‌ای خلیج و دریای بزرگ",
    "chinese": "中华沿海各省港口与内河航运联合管理委员会办公厅",
    "japanese": "日本沿岸地域における港湾整備及び海上交通安全推進協議会連合",
    "hindi": "समुद्री बंदरगाह एवं अंतर्देशीय जलमार्ग विकास प्राधिकरण परिषद",
    "amharic": "የባሕር ወደቦችና የየብስ መተላለፊያዎች አስተዳደር ብሔራዊ ምክር ቤት",
    "georgian": "საზღვაო ნავსადგურებისა და სახმელეთო გზების ეროვნული საბჭო",
    "cyrillic": "Межведомственная комиссия по делам морских портов и пограничных переходов",
    "german": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "polish": "Święta Rzeczpospolita Żeglugi Śródlądowej i Przybrzeżnej",
    "short": "Åa",
}
ISSUES: Final = ("economic", "military", "diplomatic", "environment", "legal", "migration")
FIGURES: Final = (
    *('stances "focal=arabic"', 'by-issue "by=arabic toward=hebrew"', 'over-time "by=arabic toward=hebrew"'),
    *("timeline", "lanes", "claims", "costs", "risks", "votes", "signposts", "scores", "map", "range"),
)
DATES: Final = (
    *("{y}-{m:02}-{d:02}", "{y}-{m:02}-{d:02}?", "{y}-{m:02}-{d:02}~", "{y}-{m:02}-{d:02}%", "{y}-{m:02}", "{y}-{m:02}~", "{y}", "{y}?"),
    *("{y}-{s}", "{y}-{m:02}-XX", "{y}-XX", "{t}X", "{y}-{m:02}-{d:02}/{n}-01-15", "{y}/{n}", "{y}-{m:02}~/{n}-02?"),
    *("{y}-{m:02}-{d:02}/..", "../{y}-{m:02}-{d:02}", "{y}-{m:02}/", "/{y}-{m:02}", "[{y}-{m:02}-{d:02},{n}-01-20]"),
    *("{{{y}-{m:02}-{d:02},{n}-01-20}}", "[{y}..{n}]"),
)
"""Every form in which a date may be written, to be filled with a year, a month, a day, a season, a decade and a later year."""
AMOUNTS: Final = (
    *({"low": 5_000, "best": 20_000, "high": 1_000_000, "currency": "USD", "price_year": 1974}, {"best": 250, "currency": "USD"}),
    *({"high": 18_000_000_000, "currency": "USD"}, {"low": 3_400_000_000_000, "currency": "USD", "price_year": 2021}),
    *({"low": 9, "high": 10, "unit": "deaths"}, {"best": 23, "unit": "deaths"}, {"low": 4, "unit": "deaths"}),
    *({"best": 44_000_000_000, "currency": "IRR", "per": "year"}, {"low": 2, "best": 3, "high": 900, "unit": "Schiffe je Hafenbecken"}),
    *({"best": 1, "unit": "Schiffe je Hafenbecken"}, {"low": -40, "best": 10, "high": 60, "unit": "points of growth"}),
    *({"best": 0, "unit": "points of growth"}, {"low": "0.00012", "high": "0.5", "currency": "EUR", "per": "tonne of freight"}),
    *({"best": 12, "currency": "EUR", "per": "tonne of freight", "price_year": 1999}, {"best": 7, "unit": "أيام"}),
)
PLACES: Final = 24
WORDS: Final = ("the", "port", "of", "a", "new", "and", "old", "harbour", "treaty")
STATUSES: Final = ("incurred", "projected", "threatened", "avoided", "disputed")


class _Maker:
    """Writes the records of the publication, drawing lots from one seed."""

    def __init__(self) -> None:
        self.lots = random.Random(1907)  # noqa: S311 - the same publication each time
        self.files: dict[str, str] = {}

    def add(self, section: str, name: str, record: Mapping[str, Any]) -> None:
        shared: Fields = {} if section == "actors" else {"explainers": [EXPLAINER]}
        if section not in ("actors", "scenarios"):
            shared["evidence"] = self.evidence()
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**record, **shared}.items()]
        self.files[f"{section}/{name}.yml"] = "\n".join([*lines, ""])

    def evidence(self) -> list[dict[str, str]]:
        sources = self.lots.sample(range(8), self.lots.randint(1, 3))
        says = self.lots.choices(("supports", "contradicts", "context"), (8, 1, 1), k=len(sources))
        return [
            {"source": f"source-{number}", "says": "supports" if index == 0 else says[index], "credibility": str(self.lots.randint(2, 5))}
            for index, number in enumerate(sources)
        ]

    def date(self, number: int) -> str:
        year, month = 1966 + self.lots.randint(0, 59), self.lots.randint(1, 12)
        season = self.lots.choice([one for one in range(21, 25) if one != (year + 1) % 100])  # '2023-24' may be two years
        filled = {"y": year, "m": month, "d": self.lots.randint(1, 28), "s": season, "t": year // 10, "n": year + 1}
        return DATES[number % len(DATES)].format(**filled)

    def day(self) -> str:
        return f"{1966 + self.lots.randint(0, 59)}-{self.lots.randint(1, 12):02}-{self.lots.randint(1, 28):02}"

    def pair(self) -> list[str]:
        return self.lots.sample(list(NAMES), 2)

    def words(self, least: int, most: int) -> str:
        words = [*WORDS, *NAMES.values()]
        text = " ".join(self.lots.choices(words, k=self.lots.randint(least, most)))
        return text[:1].upper() + text[1:]


def write(folder: Path) -> Path:
    """Write the publication into a folder and return it."""
    maker = _Maker()
    for part in (_sources, _actors, _events, _acts, _claims, _votes, _costs, _risks, _scenarios, _places, _explainer):
        part(maker)
    for name, text in maker.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _sources(maker: _Maker) -> None:
    for number, name in enumerate([*NAMES.values()][:8]):
        fields: Fields = {
            "title": f"Reports {number} of {name}",
            "publisher": name,
            "published": maker.day(),
            "language": "en",
            "kind": "news",
        }
        fields |= {"rights": "quote-only", "reliability": "ABCDEABC"[number]}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
        maker.files[f"sources/source-{number}.md"] = f"---\n{lines}---\n\nReports of {name}.\n"


def _actors(maker: _Maker) -> None:
    for name, label in NAMES.items():
        maker.add("actors", name, {"name": label, "kind": "state"})


def _events(maker: _Maker) -> None:
    for number in range(400):
        event = {"title": maker.words(2, 7), "when": maker.date(number), "issue": ISSUES[number % 6], "actors": maker.pair()}
        event |= {"places": [f"place-{number % PLACES:02}"]}
        maker.add("events", f"event-{number:03}", event)


def _places(maker: _Maker) -> None:
    """Write places all over the earth, crowded and alone, at the poles and on either side of the date line."""
    evidence = [{"source": "source-1", "says": "supports", "credibility": "2"}]
    for number in range(PLACES):
        place: Fields = {"name": [*NAMES.values()][number % len(NAMES)] + f" {number}", "kind": "settlement"}
        place |= {"latitude": str(90 - number * 180 // (PLACES - 1)), "longitude": str((number * 77) % 361 - 180)}
        place |= {"known": ("exact", "town", "area", "disputed")[number % 4], "contested": "Where?", "evidence": evidence}
        if number == PLACES // 2:
            reach = {"title": maker.words(2, 4), "km": "9000", "km_high": "12000", "said_by": ["arabic"], "evidence": evidence}
            place["ranges"] = [{**reach, "to": [f"place-{other:02}" for other in range(PLACES)]}]
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in place.items())
        maker.files[f"places/place-{number:02}.yml"] = lines


def _acts(maker: _Maker) -> None:
    types = list(ACT_TYPES.terms)
    for number in range(400):
        by, toward = ("arabic", "hebrew") if number % 5 == 0 else maker.pair()
        act: Fields = {
            "title": maker.words(2, 6),
            "when": maker.date(number),
            "by": [by],
            "toward": [toward],
            "issue": ISSUES[number % 6],
        }
        act |= {"type": types[number % len(types)], "form": ("words", "institutional", "deed")[number % 3]}
        act |= {"standing": "disputed", "because": "Some deny it."} if number % 11 == 0 else {"standing": "established"}
        maker.add("acts", f"act-{number:03}", act)


def _claims(maker: _Maker) -> None:
    statuses = list(ASSESSMENTS.terms)
    for number in range(64):
        made, *later = sorted(maker.day() for _ in range(number % 9 + 1))
        positions = [
            {"actor": maker.pair()[0], "stance": maker.lots.choice(list(STANCES.terms)), "when": when, "evidence": maker.evidence()}
            for when in later
        ]
        claim: Fields = {
            "statement": maker.words(4, 9),
            "claimant": [maker.pair()[0]],
            "made": made,
            "hedge": list(HEDGES.terms)[number % 6],
        }
        claim |= {"issue": ISSUES[number % 6], "positions": positions}
        if number % 8:
            judged: Fields = {
                "on": "2026-05-01",
                "status": statuses[number % 7],
                "credibility": str(number % 6 + 1),
                "because": "As shown.",
            }
            claim |= {"assessments": [judged | {"evidence": maker.evidence()}]}
        maker.add("claims", f"claim-{number:02}", claim)


def _votes(maker: _Maker) -> None:
    for number in range(12):
        ballots = {name: maker.lots.choice(("yes", "no", "abstain", "absent")) for name in NAMES}
        vote: Fields = {
            "title": maker.words(2, 5),
            "when": maker.day(),
            "body": NAMES["cyrillic"],
            "text": maker.words(4, 8),
            "ballots": ballots,
        }
        maker.add("votes", f"vote-{number:02}", vote)


def _costs(maker: _Maker) -> None:
    for number in range(20):
        amount: Fields = {"amount": AMOUNTS[number]} if number < len(AMOUNTS) else {"qualitative": maker.words(3, 6)}
        cost: Fields = {
            "title": maker.words(2, 6),
            "kind": "fiscal",
            "bearer": maker.pair(),
            "status": STATUSES[number % 5],
            "mechanism": "It is paid.",
            "threatened_by": ["arabic"],
            "threat": "It was said.",
        }
        cost |= {"estimated_by": maker.pair()} if number % 3 else {}
        cost |= {"history": [{"on": "2026-01", "what": "The figure was raised."}]} if number % 4 == 0 else {}
        maker.add("costs", f"cost-{number:02}", cost | amount | {"period": maker.date(number)})


def _risks(maker: _Maker) -> None:
    words, levels = list(LIKELIHOOD.terms), list(IMPACT.terms)
    for number in range(15):
        risk: Fields = {"title": maker.words(2, 7), "bearer": maker.pair(), "raised_by": maker.pair()[:1]}
        if number % 5 == 1:
            risk["likelihood"] = {"word": words[number % 7], "said_by": maker.pair()[:1]}
        elif number % 5:
            risk["likelihood"] = {"range": [number * 3, min(99, number * 3 + number * 4)], "said_by": maker.pair()[:1]}
        chosen = [levels[(number + step) % 5] for step in range(number % 3)]
        impacts: list[Fields] = [{"dimension": f"dimension {place}", "level": level} for place, level in enumerate(chosen)]
        if number % 3 == 0:
            impacts.append({"dimension": "dimension of doubt", "range": [levels[number % 4], levels[min(4, number % 4 + 1 + number % 2)]]})
        risk["impact"] = [impact | {"because": "So."} for impact in impacts]
        if number % 4:
            status = ("open", "partly", "realised", "not-realised")[number % 4]
            risk["record_so_far"] = {"status": status, "on": "2026-02", "because": "As shown.", "evidence": maker.evidence()}
        maker.add("risks", f"risk-{number:02}", risk)


def _scenarios(maker: _Maker) -> None:
    for number in range(4):
        signposts: list[Fields] = [
            {"id": f"post-{place}", "text": maker.words(4, 9), "points_to": [f"scenario-{(number + 1) % 4}"], "due": "2027"}
            | ({"state": ("seen", "not-seen")[place % 2], "on": "2026-01", "evidence": maker.evidence()} if place else {})
            for place in range(4)
        ]
        scenario: Fields = {
            "title": maker.words(2, 5),
            "summary": maker.words(6, 12),
            "proposed_by": maker.pair()[:1],
            "signposts": signposts,
        }
        if number:
            scenario["likelihood"] = {"word": list(LIKELIHOOD.terms)[number * 2], "said_by": maker.pair()[:1]}
        if number == 3:
            scenario["resolution"] = {"on": "2026-03", "outcome": "occurred", "because": "So.", "evidence": maker.evidence()}
        maker.add("scenarios", f"scenario-{number}", scenario)


def _explainer(maker: _Maker) -> None:
    fields: Fields = {
        "title": "Everything at once, in every script and of every length that a name may have",
        "question": "Does it all fit?",
    }
    fields |= {"answer": [f"Point {number}. [So](source:source-{number}) it is." for number in range(3)]}
    fields |= {"focal": ["arabic", "hebrew"], "period": "1966/2026", "issues": list(ISSUES)}
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    body = "\n\n".join(f"A paragraph before it.\n\n![](chart:{figure})" for figure in FIGURES)
    maker.files[f"explainers/{EXPLAINER}.md"] = f"---\n{lines}---\n\n{body}\n"
    maker.files["publication.yml"] = 'title: "Stress"\n'
