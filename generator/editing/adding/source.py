"""Create a source from a document: its record, and its text in 'private/sources'."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from generator.editing.adding.pages import read_page, read_pdf, read_plain
from generator.editing.changes import FileChange, Refused
from generator.editing.records import new_record, proposed_id
from generator.model import Source
from generator.text import SourceText, normalise
from generator.verify import MOST_TEXT_BYTES, PRIVATE_TEXTS, TEXT_ENDING, digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.content import Diagnostic
    from generator.editing.adding.document import Document
    from generator.editing.fields import Given
    from generator.editing.trying import Workplace

NEEDED: Final = ("trafilatura", "lxml", "lxml_html_clean", "pypdf", "charset_normalizer")
"""The packages of the extra 'add'."""
LARGEST_DOCUMENT: Final = 32 * 1024 * 1024
_SNIFFED_BYTES: Final = 4096


def need_readers() -> None:
    """Raise Refused if the packages of the extra are not installed."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        message = f"packages to read pages and PDFs are not installed: {', '.join(missing)}"
        raise Refused(message, "pip install 'onrecord[add]', or 'make setup' in a checkout")


def read_document(data: bytes, today: date, address: str = "", charset: str = "") -> Document:
    """Read a page, a PDF or a text, detected by content and not by name; raise Refused if it cannot be read.

    'address' and 'charset' are those of the server if it was fetched.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise Refused(f"the file has {len(data):,} bytes; at most {LARGEST_DOCUMENT:,} are accepted", "keep only the article")
    start = data[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if data.lstrip()[:5] == b"%PDF-":
        return read_pdf(data, today)
    is_mhtml = b"multipart/related" in start and b"content-type:" in start
    stripped = start.replace(b"\0", b"")
    if is_mhtml or stripped.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--", b"<head", b"<body")) or b"<html" in stripped:
        return read_page(data, today, address, charset)
    return read_plain(data, today)


def add_source(
    workplace: Workplace, document: Document, texts: Mapping[str, SourceText], given: Given = (), record_id: str | None = None
) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the changes that add a source and its text, and the diagnostics of the open fields.

    If the source is on record by its address without a text, only the text is written. Given values and a given id override those of the
    document. Raise Refused if the document is on record already, has nothing to make an id of, or a value cannot be set.
    """
    corpus = workplace.check().corpus
    if len(document.text.encode()) > MOST_TEXT_BYTES:
        raise Refused(f"its text has more than {MOST_TEXT_BYTES:,} bytes, the limit for proofs", "keep only a part of it")
    own_digest = digest(normalise(document.text))
    if duplicate := next((source for source, text in texts.items() if digest(normalise(text.text)) == own_digest), None):
        raise Refused(f"the source '{duplicate}' already has the same text", f"see 'onrecord show sources/{duplicate}'")
    own_address = _without_scheme(document.values["url"].value) if "url" in document.values else ""
    sources = corpus.all(Source) if own_address else ()
    existing = next((other for other in sources if own_address in (_without_scheme(other.url), _without_scheme(other.archived_url))), None)
    if existing and (record_id is None or record_id == existing.id):
        if existing.id in texts:
            message = f"the source '{existing.id}' already has this URL, and a different text"
            raise Refused(message, f"compare {texts[existing.id].path}, and remove it if the new one is right")
        return [_text_change(workplace, existing.id, document)], []
    given_names = {str(keys[0]) for keys, _ in given}
    values = [*given, *(((name,), value.value) for name, value in document.values.items() if name not in given_names)]
    new_id = record_id or proposed_id(corpus, Source, values)
    if not new_id:
        raise Refused("the new source has no id", "pass --id, or set its title: title=...")
    unread = {name: why for name, why in document.open() if name not in given_names}
    changes, diagnostics = new_record(workplace, Source, new_id, values, unread)
    return [*changes, _text_change(workplace, new_id, document)], diagnostics


def _text_change(workplace: Workplace, record_id: str, document: Document) -> FileChange:
    folder = workplace.content.parent
    for part in PRIVATE_TEXTS:
        folder /= part
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise Refused(f"'{folder.name}' is not a regular folder", "move it away: the texts of sources go there")
    path = folder / f"{record_id}{TEXT_ENDING}"
    if path.exists():
        message = f"{'/'.join(PRIVATE_TEXTS)}/{path.name} already exists"
        raise Refused(message, "choose another id with --id, or move the file away")
    return FileChange(path, None, document.text.encode())


def _without_scheme(address: str | None) -> str:
    return (address or "").partition("://")[2].removeprefix("www.").rstrip("/")
