"""A citable work, and its citation in words and in the formats of reference managers.

Nothing is made up: an unknown date is left out, a doubtful one says so, and names stay as written, because where a family name begins
cannot be told from the name alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from generator.language import _, comma_list, on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.model import Edtf

Kind = Literal["page", "article", "document", "data"]
"""A page of a site, an article of a newspaper or agency, a document, a data set."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work to cite."""

    key: str
    """The citation key: ASCII letters, digits and hyphens."""
    kind: Kind
    authors: Sequence[str]
    title: str
    container: str
    """Where it appeared: the publication, newspaper or publisher."""
    published: Edtf | None
    read: Edtf | None
    """When it was read, if on record."""
    url: str
    """The URL, or empty if unknown."""
    language: str
    """A BCP 47 tag."""
    version: str = ""
    """The version that was read, or empty."""
    licence: str = ""
    """The terms of use in words, or empty."""


def plain(work: Work) -> str:
    """Return a citation in words: author, title, container, date, version and URL."""
    authors = comma_list(on_one_line(author) for author in work.authors if author != work.container)
    container = on_one_line(work.container)
    where = [] if authors == "" and work.kind == "page" else [container]
    lead = [authors] if authors else [container] if work.kind == "page" else []
    when = [work.published.words(short=False)] if work.published else []
    version = [_("version {version}", version=work.version)] if work.version else []
    title = _("“{title}”", title=on_one_line(work.title))
    return comma_list([*lead, title, *where, *when, *version, *([work.url] if work.url else [])])


_LATEX: Final = {
    ord(character): written
    for character, written in {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "$&#%_"},
    }.items()
}
"""Escapes for BibTeX. It counts even escaped braces, so literal ones have to be commands."""
_URL_ESCAPES: Final = {ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(work: Work) -> str:
    """Return a work as a BibTeX entry, which biblatex reads as well.

    Names and titles are in double braces, so that no style splits names or lowercases titles.
    """
    published, read = (_digits(date_parts(when)) for when in (work.published, work.read))
    container = "journal" if work.kind == "article" else "howpublished"
    fields = {
        "author": " and ".join(f"{{{_latex(author)}}}" for author in work.authors),
        "title": f"{{{_latex(work.title)}}}",
        container: _latex(work.container),
        "date": "-".join(published),
        "year": "".join(published[:1]),
        "month": "".join(_MONTHS[int(month) - 1] for month in published[1:2]),
        "urldate": "-".join(read),
        "url": work.url.translate(_URL_ESCAPES),
        "note": _latex("; ".join(_notes(work))),
    }
    values = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value or name == container}
    written = (f"  {name} = {value},\n" for name, value in values.items())
    return f"@{'article' if work.kind == 'article' else 'misc'}{{{work.key},\n{''.join(written)}}}\n"


def _latex(text: str) -> str:
    return on_one_line(text).translate(_LATEX)


_RIS_KINDS: Final[Mapping[Kind, str]] = {"page": "ELEC", "article": "NEWS", "document": "GEN", "data": "DATA"}


def ris(work: Work) -> str:
    r"""Return a work in RIS format: a two-letter tag, two spaces, a hyphen and a space; lines end in '\r\n'."""
    published, read = (_digits(date_parts(when)) for when in (work.published, work.read))
    lines = (
        ("TY", _RIS_KINDS[work.kind]),
        ("ID", work.key),
        *(("AU", author) for author in work.authors),
        ("TI", work.title),
        ("T2" if work.kind in ("page", "article") else "PB", work.container),
        ("PY", "".join(published[:1])),
        ("DA", _ris_date(published)),
        ("Y2", _ris_date(read)),
        ("UR", work.url),
        ("LA", work.language),
        *(("N1", note) for note in _notes(work)),
    )
    return "".join(f"{tag}  - {on_one_line(value)!s}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _ris_date(digits: Sequence[str]) -> str:
    """Return a date in RIS form, 'year/month/day/other' with all three slashes, or an empty string if there is none."""
    return "/".join([*digits, *([""] * (4 - len(digits)))]) if digits else ""


_CSL_KINDS: Final[Mapping[Kind, str]] = {"page": "webpage", "article": "article-newspaper", "document": "document", "data": "dataset"}


def csl_json(work: Work) -> str:
    """Return a work as CSL-JSON (https://citationstyles.org/): a list of one item."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": _CSL_KINDS[work.kind],
        "author": [{"literal": on_one_line(author)} for author in work.authors],
        "title": on_one_line(work.title),
        "container-title" if work.kind in ("page", "article") else "publisher": on_one_line(work.container),
        "issued": _csl_date(work.published),
        "accessed": _csl_date(work.read),
        "URL": work.url,
        "language": work.language,
        "version": work.version,
        "note": "; ".join(_licence_note(work)),
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _csl_date(when: Edtf | None) -> dict[str, Any]:
    if when is None:
        return {}
    parts = date_parts(when)
    if not parts:
        return {"literal": when.words(short=False)}
    return {"date-parts": [list(parts)], **({"circa": True} if _is_doubtful(when) else {})}


FORMATS: Final[Sequence[tuple[str, str, Callable[[Work], str]]]] = (
    ("BibTeX", "bib", bibtex),
    ("RIS", "ris", ris),
    ("CSL-JSON", "json", csl_json),
)
"""The formats of reference managers: name, file extension and writer."""


def date_parts(when: Edtf | None) -> tuple[int, ...]:
    """Return a date as year, month and day, as far as known; () if it is not a single day, month or year."""
    if when is None or when.earliest is None or len(when.years) != 1:
        return ()
    first = when.earliest
    return {"day": (first.year, first.month, first.day), "month": (first.year, first.month), "year": (first.year,)}.get(when.kind, ())


def _digits(parts: Sequence[int]) -> list[str]:
    """Return year, month and day as four, two and two digits."""
    return [f"{part:0{2 if index else 4}}" for index, part in enumerate(parts)]


def _is_doubtful(when: Edtf) -> bool:
    return when.approximate or when.uncertain


def _notes(work: Work) -> list[str]:
    """Return what the format has no field for: a date that is doubtful or not a single one, the version, and the licence."""
    when = work.published
    unsaid = when is not None and (_is_doubtful(when) or not date_parts(when))
    date = [_("Date: {date}", date=when.words(short=False))] if when is not None and unsaid else []
    version = [_("Version {version}", version=work.version)] if work.version else []
    return [*date, *version, *_licence_note(work)]


def _licence_note(work: Work) -> list[str]:
    return [_("Licence: {licence}", licence=work.licence)] if work.licence else []
