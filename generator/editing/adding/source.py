"""A document to a source on record: its record, and its text where quotations are looked for."""

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
"""What reads pages and PDFs: the packages of the extra 'add'."""
LARGEST_DOCUMENT: Final = 32 * 1024 * 1024
_LOOKED_AT: Final = 4096


def need_readers() -> None:
    """Raise Refused where the packages that read pages and PDFs are not installed."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        message = f"pages and PDFs are read with packages that are not installed: {', '.join(missing)}"
        raise Refused(message, "pip install 'onrecord[add]', or in a checkout 'make setup'")


def read_document(data: bytes, today: date, address: str = "", charset: str = "") -> Document:
    """Read a page, a PDF or a text, told apart by what is in it, not by its name; raises Refused where it cannot be read.

    The address and the encoding are those of the server, where it was fetched.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise Refused(f"the file has {len(data):,} bytes; at most {LARGEST_DOCUMENT:,} are read", "keep the article alone")
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if data.lstrip()[:5] == b"%PDF-":
        return read_pdf(data, today)
    packed = b"multipart/related" in start and b"content-type:" in start
    wide = start.replace(b"\0", b"")
    if packed or wide.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--", b"<head", b"<body")) or b"<html" in wide:
        return read_page(data, today, address, charset)
    return read_plain(data, today)


def add_source(
    workplace: Workplace, document: Document, texts: Mapping[str, SourceText], given: Given = (), record_id: str | None = None
) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the changes that put a document on record, a source and its text in 'private/sources', and what is still open in the record.

    Where the source is on record by its address, and has no text, the text alone is written. Values that an editor gives go before those
    that were read, and an id before the one that the title gives. Raises Refused where the document is on record already, or has nothing
    that gives it an id, or a value cannot stand where it is given.
    """
    corpus = workplace.check().corpus
    if len(document.text.encode()) > MOST_TEXT_BYTES:
        raise Refused(f"its text has more than {MOST_TEXT_BYTES:,} bytes, the most that proofs are made of", "keep a part of it")
    own = digest(normalise(document.text))
    if same := next((source for source, text in texts.items() if digest(normalise(text.text)) == own), None):
        raise Refused(f"it is on record already: the text of the source '{same}' is the same", f"'onrecord show sources/{same}'")
    same_place = _bare(document.values["url"].value) if "url" in document.values else ""
    sources = corpus.all(Source) if same_place else ()
    known = next((one for one in sources if same_place in (_bare(one.url), _bare(one.archived_url))), None)
    if known and (record_id is None or record_id == known.id):
        if known.id in texts:
            message = f"the source '{known.id}' has that address already, and another text is at hand for it"
            raise Refused(message, f"look at {texts[known.id].path}, and remove it if the new one is right")
        return [_text_change(workplace, known.id, document)], []
    given_names = {str(keys[0]) for keys, _ in given}
    values = [*given, *(((name,), one.value) for name, one in document.values.items() if name not in given_names)]
    chosen = record_id or proposed_id(corpus, Source, values)
    if not chosen:
        raise Refused("nothing in the document gives the source an id", "name one with --id, or give its title: title=...")
    unread = {name: why for name, why in document.open() if name not in given_names}
    changes, found = new_record(workplace, Source, chosen, values, unread)
    return [*changes, _text_change(workplace, chosen, document)], found


def _text_change(workplace: Workplace, record_id: str, document: Document) -> FileChange:
    folder = workplace.content.parent
    for part in PRIVATE_TEXTS:
        folder /= part
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise Refused(f"'{folder.name}' is no folder of its own", "move it away: texts that git ignores go there")
    path = folder / f"{record_id}{TEXT_ENDING}"
    if path.exists():
        message = f"there is a text {'/'.join(PRIVATE_TEXTS)}/{path.name} already"
        raise Refused(message, "choose another id with --id, or move the text away")
    return FileChange(path, None, document.text.encode())


def _bare(address: str | None) -> str:
    return (address or "").partition("://")[2].removeprefix("www.").rstrip("/")
