"""What templates are given: names with values, all of which count."""

from __future__ import annotations

import pickle

import pytest
from jinja2 import UndefinedError

from generator.site.page import View
from tests.sites import environment_of


@pytest.mark.parametrize(
    "asks",
    ["{{ view.titel }}", "{% if view.titel %}{% endif %}", "{% for one in view.rows %}{{ one.lable }}{% endfor %}"],
)
def test_a_template_that_asks_for_what_is_not_there_fails(asks: str) -> None:
    view = View(title="The ferry", rows=[View(label="It sinks")])
    with pytest.raises(UndefinedError):
        environment_of().from_string(asks).render(view=view)


def test_a_view_with_other_values_leaves_the_first_as_it_was() -> None:
    view = View(title="The ferry", anchor="ferry")
    assert view.but(anchor="") == View(title="The ferry", anchor="")
    assert view.anchor == "ferry"


def test_a_page_is_made_anew_where_any_value_of_its_view_is_another() -> None:
    kept = pickle.dumps(View(title="The ferry", rows=[View(label="It sinks")]))
    assert pickle.dumps(View(title="The ferry", rows=[View(label="It sinks")])) == kept
    assert pickle.dumps(View(title="The ferry", rows=[View(label="It floats")])) != kept
