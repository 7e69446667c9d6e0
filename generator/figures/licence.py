"""The licence of the publication in output files: its text, and the URL of a known licence."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_COMMONS: Final = re.compile(r"\bCC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.0)(?![\w.]*\d)", re.IGNORECASE)
_ZERO: Final = re.compile(r"\bCC0\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https://[\w./~%-]+[\w/]")
_RDF: Final = (
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about=""><dc:rights>{licence}</dc:rights>{link}</cc:Work></rdf:RDF></metadata>'
)
"""The licence metadata of an SVG (https://wiki.creativecommons.org/wiki/RDF)."""


def licence_address(licence: str) -> str:
    """Return the URL of a licence text: of a Creative Commons licence by name, or one in the text; empty if there is neither."""
    if match := _COMMONS.search(licence):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    if _ZERO.search(licence):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    url = _ADDRESS.search(licence)
    return url[0] if url else ""


def schema_licence(licence: str) -> dict[str, str]:
    """Return the schema.org properties of a licence: its URL, and its text, which says what it covers."""
    address = licence_address(licence)
    return {**({"license": address} if address else {}), **({"copyrightNotice": str(licence)} if licence else {})}


def svg_metadata(licence: str) -> str:
    """Return the metadata element of an SVG with a licence; empty without one."""
    address = licence_address(licence)
    link = f'<cc:license rdf:resource="{escape(address)}"/>' if address else ""
    return _RDF.format(licence=escape(licence, quote=False), link=link) if licence else ""
