"""Publications of any size: 'python -m tests.synthetic NUMBER FOLDER' writes one of so many records, as many desks would fill it.
Those with very many of one thing are in tests/extremes.py.

'python -m tests.synthetic measure [NUMBER]...' builds some, by default of 100, 1,000, 3,000 and 10,000 records, and says for each what
processor time every stage took, how much memory, how large the largest pages are and what the heaviest first views weigh, and how a
stage grows: the exponent k of t = c * n ** k between one size and the next. It ends with a table of the limits that are kept and broken,
and with 1 where one is. Where 'hugo' is on the path, Hugo makes the same Markdown into pages, to compare with.

Every explainer has a few hundred records of its own; sources and actors are shared by neighbours, and two actors and a source are
met everywhere, so that their pages are about a good part of it all. Nothing in them is true, and the same files come out each time.
"""

from __future__ import annotations

import gc
import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

from generator.builder.mkdocs_site import MOST_HTML
from generator.command import build_run
from generator.system.stopwatch import Stopwatch
from tests import audit
from tests.serving import served
from tests.sites import make_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SIZES: Final = (100, 1_000, 3_000, 10_000)
OF_AN_EXPLAINER: Final = 250
"""How many records an explainer has."""
SHARES: Final = {
    "actors": 0.08,
    "sources": 0.25,
    "places": 0.02,
    "events": 0.2,
    "claims": 0.19,
    "acts": 0.18,
    "votes": 0.01,
    "costs": 0.03,
    "risks": 0.02,
    "drivers": 0.01,
    "scenarios": 0.01,
}
"""Which share of the records each section has."""
EVERYWHERE: Final = ("everywhere-a", "everywhere-b")
"""Two actors that are met in many explainers, and what they do toward each other."""
WIRE: Final = "wire"
"""A source that is used in many explainers."""
TODAY: Final = "2026-06-01"
MOST_GROWTH: Final = 1.1
"""The greatest exponent of a stage."""
MOST_MEMORY: Final = 4_000
"""The most memory of one process, in MB."""
MOST_HUGO: Final = 20
"""How many times the processor time that Hugo takes for its Markdown content may take to become it."""
_LEAST: Final = 0.5
"""From how many seconds on a stage is held against a limit; less is mostly noise."""
_WORDS: Final = (
    *("gate", "river", "toll", "ferry", "council", "treaty", "harbour", "dam", "farmers"),
    *("export", "border", "pledge", "inquiry", "budget", "pact", "strike", "vote", "flood"),
    *("Amber", "Birch", "Juniper", "Kestrel", "Lantern", "Meadow", "Northern", "Orchard", "Quarry"),
    *("Upper", "Violet", "Winter", "Yellow", "Zenith", "island", "signal"),
)


def write(folder: Path, number: int) -> None:
    """Write a publication of about so many records into a content folder."""
    lots = random.Random(number)  # noqa: S311 - the same publication each time
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "publication.yml").write_text("title: A synthetic record\nsite_url: https://example.org/\n", encoding="utf-8")
    write_files(folder, _everywhere())
    for part in range(math.ceil(number / OF_AN_EXPLAINER)):
        size = min(OF_AN_EXPLAINER, number - part * OF_AN_EXPLAINER)
        write_files(folder, Story(lots, part, size).files())


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write files, given by name, into a content folder."""
    for name, text in files:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _everywhere() -> Iterator[tuple[str, str]]:
    """Yield the files of the actors and of the source that are met everywhere."""
    for one in EVERYWHERE:
        yield f"actors/{one}.yml", yaml_of({"name": one.capitalize().replace("-", " "), "kind": "state"})
    yield f"sources/{WIRE}.md", source_text("Reports of the wire", "The wire", "2010-01-01", "Reports of every day.")


def source_text(title: str, publisher: str, published: str, summary: str) -> str:
    head = {"title": title, "publisher": publisher, "published": published, "language": "en", "kind": "news"}
    return f"---\n{yaml_of({**head, 'rights': 'quote-only', 'reliability': 'B'})}---\n\n{summary}\n"


_ISSUES: Final = ("economic", "legal", "diplomatic", "military")
Fields = dict[str, Any]


class Story:
    """An explainer and its records, from lots that are drawn."""

    def __init__(self, lots: random.Random, part: int, size: int) -> None:
        self.lots, self.part, self.last = lots, part, 10
        self.ids = {section: [f"{section}-{part}-{one}" for one in range(max(2, round(size * share)))] for section, share in SHARES.items()}

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each file."""
        for section, ids in self.ids.items():
            for one in ids:
                is_source = section == "sources"
                yield f"{section}/{one}.{'md' if is_source else 'yml'}", self.source() if is_source else yaml_of(self.fields(section))
        sources = self.ids["sources"]
        head = {"title": self.words(6), "question": self.words(8), "focal": self.ids["actors"][:2], "period": "2010/2025"}
        head["answer"] = [f"{self.words(9)} [](source:{one})" for one in sources[:3]]
        body = "\n\n".join(f"{self.words(40).capitalize()} [{self.words(4)}](claim:{one})." for one in self.ids["claims"][:10])
        yield f"explainers/story-{self.part}.md", f"---\n{yaml_of(head)}---\n\n{body}\n"

    def fields(self, section: str) -> Fields:
        """Return the fields of a record of a section."""
        own: Fields = getattr(self, section)()
        return own if section in ("actors", "places") else {**own, **self.common()}

    def words(self, most: int) -> str:
        return " ".join(self.lots.choices(_WORDS, k=self.lots.randint(3, most)))

    def one_of(self, section: str) -> str:
        return self.lots.choice(self.ids[section])

    def is_so(self, share: float) -> bool:
        return self.lots.random() < share

    def day(self) -> str:
        self.last = self.lots.randint(10, 25)
        return f"20{self.last}-{self.lots.randint(1, 12):02}-{self.lots.randint(1, 28):02}"

    def later(self) -> str:
        """Return a day after the last."""
        return f"20{self.lots.randint(self.last + 1, 26)}-{self.lots.randint(1, 5):02}-{self.lots.randint(1, 28):02}"

    def evidence(self, number: int = 2) -> list[Fields]:
        found = [WIRE if self.is_so(0.1) else one for one in self.lots.sample(self.ids["sources"], number)]
        return [{"source": one, "says": "supports", "credibility": 2, "note": self.words(9)} for one in dict.fromkeys(found)]

    def common(self) -> Fields:
        """Return what every record of the story has; some were corrected, a few taken back."""
        found: Fields = {"evidence": self.evidence(), "explainers": [f"story-{self.part}"]}
        if self.is_so(0.08):
            found["corrections"] = {"on": self.later(), "what": self.words(12)}
        if self.is_so(0.03):
            found["retired"] = {"on": self.later(), "because": self.words(8)}
        return found

    def source(self) -> str:
        return source_text(self.words(9), self.words(3), self.day(), f"{self.words(30).capitalize()}.")

    def actors(self) -> Fields:
        return {"name": self.words(4), "kind": self.lots.choice(("state", "person", "organisation"))}

    def places(self) -> Fields:
        where = {"latitude": round(self.lots.uniform(-60, 60), 2), "longitude": round(self.lots.uniform(-170, 170), 2)}
        return {"name": self.words(3), "kind": "settlement", "known": "town", "evidence": self.evidence(1), **where}

    def events(self) -> Fields:
        named = {"actors": self.lots.sample(self.ids["actors"], 2), "issue": self.lots.choice(_ISSUES)}
        where = {"places": [self.one_of("places")]} if self.is_so(0.3) else {}
        return {"title": self.words(8), "when": self.day(), "summary": self.words(20), **named, **where}

    def claims(self) -> Fields:
        said = {"statement": self.words(12), "claimant": [self.one_of("actors")], "made": self.day(), "hedge": "asserted"}
        days = sorted({self.later() for _ in range(self.lots.randint(0, 2))})
        judged = [{"on": one, "status": self.lots.choice(("supported", "refuted", "disputed")), "credibility": 2} for one in days]
        told = [{**one, "because": self.words(12), "evidence": self.evidence(1)} for one in judged]
        return {**said, "issue": self.lots.choice(_ISSUES), "assessments": told}

    def acts(self) -> Fields:
        """Return an act of a few actors of the story, or of those that are met everywhere."""
        able = EVERYWHERE if self.is_so(0.2) else (*self.ids["actors"][:6], *EVERYWHERE)
        by, toward = self.lots.sample(able, 2)
        kind = {"type": self.lots.choice(("SUPPORT", "REJECT", "AID")), "form": "words", "issue": self.lots.choice(_ISSUES)}
        return {"title": self.words(8), "when": self.day(), "by": [by], "toward": [toward], "standing": "established", **kind}

    def votes(self) -> Fields:
        voters = self.lots.sample(self.ids["actors"], min(5, len(self.ids["actors"])))
        ballots = {one: self.lots.choice(("yes", "no", "abstain")) for one in voters}
        return {"title": self.words(6), "when": self.day(), "body": self.one_of("actors"), "text": self.words(8), "ballots": ballots}

    def costs(self) -> Fields:
        amount = {
            "amount": {"best": self.lots.randint(2, 900), "currency": "USD"},
            "kind": self.lots.choice(("fiscal", "trade", "security")),
        }
        return {"title": self.words(6), "bearer": self.one_of("actors"), "status": "incurred", "mechanism": self.words(15), **amount}

    def likelihood(self) -> Fields:
        return {"likelihood": "unlikely", "said_by": self.one_of("actors")} if self.is_so(0.5) else {}

    def risks(self) -> Fields:
        impact = {"impact": {"dimension": "economy", "level": "moderate", "because": self.words(5)}}
        raised = {"raised_by": "the council of the harbour", "bearer": self.one_of("actors")}
        return {"title": self.words(6), **raised, **impact, **self.likelihood()}

    def drivers(self) -> Fields:
        sides = {"actor": self.one_of("actors"), "with": self.one_of("actors"), "direction": self.lots.choice(("toward", "away"))}
        return {"title": self.words(6), "summary": self.words(20), **sides}

    def scenarios(self) -> Fields:
        signposts = [{"id": f"post-{one}", "text": self.words(9), "points_to": "toward", "due": "2027"} for one in range(3)]
        told = {"summary": self.words(20), "proposed_by": self.one_of("actors"), "signposts": signposts}
        return {"title": self.words(6), **told, **self.likelihood()}


def yaml_of(fields: Fields) -> str:
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a build of one size took."""

    number: int
    stages: Mapping[str, float]
    """Processor time of each stage, in seconds, and of the processes that draw, make pictures and index, whichever stage they end in."""
    seconds: float
    """How long it took by the clock."""
    memory: float
    """The most memory that one process had, in MB."""
    pages: Sequence[tuple[int, str]]
    """The largest pages: the bytes of their HTML, and where they are."""
    first_views: Sequence[audit.Measured]
    hugo: float
    """What Hugo takes for the Markdown, in seconds of processor time; 0 where it is not there."""

    @property
    def markdown(self) -> float:
        """The processor time from content to Markdown, and of the other processes, a part of which draws figures for it."""
        return sum(seconds for stage, seconds in self.stages.items() if stage != "MkDocs")


def processor_time() -> float:
    """Return the processor time of this process and of those that it started and that ended, in seconds."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def build_one(project: Path) -> None:
    """Build a project and print what its stages took, as JSON: what a process of its own does for each size."""
    stages: dict[str, float] = {}

    class Watch(Stopwatch):
        def lap(self, stage: str) -> None:
            super().lap(stage)
            stages.update(self.stages)

    gc.disable()  # as the command does
    vars(build_run)["Stopwatch"] = partial(Watch, clock=process_time)
    today = date.fromisoformat(TODAY)
    began = perf_counter()
    if build_run.run_build(project, today, today):
        sys.exit(1)
    stages["other processes"] = processor_time() - process_time()
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    sys.stdout.write("\n" + json.dumps({"stages": stages, "seconds": perf_counter() - began, "memory": memory}) + "\n")


def measure_one(number: int, folder: Path) -> Measured:
    """Write a publication of a size into a folder, build it, and say what that took."""
    write(folder / "new", number)
    project = make_project(folder / "project", folder / "new")
    command = [sys.executable, "-m", "tests.synthetic", "build", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}")
    told = json.loads(done.stdout.splitlines()[-1])
    site = project / "build" / "site"
    pages = sorted(((path.stat().st_size, path.relative_to(site).as_posix()) for path in site.rglob("*.html")), reverse=True)
    return Measured(number=number, pages=pages[:5], first_views=first_views(site), hugo=hugo_time(project / "build" / "docs"), **told)


def first_views(site: Path) -> list[audit.Measured]:
    """Return what the first view of the heaviest page of each kind weighs."""
    with served(site, audit.root_of(site)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        found = [audit.measure(browser, site, base, kind, path) for kind, path in audit.heaviest(site).items()]
        browser.close()
    return found


_LAYOUT: Final = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"
_HUGO: Final = """baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""


def hugo_time(docs: Path) -> float:
    """Return the processor time in which Hugo makes Markdown into pages of a plain layout; 0 where it is not there."""
    hugo = shutil.which("hugo")
    if hugo is None:
        return 0.0
    with TemporaryDirectory() as name:
        folder = Path(name)
        for layout in ("index.html", "_default/single.html", "_default/list.html"):
            path = folder / "layouts" / layout
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_LAYOUT, encoding="utf-8")
        (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
        for path in docs.rglob("*.md"):
            is_list = any(one.is_dir() for one in path.parent.iterdir())
            to = folder / "content" / path.relative_to(docs).with_name("_index.md" if is_list else "index.md")
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
        before = processor_time()
        subprocess.run([hugo, "--quiet"], cwd=folder, check=True, capture_output=True)
        return processor_time() - before


def growth(before: Measured, after: Measured) -> dict[str, float]:
    """Return the exponent by which each stage grows that takes long enough to say."""
    ratio = math.log(after.number / before.number)
    return {
        stage: math.log(seconds / before.stages[stage]) / ratio
        for stage, seconds in after.stages.items()
        if seconds > _LEAST and before.stages.get(stage, 0) > 0
    }


def limits(found: Sequence[Measured]) -> Iterator[tuple[str, str, bool]]:
    """Yield each limit, what was measured, and whether it is kept."""
    for one in found:
        size, path = one.pages[0]
        yield (
            f"{one.number:,} records: at most {MOST_HTML / 1000:.0f} kB of HTML a page",
            f"{size / 1000:.0f} kB, {path}",
            size <= MOST_HTML,
        )
        yield f"{one.number:,} records: at most {MOST_MEMORY:,} MB", f"{one.memory:,.0f} MB", one.memory <= MOST_MEMORY
        heavy = [view for view in one.first_views if view.too_much]
        told = ", ".join(f"{view.path} {' '.join(view.too_much)}" for view in heavy)
        explainer = max((view.sizes.total() for view in one.first_views if view.kind == "explainer"), default=0)
        yield f"{one.number:,} records: first views", told or f"explainer {explainer / 1000:.0f} kB", not heavy
    for before, after in pairwise(found):
        name = f"{before.number:,} to {after.number:,} records: at most n^{MOST_GROWTH} a stage"
        grown = growth(before, after)
        worst = max(grown, key=lambda stage: grown[stage], default="")
        yield name, f"{worst} n^{grown[worst]:.2f}" if worst else "no stage is long", not worst or grown[worst] <= MOST_GROWTH
    if found and found[-1].hugo:
        last = found[-1]
        times = last.markdown / last.hugo
        told = f"{last.markdown:.1f} s against {last.hugo:.1f} s, {times:.1f} times"
        yield f"{last.number:,} records: content to Markdown at most {MOST_HUGO} times Hugo's time for it", told, times <= MOST_HUGO


def measure(sizes: list[int]) -> int:
    """Build a publication of each size, say what each stage took and which limits are kept; return 1 where one is broken."""
    found: list[Measured] = []
    for number in sizes:
        with TemporaryDirectory() as folder:
            one = measure_one(number, Path(folder))
        grown = growth(found[-1], one) if found else {}
        found.append(one)
        told = ", ".join(f"{name} {took:.2f} s{f' (n^{grown[name]:.2f})' if name in grown else ''}" for name, took in one.stages.items())
        largest = ", ".join(f"{path} {size / 1000:,.0f} kB" for size, path in one.pages)
        total = sum(one.stages.values())
        sys.stdout.write(f"{number:,} records: {told}; {total:.0f} s of processor, {one.seconds:.0f} s; {one.memory:,.0f} MB; {largest}\n")
        sys.stdout.flush()
    broken = False
    sys.stdout.write("\n")
    for limit, measured, is_kept in limits(found):
        sys.stdout.write(f"{'kept  ' if is_kept else 'BROKEN'}  {limit:<72}  {measured}\n")
        broken = broken or not is_kept
    return int(broken)


def main(arguments: list[str]) -> int:
    """Write a publication, or measure some; return 1 where a limit is broken."""
    if arguments[:1] == ["measure"]:
        return measure([int(one) for one in arguments[1:]] or [*SIZES])
    if arguments[:1] == ["build"]:
        build_one(Path(arguments[1]))
    else:
        write(Path(arguments[1]), int(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
