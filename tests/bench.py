"""Measures speed against named peers in the same run: 'make bench'. Figures are medians; ratios say how we compare.

Time is that of the processor, which other programs on the machine disturb least.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from itertools import count, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

import edtf
import yaml

from generator.analysis.brier_scores import scenario_scores
from generator.analysis.chronology import all_stops, timeline
from generator.analysis.stance_counts import stances
from generator.figures.stances import ShownStances
from generator.figures.tokens import read_tokens
from generator.model.dates import parse_edtf
from generator.model.records import Claim, Cost, Event, Place, Risk, Scenario, Vote
from generator.model.records.scenarios import Resolution
from generator.model.records.shared import evidence_in
from generator.site import figures
from generator.site.citations import Citations
from generator.site.context import SiteContext, sites_of
from generator.site.facts import Facts
from generator.system.cache import Cache
from generator.system.stopwatch import Stopwatch
from generator.text.yaml_reader import read_yaml
from generator.verify.checking import check_content
from tests import stress
from tests.conftest import dyads_of
from tests.sites import write_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView

PROJECT = Path(__file__).resolve().parent.parent
CONTENT = PROJECT / "content"
TODAY = date(2026, 11, 29)
CHANGES: Final = 3
"""How often a build is measured that takes up what another left."""
CAME: Final = Resolution.model_validate({"on": "2026-06", "outcome": "occurred", "because": "So.", "evidence": []})
"""How every scenario ends here, so that there are scores."""
DATES = ("2025-06-13", "2025-06", "2025-06-13/2025-06-24", "2025-06-13?", "2025-06~", "2025-21", "[2025-06-15,2025-06-16]", "2024-03/..")


def seconds(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median time of the processor for a piece of work, in seconds."""
    times = []
    for _ in range(runs):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


def report(what: str, ours: float, peer: str, theirs: float) -> None:
    """Print a measurement beside its peer's."""
    sys.stdout.write(f"{what:<46} {ours * 1000:9.1f} ms   {peer:<34} {theirs * 1000:9.1f} ms   ratio {ours / theirs:.2f}\n")


def drawn(corpus: Corpus) -> Iterator[tuple[str, Callable[[PageContext], FigureView]]]:
    """Yield every figure that is written as HTML, of all records that it may show."""
    found = stances(corpus)
    by, toward = max(dyads_of(found), key=lambda pair: (len(found.between(*pair)), pair))
    rows = timeline(corpus.all(Event))
    claims, votes = corpus.all(Claim), corpus.all(Vote)
    pairs = [(by, other) for other in found.others(by)]
    yield "stances", lambda context: figures.stances(context, pairs)
    yield "by issue", lambda context: figures.acts(context, "fig-by-issue", ShownStances([(by, toward), (toward, by)], by_issue=True))
    yield "over time", lambda context: figures.over_time(context, [(by, toward), (toward, by)])
    yield f"timeline of {len(rows)} events", lambda context: figures.timeline(context, rows)
    yield f"lanes of {len(rows)} events", lambda context: figures.lanes(context, rows)
    if corpus.all(Place):
        yield "map", lambda context: figures.places(context, all_stops(corpus))
        yield "ranges", lambda context: figures.ranges(context, corpus.all(Place))
    yield "life of a claim", lambda context: figures.life(context, claims[0], Citations(context, evidence_in(claims[0])))
    yield f"{len(claims)} claims", lambda context: figures.claims(context, claims)
    yield "costs", lambda context: figures.costs(context, corpus.all(Cost))
    yield "risks", lambda context: figures.risks(context, corpus.all(Risk))
    yield "votes", lambda context: figures.votes(context, votes)
    yield "signposts", lambda context: figures.signposts(context, corpus.all(Scenario))
    ended = [one.model_copy(update={"resolution": CAME}) for one in corpus.all(Scenario)]
    yield "scores of forecasts", lambda context: figures.scores(context, scenario_scores(ended))


def measure_figures(what: str, corpus: Corpus) -> None:
    """Measure each figure with its table and the names of its sources, as a page shows it, against the 2 ms it may take."""
    facts, tokens = Facts(corpus, TODAY, corpus.publication.language), read_tokens(PROJECT / "site_templates")
    here = SiteContext(facts, tokens).at("index.md")
    for name, draw in drawn(corpus):
        took = seconds(lambda draw=draw: draw(here).html(tokens, lambda _: "<svg></svg>"), 15)  # type: ignore[misc]
        report(f"{what}: {name}", took, "what a figure may take", 0.002)


PEER: Final = """\
site_name: On Record
docs_dir: {docs}
site_dir: {site}
theme: {theme}
plugins: [search]
markdown_extensions: [attr_list, toc]
exclude_docs: /cards/
"""
"""Settings of a site of the same pages by MkDocs alone, with its search."""


def run(*command: str | Path) -> tuple[float, float]:
    """Return the time by the clock and that of the processor, with all processes that it starts, of a command that must end well."""
    before, began = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def middle(times: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the medians of several runs."""
    clock, processor = zip(*times, strict=True)
    return median(clock), median(processor)


def changes(record: Path) -> Iterator[None]:
    """Change the statement of a claim, again and again."""
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("statement: "))
    for number in count(1):
        said = lines[at].replace("statement: ", f"statement: Change {number} ", 1).replace(f'Change {number} "', f'"Change {number} ')
        record.write_text("".join([*lines[:at], said, *lines[at + 1 :]]), encoding="utf-8")
        yield


def measure_builds(folder: Path) -> None:
    """Measure whole builds of the publication beside those of the same pages by MkDocs."""
    for name in ("content", "site_templates"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    ours = (sys.executable, "-m", "generator", "build", "--project", folder)
    record = max((folder / "content" / "claims").glob("*.yml"), key=lambda path: path.stat().st_size)
    took = {"cold": run(*ours), "nothing changed": middle(run(*ours) for _ in range(CHANGES))}
    took["one record changed"] = middle(run(*ours) for _ in islice(changes(record), CHANGES))
    took["another address, so every page"] = run(*ours, "--site-url", "https://example.org/")
    for theme in ("mkdocs", "material"):
        settings = folder / f"{theme}.yml"
        settings.write_text(PEER.format(docs=folder / "build" / "docs", site=folder / f"{theme}-site", theme=theme), encoding="utf-8")
        peer = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings)
        for what, (clock, processor) in took.items():
            sys.stdout.write(
                f"build, {what:<34} {processor:6.2f} s of the processor, {clock:6.2f} s   MkDocs with theme '{theme}' and search "
                f"{peer[1]:6.2f} s, {peer[0]:6.2f} s   ratios {processor / peer[1]:.2f}, {clock / peer[0]:.2f}\n"
            )


def main() -> None:
    """Measure builds, reading, dates, pages and figures."""
    with TemporaryDirectory() as folder:
        measure_builds(Path(folder))
    texts = [path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.yml"))]
    ours = seconds(lambda: [read_yaml(text) for text in texts])
    report(
        f"read {len(texts)} records with places",
        ours,
        "PyYAML, pure Python, no places",
        seconds(lambda: [yaml.safe_load(t) for t in texts]),
    )
    fast = seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
    report("", ours, "PyYAML with libyaml, no places", fast)
    dates = seconds(lambda: [parse_edtf.__wrapped__(one) for one in DATES])
    report(f"{len(DATES)} dates of all kinds", dates, "edtf.parse_edtf", seconds(lambda: [edtf.parse_edtf(one) for one in DATES]))
    checked = seconds(lambda: check_content(CONTENT, today=TODAY), 3)
    report(
        "load and check the publication",
        checked,
        "PyYAML, pure Python: its YAML alone",
        seconds(lambda: [yaml.safe_load(t) for t in texts], 3),
    )
    corpus = check_content(CONTENT, today=TODAY).corpus
    with TemporaryDirectory() as folder:

        def pages() -> None:
            site, *_ = sites_of(corpus, TODAY, read_tokens(PROJECT / "site_templates"))
            write_pages(
                site,
                PROJECT / "site_templates",
                Path(folder, "docs"),
                draw=lambda _: "<svg></svg>",
                watch=Stopwatch(),
                cache=Cache(Path(mkdtemp(dir=folder))),
            )

        report("derive, figures, pages, render", seconds(pages, 3), "load and check", checked)
        measure_figures("real", corpus)
        measure_figures("stress", check_content(stress.write(Path(folder) / "content"), today=TODAY).corpus)


if __name__ == "__main__":
    main()
