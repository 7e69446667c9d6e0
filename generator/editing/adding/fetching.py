"""A page of the public web, fetched only when an editor says so, and from nowhere but there."""

from __future__ import annotations

import socket
import string
import time
from http.client import HTTPException
from ipaddress import ip_address
from typing import IO, TYPE_CHECKING, Final, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from generator.editing.changes import Refused
from generator.text import address_mistake

if TYPE_CHECKING:
    from http.client import HTTPMessage

MOST_BYTES: Final = 16 * 1024 * 1024
_PATIENCE: Final = 15.0
"""Seconds that a server may be silent."""
_LONGEST: Final = 60.0
"""Seconds that all of it may take."""
_CHUNK: Final = 65536
_HEADERS: Final = {"User-Agent": "onrecord", "Accept": "text/html, application/pdf, text/plain"}
_BY_HAND: Final = "save the page in a browser and give its file"


class Fetched(NamedTuple):
    """What a server sent."""

    data: bytes
    address: str
    """Where it came from in the end."""
    charset: str


def is_public(number: str) -> bool:
    """Tell whether an IP address belongs to the public internet: not to this machine, nor to its network."""
    address = ip_address(number.partition("%")[0])
    inside = getattr(address, "ipv4_mapped", None)
    return is_public(str(inside)) if inside else address.is_global and not address.is_multicast


class _PublicRedirects(HTTPRedirectHandler):
    """Follows redirections to the public web alone."""

    max_redirections = 5

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str) -> Request | None:
        _require_public(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_page(address: str) -> Fetched:
    """Fetch a page, by 'http' or 'https'.

    Raises:
        Refused: It leads nowhere on the public web, too far, to too much, or nothing came in time.
    """
    host, ends, data = urlsplit(address).hostname, time.monotonic() + _LONGEST, bytearray()
    try:
        _require_public(address)
        asked = Request(_in_ascii(address), headers=_HEADERS)  # noqa: S310 - it begins with 'http' or 'https'
        with build_opener(_PublicRedirects).open(asked, timeout=_PATIENCE) as answer:
            while chunk := answer.read1(_CHUNK):
                data += chunk
                if len(data) > MOST_BYTES:
                    raise Refused(f"the page has more than {MOST_BYTES:,} bytes", _BY_HAND)
                if time.monotonic() > ends:
                    raise Refused(f"the page did not come whole within {_LONGEST:.0f} seconds", _BY_HAND)
            return Fetched(bytes(data), answer.url, answer.headers.get_content_charset() or "")
    except HTTPError as error:
        raise Refused(f"{host} answers {error.code}: {error.reason}", _BY_HAND) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Refused(f"{host} did not send the page: {getattr(error, 'reason', error)}", _BY_HAND) from error


def _require_public(address: str) -> None:
    """Raise Refused where an address cannot be one of the public web, or its host leads elsewhere."""
    if mistake := address_mistake(address):
        raise Refused(f"the address {mistake[0]}", mistake[1])
    host = urlsplit(address).hostname
    for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
        if not is_public(number := str(found[4][0])):
            raise Refused(f"{host} is {number}, which is not on the public web", _BY_HAND)


def _in_ascii(address: str) -> str:
    """Return an address as a server is asked for it."""
    parts = urlsplit(address)
    asked = parts._replace(netloc=parts.netloc.encode("idna").decode(), path=quote(parts.path, string.punctuation), fragment="")
    return asked._replace(query=quote(parts.query, string.punctuation)).geturl()
