"""Select an explainer's records for a figure in its text, by the figure's kinds of record and its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.model import BY_SECTION, FIGURES, Act, Event, Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.analysis.chronology import Located
    from generator.model import Corpus, Explainer


def _actors(record: Located | Vote) -> Iterable[str]:
    if isinstance(record, Event):
        return record.actors
    if isinstance(record, Vote):
        return record.ballots
    return (*record.by, *record.toward) if isinstance(record, Act) else record.bearer


_CHOICES: Final[Mapping[str, Callable[[Any], Iterable[str]]]] = {
    "actor": _actors,
    "bearer": lambda record: record.bearer,
    "issue": lambda record: (record.issue,),
}
"""The values of a record that each option is compared with."""


def chosen_records(corpus: Corpus, explainer: Explainer, figure: str, options: Mapping[str, str]) -> list[Any]:
    """Return an explainer's records for a figure of them; options that do not select records, such as 'rows', are ignored."""
    by = {name: value for name, value in options.items() if name in _CHOICES}
    records = (record for section in FIGURES[figure].sections for record in corpus.appearing_in(explainer.id, BY_SECTION[section]))
    return [record for record in records if all(value in _CHOICES[name](record) for name, value in by.items())]
