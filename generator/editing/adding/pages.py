"""Readers of documents: HTML and MHTML pages, PDFs, and plain text in any encoding."""

from __future__ import annotations

import codecs
import logging
import re
from collections import Counter
from email import message_from_bytes, policy
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from generator.editing.adding.document import LONGEST, Document, PageMetadata, Sourced, day_alone, day_written, people_in, plain, words
from generator.editing.changes import Refused
from generator.language import standard_tag
from generator.text import counted, read_passages, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pypdf import PdfReader

_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_LOOKED_AT: Final = 8192
_FIRST_LINES: Final = 6
_LEAST: Final = 60
_JOINER_STAND_INS: Final = {"\u200c": "\ua840", "\u200d": "\ua841"}
"""Zero-width joiners, and stand-ins from a script that pages hardly ever use."""
_NO_TITLE: Final = re.compile(r"\.(?:docx?|indd|pdf|qxd|tex|rtf|odt|pptx?)$|^(?:microsoft word|untitled|slide \d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ENDS: Final = re.compile(r"[.!?:؟۔。]['\"”’»)\]]*$")
_HYPHENATED: Final = re.compile(r"([^\W\d_]+)[-‐]$")
_LEAST_REPEATED: Final = 3
_SHORT: Final = 0.8


def decode(data: bytes, charset: str = "") -> tuple[str, str]:
    """Decode bytes; return the text and a note on the encoding, or "".

    A byte order mark decides; else the encoding of the server or the page, UTF-8, or a guess, in this order.
    """
    from charset_normalizer import from_bytes

    declared, has_bom = _DECLARED.search(data, 0, _LOOKED_AT), data.startswith(_BOMS)
    name = charset or (declared[1].decode("ascii") if declared else "")
    for encoding in () if has_bom else dict.fromkeys((_codec_name(name), "utf-8")):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return text, f"it declares {name} but is UTF-8" if name and encoding != _codec_name(name) else ""
    best = from_bytes(data, preemptive_behaviour=False).best()
    if best is None:
        return data.decode("cp1252", "replace"), "its encoding could not be detected: check letters with accents"
    note = f"it declares no encoding or the wrong one: read as {best.encoding}; check letters with accents"
    return str(best), "" if has_bom else note


def _codec_name(name: str) -> str:
    try:
        aliased = (encoding for encoding, names in table(__file__)["encodings"].items() if name.lower() in names)
        return codecs.lookup(next(aliased, name)).name
    except LookupError:
        return "utf-8" if not name else ""


def read_plain(data: bytes, today: date) -> Document:
    """Read a plain text; raise Refused if it is binary or empty."""
    raw, note = decode(data)
    if "\x00" in raw:
        raise Refused("the file is not a text, a page or a PDF", "save its content as text, HTML or PDF")
    text = words(raw)
    if not text.strip():
        raise Refused("the file is empty", "save the article to it")
    return Document(first_lines(text, today), text, (note,) if note else ())


def first_lines(text: str, today: date) -> dict[str, Sourced]:
    """Return metadata from the first lines of a text: the first heading, the byline, and a line with a date."""
    values: dict[str, Sourced] = {}
    for passage in read_passages(text).paragraphs[:_FIRST_LINES]:
        line = plain(text[passage.span.start : passage.span.end])
        if passage.kind == "heading" and "title" not in values and day_alone(line, today) is None and len(line) <= LONGEST:
            values["title"] = Sourced(line.lstrip("# "), "the first heading")
        elif passage.kind == "byline" and "authors" not in values and (authors := people_in([line.rstrip(".")], is_byline=True)):
            values["authors"] = Sourced(authors, "the byline")
        day = day_alone(line, today) or (day_written(line, today) if passage.kind == "byline" else None)
        if day and "published" not in values:
            values["published"] = Sourced(day, "a line with only a date")
    return values


def read_page(data: bytes, today: date, address: str = "", charset: str = "") -> Document:
    """Read an HTML page; raise Refused if it is invalid or contains no article.

    'address' and 'charset' are those of the server if it was fetched.
    """
    from lxml import html
    from lxml.etree import LxmlError

    if b"multipart/related" in data[:4096].lower() and data.lstrip()[:1] != b"<":
        data, address, charset = _html_of_mhtml(data, address)
    raw, note = decode(data, charset)
    raw = raw.replace("\x00", "")
    try:
        tree = html.document_fromstring(raw.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
        page = PageMetadata(tree, raw, address, today)
        values, notes, reasons = page.values(), [*page.notes()], page.reasons()
    except (LxmlError, ValueError) as error:
        raise Refused("the page cannot be read as HTML", "save it again in the browser, or save its text as .txt") from error
    text = words(_article_text(raw))
    if sum(map(str.isalpha, text)) < _LEAST:
        hint = "a script may render it: save it once it is fully shown, or save its text as .txt"
        raise Refused("no article was found in the page", hint)
    return Document(values, text, tuple([note] if note else []) + tuple(notes), reasons)


def _article_text(raw: str) -> str:
    """Return the text of the article. Zero-width joiners, which Persian and Hindi need, are replaced meanwhile: trafilatura drops them."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    stand_ins = {joiner: stand_in for joiner, stand_in in _JOINER_STAND_INS.items() if stand_in not in raw}
    for joiner, stand_in in stand_ins.items():
        raw = raw.replace(joiner, stand_in)
    text: str = trafilatura.extract(raw, include_comments=False, include_tables=True, output_format="txt") or ""
    for joiner, stand_in in stand_ins.items():
        text = text.replace(stand_in, joiner)
    return text


def _html_of_mhtml(data: bytes, address: str) -> tuple[bytes, str, str]:
    """Return the page in an MHTML file, the URL it was saved from, and its encoding."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            where = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, address or where, part.get_content_charset() or ""
    raise Refused("the saved file has no page", "save the page again")


def read_pdf(data: bytes, today: date) -> Document:
    """Read a PDF; raise Refused if it is encrypted, broken or has no text."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("the PDF is encrypted", "open it with its password and print it to a PDF without encryption")
        pages = [page.extract_text() for page in reader.pages]
        values = _metadata(reader)
    except DependencyError as error:
        raise Refused("the PDF has an unsupported encryption", "print it to a PDF without encryption") from error
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError, OSError) as error:
        raise Refused("the PDF is broken", "open it in a PDF viewer and save it again, or save its text as .txt") from error
    text = words(paragraphs([page.splitlines() for page in pages]))
    if not text.strip():
        message = f"the PDF contains no text, only images, on {counted(len(pages), 'page')}"
        raise Refused(message, "run it through text recognition (OCR) first")
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    notes = [f"pages without text: {', '.join(empty)}"] if empty else []
    reasons = {"published": "the creation date of the file is not the date of publication"}
    return Document({**first_lines(text, today), **values}, text, tuple(notes), reasons)


def _metadata(reader: PdfReader) -> dict[str, Sourced]:
    info: Mapping[str, Any] = reader.metadata or {}
    title, author = (plain(str(info.get(name) or ""))[:LONGEST] for name in ("/Title", "/Author"))
    values: dict[str, Sourced] = {}
    if title and not _NO_TITLE.search(title):
        values["title"] = Sourced(title, "the PDF's title")
    if author:
        values["authors"] = Sourced([author], "the PDF's author")
    tag = standard_tag(plain(str(reader.root_object.get("/Lang", ""))).replace("_", "-"))
    if tag:
        values["language"] = Sourced(tag, "the PDF's language")
    return values


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    """Join the lines of pages to paragraphs, one per line.

    Page numbers are dropped, and lines at the top or bottom of three or more pages that differ only in numbers. A paragraph ends at an
    empty line, or at a short line that ends a sentence. A word hyphenated at the end of a line is joined, unless the text has it with its
    hyphen elsewhere.
    """
    edges = Counter(key for page in pages for key in {_without_numbers(line) for line in _edge(page)})
    repeated = {key for key, count in edges.items() if count >= _LEAST_REPEATED}
    lines = []
    for page in pages:
        dropped = {line for line in _edge(page) if _without_numbers(line) in repeated or _NUMBER.fullmatch(line.strip())}
        lines += [line.strip() for line in page if line not in dropped]
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 3 // 4] if widths else 0
    compounds = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:[-‐][^\W\d_]+)+", line)}
    joined = [""]
    for line in lines:
        if not line:
            joined.append("")
            continue
        hyphenated = _HYPHENATED.search(joined[-1])
        if hyphenated and line[0].islower():
            rest = re.match(r"[^\W\d_]*", line)
            keeps_hyphen = f"{hyphenated[1]}-{rest[0] if rest else ''}".lower() in compounds
            joined[-1] = (joined[-1] if keeps_hyphen else joined[-1][:-1]) + line
        else:
            joined[-1] = f"{joined[-1]} {line}".strip()
        if len(line) < width * _SHORT and (_ENDS.search(line) or len(joined[-1]) == len(line)):
            joined.append("")
    return "\n".join(filter(None, joined))


def _edge(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:2], *lines[-2:]]


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()
