"""What an address leads to, or a page that isn’t there."""

import pytest
from django.http import Http404

from core.finding import found_or_404


def test_found_or_404_hands_over_what_was_found():
    assert found_or_404("mill") == "mill"


def test_found_or_404_takes_an_empty_thing_for_a_thing():
    assert found_or_404("") == ""


def test_found_or_404_answers_nothing_with_no_such_page():
    with pytest.raises(Http404):
        found_or_404(None)
