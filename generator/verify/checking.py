"""A content folder, read and checked: everything that is wrong with it in one run, by the rules that checks/ has over the whole corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.content import Diagnostic, Loaded, Rule, in_order, load_content, name_invisible
from generator.verify.checks import evidence, proofs, references, shape, times, translations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.model import Corpus
    from generator.text import SourceText

    Check = Callable[[Corpus, date], Iterator[Diagnostic]]

_MODULES: Final = (references, translations, evidence, times, shape, proofs)
CHECKS: Final[tuple[Check, ...]] = tuple(
    value for one in _MODULES for name, value in vars(one).items() if name.startswith("check_") and value.__module__ == one.__name__
)
"""Every function of those modules whose name begins so; the order of what they find is that of the places."""
OF_ALL: Final[frozenset[Check]] = frozenset(
    {
        references.check_publication,
        references.check_former_ids,
        references.check_explainers,
        references.check_unreachable,
        evidence.check_even_grades,
        shape.check_empty_figures,
        shape.check_parts,
        shape.check_headlines,
        proofs.check_proofs,
    }
)
"""Checks that have to see all records, or all texts; the others judge a record by itself and by what it names."""
ALONE: Final = tuple(check for check in CHECKS if check not in OF_ALL)
"""The others."""


def run_checks(corpus: Corpus, *, today: date, latest: date, checks: Iterable[Check] = CHECKS) -> list[Diagnostic]:
    """Return everything that checks find wrong with a corpus on a day, where what is not after the latest day has come."""
    return [found for check in checks for found in check(corpus, latest if check is times.check_yet_to_come else today)]


@dataclass(frozen=True, slots=True)
class Checked(Loaded):
    """A content folder, read and checked."""

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops a build."""
        return any(one.is_error for one in self.diagnostics)


def check_content(content: Path, *, today: date, latest: date | None = None, unsaved: Mapping[Path, bytes | None] | None = None) -> Checked:
    """Read and check a content folder.

    'latest' is the latest day that it is anywhere, by which what is on record has happened; the day of the check if left out.
    Files may hold what is not written yet, nothing for one that goes.
    """
    loaded = load_content(content, unsaved)
    found = [*loaded.diagnostics, *run_checks(loaded.corpus, today=today, latest=latest or today)]
    return Checked(loaded.corpus, without_repeats(found, loaded.texts), loaded.texts)


def without_repeats(found: Collection[Diagnostic], texts: Mapping[str, SourceText]) -> list[Diagnostic]:
    """Return diagnostics in order, each once, with what cannot be seen named; where YAML is refused, nothing else is said of the place."""
    refused = {_start(one) for one in found if one.rule is Rule.YAML_FEATURE}
    remaining = [one for one in found if one.rule is Rule.YAML_FEATURE or _start(one) not in refused]
    return in_order(name_invisible(one, texts.get(one.place.path)) for one in remaining)


def _start(one: Diagnostic) -> tuple[str, int, int]:
    return one.place.path, one.place.line, one.place.column
