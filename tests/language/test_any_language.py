"""A publication in a language in which the site has no words of its own: its pages are English, and every text of it says its language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from generator.language.messages import page_language
from generator.language.tags import direction_of, standard_tag, tags_like
from tests.conftest import MINIMAL, write_content
from tests.sites import build, make_project, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tests.conftest import Check
    from tests.sites import Site

EVIDENCE = "[{source: gazette, says: supports, credibility: 2, quote: המעבורת בטוחה, note: הערה}]"
HEBREW = {
    "publication.yml": "title: הרשומה\ntagline: כל אמירה\nlanguage: he\nabout: [אודות]\nissues: {port: הנמל}\n",
    "explainers/ferry.md": """\
        ---
        title: מי מפעיל את המעבורת
        question: האם ברידג מפעילה את המעבורת
        deck: כן
        answer:
          - ברידג מפעילה. כך [בעיתון](source:gazette).
          - אבלון משלמת. כך [בעיתון](source:gazette).
          - אין אחרת. [](source:gazette)
        focal: [avalon, brigid]
        period: 2025
        not_known: [המחיר]
        ---

        ברידג מפעילה את [המעבורת](claim:safe).

        ## הנמל

        > ציטוט

        - פריט
        """,
    "actors/avalon.yml": "name: אבלון\nkind: state\ndescription: מדינה\n",
    "actors/brigid.yml": "name: ברידג\nkind: person\npart_of: avalon\nroles: {title: שרה, of: avalon, when: 2024/..}\n",
    "sources/gazette.md": """\
        ---
        title: המעבורת שבה
        publisher: העיתון
        published: 2025-03-01
        language: he
        kind: news
        rights: public-domain
        reliability: B
        reliability_because: סיבה
        ---

        תקציר

        ## Text

        המעבורת בטוחה היום.
        """,
    "claims/safe.yml": f"""\
        statement: המעבורת בטוחה
        claimant: brigid
        made: 2025-03-01
        hedge: asserted
        issue: port
        summary: תקציר
        positions: [{{actor: avalon, stance: denied, when: 2025-03-02, note: הערה, evidence: {EVIDENCE}}}]
        assessments: [{{on: 2025-04, status: disputed, because: דליפה}}]
        not_found: [כלום]
        evidence: {EVIDENCE}
        explainers: ferry
        corrections: {{on: 2025-05, what: תוקן}}
        """,
    "events/sinks.yml": f"""\
        title: המעבורת טובעת
        when: 2025-04-01
        place: הנמל
        actors: [avalon]
        issue: port
        contested: מחלוקת
        evidence: {EVIDENCE}
        explainers: ferry
        """,
    "events/rises.yml": f"title: המעבורת עולה\nafter: {{event: sinks}}\nissue: port\nevidence: {EVIDENCE}\nexplainers: ferry\n",
    "acts/praise.yml": f"""\
        title: אבלון משבחת
        when: 2025-03-05
        by: avalon
        toward: brigid
        type: SUPPORT
        form: words
        issue: port
        standing: disputed
        because: ספק
        evidence: {EVIDENCE}
        explainers: ferry
        """,
    "votes/on.yml": f"""\
        title: על המעבורת
        when: 2025-03-06
        body: מועצת הנמל
        text: תשלום
        ballots: {{avalon: yes, brigid: no}}
        outcome: אושר
        evidence: {EVIDENCE}
        explainers: ferry
        """,
    "costs/hull.yml": f"""\
        title: גוף חדש
        kind: fiscal
        bearer: avalon
        qualitative: הרבה
        status: projected
        mechanism: תשלום
        evidence: {EVIDENCE}
        explainers: ferry
        """,
    "risks/again.yml": f"""\
        title: טביעה נוספת
        bearer: brigid
        raised_by: [avalon, משקיף]
        likelihood: {{word: likely, said_by: avalon, on: 2025}}
        impact: [{{dimension: חיים, level: minor, because: סיבה}}]
        evidence: {EVIDENCE}
        explainers: ferry
        """,
    "scenarios/on.yml": f"""\
        title: המשך
        summary: אין שינוי
        proposed_by: avalon
        signposts: [{{id: a, text: סימן, points_to: toward, due: 2030}}]
        evidence: {EVIDENCE}
        explainers: ferry
        """,
}
LATIN = re.compile(r"[A-Za-z]{2,}")
LETTERS = re.compile("[\u05d0-\u05ea]{2,}")
SILENT = frozenset({"script", "style", "code", "title"})
CODES = re.compile(r"https?:\S+|\b(?:[A-Z]{2,6}|BibTeX|[0-9a-f]{8})\b")
DRAWN = frozenset({"text", "tspan"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    content = write_content(tmp_path_factory.mktemp("hebrew") / "content", HEBREW)
    return build(make_project(tmp_path_factory.mktemp("site") / "project", content))


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), parsed(path.read_text(encoding="utf-8"))


def wrong(element: Element, language: str = "", direction: str = "ltr") -> Iterator[str]:
    """Yield the words that stand in an element of another language than theirs, or that runs the other way."""
    name = str(element.tag).rpartition("}")[2]
    if name in SILENT or not isinstance(element.tag, str):
        return
    language, direction = element.get("lang") or language, element.get("dir") or direction
    texts = [(element.text or "", name), *((child.tail or "", name) for child in element)]
    for text, _ in texts:
        plain = CODES.sub(" ", text)
        if LETTERS.search(plain) and (language != "he" or (direction == "ltr" and name not in DRAWN)):
            yield f"<{name} {language} {direction}>: {text.strip()[:60]}"
        if LATIN.search(plain) and language != "en":
            yield f"<{name} {language}>: {text.strip()[:60]}"
    for child in element:
        yield from wrong(child, language, direction)


@pytest.mark.site
class TestPages:
    def test_every_page_says_the_language_of_the_site_s_own_words(self, built: Site) -> None:
        assert {(root.get("lang"), root.get("dir")) for _, root in pages(built.site)} == {("en", "ltr")}

    def test_every_text_of_the_records_says_its_own(self, built: Site) -> None:
        assert {path: found for path, root in pages(built.site) if (found := list(wrong(root)))} == {}

    def test_the_text_of_a_claim_is_its_page_s_first_heading(self, built: Site) -> None:
        (head,) = parsed((built.site / "claims/safe/index.html").read_text(encoding="utf-8")).iter("h1")
        assert (head.get("lang"), head.get("dir"), head.text) == ("he", "rtl", "המעבורת בטוחה")

    def test_a_record_is_cited_in_its_own_language(self, built: Site) -> None:
        assert "\r\nLA  - he\r\n" in (built.site / "cite/claims/safe.ris").read_bytes().decode()

    def test_what_is_found_is_read_as_its_own_language(self, built: Site) -> None:
        (entry,) = built.site.glob("pagefind/pagefind-entry.json")
        assert list(json.loads(entry.read_text(encoding="utf-8"))["languages"]) == ["he"]

    def test_nothing_is_called_untranslated(self, built: Site) -> None:
        assert not [path for path, root in pages(built.site) for one in root.iter("p") if one.get("class") == "untranslated"]

    def test_what_is_wrong_would_be_found(self) -> None:
        assert list(wrong(parsed('<html lang="en"><p>שלום there</p><b lang="he" dir="rtl">no</b></html>')))


@pytest.mark.parametrize(
    ("tag", "found"), [("fr", "en"), ("he", "en"), ("en", "en"), ("en-GB", "en-GB"), ("ar", "ar"), ("ar-EG", "ar-EG"), ("zh-Hans", "en")]
)
def test_pages_are_in_the_language_of_the_records_where_the_site_has_words_in_it(tag: str, found: str) -> None:
    assert page_language(tag) == found


@pytest.mark.parametrize(
    "tag", ["fr", "fr-CA", "zh-Hans", "sr-Latn-RS", "ckb", "ksw", "de-1901", "en-GB-oxendict", "und", "mul", "qaa", "es-419"]
)
def test_any_language_of_the_registry_is_taken(checked: Check, tag: str) -> None:
    source = MINIMAL["sources/gazette.md"].replace("language: en", f"language: {tag}")
    assert checked({"publication.yml": f"language: {tag}\n", "sources/gazette.md": source}).found == []
    assert standard_tag(tag) == tag


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("xx", "write a tag from the IANA registry: 'en', 'fa', 'zh-Hans'"),
        ("english", "did you mean 'en'?"),
        ("French", "did you mean 'fr'?"),
        ("Français", "did you mean 'fr'?"),
        ("العربية", "did you mean 'ar'?"),
        ("fr_FR", "did you mean 'fr-FR' or 'fr'?"),
        ("en_GB.UTF-8", "did you mean 'en'?"),
        ("eng", "did you mean 'en'?"),
        ("iw", "did you mean 'he'?"),
        ("jp", "did you mean 'ja'?"),
        ("zh-Hanz", "did you mean 'zh'?"),
        ("fr-FR-FR", "did you mean 'fr'?"),
        ("'12'", "write a tag from the IANA registry: 'en', 'fa', 'zh-Hans'"),
        ("fr-", "did you mean 'fr'?"),
    ],
)
def test_what_is_no_language_is_refused_with_what_may_have_been_meant(checked: Check, tag: str, hint: str) -> None:
    source = MINIMAL["sources/gazette.md"].replace("language: en", f"language: {tag}")
    found = checked({"publication.yml": f"title: The Record\nlanguage: {tag}\n", "sources/gazette.md": source})
    assert found.found == ["publication.yml:2:11 bad-value", "sources/gazette.md:5:11 bad-value"]
    assert found.messages == [f"'{tag.strip(chr(39))}' is not a language tag = {hint}"] * 2


def test_the_case_of_a_tag_is_mended() -> None:
    assert [standard_tag(tag) for tag in ("EN", "fr-fr", "zh-hans", "SR-latn")] == ["en", "fr-FR", "zh-Hans", "sr-Latn"]
    assert standard_tag("fr_FR") is None
    assert tags_like("") == tags_like("*") == []


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *(
            (tag, "rtl")
            for tag in ("ar", "ar-EG", "fa-AF", "he", "ur", "ckb", "sd", "ug", "yi", "dv", "syr", "nqo", "ku-Arab", "az-Arab", "pa-PK")
        ),
        *((tag, "ltr") for tag in ("en", "fr", "ku", "he-Latn", "sd-Deva", "az", "zh-Hans", "xx", "", "no such tag")),
    ],
)
def test_the_direction_of_a_language_is_that_of_its_script(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction
