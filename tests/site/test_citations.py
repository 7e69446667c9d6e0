"""Citations: no text of a record ends a field, begins another, or becomes a command; nothing is said that is not known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.dates import parse_edtf
from generator.site.citation_formats import FORMATS, Work, bibtex, csl_json, date_parts, plain, ris

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = r"""\input{/etc/passwd} } @misc{x, % $a_1$ & #1 ~ ^ "q" } {" """
BREAKS = "one\r\nER  - \ntwo\u2028three\x85four\x0bfive"


PLAIN = Work("claim-ferry", "page", ("The Gazette",), "The ferry", "The Gazette", None, None, "", "en")
work = partial(replace, PLAIN)


def entry(text: str) -> dict[str, str]:
    """Return the fields of the only entry of a BibTeX file, read as BibTeX does: by counting braces, whatever stands before them."""
    head = re.match(r"@(\w+)\{([A-Za-z0-9-]+),\n", text)
    assert head is not None
    assert text.endswith("}\n")
    fields = dict(_fields(text[head.end() : -2]))
    return {"": head[1], "key": head[2], **fields}


def _fields(body: str) -> Iterator[tuple[str, str]]:
    while body.strip():
        found = re.match(r"\s*(\w+) = ([a-z]+|\{)", body)
        assert found is not None, body
        at, depth = found.end(), int(found[2] == "{")
        while depth:
            depth += {"{": 1, "}": -1}.get(body[at], 0)
            at += 1
        yield found[1], body[found.start(2) : at]
        assert body[at] == ",", body[at:]
        body = body[at + 1 :]


def commands(value: str) -> set[str]:
    """Return the commands of LaTeX in a value, and the signs that mean something to it and are not escaped."""
    return set(re.findall(r"\\(?:[A-Za-z]+|.)|[$&#%_~^]", value))


ESCAPES = {
    *(r"\$", r"\&", r"\#", r"\%", r"\_"),
    *(r"\textbackslash", r"\textbraceleft", r"\textbraceright", r"\textasciitilde", r"\textasciicircum"),
}


@pytest.mark.parametrize("text", [HOSTILE, BREAKS, "{", "}", "\\", "a {b", '"', "%", "and others", "x, Jr. and y", "C#", "100 %"])
def test_no_text_ends_a_field_of_bibtex_or_becomes_a_command(text: str) -> None:
    made = work(authors=(text, text), title=text, container=text, version="1a2b3c4d")
    fields = entry(bibtex(made))
    assert list(fields) == ["", "key", "author", "title", "howpublished", "note"]
    assert commands("".join(fields.values())) <= ESCAPES
    assert "\n" not in "".join(fields.values())


@given(st.text(min_size=1, max_size=60))
@example(HOSTILE)
@example(BREAKS)
def test_every_text_is_one_field_in_every_format(text: str) -> None:
    made = work(authors=(text,), title=text, container=text, kind="article")
    assert list(entry(bibtex(made))) == ["", "key", "author", "title", "journal"]
    lines = ris(made).split("\r\n")
    assert [line[:6] for line in lines[:-1]] == [f"{tag}  - " for tag in ("TY", "ID", "AU", "TI", "T2", "LA", "ER")]
    assert not any(line.splitlines()[1:] for line in lines)
    (item,) = json.loads(csl_json(made))
    assert item.get("title", "") == " ".join(text.split())


def test_names_are_neither_split_nor_turned_around() -> None:
    made = work(authors=("Smith and Sons, Inc.", "Layla al-Hasan"))
    assert entry(bibtex(made))["author"] == "{{Smith and Sons, Inc.} and {Layla al-Hasan}}"
    assert json.loads(csl_json(made))[0]["author"] == [{"literal": "Smith and Sons, Inc."}, {"literal": "Layla al-Hasan"}]
    assert [line for line in ris(made).split("\r\n") if line.startswith("AU")] == ["AU  - Smith and Sons, Inc.", "AU  - Layla al-Hasan"]


def test_an_address_cannot_leave_its_braces() -> None:
    url = "https://a.example/{x}\\y?q=100%25&z=#~a_b"
    assert entry(bibtex(work(url=url)))["url"] == "{https://a.example/%7Bx%7D%5Cy?q=100%25&z=#~a_b}"
    assert json.loads(csl_json(work(url=url)))[0]["URL"] == url


def test_what_is_not_known_is_left_out() -> None:
    made = work(authors=())
    assert set(entry(bibtex(made))) == {"", "key", "title", "howpublished"}
    assert ris(made) == "TY  - ELEC\r\nID  - claim-ferry\r\nTI  - The ferry\r\nT2  - The Gazette\r\nLA  - en\r\nER  - \r\n"
    assert set(json.loads(csl_json(made))[0]) == {"id", "type", "title", "container-title", "language"}
    assert plain(made) == "The Gazette, “The ferry”"


@pytest.mark.parametrize(
    ("when", "parts", "note"),
    [
        ("2025-06-13", (2025, 6, 13), ""),
        ("2025-06", (2025, 6), ""),
        ("2025", (2025,), ""),
        ("2025-06~", (2025, 6), "Date: about June 2025"),
        ("2025-06-13?", (2025, 6, 13), "Date: 13 June 2025 (uncertain)"),
        ("2025-06-13/2025-06-24", (), "Date: 13–24 June 2025"),
        ("[2025-06-15,2025-06-16]", (), "Date: 15 or 16 June 2025"),
        ("2025-21", (), "Date: spring 2025"),
        ("2024/..", (), "Date: since 2024"),
        ("202X", (), "Date: 2020s"),
    ],
)
def test_a_date_says_no_more_than_is_known(when: str, parts: tuple[int, ...], note: str) -> None:
    made = work(published=parse_edtf(when))
    assert date_parts(made.published) == parts
    fields, (item,) = entry(bibtex(made)), json.loads(csl_json(made))
    assert fields.get("note", "{}") == f"{{{note}}}"
    assert ("year" in fields) is ("date" in fields) is bool(parts)
    assert ("month" in fields) is (len(parts) > 1)
    assert item["issued"].get("date-parts", [[]]) == [list(parts)]
    assert ("circa" in item["issued"]) is bool(note and parts)
    assert ("literal" in item["issued"]) is not bool(parts)
    assert [line for line in ris(made).split("\r\n") if line.startswith("N1")] == ([f"N1  - {note}"] if note else [])


def test_dates_of_ris_have_three_slashes() -> None:
    dates = [
        re.findall(r"^DA  - (.*)\r$", ris(work(published=parse_edtf(when))), re.MULTILINE) for when in ("2025", "2025-06", "2025-06-03")
    ]
    assert dates == [["2025///"], ["2025/06//"], ["2025/06/03/"]]


@pytest.mark.parametrize(("when", "date", "slashes"), [("0079-08-24", "0079-08-24", "0079/08/24/"), ("0476", "0476", "0476///")])
def test_years_have_four_digits(when: str, date: str, slashes: str) -> None:
    made = work(published=parse_edtf(when), read=parse_edtf(when))
    fields, lines = entry(bibtex(made)), ris(made).split("\r\n")
    assert [fields["date"], fields["urldate"], fields["year"]] == [f"{{{date}}}", f"{{{date}}}", f"{{{date[:4]}}}"]
    assert {f"PY  - {date[:4]}", f"DA  - {slashes}", f"Y2  - {slashes}"} <= set(lines)


def test_a_work_of_another_publisher_is_cited_without_us() -> None:
    made = work(
        kind="article", authors=("A. Writer",), container="The Herald", published=parse_edtf("2025-03-02"), url="https://h.example/x"
    )
    assert plain(made) == "A. Writer, “The ferry”, The Herald, 2 March 2025, https://h.example/x"
    assert plain(work(kind="article", authors=(), container="The Herald")) == "“The ferry”, The Herald"


def test_every_format_has_an_ending_of_its_own() -> None:
    assert len({ending for _, ending, _ in FORMATS}) == len(FORMATS)
    assert all(write(work()).endswith("\n") for _, _, write in FORMATS)
