"""The headings under which titles stand in lists: letters, numbers, and scripts of other alphabets by their names."""

from __future__ import annotations

import unicodedata
from typing import Final

from generator.language import N_, _, current_locale, in_language_of
from generator.model import filing_letter, filing_order, is_of_alphabet, names_of

_NUMBERS: Final = "0–9"
_SCRIPTS: Final = names_of("scripts")
"""Scripts whose titles stand together under the script's name."""
_ELSE: Final = N_("Other")
_SHORT: Final = 28
"""How many characters of the first and the last title stand at the head of a list."""


def heading(title: str) -> str:
    """Return the heading under which a title stands: its letter, its script's name, or that of numbers or of all else.

    Letters count without their marks, but for those that the language of the page has as letters of their own.
    """
    first = filing_letter(title, current_locale().tag)
    if not first:
        return _ELSE
    if first.isdigit():
        return _NUMBERS
    if is_of_alphabet(first, current_locale().tag):
        return first.upper()
    name = unicodedata.name(first, "")
    if name.startswith(("LATIN SMALL LETTER ", "LATIN CAPITAL LETTER ")):
        return name.partition(" LETTER ")[2].partition(" WITH ")[0].split(" ")[-1][0]
    return next((word for script, word in _SCRIPTS.items() if name.startswith(script)), _ELSE)


def heading_order(label: str) -> tuple[int, object]:
    """Return where a heading stands: numbers, letters, scripts by name, all else."""
    kind = 0 if label == _NUMBERS else 1 if len(label) == 1 else 3 if label == _ELSE else 2
    return kind, filing_order(label, current_locale().tag)


def heading_words(label: str) -> str:
    """Return a heading as readers see it: letters and digits as they are, names in the current locale."""
    return label if len(label) == 1 or label == _NUMBERS else _(label)


def anchor(label: str) -> str:
    """Return the place of a heading in a list."""
    return "numbers" if label == _NUMBERS else f"letter-{label.lower().replace(' ', '-')}"


def beginning(title: str) -> str:
    """Return the beginning of a title, as it stands at the head of a list from one title to another."""
    return in_language_of(title if len(title) <= _SHORT else f"{title[:_SHORT].rpartition(' ')[0] or title[:_SHORT]!s}…", title)


def letter_slug(label: str) -> str:
    """Return a heading as an address says it: in letters and digits of ASCII, others by their numbers in Unicode."""
    name = anchor(label).removeprefix("letter-")
    return name if name.isascii() else "-".join(f"u{ord(one):x}" for one in name)
