"""The language in which the site speaks: its words, from one gettext catalogue each, and its months and numbers, from CLDR.

English stands in the code and in the templates; `_` and `ngettext` give it in the current locale.
Records are not translated here: their words are their editors'.
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

Asked = ParamSpec("Asked")
Result = TypeVar("Result")

CATALOGUES: Final = Path(__file__).parent / "catalogues"
"""The folder of catalogues, one file a language: 'ar.po'."""
SOURCE: Final = "en"
"""The language of the code."""
_COUNTED: Final = 200
"""Up to which number every language has shown all its forms of the plural of whole numbers but for those of millions."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, eq=False)
class SiteLocale:
    """A language that the site can speak."""

    tag: str = SOURCE
    """Its BCP 47 tag, as far as there is a catalogue for it."""
    words: NullTranslations = field(default_factory=NullTranslations)
    months: tuple[str, ...] = _MONTHS
    """The names of the months as they stand in a date."""
    short_months: tuple[str, ...] = _SHORT
    originals: Mapping[str, str] = field(default_factory=dict)
    """The English of its messages."""
    decimal: str = "."
    group: str = ","

    @property
    def direction(self) -> str:
        """The direction of its script: 'ltr' or 'rtl'."""
        return direction_of(self.tag)


_ENGLISH: Final = SiteLocale()
_spoken: ContextVar[SiteLocale] = ContextVar("language", default=_ENGLISH)


def languages() -> list[str]:
    """Return the tags of the languages that the site can speak."""
    return sorted({SOURCE, *(path.stem for path in CATALOGUES.glob("*.po"))})


def locale_for(tag: str) -> SiteLocale:
    """Return the language for a BCP 47 tag: that of its own catalogue, else of its first part, else English."""
    known = languages()
    return _load(next((one for one in (tag, tag.split("-", maxsplit=1)[0]) if one in known), SOURCE))


def page_language(tag: str) -> str:
    """Return the language of pages whose records are in a language: that of the site's own words, which is another where it has none."""
    current_locale = locale_for(tag).tag
    return tag if current_locale.split("-", maxsplit=1)[0] == tag.split("-", maxsplit=1)[0] else current_locale


@contextmanager
def using_locale(tag: str) -> Iterator[SiteLocale]:
    """Speak a language for a while, in this thread and in those that copy its context."""
    language = locale_for(tag)
    token = _spoken.set(language)
    try:
        yield language
    finally:
        _spoken.reset(token)


def current_locale() -> SiteLocale:
    """Return the current locale."""
    return _spoken.get()


def _(message: str, /, **values: object) -> str:
    """Return a message in the current locale, with values for the names in braces."""
    text = _spoken.get().words.gettext(message)
    return filled(text, values) if values else text


def cached_per_locale(answer: Callable[Asked, Result]) -> Callable[Asked, Result]:
    """Keep the last answers of a function of plain values and of the current locale, those of each language apart.

    Text that may be in another language is no plain value: it equals the same words in another language.
    """

    @lru_cache(maxsize=1 << 13)
    def found(_unused: SiteLocale, /, *asked: Asked.args, **more: Asked.kwargs) -> Result:
        return answer(*asked, **more)

    @wraps(answer)
    def in_current_locale(*asked: Asked.args, **more: Asked.kwargs) -> Result:
        return found(_spoken.get(), *asked, **more)  # type: ignore[arg-type]  # plain values have hashes

    return in_current_locale


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Return a message as it is: it marks one for the catalogues that stands in a constant and is said where it is used."""
    return text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the message for a number of things, with '{number}' for the number itself."""
    text = _spoken.get().words.ngettext(one, many, number)
    return filled(text, {"number": numeral(f"{number:,}"), **values})


def plural_forms(one: str, many: str, /) -> dict[str, str]:
    """Return the message for a number of things in each form that the current locale has, by CLDR's name of the form.

    A script says which of them a number takes (Intl.PluralRules). Source of the names: Unicode TS 35, part 3, section 5.
    """
    from babel import Locale

    language = _spoken.get()
    form_of = Locale.parse(language.tag, sep="-").plural_form
    found = {form_of(number): language.words.ngettext(one, many, number) for number in reversed(range(_COUNTED))}
    return dict(sorted({"other": language.words.ngettext(one, many, _COUNTED), **found}.items()))


def source_message(text: str) -> str | None:
    """Return the English of a whole message in the current locale; nothing for any other text."""
    return _spoken.get().originals.get(text)


def name_of(tag: str) -> str:
    """Return the name of a language in itself: 'English', 'العربية'; its tag where that is not known."""
    return _name_within(tag, tag)


@cached_per_locale
def language_name(tag: str) -> str:
    """Return the name of a language in the current locale's: 'Arabic'; its tag where that is not known."""
    return _name_within(tag, _spoken.get().tag)


def _name_within(tag: str, other: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(other, sep="-")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def month_name(month: int, *, short: bool = False) -> str:
    """Return the name of a month, 1 to 12."""
    language = _spoken.get()
    return (language.short_months if short else language.months)[month - 1]


def numeral(text: str) -> str:
    """Return a number that is written the English way, '1,234.5', as the language writes it."""
    language = _spoken.get()
    if (language.decimal, language.group) == (".", ","):
        return text
    return text.translate({ord("."): language.decimal, ord(","): language.group})


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
