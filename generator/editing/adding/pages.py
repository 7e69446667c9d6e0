"""A saved page to a document: HTML, also in a browser's single file (MHTML)."""

from __future__ import annotations

import logging
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Final

from generator.editing.adding.document import Document, words
from generator.editing.adding.metadata import PageMetadata
from generator.editing.adding.texts import decode
from generator.editing.changes import Refused

if TYPE_CHECKING:
    from datetime import date

_LEAST: Final = 60
"""The fewest letters that are an article."""


_STANDS_FOR: Final = {"\u200c": "\ua840", "\u200d": "\ua841"}
"""The joiners, and letters of a script that no page is likely to hold."""


def read_page(data: bytes, today: date, address: str = "", said: str = "") -> Document:
    """Read a page.

    Args:
        data: The file.
        today: The day on which it is read.
        address: Where it was fetched, if it was.
        said: The encoding that the server named.

    Raises:
        Refused: Nothing in it can be read as an article.
    """
    from lxml import html
    from lxml.etree import LxmlError

    if b"multipart/related" in data[:4096].lower() and data.lstrip()[:1] != b"<":
        data, address, said = _unpacked(data, address)
    raw, note = decode(data, said)
    raw = raw.replace("\x00", "")
    try:
        tree = html.document_fromstring(raw.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
        page = PageMetadata(tree, raw, address, today)
        values, notes, reasons = page.values(), [*page.notes()], page.reasons()
    except (LxmlError, ValueError) as error:
        raise Refused("the page cannot be read as HTML", "save it anew from the browser, or save its text as .txt") from error
    text = words(_article_text(raw))
    if sum(map(str.isalpha, text)) < _LEAST:
        raise Refused(
            "no article could be found in the page", "it may be made by a script: save it again once it is shown, or save its text as .txt"
        )
    return Document(values, text, tuple([note] if note else []) + tuple(notes), reasons)


def _article_text(raw: str) -> str:
    """Return the words of the article. Joiners, which trafilatura would drop and Persian or Hindi words need, are kept."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    stands = {joiner: sign for joiner, sign in _STANDS_FOR.items() if sign not in raw}
    for joiner, sign in stands.items():
        raw = raw.replace(joiner, sign)
    found: str = trafilatura.extract(raw, include_comments=False, include_tables=True, output_format="txt") or ""
    for joiner, sign in stands.items():
        found = found.replace(sign, joiner)
    return found


def _unpacked(data: bytes, address: str) -> tuple[bytes, str, str]:
    """Return the page in a browser's single file, where it was saved from, and its encoding."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            where = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, address or where, part.get_content_charset() or ""
    raise Refused("the saved file holds no page", "save the page anew")
