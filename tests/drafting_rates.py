"""How well quotations and speakers are found: 'python -m tests.drafting_rates FOLDER' holds them against the labels of PolNeAR.

PolNeAR (Political News Attribution Relations Corpus, Edward Newell and others, LREC 2018, https://github.com/networkdynamics/PolNeAR)
has 1,008 articles of seven US publishers with what they attribute to whom; FOLDER is one of its compartments, 'data/test'. It names no
licence, so that nothing of it is kept here.

What stands in quotation marks counts as a direct quotation where more than half of it is labelled as the content of an attribution; of
several annotators the first counts. A speaker is right where the words that we found share a character with those labelled as the
source, are the same words, or stand right before the 'who', 'that' or 'which' that is labelled. Marks for embedded messages
('<tweet ...>'), whose attributes have quotation marks, are left out. '--show' prints every mistake.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.editing.drafting.frames import quoted_in
from generator.editing.drafting.quotations import quotations
from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.editing.drafting.quotations import AttributedQuotation

Spans = list[tuple[int, int]]
_MARKUP = re.compile(r"<tweet\b[^>]*>|</?tweet/?>")
_AROUND = 100


class Attribution(NamedTuple):
    source: Spans
    content: Spans


class Article(NamedTuple):
    name: str
    text: str
    attributions: list[Attribution]


class Judged(NamedTuple):
    """A stretch in quotation marks: whether it is found and labelled, and whether its speaker is right."""

    outcome: str
    around: str


def articles(folder: Path) -> Iterator[Article]:
    for path in sorted((folder / "text").glob("*.txt")):
        labels = sorted(one for one in (folder / "attributions").iterdir() if one.name.startswith(f"{path.stem}_"))
        if labels:
            text = _MARKUP.sub(lambda found: " " * len(found[0]), path.read_bytes().decode("utf-8"))
            yield Article(path.stem, text, list(_attributions(labels[0].read_text(encoding="utf-8"))))


def _attributions(text: str) -> Iterator[Attribution]:
    """Yield what a file in the standoff format of brat labels."""
    spans: dict[str, Spans] = {}
    for line in text.split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T") and "\t" in rest:
            place = rest.partition("\t")[0].partition(" ")[2]
            spans[name] = [(int(a), int(b)) for a, b in (part.split() for part in place.split(";"))]
        elif name.startswith("E"):
            roles: dict[str, Spans] = defaultdict(list)
            for word in rest.split():
                role, _, one = word.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(one, [])
            yield Attribution(roles["Source"], roles["Content"])


def judged(article: Article) -> Iterator[Judged]:
    paragraphs = [Span(*match.span()) for match in re.finditer(r"[^\n]+", article.text)]
    found = {one.quoted.inner: one for one in quotations(article.text, paragraphs)}
    for quoted in quoted_in(article.text, paragraphs):
        span = quoted.inner
        gold = [one for one in article.attributions if _inside(span, one.content)]
        one = found.get(span)
        around = article.text[max(0, span.start - _AROUND) : span.end + _AROUND]
        if one is not None and gold:
            yield Judged("right", around)
            yield Judged(_speaker(article.text, one, [where for label in gold for where in label.source]), around)
        elif one is not None or gold:
            yield Judged("wrong" if one else "missed", around)


def _inside(span: Span, some: Spans) -> bool:
    return sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in some) * 2 > span.end - span.start


def _speaker(text: str, one: AttributedQuotation, source: Spans) -> str:
    """Return whether the speaker of a quotation is the one labelled, another, or none; nothing where none is labelled."""
    if not source or one.by is None:
        return "speaker not named" if source else ""
    said = text[one.by.start : one.by.end].casefold()
    for start, end in source:
        label = text[start:end].casefold()
        is_before_who = label in ("who", "that", "which") and 0 <= start - one.by.end <= len(", ")
        if min(one.by.end, end) > max(one.by.start, start) or said == label or is_before_who:
            return "speaker right"
    return "speaker wrong"


def rates(count: Counter[str]) -> tuple[float, float, float]:
    """Return precision and recall of quotations, and the share of speakers that are right."""
    speakers = sum(number for outcome, number in count.items() if outcome.startswith("speaker"))
    right = count["right"]
    return right / (right + count["wrong"]), right / (right + count["missed"]), count["speaker right"] / speakers


def main() -> None:
    some = [one for article in articles(Path(sys.argv[1])) for one in judged(article)]
    if "--show" in sys.argv:
        for one in some:
            if one.outcome not in ("", "right", "speaker right"):
                print(f"{one.outcome}: {one.around!r}")  # noqa: T201
    count = Counter(one.outcome for one in some if one.outcome)
    precision, recall, speakers = rates(count)
    print(", ".join(f"{outcome} {number}" for outcome, number in count.items()))  # noqa: T201
    print(f"quotations: precision {precision:.3f}, recall {recall:.3f}; speakers right: {speakers:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
