"""What the nightly check found, in words that somebody can read out on the phone."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from emergency.desk.presenters.findings import LABELS, format_findings

INVARIANTS = Path(__file__).parents[4] / "emergency" / "desk" / "selectors" / "invariants.py"
ENGLISH = """– Stays with a signature missing (I8): 2
– Homes still offered after their last day (F1): 1"""
FRENCH = """– Séjours auxquels il manque une signature (I8)\u00a0: 2
– Logements encore proposés après leur dernier jour (F1)\u00a0: 1"""


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("fr", FRENCH)], ids=["en", "fr"])
def test_format_findings_has_a_line_for_each_in_words(language, words):
    found = "I8 a stay without both signatures: 2; F1 a home whose days are over: 1"

    with translation.override(language):
        assert format_findings(found) == words


def test_format_findings_keeps_a_name_that_has_no_words():
    assert format_findings("I99 something new: 3") == "– I99 something new: 3"


def test_each_invariant_has_its_words():
    names = re.findall(r'^ +"([A-Z]\d+ .*)": _', INVARIANTS.read_text(), re.MULTILINE)

    assert names == list(LABELS)
