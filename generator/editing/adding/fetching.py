"""Fetch a page from the public web, only on request of an editor."""

from __future__ import annotations

import socket
import ssl
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from generator.editing.changes import Refused
from generator.text import address_mistake

MOST_BYTES: Final = 16 * 1024 * 1024
_MOST_REDIRECTS: Final = 5
_SILENCE_TIMEOUT: Final = 15.0
"""Timeout for a single network operation, in seconds."""
_TOTAL_TIMEOUT: Final = 60.0
"""Timeout for the whole download, in seconds."""
_CHUNK: Final = 65536
_OK: Final = 200
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "/%:;?=&@+,!$'()*~[]-._"


class Fetched(NamedTuple):
    """A downloaded page."""

    data: bytes
    address: str
    """The final URL."""
    charset: str


def is_public(number: str) -> bool:
    """Return whether an IP address is on the public internet: not local, private, multicast or a tunnel to such."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address.sixtofour or address.teredo or number.lower().startswith("64:ff9b:"):
            return False
    return address.is_global and not address.is_multicast


def fetch_page(address: str) -> Fetched:
    """Fetch a page by 'http' or 'https'; on each redirect the IP address is verified as public, and is the one connected to.

    Raise Refused if it leads outside the public web, redirects too often, is too large or times out.
    """
    deadline = time.monotonic() + _TOTAL_TIMEOUT
    for _ in range(_MOST_REDIRECTS + 1):
        if mistake := address_mistake(address):
            raise Refused(f"the URL {mistake[0]}", mistake[1])
        try:
            page, location = _request(address, deadline)
        except (OSError, HTTPException, ValueError) as error:
            raise Refused(f"cannot fetch {urlsplit(address).hostname}: {str(error) or type(error).__name__}", _BY_HAND) from error
        if page is not None:
            return page
        address = urljoin(address, location)
    raise Refused(f"the URL redirects more than {_MOST_REDIRECTS} times", _BY_HAND)


_BY_HAND: Final = "save the page in a browser and pass the file"


def _request(address: str, deadline: float) -> tuple[Fetched | None, str]:
    connection = _connection(address)
    try:
        parts = urlsplit(address)
        path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": "onrecord", "Accept": "text/html, application/pdf, text/plain"})
        response = connection.getresponse()
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            return None, location
        if response.status != _OK:
            raise Refused(f"{parts.hostname} returned {response.status} {response.reason}", _BY_HAND)
        if encoding := response.getheader("Content-Encoding", "").lower().replace("identity", ""):
            raise Refused(f"{parts.hostname} sent the page compressed as '{encoding}'", _BY_HAND)
        data = bytearray()
        while chunk := response.read1(_CHUNK):
            data += chunk
            if len(data) > MOST_BYTES:
                raise Refused(f"the page is larger than {MOST_BYTES:,} bytes", _BY_HAND)
            if time.monotonic() > deadline:
                raise Refused(f"the page did not load within {_TOTAL_TIMEOUT:.0f} seconds", _BY_HAND)
        return Fetched(bytes(data), address, response.headers.get_content_charset() or ""), ""
    finally:
        connection.close()


def _connection(address: str) -> HTTPConnection:
    """Return a connection to the first IP address of a host, all of which must be public."""
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    ips = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if private := next((ip for ip in ips if not is_public(ip)), None):
        raise Refused(f"{host} resolves to {private}, which is not a public address", _BY_HAND)
    connection = HTTPSConnection(host, port, timeout=_SILENCE_TIMEOUT) if secure else HTTPConnection(host, port, timeout=_SILENCE_TIMEOUT)
    sock = socket.create_connection((ips[0], port), _SILENCE_TIMEOUT)
    connection.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host) if secure else sock
    return connection
