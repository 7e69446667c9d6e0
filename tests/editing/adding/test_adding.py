"""Documents put on record: what they say is taken over, what they do not say stays open, and nothing in them is obeyed."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter

from generator.command import cli
from generator.editing.adding import source
from generator.editing.adding.fetching import Fetched
from generator.editing.adding.pages import paragraphs
from generator.editing.adding.source import add_source, read_document
from generator.editing.changes import Refused, write_all
from generator.editing.trying import Workplace
from generator.verify.evidence.texts import read_texts
from tests.conftest import MINIMAL, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import WriteContent

BODY = """
<nav><a href="/">Home</a> <a href="/more">More of the site than anybody wants to read</a></nav>
<article><h1>Minister denies the report</h1>
<p>The minister of the island denied on Monday that the ferry had been sold to anybody at all, and said so more than once.</p>
<p>“Such reports are patently false,” he told reporters. “The ferry is not for sale, and it never was for sale.”</p>
<p>The opposition, which had asked for an inquiry last month, said that the answer was late but that it was welcome.</p>
</article><footer>All rights reserved by somebody else</footer>"""
LINKED = {
    "@type": "NewsArticle",
    "headline": "Minister denies the report",
    "datePublished": "2025-06-16T23:30:00-05:00",
    "author": [{"@type": "Person", "name": "A. Writer"}, {"name": "B. Other"}],
    "publisher": {"name": "The Gazette"},
    "inLanguage": "en-GB",
    "mainEntityOfPage": {"@id": "https://gazette.example/minister"},
}


def page(head: str = "", body: str = BODY, html: str = "<html>") -> bytes:
    return f"<!DOCTYPE html>{html}<head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def linked(**changed: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({**LINKED, **changed})}</script>'


def pdf(*pages: str, info: dict[str, str] | None = None, encrypt: str | None = None) -> bytes:
    """Return a PDF with the lines of some pages."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for text in pages:
        shown = "".join(f"({line.replace('(', '[')}) Tj T*\n" for line in text.splitlines())
        stream = f"BT /F1 10 Tf 50 780 Td 12 TL\n{shown}ET".encode("cp1252")
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        resources = b"/Resources<</Font<</F1 3 0 R>>>>"
        parts.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Contents %d 0 R>>" % (resources, len(parts)))
        kids.append(b"%d 0 R" % len(parts))
    parts[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, part)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(bytes(made))))
    writer.add_metadata(info or {})
    if encrypt is not None:
        writer.encrypt(encrypt, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - of a test
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def said(data: bytes, **options: str) -> dict[str, object]:
    return {name: one.value for name, one in read_document(data, TODAY, **options).values.items()}


@pytest.fixture
def place(content: WriteContent) -> Workplace:
    return Workplace(content(MINIMAL), TODAY, TODAY)


@pytest.fixture
def run(place: Workplace, tmp_path: Path) -> Callable[..., Result]:
    def run(data: bytes | str, *arguments: str) -> Result:
        if isinstance(data, bytes):
            (tmp_path / "saved").write_bytes(data)
            data = str(tmp_path / "saved")
        result = CliRunner().invoke(cli.cli, ["add", "--project", str(place.content.parent), "--today=2026-06-01", data, *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_what_a_page_says_of_itself_becomes_a_source_and_its_words_a_text_that_proves(place: Workplace) -> None:
    document = read_document(page(linked()), TODAY)
    write_all(add_source(place, document, {}, [(("rights",), "quote-only")])[0])
    one = place.check().corpus.get("sources", "minister-denies-the-report")
    assert one is not None
    fields = vars(one)
    assert (fields["title"], fields["publisher"], fields["authors"]) == (
        "Minister denies the report",
        "The Gazette",
        ("A. Writer", "B. Other"),
    )
    assert (str(fields["published"].text), fields["language"], fields["kind"]) == ("2025-06-16", "en-GB", "news")
    assert fields["url"] == "https://gazette.example/minister"
    held = read_texts(place.check().corpus, [place.content.parent / "private" / "sources"])
    assert held.diagnostics == ()
    text = held.held["minister-denies-the-report"].text
    assert "“Such reports are patently false,” he told reporters." in text
    assert "All rights reserved" not in text
    assert "Home" not in text


def test_a_quotation_is_proved_by_the_text_that_was_taken(place: Workplace, run: Callable[..., Result]) -> None:
    assert run(page(linked()), "rights=quote-only").exit_code == 0
    claim = """
statement: The ferry was not sold
claimant: [brigid]
made: 2025-06-16
hedge: asserted
issue: economic
evidence: [{source: minister-denies-the-report, says: supports, quote: "Such reports are patently false"}]
explainers: [ferry]
"""
    (place.content / "claims").mkdir()
    (place.content / "claims" / "not-sold.yml").write_text(claim.lstrip(), encoding="utf-8")
    result = CliRunner().invoke(cli.cli, ["verify", "--project", str(place.content.parent), "--today=2026-06-01"])
    assert result.output.startswith("1 quotations and passages proved"), result.output


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<meta property=og:site_name content=Gazette><meta property=og:title content='A - b | Gazette'>", "title", "A - b"),
        ("<meta name=citation_author content='Writer, A.'><meta name=citation_author content='Bo'>", "authors", ["Writer, A.", "Bo"]),
        ("<meta name='author' content='Ona Writer and Bo Other'>", "authors", ["Ona Writer", "Bo Other"]),
        ("<meta name='author' content='By Ona Writer, special to us'>", "authors", ["Ona Writer, special to us"]),
        ("<meta property='article:author' content='https://x.example/ona'>", "authors", None),
        ("<meta name='citation_publication_date' content='2025/6/3'>", "published", "2025-06-03"),
        ("<meta property='article:published_time' content='2027-01-01'>", "published", None),
        ("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>", "published", None),
        ("<meta name='date' content='03/06/2025'>", "published", None),
        ("<meta name='date' content='2025-02-31'>", "published", None),
        ("<meta name='date' content='2025-13-04'>", "published", None),
        ("<meta name='date' content='2025/25/06'>", "published", None),
        ("<meta name='date' content='Spring 2025'>", "published", None),
        ("<meta name='date' content='Q1 2025'>", "published", None),
        ("<meta name='date' content='May 2025'>", "published", "2025-05"),
        ("<meta name='date' content='20250616T100000Z'>", "published", "2025-06-16"),
        ("<meta name='date' content='2025-06-16T'>", "published", "2025-06-16"),
        ("<meta name='date' content='2025-06-16 10:00:00 EST'>", "published", "2025-06-16"),
        ("<meta name='date' content='soon'><link rel=canonical href='https://g.example/2025/6/16/x'>", "published", "2025-06-16"),
        ("<meta property='og:locale' content='fr_FR'>", "language", "fr-FR"),
        ("<meta property='og:locale' content='klingon'>", "language", None),
        ("<link rel=canonical href='/here'>", "url", None),
        ("<link rel=canonical href='javascript:alert(1)'><meta property='og:url' content='https://g.example/a'>", "url", "https://g.example/a"),
        ("<link rel=canonical href='https://g.example/'>", "url", None),
        ("<link rel=canonical href='http://localhost/a'>", "url", None),
        ("<link rel=canonical href='https://u:p@g.example/a'>", "url", None),
        ("<link rel=canonical href='https://g.example/a?utm_source=x&fbclid=y#top'>", "url", "https://g.example/a"),
        ("<link rel=canonical href='https://g.example/a?utm_source=x&amp;id=3&amp;utm_medium=y'>", "url", "https://g.example/a?id=3"),
        ("<meta property='og:url' content='https://g.example/a?x=1&amp;amp;y=2'>", "url", "https://g.example/a?x=1&y=2"),
        ("<!-- saved from url=(0026)https://g.example/saved -->", "url", "https://g.example/saved"),
        (linked(publisher={"name": ["The Gazette", "x"]}, author="Ona Writer"), "authors", ["Ona Writer"]),
        (linked(headline={"no": 1}, publisher=7, author=[None, 3]), "publisher", None),
        ("<script type='application/ld+json'>{broken</script>", "publisher", None),
        ("<script type='application/ld+json'>" + "[" * 5000 + "</script>", "publisher", None),
        ("<script type='application/ld+json'>" + '{"@graph":' * 50 + "1" + "}" * 50 + "</script>", "publisher", None),
        ("<meta property=og:site_name content='https://g.example'>", "publisher", None),
        ("<meta name=author content='facebook.com/gazette'>", "authors", None),
        (linked(headline="Brigid&#8217;s &amp; Avalon&#039;s &lt;b&gt;"), "title", "Brigid’s & Avalon's <b>"),
        ("<title>A - Gazette.example</title><meta property=og:site_name content=Gazette>", "title", "Minister denies the report"),
        ("", "publisher", None),
    ],
)  # fmt: skip
def test_a_value_is_taken_where_it_is_said_and_never_guessed(head: str, field: str, value: object) -> None:
    assert said(page(head)).get(field) == value


@pytest.mark.parametrize(
    ("byline", "day"),
    [
        ("By Jane Doe, 16 June 2025", "2025-06-16"),
        ("Published 16 June 2025", "2025-06-16"),
        ("Published by Jane Doe on june 16, 2025, updated 17 June 2025", "2025-06-16"),
        ("JUNE 16, 2025 | 5 MIN READ", "2025-06-16"),
        ("Updated as of the 16th of june, 2025", "2025-06-16"),
        ("may 16, 2025", "2025-05-16"),
        ("16 june 2025 – 17 July 2025", "2025-06-16"),
        ("Published\n  June&nbsp;16,\n  2025", "2025-06-16"),
        ("Jane Doe, 2025-06-16", "2025-06-16"),
        ("Jane Doe, 2025-25-06", None),
        ("Updated since 16 June", None),
    ],
)
def test_a_byline_tells_a_day(byline: str, day: str | None) -> None:
    assert said(page(body=f"<p class=byline>{byline}</p>{BODY}")).get("published") == day
    assert said(page(body=f"<p itemprop=datePublished>{byline}</p>{BODY}")).get("published") == day


def test_a_mark_of_its_day_around_all_of_a_page_is_none() -> None:
    text = "In 2019 and in May it was said on Monday. " * 5000
    assert "published" not in said(page(body=f"<div itemprop=datePublished>{text} On 16 June 2025.{BODY}</div>"))


def test_the_space_before_a_name_is_no_part_of_it() -> None:
    assert said(page(body=f"<p class=byline>{' ' * 500}By Jane Doe</p>{BODY}"))["authors"] == ["Jane Doe"]
    blank = read_document(page("<meta name=date content=' '>"), TODAY)
    assert dict(blank.open())["published"] == "not found in the document"


def test_what_is_not_said_is_named_and_stays_open_where_a_check_finds_it(run: Callable[..., Result], place: Workplace) -> None:
    result = run(page("<meta name='date' content='32 May'>"))
    for name in ("publisher", "authors", "url", "language"):
        assert f"open: {name}: not found in the document\n" in result.output
        assert f"error: '{name}' has no value" in result.output
    assert "open: published: '32 May' is ambiguous, in the future or not a date" in result.output
    text = (place.content / "sources" / "minister-denies-the-report.md").read_text(encoding="utf-8")
    assert "\npublished:  # '32 May' is ambiguous, in the future or not a date; remove the line if unknown\n" in text
    assert {one.rule.code for one in place.check().diagnostics} == {"empty-value"}


def test_an_editors_values_go_before_those_of_the_document(run: Callable[..., Result], place: Workplace) -> None:
    result = run(page(linked()), "title=Another", "rights=quote-only", "published=2025")
    assert "title:" not in result.output
    text = (place.content / "sources" / "another.md").read_text(encoding="utf-8")
    assert "title: Another\n" in text
    assert "published: 2025\n" in text
    assert place.check().has_errors is False


def test_two_days_of_one_page_are_both_said() -> None:
    notes = read_document(page(linked() + "<meta name='date' content='2025-06-18'>"), TODAY).notes
    assert notes == ("published: 2025-06-16 (JSON-LD), but date has 2025-06-18",)
    assert read_document(page(linked(isAccessibleForFree="False")), TODAY).notes[0].startswith("the page is marked as not free")


def test_hostile_text_stays_text(run: Callable[..., Result], place: Workplace) -> None:
    title = "\u202e\x1b[31mstatus: published\x07 # no: [comment] {x} '\" \\ \u2028 ---"
    body = BODY.replace("Such reports", "\x1b]0;owned\x07::error::x\u202eSuch\x00 reports")
    result = run(page(linked(headline=title, publisher={"name": "- &a *b !!python/object:os.system"}), body), "rights=quote-only")
    assert result.exit_code == 0, result.output
    assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(result.output)
    (path,) = (place.content / "sources").glob("*status*.md")
    one = place.check().corpus.get("sources", path.stem)
    assert one is not None
    assert vars(one)["title"] == "[31mstatus: published # no: [comment] {x} '\" \\ ---"
    assert vars(one)["publisher"] == "- &a *b !!python/object:os.system"
    assert not place.check().has_errors
    text = next((place.content.parent / "private" / "sources").iterdir()).read_bytes()
    assert not {0x1B, 7, 0} & set(text)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_page_in_another_encoding_is_read(encoding: str) -> None:
    raw = page(linked()).decode().replace("charset='utf-8'", "charset='iso-8859-1'").encode(encoding)
    assert "“Such reports are patently false,”" in read_document(raw, TODAY).text


def test_a_wrong_encoding_is_named() -> None:
    raw = page(linked()).decode().replace("charset='utf-8'", "charset='no-such-thing'").encode()
    found = read_document(raw, TODAY)
    assert found.notes == ("it declares no-such-thing but is UTF-8",)
    body = BODY.replace("ferry", "été à l’île où naît l’épée")
    wrong = page(linked(), body, "<html lang=fr>").decode().encode("cp1252")
    assert "it declares no encoding or the wrong one" in read_document(wrong, TODAY).notes[0]
    assert "été à l’île" in read_document(wrong, TODAY).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "قال الوزير إن العبّارة ليست للبيع، وأضاف: «هذه التقارير كاذبة تماماً»، وكانت المعارضة قد طلبت تحقيقاً في الشهر الماضي."),
        ("fa", "وزیر گفت که کشتی فروشی نیست و افزود: «این گزارش‌ها نادرست است». مخالفان ماه گذشته خواستار بررسی شده بودند."),
        ("zh", "部长星期一表示渡轮不出售。他说：“这些报道完全是错误的。”反对派上个月曾要求进行调查。" * 2),
    ],
)
def test_pages_in_other_scripts_keep_their_words(language: str, words: str) -> None:
    article = f"<article><h1>{words[:20]}</h1>" + "".join(f"<p>{words}</p>" for _ in range(4)) + "</article>"
    head = f"<title>{words[:20]}</title>"
    if language == "zh":
        with pytest.raises(Refused, match="no article"):
            read_document(page(head, "<article><p>短。</p></article>", "<html lang=zh>"), TODAY)
    found = read_document(page(head, article, f"<html lang={language}>"), TODAY)
    assert found.values["language"].value == language
    assert words in found.text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"  \n\t\n", "the file is empty"),
        (b"\x00\x01\x02\xff\xfe garbage \x00", "the file is not a text, a page or a PDF"),
        (b"<html>", "cannot be read as HTML|no article was found"),
        (b"<html><body><script>document.write('x')</script></body></html>", "no article was found"),
        (b"<!DOCTYPE html><p><div><<<>>><b", "no article was found"),
        (b"<html><body>" + b"<div>" * 20000, "no article was found|cannot be read"),
        (b"%PDF-1.4\ngarbage", "the PDF is broken"),
        (b"%PDF-", "the PDF is broken"),
        (pdf("one line")[:300], "the PDF is broken|no words"),
        (pdf(""), "the PDF contains no text, only images, on 1 page\n"),
        (pdf("A secret line.", encrypt="secret"), "the PDF is encrypted\n  = open it with its password"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/plain\n\nno\n--x--", "has no page"),
        (b"a" * (source.LARGEST_DOCUMENT + 1), "at most 33,554,432 are accepted"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_document(data, TODAY)


def test_broken_html_is_read_as_browsers_do() -> None:
    broken = page(linked()).decode().replace("</p>", "").replace("</h1>", "").replace("</article>", "").replace("</body></html>", "<")
    assert "The opposition, which had asked" in read_document(broken.encode(), TODAY).text


def test_of_two_headings_none_is_taken_for_the_title() -> None:
    body = "<h1>The Gazette</h1>" + BODY.replace("<article><h1>Minister denies the report</h1>", "<div><h1>News</h1>")
    assert (
        said(page("<title>Minister denies - The Gazette</title><meta property=og:site_name content='The Gazette'>", body))["title"]
        == "Minister denies"
    )


def test_a_browsers_single_file_tells_where_it_was_saved_from() -> None:
    head = "MIME-Version: 1.0\nSnapshot-Content-Location: https://gazette.example/saved\nContent-Type: multipart/related; boundary=x\n\n"
    data = f"{head}--x\nContent-Type: text/html; charset=utf-8\n\n{page().decode()}\n--x--\n".encode()
    found = read_document(data, TODAY)
    assert found.values["url"].value == "https://gazette.example/saved"
    assert "“Such reports" in found.text


def test_a_pdf_is_read_without_what_its_pages_repeat(run: Callable[..., Result], place: Workplace) -> None:
    info = {"/Title": "On the ferry", "/Author": "Harbour Board", "/CreationDate": "D:20200101000000"}
    body = "The ferry of the island was inspected by an inter-\nnational commission of nine whose work was self-\n"
    body += "financed. It was self-financed.\nIt is safe."
    more = ["Nobody asked for another commission.", "Fares stay as they are.", "The board thanks all who wrote."]
    pages = [f"Harbour Board 2025\n{part}\nPage {number}" for number, part in enumerate([body, *more], 1)]
    result = run(pdf(*pages, info=info), "rights=quote-only", "kind=official")
    assert "open: published: the creation date of the file is not the date of publication\n" in result.output
    text = (place.content.parent / "private" / "sources" / "on-the-ferry.txt").read_text(encoding="utf-8")
    assert "by an international commission of nine whose work was self-financed. It was" in text
    assert "Page 2" not in text
    assert "Harbour Board 2025" not in text


def test_a_title_that_a_program_gave_a_pdf_is_none() -> None:
    found = said(
        pdf(
            "A heading of its own\n" + "The ferry runs again, and everybody on the island says so. " * 2,
            info={"/Title": "Microsoft Word - a.docx"},
        )
    )
    assert found.get("title") != "Microsoft Word - a.docx"


def test_paragraphs_of_pages() -> None:
    text = paragraphs([["A long line that goes on and on", "and then it ends.", "Another line that goes on as long", "", "End."]])
    assert text.splitlines() == ["A long line that goes on and on and then it ends.", "Another line that goes on as long", "End."]
    assert paragraphs([]) == paragraphs([[], [""]]) == ""


def test_a_text_tells_its_title_its_author_and_its_day() -> None:
    text = "Minister denies the report\nBy Ona Writer and Bo Other\nMonday, June 16, 2025\n\nThe minister denied it.\nMore.\nAnd more.\n"
    assert said(text.encode()) == {"title": "Minister denies the report", "authors": ["Ona Writer", "Bo Other"], "published": "2025-06-16"}
    assert said(b"The minister denied it on 16 June 2025, they said.\nBy then it was late.\nMore.\nEnd.\n") == {}
    assert said(b"Minister denies\n06/07/2025\n\nText.\nMore.\n").get("published") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("16th of June, 2025", "2025-06-16"),
        ("Published on 21st of August, 2024", "2024-08-21"),
        ("20250616T100000Z", "2025-06-16"),
        ("2025-13-04", None),
        ("Spring 2025", None),
        ("May 2025", None),
        ("2025-05", None),
        ("2025", None),
    ],
)
def test_a_line_of_its_own_tells_a_day_and_no_longer_time(line: str, day: str | None) -> None:
    text = f"Minister denies the report\n\n{line}\n\nThe minister denied it.\nMore.\nEnd.\n"
    assert said(text.encode()).get("published") == day


def test_the_same_document_is_put_on_record_once(run: Callable[..., Result], place: Workplace) -> None:
    assert run(page(linked()), "rights=quote-only").exit_code == 0
    before = {path: path.read_bytes() for path in place.content.parent.rglob("*.*")}
    result = run(page(linked()), "--id", "again", "rights=quote-only")
    assert result.exit_code == 1
    assert "the source 'minister-denies-the-report' already has the same text\n" in result.output
    changed = run(page(linked(), BODY.replace("more than once", "twice")), "rights=quote-only")
    assert "already has this URL, and a different text" in changed.output
    assert {path: path.read_bytes() for path in place.content.parent.rglob("*.*")} == before
    other = run(page(linked(mainEntityOfPage=""), BODY.replace("more than once", "twice")), "rights=quote-only")
    assert "+ content/sources/minister-denies-the-report-2.md\n" in other.output


def test_a_record_without_its_text_gets_the_text_alone(run: Callable[..., Result], place: Workplace) -> None:
    path = place.content / "sources" / "gazette.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("kind: news", "kind: news\nurl: http://www.gazette.example/minister/"), encoding="utf-8"
    )
    before = path.read_bytes()
    result = run(page(linked()))
    assert result.output.startswith("+ private/sources/gazette.txt\na source with this URL exists; only its text was added\n")
    assert path.read_bytes() == before


def test_an_id_that_is_taken_is_refused_and_nothing_is_written(run: Callable[..., Result], place: Workplace) -> None:
    result = run(page(linked()), "--id", "gazette")
    assert "there is already a source 'gazette'" in result.output
    assert result.output.endswith("nothing was changed\n")
    assert not (place.content.parent / "private").exists()


def test_texts_go_nowhere_through_a_link(run: Callable[..., Result], place: Workplace, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir(exist_ok=True)
    (place.content.parent / "private").symlink_to(tmp_path / "away")
    assert "'private' is not a regular folder" in run(page(linked())).output
    assert list((tmp_path / "away").iterdir()) == []


def test_no_file_and_an_address_without_leave_are_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    assert "there is no file 'nowhere.html'" in run("nowhere.html").output
    assert f"'{tmp_path}' is a folder" in run(str(tmp_path)).output
    assert "a URL is downloaded only with --fetch" in run("https://gazette.example/a").output


def test_a_page_that_is_fetched_says_when_and_where(run: Callable[..., Result], place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Fetched(page(), "https://gazette.example/2025/06/16/minister", "utf-8")
    monkeypatch.setattr("generator.editing.adding.fetching.fetch_page", lambda _: sent)
    result = run(
        "https://gazette.example/m", "--fetch", "publisher=The Gazette", "language=en", "kind=news", "rights=quote-only", "authors=[A. B.]"
    )
    assert result.exit_code == 0, result.output
    text = (place.content / "sources" / "minister-denies-the-report.md").read_text(encoding="utf-8")
    assert "url: https://gazette.example/2025/06/16/minister\npublished: 2025-06-16\nretrieved: 2026-06-01\n" in text
    assert place.check().has_errors is False


def test_packages_that_are_missing_are_named_with_what_installs_them(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "NEEDED", ("pypdf", "no_such_package"))
    result = run(page(linked()))
    assert "packages to read pages and PDFs are not installed: no_such_package\n  = pip install 'onrecord[add]'" in result.output


def test_on_a_terminal_what_is_needed_and_not_read_is_asked_for(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.command.source_commands.asks", lambda: True)
    (tmp_path / "saved").write_bytes(page(linked(publisher="")))
    arguments = ["add", "--project", str(place.content.parent), "--today=2026-06-01", str(tmp_path / "saved")]
    result = CliRunner().invoke(cli.cli, arguments, input="The Gazette\nquote-only\n")
    assert result.exit_code == 0, result.output
    assert "rights (one of owned, " in result.output
    assert place.check().has_errors is False
