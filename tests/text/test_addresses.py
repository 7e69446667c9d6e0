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
        ("https://user@example.org/", "holds the name of a user, before '@'"),
        ("https://user:secret@example.org/", "holds the name of a user, before '@'"),
        ("https://bank.example@example.org", "holds the name of a user, before '@'"),
        ("https://@example.org/", "holds the name of a user, before '@'"),
        ("https://", "names no site"),
        ("https:///path", "names no site"),
        ("https://?q=a.b", "names no site"),
        ("https://:80/", "names no site"),
        ("https://localhost/a.b", "leads to 'localhost', which is no site that readers can reach"),
        ("https://localhost?a.b", "leads to 'localhost', which is no site that readers can reach"),
        ("https://localhost#a.b", "leads to 'localhost', which is no site that readers can reach"),
        ("http://localhost:8000/", "leads to 'localhost', which is no site that readers can reach"),
        ("https://intranet/", "leads to 'intranet', which is no site that readers can reach"),
        ("https://intranet./", "leads to 'intranet.', which is no site that readers can reach"),
        ("https://a.localhost/", "leads to 'a.localhost', which is no site that readers can reach"),
        ("https://printer.local/", "leads to 'printer.local', which is no site that readers can reach"),
        ("https://wiki.internal/", "leads to 'wiki.internal', which is no site that readers can reach"),
        ("https://127.0.0.1/", "leads to '127.0.0.1', which is no site that readers can reach"),
        ("https://10.1.2.3/", "leads to '10.1.2.3', which is no site that readers can reach"),
        ("https://169.254.169.254/", "leads to '169.254.169.254', which is no site that readers can reach"),
        ("https://[::1]/", "leads to '::1', which is no site that readers can reach"),
        ("https://[fe80::1]/", "leads to 'fe80::1', which is no site that readers can reach"),
        ("https://2130706433/", "leads to '2130706433', which is no name of a site"),
        ("https://0x7f.0.0.1/", "leads to '0x7f.0.0.1', which is no name of a site"),
        ("https://127.1/", "leads to '127.1', which is no name of a site"),
        ("https://256.1.1.1/", "leads to '256.1.1.1', which is no name of a site"),
        ("https://[::1/", "has brackets that hold no IPv6 address"),
        ("https://a..b/", "leads to 'a..b', which is no name of a site"),
        ("https://.com/", "leads to '.com', which is no name of a site"),
        ("https://-a.example/", "leads to '-a.example', which is no name of a site"),
        ("https://a-.example/", "leads to 'a-.example', which is no name of a site"),
        ("https://exa%6dple.org/", "leads to 'exa%6dple.org', which is no name of a site"),
        (f"https://{'a' * 64}.example/", f"leads to '{'a' * 64}.example', which is no name of a site"),
        ("https://example.org:0/", "has the port '0', and ports are numbers from 1 to 65535"),
        ("https://example.org:65536/", "has the port '65536', and ports are numbers from 1 to 65535"),
        ("https://example.org:http/", "has the port 'http', and ports are numbers from 1 to 65535"),
        ("https://example.org:/", "has the port '', and ports are numbers from 1 to 65535"),
        ("https://example.org:80:80/", "has the port '80:80', and ports are numbers from 1 to 65535"),
        ("https://example.org:-1/", "has the port '-1', and ports are numbers from 1 to 65535"),
        ("https://example.org:\uff18\uff10/", "has the port '\uff18\uff10', and ports are numbers from 1 to 65535"),
        ("https://[2606:4700::1111]:x/", "has the port 'x', and ports are numbers from 1 to 65535"),
        ("https://example.org/a b", "holds a space, which no address does"),
        ("https://example.org/\n", "holds '\\n', which no address does"),
        ("https://example.org\\@example.com/", "holds '\\\\', which no address does"),
        ("<https://example.org/>", "holds '<', which no address does"),
        ("https://example.org/\u200bx", "holds 'U+200B' (zero width space), which cannot be seen"),
        ("https://exam\u00adple.org/", "holds 'U+00AD' (soft hyphen), which cannot be seen"),
        ("https://example.org/\u00a0", "holds 'U+00A0' (no-break space), which cannot be seen"),
        ("https://ex\u0430mple.org/", "holds '\u0430', which is U+0430 (cyrillic small letter a)"),
    ],
)
def test_what_leads_nowhere_is_told(address: str, wrong: str) -> None:
    mistake = address_mistake(address)
    assert mistake is not None
    assert mistake[0] == wrong
    assert mistake[1]
