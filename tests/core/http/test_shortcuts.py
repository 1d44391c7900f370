"""What an address leads to, or a page that isn’t there."""

import pytest
from django.http import Http404

from core.http.shortcuts import get_or_404


def test_found_or_404_hands_over_what_was_found():
    assert get_or_404("mill") == "mill"


def test_found_or_404_takes_an_empty_thing_for_a_thing():
    assert get_or_404("") == ""


def test_found_or_404_answers_nothing_with_no_such_page():
    with pytest.raises(Http404):
        get_or_404(None)
