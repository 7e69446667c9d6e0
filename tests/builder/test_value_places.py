"""A text in another language says so in an element, and is words alone where no element may stand; what cannot be told is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateSyntaxError

from generator.builder.render import make_environment
from generator.language.localized import LocalizedText, joined
from generator.site.page import Link
from tests.sites import TOKENS, fake_draw

if TYPE_CHECKING:
    from pathlib import Path

NAME = LocalizedText('<נהר & "x"', "he")
INSIDE = "&lt;נהר &amp; &#34;x&#34;"
BDI = f'<bdi lang="he" dir="rtl">{INSIDE}</bdi>'


def rendered(folder: Path, template: str, **values: object) -> str:
    environment = make_environment(folder, TOKENS, fake_draw)
    return environment.from_string(template).render(name=NAME, whole=joined(("At ", NAME)), yes=True, no=False, rows=[NAME, "b"], **values)


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("<p>{{ name }}</p>", f"<p>{BDI}</p>"),
        ("<p>{{ whole }}</p>", f"<p>At {BDI}</p>"),
        ("{{ name }}", BDI),
        ('<p title="{{ name }}">{{ name }}</p>', f'<p title="{INSIDE}">{BDI}</p>'),
        ('<p title="{{ whole }} {{ name }}" id="{{ name }}">x</p>', f'<p title="At {INSIDE} {INSIDE}" id="{INSIDE}">x</p>'),
        ('<p title="a > {{ name }}">{{ name }}</p>', f'<p title="a > {INSIDE}">{BDI}</p>'),
        ('<p title="0;url={{ name }}">x</p>', f'<p title="0;url={INSIDE}">x</p>'),
        ("<title>{{ name }} - {{ name }}</title>{{ name }}", f"<title>{INSIDE} - {INSIDE}</title>{BDI}"),
        ("<option>{{ name }}</option><option>{{ name }} (3)</option>", f"<option>{INSIDE}</option><option>{INSIDE} (3)</option>"),
        ("<option{{ name | tongue }}>{{ name }}</option>", f'<option lang="he" dir="rtl">{INSIDE}</option>'),
        ("<textarea>{{ name }}</textarea>", f"<textarea>{INSIDE}</textarea>"),
        ("<svg><title>{{ name }}</title></svg>", f"<svg><title>{INSIDE}</title></svg>"),
        ("<script>1 < 2</script><!-- <p title= --><p>{{ name }}</p>", f"<script>1 < 2</script><!-- <p title= --><p>{BDI}</p>"),
        ('<p{% if yes %} title="{{ name }}"{% endif %}>{{ name }}</p>', f'<p title="{INSIDE}">{BDI}</p>'),
        ('<p title="{% for one in rows %}{{ one }},{% endfor %}">x</p>', f'<p title="{INSIDE},b,">x</p>'),
        ('<p title="{% if no %}a{% elif yes %}{{ name }}{% else %}b{% endif %}">x</p>', f'<p title="{INSIDE}">x</p>'),
        ('<p title="{{ _("At %(x)s", x=name) }}">{{ _("At %(x)s", x=name) }}</p>', f'<p title="At {INSIDE}">At {BDI}</p>'),
        ('<p title="{% trans x=name %}At {{ x }}{% endtrans %}">x</p>', f'<p title="At {INSIDE}">x</p>'),
        ("{% trans x=name %}At <b>{{ x }}</b>{% endtrans %}", f"At <b>{BDI}</b>"),
        ('{% trans x=name %}<a href="{{ x }}">{{ x }}</a>{% endtrans %}', f'<a href="{INSIDE}">{INSIDE}</a>'),
        ('{% macro m(x) %}<p title="{{ x }}">{{ x }}</p>{% endmacro %}{{ m(name) }}', f'<p title="{INSIDE}">{BDI}</p>'),
        ('{% macro m(x) %}<p title="{{ x }}"></p>{% endmacro %}{{ m(_("At %(x)s", x=name)) }}', f'<p title="At {INSIDE}"></p>'),
        ("{% macro m() %}<p>{{ caller() }}</p>{% endmacro %}{% call m() %}{{ name }}{% endcall %}", f"<p>{BDI}</p>"),
        ("{% set x = name %}<p title='{{ x }}'>{{ x }}</p>", f"<p title='{INSIDE}'>{BDI}</p>"),
        ('<p class="a"{{ " hidden" if no }}>{{ name }}</p>', f'<p class="a">{BDI}</p>'),
        ('<p title="{{ 7 }}{{ none }}">x</p>', '<p title="7None">x</p>'),
    ],
)
def test_a_text_says_its_language_where_an_element_may_stand(tmp_path: Path, template: str, html: str) -> None:
    assert rendered(tmp_path, template) == html


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ('<h1 dir="auto">{{ name }}</h1>', f'<h1 lang="he" dir="rtl">{INSIDE}</h1>'),
        ('<h1 class="a" dir="auto">{{ name }}</h1>', f'<h1 class="a" lang="he" dir="rtl">{INSIDE}</h1>'),
        ('<h1 dir="auto">{{ whole }}</h1>', f'<h1 dir="auto">At {BDI}</h1>'),
        ('<h1 dir="auto">{{ "<" }}</h1>', '<h1 dir="auto">&lt;</h1>'),
        ('<p dir="auto">{{ name }}{{ "" if no }}{{ () | refs }}</p>', f'<p lang="he" dir="rtl">{INSIDE}</p>'),
        ('<p dir="auto">{{ name }}{{ "b" }}</p>', f'<p dir="auto">{BDI}b</p>'),
        ('<p dir="auto">{{ name }}.</p>', f'<p dir="auto">{BDI}.</p>'),
        ('<p dir="auto">{{ name | link }}</p>', f'<p lang="he" dir="rtl">{INSIDE}</p>'),
        ('<p dir="auto">{{ leads | link }}</p>', f'<p dir="auto"><a href="x" lang="he" dir="rtl">{INSIDE}</a></p>'),
        ('<p dir="auto">{{ (name, leads) | rich }}</p>', f'<p lang="he" dir="rtl">{INSIDE}<a href="x">{INSIDE}</a></p>'),
        ('<p dir="auto">{{ (name, " ", own) | rich }}</p>', f'<p lang="he" dir="rtl">{INSIDE} <a href="x" lang="en" dir="ltr">b</a></p>'),
        ('<li dir="auto">{{ name }}</li>', f"<li>{BDI}</li>"),
        ('<li dir="auto">{{ "b" }}</li>', '<li dir="auto">b</li>'),
        ('<li dir="auto"><b>{{ name }}</b></li>', f'<li dir="auto"><b lang="he" dir="rtl">{INSIDE}</b></li>'),
        ('<span class="sub">{{ name }}</span>', f'<span class="sub" lang="he" dir="rtl">{INSIDE}</span>'),
        ('<span class="{{ 7 }}">{{ name }}</span>', f'<span class="7" lang="he" dir="rtl">{INSIDE}</span>'),
        ('<span>{{ "b" }}</span>', "<span>b</span>"),
        ('<span lang="en">{{ name }}</span>', f'<span lang="en">{BDI}</span>'),
        ("<b>a<b>b</b>{{ name }}</b>", f"<b>a<b>b</b>{BDI}</b>"),
        ("<b><i></i>{{ name }}</b>", f"<b><i></i>{BDI}</b>"),
        ("<p>{{ name }}</p>", f"<p>{BDI}</p>"),
        ('<p dir="auto">{% if yes %}{{ name }}{% endif %}</p>', f'<p dir="auto">{BDI}</p>'),
    ],
)
def test_an_element_turns_with_the_one_text_that_it_holds(tmp_path: Path, template: str, html: str) -> None:
    assert rendered(tmp_path, template, leads=Link(NAME, "x"), own=Link("b", "x")) == html


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("<p title={{ name }}>x</p>", "attributes without quotes"),
        ('<p id="a" title={{ name }}>x</p>', "attributes without quotes"),
        ("<script>{{ name }}</script>", "script"),
        ("<style>a { b: {{ name }} }</style>", "script"),
        ("<!-- {{ name }} -->", "comment"),
        ("<p", "not closed"),
        ('<p title="', "not closed"),
        ("<title>{{ name }}", "not closed"),
        ("<script>", "not closed"),
        ("{% macro m() %}<p {% endmacro %}>", "not closed"),
        ('{% if yes %}<p title="{% endif %}">', "branches"),
        ("{% if yes %}<p>{% else %}<p {% endif %}>", "branches"),
        ("{% if yes %}<title>{% elif no %}{% endif %}</title>", "branches"),
        ('{% for one in rows %}<p title="{% endfor %}">', "branches"),
        ('<p title="{% include "x" %}">', "only conditions and loops are allowed in an attribute"),
        ('<p title="{% set x %}a{% endset %}">', "only conditions and loops are allowed in an attribute"),
        (
            '{% macro m() %}{{ caller() }}{% endmacro %}<p title="{% call m() %}a{% endcall %}">',
            "only conditions and loops are allowed in an attribute",
        ),
        ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}<p {% endcall %}>", "not closed"),
    ],
)
def test_what_cannot_be_told_is_refused_where_it_stands(tmp_path: Path, template: str, problem: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=problem) as refused:
        rendered(tmp_path, f"\n{template}")
    assert refused.value.lineno in (1, 2)


@pytest.mark.parametrize(
    "template",
    [
        '<p title="{{ (name,) | rich }}">x</p>',
        '<p title="{{ (name, leads) | rich }}">x</p>',
        '{% macro m() %}<b>x</b>{% endmacro %}<p title="{{ m() }}">x</p>',
        "<title>{% trans x=name %}At <b>{{ x }}</b>{% endtrans %}</title>",
    ],
)
def test_no_element_gets_into_an_attribute(tmp_path: Path, template: str) -> None:
    with pytest.raises(ValueError, match="an element is not allowed"):
        rendered(tmp_path, template, leads=Link(NAME, "x"))
