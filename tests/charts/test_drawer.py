"""The process that draws, and what it remembers. The real process is started once for all that needs it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from json import dumps, loads
from typing import TYPE_CHECKING, Any

import pytest

from generator.charts import worker
from generator.charts.altair_svg import clean, warm_up
from generator.charts.drawer import Drawer, DrawingFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = '"><script>alert(1)</script>'

OVER_TIME: dict[str, Any] = {
    "kind": "over-time",
    "name": "the ferry",
    "width": 720,
    "start": "2024-01-01",
    "end": "2026-01-01",
    "until": "2025-12-31",
    "ticks": [["2024-01-01", "2024"], ["2024-07-01", ""], ["2025-01-01", "2025"]],
    "levels": ["against −1", "even 0", "with +1"],
    "panels": [
        {
            "heading": HOSTILE,
            "now": "+0.25",
            "steps": [
                ["2024-02-01", "2024-06-01", -0.5, 1],
                ["2024-06-01", "2024-09-01", 0.5, 3],
                ["2024-09-01", "2024-12-01", 0.5, 4],
                ["2024-12-01", "2025-02-01", None, 0],
                ["2025-02-01", "2025-12-31", 0.25, 2],
            ],
            "acts": [
                {
                    "key": "acts/a",
                    "day": "2024-02-01",
                    "score": -0.5,
                    "form": "deed",
                    "counted": True,
                    "weight": 1,
                    "said": HOSTILE,
                    "label": HOSTILE,
                },
                {
                    "key": "acts/b",
                    "day": "2024-06-01",
                    "score": 0.5,
                    "form": "words",
                    "counted": False,
                    "weight": 0,
                    "said": "b",
                    "label": "b",
                },
                {
                    "key": "acts/d",
                    "day": "2025-06-01",
                    "score": -0.9,
                    "form": "words",
                    "counted": True,
                    "weight": 3,
                    "said": "d",
                    "label": "Toll up",
                },
                {
                    "key": "acts/c",
                    "day": "2024-06-01",
                    "score": 0.5,
                    "form": "institutional",
                    "counted": True,
                    "weight": 2,
                    "said": "c",
                    "label": "مرحبا",
                },
            ],
        }
    ],
}
LANES: dict[str, Any] = {
    "kind": "lanes",
    "width": 720,
    "start": "2024-01-01",
    "end": "2025-01-01",
    "ticks": [["2024-01-01", "2024", True], ["2024-07-01", "", False]],
    "lanes": [
        {
            "label": HOSTILE,
            "events": [
                {
                    "key": f"events/{style}",
                    "label": f"An event that is {style} and has a title",
                    "said": HOSTILE,
                    "shapes": [[style, *days]],
                }
                for style, days in (
                    ("dot", ("2024-03-01", "2024-03-01")),
                    ("ring", ("2024-03-01", "2024-03-01")),
                    ("bar", ("2024-03-01", "2024-05-01")),
                    ("hatch", ("2024-03-01", "2024-04-01")),
                    ("fade", ("2024-03-01", "2024-04-01")),
                    ("open", ("2024-12-01", "2025-01-01")),
                    ("unknown-before", ("2024-01-01", "2025-01-01")),
                )
            ],
        },
        {"label": "Empty", "events": []},
    ],
}


@pytest.fixture(scope="module")
def real() -> Iterator[Drawer]:
    with Drawer() as drawer:
        drawer.warm_up()
        yield drawer


def python(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


ECHO = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"id": json.loads(line)["id"], "svg": "SVG"}), flush=True)
"""


def test_the_real_process_draws_svg_that_fits_any_page(real: Drawer) -> None:
    svg = real.draw(OVER_TIME)
    assert svg.startswith('<svg class="vega" viewBox="0 0 ')
    assert 'aria-hidden="true" focusable="false" data-search-exclude=""' in svg
    assert not any(banned in svg for banned in ("<script", "style=", "font-family", "http:", "\n", "aria-label", "xmlns"))
    assert svg.count('<a href="https://onrecord.invalid/acts/a" tabindex="-1">') >= 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in svg
    assert 'stroke="var(--accent)"' in svg
    assert "+0.25" in svg
    assert ">Toll up</text>" in svg
    assert "مرحبا" not in svg


def test_hollow_is_not_counted_and_shapes_tell_the_form(real: Drawer) -> None:
    svg = real.draw(OVER_TIME)
    assert svg.count('fill="var(--paper)" stroke="var(--ink-2)"') == 1
    assert svg.count('fill="var(--ink-2)" stroke="var(--paper)"') == 3


def test_drawings_are_the_same_each_time_and_fit_their_width(real: Drawer) -> None:
    for spec in (OVER_TIME, {**OVER_TIME, "width": 340}, LANES):
        first = real.draw(spec)
        assert real.draw(spec) == first
        width = float(first.split('width="')[1].split('"')[0])
        assert abs(width - spec["width"]) <= 20


def test_another_process_elsewhere_draws_the_same(real: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {name: real.draw(spec) for name, spec in (("over-time", OVER_TIME), ("lanes", LANES))}
    for name, value in (("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C"), ("PYTHONHASHSEED", "7")):
        monkeypatch.setenv(name, value)
    with Drawer() as drawer:
        assert [drawer.draw(LANES), drawer.draw(OVER_TIME)] == [there["lanes"], there["over-time"]]


def test_lanes_draw_every_shape_and_label_what_has_room(real: Drawer) -> None:
    svg = real.draw(LANES)
    for look in ("url(#p-hatch)", "url(#p-fade)", "url(#p-fadeR)", 'stroke-dasharray="2.6,2"'):
        assert look in svg
    assert {f"events/{style}" for style in ("dot", "ring", "bar", "hatch", "fade", "open", "unknown-before")} == {
        part.split('"')[0] for part in svg.split("https://onrecord.invalid/")[1:]
    }


def test_an_error_names_the_chart_and_the_process_goes_on(real: Drawer) -> None:
    with pytest.raises(DrawingFailedError, match=r"chart 'a ferry' cannot be drawn: KeyError: 'width'"):
        real.draw({"kind": "over-time", "name": "a ferry"})
    with pytest.raises(DrawingFailedError, match=r"chart 'pie' cannot be drawn: KeyError: 'pie'"):
        real.draw({"kind": "pie"})
    assert real.draw(OVER_TIME).startswith("<svg")


def test_a_process_that_ends_is_told_and_started_again() -> None:
    with Drawer(command=python("import sys; sys.stdin.readline()")) as drawer:
        for _ in range(2):
            with pytest.raises(DrawingFailedError, match="chart 'ferry' cannot be drawn: the process ended or gave no answer"):
                drawer.draw({"kind": "lanes", "name": "ferry"})


def test_a_process_that_is_gone_at_once_is_told() -> None:
    with Drawer(command=python("")) as drawer, pytest.raises(DrawingFailedError, match="chart 'lanes' cannot be drawn"):
        drawer.draw({"kind": "lanes", "data": "x" * 1_000_000})


def test_an_answer_that_is_none_is_told() -> None:
    with Drawer(command=python("print('gibberish')")) as drawer, pytest.raises(DrawingFailedError, match="gave no answer"):
        drawer.draw({"kind": "lanes"})


def test_a_process_that_hangs_is_ended() -> None:
    with Drawer(command=python("import time; time.sleep(60)"), time_limit=0.3) as drawer:
        with pytest.raises(DrawingFailedError, match=r"chart 'ferry' cannot be drawn: no answer came within 0\.3 seconds"):
            drawer.draw({"kind": "lanes", "name": "ferry"})
        drawer.close()


def test_drawings_are_remembered(tmp_path: Path) -> None:
    with Drawer(tmp_path / "cache", command=python(ECHO)) as drawer:
        assert drawer.draw({"kind": "lanes", "name": "one"}) == "SVG"
        assert drawer.draw({"kind": "lanes", "width": 2}) == "SVG"
    files = sorted((tmp_path / "cache").iterdir())
    assert [file.suffix for file in files] == [".svg", ".svg"]
    with Drawer(tmp_path / "cache", command=python("raise SystemExit(1)")) as drawer:
        assert drawer.draw({"kind": "lanes", "name": "another name"}) == "SVG"


@pytest.mark.parametrize("content", [b"", b"cut sho", b"0" * 64 + b"\nSVG", b"\xff\xfe"])
def test_a_file_that_was_cut_short_or_altered_is_drawn_anew(tmp_path: Path, content: bytes) -> None:
    with Drawer(tmp_path, command=python(ECHO)) as drawer:
        drawer.draw({"kind": "lanes"})
        (file,) = tmp_path.iterdir()
        whole = file.read_bytes()
        file.write_bytes(content)
        assert drawer.draw({"kind": "lanes"}) == "SVG"
        assert file.read_bytes() == whole


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    with Drawer(tmp_path, command=python(ECHO)) as drawer:
        monkeypatch.setattr("pathlib.Path.replace", refuse)
        with pytest.raises(PermissionError):
            drawer.draw({"kind": "lanes"})
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_started_that_is_not_needed() -> None:
    with Drawer(command=("/no/such/program",)):
        pass


def test_the_worker_answers_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "warm_up", lambda: None)
    answers = StringIO()
    specs = ({"kind": "pie"}, LANES, OVER_TIME, {**OVER_TIME, "width": 340})
    asked = [dumps({"id": number, "spec": spec}) for number, spec in enumerate(specs)]
    worker.serve(StringIO("\n".join(["", *asked, ""])), answers)
    first, *drawn = (loads(line) for line in answers.getvalue().splitlines())
    assert first == {"id": 0, "error": "KeyError: 'pie'"}
    assert [(one["id"], one["svg"][:4]) for one in drawn] == [(1, "<svg"), (2, "<svg"), (3, "<svg")]


def test_the_engine_warms_up() -> None:
    warm_up()


def test_an_act_alone_is_drawn_without_a_line() -> None:
    acts = [act for act in OVER_TIME["panels"][0]["acts"] if not act["counted"]]
    panel = {"heading": "Ferry", "steps": [], "acts": acts}
    asked = {"id": 1, "spec": {**OVER_TIME, "ticks": [["2024-01-01", ""]], "panels": [panel]}}
    assert "var(--accent)" not in worker.answer(dumps(asked))["svg"]


RAW = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="marks" width="20" height="10">'
    '<defs><clipPath id="clip7"><rect width="3.14159" height="1e1"/></clipPath></defs>'
    '<g transform="translate(0,0)"><path class="background" d="M0,0h1"/><g clip-path="url(#clip7)"><text opacity="0">hidden</text>'
    '<text opacity="1" transform="translate(-0.00001,2.71828)" fill="url(#p-hatch)">seen</text></g></g>%s</svg>'
)


def test_what_was_drawn_is_made_plain() -> None:
    svg = clean(RAW % '<a xlink:href="https://onrecord.invalid/x"><path aria-label="A &lt;b&gt;" d="M0,0h2" fill="red"/></a>')
    assert svg == (
        '<svg class="vega" viewBox="0 0 20 10" width="20" height="10" aria-hidden="true" focusable="false" data-search-exclude="">'
        '<defs><clipPath id="drawn-0"><rect width="3.14" height="1e1" /></clipPath></defs>'
        '<g clip-path="url(#drawn-0)"><text transform="translate(0,2.72)" fill="url(#p-hatch)">seen</text></g>'
        '<a href="https://onrecord.invalid/x" tabindex="-1"><title>A &lt;b&gt;</title><path d="M0,0h2" fill="red" /></a></svg>'
    )


def test_a_description_of_fields_is_no_tooltip() -> None:
    link = (
        '<a xlink:href="https://onrecord.invalid/x"><path aria-label="x: 1; href: https://onrecord.invalid/x" d="M0,0h2" fill="red"/></a>'
    )
    svg = clean(RAW % link)
    assert "<title>" not in svg
    assert svg.count("onrecord.invalid") == 1


@pytest.mark.parametrize("href", ["https://vega.github.io/vega-datasets/x", "javascript:alert(1)", ""])
def test_a_link_that_no_page_could_mend_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="which no page could mend"):
        clean(RAW % f'<a xlink:href="{href}"><path d="M0,0h2" fill="red"/></a>')


def test_threads_that_draw_at_once_each_get_their_own_drawing() -> None:
    echo = (
        "import json, sys, time\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    time.sleep(0.02)\n"
        "    print(json.dumps({'id': asked['id'], 'svg': asked['spec']['kind']}), flush=True)\n"
    )
    with Drawer(command=(sys.executable, "-c", echo)) as drawer, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda kind: drawer.draw({"kind": kind}), "abcdefgh")) == list("abcdefgh")


def test_what_threads_ask_for_at_once_is_drawn_once(tmp_path: Path) -> None:
    count = (
        "import json, sys, time\n"
        "for number, line in enumerate(sys.stdin):\n"
        "    time.sleep(0.05)\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'svg': str(number)}), flush=True)\n"
    )
    with Drawer(tmp_path, command=python(count)) as drawer, ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: drawer.draw({"kind": "lanes"}), range(8))) == {"0"}
