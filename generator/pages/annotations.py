"""All evidence as W3C Web Annotations, with the addresses of the site where they are known, else relative to its root."""

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
    site = (desk.site_url or desk.corpus.publication.site_url or "").rstrip("/")
    base = f"{site}/" if site else ""

    def address(record: Record) -> str:
        at = address_of(record)
        return f"{base}{url_of(at.path)}" + (f"#{at.anchor}" if at.anchor else "") or "./"

    return annotations_text(desk.corpus, lock_of(desk.corpus, desk.today), address, f"{base}annotations.json" if base else "")
