"""Links to quoted words lead there: followed by Chromium on pages of this machine, past the same words elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import pytest

from generator.verify.evidence.fragments import fragment_link
from tests.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Windows

pytestmark = pytest.mark.browser

PLACES: Final[tuple[tuple[list[str], str, str | None, str | None, list[str]], ...]] = (
    # the paragraphs meant, the quotation, its prefix and suffix, and paragraphs above them that must not be taken
    (["Such reports are patently false."], "Such reports are patently false.", None, None, []),
    (["He told reporters: “Such reports are false.”"], "Such reports are false.", "He told reporters", None, ["“Such reports are false.”"]),
    (["He told reporters, “Such reports are false.”"], "Such reports are false.", "reporters", None, ["Such reports are false."]),
    (["She wrote Such reports are false here."], "Such reports are false", "She wrote", None, ["Such reports are false"]),
    (["“It will rain,” said the minister."], "It will rain", None, "said the minister", ["“It will rain,” said nobody."]),
    (["It will rain. Then it will stop."], "It will rain.", None, "Then it", ["It will rain. Now it will."]),
    (["It will rain today."], "It will rain", None, "today", ["It will rain and rain."]),
    (["Ann asked: “Will it rain?” Ben nodded."], "Will it rain?", "Ann asked", "Ben", ["Ann asked: “Will it rain?” Eve nodded."]),
    (["Some said that this is the end of the road."], "[T]his is the end of the road.", None, None, ["His is the end"]),
    (["This is what they wanted."], "[t]his is what they wanted", None, None, ["his is what they wanted"]),
    (["It was ready on Monday."], "It [the ferry] was ready on Monday", None, None, ["It was ready on Sunday."]),
    (["They [the allies] came on Monday."], "They [the allies] came on Monday", None, None, ["They came on Sunday."]),
    (["A half-way house, R&D #1 and more."], "half-way house, R&D #1", None, None, ["half way house"]),
    (["The price, 50% & more, is too high-ish."], "50% & more, is too high-ish", None, None, ["50 or more"]),
    (["The end of the war – at last – has come to us."], "The end of the war - at last - has come to us", None, None, ["The end of it"]),
    (["The end of the war—at last—has come to us."], "The end of the war – at last – has come to us", None, None, ["The end of it"]),
    (["No — we will never go there."], "No — we will never go there", None, None, ["No."]),
    (
        ["It is safe to go.", "We come with bread and with wine."],
        "It is safe to go. We come with bread and with wine.",
        None,
        None,
        ["It is."],
    ),
    (["He asked: who is it?", "Nobody knows that man."], "He asked: who is it? Nobody knows that man.", None, None, ["He asked."]),
    (
        ["He called it “the best of all bad plans” and left."],
        "He called it 'the best of all bad plans' and left",
        None,
        None,
        ["He called"],
    ),
    (["It wasn’t the minister’s plan at all."], "It wasn't the minister's plan at all", None, None, ["It was."]),
    (
        ["One two three four five six seven eight nine ten eleven."],
        "One two three four five six seven eight nine ten",
        None,
        None,
        ["One."],
    ),
    (["The port, after ten years of work, opened in March."], "The port [...] opened in March.", None, None, ["The port."]),
    (["They came early. It was dark. They left again."], "They came early. [...] They left again.", None, None, ["They came."]),
    (["It fell by $1.2 billion in May."], "$1.2 billion in May", None, None, ["$1.2 million in May"]),
    (["پاکستان نے کہا کہ یہ خبر غلط ہے۔"], "یہ خبر غلط ہے", None, None, ["یہ خبر"]),
    (["قال الوزير: «هذا الخبر كاذب» ثم غادر."], "هذا الخبر كاذب", "قال الوزير", None, ["«هذا الخبر كاذب»"]),
    (["אמר השר: ״אין בכך כל אמת״ ויצא."], "אין בכך כל אמת", None, None, ["אין בכך"]),
    (["他说：“这是完全虚假的，我们走。”然后离开。"], "这是完全虚假的，我们走。", None, None, ["这是完全"]),
    (["彼は「これは事実ではない」と述べた。"], "これは事実ではない", None, None, ["これは"]),
    (
        ["Le ministre a dit : «\u00a0C'est faux.\u00a0» Puis il est parti."],
        "C'est faux.",
        "Le ministre a dit",
        None,
        ["«\u00a0C'est faux.\u00a0»"],
    ),
    (["Это сообщение ложно, сказал министр."], "Это сообщение ложно", None, "сказал министр", ["Это сообщение ложно."]),
    (["मंत्री ने कहा कि यह ख़बर झूठी है।"], "यह ख़बर झूठी है", None, None, ["यह ख़बर"]),
    (
        ["Das Schiff fährt – so heißt es – wieder täglich nach Süden."],
        "fährt – so heißt es – wieder täglich nach Süden",
        None,
        None,
        ["fährt"],
    ),
)

SPACER: Final = "<div style='height:4000px'></div>"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("documents")
    for number, (meant, _, _, _, others) in enumerate(PLACES):
        write(folder / f"{number}.html", meant, others)
    with served(folder) as address:
        yield address


def write(path: Path, meant: list[str], others: list[str]) -> None:
    above = "".join(f"<p>{escape(one)}</p>{SPACER}" for one in others)
    here = "".join(f"<p class='meant'>{escape(one)}</p>" for one in meant)
    path.write_text(f"<!doctype html><meta charset=utf-8><title>A document</title>{SPACER}{above}{here}{SPACER}", encoding="utf-8")


@pytest.fixture(scope="module")
def page(windows: Windows, documents: str) -> Iterator[Page]:
    with windows.lent(documents) as visit:
        yield visit.page


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_a_link_leads_to_the_quoted_words(page: Page, documents: str, number: int) -> None:
    _, quote, prefix, suffix, _ = PLACES[number]
    page.goto(fragment_link(f"{documents}/{number}.html", quote, prefix, suffix))
    page.wait_for_function("scrollY > 0")
    tops = page.evaluate("[...document.querySelectorAll('.meant')].map(one => one.getBoundingClientRect().top)")
    assert all(0 <= top < page.evaluate("innerHeight") for top in tops)


def test_a_link_to_other_words_leads_nowhere(page: Page, documents: str) -> None:
    page.goto(fragment_link(f"{documents}/1.html", "Such reports are false.", "She told nobody"))
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
