"""Every record is reached by a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.corpus import PUBLICATION_KEY
from generator.diagnostics import NO_EXPLAINER, UNKNOWN_ISSUE, UNREACHABLE, Diagnostic, did_you_mean
from generator.records import Actor, Explainer, Source
from generator.vocabularies import ISSUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.corpus import Corpus


def check_explainers(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every record but actors, sources and explainers appears in an explainer."""
    for record in corpus:
        if "explainers" in type(record).model_fields and not getattr(record, "explainers", ()):
            choices = ", ".join(one.id for one in corpus.all(Explainer))
            yield NO_EXPLAINER.at(record.at("explainers"), "the record appears in no explainer", f"name one: {choices}" if choices else "")


def check_unreachable(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every actor and every source is used by some other record. Nobody knows while one of the others cannot be read."""
    if corpus.has_unread:
        return
    for kind in (Actor, Source):
        for record in corpus.all(kind):
            if not corpus.referring_to(record) and getattr(record, "retired", None) is None:
                message = f"no record refers to this {kind.singular}, so no reader comes by it"
                yield UNREACHABLE.at(record.start, message, "use it, or remove the file")


def check_issues(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every issue is on the scale or declared by the publication."""
    if PUBLICATION_KEY in corpus.broken:
        return  # what it declares is not known
    own = corpus.publication.issues
    spellings = {*ISSUES.spellings, *own}
    for record in corpus:
        for field in ("issue", "issues"):
            value = getattr(record, field, None)
            for index, issue in enumerate(value if isinstance(value, tuple) else (value,) if value else ()):
                if issue not in own and ISSUES.find(issue) is None:
                    keys = (field, index) if isinstance(value, tuple) else (field,)
                    hint = did_you_mean(issue, spellings) or "declare it under 'issues' in content/publication.yml"
                    yield UNKNOWN_ISSUE.at(record.at(*keys), f"'{issue}' is not a known issue", hint)
