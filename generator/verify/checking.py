"""Loads and checks a content folder: all diagnostics in one run, including those of the checks over the whole corpus."""

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

_THEMES: Final = (references, translations, evidence, times, shape, proofs)
CHECKS: Final[tuple[Check, ...]] = tuple(
    value for module in _THEMES for name, value in vars(module).items() if name.startswith("check_") and value.__module__ == module.__name__
)
"""All functions of those modules named check_...; their order does not matter, since diagnostics are sorted by location."""
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
"""Checks that need all records or all texts; the others need only a record and those that it references."""
ALONE: Final = tuple(check for check in CHECKS if check not in OF_ALL)
"""Checks of single records: all that are not in OF_ALL."""


def run_checks(corpus: Corpus, *, today: date, latest: date, checks: Iterable[Check] = CHECKS) -> list[Diagnostic]:
    """Run checks over a corpus as of today; 'latest' is the latest date that does not count as the future."""
    return [diagnostic for check in checks for diagnostic in check(corpus, latest if check is times.check_yet_to_come else today)]


@dataclass(frozen=True, slots=True)
class Checked(Loaded):
    """A loaded content folder with the diagnostics of all checks."""

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic stops a build."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)


def check_content(
    content: Path,
    *,
    today: date,
    latest: date | None = None,
    unsaved: Mapping[Path, bytes | None] | None = None,
    doing: Callable[[str], None] | None = None,
) -> Checked:
    """Load and check a content folder.

    'latest' is the current date in the latest time zone, after which dates are in the future; 'today' by default.
    'unsaved' overrides the bytes of files on disk, None for a file to be deleted. 'doing' shows progress.
    """
    loaded = load_content(content, unsaved, doing)
    if doing is not None:
        doing(f"checking {len(loaded.corpus):,} records")
    diagnostics = [*loaded.diagnostics, *run_checks(loaded.corpus, today=today, latest=latest or today)]
    return Checked(loaded.corpus, without_repeats(diagnostics, loaded.texts), loaded.texts)


def without_repeats(diagnostics: Collection[Diagnostic], texts: Mapping[str, SourceText]) -> list[Diagnostic]:
    """Return diagnostics sorted, without duplicates and others where YAML is refused, and with invisible characters named."""
    refused = {_start(diagnostic) for diagnostic in diagnostics if diagnostic.rule is Rule.YAML_FEATURE}
    remaining = [diagnostic for diagnostic in diagnostics if diagnostic.rule is Rule.YAML_FEATURE or _start(diagnostic) not in refused]
    return in_order(name_invisible(diagnostic, texts.get(diagnostic.place.path)) for diagnostic in remaining)


def _start(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.place.path, diagnostic.place.line, diagnostic.place.column
