"""Every record is reached by a reader."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule, as_list, did_you_mean, several_in
from generator.model import ISSUES, PUBLICATION_KEY, Actor, Explainer, Place, Source, field_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from generator.model import Corpus
    from generator.text import Location as Spot


def check_explainers(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every record but actors, places, sources and explainers appears in an explainer.

    Nobody knows while one of the others cannot be read.
    """
    for record in corpus:
        if getattr(record, "explainers", None) == () and not corpus.has_unread:
            choices = ", ".join(one.id for one in corpus.all(Explainer))
            hint = f"link to it from one, or name one: 'explainers: {choices}'" if choices else "write an explainer that links to it"
            yield Rule.NO_EXPLAINER.at(record.at("explainers"), "the record appears in no explainer", hint)


def check_unreachable(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every actor, place and source is used by some other record. Nobody knows while one of the others cannot be read."""
    if corpus.has_unread:
        return
    for kind in (Actor, Place, Source):
        for record in corpus.all(kind):
            if not corpus.referring_to(record) and getattr(record, "retired", None) is None:
                message = f"no record refers to this {kind.singular}, so no reader comes by it"
                yield Rule.UNREACHABLE_RECORD.at(record.located.start, message, "use it, or remove the file")


def check_issues(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every issue is on the scale or declared by the publication."""
    if PUBLICATION_KEY in corpus.broken:
        return  # what it declares is not known
    own = corpus.publication.issues
    spellings = {*ISSUES.spellings, *own}
    for values, at in _issues(corpus):
        for index, issue in enumerate(values if isinstance(values, tuple | list) else (values,)):
            if isinstance(issue, str) and issue not in own and ISSUES.find(issue) is None:
                takes_list = isinstance(values, tuple | list)
                hint = did_you_mean(issue, spellings) or "declare it under 'issues' in content/publication.yml"
                if several := several_in(issue, spellings):
                    hint = as_list(several, takes_list=takes_list)
                yield Rule.UNKNOWN_ISSUE.at(at(index) if takes_list else at(), f"'{issue}' is not a known issue", hint)


def _issues(corpus: Corpus) -> Iterator[tuple[object, Callable[..., Spot]]]:
    """Yield the issues of every record, those that could not be read too, each with how to find its place."""
    for record in corpus:
        for field in ("issue", "issues"):
            if value := getattr(record, field, None):
                yield value, partial(record.at, field)
    for key, broken in corpus.broken.items():
        for field in ("issue", "issues"):
            if corpus.get(*key) is None and field_of(broken.kind, field) and (value := broken.values.get(field)):
                yield value, partial(broken.located.at, field)
