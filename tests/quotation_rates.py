"""How often a proof is wrong: 'python -m tests.quotation_rates' holds the rules against the labels of tests/verify/quotations.txt."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.verify.evidence.quotes import Proved, prove_quotation
from generator.verify.evidence.texts import prepare_text

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parent / "verify" / "quotations.txt"


class Judged(NamedTuple):
    """A quotation, what a reader says of it, and what the rules say."""

    language: str
    text: str
    quote: str
    is_faithful: bool
    is_accepted: bool

    @property
    def is_right(self) -> bool:
        return self.is_faithful is self.is_accepted

    @property
    def script(self) -> str:
        """The script of the text, by the first word of the name of its first letter."""
        return next(unicodedata.name(one).split()[0] for one in self.text if one.isalpha())


def judged() -> Iterator[Judged]:
    """Yield every quotation of the file with both judgements."""
    language = text = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "=":
            language, _, text = rest.partition(" ")
            held = prepare_text(text, language)
        elif kind in ("+", "-"):
            yield Judged(language, text, rest, kind == "+", isinstance(prove_quotation(rest, held), Proved))


def rates(some: list[Judged]) -> tuple[float, float]:
    """Return the share of changes of meaning that are accepted, and that of faithful quotations that are refused."""
    changed, faithful = [one for one in some if not one.is_faithful], [one for one in some if one.is_faithful]
    return sum(one.is_accepted for one in changed) / len(changed), sum(not one.is_accepted for one in faithful) / len(faithful)


def main() -> None:
    some = list(judged())
    accepted, refused = rates(some)
    scripts, languages = {one.script for one in some}, {one.language for one in some}
    print(f"{len(some)} quotations, {len(languages)} languages, {len(scripts)} scripts")  # noqa: T201
    print(f"changes of meaning accepted: {accepted:.1%}; faithful quotations refused: {refused:.1%}")  # noqa: T201
    for one in some:
        if not one.is_right:
            print(f"  {'accepted' if one.is_accepted else 'refused'} ({one.language}): {one.quote}")  # noqa: T201


if __name__ == "__main__":
    main()
