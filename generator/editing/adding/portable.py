"""A PDF to a document: its words in paragraphs, without what every page repeats."""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from generator.editing.adding.document import LONGEST, Document, Found, plain, words
from generator.editing.adding.pages import first_lines
from generator.editing.changes import Refused
from generator.language import standard_tag
from generator.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pypdf import PdfReader

_NO_TITLE: Final = re.compile(r"\.(?:docx?|indd|pdf|qxd|tex|rtf|odt|pptx?)$|^(?:microsoft word|untitled|slide \d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ENDS: Final = re.compile(r"[.!?:؟۔。]['\"”’»)\]]*$")
_PARTED: Final = re.compile(r"([^\W\d_]+)[-‐]$")
_LEAST_REPEATED: Final = 3
_SHORT: Final = 0.8


def read_pdf(data: bytes, today: date) -> Document:
    """Read a PDF.

    Raises:
        Refused: It is encrypted, broken, or has no words.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("the PDF is encrypted", "open it with its password and print it to a PDF without one")
        pages = [page.extract_text() for page in reader.pages]
        values = _metadata(reader)
    except DependencyError as error:
        raise Refused("the PDF is encrypted in a way that cannot be read here", "print it to a PDF without encryption") from error
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError, OSError) as error:
        raise Refused("the PDF is broken", "open it in a reader and save it anew, or save its text as .txt") from error
    text = words(paragraphs([page.splitlines() for page in pages]))
    if not text.strip():
        message = f"the PDF has no words, only pictures of them, on {counted(len(pages), 'page')}"
        raise Refused(message, "read it with a program that recognises text (OCR)")
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    notes = [f"pages without words: {', '.join(empty)}"] if empty else []
    reasons = {"published": "the day on which the file was made is no day of publication"}
    return Document({**first_lines(text, today), **values}, text, tuple(notes), reasons)


def _metadata(reader: PdfReader) -> dict[str, Found]:
    info: Mapping[str, Any] = reader.metadata or {}
    title, author = (plain(str(info.get(name) or ""))[:LONGEST] for name in ("/Title", "/Author"))
    found: dict[str, Found] = {}
    if title and not _NO_TITLE.search(title):
        found["title"] = Found(title, "the PDF's title")
    if author:
        found["authors"] = Found([author], "the PDF's author")
    tag = standard_tag(plain(str(reader.root_object.get("/Lang", ""))).replace("_", "-"))
    if tag:
        found["language"] = Found(tag, "the PDF's language")
    return found


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    """Return the lines of pages as paragraphs, a line each.

    What stands at the edge of three pages or more, numbers aside, is a heading of pages and left out, as are their numbers. A
    paragraph ends with an empty line, or with a short line that ends a sentence. A word that a hyphen parts at the end of a line is
    joined, unless the text has it with its hyphen elsewhere.
    """
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)} if key)
    repeated = {key for key, count in edges.items() if count >= _LEAST_REPEATED}
    bodies = [[line.strip() for line in page if not _is_furniture(line, page, repeated)] for page in pages]
    lines = [line for page in bodies for line in page]
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 3 // 4] if widths else 0
    whole = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:[-‐][^\W\d_]+)+", line)}
    made = [""]
    for line in lines:
        if not line:
            made.append("")
            continue
        parted = _PARTED.search(made[-1])
        if parted and line[0].islower():
            rest = re.match(r"[^\W\d_]*", line)
            keep = f"{parted[1]}-{rest[0] if rest else ''}".lower() in whole
            made[-1] = (made[-1] if keep else made[-1][:-1]) + line
        else:
            made[-1] = f"{made[-1]} {line}".strip()
        if len(line) < width * _SHORT and (_ENDS.search(line) or len(made[-1]) == len(line)):
            made.append("")
    return "\n".join(one for one in made if one)


def _edge(page: Sequence[str]) -> Iterator[str]:
    shown = [line for line in page if line.strip()]
    yield from (*shown[:2], *shown[-2:])


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()


def _is_furniture(line: str, page: Sequence[str], repeated: set[str]) -> bool:
    return line.strip() != "" and line in set(_edge(page)) and (_key(line) in repeated or _NUMBER.fullmatch(line.strip()) is not None)
