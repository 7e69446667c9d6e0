"""Addresses that lead readers somewhere, and those that cannot."""

from __future__ import annotations

import pytest

from generator.text.addresses import address_mistake


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/",
        "HTTPS://EXAMPLE.ORG/A",
        "https://gazette.example/2025/06/16/minister-denies?a=b&c=d#e",
        "https://example.org:8443/",
        "https://example.org:1/",
        "https://example.org:65535/",
        "https://example.org./",
        "https://my_site.example.org/",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/\u043f\u0443\u0442\u044c",
        "https://b\u00fccher.example/",
        "https://example.org/@user/1",
        "https://example.org/?to=a@b.example",
        "https://web.archive.org/web/2025/https://user@example.org:99999/",
        "https://example.org/a|b{c}^d",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]:443/",
        f"https://{'a' * 63}.example/",
    ],
)
def test_what_leads_somewhere_is_fine(address: str) -> None:
    assert address_mistake(address) is None


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("", "does not begin with 'https://'"),
        ("example.org", "does not begin with 'https://'"),
        ("//example.org/", "does not begin with 'https://'"),
        ("https:example.org", "does not begin with 'https://'"),
        ("https:/example.org", "does not begin with 'https://'"),
        ("ftp://example.org/", "does not begin with 'https://'"),
        ("javascript://example.org/%0aalert()", "does not begin with 'https://'"),
        ("https://user@example.org/", "contains a user name before '@'"),
        ("https://user:secret@example.org/", "contains a user name before '@'"),
        ("https://bank.example@example.org", "contains a user name before '@'"),
        ("https://@example.org/", "contains a user name before '@'"),
        ("https://", "has no host name"),
        ("https:///path", "has no host name"),
        ("https://?q=a.b", "has no host name"),
        ("https://:80/", "has no host name"),
        ("https://localhost/a.b", "has the host 'localhost', which is not on the public internet"),
        ("https://localhost?a.b", "has the host 'localhost', which is not on the public internet"),
        ("https://localhost#a.b", "has the host 'localhost', which is not on the public internet"),
        ("http://localhost:8000/", "has the host 'localhost', which is not on the public internet"),
        ("https://intranet/", "has the host 'intranet', which is not on the public internet"),
        ("https://intranet./", "has the host 'intranet.', which is not on the public internet"),
        ("https://a.localhost/", "has the host 'a.localhost', which is not on the public internet"),
        ("https://printer.local/", "has the host 'printer.local', which is not on the public internet"),
        ("https://wiki.internal/", "has the host 'wiki.internal', which is not on the public internet"),
        ("https://127.0.0.1/", "has the host '127.0.0.1', which is not on the public internet"),
        ("https://10.1.2.3/", "has the host '10.1.2.3', which is not on the public internet"),
        ("https://169.254.169.254/", "has the host '169.254.169.254', which is not on the public internet"),
        ("https://[::1]/", "has the host '::1', which is not on the public internet"),
        ("https://[fe80::1]/", "has the host 'fe80::1', which is not on the public internet"),
        ("https://2130706433/", "has the host '2130706433', which is not a valid host name"),
        ("https://0x7f.0.0.1/", "has the host '0x7f.0.0.1', which is not a valid host name"),
        ("https://127.1/", "has the host '127.1', which is not a valid host name"),
        ("https://256.1.1.1/", "has the host '256.1.1.1', which is not a valid host name"),
        ("https://[::1/", "has brackets without an IPv6 address"),
        ("https://a..b/", "has the host 'a..b', which is not a valid host name"),
        ("https://.com/", "has the host '.com', which is not a valid host name"),
        ("https://-a.example/", "has the host '-a.example', which is not a valid host name"),
        ("https://a-.example/", "has the host 'a-.example', which is not a valid host name"),
        ("https://exa%6dple.org/", "has the host 'exa%6dple.org', which is not a valid host name"),
        (f"https://{'a' * 64}.example/", f"has the host '{'a' * 64}.example', which is not a valid host name"),
        ("https://example.org:0/", "has the port '0', not a number from 1 to 65535"),
        ("https://example.org:65536/", "has the port '65536', not a number from 1 to 65535"),
        ("https://example.org:http/", "has the port 'http', not a number from 1 to 65535"),
        ("https://example.org:/", "has the port '', not a number from 1 to 65535"),
        ("https://example.org:80:80/", "has the port '80:80', not a number from 1 to 65535"),
        ("https://example.org:-1/", "has the port '-1', not a number from 1 to 65535"),
        ("https://example.org:\uff18\uff10/", "has the port '\uff18\uff10', not a number from 1 to 65535"),
        ("https://[2606:4700::1111]:x/", "has the port 'x', not a number from 1 to 65535"),
        ("https://example.org/a b", "contains a space, which is not allowed"),
        ("https://example.org/\n", "contains '\\n', which is not allowed"),
        ("https://example.org\\@example.com/", "contains '\\\\', which is not allowed"),
        ("<https://example.org/>", "contains '<', which is not allowed"),
        ("https://example.org/\u200bx", "contains 'U+200B' (zero width space), which is invisible"),
        ("https://exam\u00adple.org/", "contains 'U+00AD' (soft hyphen), which is invisible"),
        ("https://example.org/\u00a0", "contains 'U+00A0' (no-break space), which is invisible"),
        ("https://ex\u0430mple.org/", "contains '\u0430', which is U+0430 (cyrillic small letter a)"),
    ],
)
def test_what_leads_nowhere_is_told(address: str, wrong: str) -> None:
    mistake = address_mistake(address)
    assert mistake is not None
    assert mistake[0] == wrong
    assert mistake[1]
