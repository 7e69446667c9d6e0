"""All evidence as W3C Web Annotations, with the addresses of the site where they are known, else relative to its root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.figures import licence_address
from generator.site.page import address_of, url_of
from generator.verify import annotations_text

if TYPE_CHECKING:
    from generator.model import Record
    from generator.site.context import PageContext


def annotations_of(context: PageContext) -> str:
    """Return every piece of evidence as a Web Annotation, as JSON-LD."""
    base = context.site.root

    def address(record: Record) -> str:
        at = address_of(record)
        return f"{base}{url_of(at.path)}" + (f"#{at.anchor}" if at.anchor else "") or "./"

    here, licence = f"{base}annotations.json" if base else "", context.corpus.publication.licence or ""
    terms = {name: said for name, said in (("rights", licence_address(licence)), ("copyrightNotice", str(licence))) if said}
    return annotations_text(context.corpus, context.facts.lock, address, here, terms)
