"""Pages lose the indentation of their templates, and nothing that anybody wrote."""

from pathlib import Path

import pytest
import wagtail
from django.template import Origin, engines
from django.template.loader import render_to_string

from config.templates import OURS, Unindented


@pytest.fixture
def contents():
    """What the loader reads from this file."""
    loader = Unindented(engines["django"].engine)
    return lambda path: loader.get_contents(Origin(str(path), path.name, loader))


def test_a_page_has_no_indented_line():
    page = render_to_string("components/link_more.html", {"url": "/", "label": "More"})

    assert [line for line in page.splitlines() if line.startswith((" ", "\t"))] == []


def test_the_words_of_people_keep_their_spaces():
    words = "One\n    two\n\tthree"

    assert words in render_to_string("components/tag.html", {"label": words})


def test_every_line_keeps_its_number(contents):
    path = OURS / "ui/templates/components/site_header.html"

    assert [line.strip() for line in path.read_text().splitlines()] == [
        line.strip() for line in contents(path).splitlines()
    ]


def test_letters_keep_their_form(contents):
    letters = sorted((OURS / "commons").rglob("templates/**/*.txt"))

    assert letters
    assert [path for path in letters if contents(path) != path.read_text()] == []


def test_the_templates_of_others_stay_as_they_are(contents):
    path = Path(wagtail.__file__).parent / "admin/templates/wagtailadmin/base.html"

    assert contents(path) == path.read_text()
