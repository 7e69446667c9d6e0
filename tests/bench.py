"""Measures speed against named peers in the same run: 'make bench'. Figures are medians; ratios say how we compare."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import edtf
import yaml

from generator.build import write_pages
from generator.checking import check_content
from generator.dates import parse_edtf
from generator.stopwatch import Stopwatch
from generator.text.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parent.parent
CONTENT = PROJECT / "content"
TODAY = date(2026, 11, 22)
DATES = ("2025-06-13", "2025-06", "2025-06-13/2025-06-24", "2025-06-13?", "2025-06~", "2025-21", "[2025-06-15,2025-06-16]", "2024-03/..")


def seconds(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median time of a piece of work, in seconds."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def report(what: str, ours: float, peer: str, theirs: float) -> None:
    """Print a measurement beside its peer's."""
    sys.stdout.write(f"{what:<46} {ours * 1000:9.1f} ms   {peer:<34} {theirs * 1000:9.1f} ms   ratio {ours / theirs:.2f}\n")


def main() -> None:
    """Measure reading, dates and pages."""
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
            write_pages(
                corpus,
                PROJECT / "site_templates",
                Path(folder),
                today=TODAY,
                draw=lambda _: "<svg></svg>",
                cards=lambda _: {},
                watch=Stopwatch(),
            )

        report("derive, figures, pages, render", seconds(pages, 3), "load and check", checked)


if __name__ == "__main__":
    main()
