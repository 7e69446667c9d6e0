"""The figures that an explainer names in its text, each with the options that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.derive.scenario_scores import scenario_scores
from generator.derive.timeline import timeline as rows_of
from generator.pages import figures
from generator.records import Claim, Cost, Event, Risk, Scenario, Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.derive.timeline import Row
    from generator.pages.desk import Desk
    from generator.records import Explainer


def named(desk: Desk, explainer: Explainer, name: str, options: Mapping[str, str], headline: str) -> str:
    """Return the figure that an explainer's text asks for, under its own headline."""
    return _NAMED[name](desk, explainer, options, headline or None)


def _pair(explainer: Explainer, options: Mapping[str, str], first: str, second: str) -> tuple[str, str]:
    focal = explainer.focal
    return options.get(first, focal[0]), options.get(second, focal[1] if len(focal) > 1 else focal[0])


def _events(desk: Desk, explainer: Explainer, options: Mapping[str, str]) -> list[Row]:
    events = desk.corpus.appearing_in(explainer.id, Event)
    chosen = [one for one in events if options.get("actor") in (None, *one.actors) and options.get("issue") in (None, one.issue)]
    return rows_of(desk.corpus, chosen)


def _borne(found: Sequence[Any], options: Mapping[str, str]) -> list[Any]:
    return [one for one in found if options.get("bearer") in (None, *one.bearer)]


def _directions(desk: Desk, explainer: Explainer, options: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return both directions between two actors; those of one toward each other where only it is given, or known."""
    alone = "focal" in options and "toward" not in options
    focal, toward = _pair(explainer, options, "focal", "toward")
    if alone or focal == toward:
        return [(focal, other) for other in desk.alignment.others(focal)]
    return [(focal, toward), (toward, focal)]


def _named_spectrum(desk: Desk, explainer: Explainer, options: Mapping[str, str], title: str | None) -> str:
    focal, toward = _pair(explainer, options, "focal", "toward")
    issue = options.get("issue")
    return figures.spectrum(desk, focal, toward, title=title, issue=issue, issue_name=desk.corpus.issue_label(issue) if issue else "")


def _named_votes(desk: Desk, explainer: Explainer, options: Mapping[str, str], title: str | None) -> str:
    found, focal = desk.corpus.appearing_in(explainer.id, Vote), options.get("actor", explainer.focal[0])
    ledger = figures.votes(desk, found, focal, title)
    return f"{ledger}\n{figures.agreement(desk, found, focal)}" if any(focal in vote.ballots for vote in found) else ledger


_NAMED: dict[str, Callable[[Desk, Explainer, Mapping[str, str], str | None], str]] = {
    "spectrum": _named_spectrum,
    "matrix": lambda desk, explainer, options, title: figures.matrix(desk, explainer.focal[0], options.get("issue"), title),
    "issues": lambda desk, explainer, options, title: figures.issues(desk, *_pair(explainer, options, "by", "toward"), title),
    "by-issue": lambda desk, explainer, options, title: figures.small_multiples(desk, _directions(desk, explainer, options), title),
    "words-deeds": lambda desk, explainer, options, title: figures.words_deeds(
        desk, _directions(desk, explainer, options) if options else None, title
    ),
    "alignment": lambda desk, explainer, options, title: figures.over_time(desk, *_pair(explainer, options, "by", "toward"), title),
    "timeline": lambda desk, explainer, options, title: figures.timeline(desk, _events(desk, explainer, options), title),
    "lanes": lambda desk, explainer, options, title: figures.lanes(
        desk, _events(desk, explainer, options), title, "actor" if options.get("rows") == "actor" else "issue"
    ),
    "claims": lambda desk, explainer, options, title: figures.claims(
        desk,
        [one for one in desk.corpus.appearing_in(explainer.id, Claim) if options.get("issue") in (None, one.issue)],
        title,
    ),
    "costs": lambda desk, explainer, options, title: figures.costs(
        desk, _borne(desk.corpus.appearing_in(explainer.id, Cost), options), title
    ),
    "risks": lambda desk, explainer, options, title: figures.risks(
        desk, _borne(desk.corpus.appearing_in(explainer.id, Risk), options), title
    ),
    "votes": _named_votes,
    "signposts": lambda desk, explainer, _options, title: figures.signposts(desk, desk.corpus.appearing_in(explainer.id, Scenario), title),
    "scores": lambda desk, explainer, _options, title: figures.scores(
        desk, scenario_scores(desk.corpus.appearing_in(explainer.id, Scenario)), title
    ),
}
"""How each figure that an explainer may name is drawn; the names are those of records.explainers.FIGURES."""
