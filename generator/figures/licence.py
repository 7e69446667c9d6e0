"""The licence of our own words and data, as files name it: the words of the publication, and the address of a known licence."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_COMMONS: Final = re.compile(r"\bCC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.0)(?![\w.]*\d)", re.IGNORECASE)
_ZERO: Final = re.compile(r"\bCC0\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https://[\w./~%-]+[\w/]")
_RDF: Final = (
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about=""><dc:rights>{licence}</dc:rights>{named}</cc:Work></rdf:RDF></metadata>'
)
"""How a drawing names its licence (https://wiki.creativecommons.org/wiki/RDF)."""


def licence_address(licence: str) -> str:
    """Return the address of the licence that words name: one of Creative Commons by its name, or one written in full; or nothing."""
    if found := _COMMONS.search(licence):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    if _ZERO.search(licence):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    written = _ADDRESS.search(licence)
    return written[0] if written else ""


def schema_licence(licence: str) -> dict[str, str]:
    """Return a licence as schema.org has it: its address, and its words, which say what it covers."""
    address = licence_address(licence)
    return {**({"license": address} if address else {}), **({"copyrightNotice": str(licence)} if licence else {})}


def svg_metadata(licence: str) -> str:
    """Return what names a licence in a drawing, beside what is drawn."""
    address = licence_address(licence)
    named = f'<cc:license rdf:resource="{escape(address)}"/>' if address else ""
    return _RDF.format(licence=escape(licence, quote=False), named=named) if licence else ""
