"""The editor in the browser, from its own package: it makes records in which nothing is wrong, keeps what it has no control for, and asks
no other host for anything.

The package is no part of this repository: ONRECORD_CMS names the file that 'onrecord admin' says how to fetch. The folder that the
editor works with is one of the browser's own file system, whose handles are those of a folder of the machine.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from generator.editing.admin.config import editor_files
from generator.editing.admin.package import FETCH_EDITOR, verified
from generator.editing.fields import read_fields
from generator.model.records import SECTIONS, Record
from generator.system.bundled import STARTER
from generator.verify.checking import check_content
from tests.conftest import MINIMAL, TODAY
from tests.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Locator, Page

    from tests.conftest import WriteContent

PACKAGE: Final = os.environ.get("ONRECORD_CMS", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PACKAGE, reason=f"the editor's package is not here: '{FETCH_EDITOR}', then ONRECORD_CMS=its path"),
]

FOLDER: Final = "(await (await navigator.storage.getDirectory()).getDirectoryHandle('project', {create: true}))"
PICK: Final = f"window.showDirectoryPicker = async () => {FOLDER};"
WRITE: Final = f"""async (files) => {{
  const root = {FOLDER};
  await root.getDirectoryHandle(".git", {{create: true}});
  for (const [name, text] of Object.entries(files)) {{
    const parts = name.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {{create: true}});
    const file = await (await folder.getFileHandle(parts.at(-1), {{create: true}})).createWritable();
    await file.write(text);
    await file.close();
  }}
}}"""
READ: Final = f"""async () => {{
  const found = {{}};
  const walk = async (folder, path) => {{
    for await (const [name, handle] of folder) {{
      if (handle.kind === "directory") await walk(handle, `${{path}}${{name}}/`);
      else found[path + name] = await (await handle.getFile()).text();
    }}
  }};
  await walk({FOLDER}, "");
  return found;
}}"""
OF_THE_BROWSER: Final = "CONNECT content-autofill.googleapis.com:443 HTTP/1.1"
"""What Chromium asks for itself, on any page with a form."""
NAMED_BY: Final = ("name", "title", "statement")


class Editor:
    """The editor, open on a folder of content."""

    def __init__(self, page: Page, base: str, content: Path) -> None:
        self.page, self.base = page, f"{base}/admin/index.html"
        there = [path for path in content.rglob("*") if path.is_file()]
        self.before = {f"content/{path.relative_to(content).as_posix()}": path.read_text("utf-8") for path in there}
        page.add_init_script(PICK)
        page.goto(self.base)
        page.evaluate(WRITE, self.before)
        page.get_by_role("button", name="Work with Local Repository").click()
        expect(page.get_by_role("button", name="New")).to_be_visible()

    def open(self, place: str) -> None:
        self.page.goto(f"{self.base}#/collections/{place}")
        expect(self.page.get_by_role("button", name="Save")).to_be_visible()

    def field(self, path: str) -> Locator:
        """Return a field; those further down are made when one scrolls to them."""
        found = self.page.locator(f'section[data-key-path="{path}"]')
        self.page.mouse.move(640, 450)
        for _ in range(60):
            if found.count():
                break
            self.page.mouse.wheel(0, 300)
            self.page.wait_for_timeout(250)
        found.scroll_into_view_if_needed()
        return found

    def fill(self, path: str, text: str) -> None:
        self.field(path).get_by_role("textbox").first.fill(text)

    def choose(self, path: str, shown: str) -> None:
        """Choose a word of a list, or a record, however they are offered."""
        field = self.field(path)
        alone = field.get_by_role("radio", name=shown, exact=True).or_(field.get_by_role("checkbox", name=shown, exact=True))
        if alone.count():
            alone.click()
        else:
            field.get_by_role("combobox").first.click()
            self.page.get_by_role("option", name=shown, exact=True).click()

    def save(self, section: str) -> None:
        self.page.get_by_role("button", name="Save").click()
        expect(self.page).to_have_url(f"{self.base}#/collections/{section}")

    def after(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate(READ)
        return found


@contextmanager
def _gate() -> Iterator[tuple[str, list[str]]]:
    """Yield the URL of a proxy that lets nothing through, and the first line of all that was asked of it."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection:
                        connection.settimeout(5)
                        with suppress(OSError):
                            asked.append(connection.recv(4096).decode("latin-1").partition("\r\n")[0])

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked


@contextmanager
def edited(browser: Browser, content: Path, site: Path) -> Iterator[tuple[Editor, list[str]]]:
    """Yield the editor on a folder of content, and what was asked of other hosts."""
    checked = check_content(content, today=TODAY)
    assert not checked.has_errors
    for name, data in editor_files(checked, verified(Path(PACKAGE).read_bytes(), PACKAGE))[0].items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    (site / "404.html").write_text("nothing here", encoding="utf-8")
    with served(site) as base, _gate() as (proxy, asked):
        context = browser.new_context(
            locale="en-GB", proxy={"server": proxy, "bypass": "127.0.0.1"}, viewport={"width": 1280, "height": 900}
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield Editor(page, base, content), asked
        context.close()


def written(folder: Path, found: Mapping[str, str]) -> Path:
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_an_actor_a_source_and_a_claim_are_made_and_nothing_is_wrong_with_them(
    browser: Browser, content: WriteContent, tmp_path: Path, site: Path
) -> None:
    with edited(browser, content(MINIMAL), site) as (editor, _):
        editor.open("actors/new")
        editor.fill("name", "Éa of Camelot")
        editor.choose("kind", "person")
        editor.choose("part_of", "Avalon")
        editor.save("actors")

        editor.open("sources/new")
        editor.fill("title", "no")
        editor.fill("publisher", "The Times: late # edition")
        editor.fill("published", "2025")
        editor.fill("language", "en")
        editor.choose("kind", "news")
        editor.choose("rights", "quote-only")
        editor.choose("reliability", "B: usually reliable")
        editor.fill("body", "Says that the bridge is *shut*.\n\nAnd why.")
        editor.save("sources")

        editor.open("claims/new")
        editor.fill("statement", "The bridge is shut")
        editor.choose("claimant", "Éa of Camelot")
        editor.fill("made", "2025-03-01")
        editor.choose("hedge", "asserted: put as a plain fact")
        editor.choose("issue", "Economy")
        editor.field("evidence").get_by_role("button", name="Add").click()
        editor.choose("evidence.0.source", "no")
        editor.choose("evidence.0.says", "supports")
        editor.choose("evidence.0.credibility", "2: probably true")
        editor.choose("explainers", "Who runs the ferry?")
        editor.save("claims")
        after = editor.after()
    new = {name: text for name, text in after.items() if name not in editor.before}
    assert new == {
        "content/actors/ea-of-camelot.yml": "name: Éa of Camelot\nkind: person\npart_of:\n  - avalon\n",
        "content/sources/no.md": new["content/sources/no.md"],
        "content/claims/the-bridge-is-shut.yml": (
            "statement: The bridge is shut\nclaimant:\n  - ea-of-camelot\nmade: 2025-03-01\nhedge: asserted\nissue: economic\n"
            "evidence:\n  - source: no\n    says: supports\n    credibility: 2\nexplainers:\n  - ferry\n"
        ),
    }
    assert {name: text for name, text in after.items() if name in editor.before} == editor.before
    source = read_fields("no.md", new["content/sources/no.md"])
    assert (source.values["title"], source.values["publisher"], source.values["published"]) == ("no", "The Times: late # edition", "2025")
    checked = check_content(written(tmp_path / "after", after), today=TODAY)
    assert [str(one) for one in checked.diagnostics if one.is_error] == []
    assert len(checked.corpus) == len(MINIMAL) + 3


def _in_lists(before: Any, after: Any) -> Any:  # noqa: ANN401 - what YAML holds
    """Return what was before, with a list where one value stood that is a list of one now."""
    if isinstance(after, list) and not isinstance(before, list):
        before = [before]
    if isinstance(before, dict) and isinstance(after, dict):
        return {name: _in_lists(value, after.get(name)) for name, value in before.items()}
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [_in_lists(one, other) for one, other in zip(before, after, strict=True)]
    return before


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_a_record_that_is_saved_says_what_it_said(section: type[Record], browser: Browser, tmp_path: Path, site: Path) -> None:
    content = STARTER / "content"
    path = min((content / section.section).iterdir())
    with edited(browser, content, site) as (editor, _):
        editor.open(f"{section.section}/entries/{path.stem}")
        before = read_fields(path.name, path.read_text("utf-8"))
        named = next(name for name in NAMED_BY if name in before.values)
        editor.fill(named, f"{before.values[named]} again")
        editor.save(section.section)
        found = editor.after()
    after = read_fields(path.name, found[f"content/{section.section}/{path.name}"])
    expected = _in_lists(before.values, after.values) | {named: f"{before.values[named]} again"}
    assert after.values == expected
    assert after.source.text[after.front.end :].strip() == before.source.text[before.front.end :].strip()
    checked = check_content(written(tmp_path / "after", found), today=TODAY)
    assert [str(one) for one in checked.diagnostics if one.is_error] == []


def test_what_it_has_no_control_for_stays_and_translations_are_no_records(browser: Browser, content: WriteContent, site: Path) -> None:
    folder = content(
        {
            **MINIMAL,
            "publication.yml": "languages: [ar]\n",
            "actors/c.yml": (
                "name: C\nkind: state\naliases: One alone\nformer_ids: [sea]\n"
                "evidence: [{source: gazette, says: supports}, {source: herald, says: context}]\n"
            ),
            "actors/c.ar.yml": "name: سي\n",
        }
    )
    with edited(browser, folder, site) as (editor, _):
        editor.page.goto(f"{editor.base}#/collections/actors")
        expect(editor.page.get_by_role("gridcell", name="Avalon").first).to_be_visible()
        assert "سي" not in editor.page.locator("body").inner_text()
        editor.open("actors/entries/c")
        editor.field("evidence").get_by_role("button", name="Remove").first.click()
        editor.save("actors")
        text = editor.after()["content/actors/c.yml"]
    assert read_fields("c.yml", text).values == {
        "name": "C",
        "kind": "state",
        "aliases": "One alone",
        "former_ids": ["sea"],
        "evidence": [{"source": "herald", "says": "context"}],
    }


def test_nothing_is_asked_of_another_host(browser: Browser, content: WriteContent, site: Path) -> None:
    with edited(browser, content({**MINIMAL, "publication.yml": "repository: https://github.com/desk/record\n"}), site) as (editor, asked):
        editor.open("actors/entries/avalon")
        editor.page.wait_for_timeout(2000)
        assert set(asked) <= {OF_THE_BROWSER}
        elsewhere = editor.page.context.new_page()
        with suppress(Exception):
            elsewhere.goto("http://elsewhere.example/", timeout=5000)
        assert "GET http://elsewhere.example/ HTTP/1.1" in asked, "what is asked of others comes by here"
