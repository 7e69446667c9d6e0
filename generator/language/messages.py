"""Messages of the site in the current locale, from gettext catalogues, and months and numbers, from CLDR.

Code and templates contain the English messages; `_` and `ngettext` translate them. Editors translate records themselves.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from generator.language.localized import filled
from generator.language.tags import direction_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

CATALOGUES: Final = Path(__file__).parent / "catalogues"
"""The folder of catalogues, one file per language, as 'ar.po'."""
SOURCE: Final = "en"
"""The language of messages in the code."""
_PLURAL_SAMPLE: Final = 200
"""Up to this number every language shows all its plural forms of integers, but for those of millions."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, eq=False)
class SiteLocale:
    """A language of the interface."""

    tag: str = SOURCE
    """The BCP 47 tag of its catalogue."""
    words: NullTranslations = field(default_factory=NullTranslations)
    months: tuple[str, ...] = _MONTHS
    """The names of the months as used in dates."""
    short_months: tuple[str, ...] = _SHORT
    originals: Mapping[str, str] = field(default_factory=dict)
    """Its messages, mapped back to English."""
    decimal: str = "."
    group: str = ","

    @property
    def direction(self) -> str:
        """The direction of its script: 'ltr' or 'rtl'."""
        return direction_of(self.tag)


_ENGLISH: Final = SiteLocale()
_spoken: ContextVar[SiteLocale] = ContextVar("language", default=_ENGLISH)


def languages() -> list[str]:
    """Return the tags of all languages that have a catalogue, and of English."""
    return sorted({SOURCE, *(path.stem for path in CATALOGUES.glob("*.po"))})


def locale_for(tag: str) -> SiteLocale:
    """Return the locale of a BCP 47 tag: that of the tag, else of its primary language, else English."""
    available = languages()
    return _load(next((name for name in (tag, tag.split("-", maxsplit=1)[0]) if name in available), SOURCE))


def page_language(tag: str) -> str:
    """Return the language of pages for records in a language: that language, or that of the interface if it has no catalogue."""
    interface = locale_for(tag).tag
    return tag if interface.split("-", maxsplit=1)[0] == tag.split("-", maxsplit=1)[0] else interface


@contextmanager
def using_locale(tag: str) -> Iterator[SiteLocale]:
    """Set the current locale within a with statement, for this thread and those that copy its context."""
    locale = locale_for(tag)
    token = _spoken.set(locale)
    try:
        yield locale
    finally:
        _spoken.reset(token)


def current_locale() -> SiteLocale:
    """Return the current locale."""
    return _spoken.get()


def _(message: str, /, **values: object) -> str:
    """Translate a message to the current locale, and format it with named values."""
    text = _spoken.get().words.gettext(message)
    return filled(text, values) if values else text


def cached_per_locale(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Cache the results of a function of plain values by its arguments and the current locale.

    A LocalizedText must not be an argument: it equals the same characters in another language.
    """

    @lru_cache(maxsize=1 << 13)
    def cached(_locale: SiteLocale, /, *arguments: Arguments.args, **keywords: Arguments.kwargs) -> Result:
        return function(*arguments, **keywords)

    @wraps(function)
    def in_current_locale(*arguments: Arguments.args, **keywords: Arguments.kwargs) -> Result:
        return cached(_spoken.get(), *arguments, **keywords)  # type: ignore[arg-type]  # plain values are hashable

    return in_current_locale


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Return a message unchanged: marks one in a constant for extraction, to be translated where it is used."""
    return text


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Translate a message to the plural form for a number, which replaces '{number}'."""
    text = _spoken.get().words.ngettext(singular, plural, number)
    return filled(text, {"number": numeral(f"{number:,}"), **values})


def plural_forms(singular: str, plural: str, /) -> dict[str, str]:
    """Translate a message to every plural form of the current locale, by CLDR's name of the form.

    A script chooses the form with Intl.PluralRules. Source of the names: Unicode TS 35, part 3, section 5.
    """
    from babel import Locale

    locale = _spoken.get()
    form_of = Locale.parse(locale.tag, sep="-").plural_form
    forms = {form_of(number): locale.words.ngettext(singular, plural, number) for number in reversed(range(_PLURAL_SAMPLE))}
    return dict(sorted({"other": locale.words.ngettext(singular, plural, _PLURAL_SAMPLE), **forms}.items()))


def source_message(text: str) -> str | None:
    """Return the English original of a translated message, or None for any other text."""
    return _spoken.get().originals.get(text)


def name_of(tag: str) -> str:
    """Return the name of a language in that language, as 'English' or 'العربية', or its tag if unknown."""
    return _display_name(tag, tag)


@cached_per_locale
def language_name(tag: str) -> str:
    """Return the name of a language in the current locale, as 'Arabic', or its tag if unknown."""
    return _display_name(tag, _spoken.get().tag)


def _display_name(tag: str, other: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(other, sep="-")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def month_name(month: int, *, short: bool = False) -> str:
    """Return the name of a month, 1 to 12, in the current locale."""
    locale = _spoken.get()
    return (locale.short_months if short else locale.months)[month - 1]


def numeral(text: str) -> str:
    """Convert a number in English notation, as '1,234.5', to that of the current locale."""
    locale = _spoken.get()
    if (locale.decimal, locale.group) == (".", ","):
        return text
    return text.translate({ord("."): locale.decimal, ord(","): locale.group})


@cache
def _load(tag: str) -> SiteLocale:
    if tag == SOURCE:
        return _ENGLISH
    from babel import Locale
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.numbers import get_decimal_symbol, get_group_symbol

    with (CATALOGUES / f"{tag}.po").open("rb") as file:
        catalogue = read_po(file, locale=tag)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    locale = Locale.parse(tag, sep="-")
    months: Mapping[int, str] = locale.months["format"]["wide"]
    short: Mapping[int, str] = locale.months["format"]["abbreviated"]
    return SiteLocale(
        tag,
        GNUTranslations(compiled),
        tuple(months[number] for number in range(1, 13)),
        tuple(short[number] for number in range(1, 13)),
        {
            message.string: message.id
            for message in catalogue
            if isinstance(message.id, str) and isinstance(message.string, str) and message.string
        },
        get_decimal_symbol(locale),
        get_group_symbol(locale),
    )
