"""What an editor sees in the browser while 'onrecord serve' runs: the page anew after a save, or what is wrong with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from playwright.sync_api import expect

from generator.command.serve import serve_site, take_port
from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

POLICY: Final[str] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["csp"]
PAGE: Final = '<!doctype html><meta http-equiv="Content-Security-Policy" content="{}"><body><h1>{}</h1></body></html>'


def test_a_save_shows_the_page_anew_or_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    record, site, ready = tmp_path / "content" / "a.yml", tmp_path / "site", threading.Event()
    for folder in (record.parent, site):
        folder.mkdir()
    record.write_text("First", encoding="utf-8")

    def rebuild() -> str:
        said = record.read_text(encoding="utf-8")
        if "<" in said:
            return f"content/a.yml:1:1: error: {said}"
        (site / "index.html").write_text(PAGE.format(POLICY, said), encoding="utf-8")
        return ""

    server = take_port(site, 0)
    given = {"is_due": lambda: False, "ready": lambda _: ready.set(), "preview": lambda *_: None}
    thread = threading.Thread(target=serve_site, args=(server, [record.parent], rebuild, threading.Event()), kwargs=given)
    thread.start()
    assert ready.wait(60)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        expect(page.locator("h1")).to_have_text("First")
        record.write_text("Second", encoding="utf-8")
        expect(page.locator("h1")).to_have_text("Second")
        record.write_text("<b>wrong</b>", encoding="utf-8")
        expect(page.get_by_role("alert")).to_have_text("content/a.yml:1:1: error: <b>wrong</b>")
        expect(page.get_by_role("alert")).to_be_in_viewport()
        expect(page.locator("h1")).to_have_text("Second")
        record.write_text("Third", encoding="utf-8")
        expect(page.locator("h1")).to_have_text("Third")
        expect(page.get_by_role("alert")).to_have_count(0)
        assert [one for one in complaints if "favicon" not in one and "404" not in one] == []
    finally:
        page.close()
        server.shutdown()
        thread.join()
