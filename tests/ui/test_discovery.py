"""The foot of a page that leads on."""

import re

import pytest
from django.utils import translation

from ui.templatetags.discovery import discover_more


def link_of(foot):
    return re.search(r'class="link-more" href="([^"]*)"', foot)[1]


def test_each_page_brings_its_own_address():
    assert link_of(discover_more("/en/one/around/")) == "/en/one/around/"
    assert link_of(discover_more("/en/two/around/")) == "/en/two/around/"


def test_the_foot_speaks_the_language_of_the_page():
    with translation.override("fr"):
        french = discover_more("/fr/")
    with translation.override("en"):
        english = discover_more("/en/")

    assert ("Poursuivre la balade" in french, "Keep exploring" in english) == (True, True)


@pytest.mark.parametrize(
    ("mark", "end"),
    [
        pytest.param("offer-7k3m9xqa", "?from=offer-7k3m9xqa", id="offer-7k3m9xqa"),
        ("", ""),
        (None, ""),
        pytest.param('"><b>&', "?from=%22%3E%3Cb%3E%26", id="markup"),
    ],
)
def test_a_mark_goes_along_and_never_leaves_its_place(mark, end):
    assert link_of(discover_more("/en/around/", mark)) == f"/en/around/{end}"
