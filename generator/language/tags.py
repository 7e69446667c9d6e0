"""Language tags: which are those of the IANA registry (BCP 47), which was meant by another, and how their language is written."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

_FROM_LEFT: Final = frozenset(["de", "el", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "tr", "zh"])
_FROM_RIGHT: Final = frozenset(["ar", "fa", "he", "ps", "ur"])
"""Tags for which neither the registry nor CLDR, which take time to load, have to be asked."""
_RTL_SCRIPTS: Final = frozenset(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])
"""Scripts in use that run from right to left."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}")


def standard_tag(tag: str) -> str | None:
    """Return a tag in the case that BCP 47 recommends: 'en-GB'; nothing where it is none of the registry, or an outdated one."""
    if tag in _FROM_LEFT or tag in _FROM_RIGHT:
        return tag
    found = _standard(tag)
    return found if found is not None and found.lower() == tag.lower() else None


def tags_like(text: str) -> list[str]:
    """Return the tags that may have been meant by another text: 'fr_FR', 'french', 'Français', 'jp'."""
    from babel.core import get_global

    likely: Mapping[str, str] = get_global("likely_subtags")
    plain = text.strip().replace("_", "-")
    first = re.split(r"[\W_]+", plain)[0]
    names = _names()
    alike = [first.lower()] if first.lower() in names else get_close_matches(first.lower(), names, n=1, cutoff=0.7)
    country = likely.get(f"und_{first.upper()}", "").partition("_")[0]
    found = [_standard(plain), *(names[one] for one in alike), _standard(first) if _LANGUAGE.fullmatch(first) else None, country]
    return [one for one in dict.fromkeys(found) if one]


def primary_language(tag: str) -> str:
    """Return the language of a tag without its script and place: 'en' of 'en-GB'."""
    return tag.partition("-")[0].lower()


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written, by its tag: 'ltr' or 'rtl'."""
    if tag in _FROM_LEFT:
        return "ltr"
    if tag in _FROM_RIGHT:
        return "rtl"
    return "rtl" if _script(tag) in _RTL_SCRIPTS else "ltr"


@cache
def _script(tag: str) -> str:
    """Return the script of a tag, or the likeliest of its language (CLDR)."""
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
def _names() -> dict[str, str]:
    """Return the tag of each language by its name in English, and of the commonest by their own, in small letters."""
    from babel import Locale

    own = ((tag, Locale.parse(tag).get_language_name(tag)) for tag in sorted(_FROM_LEFT | _FROM_RIGHT))
    return {name.lower(): tag for tag, name in (*Locale.parse("en").languages.items(), *own) if name and "_" not in tag}
