"""The page that shows every component."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

COMPONENTS = Path(__file__).parents[2] / "ui/templates/components"


class Inline(HTMLParser):
    """Collects what a strict content policy would block."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in names if name == "style" or name[:2] == "on"]


@pytest.fixture
def page(client, settings):
    settings.UI_SHOW_STYLEGUIDE = True
    return client.get("/en/styleguide/")


@pytest.mark.django_db
def test_styleguide_is_hidden_where_nobody_builds(client):
    assert client.get("/en/styleguide/").status_code == 404


@pytest.mark.django_db
def test_styleguide_shows_every_component(page):
    shown = {template.name for template in page.templates if template.name}

    missing = {f"components/{file.name}" for file in COMPONENTS.glob("*.html")} - shown

    assert missing == set()


@pytest.mark.django_db
def test_styleguide_holds_nothing_inline(page):
    parser = Inline()

    parser.feed(page.text)

    assert parser.found == []
