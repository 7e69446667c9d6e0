"""Validation of URLs: whether the public can open them, and if not, why."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from generator.text.characters import UNSEEN, name_of, odd_characters

_NOT_IN_ADDRESSES: Final = re.compile(r"[\s<>\"'`\\\x00-\x1f\x7f]")
_LABEL: Final = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_PRIVATE: Final = frozenset({"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "invalid", "test"})
"""Top-level domains that only private networks resolve (RFC 2606, 6761, 6762 and 8244; names in common private use)."""
_LONGEST_HOST: Final = 253


def address_mistake(address: str) -> tuple[str, str] | None:
    """Return what is wrong with a URL, to follow "the URL", and a hint to fix it, or None if it is valid.

    Valid is 'http' or 'https', a host name possible in public DNS or a public IP address, and a port from 1 to 65535 if any.
    No request is made.
    """
    if unseen := UNSEEN.search(address):
        return f"contains 'U+{ord(unseen[0]):04X}' ({name_of(unseen[0])}), which is invisible", "remove it"
    if bad := _NOT_IN_ADDRESSES.search(address):
        hint = "remove it" + (f", or write %{ord(bad[0]):02X}" if bad[0] in " '\\" else "")
        return f"contains {'a space' if bad[0] == ' ' else repr(bad[0])}, which is not allowed", hint
    try:
        parts = urlsplit(address)
    except ValueError:
        return "has brackets without an IPv6 address", "copy it from the browser's address bar"
    if parts.scheme not in ("http", "https") or not address[len(parts.scheme) :].startswith("://"):
        return "does not begin with 'https://'", "write the full URL, with https://"
    if "@" in parts.netloc:
        return "contains a user name before '@'", "remove everything between '//' and '@'"
    return _host_mistake(parts.hostname or "") or _port_mistake(parts.netloc)


def site_mistake(address: str) -> tuple[str, str] | None:
    """Return what is wrong with the URL of a site, to which the paths of its pages are appended; see 'address_mistake'."""
    bad = "?" in address or "#" in address
    return address_mistake(address) or (("of a site cannot contain '?' or '#'", "remove everything from there on") if bad else None)


def _host_mistake(host: str) -> tuple[str, str] | None:
    name = host.removesuffix(".")
    labels = name.split(".")
    if ":" in name or re.fullmatch(r"0x[0-9a-f]*|[0-9]+", labels[-1]):
        return _number_mistake(host)
    if not name:
        return "has no host name", "write the full URL: https://example.org/page"
    if labels[-1] in _PRIVATE or len(labels) == 1:
        return f"has the host '{host}', which is not on the public internet", "write the public URL"
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        return f"has the host '{host}', which is not a valid host name", "copy it from the browser's address bar"
    if odd := next((odd for label in labels if re.search("[a-z]", label) for odd in odd_characters(label)), None):
        return f"contains {odd.what}", "copy it from the browser's address bar"
    return None


def _number_mistake(host: str) -> tuple[str, str] | None:
    hint = "write the public URL"
    try:
        public = ip_address(host).is_global
    except ValueError:
        return f"has the host '{host}', which is not a valid host name", hint
    return None if public else (f"has the host '{host}', which is not on the public internet", hint)


def _port_mistake(netloc: str) -> tuple[str, str] | None:
    _, colon, port = netloc.rpartition("]")[2].partition(":")
    if not colon or (re.fullmatch(r"[0-9]{1,5}", port, re.ASCII) and 0 < int(port) < 1 << 16):
        return None
    return f"has the port '{port}', not a number from 1 to 65535", "remove everything from ':' to the next '/'"
