"""Publications of any size: 'python -m tests.synthetic NUMBER FOLDER' writes one of so many records, as many desks would fill it.

'python -m tests.synthetic measure [NUMBER]...' builds some, by default of 100, 1,000, 3,000 and 10,000 records, and says for each how
long every stage took, how much memory, how large the largest page is, and how a stage grows: the exponent k of t = c * n ** k
between one size and the next. Every explainer has a few hundred records of its own; sources and actors are shared by neighbours,
so that no page is about everything. Nothing in them is true, and the same files come out each time.
"""

from __future__ import annotations

import json
import math
import random
import re
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tests.sites import make_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES: Final = (100, 1_000, 3_000, 10_000)
OF_AN_EXPLAINER: Final = 250
"""How many records an explainer has."""
SHARES: Final = {"actors": 0.08, "sources": 0.25, "events": 0.22, "claims": 0.2, "acts": 0.2, "costs": 0.03, "risks": 0.02}
TODAY: Final = "2026-06-01"
_WORDS: Final = (
    *("gate", "river", "toll", "ferry", "council", "treaty", "harbour", "dam", "farmers"),
    *("export", "border", "pledge", "inquiry", "budget", "pact", "strike", "vote", "flood"),
)
_STAGE: Final = re.compile(r"([A-Za-z ]+) ([0-9.]+) s(?=[,;])")


def write(folder: Path, number: int) -> None:
    """Write a publication of about so many records into a content folder."""
    lots = random.Random(number)  # noqa: S311 - the same publication each time
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "publication.yml").write_text("title: A synthetic record\nsite_url: https://example.org/\n", encoding="utf-8")
    for part in range(math.ceil(number / OF_AN_EXPLAINER)):
        size = min(OF_AN_EXPLAINER, number - part * OF_AN_EXPLAINER)
        for name, text in _explainer(lots, part, size):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _explainer(lots: random.Random, part: int, size: int) -> Iterator[tuple[str, str]]:
    """Yield the files of an explainer and of its records."""
    ids = {section: [f"{section}-{part}-{one}" for one in range(max(2, round(size * share)))] for section, share in SHARES.items()}
    actors, sources = ids["actors"], ids["sources"]

    def words(most: int) -> str:
        return " ".join(lots.choices(_WORDS, k=lots.randint(3, most)))

    def day() -> str:
        return f"20{lots.randint(10, 25)}-{lots.randint(1, 12):02}-{lots.randint(1, 28):02}"

    def common() -> dict[str, Any]:
        evidence = [{"source": one, "says": "supports", "credibility": 2, "note": words(9)} for one in lots.sample(sources, 2)]
        return {"evidence": evidence, "explainers": [f"story-{part}"]}

    fields: dict[str, Callable[[], dict[str, Any]]] = {
        "actors": lambda: {"name": words(4), "kind": lots.choice(("state", "person", "organisation"))},
        "events": lambda: {"title": words(8), "when": day(), "actors": lots.sample(actors, 2), "summary": words(20), **common()},
        "claims": lambda: {"statement": words(12), "claimant": [lots.choice(actors)], "made": day(), "hedge": "asserted", **common()},
        "acts": lambda: {**_sides(lots, actors), "title": words(8), "when": day(), "type": "SUPPORT", "form": "words", **common()},
        "costs": lambda: {
            "title": words(6),
            "kind": "fiscal",
            "bearer": lots.choice(actors),
            "amount": {"best": 5, "currency": "USD"},
            **common(),
        },
        "risks": lambda: {
            "title": words(6),
            "bearer": lots.choice(actors),
            "impact": {"dimension": "economy", "level": "moderate", "because": words(5)},
            **common(),
        },
    }
    more: dict[str, dict[str, Any]] = {
        "claims": {"issue": "economic"},
        "acts": {"issue": "economic", "standing": "established"},
        "costs": {"status": "incurred", "mechanism": "It is paid."},
        "risks": {"raised_by": "the council of the harbour"},
    }
    for section, make in fields.items():
        for one in ids[section]:
            yield f"{section}/{one}.yml", _yaml({**make(), **more.get(section, {})})
    head: dict[str, Any]
    for one in sources:
        head = {
            "title": words(9),
            "publisher": words(3),
            "published": day(),
            "language": "en",
            "kind": "news",
            "rights": "quote-only",
            "reliability": "B",
        }
        yield f"sources/{one}.md", f"---\n{_yaml(head)}---\n\n{words(30).capitalize()}.\n"
    head = {
        "title": words(6),
        "question": words(8),
        "answer": [f"{words(9)} [](source:{one})" for one in sources[:3]],
        "focal": actors[:2],
        "period": "2010/2025",
    }
    body = "\n\n".join(f"{words(40).capitalize()} [{words(4)}](claim:{one})." for one in ids["claims"][:10])
    yield f"explainers/story-{part}.md", f"---\n{_yaml(head)}---\n\n{body}\n"


def _sides(lots: random.Random, actors: list[str]) -> dict[str, Any]:
    one, other = lots.sample(actors[:6], 2)
    return {"by": [one], "toward": [other]}


def _yaml(fields: dict[str, Any]) -> str:
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())


def measure(sizes: list[int]) -> None:
    """Build a publication of each size and say what each stage took, and how it grows from one size to the next."""
    before: dict[str, float] = {}
    last = 0
    for number in sizes:
        with TemporaryDirectory() as folder:
            write(Path(folder) / "new", number)
            project = make_project(Path(folder) / "project", Path(folder) / "new")
            command = [sys.executable, "-m", "generator", "build", "--project", str(project), "--today", TODAY]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            largest = max(
                (path.stat().st_size, path.relative_to(project / "build/site").as_posix()) for path in project.glob("build/site/**/*.html")
            )
        stages = {name.strip(): float(seconds) for name, seconds in _STAGE.findall(done.stdout)}
        growth = {name: math.log(stages[name] / was) / math.log(number / last) for name, was in before.items() if was > 0.05}
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        told = ", ".join(
            f"{name} {seconds:.2f} s{f' (n^{growth[name]:.2f})' if name in growth else ''}" for name, seconds in stages.items()
        )
        sys.stdout.write(f"{number:,} records: {told}; at most {memory:,.0f} MB; largest page {largest[1]}, {largest[0] / 1000:,.0f} kB\n")
        sys.stdout.flush()
        before, last = stages, number


def main(arguments: list[str]) -> None:
    """Write a publication, or measure some."""
    if arguments[:1] == ["measure"]:
        measure([int(one) for one in arguments[1:]] or [*SIZES])
    else:
        write(Path(arguments[1]), int(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
