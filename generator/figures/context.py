"""What figures need to know of the publication and of the page: names, addresses, reference marks, running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.figures.figure import FigureRef, FigureText, Line
from generator.language import on_one_line
from generator.model import without_links

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.figures.figure import Names, Where
    from generator.model import Evidence


def plain(text: str) -> str:
    """Return running text without its references to records, folded to one line."""
    return on_one_line(without_links(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureContext:
    """Names and addresses; addresses are from the root of the site."""

    names: Names
    """Gives the name of an actor, by its id."""
    voices: Names
    """Gives the name of an actor or the publisher of a source, by its id; other words come back as they are."""
    issue_label: Callable[[str], str]
    where: Where
    actor_at: Callable[[str], str | None]
    """Gives the address of an actor's page."""
    relation: Callable[[str, str], str | None]
    """Gives the address of what one actor did toward another."""
    refs: Callable[[Sequence[Evidence]], tuple[FigureRef, ...]] = lambda _: ()
    """Gives the reference marks of pieces of evidence; none on pages that have no list of sources."""
    prose: Callable[[str], Line] = lambda text: (FigureText(plain(text)),)
    """Gives running text with its links."""
