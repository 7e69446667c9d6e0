"""Changes tried on a copy of the content before they are made: what would be wrong then, and what is wrong now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.editing.changes import staged
from generator.verify import check_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from generator.content import Diagnostic
    from generator.editing.changes import FileChange
    from generator.verify import Checked


@dataclass(frozen=True, slots=True)
class Workplace:
    """The content that is edited, and the days by which it is checked."""

    content: Path
    today: date
    latest: date

    def check(self, changes: Sequence[FileChange] = ()) -> Checked:
        """Check the content, as it is or as it would be after some changes."""
        if not changes:
            return check_content(self.content, today=self.today, latest=self.latest)
        with staged(self.content, changes) as copy:
            return check_content(copy, today=self.today, latest=self.latest)


def added(before: Sequence[Diagnostic], after: Sequence[Diagnostic], renamed: Callable[[str], str] = str) -> list[Diagnostic]:
    """Return the diagnostics that were not there before, wherever they stand in their files; 'renamed' is done to paths and words."""

    def told(one: Diagnostic) -> tuple[str, str, str]:
        return renamed(one.place.path), one.rule.code, renamed(one.message)

    known = Counter(map(told, before))
    new = []
    for one in after:
        key = told(one)
        if known[key]:
            known[key] -= 1
        else:
            new.append(one)
    return new
