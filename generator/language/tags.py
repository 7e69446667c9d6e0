"""BCP 47 language tags: validation against the IANA registry, suggestions for invalid ones, and the direction of their script."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

_FROM_LEFT: Final = frozenset(["de", "el", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "tr", "zh"])
_FROM_RIGHT: Final = frozenset(["ar", "fa", "he", "ps", "ur"])
"""Common tags, known here because the registry and CLDR are slow to load."""
_RTL_SCRIPTS: Final = frozenset(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])
"""Right-to-left scripts in use."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}")


def standard_tag(tag: str) -> str | None:
    """Return a tag in the case that BCP 47 recommends, as 'en-GB', or None if it is not in the registry or is deprecated."""
    if tag in _FROM_LEFT or tag in _FROM_RIGHT:
        return tag
    standard = _standard(tag)
    return standard if standard is not None and standard.lower() == tag.lower() else None


def tags_like(text: str) -> list[str]:
    """Return tags to suggest for an invalid one: 'fr_FR', 'french', 'Français', 'jp'."""
    from babel.core import get_global

    likely: Mapping[str, str] = get_global("likely_subtags")
    normalized = text.strip().replace("_", "-")
    first = re.split(r"[\W_]+", normalized)[0]
    names = _tags_by_name()
    similar = [first.lower()] if first.lower() in names else get_close_matches(first.lower(), names, n=1, cutoff=0.7)
    country = likely.get(f"und_{first.upper()}", "").partition("_")[0]
    tags = [_standard(normalized), *(names[name] for name in similar), _standard(first) if _LANGUAGE.fullmatch(first) else None, country]
    return [tag for tag in dict.fromkeys(tags) if tag]


def primary_language(tag: str) -> str:
    """Return the primary language of a tag: 'en' for 'en-GB'."""
    return tag.partition("-")[0].lower()


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the script of a language tag: 'ltr' or 'rtl'."""
    if tag in _FROM_LEFT:
        return "ltr"
    if tag in _FROM_RIGHT:
        return "rtl"
    return "rtl" if _script(tag) in _RTL_SCRIPTS else "ltr"


def in_one_script(tag: str, other: str) -> bool:
    """Return whether two languages are written in the same script."""
    return direction_of(tag) == direction_of(other) and _script(tag) == _script(other)


@cache
def _script(tag: str) -> str:
    """Return the script of a tag, by default the likely one of its language (CLDR)."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(tag).maximize().script or ""
    except LanguageTagError:
        return ""


@cache
def _standard(tag: str) -> str | None:
    from langcodes import standardize_tag, tag_is_valid
    from langcodes.tag_parser import LanguageTagError

    try:
        return standardize_tag(tag) if "_" not in tag and tag_is_valid(tag) else None
    except LanguageTagError:
        return None


@cache
def _tags_by_name() -> dict[str, str]:
    """Map lower-case language names to tags: English names, and for common languages their own."""
    from babel import Locale

    own = ((tag, Locale.parse(tag).get_language_name(tag)) for tag in sorted(_FROM_LEFT | _FROM_RIGHT))
    return {name.lower(): tag for tag, name in (*Locale.parse("en").languages.items(), *own) if name and "_" not in tag}
