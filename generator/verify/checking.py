"""A content folder, read and checked: everything that is wrong with it in one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.content import Rule, in_order, load_content, name_invisible
from generator.verify.checks import run_checks

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from generator.content import Diagnostic
    from generator.model import Corpus
    from generator.text import SourceText


@dataclass(frozen=True, slots=True)
class Checked:
    """A content folder, read and checked."""

    corpus: Corpus
    diagnostics: list[Diagnostic]
    texts: Mapping[str, SourceText]

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops a build."""
        return any(one.is_error for one in self.diagnostics)


def check_content(content: Path, *, today: date, latest: date | None = None, unsaved: Mapping[Path, bytes | None] | None = None) -> Checked:
    """Read and check a content folder.

    Args:
        content: The folder.
        today: The day of the check.
        latest: The latest day that it is anywhere, by which what is on record has happened; the day of the check if left out.
        unsaved: What files hold that are not written yet, nothing for one that goes.
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
