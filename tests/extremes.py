"""Publications with very many of one thing: claims of one explainer, positions on one claim, events of one year.

'python -m tests.extremes write NAME NUMBER FOLDER' writes one. 'python -m tests.extremes measure [NAME]...' builds each, by default all
of them, and says which of its pages are the largest. Nothing in them is true, and the same files come out each time.
"""

from __future__ import annotations

import random
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.builder.mkdocs_site import MOST_HTML
from generator.command import build_run
from tests.sites import make_project
from tests.synthetic import TODAY, Fields, Story, write, write_files, yaml_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Files = Iterator[tuple[str, str]]

MANY: Final = "many"
"""The record that very much is of, in whatever section it stands."""
_AROUND: Final = 60
"""How many records there are beside it."""
_OTHER: Final = "actors-0-1"
"""An actor among these."""
_FIGURES: Final[Mapping[str, Sequence[str]]] = {
    **dict.fromkeys(('stances "focal=many"', 'by-issue "by=many toward=actors-0-1"', 'over-time "by=many toward=actors-0-1"'), ("acts",)),
    **dict.fromkeys(("timeline", "lanes", 'lanes "rows=actor"'), ("events",)),
    "map": ("places",),
    "claims": ("claims",),
    "costs": ("costs",),
    "risks": ("risks",),
    "votes": ("votes",),
    "signposts": ("scenarios",),
}
"""What a figure in the text of an explainer is of, by what asks for it."""


def _ids(number: int, what: str = MANY) -> list[str]:
    return [f"{what}-{one}" for one in range(number)]


def _sources(story: Story, number: int) -> Files:
    return ((f"sources/{one}.md", story.source()) for one in _ids(number))


def _evidence(story: Story, source: str, says: str = "supports") -> list[Fields]:
    return [{"source": source, "says": says, "credibility": 2, "note": story.words(20)}]


def _records(story: Story, number: int, section: str, **told: object) -> Files:
    """Yield so many records of a section, each with a source of its own."""
    for one in _ids(number):
        fields = story.fields(section)
        own = {"evidence": _evidence(story, f"{section}-{one}")} if "evidence" in fields else {}
        yield f"{section}/{one}.yml", yaml_of({name: value for name, value in {**fields, **own, **told}.items() if value is not None})
        yield f"sources/{section}-{one}.md", story.source()


def _one(story: Story, section: str, **told: object) -> tuple[str, str]:
    """Return the one record of a section that is in the middle of it all."""
    return f"{section}/{MANY}.yml", yaml_of({**story.fields(section), **told})


def _actor(**told: object) -> tuple[str, str]:
    return f"actors/{MANY}.yml", yaml_of({"name": "The many", "kind": "state", **told})


def _explainer(story: Story, body: Iterable[str] = ("Words.",), **told: object) -> Files:
    head = {"title": story.words(6), "question": story.words(8), "focal": [MANY, _OTHER], "period": "2010/2025", "answer": [story.words(9)]}
    yield _actor()
    text = "\n\n".join(body)
    yield f"explainers/{MANY}.md", f"---\n{yaml_of({**head, **told})}---\n\n{text}\n"


def _of_an_explainer(story: Story, number: int, sections: Iterable[str], *, named: bool = False, body: Iterable[str] = ()) -> Files:
    """Yield an explainer on which so many records of each of some sections are; its text may name each of them."""
    for section in sections:
        sides = {"by": [MANY], "toward": [_OTHER]} if section == "acts" else {}
        yield from _records(story, number, section, **({} if section == "places" else {"explainers": [MANY]}), **sides)
        if section == "places":
            for one in _ids(number):
                yield f"events/{one}.yml", yaml_of({**story.fields("events"), "explainers": [MANY], "places": [one]})
    links = [f"[{story.words(4)}]({section[:-1]}:{one})." for section in sections for one in _ids(number)] if named else []
    yield from _explainer(story, (*links, *body, "Words."))


def _quoted(story: Story, number: int) -> Files:
    """Yield an explainer that rests on so many quotations, of a few sources that it cites."""
    yield "publication.yml", yaml_of({"title": "A synthetic record", "quoting": {"total": 100_000}})
    for one in _ids(5):
        yield f"sources/{one}.md", story.source()
    for number_, one in enumerate(_ids(number)):
        quoted = [{**_evidence(story, f"{MANY}-{number_ % 5}")[0], "quote": story.words(6)}]
        yield f"claims/{one}.yml", yaml_of({**story.claims(), "evidence": quoted, "assessments": [], "explainers": [MANY]})
    yield from _explainer(story, [f"{story.words(12)}. [](source:{one})" for one in _ids(5)])


def _of_a_claim(story: Story, number: int) -> Files:
    """Yield a claim with so many pieces of evidence."""
    yield from _sources(story, number)
    says = [story.lots.choice(("supports", "contradicts", "context")) for _ in range(number)]
    evidence = [_evidence(story, *one)[0] for one in zip(_ids(number), says, strict=True)]
    yield _one(story, "claims", made="2009", assessments=[], evidence=evidence)


def _of_a_source(story: Story, number: int, rights: str) -> Files:
    """Yield a source from which so many passages are used; where its rights allow it, with its text, a paragraph for each."""
    quotes = [f"{story.words(8)} {one}" for one in range(number)]
    text = "\n\n".join(f"{story.words(20)}. {one}. {story.words(20)}." for one in quotes)
    head = {
        "title": "Minutes",
        "publisher": "The many",
        "published": "2010-01-01",
        "language": "en",
        "kind": "official",
        "reliability": "B",
    }
    below = f"\n## Text\n\n{text}\n" if rights == "public-domain" else ""
    yield f"sources/{MANY}.md", f"---\n{yaml_of({**head, 'rights': rights})}---\n\nWhat was said.\n{below}"
    for one, quote in zip(_ids(number), quotes, strict=True):
        proved = {"quote": quote} if below else {}
        yield f"events/{one}.yml", yaml_of({**story.fields("events"), "evidence": [{**_evidence(story, MANY)[0], **proved}]})


def _of_an_actor(story: Story, number: int, what: str) -> Files:
    told: dict[str, Callable[[str], object]] = {
        "roles": lambda _unused: {"title": story.words(5), "of": story.one_of("actors"), "when": str(story.lots.randint(1900, 2020))},
        "aliases": lambda one: f"{story.words(4)} {one}",
        "evidence": lambda one: _evidence(story, one)[0],
    }
    yield from _sources(story, number)
    yield _actor(**({what: [told[what](one) for one in _ids(number)]} if what in told else {}))
    if what == "members":
        yield from _records(story, number, "actors", part_of=[MANY])
    if what == "claims":
        yield from _records(story, number, "claims", claimant=[MANY])
    if what == "acts":
        yield from _records(story, number, "acts", by=[MANY], toward=[_OTHER])
    if what == "others":
        yield from _records(story, number, "actors")
        for one in _ids(number):
            yield f"acts/{one}.yml", yaml_of({**story.fields("acts"), "by": [MANY], "toward": [one]})


def _of_a_place(story: Story, number: int) -> Files:
    """Yield a place with so many events."""
    yield from _records(story, number, "events", places=[MANY])
    yield _one(story, "places", name="The many")


def _ballots(story: Story, number: int) -> Files:
    """Yield votes in each of which very many voted."""
    yield from _records(story, number, "actors")
    for one in _ids(8, "vote"):
        ballots = {voter: story.lots.choice(("yes", "no", "abstain")) for voter in _ids(number)}
        yield f"votes/{one}.yml", yaml_of({**story.fields("votes"), "ballots": ballots, "explainers": [MANY]})
    yield from _explainer(story, ["![](chart:votes)"])


def _corrected(story: Story, number: int, day: str = "") -> Files:
    """Yield records each of which was corrected, all on one day if that is given."""
    for name, text in _records(story, number, "events", corrections=[]):
        is_event = name.startswith("events/")
        what = yaml_of({"corrections": [{"on": day or story.later(), "what": story.words(20)}]}) if is_event else ""
        yield name, text.replace("corrections: []\n", what)


def _revised(story: Story, number: int) -> Files:
    """Yield an explainer with so many changes of ours."""
    return _explainer(story, revisions=[{"on": story.day(), "what": story.words(20)} for _ in range(number)])


def _issues(story: Story, number: int) -> Files:
    """Yield a publication with so many issues of its own."""
    issues = {one: story.words(4) for one in _ids(number, "issue")}
    yield "publication.yml", yaml_of({"title": "A synthetic record", "site_url": "https://example.org/", "issues": issues})


def _explainers(story: Story, number: int) -> Files:
    for one in _ids(number):
        head = {
            "title": story.words(6),
            "question": story.words(8),
            "focal": ["actors-0-0", _OTHER],
            "period": "2010/2025",
            "answer": ["So."],
        }
        yield f"explainers/{one}.md", f"---\n{yaml_of(head)}---\n\nWords.\n"


def _hub(story: Story, number: int) -> Files:
    """Yield events at one place, which name one actor and link to one claim, for and against which a few sources are."""
    yield from _of_a_claim(story, number // 30)
    yield _one(story, "places", name="The many")
    yield from _of_an_actor(story, number // 10, "others")
    yield from _records(story, number, "events", actors=[MANY], places=[MANY], summary=f"As [it was said](claim:{MANY}).")


class Extreme(NamedTuple):
    """What there is very much of, and how many of it are tried."""

    files: Callable[[Story, int], Files]
    number: int


_TOLD: Final = ("events", "claims", "acts", "votes", "costs", "risks", "drivers", "scenarios")
EXTREMES: Final[Mapping[str, Extreme]] = {
    **{f"explainer: {one}": Extreme(partial(_of_an_explainer, sections=(one,)), 600) for one in _TOLD},
    **{f"explainer: {one} named": Extreme(partial(_of_an_explainer, sections=(one,), named=True), 600) for one in _TOLD},
    **{
        f"explainer: figure {one.split()[0]}": Extreme(partial(_of_an_explainer, sections=of, body=(f"![](chart:{one})",)), 600)
        for one, of in _FIGURES.items()
    },
    "explainer: quotations": Extreme(_quoted, 900),
    "explainer: revisions": Extreme(_revised, 1_500),
    "source: uses": Extreme(partial(_of_a_source, rights="quote-only"), 1_000),
    "source: quotations in its text": Extreme(partial(_of_a_source, rights="public-domain"), 600),
    **{
        f"actor: {one}": Extreme(partial(_of_an_actor, what=one), number)
        for one, number in (("claims", 600), ("acts", 600), ("others", 600), ("members", 1_500), ("roles", 1_500), ("aliases", 4_000))
    },
    "relation: acts": Extreme(partial(_of_an_actor, what="acts"), 3_000),
    "place: events": Extreme(_of_a_place, 3_000),
    "vote: ballots": Extreme(_ballots, 600),
    "year: events": Extreme(partial(_records, section="events", when="2020-05-05", corrections=None, retired=None), 4_000),
    "letter: titles": Extreme(partial(_records, section="claims", statement="Ambers of the river that nobody has ever seen before"), 6_000),
    "changes": Extreme(_corrected, 4_000),
    "changes of one day": Extreme(partial(_corrected, day="2026-01-05"), 2_000),
    **{f"all: {one}": Extreme(partial(_records, section=one), 6_000) for one in ("actors", "places", "events", "costs", "risks", "votes")},
    "all: explainers": Extreme(_explainers, 4_000),
    "publication: issues": Extreme(_issues, 1_500),
    "hub": Extreme(_hub, 1_500),
}
"""What there is very much of in each, by name."""


def write_extreme(folder: Path, name: str, number: int | None = None) -> None:
    """Write a small publication with very many of one thing into a content folder: so many, or as many as are tried of it."""
    extreme = EXTREMES[name]
    write(folder, _AROUND)
    story = Story(random.Random(name), 0, _AROUND)  # noqa: S311 - the same each time
    write_files(folder, extreme.files(story, number or extreme.number))


def measure(names: Iterable[str], kept: Path | None = None) -> int:
    """Build a publication of each, say which of its pages are the largest, and return 1 where one is too long."""
    too_long = False
    for name in names:
        with TemporaryDirectory() as folder:
            write_extreme(Path(folder) / "new", name)
            project = make_project(Path(folder) / "project", Path(folder) / "new")
            today = date.fromisoformat(TODAY)
            with redirect_stdout(StringIO()) as said, redirect_stderr(said):
                failed = build_run.run_build(project, today, today)
            if failed:
                raise SystemExit(f"{name}: {said.getvalue()[-3000:]}")
            site = project / "build" / "site"
            pages = sorted(((path.stat().st_size, path.relative_to(site).as_posix()) for path in site.rglob("*.html")), reverse=True)
            if kept is not None:
                shutil.copytree(site, kept / name.replace(": ", "-").replace(" ", "-"), dirs_exist_ok=True)
        over = [one for one in pages if one[0] > MOST_HTML]
        told = ", ".join(f"{path} {size / 1000:,.0f} kB" for size, path in over[:6] or pages[:2])
        sys.stdout.write(f"{'BROKEN' if over else 'kept  '}  {name:<40}  {len(over):>4} of {len(pages):,}  {told}\n")
        sys.stdout.flush()
        too_long = too_long or bool(over)
    return int(too_long)


def main(arguments: list[str]) -> int:
    """Write a publication, or measure some; return 1 where a page is too long."""
    if arguments[:1] == ["measure"]:
        return measure(arguments[1:] or EXTREMES)
    name, number, folder = arguments[1:]
    write_extreme(Path(folder), name, int(number))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
