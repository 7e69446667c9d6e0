"""A page of the public web, fetched only when an editor says so, and from nowhere but there."""

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
_PATIENCE: Final = 15.0
"""Seconds that a server may be silent."""
_LONGEST: Final = 60.0
"""Seconds that all of it may take."""
_CHUNK: Final = 65536
_FINE: Final = 200
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "/%:;?=&@+,!$'()*~[]-._"


class Fetched(NamedTuple):
    """What a server sent."""

    data: bytes
    address: str
    """Where it came from in the end."""
    charset: str


def is_public(number: str) -> bool:
    """Tell whether an IP address belongs to the public internet: not to this machine, its network, or a way around that."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address.sixtofour or address.teredo or number.lower().startswith("64:ff9b:"):
            return False
    return address.is_global and not address.is_multicast


def fetch_page(address: str) -> Fetched:
    """Fetch a page, by 'http' or 'https'; the IP address of each redirection is held to the public web, and is the one asked.

    Raises Refused where it leads nowhere on the public web, too far, to too much, or nothing came in time.
    """
    ends = time.monotonic() + _LONGEST
    for _ in range(_MOST_REDIRECTS + 1):
        if mistake := address_mistake(address):
            raise Refused(f"the address {mistake[0]}", mistake[1])
        try:
            sent, moved = _ask(address, ends)
        except (OSError, HTTPException, ValueError) as error:
            raise Refused(f"{urlsplit(address).hostname} did not send the page: {str(error) or type(error).__name__}", _BY_HAND) from error
        if sent is not None:
            return sent
        address = urljoin(address, moved)
    raise Refused(f"the address leads on more than {_MOST_REDIRECTS} times", _BY_HAND)


_BY_HAND: Final = "save the page in a browser and give its file"


def _ask(address: str, ends: float) -> tuple[Fetched | None, str]:
    connection = _connection(address)
    try:
        parts = urlsplit(address)
        path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": "onrecord", "Accept": "text/html, application/pdf, text/plain"})
        answer = connection.getresponse()
        if answer.status in _MOVED and (moved := answer.getheader("Location")):
            return None, moved
        if answer.status != _FINE:
            raise Refused(f"{parts.hostname} answers {answer.status} {answer.reason}", _BY_HAND)
        if packed := answer.getheader("Content-Encoding", "").lower().replace("identity", ""):
            raise Refused(f"{parts.hostname} sends the page packed as '{packed}'", _BY_HAND)
        data = bytearray()
        while chunk := answer.read1(_CHUNK):
            data += chunk
            if len(data) > MOST_BYTES:
                raise Refused(f"the page has more than {MOST_BYTES:,} bytes", _BY_HAND)
            if time.monotonic() > ends:
                raise Refused(f"the page did not come whole within {_LONGEST:.0f} seconds", _BY_HAND)
        return Fetched(bytes(data), address, answer.headers.get_content_charset() or ""), ""
    finally:
        connection.close()


def _connection(address: str) -> HTTPConnection:
    """Return a connection to the first IP address of a host, all of which must be public."""
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    numbers = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if wrong := next((number for number in numbers if not is_public(number)), None):
        raise Refused(f"{host} is {wrong}, which is not on the public web", _BY_HAND)
    made = HTTPSConnection(host, port, timeout=_PATIENCE) if secure else HTTPConnection(host, port, timeout=_PATIENCE)
    plain = socket.create_connection((numbers[0], port), _PATIENCE)
    made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    return made
