"""Cells that a spreadsheet opens as words and not as formulas."""

import pytest

from core.text.spreadsheets import escape_formula
from tests.doubling import assert_linear


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1+1", "|calc", "%0"])
def test_escape_formula_makes_text_of_what_would_be_run(cell):
    assert escape_formula(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Odile & Marc", "2,50", "a=b", "'=1"])
def test_escape_formula_leaves_other_words_as_they_are(cell):
    assert escape_formula(cell) == cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [("x;=1", "x;'=1"), ("x, @y", "x, '@y"), ('x\t"+1', "x\t\"'+1"), ("a, b; c", "a, b; c")],
    ids=["semicolon", "comma", "tab", "plain"],
)
def test_escape_formula_looks_behind_separators(cell, text):
    assert escape_formula(cell) == text


@pytest.mark.parametrize("sign", ["\t", ";", "; ", '"'], ids=["tab", "semicolon", "space", "quote"])
def test_escape_formula_is_linear(sign):
    assert_linear(escape_formula, lambda size: sign * size, 20_000)
