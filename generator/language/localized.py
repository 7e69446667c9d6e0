"""Text that is not in the language of the page: it carries its language with it, through every sentence that it is put into.

Between two floors such text is marked by characters that no record may hold (noncharacters of Unicode); 'resolved' turns the marks
into 'lang' and 'dir' where a page is written, 'unmarked' takes them away where there is no place for either.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final, Self
from unicodedata import bidirectional

from generator.language.tags import direction_of

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS, _PRINTED, _TAGGED, _END, _GROUP, _GROUPED = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
_BEGIN: Final = f"[{_OURS}{_PRINTED}]"
_MARKED: Final = re.compile(f"{_BEGIN}([^{_TAGGED}]*){_TAGGED}([^{_END}]*){_END}")
_WHOLE: Final = re.compile(rf"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>{_BEGIN}([^{_TAGGED}]*){_TAGGED}([^{_END}<]*){_END}(?=</\1>)")
"""An element that holds foreign text and nothing else."""
_TOGETHER: Final = re.compile(f"{_GROUP}([^{_TAGGED}]*){_TAGGED}([^{_GROUP}{_GROUPED}]*){_GROUPED}")
"""Foreign text with links and marks in it."""
_WHOLE_GROUP: Final = re.compile(
    rf"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>{_GROUP}([^{_TAGGED}]*){_TAGGED}([^{_GROUP}{_GROUPED}]*){_GROUPED}(?=</\1>)"
)
_TAG: Final = re.compile(f"<[^<>{_END}]*{_BEGIN}[^<>]*>")
_PLAIN: Final = re.compile(r"<(option|title)((?:\s[^<>]*)?)>([^<]*)(?=</\1>)")
"""An element that can hold no other."""
_DRAWN: Final = re.compile(r"<text\b[^<>]*>.*?</text>", re.DOTALL)
_HEADING: Final = re.compile(rf"^## (.*{_TAGGED}.*?)(?: \{{#[^\s{{}}]*\}})?$", re.MULTILINE)
"""A heading with words in another language; its anchor, if it has one, is no part of them."""
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_FLOWING: Final = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "option", "small", "span", "strong", "summary"})
"""Elements whose direction moves nothing else."""
_AUTO: Final = 'dir="auto"'
_SVG: Final = frozenset({"text", "tspan"})


class LocalizedText(str):
    """Text that is not in the language of the page."""

    __slots__ = ("language", "printed")
    language: str
    """The BCP 47 tag of the language in which it is."""
    printed: bool
    """Whether it is a source's own words, which nobody is to translate."""

    def __new__(cls, text: str, language: str, *, printed: bool = False) -> Self:
        """Return the text with its language."""
        made = super().__new__(cls, text)
        made.language = language
        made.printed = printed
        return made

    def __deepcopy__(self, _: object) -> Self:
        """Return itself: it never changes."""
        return self


def is_written_as(text: str, tag: str, other: str) -> bool:
    """Tell whether text that is taken for one language has only letters in the direction of another: a name in its own script."""
    strong = {bidirectional(character) for character in text if character.isalpha()} & {"L", "R", "AL"}
    towards = {"L"} if direction_of(tag) == "ltr" else {"R", "AL"}
    return direction_of(tag) != direction_of(other) and bool(strong) and strong <= towards


def _direction(text: str, language: str) -> str:
    """Return the direction of text in a language: that of its first letter, since a name may be written in another script."""
    letters = (bidirectional(character) for character in text if character.isalpha())
    strong = next((kind for kind in letters if kind in ("L", "R", "AL")), None)
    return direction_of(language) if strong is None else "ltr" if strong == "L" else "rtl"


def in_language_of(words: str, text: str) -> str:
    """Return words that were made of a text, in the language of that text."""
    return LocalizedText(words, text.language, printed=text.printed) if isinstance(text, LocalizedText) else words


def tagged(text: str, like: str | None = None) -> str:
    """Return text with marks of its language, or of that of another text; text in the language of the page as it is."""
    kind = text if like is None else like
    if not isinstance(kind, LocalizedText):
        return text
    return f"{_PRINTED if kind.printed else _OURS}{kind.language}{_TAGGED}{text!s}{_END}"


def tagged_group(html: str, like: LocalizedText) -> str:
    """Return HTML in the language of a text with marks of it; what is in another language has its own marks in it."""
    inside = _MARKED.sub(lambda found: found[2] if found[1] == like.language else found[0], html)
    return f"{_GROUP}{like.language}{_TAGGED}{inside}{_GROUPED}"


def untagged(text: str) -> str:
    """Return text without marks."""
    return _MARKED.sub(r"\2", _TOGETHER.sub(r"\2", text)) if _TAGGED in text else text


def sole_language(text: str) -> str:
    """Return the language of a marked text, where all its letters are in one that is not the page's; else nothing."""
    languages = {found[1] for found in _MARKED.finditer(text)}
    rest = _MARKED.sub("", text)
    return languages.pop() if len(languages) == 1 and not any(letter.isalpha() for letter in rest) else ""


def untranslated(text: str) -> str:
    """Return the language of the first of our own words in a marked text that are not translated; nothing where all are."""
    found = re.search(f"[{_OURS}{_GROUP}]([^{_TAGGED}]*)", text)
    return found[1] if found else ""


def foreign_headings(markdown: str) -> dict[str, str]:
    """Return the headings of the second level in marked Markdown that have foreign words, as text, each as HTML that says so."""
    bare = [_ANY_TAG.sub("", found[1]) for found in _HEADING.finditer(markdown)]
    return {escape(unescape(untagged(one)), quote=False): with_lang_attributes(one) for one in bare}


def with_lang_attributes(html: str) -> str:
    """Return marked HTML, or Markdown with HTML in it, with 'lang' and 'dir' in the place of marks; in attributes they are lost.

    A raw "<" is never record text, so that what looks like a tag is one.
    """
    if _TAGGED not in html:
        return html
    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_TAG, lambda found: untagged(found[0])),
        (_PLAIN, _plain),
        (_WHOLE_GROUP, _whole),
        (_TOGETHER, lambda found: _apart(found[1], found[2])),
        (_WHOLE, _whole),
        (_DRAWN, lambda found: _MARKED.sub(r'<tspan lang="\1">\2</tspan>', found[0])),
        (_MARKED, lambda found: _apart(found[1], found[2])),
    )
    for pattern, written in steps:
        html = pattern.sub(written, html)
    return html


def _apart(language: str, text: str) -> str:
    return f'<bdi lang="{language}" dir="{_direction(_ANY_TAG.sub("", text), language)}">{text}</bdi>'


def _plain(found: re.Match[str]) -> str:
    name, attributes, text = found.groups()
    inside = _MARKED.search(text)
    said = f' lang="{inside[1]}" dir="{_direction(inside[2], inside[1])}"' if inside and name == "option" else ""
    return f"<{name}{attributes}{said}>{untagged(text)}"


def _whole(found: re.Match[str]) -> str:
    name, attributes, language, text = found.groups()
    if " lang=" in attributes:
        return f"<{name}{attributes}>{text}"
    if name == "li":  # its bullet stays on the side of the list's others
        return f"<{name}{attributes.replace(f' {_AUTO}', '')}>{_apart(language, text)}"
    if name in _SVG:
        return f'<{name}{attributes} lang="{language}">{text}'
    said = f'lang="{language}" dir="{_direction(_ANY_TAG.sub("", text), language)}"'
    if _AUTO in attributes:
        return f"<{name}{attributes.replace(_AUTO, said)}>{text}"
    if name in _FLOWING and " dir=" not in attributes:
        return f"<{name}{attributes} {said}>{text}"
    return f"<{name}{attributes}>{_apart(language, text)}"
