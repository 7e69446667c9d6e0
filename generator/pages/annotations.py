"""All evidence as W3C Web Annotations, with addresses relative to the root of the site, where the file stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence.annotations import annotations_text
from generator.evidence.proving import lock_of
from generator.pages.page import address_of, url_of

if TYPE_CHECKING:
    from generator.pages.desk import Desk
    from generator.records import Record


def annotations_of(desk: Desk) -> str:
    """Return every piece of evidence as a Web Annotation, as JSON-LD."""
    return annotations_text(desk.corpus, lock_of(desk.corpus, desk.today), _address)


def _address(record: Record) -> str:
    address = address_of(record)
    return (url_of(address.path) or "./") + (f"#{address.anchor}" if address.anchor else "")
